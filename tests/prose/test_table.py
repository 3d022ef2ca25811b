"""Tables in prose, whose cells are parted by bars."""

import pytest

from kg.prose import extraction

HEAD = "The table lists suppliers of surveillance cameras.\n"


def claims(text: str) -> list[tuple[object, ...]]:
    """Return what the rules read in a text, as kinds and ids."""
    return sorted(
        (p.kind, *(str(v).partition(":")[2] for v in p.roles.values()), *(b for b in (p.lower, p.upper) if b))
        for p in extraction.read(text, extractor="rules")
    )


def test_each_row_with_a_state_and_a_supplier_is_a_supply() -> None:
    rows = "Country | Supplier | Technology\nKenya | Huawei | Facial recognition\nPeru | NEC, Dahua | Safe city\n"
    assert claims(HEAD + rows) == [
        ("Supply", "dahua", "safe-city", "per"),
        ("Supply", "huawei", "facial-recognition", "ken"),
        ("Supply", "nec", "safe-city", "per"),
    ]


@pytest.mark.parametrize("body", ["(National Police)", "– Ministry of the Interior", ", border guard service"])
def test_a_body_of_the_state_in_its_cell_leaves_the_state_the_recipient(body: str) -> None:
    rows = f"Country | Supplier | Status\nKenya {body} | Huawei | renewed\nPeru | NEC | ordered 2021\n"
    assert claims(HEAD + rows) == [
        ("Supply", "huawei", "video-surveillance", "ken"),
        ("Supply", "nec", "video-surveillance", "per"),
    ]


@pytest.mark.parametrize("more", ["(planned)", "(hotels)", "(police union)", "(rejected by police)", "(opposition)"])
def test_a_cell_that_says_more_than_a_body_of_the_state_is_not_read(more: str) -> None:
    assert claims(f"{HEAD}Country | Supplier\nKenya {more} | Huawei\n") == []


def test_a_table_that_leads_from_vendors_to_states_has_to_say_that_they_are_supplied() -> None:
    rows = "Vendor | Country\nHuawei | Kenya\n"
    assert claims("Surveillance cameras were delivered by these vendors.\n" + rows) == [
        ("Supply", "huawei", "video-surveillance", "ken")
    ]
    assert claims("These are vendors of surveillance cameras.\n" + rows) == []


def test_rows_with_a_number_of_countries_count_them() -> None:
    text = "Countries to which each vendor supplies surveillance technology\nVendor | Countries\nZTE | 12\nNEC | 9\n"
    assert claims(text) == [
        ("CountObservation", "nec", "states-supplied", 9, 9),
        ("CountObservation", "zte", "states-supplied", 12, 12),
    ]


def test_a_quote_of_a_row_stands_in_the_text() -> None:
    text = HEAD + "| Country | Supplier |\n|---|---|\n| Kenya | Huawei |\n"
    (claim,) = extraction.read(text, extractor="rules")
    assert text[claim.start : claim.end] == claim.quote == "Kenya | Huawei"


@pytest.mark.parametrize(
    "text",
    [
        "Vendors of telephones, by country.\nCountry | Supplier\nKenya | Huawei\n",
        HEAD + "Country | Supplier\nKenya (planned) | Huawei\n",
        HEAD + "Country | Supplier | Status\nKenya | Huawei | cancelled\n",
        HEAD + "Country | Rival\nKenya | Huawei\n",
        "Rejected bids of suppliers of surveillance cameras\nCountry | Supplier\nKenya | Huawei\n",
        "Countries in which each maker of surveillance cameras has an office\nMaker | Offices\nHuawei | 50\n",
        "Countries that ban each technology\nTechnology | Countries\nFacial recognition | 5\n",
        "Vendors of surveillance cameras and their countries\nVendor | Country\nHikvision | China\n",
        "Suppliers of surveillance cameras and where they are based\nCountry | Supplier\nChina | Hikvision\n",
        "Surveillance cameras in cities\nState | City | Vendor\nKenya | Nairobi | Huawei\n",
        "Exhibitors at the fair for surveillance cameras\nCountry | Vendor\nKenya | Huawei\n",
        "Countries that sued suppliers of surveillance cameras: lawsuits\nCountry | Supplier\nKenya | Huawei\n",
        "Technology | Price\nFacial recognition | 50\n",
    ],
)
def test_a_table_that_says_something_else_or_more_gives_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_row_that_was_left_says_why() -> None:
    text = HEAD + "Country | Supplier\nKenya (planned) | Huawei\n"
    (read,) = extraction.readings_of(text, extractor="rules")
    assert [one.plain()["reason"] for one in read.unread] == ["a cell of the table says more than a name or a figure"]


def test_each_row_has_a_status_of_its_own_and_a_reason_of_its_own() -> None:
    text = HEAD + (
        "Country | Supplier | Status | Since\n"
        "Kenya | Huawei | in operation since 2019 |\nPeru | Dahua | tender | -\n"
        "Fiji | NEC | since May 2021 in use | 2021\n"
        "Chile | NEC | in use until 2019 | 2012\nGhana | Nobody | delivered | 2014\nChad | ZTE\n"
    )
    (read,) = extraction.readings_of(text, extractor="rules")
    supplies = [p for p in read.proposals if p.kind == "Supply"]
    found = [(p.plain()["supplier"], p.plain()["recipient"], p.modality) for p in supplies]
    assert [str(p.roles["user"]) for p in read.proposals if p.kind == "Use"] == ["state:ken", "state:fji"]
    assert found == [("huawei", "ken", "asserted"), ("dahua", "per", "hypothetical"), ("nec", "fji", "asserted")]
    left = {one.names: one.plain()["reason"] for one in read.unread}
    assert left == {
        ("vendor:nec", "state:chl"): "the table does not say that it is so ('in use until 2019')",
        ("vendor:zte", "state:tcd"): "a row of the table has not as many cells as its head",
    }


ENTRY = "Contracting authority: Ministry of Internal Affairs of Georgia. Supplier: {}. Object: {}. Value: 2 million.{}"


def test_the_fields_of_an_entry_on_one_line_are_read_together() -> None:
    supply = ("Supply", "geo", "hikvision", "video-surveillance")
    assert claims(ENTRY.format("Hikvision", "surveillance cameras", "")) == [supply]


@pytest.mark.parametrize(
    "text",
    [
        ENTRY.format("Hikvision", "laptops", ""),
        ENTRY.format("Hikvision", "surveillance cameras", " Status: cancelled."),
        ENTRY.replace("Supplier", "Bidder").format("Hikvision", "surveillance cameras", ""),
        "Buyer: University of Nairobi, Kenya. Supplier: ZTE. Object: surveillance cameras.",
    ],
)
def test_an_entry_that_says_less_is_listed(text: str) -> None:
    (read,) = extraction.readings_of(text, extractor="rules")
    assert (read.proposals, len(read.unread)) == ([], 1)


def test_money_for_a_supply_that_was_not_read_is_listed() -> None:
    (read,) = extraction.readings_of(
        "China Eximbank lent the ministry $90 million for surveillance cameras.", extractor="rules"
    )
    assert [one.plain()["reason"] for one in read.unread] == ["the supply that is financed was not read"]


def test_a_row_in_use_is_a_supply_and_a_use_and_one_that_was_awarded_a_plan() -> None:
    head = "What we hold documents for.\nState | Vendor | System | Status\n"
    rows = "Fiji | NEC | face search | in use\nOman | Dahua | face recognition | awarded 2021\n"
    rows += "Peru | Idemia | driving licenses | in use\n"
    (read,) = extraction.readings_of(head + rows, None, "rules")
    told = [(p.kind, p.roles.get("supplier"), p.roles.get("recipient") or p.roles["user"]) for p in read.proposals]
    assert sorted(told, key=str) == [
        ("Supply", "vendor:dahua", "state:omn"),
        ("Supply", "vendor:nec", "state:fji"),
        ("Use", None, "state:fji"),
    ]
    assert [p.modality for p in read.proposals if p.roles.get("supplier") == "vendor:dahua"] == ["hypothetical"]
    assert [one.pairs for one in read.unread] == [(("vendor:idemia", "state:per"),)]


def test_rows_of_a_table_that_is_not_read_are_listed_one_by_one() -> None:
    rows = "State | Vendor\nKenya | Huawei\nPeru | NEC\n"
    (read,) = extraction.readings_of("Fairs that were held on surveillance.\n" + rows, None, "rules")
    assert [one.pairs for one in read.unread] == [
        (("vendor:huawei", "state:ken"),),
        (("vendor:nec", "state:per"),),
    ]


def test_cells_may_be_parted_by_tabs_or_by_wide_blanks_and_what_the_caption_is_about_was_supplied() -> None:
    tabs = (
        "Facial recognition deals\nState\tVendor\tSince\nPeru\tNEC, Dahua\t2019\nOman\tZTE\t2020\nMali\tnone known\t-\n"
    )
    blanks = "Buyers of smart policing\n\nState      Supplier     Status\n"
    blanks += "Peru       NSO Group    in use\nOman       withheld     in use\n"
    (read,) = extraction.readings_of(tabs, extractor="rules")
    assert {(str(p.roles["supplier"]), str(p.roles["recipient"])) for p in read.proposals} == {
        ("vendor:nec", "state:per"),
        ("vendor:dahua", "state:per"),
        ("vendor:zte", "state:omn"),
    }
    assert {p.roles["technology"] for p in read.proposals} == {"technology:facial-recognition"}
    (read,) = extraction.readings_of(blanks, extractor="rules")
    assert sorted((p.kind, str(p.roles.get("recipient", p.roles.get("user")))) for p in read.proposals) == [
        ("Supply", "state:per"),
        ("Use", "state:omn"),
        ("Use", "state:per"),
    ]


@pytest.mark.parametrize(
    ("caption", "modality"),
    [
        ("Planned purchases of facial recognition", "hypothetical"),
        ("Facial recognition that vendors are to supply", "hypothetical"),
        ("Alleged deals for facial recognition", "alleged"),
    ],
)
def test_rows_are_as_firm_as_their_caption(caption: str, modality: str) -> None:
    (read,) = extraction.readings_of(f"{caption}\nState | Supplier\nPeru | NEC\nOman | ZTE\n", extractor="rules")
    assert [p.modality for p in read.proposals] == [modality] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Photos: our staff\n\nState      Visitor\nPeru       NEC\nOman       ZTE\n",
        "Bids for facial recognition\nState\tVendor\nPeru\tNEC\nOman\tZTE\n",
        "Prices of cameras    in dollars\nPeru, NEC            40\nOman, ZTE            90\n",
    ],
)
def test_a_table_without_bars_that_says_something_else_is_listed(text: str) -> None:
    (read,) = extraction.readings_of(text, extractor="rules")
    assert read.proposals == []
    assert {("vendor:nec", "state:per"), ("vendor:zte", "state:omn")} <= {p for one in read.unread for p in one.pairs}


def test_the_fields_of_a_card_and_a_head_of_two_words_are_read() -> None:
    card = "Vendor: Dahua. Customer: the police of Peru. Product: facial recognition. Status: delivered."
    assert [one[:3] for one in claims(card)] in (
        [("Supply", "dahua", "per")],
        [("Supply", "dahua", "facial-recognition")],
    )
    rows = "Vendor | Customer state | Product | Status\nDahua | Peru | facial recognition | delivered\n"
    assert claims(rows) == [("Supply", "dahua", "facial-recognition", "per")]
