"""The layout of a table: how its columns are called, and which of its rows are rows of data."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from itertools import pairwise

from kg.errors import SourceError
from kg.naming.form import bare, seen, unmarked
from kg.tables import total
from kg.tables.sheet import Row, end, letters

_NOTE = re.compile(
    r"(?:[*†‡§¶#•]|\[\w{1,3}\]|\(\w{1,2}\)|[⁰¹²³⁴-⁹ᵃ-ᶻ]+|\d{1,2}[).]\s)|"
    r"(?:sources?|notes?|n\.?b\.?|legend|key|quellen?|anmerkung(?:en)?|remarks?|last updated|updated|as of|copyright|©"
    r"|nota|notas|fuentes?|fonte|légende|источники?|примечани[ея]|注|资料来源|compiled by|prepared by|data from"
    r"|abbreviations|x ?=)\b\s*[:=.\u2014-]?",
    re.IGNORECASE,
)


_FEW = 2
"""The texts of a row that is no row of data and holds no total."""


def labels(rows: Sequence[Row], width: int) -> list[str]:
    """Return how each column is called: its headings from the upper to the lower, parted by " / ".

    A heading that is there twice has the letters of its column as well; a column without one is called by them alone.
    """
    parts = []
    told = [[unbroken(row[column]) if column < len(row) else "" for column in range(width)] for row in rows]
    for upper, lower in pairwise(told):
        _spread(upper, lower)
    for column in range(width):
        levels = [row[column] for row in told]
        parts.append(" / ".join(dict.fromkeys(level for level in levels if level)))
    counted = Counter(parts)
    return [
        f"column {letters(place)}" if not part else f"{part} (column {letters(place)})" if counted[part] > 1 else part
        for place, part in enumerate(parts, 1)
    ]


def _spread(upper: list[str], lower: list[str]) -> None:
    """Put headings over the blanks on their right where the same headings stand below each of them, in turns."""
    starts = [place for place, text in enumerate(upper) if text and lower[place]]
    size = starts[1] - starts[0] if len(starts) > 1 else 0
    turns = [lower[place : place + size] for place in starts]
    blank = all(not any(upper[place + 1 : place + size]) for place in starts)
    if size > 1 and blank and all(turn == turns[0] and all(turn) for turn in turns):
        for place in starts:
            upper[place : place + size] = [upper[place]] * size


def unbroken(text: str) -> str:
    """Return a heading in one line, without blanks and invisible characters at its ends."""
    return seen(text.replace("\r", " ").replace("\n", " "))


def placed(
    file: str, sheet: str, wanted: Iterable[str], found: Sequence[str], needed: Collection[str] | None = None
) -> dict[str, int]:
    """Return column → its place from 0, for the columns of a mapping in the headings of a sheet.

    With ``needed`` only those have to be there, and others than those of the mapping may be.

    Raises:
        SourceError: a column is missing, or there is one that the mapping does not know.
    """
    places: dict[str, int] = {}
    names = {_key(name): place for place, name in enumerate(found)}
    exact = {name: place for place, name in enumerate(found)}
    where = f"{file}, {sheet}" if sheet else file
    for name in wanted:
        if _key(name) not in names and needed is not None and name not in needed:
            continue
        if _key(name) not in names:
            told = ", ".join(map(repr, found[:12]))
            raise SourceError(where, f"no column {name!r}", f"its headings are {told}: correct the mapping")
        places[name] = exact.get(name, names[_key(name)])
    more = [name for place, name in enumerate(found) if place not in places.values()]
    if more and needed is None:
        raise SourceError(
            where, f"the column {more[0]!r} is not in the mapping", "say how it is read, or reads = 'nothing'"
        )
    return places


@cache
def _heading(text: str) -> str:
    """Return a heading as it is compared with a cell."""
    return _key(unmarked(text))


def _key(name: str) -> str:
    return unbroken(name).casefold()


def sort(row: Row, headings: Sequence[Sequence[str]], named: Callable[[int], bool], columns: Sequence[int]) -> str:
    """Return why a row is none of data, or nothing; ``named`` says whether a register knows the name in a column.

    ``headings`` are the rows of headings, ``columns`` those that hold names, marks, times or figures, from 0.
    """
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if not filled:
        return "blank"
    if any(_repeats(row, filled, heading) for heading in headings):
        return "the headings once more"
    first = filled[0]
    text = unbroken(row[first])
    if (total.is_row(text) or total.is_count(row)) and not named(first):
        return "a row of totals"
    for place in filled:
        may = "total" in row[place].casefold() and place in columns
        if may and re.fullmatch(r"(grand |sub)?totals?", bare(row[place])) and not named(place):
            return "a row of totals"
    if len({row[place].strip() for place in filled}) > _FEW:
        return ""
    known = any(named(place) for place in columns if place < len(row) and row[place].strip())
    distinct = {unbroken(row[place]) for place in filled}
    if _NOTE.match(text) and not named(first) and (len(distinct) == 1 or (len(filled) <= 2 and not known)):
        return "a note"
    if len(distinct) == 1 and len(columns) > 1 and not known:
        return "a row of one cell: a heading of a section, or a note"
    return ""


def words(row: Row) -> str:
    """Return the texts of a row, each once."""
    return " ".join(dict.fromkeys(unbroken(cell) for cell in row if cell.strip()))


def is_one(row: Row) -> bool:
    """Return whether a row has one text and no other."""
    return len({unbroken(cell) for cell in row if cell.strip()}) == 1


def first(row: Row) -> int:
    """Return the place, from 1, of the first cell of a row that is not blank; 0 where all are."""
    return next((place for place, cell in enumerate(row, 1) if cell.strip()), 0)


def alike(row: Row, cells: Sequence[str]) -> bool:
    """Return whether a row has these cells, without regard to case, blanks and footnotes."""
    width = max(len(cells), end(row))
    return all(
        _key(unmarked(row[place] if place < len(row) else ""))
        == _key(unmarked(cells[place] if place < len(cells) else ""))
        for place in range(width)
    )


def _repeats(row: Row, filled: Sequence[int], heading: Sequence[str]) -> bool:
    if len(filled) < 2:
        return False
    return all(place < len(heading) and _key(unmarked(row[place])) == _heading(heading[place]) for place in filled)
