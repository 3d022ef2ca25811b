"""What changed from one version of the ontology to another: in labels, one line a change."""

from pathlib import Path

import pytest

from kg import cli
from kg.namespace import folder, prefixes
from kg.vocabulary import revision

OLD = """
ais:Deal a owl:Class ; rdfs:label "deal"@en ; rdfs:subClassOf ais:Thing ; skos:definition "A bargain."@en .
ais:Thing a owl:Class ; rdfs:label "thing"@en .
ais:Gift a owl:Class ; rdfs:label "gift"@en .
ais:gives a owl:ObjectProperty ; rdfs:label "gives"@en ; owl:propertyChainAxiom ( ais:gets ais:has ) .
ais:gets a owl:ObjectProperty ; rdfs:label "gets"@en .
"""
NEW = """
ais:Deal a owl:Class ; rdfs:label "deal"@en ; rdfs:subClassOf ais:Contract ; skos:definition "A bargain."@en .
ais:Thing a owl:Class ; rdfs:label "thing"@en , "chose"@fr .
ais:Contract a owl:Class ; rdfs:label "contract"@en .
ais:gives a owl:ObjectProperty ; rdfs:label "gives"@en ; owl:propertyChainAxiom ( ais:gets ais:has ) .
ais:gets a owl:ObjectProperty ; rdfs:label "gets"@en ; owl:deprecated true ; dcterms:isReplacedBy ais:gives .
"""
LINES = [
    "+ added class 'contract' (ais:Contract)",
    "~ changed class 'deal' (ais:Deal), rdfs:subClassOf: 'thing' → 'contract'",
    "~ changed property 'gets' (ais:gets), dcterms:isReplacedBy: nothing → 'gives'",
    "! deprecated property 'gets' (ais:gets)",
    "- removed class 'gift' (ais:Gift)",
    "~ changed class 'thing' (ais:Thing), rdfs:label: nothing → \"chose\"@fr",
]


def version(path: Path, text: str) -> Path:
    heads = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes().items())
    path.write_text(heads + text, encoding="utf-8")
    return path


def test_a_change_is_told_in_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = version(tmp_path / "old.ttl", OLD), version(tmp_path / "new.ttl", NEW)
    assert [str(change) for change in revision.changes(old, new)] == LINES
    assert cli.main(["diff", "--ontology", str(old), str(new)]) == 0
    assert capsys.readouterr().out.splitlines() == LINES


def test_a_version_does_not_differ_from_itself(tmp_path: Path) -> None:
    assert revision.changes(folder("ontology"), folder("ontology")) == []


def test_a_version_is_a_folder_as_well(tmp_path: Path) -> None:
    for path in folder("ontology").glob("*.ttl"):
        text = path.read_text(encoding="utf-8").replace('"A named thing that can act', '"A thing that can act')
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    (change,) = revision.changes(tmp_path, folder("ontology"))
    assert str(change).startswith("~ changed class 'agent' (ais:Agent), skos:definition: \"A thing that can act")


def test_a_version_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "--ontology", str(tmp_path / "none"), str(folder("ontology"))]) == 2
    assert capsys.readouterr().err.endswith("no such file or folder; name a Turtle file, or a folder of the ontology\n")
