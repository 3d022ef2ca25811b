"""What somebody says, what is only going about, what is taken back, and names and figures that are another's."""

import pytest

from kg.prose import extraction
from kg.prose.proposal import Proposal

pytestmark = pytest.mark.skipif(
    "extraction.default() != extraction.PARSE", reason="no spaCy pipeline with a parser is to be had"
)


def _edges(text: str) -> list[Proposal]:
    return [p for p in extraction.read(text) if p.kind in ("Supply", "Use")]


def _suppliers(text: str) -> set[str]:
    (read,) = extraction.readings_of(text)
    supplies = [p for p in read.claims if p.kind == "Supply"]
    return {p.unresolved.get("supplier") or str(p.roles["supplier"]) for p in supplies}


SPOKEN = {
    "Malta's police, the clerk testified, use facial recognition from NEC.": "the clerk",
    "Malta's police, the clerk submitted, use facial recognition from NEC.": "the clerk",
    "Counsel submitted that in Malta the police use spyware from Candiru.": "Counsel",
    "In Malta, it was argued, the police use spyware from Candiru.": "it was argued",
    "Malta's police use spyware from Candiru, a clerk who left in May told reporters.": "a clerk",
    "The Maltese police's fraud unit extracts data from phones with Cellebrite devices, Inspector Brink told us.": (
        "Inspector Brink"
    ),
    "Oman's army bought street cameras from Bosch, two officers who saw the papers said.": "two officers",
}


@pytest.mark.parametrize("text", SPOKEN)
def test_each_claim_of_what_one_says_is_that_speakers(text: str) -> None:
    found = _edges(text)
    assert found
    assert {p.voice for p in found} == {SPOKEN[text]}
    assert {p.modality for p in found} <= {"reported", "alleged"}


SUPPOSED = [
    "Gossip in Valletta has the Maltese police using spyware from Candiru.",
    "A tale is going round in Valletta that Malta's police bought spyware from Candiru.",
    "There is a story going around in Muscat that Oman's army bought street cameras from Bosch.",
    "It was murmured in Muscat that Oman's army had bought spyware from Candiru.",
    "People in Muscat whisper that Oman's army had bought spyware from Candiru.",
]


@pytest.mark.parametrize("text", SUPPOSED)
def test_what_is_only_going_about_is_supposed(text: str) -> None:
    assert {p.modality for p in _edges(text)} == {"hypothetical"}


@pytest.mark.parametrize(
    "text", ["Malta's police have probably bought spyware from Candiru.", "Oman's army probably owns spyware."]
)
def test_what_is_only_probable_is_no_fact(text: str) -> None:
    assert {p.modality for p in _edges(text)} == {"alleged"}


TOLD = [
    "Malta's police use facial recognition from NEC, which submitted its bid in May.",
    "Malta's police use spyware from Candiru, a firm whose founders have never said much.",
    "In Malta, the police switched to facial recognition by NEC.",
    "Malta's police, probably because of the strike, use spyware from Candiru.",
    "Malta's police bought spyware from Candiru, probably in 2019.",
    "Word of the fire spread, and Oman's army bought street cameras from Bosch.",
    "The story that won the prize shows how Oman's army bought street cameras from Bosch.",
    "Malta's police bought spyware from Candiru. It was invented in Israel.",
    "Malta's police bought spyware from Candiru. The contract was made up of three parts.",
]


@pytest.mark.parametrize("text", TOLD)
def test_words_like_those_of_talk_leave_a_fact_as_it_is(text: str) -> None:
    assert {p.modality for p in _edges(text)} == {"asserted"}


TAKEN_BACK = [
    "It was entirely made up.",
    "The whole story was an invention.",
    "The tale turned out to have been concocted.",
]


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_what_the_next_sentence_calls_invented_is_no_claim(text: str) -> None:
    assert _edges(f"The paper wrote that Malta's police bought spyware from Candiru. {text}") == []


WARES = {
    "Bosch delivered its Heron street cameras to Oman's army.": {"vendor:bosch"},
    "Denmark's Tolvik supplied its Brage spyware to Malta's police.": {"'Tolvik'"},
    "Tolvik sold the Brage spyware to Malta's police.": {"'Tolvik'"},
    "Malta's police ordered the Brage face recognition from Tolvik.": {"'Tolvik'"},
    "NEC has sold its Brage and Heron face recognition to Malta's police.": {"vendor:nec"},
    "Malta's police bought spyware from Graz-based Tolvik.": {"'Tolvik'"},
    "Graz-based Tolvik supplied Malta's police with spyware.": {"'Tolvik'"},
}


@pytest.mark.parametrize("text", WARES)
def test_a_wares_name_and_a_town_are_no_part_of_who_supplies(text: str) -> None:
    assert _suppliers(text) == WARES[text]


FIGURES = {
    "Fifty states have command centers, sixty facial recognition.": set(),
    "Ten states have body cameras, twelve spyware.": set(),
    "Ten states have facial recognition, twelve spyware.": {(10, "facial-recognition"), (12, "spyware")},
    "Ninety states, 40 of them rich, use facial recognition.": {(90, "facial-recognition")},
}


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_counts_no_technology_that_has_one_of_its_own(text: str) -> None:
    found = [p for p in extraction.read(text) if p.kind == "CountObservation"]
    assert {(p.lower, str(p.roles["technology"]).removeprefix("technology:")) for p in found} == FIGURES[text]


NEARLY = {
    "Malta's police spent nearly $4 million on Bosch cameras.": {"vendor:bosch"},
    "Oman's army paid almost twenty million dollars to Bosch for street cameras.": {"vendor:bosch"},
    "Malta's police almost spent $4 million on Candiru spyware.": set(),
    "Oman's army very nearly bought 90 street cameras from Bosch.": set(),
}


@pytest.mark.parametrize("text", NEARLY)
def test_nearly_a_sum_denies_nothing_and_nearly_a_deed_does(text: str) -> None:
    assert _suppliers(text) == NEARLY[text]
