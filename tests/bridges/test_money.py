"""FollowTheMoney: every entity has a schema with the properties it takes, and every end of a link is an entity."""

import json
from typing import Any

import pyoxigraph as ox
import pytest

from kg.bridges import money
from kg.namespace import iri
from kg.query import query

THING = {"name", "country", "wikidataId", "sourceUrl"}
INTERVAL = {"startDate", "endDate", "recordId", "sourceUrl", "publisher", "summary"}
TAKEN: dict[str, tuple[set[str], dict[str, set[str]]]] = {
    "Company": (THING, {}),
    "Organization": (THING, {}),
    "PublicBody": (THING, {}),
    "LegalEntity": (THING, {}),
    "UnknownLink": (INTERVAL | {"subject", "object", "role"}, {"subject": set(), "object": set()}),
    "Ownership": (INTERVAL | {"owner", "asset", "percentage"}, {"owner": set(), "asset": {"Company", "Asset"}}),
    "Sanction": (INTERVAL | {"entity", "program"}, {"entity": set()}),
}
"""Schema → the properties that FollowTheMoney 4.11 gives it, of those written here, and of which schema each end is."""


@pytest.fixture(scope="module")
def entities(released: ox.Store) -> list[dict[str, Any]]:
    return [json.loads(line) for line in money.written(released).splitlines()]


def test_every_entity_has_a_known_schema_and_properties_that_it_takes(entities: list[dict[str, Any]]) -> None:
    assert {each["schema"] for each in entities} == set(TAKEN) - {"PublicBody"}
    for each in entities:
        assert set(each) == {"id", "schema", "properties"}
        assert set(each["properties"]) <= TAKEN[each["schema"]][0], each
        for values in each["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values), each


def test_every_end_of_a_link_is_an_entity_of_its_range(entities: list[dict[str, Any]]) -> None:
    schema = {each["id"]: each["schema"] for each in entities}
    assert len(schema) == len(entities)
    for each in entities:
        for end, of in TAKEN[each["schema"]][1].items():
            (other,) = each["properties"][end]
            assert not of or schema[other] in of, each
            assert schema[other] not in ("UnknownLink", "Ownership", "Sanction")


def test_links_are_those_of_accepted_claims(entities: list[dict[str, Any]], released: ox.Store) -> None:
    links = {
        (each["properties"]["subject"][0], each["properties"]["object"][0])
        for each in entities
        if each["schema"] == "UnknownLink"
    }
    rows = released.query(
        f"SELECT DISTINCT ?a ?b {{ ?a <{iri('ais:suppliesTo')}> ?b }}", use_default_graph_as_union=True
    )
    told = {tuple(term.value.rpartition("surveillance/")[2].replace("/", "-", 1) for term in row) for row in rows}  # type: ignore[union-attr]
    assert links == told
    assert all(each["properties"].get("recordId") for each in entities if "recordId" in TAKEN[each["schema"]][0])
    known = {str(row["claim"]).rpartition("/")[2] for row in query.find("receipts").run(released).values()}
    cited = {claim.partition(":")[2] for each in entities for claim in each["properties"].get("recordId", ())}
    assert cited <= known
