"""Statements of claims in columns beside a store on disk, and what sub-SELECTs count in them.

The engine joins and groups row by row, and looks up on disk each claim that it names; columns of numbers are joined and
grouped as a whole. A sub-SELECT that :mod:`kg.query.tally` reads is answered from them, and its rows take its place in
the query, as VALUES: labels, other conditions and the order are the engine's, and so is every other query.

``columns.json`` says which predicate has which rows, ``columns.rows`` has subjects, objects and graphs as numbers, and
``columns.terms`` the IRIs, numbered in the order of their texts, blank nodes after them. A predicate is there with all
its quads or not at all. Columns of a store that was changed since are not read.
"""

import json
import sys
from bisect import bisect_left
from collections import OrderedDict
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.query import relation
from kg.query.pattern import Pattern, Unfit

if TYPE_CHECKING:
    from kg.query.relation import Column

INDEX, ROWS, TERMS, LABELS = "columns.json", "columns.rows", "columns.terms", "columns.labels"
HELD = 4
"""Stores whose columns are held."""
UNUSED = 3
"""References to a store that nobody else holds: of what holds its columns, and of who looks."""

_known: OrderedDict[int, tuple[ox.Store, "Columns"]] = OrderedDict()


class Columns:
    """The columns in the folder of a store."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        self.predicates: dict[str, tuple[int, int]] = {name: (rows[0], rows[1]) for name, rows in told["rows"].items()}
        """Predicate → its first row, and how many it has."""
        self.named: int = told["named"]
        """How many of the terms are IRIs."""
        self.fresh: bool = told["state"] == state(folder)
        """Whether the store is as it was when they were written."""
        self._folder = folder
        self._read: dict[str, tuple[Column, ...]] = {}

    @cached_property
    def terms(self) -> list[str]:
        """The terms, each at the place of its number."""
        return (self._folder / TERMS).read_text(encoding="utf-8").split("\n")

    @cached_property
    def labels(self) -> dict[str, dict[str, list[str]]]:
        """Language → IRI → its labels in that language; of a language that is not there nothing is known."""
        found: dict[str, dict[str, list[str]]] = json.loads((self._folder / LABELS).read_text(encoding="utf-8"))
        return found

    def number(self, iri: str) -> int:
        """Return the number of an IRI, -1 where none has it."""
        place = bisect_left(self.terms, iri, 0, self.named)
        return place if place < self.named and self.terms[place] == iri else -1

    def matches(self, pattern: Pattern, given: dict[str, set[str]]) -> dict[str, "Column"]:
        """Return the matches of a pattern by variable; ``given`` are the IRIs that one may be.

        Raises:
            Unfit: the predicate is not in columns.
        """
        import numpy as np

        found: dict[str, Column] = {}
        columns = self._columns(pattern.predicate)
        every = fits = np.ones(len(columns[0]), dtype=bool)
        for node, column in zip((pattern.subject, pattern.object, pattern.graph), columns, strict=True):
            if node is not None and not node.variable:
                fits = fits & (column == self.number(node.name))
            elif node is not None and node.name in found:
                fits = fits & (column == found[node.name])
            elif node is not None:
                found[node.name] = column
                if node.name in given:
                    fits = fits & np.isin(column, [self.number(iri) for iri in given[node.name]])
        return found if fits is every else relation.kept(found, fits)

    def _columns(self, predicate: str) -> tuple["Column", ...]:
        import numpy as np

        if predicate not in self._read:
            if predicate not in self.predicates:
                raise Unfit(predicate)
            first, count = self.predicates[predicate]
            found = np.fromfile(self._folder / ROWS, dtype="<i4", count=3 * count, offset=12 * first)
            self._read[predicate] = tuple(found.reshape(3, count))
        return self._read[predicate]


def state(folder: Path) -> str:
    """Return what a change of the store in a folder would change: its identity, and the name of its journal."""
    return "".join((folder / name).read_text(encoding="utf-8").strip() for name in ("IDENTITY", "CURRENT"))


def attach(store: ox.Store, folder: Path) -> None:
    """Remember the columns of a store that was opened in a folder, where there are any and numpy is installed."""
    if (folder / INDEX).is_file() and find_spec("numpy"):
        try:
            found = Columns(folder)
        except (OSError, ValueError, KeyError, TypeError):
            return
        if found.fresh:
            _remember(store, found)


def _remember(store: ox.Store, found: Columns) -> None:
    for name in [name for name, (held, _) in _known.items() if sys.getrefcount(held) == UNUSED]:
        del _known[name]
    _known[id(store)] = store, found
    while len(_known) > HELD:
        _known.popitem(last=False)


def hand_on(store: ox.Store, copy: ox.Store) -> None:
    """Remember the columns of a store, where it has any, as those of a copy that holds the same quads."""
    if found := of(store):
        _remember(copy, found)


def of(store: object) -> Columns | None:
    """Return the columns of a store, or None where it has none."""
    held = _known.get(id(store))
    return None if held is None else held[1]
