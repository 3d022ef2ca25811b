"""What a SPARQL text says of itself: its terminals, its form, its dataset, its prefixes, its outermost order."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import QueryError
from kg.namespace import BASE, folder
from kg.query import query, syntax

NOWHERE = [
    "?from",
    "$order",
    "ex:from",
    "ex:order.by",
    "from:service",
    "ex:a\\#b",
    "ex:%23",
    "<http://x/FROM?a#ORDER>",
    "<http://x/it's>",
    "'FROM <x:g> }'",
    "'it\\'s } ORDER BY ?s'",
    '"} ORDER BY ?s #"',
    '"x"@from',
    "'x'@order-by",
    "'''a 'b' ''}\nORDER BY ?s '''",
    '"""} FROM "" <x:g> \\""""',
    "'1'^^ex:from",
    "''",
    '""',
    "1.5e3",
    "true",
]
"""Terms in which a word is no keyword."""
GAPS = [" ", "\n", "\t", "\r", " # } ORDER BY ?s FROM <x:g>\n", "#'\r", '#"""\r\n', " #<\n "]
TERMS = st.sampled_from(NOWHERE)
GAP = st.lists(st.sampled_from(GAPS), min_size=1, max_size=2).map("".join)
PREFIXES = "PREFIX ex: <http://x/> PREFIX from: <http://y/#>"


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, tuple[str, ...], bool]:
    """Give a SELECT of any spelling, the graphs it names, and whether it is sorted by its variables."""

    def cased(word: str) -> str:
        return draw(st.sampled_from([word, word.lower(), word.title()]))

    graphs = draw(st.lists(st.sampled_from(["http://g/1", "http://g/#2"]), max_size=2))
    named = [cased("FROM") + (f" {cased('NAMED')} " if draw(st.booleans()) else " ") + f"<{each}>" for each in graphs]
    triples = [f"?s ?p {draw(TERMS)} ." for _ in range(draw(st.integers(1, 3)))]
    filters = draw(st.sampled_from(["", "FILTER(?s<?p&&?p>?s)", "FILTER(1<2)", "FILTER EXISTS { ?s ?p ?o }"]))
    inner = draw(st.sampled_from(["", "{ SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3 }"]))
    order = draw(st.sampled_from(["", "ORDER BY ?s", "ORDER BY DESC( ?s ) ?p", "ORDER BY STR(?s)"]))
    select = f"{cased('SELECT')} ?s ?p"
    parts = [PREFIXES, select, *named, "{", *triples, filters, inner, "}", order]
    return "".join(part + draw(GAP) for part in parts if part), tuple(graphs), bool(order) and "STR" not in order


@given(texts())
def test_a_keyword_is_found_where_it_is_one_and_nowhere_else(made: tuple[str, tuple[str, ...], bool]) -> None:
    text, graphs, sorted_ = made
    ox.Store().query(text)
    told = syntax.read(text)
    assert told.fault is None
    assert (told.form, told.graphs) == ("SELECT", graphs)
    assert (told.order is not None) is sorted_
    assert told.prefixes == {"ex": "http://x/", "from": "http://y/#"}


@given(texts())
def test_the_dataset_is_that_of_another_parser(made: tuple[str, tuple[str, ...], bool]) -> None:
    text, graphs, _ = made
    if "\r" in text:  # rdflib ends a comment at a line feed alone
        return
    parsed = parseQuery(text)[1]
    clauses = dict.get(parsed, "datasetClause", ())
    assert tuple(str(next(iter(each.values()))) for each in clauses) == graphs


@pytest.mark.parametrize("path", sorted(folder("queries").glob("*/*.rq")), ids=lambda path: path.stem)
def test_every_query_of_the_library_is_read_without_a_fault(path: object) -> None:
    told = syntax.read(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert (told.fault, told.undeclared(), told.unclosed) == (None, None, None)
    assert told.form in syntax.QUERIES


@pytest.mark.parametrize("text", ["SELECT * FROMNAMED <x:g> {}", "ASKFROM <x:g> {}", "SELECT * {} ORDERBY ?s"])
def test_keywords_that_run_together_are_refused_though_the_engine_takes_some(text: str) -> None:
    with pytest.raises(
        QueryError, match=r"^query, line 1, column \d+: \w+ is no keyword; part two keywords by a blank$"
    ):
        query.run(ox.Store(), text)


# What FROM says


@pytest.fixture(scope="module")
def graphs() -> ox.Store:
    """Return a store of two graphs, with two triples and with one."""
    store = ox.Store()
    store.load(b"<x:g> { <x:a> <x:p> 1 , 2 } <x:h> { <x:a> <x:p> 3 }", format=ox.RdfFormat.TRIG)
    return store


@pytest.mark.parametrize(
    ("clauses", "count"),
    [
        ("", 3),
        ("FROM <x:g>", 2),
        ("from\r<x:g>", 2),
        ("FROM <x:g> FROM <x:h>", 3),
        ("FROM x:none", 0),
        ("FROM NAMED <x:g>", 0),
        ("# FROM <x:g>\n", 3),
    ],
)
def test_from_is_the_dataset(graphs: ox.Store, clauses: str, count: int) -> None:
    text = f"PREFIX x: <x:> SELECT (COUNT(*) AS ?n) ('FROM <x:g>' AS ?t) {clauses} WHERE {{ ?s ?p ?o }}"
    assert [row["n"] for row in query.run(graphs, text).values()] == [count]


def test_from_named_bounds_what_graph_sees(graphs: ox.Store) -> None:
    text = "SELECT ?o FROM NAMED <x:h> { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"
    assert [row["o"] for row in query.run(graphs, text).values()] == [3]


def test_an_iri_without_a_scheme_is_one_of_ours() -> None:
    assert [row["s"] for row in query.run(ox.Store(), "SELECT (<state/srb> AS ?s) {}").values()] == [f"{BASE}state/srb"]
    based = query.run(ox.Store(), "BASE <x:/y/> SELECT (<state/srb> AS ?s) {}")
    assert [row["s"] for row in based.values()] == ["x:/y/state/srb"]


def test_a_mark_that_an_editor_puts_before_a_text_is_no_fault() -> None:
    assert bool(query.run(ox.Store(), "\ufeffASK {}"))


# What is wrong is one line, with its place


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "SELECT * {\n ?s rdfs:label ?o }",
            "query, line 2, column 5: the prefix 'rdfs:' is not declared; "
            "begin with PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        ),
        (
            "PREFIX wdt: <http://w/> SELECT * { ?s wdtx:P31 ?o }",
            "query, line 1, column 39: the prefix 'wdtx:' is not declared; did you mean 'wdt'?",
        ),
        (
            "SELEC * {}",
            "query: not valid SPARQL: 'SELEC' is no form of query; did you mean 'SELECT'?; "
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        ("", "query: not valid SPARQL: there is no query; ask with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "SELECT * {\r\n ?s ?p\r ?o FILTER(STRLENG(?o) > 1) }",
            "query, line 3, column 12: not valid SPARQL: STRLENG is neither a keyword nor a function; "
            "did you mean 'STRLEN'?",
        ),
        (
            "SELECT * { ?s ?p ?o",
            "query, line 1, column 10: not valid SPARQL: '{' has no counterpart; close each bracket that is opened",
        ),
        (
            "SELECT * { ?s ?p 'open }",
            "query, line 1, column 18: a string begins that does not end; correct it there",
        ),
        (
            "SELECT ?a ?s { ?s ?p ?o } GROUP BY ?s",
            "query, line 1, column 1: not valid SPARQL: ?a is selected and neither grouped nor aggregated; "
            "name it in GROUP BY, or aggregate it",
        ),
        (
            "SELECT * { ?s ?p }",
            "query, line 1, column 19: not valid SPARQL: the query is not complete after '}'; correct the query there",
        ),
        (
            "SELECT * { ?s ?p <http://[> }",
            "query, line 1, column 18: not valid SPARQL: <http://[> is no IRI; correct it there",
        ),
        (
            "INSERT DATA { <x:a> <x:b> <x:c> }",
            "query: it is an update; ask with SELECT, ASK, CONSTRUCT or DESCRIBE: this only reads",
        ),
        (
            "SELECT * { ?s ?p ?o FILTER(<x:f>(?o)) }",
            "query: the function <x:f> is not known here; use the functions of SPARQL 1.1",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line(graphs: ox.Store, text: str, line: str) -> None:
    with pytest.raises(QueryError) as error:
        query.run(graphs, text)
    assert str(error.value) == line


@given(st.text(alphabet="SELECT ASKFROM{}()<>?xy:#'\"\\\r\n@.;,&|=!1^[]e\u0130\ud800", max_size=60))
def test_any_text_is_answered_or_refused_in_one_line(text: str) -> None:
    line = ""
    try:
        query.run(ox.Store(), text)
    except QueryError as error:
        line = str(error)
    assert "\n" not in line
    assert len(line) < 400


@pytest.mark.parametrize(
    "text",
    [
        *(f"ASK {{ FILTER({open_ * 9000}1{close * 9000}) }}" for open_, close in ["()", ("CONCAT(", ")")]),
        *("ASK " + each * 9000 + "}" * 9000 for each in ("{", "{GRAPH ?g {", "{FILTER EXISTS {")),
        *("ASK { " + each * 9000 + " }" for each in ("OPTIONAL{?s ?p ?o}", "MINUS{?s ?p ?o}", "BIND(1 AS ?x) ")),
        f"ASK {{ ?s ?p {'[<a:> ' * 9000}1{']' * 9000} }}",
        f"ASK {{ ?s ?p {'<<( ?a ?b ' * 9000}?c{')>>' * 9000} }}",
        *(f"ASK {{ ?s {sign.join(['<p:>'] * 9000)} ?o }}" for sign in "/|"),
        f"ASK {{ {' UNION '.join(['{ ?s ?p ?o }'] * 5000)} }}",
        f"ASK {{ {'{ ?s ?p ?o } ' * 5000} }}",
        f"ASK {{ ?s ?p ({'1 ' * 9000}) }}",
        f"ASK {{ ?s ?p {', '.join(['?o'] * 9000)} }}",
        *(f"ASK {{ FILTER(1{(sign + '1') * 9000}) }}" for sign in ("+", "*", "&&", "||")),
        *(f"ASK {{ FILTER({sign * 9000}1) }}" for sign in "!-"),
        f"ASK {{ FILTER(1 IN (1{'+1' * 9000})) }}",
        f"ASK {{ VALUES ?x {{ 1 }} ?s {'/'.join(['<p:>'] * 9000)} ?o }}",
        f"SELECT {' '.join(f'(COUNT(?v{n}) AS ?w{n})' for n in range(5000))} {{ ?s ?p ?o }}",
    ],
    ids=lambda text: text[:20],
)
def test_what_ends_the_process_of_an_engine_is_refused_before_it_is_asked(graphs: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match=r"^query, line 1, column \d+: (brackets stand|there are) more than \d+"):
        query.run(graphs, text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ VALUES (?x ?y) {{ {'(1 <a:>) ' * 5000} }} }}",
        f"SELECT * {{ VALUES ?x {{ {'1 ' * 5000} }} FILTER(?x IN ({','.join(map(str, range(5000)))})) }} LIMIT 5",
    ],
    ids=lambda text: text[:20],
)
def test_lists_of_any_length_are_no_excess(graphs: ox.Store, text: str) -> None:
    assert len(query.run(graphs, text)) > 0


def test_what_people_write_is_not_too_deep(graphs: ox.Store) -> None:
    text = "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 40 + "FILTER(" + "(" * 60 + "true" + ")" * 60 + ") }"
    assert len(query.run(graphs, text)) > 0


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_the_smaller_classes_cut_ascii_as_the_whole_ones_do(text: str) -> None:
    whole, small = (syntax.terminal(each) for each in (False, True))
    for at in range(len(text)):
        one, other = whole.match(text, at), small.match(text, at)
        assert (one and (one.lastgroup, one.end())) == (other and (other.lastgroup, other.end()))


@given(st.text(st.sampled_from("aZ_09:.-?$@#\\%'\"{}^|/ \né·\u0300\u200d漢\U00020000…"), max_size=30))
def test_text_with_other_letters_is_cut_as_the_whole_classes_cut_it(text: str) -> None:
    for token in syntax.read(text).tokens:
        whole = syntax.terminal().match(text, token.start)
        assert (whole.lastgroup, whole.end()) == (token.kind, token.end) if whole else token.kind == "none"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("?s a :A.", ["?s", "a", ":A", "."]),
        (":a.b. _:b.c.", [":a.b", ".", "_:b.c", "."]),
        (":a..b:c..", [":a..b:c", ".", "."]),
        ("a.b:c%4", ["a.b:c", "%"]),
        ("?v-1", ["?v", "-", "1"]),
        ("$v-?w", ["$v", "-", "?w"]),
        ("'x'@en--ltr 'x'@en-", ["'x'", "@en--ltr", "'x'", "@en", "-"]),
        ("''''x'''", ["''''x'''"]),
        ("'''x''y'''", ["'''x''y'''"]),
    ],
)
def test_a_piece_ends_where_its_grammar_ends_with_every_python(text: str, pieces: list[str]) -> None:
    assert [token.text for token in syntax.read(text).tokens] == pieces
