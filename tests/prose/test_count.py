"""Counts of states: their base, the year of an older figure beside them, bounds in words, and what counts no states."""

import pytest

from kg.prose import extraction
from kg.prose.proposal import Proposal


def read(text: str) -> list[Proposal]:
    """Return the counts that the rules find in a text, in its order."""
    return [one for one in extraction.read(text, extractor="rules") if one.kind == "CountObservation"]


def told(text: str) -> list[tuple[str, int | None, int | None, str]]:
    """Return what each count of a text counts, its bounds and the year it is of; not all that were looked at."""
    return [
        (str(one.roles["counted"])[16:], one.lower, one.upper, str(one.roles.get("heldAt", "")))
        for one in read(text)
        if one.roles["counted"] != "quantity:states-surveyed"
    ]


COUNTS: dict[str, list[tuple[str, int | None, int | None, str]]] = {
    "By NEC's own count its facial recognition software is deployed in around fifty countries.": [
        ("supplied", 45, 55, "")
    ],
    "No fewer than sixty-one governments, the index finds, have smart policing tools in service.": [
        ("using", 61, None, "")
    ],
    "A dozen or more governments round the Gulf and the Levant, Oman and Qatar among them, run smart policing.": [
        ("using", 12, None, "")
    ],
    "Fifty-one of the 140 countries surveyed use smart policing tools, up from 38 in 2019.": [
        ("using", 51, 51, ""),
        ("using", 38, 38, "2019"),
    ],
    "The number of countries that use facial recognition rose to 47 from 31 in 2018.": [
        ("using", 47, 47, ""),
        ("using", 31, 31, "2018"),
    ],
    "The number of states with safe city platforms has grown from 55 in 2020 to 64.": [
        ("using", 55, 55, "2020"),
        ("using", 64, 64, ""),
    ],
    "Facial recognition was used in 64 countries in 2019 and in 78 in 2022.": [
        ("using", 64, 64, ""),
        ("using", 78, 78, "2022"),
    ],
    "The figure for smart policing is 69 countries, up from 61 in 2020.": [
        ("using", 69, 69, ""),
        ("using", 61, 61, "2020"),
    ],
    "Just shy of 50 countries use facial recognition.": [("using", 45, 49, "")],
    "North of 70 countries use AI surveillance.": [("using", 71, None, "")],
    "At the very least 40 governments have put facial recognition into airports.": [("using", 40, None, "")],
    "Three quarters of the 80 states studied use smart policing.": [("using", 60, 60, "")],
    "Two-thirds of the thirty countries examined, twenty in all, run safe city platforms.": [("using", 20, 20, "")],
    "At the last count 33 governments, six of them in Africa, were running predictive policing.": [
        ("using", 33, 33, "")
    ],
    "Twenty-two governments use facial recognition, and nine of those bought it from Idemia.": [
        ("using", 22, 22, ""),
        ("supplied", 9, 9, ""),
    ],
    "Two dozen states have safe city platforms from Huawei.": [("supplied", 24, 24, "")],
    "At least 47 governments use facial recognition bought from Chinese companies.": [("supplied", 47, None, "")],
}


@pytest.mark.parametrize("text", COUNTS)
def test_states_are_counted_with_the_bounds_and_the_year_of_the_figure(text: str) -> None:
    assert sorted(told(text), key=str) == sorted(COUNTS[text], key=str)


WITHIN = {
    "38 of the 49 states surveyed use facial recognition.": {38: 49},
    "Eight of the nine countries have joined the Belt and Road Initiative.": {8: 9},
    "Of the 131 countries we looked at, forty-seven use facial recognition.": {47: 131},
    "The review looked at 112 states and found that at least 71 of them use AI surveillance.": {71: 112},
    "Huawei supplies safe city technology to 52 governments, 29 of them in the Belt and Road Initiative.": {29: 52},
    "Fifty states use facial recognition. Chinese firms supply 49. Thirty-eight of the 49 belong to the Belt and Road"
    " Initiative.": {38: 49},
    "Twenty-two governments use facial recognition, and nine of those bought it from Idemia.": {9: 22},
}


@pytest.mark.parametrize("text", WITHIN)
def test_a_part_lies_within_the_count_it_is_of(text: str) -> None:
    counts = {one.id: one for one in read(text)}
    assert {one.lower: counts[one.within].lower for one in counts.values() if one.within} == WITHIN[text]


def test_where_some_of_those_counted_are_is_not_said_of_all() -> None:
    for text in (
        "At the last count 33 governments, six of them in Africa, were running predictive policing.",
        "Not quite 30 countries, most of them in Europe, use facial recognition.",
    ):
        assert [one.roles.get("scope") for one in read(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Not one of the 40 countries surveyed uses facial recognition.",
        "Twelve of the 40 countries surveyed have banned facial recognition.",
        "Police forces in 12 states of India use facial recognition.",
        "Forty countries have laws on facial recognition.",
        "NEC has offices in 30 countries and sells facial recognition.",
        "Facial recognition failed in 12 of 40 tests.",
        "Facial recognition is used by 31 airports, up from 12 in 2019.",
        "The survey counts 43 governments with a law on facial recognition, up from 31 in 2020.",
    ],
)
def test_a_figure_of_something_else_counts_no_states(text: str) -> None:
    assert told(text) == []


def test_an_older_figure_without_its_year_is_listed_and_not_claimed() -> None:
    (found,) = extraction.readings_of(
        "The survey counts 43 governments that use smart policing, up from 31 a year earlier.", extractor="rules"
    )
    assert [one.lower for one in found.proposals] == [43]
    assert [pair for one in found.unread for pair in one.pairs] == [("technology:smart-policing", "31")]
