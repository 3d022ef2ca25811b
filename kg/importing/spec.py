"""The claims of a proposal: which columns stand together, and what a row of them says."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kg.importing import crossing, heading, subject
from kg.importing.profile import Evidence
from kg.naming.form import bare
from kg.tables.mapping import HEADING, HERE, Column
from kg.tables.timing import DEAL

_ALONE = ("state", "vendor", "technology")
"""What one table does not hold on both sides of a blank column."""
_ONE = ("time", "organization", "place", "system")
"""Of what a row says one thing."""


def blocks(columns: dict[str, Column], seen: Sequence[Evidence], times: Collection[str]) -> list[list[str]]:
    """Return the columns that belong together, block by block; a column that is the same for all is in each.

    There is one block, unless tables stand side by side, or headings come again in turns, as "Vendor, Year, Vendor,
    Year" do. A column that comes again, and not in turns, is not read: of what it tells is not said.
    """
    beside = _beside(columns, seen)
    if len(beside) > 1:
        return beside
    found: dict[str, list[str]] = {}
    for name, column in columns.items():
        if column.reads not in ("nothing", "mark", "link", "number") and not heading.year(name):
            found.setdefault(_stem(name), []).append(name)
    again = {stem: names for stem, names in found.items() if len(names) > 1}
    number = max(map(len, again.values()), default=1)
    turns = {columns[names[0]].reads for names in again.values() if len(names) == number}
    if len(turns) > 1 and turns & set(_ALONE) and all(len(names) == number for names in again.values()):
        links = _links(columns, number)
        parted = {name for names in again.values() for name in names} | {name for names in links for name in names}
        shared = [name for name in columns if name not in parted]
        taken = [
            {*shared, *(names[place] for names in again.values()), *(links[place] if links else ())}
            for place in range(number)
        ]
        return [[name for name in columns if name in block] for block in taken]
    for names in again.values():
        reads = columns[names[0]].reads
        if reads in _ONE and not set(names) & set(times):
            for name in names:
                columns[name] = Column("nothing", why=f"{len(names)} columns of a {reads} are headed alike")
    return [list(columns)]


def _beside(columns: dict[str, Column], seen: Sequence[Evidence]) -> list[list[str]]:
    """Return the columns of tables that stand side by side, parted by a column without heading and cells."""
    found: list[list[str]] = [[]]
    for each in seen:
        if each.cells or each.nothing or not each.name.startswith("column "):
            found[-1].append(each.name)
        elif found[-1]:
            found.append([])
    held = [{columns[name].reads for name in names} & set(_ALONE) for names in found]
    if sum(map(len, held)) == len(set().union(*held)):
        return [list(columns)]
    for names, reads in zip(found, held, strict=True):
        if "state" not in reads:
            for name in names:
                if columns[name].reads != "nothing":
                    columns[name] = Column("nothing", why="it stands in a table beside, which has no state")
    return [names for names in found if names]


def _links(columns: dict[str, Column], number: int) -> list[list[str]]:
    """Return the columns of links for each of so many blocks, where they come in turns as well."""
    links = [name for name, column in columns.items() if column.reads == "link"]
    return [[name] for name in links] if len(links) == number and len(set(map(_stem, links))) == 1 else []


def _stem(name: str) -> str:
    return re.sub(r" \d{1,2}$", "", bare(re.sub(r"\(column [A-Z]+\)$", "", name)))


def explained(columns: dict[str, Column], block: Sequence[str], made: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Say of each column of a block that no claim is made of why that is so, and yield its name."""
    used = set()
    for claim in made:
        for value in claim.values():
            used.update(value if isinstance(value, list) else [value])
    for name in block:
        reads = columns[name].reads
        if name in used or reads in ("nothing", "remark"):
            continue
        other = next((each for each in block if each in used and columns[each].reads == reads), "")
        why = f"the {reads} is that of {other!r}" if other else f"no claim has a place for a {reads} here"
        if columns[name].is_ == DEAL and not any(columns[each].is_ == DEAL for each in block if each in used):
            why = "it is the time of a deal, and no supply is told here"
        columns[name] = Column("nothing", why=why)
        yield name


def claims(
    columns: dict[str, Column], times: dict[str, str], over: Mapping[str, str], of_sheet: str = ""
) -> list[dict[str, Any]]:
    """Return the claims that columns bear out: supplies, uses, memberships and counts of the state of the row.

    ``times`` says which columns are a beginning or an end, and no moment; ``over`` what stands over the heading of one;
    ``of_sheet`` what names the state of all rows where no column does.
    """

    def all_of(reads: str) -> list[str]:
        return [name for name, column in columns.items() if column.reads == reads and not column.crossed]

    def first(reads: str) -> str:
        return next(iter(all_of(reads)), "")

    state, technology = first("state") or of_sheet, first("technology")
    vendors, figures = all_of("vendor"), all_of("figure")
    technologies = all_of("technology")
    aside: dict[str, Any] = {}
    deal: dict[str, str] = {}
    signed: dict[str, str] = {}
    for name in all_of("time"):
        key = times.get(name, "time")
        if heading.deal(subject.lowest(name)):
            deal.setdefault("time" if columns[name].is_ else key, name)
            signed.setdefault(key, name)
        else:
            aside.setdefault(key, name)
    states = all_of("status")
    aside |= {"status": states if len(states) > 1 else states[0]} if states else {}
    links = all_of("link")
    aside |= {"citation": links if len(links) > 1 else links[0]} if links else {}
    more = {role: first(role) for role in ("place", "system") if first(role)}
    agency = first("organization")
    what: dict[str, Any] = {"technology": technologies if len(technologies) > 1 else technology} if technology else {}
    found: list[dict[str, Any]] = []
    if vendors and state:
        bought = {"buyer": agency} if agency else {}
        found.append({"kind": "Supply", "at": vendors, "supplier": HERE, "recipient": state, **what, **bought, **more})
    user: Any = [agency, state] if agency and state else agency or state
    if technology and user:
        found.append({"kind": "Use", "at": technologies, "technology": HERE, "user": user, **more})
    given = {"state": state, "vendor": vendors[0] if len(vendors) == 1 else "", "technology": technology}
    for (above, below), at in _crossed(columns).items():
        crossed = {**given, above: HEADING, below: given[below] or HERE}
        deals = _deals(crossed, at, agency if state else "", more)
        found += [each for each in deals if above != "vendor" or not given[below] or each["kind"] == "Supply"]
    for name, thing in over.items():
        crossed_by = {**given, crossing.kind(thing): thing, crossing.kind(columns[name].is_): HERE}
        found += _deals(crossed_by, [name], agency if state else "", more)
    marks = [name for name in all_of("mark") if name not in over]
    for prefix, kind, role, whose in (
        ("technology:", "Use", "technology", "user"),
        ("initiative:", "Membership", "initiative", "member"),
    ):
        at = [name for name in marks if columns[name].is_.startswith(prefix)]
        who = user if kind == "Use" else state
        if at and who:
            found.append({"kind": kind, "at": at, role: HERE, whose: who})
    vendor_marks = [
        name for name in marks if columns[name].is_.partition(":")[0] in ("vendor", "group", "organization")
    ]
    state_marks = [name for name in marks if columns[name].is_.startswith("state:")]
    if vendor_marks and state:
        found.append({"kind": "Supply", "at": vendor_marks, "supplier": HERE, "recipient": state, **what})
    if state_marks and len(vendors) == 1:
        found.append({"kind": "Supply", "at": state_marks, "supplier": vendors[0], "recipient": HERE, **what})
    elif state_marks and technology:
        found += [{"kind": "Use", "at": state_marks, "user": HERE, "technology": each} for each in technologies]
    if first("initiative") and state:
        found.append({"kind": "Membership", "at": first("initiative"), "initiative": HERE, "member": state})
    for name in figures:
        of_vendor = {"supplier": vendors[0]} if len(vendors) == 1 else {}
        where = {"jurisdiction": state} if state else {}
        if where or of_vendor or more:
            found.append(
                {"kind": "CountObservation", "at": name, "counted": HERE, **where, **of_vendor, **what, **more}
            )
    for name in all_of("number") if state else ():
        year = heading.year(name)
        held = {"year": year} if year and not {"time", "since", "until"} & aside.keys() else {}
        said = {"kind": "Classification", "at": name, "jurisdiction": state, "scheme": columns[name].is_, "value": HERE}
        found.append(said | held)
    for claim in found:
        if isinstance(claim["at"], list) and len(claim["at"]) == 1:
            claim["at"] = claim["at"][0]
        claim |= aside
        if claim["kind"] == "Membership":
            claim |= {key: name for key, name in signed.items() if key not in claim}
        elif claim["kind"] == "Supply" and deal:
            for key in deal.keys() - {"until"} and ("time", "since"):
                claim.pop(key, None)
            claim |= deal
    return found


def _crossed(columns: Mapping[str, Column]) -> dict[tuple[str, str], list[str]]:
    """Return the kind of thing that headings name and that which cells name → the columns that cross the two."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, column in columns.items():
        if column.crossed and (above := crossing.kind(column.is_)):
            found.setdefault((above, column.reads), []).append(name)
    return found


def _deals(given: Mapping[str, str], at: list[str], agency: str, more: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the supply and the use that a crossing bears out: what gives each kind of thing, and ``more`` roles."""
    state, vendor, technology = given["state"], given["vendor"], given["technology"]
    bought = {"buyer": agency} if agency else {}
    if vendor and state:
        what = {"technology": technology} if technology else {}
        yield {"kind": "Supply", "at": at, "supplier": vendor, "recipient": state, **what, **bought, **more}
    if technology and state:
        yield {"kind": "Use", "at": at, "technology": technology, "user": [agency, state] if agency else state, **more}
