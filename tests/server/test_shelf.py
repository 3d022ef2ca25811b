"""What the server reads of a graph as it is asked for is what a library of the whole has, and no more than is shown."""

from collections.abc import Sequence

import pyoxigraph as ox
import pytest

from kg.namespace import base_in_use, iri
from kg.server import document
from kg.server.shelf import Shelf
from kg.site import page
from kg.site.resource import Library
from kg.site.section import Later

LARGEST = "aigs-2022"
"""The source with the most situations on its page; they take several."""


def test_of_a_large_source_the_receipts_are_read_of_what_a_page_shows_alone(library: Library, shelf: Shelf) -> None:
    claims = len([one for section in library.sections(iri(f"source:{LARGEST}")) for one in section.rows])
    assert claims > 5 * page.ROWS
    for place, most in (("source/{}.2.html", 4 * page.ROWS), ("source/{}.atom", 0), ("preview/source/{}.png", 0)):
        fresh = Shelf(shelf.store)
        assert document.documents(fresh, place.format(LARGEST), base_in_use())
        assert len(fresh.receipts._held) <= most


@pytest.mark.parametrize(
    "name", ["source:aigs-2022", "source:us-lists", "state:srb", "vendor:huawei", "list:bis-entity-list"]
)
def test_what_is_read_together_is_what_is_read_one_by_one(library: Library, released: ox.Store, name: str) -> None:
    fresh = Shelf(released)
    there = iri(name)
    found = library.situations(there)
    assert fresh.situations(there) == found
    said = fresh.sayings(sorted(found))
    assert {each: sorted(told) for each, told in said.items()} == {
        each: sorted(told) for each, told in library.sayings(sorted(found)).items()
    }
    assert all(said.values())
    assert page.html(fresh, there) == page.html(library, there)


def test_each_value_is_made_once_and_only_where_it_is_asked_for() -> None:
    made: list[str] = []

    def make(names: Sequence[str]) -> list[str]:
        made.extend(names)
        return [each.upper() for each in names]

    later = Later("abcdef", make)
    assert (len(later), made) == (6, [])
    assert (later[1:3], later[-1], later[2]) == (["B", "C"], "F", "C")
    assert made == ["b", "c", "f"]
    assert list(later) == list("ABCDEF")
    assert sorted(made) == list("abcdef")
    with pytest.raises(IndexError):
        later[6]
