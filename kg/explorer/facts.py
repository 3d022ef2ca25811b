"""What the explorer is told of a graph: its facts as columns, one entry a claim, and everything they name.

A position in a list stands for what is there: ``claims["state"][7]`` is the position in ``states`` of the state that
the eighth claim is about. Nothing is added up here: the explorer counts what a reader selects, from the same claims
that the named questions count. Where a claim stands in its source is told apart, by :mod:`kg.explorer.proof`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.charts import frame, world
from kg.drawing.template import firmness
from kg.explorer.name import LANGUAGES, Names, identifier, label, names, translations
from kg.explorer.span import Times, dated, spans, times
from kg.namespace import curie
from kg.naming.index import alphabetical
from kg.query import query
from kg.query.query import Queryable

KINDS = ("use", "supply", "membership", "classification")
"""What a claim says of a state; the thing it names is a technology, a supplier, an initiative or a category."""
LISTS = ("technologies", "suppliers", "initiatives", "categories")
"""The list that holds the things of each kind."""


def facts(store: Queryable) -> dict[str, Any]:
    """Return the facts of a graph, ready to be written as JSON; the same graph gives the same value.

    Raises:
        ReadError: the browser code, which the shapes of the map come with, was never bundled.
    """
    held = rows(store)
    known, traits, told = names(store), _traits(store), times(store)
    found: dict[str, list[str]] = {
        "states": _sorted((row["state"] for row in held), known),
        "sources": _sorted((row["source"] for row in held), known),
        "modalities": _sorted((row["modality"] for row in held), known),
    }
    for kind, list_ in zip(KINDS, LISTS, strict=True):
        found[list_] = _sorted((row["thing"] for row in held if row["kind"] == kind), known)
    for name, trait, of in (("regions", "region", "states"), ("lists", "list", "suppliers")):
        direct = {value for thing in found[of] for value in traits[thing].get(trait, ())}
        above = {value for thing in direct for value in traits[thing].get(trait, ())}
        found[name] = _sorted(direct | above, known)
    at = {name: {each: position for position, each in enumerate(things)} for name, things in found.items()}
    return {
        "version": " ".join(row["version"] for row in query.find("version", "explorer").run(store).values()),
        "languages": LANGUAGES,
        "words": translations(each for each, of in known.items() if of.labels),
        **{name: [_thing(name, each, at, known, traits, told) for each in things] for name, things in found.items()},
        "claims": _columns(held, at, traits, told),
        "stamp": stamp(held),
        "map": _map(found["states"], traits),
    }


def rows(store: Queryable) -> list[dict[str, Any]]:
    """Return the rows of the query ``facts``, each the claim of one position."""
    return list(query.find("facts", "explorer").run(store).values())


def stamp(held: Iterable[Mapping[str, Any]]) -> str:
    """Return what tells these claims, in their order, from any others: half of the MD5 of their IRIs, in hex."""
    told = "\n".join(row["claim"] for row in held)
    return hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()[:16]


def _traits(store: Queryable) -> defaultdict[str, dict[str, list[Any]]]:
    found: defaultdict[str, dict[str, list[Any]]] = defaultdict(dict)
    for row in query.find("traits", "explorer").run(store).values():
        found[row["thing"]].setdefault(row["trait"], []).append(row["value"])
    return found


def _sorted(things: Iterable[str], known: Mapping[str, Names]) -> list[str]:
    return sorted(set(things), key=lambda each: (alphabetical(label(each, known)), each))


def _thing(
    list_: str,
    thing: str,
    at: Mapping[str, Mapping[str, int]],
    known: Mapping[str, Names],
    traits: Mapping[str, dict[str, list[Any]]],
    told: Times,
) -> dict[str, Any]:
    """Return one entry of a list: its id (register and name), its names, and what is said of it."""
    own = traits[thing]
    kinds = {value.rpartition("#")[2] for value in own.get("type", ())}
    entry: dict[str, Any] = {"id": identifier(thing), "label": known[thing].labels}
    if known[thing].also or own.keys() & {"alpha2", "alpha3"}:
        entry["also"] = [*known[thing].also, *own.get("alpha2", ()), *own.get("alpha3", ())]
    for trait, of in (("region", "regions"), ("home", "states"), ("list", "lists")):
        if held := [at[of][value] for value in own.get(trait, ()) if value in at.get(of, {})]:
            entry[f"{trait}s"] = held
    if list_ == "states":
        entry["territory"] = "Territory" in kinds
    if list_ == "suppliers":
        entry["group"] = "AgentGroup" in kinds
    if list_ == "modalities":
        entry["label"] = {**entry["label"], "en": firmness(entry["id"])}
        entry["accepted"] = _accepted(own)
    if list_ == "categories":
        entry["schemes"] = [curie(value) for value in own.get("scheme", ())]
    if list_ == "sources":
        entry |= {"edition": "Edition" in kinds, "year": next(iter(own.get("year", ())), None)}
        entry["date"] = dated(thing, told)
        entry |= {trait: curie(min(own[trait])) for trait in ("license", "part") if own.get(trait)}
    return entry


def _accepted(traits: Mapping[str, list[Any]]) -> bool:
    return any(value.endswith("#AcceptedModality") for value in traits.get("type", ()))


def _columns(
    rows: list[dict[str, Any]],
    at: Mapping[str, Mapping[str, int]],
    traits: Mapping[str, dict[str, list[Any]]],
    told: Times,
) -> dict[str, list[Any]]:
    accepted = {each: _accepted(traits[each]) for each in at["modalities"]}
    held = list(spans(({**row, "accepted": accepted[row["modality"]]} for row in rows), told))
    return {
        "kind": [KINDS.index(row["kind"]) for row in rows],
        "state": [at["states"][row["state"]] for row in rows],
        "thing": [at[LISTS[KINDS.index(row["kind"])]][row["thing"]] for row in rows],
        "source": [at["sources"][row["source"]] for row in rows],
        "modality": [at["modalities"][row["modality"]] for row in rows],
        "start": [row["start"] for row in rows],
        "first": [first for first, _ in held],
        "last": [last for _, last in held],
    }


def _map(states: list[str], traits: Mapping[str, dict[str, list[Any]]]) -> dict[str, Any]:
    """Return the shapes of the map: outline, the position of the state whose shape it is (-1: none), its middle."""
    keys = {
        str(next(iter(traits[each].get("code", ())), "") or each.rpartition("/")[2]): position
        for position, each in enumerate(states)
    }
    return {
        "size": [frame.PANEL, world.TALL],
        "sea": world.outline(),
        "shapes": [
            [keys.get(shape.key, -1), shape.path, round(x, 1), round(y, 1), int(shape.area < world.SMALL)]
            for shape in world.world(frozenset(keys))
            for x, y in [shape.middle]
        ],
        "note": world.NOTE,
    }
