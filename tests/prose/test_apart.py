"""Pairs of names that two sentences hold and no claim joins are shown as not read."""

import pytest

from kg.prose import extraction


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Nepal's navy bought street cameras in May. Bosch was hired for the work.", ("vendor:bosch", "state:npl")),
        ("NEC had a good year. Lawmakers were not asked. Chile's navy is a customer of the firm for cameras.",
         ("vendor:nec", "state:chl")),
        ("Thales and Bosch had a good year. Both supplied Latvia's army with street cameras.",
         ("vendor:bosch", "state:lva")),
        ("Kestrel Vision supplies Peru's navy with street cameras. Another customer is Ghana's army.",
         ("Kestrel Vision", "state:gha")),
    ],
)  # fmt: skip
def test_what_two_sentences_tell_is_shown_or_read(text: str, pair: tuple[str, str]) -> None:
    (read,) = extraction.readings_of(text, extractor="rules")
    names = [{*map(str, one.roles.values()), *map(str, one.unresolved.values())} for one in read.claims]
    firm = pair[0] if ":" in pair[0] else repr(pair[0])
    assert any(pair in one.pairs for one in read.unread) or any({firm, pair[1]} <= one for one in names)


def test_sentences_of_which_each_has_its_own_pair_are_not_crossed() -> None:
    text = "Huawei sold street cameras to Kenya. NEC sold facial recognition to Peru."
    (read,) = extraction.readings_of(text, extractor="rules")
    assert len([one for one in read.claims if one.kind == "Supply"]) == 2
    assert not {("vendor:nec", "state:ken"), ("vendor:huawei", "state:per")} & {p for u in read.unread for p in u.pairs}


def test_names_of_a_text_without_wares_are_not_paired() -> None:
    text = "Kenya's police bought new shoes. Huawei was hired for the work."
    (read,) = extraction.readings_of(text, extractor="rules")
    assert ("vendor:huawei", "state:ken") not in {p for u in read.unread for p in u.pairs}
