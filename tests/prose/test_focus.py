"""The firm that a sentence points back to, and the state: the only one that can be meant."""

import pytest

from kg.prose import extraction


def _supplies(text: str) -> set[tuple[str, str]]:
    found = set()
    for one in extraction.read(text, extractor="rules"):
        if one.kind == "Supply":
            found.add((str(one.roles.get("supplier") or one.unresolved.get("supplier")), str(one.roles["recipient"])))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Shares in Bosch rose on Friday. The German company sold street cameras to Nepal.",
        "For Bosch the year ended well. Lawmakers were not asked. The supplier sold street cameras to Nepal.",
        "The leaked files come from Bosch. Nepal's police bought surveillance cameras from this manufacturer.",
        "Bosch received a prize. Its delivery of street cameras to Nepal was worth $9 million.",
    ],
)
def test_the_only_firm_that_was_named_is_the_one_pointed_to(text: str) -> None:
    (one,) = [p for p in extraction.read(text, extractor="rules") if p.kind == "Supply"]
    assert (one.roles["supplier"], one.roles["recipient"]) == ("vendor:bosch", "state:npl")
    start, end = one.antecedents["supplier"]
    assert text[start:end] == "Bosch"


@pytest.mark.parametrize(
    "text",
    [
        "Bosch has a new chief. It competes with Thales. Nepal's navy bought street cameras from the company.",
        "Bosch lost the tender to a Chinese company. The company sold street cameras to Nepal.",
        "Bosch and Thales had a good year. The manufacturer sold street cameras to Nepal.",
        "Bosch bought a stake in Grabel Optics. Nepal's navy bought street cameras from the manufacturer.",
        "Bosch had a good year. Nepal's navy bought street cameras from the company of the minister's brother.",
    ],
)
def test_where_another_firm_may_be_meant_nothing_is_claimed(text: str) -> None:
    assert not _supplies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Oman held elections in 2021. The country bought street cameras from Huawei.",
        "Kenya's police met those of Oman. The price was not made public. The country got street cameras from Huawei.",
        "Kenya and Oman held elections in 2021. It bought street cameras from Huawei in 2018.",
    ],
)
def test_of_two_states_neither_is_the_country(text: str) -> None:
    assert not _supplies(text)


def test_a_ware_that_visitors_from_a_state_were_shown_is_not_the_states() -> None:
    assert not _supplies("Thales showed street cameras to visitors from Uganda. Bosch supplied the equipment.")
