"""The ontology: in OWL 2 DL and RL, consistent, and every term labeled, defined and exemplified."""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
VOCABULARY = ("core.ttl", "technology.ttl", "evidence.ttl")
LANGUAGES = ("en", "es", "fr", "sr", "zh")

AIS = "https://w3id.org/ai-surveillance/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TERM_TYPES = {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")}
ALLOWED = {
    *(SH + name for name in ("targetClass", "closed", "ignoredProperties", "property", "path", "message")),
    *(SH + name for name in ("minCount", "maxCount", "uniqueLang", "class", "datatype", "nodeKind", "in", "hasValue")),
    *(SH + name for name in ("pattern", "minInclusive", "maxInclusive")),
    RDF + "type",
}


def read(*names: str) -> list[Any]:
    """Return the triples of the files; their nodes are typed Any, as each test knows which kind it has."""
    return [quad for name in names for quad in ox.parse(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)]


TRIPLES = read(*VOCABULARY)
SHAPES = read("shapes.ttl")


def values(subject: str, predicate: str, triples: Iterable[Any] = TRIPLES) -> list[Any]:
    return [t.object for t in triples if t.subject.value == subject and t.predicate.value == predicate]


def texts(subject: str, predicate: str, language: str) -> list[str]:
    return [str(each.value) for each in values(subject, predicate) if each.language == language]


DECLARED = sorted(
    {t.subject.value for t in TRIPLES if t.predicate.value == RDF + "type" and t.object.value in TERM_TYPES}
)
TERMS = [term for term in DECLARED if term.startswith(AIS)]
BORROWED = [term for term in DECLARED if not term.startswith("https://w3id.org/ai-surveillance/")]
by_term = pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(AIS))


FAULTS = (
    f"<{AIS}c> <{AIS}about> <{AIS}v> .",
    f"<{AIS}v> <{RDF}type> <{AIS}Vendor> .",
    f"<{AIS}v> <{AIS}undeclared> <{AIS}c> .",
)
"""A claim about a vendor, which is no situation; and a property that nobody declares."""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what OWLAPI and HermiT say of the vocabulary, and of the vocabulary with faults."""
    folder = tmp_path_factory.mktemp("owl")
    lines = (ox.serialize((quad.triple for quad in TRIPLES), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    files = [folder / "sound.nt", folder / "faulty.nt"]
    for file, extra in zip(files, ((), FAULTS), strict=True):
        file.write_text(lines + "\n".join((*extra, "")), encoding="utf-8")
    command = [sys.executable, str(Path(__file__).parent / "owl_reasoning.py"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.mark.parametrize("profile", ["OWL2DL", "OWL2RL"])
def test_the_ontology_is_in_the_profile(verdicts: list[dict[str, Any]], profile: str) -> None:
    assert verdicts[0]["axioms"] > 1000
    assert verdicts[0]["violations"][profile] == []


def test_the_ontology_is_consistent_and_every_class_can_have_members(verdicts: list[dict[str, Any]]) -> None:
    assert verdicts[0]["consistent"]
    assert verdicts[0]["unsatisfiable"] == []


def test_the_reasoner_and_the_profile_check_find_faults(verdicts: list[dict[str, Any]]) -> None:
    assert not verdicts[1]["consistent"]
    assert any("undeclared" in violation for violation in verdicts[1]["violations"]["OWL2DL"])


def test_the_version_is_the_end_of_the_version_iri() -> None:
    (version,) = values(AIS[:-1], OWL + "versionInfo")
    (version_iri,) = values(AIS[:-1], OWL + "versionIRI")
    assert version_iri.value == f"{AIS[:-1]}/{version.value}"
    (citation,) = values(AIS[:-1], "http://purl.org/dc/terms/bibliographicCitation")
    assert f"version {version.value}. {version_iri.value}" in citation.value


def test_nothing_is_imported() -> None:
    assert [quad for quad in TRIPLES if quad.predicate.value == OWL + "imports"] == []


def test_blank_nodes_stand_only_in_property_chains() -> None:
    chains = {quad.object for quad in TRIPLES if quad.predicate.value == OWL + "propertyChainAxiom"}
    rest = {quad.object for quad in TRIPLES if quad.predicate.value == RDF + "rest"}
    assert {quad.subject for quad in TRIPLES if isinstance(quad.subject, ox.BlankNode)} <= chains | rest


@by_term
def test_a_term_has_one_label_in_each_language(term: str) -> None:
    labels = [label.language for label in values(term, RDFS + "label")]
    assert sorted(labels) == list(LANGUAGES)
    (english,) = texts(term, RDFS + "label", "en")
    assert english == english.strip()
    assert english[0].islower() or english.startswith("M49")


@by_term
def test_a_term_is_defined_in_one_sentence_without_a_circle(term: str) -> None:
    (definition,) = texts(term, SKOS + "definition", "en")
    (label,) = texts(term, RDFS + "label", "en")
    assert re.fullmatch(r"[A-Z][^.;]*\.", definition)
    assert not re.search(rf"\b{re.escape(label)}\b", definition.lower())


@by_term
def test_a_term_has_an_example_and_says_who_defines_it(term: str) -> None:
    (example,) = texts(term, SKOS + "example", "en")
    assert example.endswith(".")
    assert [each.value for each in values(term, RDFS + "isDefinedBy")] == [AIS[:-1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_share_a_label(language: str) -> None:
    labels = Counter(label.casefold() for term in TERMS for label in texts(term, RDFS + "label", language))
    assert [label for label, number in labels.items() if number > 1] == []


@pytest.mark.parametrize("term", BORROWED)
def test_a_borrowed_term_has_a_label_and_names_its_vocabulary(term: str) -> None:
    assert len(texts(term, RDFS + "label", "en")) == 1
    (home,) = values(term, RDFS + "isDefinedBy")
    assert term.startswith(home.value.rstrip("#/"))


def property_shapes() -> list[tuple[str, dict[str, Any]]]:
    """Return (target class, what the property shape states) for every property shape."""
    targets = {t.subject: t.object.value for t in SHAPES if t.predicate.value == SH + "targetClass"}
    stated: dict[Any, dict[str, Any]] = {}
    for triple in SHAPES:
        stated.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    return [(targets[t.subject], stated[t.object]) for t in SHAPES if t.predicate.value == SH + "property"]


def ancestors(name: str) -> set[str]:
    """Return the class or property and everything it is a kind of."""
    found, pending = {name}, [name]
    while pending:
        current = pending.pop()
        above = {
            each.value
            for predicate in (RDFS + "subClassOf", RDFS + "subPropertyOf")
            for each in values(current, predicate)
        }
        pending += above - found
        found |= above
    return found


KINDS = [term for term in TERMS if AIS + "Situation" in ancestors(term) and term != AIS + "Situation"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.removeprefix(AIS))
def test_a_kind_of_situation_has_one_closed_shape(kind: str) -> None:
    (shape,) = [t.subject for t in SHAPES if t.predicate.value == SH + "targetClass" and t.object.value == kind]
    assert [t.object.value for t in SHAPES if t.subject == shape and t.predicate.value == SH + "closed"] == ["true"]


def test_shapes_use_only_constraints_that_the_toolkit_reads() -> None:
    lists = {RDF + "first", RDF + "rest"}
    assert {triple.predicate.value for triple in SHAPES} - ALLOWED - lists == set()


def test_every_property_shape_says_what_is_wrong_and_what_to_do() -> None:
    messages = [(target, shape[SH + "path"].value, shape[SH + "message"]) for target, shape in property_shapes()]
    form = re.compile(r"[A-Z][^:]+: [a-z][^\n]+\.")
    assert [(t, path) for t, path, text in messages if text.language != "en" or not form.fullmatch(text.value)] == []


def test_a_shape_agrees_with_the_domain_and_range_of_the_property() -> None:
    differing = []
    for target, shape in property_shapes():
        path = shape[SH + "path"].value
        given = [ancestors(shape[SH + "class"].value)] if SH + "class" in shape else []
        for predicate, classes in ((RDFS + "range", given), (RDFS + "domain", [ancestors(target)])):
            declared = {each.value for each in values(path, predicate)}
            differing += [(target, path) for above in classes if declared and not declared & above]
    assert differing == []


def test_shapes_are_valid_shacl() -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


BARE = """
@prefix ais: <https://w3id.org/ai-surveillance/ontology#> .
@prefix claim: <https://w3id.org/ai-surveillance/claim/> .
@prefix situation: <https://w3id.org/ai-surveillance/situation/> .
claim:bare a ais:Claim ; ais:lowerBound -1 .
situation:bare a ais:Supply ; ais:user situation:bare .
"""


def test_the_shapes_find_what_a_bare_claim_and_a_bare_situation_lack() -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=BARE), shacl_graph=shapes)
    paths = report.objects(None, rdflib.URIRef(SH + "resultPath"))
    wrong = sorted(str(path).removeprefix(AIS) for path in paths)
    assert wrong == ["evidence", "lowerBound", "modality", "reportedIn", "supplier", "user"]


def mappings() -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return prefix → namespace and the rows of the mapping table."""
    lines = (ONTOLOGY / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    prefixes = dict(re.findall(r"^#  ([\w-]+): (\S+)$", "\n".join(lines), flags=re.M))
    return prefixes, list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def test_the_alignment_and_the_registers_say_what_the_mapping_table_says() -> None:
    prefixes, rows = mappings()

    def full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return prefixes[prefix] + local

    table = {(full(row["subject_id"]), full(row["predicate_id"]), full(row["object_id"])) for row in rows}
    aligned = {
        (t.subject.value, t.predicate.value, t.object.value)
        for t in read("alignment.ttl")
        if t.predicate.value.startswith(SKOS)
    }
    registered = set()
    for stem in ("states", "vendors"):
        with (ONTOLOGY / "registers" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for match in filter(None, row["skos:exactMatch"].split("|")):
                    registered.add((full(f"{stem[:-1]}:{row['id']}"), SKOS + "exactMatch", match))
    assert table == aligned | registered


def test_a_mapping_that_is_not_exact_says_in_what_it_differs() -> None:
    _, rows = mappings()
    silent = {"skos:exactMatch", "skos:broadMatch", "skos:narrowMatch"}
    assert [row["subject_id"] for row in rows if row["predicate_id"] not in silent and not row["comment"]] == []
