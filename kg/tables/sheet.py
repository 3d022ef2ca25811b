"""A sheet: its rows as texts, what of it is merged or hidden, and how its cells are called."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.errors import SourceError
from kg.tables import numeral

ROWS, COLUMNS = 1_048_576, 16_384
"""The rows and columns that a sheet may have, as spreadsheet programs do."""
BLOCK = 200_000
"""The cells of a merged block that is remembered."""
MARKED = 2_000_000
"""The cells of a sheet that may be merged or struck through."""
CHARACTERS = 1_000_000
"""The characters that a row may have."""
STRUCK = "it, or a part of it, is struck through"
Row = list[str]
"""The texts of the cells of a row, from column A; a blank cell is the empty text."""


class Typed(str):
    """The text of a number or a date that the file itself types: no custom of writing decides what it means."""

    __slots__ = ()


class Rounded(Typed):
    """The text of a number that the file shows rounded, and what it shows."""

    shown: str

    def __new__(cls, text: str, shown: str) -> "Rounded":
        """Return the number as a text, with what is shown of it."""
        made = super().__new__(cls, text)
        made.shown = shown
        return made


class Withdrawn(str):
    """The text of a cell that whoever wrote it has taken back, and how."""

    why: str

    def __new__(cls, text: str, why: str) -> "Withdrawn":
        """Return the text with the reason why it makes no claim."""
        made = super().__new__(cls, text)
        made.why = why
        return made


@dataclass(frozen=True)
class Span:
    """A block of merged cells; rows and columns count from 1, and the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet of a file, or the one table that a file without sheets is."""

    name: str
    """Empty for a file without sheets."""
    read: Callable[[], Iterator[tuple[int, Row]]]
    """Gives each row with its number, as often as it is asked; blank rows may be left out."""
    hidden: bool = False
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()
    """The cells with a formula whose value the file does not hold."""
    colored: dict[int, list[int]] = field(default_factory=dict)
    """Row → the columns of its cells that have a color of their own and no text."""
    swatches: dict[tuple[int, int], str] = field(default_factory=dict)
    """The row and the column of a cell with a color and no text, beside cells that have none → its color."""
    fields: tuple[str, ...] = ()
    """The names of the columns where the format itself has them, and no row does."""
    none: str = ""
    """Why it is no table, where the format says so."""
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    """The row and the column of a cell → the comment on it."""
    colors: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Row → the names of the colors of its cells, where some are neither white nor without."""
    told: list[str] = field(default_factory=list)
    """What of it is not read."""
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """The row and the column of a cell → the address to which it leads, where its text is not that."""
    menus: frozenset[tuple[str, str]] = frozenset()
    """The sheet and the letters of each column from which the menus of its cells take what can be chosen."""
    origins: dict[tuple[int, int], tuple[int, int]] = field(init=False, repr=False)
    """Each merged cell but the first of its block → the first."""

    def __post_init__(self) -> None:
        self.origins = {
            (row, column): (span.top, span.left)
            for span in self.merged
            for row in range(span.top, span.bottom + 1)
            for column in range(span.left, span.right + 1)
            if (row, column) != (span.top, span.left)
        }

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield each row with its number, merged cells with the text of their block in each of them.

        Raises:
            SourceError: a row has more than :data:`COLUMNS` cells or :data:`CHARACTERS` characters.
        """
        firsts: dict[int, set[int]] = {}
        others: dict[int, list[tuple[int, tuple[int, int]]]] = {}
        for (number, column), origin in sorted(self.origins.items()):
            firsts.setdefault(origin[0], set()).add(origin[1])
            others.setdefault(number, []).append((column, origin))
        tops: dict[tuple[int, int], str] = {}
        for number, row in self.read():
            if len(row) > COLUMNS or sum(map(len, row)) > CHARACTERS:
                place = f"{self.name!r}, row {number}" if self.name else f"row {number}"
                told = f"it has {len(row):,} cells of {sum(map(len, row)):,} characters"
                raise SourceError(place, told, f"leave at most {COLUMNS:,} cells and {CHARACTERS:,} characters in it")
            for column in firsts.get(number, ()):
                tops[number, column] = row[column - 1] if column <= len(row) else ""
            filled = list(row)
            for column, origin in others.get(number, ()):
                filled += [""] * (column - len(filled))
                filled[column - 1] = tops.get(origin, "")
            yield number, filled


def text(value: Any, form: str = "") -> str:
    """Return the text of a value that a file types, as its format shows it: a share, "50+", a date of months or years.

    >>> text(1800.0), text(True), text(datetime.date(2021, 3, 1), "mmm-yy"), text(0.25, "0%"), text(50, '0"+"')
    ('1800', 'TRUE', '2021-03', '25%', '50+')
    >>> text(1500, '0,"k"'), text(1500, '0,"k"').shown
    ('1500', '2k')
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Typed(str(value).upper())
    if isinstance(value, int | float) and (shown := numeral.shown(value, form)):
        whole = numeral.exact(value, form)
        return Rounded(whole, shown) if whole else shown
    if isinstance(value, float):
        return Typed(str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        shown = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", form).lower()
        if shown not in ("", "general") and "d" not in shown and "y" in shown:
            return Typed(f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}")
        return Typed(value.isoformat())
    if isinstance(value, datetime.datetime):
        return Typed(value.isoformat(sep=" "))
    return Typed(str(value))


def strike(row: Row, columns: Iterable[int]) -> None:
    """Mark the texts of a row in some columns, from 1, as struck through."""
    for column in columns:
        if column <= len(row):
            row[column - 1] = Withdrawn(row[column - 1], STRUCK)


def end(row: Row) -> int:
    """Return the place, from 1, of the last cell of a row that is not blank; 0 where all are.

    >>> end(["Kenya", "", "Huawei", ""])
    3
    """
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)


def letters(column: int) -> str:
    """Return the letters by which a spreadsheet calls a column that counts from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_of(letters: str) -> int:
    """Return the number, from 1, of the column that a spreadsheet calls by letters.

    >>> column_of("B"), column_of("AA"), column_of("XFD")
    (2, 27, 16384)
    """
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
