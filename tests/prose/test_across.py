"""Supplies told in two places: that a state has a ware in one clause, and whose make it is in another."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.extraction import OURS
from kg.prose.proposal import Proposal
from tests.prose import score_yardstick as scoring

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")

JOINED = [
    ("Oman's police use street cameras. They were installed by Dahua.", "dahua", {"omn"}),
    ("Kenya's police run a network of 900 street cameras. The whole network was built by Huawei.", "huawei", {"ken"}),
    ("Serbia's police use facial recognition; Hikvision wrote the software.", "hikvision", {"srb"}),
    ("Peru's police bought 40 street cameras in May. The vendor was Dahua.", "dahua", {"per"}),
    ("Ghana's police opened their second network of street cameras. The first was the work of ZTE.", "zte", {"gha"}),
    ("Oman's police use facial recognition. It was NEC that delivered the system in 2020.", "nec", {"omn"}),
    ("The Zambian police keep 140 street cameras. The cameras come from Uniview, a Chinese firm.", "uniview", {"zmb"}),
    (
        "Peru's police use street cameras. The council renewed its contract with ZTE, which supplied them.",
        "zte",
        {"per"},
    ),
    ("Kenya's police use spyware. The minister praised it. It was made by Candiru.", "candiru", {"ken"}),
    ("Peru's gendarmes got facial recognition in 2019. Its author is NEC.", "nec", {"per"}),
    ("Peru's police chose between three bidders for face recognition. Herta won and installed it.", "herta", {"per"}),
    ("Chile opened a police command center in May. The cameras that feed it were given by ZTE.", "zte", {"chl"}),
    ("Oman's police use street cameras. Most were made by Dahua.", "dahua", {"omn"}),
    ("Oman's police use street cameras.\n\nThey were installed by Dahua.", "dahua", {"omn"}),
]
APART = [
    "Oman's police use street cameras. A rival system was built by Dahua.",
    "Oman's police use street cameras.\n\nThe roads were built by Dahua and installed by Huawei.",
    "Oman's police use street cameras. The minister met Peru's.\n\nThey were built by Dahua and installed by Huawei.",
    "Oman's police use street cameras. Uganda followed later. They were installed by Huawei.",
    "Oman's police use street cameras. The minister opened a road. It was built by Huawei.",
    "Oman's police use street cameras. Dahua did not install them.",
    "Oman's police use street cameras. Dahua hopes to replace them.",
    "Oman's police use street cameras. In Kenya they were installed by Dahua.",
    "Oman's police use street cameras. Huawei provided the equipment for the World Cup.",
    "Oman's police use street cameras. Huawei installed them at a hotel.",
    "Oman's police use street cameras and radios. They were supplied by Huawei.",
    "Oman's police want street cameras. They were supplied by Huawei elsewhere.",
    "Does Oman's police use street cameras? They were supplied by Huawei.",
    "Oman's police use street cameras from Dahua. The software was written by Huawei.",
    "Oman's police use street cameras on new bridges. They were built by Huawei.",
    "Oman's police do not use street cameras. They were sold by Huawei.",
    "Oman's police use street cameras.\n\nThey were made by Huawei.",
    "Oman's police seized spyware. The tool was made by Candiru.",
    "Oman's police warned of spyware. The tool was made by Candiru.",
    "A hotel in Oman uses street cameras. They were made by Huawei.",
    "Oman's police fear spyware. Its author is Candiru.",
    "Oman's police found spyware on phones. It is a product of Candiru.",
    "Oman's police have street cameras. Dahua won and installed radios.",
]

RUN = [
    ("Muscat is full of ZTE cameras. The police run them.", {("video-surveillance", "omn")}),
    ("Belgrade is dotted with Huawei cameras. The Interior Ministry operates them.", {("video-surveillance", "srb")}),
    ("Oslo is full of Hikvision cameras. Shops run them, and the police may not look.", set()),
    ("Oslo is full of Hikvision cameras. The police of Peru run them.", set()),
    ("Oslo is full of Hikvision cameras and radios. The police run them.", set()),
    ("Oslo wants Hikvision cameras. The police would run them.", set()),
]

LISTED = [
    ("Candiru sells spyware. Its products went to the police of Kenya, Uganda and Peru.", "ken uga per"),
    ("Candiru makes spyware. Buyers include Kenya and the governments of Peru and Oman.", "ken per omn"),
    ("Candiru makes spyware. It counts the security services of Kenya and Peru among its customers.", "ken per"),
    ("Candiru makes spyware. Among its customers are the governments of Qatar and Peru.", "qat per"),
    ("Candiru sells spyware to governments: in Europe to Hungary and Greece; in the Gulf to Oman.", "hun grc omn"),
    (
        "Clients named in the annual report of Candiru: Ministry of Interior, Oman (spyware); Federal Police, Peru"
        " (spyware).",
        "omn per",
    ),
    ("Sentinova exports face recognition. Its systems went to the police of Kenya, Uganda and Peru.", "ken uga per"),
]
UNLISTED = [
    "Candiru makes spyware. Clients include banks in Kenya, Uganda and Peru.",
    "Candiru makes spyware. Its products were never sold to Kenya, Uganda and Peru.",
    "Candiru makes spyware. It hopes for customers in Kenya and Peru.",
    "Candiru makes spyware. Its victims live in Kenya and Peru.",
    "Candiru makes spyware. Its customers may soon include Kenya and Peru.",
    "Hikvision competes with Dahua in video surveillance. Its customers include Kenya and Peru.",
    "Candiru hopes to sell spyware. Its customers include Kenya and Peru.",
    "Hikvision has built cameras for years. Its phones are sold in Kenya, Uganda and Serbia.",
    "Candiru makes spyware.\n\nIts customers include Kenya and Peru.",
    "Places named in the annual report of Candiru: Bahrain (office); Ethiopia (warehouse).",
    "Dahua equipped companies with video surveillance: in Europe those of Hungary and Greece; in Africa those of Togo.",
    "Candiru sells spyware. In Europe, Hungary and Greece have asked what it does.",
]


def supplies(text: str) -> list[Proposal]:
    """Return the supplies that the rules read in a text."""
    return [one for one in extraction.read(text, extractor=OURS) if one.kind == "Supply"]


@pytest.mark.parametrize(("text", "vendor", "states"), JOINED)
def test_what_two_clauses_tell_of_one_ware_is_joined_and_says_where_its_other_half_stands(
    text: str, vendor: str, states: set[str]
) -> None:
    found = [one for one in supplies(text) if one.roles["supplier"] == f"vendor:{vendor}"]
    assert {one.roles["recipient"] for one in found} == {f"state:{state}" for state in states}
    for one in found:
        assert one.modality == "asserted"
        start, end = one.antecedents["recipient"]
        assert text[start:end] in text.partition(" police")[0]
        assert end <= one.start
        assert vendor in text[one.start : one.end].lower()


@pytest.mark.parametrize("text", APART)
def test_what_may_be_of_another_ware_or_is_not_said_to_be_is_not_joined(text: str) -> None:
    assert [one.quote for one in supplies(text) if "points back" in one.inferred.get("recipient", "")] == []


@pytest.mark.parametrize(("text", "uses"), RUN)
def test_a_body_uses_what_it_is_said_to_run_where_it_points_back_to_one_ware(
    text: str, uses: set[tuple[str, str]]
) -> None:
    found = [one for one in extraction.read(text) if one.kind == "Use"]
    assert {
        (str(one.roles["technology"]).partition(":")[2], str(one.roles["user"]).partition(":")[2]) for one in found
    } == uses


@pytest.mark.parametrize(("text", "states"), LISTED)
def test_customers_that_are_listed_are_those_of_the_one_vendor_before_them(text: str, states: str) -> None:
    found = supplies(text)
    assert sorted(str(one.roles["recipient"]) for one in found) == sorted(f"state:{one}" for one in states.split())
    vendor = text.partition(" ")[0] if text.startswith("Sentinova") else "vendor:candiru"
    for one in found:
        assert one.unresolved.get("supplier", one.roles.get("supplier")) in (vendor, repr(vendor))


@pytest.mark.parametrize("text", UNLISTED)
def test_what_lists_no_customers_of_one_vendor_gives_no_supply(text: str) -> None:
    assert [(one.quote, one.roles) for one in supplies(text) if one.roles.get("recipient")] == []


@pytest.mark.parametrize(
    ("half", "extractor", "least"),
    [
        ("seventeenth-development", OURS, 0.45),
        ("seventeenth-kept", OURS, 0.45),
        pytest.param("seventeenth-development", None, 0.6, marks=PARSED),
        pytest.param("seventeenth-kept", None, 0.75, marks=PARSED),
    ],
)
def test_half_of_what_texts_tell_in_two_places_is_read_and_none_of_it_of_look_alikes(
    half: str, extractor: str | None, least: float
) -> None:
    tally = scoring.score(scoring.texts(half), extractor)
    assert tally.recall("Supply") >= least
    for text, expected in scoring.texts(half):
        wanted = {one.key[1:] for one in expected if one.key[0] == "Supply"}
        for one in extraction.read(text, extractor=extractor):
            if one.kind == "Supply" and (one.heading or "points back" in one.inferred.get("recipient", "")):
                supplier = str(one.roles.get("supplier") or one.unresolved["supplier"])
                vendor = supplier.removeprefix("vendor:").strip("'").lower().replace(" ", "-")
                assert (vendor, str(one.roles["recipient"]).removeprefix("state:")) in wanted


@pytest.mark.parametrize("extractor", [OURS, pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize(
    "second",
    [
        "The cameras were made by Dahua and installed by Huawei.",
        "The system was built by Huawei together with Dahua.",
        "They were supplied by Dahua, with help from Huawei.",
    ],
)
def test_two_firms_may_have_made_what_is_pointed_back_to(second: str, extractor: str) -> None:
    found, _ = scoring.read(f"Oman's police use street cameras. {second}", extractor)
    supplies = {(p.plain()["supplier"], p.plain()["recipient"]) for p in found if p.kind == "Supply"}
    assert supplies == {("dahua", "omn"), ("huawei", "omn")}
