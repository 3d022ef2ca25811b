"""Crossings: columns whose headings name things of one kind and whose cells name things of another, or times.

So stand technologies, or the years of deals, in tables of states and vendors. What the heading names is then part of
the claim, and a column of which it is not known is not read.
"""

from collections.abc import Iterator, Mapping, Sequence

from kg.importing import heading, subject
from kg.importing.profile import Evidence
from kg.tables.crossing import KINDS
from kg.tables.mapping import Column
from kg.tables.resolution import Resolver
from kg.tables.separator import SEPARATORS

_OF = {"group": "vendor", "organization": "vendor"} | {kind: kind for kind in KINDS}
"""Prefix of a thing → its kind here."""
_MOST = 0.5
"""The part of the cells of a column that a crossing has to account for."""


def kind(thing: str) -> str:
    """Return the kind of a thing that a table crosses with others, or nothing.

    >>> kind("group:pla"), kind("scheme:polity")
    ('vendor', '')
    """
    return _OF.get(thing.partition(":")[0], "")


def read(columns: dict[str, Column], seen: Sequence[Evidence], resolver: Resolver) -> dict[str, str]:
    """Put the columns of crossings into ``columns``, and return why each is read so.

    A column among them whose heading names nothing that is known is not read, and neither is one of marks whose heading
    is the code of a state where the rows name the states.
    """
    headed = [each for each in seen if each.cells + each.nothing and _names(each)]
    rows = {columns[each.name].reads for each in seen if each not in headed and not _is_unknown(each)} & set(KINDS)
    told: dict[str, str] = {}
    for above in KINDS:
        group = [each for each in headed if kind(each.thing) == above]
        below = _below(group, above, rows)
        loose = bool(below) and not any(each.named[below] or each.like["time"] for each in group)
        members = [each for each in group if loose or _accounts(each, below)] if below else []
        if not below and (below := _besides(group, above, rows)):
            members = [each for each in group if each.like["time"] and _accounts(each, "")]
        signs = [sign for sign in SEPARATORS if any(each.joined[sign] for each in members)]
        for each in members:
            year = heading.year(" ".join((subject.lowest(each.name), subject.over(each.name))))
            columns[each.name] = Column(below, each.thing, separators=signs, order=_order(each), at=year)
            told[each.name] = f"its heading names {each.thing}, its cells a {below} or a time"
        if members and below not in rows:
            for each in seen:
                if _is_lost(each, below, columns):
                    why = f"its cells name a {below} each, and its heading no {above} that is known: add a row for it"
                    columns[each.name] = Column("nothing", why=why)
    if "state" in rows:
        for each in headed:
            if columns[each.name].reads == "mark" and kind(each.thing) == "state":
                columns[each.name] = Column("nothing", why=_why_coded(each, resolver))
    _lost(columns, seen)
    return told


def _names(seen: Evidence) -> bool:
    """Return whether the heading of a column names a thing that is crossed with others, and says nothing besides."""
    word = heading.is_word(subject.lowest(seen.name))
    return bool(kind(seen.thing)) and not word and not seen.hidden and not heading.otherwise(seen.name)


def _below(group: Sequence[Evidence], above: str, rows: set[str]) -> str:
    """Return the kind of thing that the cells of columns name, or may name where they hold times or unknown words."""
    free = [each for each in KINDS if each != above and each not in rows]
    votes = {each: sum(column.named[each] for column in group if _accounts(column, each)) for each in free}
    if best := max(votes, key=lambda each: votes[each], default=""):
        if votes[best]:
            return best
        if any(column.like["amount"] for column in group):
            return ""
        timed = sum(column.like["time"] for column in group)
        if timed and all(column.share("figure") == column.share("time") for column in group):
            return best
        words = sum(column.like["words"] - column.like["mark"] for column in group)
        return best if len(free) == 1 and len(group) > 1 and words >= _MOST * sum(each.cells for each in group) else ""
    return ""


def _besides(group: Sequence[Evidence], above: str, rows: set[str]) -> str:
    """Return a kind of thing that the rows of a table name too, where cells below headings are the times of deals."""
    if not {*KINDS} - {above} <= rows or any(each.like["amount"] for each in group):
        return ""
    timed, marked = (sum(each.like[kind] for each in group) for kind in ("time", "mark"))
    most = timed > marked and timed > _MOST * sum(each.cells for each in group)
    return next(each for each in reversed(KINDS[:2]) if each != above) if most else ""


def _accounts(seen: Evidence, below: str) -> bool:
    """Return whether most of the cells of a column name a kind of thing, or are marks, times or remarks."""
    told = seen.named[below] + sum(seen.like[each] for each in ("mark", "time", "remark"))
    return told >= _MOST * seen.cells


def _order(seen: Evidence) -> str:
    return seen.orders.most_common(1)[0][0] if len(seen.orders) == 1 else ""


def _is_unknown(seen: Evidence) -> bool:
    """Return whether a heading says nothing that is known."""
    return not (seen.thing or heading.reads(seen.name) or heading.counted(seen.name) or heading.year(seen.name))


def _is_lost(seen: Evidence, below: str, columns: Mapping[str, Column]) -> bool:
    """Return whether the cells of a column name a kind of thing below a heading that says nothing that is known."""
    return columns[seen.name].reads == below and _is_unknown(seen) and not columns[seen.name].crossed


def _lost(columns: dict[str, Column], seen: Sequence[Evidence]) -> None:
    """Take out columns of technologies of which each has a heading that says nothing that is known."""
    found = [each for each in seen if _is_lost(each, "technology", columns)]
    for each in found if len(found) > 1 else ():
        why = "its cells name technologies, and its heading nothing that is known: whose they are is not said"
        columns[each.name] = Column("nothing", why=why)


def _why_coded(seen: Evidence, resolver: Resolver) -> str:
    found = subject.initials(seen.name, resolver)
    short = f", or may be short for {' or '.join(found)}" if found else ""
    todo = f": say reads = 'mark', is = {found[0]!r} where it is meant" if found else ""
    return f"its heading names {seen.thing}{short}, and its rows name states{todo}"


def over(columns: Mapping[str, Column], seen: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """Yield each column of marks below things of two kinds, with the upper one: a vendor over technologies."""
    for each in seen:
        column = columns[each.name]
        if column.reads == "mark" and kind(each.over) and kind(column.is_) and kind(each.over) != kind(column.is_):
            yield each.name, each.over
