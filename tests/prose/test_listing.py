"""Lists of entries in prose, each of which is a claim where the heading over them says what they are."""

import pytest

from kg.prose import extraction

ENTRIES = "- Peru: NEC, facial recognition\n- Oman: ZTE (2019)\n- Mali (national police): CloudWalk\n"


def claims(text: str) -> list[tuple[str, str, str | None, str]]:
    """Return the supplies that the rules read in a text: who supplies whom with what, and how firmly."""
    found = []
    for one in extraction.read(text, extractor="rules"):
        ids = (str(one.roles.get(role) or "").partition(":")[2] for role in ("supplier", "recipient", "technology"))
        vendor, state, technology = ids
        found.append((vendor, state, technology or None, one.modality))
    return found


def unread(text: str) -> list[str]:
    """Return why sentences of a text were not read."""
    return [one.plain()["reason"] for read in extraction.readings_of(text, extractor="rules") for one in read.unread]


@pytest.mark.parametrize(
    "heading", ["Suppliers of video surveillance, by country:", "Who sells cameras to whom?\n\nOur contracts:"]
)
def test_an_entry_is_a_supply_where_the_heading_says_so(heading: str) -> None:
    told = claims(f"{heading}\n\n{ENTRIES}")
    assert [one[:2] for one in told] == [("nec", "per"), ("zte", "omn"), ("cloudwalk", "mli")][: len(told)]
    assert told or "nothing" in unread(f"{heading}\n\n{ENTRIES}")[0]


def test_lines_without_bullets_and_entries_that_lead_from_vendors_to_states_are_read() -> None:
    text = "Customers of each vendor of safe city systems:\nHikvision: Ghana and Togo\nDahua: Qatar\n"
    assert claims(text) == [
        ("hikvision", "gha", "safe-city", "asserted"),
        ("hikvision", "tgo", "safe-city", "asserted"),
        ("dahua", "qat", "safe-city", "asserted"),
    ]


def test_an_entry_says_how_it_stands_and_the_heading_how_firm_it_is() -> None:
    text = "Contracts for facial recognition:\n1. Chad: Dahua, planned\n2. Fiji – NEC, delivered\n"
    assert [one[0:4:3] for one in claims(text)] == [("dahua", "hypothetical"), ("nec", "asserted")]
    assert {one[3] for one in claims("Planned purchases of cameras:\n\n" + ENTRIES)} == {"hypothetical"}
    assert {one[3] for one in claims("Rumored suppliers of cameras:\n\n" + ENTRIES)} == {"alleged"}


@pytest.mark.parametrize(
    "heading",
    [
        "Bids for facial recognition:",
        "Our correspondents on surveillance:",
        "Vendors banned for their facial recognition, and where they are based:",
        "Fairs at which suppliers of facial recognition were present:",
        "None of these contracts for facial recognition was signed:",
    ],
)
def test_a_list_of_something_else_gives_no_claim_and_is_listed_with_a_reason(heading: str) -> None:
    text = f"{heading}\n\n{ENTRIES}"
    assert claims(text) == []
    assert len(unread(text)) == 3
    assert "no rule reads it" not in unread(text)


@pytest.mark.parametrize(
    "entry", ["NEC wants to bid", "NEC, cameras for hotels", "not NEC", "NEC, annulled", "NEC's office"]
)
def test_an_entry_that_says_more_is_listed(entry: str) -> None:
    text = f"Suppliers of facial recognition, by country:\n\n- Oman: ZTE\n- Peru: {entry}\n- Mali: CloudWalk\n"
    assert [one[0] for one in claims(text)] == ["zte", "cloudwalk"]
    assert len(unread(text)) == 1


def test_entries_of_other_goods_give_no_claim() -> None:
    assert claims("Suppliers, by country:\n\n- Oman: ZTE, telephone exchange\n- Peru: NEC, laptops\n") == []
    assert claims("Suppliers, by country:\n\n- Oman: ZTE\n- Peru: NEC\n") == []


@pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])
@pytest.mark.parametrize(
    "shape",
    [
        "The cameras went to {0} (60; seller: {2}) and {1} (9; {3}).",
        "Smart policing runs in {0} (60; seller: {2}) and {1} (9; {3}).",
        "Two states bought face gates: {0} (60; seller: {2}), {1} ({3}).",
        "Facial recognition was delivered to {0} (supplier: {2}) and to {1} (supplier: {3}).",
    ],
)
def test_what_stands_in_the_brackets_behind_a_state_is_of_no_other(shape: str, extractor: str) -> None:
    for state, other, vendor, second in [("Peru", "Malta", "Thales", "NEC"), ("Kenya", "Oman", "Huawei", "Dahua")]:
        (read,) = extraction.readings_of(shape.format(state, other, vendor, second), None, extractor)
        told = {(p.roles["supplier"], p.roles["recipient"]) for p in read.claims if p.kind == "Supply"}
        codes = {"Peru": "per", "Malta": "mlt", "Kenya": "ken", "Oman": "omn"}
        pairs = ((vendor, state), (second, other))
        assert told <= {(f"vendor:{one.lower()}", f"state:{codes[of]}") for one, of in pairs}
