"""Labels with characters that XML and HTML cannot hold, as an endpoint or an old graph may give them."""

import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.networks import exchange, network, plate
from tests.fixtures import networks

LABELS = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cs"]),
        st.sampled_from("\x00\x0b\x1b\x7f\x85\ud800\udfff\ufffe\uffff<>&\"']]>"),
    ),
    min_size=1,
    max_size=12,
)
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def labeled(label: str) -> tuple[Any, Any]:
    """Return a network that has a label wherever a label can stand, and its receipts."""
    made = networks.network([("vendor:a", "state:b")], label=label)
    made.graph |= {"summary": label, "description": label, "limits": label, "params": f"x={label}"}
    for *_, edge in made.edges(data=True):
        edge |= {"sources": [label], "technology": [label]}
    return made, {claim: note._replace(title=label, place=label) for claim, note in networks.notes(made).items()}


@settings(max_examples=60, deadline=None)
@given(LABELS)
@example("\x1b[31mred\x07 \ufffe ]]> \ud800 \x85")
def test_every_file_of_a_network_parses_whatever_its_labels_hold(label: str) -> None:
    made, notes = labeled(label)
    for write in (exchange.graphml, exchange.gexf):
        ElementTree.fromstring(write(made, notes))
    ElementTree.fromstring(plate.svg(made, notes).encode())
    json.loads(exchange.node_link(made, notes))
    exchange.table(made, notes).decode()


@pytest.mark.parametrize("label", ["\x1b[31mred\x07", "a\x85b", "half \ud800", "none \ufffe\uffff", "\x00\x7f\x9f"])
def test_a_page_holds_no_control_character(label: str) -> None:
    page = network.page(*labeled(f"Isle {label} Ltd"))
    page.encode()
    assert not UNPRINTED.search(page)
    assert "Isle " in page


def test_a_plate_in_pixels_is_drawn_whatever_its_labels_hold() -> None:
    assert plate.png(*labeled("\x1b[31m \ud800 \ufffe")).startswith(b"\x89PNG")


class Nesting(HTMLParser):
    """Blocks that stand within a line of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("details", "div", "p", "ul", "table") and {"span", "b", "label"} & set(self.within):
            self.found.append(f"{tag} in {self.within[-1]}")
        if tag in ("span", "b", "label", "details", "div"):
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "b", "label", "details", "div"):
            assert self.within.pop() == tag


def test_a_page_has_no_block_within_a_line() -> None:
    read = Nesting()
    read.feed(re.sub(r"<(script|style)\b.*?</\1>", "", network.page(*labeled("Isle Ltd")), flags=re.S))
    assert read.found == []
