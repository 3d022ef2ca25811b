"""What the explorer is told of a graph: its facts as columns, one entry a claim, and everything they name.

A position in a list stands for what is there: ``claims["state"][7]`` is the position in ``states`` of the state that
the eighth claim is about. Nothing is added up here: the explorer counts what a reader selects, from the same claims
that the named questions count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kg.charts import frame, world
from kg.drawing.template import firmness
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie
from kg.naming.index import alphabetical
from kg.query import query
from kg.query.query import Queryable

LANGUAGES = ("en", "es", "fr", "sr", "zh")
"""The languages in which things are named, where the registers have the names."""
KINDS = ("use", "supply", "membership", "classification")
"""What a claim says of a state; the thing it names is a technology, a supplier, an initiative or a category."""
LISTS = ("technologies", "suppliers", "initiatives", "categories")
"""The list that holds the things of each kind."""


class Names(NamedTuple):
    """The names of one thing: language → label, and its other names."""

    labels: dict[str, str]
    also: list[str]


def facts(store: Queryable) -> dict[str, Any]:
    """Return the facts of a graph, ready to be written as JSON; the same graph gives the same value.

    Raises:
        ReadError: the browser code, which the shapes of the map come with, was never bundled.
    """
    rows = list(query.find("facts", "explorer").run(store).values())
    names, traits = _names(store), _traits(store)
    claims = sorted({row["claim"] for row in rows})
    notes = receipts(store, claims)
    rows = [row for row in rows if row["claim"] in notes]
    found: dict[str, list[str]] = {
        "states": _sorted((row["state"] for row in rows), names),
        "sources": _sorted((row["source"] for row in rows), names),
        "modalities": _sorted((row["modality"] for row in rows), names),
    }
    for kind, list_ in zip(KINDS, LISTS, strict=True):
        found[list_] = _sorted((row["thing"] for row in rows if row["kind"] == kind), names)
    for name, trait, of in (("regions", "region", "states"), ("lists", "list", "suppliers")):
        direct = {value for thing in found[of] for value in traits[thing].get(trait, ())}
        above = {value for thing in direct for value in traits[thing].get(trait, ())}
        found[name] = _sorted(direct | above, names)
    at = {name: {each: position for position, each in enumerate(things)} for name, things in found.items()}
    return {
        "version": " ".join(row["version"] for row in query.find("version", "explorer").run(store).values()),
        "languages": LANGUAGES,
        **{name: [_thing(name, each, at, names, traits) for each in things] for name, things in found.items()},
        "claims": _columns(rows, at, notes),
        "conflicts": list(_conflicts(store, names)),
        "map": _map(found["states"], traits),
    }


def _names(store: Queryable) -> defaultdict[str, Names]:
    found: defaultdict[str, Names] = defaultdict(lambda: Names({}, []))
    for row in query.find("names", "explorer").run(store).values():
        if row["label"] and row["language"] in (*LANGUAGES, ""):
            found[row["thing"]].labels.setdefault(row["language"] or "en", row["name"])
        else:
            found[row["thing"]].also.append(row["name"])
    return found


def _traits(store: Queryable) -> defaultdict[str, dict[str, list[Any]]]:
    found: defaultdict[str, dict[str, list[Any]]] = defaultdict(dict)
    for row in query.find("traits", "explorer").run(store).values():
        found[row["thing"]].setdefault(row["trait"], []).append(row["value"])
    return found


def _sorted(things: Iterable[str], names: Mapping[str, Names]) -> list[str]:
    return sorted(set(things), key=lambda each: (alphabetical(_label(each, names)), each))


def _label(thing: str, names: Mapping[str, Names]) -> str:
    return names[thing].labels.get("en") or curie(thing)


def _thing(
    list_: str,
    thing: str,
    at: Mapping[str, Mapping[str, int]],
    names: Mapping[str, Names],
    traits: Mapping[str, dict[str, list[Any]]],
) -> dict[str, Any]:
    """Return one entry of a list: its id (register and name), its names, and what is said of it."""
    own = traits[thing]
    kinds = {value.rpartition("#")[2] for value in own.get("type", ())}
    told: dict[str, Any] = {"id": curie(thing).removeprefix("ais:"), "label": names[thing].labels}
    if names[thing].also or own.keys() & {"alpha2", "alpha3"}:
        told["also"] = [*names[thing].also, *own.get("alpha2", ()), *own.get("alpha3", ())]
    for trait, of in (("region", "regions"), ("home", "states"), ("list", "lists")):
        if held := [at[of][value] for value in own.get(trait, ()) if value in at.get(of, {})]:
            told[f"{trait}s"] = held
    if list_ == "states":
        told["territory"] = "Territory" in kinds
    if list_ == "suppliers":
        told["group"] = "AgentGroup" in kinds
    if list_ == "modalities":
        told["label"] = {**told["label"], "en": firmness(told["id"])}
        told["accepted"] = "AcceptedModality" in kinds
    if list_ == "categories":
        told["schemes"] = [curie(value) for value in own.get("scheme", ())]
    if list_ == "sources":
        told |= {"edition": "Edition" in kinds, "year": next(iter(own.get("year", ())), None)}
        told |= {trait: curie(min(own[trait])) for trait in ("license", "part") if own.get(trait)}
    return told


def _columns(
    rows: list[dict[str, Any]], at: Mapping[str, Mapping[str, int]], notes: Mapping[str, Receipt]
) -> dict[str, list[Any]]:
    return {
        "id": [row["claim"].rpartition("/")[2] for row in rows],
        "kind": [KINDS.index(row["kind"]) for row in rows],
        "state": [at["states"][row["state"]] for row in rows],
        "thing": [at[LISTS[KINDS.index(row["kind"])]][row["thing"]] for row in rows],
        "source": [at["sources"][row["source"]] for row in rows],
        "modality": [at["modalities"][row["modality"]] for row in rows],
        "start": [row["start"] for row in rows],
        "place": [notes[row["claim"]].place for row in rows],
        "said": [_said(notes[row["claim"]]) for row in rows],
    }


def _said(note: Receipt) -> str:
    """Return in whose voice a claim is, and why it was put right; empty where it is the source's own."""
    return "; ".join(filter(None, (note.voice, note.reason)))


def _conflicts(store: Queryable, names: Mapping[str, Names]) -> Iterator[dict[str, Any]]:
    """Yield the rows of the question ``disagreements``, both claims with their receipts."""
    rows = list(query.find("disagreements").run(store).values())
    notes = receipts(store, (claim for row in rows for claim in row["claims"].split()))
    for row in rows:
        yield {
            "kind": row["kind"],
            "subject": curie(row["subject"]),
            "label": row["label"],
            "sides": [_side(row[side], names) for side in ("first", "second")],
            "about": " · ".join(_side(row[name], names) for name in ("point", "year") if row[name] is not None),
            "receipts": [
                {"claim": claim.rpartition("/")[2], "source": notes[claim].title, "place": notes[claim].place}
                for claim in row["claims"].split()
                if claim in notes
            ],
        }


def _side(value: Any, names: Mapping[str, Names]) -> str:
    return _label(value, names) if isinstance(value, str) and value in names else str(value)


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
