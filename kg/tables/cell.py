"""A cell: what its text gives, as the column it stands in is read, and what of it is not read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.naming.form import bare, is_nothing, seen
from kg.naming.form import said as said_as
from kg.tables import crossing, mark, remark, sign
from kg.tables.figure import Bounds, Unread, bounds, number
from kg.tables.interval import Interval, interval
from kg.tables.mapping import NAMED, Column
from kg.tables.mark import stance, yes
from kg.tables.occasion import Occasion, occasion
from kg.tables.remark import Saying
from kg.tables.resolution import Open, Resolver, Value
from kg.tables.sheet import Withdrawn

_AGAINST = "stands below a heading that takes back the rows that it marks"
_UNSURE = (
    "may be said of the row or of something else: its heading is no thing that is known, and no word of a status;"
    " reads = 'nothing' of the column reads the row"
)
_UNVERIFIED = "says that its row is not verified yet"
_NONE = "may be a count of none, or say that nothing is known: zero = 'counts' of the column reads the first"
_KEPT = 5_000
"""The cells whose reading is kept at once."""


@dataclass(frozen=True)
class Cell:
    """What a cell gives, and what of it is not read."""

    values: tuple[Value, ...]
    unread: tuple[Unread | Open, ...] = ()
    bounds: Bounds | None = None
    times: Interval | None = None
    stance: str = ""
    saying: Saying | None = None
    """What a remark in it says of the claims that are made of it."""
    of_row: bool = False
    """Whether it holds nothing but a remark, which is said of the whole row then."""

    @property
    def blank(self) -> bool:
        """Return whether what is not read of it says that nothing is known."""
        return all("nothing is known" in each.why for each in self.unread)


class Cells:
    """Reads the cells of a table; what is written alike in a column is read once."""

    def __init__(self, columns: Mapping[str, Column], status: Mapping[str, str], resolver: Resolver) -> None:
        self.columns, self.resolver = columns, resolver
        self.status = {said_as(word): means for word, means in status.items()}
        self._read_already: dict[tuple[str, str, object], Cell] = {}

    def of(self, heading: str, text: str) -> Cell:
        """Return what a text in a column gives."""
        key = (heading, text, text.why if isinstance(text, Withdrawn) else type(text) is str)
        if key not in self._read_already:
            if len(self._read_already) > _KEPT:
                self._read_already.clear()
            self._read_already[key] = self._of(self.columns[heading], text)
        return self._read_already[key]

    def _of(self, column: Column, text: str) -> Cell:
        if isinstance(text, Withdrawn):
            return Cell((), (Unread(text.why),))
        if seen(text) in column.nothing:
            return Cell((), (Unread("it says that nothing is known"),))
        if column.crossed:
            return self._crossed(column, text)
        if column.reads == "remark":
            refused = (column.is_ == "verification" and yes(text) is False) or sign.refuses(text)
            said = Saying(seen(text)) if refused else remark.within(text)
            return Cell((), saying=said, of_row=said is not None)
        read = self._plain(column, text)
        if read.values and column.reads in NAMED and (said := remark.of_all(text)):
            return replace(read, saying=said, of_row=True)
        if (
            column.reads in ("link", "text", "number")
            or read.values
            or read.times is not None
            or read.stance
            or read.saying
        ):
            return read
        if column.reads == "status" and not any("no status that is known" in each.why for each in read.unread):
            return read
        if said := remark.whole(text):
            if column.is_ == "verification":
                return Cell((), (Unread(f"{seen(text)!r} {_UNVERIFIED}"),))
            if column.reads == "mark":
                return Cell((Value(column.is_),), saying=said)
            why = Unread(f"{seen(text)!r} is a remark")
            return Cell((), () if column.reads == "status" else (why,), saying=said, of_row=True)
        if column.reads in ("time", "figure", "mark") and (apart := remark.parted(text)):
            rest = self._plain(column, apart[0])
            if rest.times is not None or rest.values:
                return replace(rest, saying=apart[1])
        told = occasion(text, column.order) if column.reads == "time" else None
        if isinstance(told, Occasion):
            unread = () if told.times else (Unread(f"{seen(text)!r} is a remark"),)
            return Cell((), unread, times=told.times, saying=told.saying, of_row=told.times is None)
        if column.reads == "time" and (said := remark.within(text)):
            return replace(read, saying=said, of_row=True)
        return Cell((), (told,)) if told else read

    def _crossed(self, column: Column, text: str) -> Cell:
        told = tuple(crossing.values(column.reads, text, column.separators, self.resolver, column.order))
        values = tuple(each for each in told if isinstance(each, Value))
        return Cell(values, tuple(each for each in told if not isinstance(each, Value)))

    def _plain(self, column: Column, text: str) -> Cell:
        if column.reads in NAMED:
            told = list(self.resolver.several(column.reads, text, column.separators))
            if column.unknown == "leave":
                told = [Unread(each.why) if isinstance(each, Open) and not each.things else each for each in told]
            values = tuple(each for each in told if isinstance(each, Value))
            return Cell(values, tuple(each for each in told if not isinstance(each, Value)))
        return {"mark": self._mark, "figure": self._figure, "time": self._time, "status": self._status}.get(
            column.reads, self._text
        )(column, text)

    def _mark(self, column: Column, text: str) -> Cell:
        told = yes(text)
        if isinstance(told, Unread):
            return Cell((), (told,))
        if not told and not column.no:
            return Cell((), (Unread(f"{text.strip()!r} says no, of which no claim is made"),))
        return Cell((Value(column.is_),), stance="" if told else column.no)

    def _figure(self, column: Column, text: str) -> Cell:
        told = bounds(text, column.decimal)
        if isinstance(told, Bounds) and told.upper == 0 and not column.zero:
            return Cell((), (Unread(f"{seen(text)!r} {_NONE}"),))
        return Cell((), (told,)) if isinstance(told, Unread) else Cell((Value(column.is_),), bounds=told)

    def _time(self, column: Column, text: str) -> Cell:
        told = interval(text, column.order)
        return Cell((), (told,)) if isinstance(told, Unread) else Cell((), times=told)

    def _status(self, column: Column, text: str) -> Cell:
        meant = self.status.get(said_as(text))
        if not meant and (said := remark.whole(text)) and said.kind and column.is_ != "verification":
            return Cell((), saying=said, of_row=True)
        if not meant and column.is_ == "codes" and seen(text).isdigit():
            return Cell((), (Unread(f"{text!r} is no status that is known: say in [status] what each code means"),))
        if column.is_ == "against" and not is_nothing(text):
            no = yes(text) is False
            return Cell((), () if no else (Unread(f"{seen(text)!r} {_AGAINST}"),), stance="asserts" if no else "")
        if not meant and column.is_ == "include" and yes(text) is not True:
            return Cell((), (Unread(f"{seen(text)!r} does not say that its row is to be kept"),))
        if not meant and column.is_ == "unsure" and yes(text) is not True:
            return Cell((), (Unread(f"{seen(text)!r} {_UNSURE}"),))
        if not meant and column.is_ == "confidence" and (sure := mark.sure(text)):
            more = mark.beside(text)
            return Cell((), (sure,)) if isinstance(sure, Unread) else Cell((), (more,) if more else (), stance=sure)
        unsaid = is_nothing(text) and bare(text) not in ("", "n a", "na")
        if not meant and column.is_ == "verification" and (unsaid or stance(text) == "plans"):
            return Cell((), (Unread(f"{seen(text)!r} {_UNVERIFIED}"),))
        told: str | Unread = Unread(f"{text!r} makes no claim, as the mapping says") if meant == "leave" else ""
        told = told or meant or stance(text)
        return Cell((), (told,)) if isinstance(told, Unread) else Cell((), stance=told)

    def _text(self, column: Column, text: str) -> Cell:
        if column.reads == "number":
            told = number(text, column.decimal)
            return Cell((), (told,)) if isinstance(told, Unread) else Cell((Value(format(told, "f")),))
        return Cell((Value(seen(text)),))
