"""Rows proposed for registers: of what is a name; what is hardly one is asked or listed with the reason, and no row."""

import json
from pathlib import Path

import pytest

from kg.evidence import register
from kg.importing import addition, summary
from kg.tables.figure import Unread
from kg.tables.leftover import Account
from kg.tables.resolution import Open, Resolver
from kg.tables.separator import SEPARATORS
from tests.importing import workbooks

NOTHING = [
    *("n/a", "unknown", "various", "TBD", "multiple", "not sure", "no info", "none listed", "missing", "k.A.", "#REF!"),
    *("keine Angabe", "sin datos", "non renseigné", "no disponible", "неизвестно", "未知", "to be checked", "blank"),
]
NO_NAMES = [
    *("FR", "US", "UK", "EU", "NA", "ND", "DK", "AB", "A", "DHS", "NYPD", "ANPR", "LPR", "HQ", "Ltd", "Co., Ltd"),
    *("local company", "local integrator", "a Chinese company", "German company", "Israel-based firm", "U.S. company"),
    *("state-owned company", "third party", "private", "proprietary", "government", "Ministry of Interior", "police"),
    *(
        "lokale Firma",
        "fournisseur local",
        "empresa local",
        "местная компания",
        "two Chinese vendors",
        "national police",
    ),
    *("FRT", "CCTV", "China", "facial recognition cameras", "face recognition software", "Year", "Supplier"),
    *("provided by the ministry", "donated by Japan", "Huawei-ZTE consortium", "prob. Huawei", "formerly Acme", "XX"),
]
NAMES = [
    *("Lumen Sight", "Acme Cameras Ltd.", "Boring Company", "Ford Motor Company", "Axon", "BioID", "lumen sight"),
    *(
        "Smart Vision Labs",
        "Global Vision",
        "VITRONIC",
        "First Line",
        "Three Square Market",
        "Сигма Видео",
        "大视野科技",
    ),
    "Kenya Airports Optics",
]


def told(name: str, kind: str = "vendor") -> tuple[Account, Resolver, bool]:
    """Return what a cell comes to, and whether it is left out without being asked."""
    account, resolver = Account(), Resolver(register.released(), {})
    found = list(resolver.several(kind, name, list(SEPARATORS)))
    for each in found:
        if isinstance(each, Open):
            account.ask(each, "A2")
    return account, resolver, all(isinstance(each, Unread) for each in found)


@pytest.mark.parametrize("name", NOTHING)
def test_what_says_that_nothing_is_known_is_left_out_and_is_not_asked(name: str) -> None:
    account, resolver, left = told(name)
    assert (left, addition.of(account, resolver).rows) == (True, {})


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_hardly_a_name_is_proposed_as_no_row_and_the_reason_is_told(name: str) -> None:
    account, resolver, left = told(name)
    assert addition.of(account, resolver).rows == {}
    asked = [open_ for open_, _, _ in account.open.values()]
    assert left or all(
        resolver.near(open_) or open_ in dict(addition.of(account, resolver).withheld) for open_ in asked
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_proposed_whatever_words_it_has(name: str) -> None:
    account, resolver, _ = told(name)
    (rows,) = addition.of(account, resolver).rows.values()
    assert rows[1:] == [rows[1]]
    assert rows[1].endswith(f",ais:Vendor,{name}")
    assert not addition.of(account, resolver).withheld


def test_a_ministry_that_every_state_has_is_no_row_of_organizations(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Country", "Technology", "Agency"],
        ["Kenya", "facial recognition", "Ministry of Interior"],
        ["Mali", "facial recognition", "Ministry of Interior"],
        ["Peru", "facial recognition", "Orbita Security Directorate"],
    ]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert taken.additions.rows["organizations.csv"][1:] == [
        "orbita-security-directorate,ais:Organization,Orbita Security Directorate"
    ]
    shown = summary.as_text(taken)
    assert "no row is proposed for 'Ministry of Interior': its words name a kind of thing, and not which one" in shown
    (left,) = json.loads("\n".join(summary.as_json(taken)))["notProposed"]
    assert (left["kind"], left["name"]) == ("organization", "Ministry of Interior")
