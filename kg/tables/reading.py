"""An original under its mapping: the raw claims that its rows make, one at a time, and an account of what made none."""

from collections.abc import Callable, Iterator
from typing import Any

from kg.character import control
from kg.errors import SourceError
from kg.tables import context, head, layout, notes
from kg.tables.context import Context
from kg.tables.entry import Maker
from kg.tables.leftover import Account
from kg.tables.mapping import NAMED, Column, Map, Table
from kg.tables.original import Original
from kg.tables.resolution import Known, Resolver
from kg.tables.row import Entry
from kg.tables.sheet import Rounded, Row, Sheet, Withdrawn, letters
from kg.tables.total import Sums


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
    if context.of_file(file) and not context.of_file(mapping.file.file):
        account.told.append(f"the name {file!r} says otherwise of its rows, and {mapping.file.file!r} does no more")
    meant = [each for sheet in original.sheets for each in context.legends(sheet)] if _colored(original) else []
    noted = [(name, note) for name in mapping.file.leave if name in by_name for note in notes.of(by_name[name])]
    for name, note in noted:
        if not note.saying:
            account.remark(name, note.row, note.column, note.text)
    for table in mapping.file.table:
        for name in table.sheets:
            if name not in by_name:
                todo = f"its sheets are {', '.join(map(repr, by_name))}: correct the mapping"
                raise SourceError(file, f"no sheet {name!r}", todo)
            maker = Maker(table, mapping.file.status, resolver, required, mapping.file.latest)
            account.told += [f"{name}: {told}" if name else told for told in dict.fromkeys(by_name[name].told)]
            sheet = _Sheet(file, mapping.file.file, by_name[name], table, maker, account)
            sheet.context.legends(meant)
            sheet.context.notes(noted)
            yield from sheet.claims()


def _colored(original: Original) -> bool:
    return any(sheet.colors for sheet in original.sheets)


class _Sheet:
    """Reads one sheet as one table of a mapping."""

    def __init__(self, file: str, named: str, sheet: Sheet, table: Table, maker: Maker, account: Account) -> None:
        self.named = named
        """The name that the file has in its folder of sources."""
        self.file, self.sheet, self.table, self.maker, self.account = file, sheet, table, maker, account
        self.where = f"{file}, {sheet.name}" if sheet.name else file
        self.headings: list[Row] = []
        self.last = 0
        """The row of the lowest headings."""
        self.names: list[str] = []
        self.places: dict[str, int] = {}
        self.columns: dict[int, Column] = {}
        self.above: dict[int, tuple[int, str]] = {}
        self.ended = False
        """Whether the headings of another table were passed."""
        self.unvalued: dict[int, list[int]] = {}
        for row, column in sheet.unvalued:
            self.unvalued.setdefault(row, []).append(column)
        self.context = Context(sheet, table, maker.resolver, account)

    def claims(self) -> Iterator[tuple[str, dict[str, Any]]]:
        self._head()
        reads = [place for place, column in self.columns.items() if column.reads != "nothing"]
        self.context.named(self.named)
        self.context.headings(self.places, self.last)
        self.context.comments()
        self.context.asides(lambda number, row: self._why(number, row, reads))
        self.ended = False
        sums = Sums()
        figures = [place for place, column in self.columns.items() if column.reads in ("mark", "figure")]
        for number, row in self.sheet.rows():
            for column in self.unvalued.get(number, ()):
                self._leave(number, column - 1, "a formula whose value is not in the file")
            if self.sheet.fields or number not in self.table.headings:
                why = self._why(number, row, reads) or self._where(row)
                why = self.context.passed(number, row, why)
                why = why or self._summed(row, sums, figures)
                if why == "":
                    for column in self.sheet.colored.get(number, ()):
                        self._leave(number, column - 1, "a color without a text")
                    yield from self._row(number, row)
                elif why != "blank":
                    for place, cell in enumerate(row):
                        if cell.strip() and (number, place + 1) not in self.sheet.origins:
                            self._leave(number, place, why)

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
        if number in self.context.taken_back:
            return self.context.taken_back[number] if any(map(str.strip, row)) else "blank"
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

    def _summed(self, row: Row, sums: Sums, figures: list[int]) -> str:
        """Return why a row that may be one of data is one of totals, or nothing; a row of data is summed."""
        if not figures:
            return ""
        if sums.check(row, figures) and not any(self._named(place, row) for place in self.columns):
            return "a row of totals: its figures are the sums of those above"
        sums.add(row, figures)
        return ""

    def _named(self, place: int, row: Row) -> bool:
        column = self.columns.get(place)
        if column is None or place >= len(row) or column.reads not in NAMED:
            return False
        return self.maker.knows(column, row[place])

    def _head(self) -> None:
        needed = self.maker.needed if self.table.more == "leave" else None
        told = head.found(self.file, self.sheet, self.table, needed)
        self.last, self.names, self.places = told.last, told.names, told.places
        if self.table.withdrawn != "read":
            struck = {place for row in told.rows for place, cell in enumerate(row) if isinstance(cell, Withdrawn)}
            self.context.withdrawn |= dict.fromkeys(struck, "its heading is struck through")
        self.headings = [] if self.sheet.fields else [self.names, *told.rows]
        self.columns = {place: self.table.columns[name] for name, place in self.places.items()}

    def _row(self, number: int, row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
        self.account.rows += 1
        place = f"{self.where}, row {number}"
        entry = Entry(self.sheet.name, number, {}, {}, {}, list(self.context.sayings(number, row)))
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
            if text.strip() and (number, at + 1) in self.context.keys and number > self.last:
                self._leave(number, at, "it says what a color means")
                text = ""
            if sign := control(text):
                self._leave(number, at, f"it holds the character {sign}, which no text has")
                text = ""
            if isinstance(text, Withdrawn) and self.table.withdrawn == "read":
                text = str(text)
            if at in self.context.withdrawn:
                text = Withdrawn(text, self.context.withdrawn[at])
            if text.strip():
                entry.texts[heading] = text
                entry.origins[heading] = (*origin, self._called(origin))
                if isinstance(text, Rounded):
                    entry.shown[heading] = f"{str(text)!r} is shown as {text.shown!r}: the number of the cell is read"
                if comment := self.sheet.comments.get(origin):
                    entry.comments[heading] = comment
                if (link := self.sheet.links.get(origin)) and column.reads != "nothing":
                    entry.links[heading] = link
        entry.headed = self.context.headed
        self.context.noted(entry)
        for raw in self.maker.claims(entry):
            self.account.claims[raw["kind"]] += 1
            self.account.stances[raw.get("stance") or "asserts"] += 1
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
