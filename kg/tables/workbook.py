"""Workbooks: ``.xlsx`` row by row, ``.ods`` and ``.xls`` at once, with what is merged, hidden or struck through."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.parsers import expat

from kg.errors import SourceError
from kg.tables import comment, condition, opendocument, relation, volume
from kg.tables.condition import Condition
from kg.tables.sheet import BLOCK, COLUMNS, MARKED, ROWS, STRUCK, Row, Sheet, Span, Withdrawn, column_of, letters, text
from kg.tables.style import Styles

CELLS = 100_000_000
"""The cells of a sheet that are read, blank ones before others included."""
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_BROKEN = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, RecursionError, SyntaxError),
    *(TypeError, ValueError, expat.ExpatError, zipfile.BadZipFile, zlib.error),
)
"""What those who read the format raise where a file is not of it."""
_UNREAD = "cannot be read as a workbook: it is broken, locked, or of another format than its name says"
_TODO = "open it in the spreadsheet program and save it anew"


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook in its order.

    Raises:
        SourceError: it is no workbook, is locked by a password, holds more than one may (:mod:`kg.tables.volume`),
            or says of itself what no sheet has; rows that cannot be read raise it as they are read.
    """
    suffix = path.suffix.lower()
    try:
        if suffix != ".xls":
            volume.held(path)
        return _excel(path) if suffix in (".xlsx", ".xlsm") else _other(path)
    except zipfile.BadZipFile as error:
        with path.open("rb") as file:
            locked = file.read(8) == bytes.fromhex("d0cf11e0a1b11ae1")
        found = "it is locked by a password, or a workbook of the old format" if locked else "it is no workbook"
        raise SourceError(path.name, found, "save it without a password as .xlsx") from error
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror or error})", "restore the file") from error


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Tell in one line whatever is met in a file that is not as its format says."""
    try:
        yield
    except _BROKEN as error:
        found = f"it is no workbook that can be read: {error}" if isinstance(error, volume.Overfull) else _UNREAD
        raise SourceError(path.name, found, _TODO) from error


def _excel(path: Path) -> list[Sheet]:
    import openpyxl

    with _whole(path):
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, rich_text=True)
        styles = Styles(book)
        return [_excel_sheet(path, each, styles) for each in book.worksheets]


def _excel_sheet(path: Path, opened: Any, styles: Styles) -> Sheet:
    about = _About(styles)
    with zipfile.ZipFile(path) as packed:
        part = str(opened._worksheet_path).lstrip("/")
        with packed.open(part) as file:
            about.parse(file)
        comments = comment.of_part(packed, part)
        about.links |= relation.led(about.leading, relation.of_part(packed, part))
    opened.reset_dimensions()

    def read() -> Iterator[tuple[int, Row]]:
        with _whole(path):
            for number, row in enumerate(opened.iter_rows(), 1):
                cells = [styles.text(cell) for cell in row]
                while cells and not cells[-1]:
                    cells.pop()
                _strike(cells, about.struck.get(number, ()))
                for condition in about.conditions:
                    condition.strike(number, cells)
                yield number, cells

    return Sheet(
        opened.title,
        read,
        str(opened.sheet_state) != "visible",
        tuple(about.spans),
        frozenset(about.rows),
        frozenset(about.columns),
        frozenset(about.unvalued),
        about.colored,
        comments=comments,
        colors=about.colors,
        told=about.told,
        links=about.links,
    )


class _About:
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
        self._told: list[str] = []
        """The formula of the cell."""
        self._row = self._cells = self._widest = self._merged = 0
        self._cell = ""
        self._formula = self._value = self._inside = False
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def parse(self, file: Any) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.ParseFile(file)

    def _text(self, text: str) -> None:
        if self._inside:
            self._value = self._value or bool(text.strip())
        else:
            self._told.append(text)

    def _start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._cell, self._formula, self._value, self._inside = given.get("r", ""), False, False, False
            self._style = given.get("s", "")
            self._widest = max(self._widest + 1, _place(self._cell)[1])
        elif tag == "f":
            self._formula, self._told = True, []
            self._parser.CharacterDataHandler = self._text
        elif tag in ("v", "is"):
            self._inside = True
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
        if name.endswith(" row"):
            if not self._plain:
                self.colored.pop(self._row, None)
            if self._here and self._texts:
                found = tuple(self._here)
                self.colors[self._row] = self._known.setdefault(found, found)
            self._here, self._texts = [], False
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


def _other(path: Path) -> list[Sheet]:
    import python_calamine as calamine

    found = []
    try:
        with _whole(path):
            abouts = opendocument.read(path) if path.suffix.lower() == ".ods" else {}
            book = calamine.load_workbook(path)
            for named in (n for n in book.sheets_metadata if n.typ == calamine.SheetTypeEnum.WorkSheet):
                values = book.get_sheet_by_name(named.name).to_python(skip_empty_area=False)
                hidden = named.visible != calamine.SheetVisibleEnum.Visible
                about = abouts.get(named.name, opendocument.About())
                found.append(
                    Sheet(
                        named.name,
                        _listed(values, about),
                        hidden or about.sheet,
                        tuple(about.spans),
                        frozenset(about.rows),
                        frozenset(about.columns),
                        comments=about.comments,
                        colors=about.colors,
                        told=about.told,
                        links=about.links,
                    )
                )
    except (calamine.CalamineError, calamine.PasswordError) as error:
        raise SourceError(path.name, _UNREAD, _TODO) from error
    return found


def _strike(cells: list[str], columns: Iterable[int]) -> None:
    """Mark the texts of a row in some columns, from 1, as struck through."""
    for column in columns:
        if column <= len(cells):
            cells[column - 1] = Withdrawn(cells[column - 1], STRUCK)


def _listed(values: list[list[Any]], about: opendocument.About) -> Callable[[], Iterator[tuple[int, Row]]]:
    def read() -> Iterator[tuple[int, Row]]:
        for number, row in enumerate(values, 1):
            cells = [text(value, about.forms.get((number, place), "")) for place, value in enumerate(row, 1)]
            while cells and not cells[-1]:
                cells.pop()
            _strike(cells, about.struck.get(number, ()))
            yield number, cells

    return read
