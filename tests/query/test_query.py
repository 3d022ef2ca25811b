"""Queries: one `.rq` file, its parameters bound as terms, its answer as a table."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg import setting
from kg.errors import QueryError, QueryErrors, UnknownName
from kg.namespace import BASE, XSD, iri
from kg.query import library, parameter, query
from kg.query.solution import Table
from tests.fixtures import invented

FRONT = "#+ summary: What is there?\n"
ECHO = FRONT + "#+ param {name}: {type}. A value.\nSELECT ?{name} {{ VALUES ?{name} {{ UNDEF }} }}\n"
QUESTIONS = query.read_all("questions")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the invented world."""
    return invented.tiny(tmp_path_factory.mktemp("tiny"))


def write(folder: Path, text: str | bytes, name: str = "what-is-there") -> Path:
    place = folder / "questions"
    place.mkdir(exist_ok=True)
    path = place / f"{name}.rq"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def echo(folder: Path, type_: str) -> query.Query:
    """Return a question that answers with the values of its one parameter."""
    return query.read(write(folder, ECHO.format(name="value", type=type_)))


def answer(table: Table) -> list[Any]:
    return [next(iter(row.values())) for row in table.values()]


# Files


def test_front_matter_says_summary_description_tags_parameters_and_claims(tmp_path: Path) -> None:
    found = query.read(
        write(
            tmp_path,
            "#+ summary: What is there?\n#+ description: One row.\n#+ tags: [a, b c]\n"
            "#+ param state: state = srb. The state.\n#+ param year: integer. The year.\n#+ claims: claim\n"
            "SELECT * { VALUES ?state { <x:y> } VALUES ?year { UNDEF } }\n",
        )
    )
    assert (found.name, found.folder) == ("what-is-there", "questions")
    assert (found.summary, found.description, found.tags) == ("What is there?", "One row.", ("a", "b c"))
    assert found.params == (
        query.Param("state", "state", "srb", "The state."),
        query.Param("year", "integer", None, "The year."),
    )
    assert found.claims == "claim"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            "SELECT * { }",
            "questions/what-is-there.rq: no '#+ summary:' line; say in one line what it asks",
            id="no summary",
        ),
        pytest.param(
            FRONT + "#+ tags\nSELECT * { }",
            "questions/what-is-there.rq, line 2: front matter without 'key: value'; write '#+ key: value'",
            id="front matter without a value",
        ),
        pytest.param(
            FRONT + "#+ param state: the state\nSELECT * { }",
            "questions/what-is-there.rq, line 2: param 'state' says 'the state'; "
            "write '#+ param name: type = default. What it is.'",
            id="parameter without a type",
        ),
        pytest.param(
            FRONT + "#+ param state: stat. The state.\nSELECT * { VALUES ?state { UNDEF } }",
            "questions/what-is-there.rq, line 2: param 'state' is of the unknown type 'stat'; did you mean 'state'?",
            id="parameter of an unknown type",
        ),
        pytest.param(
            FRONT + "#+ param state: state. The state.\nSELECT * { ?state ?p ?o }",
            "questions/what-is-there.rq, line 2: param 'state' has no block; "
            "write VALUES ?state { UNDEF } in the query",
            id="parameter without a block",
        ),
    ],
)
def test_broken_file_is_one_line_with_file_and_place(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(QueryError) as error:
        query.read(write(tmp_path, text))
    assert str(error.value) == line


def test_all_that_is_wrong_with_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "#+ sumary: What?\n#+ tags\n#+ row: one\n#+ row: two\n#+ param a: stat. The a.\n#+ param b: state. The b.\n"
        "#+ Decription: x\nSELECT * { VALUES ?a { UNDEF } }"
    )
    with pytest.raises(QueryErrors) as error:
        query.read(write(tmp_path, text))
    place = "questions/what-is-there.rq"
    assert str(error.value).splitlines() == [
        f"{place}, line 1: nothing reads 'sumary'; did you mean 'summary'?",
        f"{place}, line 2: front matter without 'key: value'; write '#+ key: value'",
        f"{place}, line 4: 'row' comes twice; write it once",
        f"{place}, line 7: nothing reads 'Decription'; did you mean 'description'?",
        f"{place}, line 5: param 'a' is of the unknown type 'stat'; did you mean 'state'?",
        f"{place}, line 6: param 'b' has no block; write VALUES ?b {{ UNDEF }} in the query",
        f"{place}: no '#+ summary:' line; say in one line what it asks",
    ]


def test_key_of_a_front_matter_that_nothing_here_reads_is_let_stand(tmp_path: Path) -> None:
    found = query.read(write(tmp_path, FRONT + "#+ endpoint: https://example.org\nSELECT * { }"))
    assert found.front["endpoint"] == "https://example.org"


def test_file_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    found = r"what-is-there\.rq, line 2: it is not UTF-8 \(the byte e9\); save it as UTF-8 text$"
    with pytest.raises(QueryError, match=found):
        query.read(write(tmp_path, FRONT.encode() + b"# caf\xe9\nSELECT * { }"))


def test_broken_sparql_names_file_and_place(tmp_path: Path, tiny: ox.Store) -> None:
    found = query.read(write(tmp_path, FRONT + "SELECT * {\n  ?s ?p \n}\n"))
    with pytest.raises(QueryError) as error:
        found.run(tiny)
    assert re.fullmatch(
        r"questions/what-is-there\.rq, line 4, column \d: not valid SPARQL: "
        r"the query is not complete after '}'; correct the query there",
        str(error.value),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("DROP ALL", id="DROP"),
        pytest.param("INSERT DATA { <x:a> <x:b> <x:c> }", id="INSERT"),
        pytest.param("LOAD <http://127.0.0.1/x>", id="LOAD"),
        pytest.param("SELECT * { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o }", id="a query and an update"),
    ],
)
def test_update_is_refused(tiny: ox.Store, text: str) -> None:
    before = len(tiny)
    with pytest.raises(QueryError, match=r"^query.*: (it is an update|not valid SPARQL)"):
        query.run(tiny, text)
    assert len(tiny) == before


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", id="plainly"),
        pytest.param("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", id="silently"),
        pytest.param("SELECT * { service <file:///etc/passwd> { ?s ?p ?o } }", id="in small letters"),
        pytest.param("SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", id="escaped"),
        pytest.param("SELECT * { ?s <x:\\U000000E9> ?o . SERVICE ?o { ?s ?p ?o } }", id="at a variable"),
        pytest.param(
            "PREFIX a: <x:> SELECT * { ?s a:b\\#c ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            id="after a number sign in a name",
        ),
        pytest.param(
            "SELECT * { ?s ?p ?o FILTER(?s<?p)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }", id="after a comparison"
        ),
        pytest.param(
            """SELECT * { ?s ?p "it's" . SERVICE <http://127.0.0.1:9/> { ?s ?p "it's" } }""", id="between strings"
        ),
    ],
)
def test_query_that_calls_another_endpoint_is_refused(tiny: ox.Store, text: str) -> None:
    with pytest.raises(QueryError) as error:
        query.run(tiny, text)
    assert str(error.value) == "query: it calls another endpoint with SERVICE; ask that endpoint itself"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SELECT ?service { ?service ?p 'x' }", id="variable"),
        pytest.param("PREFIX service: <x:> SELECT * { ?s service:service ?o }", id="name"),
        pytest.param("SELECT * { ?s <http://x/SERVICE> 'SERVICE <x:y> {' } # SERVICE <x:y> {}", id="text"),
        pytest.param('SELECT * { ?s ?p """a "SERVICE" b""" }', id="long text"),
        pytest.param("SELECT * { ?s ?p ?o FILTER(?o < 3 || 3 > ?o) }", id="comparison"),
        pytest.param("SELECT * { ?s ?p '\\UFFFFFFFF' }", id="escape of no character"),
    ],
)
def test_word_service_elsewhere_is_no_call(tiny: ox.Store, text: str) -> None:
    try:
        assert len(query.run(tiny, text)) >= 0
    except QueryError as error:
        assert "not valid SPARQL" in str(error)  # noqa: PT017


@pytest.mark.parametrize("found", QUESTIONS, ids=lambda each: each.name)
def test_default_in_the_front_matter_is_the_one_in_the_query(found: query.Query) -> None:
    prefix = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", found.text))
    for param in found.params:
        blocks = set(re.findall(rf"VALUES \?{param.name} {{ (.*?) }}", found.text))
        name, _, local = next(iter(blocks)).partition(":")
        default = param.default
        if default is None:
            assert blocks == {"UNDEF"}
        elif param.type in parameter.LITERAL_TYPES:
            assert blocks in ({default}, {f'"{default}"'})
        else:
            assert len(blocks) == 1
            assert prefix[name] + local == iri(default if ":" in default else f"{param.type}:{default}")


@pytest.mark.parametrize("found", QUESTIONS, ids=lambda each: each.name)
def test_variable_of_the_claims_is_selected(found: query.Query, tiny: ox.Store) -> None:
    columns = found.run(tiny).columns
    assert found.claims is None or found.claims in columns


@pytest.mark.parametrize(
    ("name", "folder", "line"),
    [
        pytest.param(
            "vendors-by-rech",
            "questions",
            "'vendors-by-rech': no question has this name; did you mean 'vendors-by-reach'?",
            id="a misspelt question",
        ),
        pytest.param(
            "zzz", "questions", "'zzz': no question has this name; 'kg ask --list' lists them", id="no question"
        ),
        pytest.param("zzz", "views", "'zzz': no view has this name; 'kg draw --list' lists them", id="no view"),
        pytest.param(
            "../rules/based-in",
            "questions",
            "'../rules/based-in': no question has this name; 'kg ask --list' lists them",
            id="a path out of the folder",
        ),
        pytest.param("", "questions", "'': no question has this name; 'kg ask --list' lists them", id="no name"),
    ],
)
def test_unknown_query_is_an_error(name: str, folder: str, line: str) -> None:
    with pytest.raises(UnknownName) as error:
        query.find(name, folder)
    assert str(error.value) == line


# Parameters are bound, never spliced


@given(st.text())
@example('"} DROP ALL #')
@example("'''\"\"\"")
@example("} UNION { ?s ?p ?o")
@example("\\u0022 } #")
@example("VALUES ?value { <x:y> }")
@example("?value")
@example("a\nb\r\tc\\")
def test_text_parameter_is_answered_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    if any(0xD800 <= ord(char) <= 0xDFFF for char in value):
        return
    question = query.read(write(tmp_path_factory.getbasetemp(), ECHO.format(name="value", type="text")))
    assert answer(question.run(ox.Store(), value=value)) == [value]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("VALUES ?second { UNDEF }", "x", id="a block of the other"),
        pytest.param("VALUES ?second { }", "} DROP ALL #", id="a block of the other and a closing brace"),
        pytest.param("x", "VALUES ?first { UNDEF }", id="the reverse"),
    ],
)
def test_text_of_one_parameter_is_no_block_of_another(tmp_path: Path, first: str, second: str) -> None:
    text = (
        FRONT + "#+ param first: text. One.\n#+ param second: text. Two.\n"
        "SELECT ?first ?second { VALUES ?first { UNDEF } VALUES ?second { UNDEF } }\n"
    )
    question = query.read(write(tmp_path, text))
    given_ = {"first": first, "second": second}
    assert list(question.run(ox.Store(), **given_).values()) == [given_]
    assert list(question.run(ox.Store(), **dict(reversed(given_.items()))).values()) == [given_]


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("integer", "12", ox.Literal(12)),
        ("integer", 12, ox.Literal(12)),
        ("integer", "-3", ox.Literal("-3", datatype=ox.NamedNode(XSD + "integer"))),
        ("date", "2021-12-31", ox.Literal("2021-12-31", datatype=ox.NamedNode(XSD + "date"))),
        ("text", "12", ox.Literal("12")),
        ("iri", "vendor:acme", ox.NamedNode(BASE + "vendor/acme")),
        ("iri", "http://example.org/é", ox.NamedNode("http://example.org/é")),
        ("claim", BASE + "claim/1", ox.NamedNode(BASE + "claim/1")),
        ("state", "ada", ox.NamedNode(BASE + "state/ada")),
        ("state", "state:ada", ox.NamedNode(BASE + "state/ada")),
        ("state", BASE + "state/ada", ox.NamedNode(BASE + "state/ada")),
        ("state", "ADANIA", ox.NamedNode(BASE + "state/ada")),
        ("state", "kingdom of adania", ox.NamedNode(BASE + "state/ada")),
        ("state", 'The "Isle"', ox.NamedNode(BASE + "state/cyr")),
        ("thing", "Acme Corp", ox.NamedNode(BASE + "vendor/acme")),
        ("source", "herald", ox.NamedNode(BASE + "source/herald")),
        ("source", "Cameras everywhere", ox.NamedNode(BASE + "source/herald")),
        ("state", ox.NamedNode("http://example.org/given"), ox.NamedNode("http://example.org/given")),
    ],
    ids=str,
)
def test_parameter_becomes_a_term_of_its_type(
    tmp_path: Path, tiny: ox.Store, type_: str, value: Any, term: ox.NamedNode | ox.Literal
) -> None:
    assert echo(tmp_path, type_).run(tiny, value=value).rows == [(term,)]


@pytest.mark.parametrize("values", [["ada", "bor"], ("ada", "bor"), {"ada", "bor"}], ids=["list", "tuple", "set"])
def test_several_values_are_all_asked_for(tmp_path: Path, tiny: ox.Store, values: Iterable[str]) -> None:
    assert set(answer(echo(tmp_path, "state").run(tiny, value=values))) == {BASE + "state/ada", BASE + "state/bor"}


@pytest.mark.parametrize("value", ["20190", "22", "-2019", "+2019", " 2019", "٢٠١٩", "2019.0", 99])
def test_a_year_has_four_digits(tmp_path: Path, tiny: ox.Store, value: object) -> None:
    text = FRONT + "#+ param since: integer. A year.\nSELECT ?since { VALUES ?since { UNDEF } }\n"
    asked = query.read(write(tmp_path, text))
    with pytest.raises(UnknownName, match="is no year; give a year of four digits, as 2021"):
        asked.run(tiny, since=value)
    assert answer(asked.run(tiny, since=2019)) == answer(asked.run(tiny, since="2019"))


def test_parameter_that_is_not_given_is_the_default_of_the_file(tmp_path: Path, tiny: ox.Store) -> None:
    text = FRONT + "#+ param value: state = bor. A state.\nSELECT ?value { VALUES ?value { <x:bor> } }\n"
    assert answer(query.read(write(tmp_path, text)).run(tiny)) == ["x:bor"]


@pytest.mark.parametrize(
    ("type_", "value", "line"),
    [
        ("integer", "twelve", "what-is-there, value: 'twelve' is not of type integer; give a whole number"),
        ("integer", "1.5", "what-is-there, value: '1.5' is not of type integer; give a whole number"),
        ("integer", "١٢", "what-is-there, value: '١٢' is not of type integer; give a whole number"),
        ("integer", "1 } #", "what-is-there, value: '1 } #' is not of type integer; give a whole number"),
        ("date", "31.12.2021", "what-is-there, value: '31.12.2021' is not of type date; give a date as 2021-12-31"),
        ("date", "2021-13-31", "what-is-there, value: '2021-13-31' is not of type date; give a date as 2021-12-31"),
        (
            "iri",
            "http://x> } DROP ALL #",
            "what-is-there, value: 'http://x> } DROP ALL #' is not an IRI; "
            "give an IRI or a CURIE such as vendor:huawei",
        ),
        (
            "iri",
            "vendor:acme> ?p ?o",
            f"what-is-there, value: '{BASE}vendor/acme> ?p ?o' is not an IRI; "
            "give an IRI or a CURIE such as vendor:huawei",
        ),
        (
            "iri",
            "httpfoo",
            "what-is-there, value: 'httpfoo' is not an IRI; give an IRI or a CURIE such as vendor:huawei",
        ),
        (
            "claim",
            "http://[x",
            "what-is-there, value: 'http://[x' is not an IRI; give an IRI or a CURIE such as vendor:huawei",
        ),
        (
            "state",
            "Adonia",
            "what-is-there, value: no state is called 'Adonia'; did you mean 'Adania'? valid: ada, bor, cyr",
        ),
        (
            "state",
            "Adannia",
            "what-is-there, value: no state is called 'Adannia'; did you mean 'Adania'? valid: ada, bor, cyr",
        ),
        ("state", "vendor:acme", "what-is-there, value: no state is called 'vendor:acme'; valid: ada, bor, cyr"),
        ("state", "Zzz", "what-is-there, value: no state is called 'Zzz'; valid: ada, bor, cyr"),
        ("state", 'x"} #', "what-is-there, value: no state is called 'x\"} #'; valid: ada, bor, cyr"),
    ],
    ids=str,
)
def test_value_that_the_type_does_not_allow_is_an_error(
    tmp_path: Path, tiny: ox.Store, type_: str, value: str, line: str
) -> None:
    with pytest.raises(UnknownName) as error:
        echo(tmp_path, type_).run(tiny, value=value)
    assert str(error.value) == line


def test_unknown_parameter_is_an_error_with_a_suggestion(tiny: ox.Store) -> None:
    with pytest.raises(UnknownName) as error:
        query.find("states-using").run(tiny, tecnology="sensing")
    assert str(error.value) == "states-using: no parameter 'tecnology'; did you mean 'technology'?"


def test_parameter_of_a_question_without_any_is_an_error(tiny: ox.Store) -> None:
    with pytest.raises(UnknownName) as error:
        query.find("size").run(tiny, state="ada")
    assert str(error.value) == "size: no parameter 'state'; it has no parameters"


def test_name_of_two_things_is_an_error(tmp_path: Path) -> None:
    known = invented.registers(tmp_path, places="id,rdf:type,rdfs:label@en\nada,ais:Place,Adania\n")
    store = invented.dataset(invented.world(tmp_path), known)
    with pytest.raises(UnknownName) as error:
        echo(tmp_path, "thing").run(store, value="Adania")
    assert str(error.value) == (
        "what-is-there, value: 'Adania' names place:ada, state:ada; write the one that is meant"
    )


def test_an_id_means_its_thing_whatever_else_is_called_so(tmp_path: Path) -> None:
    known = invented.registers(tmp_path, places="id,rdf:type,rdfs:label@en\nada,ais:Place,Adania\nbay,ais:Place,ada\n")
    store = invented.dataset(invented.world(tmp_path), known)
    for name in ("ada", "place:ada", f"{BASE}place/ada"):
        assert query.named(store, name, "place", "here") == f"{BASE}place/ada"
    with pytest.raises(UnknownName, match="'Ada' names"):
        query.named(store, "Ada", "place", "here")
    with pytest.raises(UnknownName, match="no place is called 'state:ada'"):
        query.named(store, "state:ada", "place", "here")


@pytest.mark.parametrize("name", ["ais:Vendor", "technology:scheme", "graph:situations", "vendor:nobody"])
def test_an_iri_without_a_name_means_nothing(released: ox.Store, name: str) -> None:
    with pytest.raises(UnknownName, match=f"no thing is called '{name}'"):
        query.named(released, name, "thing", "here")


@pytest.mark.parametrize("name", ["Serbia", "SRB", "state:srb", "塞尔维亚"])
def test_state_of_the_released_graph_answers_to_its_names(released: ox.Store, name: str) -> None:
    found = query.named(released, name, "state", "here")
    assert found == BASE + "state/srb"


def test_misspelt_vendor_is_answered_with_did_you_mean(released: ox.Store) -> None:
    with pytest.raises(UnknownName) as error:
        query.find("states-of-vendor").run(released, vendor="Hikvsion")
    found = "states-of-vendor, vendor: no vendor is called 'Hikvsion'; did you mean 'Hikvision'?"
    assert str(error.value).startswith(found)


# Answers


def test_ask_is_one_row_with_the_answer(tiny: ox.Store) -> None:
    assert list(query.run(tiny, "ASK { ?s ?p ?o }").values()) == [{"answer": True}]


def test_construct_is_rows_of_subject_predicate_object(tiny: ox.Store) -> None:
    table = query.run(tiny, "CONSTRUCT { <x:a> <x:b> 1 } WHERE { }")
    assert list(table.values()) == [{"subject": "x:a", "predicate": "x:b", "object": 1}]


def test_named_graphs_are_one_default_graph_to_a_query(tiny: ox.Store) -> None:
    text = f"ASK {{ <{BASE}vendor/acme> a ?class ; <{iri('ais:suppliesTo')}> ?state }}"
    assert list(query.run(tiny, text).values()) == [{"answer": True}]


def test_value_is_the_python_value_of_the_term(tiny: ox.Store) -> None:
    table = query.run(tiny, 'SELECT * { VALUES (?a ?b ?c ?d ?e ?f) { (1 1.5 true "x"@sr <x:y> UNDEF) } }')
    assert list(table.values()) == [{"a": 1, "b": 1.5, "c": True, "d": "x", "e": "x:y", "f": None}]


def test_number_that_is_none_stays_text(tiny: ox.Store) -> None:
    table = query.run(tiny, f'SELECT * {{ VALUES ?a {{ "many"^^<{XSD}integer> }} }}')
    assert answer(table) == ["many"]


def test_frame_has_the_columns_and_rows_of_the_table(tiny: ox.Store) -> None:
    frame = query.run(tiny, "SELECT ?b ?a { VALUES (?a ?b) { (1 2) (3 4) } }").to_frame()
    assert frame.columns.to_list() == ["b", "a"]
    assert frame.to_numpy().tolist() == [[2, 1], [4, 3]]


def test_frame_of_no_rows_keeps_its_columns(tiny: ox.Store) -> None:
    assert query.run(tiny, "SELECT ?b ?a { FILTER(false) }").to_frame().columns.to_list() == ["b", "a"]


def test_html_of_a_table_is_escaped() -> None:
    table = Table(("a",), [(ox.Literal('<script>"&'),), (None,)])
    assert table._repr_html_() == (
        "<table><thead><tr><th>a</th></tr></thead><tbody>"
        "<tr><td>&lt;script&gt;&quot;&amp;</td></tr><tr><td></td></tr></tbody></table>"
    )


def test_table_has_a_length_and_rows_by_column() -> None:
    table = Table(("a", "b"), [(ox.Literal(1), None)])
    assert (len(table), list(table)) == (1, [{"a": ox.Literal(1), "b": None}])


def test_a_query_is_read_once_until_its_file_changes_or_another_workspace_is_used(tmp_path: Path) -> None:
    released = query.find("states-of-vendor")
    assert query.find("states-of-vendor") is released
    setting.forget()
    assert query.find("states-of-vendor") == released
    assert query.find("states-of-vendor") is not released
    texts = [FRONT + f"SELECT * {{ ?{name} ?p ?o }}\n" for name in "abcdefgh"]
    assert [query.read(write(tmp_path, text)).text for text in texts] == texts


def test_a_file_is_read_again_once_it_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "SETTLED", -1.0)
    read: list[str] = []

    @library.remembered
    def reader(path: Path) -> str:
        read.append(path.read_text("utf-8"))
        return read[-1]

    path = tmp_path / "one.txt"
    path.write_text("first", "utf-8")
    assert [reader(path), reader(path)] == ["first", "first"]
    (tmp_path / "two.txt").write_text("other", "utf-8")
    (tmp_path / "two.txt").replace(path)
    assert [reader(path), reader(path)] == ["other", "other"]
    path.write_text("longer text", "utf-8")
    assert [reader(path), reader(path)] == ["longer text", "longer text"]
    path.unlink()
    with pytest.raises(FileNotFoundError):
        reader(path)
    assert read == ["first", "other", "longer text"]


def test_a_folder_is_listed_again_once_a_file_came_or_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "SETTLED", -1.0)
    monkeypatch.setattr(library, "folders", lambda name: (tmp_path,))
    assert library.files("questions") == {}
    first = write(tmp_path, FRONT, "one")
    assert library.files("questions") == {"one": first}
    second = write(tmp_path, FRONT, "two")
    assert library.files("questions") == library.files("questions") == {"one": first, "two": second}
    second.rename(second.with_name("three.rq"))
    first.unlink()
    assert list(library.files("questions")) == ["three"]
    second.with_name("three.rq").unlink()
    assert library.files("questions") == {}
