"""Towns and parts of states: each as the state it lies in, where the text means the place and somebody in it acts."""

import pytest

from kg.naming import town
from kg.prose import extraction

LIES = {
    "The police of Guayaquil use facial recognition from NEC.": "ecu",
    "Huawei delivered surveillance cameras to the city council of Surabaya.": "idn",
    "Chicago's police department uses facial recognition from NEC.": "usa",
    "The São Paulo police use facial recognition from Dahua.": "bra",
    "The Sao Paulo police use facial recognition from Dahua.": "bra",
    "Ho Chi Minh City's police use facial recognition from NEC.": "vnm",
    "Police in Ohio use facial recognition from NEC.": "usa",
    "California's highway patrol uses facial recognition by IBM.": "usa",
    "Police in Jujuy use facial recognition from ZTE.": "arg",
    "NEC supplied facial recognition to the police of Birmingham, Alabama.": "usa",
    "Police in Valencia, Venezuela, use facial recognition from Huawei.": "ven",
    "Police in Wales use facial recognition from NEC.": "gbr",
    "The police of Asturias use facial recognition from NEC.": "esp",
    "Guadalajara bought video surveillance from Dahua.": "mex",
    "Cape Town's metro police use facial recognition from NEC.": "zaf",
    "The mayor and the police of Rotterdam use facial recognition from Thales.": "nld",
}
"""Sentence → the state that gets what it tells of."""

ELSEWHERE = (
    "The Valencia police use facial recognition from NEC.",
    "Mobile police units use facial recognition from NEC.",
    "Reading police use of facial recognition from NEC is hard.",
    "Scotland Yard employs facial recognition of NEC.",
    "The Chicago Tribune praised NEC, whose facial recognition is used by banks.",
    "Austin Miller of the police praised facial recognition from NEC.",
    "Hikvision opened an office in Mumbai to sell surveillance cameras to the police.",
    "A hotel in Osaka uses facial recognition from NEC.",
    "A flock of geese was filmed with Bosch surveillance cameras in Vermont.",
    "The University of Lagos uses facial recognition from NEC.",
    "NEC showed facial recognition for police at a fair in Las Vegas.",
    "The surveillance cameras came from Bosch, a supplier in Stuttgart, and went to banks.",
)
"""Sentences from which no state gets anything: another name, a place that may be anybody's, one of several towns."""


def supplied(text: str) -> set[str]:
    """Return the states that a text says are supplied, by their alpha-3 codes."""
    found = [p for reading in extraction.readings_of(text) for p in reading.claims if p.kind == "Supply"]
    return {str(p.roles["recipient"]).partition(":")[2] for p in found if "recipient" in p.roles}


@pytest.mark.parametrize(("text", "state"), LIES.items())
def test_a_town_or_a_part_of_a_state_stands_for_the_state_it_lies_in(text: str, state: str) -> None:
    assert supplied(text) == {state}


@pytest.mark.parametrize("text", ELSEWHERE)
def test_another_name_and_a_place_in_which_nobody_of_the_states_acts_stand_for_none(text: str) -> None:
    assert supplied(text) == set()


def test_what_is_sold_in_a_state_is_not_said_to_be_sold_to_it() -> None:
    assert supplied("Bosch sold a surveillance camera in Chile.") == set()
    assert supplied("Bosch sold surveillance cameras to police in Chile.") == {"chl"}


def test_what_another_state_did_not_do_takes_nothing_back() -> None:
    assert supplied("Chile acquired spyware from Candiru. Peru did not.") == {"chl"}
    assert supplied("Chile acquired spyware from Candiru. It did not.") == set()


@pytest.mark.parametrize("who", ["Uruguay", "Montevideo"])
def test_whoever_signs_with_a_state_is_the_one_that_joins(who: str) -> None:
    text = f"{who} signed a memorandum with China by which it joined the Belt and Road Initiative."
    (reading,) = extraction.readings_of(text)
    assert {p.roles["member"] for p in reading.claims if p.kind == "Membership"} == {"state:ury"}


def test_a_claim_says_by_which_place_its_state_is_meant() -> None:
    (reading,) = extraction.readings_of("The police of Guayaquil use facial recognition from NEC.")
    by = {p.kind: p.inferred for p in reading.claims}
    assert by["Supply"] == {"recipient": "from a place in it, Guayaquil"}


def test_the_state_that_a_text_names_tells_which_of_two_towns_it_means() -> None:
    assert supplied("Spain tried it. The Valencia police use facial recognition from NEC.") == {"esp"}
    assert supplied("Spain and Venezuela tried it. The Valencia police use facial recognition from NEC.") == set()


def test_a_name_that_several_towns_have_is_listed_with_the_reason() -> None:
    (reading,) = extraction.readings_of("The Valencia police use facial recognition from NEC.")
    assert any("Valencia" in pair for one in reading.unread for pair in one.pairs)


def test_every_town_has_a_name_a_state_and_people() -> None:
    assert town.states("Nowhere-on-Sea") == frozenset()
    assert town.states("MEDELLIN") == town.states("Medellín") == {"COL"}
    assert town.states("Córdoba") >= {"ARG"}
    assert not town.is_large("Kent")
