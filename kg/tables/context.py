"""The context of a table: what stands over, under, beside or on its rows and says something of them.

That is the name of the file and of the sheet, titles, sections, footnotes, comments, and rows that hold a remark.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.character import shown
from kg.tables import aside, color, layout, remark
from kg.tables.color import Legend
from kg.tables.footnote import Footnotes
from kg.tables.leftover import Account, Left
from kg.tables.mapping import NAMED, Column, Table
from kg.tables.notes import Note
from kg.tables.remark import Saying
from kg.tables.resolution import Resolver, Value
from kg.tables.row import Entry
from kg.tables.sheet import Row, Sheet, Span, Withdrawn, letters

_WIDEST = 60
"""The cells of a row that are looked at for a legend."""
_UNREAD = "title = 'read' of its table reads it"


class Context:
    """What is said of the rows of one sheet from around them; with ``title = "read"`` of its table little is heard."""

    def __init__(self, sheet: Sheet, table: Table, resolver: Resolver, account: Account) -> None:
        self.sheet, self.table, self.resolver, self.account = sheet, table, resolver, account
        self.heard = table.title != "read"
        self.places: Mapping[int, Column] = {}
        self.withdrawn: dict[int, str] = {}
        """Place of a column, from 0 → what takes it back: its heading, the comment or the footnote on it."""
        self.headed: dict[str, Saying] = {}
        """Column → what its heading, or the footnote to it, says of the claims that name it."""
        self.taken_back: dict[int, str] = {}
        """Row → what takes it back, or says otherwise of it."""
        self._sayings: dict[int, list[Saying]] = {}
        self._asides = aside.Asides()
        self._footnotes = Footnotes(sheet.rows)
        self.keys: set[tuple[int, int]] = set()
        """The row and the column of each cell of the sheet that says what a color means."""
        self._legends: list[Legend] = []
        self._over: dict[str, tuple[str, Saying]] = {}
        """What stands over rows: a name, a title, the heading of a section → that in words, what it says."""

    def legends(self, told: Iterable[Legend]) -> None:
        """Take what legends of the file say that colors mean: rows with such a color are none, nor is what says so."""
        told = list(told)
        self.keys = {each.place[1:] for each in told if each.place[0] == self.sheet.name}
        if self.sheet.colors and self.table.colors != "read":
            self._legends = [each for each in told if not each.harmless]

    def notes(self, told: Iterable[tuple[str, Note]]) -> None:
        """Hear what sheets without a table, by their names, say of all rows."""
        for name, note in told if self.heard else ():
            if note.saying:
                self._over[f"{name} {note.row}"] = (note.where(name), note.saying)

    def named(self, file: str) -> None:
        """Hear what the names of the file and of the sheet say of all rows."""
        if self.heard and (said := of_file(file)):
            self._over["file"] = (f"the name of its file, {file!r}", said)
        name = self.sheet.name
        if self._stands_over("sheet", f"the name of its sheet, {name!r}", name) and not self._over["sheet"][1].stance:
            self.account.sheets[name] = f"its name takes back what it says: {_UNREAD}"

    def headings(self, places: Mapping[str, int], last: int) -> None:
        """Hear what the headings of columns of times, and footnotes to headings, say of what is read of them."""
        self.places = {place: self.table.columns[name] for name, place in places.items()}
        for heading, place in places.items() if self.heard else ():
            said = remark.of_title(heading) if self.table.columns[heading].reads == "time" else None
            if said and said.stance:
                self.headed[heading] = said
            for mark, note in self._footnotes.of(heading):
                words = f"{mark} {note}"
                if (said := remark.within(note)) and said.stance:
                    self.headed[heading] = said._replace(words=words)
                elif said:
                    self.withdrawn[place] = f"the footnote to its heading, {words[:200]!r}, takes it back"
                elif remark.is_open(note):
                    self.account.remark(self.sheet.name, last, place + 1, words)

    def comments(self) -> None:
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
                        self._sayings.setdefault(row, []).append(said)
                    else:
                        self.taken_back.setdefault(row, where)
            self.account.comments.append(Left(self.sheet.name, number, column, text))

    def asides(self, why: Callable[[int, Row], str]) -> None:
        """Find what the rows that hold a remark and no data say of others; ``why`` says why a row is none of data."""
        if self.sheet.fields or not self.heard:
            return
        told = aside.of(self.sheet.rows(), why, self.resolver, self._things, self._footnotes.explains)
        self._asides = told
        for number, (words, said) in told.rows.items():
            if said.stance:
                self._sayings.setdefault(number, []).append(said)
            else:
                self.taken_back.setdefault(number, f"{words} takes it back")
        self._over |= {f"line {place}": each for place, each in enumerate(told.whole)}
        for number, column, text in told.quoted:
            self.account.remark(self.sheet.name, number, column, text)

    def passed(self, number: int, row: Row, why: str) -> str:
        """Take in a row from above, and return why it is none of data, where one is, or where it is taken back."""
        if why != "blank" and color.legend(row):
            self.account.legends.append(Left(self.sheet.name, number, layout.first(row), layout.words(row)))
        if why == "above the headings" and layout.is_one(row):
            self._stands_over("title", f"the title above, {layout.words(row)[:200]!r}", layout.words(row))
        elif number in self._asides.sections:
            self._over.pop("section", None)
            words, said = self._asides.sections[number]
            self._over |= {"section": (words, said)} if said else {}
            why = why or "a row that holds a remark and no data"
        why = why or next((f"{told} takes it back" for told, each in self._over.values() if not each.stance), "")
        return why or self._colored(number)

    def _colored(self, number: int) -> str:
        """Count the backgrounds of a row; return why it is none of data where a legend gives its color a meaning."""
        inks = list(self.sheet.colors.get(number, ()))
        for row, column in self.keys:
            if row == number and (ink := self.sheet.swatches.get((row, column - 1))) in inks:
                inks.remove(ink)
        for legend in self._legends:
            if inks and any(each.removeprefix(color.TEXT) in (legend.color, color.OTHER) for each in inks):
                told = f"{legend.where} says that {legend.color or 'one'} means {legend.meaning[:100]!r}"
                return (
                    f"it has a color, and {told}: colors are not read, but with colors = 'read' of its table the row is"
                )
        self.account.fills.update(each for each in inks if not each.startswith(color.TEXT))
        return ""

    def sayings(self, number: int, row: Row) -> Iterator[Saying]:
        """Yield what is said of a row."""
        yield from self._sayings.get(number, ())
        for _, said in self._over.values():
            yield said
        for thing in self._asides.named.keys() & self._things(row) if self._asides.named else ():
            words, said = self._asides.named[thing]
            yield said._replace(words=f"{words}: {said.words}")

    def noted(self, entry: Entry) -> None:
        """Read the footnotes to which the cells of a row refer: each is a remark on the row."""
        for heading, text in list(entry.texts.items()) if self.heard else ():
            if self.table.columns[heading].reads in ("link", "text", "nothing", "remark"):
                continue
            for mark, note in self._footnotes.of(text):
                if said := remark.within(note):
                    entry.sayings.append(said._replace(words=f"{mark} {note}"))
                elif remark.is_open(note):
                    entry.notes.append((heading, f"{mark} {note}"))

    def _stands_over(self, place: str, words: str, text: str) -> bool:
        """Keep what a text over rows says of them, and return whether it says anything."""
        if self.heard and (said := remark.of_title(text)):
            self._over[place] = (words, said)
            return True
        return False

    def _things(self, row: Row) -> frozenset[str]:
        """Return the things that the cells of a row name."""
        named = {place: column for place, column in self.places.items() if column.reads in NAMED and place < len(row)}
        return frozenset(
            value.text
            for place, column in named.items()
            if row[place].strip() and not isinstance(row[place], Withdrawn)
            for value in self.resolver.several(column.reads, row[place], column.separators)
            if isinstance(value, Value)
        )


def of_file(name: str) -> Saying | None:
    """Return what the name of a file says of all that is in it; None where it says nothing.

    >>> of_file("cancelled_contracts.xlsx").stance, of_file("Planned-2025.csv").stance, of_file("desk.csv")
    ('', 'plans', None)
    """
    plain = " ".join(re.sub(r"[_\-.+()\d]+", " ", name.rpartition(".")[0] or name).split())
    return remark.of_title(plain) if remark.within(plain) else None


def legends(sheet: Sheet) -> Iterator[Legend]:
    """Yield each legend of colors in a sheet: a row of its own, one cell, a cell with the color, or one beside it.

    A cell with a color that is no row of a table and says what takes back, or makes a plan, is one as well; so is the
    text on the right of a cell with a color and without a text, in a column that has no texts but a heading.
    """
    beside = _beside(sheet)
    for number, row in sheet.rows():
        filled = [(column, cell) for column, cell in enumerate(row, 1) if cell.strip()]
        cells = [row] if len(filled) < 3 else []
        found = [(layout.first(each), told) for each in cells if (told := color.legend(each))]
        found += [(column, told) for column, cell in filled[:_WIDEST] if (told := color.legend([cell])) and not found]
        inks = {each.removeprefix(color.TEXT) for each in sheet.colors.get(number, ())}
        if not found and inks and len(filled) == 1 and remark.within(filled[0][1]):
            found += [(filled[0][0], Legend(ink, filled[0][1])) for ink in sorted(inks)]
        found += [(column, Legend(ink, row[column - 1])) for column, ink in beside.get(number, ()) if not found]
        for column, told in found:
            yield told._replace(place=(sheet.name, number, column))


def _beside(sheet: Sheet) -> dict[int, list[tuple[int, str]]]:
    """Return row → the columns of texts beside a cell with a color, and that color; none where they may be data."""
    if not sheet.swatches:
        return {}
    columns = {column for _, column in sheet.swatches}
    texts: Counter[int] = Counter()
    found: dict[int, list[tuple[int, str]]] = {}
    for number, row in sheet.rows():
        texts.update(column for column in columns if column <= len(row) and row[column - 1].strip())
        for column in columns:
            ink, text = sheet.swatches.get((number, column)), row[column] if column < len(row) else ""
            if ink and text.strip() and (remark.within(text) or Legend(ink, text).harmless):
                found.setdefault(number, []).append((column + 1, ink))
    return {number: told for number, each in found.items() if (told := [one for one in each if texts[one[0] - 1] < 2])}
