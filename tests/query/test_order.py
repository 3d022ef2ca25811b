"""The order of rows, made outside the engine: what it makes itself, and texts that are left to it."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.namespace import folder
from kg.query import order, query, syntax
from kg.query.solution import Term

P = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
PATTERN = "WHERE { ?s rdfs:label ?label }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?s {PATTERN} ORDER BY ?s LIMIT 3",
        f"SELECT ?s {PATTERN} ORDER BY STR(?label)",
        f"SELECT ?s {PATTERN} GROUP BY ?s ORDER BY COUNT(?label)",
        f"SELECT ?s {PATTERN} # ORDER BY ?s",
        f"SELECT ?s {PATTERN} ORDER BY ?s OFFSET 2 # }} ORDER BY DESC(?s)",
        f"SELECT ?s {PATTERN} # a > b }} ORDER BY DESC(?s)",
        f"SELECT ?s {PATTERN} #}}\rORDER BY STR(?s) #\nORDER BY ?s",
        'SELECT ?s WHERE { ?s ?p """} ORDER BY ?s""" }',
        "CONSTRUCT WHERE { ?s ?p ?o } ORDER BY ?s",
        f"SELECT ?s {PATTERN} ORDER BY ?s VALUES ?s {{ rdfs:label }}",
        f"SELECT ?s WHERE {{ {{ SELECT ?s {PATTERN} ORDER BY ?s }} }}",
    ],
)
def test_a_query_that_sorts_by_more_than_variables_or_is_cut_stays_as_it_is(text: str) -> None:
    assert order.parted(syntax.read(text)) == (text, None)


def test_a_query_loses_only_its_last_order() -> None:
    inner = f"SELECT ?s WHERE {{ {{ SELECT ?s {PATTERN} ORDER BY ?s LIMIT 2 }} }} "
    left, found = order.parted(syntax.read(f"{inner}ORDER #}}\r BY DESC ( ?s ) # ORDER BY ?label\n ?label\n#}}"))
    assert left == inner
    assert found is not None
    assert found.clause == "ORDER BY DESC(?s) ASC(?label)"


KEYS = ["?text", "DESC(?text)", "?kind ?text", "DESC(?kind) ?s", "?none ?s", "DESC(?number) ?s", "asc( ?s )"]


@pytest.mark.parametrize("key", KEYS)
def test_rows_come_in_the_order_the_engine_gives_them(released: ox.Store, key: str) -> None:
    text = (
        f"{P}SELECT DISTINCT ?s ?kind ?text ?number WHERE {{ ?s a ?kind ; rdfs:label ?label "
        f"FILTER(ISIRI(?s)) BIND(STR(?label) AS ?text) BIND(IF(STRLEN(?text) > 9, STRLEN(?text), ?none) AS ?number) }} "
        f"ORDER BY {key}"
    )
    whole = f"{text} ?s ?kind ?text ?number"
    told = [tuple(row) for row in released.query(whole, use_default_graph_as_union=True)]  # type: ignore[union-attr]
    assert len(told) > 1_000
    assert query.run(released, whole).rows == told


def test_an_order_by_what_is_no_column_or_a_blank_node_is_the_engines() -> None:
    store = ox.Store()
    store.load(b'<a:1> <a:p> "b" . <a:2> <a:p> "a" . _:x <a:p> "c" .', format=ox.RdfFormat.TURTLE)
    by_value = query.run(store, "SELECT ?s WHERE { ?s <a:p> ?o FILTER(ISIRI(?s)) } ORDER BY ?o").rows
    assert [str(s) for (s,) in by_value] == ["<a:2>", "<a:1>"]
    by_subject = query.run(store, "SELECT ?s WHERE { ?s <a:p> ?o } ORDER BY DESC(?s)").rows
    assert [str(s) for (s,) in by_subject][:2] == ["<a:2>", "<a:1>"]
    hidden = query.run(store, "SELECT (STR(?o) AS ?t) WHERE { ?s <a:p> ?o } ORDER BY DESC(?o)").rows
    assert [t.value for (t,) in hidden] == ["c", "b", "a"]  # type: ignore[union-attr]


def test_texts_that_need_escapes_and_unbound_values_are_sorted() -> None:
    store = ox.Store()
    store.load(rb'<a:1> <a:p> "say \"b\"\n{" . <a:2> <a:p> "a\\" . <a:3> <a:q> "x" .', format=ox.RdfFormat.TURTLE)
    text = "SELECT ?s ?o WHERE { ?s ?any ?thing OPTIONAL { ?s <a:p> ?o } } ORDER BY DESC(?o)"
    assert [str(s) for s, _ in query.run(store, text).rows] == ["<a:1>", "<a:2>", "<a:3>"]


KINDS: list[st.SearchStrategy[Term | None]] = [
    st.text(alphabet="aZz é\U0001f600\uffee", max_size=3).map(ox.Literal),
    st.integers(-(10**16), 10**16).map(ox.Literal),
    st.sampled_from(["a:1", "a:10", "a:é", "b:2"]).map(ox.NamedNode),
    st.sampled_from([ox.Literal(1.5), ox.Literal("b", language="fr"), None]),
]
COLUMN = st.one_of(*(st.lists(kind, min_size=6, max_size=6) for kind in [st.one_of(*KINDS), *KINDS]))


@given(
    COLUMN, COLUMN, st.sampled_from(["?a", "DESC(?a) ?b", "asc(?b) DESC ( ?a )", "?a DESC(?b)", "DESC(?b) DESC(?a)"])
)
def test_whatever_the_values_are_the_order_is_the_engines(a: list[Term | None], b: list[Term | None], key: str) -> None:
    rows: list[order.Row] = [(*pair, ox.Literal(place)) for place, pair in enumerate(zip(a, b, strict=True))]
    keys = {"a": a, "b": b}
    found = syntax.read(f"SELECT * {{ }} ORDER BY {key}").order
    assert found is not None
    arranged = order.arranged(rows, ("a", "b", "place"), found)
    assert arranged == [rows[place] for place in order._engine_sorted(keys, found)]


NAMES = ["Angola", "Côte d’Ivoire", "Czechia", "Éire", "Estonia", "eSwatini", "iFlytek", "Zimbabwe", "ZTE"]


@given(st.permutations(NAMES), st.booleans(), st.sampled_from([None, 1.5, 3, "b"]))
def test_names_stand_as_in_an_index_after_whatever_else_they_are_sorted_by(
    names: list[str], down: bool, odd: float | str | None
) -> None:
    other = None if odd is None else ox.Literal(odd)
    rows: list[order.Row] = [
        (ox.Literal(7) if at % 2 else other, ox.Literal(name, language="en")) for at, name in enumerate(names)
    ]
    found = syntax.read(f"SELECT * {{ }} ORDER BY ?first {'DESC(?name)' if down else '?name'}").order
    arranged = order.arranged(rows, ("first", "name"), found)
    assert arranged is not None
    for first in (ox.Literal(7), other):
        told = [name.value for each, name in arranged if each == first]  # type: ignore[union-attr]
        assert told == sorted(told, key=NAMES.index, reverse=down)
    assert {each for each, _ in arranged[: len(names) // 2]} != {each for each, _ in arranged}


def test_rows_without_a_name_come_first_and_one_name_in_two_languages_by_its_language() -> None:
    terms = [ox.Literal("b", language="en"), None, ox.Literal("a", language="fr"), ox.Literal("a", language="en")]
    found = syntax.read("SELECT * { } ORDER BY ?name").order
    arranged = order.arranged([(each,) for each in terms], ("name",), found)
    assert arranged == [(terms[1],), (terms[3],), (terms[2],), (terms[0],)]


def test_most_questions_are_sorted_here() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder("queries") / "questions").glob("*.rq"))]
    assert sum(order.parted(syntax.read(text))[1] is not None for text in texts) > 0.9 * sum(
        "ORDER BY" in text for text in texts
    )
