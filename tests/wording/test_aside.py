"""What tells of the asker alone is no part of a question; whatever could tell one row from another is."""

import pyoxigraph as ox
import pytest

from kg.evidence.mention import Names
from kg.wording import aside, lexicon

ASKED = "Which states use facial recognition"


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(
    "told",
    [
        "My editor asks for it",
        "I need it for tonight",
        "We want this by Friday",
        "I am a journalist",
        "my news desk needs it today",
        "I need it for my thesis",
        "because our ministry is asking for it",
        "I wonder",
    ],
)
@pytest.mark.parametrize("place", ["{0}? {1}.", "{1}: {0}?", "{0}, {1}", "{0} ({1})"])
def test_clause_about_the_asker_is_set_aside_wherever_it_stands(names: Names, told: str, place: str) -> None:
    left = aside.without(names, lexicon.lexicon(), place.format(ASKED, told))
    assert left.strip(" ?.,()") == ASKED


@pytest.mark.parametrize(
    "told",
    [
        "My editor asks for Kenya",
        "I need those of 2020",
        "I need it for islands",
        "I look for an island",
        "I care about landlocked ones",
        "I don't need it",
        "my focus is islands",
        "my focus is shipping",
        "my editor prefers islands",
        "My government banned it",
        "which my government dislikes",
        "My editor wants them small",
        "I want only the big",
        "My boss Ruth asks for it",
        "it is for tonight",
    ],
)
def test_clause_that_may_hold_a_condition_is_read(names: Names, told: str) -> None:
    text = f"{ASKED}? {told}."
    assert aside.without(names, lexicon.lexicon(), text) == text


def test_text_of_asides_alone_is_left_as_it_is(names: Names) -> None:
    assert aside.without(names, lexicon.lexicon(), "I need it.") == "I need it."
