"""OpenDocument: what the XML of a workbook says besides values, sheet by sheet."""

import zipfile
from pathlib import Path
from xml.parsers import expat

from kg.tables.sheet import BLOCK, MARKED, ROWS, Span

_CELLS = ("table-cell", "covered-table-cell")
_CUT = 2000
"""The characters of a comment that are kept."""


class About:
    """What of a sheet is merged, hidden, struck through or commented on."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.struck: dict[int, list[int]] = {}
        """Row → the columns of its texts that are struck through, or of which a part is."""
        self.comments: dict[tuple[int, int], str] = {}
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
            raise ValueError(f"more than {MARKED:,} cells are merged or struck through")


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
            self._struck[self._style] = self._struck.get((self._style[0], said.get("parent-style-name", "")), False)
        elif tag == "text-properties":
            line = said.get("text-line-through-style") or said.get("text-line-through-type")
            if line:
                self._struck[self._style] = line != "none"
        elif tag == "table-properties" and said.get("display") == "false":
            self._hidden.add(self._style[1])
        elif tag == "table":
            self._here = self.found.setdefault(said.get("name", ""), About())
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
        elif tag == "annotation":
            self._comment = []
        elif self._comment is None and tag == "p":
            self._filled = True
        elif self._comment is None and tag == "span":
            self._crossed = self._crossed or self._struck.get(("text", said.get("style-name", "")), False)

    def _start_row(self, said: dict[str, str]) -> None:
        self._row, self._column = self._row + self._repeated or 1, 0
        self._repeated = int(said.get("number-rows-repeated", 1))
        self._row_style = said.get("default-cell-style-name", "")
        if said.get("visibility", "visible") != "visible":
            self._here.rows.update(range(self._row, min(self._row + min(self._repeated, BLOCK), ROWS + 1)))

    def _start_cell(self, said: dict[str, str]) -> None:
        self._times = int(said.get("number-columns-repeated", 1))
        wide, high = int(said.get("number-columns-spanned", 1)), int(said.get("number-rows-spanned", 1))
        if (wide > 1 or high > 1) and wide * high < BLOCK:
            self._here.mark(wide * high)
            self._here.spans.append(Span(self._row, self._column + 1, self._row + high - 1, self._column + wide))
        style = said.get("style-name") or self._row_style
        style = style or next((name for last, name in self._columns if self._column < last), "")
        self._filled, self._crossed = "value-type" in said, self._struck.get(("table-cell", style), False)

    def _text(self, text: str) -> None:
        if self._comment is not None:
            self._comment.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "annotation" and self._comment is not None:
            self._here.comments[self._row, self._column + 1] = " ".join("".join(self._comment).split())[:_CUT]
            self._comment = None
        elif tag in ("p", "date", "creator") and self._comment is not None:
            if tag != "p":
                self._comment.clear()
            self._comment.append(" ")
        elif tag in _CELLS:
            if self._filled and self._crossed:
                self._here.mark(self._times * self._repeated)
                for row in range(self._row, self._row + self._repeated):
                    told = self._here.struck.setdefault(row, [])
                    told.extend(range(self._column + 1, self._column + self._times + 1))
            self._column += self._times
