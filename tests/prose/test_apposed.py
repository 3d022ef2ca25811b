"""Who speaks when words between commas say who that is, whomever those words name; and whose houses are no state's."""

import pytest

from kg.prose import extraction
from kg.prose.proposal import Proposal

SPEAKERS = (
    ("Dahua, a rival of Huawei,", "Dahua"),
    ("Dahua, which competes with Huawei,", "Dahua"),
    ("Orbitel Ltd, a partner of Huawei,", "Orbitel Ltd"),
    ("Jane Doe, a critic of Huawei,", "Jane Doe"),
    ("Jane Doe, who once worked for Huawei,", "Jane Doe"),
    ("The minister, a friend of Huawei,", "minister"),
)


def supplies(text: str, extractor: str | None) -> list[Proposal]:
    """Return the supplies that are read."""
    return [p for p in extraction.read(text, extractor=extractor) if p.kind == "Supply"]


@pytest.mark.parametrize("extractor", [extraction.OURS, None])
@pytest.mark.parametrize(("who", "voice"), SPEAKERS)
@pytest.mark.parametrize("said", ["said that", "said on Monday that", "told reporters that"])
def test_a_speaker_with_an_apposition_speaks_and_not_whom_it_names(
    who: str, voice: str, said: str, extractor: str | None
) -> None:
    (supply,) = supplies(f"{who} {said} NEC sold surveillance cameras to Togo.", extractor)
    assert supply.modality in ("reported", "alleged")
    assert supply.voice == voice
    assert supply.claimed_by in (None, "vendor:dahua")


def test_an_apposition_without_a_speaker_gives_nobody_the_word() -> None:
    (supply,) = supplies("Dahua, a rival of Huawei, sold surveillance cameras to Togo.", None)
    assert (supply.modality, supply.voice) == ("asserted", None)


@pytest.mark.parametrize("extractor", [extraction.OURS, None])
@pytest.mark.parametrize(
    "where", ["in its hotels", "at its offices", "in all its stores", "across their two factories"]
)
def test_what_a_firm_has_in_its_own_houses_is_no_states(where: str, extractor: str | None) -> None:
    assert supplies(f"Huawei installed surveillance cameras {where} in Kenya.", extractor) == []
    (supply,) = supplies("Huawei installed surveillance cameras in Kenya for its police.", extractor)
    assert supply.roles["recipient"] == "state:ken"


def test_what_a_body_has_in_its_own_houses_is_its_states() -> None:
    for text in (
        "Kenya's interior ministry put Huawei's surveillance cameras in its offices.",
        "Kenya's police have installed surveillance cameras from Huawei in all its offices.",
    ):
        assert [p.roles["recipient"] for p in supplies(text, None)] == ["state:ken"]
