"""Whose word it is that a text gives: who answers, who speaks behind what is said, and the author."""

import pytest

from kg.prose import extraction
from kg.prose.proposal import Proposal

SOLD = "Dahua supplied facial recognition to Peru in 2019."


def claims(text: str) -> list[Proposal]:
    """Return what the rules and the parse read in a text."""
    return extraction.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Where did you go next? Peru. The police there had bought Dahua's facial recognition, and I trained them.",
        f"Q: Who sold Peru its cameras?\nA: {SOLD} I was there.",
        f"And then?\n\n{SOLD} I was surprised.",
    ],
)
def test_what_is_answered_is_reported(text: str) -> None:
    assert [p.modality for p in claims(text) if p.kind == "Supply"] == ["reported"]


@pytest.mark.parametrize(
    "text",
    [
        f"Who pays? {SOLD}",
        f"Q: Who sold Peru its cameras?\nA: {SOLD}",
        f"And then?\n\n{SOLD}",
        f'"I wonder. Why?" {SOLD}',
        SOLD,
    ],
)
def test_what_the_text_says_after_a_question_of_its_own_is_its_own(text: str) -> None:
    assert [p.modality for p in claims(text) if p.kind == "Supply"] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        f"Who sells there?\n\nDoe: {SOLD} It was cheap.",
        f"Jane Doe follows the trade.\n\nDoe: It is a market. {SOLD}\n\nAnd then?\n\nDoe: Nothing.",
        f"Who sells there?\n\nDoe: It is a market.\n\n{SOLD}",
        f"Whom did Peru pay?\n\nAna Ruiz: {SOLD}\n\nAnd Chile?\n\nAna Ruiz: Nobody.",
    ],
)
def test_what_stands_behind_a_name_and_a_colon_is_that_person_s_word(text: str) -> None:
    assert [p.modality for p in claims(text) if p.kind == "Supply"] == ["reported"]


@pytest.mark.parametrize(
    "text",
    [
        f"Note: {SOLD}",
        f"The Update: {SOLD}\n\nThe Update: nothing more.",
        f"Lima: {SOLD}",
        f"Who sells there?\n\nDoe: It is a market.\n\nAnd in fact?\n\n{SOLD}",
    ],
)
def test_a_colon_behind_a_word_that_names_nobody_is_no_turn(text: str) -> None:
    assert [p.modality for p in claims(text) if p.kind == "Supply"] == ["asserted"]


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("the ministry stressed", "the ministry"),
        ("its interior minister conceded in a letter", "its interior minister"),
        ("the police chief pointed out", "the police chief"),
        ("an analyst reckoned on Monday", "an analyst"),
    ],
)
def test_whoever_speaks_behind_what_is_said_is_heard_whatever_the_verb(words: str, voice: str) -> None:
    (use,) = [p for p in claims(f"Peru uses facial recognition, {words}.") if p.kind == "Use"]
    assert (use.voice, use.modality in ("reported", "alleged")) == (voice, True)


def test_what_a_clause_behind_says_of_a_trade_is_no_voice() -> None:
    (use,) = [p for p in claims("Peru uses facial recognition, the company folded.") if p.kind == "Use"]
    assert use.voice is None


def test_the_reckoning_of_the_author_is_nobody_elses() -> None:
    text = "By our own reckoning, Thales supplies facial recognition to at least twelve countries."
    assert [(p.modality, p.voice) for p in claims(text)] == [("asserted", None)]
