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


def test_a_lender_that_no_register_has_is_told_by_its_name() -> None:
    (one,), supplies = read(f"{SUPPLY} It was financed by the Nordwind Development Bank.")
    assert (one.roles, one.finances, one.unresolved) == (
        {},
        supplies[0].id,
        {"financier": "'Nordwind Development Bank'"},
    )


UNSUPPLIED = {
    "Bolivia's command center, whose video analytics came from CEIEC, was paid for with a loan from the Export-Import "
    "Bank of China.": ("bol", "china-eximbank"),
    "Uzbekistan's cameras that read faces were built by a contractor, and financed by China Development Bank.": (
        "uzb",
        "'China Development Bank'",
    ),
    "Mozambique's police run facial recognition. Two thirds of the bill was met by a concessional loan from China Exim "
    "Bank.": ("moz", "china-eximbank"),
    "A loan of US$78 million from China Exim Bank, signed on Thursday, pays for Burkina Faso's camera network.": (
        "bfa",
        "china-eximbank",
    ),
    "Tajikistan borrowed from China Exim Bank for the plate-reading cameras of Dushanbe.": ("tjk", "china-eximbank"),
    "In Islamabad the safe city was Huawei's work; the money, about $125 million, China Exim Bank's.": (
        "pak",
        "china-eximbank",
    ),
    "Tajikistan – vendor: Dahua – system: safe city cameras – lender: China Exim Bank.": ("tjk", "china-eximbank"),
    "The loan behind the cameras in Kampala, US$104 million, came from China Exim Bank.": ("uga", "china-eximbank"),
    "Paraguay switched on surveillance cameras. The $38 million project is being paid for with a loan from the "
    "Development Bank of Latin America.": ("pry", "'Development Bank of Latin America'"),
}


@pytest.mark.parametrize("text", UNSUPPLIED)
def test_a_financing_of_a_supply_that_was_not_read_names_who_borrows_and_leaves_the_supply_open(text: str) -> None:
    (one,) = read(text)[0]
    borrower, lender = UNSUPPLIED[text]
    assert one.roles["borrower"] == f"state:{borrower}"
    assert str(one.roles.get("financier", one.unresolved.get("financier"))).removeprefix("organization:") == lender
    assert "finances" in one.unresolved
    assert all(line.startswith("#") or not line for line in draft._claim(one, []).splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "China Exim Bank turned down Malawi's request for a loan to pay for surveillance cameras.",
        "The World Bank has lent Tunisia $90 million for a sewage works.",
        "Malawi financed its surveillance cameras from its own budget, the Reserve Bank of Malawi said.",
        "Parliament will decide whether Kenya's surveillance cameras are to be financed by China Exim Bank.",
        "China Exim Bank lent Kenya $3 billion for a railway with surveillance cameras at its stations.",
        "Kenya and Uganda bought surveillance cameras with a loan from China Exim Bank.",
    ],
)
def test_money_for_something_else_or_for_nobody_in_particular_is_no_financing(text: str) -> None:
    assert read(text)[0] == []


CHINA = "China Exim Bank"


@pytest.mark.parametrize(
    ("text", "borrower"),
    [
        (f"Fiji owes {CHINA} $40 million for the surveillance cameras of Suva.", "fji"),
        (f"Mali still owes {CHINA} a third of the price of its safe city.", "mli"),
        (f"Laos owes {CHINA} $80 million for its surveillance cameras, while Nepal owes it nothing.", "lao"),
        (f"{CHINA} advanced Togo 60 million euros for its surveillance cameras.", "tgo"),
        (f"For its safe city Mali borrowed $50 million from {CHINA}.", "mli"),
        (f"Ghana borrowed $235 million from {CHINA} for the second phase of its camera network.", "gha"),
        (f"The facial recognition system in Tashkent was covered by a credit from {CHINA}.", "uzb"),
        (f"Money for the surveillance cameras in Accra came from {CHINA}.", "gha"),
        (f"A loan of $78 million from {CHINA}, signed on Thursday, pays for Peru's urban camera network.", "per"),
        (
            "Peru's police watch three cities with facial recognition. It cost $30 million, half of which Peru "
            f"borrowed from {CHINA}.",
            "per",
        ),
    ],
)
def test_money_that_is_owed_advanced_or_borrowed_for_surveillance_is_a_financing(text: str, borrower: str) -> None:
    (financing,), _ = read(text)
    assert financing.roles["financier"] == "organization:china-eximbank"
    assert financing.roles["borrower"] == f"state:{borrower}"


@pytest.mark.parametrize(
    "text",
    [
        f"{SUPPLY} It cost $30 million, most of which the government borrowed from {CHINA}.",
        f"{SUPPLY} The bill came to $80 million, most of it borrowed from {CHINA}.",
        f"{SUPPLY} A loan of $21 million from {CHINA} to Kenya covered the cost.",
        f"{SUPPLY} The loan behind the cameras, $104 million from {CHINA}, was signed in 2019.",
    ],
)
def test_the_price_of_a_supply_is_met_by_what_was_borrowed(text: str) -> None:
    (financing,), (supply,) = read(text)
    assert financing.finances == supply.id


@pytest.mark.parametrize(
    "text",
    [
        f"Nepal owes {CHINA} nothing for its surveillance cameras.",
        f"Laos owes {CHINA} $80 million for a railway, and its surveillance cameras watch Vientiane.",
        f"Kenya owes Huawei $20 million for surveillance cameras, and {CHINA} $90 million for a dam.",
        "Standard Bank paid for the surveillance cameras at its branches in Kenya.",
        "The World Bank paid for a study of facial recognition in Kenya.",
        f"{CHINA} advanced Togo 60 million euros for a road that surveillance cameras line.",
        f"{SUPPLY} A loan from {CHINA} to Bolivia covered the cost.",
        f"For its safe city Mali would have borrowed $50 million from {CHINA}.",
        f"{SUPPLY} Kenya borrowed $90 million from {CHINA} for a port.",
    ],
)
def test_money_for_something_else_or_for_somebody_else_is_no_financing(text: str) -> None:
    assert read(text)[0] == []


def test_a_row_that_says_again_what_a_sentence_says_keeps_who_paid_for_it() -> None:
    rows = f"State | Vendor | Technology | Lender\nKenya | Huawei | safe city | {CHINA}\n"
    financings, supplies = read(f"{SUPPLY}\n\nSafe city deals\n{rows}")
    assert [p.finances for p in financings] == [supplies[-1].id]
    assert "|" in supplies[-1].quote


@pytest.mark.parametrize(
    ("text", "lender"),
    [
        ("The World Bank lent Malta nine million dollars for a facial-recognition platform.", "World Bank"),
        (
            "It was the Islamic Development Bank that paid for the facial-recognition gates at Malta's airport.",
            "Islamic Development Bank",
        ),
        ("Malta bought facial recognition from Dahua, two thirds of it lent by the World Bank.", "World Bank"),
        ("Malta's facial recognition was bought with credit extended by the World Bank.", "World Bank"),
    ],
)
def test_a_lender_in_no_register_is_told_by_its_name_alone(text: str, lender: str) -> None:
    (financing,), _ = read(text)
    assert financing.unresolved["financier"] == repr(lender)


def test_a_bank_that_refuses_lends_nothing() -> None:
    text = "The Asian Development Bank refused to finance Malta's facial-recognition program."
    assert read(text)[0] == []
