"""An entry in a table, which is one row of it: the raw claims that the mapping makes of it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any

from kg.naming.form import seen
from kg.tables import buyer, remark, timing
from kg.tables.cell import Cell, Cells
from kg.tables.figure import Unread
from kg.tables.mapping import HEADING, HERE, KIND_OF, NAMED, SHEET, Column, Table
from kg.tables.remark import Saying
from kg.tables.resolution import Open, Resolver, Value
from kg.tables.row import Entry
from kg.tables.timing import TIMES

_ASIDE = ("kind", "at", "citation", "status", *TIMES)
_BLOCKING = ("state", "vendor", "technology", "initiative", "quantity", "scheme", "category", "list")
"""What a row that names it has to name so that it is known, or no claim is made: the rest would say too much."""
_BESIDE = ""
"""The role of what a cell below the heading of a thing says, in claims that do not name it."""
_SPEAKING = (*NAMED, "time", "figure", "status", "remark")
"""What a column reads whose cells may hold a remark, and nothing else."""


class Maker:
    """Makes the raw claims of rows, as one table of a mapping says."""

    def __init__(
        self,
        table: Table,
        status: Mapping[str, str],
        resolver: Resolver,
        required: Callable[[str], frozenset[str]],
        latest: str = "",
    ) -> None:
        self.table, self.resolver, self.required = table, resolver, required
        self.latest = latest or "9999"
        self.cells = Cells(table.columns, status, resolver)
        self._remarks = [name for name, column in table.columns.items() if column.reads == "remark"]
        speaking = (name for name, column in table.columns.items() if column.reads in _SPEAKING)
        self._speaking = [name for name in speaking if not table.columns[name].crossed]

    @property
    def needed(self) -> frozenset[str]:
        """The columns that have to be there: those of claims, but for one at a column among several."""
        found: set[str] = set(self.table.where)
        for spec in self.table.claims:
            for key, value in spec.items():
                if key not in ("citation", *TIMES):
                    found |= self.table.columns.keys() & (value if isinstance(value, list) else [str(value)])
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
        if entry.asserts:
            entry.remarks = {name for name in self._remarks if name in entry.texts and self._open(name, entry)}

    def _open(self, heading: str, entry: Entry) -> bool:
        text = entry.texts[heading]
        return self.cells.of(heading, text).saying is None and remark.is_open(text)

    def _claims(self, entry: Entry, spec: Mapping[str, Any], at: str) -> Iterator[dict[str, Any]]:
        here = self._cell(entry, at)
        if not here.values and here.bounds is None:
            return
        roles: list[list[tuple[str, Value]]] = []
        blocked, touched = "", {at}
        for role, source in spec.items():
            if role in _ASIDE or blocked:
                continue
            if role == "user" and isinstance(source, list):
                source = self._nearest(entry, source)
            if isinstance(source, list) and not (source := self._only(entry, source)):
                continue
            if source == HERE:
                roles.append([(role, value) for value in here.values])
            elif source == HEADING:
                roles.append([(role, Value(self.table.columns[at].is_))])
            elif source == SHEET:
                blocked = self._of_sheet(entry, role, roles)
            elif source in self.table.columns:
                blocked = self._of_column(entry, str(spec["kind"]), role, source, roles, touched)
            else:
                roles.append([(role, Value(str(source)))])
        if self.table.columns[at].crossed and HERE not in spec.values():
            roles.append([(_BESIDE, value) for value in here.values])
        said: dict[str, Any] = {}
        if not blocked:
            blocked = self._said(entry, spec, here, said, touched)
        if not blocked and here.bounds is not None and any(len(options) > 1 for options in roles):
            blocked = "one figure of several things: how many are of each is not said"
        if not blocked:
            blocked = self._parted(entry, spec, at, roles, touched)
        if blocked:
            entry.leave(at, blocked)
            return
        reasons = [told[each] for told in (entry.filled, entry.shown) for each in sorted(touched & told.keys())]
        read = partial(self._cell, entry)
        if unclear := timing.unclear(entry, spec, self.table.columns, read):
            entry.leave(at, unclear)
            return
        of_row, why = timing.of(entry, spec, self.table.columns, read, touched)
        of_row |= {"heldAt": self.table.columns[at].at} if self.table.columns[at].at else {}
        reasons += why
        general = [*self._sayings(entry, touched), here.saying, *timing.sayings(entry, spec, read)]
        general += [said for heading, said in entry.headed.items() if heading in touched]
        for combination in product(*roles):
            named = {role: value.text for role, value in combination if value.text and role != _BESIDE}
            if self.table.columns[at].crossed and self.required(str(spec["kind"])) - named.keys():
                continue
            sayings = [each for each in (*general, *(value.saying for _, value in combination)) if each]
            given_stance = remark.together(sayings, str(spec["kind"]), said.get("stance", ""))
            if isinstance(given_stance, Unread):
                entry.leave(at, given_stance.why)
                continue
            own = [value.times for _, value in combination if value.times and value.times.of in ("", spec["kind"])]
            times = own[0].roles("time") if own else of_row
            if given_stance != "plans" and (
                late := timing.late(entry, spec, self.table.columns, times, read, self.latest)
            ):
                entry.leave(at, late)
                entry.late = True
                continue
            raw = {"kind": spec["kind"], **named, **times, **said}
            raw |= {"stance": given_stance} if given_stance else {}
            given = [*(value.reason for _, value in combination), *(each.reason for each in own), *reasons]
            given = list(filter(None, given))
            if given:
                raw |= {"curation": "corrected", "reason": "; ".join(dict.fromkeys(given))}
            row, _, called = entry.origins[at]
            raw |= {"row": row, "column": called, "cell": entry.texts[at]}
            raw |= entry.beside(at, touched, raw.get("citation", ""))
            if entry.sheet:
                raw["sheet"] = entry.sheet
            entry.used |= touched
            if given_stance in ("", "asserts"):
                entry.asserts = True
            yield raw

    def _only(self, entry: Entry, sources: list[str]) -> str:
        """Return the column among several that alone says something, or says what the others do; else nothing."""
        cells = {each: self.cells.of(each, entry.texts[each]) for each in sources if each in entry.texts}
        said = {each: cell.values for each, cell in cells.items() if cell.values or not cell.blank}
        alike = len(set(said.values())) == 1 and all(len(values) < 2 for values in said.values())
        return next(iter(said)) if alike else ""

    def _nearest(self, entry: Entry, sources: list[str]) -> str:
        """Return the first column among several that does not say that nothing is known; the last where all do."""
        for each in sources[:-1]:
            if each in entry.texts and not ((cell := self.cells.of(each, entry.texts[each])).blank and not cell.values):
                return each
        return sources[-1]

    def _sayings(self, entry: Entry, touched: set[str]) -> list[Saying]:
        """Return what remarks say of all claims of a row: comments, columns of remarks, cells of nothing else."""
        if entry.heard is None:
            told: set[str] = set()
            entry.heard = list(self._heard(entry, told)), told
        touched |= entry.heard[1]
        return entry.heard[0]

    def _heard(self, entry: Entry, touched: set[str]) -> Iterator[Saying]:
        yield from entry.sayings
        for heading in self._speaking:
            if heading not in entry.texts:
                continue
            cell = self.cells.of(heading, entry.texts[heading])
            said = cell.saying if cell.of_row else cell.values[0].saying if len(cell.values) == 1 else None
            if said and cell.of_row and said.stance:
                touched.add(heading)
            elif said and not said.stance:
                entry.leave(heading, "it takes back what its row says, or says otherwise of it")
            yield from (said,) if said else ()

    def _parted(
        self, entry: Entry, spec: Mapping[str, Any], at: str, roles: list[list[tuple[str, Value]]], touched: set[str]
    ) -> str:
        """Take out of the roles those that have several values as another has, for which goes with which is not said.

        Return why no claim is made where that cannot be, or nothing.
        """
        ats = spec["at"] if isinstance(spec["at"], list) else [spec["at"]]
        ats = [at] if self.table.columns[at].crossed else ats
        here = {
            value.text for each in ats if each in entry.texts for value in self.cells.of(each, entry.texts[each]).values
        }
        held = next((role for role, source in spec.items() if source == HERE and role not in _ASIDE), "")
        several = {options[0][0] for options in roles if len(options) > 1} | ({held} if len(here) > 1 else set())
        several.discard(_BESIDE)
        kind = str(spec["kind"])
        for role in sorted(several - {held} - self.required(kind) - {"user"}):
            source = str(spec[role])
            if len(several) > 1 and self.table.columns[source].reads != "state":
                several.discard(role)
                roles[:] = [options for options in roles if options[0][0] != role]
                touched.discard(source)
                entry.leave(
                    source,
                    f"several of {' and of '.join(sorted(several))} and of {role}: each {kind} is told without it",
                )
        return (
            f"several of {' and of '.join(sorted(several))} in one row: which goes with which is not said"
            if len(several) > 1
            else ""
        )

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
        if role == "buyer" and (open_ := next((each for each in cell.unread if isinstance(each, Open)), None)):
            return buyer.doubt(open_.name, source)
        if role == "user" or role in self.required(kind) or (reads in _BLOCKING and not (nothing and reads != "state")):
            return f"the {source!r} of its row is not read"
        return ""

    def _of_sheet(self, entry: Entry, role: str, roles: list[list[tuple[str, Value]]]) -> str:
        found = self.resolver.one(KIND_OF.get(role, "state"), entry.sheet)
        if not isinstance(found, Value):
            return f"the name of its sheet, {entry.sheet!r}, is no {KIND_OF.get(role, 'state')}"
        roles.append([(role, found)])
        return ""

    def _said(self, entry: Entry, spec: Mapping[str, Any], here: Cell, said: dict[str, Any], touched: set[str]) -> str:
        """Fill in bounds, citation and stance; return why the claim is not made, or nothing."""
        if here.bounds is not None:
            limits = {"lowerBound": here.bounds.lower, "upperBound": here.bounds.upper}
            said |= {key: value for key, value in limits.items() if value is not None}
        if here.stance:
            said["stance"] = here.stance
        if spec["kind"] == "Supply" and "technology" not in spec and self._unmarked(entry):
            return "no mark of its row says yes"
        links = spec.get("citation", [])
        cited = [each for each in ([links] if isinstance(links, str) else links) if self._stands(entry, each)]
        if cited:
            said["citation"] = "; ".join(seen(entry.texts[each]) for each in cited)
            touched.update(cited)
        given = spec.get("status", [])
        stances: set[str] = set()
        for source in [given] if isinstance(given, str) else given:
            cell = self._cell(entry, source) if source in entry.texts else Cell(())
            if self.table.columns[source].is_ == "include" and cell.stance != "asserts":
                return f"the {source!r} of its row does not say yes"
            if not cell.stance and not cell.saying and not all("nothing is known" in each.why for each in cell.unread):
                return f"the {source!r} of its row: {cell.unread[0].why}"
            if cell.stance:
                stances.add(cell.stance)
                touched.add(source)
        if len(stances - {"asserts"}) > 1:
            return f"its columns of a status say different things: {', '.join(sorted(stances))}"
        said |= dict.fromkeys(["stance"] if stances - {"asserts"} else [], "".join(stances - {"asserts"}))
        return ""

    def _stands(self, entry: Entry, heading: str) -> bool:
        """Return whether a text stands in a column, and is not taken back."""
        return heading in entry.texts and bool(self._cell(entry, heading).values)

    def _unmarked(self, entry: Entry) -> bool:
        """Return whether no mark of a row for a technology says yes, and one says no or what is neither."""
        columns = ((name, self.table.columns[name]) for name in entry.texts)
        marks = [self._cell(entry, name) for name, one in columns if one.reads == "mark" and "technology:" in one.is_]
        no = any(not cell.unread or "nothing is known" not in cell.unread[0].why for cell in marks)
        return no and not any(cell.values and not cell.saying for cell in marks)

    def _cell(self, entry: Entry, heading: str) -> Cell:
        """Return what the cell of a column gives; what of it is not read is told to the entry."""
        cell = self.cells.of(heading, entry.texts[heading])
        for each in cell.unread:
            entry.leave(heading, each.why)
            if isinstance(each, Open) and (heading, each) not in entry.open:
                entry.open.append((heading, each))
        return cell
