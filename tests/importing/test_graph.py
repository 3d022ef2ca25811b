"""RDF as a source: claims where it uses our terms, the rest as it is, what cannot be listed, nothing fetched."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import KgError, ReadError, SourceError, TargetError
from kg.evidence import assertion, register
from kg.graph import inference, pipeline
from kg.importing import graph
from kg.namespace import curie, iri
from kg.overlay import workspace
from kg.setting import Workspace, use
from tests.overlay.test_workspace import run

PREFIXES = """
@prefix ais: <https://w3id.org/ai-surveillance/ontology#> .
@prefix e: <https://example.net/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix v: <https://example.org/mine/vendor/> .
"""
DATA = """
e:deal a ais:Supply ; ais:supplier v:example-intrusion ; ais:recipient e:kenya .
e:deal ais:since "2021" ; rdfs:label "A deal" .
e:kenya rdfs:label "Kenya"@en ; rdfs:label "Kenia"@de ; e:population 55 .
e:said a ais:Claim ; ais:about e:deal ; ais:modality ais:alleged .
e:firm rdfs:label "Example Forensics" ; ais:suppliesTo e:kenya ; e:founded [ e:year 1999 ] .
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workspace]:
    kg.workspace(workspace.new(tmp_path / "mine", "Mine", alone=True, base="https://example.org/mine/"))
    yield workspace.in_use("a test")
    use(None)


def file(own: Workspace, text: str, name: str = "data.ttl") -> Path:
    path = own.folder.parent / name
    path.write_text(PREFIXES + text if name.endswith((".ttl", ".trig")) else text, "utf-8")
    return path


def test_what_uses_our_terms_becomes_claims_and_the_rest_stays_and_can_be_queried(own: Workspace) -> None:
    found = graph.taken(file(own, DATA), own)
    assert found.whole
    assert dict(found.kinds) == {"Supply": 2}
    assert [path.name for path in found.files] == ["data.toml", "data.ttl"]
    store, report = pipeline.build()
    assert not report.findings
    edge = inference.why(store, "vendor:example-forensics", "ais:suppliesTo", "state:ken")
    assert len(edge) == 1
    with pytest.raises(KgError, match="is not in the graph"):
        inference.why(store, "vendor:example-intrusion", "ais:suppliesTo", "state:srb")
    rest = {
        (str(quad.subject)[1:-1], quad.predicate.value)
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:data")))
    }
    assert ("https://example.net/kenya", "https://example.net/population") in rest
    assert (f"{iri('source:data')}#node-1", "https://example.net/year") in rest
    assert not any(name.startswith("_:") for name, _ in rest)
    row = next(
        each for each in kg.ask("receipts", graph=store) if "example.net/said" in str(each) or "e:said" in str(each)
    )
    assert "alleged" in str(row)


def test_a_shorter_way_to_say_it_is_a_claim_with_its_triple_as_the_entry(own: Workspace) -> None:
    graph.taken(file(own, DATA), own)
    said = assertion.read(own.folder / "sources" / "data.ttl", "data", register.released())
    (raw,) = [raw for _, raw in said.claims if "suppliesTo" in raw["entry"]]
    assert raw == {
        "kind": "Supply",
        "supplier": "vendor:example-forensics",
        "recipient": "state:ken",
        "entry": "https://example.net/firm ais:suppliesTo https://example.net/kenya",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "e:x a ais:Supply ; ais:supplyer v:example-intrusion .",
            "ais:supplyer is no role of a Supply; did you mean",
        ),
        ("e:x ais:usesTechnologie e:y .", "ais:usesTechnologie is no term; did you mean 'ais:usesTechnology'?"),
        ('v:example-intrusion rdfs:label "Evil"@en .', "it says something of a thing outside of a claim"),
        ("ais:Vendor rdfs:subClassOf e:Bad .", "it says something of a term of the released ontology"),
        ("e:x a ais:Vendor .", "it says that a thing is of a class of the ontology"),
        ("e:c a ais:Claim ; ais:about e:nothing .", "a claim is about no situation of the file"),
        ("e:x a ais:Supply, ais:Use .", "a thing is of several kinds of situation: Supply, Use"),
    ],
)
def test_what_cannot_be_is_listed_with_its_reason_and_is_not_in_the_graph(own: Workspace, text: str, said: str) -> None:
    found = graph.taken(file(own, text), own, dry=True)
    assert any(said in why for why in found.asserted.left), found.asserted.left
    assert said in graph.text(found)
    assert not found.asserted.rest
    assert sum(found.asserted.left.values()) + len(found.asserted.rest) <= found.asserted.triples


def test_a_thing_that_no_register_has_is_told_once_and_nothing_is_written_until_it_is_added(own: Workspace) -> None:
    text = (
        'e:acme a ais:Vendor ; rdfs:label "Acme Optics" . '
        "e:d1 a ais:Supply ; ais:supplier e:acme ; ais:recipient e:srb ."
        'e:d2 a ais:Supply ; ais:supplier e:acme ; ais:recipient e:atlantis . e:srb rdfs:label "Serbia" .'
    )
    path = file(own, text)
    found = graph.taken(path, own)
    assert not found.whole
    assert not found.files
    assert not (own.folder / "sources" / "data.toml").exists()
    told = graph.proposed(found.asserted)
    assert any("kg add vendor 'Acme Optics'" in line and "2 roles" in line for line in told)
    assert any("atlantis" in line for line in told)
    path = file(own, text.replace("e:atlantis", "e:srb") + " e:d2 ais:since 2020 .")
    found = graph.taken(path, own, add=True)
    assert found.added == ["vendor:acme-optics"]
    assert found.whole
    _, report = pipeline.build()
    assert report.vendors == 3


def test_the_next_edition_takes_the_place_of_the_one_before_and_of_no_other_source(
    own: Workspace,
) -> None:
    graph.taken(file(own, DATA), own, title='My "data"')
    kept = (own.folder / "sources" / "data.toml").read_text("utf-8")
    assert 'title = "My \\"data\\""' in kept
    graph.taken(file(own, '{"@id": "https://example.net/x", "https://example.net/p": 1}', "data.jsonld"), own)
    assert sorted(path.name for path in (own.folder / "sources").glob("data.*")) == ["data.jsonld", "data.toml"]
    assert (own.folder / "sources" / "data.toml").read_text("utf-8") == kept
    with pytest.raises(TargetError, match="there is a source of this id already"):
        graph.taken(file(own, DATA), own, "example-report")


RDF_NAMES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.net/"'
FORMS = {
    "data.nt": "<https://example.net/x> <https://example.net/p> _:a .\n",
    "data.nq": "<https://example.net/x> <https://example.net/p> _:a <https://example.net/g> .\n",
    "data.trig": "e:g { e:x e:p [] }",
    "data.jsonld": '{"@context": {"p": "https://example.net/p"}, "@id": "https://example.net/x", "p": {"@id": "_:a"}}',
    "data.rdf": (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.net/">'
        '<rdf:Description rdf:about="https://example.net/x"><e:p rdf:nodeID="a"/></rdf:Description></rdf:RDF>'
    ),
}
FORMS["data.owl"] = FORMS["data.rdf"]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_rdf_gives_the_same(own: Workspace, name: str) -> None:
    found = graph.taken(file(own, FORMS[name], name), own)
    assert found.asserted.rest == [f"<https://example.net/x> <https://example.net/p> <{iri('source:data')}#node-1>"]
    _, report = pipeline.build()
    assert not report.findings


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "data.jsonld",
            '{"@context": "http://127.0.0.1:9/c", "@id": "e:x"}',
            "its context stands elsewhere, and nothing is",
        ),
        ("data.jsonld", '{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "e:x"}', "nothing is fetched"),
        *(
            pytest.param(
                *("data.jsonld", json.dumps({"@context": terms, "@id": "e:x", "a0": 1}), "in more than 500 steps"),
                id=id_,
            )
            for id_, terms in (
                ("a chain of terms", {f"a{n}": f"a{n + 1}:x" for n in range(20_000)}),
                ("a circle of terms", {f"a{n}": {"@id": f"a{(n + 1) % 20_000}:x"} for n in range(20_000)}),
                ("a chain of types", {f"a{n}": {"@id": "e:p", "@type": f"a{n + 1}:x"} for n in range(20_000)}),
                (
                    "a chain within",
                    {"b": {"@id": "e:b", "@context": [{f"a{n}": f"a{n + 1}:x" for n in range(20_000)}]}},
                ),
            )
        ),
        pytest.param(
            "data.rdf",
            f"<rdf:RDF {RDF_NAMES}>" + "<rdf:Description><e:p>" * 20_000,
            "its elements are nested deeper than 500 levels",
            id="nested elements",
        ),
        *(
            pytest.param("data.rdf", f"<rdf:RDF {RDF_NAMES}>{text}</rdf:RDF>", "more than 1,000 attributes", id=id_)
            for id_, text in (
                ("many attributes", "<rdf:Description " + " ".join(f"e:p{n}='1'" for n in range(50_000)) + "/>"),
                ("many prefixes", "<rdf:Description " + " ".join(f"xmlns:p{n}='e:{n}'" for n in range(50_000)) + "/>"),
            )
        ),
        ("data.ttl", "e:x e:p", "it is not Turtle"),
        ("data.rdf", "<Ontology/>", "it is OWL/XML, which is not RDF"),
        ("data.jsonld", '{"a":' * 600 + "1" + "}" * 600, "nested deeper than 500 levels"),
        pytest.param(
            *("data.nt", f'<e:x> <e:p> "{"a" * 17_000_000}" .', "a text that the parser does not hold"),
            id="a text of 17 MB",
        ),
        *(
            ("data.rdf", f'<?xml version="1.0" encoding="{name}"?><rdf:RDF/>' + "a-" * 10**6, f"the encoding '{name}'")
            for name in ("punycode", "IDNA", "undefined", "unicode_escape", "zip", "nosuch", "a" * 40)
        ),
        (
            "data.rdf",
            '<!DOCTYPE r [<!ENTITY a "'
            + "x" * 1000
            + '"><!ENTITY b "'
            + "&a;" * 1000
            + '"><!ENTITY c "'
            + "&b;" * 1000
            + '">]>'
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>&c;</rdf:RDF>",
            "its entities stand for more than",
        ),
    ],
)
def test_what_would_be_fetched_or_grows_without_end_is_refused_in_one_line(
    own: Workspace, name: str, text: str, said: str
) -> None:
    with pytest.raises(ReadError, match=re.escape(said)) as told:
        graph.taken(file(own, text, name), own)
    assert "\n" not in str(told.value)
    assert not list((own.folder / "sources").glob("data.*"))


def test_an_entity_that_is_a_file_and_a_link_out_of_the_folder_give_nothing_of_it(own: Workspace) -> None:
    (own.folder.parent / "secret.txt").write_text("TOP-SECRET", "utf-8")
    uri = (own.folder.parent / "secret.txt").as_uri()
    text = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY s SYSTEM "{uri}">]>'
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='https://example.net/'>"
        "<rdf:Description rdf:about='https://example.net/x'><e:p>&s;</e:p></rdf:Description></rdf:RDF>"
    )
    with suppress(KgError):
        found = graph.taken(file(own, text, "data.rdf"), own, dry=True)
        assert "TOP-SECRET" not in "".join(found.asserted.rest)
    link = own.folder.parent / "elsewhere"
    link.mkdir()
    (link / "data.ttl").symlink_to(own.folder.parent / "secret.txt")
    with pytest.raises(ReadError, match="it is a link to a file out of the folder"):
        graph.taken(link / "data.ttl", own)


def test_relative_addresses_are_of_the_source_and_tell_nothing_of_the_folder(own: Workspace) -> None:
    found = graph.taken(file(own, "<thing> e:p <#other> ."), own)
    assert str(own.folder.parent) not in "".join(found.asserted.rest)
    assert "file:" not in "".join(found.asserted.rest)


NODES = st.sampled_from(
    ["e:a", "e:b", "_:x", "_:y", "v:example-intrusion", "ais:Supply", "<https://example.org/mine/state/ken>"]
)
PREDICATES = st.sampled_from(
    ["a", "e:p", "ais:supplier", "ais:recipient", "ais:suppliesTo", "ais:about", "ais:none", "rdfs:label", "owl:sameAs"]
)
OBJECTS = st.one_of(
    NODES, st.sampled_from(['"x"', '"Kenya"@en', "ais:Supply", "ais:Claim", "ais:alleged", "1", "ais:Vendor"])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NODES, PREDICATES, OBJECTS), max_size=12))
def test_whatever_a_file_says_each_triple_is_a_claim_stays_or_is_counted_and_no_released_thing_changes(
    statements: list[tuple[str, str, str]],
) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.ttl"
        path.write_text(PREFIXES + "\n".join(f"{s} {p} {o} ." for s, p, o in statements), "utf-8")
        first, second = (assertion.read(path, "data", register.released()) for _ in range(2))
    assert first == second
    assert len(first.rest) + sum(first.left.values()) <= first.triples
    for line in first.rest:
        subject, predicate, _ = line.split(" ", 2)
        assert subject.startswith(("<https://example.", f"<{iri('source:data')}#node-"))
        assert curie(predicate[1:-1]) not in ("ais:none", "ais:suppliesTo", "ais:about")


def test_the_command_takes_a_file_in_and_the_build_asks_of_it(own: Workspace) -> None:
    place = own.folder
    path = file(own, DATA)
    use(None)
    done = run("import", path, "--title", "Data", cwd=place)
    assert (done.returncode, "2  claims of kind Supply" in done.stdout) == (0, True), done.stdout + done.stderr
    assert "stay as they are, in graph:data" in done.stdout
    assert run("build", cwd=place).returncode == 0
    asked = run(
        "ask", "--sparql", "SELECT ?n WHERE { ?x <https://example.net/population> ?n }", "--format", "csv", cwd=place
    )
    assert "55" in asked.stdout
    (place.parent / "bad.ttl").write_text(
        PREFIXES + "e:d a ais:Supply ; ais:supplier e:who ; ais:recipient e:who .", "utf-8"
    )
    done = run("import", place.parent / "bad.ttl", cwd=place)
    assert done.returncode == 1
    assert "nothing is written" in done.stdout


@pytest.mark.parametrize("prefix", ["http://www.w3.org/ns/r2rml#", "http://semweb.mmlab.be/ns/rml#"])
def test_a_mapping_that_makes_rdf_is_no_rdf_to_take_in(prefix: str, own: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "mapping.ttl"
    path.write_text(f"@prefix m: <{prefix}> .\n<#M> a m:TriplesMap .\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"a mapping of R2RML or RML, .*; let morph-kgc run it in an environment"):
        graph.taken(path, own)


def test_a_context_that_lies_beside_is_taken_in_with_the_file_and_is_not_fetched(own: Workspace) -> None:
    terms = file(own, '{"@context": {"p": "https://example.net/p"}}', "terms.jsonld")
    path = file(
        own, '{"@context": ["terms.jsonld"], "@id": "https://example.net/x", "p": {"@id": "_:a"}}', "data.jsonld"
    )
    found = graph.taken(path, own)
    terms.unlink()
    assert sorted(each.name for each in (own.folder / "sources").glob("data.*")) == [
        "data.jsonld",
        "data.terms.jsonld",
        "data.toml",
    ]
    assert found.asserted.rest == [f"<https://example.net/x> <https://example.net/p> <{iri('source:data')}#node-1>"]
    store, report = pipeline.build()
    assert not report.findings
    assert store.query("ASK { GRAPH ?g { <https://example.net/x> <https://example.net/p> ?node } }")


@pytest.mark.parametrize(
    ("text", "said"),
    [("[1]", "it is no context: no object of JSON"), ('{"@context": "http://127.0.0.1:9/c"}', "nothing is fetched")],
)
def test_a_context_beside_that_is_none_or_stands_elsewhere_itself_is_refused(
    text: str, said: str, own: Workspace
) -> None:
    file(own, text, "terms.jsonld")
    path = file(own, '{"@context": "terms.jsonld", "@id": "https://example.net/x", "p": 1}', "data.jsonld")
    with pytest.raises(ReadError, match=said):
        graph.taken(path, own)
