"""Nothing that a register or a source holds becomes more than the value it is: no edge, no other's statement."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError, ReadError, RegisterError, SourceError
from kg.evidence import source
from kg.graph import dataset, inference, inspection
from kg.graph import store as stores
from kg.namespace import BASE, iri
from tests.fixtures import invented

GRAPH = f"<{BASE}graph/derived>"
EDGE = f"<{BASE}vendor/acme> <{BASE}ontology#suppliesTo> <{BASE}state/cyr> {GRAPH} ."
TOKENS = (
    *(
        "http://e/x",
        "https://w3id.org/x",
        "vendor:acme",
        "state:",
        "x",
        " ",
        "\u2028",
        "é",
        "\\",
        "\\u003E",
        "^^",
        "@en",
    ),
    *(">", "<", '"', "'", "\n", "\r", "\r\n", ".", " .\n", "#", " # ", "_:b", "<<", EDGE, GRAPH, f"> {GRAPH} . #"),
    *("\x00", "\x01", "\x1b[31m", "\x7f", "\x9b", "\ufffe", "}", "{", "|"),
)
COLUMNS = ("id", "rdfs:label@en", "skos:altLabel@en", "skos:exactMatch", "rdfs:seeAlso", "ais:basedIn", "ais:alpha3")
FIELDS = ("title", "creator", "publisher", "identifier", "license", "attribution", "note")
hostile = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=6).map("".join)
many = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def quads(store: ox.Store) -> set[ox.Quad]:
    return set(store)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> set[ox.Quad]:
    """Return the quads of the registers alone."""
    known = invented.registers(tmp_path_factory.mktemp("clean"))
    return quads(dataset.load(dataset.register_quads(known)))


@many
@given(column=st.sampled_from(COLUMNS), value=hostile)
def test_a_cell_of_a_register_states_something_of_its_row_only(
    tmp_path_factory: pytest.TempPathFactory, clean: set[ox.Quad], column: str, value: str
) -> None:
    row = {"id": "zed", "rdf:type": "ais:Vendor", "rdfs:label@en": "Zed"} | {column: value}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, row)
    writer.writeheader()
    writer.writerows([row])
    try:
        known = invented.registers(tmp_path_factory.mktemp("registers"), vendors=text.getvalue())
        built = dataset.load(dataset.register_quads(known))
    except RegisterError:
        return
    vendors = ox.NamedNode(iri("graph:register-vendors"))
    added = {quad for quad in quads(built) if quad.graph_name == vendors}
    assert {str(quad.subject) for quad in added} == {f"<{BASE}vendor/{row['id'].strip()}>"}
    assert quads(built) - added == {quad for quad in clean if quad.graph_name != vendors}
    assert not list(built.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:derived"))))


@many
@given(field=st.sampled_from(FIELDS), value=hostile)
def test_a_field_of_a_source_states_something_of_the_source_only(
    tmp_path_factory: pytest.TempPathFactory, field: str, value: str
) -> None:
    folder = tmp_path_factory.mktemp("sources")
    told = "".join(f"\\u{ord(sign):04x}" for sign in value)
    head = {"title": '"Zed"'} | {field: f'"{told}"'}
    invented.write(folder, "zed", "".join(f"{key} = {text}\n" for key, text in head.items()))
    try:
        (read,) = source.read_all(folder / "sources" if (folder / "sources").is_dir() else folder).values()
        built = dataset.load(dataset.source_quads(read))
    except SourceError:
        return
    named = {f"<{BASE}source/zed#publisher>"} if field == "publisher" and value else set()
    assert {str(quad.subject) for quad in built} == {f"<{BASE}source/zed>"} | named
    assert {str(quad.graph_name) for quad in built} == {f"<{BASE}graph/zed>"}


@pytest.mark.parametrize("name", ["derived", "manifest", "ontology", "own", "situations", "register-vendors"])
def test_no_source_has_the_name_of_a_graph_of_the_toolkit(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.toml").write_text(invented.ARTICLE, encoding="utf-8")
    with pytest.raises(SourceError, match="is the name of a graph of the toolkit"):
        source.read_all(tmp_path)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (f"http://e/x> <{BASE}graph/register-vendors> .\n{EDGE}\n<http://e/y> <http://e/z> <http://e/x", "not an IRI"),
        (f"http://e/x> {GRAPH} . # ", "not an IRI"),
        ("http://e/a b", "not an IRI"),
        ("http://e/\x1b[31m", "U\\+001B"),
    ],
)
def test_an_iri_of_a_register_that_is_none_is_refused_in_one_line(tmp_path: Path, cell: str, told: str) -> None:
    text = f'id,rdf:type,rdfs:label@en,skos:exactMatch\nzed,ais:Vendor,Zed,"{cell}"\n'
    with pytest.raises(RegisterError, match=told) as error:
        invented.registers(tmp_path, vendors=text)
    assert str(error.value).startswith("vendors.csv, line ")
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("head", ["rdfs:label@en> <x", "rdfs:label@", "rdfs:label@e n", "http://e/x> <y", "rdfs:a b"])
def test_a_heading_of_a_register_that_is_no_property_is_refused(tmp_path: Path, head: str) -> None:
    text = f"id,rdf:type,rdfs:label@en,{head}\nzed,ais:Vendor,Zed,x\n"
    with pytest.raises(RegisterError, match=r"vendors\.csv, line 1"):
        invented.registers(tmp_path, vendors=text)


@pytest.mark.parametrize(
    "line",
    [
        f"<x:a> <x:b> <x:c> <x:g> .\n{EDGE}\n",
        f"<x:a> <x:b> <x:c> {GRAPH} . # > <x:g> .\n",
        f"<x:a> <x:b> <x:c> <{BASE}graph/manifest> .\n",
        '<x:a> <x:b> "\ud800" <x:g> .\n',
    ],
)
def test_a_line_that_is_more_than_one_quad_or_a_conclusion_is_not_loaded(line: str) -> None:
    with pytest.raises(ReadError):
        dataset.load([line])


def _add(built: ox.Store) -> None:
    nodes = (iri("vendor:beta"), iri("ais:suppliesTo"), iri("state:cyr"), iri("graph:derived"))
    built.add(ox.Quad(*(ox.NamedNode(each) for each in nodes)))


def _take(built: ox.Store) -> None:
    built.remove(next(iter(built.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:derived"))))))


@pytest.mark.parametrize(
    ("change", "told"), [(_add, "no rule and no claim bears"), (_take, "the rules conclude this, and the graph")]
)
def test_an_edge_without_a_proof_is_a_finding(tmp_path: Path, change: Callable[[ox.Store], None], told: str) -> None:
    built = invented.tiny(tmp_path)
    assert inference.unproved(built) == ([], [])
    before = inspection.validate(built)
    change(built)
    (found,) = (finding for finding in inspection.validate(built) if finding not in before)
    assert (found.check, told in found.message) == ("rules/unproved", True)
    stores.save(built, tmp_path / "kg")
    done = invented.kg("validate", "--graph", tmp_path / "kg")
    assert (done.returncode, "rules/unproved: " in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "title = " + "[" * 20_000,
        "title = 'x'\nedition_year = " + "9" * 10_000,
        'title = "red \\u001b[31m"',
        "title = 'x'\norigin = 'zed'",
    ],
)
def test_a_source_of_a_stranger_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "zed.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KgError) as error:
        source.read_all(tmp_path)
    assert str(error.value).startswith("zed.toml")
    assert len(str(error.value).splitlines()) == 1


def test_every_edge_of_the_released_graph_has_a_proof(released: ox.Store) -> None:
    assert inference.unproved(released) == ([], [])
