"""The markup of a sheet of an Excel workbook: what its XML says of its cells besides their values."""

import re
from typing import Any
from xml.parsers import expat

from kg.tables import condition, relation, style, volume
from kg.tables.condition import Condition
from kg.tables.sheet import BLOCK, COLUMNS, MARKED, ROWS, Span, column_of, letters
from kg.tables.style import Styles

CELLS = 100_000_000
"""The cells of a sheet that are read, blank ones before others included."""
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


class Markup:
    """What the XML of a sheet says besides values: what is merged, hidden, colored, or a formula without a value."""

    def __init__(self, styles: Styles) -> None:
        self.colors: dict[int, tuple[str, ...]] = {}
        """Row → the colors of its cells, where it has a text."""
        self.conditions: list[Condition] = []
        self.told: list[str] = []
        """What conditional formats do besides."""
        self._styles = styles
        self._here: list[str] = []
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._texts = False
        self._spans: list[Span] = []
        self._rule: dict[str, str] = {}
        self._formulas: list[list[str]] = []
        self.colored: dict[int, list[int]] = {}
        """Row → the columns of its cells with a color and no text, where another cell of it has a text and none."""
        self.swatches: dict[tuple[int, int], str] = {}
        """The row and the column of each of them → its color."""
        self.raised: dict[tuple[int, int], str] = {}
        """The row and the column of a text that stands in the sheet itself and has a raised mark → that text."""
        self._runs: list[tuple[str, bool]] | None = None
        """The runs of such a text, and whether each is raised; None outside of one."""
        self.struck: dict[int, list[int]] = {}
        """Row → the columns of its texts that have fonts of their own, one of which is struck through."""
        self._style = ""
        self._plain = False
        self.spans: list[Span] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.unvalued: set[tuple[int, int]] = set()
        self.links: dict[tuple[int, int], str] = {}
        self.leading: list[tuple[Span, str]] = []
        """Cells, and the id of the relation to which they lead."""
        self.choices: set[str] = set()
        """What the menus of its cells take from elsewhere, as formulas."""
        self._menu = False
        self._told: list[str] = []
        """The formula of the cell."""
        self._row = self._cells = self._widest = self._merged = 0
        self._cell = ""
        self._formula = self._value = self._inside = self._high = False
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def parse(self, file: Any) -> None:
        """Read the part of a workbook that is one sheet.

        Raises:
            ValueError: it says of itself what no sheet has; and what :mod:`xml.parsers.expat` raises.
        """
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.ParseFile(file)

    def _text(self, text: str) -> None:
        if self._inside:
            self._value = self._value or bool(text.strip())
        else:
            self._told.append(text)

    def _run(self, text: str) -> None:
        if self._runs:
            self._runs[-1] = (self._runs[-1][0] + text, self._runs[-1][1])

    def _start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._cell, self._formula, self._value, self._inside = given.get("r", ""), False, False, False
            self._style = given.get("s", "")
            self._widest = max(self._widest + 1, _place(self._cell)[1])
        elif tag == "dataValidation":
            self._menu = given.get("type") == "list"
        elif self._menu:
            if tag == "formula1":
                self._told = []
                self._parser.CharacterDataHandler = self._told.append
        elif tag == "f":
            self._formula, self._told = True, []
            self._parser.CharacterDataHandler = self._text
        elif tag in ("v", "is"):
            self._inside = True
            self._runs = [] if tag == "is" else None
        elif tag in ("r", "rPh") and self._runs is not None:
            self._high = False
        elif tag == "vertAlign" and self._runs is not None:
            self._high = given.get("val") == "superscript"
        elif tag == "t" and self._runs is not None:
            self._runs.append(("", self._high))
            self._parser.CharacterDataHandler = self._run
        elif tag == "strike" and self._inside and given.get("val") not in ("0", "false"):
            row, column = _place(self._cell)
            self.struck.setdefault(row, []).append(column)
        elif tag == "row":
            self._row, self._plain = int(given.get("r", self._row + 1)), False
            self._cells, self._widest = self._cells + self._widest, 0
            if not 0 < self._row <= ROWS or self._cells > CELLS:
                raise volume.Overfull(f"row {self._row}, {self._cells:,} cells: that is more than a sheet has")
            if given.get("hidden") in ("1", "true"):
                self.rows.add(self._row)
        elif tag == "col" and given.get("hidden") in ("1", "true"):
            last = min(int(given["max"]), int(given["min"]) + 1000, COLUMNS)
            self.columns.update(range(max(1, int(given["min"])), last + 1))
        elif tag == "conditionalFormatting":
            self._spans = list(map(_span, given.get("sqref", "").split()))
        elif tag == "cfRule":
            self._rule, self._formulas = given, []
        elif tag == "formula" and self._rule:
            self._formulas.append([])
            self._parser.CharacterDataHandler = self._formulas[-1].append
        elif tag == "hyperlink" and len(self.leading) < MARKED:
            self.leading.append((_span(given.get("ref", "A1")), given.get(_ID, "")))
        elif tag == "mergeCell" and len(self.spans) < BLOCK:
            span = _span(given.get("ref", "A1"))
            area = (span.bottom - span.top + 1) * (span.right - span.left + 1)
            if area < BLOCK:
                self._merged += area
                if self._merged > MARKED:
                    raise volume.Overfull(f"more than {MARKED:,} cells are merged")
                self.spans.append(span)

    def _end(self, name: str) -> None:
        if self._menu:
            if name.endswith(" formula1") and len(self.choices) < MARKED:
                self.choices.add("".join(self._told).strip())
                self._parser.CharacterDataHandler = None
            self._menu = not name.endswith(" dataValidation")
        elif name.endswith(" row"):
            for column in () if self._plain else self.colored.pop(self._row, ()):
                self.swatches.pop((self._row, column), None)
            if self._here and self._texts:
                found = tuple(self._here)
                self.colors[self._row] = self._known.setdefault(found, found)
            self._here, self._texts = [], False
        elif name.endswith(" t"):
            self._parser.CharacterDataHandler = None
        elif name.endswith(" is"):
            if self._runs and any(high for _, high in self._runs) and self._cell:
                self.raised[_place(self._cell)] = style.joined(self._runs)
            self._runs, self._high = None, False
        elif name.endswith(" formula"):
            self._parser.CharacterDataHandler = None
        elif name.endswith(" cfRule"):
            self._end_rule()
        elif name.endswith(" c"):
            colored = self._style in self._styles.filled
            self._here += self._styles.colors.get(self._style, ())
            self._texts = self._texts or self._inside or self._formula
            self._plain = self._plain or (self._inside and not colored)
            if colored and not self._inside and self._cell and not self._formula:
                self.colored.setdefault(self._row, []).append(_place(self._cell)[1])
                if (inks := self._styles.colors.get(self._style, ())) and len(self.swatches) < MARKED:
                    self.swatches[_place(self._cell)] = inks[0]
            if self._formula:
                self._parser.CharacterDataHandler = None
                if self._cell and (to := relation.of_formula("".join(self._told))):
                    self.links[_place(self._cell)] = to
                if not self._value and self._cell:
                    self.unvalued.add(_place(self._cell))

    def _end_rule(self) -> None:
        """Keep a conditional format that strikes through, and tell of one that colors."""
        number = int(self._rule.get("dxfId", -1))
        formulas = ["".join(each) for each in self._formulas]
        if self._spans and number in self._styles.striking:
            self.conditions.append(condition.of(self._rule.get("type", ""), self._rule, formulas, self._spans))
        if self._spans and (number in self._styles.coloring or self._rule.get("type") == "colorScale"):
            first = self._spans[0]
            block = f"{letters(first.left)}{first.top}–{letters(first.right)}{first.bottom}"
            self.told.append(f"a conditional format colors cells of {block}, which is not read")
        self._rule = {}


def _span(block: str) -> Span:
    """Return the block of cells that is called as ``B2:C9`` is."""
    ends = [_place(end) for end in block.split(":")]
    (top, left), (bottom, right) = ends[0], ends[-1]
    return Span(top, left, bottom, right)


def _place(cell: str) -> tuple[int, int]:
    """Return the row and the column, from 1, of a cell such as ``B7``."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", cell)
    if not match:
        return 1, 1
    column = column_of(match[1])
    if column > COLUMNS:
        raise volume.Overfull(f"column {match[1]}: that is more than a sheet has")
    return int(match[2]), column
