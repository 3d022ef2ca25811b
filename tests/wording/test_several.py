"""Two questions in one text: both are answered, or the text is refused and told which of them is not."""

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import several


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Who supplies Kenya? And Uganda?", ["suppliers-of-state ken", "suppliers-of-state uga"]),
        ("Who supplies Kenya, and what about Ghana?", ["suppliers-of-state ken", "suppliers-of-state gha"]),
        (
            "How many states does Huawei supply, and how many does NEC?",
            ["states-of-vendor huawei", "states-of-vendor nec"],
        ),
        (
            "Where is NTechLab based and whom does it supply?",
            ["homes-of-vendors ntechlab", "states-of-vendor ntechlab"],
        ),
        ("What is Serbia's regime type? And who supplies it?", ["regime-of-state srb", "suppliers-of-state srb"]),
        *(
            (f"What does Peru use, {second}", ["technologies-of-state per", "suppliers-of-state per"])
            for second in (
                "and from whom does it get it?",
                "and who provides it with it?",
                "and who does it buy it from?",
            )
        ),
        (
            "Who supplies Kenya, and since when is it a BRI member?",
            ["suppliers-of-state ken", "evidence-of-edge ken bri"],
        ),
    ],
)
def test_both_are_answered_one_after_the_other(released: ox.Store, names: Names, text: str, asked: list[str]) -> None:
    found = several.understand(released, text, names=names)
    assert isinstance(found, several.Several)
    for half, wanted in zip(found.halves, asked, strict=True):
        (part,) = half.plan
        name, *things = wanted.split()
        assert part.frame is not None
        assert part.frame.question.name == name
        assert all(any(str(value).endswith(thing) for value in part.params.values()) for thing in things)
    own = several.answers(released, found)
    table = several.together(own)
    assert table.columns == ("question", "thing", "label", "told", "claims")
    assert [str(row[0].value) for row in table.rows] == [  # type: ignore[union-attr]
        str(number) for number, (_, rows) in enumerate(own, 1) for _ in rows.rows
    ]
    assert several.told(found, own).startswith("two questions, answered one after the other: question 1: ")


@pytest.mark.parametrize(
    "text",
    [
        "Which vendors supply Kenya and which are on the Entity List?",
        "Does Serbia use facial recognition, and who supplies it?",
        "Which vendors supply both Kenya and Serbia, and does it use facial recognition?",
        "Who supplies Kenya? And what about prisons?",
    ],
)
def test_second_question_that_narrows_the_first_or_can_be_of_two_things_is_refused(
    released: ox.Store, names: Names, text: str
) -> None:
    with pytest.raises(Unanswered):
        several.understand(released, text, names=names)


def test_refusal_names_the_half_that_is_not_read_and_what_answers_the_other(released: ox.Store, names: Names) -> None:
    with pytest.raises(Unanswered) as told:
        several.understand(released, "Who supplies Ghana and who runs its police?", names=names)
    assert told.value.found.startswith(
        "two questions are asked, and of \"who runs Ghana's police\": not used: 'police'"
    )
    assert told.value.todo.startswith("ask 'Who supplies Ghana' alone, which suppliers-of-state answers; ")


def test_one_question_is_understood_run_and_told_as_before(released: ox.Store, names: Names) -> None:
    found = several.understand(released, "Which vendors supply Kenya? Not the Chinese ones.", names=names)
    assert not isinstance(found, several.Several)
    assert len(several.answers(released, found)) == 1
    assert several.bound(found)


@pytest.mark.parametrize(
    "text",
    [
        f"Which of Kenya{' and Kenya' * 900} use facial recognition?",
        "Which vendors supply Kenya, and which of them " * 200,
    ],
)
def test_text_of_thousands_of_characters_is_refused_as_it_is(released: ox.Store, names: Names, text: str) -> None:
    with pytest.raises(Unanswered, match="a text of 9,"):
        several.understand(released, text, names=names)
