"""What is listed as not read, so that nothing is passed over in silence."""

import pytest

from kg.prose import extraction

ABOUT = "The police of Kenya are watched over by surveillance cameras.\n\n"


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("The seller of the system was Megvii.", ("vendor:megvii", "a state named before")),
        ("The face scanners are from Idemia.", ("vendor:idemia", "a state named before")),
        ("We count nineteen states as those where the technique is used.", ("nineteen", "surveillance")),
        ("Similar systems, made by others, are operated by Ecuador.", ("state:ecu", "surveillance")),
        ("All five states we wrote to have put a memorandum of the Belt and Road Initiative before parliament to sign.",
         ("initiative:bri", "five")),
        ("A state bank advanced the money.", ("a lender", "a supply named before")),
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
