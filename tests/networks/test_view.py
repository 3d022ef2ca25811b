"""View queries as networks: what an edge keeps, what may not be a node, and the files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.drawing import target
from kg.errors import QueryError, TargetError, UnknownName
from kg.namespace import curie, folder, iri
from kg.networks import view
from kg.query import library, query
from tests.fixtures import invented

HEAD = "#+ summary: Who sells to whom?\n"
PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri(prefix + ':')}>\n" for prefix in ("ais", "group", "rdfs", "source", "state", "vendor")
)
SUPPLY = "?claim ais:about ?supply . ?supply a ais:Supply ; ais:supplier ?from ; ais:recipient ?to ."
BUYER = SUPPLY.replace("?to", "?buyer")
VIEWS = [path.stem for path in sorted((folder("queries") / "views").glob("*.rq"))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the invented world."""
    return invented.tiny(tmp_path_factory.mktemp("world"))


@pytest.fixture
def views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of views that queries are looked up in, beside the questions of the toolkit."""
    (tmp_path / "queries" / "views").mkdir(parents=True)
    (tmp_path / "queries" / "questions").symlink_to(folder("queries") / "questions")
    monkeypatch.setattr(library, "folders", lambda name: (tmp_path / name,))
    return tmp_path / "queries" / "views"


def write(views: Path, select: str, where: str, front: str = "") -> None:
    (views / "sales.rq").write_text(f"{HEAD}{front}{PREFIXES}SELECT DISTINCT {select} WHERE {{ {where} }}", "utf-8")


def edges(network: Any) -> dict[str, dict[str, Any]]:
    return {key: dict(edge) for _, _, key, edge in network.edges(keys=True, data=True)}


def claims(store: ox.Store, source: str, kind: str = "Supply", agent: str = "supplier") -> dict[str, str]:
    """Return supplier or agent → the claim of a source about it."""
    where = f"?claim ais:about ?s ; ais:reportedIn source:{source} . ?s a ais:{kind} ; ais:{agent} ?agent"
    text = f"SELECT ?agent ?claim {{ {where} }}"
    return {curie(row["agent"]): row["claim"] for row in query.run(store, PREFIXES + text).values()}


def test_a_network_is_the_claims_of_the_view(store: ox.Store) -> None:
    network = view.read(store, "vendor-to-state", edition=["herald", "ledger"])
    herald, ledger = claims(store, "herald"), claims(store, "ledger")
    assert dict(network.nodes.items()) == {
        "state:ada": {"label": "Adania", "type": "ais:State", "iri": iri("state:ada"), "region": "North"},
        "state:bor": {"label": "Boria", "type": "ais:State", "iri": iri("state:bor"), "region": "North"},
        "vendor:acme": {"label": "Acme", "type": "ais:Vendor", "iri": iri("vendor:acme")},
        "vendor:beta": {"label": "Beta", "type": "ais:Vendor", "iri": iri("vendor:beta")},
    }
    both = sorted(["herald", "ledger"])
    assert edges(network) == {
        "vendor:acme--state:ada--technology:cameras": {
            "id": "vendor:acme--state:ada--technology:cameras",
            "claims": sorted([herald["vendor:acme"], ledger["vendor:acme"]]),
            "sources": both,
            "sourceCount": 2,
            "origins": both,
            "originCount": 2,
            "editions": ["ledger"],
            "modalities": ["asserted"],
            "firstYear": 2020,
            "lastYear": 2020,
            "years": [f"2020|{curie(ledger['vendor:acme'])}"],
            "weight": 1,
            "technology": ["technology:cameras"],
            "technologyLabel": ["camera networks"],
        },
        "vendor:beta--state:bor": {
            "id": "vendor:beta--state:bor",
            "claims": [ledger["vendor:beta"]],
            "sources": ["ledger"],
            "sourceCount": 1,
            "origins": ["ledger"],
            "originCount": 1,
            "editions": ["ledger"],
            "modalities": ["asserted"],
            "firstYear": 2020,
            "lastYear": 2020,
            "years": [f"2020|{curie(ledger['vendor:beta'])}"],
            "weight": 1,
            "technology": [],
            "technologyLabel": [],
        },
    }
    assert network.graph["params"] == "edition=herald edition=ledger"


def test_a_chain_keeps_the_claims_of_both_its_steps(store: ox.Store) -> None:
    network = view.read(store, "supplier-state-to-state", edition="herald")
    supply, home = claims(store, "herald")["vendor:acme"], claims(store, "ledger", "HomeState", "agent")["vendor:acme"]
    (edge,) = edges(network).values()
    assert list(network.edges()) == [("state:bor", "state:ada")]
    assert edge["claims"] == sorted([supply, home])
    assert (edge["sources"], edge["supplierLabel"], edge["weight"]) == (["herald"], ["Acme"], 1)


def test_a_view_without_rows_is_an_empty_network(store: ox.Store, tmp_path: Path) -> None:
    network = view.read(store, "state-to-technology", edition="herald")
    assert len(network) == 0
    assert view.draw(store, "state-to-technology", tmp_path / "a.html", edition="herald").stat().st_size > 0


def test_weight_and_key_are_variables_of_the_view(store: ox.Store, views: Path) -> None:
    where = f"{SUPPLY} ?claim ais:reportedIn ?source ."
    write(views, "?from ?to ?source ?claim", where, "#+ weight: source\n")
    assert {key: edge["weight"] for key, edge in edges(view.read(store, "sales")).items()} == {
        "vendor:acme--state:ada": 2,
        "vendor:beta--state:bor": 1,
    }
    write(views, "?from ?to ?source ?claim", where, "#+ key: source\n")
    assert sorted(edges(view.read(store, "sales"))) == [
        "vendor:acme--state:ada--source:herald",
        "vendor:acme--state:ada--source:ledger",
        "vendor:beta--state:bor--source:ledger",
    ]


def test_a_view_may_give_labels_and_types_of_its_own(store: ox.Store, views: Path) -> None:
    more = 'BIND("Seller" AS ?fromLabel) BIND(ais:Agent AS ?fromType)'
    write(views, "?from ?fromLabel ?fromType ?to ?claim", f"{SUPPLY} {more}")
    node = view.read(store, "sales").nodes["vendor:acme"]
    assert (node["label"], node["type"]) == ("Seller", "ais:Agent")


@pytest.mark.parametrize(
    ("select", "where", "found"),
    [
        ("?from ?to ?claim", f'{SUPPLY} BIND("x" AS ?other) FILTER(?other = "y")', None),
        ("?from ?claim", SUPPLY, "no column ?to"),
        ("?from ?to", SUPPLY, "no column ?claim"),
        ("?from ?to ?claim", f"{BUYER} ?buyer rdfs:label ?to", "not a thing"),
        ("?from ?to ?claim", f"{BUYER} OPTIONAL {{ ?buyer ais:memberOf ?to }}", "?to is nothing"),
        ("?from ?to ?claim", f"{BUYER} ?buyer a ?to", "ais:State is a class"),
        ("?from ?to ?claim", f"{BUYER} ?claim ais:reportedIn ?to", "is a source"),
        ("?from ?to (?supply AS ?claim)", SUPPLY.replace("?claim", "?said"), "is not a claim"),
    ],
)
def test_only_things_with_claims_are_drawn(
    store: ox.Store, views: Path, select: str, where: str, found: str | None
) -> None:
    write(views, select, where)
    if found is None:
        assert len(view.read(store, "sales")) == 0
        return
    with pytest.raises(QueryError) as caught:
        view.read(store, "sales")
    assert caught.value.place == "views/sales.rq"
    assert found in str(caught.value)


@pytest.mark.parametrize(
    ("front", "found"),
    [("#+ key: price\n", "no column"), ("#+ weight: price\n", "no column"), ("#+ layout: spiral\n", "'spiral'")],
)
def test_front_matter_that_cannot_be_followed_is_refused(store: ox.Store, views: Path, front: str, found: str) -> None:
    write(views, "?from ?to ?claim", SUPPLY, front)
    with pytest.raises(QueryError, match=found):
        view.read(store, "sales")


def test_a_name_no_view_has_is_answered_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(UnknownName, match="vendor-to-state"):
        view.read(store, "vendor-to-stat")


def test_graphml_is_read_again_with_the_same_nodes_edges_and_attributes(store: ox.Store, tmp_path: Path) -> None:
    import networkx as nx

    params = {"edition": ["herald", "ledger"]}
    network = view.read(store, "vendor-to-state", **params)
    path = view.draw(store, "vendor-to-state", tmp_path / "a.graphml", **params)
    again = nx.read_graphml(path, force_multigraph=True)
    for *_, edge in again.edges(data=True):
        for name in sorted({*view.EVIDENCE, "technology", "technologyLabel"} & set(edge)):
            parting = " " if name in view.EVIDENCE else " | "
            edge[name] = edge[name].split(parting) if edge[name] else []
    assert again.is_directed()
    assert again.graph.items() >= network.graph.items()
    assert dict(again.nodes.items()) == dict(network.nodes.items())
    assert {key: {"id": key} | edge for key, edge in edges(again).items()} == edges(network)


def test_json_is_node_link_data_with_the_receipt_of_every_claim(store: ox.Store, tmp_path: Path) -> None:
    import networkx as nx

    path = view.draw(store, "vendor-to-state", tmp_path / "a.json", edition="ledger")
    told = json.loads(path.read_text("utf-8"))
    again = nx.node_link_graph(told, edges="edges")
    network = view.read(store, "vendor-to-state", edition="ledger")
    assert edges(again) == edges(network)
    assert dict(again.nodes.items()) == dict(network.nodes.items())
    assert sorted(told["receipts"]) == sorted(claim for edge in edges(network).values() for claim in edge["claims"])
    assert "row 3, column Vendor, cell “Beta”" in {receipt["place"] for receipt in told["receipts"].values()}


@pytest.mark.parametrize("name", ["a", "a.pdf"])
def test_a_suffix_that_is_no_format_is_answered_with_those_that_are(store: ox.Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(TargetError, match=r"\.html, \.svg, \.png, \.graphml, \.gexf, \.json, \.csv"):
        view.draw(store, "vendor-to-state", tmp_path / name, edition="ledger")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", sorted(view.FORMATS))
def test_a_suffix_in_capitals_is_that_suffix(suffix: str) -> None:
    assert target.chosen(Path(f"a{suffix.upper()}"), view.FORMATS) is view.FORMATS[suffix]


def test_a_file_that_cannot_be_written_leaves_what_stood_there(store: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(TargetError, match=r"a\.json: cannot be written"):
        view.draw(store, "vendor-to-state", tmp_path / "a.json", edition="ledger")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_file_is_the_same_whatever_the_hash_seed(store: ox.Store, tmp_path: Path) -> None:
    store.dump(str(tmp_path / "world.nq"), format=ox.RdfFormat.N_QUADS)
    code = (
        "import sys, pyoxigraph as ox; from pathlib import Path\n"
        "from kg.query import query; from kg.networks import view\n"
        "store = ox.Store(); store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)\n"
        "for path in map(Path, sys.argv[2:]):\n"
        "    named = {param.name for param in query.find(path.stem, 'views').params} & {'edition'}\n"
        "    view.draw(store, path.stem, path, **dict.fromkeys(named, 'ledger'))\n"
    )
    written = []
    for seed in ("0", "1"):
        targets = [tmp_path / seed / f"{name}{suffix}" for name in VIEWS for suffix in view.FORMATS]
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(invented.ROOT)}
        command = [sys.executable, "-c", code, *map(str, [tmp_path / "world.nq", *targets])]
        subprocess.run(command, check=True, env=environment)
        written.append({path.name: path.read_bytes() for path in targets})
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []
