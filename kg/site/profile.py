"""What a reader asks first of a state, a supplier, a technology or an initiative, in a sentence or two with its bounds.

Nothing is said here that the sections below it on the page do not hold: each sentence counts their rows, and each
number says what it covers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from kg.evidence import modality
from kg.namespace import SKOS, curie, iri
from kg.naming.article import begun, spoken
from kg.naming.index import alphabetical
from kg.site import prompt, scale
from kg.site.resource import TYPE, Library
from kg.site.section import Brief, Mention, Resource, Row, Section, Thing

SCHEME = SKOS + "ConceptScheme"
ACCEPTED, EDITION, PART = iri("ais:AcceptedModality"), iri("ais:Edition"), iri("dcterms:isPartOf")
USE, SUPPLY, MEMBERSHIP, CODED = iri("ais:Use"), iri("ais:Supply"), iri("ais:Membership"), iri("ais:Classification")
HELD = {USE: ("technology", "user"), SUPPLY: ("supplier", "recipient"), MEMBERSHIP: ("initiative", "member")}
"""Kind of situation → the role of the thing that is counted for, and of the states that are counted."""
ENDS = tuple(iri(f"ais:{name}") for name in ("until", "endDate"))
"""The roles in which the end of a situation stands."""
DIMENSIONS = {"state": "state", "vendor": "supplier", "group": "supplier", "technology": "technology"}
DIMENSIONS |= {"initiative": "initiative", "region": "region", "list": "list", "category": "category"}
"""Register → the part of the explorer's selection that its members are."""

NOTHING = {
    "vendor": "No source here names a state that is supplied by",
    "technology": "No source here names a state that uses",
    "initiative": "No source here names a member of",
}
"""Register → what is said of a thing that counts no state."""


class Grid(NamedTuple):
    """Technologies against the editions that mark them."""

    editions: list[Thing]
    rows: list[tuple[Thing, list[Mention | None]]]


class Sentence(NamedTuple):
    """A sentence in parts: text, and things that a page links where they are named."""

    parts: tuple[str | Thing, ...]

    def __str__(self) -> str:
        return "".join(each if isinstance(each, str) else each.label for each in self.parts)


class Profile(NamedTuple):
    """The sentences on a thing, a grid of its technologies, what is said of places in it, and where to go on."""

    name: str
    """The name of the thing, as a sentence begins with it."""
    within: str
    """The name as it stands within a sentence."""
    sentences: list[Sentence]
    grid: Grid | None
    places: list[tuple[Thing, list[Section]]]
    explore: str
    """The selection of the explorer that shows the thing; empty where there is none."""
    scores: list[scale.Score]
    prompts: list[prompt.Prompt]
    """Questions about the thing."""


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
    if register not in DIMENSIONS or any(each.iri == SCHEME for each in resource.types):
        return None
    sections = {section.kind.iri: section.rows for section in resource.sections}
    if register == "state":
        return Profile(
            begun(spoken(resource.thing.label)),
            spoken(resource.thing.label),
            list(_of_state(library, resource, sections)),
            _grid(library, sections.get(USE, [])),
            list(_places(library, name)),
            f"{selection(name)}&row={curie(name)}",
            scale.scores(library, accepted(library, sections.get(CODED, []))),
            prompt.about(resource.thing),
        )
    label = resource.thing.label
    begins = label if register in ("vendor", "group", "list") else f"{label[:1].upper()}{label[1:]}"
    sentences = list(_counted(library, resource))
    held = [(kind, of) for kind, (role, of) in HELD.items() if role == DIMENSIONS[register]]
    told = (each for kind, of in held for row in sections.get(kind, ()) for each in _role(row, of))
    known = register not in NOTHING or any(curie(each.iri).startswith("state:") for each in told)
    shown = selection(name) if known else ""
    return Profile(begins, spoken(label), sentences, None, [], shown, [], prompt.about(resource.thing))


def _of_state(library: Library, resource: Resource, sections: dict[str, Sequence[Row]]) -> Iterator[Sentence]:
    name = spoken(resource.thing.label)
    used, supplied = (accepted(library, sections.get(kind, [])) for kind in (USE, SUPPLY))
    subject = name
    if now := [row for row in used if not _end(row)]:
        yield _sentence(f"{_sources(library, now)} that {subject} uses ", *_listed(_things(now, "technology")), ".")
        subject = "it"
    yield from _surveyed(library, name, sections, used)
    if now := [row for row in supplied if not _end(row)]:
        told = _listed(_things(now, "supplier"))
        end = ". Which of them supplied what is not said."
        yield _sentence(f"{_sources(library, now)} who supplies {subject}: ", *told, end)
        subject = "it"
    members = sections.get(MEMBERSHIP, [])
    for initiative in _things(accepted(library, members), "initiative"):
        rows = [row for row in members if initiative in _role(row, "initiative")]
        yield from _membership(library, subject, initiative, rows)
        subject = "it"
    if points := len(resource.conflicts):
        yield _sentence(
            f"Sources disagree about {subject} in {points} {'point' if points == 1 else 'points'}, told below."
        )


def _surveyed(library: Library, name: str, sections: dict[str, Sequence[Row]], used: list[Row]) -> Iterator[Sentence]:
    """Yield which surveys found no use in a state; where none did and none looked, that nothing is said."""
    reported = (mention.source.iri for row in sections.get(CODED, []) for mention in row.mentions)
    surveys = dict.fromkeys(whole for source in reported if (whole := library.one(source, PART)))
    for survey in surveys:
        if all(mention.source.iri != survey for row in used for mention in row.mentions):
            before, after = f"{begun(name)} was surveyed for the ", "; no evidence of use was found there."
            yield _sentence(before, library.thing(survey), after)
    if not surveys and not used:
        firmly = " firmly" if sections.get(USE) else ""
        yield _sentence(f"No source here says{firmly} that {name} uses a technology, and none that it was surveyed.")


def _membership(library: Library, subject: str, initiative: Thing, rows: Sequence[Row]) -> Iterator[Sentence]:
    """Yield who says that a state is a member of an initiative, who until when, and which end is not firmly said."""
    firm = accepted(library, rows)
    lasting = [row for row in firm if not _end(row)]
    if lasting:
        yield _sentence(f"{_sources(library, lasting)} that {subject} is a member of ", *_named(initiative), ".")
    for end in sorted({_end(row) for row in rows} - {""}):
        ended = [row for row in firm if _end(row) == end]
        held = [each.receipt.modality for row in rows if _end(row) == end for each in row.mentions]
        told = ("it was one",) if lasting else (f"{subject} was a member of ", *_named(initiative))
        if ended:
            yield _sentence(f"{_sources(library, ended)} that ", *told, f" until {end}.")
        elif held:
            yield _sentence(f"An end of this membership in {end} is {modality.only(held)}.")


def _counted(library: Library, resource: Resource) -> Iterator[Sentence]:
    """Yield for each kind of situation how many states it counts for a thing: in any source, and in each edition."""
    verbs = {
        USE: ("uses it", "use it"),
        SUPPLY: ("is supplied by it", "are supplied by it"),
        MEMBERSHIP: ("is a member of it", "are members of it"),
    }
    said = False
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
            (f"{len(found)} in the ", library.thing(edition)) for edition, found in sorted(editions.items()) if found
        ]
        noun = "state or territory" if len(whole) == 1 else "states and territories"
        told = f"{len(whole)} {noun} {verbs[kind][len(whole) > 1]} in any source"
        yield _sentence(told, *((": ", *_joined(parts)) if parts else ()), ".")
        said = True
    if not said and (nothing := NOTHING.get(curie(resource.thing.iri).partition(":")[0])):
        yield _sentence(f"{nothing} {resource.thing.label}.")


def _sentence(*parts: str | Thing) -> Sentence:
    return Sentence(parts)


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


def _things(rows: Iterable[Row], role: str) -> list[Thing]:
    return sorted({thing for row in rows for thing in _role(row, role)}, key=lambda each: alphabetical(each.label))


def _role(row: Row, role: str) -> list[Thing]:
    return row.roles.get(iri(f"ais:{role}"), [])


def _named(thing: Thing) -> list[str | Thing]:
    """Return the parts of a name as it stands within a sentence."""
    return [spoken(thing.label).removesuffix(thing.label), thing]


def _listed(things: list[Thing]) -> list[str | Thing]:
    return _joined([(thing,) for thing in things])


def _joined(items: Sequence[tuple[str | Thing, ...]]) -> list[str | Thing]:
    """Return the parts of items as a list of a sentence has them: ``a, b and c``."""
    found: list[str | Thing] = []
    for number, parts in enumerate(items):
        between = "" if not number else " and " if number == len(items) - 1 else ", "
        found += [*([between] if between else []), *parts]
    return found


def _end(row: Row) -> str:
    """Return when a situation ended, as its own claims say; nothing where they say of no end."""
    return next((thing.label for role in ENDS for thing in row.roles.get(role, ())), "")


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
