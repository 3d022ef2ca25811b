"""A term gives way to another wherever a query means it, and nowhere else."""

import pyoxigraph as ox
import pytest

from kg.query.substitution import substituted

A, B = "http://a.example/ns#A", "http://b.example/B"
OTHERS = {A: f"<{B}>"}


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX x: <http://a.example/ns#> SELECT * { ?s a x:A }",
        "prefix : <http://a.example/ns#> SELECT * { ?s a :A. }",
        f"SELECT * {{ ?s ?p ?o ; a <{A}> }}",
        f"SELECT * {{ [] a <{A}>,<{A}> }}",
        "PREFIX x: <http://a.example/ns#> SELECT * { VALUES ?t { x:A } ?s a ?t }",
        "PREFIX x: <http://a.example/ns#> SELECT * { ?s a x:\\u0041 }",
    ],
)
def test_a_term_gives_way_however_it_is_written(text: str) -> None:
    told = substituted(text, OTHERS)
    assert B in told
    ox.Store().query(told)
    assert substituted(told, OTHERS) == told


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX x: <http://a.example/ns#> SELECT * { ?s a x:AB } # x:A",
        f"SELECT * {{ ?s ?p '<{A}>' }}",
        'PREFIX x: <http://a.example/ns#> SELECT * { ?s ?p """x:A""" }',
        "PREFIX x: <http://other.example/ns#> SELECT * { ?s a x:A }",
    ],
)
def test_what_only_looks_like_the_term_stays(text: str) -> None:
    assert substituted(text, OTHERS) == text
