"""Counts of states whose base stands apart, or that are told in other words than "N states use"; by rules alone."""

import pytest

from kg.prose import extraction


def counts(text: str) -> set[tuple[int | None, int | None]]:
    found = extraction.read(text, extractor=extraction.OURS)
    return {(one.lower, one.upper) for one in found if one.kind == "CountObservation"}


READ: dict[str, set[tuple[int | None, int | None]]] = {
    "We looked at 90 states. Smart policing comes first, with 31; safe cities second, with 12.": {(31, 31), (12, 12)},
    "Of the 142 governments whose records we could obtain, fifty-nine employ smart policing.": {(59, 59)},
    "In the budgets of 90 states that we read, 51 pay for smart policing.": {(51, 51)},
    "Twelve of the 90 states studied operate smart-policing schemes.": {(12, 12), (90, 90)},
    "At least 30 governments are customers of NEC's facial recognition.": {(30, None)},
    "Seventy-five of the world's 195 states have taken up facial recognition.": {(75, 75)},
    "Sixty-four governments, by the institute's reckoning, use facial recognition.": {(64, 64)},
    "By our count 64 governments resort to facial recognition, 56 to safe cities.": {(64, 64), (56, 56)},
    "All three Baltic republics use facial recognition.": {(3, 3)},
    "Facial recognition tops the table with 64 states, ahead of safe cities with 56.": {(64, 64), (56, 56)},
}


@pytest.mark.parametrize("text", READ)
def test_what_is_counted_is_read_where_its_base_stands_apart(text: str) -> None:
    assert READ[text] <= counts(text)


def test_what_could_be_had_of_those_that_are_counted_makes_no_plan_of_the_count() -> None:
    text = "Of the 142 governments whose records we could obtain, fifty-nine employ smart policing."
    found = extraction.read(text, extractor=extraction.OURS)
    assert {one.modality for one in found if one.lower == 59} == {"asserted"}


OTHERS = [
    "In the budgets of 90 states that we read, none pays for smart policing.",
    "Twelve states allow their airports to refuse facial recognition.",
    "At least 30 governments are customers of rivals of NEC's facial recognition.",
    "Twelve states let their police take photographs, without facial recognition.",
    "Facial recognition tops the list of fears in 64 states.",
    "Sixty-four governments have paid for a study of facial recognition.",
    "Sixty-four governments work with charities against facial recognition.",
    "Thirty-one states embrace a ban on facial recognition.",
    "Twelve governments took up the question of facial recognition.",
    "Twelve countries maintain that facial recognition is wrong.",
    "Among 90 firms surveyed, 31 had smart policing.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_the_same_words_of_something_else_count_nothing(text: str) -> None:
    assert counts(text) == set()
