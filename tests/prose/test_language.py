"""The language of a text of a sentence: told by its small words, and English where nothing tells it."""

from pathlib import Path

import pytest

from kg.prose.language import language

HALVES = Path(__file__).with_name("yardstick")


def _rows(half: str) -> list[tuple[str, str]]:
    """Return the language and the text of each line of a half."""
    lines = (HALVES / f"languages-{half}.csv").read_text("utf-8").splitlines()
    return [(code, text) for code, _, text in (line.partition("|") for line in lines)]


@pytest.mark.parametrize(("half", "told"), [("development", 1.0), ("kept", 0.75)])
def test_a_sentence_in_another_language_is_not_read_as_english(half: str, told: float) -> None:
    foreign = [text for code, text in _rows(half) if code != "en"]
    found = [text for text in foreign if language(text) != "en"]
    assert len(found) >= told * len(foreign), sorted(set(foreign) - set(found))


@pytest.mark.parametrize(("half", "taken"), [("development", 0), ("kept", 1)])
def test_foreign_names_make_no_english_sentence_foreign(half: str, taken: int) -> None:
    lost = [text for code, text in _rows(half) if code == "en" and language(text) != "en"]
    assert len(lost) <= taken, lost


def test_most_languages_are_called_by_their_name() -> None:
    foreign = [(code, text) for code, text in _rows("development") if code != "en"]
    named = [text for code, text in foreign if language(text) == code]
    assert len(named) >= 0.85 * len(foreign), sorted({text for _, text in foreign} - set(named))
