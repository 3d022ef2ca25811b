"""Rows put in the order of the outermost ORDER BY after the engine has found them.

Oxigraph looks a text up on disk at every comparison, so that to sort a thousand rows by their labels takes longer than
to find them. Sorted here, each text is looked up once: values of one kind by Python, others by
the engine of an empty store.

How texts with a language compare SPARQL leaves open. Here they stand as in the index of an English book, and not by
code points, where eSwatini comes after Zimbabwe.
"""

import re
from collections.abc import Sequence
from functools import cache

import pyoxigraph as ox

from kg.namespace import XSD
from kg.naming.index import alphabetical
from kg.query.solution import Term
from kg.query.syntax import Order, Syntax


@cache
def engine() -> ox.Store:
    """Return an empty store, whose engine works on what a query brings with it."""
    return ox.Store()


Row = tuple[Term | None, ...]
Value = str | int | tuple[str, ...]
"""What a term is compared by."""


def parted(told: Syntax) -> tuple[str, Order | None]:
    """Return a query without the ORDER BY it ends in, and that; as it is where it sorts by more than variables.

    A query with LIMIT or OFFSET stays as it is.
    """
    found = told.order
    return (told.text, None) if found is None or found.tail else (told.text[: found.start], found)


def arranged(rows: list[Row], columns: Sequence[str], found: Order | None) -> list[Row] | None:
    """Return rows in the order of :func:`parted`, and as they are where that leaves it open.

    Without one they stay as they are. None where a key is no column, or a value of it neither IRI nor literal.
    """
    if found is None or not rows:
        return rows
    wanted = found.keys
    if not {name for name, _ in wanted} <= set(columns):
        return None
    keys = {name: [row[columns.index(name)] for row in rows] for name, _ in wanted}
    if any(isinstance(term, ox.BlankNode | ox.Triple) for terms in keys.values() for term in terms):
        return None
    values = {name: _values(terms) for name, terms in keys.items()}
    places = list(range(len(rows)))
    for name, down in reversed(wanted):
        comparable = values[name]
        if comparable is None:
            ranks = {name: _ranked(terms, values[name]) for name, terms in keys.items()}
            return [rows[place] for place in _engine_sorted(ranks, found)]
        places.sort(key=comparable.__getitem__, reverse=down)
    return [rows[place] for place in places]


def _values(terms: list[Term | None]) -> list[Value] | None:
    """Return what terms of one kind are compared by; None where they are of several kinds, or of no simple one."""
    if all(isinstance(term, ox.NamedNode) for term in terms):
        return [term.value for term in terms]  # type: ignore[union-attr]
    if all(term is None or (isinstance(term, ox.Literal) and term.language) for term in terms):
        return [() if term is None else (*alphabetical(term.value), term.language or "") for term in terms]  # type: ignore[union-attr]
    if not all(isinstance(term, ox.Literal) for term in terms):
        return None
    kinds = {term.datatype.value for term in terms}  # type: ignore[union-attr]
    texts = [term.value for term in terms]  # type: ignore[union-attr]
    if kinds == {XSD + "integer"} and all(re.fullmatch(r"-?[0-9]{1,15}", text) for text in texts):
        return [int(text) for text in texts]
    return texts if kinds == {XSD + "string"} else None


def _ranked(terms: list[Term | None], values: list[Value] | None) -> list[Term | None]:
    """Return terms that the engine puts in the order of values: the terms themselves, or for texts their ranks."""
    if values is None or not any(isinstance(value, tuple) for value in values):
        return terms
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)))}
    return [ox.Literal(ranks[value]) for value in values]


def _engine_sorted(keys: dict[str, list[Term | None]], found: Order) -> list[int]:
    """Return the places of rows in the order an empty store gives them."""
    number = max(keys, key=len) + "_"
    told = "\n".join(
        f"({' '.join('UNDEF' if term is None else str(term) for term in key)} {place})"
        for place, key in enumerate(zip(*keys.values(), strict=True))
    )
    variables = " ".join(f"?{name}" for name in (*keys, number))
    text = f"SELECT ?{number} WHERE {{ VALUES ({variables}) {{\n{told}\n}} }} {found.clause} ?{number}"
    solutions = engine().query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    return [int(solution[0].value) for solution in solutions]
