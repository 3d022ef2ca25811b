"""The union of the named graphs is a set: what counts triples says one number, whoever counts."""

import pyoxigraph as ox
import pytest

from kg.query import query
from kg.server import fragment
from kg.server.shelf import Shelf


def test_each_triple_stands_in_one_graph(released: ox.Store) -> None:
    whole = [str(quad.triple) for quad in released]
    assert len(whole) == len(set(whole))


PATTERNS = ["?s ?p ?o", "?s a ais:CellSelector", "?s a oa:SpecificResource", "?s oa:hasSource ?o"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_count_is_that_of_distinct_rows(released: ox.Store, pattern: str) -> None:
    prefixes = "PREFIX ais: <https://w3id.org/ai-surveillance/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    counts = [
        next(query.run(released, f"{prefixes}SELECT (COUNT({how}*) AS ?n) {{ {pattern} }}").values())["n"]
        for how in ("", "DISTINCT ")
    ]
    assert counts[0] == counts[1] > 0


def test_the_server_counts_alike(released: ox.Store) -> None:
    shelf = Shelf(released)
    assert sum(shelf.graphs.values()) == fragment.total(released, fragment.pattern("", "", "")) == len(released)
