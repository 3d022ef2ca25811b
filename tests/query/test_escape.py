"""Codepoint escapes: one in a name means its character, and none lets a query past what it is held to."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import QueryError
from kg.query import escape, federation, query, syntax
from kg.server import sparql

GRAPHS = ox.Store()
for _name in ("x:g", "x:h"):
    GRAPHS.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(_name), ox.NamedNode(_name)))


def escaped(character: str, long: bool) -> str:
    """Return the escape of a character."""
    return f"\\U{ord(character):08X}" if long or ord(character) > 0xFFFF else f"\\u{ord(character):04x}"


@st.composite
def spelt(draw: st.DrawFn, text: str, among: str = r"[\w:?.-]") -> str:
    """Give a text some of whose characters are escapes."""
    signs = [
        escaped(sign, draw(st.booleans())) if re.match(among, sign) and draw(st.booleans()) else sign for sign in text
    ]
    return "".join(signs)


def answer(text: str) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in query.run(GRAPHS, text).rows)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?o FROM <x:g> { ?s ?p ?o }",
        "PREFIX ex: <x:> SELECT ?o FROM NAMED ex:h { GRAPH ?g { ex:s ex:p ?o } }",
        "SELECT (COUNT(*) AS ?n) { ?s <x:p> 'x:g' }",
        "SELECT ?été { ?s ?p ?été FILTER(STRLEN(?été) > 2) } ORDER BY DESC(?été)",
        "ASK { <x:s> ?p 'x:h'@en }",
    ],
)
@given(st.data())
def test_an_escape_in_a_name_is_its_character(text: str, data: st.DataObject) -> None:
    written = data.draw(spelt(text))
    told = syntax.read(written)
    assert told.text == text
    assert answer(written) == answer(text)
    (dataset,) = (dict.get(each, "datasetClause", ()) for each in parseQuery(text)[1:2])
    assert len(told.graphs) == len(dataset)


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.data())
def test_a_string_has_the_same_value_however_it_is_spelt(value: str, data: st.DataObject) -> None:
    signs = [
        escaped(sign, data.draw(st.booleans())) if sign in '"\\\n\r' or data.draw(st.booleans()) else sign
        for sign in value
    ]
    written = f'"{"".join(signs)}"'
    (row,) = query.run(ox.Store(), f"SELECT ({written} AS ?x) {{}}").rows
    assert row == (ox.Literal(value),)


@given(st.text(st.sampled_from("\\uU0041abF\"'{}#<> ?x:"), max_size=40))
@example("\\u00\\u0034\\u0031")
@example("\\\\u0041")
@example("\\u005Cu0041")
@example("\\\\\\u0041")
@example("\\U0000\\u0030041")
def test_what_is_resolved_holds_no_escape_that_it_did_not_hold(text: str) -> None:
    once = escape.resolved(text).text
    assert escape.resolved(once).text == once
    for sign in "\"'{}#<> \\":
        assert once.count(sign) == text.count(sign) - (sign == "\\") * len(escape.resolved(text).gone)


SMUGGLED = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX a: <http://127.0.0.1:9/> ASK { SERVICE a:b { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?g . SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?p)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:9/x>",
    "LOAD SILENT <file:///etc/passwd>",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DROP ALL",
    "DELETE WHERE { ?s ?p ?o }",
]
EVERY = r"[^\s]"


@pytest.mark.parametrize("text", SMUGGLED)
@pytest.mark.parametrize("among", [r"\w", r"[\w:/?.<>{}]", EVERY], ids=["letters", "signs", "everything"])
@given(st.data())
def test_no_escape_lets_a_query_write_or_call_another_server(text: str, among: str, data: st.DataObject) -> None:
    written = data.draw(spelt(text, among))
    before = len(GRAPHS)
    with pytest.raises(QueryError):
        query.run(GRAPHS, written)
    with pytest.raises(QueryError):
        query.answered(GRAPHS, written)
    assert len(GRAPHS) == before
    if "SERVICE" in text and among == r"\w":
        assert federation.calls(syntax.read(written).text)
        with pytest.raises(sparql.Forbidden):
            sparql.allowed(written)


@given(spelt("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"))
def test_no_escape_lets_a_query_name_a_file(written: str) -> None:
    with pytest.raises(sparql.Forbidden, match="a file"):
        sparql.allowed(written)


BROKEN = [
    r"SELECT ?x\u0020?y { ?x ?p ?y }",
    r"SELECT * \u007B ?s ?p ?o }",
    r"SELECT * { ?s ?p \u0022x\u0022 }",
    r"SELECT * { ?s ?p ?o } \u0023 SERVICE",
    r"SELECT * { ?s ?p \u003Cx:y> }",
    r"SELECT ?\u00 { ?s ?p ?o }",
    r"SELECT ?\UFFFFFFFF { ?s ?p ?o }",
    r"SELECT ?\uD800 { ?s ?p ?o }",
    r"SELECT ?\u0000 { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", BROKEN)
def test_an_escape_of_what_parts_names_is_refused_where_it_stands(text: str) -> None:
    with pytest.raises(QueryError) as error:
        query.run(GRAPHS, text)
    assert f"line 1, column {text.index(chr(92)) + 1}: an escape stands there for no character of a name" in str(
        error.value
    )


def test_a_place_is_told_as_it_was_given() -> None:
    with pytest.raises(QueryError, match=r"line 2, column 23: the prefix 'nope:' is not declared"):
        query.run(GRAPHS, "SELECT ?\\u0061\n{ ?\\u0062 ?\\U00000063 nope:d }")
