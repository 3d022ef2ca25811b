"""The colors of networks and the order of names: a type has one color, what changed is strong."""

from collections import defaultdict
from xml.etree import ElementTree

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.drawing.palette import LINE, PALETTE, STRONG, TYPES, color_of, parting
from kg.naming.index import alphabetical
from kg.networks import plate, view
from kg.networks.legend import legend, lines
from kg.networks.mode import overlaid
from kg.query import query
from tests.fixtures.networks import network

PAIRS = [(f"v{i % 40}", f"s{i * i % 80}") for i in range(200)]


def test_a_type_has_one_color_whatever_else_is_in_the_picture(released: ox.Store) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for each in query.read_all("views"):
        drawn = view.read(released, each.name)
        for entry in legend(drawn):
            found[entry["type"]].add(entry["light"]["border"])
        colors = [entry["light"]["border"] for entry in legend(drawn)] + [entry["light"] for entry in lines(drawn)]
        strong = [color for color in colors if color != LINE["light"]]
        assert len(set(strong)) == len(strong), each.name
    assert {kind: colors for kind, colors in found.items() if len(colors) > 1} == {}
    assert len(set(TYPES.values())) >= len(TYPES) - 1


def test_a_class_without_a_color_has_that_of_the_class_above_it_or_one_by_its_name() -> None:
    assert color_of("ais:Article") == color_of("ais:Article") in (*PALETTE, *TYPES.values())
    assert color_of("ais:Drone") == color_of("ais:Drone") in PALETTE
    assert parting(["a", "b", "c"], [STRONG[0]]).keys() == {"a", "b", "c"}
    assert len({STRONG[0], *parting(["a", "b", "c"], [STRONG[0]]).values()}) == 4


def test_what_changed_is_strong_and_what_did_not_is_pale_and_beneath_it(released: ox.Store) -> None:
    drawn = view.read(released, "vendor-to-state-between-editions")
    told = {entry["value"]: entry for entry in lines(drawn)}
    assert {value for value, entry in told.items() if entry["pale"]} == {"kept", "kept by recovered claims"}
    root = ElementTree.fromstring(plate.svg(drawn, {}))
    order = [path.get("stroke-opacity", "") for path in root.iter() if path.get("id") and path.get("stroke-opacity")]
    assert order == sorted(order)
    assert set(order) == {"0.35", "1"}
    laid = overlaid(network(PAIRS), network(PAIRS[:-1]))
    assert {entry["value"]: entry["pale"] for entry in lines(laid)} == {"kept": True, "removed": False}


@given(
    st.lists(st.sampled_from(["iFlytek", "ZTE", "Axxonsoft", "BAE", "İnnova", "Åland", "Zürich", "Zambia", "é", "f"]))
)
def test_names_stand_in_alphabetical_order_whatever_their_case_and_accents(names: list[str]) -> None:
    wanted = ["Åland", "Axxonsoft", "BAE", "é", "f", "iFlytek", "İnnova", "Zambia", "ZTE", "Zürich"]
    assert sorted(names, key=alphabetical) == sorted(names, key=wanted.index)
