"""Whole classes of words: each, where it is natural, is read as the plain word is, or refused for what it asks."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import refusal, several
from kg.wording.several import Several

CLASSES = Path(__file__).parent / "classes.csv"
ROWS = list(csv.DictReader(CLASSES.read_text(encoding="utf-8").splitlines()))
KINDS = sorted({row["class"] for row in ROWS})


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def plans(store: ox.Store, names: Names, text: str) -> list[list[str]] | None:
    """Return the marks of the parts of each question of a text; None where it is refused."""
    try:
        found = several.understand(store, text, names=names)
    except Unanswered:
        return None
    own = found.halves if isinstance(found, Several) else (found,)
    return [sorted(part.mark for part in half.plan) for half in own]


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_a_class_are_read_alike_and_those_that_ask_for_more_refused(
    released: ox.Store, names: Names, kind: str
) -> None:
    own = [row for row in ROWS if row["class"] == kind]
    meant = {text: plans(released, names, text) for text in {row["as"] for row in own} - {""}}
    assert [text for text, plan in meant.items() if plan is None] == []
    assert [row["text"] for row in own if plans(released, names, row["text"]) != meant.get(row["as"])] == []


def test_a_word_that_no_source_answers_is_told_with_what_it_asks_for(released: ox.Store, names: Names) -> None:
    for asked, forms in refusal.unsaid():
        text = f"Which states {forms[0]} use smart policing?"
        with pytest.raises(Unanswered, match="no source here says") as told:
            several.understand(released, text, names=names)
        assert asked in told.value.found
        assert repr(forms[0]) in told.value.found


def test_no_word_asks_for_two_things_that_no_source_says() -> None:
    forms: Iterator[str] = (form for _, some in refusal.unsaid() for form in some)
    seen = list(forms)
    assert len(seen) == len(set(seen))
