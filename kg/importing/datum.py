"""A row of data: how one is told from a row of headings, which holds words of its own and often the names of things."""

import re
from collections.abc import Sequence

from kg.importing import heading
from kg.naming.form import seen
from kg.tables.crossing import KINDS
from kg.tables.resolution import Resolver, Value
from kg.tables.separator import SEPARATORS, parts
from kg.tables.sheet import Row

LINK = re.compile(
    r"(?:https?://|www\.|ftp://)\S+|doi:\s?\S+|10\.\d{4,}/\S+|(?:[a-z\d-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE
)


def first(rows: Sequence[tuple[int, Row]], resolver: Resolver) -> int | None:
    """Return the number of the first row that is surely one of data, or None.

    One is where a cell names a state or a vendor, or is a link, and no word of a heading stands in it; with such
    words, as "In use" and "Active" are too, where it names a state and a vendor, or each name stands below the heading
    of a column of such names, in whichever row above. A row that begins with a blank
    above one that begins with such a word is none.
    """
    for place, (number, row) in enumerate(rows):
        if _crosses(row, [each for _, each in rows[place + 1 : place + 6]], resolver):
            continue
        above = [row for _, row in rows[:place]] or [[]]
        below = rows[place + 1] if place + 1 < len(rows) else (0, [])
        data = any(_is_data(row, over, resolver) for over in above)
        if data and not (below[0] == number + 1 and _above_headings(row, below[1], resolver)):
            return number
    return None


def _crosses(row: Row, below: Sequence[Row], resolver: Resolver) -> bool:
    """Return whether a row names things of one kind beside a corner, and each row below begins with one of another."""
    corner, *cells = [seen(cell) for cell in row] or [""]
    names = [cell for cell in cells if cell]
    firsts = [seen(each[0]) for each in below if each and each[0].strip()]
    if len(names) < 2 or not firsts or (corner and _kinds(corner, resolver)):
        return False
    for kind in KINDS:
        if sum(isinstance(resolver.one(kind, name), Value) for name in names) * 3 >= len(names) * 2:
            others = [each for each in KINDS if each != kind]
            return any(isinstance(resolver.one(other, firsts[0]), Value) for other in others) and not any(
                isinstance(resolver.one(kind, first), Value) for first in firsts
            )
    return False


def _kinds(text: str, resolver: Resolver) -> bool:
    return any(isinstance(resolver.one(kind, text), Value) for kind in KINDS)


def _is_data(row: Row, over: Row, resolver: Resolver) -> bool:
    cells = list(dict.fromkeys(seen(cell) for cell in row if cell.strip()))
    words = sum(map(heading.is_word, cells))
    if not heading.is_word(cells[0]) and words < 2:
        return any(LINK.fullmatch(cell) or _named(cell, resolver) for cell in cells)
    texts = {place: seen(cell) for place, cell in enumerate(row) if cell.strip() and not heading.is_word(seen(cell))}
    named = {place: found for place, text in texts.items() if (found := _named(text, resolver))}
    if any(
        "state" in one and "vendor" in other
        for place, one in named.items()
        for beside, other in named.items()
        if texts[place] != texts[beside]
    ):
        return True
    tops = [seen(over[place]) if place < len(over) else "" for place in named]
    apart = len(set(tops)) == len(tops)
    return bool(named) and apart and all(heading.reads(top) in named[at] for top, at in zip(tops, named, strict=True))


def _above_headings(row: Row, below: Row, resolver: Resolver) -> bool:
    """Return whether a row begins with a blank, and the one below it with a heading, and is itself none of data."""
    begins = next((place for place, cell in enumerate(below) if cell.strip()), len(below))
    blank = not any(cell.strip() for cell in row[: begins + 1])
    return blank and begins < len(below) and heading.is_word(seen(below[begins])) and not _is_data(below, row, resolver)


def _named(cell: str, resolver: Resolver) -> set[str]:
    """Return of which kinds, states and vendors, a cell names one at least."""
    names = dict.fromkeys((cell, *parts(cell, list(SEPARATORS))))
    return {kind for kind in ("state", "vendor") if any(isinstance(resolver.one(kind, name), Value) for name in names)}
