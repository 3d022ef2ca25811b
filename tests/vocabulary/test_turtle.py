"""Canonical Turtle: round trips, one text for one graph, and few changed lines for one more triple."""

import difflib
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import cli
from kg.bridges import annotation
from kg.errors import OntologyError
from kg.graph import manifest
from kg.namespace import VOCABULARY, prefixes
from kg.vocabulary import labeling, turtle

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "ontology").glob("*.ttl"))
SHIPPED = [Path(pyshacl.__file__).parent / "assets" / f"{name}.ttl" for name in ("dash", "shacl", "shacl-shacl")]
"""Vocabularies of other people, which pySHACL ships: DASH, SHACL, and the shapes of shapes."""
NAMES = {"ex": "http://example.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"} | {
    name: prefixes()[name] for name in ("ais", "owl", "rdf", "rdfs", "sh", "skos")
}

by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def parsed(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}


def shape_of(triples: set[ox.Triple]) -> set[ox.Quad]:
    """Return the graph with its blank nodes named by RDFC-1.0: equal for isomorphic graphs."""
    dataset = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@by_file
def test_a_file_of_the_ontology_is_in_canonical_form(path: Path) -> None:
    assert turtle.difference(path) is None, f"run 'kg format {path.relative_to(ROOT)}'"


locals_ = st.text("abcXYZ019_-.é~/", max_size=6)
iris = st.builds(lambda space, local: ox.NamedNode(space + local), st.sampled_from(sorted(NAMES.values())), locals_)
blanks = st.integers(0, 5).map(lambda number: ox.BlankNode(f"b{number}"))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["en", "sr-latn", "zh"])),
    st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(NAMES["xsd"] + name)),
        st.one_of(texts, st.sampled_from(["1", "+01", "1.", ".5", "1e0", "true", "1", "007", "-0.0"])),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string", "a.b"]),
    ),
)
lists = st.sampled_from([ox.NamedNode(NAMES["rdf"] + name) for name in ("first", "rest", "nil", "type")])
triples = st.builds(ox.Triple, iris | blanks, iris | lists, iris | blanks | literals | lists)
graphs = st.sets(triples, max_size=14)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs)
def test_writing_and_reading_gives_the_same_graph(graph: set[ox.Triple]) -> None:
    assert shape_of(parsed(turtle.turtle(graph, NAMES))) == shape_of(graph)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs)
def test_the_same_graph_is_the_same_text(graph: set[ox.Triple]) -> None:
    text = turtle.turtle(graph, NAMES)
    assert turtle.turtle(parsed(text), NAMES) == text


@pytest.mark.parametrize("path", [*FILES, *SHIPPED], ids=lambda path: path.stem)
def test_a_published_vocabulary_keeps_its_graph_and_the_prefixes_it_uses(path: Path) -> None:
    parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    graph = {quad.triple for quad in parser}
    text = turtle.turtle(graph, parser.prefixes)
    again = ox.parse(text, format=ox.RdfFormat.TURTLE)
    assert shape_of({quad.triple for quad in again}) == shape_of(graph)
    assert again.prefixes.items() <= parser.prefixes.items()
    assert turtle.turtle(parsed(text), parser.prefixes) == text


def test_the_text_does_not_depend_on_the_hash_seed() -> None:
    read = "{q.triple for q in ox.parse(path=p, format=ox.RdfFormat.TURTLE)}"
    code = (
        f"import sys, pyoxigraph as ox, kg.vocabulary.turtle as t\nfor p in sys.argv[1:]: print(t.turtle({read}, {{}}))"
    )
    command = [sys.executable, "-c", code, *map(str, [*FILES, *SHIPPED])]
    found = set()
    for seed in ("0", "1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        found.add(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60).stdout)
    assert len(found) == 1


def changed(before: str, after: str) -> int:
    """Return how many lines a difference shows, a line that is replaced counting once."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return max(sum(line[0] == sign for line in lines) for sign in "+-")


@pytest.mark.parametrize("name", VOCABULARY)
def test_one_triple_more_changes_one_line_as_a_rule(name: str) -> None:
    graph = parsed((ROOT / "ontology" / name).read_text(encoding="utf-8"))
    text = turtle.turtle(graph, prefixes())
    plain = sorted((t for t in graph if "_:" not in f"{t.subject}{t.object}"), key=str)
    numbers = [changed(turtle.turtle(graph - {triple}, prefixes()), text) for triple in plain[:: len(plain) // 25 + 1]]
    assert statistics.median(numbers) == 1


def test_a_class_more_changes_its_own_lines_alone() -> None:
    graph = parsed((ROOT / "ontology" / "core.ttl").read_text(encoding="utf-8"))
    text = turtle.turtle(graph, prefixes())
    stanza = 'ais:Contract a owl:Class ;\n    rdfs:label "contract"@en ;\n    rdfs:subClassOf ais:Situation .\n'
    heads = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes().items())
    more = turtle.turtle(graph | parsed(heads + stanza), prefixes())
    added = [line for line in difflib.ndiff(text.splitlines(), more.splitlines()) if line[0] in "+-"]
    assert added == [f"+ {line}" for line in [*stanza.splitlines(), ""]]


def test_blank_nodes_stand_where_they_are_used_and_lists_in_parentheses() -> None:
    text = "@prefix ex: <http://example.org/> .\nex:s ex:p _:a . _:a ex:q ( 1 ex:o [ ex:r true ] ) . [] ex:p ex:o ."
    assert turtle.turtle(parsed(text), NAMES) == (
        "@prefix ex: <http://example.org/> .\n\n"
        "ex:s ex:p\n        [ ex:q ( 1 ex:o [ ex:r true ] ) ] .\n\n"
        "[] ex:p ex:o .\n"
    )


def test_a_blank_node_used_twice_has_a_label() -> None:
    text = "@prefix ex: <http://example.org/> .\nex:s ex:p _:x , _:y . _:x ex:q _:y ."
    assert len(re.findall(r"_:c14n\d", turtle.turtle(parsed(text), NAMES))) == 2


def test_a_triple_about_a_triple_is_refused() -> None:
    node = ox.NamedNode("http://example.org/a")
    with pytest.raises(OntologyError, match=r"Turtle 1\.1 cannot hold it"):
        turtle.turtle({ox.Triple(node, node, ox.Triple(node, node, node))}, NAMES)


SCRAMBLED = '@prefix ex: <http://example.org/> .\nex:b ex:p "#" . ex:a ex:p <http://example.org/#x> .\n'


def test_format_puts_a_file_in_order_and_check_only_says_where_it_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "terms.ttl"
    path.write_text(SCRAMBLED, encoding="utf-8")
    assert cli.main(["format", "--check", str(path)]) == 1
    assert capsys.readouterr().out == f"{path}, line 2: not in canonical form; run 'kg format {path}'\n"
    assert path.read_text(encoding="utf-8") == SCRAMBLED
    assert cli.main(["format", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert cli.main(["format", str(path)]) == cli.main(["format", "--check", str(path)]) == 0
    assert capsys.readouterr().out == ""


def test_a_comment_is_refused_because_no_graph_keeps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "terms.ttl"
    path.write_text(SCRAMBLED + "# why\n", encoding="utf-8")
    assert cli.main(["format", str(path)]) == 2
    assert capsys.readouterr().err == (
        "kg: terms.ttl, line 3: a comment, which canonical text cannot keep; say it as a skos:editorialNote\n"
    )
    assert path.read_text(encoding="utf-8").endswith("# why\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_byte_order_mark_and_the_ends_of_lines_of_windows_do_not_matter(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_bytes(("\ufeff@prefix x: <http://x/> .\n\nx:a x:b x:c .\n".replace("\n", ends)).encode())
    assert turtle.canonical(path) == "@prefix x: <http://x/> .\n\nx:a x:b x:c .\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<x:a> <x:b> <x:c> ~ <x:r> .", "mine.ttl: it is RDF 1.2 (RDF-star): it states something of a triple; leave"),
        ("<x:r> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "mine.ttl: it is RDF 1.2 (RDF-star)"),
        ("<x:a> <x:b> " + "[ <x:b> " * 2000 + "1 " + "]" * 2000 + " .", "mine.ttl: its blank nodes stand too deeply"),
        ("<x:a> <x:b> '" + "a" * 17_000_000 + "' .", "mine.ttl: not valid Turtle (Reached the buffer maximal size"),
        ("<x:a> <x:b> " + "(" * 50_000 + "1 " + ")" * 50_000 + " .", "mine.ttl: its blank nodes stand too deeply"),
    ],
    ids=["annotation", "triple", "nested", "text", "lists"],
)
def test_what_turtle_cannot_hold_is_one_line_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as error:
        turtle.canonical(path)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("begin", ['"""', "'''", '"', "'", "<", "\\", '"""a', '"\\'])
def test_a_string_that_never_ends_is_passed_over_in_the_time_of_its_length(begin: str) -> None:
    for rest in ("\\a", '\\"', "\\'", begin):
        assert all(found.group() != "#" for found in turtle._TOKEN.finditer(begin + rest * 20_000))


def test_blank_nodes_that_cannot_be_told_apart_in_time_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = "".join(f"_:a{i} <x:p> _:a{(i * 7 + 1) % 200} , _:a{(i * 13 + 5) % 200} .\n" for i in range(200))
    (tmp_path / "mine.ttl").write_text(alike, "utf-8")
    monkeypatch.setattr(labeling, "SECONDS", 2.0)
    with pytest.raises(
        OntologyError, match=r"^mine\.ttl: its 200 blank nodes are so alike .* give some of them an IRI$"
    ):
        turtle.canonical(tmp_path / "mine.ttl")


def test_many_blank_nodes_are_named_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {
        ox.Triple(ox.NamedNode(f"x:{i}"), ox.NamedNode("x:p"), ox.BlankNode(f"b{i // 2}"))
        for i in range(2 * labeling.FEW + 2)
    }
    aside = labeling.labeled(shared)
    monkeypatch.setattr(labeling, "FEW", 10**6)
    assert aside == labeling.labeled(shared)


def test_the_documents_of_a_graph_stop_at_blank_nodes_that_cannot_be_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = [ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:p"), ox.Literal(str(i))) for i in range(3)]
    nodes = [ox.BlankNode(f"a{i}") for i in range(200)]
    pairs = [(one, nodes[at % 200]) for i, one in enumerate(nodes) for at in (i * 7 + 1, i * 13 + 5)]
    alike = [ox.Quad(one, ox.NamedNode("x:p"), other) for one, other in pairs]
    monkeypatch.setattr(labeling, "SECONDS", 1.0)
    assert labeling.named(known[::-1]) == known
    with pytest.raises(OntologyError, match=r"^the graph: its 200 blank nodes are so alike"):
        labeling.named([*known, *alike])
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode("x:graph")) for quad in alike)
    for written in (manifest.Lines(store, ox.NamedNode("x:graph")).sent, lambda: list(annotation.quads(store))):
        with pytest.raises(OntologyError, match="give some of them an IRI"):
            written()


def test_no_module_names_blank_nodes_but_the_one_that_bounds_it() -> None:
    code = Path(labeling.__file__).parents[1].rglob("*.py")
    assert [each.name for each in code if "canonicalize(" in each.read_text("utf-8")] == ["labeling.py"]
