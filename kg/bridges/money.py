"""FollowTheMoney: vendors, organizations and jurisdictions as entities, and what relates them, as JSON lines.

A supply is a link of no kind of its own (``UnknownLink``), as there is none for it; an entry of a list is a
``Sanction``, an ownership an ``Ownership``. Uses, counts, classifications and memberships of states have no form there.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.bridges.situation import Situation, accepted
from kg.namespace import curie, iri, prefixes
from kg.query import query

KINDS = ("Supply", "Ownership", "Listing", "HomeState")
SCHEMATA = {"ais:Vendor": "Company", "ais:State": "LegalEntity", "ais:Territory": "LegalEntity"}
"""Class of a thing → its schema; any other agent is an organization, or a public body if it acts for a jurisdiction.

Only what is an asset can be owned there: what is owned is a company.
"""

Entity = dict[str, Any]


def entities(store: ox.Store) -> Iterator[Entity]:
    """Yield each thing that something relates to another, then what relates them, in the order of the ids."""
    situations = list(accepted(store, KINDS))
    sources = {row["source"]: row for row in query.find("sources").run(store).values()}
    homes: dict[str, set[str]] = {}
    for each in situations:
        if each.kind == "HomeState":
            homes.setdefault(each.one("agent"), set()).add(each.one("state"))
    links = [link for each in situations if each.kind != "HomeState" for link in _links(store, each, sources)]
    ends = ("subject", "object", "owner", "asset", "entity")
    wanted = {value for link in links for end in ends for value in link["properties"].get(end, ())}
    owned = {name for link in links for name in link["properties"].get("asset", ())}
    for name in sorted(wanted):
        yield _thing(store, iri(_curie(name)), homes, owned=name in owned)
    yield from sorted(links, key=lambda link: str(link["id"]))


def written(store: ox.Store) -> str:
    """Return the entities as JSON lines."""
    return "".join(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in entities(store))


def _links(store: ox.Store, each: Situation, sources: dict[str, Any]) -> Iterator[Entity]:
    told = {
        "recordId": [curie(claim) for claim in each.claims],
        "publisher": sorted({str(sources[source]["title"]) for source in each.sources}),
        "sourceUrl": sorted(
            {
                str(sources[source]["identifier"])
                for source in each.sources
                if str(sources[source]["identifier"] or "").startswith("http")
            }
        ),
        "startDate": [each.one("since", "startDate", "startYear")],
        "endDate": [each.one("until", "endDate")],
    }
    if each.kind == "Supply" and each.one("recipient"):
        ends = {"subject": [_id(each.one("supplier"))], "object": [_id(each.one("recipient"))]}
        technology = _label(store, each.one("technology")) if each.one("technology") else "surveillance technology"
        yield _entity("UnknownLink", each, told | ends | {"role": [f"supplies {technology} to"]})
    elif each.kind == "Ownership":
        ends = {"owner": [_id(each.one("owner"))], "asset": [_id(each.one("owned"))]}
        yield _entity("Ownership", each, told | ends | {"percentage": [_percent(each.one("share"))]})
    elif each.kind == "Listing":
        of = {"entity": [_id(each.one("agent"))], "program": [_label(store, each.one("list"))]}
        yield _entity("Sanction", each, told | of | {"summary": [each.one("listedAs")]})


def _entity(schema: str, each: Situation, properties: dict[str, list[str]]) -> Entity:
    kept = {name: values for name, values in properties.items() if any(values)}
    return {"id": each.iri.rpartition("/")[2], "schema": schema, "properties": kept}


def _thing(store: ox.Store, name: str, homes: dict[str, set[str]], *, owned: bool) -> Entity:
    class_ = _one(store, name, "rdf:type")
    schema = SCHEMATA.get(curie(class_), "PublicBody" if _one(store, name, "ais:agencyOf") else "Organization")
    schema = "Company" if owned else schema
    codes = [_one(store, state, "ais:alpha2").lower() for state in sorted(homes.get(name, ()))]
    if schema == "LegalEntity":
        codes = [_one(store, name, "ais:alpha2").lower()]
    elif schema == "PublicBody":
        codes = [_one(store, _one(store, name, "ais:agencyOf"), "ais:alpha2").lower()]
    item = _one(store, name, "skos:exactMatch").removeprefix(prefixes()["wd"])
    properties = {
        "name": [_label(store, name)],
        "country": codes,
        "wikidataId": [item if item.startswith("Q") else ""],
        "sourceUrl": [name],
    }
    kept = {key: [value for value in values if value] for key, values in properties.items()}
    return {"id": _id(name), "schema": schema, "properties": {key: values for key, values in kept.items() if values}}


def _percent(share: str) -> str:
    """Return a share of the whole in percent, as it is written there; nothing for none.

    >>> _percent("0.515"), _percent("1"), _percent("")
    ('51.5', '100', '')
    """
    return f"{(Decimal(share) * 100).normalize():f}" if share else ""


def _id(name: str) -> str:
    """Return the id of a thing: its CURIE with a hyphen, as ids have no colon there."""
    return curie(name).replace(":", "-", 1)


def _curie(id_: str) -> str:
    return id_.replace("-", ":", 1)


def _label(store: ox.Store, name: str) -> str:
    found = store.quads_for_pattern(ox.NamedNode(name), ox.NamedNode(iri("rdfs:label")), None, None)
    texts = {quad.object.language: quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}
    return texts.get("en") or next(iter(sorted(texts.values())), curie(name))


def _one(store: ox.Store, name: str, property_: str) -> str:
    found = store.quads_for_pattern(ox.NamedNode(name), ox.NamedNode(iri(property_)), None, None)
    return min((str(getattr(quad.object, "value", "")) for quad in found), default="")
