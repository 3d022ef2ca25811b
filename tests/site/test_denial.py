"""A denial has a page that says what is denied, and stands beside what others say of the same."""

import re
from pathlib import Path

import pyoxigraph as ox

from kg.namespace import iri
from kg.server import repertory
from kg.server.shelf import Shelf
from kg.site import page
from kg.site.resource import Library
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

GAZETTE = 'title = "The other paper"\ntype = "Article"\n'
NO = SUPPLY + 'stance = "denies"\nclaimedBy = "organization:herald"\n'


def build(folder: Path, **claims: str) -> ox.Store:
    for id_, toml in claims.items():
        invented.write(folder / "sources", id_, toml)
    return invented.dataset(folder / "sources", invented.registers(folder))


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def denial(library: Library) -> str:
    (name,) = [each for each in library.names("claim") if library.receipts[each].modality == "denialInStatement"]
    return name


def test_the_page_of_a_denial_says_what_is_denied_and_in_whose_voice(tmp_path: Path) -> None:
    library = Library(build(tmp_path, gazette=GAZETTE + NO))
    told = text(page.html(library, denial(library)))
    assert "supplier Acme" in told
    assert "recipient Adania" in told
    assert "how firmly denied" in told
    assert "whose voice The Herald" in told
    assert library.label(denial(library)).startswith("Denied: Supply: Acme · Adania")


def test_the_page_of_a_situation_that_is_only_denied_says_so(tmp_path: Path) -> None:
    library = Library(build(tmp_path, gazette=GAZETTE + NO))
    (situation,) = library.names("situation")
    told = text(page.html(library, situation))
    assert "It is only denied: no rule derives anything from it." in told
    assert "The other paper" in told


def test_both_sides_stand_on_the_pages_of_a_situation_and_of_a_state(tmp_path: Path) -> None:
    library = Library(build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + NO))
    (situation,) = library.names("situation")
    for name in (situation, iri("state:ada")):
        told = text(page.html(library, name))
        assert "denied voice: The Herald" in told
        assert "only denied" not in told


def test_the_source_of_a_denial_lists_it_and_an_assistant_is_told_what_it_says(tmp_path: Path) -> None:
    store = build(tmp_path, gazette=GAZETTE + NO)
    assert "only denied §" in text(page.html(Library(store), iri("source:gazette")))
    (told,) = repertory.receipts(Shelf(store), "vendor:acme", 10, 0)["claims"]
    assert told["says"].startswith("Supply: Acme · Adania")
