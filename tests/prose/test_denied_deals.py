"""Denials and guesses told by what never came about, and what only looks like one."""

import pytest

from kg.prose import extraction


def _read(text: str) -> list[tuple[str, str, bool]]:
    found = [one for read in extraction.readings_of(text, extractor="rules") for one in read.claims]
    return [(one.kind, one.modality, bool(one.denies or "enial" in one.modality)) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Not one camera of Bosch has been delivered to Nepal's police.",
        "Nepal's police have bought nothing from Bosch.",
        "Nepal's police manage without street cameras from Bosch.",
        "Bosch dismissed reports of a sale of street cameras to Nepal.",
    ],
)
def test_what_never_came_about_is_denied(text: str) -> None:
    read = _read(text)
    assert read
    assert all(denied for kind, _, denied in read if kind == "Supply")


@pytest.mark.parametrize(
    "text",
    [
        "Perhaps the police of Nepal bought street cameras from Bosch.",
        "Street cameras from Bosch are being considered by Nepal's police.",
        "Nepal's police are looking for street cameras, Bosch or similar.",
    ],
)
def test_what_is_weighed_or_guessed_is_hypothetical(text: str) -> None:
    assert {modality for kind, modality, _ in _read(text) if kind == "Supply"} == {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "Nepal's police are looking for a man who stole cameras from Bosch.",
        "Nepal's police are considering a lawsuit against Bosch over faulty cameras.",
        "Nepal's police bought nothing from Bosch but cameras.",
        "Not one camera of Bosch has been broken since Nepal's police put them up.",
        "Bosch dismissed reports of a sale of its stake in Nepal.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert not [one for one in _read(text) if one[0] in ("Supply", "Use")]
