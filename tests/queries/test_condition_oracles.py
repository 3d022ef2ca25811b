"""Questions that plain words put together, and those on editions and totals, held against counts of our own."""

from collections import Counter

import pyoxigraph as ox
import pytest

from kg.errors import UnknownName
from kg.query import query
from tests.queries.test_question_oracles import (
    BRI,
    EDITIONS,
    ROW,
    SURVEY,
    asked,
    by_state,
    column,
    homes,
    joined,
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


def test_states_of_a_regime_among_the_surveyed_are_those_the_survey_codes(released: ox.Store) -> None:
    coded = rated(SURVEY, ROW)
    for category in set(coded.values()):
        found = asked(released, "states-of-regime", regime=category, among="surveyed")
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


SYSTEM = (("dispute", "system:belgrade-surveillance-project"),)
"""What is disputed of the cameras of Belgrade, which Huawei supplies."""


def test_no_two_disagreements_read_alike(released: ox.Store) -> None:
    read = [
        tuple(str(cell) for name, cell in row.items() if name != "claims") for row in asked(released, "disagreements")
    ]
    assert len(set(read)) == len(read)


def test_kinds_of_disagreement_are_those_that_are_found_and_no_other_is_taken(released: ox.Store) -> None:
    kinds = next(each.choices for each in query.find("disagreements").params if each.name == "kind")
    for kind in kinds:
        assert {row["kind"] for row in asked(released, "disagreements", kind=kind)} <= {kind}
    assert {row["kind"] for row in asked(released, "disagreements")} <= set(kinds)
    with pytest.raises(UnknownName, match="membership"):
        asked(released, "disagreements", kind="membrship")


def test_disagreements_about_a_thing_are_those_it_has_a_part_in(released: ox.Store) -> None:
    every = asked(released, "disagreements")
    for thing in ("state:srb", "state:ken", "vendor:huawei", "source:aigs-2020"):
        found = asked(released, "disagreements", thing=thing)
        parts = SYSTEM if thing in ("state:srb", "vendor:huawei") else ()
        assert found == [
            row
            for row in every
            if thing in (row["subject"], row["first"], row["second"]) or (row["kind"], row["subject"]) in parts
        ]
    assert len(asked(released, "disagreements", thing="state:srb", kind="dispute")) == 3
    assert asked(released, "disagreements", thing="state:ken", kind="dispute") == []


def test_states_by_year_of_joining_are_those_of_the_table(released: ox.Store) -> None:
    years = joined()
    assert pairs(asked(released, "members-by-joining"), "state", "joined") == years
    spans = (({"year": 2018}, 2018, 2018), ({"since": 2017}, 2017, 9999), ({"until": 2014}, 0, 2014))
    for given, least, most in (*spans, ({"before": 2015}, 0, 2014), ({"since": 2015, "until": 2017}, 2015, 2017)):
        found = pairs(asked(released, "members-by-joining", **given), "state", "joined")
        assert found == {state: year for state, year in years.items() if least <= year <= most}
    first = min(years.values())
    assert pairs(asked(released, "first-members"), "state", "joined") == {s: y for s, y in years.items() if y == first}


def test_regime_of_a_state_is_what_the_tables_code(released: ox.Store) -> None:
    schemes = (ROW, "scheme:freedom-on-the-net-status")
    coded = [
        row
        for source in (*EDITIONS, SURVEY, "regimes-of-the-world")
        for row in rows(source)
        if row["kind"] == "Classification" and row["scheme"] in schemes
    ]
    for state in ("state:ken", "state:hun", "state:sgp"):
        expected = {
            (r["scheme"], r["category"], int(r["year"])) for r in coded if r["jurisdiction"] == state and r["year"]
        }
        found = asked(released, "regime-of-state", state=state)
        assert {(row["scheme"], row["regime"], row["year"]) for row in found} == expected
        year = max(year for *_, year in expected)
        assert asked(released, "regime-of-state", state=state, year=year) == [r for r in found if r["year"] == year]
        one = found[0]["regime"]
        assert asked(released, "regime-of-state", state=state, regime=one) == [r for r in found if r["regime"] == one]


def within(state: str) -> set[str]:
    """Return the regions that a state is in, the larger ones included."""
    row = register("states")[state]
    near = {row["ais:region"], row["ais:intermediateRegion"]} - {""}
    return near | {register("regions")[each]["ais:region"] for each in near} - {""}


def test_share_by_region_is_users_of_those_surveyed_in_it(released: ox.Store, edition: str) -> None:
    surveyed = set(rated(SURVEY, ROW)) if edition == "aigs-2022" else set()
    using = users(edition, "technology:facial-recognition")
    counted = Counter(region for state in surveyed for region in within(state))
    expected = {
        region: (number, round(100 * sum(region in within(state) for state in using & surveyed) / number, 1))
        for region, number in counted.items()
    }
    found = asked(released, "share-by-region", technology="facial-recognition", edition=edition)
    assert {row["region"]: (row["surveyed"], row["percent"]) for row in found} == expected
    assert [row["percent"] for row in found] == sorted((row["percent"] for row in found), reverse=True)


@pytest.mark.parametrize("name", ["europe", "asia", "africa"])
def test_vendors_of_a_region_are_those_at_home_in_it(released: ox.Store, edition: str, name: str) -> None:
    at_home = {
        vendor for vendor, states in homes().items() if any(f"region:{name}" in within(state) for state in states)
    }
    assert column(asked(released, "vendors-based-in-region", region=name), "vendor") == at_home
    found = asked(released, "states-supplied-from-region", region=name, edition=edition)
    named = {state: len(of & at_home) for state, of in by_state(edition).items() if of & at_home}
    assert {row["state"]: row["vendors"] for row in found if row["vendors"]} == named


def test_rules_are_found_by_year_place_and_region(released: ox.Store) -> None:
    table = rows("facial-recognition-united-states")
    for year in (2019, 2020):
        found = asked(released, "regulations", effect="ban", year=year, state="usa")
        expected = {r["place"] for r in table if r["effect"] == "effect:ban" and r["since"].startswith(str(year))}
        assert column(found, "area") == expected != set()
    (row,) = asked(released, "regulations", place="san-francisco-california", effect="ban")
    assert row["state"] == "state:usa"
    assert not [row for row in asked(released, "regulations", region="europe") if row["state"] == "state:usa"]
    every = asked(released, "regulations")
    assert asked(released, "regulations", region="northern-america") == [r for r in every if r["state"] == "state:usa"]


def test_entries_and_ends_are_found_by_year_and_list(released: ox.Store) -> None:
    listed = [r for r in rows("us-lists") if r["kind"] == "Listing" and r["agent"].startswith("vendor:")]
    for year in ("2019", "2022"):
        expected = {(r["agent"], r["list"]) for r in listed if r["startDate"].startswith(year)}
        assert {(r["vendor"], r["list"]) for r in asked(released, "listed-vendors", year=int(year))} == expected
    found = asked(released, "entries-of-vendor", vendor="huawei", list="bis-entity-list")
    assert found == [r for r in asked(released, "entries-of-vendor") if r["list"] == "list:bis-entity-list"]
    ends = asked(released, "ended-memberships")
    assert asked(released, "ended-memberships", year=2023) == [r for r in ends if str(r["left"]).startswith("2023")]


def test_editions_are_those_with_a_table(released: ox.Store) -> None:
    assert column(asked(released, "editions"), "edition") == {f"source:{each}" for each in EDITIONS}


def test_deployments_are_found_by_place_state_and_vendor(released: ox.Store) -> None:
    every = asked(released, "deployments")
    assert every
    assert asked(released, "deployments", place="belgrade") == [r for r in every if r["place"] == "place:belgrade"]
    assert asked(released, "deployments", vendor="huawei") == [r for r in every if r["vendor"] == "vendor:huawei"]
    assert asked(released, "deployments", state="srb") == asked(released, "deployments", place="belgrade")
