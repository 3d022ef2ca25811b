"""Plain words: the question they ask and its parameters, scored on phrasings of our own, and what is refused."""

import csv
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from kg.answering import wording
from kg.errors import UnknownName
from kg.evidence.mention import Names, vocabulary
from kg.namespace import curie
from kg.query import query
from kg.query.query import Queryable

PARAMS = dict[str, str]


class Phrasing(NamedTuple):
    """A text, the question it asks (empty: none) and the parameters, defaults included."""

    text: str
    question: str
    params: PARAMS


def effective(name: str, given: PARAMS) -> PARAMS:
    """Return the parameters a question is asked with: those given, and the defaults of the others."""
    found = {}
    for param in query.find(name).params:
        value = given.get(param.name, param.default)
        if value is not None:
            found[param.name] = value.rpartition(":")[2]
    return found


def phrasings(file: str) -> list[Phrasing]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as rows:
        return [
            Phrasing(
                row["phrasing"],
                row["question"],
                effective(row["question"], dict(part.split("=") for part in row["params"].split("&") if part))
                if row["question"]
                else {},
            )
            for row in csv.DictReader(rows)
        ]


DEVELOPED = phrasings("phrasings.csv")
HELD_OUT = phrasings("phrasings_held_out.csv")
"""No word list, weight or example was chosen by these."""


@pytest.fixture(scope="module")
def store(released: ox.Store) -> Queryable:
    return released


@pytest.fixture(scope="module", autouse=True)
def _names_once(released: ox.Store) -> None:
    """Read the names of the graph once for all texts of this module."""
    names = Names(released)
    library = wording._Library(names, wording._questions())
    patch = pytest.MonkeyPatch()
    patch.setattr(wording, "Names", lambda _: names)
    patch.setattr(wording, "_Library", lambda *_: library)


def understood(store: Queryable, text: str) -> tuple[str, PARAMS]:
    try:
        found = wording.read(store, text)
    except UnknownName:
        return "", {}
    return found.question.name, effective(
        found.question.name, {name: curie(value) for name, value in found.params.items()}
    )


def share(store: Queryable, asked: list[Phrasing]) -> tuple[float, float]:
    """Return the share of texts whose question is found, and of those whose parameters are right as well."""
    got = [understood(store, each.text) for each in asked]
    right = [have[0] == want.question for have, want in zip(got, asked, strict=True)]
    whole = [have == (want.question, want.params) for have, want in zip(got, asked, strict=True)]
    return sum(right) / len(asked), sum(whole) / len(asked)


def test_phrasings_find_their_question_and_parameters(store: Queryable) -> None:
    asked = [each for each in DEVELOPED if each.question]
    question, whole = share(store, asked)
    assert len(asked) >= 60
    assert question >= 0.85
    assert whole >= 0.85


def test_phrasings_that_nothing_was_chosen_by_find_their_question(store: Queryable) -> None:
    assert len(HELD_OUT) == 25
    assert not {each.text for each in HELD_OUT} & {each.text for each in DEVELOPED}
    assert share(store, HELD_OUT)[1] >= 0.68


def test_no_phrasing_is_an_example_of_the_library() -> None:
    examples = {example.casefold() for each in query.read_all("questions") for example in each.examples}
    assert not examples & {each.text.casefold() for each in (*DEVELOPED, *HELD_OUT)}


def test_texts_on_other_matters_are_refused(store: Queryable) -> None:
    others = [each for each in DEVELOPED if not each.question]
    refused = [each for each in others if understood(store, each.text) == ("", {})]
    assert len(refused) / len(others) > 0.9


def test_refusal_names_the_nearest_questions(store: Queryable) -> None:
    with pytest.raises(UnknownName, match=r"no question of the library fits; the nearest are [\w-]+, [\w-]+, [\w-]+;"):
        wording.read(store, "recipe for a chocolate cake")


@pytest.mark.parametrize("text", ["?", "  ", "what is it?", "¿…?", "a" * 5000, '"} DELETE WHERE #', "{} <x> ?y"])
def test_text_that_asks_nothing_is_refused(store: Queryable, text: str) -> None:
    with pytest.raises(UnknownName, match="no question of the library fits"):
        wording.read(store, text)


def test_text_of_sparql_does_not_enter_the_query(store: Queryable) -> None:
    found = wording.read(store, 'which vendors supply the most states"} DROP ALL #')
    assert found.params == {}
    assert found.question.bind(lambda value, *_: value, found.params) == found.question.text


def test_same_text_is_understood_the_same_in_any_case_of_letters(store: Queryable) -> None:
    text = "which states of Western Asia use facial recognition"
    assert understood(store, text) == understood(store, text.upper()) != ("", {})


def test_what_was_understood_can_be_typed_again_and_checked(store: Queryable) -> None:
    found = wording.read(store, "which BRI members buy facial recognition from Huawei?")
    told = wording.told(found, found.question.bind(lambda value, *_: value, found.params))
    assert "Huawei = vendor:huawei" in told
    typed = "kg ask users-and-customers --param initiative=bri --param technology=facial-recognition"
    assert f"{typed} --param vendor=huawei  (edition=aigs-2022)" in told
    assert "VALUES ?vendor { <https://w3id.org/ai-surveillance/vendor/huawei> }" in told
    assert "#+" not in told


def test_forms_of_a_word_and_words_of_one_meaning_are_one() -> None:
    assert wording.stems("companies selling to countries") == wording.stems("the supplier sells to each nation")
    assert wording.stems("what is it?") == []


def test_word_of_readers_stands_for_one_word_only() -> None:
    same = vocabulary()["same"]
    words = [word for others in same.values() for word in others.split()]
    assert sorted({word for word in words if words.count(word) > 1 or word in same}) == []
    assert sorted(set(words) & set(vocabulary()["little"].split())) == []
