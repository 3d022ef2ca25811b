"""Words that were broken at the end of a line are whole again, and their places those of the file."""

import pytest

from kg.prose.extraction import read
from kg.prose.hyphen import unbroken
from kg.prose.markup import plain

WORDS = """
Kenya Huawei Uzbekistan Zimbabwe Cellebrite Nairobi supplied delivered installed surveillance recognition
ministry government purchased facial cameras contract confirmed interior authorities equipment technology
biometric acquired procurement infrastructure Turkmenistan Megvii ministries Botswana telecommunications
reportedly
"""
COMPOUNDS = """
state-owned Chinese-made China-based face-recognition Sino-Russian facial-recognition number-plate long-term
safe-city government-run Israeli-built AI-powered third-party Asia-Pacific so-called Guinea-Bissau mid-2019
24-hour license-plate phone-hacking
"""


@pytest.mark.parametrize("word", WORDS.split())
@pytest.mark.parametrize("end", ["-\n", "-\r\n  ", "\u2010 \n"])
def test_a_word_broken_at_any_place_is_one_word(word: str, end: str) -> None:
    for at in range(2, len(word) - 1):
        broken = f"the {word[:at]}{end}{word[at:]} said"
        piece = unbroken(plain(broken, 7))
        assert piece.text == f"the {word} said"
        assert [broken[piece.at(index) - 7] for index in range(len(piece.text))] == list(piece.text)


@pytest.mark.parametrize("compound", COMPOUNDS.split())
def test_a_compound_keeps_its_hyphen(compound: str) -> None:
    broken = compound.replace("-", "-\n")
    assert unbroken(plain(f"the {broken} said", 0)).text == f"the {compound} said"


def test_a_claim_told_in_broken_words_has_its_place_in_the_file() -> None:
    text = "On Monday the min-\nistry was silent. In 2014 Huawei sup-\nplied cameras to Ken-\nya, officials said.\n"
    (broken,), (whole,) = read(text, extractor="rules"), read(text.replace("-\n", ""), extractor="rules")
    assert (broken.kind, broken.roles) == (whole.kind, whole.roles)
    assert text[broken.start : broken.end].replace("-\n", "") == text.replace("-\n", "")[whole.start : whole.end]
