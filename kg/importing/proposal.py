"""A proposal: how a file is read, from what its headings say and its cells hold; nothing in it is decided for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from kg.errors import SourceError
from kg.importing import choices, column, crossing, heading, profile, spec
from kg.importing.profile import Evidence, Profile
from kg.naming.form import bare
from kg.tables.crossing import KINDS
from kg.tables.mapping import SHEET, Column
from kg.tables.original import Original
from kg.tables.resolution import Resolver, Value
from kg.tables.separator import SEPARATORS
from kg.tables.sheet import Sheet

_MANY = {"vendor": "vendors", "technology": "technologies", "state": "states"}
_SCORE = "as it may the score of another index"
_FIGURES = "its block of columns holds figures, of which 1 is one and no mark"


@dataclass
class Proposed:
    """One table of a proposal: as a mapping has it, with a remark on each column."""

    sheets: list[str]
    headings: list[int]
    columns: dict[str, Column]
    claims: list[dict[str, Any]]
    remarks: dict[str, str] = field(default_factory=dict)
    """Column → why it is read so, and what else may be said of it."""
    until: list[str] = field(default_factory=list)
    """The headings of another table below, at which this one ends."""


@dataclass
class Proposal:
    """What is proposed of a file, and which of its sheets are left out."""

    tables: list[Proposed]
    leave: dict[str, str]


def of(
    original: Original, resolver: Resolver, only: list[str] | None = None, headings: list[int] | None = None
) -> Proposal:
    """Return how a file may be read; ``only`` are the sheets to read, ``headings`` the rows that are known to be those.

    Raises:
        SourceError: no sheet of it holds a table of which claims can be made; what was seen is said.
    """
    tables: list[Proposed] = []
    leave: dict[str, str] = {}
    told: list[str] = []
    bare_headings: list[str] = []
    counts: list[str] = []
    lacking: set[tuple[str, str]] = set()
    scores: list[str] = []
    held: list[Profile] = []
    for sheet in original.sheets:
        if only and sheet.name not in only:
            leave[sheet.name] = "not asked for"
        elif sheet.none:
            leave[sheet.name] = sheet.none
        elif sheet.hidden:
            leave[sheet.name] = "a hidden sheet"
        elif not only and choices.is_of_menus(sheet, original.sheets):
            leave[sheet.name] = choices.WHY
        else:
            held.append(profile.of(sheet, resolver, headings))
    lists = [] if only else choices.lists(held, resolver)
    for seen in held:
        sheet = seen.sheet
        if seen in lists:
            leave[sheet.name] = choices.WHY
        else:
            made = _table(seen, resolver, original.path.stem)
            if not made.claims:
                leave[sheet.name] = _why(seen)
                bare_headings += seen.names if leave[sheet.name].startswith("no row") else ()
                told += [name for name in seen.names if name not in told]
                lacking |= {each for each in [_lacking(made.columns, seen)] if each}
                scores += [f"{name!r}: {each.why}" for name, each in made.columns.items() if _SCORE in each.why]
                counts += [name for name, each in made.columns.items() if each.why == _FIGURES]
            else:
                _add(tables, made)
    if not tables:
        names = ", ".join(map(repr, told[:12])) or "none"
        if any(map(_turned, original.sheets)):
            todo = "turn it (copy, paste special, transpose), so that a row is one thing"
            raise SourceError(original.path.name, "its headings stand in the first column", todo)
        if told and told == bare_headings:
            raise SourceError(
                original.path.name, f"no row stands below its headings {names}", "name a file that has rows"
            )
        if scores:
            found, _, todo = scores[0].rpartition(": ")
            raise SourceError(original.path.name, f"no claim is made of {found}", todo)
        if len(lacking) == 1:
            ((found, todo),) = lacking
            raise SourceError(original.path.name, f"{found}; its headings are {names}", todo)
        if counts:
            raise SourceError(
                original.path.name,
                f"the columns {', '.join(map(repr, counts[:12]))} hold figures, and what they count is not said",
                "write a row for each figure, with a column headed by what is counted, or say reads = 'mark' by hand",
            )
        raise SourceError(
            original.path.name,
            f"no table of which claims can be made was found; its headings are {names}",
            "head the columns country, vendor, technology, year, link …, or write the mapping by hand",
        )
    years = {heading.year(name) for table in tables for name in table.sheets} - {""}
    for table in tables:
        _time_of_sheets(table, len(years) > 1)
    return Proposal(tables, leave)


def _turned(sheet: Sheet) -> bool:
    """Return whether the first cells of the rows are headings, two at least."""
    rows = [row for _, row in islice(sheet.rows(), 100) if row and row[0].strip()]
    firsts = {row[0].strip() for row in rows}
    if rows and sum(map(heading.is_word, filter(str.strip, rows[0]))) > 1:
        return False
    return not sheet.fields and len(firsts) < 40 and sum(map(heading.is_word, firsts)) > 1


def _why(seen: Profile) -> str:
    """Return why no claim is made of a sheet."""
    if not seen.columns:
        return "empty"
    if not seen.rows and any(map(heading.is_word, seen.names)):
        return "no row stands below its headings"
    return "no column of it names a state and another what there is"


def _lacking(columns: Mapping[str, Column], seen: Profile) -> tuple[str, str] | None:
    """Return what a table names and which kind of thing that a claim needs it does not, and what to do."""
    named = {each.reads for each in columns.values()} | {crossing.kind(each.thing) for each in seen.columns}
    held = " and ".join(_MANY[each] for each in KINDS if each in named)
    if not held or any("name states" in each.why for each in columns.values()):
        return None
    if "state" in named and held != _MANY["state"]:
        return None
    if "state" in named:
        return f"it names {held}, and nothing that they use or are supplied with", "head a column vendor or technology"
    todo = "add a column headed country that names the state of each row, also where it is the same in all"
    return f"it names {held}, and no state, without which no claim is made", todo


def _add(tables: list[Proposed], made: Proposed) -> None:
    """Add a table; sheets whose tables are alike are one table."""
    for table in tables:
        if table.until != made.until:
            continue
        if (table.columns, table.claims, table.headings) == (made.columns, made.claims, made.headings):
            table.sheets += made.sheets
            return
    for table in tables:
        alike = table.headings == made.headings and table.until == made.until
        if alike and table.columns.keys() == made.columns.keys():
            merged = {name: _wider(table.columns[name], made.columns[name]) for name in table.columns}
            if None not in merged.values():
                claims = table.claims if len(table.claims) >= len(made.claims) else made.claims
                table.columns = {name: column for name, column in merged.items() if column}
                table.claims, table.sheets = claims, table.sheets + made.sheets
                return
    tables.append(made)


def _wider(one: Column, other: Column) -> Column | None:
    """Return the column that reads what either does; None where they read different things."""
    if one.reads == other.reads and one.is_ == other.is_:
        signs = list(dict.fromkeys((*one.separators, *other.separators)))
        return Column(one.reads, one.is_, [sign for sign in SEPARATORS if sign in signs], one.order, one.decimal)
    return None


def _time_of_sheets(table: Proposed, differ: bool) -> None:
    """Give the claims of sheets that are called by a year that year, where no column gives one.

    A year in the name of the one sheet, or one that all have, is that of the edition, and no time of what it says.
    """
    if not (differ or len(table.sheets) > 1) or not all(heading.year(name) for name in table.sheets):
        return
    for claim in table.claims:
        if not {"time", "since", "until", "heldAt", "year"} & claim.keys():
            claim["heldAt"] = SHEET


def _table(seen: Profile, resolver: Resolver, file: str) -> Proposed:
    columns: dict[str, Column] = {}
    remarks: dict[str, str] = {}
    times: dict[str, str] = {}
    for evidence in seen.columns:
        reads, remark = column.held(evidence, resolver)
        if reads in ("since", "until"):
            times[evidence.name] = reads
            reads = "time"
        columns[evidence.name] = column.proposed(reads, evidence, remark)
        remarks[evidence.name] = column.told(evidence, columns[evidence.name], remark)
    remarks |= crossing.read(columns, seen.columns, resolver)
    if any(each.reads == "mark" or each.crossed for each in columns.values()):
        for name in [name for name, each in columns.items() if each.is_ == column.UNSURE]:
            columns[name] = Column("nothing", why="its cells are marks, and what its heading names no register knows")
    for name in [name for name, each in columns.items() if each.reads == "number"]:
        if (words := heading.publishers(columns[name].is_)) and not _says(seen, file, words):
            found = f"its heading may name {columns[name].is_}, {_SCORE}"
            todo = f"say reads = 'number', is = {columns[name].is_!r} where it is that of {words[0].title()}"
            columns[name] = Column("nothing", why=f"{found}: {todo}")
            remarks.pop(name, None)
    for name in column.counted(columns, seen.columns):
        columns[name] = Column("nothing", why=_FIGURES)
        remarks.pop(name, None)
    of_sheet = SHEET if _is_of_state(seen, columns, resolver) else ""
    made: list[dict[str, Any]] = []
    for block in spec.blocks(columns, seen.columns, times):
        inside = [each for each in seen.columns if each.name in block]
        _one_state(columns, inside)
        held = {name: columns[name] for name in block}
        bears = spec.claims(held, times, dict(crossing.over(columns, inside)), of_sheet)
        if bears:
            for name in spec.explained(columns, block, bears):
                remarks.pop(name, None)
        made += [claim for claim in bears if claim not in made]
    return Proposed([seen.sheet.name], seen.headings, columns, made, remarks, seen.until)


def _says(seen: Profile, file: str, words: tuple[str, ...]) -> bool:
    """Return whether a name of a file or a sheet, or a cell of it, holds one of several words."""
    cells = (cell for _, row in islice(seen.sheet.rows(), profile.SAMPLE) for cell in row)
    texts = (file, seen.sheet.name, *seen.names, *dict.fromkeys(cells))
    return any(f" {word} " in f" {bare(re.sub('[_-]', ' ', text))} " for text in texts if text for word in words)


def _is_of_state(seen: Profile, columns: Mapping[str, Column], resolver: Resolver) -> bool:
    """Return whether a sheet is called by a state, and its columns and their headings name none."""
    named = any(each.reads == "state" or each.is_.startswith("state:") for each in columns.values())
    if named or any(each.share("state") or heading.reads(each.name) in ("state", "home") for each in seen.columns):
        return False
    return len(seen.sheet.name) > 3 and isinstance(resolver.one("state", seen.sheet.name), Value)


def _one_state(columns: dict[str, Column], seen: list[Evidence]) -> None:
    """Leave one column of states, the fullest that is not of codes; the others are not read."""
    states = [each for each in seen if columns[each.name].reads == "state" and not columns[each.name].crossed]
    if len(states) < 2:
        return
    best = max(states, key=lambda each: (*_weight(each), -each.place))
    rivals = [each for each in states if each is not best and _weight(each)[:2] == _weight(best)[:2]]
    if any(_differ(each, best) for each in rivals):
        why = "two columns name states, and neither says in which the technology is used"
        for each in states:
            columns[each.name] = Column("nothing", why=why)
        return
    for each in states:
        if each is not best:
            columns[each.name] = Column("nothing", why=f"the state is that of {best.name!r}")


def _differ(one: Evidence, other: Evidence) -> bool:
    """Return whether two columns name different states in more than a tenth of the rows in which both name one."""
    both = [(a, b) for a, b in zip(one.states, other.states, strict=False) if a and b]
    return sum(a != b for a, b in both) * 10 > len(both)


def _weight(seen: Evidence) -> tuple[bool, bool, bool, bool]:
    coded = not {"iso", "iso2", "iso3", "code", "alpha"} & set(bare(seen.name).split())
    return heading.receives(seen.name), heading.reads(seen.name) == "state", seen.share("state") >= 0.5, coded
