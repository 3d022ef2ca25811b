"""An original under its mapping: the raw claims that its rows make, one at a time, and an account of what made none."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from kg.errors import SourceError
from kg.literal import control, shown
from kg.tables import footnote, layout, remark
from kg.tables.entry import Maker
from kg.tables.leftover import Account, Left
from kg.tables.mapping import NAMED, Column, Map, Table
from kg.tables.original import Original
from kg.tables.remark import Saying
from kg.tables.resolution import Known, Resolver
from kg.tables.row import Entry
from kg.tables.sheet import Row, Sheet, Span, Withdrawn, column_of, end, letters

_SIGN = re.compile(r"[*†‡§¶#\[()⁰¹²³⁴-⁹ᵃ-ᶻ]")
"""What a mark of a footnote has."""
_FIRST = 60
"""The rows among which headings are looked for."""


def rows(
    mapping: Map, original: Original, known: Known, required: Callable[[str], frozenset[str]], account: Account
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, raw claim) for each claim that the tables of an original make, as a mapping says.

    ``required`` gives the roles that a kind of situation has to have. What makes no claim goes into ``account``; memory
    grows with neither the rows nor the claims.

    Raises:
        SourceError: a sheet or a column is missing, or is not in the mapping, or the file cannot be read.
    """
    resolver = Resolver(known, mapping.names)
    by_name = {sheet.name: sheet for sheet in original.sheets}
    told = {name for table in mapping.file.table for name in table.sheets} | mapping.file.leave.keys()
    file = original.path.name
    for name in by_name:
        if name not in told:
            raise SourceError(
                file, f"the sheet {name!r} is not in the mapping", "name it in 'sheets' of a table, or in [leave]"
            )
    account.sheets.update(mapping.file.leave)
    for table in mapping.file.table:
        for name in table.sheets:
            if name not in by_name:
                todo = f"its sheets are {', '.join(map(repr, by_name))}: correct the mapping"
                raise SourceError(file, f"no sheet {name!r}", todo)
            maker = Maker(table, mapping.file.status, resolver, required, mapping.file.latest)
            yield from _Sheet(file, by_name[name], table, maker, account).claims()


class _Sheet:
    """Reads one sheet as one table of a mapping."""

    def __init__(self, file: str, sheet: Sheet, table: Table, maker: Maker, account: Account) -> None:
        self.file, self.sheet, self.table, self.maker, self.account = file, sheet, table, maker, account
        self.where = f"{file}, {sheet.name}" if sheet.name else file
        self.headings: list[Row] = []
        self.last = 0
        """The row of the lowest headings."""
        self.names: list[str] = []
        self.places: dict[str, int] = {}
        self.columns: dict[int, Column] = {}
        self.above: dict[int, tuple[int, str]] = {}
        self.withdrawn: dict[int, str] = {}
        """Place of a column, from 0 → the comment on its heading that takes it back."""
        self.ended = False
        """Whether the headings of another table were passed."""
        self.unvalued: dict[int, list[int]] = {}
        for row, column in sheet.unvalued:
            self.unvalued.setdefault(row, []).append(column)
        self.taken_back: dict[int, str] = {}
        """Row → the comment that takes it back, or says otherwise of it."""
        self.sayings: dict[int, list[Saying]] = {}
        self.over: dict[str, tuple[str, Saying]] = {}
        """What stands over rows: the sheet's name, a title, the heading of a section → that in words, what it says."""

    def claims(self) -> Iterator[tuple[str, dict[str, Any]]]:
        self._head()
        self._comments()
        self._stands_over("sheet", f"the name of its sheet, {self.sheet.name!r}", self.sheet.name)
        reads = [place for place, column in self.columns.items() if column.reads != "nothing"]
        for number, row in self.sheet.rows():
            for column in self.unvalued.get(number, ()):
                self._leave(number, column - 1, "a formula whose value is not in the file")
            if self.sheet.fields or number not in self.table.headings:
                why = self._why(number, row, reads) or self._where(row)
                if why != "blank" and layout.colors(row):
                    self.account.legends.append(Left(self.sheet.name, number, layout.first(row), layout.words(row)))
                if why == "above the headings" and layout.is_one(row):
                    self._stands_over("title", f"the title above, {layout.words(row)[:200]!r}", layout.words(row))
                elif why.startswith("a row of one cell"):
                    self.over.pop("section", None)
                    self._stands_over("section", f"the heading above, {layout.words(row)[:200]!r}", layout.words(row))
                why = why or next((f"{told} takes it back" for told, each in self.over.values() if not each.stance), "")
                if why == "":
                    for column in self.sheet.colored.get(number, ()):
                        self._leave(number, column - 1, "a color without a text")
                    yield from self._row(number, row)
                elif why != "blank":
                    for place, cell in enumerate(row):
                        if cell.strip() and (number, place + 1) not in self.sheet.origins:
                            self._leave(number, place, why)

    def _stands_over(self, place: str, words: str, text: str) -> None:
        """Keep what a text over rows says of them."""
        if self.table.title != "read" and (said := remark.of_title(text)):
            self.over[place] = (words, said)
            if place == "sheet" and not said.stance:
                self.account.sheets[text] = "its name takes back what it says: title = 'read' of its table reads it"

    @cached_property
    def _notes(self) -> dict[str, str]:
        return footnote.notes(self.sheet.rows())

    def _noted(self, number: int, entry: Entry) -> None:
        """Read the footnotes to which the cells of a row refer: each is a remark on the row."""
        for heading, text in list(entry.texts.items()) if self.table.title != "read" else ():
            if self.table.columns[heading].reads in ("link", "text", "nothing", "remark") or not _SIGN.search(text):
                continue
            for mark in sorted(footnote.marks(text)):
                note = self._notes.get(mark, "")
                if said := remark.within(note) if note else None:
                    entry.sayings.append(said._replace(words=f"{mark} {note}"))
                elif note and remark.is_open(note):
                    entry.notes.append((heading, f"{mark} {note}"))

    def _comments(self) -> None:
        """Read the comments: one that takes back, or says otherwise, is of the rows of its cell, or of its column."""
        spans = {(span.top, span.left): span for span in self.sheet.merged}
        for (number, column), text in sorted(self.sheet.comments.items()):
            span = spans.get((number, column), Span(number, column, number, column))
            where = f"the comment on {letters(column)}{number}: {shown(text)[:200]!r}"
            if number in self.table.headings or self.sheet.fields:
                if remark.whole(text):
                    self.withdrawn |= dict.fromkeys(range(span.left - 1, span.right), where)
            elif (said := remark.within(text)) and self.table.withdrawn != "read":
                for row in range(span.top, span.bottom + 1):
                    if said.stance:
                        self.sayings.setdefault(row, []).append(said)
                    else:
                        self.taken_back.setdefault(row, where)
            self.account.comments.append(Left(self.sheet.name, number, column, text))

    def _why(self, number: int, row: Row, reads: list[int]) -> str:
        if not self.sheet.fields and self.table.headings and number < self.last:
            return "above the headings" if any(map(str.strip, row)) else "blank"
        self.ended = self.ended or bool(self.table.until and layout.alike(row, self.table.until))
        if self.ended:
            return (
                "another table below, with headings of its own: give it a sheet"
                if any(map(str.strip, row))
                else "blank"
            )
        if number in self.sheet.hidden_rows and self.table.hidden != "read":
            return "a hidden row" if any(map(str.strip, row)) else "blank"
        if number in self.taken_back:
            return self.taken_back[number] if any(map(str.strip, row)) else "blank"
        if self.table.withdrawn != "read" and all(isinstance(cell, Withdrawn) for cell in row if cell.strip()):
            return "a row that is struck through" if any(map(str.strip, row)) else "blank"
        if self.sheet.fields:
            return "" if any(map(str.strip, row)) else "blank"
        return layout.sort(row, self.headings, lambda place: self._named(place, row), reads)

    def _where(self, row: Row) -> str:
        """Return why a row is not among those that the mapping wants, or nothing."""
        for name, wanted in self.table.where.items():
            place = self.places.get(name, len(row))
            if (row[place].strip() if place < len(row) else "") not in wanted:
                return f"a row whose {name!r} is not {' or '.join(map(repr, wanted))}"
        return ""

    def _named(self, place: int, row: Row) -> bool:
        column = self.columns.get(place)
        if column is None or place >= len(row) or column.reads not in NAMED:
            return False
        return self.maker.knows(column, row[place])

    def _head(self) -> None:
        """Find the columns of the mapping in the headings of the sheet, a few rows lower or higher if need be."""
        if self.sheet.fields:
            self.names = layout.labels([list(self.sheet.fields)], len(self.sheet.fields))
            self.places = self._placed()
        else:
            first = dict(islice(self.sheet.rows(), _FIRST))
            stated = self.table.headings
            wide = max((_place(name) for name in self.table.columns), default=0)
            fault: SourceError | None = None
            for shift in sorted(range(-10, 11), key=abs) if stated else (0,):
                at = [number + shift for number in stated]
                if at and (min(at) < 1 or max(at) not in first):
                    continue
                self.headings = [first.get(number, []) for number in at]
                width = max(wide, *map(end, self.headings)) if at else wide
                self.names = layout.labels(self.headings, width)
                try:
                    self.places = self._placed()
                except SourceError as error:
                    fault = fault or error
                    continue
                self.last = max(at, default=0)
                break
            else:
                raise fault or SourceError(self.where, f"there is no row {max(stated)}", "correct 'headings'")
            if self.table.withdrawn != "read":
                struck = {
                    place for row in self.headings for place, cell in enumerate(row) if isinstance(cell, Withdrawn)
                }
                self.withdrawn |= dict.fromkeys(struck, "its heading is struck through")
            self.headings = [self.names, *self.headings]
        self.columns = {place: self.table.columns[name] for name, place in self.places.items()}

    def _placed(self) -> dict[str, int]:
        needed = self.maker.needed if self.table.more == "leave" else None
        return layout.placed(self.file, self.sheet.name, self.table.columns, self.names, needed)

    def _row(self, number: int, row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
        self.account.rows += 1
        place = f"{self.where}, row {number}"
        over = [said for _, said in self.over.values()]
        entry = Entry(self.sheet.name, number, {}, {}, {}, [*self.sayings.get(number, []), *over])
        for heading, at in self.places.items():
            text = row[at] if at < len(row) else ""
            column = self.table.columns[heading]
            origin = self.sheet.origins.get((number, at + 1), (number, at + 1))
            if column.fill and text.strip():
                self.above[at] = (origin[0], text)
            elif column.fill and at in self.above:
                origin = (self.above[at][0], at + 1)
                text = self.above[at][1]
                entry.filled[heading] = (
                    f"the blank cell {letters(at + 1)}{number} stands for {letters(at + 1)}{origin[0]} above it"
                )
            if sign := control(text):
                self._leave(number, at, f"it holds the character {sign}, which no text has")
                text = ""
            if isinstance(text, Withdrawn) and self.table.withdrawn == "read":
                text = str(text)
            if at in self.withdrawn:
                text = Withdrawn(text, self.withdrawn[at])
            if text.strip():
                entry.texts[heading] = text
                entry.origins[heading] = (*origin, self._called(origin))
        self._noted(number, entry)
        for raw in self.maker.claims(entry):
            self.account.claims[raw["kind"]] += 1
            self.account.corrected += raw.get("curation") == "corrected"
            yield place, raw
        self._settle(number, row, entry)

    def _called(self, origin: tuple[int, int]) -> str:
        return self.names[origin[1] - 1]

    def _settle(self, number: int, row: Row, entry: Entry) -> None:
        """Account for each cell of a row: what of it is left out, and why."""
        self.account.late += entry.late
        remarks = [(heading, entry.texts[heading]) for heading in sorted(entry.remarks)]
        for heading, text in [*remarks, *entry.notes] if entry.asserts else ():
            self.account.remark(self.sheet.name, number, self.places[heading] + 1, text)
        for open_ in entry.open:
            at = self.places[open_[0]]
            self.account.ask(open_[1], f"{self._sheet_cell(number, at)}")
        for heading, at in self.places.items():
            if heading not in entry.texts or (number, at + 1) in self.sheet.origins or heading in entry.filled:
                continue
            whys = entry.left.get(heading, [])
            for why in whys:
                self._leave(number, at, why)
            if not whys and heading not in entry.used:
                column = self.table.columns[heading]
                unread = column.why or ("a remark" if column.reads == "remark" else "the column is not read")
                self._leave(
                    number, at, unread if column.reads in ("nothing", "remark") else "the row makes no claim of it"
                )
        for at, cell in enumerate(row):
            if at not in self.columns and cell.strip() and (number, at + 1) not in self.sheet.origins:
                beyond = at >= len(self.names)
                self._leave(number, at, f"in a column {'without a heading' if beyond else 'that no mapping reads'}")

    def _sheet_cell(self, number: int, at: int) -> str:
        return f"{self.sheet.name}!{letters(at + 1)}{number}".lstrip("!")

    def _leave(self, number: int, at: int, why: str) -> None:
        self.account.leave(self.sheet.name, number, at + 1, why)


def _place(name: str) -> int:
    """Return the place, from 1, of a column that is called by its letters, or 0."""
    match = re.search(r"(?:^|\()column ([A-Z]{1,3})\)?$", name)
    return column_of(match[1]) if match else 0
