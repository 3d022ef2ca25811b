"""Towns of many people, and the state that each lies in, as GeoNames has them; ``ontology/towns.csv`` holds them."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.errors import OntologyError
from kg.file import why
from kg.namespace import folder
from kg.naming import form

_NEARLY = 5
"""By how many times the largest town of a name is to outdo another for the name to mean it alone."""
_LARGE = 500_000


class _Towns(NamedTuple):
    states: Mapping[str, frozenset[str]]
    """Bare name → the alpha-3 codes of the states that it may lie in."""
    large: frozenset[str]
    """The bare names of towns of 500,000 people and more."""
    sizes: Mapping[str, tuple[int, ...]]
    """First word of bare names → how many words those have, the longest first."""


def states(name: str) -> frozenset[str]:
    """Return the alpha-3 codes of the states in which a town of this name may lie; empty where none of 100,000 has it.

    One code says that no town of this name elsewhere has a fifth of the people. Case and accents do not matter.

    >>> [sorted(states(name)) for name in ("Guayaquil", "Medellin", "Valencia", "Narnia")]
    [['ECU'], ['COL'], ['ESP', 'VEN'], []]

    Raises:
        OntologyError: ``ontology/towns.csv`` cannot be read.
    """
    return _known().states.get(form.bare(name), frozenset())


def is_large(name: str) -> bool:
    """Return whether a town of this name has 500,000 people or more, and so is meant before a part of a state.

    >>> is_large("Guadalajara"), is_large("Kent")
    (True, False)

    Raises:
        OntologyError: ``ontology/towns.csv`` cannot be read.
    """
    return form.bare(name) in _known().large


def sizes(word: str) -> tuple[int, ...]:
    """Return how many words the names of towns have that begin with a word, the longest first.

    Raises:
        OntologyError: ``ontology/towns.csv`` cannot be read.
    """
    return _known().sizes.get(form.bare(word), ())


@cache
def _known() -> _Towns:
    people: dict[str, dict[str, int]] = {}
    path = folder("ontology") / "towns.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                of = people.setdefault(form.bare(row["name"]), {})
                of[row["state"].upper()] = max(int(row["population"]), of.get(row["state"].upper(), 0))
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError) as error:
        raise OntologyError(path.name, f"cannot be read ({why(error)})", "restore the file") from error
    sizes: dict[str, set[int]] = {}
    for name in people:
        sizes.setdefault(name.partition(" ")[0], set()).add(name.count(" ") + 1)
    return _Towns(
        {n: frozenset(s for s in of if of[s] * _NEARLY >= max(of.values())) for n, of in people.items()},
        frozenset(name for name, of in people.items() if max(of.values()) >= _LARGE),
        {first: tuple(sorted(counts, reverse=True)) for first, counts in sizes.items()},
    )
