"""Nanopublications: valid by the rules of nanopub.net, one for each claim, and none asserts what is only claimed."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.bridges.nanopublication import NANOPUB, PARTS, written
from kg.graph import store
from kg.namespace import RDF, iri
from tests.fixtures import invented

DENIAL = invented.ARTICLE + 'license = "https://creativecommons.org/licenses/by/4.0/"\n' + invented.SUPPLY
DENIAL += 'stance = "denies"\n'


def read(text: str) -> dict[str, set[ox.Triple]]:
    """Return graph → triples of TriG."""
    found: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(text, format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def pairs(triples: set[ox.Triple]) -> set[tuple[str, str]]:
    return {(triple.predicate.value, str(getattr(triple.object, "value", ""))) for triple in triples}


def test_each_claim_is_one_nanopublication_of_four_graphs(tmp_path: Path) -> None:
    made = invented.tiny(tmp_path)
    graphs = read(written(made))
    claims = {
        str(getattr(quad.subject, "value", ""))
        for quad in made.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(iri("ais:Claim")), None)
    }
    assert set(graphs) == {f"{claim}#{part}" for claim in claims for part in PARTS}
    for claim in claims:
        head, assertion, provenance, information = (graphs[f"{claim}#{part}"] for part in PARTS)
        whole = f"{claim}#nanopublication"
        assert {str(getattr(triple.subject, "value", "")) for triple in head} == {whole}
        assert pairs(head) == {
            (RDF + "type", NANOPUB + "Nanopublication"),
            (NANOPUB + "hasAssertion", f"{claim}#assertion"),
            (NANOPUB + "hasProvenance", f"{claim}#provenance"),
            (NANOPUB + "hasPublicationInfo", f"{claim}#pubinfo"),
        }
        assert assertion
        assert any(triple.subject.value == f"{claim}#assertion" for triple in provenance)  # type: ignore[union-attr]
        about_whole = {triple for triple in information if triple.subject.value == whole}  # type: ignore[union-attr]
        assert {"created", "creator"} <= {name.rpartition("/")[2] for name, _ in pairs(about_whole)}
        assert (iri("dcterms:rights"), "not stated") in pairs(about_whole)


def test_assertion_says_what_the_source_does_and_never_that_it_is_so(tmp_path: Path) -> None:
    made = invented.dataset(invented.write(tmp_path / "sources", "herald", DENIAL), invented.registers(tmp_path))
    graphs = read(written(made))
    (assertion,) = (triples for name, triples in graphs.items() if name.endswith("#assertion"))
    named = {name for name, _ in pairs(assertion)}
    assert iri("ais:denies") in named
    assert iri("ais:about") not in named
    assert iri("ais:suppliesTo") not in named
    (information,) = (triples for name, triples in graphs.items() if name.endswith("#pubinfo"))
    assert (iri("dcterms:license"), "https://creativecommons.org/licenses/by/4.0/") in pairs(information)


def test_one_claim_is_taken_by_name_and_an_unknown_one_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = invented.tiny(tmp_path)
    store.save(made, tmp_path / "graph")
    name = sorted(read(written(made)))[0].partition("#")[0]
    given = ["export", "nanopublications", "--graph", str(tmp_path / "graph")]
    assert cli.main([*given, "--claim", name]) == 0
    assert set(read(capsys.readouterr().out)) == {f"{name}#{part}" for part in PARTS}
    assert cli.main([*given, "--claim", "claim:0"]) == 2
    assert "claim:0: the graph has no such claim" in capsys.readouterr().err
    assert cli.main(["export", "rdf12", "--graph", str(tmp_path / "graph"), "--claim", name]) == 2
