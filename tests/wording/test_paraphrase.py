"""What a text is read as in other words, and what turns its meaning and is therefore not left out."""

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import lexicon, paraphrase, plain, reading
from kg.wording.part import command


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(
    ("text", "asked", "told"),
    [
        (
            "who sells to riyadh",
            "suppliers-of-state --param state=sau",
            "read 'riyadh' as Saudi Arabia, whose capital it is",
        ),
        ("Which vendors does Addis Ababa buy from?", "--param state=eth", "read 'Addis Ababa' as Ethiopia"),
        ("does Moscow use facial recognition", "from=state:rus", "read 'Moscow' as Russia, whose capital it is"),
        ("Is Deutschland a customer of Palantir?", "--param to=state:deu", "read 'Deutschland' as Germany"),
        ("Does Huawei supply Österreich?", "--param to=state:aut", "read 'Österreich' as Austria"),
        ("Vendors (all of them) whose home is Israel / IL", "--param home=isr", "read 'IL' as Israel again"),
        ("Has anybody left the BRI again, and when", "ended-memberships", "set aside 'again'"),
        ("Which states currently use smart policing?", "--param technology=smart-policing", "set aside 'currently'"),
        ("states that Huawei and NEC alike supply", "states-of-two-vendors", "set aside 'alike'"),
        (
            "states with facial recognition and smart policing and safe city, all three of them",
            "states-using --param technology=safe-city",
            "set aside 'all three of them'",
        ),
        (
            "For an essay I am drafting I need the customers of NEC",
            "vendor=nec",
            "set aside 'For an essay I am drafting'",
        ),
        (
            "Has Rome left the BRI, of course?",
            "--param state=ita",
            "read 'Rome' as Italy, whose capital it is; set aside 'of course'",
        ),
    ],
)
def test_text_is_read_in_other_words_that_are_told(names: Names, text: str, asked: str, told: str) -> None:
    found = plain.understood(reading.read(names, text))
    assert asked in " ".join(map(command, found.plan))
    assert told in found.warning


@pytest.mark.parametrize(
    "text",
    [
        *("Who supplies facial recognition in Nairobi?", "Is facial recognition banned in Lima?"),
        *(
            "Who sells to the Nairobi police?",
            "do the Moscow police use facial recognition",
            "which vendors are based in Japan / PL",
        ),
        "countries which have facial recognition and smart policing and safe city, all four of them",
        *(
            "which states do not currently use smart policing",
            "which states are supplied by exactly three Chinese vendors?",
        ),
        *("who just left the BRI", "states that supply themselves", "who supplies male and female officers"),
    ],
)
def test_city_as_a_place_a_wrong_number_and_a_word_that_turns_the_meaning_are_refused(names: Names, text: str) -> None:
    with pytest.raises(Unanswered):
        plain.understood(reading.read(names, text))


def test_refusal_of_a_city_as_a_place_says_of_which_state_it_is_the_capital(names: Names) -> None:
    with pytest.raises(Unanswered, match="'Lima' is the capital of Peru, and the question is about states"):
        plain.understood(reading.read(names, "Is facial recognition banned in Lima?"))


def test_word_of_stress_goes_once_and_none_goes_behind_a_denial(names: Names) -> None:
    known = lexicon.lexicon()
    assert paraphrase.set_aside(names, known, "who really supplies Kenya, actually?") == (
        "who supplies Kenya?",
        ["really", "actually"],
    )
    assert paraphrase.set_aside(names, known, "who does not really supply Kenya")[1] == []
    assert list(paraphrase.ways(names, known, "who supplies Kenya?", ())) == []
