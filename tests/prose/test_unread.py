"""What is listed as not read, so that nothing is passed over in silence."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.unread import SMALL
from tests.prose.score_yardstick import FOLDER

ABOUT = "The police of Kenya are watched over by surveillance cameras.\n\n"


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("The seller of the older system was Megvii.", ("vendor:megvii", "a state named before")),
        ("The face scanners are from Idemia.", ("vendor:idemia", "a state named before")),
        ("We count nineteen states as those where the technique is used.",
         ("technology:video-surveillance", "nineteen")),
        ("Similar systems, made by others, are operated by Ecuador.", ("state:ecu", "surveillance")),
        ("All five states we wrote to have put a memorandum of the Belt and Road Initiative before parliament to sign.",
         ("initiative:bri", "five")),
        ("A state bank advanced the money.", ("a lender", "a supply named before")),
        ("Hikvision cameras hang over the square in Belgrade.", ("vendor:hikvision", "state:srb")),
        ("Iceland's police bought license plate readers from somebody.",
         ("technology:number-plate-recognition", "state:isl")),
        ("The system in Minsk does match faces on its streets.", ("technology:video-surveillance", "state:blr")),
        ("Laos and Chad renewed their Belt and Road memoranda.", ("initiative:bri", "state:tcd")),
    ],
)  # fmt: skip
def test_a_sentence_of_which_a_claim_could_be_made_is_listed(sentence: str, pair: tuple[str, str]) -> None:
    left = [one for read in extraction.readings_of(ABOUT + sentence, None, "rules") for one in read.unread]
    assert [pair in one.pairs for one in left if one.sentence.strip() == sentence] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Huawei was founded in 1987.",
        "Nineteen states sent a delegation.",
        "The bank opens at nine.",
        "Ecuador played Peru on Sunday.",
    ],
)
def test_a_sentence_that_speaks_of_nothing_of_the_kind_is_not_listed(sentence: str) -> None:
    left = [one for read in extraction.readings_of(ABOUT + sentence, None, "rules") for one in read.unread]
    assert not [one for one in left if one.sentence.strip() == sentence]


def test_a_membership_whose_initiative_was_named_a_sentence_earlier_is_listed() -> None:
    text = "Italy left the Belt and Road Initiative in 2023. Brazil stayed away. Norway won two medals."
    left = [one for read in extraction.readings_of(text, None, "rules") for one in read.unread]
    assert [one.pairs for one in left if one.sentence.startswith("Brazil")] == [
        (("state:bra", "an initiative named before"),)
    ]
    assert not [one for one in left if one.sentence.startswith("Norway")]


def test_a_part_lies_within_the_count_that_an_earlier_sentence_gave() -> None:
    text = "Facial recognition is used in 64 countries. Forty-nine of the 64 belong to the Belt and Road Initiative."
    whole, part = extraction.read(text, extractor="rules")
    assert (whole.lower, part.lower, part.within) == (64, 49, whole.id)


@pytest.mark.parametrize(
    "text",
    [
        "Cellebrite extraction kits, a Dhaka court heard, had been purchased for Bangladesh's border guard.",
        "Police in Finland hardly use crowd-counting analytics from Axis.",
        "The number of states with safe city platforms doubled to 64 in a year.",
        "The cameras are watched. Of those states, five buy them from Huawei.",
        "Fingerprint scanners were sold to Oman by a firm nobody knows.",
        "Had Kenya bought surveillance cameras from Huawei, it would have said so.",
        "Huawei did not deny that it had sold surveillance cameras to Uganda.",
    ],
)
def test_a_sentence_that_names_both_is_never_passed_over_in_silence(text: str) -> None:
    (read,) = extraction.readings_of(text, extractor="rules")
    assert read.unread or read.claims


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("huawei supplied surveillance cameras to kenya in 2014. the police use them.", {SMALL: 1}),
        ("nobody knows who watches the streets.", {SMALL: 1}),
        ("75 countries use facial recognition.", {}),
        ("Nobody knows who watches the streets.", {}),
        ("2019: ?!", {}),
    ],
)
def test_a_text_in_small_letters_in_which_no_name_can_be_told_is_said_to_be_so(text: str, left: dict[str, int]) -> None:
    (found,) = extraction.readings_of(text)
    assert found.coverage.languages == left


PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")


@pytest.mark.parametrize(
    ("half", "extractor", "most"),
    [
        pytest.param("development", "parse", 0, marks=PARSED),
        pytest.param("kept", "parse", 2, marks=PARSED),
        ("development", "rules", 5),
        ("kept", "rules", 5),
    ],
)
def test_hardly_a_sentence_of_a_firm_or_a_tool_and_a_state_is_passed_over_in_silence(
    half: str, extractor: str, most: int
) -> None:
    sentences = (FOLDER / f"shown-{half}.txt").read_text(encoding="utf-8").splitlines()
    silent = []
    for sentence in sentences:
        read = [*extraction.readings_of(sentence, None, extractor)]
        if not any(one.claims or one.unread for one in read):
            silent.append(sentence)
    assert len(silent) <= most, silent


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland's army ordered tanks from Hyundai Rotem.",
        "Ghana's government signed a contract with Wilmar to buy palm oil.",
        "Detectives in Ghana identified the killer of the journalist Ahmed Suale.",
        "Catalan police searched the house of Puigdemont.",
        "A phone call between the leaders of Oman and Iran lasted an hour.",
        "We will not sell our country, Togo's president told soldiers.",
        "Egypt's security forces killed nine militants of Hasm.",
        "Welsh councils closed schools after the storm Darragh.",
    ],
)
@pytest.mark.parametrize("extractor", ["rules", pytest.param("parse", marks=PARSED)])
def test_news_of_other_subjects_is_not_listed(sentence: str, extractor: str) -> None:
    assert [one for read in extraction.readings_of(sentence, None, extractor) for one in read.unread] == []
