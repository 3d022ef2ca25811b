"""Where in a reader's files stands what a finding is about."""

from pathlib import Path

import pytest

from kg import cli
from kg.graph import placement
from kg.graph.validation import Finding
from kg.namespace import iri
from tests.fixtures import invented

TABLE = (
    "kind,member,initiative,startYear,row,column\n"
    "Membership,SRB,BRI,2015,2,Year\nMembership,KEN,BRI,1015,3,Year\nMembership,UGA,BRI,3015,4,Year\n"
)


def test_a_claim_its_situation_and_its_place_stand_where_the_claim_is_stated(tmp_path: Path) -> None:
    known = invented.registers(tmp_path)
    claims, sources = invented.claims(invented.world(tmp_path), known)
    claim = next(each for each in claims if each.source == "ledger" and each.kind == "Use")
    named = [
        claim.iri,
        claim.situation,
        f"{claim.evidence}#cell",
        iri("source:herald"),
        iri("vendor:acme"),
        "http://x/",
    ]
    found = placement.placed([Finding("x", name, "y") for name in named], sources, known)
    assert {finding.resource: finding.place for finding in found} == dict(
        zip(named, ["ledger.csv, line 4"] * 3 + ["herald.toml", "vendors.csv", ""], strict=True)
    )


def test_a_build_tells_line_and_value_of_what_its_shapes_find(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = invented.write(tmp_path / "mine", "desk", 'title = "Desk"\n', TABLE)
    assert cli.main(["build", "--to", str(tmp_path / "out"), "--sources", str(place)]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("shapes/")]
    assert {line.partition(" (")[2].partition(")")[0] for line in told} == {"desk.csv, line 3", "desk.csv, line 4"}
    assert {line.rpartition(" It has ")[2] for line in told} == {"'1015'.", "'3015'."}
