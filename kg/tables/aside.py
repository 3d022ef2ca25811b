"""Asides: the rows of a table that hold a remark and no data, and which rows each is said of.

"retracted" under its row is said of it, "Cancelled" over rows and below a blank one is the heading of a section, and
a line below the table is said of all of it, or of the states that it names. Where that is not clear, and it takes back,
it is said of the row above and of those below.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.naming import region
from kg.naming.form import bare, seen
from kg.tables import color, layout, remark
from kg.tables.mapping import NAMED
from kg.tables.remark import Saying
from kg.tables.resolution import Resolver, Value
from kg.tables.sheet import Row, letters

_SECTION = "a row of one cell"
_NOTE = "a note"
_POINTS = re.compile(r"\s*(?:[(\[^↑←>–—*†-]|(?:note|nb|n\.b\.|remark|comment|anm|bem|nota|obs)\b)", re.IGNORECASE)
"""How a row begins that is no heading of a section."""
_UP = re.compile(
    r"\b(?:above|previous|this (?:row|entry|deal|contract|claim|one|line|record|project|sale|case)|it was|they were)\b"
)
_DOWN = re.compile(r"\b(?:below|following|next)\b")
_ALL = re.compile(
    r"\b(?:all|everything|every|none|these|data|table|list|sheet|entries|rows|records|contracts|deals|projects|figures"
    r"|alle|tout|toutes|todos|todas|tabelle|tableau|tabla|tabela|above)\b"
)
_SOURCE = re.compile(
    r"\W*(?:sources?|quellen?|fuentes?|fontes?|источники?|资料来源|copyright|©|last updated|updated|as of|compiled by"
    r"|prepared by|data from|abbreviations|legend|key)\b",
    re.IGNORECASE,
)
"""How a line begins that says of the table whence it is."""
_MOST = 20_000
_WIDE = 2
"""The texts of a row that is an aside at most."""
_FEW = 4
"""The words of a heading of a section."""


class _Line(NamedTuple):
    """One aside: where it stands, and what stands around it."""

    number: int
    column: int
    text: str
    note: bool
    above: int
    """The row of data above it without a blank one between; 0 where there is none."""
    first: bool
    """Whether no row of data stands above it."""
    gap: bool
    """Whether a blank row stands above it."""


@dataclass
class Asides:
    """What the asides of a sheet say, by what they say it of."""

    rows: dict[int, tuple[str, Saying]] = field(default_factory=dict)
    """Row of data → the aside in words, what it says of that row."""
    sections: dict[int, tuple[str, Saying | None]] = field(default_factory=dict)
    """Row of an aside at which a section begins → the aside in words, what it says of the rows below."""
    whole: list[tuple[str, Saying]] = field(default_factory=list)
    """What is said of all rows."""
    named: dict[str, tuple[str, Saying]] = field(default_factory=dict)
    """Thing → what is said of the rows that name it."""
    quoted: list[tuple[int, int, str]] = field(default_factory=list)
    """Row, column and text of each that is said of rows and not understood."""


def is_of_all(text: str) -> bool:
    """Return whether a line is said of all rows, or of the table.

    >>> is_of_all("All entries are unverified"), is_of_all("Kenya was cancelled")
    (True, False)
    """
    return bool(_ALL.search(bare(text)))


def of(
    rows: Iterable[tuple[int, Row]],
    why: Callable[[int, Row], str],
    resolver: Resolver,
    things: Callable[[Row], frozenset[str]],
    footnotes: Callable[[str], bool],
) -> Asides:
    """Return what the asides among rows say; ``why`` says why a row is none of data, ``things`` which things one names.

    ``footnotes`` says whether a line explains a mark that stands in a cell: that is said of the rows with the mark.
    """
    found = Asides()
    reader = _Reader(found, resolver, things, footnotes)
    for number, row in rows:
        texts = {cell for cell in row if cell.strip()}
        if len(texts) > _WIDE:
            reader.data(number, row)
        elif texts:
            reader.passed(number, row, why(number, row))
    reader.end()
    return found


class _Reader:
    def __init__(
        self,
        found: Asides,
        resolver: Resolver,
        things: Callable[[Row], frozenset[str]],
        footnotes: Callable[[str], bool],
    ) -> None:
        self.found, self.resolver, self.things, self.footnotes = found, resolver, things, footnotes
        self._open: list[_Line] = []
        """The asides since the last row of data."""
        self._last, self._row, self._before = 0, [""], 0
        self._sections = ""
        """The first row below the headings, where it is the heading of a section."""
        self._read = 0

    def data(self, number: int, row: Row) -> None:
        """Take a row that is surely no aside."""
        self._settle(number)
        self._last, self._row, self._before = number, row, number

    def passed(self, number: int, row: Row, why: str) -> None:
        if why == "blank":
            return
        line = layout.words(row)
        is_note, is_one = why == _NOTE, why.startswith(_SECTION)
        if not why and not self._is_aside(row, line):
            self.data(number, row)
            return
        if why and not is_note and not is_one:
            self._before = number
            return
        explains = (is_note or self._last > 0) and self.footnotes(line)
        if self._read < _MOST and not color.legend(row) and not explains:
            self._read += 1
            gap = self._before < number - 1
            joined = self._last if self._last and not gap and not (self._open and self._open[-1].gap) else 0
            self._open.append(_Line(number, layout.first(row), line, is_note, joined, not self._last, gap))
        self._before = number

    def end(self) -> None:
        self._settle(0)

    def _is_aside(self, row: Row, line: str) -> bool:
        """Return whether a row that may be one of data names nothing that is known and says otherwise, or but that."""
        cells = {seen(cell) for cell in row if cell.strip()}
        if len(cells) > 2:
            return False
        if not self.things(row):
            return any(remark.within(cell) for cell in cells)
        return len(cells) == 1 and remark.within(line) is not None and bool(self._last) and len(line.split()) > 1

    def _settle(self, next_: int) -> None:
        """Decide what the asides since the last row of data are said of; ``next_`` is the row below them, or 0."""
        for place, line in enumerate(self._open):
            after = self._open[place + 1].number if place + 1 < len(self._open) else next_
            follows = bool(after) and after == line.number + 1 and bool(next_)
            self._place(line, follows, bool(next_))
        self._open.clear()

    def _place(self, line: _Line, follows: bool, within: bool) -> None:
        where = f"{letters(line.column)}{line.number}, {line.text[:200]!r}"
        points = bool(_POINTS.match(line.text)) or line.note or line.text[:1].islower() or line.column > 1
        points = points or bool(_UP.search(bare(line.text)))
        said = None if _SOURCE.match(line.text) else remark.within(line.text)
        heading = line.first or (within and not points and (line.gap or bool(_DOWN.search(bare(line.text)))))
        if line.first and not self._last and within:
            self._sections = self._sections or line.text
        if within and not points and not heading and self._parts(line.text):
            heading = True
        states = self._states(line.text)
        if heading and within and not (points and not line.first):
            told = remark.of_title(line.text)
            self.found.sections[line.number] = (f"the heading above, {line.text[:200]!r}", told)
            if told is None and not line.first and remark.is_open(line.text) and not self._is_name(line.text):
                self.found.quoted.append((line.number, line.column, line.text))
        elif said is None:
            if within and not points and not (states or line.above == 0) and len(line.text.split()) <= _FEW:
                self.found.sections[line.number] = ("", None)
            if remark.is_open(line.text) and not _SOURCE.match(line.text) and not (within and self._plain(line)):
                self.found.quoted.append((line.number, line.column, line.text))
        elif states and not (line.above and states & self.things(self._row)):
            for thing in states:
                self.found.named.setdefault(thing, (f"the line {where}", said))
        elif not within and (line.gap or not line.above or is_of_all(line.text)):
            self._of_all(line, where)
        elif not line.above:
            self.found.sections[line.number] = (f"the line {where}", said)
        elif points or states or not within or not follows:
            self._of_row(line.above, f"the line below, {where}", said)
        else:
            both = f"{where}, which may be said of the row above it or of those below,"
            self._of_row(line.above, both, Saying(said.words))
            self.found.sections[line.number] = (both, Saying(said.words))

    def _of_all(self, line: _Line, where: str) -> None:
        if said := remark.of_title(line.text):
            self.found.whole.append((f"the line below, {where}", said))
        else:
            self.found.quoted.append((line.number, line.column, line.text))

    def _of_row(self, number: int, words: str, said: Saying) -> None:
        known = self.found.rows.get(number)
        if known is None or known[1].stance:
            self.found.rows[number] = (words, said if known is None or not said.stance else Saying(said.words))

    def _plain(self, line: _Line) -> bool:
        """Return whether a line may be the heading of a section, of a few words and no sentence."""
        return not line.note and len(line.text.split()) <= _FEW and not line.text[:1].islower()

    def _parts(self, text: str) -> bool:
        """Return whether a table has sections of states of affairs, and a text is the heading of one."""
        return bool(self._sections) and len(text.split()) <= _FEW and not _is_other(self._sections)

    def _is_name(self, text: str) -> bool:
        """Return whether the heading of a section names a thing that is known, a part of the world or the source."""
        known = any(isinstance(self.resolver.one(kind, text), Value) for kind in NAMED)
        return known or region.is_region(text) or bool(_SOURCE.match(text))

    def _states(self, text: str) -> frozenset[str]:
        """Return the states that a line names."""
        words = re.findall(r"[^\s,;:()\[\]]+", seen(text))
        found: set[str] = set()
        for place in range(min(len(words), 40)):
            if not words[place][:1].isupper():
                continue
            for size in range(min(4, len(words) - place), 0, -1):
                run = " ".join(words[place : place + size])
                told = self.resolver.one("state", run.strip(".")) if len(run) > 3 else None
                if isinstance(told, Value) and told.saying is None:
                    found.add(told.text)
                    break
        return frozenset(found)


def _is_other(text: str) -> bool:
    """Return whether the heading of a section says nothing of how sure or how far on a thing is."""
    return remark.of_title(text) is None and remark.is_open(text)
