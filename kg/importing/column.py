"""A column: what it holds, by the words of its heading and what its cells look like, and why that is thought."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.importing import flag, heading, subject
from kg.importing.profile import Evidence
from kg.naming.form import bare
from kg.tables import remark, total
from kg.tables.mapping import Column
from kg.tables.resolution import Resolver
from kg.tables.separator import SEPARATORS
from kg.tables.timing import DEAL

_SURE, _LIKELY = 0.6, 0.2
"""The part of a column's cells that decides alone, and with the heading."""
_MARKED = 0.8
"""The part of its cells that are marks or remarks in a column of nothing else."""
_CODES = 6
"""The codes that a column without a word for a state has at least, where they are those of states."""
_NAMED = ("state", "vendor", "technology", "initiative", "organization", "place", "system")
_TIMES = ("time", "since", "until")
_LABELS = frozenset(
    ("row labels", "zeilenbeschriftungen", "etiquettes de lignes", "etiquetas de fila", "rotulos de linha")
)
"""What spreadsheet programs write over the rows of a pivot."""
CONFIDENCE = "confidence"
"""What a column holds whose heading asks how sure its rows are."""
UNSURE = "unsure"
"""What a column of marks and remarks holds of which it is not known what they are said of."""
AGAINST = "against"
"""What a column of marks holds whose heading, such as "Cancelled", takes back the rows that it marks."""
KEPT = "include"
"""What a column of marks holds whose heading, such as "Valid", asks of a row whether it counts."""
_UNKNOWN = "nothing that a claim holds was recognized in it"
_UNSURE = "its heading says nothing that is known: rows are left out where its cell does not say yes"
_DEALT = "its heading says that it is the time of a deal: it is that of the supply, and of no use"
_NOT_READ = {
    "home": "the home of a vendor, not of the deployment",
    "number": "a running number",
    "published": "it says when something was published, and not when what it says is so",
    "respondent": "it tells of who answers, and not of what is told",
    "checked": "it says when a row was entered or checked, and not when what it says is so",
}


def held(seen: Evidence, resolver: Resolver) -> tuple[str, str]:
    """Return what a column holds and why that is thought; nothing where its heading says otherwise, or gives a unit."""
    reads, why = _reads(seen, resolver)
    if heading.reads(seen.name) == "link" and (word := heading.against(seen.name)):
        return "remark", f"its heading says {word!r}: that is cited for nothing"
    unread = reads in ("nothing", "remark") and seen.cells and not seen.hidden
    marked = reads not in _NAMED and seen.share("mark") >= 0.5
    if (unread or marked) and flag.takes_back(subject.lowest(seen.name), marked):
        return AGAINST, "its heading takes back the rows that it marks"
    if marked and why in (_UNKNOWN, _UNSURE) and flag.keeps(subject.lowest(seen.name)):
        return KEPT, "its heading asks whether a row counts: those are read that it marks"
    if marked and why == _UNKNOWN and seen.like["no"] and not seen.like["amount"]:
        return UNSURE, _UNSURE
    if reads in (*_NAMED, "mark", "number", "figure") and (word := heading.otherwise(seen.name)):
        return "nothing", f"its heading says {word!r}: that is not what a claim would state"
    if reads in (*_NAMED, "mark", "figure") and (word := heading.aside(subject.lowest(seen.name))):
        return "nothing", f"its heading says {word!r}: that is not what a claim would state"
    upper = seen.name.rpartition(" / ")[0]
    if reads in (*_NAMED, *_TIMES, "mark", "figure") and upper and (said := remark.of_title(upper)) and not said.stance:
        return "nothing", f"the heading over it says {said.words!r}: that is not what a claim would state"
    if reads in _TIMES and seen.share("moment") >= 0.5:
        return "nothing", f"its cells have a time of day: {_NOT_READ['checked']}"
    if reads in ("figure", "number") and (word := heading.unit(seen.name)):
        return "nothing", f"its heading gives figures by {word!r}, and not one by one"
    return reads, why


def _reads(seen: Evidence, resolver: Resolver) -> tuple[str, str]:
    if seen.hidden:
        return "nothing", "a hidden column"
    if not seen.cells:
        return "nothing", "no cell of it says anything"
    said, counted = _said(seen), heading.counted(seen.name)
    if said == CONFIDENCE and not seen.thing:
        return CONFIDENCE, "its heading says how sure its rows are"
    if counted and seen.share("figure") >= 0.5 and counted not in resolver.known.classes and said not in _TIMES:
        return "nothing", f"its heading names {counted}, of which no register has a row: add one to count it"
    named = seen.thing
    if total.is_column(subject.lowest(seen.name)) and seen.share("number") >= _SURE:
        return "nothing", "a column of totals"
    if named and not named.startswith("scheme:") and not said and seen.share("mark") >= 0.5:
        return "mark", f"its heading names {named}, its cells are marks"
    if named.startswith(("technology:", "initiative:")) and seen.share("mark") + seen.share("remark") >= 0.5:
        return "mark", f"its heading names {named}, its cells are marks"
    if named.startswith("initiative:") and seen.share("initiative") < _SURE:
        return "nothing", f"its heading names {named}, but its cells are no marks"
    if (
        named.startswith("scheme:")
        and said in ("", "status")
        and len(bare(seen.name)) > 3
        and seen.share("number") >= _SURE
    ):
        return "number", f"its heading names {named}"
    if seen.share("link") >= _SURE:
        return "link", "its cells are addresses"
    if counted and said in _TIMES and not heading.dated(seen.name) and seen.share("figure") >= 0.5:
        if seen.share("time") < _SURE:
            return "figure", f"its heading names {counted}, and its cells are no times"
        return "nothing", f"its heading names {counted}, and its cells may be years or figures: say which"
    if counted and seen.share("figure") >= 0.5 and said not in (*_TIMES, "state", "vendor"):
        return "figure", f"its heading names {counted}"
    if (other := heading.unlike(seen.name)) in resolver.known.classes and seen.share("mark") >= 0.5:
        return "nothing", f"its heading is no name of {other}: where it means that, say reads = 'mark', is = {other!r}"
    if said in _NAMED and seen.share("mark") >= 0.5 and not seen.share(said):
        return "nothing", "its cells are marks, and what its heading names no register knows"
    if (
        said in _NAMED
        and said not in ("state", "organization")
        and not seen.share(said)
        and seen.share("state") >= _SURE
    ):
        return "nothing", _NOT_READ["home"] if said == "vendor" else "its cells name states"
    if said in ("state", "vendor", "technology", "initiative") and (
        seen.share(said) >= _LIKELY or (said != "state" and seen.share("words") >= _SURE) or seen.cells < 5
    ):
        return said, "its heading says so"
    if said in _TIMES and seen.share("time") >= _LIKELY:
        return said, _DEALT if heading.deal(subject.lowest(seen.name)) else "its heading says so"
    if not said and heading.deal(subject.lowest(seen.name)) and seen.share("time") >= _SURE > 2 * seen.share("amount"):
        return "time", _DEALT
    if said == "organization" and seen.share("state") >= _SURE:
        return "state", f"{seen.like['state']} of its {seen.cells} cells name one"
    if said in ("organization", "place", "system") and seen.share("technology") >= _LIKELY:
        return "technology", f"{seen.like['technology']} of its {seen.cells} cells name one"
    if said == "status" and flag.verifies(seen.name) and seen.share("time") >= 0.5:
        return "nothing", "it says when a row was verified, and not when what it says is so"
    if said == "status" and seen.share("mark") >= _LIKELY and seen.share("mark") + seen.share("words") >= 0.5:
        return "status", "its heading and its yes and no say so"
    if said in ("organization", "place", "system", "status") and seen.share("words") >= 0.5:
        if said == "status" and seen.share("status") < _LIKELY and not _is_headed(seen):
            return "remark", "its heading says status, but its words are not known: they are read as remarks"
        return said, "its heading says so"
    if said in _NOT_READ and said != "number" and seen.like["otherwise"]:
        return "remark", f"{seen.like['otherwise']} of its {seen.cells} cells say otherwise of their row"
    if said in _NOT_READ:
        return "nothing", _NOT_READ[said]
    if said == "remark":
        return "remark", "its heading says so"
    if said == "link":
        if seen.share("link") >= _LIKELY:
            return "link", "its heading says so"
        if number := seen.like["otherwise"] or seen.like["remark"]:
            return "remark", f"{number} of its {seen.cells} cells say otherwise of their row"
        why = (
            "its heading may mean what is cited, but its cells are no addresses: reads = 'link' cites them as they are"
        )
        return "nothing", why
    short = (*subject.shortened(seen.name, resolver), *subject.initials(seen.name, resolver))
    if short and not said and seen.share("mark") + seen.share("remark") >= 0.5:
        either = " or ".join(dict.fromkeys(short))
        return "nothing", f"its heading may be short for {either}: say reads = 'mark', is = {short[0]!r} where it is"
    return _by_cells(seen)


def _is_headed(seen: Evidence) -> bool:
    """Return whether a heading is a word of a status, or has one first or last above cells of few words."""
    words = bare(subject.lowest(seen.name)).split()
    ends = any(heading.reads(word) == "status" and heading.is_word(word) for word in (*words[-1:], *words[:1]))
    return heading.is_word(seen.name) or (ends and seen.share("brief") >= _SURE)


def _said(seen: Evidence) -> str:
    """Return what a heading says that its column holds; of a corner, which says two things, what its cells bear out."""
    lowest = subject.lowest(seen.name)
    if bare(lowest) in _LABELS or (seen.thing and not heading.is_word(lowest)):
        return ""
    said = heading.reads(seen.name)
    parts = [heading.reads(part) for part in re.split(r"[\\/|↓→×]", seen.name)]
    if said in (*_NAMED, "home") and not seen.share(said) and len(parts) > 1:
        return next((part for part in parts if part in _NAMED and seen.share(part) >= _SURE), said)
    return said


def _by_cells(seen: Evidence) -> tuple[str, str]:
    for kind in ("state", "vendor", "technology", "initiative"):
        if kind == "state" and seen.like["coded"] == seen.like[kind] and 0 < seen.like["codes"] < _CODES:
            continue
        if seen.share(kind) >= _SURE:
            return kind, f"{seen.like[kind]} of its {seen.cells} cells name one"
    if seen.share("date") >= _SURE:
        return "time", "its cells are dates"
    if seen.share("status") >= _SURE and seen.share("words") >= 0.5 > seen.share("mark"):
        return "status", f"{seen.like['status']} of its {seen.cells} cells say how far a thing is"
    if seen.like["mark"] and seen.like["remark"] and seen.share("mark") + seen.share("remark") >= _MARKED:
        return UNSURE, _UNSURE
    if seen.like["remark"]:
        return "remark", f"{seen.like['remark']} of its {seen.cells} cells say otherwise of their row"
    if seen.like["otherwise"] and not seen.name.startswith("column "):
        return "remark", f"{seen.like['otherwise']} of its {seen.cells} cells say otherwise of their row"
    return "nothing", _UNKNOWN


def counted(columns: Mapping[str, Column], seen: Sequence[Evidence]) -> Iterator[str]:
    """Yield the columns of marks among which figures stand in others, or in themselves: a 1 there is a figure too."""
    blocks: dict[bool, list[Evidence]] = {}
    for each in seen:
        named = each.thing
        if named and not named.startswith("scheme:") and _may_count(columns[each.name]):
            blocks.setdefault(named.startswith(("technology:", "initiative:")), []).append(each)
    for block in blocks.values():
        if any(each.like["amount"] for each in block) and any(each.like["digit"] for each in block):
            yield from (each.name for each in block)


def _may_count(column: Column) -> bool:
    return column.reads in ("mark", "nothing") or column.crossed


def proposed(reads: str, seen: Evidence, remark: str) -> Column:
    """Return the column of a mapping that reads what one was found to hold; ``remark`` says why it is not read."""
    signs = [sign for sign in SEPARATORS if seen.joined[sign]]
    decimal = "," if seen.commas and not seen.points and reads == "figure" else ""
    if reads == "mark":
        year = heading.year(" ".join((subject.lowest(seen.name), subject.over(seen.name))))
        return Column(reads, seen.thing, at=year)
    if reads == "remark" and flag.verifies(seen.name):
        return Column(reads, "verification")
    if reads == "number":
        return Column(reads, seen.thing, decimal="," if seen.commas and not seen.points else "")
    if reads in (UNSURE, AGAINST, CONFIDENCE, KEPT):
        return Column("status", reads)
    if reads == "status" and seen.like["amount"]:
        return Column(reads, "codes")
    if reads == "status" and flag.verifies(seen.name):
        return Column(reads, "verification")
    if reads == "status" and flag.includes(seen.name):
        return Column(reads, "include")
    if reads == "time" and heading.deal(subject.lowest(seen.name)) == "moment":
        return Column(reads, DEAL)
    if reads == "figure":
        return Column(reads, heading.counted(seen.name), decimal=decimal)
    if reads in ("state", "vendor", "technology", "initiative"):
        held = seen.name if heading.year(seen.name) == seen.name else ""
        return Column(reads, separators=signs, at=held)
    return Column(reads, why=remark) if reads == "nothing" else Column(reads)


def told(seen: Evidence, column: Column, why: str) -> str:
    """Return what is said of a column in the mapping: why it is read so, and what else may be said of it."""
    told = [why] if column.reads != "nothing" else []
    if column.reads == "time" and seen.orders:
        (order, cells), *others = seen.orders.most_common()
        against = f", {others[0][1]} only as {others[0][0]}" if others else ""
        told.append(f"{cells} cells can only be {order}{against}; order = {order!r} reads the others so")
    if column.reads == "state" and seen.blank_below:
        told.append(f"{seen.blank_below} rows have none; fill = true takes the one above")
    return "; ".join(told)
