"""The rows that several questions have in common, put together: each with what every question tells of it."""

from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.naming.index import alphabetical
from kg.query.solution import Table, Term
from kg.wording import rank
from kg.wording.part import Part

_LAST = "\uffff"
"""What stands behind every text: of what nothing is told, its rows are the last."""
GROUPS = "groups"
"""The parameter by which groups of companies are asked for beside vendors."""
Row = tuple[Term | None, ...]


class _Answer(NamedTuple):
    """The rows of a part by their thing, and which of its columns are what."""

    part: Part
    rows: dict[str, list[Row]]
    label: int | None
    claims: int | None
    besides: tuple[tuple[str, int], ...]
    """What else it tells of a row: the name of each other column, and its place."""


def table(parts: Sequence[tuple[Part, Table]]) -> Table:
    """Return the rows that every ``+`` part has and no ``-`` part takes out, by label or in the order of a ranked part.

    The columns are the thing, its label, the others of each part (a second one of a name has a number), and the claims.
    """
    groups = any(GROUPS in part.params for part, _ in parts)
    kept = [_answer(part, answer, groups=groups) for part, answer in parts if part.sign == "+"]
    told = [*kept, *(_answer(part, answer, groups=groups) for part, answer in parts if part.sign == "&")]
    out = {key for part, answer in parts if part.sign == "-" for key in _answer(part, answer, groups=groups).rows}
    keys = [key for key in kept[0].rows if key not in out and all(key in each.rows for each in kept)] if kept else []
    labels = {key: _label(kept, key) for key in keys}
    keys.sort(key=lambda key: (alphabetical(getattr(labels[key], "value", "")), key))
    for each in kept:
        if each.part.frame is not None and (ranked := each.part.frame.ranked):
            at = dict(each.besides)[ranked]
            ranks = {key: rank.value(rows[0][at]) for key, rows in each.rows.items()}
            among = set(rank.cut(ranks, each.rows, each.part.first)) if each.part.chosen else each.rows.keys()
            keys = rank.cut(ranks, [key for key in keys if key in among], each.part.first or len(keys))
    for each in told[len(kept) :]:
        keys = _ordered(each, keys)
    columns = next((part.frame.row for part, _ in parts if part.frame is not None), "thing"), "label"
    named = list(columns)
    for name in [name for each in told for name, _ in each.besides]:
        again = sum(one.rstrip("0123456789") == name for one in named)
        named.append(f"{name}{again + 1}" if again else name)
    return Table((*named, "claims"), [_row(told, key, labels[key]) for key in keys])


def _ordered(told: _Answer, keys: Sequence[str]) -> list[str]:
    """Return the rows in the order of what a part tells of them, the first of them where so many are asked for."""
    part = told.part
    if not part.order or part.frame is None:
        return list(keys)
    if part.order == "group":
        at = told.besides[0][1]
        return sorted(keys, key=lambda key: short(told.rows[key][0][at]) if key in told.rows else _LAST)
    at = dict(told.besides)[part.frame.ranked]
    ranks = {key: rank.value(told.rows[key][0][at]) for key in keys if key in told.rows}
    first = part.first or len(keys)
    return rank.cut(ranks, keys, first if part.order == "down" else -first)


def alone(answers: Sequence[Table]) -> Table:
    """Return the rows of answers to one question whose thing is in no other of them."""
    things = [{row[0] for row in answer.rows} for answer in answers]
    rows = [row for answer in answers for row in answer.rows if sum(row[0] in each for each in things) == 1]
    return Table(answers[0].columns, rows)


def _answer(part: Part, answer: Table, *, groups: bool) -> _Answer:
    """Return the rows of a part that are things of its register, or any where ``groups`` stand among them."""
    of = part.frame.register if part.frame is not None and not groups else ""
    rows: dict[str, list[Row]] = {}
    for row in answer.rows:
        if isinstance(row[0], ox.NamedNode) and row[0].value.startswith(of):
            rows.setdefault(row[0].value, []).append(row)
    places = {name: at for at, name in enumerate(answer.columns)}
    claims = part.frame.question.claims if part.frame is not None else None
    told = (
        ()
        if part.frame is None
        else tuple(item for item in places.items() if item[1] and item[0] not in ("label", claims))
    )
    return _Answer(part, rows, places.get("label"), places[claims] if claims else None, told)


def _label(kept: Sequence[_Answer], key: str) -> Term | None:
    """Return the label of a thing, from the first part that has one."""
    found = (each.rows[key][0][each.label] for each in kept if each.label is not None)
    return next((label for label in found if label is not None), None)


def _row(kept: Sequence[_Answer], key: str, label: Term | None) -> Row:
    """Return the row of a thing: what each part tells of it, and the claims of all."""
    told = [_united([row[at] for row in each.rows.get(key, ())]) for each in kept for _, at in each.besides]
    cells = [row[each.claims] for each in kept if each.claims is not None for row in each.rows.get(key, ())]
    claims = {claim for cell in cells if cell is not None for claim in str(getattr(cell, "value", "")).split()}
    return (ox.NamedNode(key), label, *told, ox.Literal(" ".join(sorted(claims))))


def _united(cells: Sequence[Term | None]) -> Term | None:
    """Return what several rows of one thing tell: the one term, or the texts of several, parted by blanks."""
    said = list(dict.fromkeys(cell for cell in cells if cell is not None))
    if len(said) <= 1:
        return said[0] if said else None
    return ox.Literal("; ".join(sorted(short(cell) for cell in said)))


def short(cell: Term | None) -> str:
    """Return a cell as text: of a thing what follows the last ``/`` and ``#`` of its IRI."""
    value = str(getattr(cell, "value", cell))
    return value.rpartition("/")[2].rpartition("#")[2] if isinstance(cell, ox.NamedNode) else value
