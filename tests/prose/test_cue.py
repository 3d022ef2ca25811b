"""Cues are sought where their texts stand, and find what the bare pattern finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.prose.cue import Cue
from kg.prose.grammar import _data, _gathered, _words, expanded

NAMES = sorted(_data()["cues"])
WORDS = [
    "it",
    "the",
    "V",
    "S",
    "T",
    "N",
    "not",
    "no",
    "never",
    "denied",
    "that",
    "said",
    "if",
    "until",
    "left",
    "sold",
    "to",
]


@given(st.sampled_from(NAMES), st.lists(st.sampled_from([*WORDS, "used to", "or so", "is", "has", "n't"]), max_size=12))
def test_a_cue_finds_what_its_pattern_finds(name: str, words: list[str]) -> None:
    given_ = _data()["cues"][name]
    pattern = expanded("", _gathered(given_) if isinstance(given_, list) else given_, _words())
    bare, cue, text = re.compile(pattern), Cue(pattern), " ".join(words)
    found = bare.search(text)
    assert (found and found.span()) == ((got := cue.search(text)) and got.span())
    assert [m.span() for m in bare.finditer(text)] == [m.span() for m in cue.finditer(text)]


def test_a_cue_whose_choices_all_hold_a_text_is_not_sought_elsewhere() -> None:
    assert set(Cue(r"\b(?:den(?:y|ied)|reject(?:s|ed)?)\b").texts) == {"den", "reject"}
    assert Cue(r"\b(?:no|denied)\b").texts == ()
    assert Cue("[a-z]+").texts == ()
