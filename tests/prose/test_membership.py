"""Who belongs to an initiative, who does not, and who has left it, wherever a text puts them."""

import pytest

from kg.prose import extraction

BRI = "the Belt and Road Initiative"


def members(text: str, extractor: str = "rules") -> tuple[set[str], set[str]]:
    """Return the members that a text tells of, and those of which it says that they are none."""
    (read,) = extraction.readings_of(text, None, extractor)
    told = [(str(p.roles["member"]).partition(":")[2], p.denies) for p in read.claims if p.kind == "Membership"]
    return {one for one, denies in told if not denies}, {one for one, denies in told if denies}


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        (f"Three of the five, Ghana, Togo and Benin, have signed up to {BRI}; Mali has not.", "gha tgo ben", "mli"),
        (f"Chad joined {BRI} in 2018; Eswatini, which recognizes Taiwan, did not.", "tcd", "swz"),
        (f"And yes, Panama has quit {BRI}, which Brazil never joined.", "", "pan bra"),
        (f"Italy left {BRI} in 2023, and India never joined it.", "", "ita ind"),
        ("The Belt and Road Initiative counts Ghana, Togo and Benin among its members.", "gha tgo ben", ""),
        ("The Belt and Road Initiative has 140 members, among them Serbia and Hungary.", "srb hun", ""),
        (f"Most of the region belongs to {BRI}. Fiji joined in 2018. Samoa followed suit.", "fji wsm", ""),
        (f"Some of them belong to {BRI}. Italy, a member in the first edition, left in 2023.", "", "ita"),
        (f"Many have joined {BRI}. Brazil never joined. Nauru, a member since 2021, is small.", "nru", "bra"),
    ],
)
def test_members_in_lists_and_those_beside_them_who_are_none(text: str, inside: str, outside: str) -> None:
    assert members(text) == (set(inside.split()), set(outside.split()))


@pytest.mark.parametrize(
    "text",
    [
        f"Two of them, Japan and Germany, have criticized {BRI}.",
        f"Italy joined an inquiry into {BRI}, which Brazil hosted.",
        "The Belt and Road Initiative counts Ghana among its critics.",
        f"If Peru joined {BRI}, Chile would too.",
        f"It is not true that Togo has quit {BRI}.",
        f"A forum on {BRI} was held. France joined in 2018 as host.",
        f"Many belong to {BRI}. The African Union met in Togo. Huawei left in 2020.",
        f"Many belong to {BRI}. It is not so that Togo never joined.",
        f"Many belong to {BRI}. Fiji joined in 2018 the Pacific Games.",
    ],
)
@pytest.mark.parametrize("extractor", ["rules", "parse"])
def test_who_joins_something_else_or_perhaps_is_no_member(text: str, extractor: str) -> None:
    assert members(text, extractor) == (set(), set())


@pytest.mark.parametrize(
    "text",
    [
        f"Norway, once the darling of {BRI}, has since turned its back on it.",
        f"Norway has stayed out of {BRI}.",
        f"Thirty states belong to {BRI}. Norway, which refused to join, is not one of them.",
        f"Norway is not in {BRI}, unlike Chile.",
    ],
)
def test_who_stays_away_is_listed_where_nothing_is_read(text: str) -> None:
    (read,) = extraction.readings_of(text, None, "rules")
    told = [p for p in read.claims if p.kind == "Membership" and p.roles["member"] == "state:nor"]
    assert told or any("state:nor" in pair for one in read.unread for pair in one.pairs)
