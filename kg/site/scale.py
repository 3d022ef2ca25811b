"""The scores of a state on their scales: each newest value, what the scale is, and where on it the value lies.

The ends of a scale and what they mean are those that its register names, with the page that says so; a scale without
them is told to be unknown, and its value stands alone.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from kg.namespace import iri
from kg.naming.index import alphabetical
from kg.site.resource import Library
from kg.site.section import Row, Thing

SCHEME, CATEGORY, VALUE, YEAR = (iri(f"ais:{name}") for name in ("scheme", "category", "value", "year"))
LOWEST, HIGHEST = iri("ais:lowest"), iri("ais:highest")
NOTE, MEANT, TOLD_BY = iri("skos:scopeNote"), iri("skos:definition"), iri("dcterms:source")


class Score(NamedTuple):
    """One value, or category, of the newest year in which a scheme has any."""

    scheme: Thing
    value: Thing
    year: str
    """Empty where the sources do not say it."""
    scale: str
    """Such as ``0 to 100; 100 is the most free, 0 the least.``; for a category, what the scheme is."""
    told_by: str
    """The address of what says so; empty where nothing does."""
    at: float | None
    """Where the value lies, from 0 (the lowest) to 1; None where the ends are unknown, or the value is beyond them."""
    situation: str
    """The IRI of what its claims say."""
    claims: int


def scores(library: Library, rows: Iterable[Row]) -> list[Score]:
    """Return the newest values of each scheme among rows of classifications, by the label of the scheme.

    Where sources give a year several values, all of them are returned.
    """
    found = []
    stated = ((row.roles[SCHEME][0], row) for row in rows if row.roles.get(SCHEME))
    ordered = sorted(stated, key=lambda pair: (alphabetical(pair[0].label), pair[0].iri))
    for scheme, group in groupby(ordered, key=lambda pair: pair[0]):
        held = [row for _, row in group]
        newest = max(_year(row) for row in held)
        for row in held:
            if _year(row) == newest:
                found += [_score(library, scheme, value, row) for value in _values(row)]
    return found


def _score(library: Library, scheme: Thing, value: Thing, row: Row) -> Score:
    lowest, highest, note, told_by = (library.one(scheme.iri, name) for name in (LOWEST, HIGHEST, NOTE, TOLD_BY))
    if value.iri or not (lowest and highest):
        scale = library.one(scheme.iri, MEANT) if value.iri else ""
        return Score(
            scheme, value, _year(row), scale, told_by if scale else "", None, row.situation.iri, len(row.mentions)
        )
    low, high, number = float(lowest), float(highest), float(value.label)
    scale = "; ".join(filter(None, (f"{low:g} to {high:g}", note)))
    at = (number - low) / (high - low) if low <= number <= high and low < high else None
    return Score(scheme, value, _year(row), scale, told_by, at, row.situation.iri, len(row.mentions))


def _year(row: Row) -> str:
    return row.roles[YEAR][0].label if row.roles.get(YEAR) else ""


def _values(row: Row) -> list[Thing]:
    return [*row.roles.get(VALUE, ()), *row.roles.get(CATEGORY, ())]
