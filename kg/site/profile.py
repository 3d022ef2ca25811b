"""What a reader asks first of a state, a supplier, a technology or an initiative, in a sentence or two with its bounds.

Nothing is said here that the sections below it on the page do not hold: each sentence counts their rows, and each
number says what it covers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from kg.namespace import curie, iri
from kg.naming.index import alphabetical
from kg.site import scale
from kg.site.resource import TYPE, Library, Resource
from kg.site.section import Brief, Mention, Row, Section, Thing

ACCEPTED, EDITION, PART = iri("ais:AcceptedModality"), iri("ais:Edition"), iri("dcterms:isPartOf")
USE, SUPPLY, MEMBERSHIP, CODED = iri("ais:Use"), iri("ais:Supply"), iri("ais:Membership"), iri("ais:Classification")
HELD = {USE: ("technology", "user"), SUPPLY: ("supplier", "recipient"), MEMBERSHIP: ("initiative", "member")}
"""Kind of situation → the role of the thing that is counted for, and of the states that are counted."""
DIMENSIONS = {"state": "state", "vendor": "supplier", "group": "supplier", "technology": "technology"}
DIMENSIONS |= {"initiative": "initiative", "region": "region", "list": "list", "category": "category"}
"""Register → the part of the explorer's selection that its members are."""


class Grid(NamedTuple):
    """Technologies against the editions that mark them."""

    editions: list[Thing]
    rows: list[tuple[Thing, list[Mention | None]]]


class Profile(NamedTuple):
    """The sentences on a thing, a grid of its technologies, what is said of places in it, and where to go on."""

    sentences: list[str]
    grid: Grid | None
    places: list[tuple[Thing, list[Section]]]
    explore: str
    """The selection of the explorer that shows the thing; empty where there is none."""
    scores: list[scale.Score]


def selection(name: str) -> str:
    """Return the selection of the explorer that shows a thing; nothing where it has none."""
    register, _, local = curie(name).partition(":")
    if register not in DIMENSIONS:
        return ""
    return urlencode({DIMENSIONS[register]: local if register != "group" else curie(name)}, safe=":")


def profile(library: Library, resource: Resource) -> Profile | None:
    """Return the profile of a resource, or None where its register has none."""
    name = resource.thing.iri
    register = curie(name).partition(":")[0]
    if register not in DIMENSIONS:
        return None
    sections = {section.kind.iri: section.rows for section in resource.sections}
    if register == "state":
        return Profile(
            list(_of_state(library, resource.thing, sections)),
            _grid(library, sections.get(USE, [])),
            list(_places(library, name)),
            f"{selection(name)}&row={curie(name)}",
            scale.scores(library, accepted(library, sections.get(CODED, []))),
        )
    return Profile(list(_counted(library, resource)), None, [], selection(name), [])


def _of_state(library: Library, thing: Thing, sections: dict[str, Sequence[Row]]) -> Iterator[str]:
    used, supplied, member = (accepted(library, sections.get(kind, [])) for kind in HELD)
    named = _joined(_things(used, "technology"))
    if named:
        yield f"{_sources(library, used)} that {thing.label} uses {named}."
    surveys = dict.fromkeys(
        whole
        for row in sections.get(CODED, [])
        for mention in row.mentions
        if (whole := library.one(mention.source.iri, PART))
    )
    for survey in surveys:
        if all(mention.source.iri != survey for row in used for mention in row.mentions):
            yield f"{thing.label} was surveyed for the {library.label(survey)}; no evidence of use was found there."
    if supplied:
        suppliers = _joined(_things(supplied, "supplier"))
        yield f"{_sources(library, supplied)} who supplies it: {suppliers}. Which of them supplied what is not said."
    for initiative in _things(member, "initiative"):
        rows = [row for row in member if initiative in _role(row, "initiative")]
        yield f"{_sources(library, rows)} that it is a member of the {initiative}."


def _counted(library: Library, resource: Resource) -> Iterator[str]:
    """Yield for each kind of situation how many states it counts for a thing: in any source, and in each edition."""
    verbs = {
        USE: ("uses it", "use it"),
        SUPPLY: ("is supplied by it", "are supplied by it"),
        MEMBERSHIP: ("is a member of it", "are members of it"),
    }
    for kind, (_, states) in HELD.items():
        rows, whole = _reached(library, resource, kind)
        if not whole:
            continue
        editions: dict[str, set[str]] = {}
        for row in rows:
            counted = {thing.iri for thing in row.roles.get(iri(f"ais:{states}"), ()) if _state(thing)}
            for source in {said.source for said in row.said}:
                if library.kind(source) == EDITION:
                    editions.setdefault(source, set()).update(counted)
        parts = [
            f"{len(found)} in the {library.label(edition)}" for edition, found in sorted(editions.items()) if found
        ]
        covered = f": {_joined(parts)}" if parts else ""
        noun = "state or territory" if len(whole) == 1 else "states and territories"
        yield f"{len(whole)} {noun} {verbs[kind][len(whole) > 1]} in any source{covered}."


def reached(library: Library, resource: Resource) -> set[str]:
    """Return the IRIs of the states that the first sentence on a thing counts; none where none does."""
    counted = (_reached(library, resource, kind)[1] for kind in HELD)
    return next(filter(None, counted), set())


def _reached(library: Library, resource: Resource, kind: str) -> tuple[list[Brief], set[str]]:
    """Return the accepted situations of a kind in which a thing has its role, and their states that it counts for."""
    own, states = (iri(f"ais:{role}") for role in HELD[kind])
    stated = (each for section in resource.sections if section.kind.iri == kind for each in section.briefs)
    name = resource.thing.iri
    held = [row for row in held_firmly(library, stated) if any(thing.iri == name for thing in row.roles.get(own, ()))]
    return held, {thing.iri for row in held for thing in row.roles.get(states, ()) if _state(thing)}


def accepted(library: Library, rows: Iterable[Row]) -> list[Row]:
    """Return the rows that stand by an accepted claim, each with those claims only."""
    firm = _firm(library)
    held = [row._replace(mentions=[each for each in row.mentions if each.receipt.modality in firm]) for row in rows]
    return [row for row in held if row.mentions]


def held_firmly(library: Library, stated: Iterable[Brief]) -> list[Brief]:
    """Return the situations that stand by an accepted claim, each with those claims only."""
    firm = _firm(library)
    held = [each._replace(said=[one for one in each.said if one.modality in firm]) for each in stated]
    return [each for each in held if each.said]


def _firm(library: Library) -> set[str]:
    """Return the names of the modalities that are accepted."""
    return {name.rpartition("#")[2] for by, name in library.into.get(ACCEPTED, ()) if by == TYPE}


def _sources(library: Library, rows: Iterable[Row]) -> str:
    """Return how many sources say something, and the span of their years: ``Between them, 3 sources … say``."""
    found = {mention.source.iri: mention.issued[:4] for row in rows for mention in row.mentions}
    years = sorted(filter(None, found.values()))
    span = f" of {years[0]}" if years and years[0] == years[-1] else f" of {years[0]} to {years[-1]}" if years else ""
    editions = sum(library.kind(name) == EDITION for name in found)
    also = f" ({editions} of them editions of one index)" if editions > 1 else ""
    return f"Between them, {len(found)} sources{span}{also} say" if len(found) > 1 else f"One source{span} says"


def _things(rows: Iterable[Row], role: str) -> list[str]:
    return sorted({label for row in rows for label in _role(row, role)}, key=alphabetical)


def _role(row: Row, role: str) -> list[str]:
    return [thing.label for thing in row.roles.get(iri(f"ais:{role}"), ())]


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _state(thing: Thing) -> bool:
    return curie(thing.iri).startswith("state:")


def _grid(library: Library, rows: Sequence[Row]) -> Grid | None:
    """Return technologies against editions, the newest last; None where no edition marks any."""
    editions = sorted(
        {mention.source for row in rows for mention in row.mentions if library.kind(mention.source.iri) == EDITION},
        key=lambda source: (library.issued(source.iri), source.iri),
    )
    if not editions:
        return None
    cells = [
        (thing, [by.get(edition) for edition in editions])
        for row in rows
        for by in [{mention.source: mention for mention in row.mentions}]
        for thing in row.roles.get(iri("ais:technology"), ())
        if not by.keys().isdisjoint(editions)
    ]
    return Grid(editions, cells)


def _places(library: Library, name: str) -> Iterator[tuple[Thing, list[Section]]]:
    """Yield each place that a claim locates in a state, with what is said of it."""
    located = {row for by, row in library.into.get(name, ()) if by == iri("ais:location")}
    for place in sorted({each.iri for row in located for each in library.roles(row).get(iri("ais:located"), ())}):
        sections = [each for each in library.sections(place) if each.kind.iri != iri("ais:Location")]
        if sections:
            yield library.thing(place), sections
