"""Nothing is passed over in silence: a sentence of surveillance that names a vendor and a state is listed, unread."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.prose import extraction
from kg.prose.article import documents, paragraphs
from kg.prose.reading import Reading
from kg.prose.unread import unread

VENDORS = {
    "Huawei": "huawei",
    "Hikvision": "hikvision",
    "Dahua": "dahua",
    "NEC": "nec",
    "ZTE": "zte",
    "Idemia": "idemia",
}
STATES = {"Kenya": "ken", "Peru": "per", "Serbia": "srb", "Uzbekistan": "uzb", "Ghana": "gha", "Malta": "mlt"}
GOODS = (
    "facial recognition",
    "surveillance cameras",
    "a safe city platform",
    "smart policing software",
    "body cameras",
)
SENTENCES = (
    "{v} sold {g} to {s}.",
    "In {s}, the police work with {g} from {v}.",
    "{s}, which ran {g} until 2019, was served by {v}.",
    "It was {v} whose {g} the interior ministry of {s} had looked for.",
    "Photo: {g} by {v} near a bus stop in {s}",
    "Somebody at {v} told us that {g} had gone to {s} years before.",
    "{s} said nothing of {g}, nor did {v}.",
    "Among those who hold {g} of {v} is {s}.",
    "{v} and, for {g}, {s}: the story of a contract.",
    "Why {s} wanted {g}, {v} would not say.",
    "“We got {g} from {v},” said a minister of {s}.",
    "Without {v}, {s} would have no {g}.",
)


def pairs(text: str) -> set[tuple[str, str]]:
    """Return the pairs that are listed of a text of which no claim was read."""
    found: set[tuple[str, str]] = set()
    for document in documents(paragraphs(text.splitlines(keepends=True))):
        rules = Reading(document, extraction.gazetteer(), {})
        rules.proposals()
        left, _ = unread(rules.told, [], [], rules.gazetteer)
        found |= {pair for one in left for pair in one.pairs}
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SENTENCES),
    st.sampled_from(sorted(VENDORS)),
    st.sampled_from(sorted(STATES)),
    st.sampled_from(GOODS),
)
def test_each_vendor_and_state_of_a_sentence_of_surveillance_is_listed(
    sentence: str, vendor: str, state: str, goods: str
) -> None:
    text = sentence.format(v=vendor, s=state, g=goods)
    text = re.sub(r"^a ", "A ", text)
    assert (f"vendor:{VENDORS[vendor]}", f"state:{STATES[state]}") in pairs(text), text


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Huawei built the Bamako safe city together with Foobar Corp.", ("Foobar", "state:mli")),
        ("Huawei built the Bamako safe city together with CITIC Guoan.", ("CITIC Guoan", "state:mli")),
        ("Peru compares travelers' faces with a list of wanted people.", ("state:per", "surveillance")),
        ("Dahua sold its cameras to Malta, which then turned them on reporters.", ("surveillance", "state:mlt")),
        (
            "Statement of the Government of Malta. The Government plans to introduce smart policing next year.",
            ("technology:smart-policing", "a state named before"),
        ),
    ],
)
def test_what_stands_beside_a_claim_or_refers_back_is_listed(text: str, pair: tuple[str, str]) -> None:
    listed = {pair for read in extraction.readings_of(text) for one in read.unread for pair in one.pairs}
    claimed = {tuple(p.roles.values()) for read in extraction.readings_of(text) for p in read.claims if p.kind == "Use"}
    assert pair in listed or claimed


def test_a_reason_is_of_the_pair_that_was_not_read() -> None:
    text = "Huawei, which sells more phones in Zambia than anyone, declined to comment. Zambia is not alone."
    (read,) = extraction.readings_of(text)
    assert [one.reasons for one in read.unread] == [()]
    text = "At least 24 African governments use AI surveillance, and some in Ghana do not."
    (read,) = extraction.readings_of(text)
    assert not any("region:" in name for one in read.unread for pair in one.pairs for name in pair)


@pytest.mark.parametrize(
    "text",
    [
        "Photo: a Hikvision camera over a square in Tashkent",
        "Voters queue beneath a Hikvision camera with facial recognition outside a school in Tashkent, Uzbekistan.",
        "Caption: A Hikvision camera above the old market of Tashkent; police bought many of them.",
        "A facial recognition camera made by Hikvision overlooks a crossing in Tashkent.",
    ],
)
def test_a_caption_presupposes_who_supplied_what_hangs_in_public(text: str) -> None:
    (supply,) = [p for p in extraction.read(text) if p.kind == "Supply"]
    assert (supply.roles["supplier"], supply.roles["recipient"]) == ("vendor:hikvision", "state:uzb")
    assert supply.modality in ("presupposed", "headline")


@pytest.mark.parametrize(
    "text",
    [
        "Photo: a Hikvision camera in a shop in Tashkent",
        "Photo: a Huawei stand at a fair for surveillance cameras in Dubai",
        "A Huawei sign hangs over a square in Accra.",
        "Photo: the Hikvision office above the old market of Tbilisi",
        "Customers look at Hikvision surveillance cameras in a mall in Nairobi, Kenya.",
        "A Dahua camera guards a hotel in Tashkent.",
        "Hikvision cameras on the market in Kenya are cheap.",
        "A Huawei camera with facial recognition in a technology park in Kenya was on show.",
        "A Huawei phone with facial recognition in the hands of a student in Gaborone, Botswana.",
    ],
)
def test_a_caption_of_something_else_gives_no_supply(text: str) -> None:
    assert [p for p in extraction.read(text) if p.kind == "Supply"] == []
