"""A query in which the rows of what it counts stand in the place of sub-SELECTs, as VALUES, where columns give them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from kg.query import columns, counting, order
from kg.query.columns import Columns
from kg.query.cursor import Cursor
from kg.query.pattern import Item, Label, Tally, Unfit
from kg.query.solution import Term
from kg.query.syntax import Syntax
from kg.query.tally import tallies

_T = TypeVar("_T")

LATER = "urn:x-kg:later"
"""The datatype of a literal that stands for a text which the engine need not see."""


class Rewritten(NamedTuple):
    """A query with the rows of sub-SELECTs in their place, and the texts that the engine is not given."""

    text: str
    texts: list[str]
    closed: bool
    """Whether nothing is left in it that is sought in the graph."""

    def engine(self, store: _T) -> _T | ox.Store:
        """Return what answers it: the store, or one without quads, which need not look up on disk what it is given."""
        return order.engine() if self.closed else store

    def whole(self, rows: list[tuple[Term | None, ...]]) -> list[tuple[Term | None, ...]]:
        """Return the rows of the answer with their texts."""
        return [tuple(map(self._cell, row)) for row in rows] if self.texts else rows

    def _cell(self, term: Term | None) -> Term | None:
        later = isinstance(term, ox.Literal) and term.datatype.value == LATER
        return ox.Literal(self.texts[int(term.value)]) if later else term  # type: ignore[union-attr]


def rewritten(store: object, told: Syntax, text: str) -> Rewritten | None:
    """Return a query, all or the beginning of what was read, with what the columns of a store answer; None for nothing.

    A query with a dataset of its own, or whose answer is no table, is the engine's.
    """
    held = columns.of(store)
    if held is None or told.form != "SELECT" or told.graphs:
        return None
    texts: list[str] = []
    cuts: list[tuple[int, int, str]] = []
    labeled: set[Label] = set()
    for tally in tallies(told):
        try:
            rows = counting.counted(held, tally)
            labels = [each for each in tally.labels if each not in labeled and each.language in held.labels]
        except (Unfit, OSError, ValueError):
            continue
        labeled.update(labels)
        cuts.append((tally.start, tally.end, _values(_cells(tally, rows, told, texts), labels, held)))
        cuts += [(each.start, each.end, "") for each in labels]
    for start, end, values in sorted(cuts, reverse=True):
        text = text[:start] + values + text[end:]
    return Rewritten(text, texts, _closed(told, cuts)) if cuts else None


def _closed(told: Syntax, cuts: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether no pattern is left in a query: only values, conditions and what is made of variables."""
    cursor = Cursor(told)
    at = next(place for place, token in enumerate(told.tokens) if token.text == "{")
    end = cursor.end(at)
    while (at := at + 1) < end:
        token = told.tokens[at]
        if within := [stop for start, stop, _ in cuts if start <= token.start < stop]:
            at = next(place for place in range(at, end) if told.tokens[place + 1].start >= within[0])
        elif token.text in ("FILTER", "BIND") and cursor.text(at + 1) == "(":
            if any(each.text == "EXISTS" for each in told.tokens[at : cursor.end(at + 1)]):
                return False
            at = cursor.end(at + 1)
        elif token.text == "VALUES" and cursor.text(at + 2) == "{":
            at = cursor.end(at + 2)
        elif token.text not in ("{", "}", ".", "OPTIONAL", "UNION", "MINUS"):
            return False
    return True


def _cells(tally: Tally, rows: counting.Cells, told: Syntax, texts: list[str]) -> dict[str, list[str]]:
    """Return the columns of rows as SPARQL; a text of which the query says no more than that it is selected is kept."""
    first = next(token.start for token in told.tokens if token.text == "{")
    inside = range(tally.start, tally.end)
    outside = [token for token in told.tokens if token.kind == "variable" and token.start not in inside]

    def written(item: Item, cells: Sequence[str | int]) -> list[str]:
        if item.key:
            return [f"<{cell}>" for cell in cells]
        if item.counted:
            return list(map(str, cells))
        said = [token for token in outside if token.text[1:] == item.name]
        if len(said) > 1 or any(token.start > first or token.depth for token in said):
            return [str(ox.Literal(cell)) for cell in cells]
        begun = len(texts)
        texts.extend(map(str, cells))
        return [f'"{number}"^^<{LATER}>' for number in range(begun, len(texts))]

    return {item.name: written(item, cells) for item, cells in zip(tally.items, rows, strict=True)}


def _values(cells: dict[str, list[str]], labels: list[Label], held: Columns) -> str:
    """Return columns as a VALUES block, with the labels of keys."""
    names = [*cells, *(each.name for each in labels)]
    rows = list(zip(*cells.values(), strict=True))
    for each in labels:
        place, known = names.index(each.key), held.labels[each.language]
        rows = [(*row, label) for row in rows for label in _labels(known.get(row[place][1:-1]), each.language)]
    lines = "\n".join(f"({' '.join(row)})" for row in rows)
    return f"{{ VALUES ({' '.join(f'?{name}' for name in names)}) {{\n{lines}\n}} }}"


def _labels(known: list[str] | None, language: str) -> list[str]:
    return [str(ox.Literal(label, language=language)) for label in known] if known else ["UNDEF"]
