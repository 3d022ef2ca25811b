"""A modality: the way a claim is put forward, as one combination of act, stance, position and curation.

The eight combinations that have a name of their own, and the values of the four dimensions, are read from
``ontology/evidence.ttl``; every other combination is named by its parts. A claim so carries one IRI, whatever was said.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import OntologyError, SourceError, UnknownName, suggestion
from kg.literal import literal
from kg.namespace import RDF, RDFS, SKOS, folder, iri, local_name, triples
from kg.naming.firmness import STANCES, firmness
from kg.query import query
from kg.query.substitution import substituted

DIMENSIONS = ("act", "stance", "position", "curation")
"""What a claim may state of the way it is put forward, besides or in the place of ``modality``."""
_KEYS = ("modality", *DIMENSIONS)
SHOWN = ("inBody", "inCell")
"""Positions that the locator of a claim shows; they are part of no modality."""


class Modality(NamedTuple):
    """One combination of the four dimensions, each by the local name of its individual."""

    act: str
    stance: str
    position: str
    """Empty where the locator shows it."""
    curation: str


class Vocabulary(NamedTuple):
    """What the ontology says of modalities."""

    words: dict[str, dict[str, str]]
    """Dimension → word of a source file → local name."""
    named: dict[str, Modality]
    """The modalities that have a name of their own."""
    all: dict[str, Modality]
    """Every modality that can be said, by name."""


@cache
def vocabulary() -> Vocabulary:
    """Return the dimensions and the modalities, as ``ontology/evidence.ttl`` lists them.

    Raises:
        OntologyError: a dimension has no values, or two modalities are one combination.
    """
    stated: dict[str, dict[str, str]] = {}
    for s, p, o, _ in triples(folder("ontology") / "evidence.ttl"):
        stated.setdefault(s.value, {}).setdefault(p.value, o.value)
        if p.value == RDF + "type" and not o.value.endswith("#NamedIndividual"):
            stated[s.value][p.value] = o.value
    words: dict[str, dict[str, str]] = {each: {} for each in DIMENSIONS}
    named: dict[str, Modality] = {}
    classes = {iri(f"ais:{each.capitalize()}"): each for each in DIMENSIONS}
    for name, said in stated.items():
        dimension = classes.get(said.get(RDF + "type", ""))
        if dimension and SKOS + "notation" in said:
            words[dimension][said[SKOS + "notation"]] = local_name(name)
        elif said.get(RDF + "type") == iri("ais:Modality"):
            parts = (local_name(said.get(iri(f"ais:{each}"), "")) for each in DIMENSIONS)
            named[local_name(name)] = Modality(*parts)
    taken = {modality: name for name, modality in named.items()}
    if len(taken) < len(named) or not all(words.values()):
        raise OntologyError("evidence.ttl", "two modalities are one, or a dimension is empty", "restore the file")
    places = ["", *(name for name in words["position"].values() if name not in SHOWN)]
    said_of = product(words["act"].values(), words["stance"].values(), places, words["curation"].values())
    all_ = {taken.get(each) or _composed(each): each for each in (Modality(*parts) for parts in said_of)}
    return Vocabulary(words, dict(sorted(named.items())), all_)


def _composed(modality: Modality) -> str:
    """Return the name of a combination that has none of its own, such as ``denialInReport``."""
    place = modality.position[:1].upper() + modality.position[1:]
    mended = modality.curation.capitalize() if modality.curation != "asPublished" else ""
    return f"{modality.stance}In{modality.act.capitalize()}{place}{mended}"


def of(name: str) -> Modality:
    """Return the modality with a name.

    Raises:
        UnknownName: no modality has it.
    """
    known = vocabulary()
    if name not in known.all:
        listed = _elsewhere(name) or suggestion(name, known.all, f"use one of {', '.join(known.named)}")
        raise UnknownName("modality", f"unknown modality {name!r}", listed)
    return known.all[name]


def _elsewhere(name: str) -> str:
    """Return how to say a word that is a part of a modality, as ``denied`` is a stance; empty for any other."""
    told = {value: local for local, value in STANCES.items()}
    for dimension, words in vocabulary().words.items():
        for word, local in words.items():
            if name.casefold() in (word, local.casefold()) or told.get(name.casefold()) == local:
                return f"leave 'modality' out and write {dimension} = {word!r}"
    return ""


def stated(raw: Mapping[str, Any]) -> str:
    """Return the name of the modality that a raw claim states: by ``modality``, by its dimensions, or by both.

    What a dimension says stands in the place of that part of ``modality``, which is ``asserted`` where none is given.

    Raises:
        UnknownName: an unknown modality, or a word that is no value of its dimension.
    """
    return _combined(tuple([str(raw[key]) if key in raw else None for key in _KEYS]))


@cache
def _combined(words: tuple[str | None, ...]) -> str:
    """Return the name of the modality that a name and a word of each dimension say; None is what is not said."""
    modality = of("asserted" if words[0] is None else words[0])
    for (dimension, known), word in zip(vocabulary().words.items(), words[1:], strict=True):
        if word is not None:
            if word not in known:
                hint = suggestion(word, known, f"use one of {', '.join(known)}")
                raise UnknownName(dimension, f"unknown {dimension} {word!r}", hint)
            value = known[word]
            modality = modality._replace(**{dimension: "" if value in SHOWN else value})
    return _names()[modality]


def read(place: str, raw: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> str:
    """Return the name of the modality of a raw claim, held against its dimensions, its reason and its locator.

    ``own`` is what the claim states itself, without the defaults of its file: a dimension of its own takes the place of
    that part of a default.

    Raises:
        SourceError: as :func:`stated`; a dimension that is at odds with the modality beside it, a correction without a
            reason, or a position that the locator lacks.
    """
    try:
        said = stated(raw)
        if "modality" in raw and len(raw.keys() & {*_KEYS}) > 1:
            _at_odds(place, raw, raw if own is None else own)
    except UnknownName as error:
        raise SourceError(place, error.found, error.todo) from error
    if of(said).curation == "corrected" and not raw.get("reason"):
        raise SourceError(place, "a recovered claim without a reason", "say in 'reason' what was put right and why")
    shown = {"cell": "column", "body": "start"}.get(str(raw.get("position")))
    if shown and shown not in raw:
        raise SourceError(place, f"position {raw['position']!r} without {shown!r}", "say where the claim stands")
    return said


def _at_odds(place: str, raw: Mapping[str, Any], own: Mapping[str, Any]) -> None:
    """Do nothing where each dimension of a raw claim leaves what its modality is named for as it is."""
    name, known = str(raw["modality"]), vocabulary()
    for dimension in _meant(name):
        value = getattr(of(name), dimension)
        if dimension not in raw or ("modality" not in own and dimension in own):
            continue
        held = known.words[dimension][str(raw[dimension])]
        if ("" if held in SHOWN else held) != value:
            word = next((word for word, local in known.words[dimension].items() if local == value), "")
            todo = f"leave 'modality' out, or {dimension!r}" + (f", or write {dimension} = {word!r}" if word else "")
            raise SourceError(place, f"modality {name!r} beside {dimension} {raw[dimension]!r}", todo)


@cache
def _meant(name: str) -> tuple[str, ...]:
    """Return the dimensions that a modality is named for: of ``alleged`` the stance, of a composed name all of them."""
    if name not in vocabulary().named:
        return DIMENSIONS
    plain = of("asserted")
    apart = [each for each in DIMENSIONS if getattr(of(name), each) != getattr(plain, each)]
    return ("stance",) if "stance" in apart or not apart else (apart[-1],)


@cache
def _names() -> dict[Modality, str]:
    return {modality: name for name, modality in vocabulary().all.items()}


@cache
def accepted() -> frozenset[str]:
    """Return the names of the modalities whose claims derived relations rest on, as the query of that name selects."""
    store = ox.Store()
    store.bulk_load("".join(_described()).encode(), format=ox.RdfFormat.N_QUADS)
    return frozenset(local_name(row["modality"]) for row in query.find("accepted-modalities").run(store).values())


def _described() -> Iterator[str]:
    for name, modality in vocabulary().all.items():
        yield from _dimensions(name, modality, "graph:ontology")


def _dimensions(name: str, modality: Modality, graph: str) -> Iterator[str]:
    for dimension, value in zip(DIMENSIONS, modality, strict=True):
        if value:
            names = (f"<{iri('ais:' + each)}>" for each in (name, dimension, value))
            yield f"{' '.join(names)} <{iri(graph)}> .\n"


def short_of(name: str) -> str:
    """Return in a word what a claim of a modality makes of a statement that it does not firmly assert.

    That is ``planned``, ``alleged``, ``supposed`` or ``denied``, or where it stands; nothing where it is accepted.
    """
    if name in accepted():
        return ""
    held, stance = vocabulary().all.get(name), stance_of(name)
    return "said in a headline" if held and stance == "asserted" and held.position == "inHeadline" else stance


def stance_of(name: str) -> str:
    """Return in a word what a modality makes of a statement: ``asserted``, ``planned``, ``alleged`` and the like."""
    held = vocabulary().all.get(name)
    return STANCES.get(held.stance, held.stance) if held else firmness(name)


def only(names: Iterable[str]) -> str:
    """Return in words that something is said by claims of these modalities only, none of them accepted.

    >>> only(["planInReport"]), only(["alleged", "planInStatement"])
    ('only planned', 'only alleged or planned')
    """
    return f"only {' or '.join(sorted({short_of(name) for name in names}))}"


def quads(name: str, graph: str) -> Iterator[str]:
    """Yield the N-Quads lines of a modality; of one that the ontology names, only whether it is accepted."""
    class_ = "ais:AcceptedModality" if name in accepted() else "ais:Modality"
    subject, end = f"<{iri('ais:' + name)}>", f"<{iri(graph)}> .\n"
    if name not in vocabulary().named:
        yield f"{subject} <{RDF}type> <{iri(class_)}> {end}"
        yield f"{subject} <{RDFS}label> {literal(_label(name), language='en')} {end}"
        yield from _dimensions(name, of(name), graph)
    elif class_ == "ais:AcceptedModality":
        yield f"{subject} <{RDF}type> <{iri(class_)}> {end}"


def _label(name: str) -> str:
    words = {local: word for values in vocabulary().words.values() for word, local in values.items()}
    return ", ".join(words[part] for part in of(name) if part)


def any_modality() -> dict[str, str]:
    """Return what a query names for a modality that is accepted → what names every modality, as SPARQL has it."""
    return {iri("ais:AcceptedModality"): f"<{iri('ais:Modality')}>"}


def unconditional(text: str) -> str:
    """Return a query, or a rule, with no condition that a modality is accepted; as it is where it has none."""
    return substituted(text, any_modality())
