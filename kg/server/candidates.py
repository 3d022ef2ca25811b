"""Which entities of the registers a name may stand for, each with its score and what speaks for it.

A score is from 0 to 100: 100 where the name is a label or alias however it is written, or another name or a code of a
state as :mod:`kg.naming` knows them; below, the likeness of the words in any order (rapidfuzz). Each property that does
not agree takes its part of 30 points.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kg.errors import suggestion
from kg.namespace import base_in_use, curie, iri
from kg.naming import country
from kg.naming.form import bare
from kg.query import query
from kg.query.solution import Term
from kg.server.reply import Problem
from kg.site import address
from kg.site.resource import LABEL, TYPE, Library

LEAST = 60
"""Names less like what was asked for than this are no candidates."""
DISAGREEING = 30
"""The points that a candidate loses whose properties all disagree."""
_NO_ENTITIES = ("claim", "situation", "graph")


class Names(NamedTuple):
    """The names of the entities of a graph."""

    entities: dict[str, tuple[str, ...]]
    """IRI → its names, folded."""
    folded: list[str]
    owners: list[str]
    """The IRI that each of ``folded`` names, by place."""


@lru_cache(maxsize=1)
def names(store: ox.Store) -> Names:
    """Return the labels, aliases and hidden labels of every entity."""
    pairs = list(query.names(store, "thing"))
    hidden = ox.NamedNode(iri("skos:hiddenLabel"))
    pairs += [(s.value, o.value) for s, _, o, _ in store.quads_for_pattern(None, hidden, None, None)]
    found: dict[str, dict[str, None]] = {}
    for name, text in pairs:
        if address.path(name) and name.removeprefix(base_in_use()).partition("/")[0] in registers():
            found.setdefault(name, {})[bare(text)] = None
    entities = {name: tuple(texts) for name, texts in sorted(found.items())}
    flat = [(text, name) for name, texts in entities.items() for text in texts]
    return Names(entities, [text for text, _ in flat], [name for _, name in flat])


def registers() -> tuple[str, ...]:
    """Return the types: the registers whose members have names."""
    return tuple(name for name in address.registers() if name not in _NO_ENTITIES)


def register(name: str) -> dict[str, str]:
    """Return a type with its id and name."""
    return {"id": name, "name": name.capitalize()}


def typed(text: str, place: str) -> str:
    """Return the register that the id of a type means.

    Raises:
        Problem: there is no such type.
    """
    name = text.removeprefix(base_in_use())
    if name not in registers():
        todo = suggestion(name, registers(), f"the types are {', '.join(registers())}")
        raise Problem(400, f"{place}: no type {text!r}", todo, valid=list(registers()))
    return name


def property_(text: object, place: str) -> str:
    """Return the IRI of a property.

    Raises:
        Problem: the text is none.
        UnknownName: the prefix is not declared.
    """
    if not isinstance(text, str) or not re.fullmatch(r"[^\s<>\"{}|\\^`]+:[^\s<>\"{}|\\^`]*", text):
        raise Problem(400, f"{place}: no property {text!r}", "give a CURIE such as ais:region")
    return iri(text)


def identified(library: Library, text: str) -> str:
    """Return the IRI that an id, a CURIE or an IRI means.

    Raises:
        Problem: the graph does not know it.
    """
    local = text.removeprefix(base_in_use()).replace(":", "/", 1)
    if not re.fullmatch(r"[a-z]+/[\w-]+", local, re.ASCII) or not library.out.get(base_in_use() + local):
        raise Problem(404, f"no entity {text!r}", "give an id such as state/srb")
    return base_in_use() + local


def entity(library: Library, name: str) -> dict[str, Any]:
    """Return an entity with its id, name and description."""
    told = {"id": name.removeprefix(base_in_use()), "name": library.label(name)}
    kind = library.kind(name)
    said = library.one(name, iri("skos:definition")) or library.one(name, iri("skos:scopeNote"))
    return told | {"description": said or (library.label(kind) if kind else "")}


def match(
    library: Library,
    text: str,
    types: list[str],
    conditions: list[tuple[str, Any]],
    limit: int,
    strict: str = "any",
) -> list[dict[str, Any]]:
    """Return the candidates for a name, the best first; entities of no name that was asked for need a condition.

    ``strict`` says what several types ask of an entity: one of them (``any``), each (``all``), or one of them rather
    than another (``should``).
    """
    known, wanted = names(library.store), bare(text)
    scored = _scored(known, text, types == ["state"]) if wanted else dict.fromkeys(known.entities, 100.0)
    found = []
    for name, likeness in scored.items():
        kind = name[len(base_in_use()) :].partition("/")[0]
        fits = not types or (set(types) == {kind} if strict == "all" else kind in types)
        if not fits and strict != "should":
            continue
        agreed = [_agrees(library, name, property_, value) for property_, value in conditions]
        if not wanted and not any(agreed):
            continue
        score = likeness - DISAGREEING * agreed.count(False) / max(1, len(agreed)) - (0 if fits else 10)
        found.append((score, name, kind, likeness, agreed, fits))
    found.sort(key=lambda each: (-each[0], each[1]))
    certain = [name for _, name, _, likeness, agreed, fits in found if likeness == 100 and all(agreed) and fits]
    return [
        entity(library, name)
        | {
            "score": round(max(0.0, score), 2),
            "match": bool(wanted) and certain == [name],
            "type": [register(kind)],
            "features": [
                {"id": "name", "value": round(likeness, 2)},
                *({"id": curie(p), "value": agrees} for (p, _), agrees in zip(conditions, agreed, strict=True)),
            ],
        }
        for score, name, kind, likeness, agreed, _ in found[:limit]
    ]


def _scored(known: Names, text: str, codes: bool) -> dict[str, float]:
    """Return entity → likeness of the nearest of its names, and of states of their codes too."""
    wanted, meant = bare(text), country.named(text) or (country.coded(text) if codes else frozenset())
    states = [iri(f"state:{code.lower()}") for code in meant]
    best = {name: 100.0 for name in states if name in known.entities}
    for _, score, place in process.extract(
        wanted, known.folded, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST, limit=None
    ):
        name = known.owners[place]
        score = 100.0 if known.folded[place] == wanted and not country.several(text) else min(score, 99.0)
        best[name] = max(best.get(name, 0.0), score)
    return best


def _agrees(library: Library, name: str, property_: str, given: Any) -> bool:
    """Return whether one of the values given is one of the entity's, by id or by a name."""
    held = {text for p, term, _ in library.out.get(name, ()) if p == property_ for text in _texts(library, term)}
    for value in given if isinstance(given, list) else [given]:
        text = value.get("id") if isinstance(value, dict) else value
        if bare(str(text)) in held:
            return True
    return False


def _texts(library: Library, term: Term) -> set[str]:
    if not isinstance(term, ox.NamedNode):
        return {bare(getattr(term, "value", ""))}
    own = {term.value, curie(term.value), term.value.removeprefix(base_in_use()), term.value.rpartition("/")[2]}
    return {bare(text) for text in own} | set(names(library.store).entities.get(term.value, ()))


def entities(library: Library, prefix: str) -> list[dict[str, Any]]:
    """Return the entities with a name that begins with a text, then those with one that holds it."""
    known, wanted = names(library.store), bare(prefix)
    if not wanted:
        return []
    ranked: dict[str, tuple[int, str]] = {}
    for text, name in zip(known.folded, known.owners, strict=True):
        if wanted in text:
            place = 0 if text == wanted else 1 if text.startswith(wanted) else 2
            ranked[name] = min(ranked.get(name, (3, "")), (place, library.label(name)))
    ordered = sorted(ranked, key=lambda name: (*ranked[name], name))[:200]
    kinds = [register(name[len(base_in_use()) :].partition("/")[0]) for name in ordered]
    return [entity(library, name) | {"notable": [kind]} for name, kind in zip(ordered, kinds, strict=True)]


def types(library: Library, prefix: str) -> list[dict[str, Any]]:
    """Return the types whose names hold a text."""
    del library
    return [register(name) for name in registers() if bare(prefix) in name]


def properties(library: Library, prefix: str) -> list[dict[str, Any]]:
    """Return the properties of entities whose names or CURIEs hold a text."""
    wanted = bare(prefix)
    found = [(curie(p), label) for p, label in used(library, "")]
    return [{"id": id_, "name": label} for id_, label in found if wanted in bare(f"{label} {id_}")]


def used(library: Library, kind: str) -> list[tuple[str, str]]:
    """Return (IRI, label) of the properties that the entities of a type, or of any, have values of; most used first."""
    return _used(library, kind)


@lru_cache(maxsize=64)
def _used(library: Library, kind: str) -> list[tuple[str, str]]:
    counts: dict[str, int] = {}
    for name in names(library.store).entities:
        if name.startswith(f"{base_in_use()}{kind}/" if kind else base_in_use()):
            for property_ in {p for p, _, _ in library.out.get(name, ())} - {TYPE, LABEL}:
                counts[property_] = counts.get(property_, 0) + 1
    return [(p, library.label(p)) for p in sorted(counts, key=lambda p: (-counts[p], p))]
