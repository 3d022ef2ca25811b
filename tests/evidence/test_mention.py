"""Names in plain words: which thing each stands for."""

import pyoxigraph as ox
import pytest

from kg.evidence.mention import HOME, Names
from kg.namespace import curie
from kg.naming.form import tokens


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def found(names: Names, text: str) -> list[tuple[str, set[str]]]:
    return [(each.text, {curie(meant) for meant in each.meanings.values()}) for each in names.found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who sells to South Africa", [("South Africa", {"state:zaf"})]),
        ("Kenya's police", [("Kenya", {"state:ken"})]),
        ("HUAWEI and hikvision", [("HUAWEI", {"vendor:huawei"}), ("hikvision", {"vendor:hikvision"})]),
        ("the Belt and Road Initiative", [("Belt and Road Initiative", {"initiative:bri"})]),
        ("the 2020 edition", [("2020 edition", {"source:aigs-2020"})]),
        ("safe cities", [("safe cities", {"technology:safe-city"})]),
        ("closed autocracies", [("closed autocracies", {"category:closed-autocracy"})]),
        ("does it help us", []),
        ("does the US help", [("US", {"state:usa"})]),
        ("sending us companies", []),
        ("list us companies", [("us companies", {"group:us-companies", "state:usa"})]),
        ("", []),
        ("… ? !", []),
    ],
)
def test_names_stand_for_things(names: Names, text: str, expected: list[tuple[str, set[str]]]) -> None:
    assert found(names, text) == expected


def test_longer_name_wins_over_the_name_inside_it(names: Names) -> None:
    assert found(names, "Eastern Europe") == [("Eastern Europe", {"region:eastern-europe"})]


def test_misspelt_name_is_found_and_a_strange_one_is_not(names: Names) -> None:
    assert found(names, "which states does Hikvison supply") == [("Hikvison", {"vendor:hikvision"})]
    assert found(names, "which states does Qwertyuiop supply") == []


@pytest.mark.parametrize("text", ["Chinese companies", "Chinese technology", "American vendors"])
def test_the_word_for_its_people_makes_a_state_the_home_of_companies(names: Names, text: str) -> None:
    homes = [each for each in names.found(text) if HOME in each.meanings]
    assert [curie(each.meanings[HOME]) for each in homes] in (["state:chn"], ["state:usa"])


def test_state_alone_is_no_home(names: Names) -> None:
    assert [HOME in each.meanings for each in names.found("who supplies China")] == [False]


def test_tokens_keep_signs_inside_a_word() -> None:
    assert tokens("AT&T's e-mail, 2020!") == ["AT&T", "e-mail", "2020"]


def test_name_with_a_possessive_in_it_is_found(names: Names) -> None:
    assert names.found("the Lao People's Democratic Republic")[0].text == "Lao People Democratic Republic"
