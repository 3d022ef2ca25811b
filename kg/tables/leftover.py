"""What of a table made no claim: each cell with its place and why, and what was read, counted."""

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.tables.sheet import letters

if TYPE_CHECKING:
    from kg.tables.resolution import Open

_WIDE = 1 << 16
MOST = 10_000
"""The remarks that are kept with their words."""
PLACED = 10_000
"""The cells left out for one reason whose places are told as blocks of them."""
_CUT = 300


class Left(NamedTuple):
    """A cell that made no claim, or not all of one."""

    sheet: str
    row: int
    column: int
    why: str

    @property
    def cell(self) -> str:
        """Return the place as a spreadsheet calls it, such as ``B7``."""
        return f"{letters(self.column)}{self.row}"


class Account:
    """What reading a table came to; a cell that is left out takes eight bytes."""

    def __init__(self) -> None:
        self.rows = 0
        """The rows of data that were read."""
        self.claims: Counter[str] = Counter()
        """Kind of claim → how many."""
        self.stances: Counter[str] = Counter()
        """Stance, as ``asserts`` or ``denies`` → the claims that have it."""
        self.corrected = 0
        self.sheets: dict[str, str] = {}
        """Sheet that was left out → why."""
        self.open: dict[tuple[str, str], tuple[Open, int, str]] = {}
        """(kind, name) → the name that stays open, how many cells hold it, and the first of them."""
        self.comments: list[Left] = []
        """The comments on cells that make nothing of their own."""
        self.remarks: list[Left] = []
        """The first remarks that are not understood and stand beside what is asserted all the same."""
        self.unread = 0
        """How many there are."""
        self.late = 0
        """The rows of which a claim is left out because they tell of a time after the table was taken in."""
        self.legends: list[Left] = []
        """The cells that say what a color means: the colors of cells are not read."""
        self.fills: Counter[str] = Counter()
        """Color → the cells of rows of data with such a background, of which nothing is read."""
        self.told: list[str] = []
        """What is to be known besides."""
        self._left: dict[tuple[str, str], array[int]] = {}

    def leave(self, sheet: str, row: int, column: int, why: str) -> None:
        """Count a cell as left out."""
        self._left.setdefault((sheet, why), array("Q")).append(row * _WIDE + column)

    def remark(self, sheet: str, row: int, column: int, text: str) -> None:
        """Count a remark that is not understood beside what its row asserts."""
        self.unread += 1
        if len(self.remarks) < MOST:
            self.remarks.append(Left(sheet, row, column, text[:_CUT]))

    def ask(self, open_: "Open", place: str) -> None:
        """Count a cell that holds an open name."""
        key = (open_.kind, open_.name)
        known = self.open.get(key, (open_, 0, place))
        self.open[key] = (known[0], known[1] + 1, known[2])

    def left(self) -> Iterator[Left]:
        """Yield each cell that was left out, sheet by sheet and reason by reason."""
        for (sheet, why), places in self._left.items():
            for place in places:
                yield Left(sheet, place // _WIDE, place % _WIDE, why)

    def reasons(self) -> Iterator[tuple[str, str, int, list[str]]]:
        """Yield sheet, reason, number of cells and the places of the first of them, a block of cells as "B2–C9"."""
        for (sheet, why), places in self._left.items():
            yield sheet, why, len(places), list(_runs(places[:PLACED]))

    def __len__(self) -> int:
        return sum(map(len, self._left.values()))


def _runs(places: "array[int]") -> Iterator[str]:
    """Yield blocks of cells: runs of rows of one column, those of neighboring columns as one where they are alike."""
    blocks: dict[tuple[int, int], list[list[int]]] = {}
    for column, first, last in _columns(places):
        known = blocks.setdefault((first, last), [])
        if known and known[-1][1] == column - 1:
            known[-1][1] = column
        else:
            known.append([column, column])
    found = [(left, first, right, last) for (first, last), spans in blocks.items() for left, right in spans]
    for left, first, right, last in sorted(found):
        alone = (left, first) == (right, last)
        yield f"{letters(left)}{first}" + ("" if alone else f"–{letters(right)}{last}")


def _columns(places: "array[int]") -> Iterator[tuple[int, int, int]]:
    """Yield each run of rows of a column: the column, the first and the last."""
    columns: dict[int, list[int]] = {}
    for place in places:
        columns.setdefault(place % _WIDE, []).append(place // _WIDE)
    for column, rows in sorted(columns.items()):
        first = last = rows[0]
        for row in (*rows[1:], 0):
            if row == last + 1:
                last = row
                continue
            yield column, first, last
            first = last = row
