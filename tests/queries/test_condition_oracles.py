"""Questions that plain words put together, and those on editions and totals, held against counts of our own."""

from collections import Counter

import pyoxigraph as ox
import pytest

from kg.query import query
from tests.queries.test_question_oracles import (
    BRI,
    EDITIONS,
    ROW,
    SURVEY,
    asked,
    by_state,
    column,
    members,
    pairs,
    rated,
    register,
    rows,
    supplied,
    technologies,
    users,
    vendors,
)


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    """Return one edition after the other."""
    return str(request.param)


def test_states_of_an_edition_are_its_users(released: ox.Store, edition: str) -> None:
    assert column(asked(released, "states-of-edition", edition=edition), "state") == users(edition)


@pytest.mark.parametrize(
    "name", ["africa", "latin-america-and-the-caribbean", "western-asia", "oceania", "south-america"]
)
def test_states_in_a_region_are_those_of_the_register_and_of_its_parts(released: ox.Store, name: str) -> None:
    parts = {part for part, row in register("regions").items() if f"region:{name}" in (part, row["ais:region"])}
    expected = {
        state
        for state, row in register("states").items()
        if row["ais:region"] in parts or row["ais:intermediateRegion"] == f"region:{name}"
    }
    assert column(asked(released, "states-in-region", region=name), "state") == expected


@pytest.mark.parametrize("scheme", [ROW, "scheme:freedom-on-the-net-status"])
def test_states_of_a_regime_are_those_the_edition_codes(released: ox.Store, edition: str, scheme: str) -> None:
    coded = rated(edition, scheme)
    for category in set(coded.values()):
        found = asked(released, "states-of-regime", regime=category, edition=edition)
        assert column(found, "state") == {state for state, value in coded.items() if value == category}


def test_vendors_in_an_initiative_supply_its_members(released: ox.Store, edition: str) -> None:
    found = asked(released, "vendors-in-initiative", edition=edition)
    expected = {vendor: len(states & members(edition)) for vendor, states in vendors(edition).items()}
    assert pairs(found, "vendor", "states") == {vendor: number for vendor, number in expected.items() if number}


@pytest.mark.parametrize("name", [None, "bis-entity-list", "fcc-covered-list"])
def test_customers_of_listed_vendors(released: ox.Store, edition: str, name: str | None) -> None:
    listed = {row["agent"] for row in rows("us-lists") if row["kind"] == "Listing" and name in (None, row["list"][5:])}
    expected = {state: len(named & listed) for state, named in by_state(edition).items() if named & listed}
    found = asked(released, "customers-of-listed-vendors", edition=edition, **({"list": name} if name else {}))
    assert pairs(found, "state", "vendors") == expected


def test_shares_are_users_of_those_surveyed(released: ox.Store) -> None:
    base = len(rated(SURVEY, ROW))
    found = asked(released, "shares-of-technologies")
    assert {(row["technology"], row["percent"]) for row in found} == {
        (each, round(100 * len(users("aigs-2022", each)) / base, 1)) for each in technologies("aigs-2022")
    }
    assert column(found, "surveyed") == {base}


def test_years_of_an_edge_are_those_of_the_editions_that_state_it(released: ox.Store) -> None:
    for vendor in ("vendor:huawei", "vendor:nec", "vendor:ibm"):
        for state in {state for edition in EDITIONS for state in vendors(edition).get(vendor, ())}:
            years = [int(each[5:]) for each in EDITIONS if state in vendors(each).get(vendor, ())]
            (row,) = [
                r for r in asked(released, "years-of-edge", to=state, **{"from": vendor}) if "Supply" in r["kind"]
            ]
            assert (row["first"], row["last"], row["editions"]) == (min(years), max(years), len(years))


def test_changes_between_editions_are_the_rows_of_one_table_alone(released: ox.Store) -> None:
    def said(edition: str) -> dict[tuple[str, str], str]:
        return {
            (r["user"] or r["recipient"] or r["member"], r["initiative"] or r["supplier"] or r["technology"]): r[
                "modality"
            ]
            for r in rows(edition)
            if r["kind"] in ("Use", "Supply", "Membership")
        }

    before, after = said("aigs-2020"), said("aigs-2022")
    found = asked(released, "changes-between-editions")
    assert {(row["state"], row["thing"], row["change"]) for row in found} == {
        *((*each, "not repeated") for each in before.keys() - after.keys()),
        *((*each, "new in the later edition") for each in after.keys() - before.keys()),
    }
    for row in found:
        table = before if row["change"] == "not repeated" else after
        assert row["recovered"] == (table[row["state"], row["thing"]] == "recovered")
    serbia = asked(released, "changes-between-editions", state="srb")
    assert serbia == [row for row in found if row["state"] == "state:srb"]


def test_basis_of_a_figure_is_every_total_of_that_value(released: ox.Store) -> None:
    totals: Counter[tuple[str, str]] = Counter()
    for edition in EDITIONS:
        totals |= Counter({(f"source:{edition}", each): len(users(edition, each)) for each in technologies(edition)})
        totals |= Counter({(f"source:{edition}", each): len(to) for each, to in supplied(edition).items()})
        totals[f"source:{edition}", BRI] = len(members(edition))
    for number in sorted(set(totals.values())):
        found = asked(released, "basis-of-figure", number=number)
        counted = {(row["source"], row["counted"]) for row in found if row["basis"] == "rows counted"}
        assert counted >= {key for key, value in totals.items() if value == number}
        claims = [row["claims"].split() for row in query.find("basis-of-figure").run(released, number=number).values()]
        assert all(claims)


def test_disagreements_about_a_thing_are_those_it_has_a_part_in(released: ox.Store) -> None:
    every = asked(released, "disagreements")
    for thing in ("state:srb", "state:ken", "vendor:huawei", "source:aigs-2020"):
        found = asked(released, "disagreements", thing=thing)
        assert found == [row for row in every if thing in (row["subject"], row["first"], row["second"])]
