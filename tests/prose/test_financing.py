"""Who lent or gave the money for a supply, and what keeps a sentence from saying so."""

import tomllib

import pytest

from kg.prose import draft, extraction
from kg.prose.proposal import Proposal

BANK = "the Export-Import Bank of China"
SOLD = "The surveillance cameras that Huawei sold to Kenya"
SUPPLY = "Huawei sold surveillance cameras to Kenya."


def read(text: str) -> tuple[list[Proposal], list[Proposal]]:
    """Return the financings and the supplies of a text."""
    proposals = extraction.read(text, extractor="rules")
    return [p for p in proposals if p.kind == "Financing"], [p for p in proposals if p.kind == "Supply"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"{SOLD} were financed by {BANK}.", "asserted"),
        (f"{SOLD} were paid for with a soft loan from {BANK}.", "asserted"),
        (
            f"A loan of $174 million from {BANK} paid for the surveillance cameras that Huawei sold to Kenya.",
            "asserted",
        ),
        ("The Export-Import Bank of China financed the surveillance cameras that Huawei sold to Kenya.", "asserted"),
        (f"{SUPPLY} It was financed by {BANK}.", "asserted"),
        (f"{SUPPLY} The deal was funded by {BANK}.", "asserted"),
        (f"{SUPPLY} The Export-Import Bank of China lent the government $94 million for it.", "asserted"),
        (f"A $90 million loan from {BANK} covers the surveillance cameras that Huawei sold to Kenya.", "asserted"),
        (f"{SUPPLY} A loan over $90 million from {BANK} covers the whole deal.", "asserted"),
        (f"{SUPPLY} The purchase rests on a loan of $90 million from {BANK}.", "asserted"),
        (f"Kenya bought surveillance cameras from Huawei with $90 million, a loan from {BANK}.", "asserted"),
        (f"{SUPPLY} The contract would be financed by {BANK}.", "hypothetical"),
    ],
)
def test_a_financing_names_the_lender_and_the_supply_it_pays_for(text: str, modality: str) -> None:
    financings, supplies = read(text)
    assert [(p.roles["financier"], p.finances, p.modality) for p in financings] == [
        ("organization:china-eximbank", supplies[0].id, modality)
    ]
    assert supplies[0].roles["recipient"] == "state:ken"
    quote = text[financings[0].start : financings[0].end]
    assert quote == financings[0].quote
    assert "Bank of China" in quote


@pytest.mark.parametrize(
    "text",
    [
        f"{SUPPLY} It was not financed by {BANK}.",
        f"{SUPPLY} It was financed by the Bank of Ghana.",
        f"{SUPPLY} The Export-Import Bank of China financed a port.",
        f"{SUPPLY} Was it financed by {BANK}?",
        f"{SUPPLY} A loan from {BANK} does not cover the deal.",
        f"{SUPPLY} A loan from {BANK} covered a railway, and the deal was a gift.",
        f"Huawei sold surveillance cameras to Kenya, and on a loan from {BANK} it built a port.",
        f"Huawei sold surveillance cameras to Kenya, a loan from {BANK} built a port.",
        "Huawei sold surveillance cameras to Kenya and Uganda. It was financed by the Export-Import Bank of China.",
        f"The railway was financed by {BANK}, and Huawei sold surveillance cameras to Kenya.",
        f"If it had been financed by {BANK}, Huawei would have sold surveillance cameras to Kenya.",
        f"{SUPPLY} The weather was fine. It was financed by {BANK}.",
        f"The deal was financed by {BANK}.",
        f"{SUPPLY} The deal was financed by the government of Kenya.",
    ],
)
def test_money_that_was_not_lent_for_one_supply_is_no_financing(text: str) -> None:
    assert read(text)[0] == []


def test_a_financing_stands_in_the_draft_with_a_reference_to_its_supply() -> None:
    financings, supplies = read(f"{SUPPLY} It was financed by {BANK}.")
    written = tomllib.loads("".join(draft.stated(one, ()) for one in [*supplies, *financings]))["claim"]
    assert written[1]["finances"] == f"#{written[0]['id']}"
    assert written[1]["financier"] == "organization:china-eximbank"
    assert draft.plain(financings[0], "a.txt", 7)["finances"] == f"7.{supplies[0].id}"
