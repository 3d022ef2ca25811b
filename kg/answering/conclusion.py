"""What the rows of an answer say to plain words, in a sentence: whether, since when, how many, and which come first.

Each sentence is worked out of the rows that stand below it, so that what it says has their receipts; where the rows do
not say it, there is none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kg.drawing.template import firmness
from kg.evidence import contest
from kg.namespace import local_name
from kg.naming.form import counted
from kg.query.query import Queryable
from kg.query.solution import Table, python
from kg.wording import part, plain
from kg.wording.plain import Understood
from kg.wording.several import Several

_WHETHER, _SINCE = {"yesno", "yes"}, {"when", "date"}
_BEYOND = {"more", "most", "fraction", "only"}
"""Words of questions that a row does not say yes to: it is one of those that are weighed, or sources are silent."""
_EDGE = "evidence-of-edge"
"""The question whose rows are the claims of one edge, each with the times of what it says."""
_ASSERTED = "asserted"
_LOWER = "(a lower bound"
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
    return frame is not None and frame.question.name == _EDGE


def _whether(store: Queryable, found: Understood, table: Table) -> Iterator[str]:
    """Yield whether something is so: by how many claims of how many sources, how they put it, and who disputes it."""
    words, edge = found.reading.spoken, _of_edge(found)
    if not words & _WHETHER or words & _BEYOND or any(part.sign == "-" for part in found.plan):
        return
    if not edge and all(part.frame for part in found.plan):
        return
    if not table.rows:
        yield "no source here says so, and that is no denial"
        return
    claims = {claim for value in _values(table, found.claims or "") for claim in value.split()}
    told = f"by {_some(len(claims), 'claim')}"
    if not edge:
        yield f"yes, {told}"
        return
    told += f" of {_some(len({*_values(table, 'source')}), 'source')}"
    told += f", the latest of {max(dated)}" if (dated := _values(table, "asOf")) else ""
    manners = sorted({firmness(local_name(each)) for each in _values(table, "modality")})
    told += f" ({', '.join(manners)})" if manners != [_ASSERTED] else ""
    ended, disputed = _values(table, "ended"), len(contest.against(store, claims))
    told += f", of which {disputed} {'is' if disputed == 1 else 'are'} disputed" if disputed else ""
    if len(ended) == len(table.rows):
        yield f"it was so, {told}; each says that it ended, the last in {max(ended)}"
        return
    told += f"; {len(ended)} of them {'says' if len(ended) == 1 else 'say'} that it ended" if ended else ""
    yield f"yes, {told}"


def _since(table: Table) -> str:
    """Return since when the claims of an edge say that it holds, with how many say so and how many name no time."""
    starts = Counter(_values(table, "started"))
    silent = len(table.rows) - starts.total()
    if not starts:
        dated = _values(table, "asOf")
        first = f"; the earliest source that says so is of {min(dated)}" if dated else ""
        return f"no claim says since when{first}"
    told = " or ".join(f"{start}, by {_some(number, 'claim')}" for start, number in sorted(starts.items()))
    return f"since {told}" + (f"; {_some(silent, 'claim')} without a time" if silent else "")


def _number(found: Understood, table: Table) -> Iterator[str]:
    """Yield how many of what a text counts its rows are about, and whether there may be more."""
    frame = found.plan[0].frame
    if frame is None or not frame.register or frame.row not in found.reading.asked:
        return
    bound, number = part.bound(found.plan), len(plain.things(found, table))
    told = f"{'at least ' if bound.startswith(_LOWER) else ''}{_some(number, frame.row)}"
    parts = sum(part.sign != "&" for part in found.plan)
    told += f" that {'meets' if number == 1 else 'meet'} each of the {parts} conditions" if parts > 1 else ""
    yield f"{told}{', as far as the sources say' if bound and not bound.startswith(_LOWER) else ''}"


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
    cells: list[Any] = [row[column] for row in table]
    return [str(getattr(cell, "value", cell)) for cell in cells if cell is not None]


def _some(number: int, noun: str) -> str:
    return f"{number} {counted(noun, number)}"
