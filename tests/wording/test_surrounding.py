"""What surrounds a question is set aside, whatever it is a frame of; a frame that holds a condition never is."""

import csv
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.evidence.mention import Names
from kg.query import query
from kg.wording import lexicon, surrounding
from tests.wording.test_plain import understood

PLACES = ("clause", "question", "rows", "end", "condition before", "condition after")
_OPENERS = ("which", "what", "who", "where", "when", "how")
_ROWS = ("states", "vendors", "companies", "customers", "suppliers", "users", "technologies", "statements", "claims")


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def framed(place: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield an example of the library, and the example in a frame, for some examples of each frame of a place."""
    examples = [each for question in query.read_all("questions") for each in question.examples]
    taken = {"question": _OPENERS, "rows": _ROWS}.get(place)
    able = cycle([each for each in examples if taken is None or each.split()[0].lower() in taken][::7])
    with (Path(__file__).parent / "frames.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for each in islice(able, number) if row["place"] == place else ():
                after = place.endswith(("end", "after"))
                yield each, f"{each[0].upper()}{each[1:]}{row['text']}" if after else f"{row['text']}{each}"


@pytest.mark.parametrize("place", PLACES[:4])
def test_an_example_in_a_frame_is_answered_as_the_example_is(names: Names, place: str) -> None:
    read = [(text, understood(names, text), understood(names, each)) for each, text in framed(place, 2)]
    assert [text for text, got, wanted in read if got not in (None, wanted)] == []
    missed = [text for text, got, wanted in read if got != wanted]
    assert len(missed) <= 0.05 * len(read), missed


@pytest.mark.parametrize("place", PLACES[4:])
def test_a_frame_that_holds_a_condition_is_never_set_aside(names: Names, place: str) -> None:
    for plain, text in framed(place, 2):
        plan = understood(names, text)
        assert plan is None or plan != understood(names, plain), text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kindly let us have a list of all states that use safe city.", "states that use safe city."),
        ("For a memo: which vendors supply Kenya?", "which vendors supply Kenya?"),
        ("What I would like to know is who supplies Kenya. A list will do.", "who supplies Kenya"),
        ("Who, if I may ask, supplies Kenya? Many thanks!", "Who supplies Kenya"),
        ("Hello, could you, please, tell me who supplies Kenya, as a table?", "who supplies Kenya"),
        ("A full list of sources would be most welcome.", "sources"),
    ],
)
def test_what_is_left_is_the_question(names: Names, text: str, left: str) -> None:
    assert surrounding.without(names, lexicon.lexicon(), text) == left


@pytest.mark.parametrize(
    "text",
    [
        "For the Gulf: which vendors supply it?",
        "Kenya, please",
        "Do not tell me which states use it",
        "Tell US which vendors it has",
        "What China needs is technology",
        "For states with free media: who supplies them?",
        "Which vendors supply Kenya, and for whom?",
        "in Africa, in the data of 2020",
    ],
)
def test_a_clause_that_says_more_than_its_kind_stays(names: Names, text: str) -> None:
    left = surrounding.without(names, lexicon.lexicon(), text)
    assert left in (text, text.removesuffix(", please"))
