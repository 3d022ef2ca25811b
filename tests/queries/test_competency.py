"""The questions that the model is for, each asked as a user asks it, and answered anew from the files alone.

The files are read with ``csv`` and ``tomllib``: no graph, no SPARQL, no reader of the toolkit.
"""

import contextlib
import csv
import io
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
from kg import cli
from kg.errors import UnknownName
from kg.namespace import curie
from kg.query import query

SOURCES = Path(__file__).parents[2] / "sources"
REGISTERS = SOURCES.parent / "ontology" / "registers"
UNSETTLED = ("alleged", "headline", "hypothetical")
Claim = dict[str, Any]


@cache
def header(source: str) -> dict[str, Any]:
    return tomllib.loads((SOURCES / f"{source}.toml").read_text(encoding="utf-8"))


@cache
def claims() -> tuple[tuple[str, Claim], ...]:
    """Return every claim of the files, empty values left out, with its source."""
    found: list[tuple[str, Claim]] = []
    for path in sorted(SOURCES.glob("*.toml")):
        told = header(path.stem)
        found += [(path.stem, {**told.get("defaults", {}), **claim}) for claim in told.get("claim", ())]
        if path.with_suffix(".csv").is_file():
            with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
                found += [(path.stem, {k: v for k, v in row.items() if v}) for row in csv.DictReader(file)]
    return tuple(found)


def accepted(claim: Claim) -> bool:
    return claim.get("modality", "asserted") not in UNSETTLED and claim.get("stance", "asserts") == "asserts"


def of_kind(kind: str) -> Iterator[tuple[str, Claim]]:
    return ((source, claim) for source, claim in claims() if claim["kind"] == kind and accepted(claim))


def counts_as(source: str) -> str:
    """Return the source as which a source counts: that whose facts it repeats, or whose part or edition it is."""
    told = header(source)
    if told.get("own_collection"):
        return source
    above = told.get("origin") or told.get("part_of") or told.get("series")
    return counts_as(above) if above else source


def year(text: object) -> str:
    return str(text)[:4]


def spanned(source: str, claim: Claim) -> tuple[str, str] | None:
    """Return the first and last year in which a claim says that something holds; None where nothing says when."""
    begin, end = claim.get("since"), claim.get("until")
    if begin or end:
        return year(begin or "0000"), year(end or "9999")
    told = claim.get("heldAt") or header(source).get("as_of") or header(source).get("edition_year")
    return (year(told), year(told)) if told else None


@pytest.fixture(scope="module")
def ask(released: ox.Store, released_folder: Path) -> Any:
    """Return a function that asks as ``kg.ask`` does, with IRIs as CURIEs, and one that asks on the command line."""

    def asked(name: str, **given: Any) -> list[dict[str, Any]]:
        rows = kg.ask(name, graph=released, **given).values()
        return [{key: curie(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]

    return asked


@pytest.fixture(scope="module")
def words(released_folder: Path) -> Any:
    """Return a function that asks ``kg ask`` in plain words, and gives the rows with what is to be known of them."""

    def asked(text: str) -> dict[str, Any]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main(["ask", text, "--format", "json", "--cite", "--graph", str(released_folder)])
        assert status == 0, err.getvalue()
        told: dict[str, Any] = json.loads(out.getvalue())
        return told

    return asked


def things(told: dict[str, Any], column: str) -> set[str]:
    return {curie(row[column]["iri"]) for row in told["rows"]}


def test_who_supplied_uganda_in_2019(ask: Any, words: Any) -> None:
    expected = set()
    for source, claim in of_kind("Supply"):
        span = spanned(source, claim)
        if claim.get("recipient") == "state:uga" and span and span[0] <= "2019" <= span[1]:
            expected.add(claim["supplier"])
    assert expected
    assert {row["supplier"] for row in ask("suppliers-in-years", state="uga", since=2019, until=2019)} == expected
    assert {row["supplier"] for row in ask("suppliers-of-state", state="uga", edition="aigs-2019")} >= expected
    assert things(words("who supplied Uganda"), "supplier") >= expected


def test_which_claims_does_anybody_deny(ask: Any, words: Any) -> None:
    denials = [source for source, claim in claims() if claim.get("stance") == "denies"]
    assert sorted({row["source"] for row in ask("denials")}) == sorted({f"source:{source}" for source in denials})
    assert words("what is denied")["rows"] == [] if not denials else words("what is denied")["rows"]
    disputes = sum(len(claim.get("disputes", ())) for _, claim in claims())
    contested = {row["claim"] for row in ask("contests")}
    assert disputes >= len(contested) > 0


def test_where_is_facial_recognition_forbidden_and_since_when(ask: Any, words: Any) -> None:
    expected = {
        (claim.get("place") or claim["jurisdiction"], str(claim.get("since", "")))
        for _, claim in of_kind("Regulation")
        if claim["effect"] == "effect:ban" and claim["technology"] == "technology:facial-recognition"
    }
    found = ask("regulations", technology="facial-recognition", effect="ban")
    assert {(row["area"], row["started"] or "") for row in found} == expected
    told = words("where is facial recognition forbidden, since when")
    assert {(curie(row["area"]["iri"]), row["started"] or "") for row in told["rows"]} == expected
    in_2019 = {row["area"] for row in ask("regulations", effect="ban", until=2019)}
    assert in_2019 == {area for area, since in expected if since and year(since) <= "2019"}


def test_who_owns_hikvision(ask: Any, words: Any) -> None:
    expected = {claim["owner"] for _, claim in of_kind("Ownership") if claim["owned"] == "vendor:hikvision"}
    assert expected
    assert {row["owner"] for row in ask("owners", owned="vendor:hikvision")} == expected
    assert things(words("who owns Hikvision"), "owner") == expected


def test_which_memberships_ended(ask: Any, words: Any) -> None:
    ends = [
        (claim["member"], str(claim.get("until") or claim.get("endDate")), claim.get("stance") == "plans")
        for _, claim in claims()
        if claim["kind"] == "Membership"
        and claim["initiative"] == "initiative:bri"
        and claim.keys() & {"until", "endDate"}
    ]
    ended = {end[:2] for end in ends if not end[2]}
    assert ended
    assert {(row["state"], row["left"]) for row in ask("ended-memberships")} == ended
    planned = {(row["state"], row["ending"]) for row in ask("planned-ends")}
    assert planned == {end[:2] for end in ends if end[2]}
    assert things(words("who left the Belt and Road Initiative"), "state") == {state for state, _ in ended}


def test_how_many_independent_origins_has_each_line(ask: Any, words: Any) -> None:
    expected: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, claim in of_kind("Supply"):
        if claim.get("supplier", "").startswith("vendor:") and claim.get("recipient"):
            expected[claim["supplier"], claim["recipient"]].add(counts_as(source))
    found = {(row["vendor"], row["state"]): row["origins"] for row in ask("lines-by-origins")}
    assert found == {line: len(origins) for line, origins in expected.items()}
    assert sum(origins > 1 for origins in found.values()) == 2
    assert len(words("how many independent origins has each line")["rows"]) == len(found)


def test_which_answer_may_be_republished_under_which_license(ask: Any, words: Any) -> None:
    cited: defaultdict[str, int] = defaultdict(int)
    for source, _ in claims():
        cited[source] += 1
    found = {
        row["source"].removeprefix("source:"): (row["license"], row["statements"]) for row in ask("licenses-of-sources")
    }
    assert found.keys() == cited.keys()
    for source, (license_, _) in found.items():
        assert license_ == header(source).get("license", "not stated")
    told = words("which states does Huawei supply")["meta"]
    assert {each["id"]: each["license"] for each in told["sources"]} == {"aigs-2022": header("aigs-2022")["license"]}
    assert told["license"] == header("aigs-2022")["license"]
    assert words("who left the Belt and Road Initiative")["meta"]["license"] == "not stated"


def test_which_us_agencies_said_in_2024_that_they_use_face_recognition(ask: Any, words: Any) -> None:
    with (REGISTERS / "technologies.csv").open(encoding="utf-8", newline="") as file:
        above = {f"technology:{row['id']}": row["skos:broader"].split("|") for row in csv.DictReader(file)}

    def below(technology: str) -> bool:
        return technology == "technology:facial-recognition" or any(map(below, filter(None, above.get(technology, ()))))

    expected = {
        claim["user"]
        for source, claim in of_kind("Use")
        if source == "us-ai-inventory-2024" and below(claim["technology"])
    }
    assert expected
    found = ask("agencies-using", technology="facial-recognition", government="usa", source="us-ai-inventory-2024")
    assert {row["agency"] for row in found} == expected
    told = words("which US agencies say that they use face recognition")
    assert things(told, "agency") == expected
    in_year = words("which US agencies said in 2024 that they use face recognition")
    assert things(in_year, "agency") == expected
    assert things(words("which US agencies said in 2023 that they use face recognition"), "agency") == set()
    assert told["meta"]["license"] == header("us-ai-inventory-2024")["license"]


def test_edge_says_its_times_and_takes_the_kind_of_situation_as_a_word(ask: Any, released: ox.Store) -> None:
    edge = {"from": "state:ita", "to": "initiative:bri"}
    told = {row["source"]: row for row in ask("evidence-of-edge", kind="membership", **edge)}
    assert told["source:bri-joining"]["started"] == 2019
    assert told["source:bri-withdrawals"]["ended"] == "2023-12"
    assert told["source:aigs-2022"]["asOf"] == "2022"
    assert ask("evidence-of-edge", kind="чланство", **edge) == list(told.values())
    assert ask("evidence-of-edge", kind="ais:Supply", **edge) == ask("evidence-of-edge", kind="supply", **edge) == []
    assert {row["role"] for row in ask("roles-of-organizations", role="buyer")} == {"ais:buyerRole"}
    for word in ("o", "purchase", ""):
        with pytest.raises(UnknownName, match=r"no term is called .*valid: .*owner of another"):
            query.find("roles-of-organizations").run(released, role=word)


def test_profile_of_a_state_says_when_a_membership_began_and_ended(ask: Any) -> None:
    told = [row for row in ask("profile-of-state", state="ita") if row["thing"] == "initiative:bri"]
    assert {(row["started"], row["ended"]) for row in told} == {(2019, None), (None, "2023-12"), (None, None)}


def test_sources_on_a_thing_are_those_that_claim_or_deny_something_of_it(ask: Any) -> None:
    expected: defaultdict[str, int] = defaultdict(int)
    for source, claim in claims():
        if "vendor:hikvision" in claim.values():
            expected[f"source:{source}"] += 1
    assert {row["source"]: row["statements"] for row in ask("sources-about", thing="vendor:hikvision")} == expected


def test_state_that_left_is_no_member_in_a_later_span_whatever_says_that_it_joined(
    ask: Any,
) -> None:
    before, after = (
        {row["state"]: row for row in ask("members-of-initiative", since=at, until=at)} for at in (2022, 2025)
    )
    assert before["state:ita"]["left"] == "2023-12"
    assert "state:ita" not in after


def test_span_that_ends_before_it_begins_is_refused(released: ox.Store) -> None:
    with pytest.raises(UnknownName, match="regulations, since: the span ends in 2019, before it begins in 2020; swap"):
        query.find("regulations").run(released, since=2020, until=2019)
