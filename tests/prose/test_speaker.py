"""Whoever says that something is so is its voice, whatever they are; and a denial of a part denies no whole."""

import pytest

from kg.prose import extraction

VOICES = {
    "Two former employees assert that the Omani police use facial recognition.": "Two former employees",
    "Employees told us that the Omani police use facial recognition.": "Employees",
    "The minister is quoted as saying that Oman uses facial recognition.": "The minister",
    "The ministry is calm, although two clerks assert that the Omani police use facial recognition.": "two clerks",
    "We are informed by the embassy that Malta acquired smart policing from NEC.": "the embassy",
    "As our envoy in Valletta informs us, Malta acquired smart policing from NEC.": "our envoy in Valletta",
    "Shopkeepers swear that Peru's police use facial recognition.": "Shopkeepers",
}


@pytest.mark.parametrize("text", VOICES)
def test_a_claim_behind_a_verb_of_saying_is_its_subjects(text: str) -> None:
    found = [p for p in extraction.read(text, extractor=extraction.OURS) if p.kind in ("Supply", "Use")]
    assert {p.voice for p in found} == {VOICES[text]}
    assert {p.modality for p in found} <= {"reported", "alleged"}


NOUNS = [
    "Of the nine states that Watchlight visited, six use facial recognition.",
    "In the report that Watchlight published, Peru uses facial recognition.",
    "In the poorer states that bought from Huawei, Peru uses facial recognition.",
    "In all African states that we saw, little is told; Peru uses facial recognition.",
    "In spite of many reports that came late, Peru uses facial recognition.",
    "After the claims that Norway made, Peru uses facial recognition.",
]


@pytest.mark.parametrize("text", NOUNS)
def test_a_noun_that_is_written_as_a_verb_of_saying_has_no_voice(text: str) -> None:
    (found,) = [p for p in extraction.read(text, extractor=extraction.OURS) if p.kind in ("CountObservation", "Use")]
    assert (found.voice, found.modality) == (None, "asserted")


IN_PART = [
    "Norway did not buy smart policing from NEC for its harbors but for its prisons.",
    "Norway did not buy NEC's facial recognition cheaply.",
    "The Norwegian army does not use smart policing in peacetime.",
    "The Norwegian army does not use facial recognition on children.",
]


@pytest.mark.parametrize("text", IN_PART)
@pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])
def test_a_denial_of_a_part_denies_nothing_as_a_whole(text: str, extractor: str) -> None:
    (read,) = extraction.readings_of(text, None, extractor)
    assert [p.kind for p in read.claims if p.kind in ("Supply", "Use")] == []


@pytest.mark.skipif("extraction.default() != extraction.PARSE", reason="no spaCy pipeline with a parser is to be had")
def test_a_deal_on_other_goods_is_no_supply_of_what_it_is_compared_with() -> None:
    text = "Thales's broadband deal with Peru has no bearing on smart policing, a manager maintains."
    (read,) = extraction.readings_of(text)
    assert [p.kind for p in read.claims if p.kind == "Supply"] == []
