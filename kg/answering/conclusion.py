"""What the rows of an answer say to plain words, in a sentence: whether, since when, how many, and which come first.

Each sentence is worked out of the rows that stand below it, so that what it says has their receipts; where the rows do
not say it, there is none.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from kg.answering.unsettled import EDGE
from kg.drawing.template import firmness
from kg.evidence import contest, modality
from kg.namespace import local_name
from kg.naming.form import counted
from kg.query.query import Queryable
from kg.query.solution import Table, python
from kg.wording.part import unknown
from kg.wording.plain import Understood, things
from kg.wording.several import Several

_WHETHER, _SINCE = {"yesno", "yes"}, {"when", "date"}
_BEYOND = {"more", "most", "fraction", "only"}
"""Words of questions that a row does not say yes to: it is one of those that are weighed, or sources are silent."""
_ASSERTED = "asserted"
_ENTERED = "Listing"
"""The kind of situation of which several may hold at once: each entry of a list is one."""
LISTED = 4
"""The most names of one place in a ranking that are told; of more it is their number."""
PLACES = 2
"""The places of a ranking that are told."""


def conclusions(store: Queryable, found: Understood, own: Sequence[tuple[Understood, Table]]) -> list[str]:
    """Return what the rows say to each question of a text, in its order; nothing for what they do not say.

    ``own`` is each question with its rows, as :func:`kg.wording.several.answers` has them. Where there are several, a
    sentence begins with the number of its question.
    """
    every = [(number, said) for number, each in enumerate(own, 1) for said in concluded(store, *each)]
    return [f"question {number}: {said}" if isinstance(found, Several) else said for number, said in every]


def lines(store: Queryable, found: Understood, own: Sequence[tuple[Understood, Table]]) -> list[str]:
    """Return the conclusions as lines for a terminal, under what was understood."""
    return [f"answer:     {said}" for said in conclusions(store, found, own)]


def concluded(store: Queryable, found: Understood, table: Table) -> Iterator[str]:
    """Yield what the rows of one question say to its text; nothing where the text is not wholly used."""
    words = found.reading.spoken
    if found.near:
        return
    yield from _whether(store, found, table)
    if words & _SINCE and table.rows and _of_edge(found):
        yield _since(table)
    if "most" in words:
        yield from _first(found, table)
    elif "count" in words:
        yield from _number(found, table)


def _of_edge(found: Understood) -> bool:
    frame = found.plan[0].frame if len(found.plan) == 1 else None
    return frame is not None and frame.question.name == EDGE


def _whether(store: Queryable, found: Understood, table: Table) -> Iterator[str]:
    """Yield whether something is so: by how many claims that say so firmly, and what else is said of it."""
    words, edge = found.reading.spoken, _of_edge(found)
    named = any(part.frame is None and part.sign == "+" for part in found.plan)
    if not (named or (edge and words & _WHETHER)) or words & _BEYOND or any(part.sign == "-" for part in found.plan):
        return
    if not table.rows:
        yield f"{'no source here says so' if edge else 'it is none of the rows'}, and that is no denial"
        return
    claims = {claim for value in _values(table, found.claims or "") for claim in value.split()}
    yield _edge(store, table, claims) if edge else f"yes, by {_some(len(claims), 'claim')}"


def _edge(store: Queryable, table: Table, claims: Collection[str]) -> str:
    """Return what the claims of an edge say together: that it is so, or was so and ended, or is only planned."""
    rows = [{column: _text(row[column]) for column in table.columns} for row in table]
    firm = [row for row in rows if not modality.short_of(local_name(row["modality"]))]
    short = [local_name(row["modality"]) for row in rows if row not in firm]
    more = f"{_some(len(short), 'claim')}{' more' if firm else ''}, {modality.only(short)}" if short else ""
    if not firm:
        return f"no source here says that it is so; {more}"
    told = f"by {_some(len(firm), 'claim')} of {_some(len({row['source'] for row in firm}), 'source')}"
    dated = [row["asOf"] for row in firm if row["asOf"]]
    told += f", the latest of {max(dated)}" if dated else ""
    manners = sorted({firmness(local_name(row["modality"])) for row in firm})
    told += f" ({', '.join(manners)})" if manners != [_ASSERTED] else ""
    disputed = len(contest.against(store, claims))
    told += f", of which {disputed} {'is' if disputed == 1 else 'are'} disputed" if disputed else ""
    ends = [row["ended"] for row in firm if row["ended"]]
    if ends:
        told += f"; {len(ends)} of them {'says' if len(ends) == 1 else 'say'} that it ended, in {max(ends)}"
    return f"{'it was so' if ends and _over(firm, max(ends)) else 'yes'}, {told}{f'; {more}' if more else ''}"


def _over(firm: Sequence[Mapping[str, str]], end: str) -> bool:
    """Return whether what claims say was over at an end: none is of a later time, nor, of entries, without an end."""
    open_ = [row for row in firm if not row["ended"]]
    if any(local_name(row["kind"]) == _ENTERED for row in firm):
        return not open_
    return not any(max(row["asOf"], row["started"], row["at"]) > end for row in open_)


def _since(table: Table) -> str:
    """Return since when the claims of an edge say that it holds, with how many say so and how many name no start."""
    starts = Counter(_values(table, "started"))
    silent = len(table.rows) - starts.total()
    if not starts:
        dated = _values(table, "asOf")
        first = f"; the earliest source that says so is of {min(dated)}" if dated else ""
        return f"no claim says since when{first}"
    told = " or ".join(f"{start}, by {_some(number, 'claim')}" for start, number in sorted(starts.items()))
    return f"since {told}" + (f"; {_some(silent, 'claim')} without a start" if silent else "")


def _number(found: Understood, table: Table) -> Iterator[str]:
    """Yield how many of what a text counts its rows are about, and whether there may be more."""
    frame = found.plan[0].frame
    if frame is None or not frame.register or frame.row not in found.reading.asked:
        return
    signs, number = unknown(found.plan), len(things(found, table))
    if not number:
        yield "none that a source here names"
        return
    least, known = "at least " if signs == {"+"} else "", ", as far as the sources say" if "-" in signs else ""
    yield f"{least}{_some(number, frame.row)}{known}"


def _first(found: Understood, table: Table) -> Iterator[str]:
    """Yield what comes first in a ranking and what comes next, with all that share the place."""
    part = found.plan[0]
    by = part.frame.ranked if part.frame is not None and len(found.plan) == 1 else ""
    if not by or by not in table.columns or "label" not in table.columns:
        return
    rows = [(python(row[by]), str(python(row["label"]))) for row in table if row[by] is not None]
    if len({label for _, label in rows}) < len(rows) or not rows:
        return
    rows.sort(key=lambda row: row[0], reverse=part.first >= 0)
    places = [(value, [label for _, label in each]) for value, each in groupby(rows, lambda row: row[0])]
    told = "; then ".join(f"{_names(labels)} ({value})" for value, labels in places[:PLACES])
    yield f"{'first' if part.first >= 0 else 'last'} by {by}: {told}"


def _names(labels: Sequence[str]) -> str:
    if len(labels) > LISTED:
        return f"{len(labels)} together"
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _values(table: Table, column: str) -> list[str]:
    """Return what the rows have in a column, as text, without the empty cells; of no such column nothing."""
    if column not in table.columns:
        return []
    return list(filter(None, (_text(row[column]) for row in table)))


def _text(cell: Any) -> str:
    return "" if cell is None else str(getattr(cell, "value", cell))


def _some(number: int, noun: str) -> str:
    return f"{number} {counted(noun, number)}"
