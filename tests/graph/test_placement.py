"""Where in a reader's files stands what a finding is about."""

from pathlib import Path

import pytest

from kg import cli
from kg.errors import SourceError
from kg.graph import placement, validation
from kg.graph.validation import Finding
from kg.namespace import iri
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE
from tests.graph.test_wrong_use import BAN, CAMERAS, COUNT, HERE, OWNED, REGISTERS, SUPPLIED, claim

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
    told = [line for line in capsys.readouterr().out.splitlines() if "shapes/" in line]
    assert {line.partition(": ")[0] for line in told} == {"desk.csv, line 3", "desk.csv, line 4"}
    assert {line.partition(" It has ")[2].partition(" (")[0] for line in told} == {"'1015'.", "'3015'."}


NAMED = 'id = "a"\n'
BACK = 'owner = "vendor:beta"\nowned = "vendor:acme"\n'
STATES = 'id = "a"\ncounted = "quantity:states-supplied"\n'
HALF = "share = 0.7\n"
WRONG: dict[str, str] = {
    "category-of-another-scheme": claim(
        "Classification", NAMED + HERE + 'scheme = "scheme:size"\ncategory = "category:wet"\n'
    ),
    "classification-without-value": claim("Classification", NAMED + HERE + 'scheme = "scheme:size"\n'),
    "disputed-and-confirmed": claim("Supply", 'id = "b"\n' + SUPPLIED)
    + claim("Supply", NAMED + SUPPLIED + CAMERAS + 'disputes = ["#b"]\nconfirms = ["#b"]\n'),
    "end-before-start": claim("Supply", NAMED + SUPPLIED + "since = 2020\nuntil = 2019\n"),
    "jurisdiction-owned": claim("Ownership", NAMED + 'owner = "vendor:acme"\nowned = "state:ada"\n'),
    "pair-turned-round": claim("Ownership", NAMED + OWNED) + claim("Ownership", 'id = "b"\n' + BACK),
    "part-above-whole": claim("CountObservation", 'id = "w"\n' + COUNT.replace("lower", "upper"))
    + claim("CountObservation", NAMED + COUNT.replace("5", "9") + HERE + 'within = "#w"\n'),
    "place-out-of-jurisdiction": claim("CountObservation", NAMED + COUNT + HERE + 'place = "place:quay"\n'),
    "regulation-of-two-areas": claim("Regulation", NAMED + BAN + HERE + 'place = "place:port"\n'),
    "regulation-without-area": claim("Regulation", NAMED + BAN),
    "role-beside-itself": claim("Ownership", NAMED + 'owner = "vendor:acme"\nowned = "vendor:acme"\n'),
    "shares-above-one": claim("Ownership", NAMED + OWNED + HALF)
    + claim("Ownership", 'id = "b"\nowner = "state:ada"\nowned = "vendor:beta"\n' + HALF),
    "source-against-itself": claim("Supply", 'id = "b"\n' + SUPPLIED)
    + claim("Supply", NAMED + SUPPLIED + 'stance = "denies"\n'),
    "source-criticizing-itself": claim(
        "Critique", NAMED + 'criticized = "source:herald"\njudgment = "judgment:useful"\n'
    ),
    "shares-at-odds": claim("Ownership", 'id = "b"\n' + OWNED + "share = 0.8\n")
    + claim("Ownership", NAMED + OWNED + HALF),
    "start-after-source": claim("Supply", NAMED + SUPPLIED + "since = 2990\n"),
    "jurisdiction-with-home": claim("HomeState", NAMED + 'agent = "state:ada"\nstate = "state:bor"\n'),
    "time-said-twice": claim("Supply", NAMED + SUPPLIED + "since = 2020\nheldAt = 2021\n"),
    "use-without-user-or-place": claim("Use", NAMED + CAMERAS),
    "bounds-out-of-order": claim("CountObservation", NAMED + COUNT + HERE + "upperBound = 4\n"),
    "bounds-without-count": claim("Supply", NAMED + SUPPLIED + "lowerBound = 4\n"),
    "evidence-without-selector": claim("Supply", NAMED + SUPPLIED).replace("start = 0\nend = 3\n", ""),
    "recovered-without-reason": claim("Supply", NAMED + SUPPLIED + 'modality = "recovered"\n'),
}
"""Check → claims of one article that break it."""
REFUSED = {"bounds-out-of-order", "bounds-without-count", "evidence-without-selector", "recovered-without-reason"}
"""What is refused already as it is read."""
ELSEWHERE = {"claim-about-nothing", "situation-without-claim", "recovered-without-cell", "end-after-source"}
AGAINST_ITSELF = {
    *("judgment-against-itself", "judgment-of-another-matter", "whole-denied-part-affirmed", "banned-and-permitted"),
    "owners-in-circle",
}
"""Injected in test_wrong_use, several claims at a time."""
EDITIONS = {"count-below-named-set", "count-below-named-users"}


@pytest.mark.parametrize("check", WRONG)
def test_what_a_check_finds_is_told_with_the_file_and_the_claim(tmp_path: Path, check: str) -> None:
    invented.write(tmp_path / "sources", "herald", ARTICLE + WRONG[check])
    known = invented.registers(tmp_path, **REGISTERS)
    if check in REFUSED:
        with pytest.raises(SourceError, match=r"herald.toml, claim 1[:,]"):
            invented.dataset(tmp_path / "sources", known)
        return
    store = invented.dataset(tmp_path / "sources", known)
    sources = invented.claims(tmp_path / "sources", known)[1]
    (line,) = {
        str(each) for each in placement.placed(validation.validate(store), sources, known) if check in each.check
    }
    place, _, told = line.partition(": ")
    number = WRONG[check][: WRONG[check].index('id = "a"')].count("[[claim]]")
    assert place in {f"herald.toml, claim {number} (id 'a')", "herald.toml, claim 2 (id 'b')"}
    assert told.endswith(")")
    assert f"(violations/{check}, " in told
    assert "; " in told.partition(" (violations/")[0]
    assert "http" not in line
    (bare,) = {
        str(each) for each in placement.placed(validation.validate(store), {}, known, store) if check in each.check
    }
    assert bare.startswith("herald, characters 0–3: ")


def test_every_check_of_claims_is_injected() -> None:
    about = {found.name for found in query.read_all("violations") if not {"ontology", "register"} & {*found.tags}}
    assert about == WRONG.keys() | ELSEWHERE | AGAINST_ITSELF | EDITIONS
