"""The five news summaries: which claims they make, and which readings of them would be wrong.

Only the TOML files and register rows are read, so that these tests hold whatever the reader of sources does.
"""

import csv
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AFRICA = "news-chinese-firms-africa"
CITIZENS = "news-report-ai-watching-citizens"
BELGRADE = "news-huawei-belgrade"
EXPANDING = "news-ai-surveillance-expanding"
EXPORTING = "news-china-exporting-60-countries"

KINDS = {
    AFRICA: {"CountObservation": 3, "Evaluation": 4, "HomeState": 1, "Inclusion": 3, "Leadership": 2},
    CITIZENS: {"CountObservation": 7, "Evaluation": 3, "HomeState": 4, "Leadership": 1, "Supply": 4},
    BELGRADE: {"CountObservation": 4, "Evaluation": 12, "HomeState": 1, "Location": 1, "Supply": 1, "Use": 2},
    EXPANDING: {
        "CountObservation": 1,
        "Evaluation": 5,
        "HomeState": 4,
        "Inclusion": 1,
        "Leadership": 2,
        "Publication": 1,
        "Supply": 5,
        "Use": 3,
    },
    EXPORTING: {
        "CountObservation": 6,
        "Evaluation": 13,
        "HomeState": 5,
        "Inclusion": 1,
        "Location": 1,
        "Publication": 1,
        "Supply": 8,
        "Use": 1,
    },
}

# Source → (what is counted; supplier, initiative or technology; bounds)
COUNTS: dict[str, list[tuple[str, str | None, tuple[int | None, int | None]]]] = {
    AFRICA: [
        ("states-surveyed", None, (176, 176)),
        ("states-supplied", "vendor:huawei", (50, None)),
        ("states-using", "technology:ai-surveillance", (75, None)),
    ],
    CITIZENS: [
        ("states-surveyed", None, (176, 176)),
        ("states-supplied", "group:chinese-companies", (63, 63)),
        ("states-supplied", "vendor:huawei", (50, None)),
        ("states-using", "technology:ai-surveillance", (75, None)),
        ("states-using", "technology:safe-city", (56, 56)),
        ("states-using", "technology:facial-recognition", (64, 64)),
        ("states-using", "technology:smart-policing", (52, 52)),
    ],
    BELGRADE: [
        ("cameras", "technology:video-surveillance", (None, None)),
        ("cities-using", "technology:video-surveillance", (None, None)),
        ("persons-concerned", "technology:video-surveillance", (None, None)),
        ("inhabitants", None, (2_000_000, None)),
    ],
    EXPANDING: [("states-using", "technology:ai-surveillance", (75, None))],
    EXPORTING: [
        ("states-supplied", "state:chn", (61, None)),
        ("states-supplied", "vendor:nec", (14, 14)),
        ("states-supplied", "vendor:ibm", (11, 11)),
        ("states-supplied", "group:chinese-companies", (61, None)),
        ("states-supplied", "group:chinese-companies", (63, 63)),
        ("states-in-initiative", "initiative:bri", (36, 36)),
    ],
}

RECIPIENTS = {"state:irn", "state:mmr", "state:ven", "state:zwe"}
VENDORS = {f"vendor:{v}" for v in ("huawei", "hikvision", "dahua", "zte", "nec", "ibm", "palantir", "cisco")}

Claim = dict[str, Any]

SOURCES: dict[str, dict[str, Any]] = {
    id_: tomllib.loads((ROOT / "sources" / f"{id_}.toml").read_text(encoding="utf-8")) for id_ in KINDS
}


def claims(kind: str | None = None, source: str | None = None, **values: Any) -> list[Claim]:
    """Return the claims of one or all news sources, of one kind, with the given values."""
    found = [claim for id_, data in SOURCES.items() if source in (None, id_) for claim in data["claim"]]
    return [
        claim
        for claim in found
        if kind in (None, claim["kind"]) and all(claim.get(key) == value for key, value in values.items())
    ]


def bounds(claim: Claim) -> tuple[int | None, int | None]:
    return claim.get("lowerBound"), claim.get("upperBound")


def register(stem: str) -> dict[str, dict[str, str]]:
    """Return CURIE → row of one register."""
    prefix = f"{stem[:-3]}y" if stem.endswith("ies") else stem.removesuffix("s")
    with (ROOT / "ontology" / "registers" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return {f"{prefix}:{row['id']}": row for row in csv.DictReader(file, strict=True)}


def said(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Return everything a claim states, for comparison with others."""
    return tuple(sorted((key, str(value)) for key, value in claim.items() if key != "id"))


def values(found: list[Claim]) -> set[str]:
    """Return every name and text that claims give to their keys."""
    return {str(item) for claim in found for value in claim.values() for item in _items(value)}


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# What the files hold


@pytest.mark.parametrize("id_", KINDS)
def test_number_of_claims_of_each_kind(id_: str) -> None:
    assert Counter(claim["kind"] for claim in SOURCES[id_]["claim"]) == KINDS[id_]
    assert SOURCES[id_]["expect"] == KINDS[id_]


@pytest.mark.parametrize("id_", COUNTS)
def test_counts_have_the_bounds_of_the_text(id_: str) -> None:
    found = [
        (
            claim["counted"].removeprefix("quantity:"),
            claim.get("supplier") or claim.get("initiative") or claim.get("technology"),
            bounds(claim),
        )
        for claim in claims("CountObservation", id_)
    ]
    assert sorted(found, key=str) == sorted(COUNTS[id_], key=str)


@pytest.mark.parametrize("id_", KINDS)
def test_every_claim_stands_at_a_place_in_the_text(id_: str) -> None:
    text = SOURCES[id_]["text"]
    assert len(text["sha256"]) == 64
    for claim in claims(source=id_):
        assert 0 <= claim["start"] < claim["end"] <= text["characters"]


@pytest.mark.parametrize("id_", KINDS)
def test_phrases_are_short_and_fill_their_span(id_: str) -> None:
    for claim in claims(source=id_):
        if "phrase" in claim:
            assert len(claim["phrase"].split()) <= 6
            assert len(claim["phrase"]) == claim["end"] - claim["start"]


def test_the_five_summaries_stand_in_one_text_without_overlap() -> None:
    assert len({(data["text"]["sha256"], data["text"]["characters"]) for data in SOURCES.values()}) == 1
    spans = sorted((min(c["start"] for c in d["claim"]), max(c["end"] for c in d["claim"])) for d in SOURCES.values())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("id_", KINDS)
def test_no_claim_is_made_twice(id_: str) -> None:
    found = [said(claim) for claim in claims(source=id_)]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("id_", KINDS)
def test_references_lead_to_a_claim_of_the_same_file(id_: str) -> None:
    named = {f"#{claim['id']}" for claim in claims(source=id_) if "id" in claim}
    references = {value for value in values(claims(source=id_)) if value.startswith("#")}
    assert references == named


@pytest.mark.parametrize(
    "stem",
    [
        "communities",
        "judgments",
        "organizations",
        "places",
        "quantities",
        "regions",
        "scopes",
        "states",
        "systems",
        "technologies",
        "vendors",
    ],
)
def test_names_are_rows_of_their_register(stem: str) -> None:
    rows = register(stem)
    prefix = next(iter(rows)).partition(":")[0] + ":"
    used = {value for value in values(claims()) if value.startswith(prefix)}
    assert used
    assert used <= rows.keys()


def test_one_vendor_supplies_one_place() -> None:
    (claim,) = [claim for claim in claims("Supply") if "place" in claim or "system" in claim]
    assert claim["supplier"] == "vendor:huawei"
    assert claim["system"] == "system:belgrade-surveillance-project"
    assert claim["place"] == "place:belgrade"
    assert "recipient" not in claim


def test_four_states_are_supplied_by_the_group() -> None:
    found = claims("Supply", supplier="group:chinese-companies")
    assert {claim["recipient"] for claim in found if "recipient" in claim} == RECIPIENTS
    assert len([claim for claim in claims() if "recipient" in claim]) == 4
    assert all(claim["modality"] == "reported" for claim in found)


def test_the_authorities_of_belgrade_and_the_critics_disagree() -> None:
    (praised,) = claims(judgment="judgment:reduces-crime")
    disputing = [claim for claim in claims() if "disputes" in claim]
    assert len(disputing) == 3
    for claim in disputing:
        assert claim["disputes"] == [f"#{praised['id']}"]
        assert claim["claimedBy"] == "community:critics-of-belgrade-project"
        assert claim["modality"] == "alleged"


def test_allegations_and_hypotheses_name_a_voice() -> None:
    found = [claim for claim in claims() if claim["modality"] in ("alleged", "hypothetical")]
    assert len({claim["start"] for claim in found}) == 8
    assert all("claimedBy" in claim for claim in found)


def test_the_exact_figure_confirms_the_looser_one() -> None:
    (exact,) = [claim for claim in claims() if "confirms" in claim]
    assert bounds(exact) == (63, 63)
    loose = [claim for claim in claims(source=EXPORTING) if f"#{claim.get('id')}" in exact["confirms"]]
    assert [bounds(claim) for claim in loose] == [(61, None), (61, None)]


@pytest.mark.parametrize("id_", [AFRICA, CITIZENS])
def test_seventy_five_are_counted_within_the_states_surveyed(id_: str) -> None:
    (users,) = claims("CountObservation", id_, counted="quantity:states-using", technology="technology:ai-surveillance")
    (surveyed,) = claims("CountObservation", id_, counted="quantity:states-surveyed")
    assert users["within"] == f"#{surveyed['id']}"


def test_the_use_in_xinjiang_names_whom_it_affects() -> None:
    (claim,) = [claim for claim in claims("Use") if "affected" in claim]
    assert set(claim["affected"]) == {"community:uighurs", "community:other-muslim-minorities-of-xinjiang"}


# What would be a misreading


def test_no_vendor_supplies_a_named_state() -> None:
    assert not [c for c in claims("Supply") if c["supplier"] in VENDORS and "recipient" in c]


@pytest.mark.parametrize("vendor", ["hikvision", "dahua", "zte"])
def test_the_count_of_the_group_is_not_a_count_of_a_member(vendor: str) -> None:
    assert not claims("CountObservation", supplier=f"vendor:{vendor}")


def test_at_least_is_no_exact_count() -> None:
    for claim in claims("CountObservation", supplier="vendor:huawei"):
        assert bounds(claim) == (50, None)
    for claim in claims("CountObservation", counted="quantity:states-using", technology="technology:ai-surveillance"):
        assert bounds(claim) == (75, None)


def test_users_of_facial_recognition_are_sixty_four() -> None:
    found = claims("CountObservation", counted="quantity:states-using", technology="technology:facial-recognition")
    assert {bounds(claim) for claim in found} == {(64, 64)}


def test_overlapping_counts_are_not_added() -> None:
    assert not [claim for claim in claims() if 172 in bounds(claim)]


def test_the_states_surveyed_are_not_users() -> None:
    for claim in claims():
        assert (176 in bounds(claim)) == (claim.get("counted") == "quantity:states-surveyed")


def test_signatories_are_counted_within_the_states_supplied() -> None:
    (claim,) = claims("CountObservation", initiative="initiative:bri")
    (supplied,) = [c for c in claims(source=EXPORTING) if f"#{c.get('id')}" == claim["within"]]
    assert bounds(supplied) == (63, 63)
    assert supplied["supplier"] == "group:chinese-companies"


def test_no_state_is_said_to_be_a_member_of_the_initiative() -> None:
    assert not claims("Membership")


def test_the_article_on_belgrade_rests_on_no_report() -> None:
    assert "origin" not in SOURCES[BELGRADE]
    found = values(claims(source=BELGRADE))
    assert not {value for value in found if "carnegie" in value or value.startswith("source:")}
    assert "technology:ai-surveillance" not in found


def test_supply_to_a_state_is_no_use_by_it() -> None:
    assert not [claim for claim in claims("Use") if claim.get("user") in RECIPIENTS]
    assert {c["technology"] for c in claims("Supply") if "recipient" in c} == {"technology:ai-surveillance"}


def test_japan_is_only_the_home_of_a_vendor() -> None:
    assert [(c["kind"], c["agent"]) for c in claims() if "state:jpn" in values([c])] == [("HomeState", "vendor:nec")]


def test_the_town_of_filing_is_no_deployment() -> None:
    assert {v for v in values(claims()) if v.startswith("place:")} == {"place:belgrade", "place:xinjiang"}


def test_other_applications_are_no_kinds_of_surveillance() -> None:
    narrower = {claim["narrower"] for claim in claims("Inclusion")}
    assert narrower == {f"technology:{t}" for t in ("facial-recognition", "smart-policing", "safe-city")}
    assert {v for v in values(claims()) if v.startswith("technology:")} == narrower | {
        "technology:ai-surveillance",
        "technology:artificial-intelligence",
        "technology:video-surveillance",
    }


@pytest.mark.parametrize("vendor", ["palantir", "cisco"])
def test_figures_that_only_the_report_gives_are_absent(vendor: str) -> None:
    assert not claims("CountObservation", supplier=f"vendor:{vendor}")


@pytest.mark.parametrize("id_", KINDS)
def test_author_and_date_are_not_added(id_: str) -> None:
    assert not SOURCES[id_].keys() & {"creator", "issued", "identifier", "edition_year"}


def test_the_edition_is_said_to_be_our_identification() -> None:
    for id_ in KINDS.keys() - {BELGRADE}:
        assert SOURCES[id_]["origin"] == "aigs-2019"
        assert "our identification" in SOURCES[id_]["note"]


def test_page_furniture_is_no_one() -> None:
    assert min(claim["start"] for claim in claims()) > 21


def test_two_groups_of_critics_stay_two() -> None:
    of_belgrade = claims(claimedBy="community:critics-of-belgrade-project")
    of_initiative = claims(claimedBy="community:critics-of-bri")
    assert len(of_belgrade) == len(of_initiative) == 3
    assert not [c for c in of_belgrade if c not in claims(source=BELGRADE)]
    assert not [c for c in of_initiative if c not in claims(source=EXPORTING)]


def test_the_party_is_a_user_in_xinjiang_only() -> None:
    found = claims("Use", user="organization:communist-party-of-china")
    assert {claim["place"] for claim in found} == {"place:xinjiang"}
    assert not [claim for claim in claims("Use", place="place:belgrade") if "user" in claim]


def test_the_system_of_belgrade_has_one_supplier() -> None:
    found = claims("Supply", system="system:belgrade-surveillance-project")
    assert {claim["supplier"] for claim in found} == {"vendor:huawei"}


def test_over_sixty_is_sixty_one_and_open() -> None:
    assert not [claim for claim in claims() if 60 in bounds(claim)]
    assert {bounds(claim) for claim in claims("CountObservation", supplier="state:chn")} == {(61, None)}


def test_a_state_put_for_its_companies_supplies_only_in_a_headline() -> None:
    assert [(c["kind"], c["modality"]) for c in claims(supplier="state:chn")] == [("CountObservation", "headline")]


def test_the_system_of_belgrade_is_not_called_smart_policing() -> None:
    assert "technology:smart-policing" not in values(claims(source=BELGRADE))


def test_access_to_data_is_alleged_only() -> None:
    (claim,) = claims(judgment="judgment:can-reach-data-of")
    assert (claim["modality"], claim["claimedBy"]) == ("alleged", "organization:us-government")
    (claim,) = claims(judgment="judgment:data-may-reach")
    assert (claim["modality"], claim["claimedBy"]) == ("hypothetical", "community:unattributed-concern")


def test_the_newspaper_published_three_of_the_five() -> None:
    published = {id_ for id_, data in SOURCES.items() if data.get("publisher") == "The Japan Times"}
    assert published == {BELGRADE, EXPANDING, EXPORTING}
    assert not [id_ for id_ in KINDS.keys() - published if "publisher" in SOURCES[id_]]
    assert not claims("Publication", publisher="organization:the-japan-times")


def test_states_supplied_are_sovereign_states() -> None:
    for claim in claims("CountObservation", counted="quantity:states-supplied"):
        assert claim.get("scope") in (None, "scope:worldwide")


def test_less_crime_in_belgrade_is_said_by_the_authorities_only() -> None:
    (claim,) = claims(judgment="judgment:reduces-crime")
    assert (claim["modality"], claim["claimedBy"]) == ("alleged", "organization:belgrade-authorities")


def test_each_thing_has_one_name() -> None:
    assert {v for v in values(claims()) if v.startswith("vendor:")} == VENDORS
    labels = [row["rdfs:label@en"].casefold() for row in register("places").values()]
    assert len(set(labels)) == len(labels)
