"""What a stretch of plain text looks like that is set as a table or as a list of entries, and how its lines are cut.

Cells are parted by bars, by tabs, or by two blanks and more; of the last two, all rows have the same number. An entry
is a line that names a thing and, behind a colon or a dash, what is told of it: "Kenya: Huawei, safe city".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_BLANKS = re.compile(r"\t|(?<=\S) {2,}(?=\S)")
_ENTRY = re.compile(r"\s*(?:[-*•–]\s+|\d{1,3}[.)]\s+)?(?P<head>[^\W\d_a-z][^:|\t\n.?!–—]{1,50}?)(?:: ?| [–—-] )(?=\w)")
_LONGEST = 160
"""The characters of an entry; a longer line tells more than a name and what goes with it."""


class Cell(NamedTuple):
    """A cell of a table; offsets are of the block."""

    start: int
    end: int
    text: str


class Entry(NamedTuple):
    """A line of a list: what it is about, and what is told of it."""

    head: Cell
    rest: Cell


def lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with where it starts, without their ends."""
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def barred(text: str) -> bool:
    """Return whether a text has cells that are parted by bars."""
    return text.count("|") > 1


def aligned(text: str) -> bool:
    """Return whether a text has two rows and more, one below the other, whose cells tabs or wide blanks part evenly."""
    if barred(text) or "\n" not in text.strip() or not _BLANKS.search(text):
        return False
    sizes = [len(_parts(line)) if _BLANKS.search(line.strip(" ")) else 1 for _, line in lines(text) if line.strip()]
    return any(one == other > 1 for one, other in pairwise(sizes))


def columned(text: str) -> bool:
    """Return whether tabs or wide blanks part a text into columns, even those of one row."""
    return "\t" in text or aligned(text)


def itemized(text: str) -> bool:
    """Return whether a text is two lines and more of which each is an entry of a list, but for a heading above them."""
    told = [line for _, line in lines(text) if line.strip()]
    told = told[1:] if told and told[0].rstrip().endswith(":") else told
    return len(told) > 1 and all(entry(line) for line in told)


def tabular(text: str) -> bool:
    """Return whether a text is set as a table or a list, and not as prose."""
    return barred(text) or aligned(text) or itemized(text)


def row(line: str) -> bool:
    """Return whether tabs or wide blanks part a line into cells."""
    return len(_parts(line.rstrip("\r\n"))) > 1


def goes_on(last: str, line: str) -> bool:
    """Return whether a line is one more row of the table, or entry of the list, that the one before it belongs to."""
    if "|" in last and "|" in line:
        return True
    rows = [len(_parts(one.rstrip("\r\n"))) for one in (last, line)]
    return rows[0] == rows[1] > 1 or (entry(last) is not None and entry(line) is not None)


def entry(line: str, start: int = 0) -> Entry | None:
    """Return a line as an entry of a list, or None where it is none; ``start`` is where it starts."""
    line = line.rstrip()
    match = _ENTRY.match(line)
    if match is None or len(line) > _LONGEST or barred(line):
        return None
    head = Cell(start + match.start("head"), start + match.end("head"), match["head"])
    return Entry(head, Cell(start + match.end(), start + len(line), line[match.end() :]))


def rows(told: Sequence[tuple[int, str]]) -> list[list[Cell]]:
    """Return the rows of the table that some lines hold, as cells; what stands above the first row is none."""
    by_bars = any("|" in text for _, text in told)
    made = (
        [*_by_bars(start, text)] if by_bars else [*_by_blanks(start, text)]
        for start, text in told
        if (("|" in text) if by_bars else _BLANKS.search(text.strip(" ")))
    )
    return [cells for cells in made if cells]


def _parts(line: str) -> list[str]:
    return _BLANKS.split(line.strip(" ")) if line.strip() else []


def _by_blanks(start: int, line: str) -> Iterator[Cell]:
    at = len(line) - len(line.lstrip(" "))
    edges = [*((m.start(), m.end()) for m in _BLANKS.finditer(line, at)), (len(line), len(line))]
    for end, after in edges:
        text = line[at:end].strip()
        first = start + at + len(line[at:end]) - len(line[at:end].lstrip())
        yield Cell(first, first + len(text), text)
        at = after


def _by_bars(start: int, line: str) -> Iterator[Cell]:
    """Yield the cells of a row; a bar at either end opens and closes it, and a row of dashes has none."""
    if not re.search(r"\w", line):
        return
    inner = line.rstrip()
    opened = len(inner) - len(inner.lstrip(" \t|"))
    inner = inner.removesuffix("|") if "|" in inner[:opened] else inner
    at = inner.find("|") + 1 if "|" in inner[:opened] else 0
    for part in inner[at:].split("|"):
        text = part.strip()
        first = start + at + len(part) - len(part.lstrip())
        yield Cell(first, first + len(text), text)
        at += len(part) + 1
