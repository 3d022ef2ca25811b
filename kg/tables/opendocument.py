"""OpenDocument: what the XML of a workbook says besides values, sheet by sheet."""

import re
import zipfile
from pathlib import Path
from xml.parsers import expat

from kg.tables import color, comment, relation, style
from kg.tables.sheet import BLOCK, COLUMNS, MARKED, ROWS, Span
from kg.tables.volume import Overfull

_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("number-style", "percentage-style", "currency-style")
_TYPES = ("float", "percentage", "currency")
BLANKS = 1_000_000
"""The blanks that a file may write as their number."""
COPIES = 100_000
"""The rows with a text that it may write as a number of like ones."""
CELLS = 20_000_000
"""The cells with a text that it may have, those included that are written as their number."""
"""The characters of a comment that are kept."""


class About:
    """What of a sheet is merged, hidden, struck through or commented on."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.struck: dict[int, list[int]] = {}
        """Row → the columns of its texts that are struck through, or of which a part is."""
        self.raised: dict[tuple[int, int], str] = {}
        """The row and the column of a cell with a raised mark of a footnote → its text, the mark in raised letters."""
        self.comments: dict[tuple[int, int], str] = {}
        self.colors: dict[int, tuple[str, ...]] = {}
        """Row → the colors of its cells, where it has a text."""
        self.forms: dict[tuple[int, int], str] = {}
        """The row and the column of a number → its format, as Excel writes one, where it scales or adds a sign."""
        self.told: list[str] = []
        """What of it is not read."""
        self.links: dict[tuple[int, int], str] = {}
        """Cells → the address to which they lead."""
        self.sheet = False
        """Whether the sheet is hidden."""
        self._marked = 0

    def mark(self, number: int) -> None:
        """Count cells that are merged or struck through.

        Raises:
            ValueError: more of them than a sheet may have.
        """
        self._marked += number
        if self._marked > MARKED:
            raise Overfull(f"more than {MARKED:,} cells are merged or struck through")


def read(path: Path) -> dict[str, About]:
    """Return what is said of each sheet of an OpenDocument file, by the name of the sheet.

    Raises:
        ValueError: a sheet says of itself what none has; and what :mod:`zipfile` and :mod:`xml.parsers.expat` raise.
    """
    reader = _Reader()
    with zipfile.ZipFile(path) as packed:
        for part in ("styles.xml", "content.xml"):
            if part == "content.xml" or part in packed.namelist():
                reader.parse(packed, part)
    return reader.found


class _Reader:
    """Reads the parts of a file, its styles before what has them."""

    def __init__(self) -> None:
        self.found: dict[str, About] = {}
        self._hidden: set[str] = set()
        self._raised: set[str] = set()
        """Names of the styles of letters that stand above the line."""
        self._runs: list[tuple[str, bool]] = []
        """The runs of the text of a cell, and whether each is raised."""
        self._high: list[bool] = []
        """Whether each span that is open is raised."""
        self._struck: dict[tuple[str, str], bool] = {}
        """Family and name of a style → whether it strikes through."""
        self._style = ("", "")
        self._here, self._row, self._column, self._repeated = About(), 0, 0, 1
        self._columns: list[tuple[int, str]] = []
        """The last column of each block of them, and the style of its cells."""
        self._row_style = ""
        self._times = 1
        self._filled = self._crossed = False
        self._comment: list[str] | None = None
        self._colors: dict[tuple[str, str], tuple[str, str]] = {}
        """Family and name of a style → the colors of its background and of its letters."""
        self._forms: dict[tuple[str, str], str] = {}
        """Family and name of a style → the format of its numbers."""
        self._data = ""
        self._written: list[str] = []
        """The format that is being read, and its parts."""
        self._share = False
        """Whether it is one of percent."""
        self._inks: list[str] = []
        self._texts = False
        self._numbers: dict[str, str] = {}
        """Name of a format → as Excel writes it, where it scales or adds a sign."""
        self._literal: list[str] | None = None
        self._form = ""
        self._blanks = self._copies = self._cells = 0

    def parse(self, packed: zipfile.ZipFile, part: str) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        with packed.open(part) as file:
            parser.ParseFile(file)

    def _start(self, name: str, given: dict[str, str]) -> None:
        tag, said = name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in given.items()}
        if tag in ("style", "default-style"):
            self._style = (said.get("family", ""), said.get("name", ""))
            above = (self._style[0], said.get("parent-style-name", ""))
            self._struck[self._style] = self._struck.get(above, False)
            self._colors[self._style] = self._colors.get(above, ("", ""))
            given_form = self._numbers.get(said.get("data-style-name", ""), "")
            self._forms[self._style] = given_form or self._forms.get(above, "")
        elif tag == "text-properties":
            line = said.get("text-line-through-style") or said.get("text-line-through-type")
            if line:
                self._struck[self._style] = line != "none"
            if re.match(r"super|[1-9]", said.get("text-position", "")):
                self._raised.add(self._style[1])
            if ink := color.name(said.get("color", "")):
                self._colors[self._style] = (self._colors.get(self._style, ("", ""))[0], ink)
        elif tag == "table-cell-properties" and "background-color" in said:
            ink = self._colors.get(self._style, ("", ""))[1]
            self._colors[self._style] = (color.name(said["background-color"]), ink)
        elif tag in _NUMBERS:
            self._data, self._written, self._share = said.get("name", ""), [], tag == "percentage-style"
        elif self._data and tag == "number":
            self._written.append(_digits(said))
        elif self._data and tag == "text":
            self._literal = []
        elif self._data and tag == "map" and self._numbers.get(said.get("apply-style-name", "")):
            self._written = ["0,"]
        elif tag == "table-properties" and said.get("display") == "false":
            self._hidden.add(self._style[1])
        elif tag == "table":
            self._here, self._data = self.found.setdefault(said.get("name", ""), About()), ""
            self._row, self._column, self._repeated, self._columns = 0, 0, 1, []
            self._here.sheet = said.get("style-name", "") in self._hidden
        elif tag == "table-column":
            times = min(int(said.get("number-columns-repeated", 1)), 1000)
            if said.get("visibility", "visible") != "visible":
                self._here.columns.update(range(self._column + 1, self._column + times + 1))
            self._column += int(said.get("number-columns-repeated", 1))
            self._columns.append((self._column, said.get("default-cell-style-name", "")))
        elif tag == "table-row":
            self._start_row(said)
        elif tag in _CELLS:
            self._start_cell(said)
        elif tag == "condition" and self._struck.get(("table-cell", said.get("apply-style-name", ""))):
            told = f"a conditional format strikes cells through where {said.get('value', '')[:100]}, which is not read"
            self._here.told.append(told)
        elif tag == "s":
            self._blanks = _counted(self._blanks + int(said.get("c", 1)), BLANKS, "blanks")
        elif tag == "annotation":
            self._comment = []
        elif self._comment is None and tag == "p":
            self._filled = True
            self._runs += [("\n", False)] if self._runs else []
        elif self._comment is None and tag == "a" and (to := relation.address(said.get("href", ""))):
            self._here.links.setdefault((self._row, self._column + 1), to)
        elif self._comment is None and tag == "span":
            self._crossed = self._crossed or self._struck.get(("text", said.get("style-name", "")), False)
            self._high.append(said.get("style-name", "") in self._raised)

    def _start_row(self, said: dict[str, str]) -> None:
        self._row, self._column = self._row + self._repeated or 1, 0
        self._repeated = int(said.get("number-rows-repeated", 1))
        self._row_style = said.get("default-cell-style-name", "")
        self._inks, self._texts = [], False
        if said.get("visibility", "visible") != "visible":
            self._here.rows.update(range(self._row, min(self._row + min(self._repeated, BLOCK), ROWS + 1)))

    def _start_cell(self, said: dict[str, str]) -> None:
        self._times = int(said.get("number-columns-repeated", 1))
        wide, high = int(said.get("number-columns-spanned", 1)), int(said.get("number-rows-spanned", 1))
        if (wide > 1 or high > 1) and wide * high < BLOCK:
            self._here.mark(wide * high)
            self._here.spans.append(Span(self._row, self._column + 1, self._row + high - 1, self._column + wide))
        named = said.get("style-name") or self._row_style
        named = named or next((name for last, name in self._columns if self._column < last), "")
        self._runs, self._high = [], []
        self._filled, self._crossed = "value-type" in said, self._struck.get(("table-cell", named), False)
        paper, ink = self._colors.get(("table-cell", named), ("", ""))
        if self._times < COLUMNS // 16:
            self._inks += color.both(paper, ink)
        self._form = self._forms.get(("table-cell", named), "") if said.get("value-type") in _TYPES else ""

    def _text(self, text: str) -> None:
        if self._comment is not None:
            self._comment.append(text)
        elif self._literal is not None:
            self._literal.append(text)
        elif self._filled and self._raised:
            self._runs.append((text, any(self._high)))

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "annotation" and self._comment is not None:
            self._here.comments[self._row, self._column + 1] = comment.said("".join(self._comment))
            self._comment = None
        elif tag in ("p", "date", "creator") and self._comment is not None:
            if tag != "p":
                self._comment.clear()
            self._comment.append(" ")
        elif self._literal is not None and tag == "text":
            sign = "".join(self._literal).replace('"', "")
            share = self._share and sign.strip() == "%"
            self._written.append("%" if share else f'"{sign}"' if sign.strip() else "")
            self._literal = None
        elif self._data and tag in _NUMBERS:
            written = "".join(self._written)
            self._numbers[self._data], self._data = written if re.search('[",%]', written) else "", ""
        elif tag == "table-row":
            if self._texts:
                self._copies = _counted(self._copies + self._repeated - 1, COPIES, "rows that are copies")
            if self._inks and self._texts:
                for row in range(self._row, self._row + min(self._repeated, BLOCK)):
                    self._here.colors[row] = tuple(self._inks)
        elif tag == "span" and self._comment is None and self._high:
            self._high.pop()
        elif tag in _CELLS:
            if any(high for _, high in self._runs):
                self._here.raised[self._row, self._column + 1] = style.joined(self._runs)
            self._texts = self._texts or self._filled
            if self._filled:
                self._cells = _counted(self._cells + self._times * self._repeated, CELLS, "cells with a text")
            if self._form and self._filled:
                self._here.mark(self._times * self._repeated)
                for row in range(self._row, self._row + self._repeated):
                    for column in range(self._column + 1, self._column + self._times + 1):
                        self._here.forms[row, column] = self._form
            if self._filled and self._crossed:
                self._here.mark(self._times * self._repeated)
                for row in range(self._row, self._row + self._repeated):
                    told = self._here.struck.setdefault(row, [])
                    told.extend(range(self._column + 1, self._column + self._times + 1))
            self._column += self._times


def _counted(number: int, most: int, what: str) -> int:
    if number > most:
        raise Overfull(f"it says that it has more than {most:,} {what}")
    return number


def _digits(given: dict[str, str]) -> str:
    """Return the digits of a format as Excel writes them: decimals, and a comma for each thousand that is cut off."""
    decimals = min(int(given.get("decimal-places", 0) or 0), 20)
    factor, cut = float(given.get("display-factor", 1) or 1), 0
    while factor >= 1000:
        factor, cut = factor / 1000, cut + 1
    return "0" + ("." + "0" * decimals if decimals else "") + "," * cut
