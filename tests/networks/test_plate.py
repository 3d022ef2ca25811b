"""Plates for print: what stands on them, and that no label stands on another."""

import re
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.drawing.lettering import width
from kg.evidence.receipt import Receipt, receipts
from kg.networks import plate, view
from kg.networks.legend import legend
from tests.fixtures.networks import network, notes

SVG = "{http://www.w3.org/2000/svg}"


def told(store: ox.Store, name: str) -> dict[str, Receipt]:
    claims = {claim for *_, edge in view.read(store, name).edges(data=True) for claim in edge["claims"]}
    return receipts(store, claims)


@pytest.mark.parametrize(
    "name", ["vendor-to-state-between-editions", "supplier-state-to-state", "technology-to-technology"]
)
def test_a_plate_has_every_node_and_edge_with_title_legend_limits_and_sources(released: ox.Store, name: str) -> None:
    drawn = view.read(released, name)
    found = told(released, name)
    root = ElementTree.fromstring(plate.svg(drawn, found))
    ids = {path.get("id") for path in root.iter(f"{SVG}path") if path.get("id")} - {"arrow"}
    assert ids == {edge["id"] for *_, edge in drawn.edges(data=True)}
    said = [text.text or "" for text in root.iter(f"{SVG}text")]
    whole = " ".join(said)
    assert drawn.graph["summary"] in whole
    assert drawn.graph["limits"] in whole
    assert all(title in whole for title in {note.title for note in found.values()})
    assert all(f"{entry['label']} {entry['count']:,}" in said for entry in legend(drawn))
    assert f"resting on {len(found):,} claims" in whole
    labels = {re.sub(r"  \d+$", "", each) for each in said}
    assert {node["label"] for _, node in drawn.nodes(data=True)} <= labels


@pytest.mark.parametrize("kind", ["force", "bipartite"])
def test_nothing_on_a_plate_stands_outside_it(kind: str) -> None:
    made = network([(f"v{i % 40}", f"s{i * i % 80}") for i in range(200)], kind)
    made.graph["limits"] = "A long word of caution. " * 30
    root = ElementTree.fromstring(plate.svg(made, notes(made)))
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    for text in root.findall(f"{SVG}text"):
        assert 0 < float(text.get("y", "0")) < high
        assert float(text.get("x", "0")) + width(text.text or "", int(text.get("font-size", "0"))) <= wide
    for group in root.findall(f"{SVG}g"):
        x, y = map(float, re.findall(r"[-\d.]+", group.get("transform", "")))
        for box in group.iter(f"{SVG}rect"):
            assert (
                0 <= x + float(box.get("x", "0")) < x + float(box.get("x", "0")) + float(box.get("width", "0")) <= wide
            )
            assert 0 <= y + float(box.get("y", "0")) <= high


def test_the_labels_of_a_large_plate_do_not_overlap() -> None:
    made = network([(f"v{i % 197}", f"s{(i * 31) % 411}") for i in range(3000)])
    root = ElementTree.fromstring(plate.svg(made, notes(made)))
    (picture,) = [group for group in root.findall(f"{SVG}g") if group.find(f"{SVG}circle") is not None]
    assert len(picture.findall(f"{SVG}circle")) == len(made)
    boxes = [
        (float(text.get("x", "0")), float(text.get("y", "0")), width(text.text or "", 30))
        for text in picture.findall(f"{SVG}text")
    ]
    assert len(boxes) > 10
    for at, (x, y, wide) in enumerate(boxes):
        assert not [1 for a, b, other in boxes[at + 1 :] if abs(x - a) * 2 < wide + other and abs(y - b) < 30]


def test_a_text_that_looks_like_markup_stays_a_text() -> None:
    nasty = '</text><script>alert(1)</script>"&'
    made = network([("v1", "s1")], label=nasty)
    root = ElementTree.fromstring(plate.svg(made, notes(made)))
    assert root.find(f".//{SVG}script") is None
    assert sorted(text.text or "" for text in root.iter(f"{SVG}text") if "script" in (text.text or "")) == [
        nasty,
        f"{nasty}  1",
    ]


def test_an_empty_network_is_a_plate() -> None:
    assert ElementTree.fromstring(plate.svg(network([]), {})).get("width")


def test_a_png_is_twice_as_large_as_the_svg() -> None:
    made = network([("v1", "s1"), ("v2", "s1")])
    root = ElementTree.fromstring(plate.svg(made, notes(made)))
    png = plate.png(made, notes(made))
    assert png.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(png[16:20], "big") == 2 * int(root.get("width", "0"))
