"""The image of a page: what it says is what the page says, and it is small and the same each time."""

import re

import pyoxigraph as ox
import pytest

from kg.drawing import png
from kg.namespace import iri
from kg.query import query
from kg.site import address, card, preview
from kg.site.card import Card
from kg.site.resource import Library

NAMES = ("state:srb", "state:civ", "vendor:huawei", "technology:facial-recognition", "initiative:bri", "region:africa")


@pytest.mark.parametrize("name", NAMES)
def test_an_image_is_small_and_the_same_each_time(library: Library, name: str) -> None:
    made = card.of_thing(library, iri(name))
    assert len(made) < 6_500
    assert [int.from_bytes(made[at : at + 4]) for at in (16, 20)] == list(preview.SMALL)
    assert card.of_thing(library, iri(name)) == made


@pytest.mark.parametrize("register", ["vendor", "technology", "initiative"])
def test_an_image_counts_the_states_that_the_first_sentence_of_the_page_counts(library: Library, register: str) -> None:
    counted = 0
    for name in library.names(register):
        told = card.about(library, name)
        found = re.match(r"(\d+) (states? )", told.text)
        if found:
            assert told.counts[0][0] == len(told.states) == int(found[1])
            counted += 1
    assert counted > 2


def test_the_map_of_a_vendor_has_the_states_that_the_question_answers(library: Library, released: ox.Store) -> None:
    asked = {row["state"] for row in query.find("states-of-vendor").run(released, vendor="huawei").values()}
    assert asked <= set(card.about(library, iri("vendor:huawei")).states)


def test_a_region_has_the_states_of_the_regions_within_it(library: Library) -> None:
    states = card.about(library, iri("region:africa")).states
    assert {iri("state:ken"), iri("state:mar")} <= set(states)
    assert iri("state:srb") not in states


def test_letters_that_the_font_lacks_leave_the_image_of_the_kind(library: Library) -> None:
    own = card.drawn(library, "vendor/x", Card("Vendor", "Huawei"))
    assert own != preview.drawn("vendor")
    for name in ("华为", "هواوي", "Huawei 🛰"):
        assert card.drawn(library, "vendor/x", Card("Vendor", name)) == preview.drawn("vendor")


def test_a_long_title_and_a_long_text_stay_within_the_image(library: Library) -> None:
    long = "Interministerial " * 40
    made = card.drawn(library, "state/x", Card(long, long, long, ((10**12, long),), (iri("state:srb"),)))
    assert len(made) < 12_000


def test_every_thing_of_the_graph_but_claims_has_an_image_of_its_own() -> None:
    assert preview.card("state/srb") == "preview/state/srb.png"
    assert preview.card("question/suppliers-of-state") == "preview/question/suppliers-of-state.png"
    for at in ("state/index", "claim/0a1b", "term/Use", "explorer", "index"):
        assert preview.card(at).count("/") == 1
    assert set(preview.UNDRAWN) <= set(address.registers())
    assert len(card.COLORS) <= png.COLORS
