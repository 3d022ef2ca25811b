"""Networks for other tools: what they keep, read again by networkx."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.namespace import RDF, prefixes
from kg.networks import exchange, plate, projection, view
from kg.networks.projection import EVIDENCE
from tests.fixtures import invented

VIEWS = ("vendor-to-state", "supplier-state-to-state", "vendor-to-vendor")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return invented.tiny(tmp_path_factory.mktemp("world"))


def again(told: Any, network: Any) -> dict[str, dict[str, Any]]:
    """Return the edges of a network that was read again, with lists where the first one has lists."""
    lists = {key for *_, edge in network.edges(data=True) for key, value in edge.items() if isinstance(value, list)}
    for *_, edge in told.edges(data=True):
        for key in lists & set(edge):
            edge[key] = (edge[key].split(" " if key in EVIDENCE else " | ")) if edge[key] else []
    return {edge["id"]: dict(edge) for *_, edge in told.edges(data=True)}


def edges(network: Any) -> dict[str, dict[str, Any]]:
    return {key: dict(edge) for _, _, key, edge in network.edges(keys=True, data=True)}


def read_graphml(file: io.BytesIO) -> Any:
    """Return the network in GraphML, the id of each edge among its data."""
    network: Any = nx.read_graphml(file, force_multigraph=True)
    for *_, key, edge in network.edges(keys=True, data=True):
        edge["id"] = key
    return network


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(
    ("write", "read"),
    [(exchange.gexf, nx.read_gexf), (exchange.graphml, read_graphml)],
    ids=["gexf", "graphml"],
)
def test_a_network_is_read_again_whole(
    released: ox.Store, name: str, write: Callable[..., bytes], read: Callable[..., Any]
) -> None:
    network = view.read(released, name)
    told = read(io.BytesIO(write(network, {})))
    assert again(told, network) == edges(network)
    kept = {node: {key: value for key, value in data.items() if key != "viz"} for node, data in told.nodes.items()}
    assert kept == dict(network.nodes.items())
    assert told.is_directed()
    assert sorted((*ends, edge["id"]) for *ends, edge in told.edges(data=True)) == sorted(network.edges(keys=True))


def test_gexf_has_the_picture_and_no_date(store: ox.Store) -> None:
    network = view.read(store, "vendor-to-state", edition="ledger")
    written = exchange.gexf(network, {})
    told = nx.read_gexf(io.BytesIO(written))
    assert b"lastmodifieddate" not in written
    root = ElementTree.fromstring(written)
    graph = next(each for each in root.iter() if each.tag.endswith("}graph"))
    assert set(graph.attrib) <= {"defaultedgetype", "idtype", "mode", "timeformat", "start", "end"}, "GEXF's schema"
    colors = {data["type"]: tuple(data["viz"]["color"][key] for key in "rgb") for _, data in told.nodes(data=True)}
    assert colors == {"ais:State": (0, 114, 178), "ais:Vendor": (0, 158, 115)}
    assert len({tuple(data["viz"]["position"].values()) for _, data in told.nodes(data=True)}) == len(network)


def test_a_table_has_a_row_for_each_edge_with_its_evidence(store: ox.Store) -> None:
    network = view.read(store, "vendor-to-state", edition=["herald", "ledger"])
    rows = list(csv.DictReader(io.StringIO(exchange.table(network, {}).decode(), newline="")))
    told = edges(network)
    assert [row["id"] for row in rows] == sorted(told)
    for row in rows:
        assert row["claims"].split() == told[row["id"]]["claims"]
        assert row["sources"].split() == told[row["id"]]["sources"]
        assert network.nodes[row["from"]]["label"] == row["fromLabel"]
        assert network.nodes[row["to"]]["type"] == row["toType"]
    assert rows[0]["technologyLabel"] == "camera networks"
    assert rows[1]["technologyLabel"] == ""


def test_a_table_of_nothing_has_its_header(store: ox.Store) -> None:
    network = view.read(store, "state-to-technology", edition="herald")
    assert exchange.table(network, {}).decode() == "from,fromLabel,fromType,to,toLabel,toType,id\r\n"


def test_a_label_with_commas_and_quotes_is_one_cell() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", label='A, "B"\nC', type="ais:State", iri="x")
    network.add_edge("a", "a", key="k", id="k", claims=["c"], weight=1)
    (row,) = csv.DictReader(io.StringIO(exchange.table(network, {}).decode(), newline=""))
    assert row["fromLabel"] == 'A, "B"\nC'


def test_no_label_has_the_sign_that_parts_values(released: ox.Store) -> None:
    labels = {
        value
        for name in VIEWS
        for *_, edge in view.read(released, name).edges(data=True)
        for key, values in edge.items()
        if isinstance(values, list)
        for value in values
        if (key not in EVIDENCE and " | " in value) or (key in EVIDENCE and " " in value)
    }
    assert labels == set()


def test_the_id_of_an_edge_in_graphml_is_its_attribute_and_no_datum(store: ox.Store) -> None:
    document = ElementTree.fromstring(exchange.graphml(view.read(store, "vendor-to-state", edition="ledger"), {}))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("attr.name") for key in document.iter(f"{space}key") if key.get("for") == "edge"}
    assert "id" not in keys
    assert "weight" in keys
    assert all(edge.get("id") for edge in document.iter(f"{space}edge"))


def test_every_format_with_a_place_for_it_says_the_license_of_its_sources(tmp_path: Path) -> None:
    for number, license_ in enumerate(("licenses/by/4.0/", "licenses/by-nc/4.0/")):
        head = f'license = "https://creativecommons.org/{license_}"\n'
        invented.write(tmp_path / "sources", f"s{number}", invented.ARTICLE + head + invented.SUPPLY)
    made = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    found = projection.answer(made, "vendor-to-state", {"edition": ["s0", "s1"]})
    network = projection.network(found)
    assert found.terms is not None
    assert found.terms.credit.startswith("Data under CC BY-NC 4.0, ")
    read = nx.read_graphml(io.BytesIO(exchange.graphml(network, {})), force_multigraph=True).graph
    assert (read["license"], read["credit"]) == (found.terms.name, found.terms.credit)
    told = json.loads(exchange.node_link(network, {}))["graph"]
    assert (told["license"], told["credit"]) == (found.terms.name, found.terms.credit)
    gexf = ElementTree.fromstring(exchange.gexf(network, {}))
    assert [each.text for each in gexf.iter() if each.tag.endswith("}description")] == [found.terms.credit]
    drawn = ElementTree.fromstring(plate.svg(network, found.notes))
    (license_node,) = (each for each in drawn.iter() if each.tag == f"{{{prefixes()['dcterms']}}}license")
    assert license_node.get(f"{{{RDF}}}resource") == found.terms.name


def test_network_of_a_source_without_license_says_so(store: ox.Store) -> None:
    network = view.read(store, "vendor-to-state", edition="ledger")
    assert network.graph["license"] == "not stated"
    assert network.graph["credit"].startswith("No source states a license (ledger): ")
