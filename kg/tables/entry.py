"""An entry: one row of a table, and the raw claims that the mapping makes of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from kg.naming.form import said as said_as
from kg.naming.form import seen
from kg.tables.figure import Bounds, Unread, bounds, number
from kg.tables.interval import Interval, interval
from kg.tables.mapping import HERE, NAMED, SHEET, Column, Table
from kg.tables.mark import stance, yes
from kg.tables.resolution import Open, Resolver, Value

_TIMES = ("time", "since", "until", "heldAt")
_ASIDE = ("kind", "at", "citation", "status", *_TIMES)
_BLOCKING = ("state", "vendor", "technology", "initiative", "quantity", "scheme", "category", "list")
"""What a row that names it has to name so that it is known, or no claim is made: the rest would say too much."""
_KIND_OF = {
    "user": "state",
    "recipient": "state",
    "member": "state",
    "jurisdiction": "state",
    "supplier": "vendor",
    "technology": "technology",
    "initiative": "initiative",
    "place": "place",
    "system": "system",
}
"""Role → the kind of name that the name of a sheet is, where it fills the role."""


@dataclass
class Entry:
    """One row: its cells by column, where each stands, and what became of each."""

    sheet: str
    number: int
    texts: dict[str, str]
    origins: dict[str, tuple[int, int, str]]
    """Column → the row, the place and the name of the cell in which its text stands."""
    filled: dict[str, str]
    """Column whose blank cell stands for one above it → that in words."""
    used: set[str] = field(default_factory=set)
    left: dict[str, list[str]] = field(default_factory=dict)
    open: list[tuple[str, Open]] = field(default_factory=list)

    def leave(self, heading: str, why: str) -> None:
        """Say why the cell of a column, or a part of it, makes no claim."""
        told = self.left.setdefault(heading, [])
        if why not in told:
            told.append(why)


@dataclass(frozen=True)
class _Cell:
    """What a cell gives, and what of it is not read."""

    values: tuple[Value, ...]
    unread: tuple[Unread | Open, ...] = ()
    bounds: Bounds | None = None
    times: Interval | None = None
    stance: str = ""


class Maker:
    """Makes the raw claims of rows, as one table of a mapping says."""

    def __init__(
        self,
        table: Table,
        status: Mapping[str, str],
        resolver: Resolver,
        required: Callable[[str], frozenset[str]],
    ) -> None:
        self.table, self.resolver, self.required = table, resolver, required
        self.status = {said_as(word): means for word, means in status.items()}
        self._cells: dict[tuple[str, str, bool], _Cell] = {}

    @property
    def needed(self) -> frozenset[str]:
        """The columns that have to be there: those of claims, but for one at a column among several."""
        found: set[str] = set(self.table.where)
        for spec in self.table.claims:
            for key, value in spec.items():
                if isinstance(value, str) and value in self.table.columns and key not in ("citation", *_TIMES):
                    found.add(value)
        return frozenset(found)

    def knows(self, column: Column, text: str) -> bool:
        """Return whether the text of a cell names at least one thing that is known."""
        return any(isinstance(each, Value) for each in self.resolver.several(column.reads, text, column.separators))

    def claims(self, entry: Entry) -> Iterator[dict[str, Any]]:
        """Yield the claims of a row; what of it is used, left out or open stands in the entry afterwards."""
        made: set[tuple[tuple[str, str], ...]] = set()
        for spec in self.table.claims:
            ats = spec["at"] if isinstance(spec["at"], list) else [spec["at"]]
            for at in ats:
                if at in entry.texts:
                    for raw in self._claims(entry, spec, at):
                        key = tuple(sorted((key, str(value)) for key, value in raw.items()))
                        if key not in made:
                            made.add(key)
                            yield raw

    def _claims(self, entry: Entry, spec: Mapping[str, Any], at: str) -> Iterator[dict[str, Any]]:
        here = self._cell(entry, at)
        if not here.values and here.bounds is None:
            return
        roles: list[list[tuple[str, Value]]] = []
        blocked, touched = "", {at}
        for role, source in spec.items():
            if role in _ASIDE or blocked:
                continue
            if source == HERE:
                roles.append([(role, value) for value in here.values])
            elif source == SHEET:
                blocked = self._of_sheet(entry, role, roles)
            elif source in self.table.columns:
                blocked = self._of_column(entry, str(spec["kind"]), role, source, roles, touched)
            else:
                roles.append([(role, Value(str(source)))])
        said: dict[str, Any] = {}
        if not blocked:
            blocked = self._said(entry, spec, here, said, touched)
        if blocked:
            entry.leave(at, blocked)
            return
        reasons = [entry.filled[heading] for heading in touched if heading in entry.filled]
        if here.bounds is not None and any(len(options) > 1 for options in roles):
            entry.leave(at, "one figure of several things: how many are of each is not said")
            return
        times, why = self._times(entry, spec, touched)
        times |= {"heldAt": self.table.columns[at].at} if self.table.columns[at].at else {}
        reasons += why
        for combination in product(*roles):
            raw = {"kind": spec["kind"], **{role: value.text for role, value in combination}, **times, **said}
            given = [*(value.reason for _, value in combination if value.reason), *reasons]
            if given:
                raw |= {"curation": "corrected", "reason": "; ".join(dict.fromkeys(given))}
            row, _, called = entry.origins[at]
            raw |= {"row": row, "column": called, "cell": entry.texts[at]}
            if entry.sheet:
                raw["sheet"] = entry.sheet
            entry.used |= touched
            yield raw

    def _of_column(
        self, entry: Entry, kind: str, role: str, source: str, roles: list[list[tuple[str, Value]]], touched: set[str]
    ) -> str:
        """Add the values of a role that a column holds; return why the claim is not made, or nothing."""
        reads = self.table.columns[source].reads
        if source not in entry.texts:
            needed = reads == "state" or role == "user" or role in self.required(kind)
            return f"its row has no {source!r}" if needed else ""
        cell = self._cell(entry, source)
        if cell.values:
            roles.append([(role, value) for value in cell.values])
            touched.add(source)
            return ""
        nothing = all(isinstance(each, Unread) and "nothing is known" in each.why for each in cell.unread)
        if role == "user" or role in self.required(kind) or (reads in _BLOCKING and not (nothing and reads != "state")):
            return f"the {source!r} of its row is not read"
        return ""

    def _of_sheet(self, entry: Entry, role: str, roles: list[list[tuple[str, Value]]]) -> str:
        found = self.resolver.one(_KIND_OF.get(role, "state"), entry.sheet)
        if not isinstance(found, Value):
            return f"the name of its sheet, {entry.sheet!r}, is no {_KIND_OF.get(role, 'state')}"
        roles.append([(role, found)])
        return ""

    def _said(self, entry: Entry, spec: Mapping[str, Any], here: _Cell, said: dict[str, Any], touched: set[str]) -> str:
        """Fill in bounds, citation and stance; return why the claim is not made, or nothing."""
        if here.bounds is not None:
            limits = {"lowerBound": here.bounds.lower, "upperBound": here.bounds.upper}
            said |= {key: value for key, value in limits.items() if value is not None}
        if here.stance:
            said["stance"] = here.stance
        if spec["kind"] == "Supply" and "technology" not in spec and self._unmarked(entry):
            return "no mark of its row says yes"
        links = spec.get("citation", [])
        cited = [each for each in ([links] if isinstance(links, str) else links) if each in entry.texts]
        if cited:
            said["citation"] = "; ".join(seen(entry.texts[each]) for each in cited)
            touched.update(cited)
        source = spec.get("status")
        if source in entry.texts:
            cell = self._cell(entry, source)
            if not cell.stance and not all("nothing is known" in each.why for each in cell.unread):
                return f"the {source!r} of its row: {cell.unread[0].why}"
            if cell.stance and cell.stance != "asserts":
                said["stance"] = cell.stance
            if cell.stance:
                touched.add(source)
        return ""

    def _unmarked(self, entry: Entry) -> bool:
        """Return whether no mark of a row for a technology says yes, and one says no or what is neither."""
        columns = ((name, self.table.columns[name]) for name in entry.texts)
        marks = [self._cell(entry, name) for name, one in columns if one.reads == "mark" and "technology:" in one.is_]
        no = any(not cell.unread or "nothing is known" not in cell.unread[0].why for cell in marks)
        return no and not any(cell.values for cell in marks)

    def _times(self, entry: Entry, spec: Mapping[str, Any], touched: set[str]) -> tuple[dict[str, str], list[str]]:
        times: dict[str, str] = {}
        reasons = []
        for key in _TIMES:
            source = spec.get(key)
            if source == SHEET:
                if not times and (match := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", entry.sheet)):
                    times["heldAt"] = match[0]
            elif source in self.table.columns:
                told = self._cell(entry, source).times if source in entry.texts else None
                if told is not None:
                    times |= _timed(key, told)
                    reasons += [told.reason] if told.reason else []
                    touched.add(source)
            elif source:
                times["heldAt" if key == "time" else key] = str(source)
        if times.get("since", "") > times.get("until", "9"):
            for key in ("since", "until"):
                source = spec.get(key) if spec.get(key) in self.table.columns else spec.get("time")
                touched.discard(str(source))
                entry.leave(str(source), f"{times['since']} to {times['until']} ends before it begins")
            return {key: value for key, value in times.items() if key == "heldAt"}, reasons
        return times, reasons

    def _cell(self, entry: Entry, heading: str) -> _Cell:
        """Return what the cell of a column gives; what of it is not read is told to the entry."""
        text = entry.texts[heading]
        key = (heading, text, type(text) is str)
        if key not in self._cells:
            if len(self._cells) > 50_000:
                self._cells.clear()
            self._cells[key] = self._read(self.table.columns[heading], text)
        cell = self._cells[key]
        for each in cell.unread:
            entry.leave(heading, each.why)
            if isinstance(each, Open) and (heading, each) not in entry.open:
                entry.open.append((heading, each))
        return cell

    def _read(self, column: Column, text: str) -> _Cell:
        if seen(text) in column.nothing:
            return _Cell((), (Unread("it says that nothing is known"),))
        if column.reads in NAMED:
            told = list(self.resolver.several(column.reads, text, column.separators))
            if column.unknown == "leave":
                told = [Unread(each.why) if isinstance(each, Open) and not each.things else each for each in told]
            values = tuple(each for each in told if isinstance(each, Value))
            return _Cell(values, tuple(each for each in told if not isinstance(each, Value)))
        return {"mark": self._mark, "figure": self._figure, "time": self._time, "status": self._status}.get(
            column.reads, self._text
        )(column, text)

    def _mark(self, column: Column, text: str) -> _Cell:
        told = yes(text)
        if isinstance(told, Unread):
            return _Cell((), (told,))
        if not told and not column.no:
            return _Cell((), (Unread(f"{text.strip()!r} says no, of which no claim is made"),))
        return _Cell((Value(column.is_),), stance="" if told else column.no)

    def _figure(self, column: Column, text: str) -> _Cell:
        told = bounds(text, column.decimal)
        return _Cell((), (told,)) if isinstance(told, Unread) else _Cell((Value(column.is_),), bounds=told)

    def _time(self, column: Column, text: str) -> _Cell:
        told = interval(text, column.order)
        return _Cell((), (told,)) if isinstance(told, Unread) else _Cell((), times=told)

    def _status(self, column: Column, text: str) -> _Cell:
        meant = self.status.get(said_as(text))
        told: str | Unread = Unread(f"{text!r} makes no claim, as the mapping says") if meant == "leave" else ""
        told = told or meant or stance(text)
        return _Cell((), (told,)) if isinstance(told, Unread) else _Cell((), stance=told)

    def _text(self, column: Column, text: str) -> _Cell:
        if column.reads == "number":
            told = number(text, column.decimal)
            return _Cell((), (told,)) if isinstance(told, Unread) else _Cell((Value(format(told, "f")),))
        return _Cell((Value(seen(text)),))


def _timed(key: str, told: Interval) -> dict[str, str]:
    """Return the roles of a time that stands in a column of a kind."""
    if key == "since":
        found = {"since": told.at or told.since, "until": told.until}
    elif key == "until":
        found = {"since": "" if told.at else told.since, "until": told.at or told.until}
    else:
        found = {"heldAt": told.at, "since": told.since, "until": told.until}
    return {role: value for role, value in found.items() if value}
