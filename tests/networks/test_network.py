"""The page of a network, and where its boxes stand."""

import json
import re
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.drawing.lettering import width
from kg.errors import QueryError
from kg.networks import view
from kg.networks.layout import LARGE, Box, layout, text
from kg.networks.legend import legend, recovered
from kg.networks.network import page
from tests.fixtures import invented
from tests.fixtures.networks import network, notes

NASTY = '</script><script>alert(1)</script><img src="https://example.org/x.png" onerror="alert(2)">'
LOADING = ("src", "href", "srcset", "action", "data", "poster", "formaction", "background", "cite", "xlink:href")


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text in its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "": []}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.texts[self.inside].append(data)


def overlapping(boxes: dict[str, Box]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if abs(a.x - b.x) * 2 < a.width + b.width and abs(a.y - b.y) * 2 < a.height + b.height
    ]


WEB = [(f"s{i}", f"s{(i * 7 + j) % 90}") for i in range(90) for j in (1, 5)]
STAR = [("v0", f"s{i}") for i in range(60)]
ISLANDS = [*STAR, ("x1", "x1"), ("y1", "y2"), ("z1", "z1")]
FAIR = [(f"v{i % 40}", f"s{i * i % 80}") for i in range(200)]


@pytest.mark.parametrize(
    ("pairs", "kind"),
    [
        (WEB, "force"),
        (STAR, "force"),
        (ISLANDS, "force"),
        (FAIR, "bipartite"),
        (STAR, "bipartite"),
        ([("a", "b")], "force"),
    ],
    ids=["web", "star", "islands", "fair", "star in columns", "one edge"],
)
def test_every_node_has_its_place_and_no_two_boxes_overlap(pairs: list[tuple[str, str]], kind: str) -> None:
    made = network(pairs, kind)
    boxes = layout(made)
    assert sorted(boxes) == sorted(made)
    assert overlapping(boxes) == []
    assert all(box.width >= width(text(made, node), box.font) for node, box in boxes.items())


def test_a_network_without_nodes_has_no_places() -> None:
    assert layout(network([])) == {}


def test_a_bipartite_picture_has_the_busiest_on_top_and_few_crossings() -> None:
    pairs = [("v1", "s9"), ("v2", "s1"), ("v2", "s2"), ("v2", "s9"), ("v3", "s1")]
    boxes = layout(network(pairs, "bipartite"))
    crossings = [
        (one, other)
        for one, other in combinations(pairs, 2)
        if (boxes[one[0]].y - boxes[other[0]].y) * (boxes[one[1]].y - boxes[other[1]].y) < 0
    ]
    assert min(("v1", "v2", "v3"), key=lambda node: boxes[node].y) == "v2"
    assert len(crossings) == 1
    assert max(boxes[node].x for node in ("v1", "v2", "v3")) < min(boxes[node].x for node in ("s1", "s2", "s9"))


def test_a_bipartite_picture_refuses_a_node_on_both_sides() -> None:
    with pytest.raises(QueryError, match="s1 is at both ends"):
        layout(network([("v1", "s1"), ("s1", "s2")], "bipartite"))


def test_a_layout_leaves_the_random_numbers_of_others_alone() -> None:
    import random

    random.seed(7)
    expected = random.random()
    random.seed(7)
    layout(network(WEB))
    assert random.random() == expected


def test_the_legend_counts_types_in_order_of_their_names() -> None:
    entries = legend(network([("v1", "s1"), ("v1", "s2"), ("v2", "s1"), ("v1", "t1")]))
    assert [(entry["type"], entry["count"]) for entry in entries] == [("ais:S", 2), ("ais:T", 1), ("ais:V", 2)]


def test_only_an_edge_without_other_claims_is_recovered() -> None:
    assert recovered({"modalities": ["recovered"]})
    assert not recovered({"modalities": ["asserted", "recovered"]})


@pytest.mark.parametrize("suffix", ["", NASTY])
def test_a_page_names_no_host_and_loads_nothing(suffix: str) -> None:
    made = network(FAIR, "bipartite", label=f"Acme {suffix}" if suffix else "")
    made.graph |= {"summary": f"Who? {suffix}", "description": suffix, "limits": suffix, "params": f"edition={suffix}"}
    told = {
        claim: note._replace(title=f"Ledger {suffix}", reason=suffix, place=suffix)
        for claim, note in notes(made).items()
    }
    html = page(made, told)
    elements = Elements(html)
    loaded = [(tag, name) for tag, attributes in elements.found for name in attributes if name in LOADING]
    assert set(loaded) == {("a", "href")}
    assert {attributes["href"] for tag, attributes in elements.found if tag == "a"} == {"#table", *told}
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert {tag for tag, _ in elements.found}.isdisjoint({"img", "link", "iframe", "base", "object", "embed", "form"})
    assert re.findall(r"@import|url\((?!\"data:font/woff2;)", "".join(elements.texts["style"])) == []
    assert [attributes for tag, attributes in elements.found if tag == "script"] == [
        {"type": "application/json", "id": "data"},
        {},
        {},
    ]
    assert "sourceMappingURL" not in html


def test_a_page_allows_its_own_scripts_only() -> None:
    elements = Elements(page(network(STAR), notes(network(STAR))))
    (policy,) = [a["content"] for tag, a in elements.found if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy.partition("style-src")[0]
    assert "http" not in policy


def test_the_data_in_a_page_are_the_texts_as_they_are() -> None:
    made = network(STAR, label=NASTY)
    data = json.loads(Elements(page(made, notes(made))).texts["script"][0])
    nodes, edges, receipts = (
        [dict(zip(data[part]["fields"], row, strict=True)) for row in data[part]["rows"]]
        for part in ("nodes", "edges", "receipts")
    )
    assert {node["name"] for node in nodes} == {NASTY}
    assert [edge["id"] for edge in edges] == sorted(made.edges[edge]["id"] for edge in made.edges)
    for edge in edges:
        told = made.edges[nodes[edge["from"]]["id"], nodes[edge["to"]]["id"], edge["id"]]
        assert [data["base"] + receipts[number]["claim"] for number in edge["claims"]] == told["claims"]


def test_a_page_has_a_row_for_every_edge_and_a_word_for_every_modality(tmp_path: Path) -> None:
    store: ox.Store = invented.tiny(tmp_path)
    html = view.draw(store, "vendor-to-state", tmp_path / "a.html", edition="ledger").read_text("utf-8")
    elements = Elements(html)
    rows = [attributes["data-edge"] for tag, attributes in elements.found if tag == "tr" and "data-edge" in attributes]
    assert rows == ["vendor:acme--state:ada--technology:cameras", "vendor:beta--state:bor"]
    assert "The modality of what the source states in its own voice." in html
    assert "kg draw vendor-to-state --param edition=ledger" in html


def test_two_thousand_edges_take_less_than_two_megabytes() -> None:
    made = network([(f"v{i % 97}", f"s{(i * 31) % 211}") for i in range(2000)], "bipartite")
    assert len(page(made, notes(made)).encode()) < 2_000_000


@pytest.mark.parametrize("edges", [LARGE, LARGE + 1])
def test_a_recovered_line_is_dashed_between_boxes_and_of_another_color_between_dots(edges: int) -> None:
    made = network([(f"v{i % 97}", f"s{(i * 31) % 211}") for i in range(edges)])
    for *_, edge in list(made.edges(data=True))[:9]:
        edge["modalities"] = ["recovered"]
    html = page(made, notes(made))
    entry = html[html.index('<li data-dashed="true"') :].partition("</li>")[0]
    assert entry.endswith('line on claims corrected by us only <b class="count">9</b>')
    assert ("stroke-dasharray" in entry) is (edges == LARGE)
    assert ('class="orange"' in entry) is (edges > LARGE)
