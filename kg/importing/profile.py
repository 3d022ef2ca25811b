"""A profile of a sheet: where its headings and rows are, and what the cells of each column look like."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from kg.importing import head, heading, subject
from kg.importing.datum import LINK
from kg.naming.form import is_nothing, seen
from kg.tables import crossing, figure, layout, remark, total
from kg.tables.figure import Unread, bounds
from kg.tables.interval import interval
from kg.tables.mark import stance, yes
from kg.tables.occasion import is_time
from kg.tables.resolution import Resolver, Value
from kg.tables.separator import SEPARATORS, parts
from kg.tables.sheet import Row, Sheet, Typed, end
from kg.tables.total import Sums

SAMPLE = 3000
"""The rows that are looked at; what a mapping says of them holds for the rest."""
_HIGHEST = 40
"""The rows among which the headings are."""
_LONGEST = 200
"""The characters of the longest cell that is looked at for names."""
_BRIEF = 3
"""The words of a cell that is a word of a status rather than a remark."""
_MOMENT = re.compile(r"\d[T ]+(?!0?0:00(?::00)?(?!:?\d))\d{1,2}:\d\d")
"""A day with a time of day that is not its first moment."""
_CODE = re.compile("[A-Z]{2,3}")
"""What may be the code of a state, or of anything."""
_COMPARED = 500
"""The cells whose states are kept."""
_NAMES = ("state", "vendor", "technology", "initiative")


@dataclass
class Evidence:
    """What the cells of one column look like: how many of those that say something are of each kind."""

    place: int
    """From 0."""
    name: str
    cells: int = 0
    nothing: int = 0
    like: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    """Separator → cells in which it parts names of which one at least is known."""
    orders: Counter[str] = field(default_factory=Counter)
    """Order of day and month → cells that can only be so."""
    commas: int = 0
    """Figures that can only have a comma before the fraction."""
    points: int = 0
    """Figures that can only have a point before it."""
    blank_below: int = 0
    """Blank cells of rows that say something else."""
    hidden: bool = False
    thing: str = ""
    """What its heading names, in full or in short."""
    over: str = ""
    """What the heading over that one names."""
    named: Counter[str] = field(default_factory=Counter)
    """Kind of thing → the cells that name one and are no marks."""
    states: list[str] = field(default_factory=list)
    """The states that its first cells name, an empty text where one names none."""

    def share(self, kind: str) -> float:
        """Return the part of the cells that are of a kind; 0 where none says anything."""
        return self.like[kind] / self.cells if self.cells else 0.0


@dataclass
class Profile:
    """What was seen of a sheet."""

    sheet: Sheet
    headings: list[int]
    columns: list[Evidence]
    rows: int
    until: list[str] = field(default_factory=list)
    """The headings of another table below, whose rows are not among these."""

    @property
    def names(self) -> list[str]:
        """Return how the columns are called."""
        return [column.name for column in self.columns]


def of(sheet: Sheet, resolver: Resolver, known: list[int] | None = None) -> Profile:
    """Return the profile of a sheet, whose rows of headings may be known; one without a row has no columns."""
    sample = [(number, row) for number, row in islice(sheet.rows(), SAMPLE) if any(cell.strip() for cell in row)]
    if sheet.fields:
        names, headings = layout.labels([list(sheet.fields)], len(sheet.fields)), []
        data = sample
        until: list[str] = []
    else:
        rows = dict(sample)
        high = [each for each in sample if each[0] <= _HIGHEST]
        headings = head.rows(sheet, high, resolver) if known is None else [each for each in known if each in rows]
        over = [rows[number] for number in headings]
        names = layout.labels(over, max(map(end, over), default=0))
        data, until = _parts([(number, row) for number, row in sample if number > max(headings, default=0)], names)
        shown = [*(rows[number] for number in headings), *(row for _, row in data)]
        width = max(map(end, shown), default=0)
        names = layout.labels([rows[number] for number in headings], width)
    columns = [_evidence(place, name, sheet, resolver) for place, name in enumerate(names)]
    filled = [(number, row) for number, row in data if sum(map(bool, row)) > 1 or len(columns) == 1]
    sums = Sums()
    alike: list[Counter[tuple[str, type]]] = [Counter() for _ in columns]
    for number, row in filled:
        if number not in sheet.hidden_rows and not _is_total(row, sums, resolver):
            for column in columns:
                cell = row[column.place] if column.place < len(row) else ""
                text = cell.strip()
                _compare(column, text, resolver)
                if text:
                    alike[column.place][Typed(text) if isinstance(cell, Typed) else text, type(cell)] += 1
                else:
                    column.blank_below += 1
                leads = (number, column.place + 1) in sheet.links and not LINK.match(text)
                column.like["link"] += leads and heading.reads(column.name) == "link"
    for column in columns:
        for (cell, _), cells in alike[column.place].items():
            _look(column, cell, resolver, cells)
    return Profile(sheet, headings, columns, len(data), until)


def _evidence(place: int, name: str, sheet: Sheet, resolver: Resolver) -> Evidence:
    """Return what is seen of a column before its cells are looked at."""
    short = () if heading.reads(subject.lowest(name)) else subject.shortened(name, resolver)
    named = subject.thing(name, resolver) or (short[0] if len(short) == 1 else "")
    upper = subject.over(name)
    above = subject.thing(upper, resolver) if upper else ""
    if heading.year(lowest := subject.lowest(name)) == lowest != "":
        named = above
    return Evidence(place, name, hidden=place + 1 in sheet.hidden_columns, thing=named, over=above)


def _is_total(row: Row, sums: Sums, resolver: Resolver) -> bool:
    """Return whether a row sums up others, and names neither a state nor a vendor."""
    worded = total.is_count(row) or total.is_row(next((cell for cell in row if cell.strip()), ""))
    if worded or sums.check(row, range(len(row))):
        texts = [cell.strip() for cell in row if re.search(r"[^\W\d_]", cell) and len(cell) <= _LONGEST]
        if not any(isinstance(resolver.one(kind, text), Value) for text in texts for kind in ("state", "vendor")):
            return True
    sums.add(row, range(len(row)))
    return False


def _parts(data: list[tuple[int, Row]], names: list[str]) -> tuple[list[tuple[int, Row]], list[str]]:
    """Return the rows above another table, and its headings: two words of headings at least, below a blank row."""
    for place, (number, row) in enumerate(data[1:], 1):
        cells = [seen(cell) for cell in row if cell.strip()]
        over, above = data[place - 1]
        parted = over < number - 1 or sum(map(bool, map(str.strip, above))) == 1
        parted = parted and not layout.alike(row, [name.rpartition(" / ")[2] for name in names])
        if parted and len(cells) > 1 and sum(map(heading.is_word, cells)) * 2 > len(cells):
            return data[:place], [seen(cell) for cell in row[: end(row)]]
    return data, []


def _compare(column: Evidence, text: str, resolver: Resolver) -> None:
    """Keep which state one of the first cells of a column names."""
    if not text or len(column.states) < _COMPARED:
        named = resolver.one("state", text) if text and len(text) <= _LONGEST else None
        column.states.append(named.text if isinstance(named, Value) else "")


def _look(column: Evidence, cell: str, resolver: Resolver, cells: int) -> None:
    """Count what so many cells look like that are written alike."""
    text = cell.strip()
    if not isinstance(cell, Typed) and is_nothing(text):
        column.nothing += cells
        return
    column.cells += cells
    if LINK.match(text):
        column.like["link"] += cells
        return
    marked = isinstance(yes(text), bool)
    _look_at_names(column, crossing.undated(text) if column.thing else text, resolver, marked, cells)
    if marked:
        column.like["mark"] += cells
        column.like["no"] += cells * (yes(text) is False)
        column.like["digit"] += cells * (text in ("0", "1", "1.0", "0.0"))
    given = Typed(text) if isinstance(cell, Typed) else text
    if not isinstance(figure.number(given, "," if re.fullmatch(r"-?\d+,\d+", text) else ""), Unread):
        column.like["number"] += cells
        column.like["amount"] += cells * (not marked and not re.fullmatch(r"(?:19|20)\d\d", text))
    if not isinstance(bounds(given), Unread) or re.fullmatch(r"\D*\d[\d.,' ]*\D*", text):
        column.like["figure"] += cells
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}|\d{1,3}(?:\.\d{3}){2,}", text):
        column.commas += cells
    elif re.fullmatch(r"\d+\.\d{1,2}|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}", text):
        column.points += cells * (not isinstance(cell, Typed))
    column.like["moment"] += cells * bool(_MOMENT.search(text))
    told = interval(given)
    if not isinstance(told, Unread) or "say order" in told.why or is_time(text):
        column.like["time"] += cells
        _look_at_order(column, text, cells)
        if isinstance(cell, Typed) and "-" in text:
            column.like["date"] += cells
    if remark.whole(text):
        column.like["remark"] += cells
    if isinstance(stance(text), str) or "no longer" in getattr(stance(text), "why", ""):
        column.like["status"] += cells
    if not re.fullmatch(r"[\d\W]*", text):
        column.like["words"] += cells
        column.like["otherwise"] += cells * ((len(text) > 3 or not text.isascii()) and remark.within(text) is not None)
        column.like["brief"] += cells * (len(text.split()) <= _BRIEF and len(text) <= _BRIEF * 10)


def _look_at_names(column: Evidence, text: str, resolver: Resolver, marked: bool, cells: int) -> None:
    """Count which kinds of thing a cell names, and which separators part names of which one is known."""
    if len(text) > _LONGEST:
        return
    signs = [sign for sign in SEPARATORS if sign in text]
    for kind in _NAMES:
        if isinstance(resolver.one(kind, text), Value):
            column.like[kind] += cells
            column.like["coded"] += cells * (kind == "state" and bool(_CODE.fullmatch(text)))
            column.like["codes"] += kind == "state" and bool(_CODE.fullmatch(text))
            column.named[kind] += cells * (not marked)
            continue
        pieces, known = [text], False
        for sign in signs:
            split = [name for piece in pieces for name in parts(piece, [sign])]
            if len(split) > len(pieces) and any(isinstance(resolver.one(kind, name), Value) for name in split):
                column.joined[sign] += cells
                pieces, known = split, True
        column.like[kind] += cells * known
        column.named[kind] += cells * (known and not marked)


def _look_at_order(column: Evidence, text: str, cells: int) -> None:
    if match := re.match(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(?:19|20)\d\d", text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            column.orders["day-month"] += cells
        elif second > 12 >= first:
            column.orders["month-day"] += cells
