"""What is counted in columns: the same rows as the engine gives, on graphs of any kind, and on the released one."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import tabulation
from kg.graph.store import in_memory, open_store, save
from kg.namespace import RDFS
from kg.query import columns, fault, order, pattern, query, rewriting, syntax
from kg.query.solution import Table
from kg.query.tally import tallies

COLUMNS = Path(__file__).parents[2] / "benchmarks" / "peers" / "columns"
NAMES = ("a", "b", "c", "ä", "b/c")
GRAPHS = (ox.NamedNode("urn:x:g1"), ox.NamedNode("urn:x:g2"))
PREDICATES = tuple(f"urn:x:p{number}" for number in range(3))
PREFIX = "PREFIX x: <urn:x:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
LABELS = [
    ox.Quad(ox.NamedNode(f"urn:x:{name}"), ox.NamedNode(RDFS + "label"), ox.Literal(text, language=tongue), GRAPHS[0])
    for name, text, tongue in (
        ("a", "a", "en"),
        ("a", 'a"\\', "en"),
        ("b", "b", "en"),
        ("ä", "ä", "es"),
        ("c", "b", "en"),
    )
]
KINDS = """
{ COUNT { ?k x:p0 ?o } GROUP BY ?k }
{ COUNT { ?s x:p0 ?k ; x:p1 ?o } GROUP BY ?k }
{ SELECT ?k ?j (COUNT(DISTINCT ?o) AS ?n) WHERE { ?o x:p0 ?k ; x:p1 ?j } GROUP BY ?k ?j }
{ SELECT ?k (COUNT(DISTINCT ?o) AS ?n) (GROUP_CONCAT(DISTINCT STR(?o); separator=" ") AS ?t)
  WHERE { ?o x:p0 ?k } GROUP BY ?k }
{ SELECT ?k
    (CONCAT(GROUP_CONCAT(DISTINCT STR(?s); separator="|"), "/", GROUP_CONCAT(DISTINCT STR(?o); separator=", ")) AS ?t)
  WHERE { ?s x:p0 ?k . ?o x:p1 ?k } GROUP BY ?k }
{ COUNT { { SELECT ?o ?k WHERE { ?o x:p0 ?k } } { SELECT ?o WHERE { ?o x:p1 ?k } } } GROUP BY ?k }
{ COUNT { GRAPH ?g { ?k x:p0 ?o . ?o x:p1 ?s } } GROUP BY ?k }
{ SELECT ?k (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?k x:p0 ?o } } GROUP BY ?k }
{ COUNT { GRAPH x:g1 { ?k x:p0 ?o } VALUES ?o { x:a x:b x:none } } GROUP BY ?k }
{ COUNT { VALUES ?k { x:a x:b } VALUES ?k { x:b } ?k x:p0 ?o , ?s } GROUP BY ?k }
{ COUNT { ?k x:p0 ?o . FILTER(?k != ?o) FILTER(?o != x:a) } GROUP BY ?k }
{ SELECT ?k ?j (COUNT(DISTINCT ?o) AS ?n) WHERE { ?k x:p0 ?o . ?j x:p0 ?o FILTER(STR(?k) < STR(?j)) } GROUP BY ?k ?j }
{ SELECT ?k (COUNT(DISTINCT ?m) AS ?n) (COUNT(DISTINCT ?o) AS ?all)
  WHERE { ?k x:p0 ?o ; x:p1 ?s BIND(IF(?s = x:a, ?none, ?o) AS ?m) } GROUP BY ?k }
{ SELECT ?k (COUNT(DISTINCT ?m) AS ?n) WHERE { ?k x:p0 ?o ; x:p1 ?s BIND(IF(?s = x:a, ?s, ?o) AS ?m) } GROUP BY ?k }
{ COUNT { ?k x:p0 ?k ; x:p1 ?o ; x:p2 x:b . } GROUP BY ?k }
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } VALUES ?least { 2 } FILTER(?n >= ?least)
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } OPTIONAL { ?k rdfs:label ?l . FILTER(LANG(?l) = "en") } FILTER(BOUND(?l))
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "es") }
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } ?k x:p1 ?s OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } FILTER(?l != "b") OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ COUNT { ?k x:p0 ?o } GROUP BY ?k } UNION { ?k x:p1 ?s } OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ ?k x:p1 ?s } UNION { COUNT { ?k x:p0 ?o } GROUP BY ?k } OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ ?k x:p1 ?s } MINUS { COUNT { ?k x:p0 ?o } GROUP BY ?k } OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ ?k x:p1 ?s } OPTIONAL { COUNT { ?k x:p0 ?o } GROUP BY ?k } OPTIONAL { ?k rdfs:label ?l FILTER(LANG(?l) = "en") }
{ ?k x:p1 ?s } OPTIONAL { COUNT { ?k x:p0 ?o } GROUP BY ?k } VALUES ?least { 2 } FILTER(?n >= ?least)
""".strip()
SELECT = "SELECT ?k (COUNT(DISTINCT ?o) AS ?n) WHERE"
SUBSELECTS = [each.replace("COUNT {", f"{SELECT} {{") for each in re.split(r"\n(?=\{)", KINDS)]
NOT_COUNTED = (
    "{ SELECT ?k (COUNT(?o) AS ?n) WHERE { ?k x:p0 ?o } GROUP BY ?k }",
    "{ SELECT ?k (SUM(DISTINCT ?o) AS ?n) WHERE { ?k x:p0 ?o } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o } GROUP BY ?k HAVING (?n > 1) }",
    "{ COUNT { ?k x:p0 ?o } GROUP BY ?k LIMIT 2 }",
    "{ SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?k x:p0 ?o } }",
    "{ COUNT { ?k x:p0/x:p1 ?o } GROUP BY ?k }",
    "{ COUNT { ?k x:p0? ?o } GROUP BY ?k }",
    "{ COUNT { ?k ?p ?o } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o ; x:p1 'a' } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o OPTIONAL { ?k x:p1 ?s } } GROUP BY ?k }",
    "{ COUNT { { ?k x:p0 ?o } UNION { ?k x:p1 ?o } } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o MINUS { ?k x:p1 ?s } } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o FILTER(?o < x:a) } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o FILTER(?o != x:a && ?k != x:a) } GROUP BY ?k }",
    "{ COUNT { ?k x:p0 ?o { SELECT ?s { ?s x:p1 ?t FILTER(?k != ?s) } } } GROUP BY ?k }",
    "{ COUNT { VALUES ?k { UNDEF } ?k x:p0 ?o } GROUP BY ?k }",
    "{ SELECT ?k (COUNT(DISTINCT ?m) AS ?n) WHERE { BIND(IF(?s = x:a, ?k, ?o) AS ?m) ?k x:p0 ?o , ?s } GROUP BY ?k }",
    "{ SELECT ?m (COUNT(DISTINCT ?o) AS ?n) WHERE { ?k x:p0 ?o BIND(IF(?o = x:a, ?k, ?o) AS ?m) } GROUP BY ?m }",
    "GRAPH x:g1 { { COUNT { ?k x:p0 ?o } GROUP BY ?k } }",
    "?k x:p0 ?z FILTER EXISTS { { COUNT { ?k x:p0 ?o } GROUP BY ?k } }",
)

quads = st.builds(
    lambda s, p, o, g: ox.Quad(ox.NamedNode(f"urn:x:{s}"), ox.NamedNode(p), ox.NamedNode(f"urn:x:{o}"), g),
    *(st.sampled_from(each) for each in (NAMES, PREDICATES, NAMES, GRAPHS)),
)


def made(found: list[ox.Quad], folder: Path) -> ox.Store:
    """Return a store on disk with columns, opened as a graph is; it has labels as well."""
    store = ox.Store(str(folder))
    store.extend([*LABELS, *found])
    store.flush()
    assert tabulation.write(
        folder, ["".join(f"{quad} .\n" for quad in [*LABELS, *found]).encode()], PREDICATES, least=0
    )
    del store
    opened = ox.Store.read_only(str(folder))
    columns.attach(opened, folder)
    return opened


def rows(table: Table) -> Counter[tuple[object, ...]]:
    """Return how often each row comes; the texts that are listed in one are the same in any order."""
    told = [[None if term is None else re.split(r" |\||/(?=urn)|, ", term.value) for term in row] for row in table.rows]  # type: ignore[union-attr]
    return Counter(tuple(None if cell is None else tuple(sorted(cell)) for cell in row) for row in told)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(quads, max_size=25))
def test_the_rows_are_those_of_the_engine_on_any_graph(
    tmp_path_factory: pytest.TempPathFactory, found: list[ox.Quad]
) -> None:
    store, plain = made(found, tmp_path_factory.mktemp("store")), ox.Store()
    plain.extend([*LABELS, *found])
    for each in SUBSELECTS:
        text = f"{PREFIX}SELECT * WHERE {{ {each} }}"
        assert rewriting.rewritten(store, fault.read(text), text) is not None, each
        assert rows(query.run(store, text)) == rows(query.run(plain, text)), each


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_what_may_mean_something_else_is_left_to_the_engine(text: str) -> None:
    assert tallies(syntax.read(f"{PREFIX}SELECT * WHERE {{ {text.replace('COUNT {', SELECT + ' {')} }}")) == ()


@pytest.fixture(scope="module")
def tabled(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the released graph on disk with columns, as a larger one has them."""
    folder = tmp_path_factory.mktemp("released") / "kg"
    save(released, folder)
    assert tabulation.write(folder, [released.dump(format=ox.RdfFormat.N_QUADS) or b""], least=0)
    return open_store(folder)


def test_every_query_that_counts_gives_the_rows_of_the_engine(released: ox.Store, tabled: ox.Store) -> None:
    counting = [
        each for place in tabulation.FOLDERS for each in query.read_all(place) if tallies(syntax.read(each.text))
    ]
    rewritten = {each.name for each in counting if rewriting.rewritten(tabled, fault.read(each.text), each.text)}
    assert rewritten >= {path.stem for path in COLUMNS.glob("*.sql")} - {"chinese-technology-and-bri"}
    for each in counting:
        here, there = each.run(tabled), each.run(released)
        assert here.columns == there.columns
        assert rows(here) == rows(there), each.name
        sorted_ = order.parted(syntax.read(each.text))[1]
        for name in {name for name, _ in sorted_.keys} & {*here.columns} if sorted_ else ():
            place = here.columns.index(name)
            assert [row[place] for row in here.rows] == [row[place] for row in there.rows], each.name


def test_the_columns_hold_what_the_store_holds(tabled: ox.Store) -> None:
    held = columns.of(tabled)
    assert held is not None
    for predicate in held.predicates:
        quads = tabled.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        there = Counter(
            tuple(str(part).strip("<>") for part in (quad.subject, quad.object, quad.graph_name))
            for quad in quads
            if not {type(quad.subject), type(quad.object)} & {ox.BlankNode}
        )
        node = pattern.Pattern(*(pattern.Node("s", True), predicate, pattern.Node("o", True), pattern.Node("g", True)))
        found = held.matches(node, {})
        terms = [[held.terms[number] for number in found[name].tolist()] for name in "sog"]
        assert there == Counter(row for row in zip(*terms, strict=True) if "_:" not in {each[:2] for each in row})


def test_columns_of_a_store_that_was_changed_are_not_read(tmp_path: Path) -> None:
    found = [
        ox.Quad(ox.NamedNode("urn:x:a"), ox.NamedNode(PREDICATES[0]), ox.NamedNode("urn:x:b"), ox.NamedNode("urn:g"))
    ]
    assert columns.of(made(found, tmp_path / "store")) is not None
    changed = ox.Store(str(tmp_path / "store"))
    changed.add(ox.Quad(found[0].subject, found[0].predicate, ox.NamedNode("urn:x:c"), found[0].graph_name))
    del changed
    again = ox.Store.read_only(str(tmp_path / "store"))
    columns.attach(again, tmp_path / "store")
    assert columns.of(again) is None


def test_a_copy_in_memory_has_the_quads_and_the_columns_of_the_store(tmp_path: Path) -> None:
    found = [ox.Quad(ox.BlankNode("one"), ox.NamedNode("urn:x:p"), ox.NamedNode("urn:x:b"), ox.NamedNode("urn:g"))]
    store = made(found, tmp_path / "store")
    copy = in_memory(store)
    assert set(copy) == set(store)
    assert columns.of(copy) is columns.of(store) is not None
    assert columns.of(in_memory(ox.Store())) is None


def test_a_broken_file_of_columns_leaves_the_answer_to_the_engine(tmp_path: Path) -> None:
    found = [
        ox.Quad(ox.NamedNode("urn:x:a"), ox.NamedNode(PREDICATES[0]), ox.NamedNode("urn:x:b"), ox.NamedNode("urn:g"))
    ]
    store = made(found, tmp_path / "store")
    (tmp_path / "store" / columns.ROWS).write_bytes(b"")
    assert len(query.run(store, f"{PREFIX}SELECT * WHERE {{ {SUBSELECTS[0]} }}")) == 1


def test_what_is_wrong_is_told_where_it_stands_in_the_text(tmp_path: Path) -> None:
    store = made([], tmp_path / "store")
    told = []
    for each in (store, ox.Store()):
        with pytest.raises(QueryError, match="line 4, column 2: not valid SPARQL") as error:
            query.run(each, f"{PREFIX}SELECT * WHERE {{ {SUBSELECTS[0]}\n FILTER(?n > 2 3) \n}}")
        told.append(str(error.value))
    assert told[0] == told[1]


def test_a_predicate_with_a_literal_or_a_blank_node_of_another_file_has_no_columns(tmp_path: Path) -> None:
    made([], tmp_path / "store")
    first = b'_:a <urn:x:p0> <urn:x:b> <urn:g> .\n<urn:x:a> <urn:x:p1> "text and more" <urn:g> .\n'
    tabulation.write(tmp_path / "store", [first, b"_:a <urn:x:p2> <urn:x:b> <urn:g> .\n"], PREDICATES, least=0)
    assert list(columns.Columns(tmp_path / "store").predicates) == [PREDICATES[0]]


def test_a_store_that_nobody_holds_any_more_is_let_go(tmp_path: Path) -> None:
    before = len(columns._known)
    held = [made([], tmp_path / str(number)) for number in range(2)]
    assert columns.of(held[0]) is not None
    assert columns.of(held[1]) is not None
    del held[0]
    last = made([], tmp_path / "last")
    assert len(columns._known) <= min(columns.HELD, before + 2)
    assert columns.of(held[0]) is not None
    assert columns.of(last) is not None


def test_a_graph_of_few_bytes_has_no_columns(tmp_path: Path) -> None:
    assert not tabulation.write(tmp_path, [b""])
    assert not list(tmp_path.iterdir())
