"""Questions that count, held against counts of our own: the tables read with ``csv`` alone, no graph and no SPARQL."""

import csv
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.namespace import curie
from kg.query import query

ROOT = Path(__file__).parents[2]
EDITIONS = ("aigs-2020", "aigs-2022")
SURVEY = "aigs-2022-digital-repression"
AI, FACE = "technology:ai-surveillance", "technology:facial-recognition"
ROW = "scheme:regimes-of-the-world"
BRI = "initiative:bri"

Row = dict[str, str]


@cache
def rows(source: str) -> tuple[Row, ...]:
    """Return the rows of a source's table, or its claims as rows where it has none; values as text."""
    table = ROOT / "sources" / f"{source}.csv"
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))
    claims = tomllib.loads((ROOT / "sources" / f"{source}.toml").read_text(encoding="utf-8"))
    return tuple({**claims.get("defaults", {}), **claim} for claim in claims.get("claim", ()))


@cache
def register(stem: str) -> dict[str, Row]:
    """Return CURIE → row of a register."""
    with (ROOT / "ontology" / "registers" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return {f"{'state' if stem == 'states' else stem[:-1]}:{row['id']}": row for row in csv.DictReader(file)}


def users(edition: str, technology: str = AI) -> set[str]:
    return {r["user"] for r in rows(edition) if r["kind"] == "Use" and r["technology"] == technology}


def technologies(edition: str) -> set[str]:
    return {r["technology"] for r in rows(edition) if r["kind"] == "Use"}


def supplied(edition: str, *, published: bool = False) -> dict[str, set[str]]:
    """Return supplier → recipients; ``published`` leaves out what was put right."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(edition):
        if row["kind"] == "Supply" and not (published and row["modality"] == "recovered"):
            found[row["supplier"]].add(row["recipient"])
    return found


def vendors(edition: str, *, published: bool = False) -> dict[str, set[str]]:
    return {who: to for who, to in supplied(edition, published=published).items() if who.startswith("vendor:")}


def by_state(edition: str) -> dict[str, set[str]]:
    """Return state → its named vendors, without states that have none."""
    found: dict[str, set[str]] = defaultdict(set)
    for vendor, states in vendors(edition).items():
        for state in states:
            found[state].add(vendor)
    return found


def members(edition: str) -> set[str]:
    return {r["member"] for r in rows(edition) if r["kind"] == "Membership"}


def joined() -> dict[str, int]:
    """Return state → year of joining."""
    return {r["member"]: int(r["startYear"]) for r in rows("bri-joining")}


def rated(source: str, scheme: str) -> dict[str, str]:
    """Return jurisdiction → category or value of a scheme."""
    return {
        r["jurisdiction"]: r["category"] or r["value"]
        for r in rows(source)
        if r["kind"] == "Classification" and r["scheme"] == scheme
    }


def homes() -> dict[str, set[str]]:
    """Return vendor → home states that any source gives in an accepted way."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "sources").glob("*.toml")):
        for row in rows(path.stem):
            settled = row.get("modality", "asserted") not in ("alleged", "headline", "hypothetical")
            if row["kind"] == "HomeState" and row["agent"].startswith("vendor:") and settled:
                found[row["agent"]].add(row["state"])
    return found


def tally(states: Iterable[str], category: dict[str, str]) -> dict[str, int]:
    return dict(Counter(category[state] for state in states if state in category))


def region(state: str) -> str:
    return register("states")[state]["ais:region"]


def asked(store: ox.Store, name: str, **given: Any) -> list[dict[str, Any]]:
    """Return the rows of a question, IRIs as CURIEs."""
    found = query.find(name).run(store, **given).values()
    return [{key: curie(value) if isinstance(value, str) else value for key, value in row.items()} for row in found]


def pairs(found: list[dict[str, Any]], key: str, value: str) -> dict[Any, Any]:
    assert len({row[key] for row in found}) == len(found), "a row is there once"
    return {row[key]: row[value] for row in found}


def column(found: list[dict[str, Any]], name: str) -> set[Any]:
    return {row[name] for row in found}


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    """Return one edition after the other."""
    return str(request.param)


# Adoption


def test_technology_adoption_counts_the_users_of_each(released: ox.Store, edition: str) -> None:
    expected = {each: len(users(edition, each)) for each in technologies(edition)}
    assert pairs(asked(released, "technology-adoption", edition=edition), "technology", "states") == expected
    for technology, number in expected.items():
        found = asked(released, "states-using", technology=technology, edition=edition)
        assert column(found, "state") == users(edition, technology)
        assert len(found) == number


def test_adoption_by_region_counts_every_state_in_its_region(released: ox.Store, edition: str) -> None:
    found = asked(released, "adoption-by-region", edition=edition)
    expected = Counter(map(region, users(edition)))
    assert {row["region"]: row["states"] for row in found if row["states"]} == expected
    placed = [row for row in register("states").values() if row["ais:region"]]
    assert sum(row["jurisdictions"] for row in found) == len(placed)


def test_adoption_by_regime_region_and_status_of_the_index(released: ox.Store, edition: str) -> None:
    for name, scheme, key in (
        ("adoption-by-regime", ROW, "regime"),
        ("adoption-by-index-region", "scheme:aigs-region", "region"),
        ("adoption-by-freedom-status", "scheme:freedom-on-the-net-status", "status"),
    ):
        for technology in technologies(edition):
            found = asked(released, name, technology=technology, edition=edition)
            assert pairs(found, key, "states") == tally(users(edition, technology), rated(edition, scheme)), name


def test_surveyed_are_the_jurisdictions_of_the_survey(released: ox.Store) -> None:
    for name, scheme, key in (
        ("adoption-by-regime", ROW, "regime"),
        ("adoption-by-index-region", "scheme:aigs-region", "region"),
    ):
        survey = rated(SURVEY, scheme)
        assert pairs(asked(released, name), key, "surveyed") == tally(survey, survey)
    assert column(asked(released, "surveyed-states"), "state") == set(rated(SURVEY, ROW))
    found = asked(released, "surveyed-states-without-use")
    assert column(found, "state") == set(rated(SURVEY, ROW)) - users("aigs-2022")


def test_adoption_by_military_spending_puts_each_state_in_one_band(released: ox.Store, edition: str) -> None:
    def band(million: str) -> int:
        return max(floor for floor in (0, 1_000, 10_000, 100_000) if float(million) >= floor)

    spending = {state: str(band(value)) for state, value in rated(edition, "scheme:military-expenditure-usd").items()}
    found = asked(released, "adoption-by-military-spending", technology=FACE, edition=edition)
    assert {str(row["from"]): row["states"] for row in found} == tally(users(edition, FACE), spending)
    assert {str(row["from"]): row["known"] for row in found} == tally(spending, spending)


def test_adoption_by_membership_parts_the_states_of_the_edition(released: ox.Store, edition: str) -> None:
    found = {row["membership"]: row for row in asked(released, "adoption-by-membership", edition=edition)}
    inside, outside = members(edition), users(edition) - members(edition)
    assert (found["member"]["listed"], found["not marked"]["listed"]) == (len(inside), len(outside))
    assert found["member"]["states"] == len(users(edition, FACE) & inside)
    assert found["not marked"]["states"] == len(users(edition, FACE) & outside)
    assert column(asked(released, "members-using", edition=edition), "state") == users(edition, FACE) & inside


@pytest.mark.parametrize("year", [2014, 2016, 2018, 2023])
def test_adoption_before_and_after_joining_parts_the_users_by_year(released: ox.Store, year: int) -> None:
    found = pairs(asked(released, "adoption-before-and-after-joining", technology=AI, year=year), "period", "states")
    year_of = joined()
    expected = Counter(
        "no year known" if state not in year_of else "before" if year_of[state] < year else "from then on"
        for state in users("aigs-2022")
    )
    assert found == expected


def test_scores_by_technology_are_those_of_its_users(released: ox.Store, edition: str) -> None:
    for scheme in ("scheme:freedom-on-the-net-score", "scheme:electoral-democracy-index"):
        score = rated(edition, scheme)
        for row in asked(released, "scores-by-technology", scheme=scheme, edition=edition):
            values = [float(score[state]) for state in users(edition, row["technology"]) if state in score]
            assert (row["rated"], row["lowest"], row["highest"]) == (len(values), min(values), max(values))
            assert row["mean"] == pytest.approx(sum(values) / len(values), abs=0.000501)
            found = asked(released, "scores-of-users", scheme=scheme, technology=row["technology"], edition=edition)
            assert sorted(r["score"] for r in found) == sorted(values)


def test_repression_of_users_and_of_the_others_is_the_mean_of_the_survey(released: ox.Store) -> None:
    score = {state: float(value) for state, value in rated(SURVEY, "scheme:digital-repression-index").items()}
    using = users("aigs-2022")
    groups = {
        "use": [value for state, value in score.items() if state in using],
        "not marked": [value for state, value in score.items() if state not in using],
    }
    for row in asked(released, "repression-of-users"):
        values = groups.pop(row["group"])
        assert row["jurisdictions"] == len(values)
        assert row["mean"] == pytest.approx(sum(values) / len(values), abs=0.000501)
    assert not groups


def test_states_and_pairs_of_technologies(released: ox.Store, edition: str) -> None:
    kinds = technologies(edition) - {AI}
    expected = Counter(state for each in kinds for state in users(edition, each))
    assert pairs(asked(released, "states-with-most-technologies", edition=edition), "state", "kinds") == expected
    found = asked(released, "technologies-used-together", edition=edition)
    assert {(row["first"], row["second"]): row["states"] for row in found} == {
        (one, two): len(users(edition, one) & users(edition, two)) for one, two in combinations(sorted(kinds), 2)
    }


def test_adoption_over_editions_and_new_users(released: ox.Store) -> None:
    for row in asked(released, "adoption-over-editions"):
        before, after = (users(edition, row["technology"]) for edition in EDITIONS)
        assert (row["statesEarlier"], row["statesLater"]) == (len(before), len(after))
        assert row["change"] == len(after) - len(before)
        new = asked(released, "new-users", technology=row["technology"])
        assert column(new, "state") == after - before
        gone = asked(released, "users-no-longer-marked", technology=row["technology"])
        assert column(gone, "state") == before - after


def test_users_in_a_region_or_regime(released: ox.Store, edition: str) -> None:
    africa = {"region:northern-africa", "region:sub-saharan-africa"}
    found = asked(released, "users-in-region", region="africa", edition=edition)
    assert column(found, "state") == {state for state in users(edition) if region(state) in africa}
    coded = rated(edition, ROW)
    found = asked(released, "users-in-regime", regime="closed-autocracy", edition=edition)
    assert column(found, "state") == {s for s in users(edition, FACE) if coded[s] == "category:closed-autocracy"}


def test_regime_changes_are_the_states_with_another_code(released: ox.Store) -> None:
    before, after = (rated(edition, ROW) for edition in EDITIONS)
    expected = {(s, before[s], after[s]) for s in before.keys() & after.keys() if before[s] != after[s]}
    assert {(r["state"], r["before"], r["after"]) for r in asked(released, "regime-changes")} == expected


# Vendors


def test_vendors_by_reach_counts_with_and_without_what_was_put_right(released: ox.Store, edition: str) -> None:
    found = asked(released, "vendors-by-reach", edition=edition)
    reach, sure = vendors(edition), vendors(edition, published=True)
    assert pairs(found, "vendor", "states") == {vendor: len(states) for vendor, states in reach.items()}
    assert pairs(found, "vendor", "statesPublished") == {vendor: len(sure.get(vendor, ())) for vendor in reach}
    for vendor, states in reach.items():
        assert column(asked(released, "states-of-vendor", vendor=vendor, edition=edition), "state") == states


def test_supplier_states_counts_the_marks(released: ox.Store, edition: str) -> None:
    groups = {who: to for who, to in supplied(edition).items() if who.startswith("group:")}
    found = asked(released, "supplier-states", edition=edition)
    assert pairs(found, "group", "states") == {group: len(states) for group, states in groups.items()}
    within = asked(released, "supply-within-initiative", edition=edition)
    assert pairs(within, "group", "members") == {g: len(states & members(edition)) for g, states in groups.items()}
    for row in within:
        assert row["percent"] == pytest.approx(100 * row["members"] / row["states"], abs=0.0501)


def test_chinese_technology_and_bri(released: ox.Store, edition: str) -> None:
    (row,) = asked(released, "chinese-technology-and-bri", edition=edition)
    chinese, inside = supplied(edition)["group:chinese-companies"], members(edition)
    expected = (len(chinese), len(inside), len(chinese & inside))
    assert (row["chineseTechnology"], row["briMembers"], row["both"]) == expected


def test_market_of_a_vendor_by_region_and_regime(released: ox.Store, edition: str) -> None:
    coded = rated(edition, ROW)
    for vendor in ("vendor:huawei", "vendor:nec", "vendor:palantir"):
        states = vendors(edition)[vendor]
        found = asked(released, "regions-of-vendor", vendor=vendor, edition=edition)
        assert pairs(found, "region", "states") == Counter(map(region, states))
        found = asked(released, "regimes-of-vendor", vendor=vendor, edition=edition)
        assert pairs(found, "regime", "states") == tally(states, coded)


def test_vendors_in_a_region_or_regime(released: ox.Store, edition: str) -> None:
    def within(states: set[str]) -> dict[str, int]:
        return {vendor: len(to & states) for vendor, to in vendors(edition).items() if to & states}

    there = {state for state in register("states") if region(state) == "region:western-asia"}
    found = asked(released, "vendors-in-region", region="western-asia", edition=edition)
    assert pairs(found, "vendor", "states") == within(there)
    coded = {state for state, category in rated(edition, ROW).items() if category == "category:closed-autocracy"}
    found = asked(released, "vendors-in-regime", regime="closed-autocracy", edition=edition)
    assert pairs(found, "vendor", "states") == within(coded)
    whole = {vendor: len(to) for vendor, to in vendors(edition).items() if to <= there}
    assert pairs(asked(released, "vendors-only-in-region", edition=edition), "vendor", "states") == whole


def test_states_with_one_vendor_none_and_several(released: ox.Store, edition: str) -> None:
    named = by_state(edition)
    found = asked(released, "exclusive-suppliers", edition=edition)
    assert pairs(found, "state", "vendor") == {s: next(iter(who)) for s, who in named.items() if len(who) == 1}
    found = asked(released, "exclusive-suppliers", only="huawei", edition=edition)
    assert column(found, "state") == {state for state, who in named.items() if who == {"vendor:huawei"}}
    found = asked(released, "states-without-vendor", edition=edition)
    groups = [to for who, to in supplied(edition).items() if who.startswith("group:")]
    assert pairs(found, "state", "marks") == {
        state: sum(state in to for to in groups) for state in users(edition) - named.keys()
    }


def test_states_by_the_number_and_by_the_homes_of_their_suppliers(released: ox.Store, edition: str) -> None:
    named = by_state(edition)
    found = asked(released, "states-by-number-of-vendors", least=4, edition=edition)
    assert pairs(found, "state", "vendors") == {state: len(who) for state, who in named.items() if len(who) >= 4}
    pair = {"vendor:huawei", "vendor:zte", "vendor:nec"}
    found = asked(released, "states-by-number-of-vendors", vendor=["huawei", "zte", "nec"], edition=edition)
    assert pairs(found, "state", "vendors") == {s: len(who & pair) for s, who in named.items() if len(who & pair) >= 2}
    suppliers: dict[str, set[str]] = {}
    for supplier, states in supplied(edition).items():
        for state in states:
            suppliers.setdefault(state, set()).add(supplier)
    for home in ("chn", "usa", "jpn"):
        at_home = column(asked(released, "vendors-based-in", home=home), "vendor")
        at_home |= {group for group, row in register("groups").items() if row["ais:membersBasedIn"] == f"state:{home}"}
        found = asked(released, "states-supplied-only-from", home=home, edition=edition)
        assert column(found, "state") == {state for state, who in suppliers.items() if who <= at_home}


def test_vendors_are_compared_by_what_each_of_them_supplies(released: ox.Store, edition: str) -> None:
    found = asked(released, "comparison-of-vendors", first="huawei", second="nec", edition=edition)
    for vendor, value in (("vendor:huawei", "firstValue"), ("vendor:nec", "secondValue")):
        assert {r["thing"] for r in found if r["topic"] == "supplies" and r[value] == "yes"} == vendors(edition)[vendor]
    homes = {r["thing"]: (r["firstValue"], r["secondValue"]) for r in found if r["topic"] == "is based in"}
    assert homes == {"state:chn": ("yes", ""), "state:jpn": ("", "yes")}


def test_vendors_in_the_same_states(released: ox.Store, edition: str) -> None:
    reach = vendors(edition)
    found = asked(released, "competitors-of-vendor", vendor="huawei", edition=edition)
    huawei = reach["vendor:huawei"]
    others = {vendor: states for vendor, states in reach.items() if vendor != "vendor:huawei" and states & huawei}
    assert pairs(found, "competitor", "shared") == {vendor: len(states & huawei) for vendor, states in others.items()}
    assert pairs(found, "competitor", "states") == {vendor: len(states) for vendor, states in others.items()}
    found = asked(released, "competitors-of-vendor", vendor="huawei", home="usa", edition=edition)
    assert column(found, "competitor") == others.keys() & column(
        asked(released, "vendors-based-in", home="usa"), "vendor"
    )
    sizes = {vendor: len(states) for vendor, states in reach.items()}
    found = asked(released, "vendors-with-more-states", vendor="nec", edition=edition)
    assert pairs(found, "ahead", "states") == {v: n for v, n in sizes.items() if n > sizes["vendor:nec"]}
    assert {row["than"] for row in found} == {sizes["vendor:nec"]}
    found = asked(released, "reach-of-two-vendors", first="nec", second="huawei", edition=edition)
    assert [(r["vendor"], r["states"]) for r in found] == [(v, sizes[v]) for v in ("vendor:huawei", "vendor:nec")]
    numbers = {state: len(who) for state, who in by_state(edition).items()}
    found = asked(released, "states-with-more-vendors", state="ken", edition=edition)
    assert pairs(found, "ahead", "vendors") == {s: n for s, n in numbers.items() if n > numbers["state:ken"]}
    found = asked(released, "numbers-of-vendors", first="ken", second="sau", edition=edition)
    assert pairs(found, "state", "vendors") == {s: numbers[s] for s in ("state:ken", "state:sau")}
    found = asked(released, "suppliers-of-two-states", first="ken", second="sau", edition=edition)
    assert column(found, "vendor") == by_state(edition)["state:ken"] & by_state(edition)["state:sau"]
    found = asked(released, "vendor-pairs", least=2, edition=edition)
    expected = {(one, two): len(reach[one] & reach[two]) for one, two in combinations(sorted(reach), 2)}
    assert {(r["first"], r["second"]): r["states"] for r in found} == {k: n for k, n in expected.items() if n > 1}
    found = asked(released, "states-of-two-vendors", edition=edition)
    assert column(found, "state") == huawei & reach["vendor:hikvision"]


def test_places_in_a_ranking(released: ox.Store, edition: str) -> None:
    sizes = {vendor: len(states) for vendor, states in vendors(edition).items()}
    numbers = {state: len(who) for state, who in by_state(edition).items()}
    for name, of, column_, key, every in (
        ("place-of-vendor", sizes, "states", "vendors", ("huawei", "nec")),
        ("place-of-state", numbers, "vendors", "states", ("ken", "srb")),
    ):
        for thing in every:
            kind = name.rpartition("-")[2]
            (row,) = asked(released, name, **{kind: thing}, edition=edition)
            own = of[f"{kind}:{thing}"]
            assert row["place"] == 1 + sum(number > own for number in of.values())
            assert row["alike"] == sum(number == own for number in of.values())
            assert (row[column_], row[key]) == (own, len(of))


def test_states_by_the_number_of_their_vendors_from_one_home(released: ox.Store, edition: str) -> None:
    at_home = column(asked(released, "vendors-based-in", home="chn"), "vendor")
    numbers = {state: len(who & at_home) for state, who in by_state(edition).items()}
    found = asked(released, "states-by-number-of-vendors", home="chn", least=2, edition=edition)
    assert pairs(found, "state", "vendors") == {state: number for state, number in numbers.items() if number >= 2}


def test_vendors_of_one_kind_of_states_alone(released: ox.Store, edition: str) -> None:
    types = ("liberal-democracy", "electoral-democracy")
    within = set[str]()
    for regime in types:
        within |= column(asked(released, "states-of-regime", regime=regime, edition=edition, among="surveyed"), "state")
    found = asked(released, "vendors-only-in-regime", regime=list(types), edition=edition)
    assert pairs(found, "vendor", "states") == {v: len(to) for v, to in vendors(edition).items() if to <= within}


def test_lines_and_vendors_that_one_edition_has_and_the_other_not(released: ox.Store) -> None:
    before, after = vendors("aigs-2020"), vendors("aigs-2022")
    one, two = ({(v, s) for v, states in of.items() for s in states} for of in (before, after))
    found = asked(released, "changed-lines")
    told = {(row["vendor"], row["state"], row["change"]) for row in found}
    assert told == {(*line, "added") for line in two - one} | {(*line, "dropped") for line in one - two}
    assert column(asked(released, "no-longer-named-vendors"), "vendor") == before.keys() - after.keys()
    turned = asked(released, "no-longer-named-vendors", earlier="aigs-2022", later="aigs-2020")
    assert column(turned, "vendor") == after.keys() - before.keys()


def test_co_occurrence_of_use_and_supply(released: ox.Store, edition: str) -> None:
    reach, using = vendors(edition), users(edition, FACE)
    found = asked(released, "vendors-where-used", edition=edition)
    assert pairs(found, "vendor", "states") == {v: len(states & using) for v, states in reach.items() if states & using}
    both = reach["vendor:huawei"] & using
    assert column(asked(released, "users-and-customers", edition=edition), "state") == both
    found = asked(released, "users-and-customers", edition=edition, initiative=BRI)
    assert column(found, "state") == both & members(edition)


def test_customers_won_and_lost(released: ox.Store) -> None:
    before, after, table = vendors("aigs-2020"), vendors("aigs-2022"), vendors("aigs-2022", published=True)
    change = asked(released, "change-in-reach")
    assert pairs(change, "vendor", "change") == {
        vendor: len(after.get(vendor, ())) - len(before.get(vendor, ())) for vendor in before.keys() | after.keys()
    }
    for vendor in before.keys() | after.keys():
        was, is_ = before.get(vendor, set()), after.get(vendor, set())
        assert column(asked(released, "new-customers", vendor=vendor), "state") == is_ - was
        lost = was - table.get(vendor, set())
        assert pairs(asked(released, "lost-customers", vendor=vendor), "state", "recovered") == dict.fromkeys(
            was - is_, False
        )
        found = asked(released, "lost-customers", vendor=vendor, corrected="kept")
        assert pairs(found, "state", "recovered") == {state: state in is_ for state in lost}
    lines = {(vendor, state) for vendor, states in after.items() for state in states}
    assert {(row["vendor"], row["customer"]) for row in asked(released, "customers-of-vendors")} == lines
    assert {(row["supplier"], row["state"]) for row in asked(released, "suppliers-of-states")} == lines


def test_homes_of_vendors_and_what_follows_from_them(released: ox.Store, edition: str) -> None:
    home, reach = homes(), vendors(edition)
    found = asked(released, "homes-of-vendors")
    assert {(r["vendor"], r["home"]) for r in found} == {(v, state) for v, states in home.items() for state in states}
    assert column(asked(released, "vendors-without-home", edition=edition), "vendor") == reach.keys() - home.keys()
    chinese = {vendor for vendor, states in home.items() if "state:chn" in states}
    assert column(asked(released, "vendors-based-in", home="China"), "vendor") == chinese
    marked = supplied(edition)["group:chinese-companies"]
    expected = {state: len(named & chinese) for state, named in by_state(edition).items() if named & chinese}
    found = asked(released, "states-supplied-from", home="chn", edition=edition)
    assert pairs(found, "state", "vendors") == {state: expected.get(state, 0) for state in marked | expected.keys()}
    assert {row["state"] for row in found if row["marked"]} == marked
    found = asked(released, "dependence-of-states", home="chn", edition=edition)
    assert pairs(found, "state", "fromHome") == expected
    assert pairs(found, "state", "vendors") == {state: len(by_state(edition)[state]) for state in expected}
    (row,) = (r for r in asked(released, "reach-of-homes", edition=edition) if r["home"] == "state:chn")
    assert (row["vendors"], row["states"]) == (len(chinese & reach.keys()), len(expected))
    abroad = {vendor: states - home[vendor] for vendor, states in reach.items() if states - home.get(vendor, states)}
    assert pairs(asked(released, "vendors-abroad", edition=edition), "vendor", "states") == {
        vendor: len(states) for vendor, states in abroad.items()
    }
    at_home = {vendor for vendor, states in reach.items() if states & home.get(vendor, set())}
    assert column(asked(released, "vendors-at-home", edition=edition), "vendor") == at_home
    assert column(asked(released, "vendors-at-home", home="chn", edition=edition), "vendor") == at_home & chinese
    found = asked(released, "customers-abroad", vendor="yitu", edition=edition)
    assert column(found, "state") == abroad.get("vendor:yitu", set())
    found = asked(released, "customers-abroad", home="chn", edition=edition)
    assert column(found, "state") == {state for vendor in chinese & abroad.keys() for state in abroad[vendor]}
    seats = {group: row["ais:membersBasedIn"] for group, row in register("groups").items() if row["ais:membersBasedIn"]}
    for state in ("state:usa", "state:chn"):
        found = asked(released, "vendor-mix-of-state", state=state, edition=edition)
        mix = Counter(of for vendor in by_state(edition).get(state, ()) for of in home.get(vendor, {None}))
        signs = {seat for group, seat in seats.items() if state in supplied(edition)[group]}
        assert pairs(found, "home", "vendors") == dict.fromkeys(signs, 0) | mix
        assert {row["home"] for row in found if row["marked"]} == signs


def test_listed_vendors_and_their_entries(released: ox.Store, edition: str) -> None:
    listings = [row for row in rows("us-lists") if row["kind"] == "Listing"]
    situations = {(r["agent"], r["list"], r["listedAs"], r["startDate"], r["endDate"]) for r in listings}
    expected = Counter((agent, list_) for agent, list_, *_ in situations)
    found = asked(released, "listed-vendors")
    assert {(r["vendor"], r["list"]): r["entries"] for r in found} == expected
    year = edition.removeprefix("aigs-")
    entity = {r["agent"] for r in listings if r["list"] == "list:bis-entity-list" and r["startDate"][:4] <= year}
    found = asked(released, "listed-vendors-supplying", edition=edition)
    reach = vendors(edition)
    assert pairs(found, "vendor", "states") == {vendor: len(reach[vendor]) for vendor in entity & reach.keys()}


# States, initiatives, evidence


def test_peers_share_technologies_and_vendors(released: ox.Store, edition: str) -> None:
    kinds = {state: {t for t in technologies(edition) - {AI} if state in users(edition, t)} for state in users(edition)}
    named = by_state(edition)
    expected = {
        state: (len(kinds[state] & kinds["state:srb"]), len(named.get(state, set()) & named["state:srb"]))
        for state in users(edition) - {"state:srb"}
    }
    found = {r["peer"]: (r["technologies"], r["vendors"]) for r in asked(released, "peers-of-state", edition=edition)}
    assert found == {state: shared for state, shared in expected.items() if any(shared)}


def test_completeness_counts_the_fields_with_a_claim(released: ox.Store, edition: str) -> None:
    def fields() -> Iterator[tuple[str, str]]:
        for row in rows(edition):
            if row["kind"] == "Classification":
                yield row["jurisdiction"], row["scheme"]
            elif row["kind"] == "Use" and row["technology"] != AI:
                yield row["user"], "technology"
            elif row["kind"] == "Supply":
                yield row["recipient"], row["supplier"].partition(":")[0]

    known = Counter(state for state, _ in set(fields()))
    found = asked(released, "completeness-of-states", edition=edition)
    assert pairs(found, "state", "known") == known
    assert column(found, "fields") == {len({field for _, field in fields()})}


def test_members_and_their_years(released: ox.Store, edition: str) -> None:
    years = joined()
    found = asked(released, "members-of-initiative")
    marked = members("aigs-2020") | members("aigs-2022")
    assert pairs(found, "state", "joined") == {state: years.get(state) for state in marked | years.keys()}
    per_year = asked(released, "joining-by-year", edition=edition)
    assert pairs(per_year, "year", "joined") == Counter(years.values())
    assert pairs(per_year, "year", "users") == {
        year: sum(years[state] == year for state in users(edition) & years.keys()) for year in set(years.values())
    }
    found = asked(released, "unmarked-members", edition=edition)
    before = int(edition.removeprefix("aigs-"))
    expected = {s for s in users(edition) - members(edition) if years.get(s, before) < before}
    assert column(found, "state") == expected


@pytest.mark.parametrize("source", [*EDITIONS, SURVEY, "bri-joining", "us-lists", "news-huawei-belgrade"])
def test_claims_by_modality_counts_the_rows(released: ox.Store, source: str) -> None:
    found = asked(released, "claims-by-modality", source=source)
    expected = Counter(f"ais:{row['modality']}" for row in rows(source))
    assert pairs(found, "modality", "statements") == expected
    (row,) = (each for each in asked(released, "sources") if each["source"] == f"source:{source}")
    assert row["statements"] == expected.total()


def test_recovered_claims_are_the_rows_with_that_modality(released: ox.Store) -> None:
    found = asked(released, "recovered-claims", source="aigs-2022")
    assert len(found) == sum(row["modality"] == "recovered" for row in rows("aigs-2022"))


def test_claims_not_repeated_are_rows_that_the_later_table_lacks(released: ox.Store) -> None:
    def said(edition: str) -> set[tuple[str, str]]:
        return {
            (r["user"] or r["recipient"] or r["member"], r["initiative"] or r["supplier"] or r["technology"])
            for r in rows(edition)
            if r["kind"] in ("Use", "Supply", "Membership")
        }

    found = asked(released, "claims-not-repeated")
    assert {(row["state"], row["thing"]) for row in found} == said("aigs-2020") - said("aigs-2022")


def test_stale_figures_count_the_values_of_an_earlier_year(released: ox.Store, edition: str) -> None:
    expected = Counter(
        (row["scheme"], int(row["year"])) for row in rows(edition) if row["kind"] == "Classification" and row["year"]
    )
    found = asked(released, "stale-figures", edition=edition)
    assert {(row["scheme"], row["year"]): row["jurisdictions"] for row in found} == expected


# The published figures of the editions


@pytest.mark.parametrize(
    ("edition_", "figures"),
    [
        (
            "aigs-2020",
            {"safe-city": 55, "facial-recognition": 68, "smart-policing": 61, "social-media-surveillance": 36},
        ),
        (
            "aigs-2022",
            {"safe-city": 64, "facial-recognition": 78, "smart-policing": 69, "social-media-surveillance": 38},
        ),
    ],
)
def test_technologies_have_the_numbers_counted_in_the_published_tables(
    released: ox.Store, edition_: str, figures: dict[str, int]
) -> None:
    found = pairs(asked(released, "technology-adoption", edition=edition_), "technology", "states")
    assert {name: found[f"technology:{name}"] for name in figures} == figures


@pytest.mark.parametrize(
    ("edition_", "published", "put_right"),
    [
        ("aigs-2020", {"huawei": 45, "nec": 16, "hikvision": 13, "zte": 9, "palantir": 9, "dahua": 6, "ibm": 4}, {}),
        (
            "aigs-2022",
            {"huawei": 51, "nec": 14, "hikvision": 12, "zte": 8, "palantir": 9, "dahua": 4, "ibm": 4, "cisco": 1},
            {"huawei": 54, "nec": 16, "hikvision": 13, "zte": 9, "dahua": 6, "cisco": 2},
        ),
    ],
)
def test_vendors_have_the_numbers_counted_in_the_published_tables(
    released: ox.Store, edition_: str, published: dict[str, int], put_right: dict[str, int]
) -> None:
    found = asked(released, "vendors-by-reach", edition=edition_)
    sure, every = pairs(found, "vendor", "statesPublished"), pairs(found, "vendor", "states")
    assert {name: sure[f"vendor:{name}"] for name in published} == published
    assert {name: every[f"vendor:{name}"] for name in put_right} == put_right


@pytest.mark.parametrize(
    ("question", "of", "row"),
    [("newly-listed-states", "states-of-edition", "state"), ("newly-named-vendors", "vendors-by-reach", "vendor")],
)
def test_what_is_new_is_of_the_later_edition_without_what_is_of_the_earlier(
    released: ox.Store, question: str, of: str, row: str
) -> None:
    told = {edition: column(asked(released, of, edition=edition), row) for edition in ("aigs-2020", "aigs-2022")}
    found = column(asked(released, question), row)
    assert found == told["aigs-2022"] - told["aigs-2020"] != set()


def test_states_by_score_have_the_scores_of_each_state_and_one_row_each(released: ox.Store) -> None:
    found = asked(released, "states-by-score")
    assert len(found) == len({row["state"] for row in found}) == 179
    assert [row["label"] for row in found[:3]] == ["North Korea", "Turkmenistan", "Myanmar"]
    own = asked(released, "scores-of-state", state="prk", scheme="digital-repression-index", year="2021")
    assert found[0]["score"] in {row["score"] for row in own}
    ranks = asked(released, "states-by-score", scheme="military-expenditure-rank")
    assert ranks[0]["label"] == "United States"


def test_reported_figures_of_a_vendor_are_those_that_name_it(released: ox.Store) -> None:
    every = asked(released, "reported-figures")
    found = asked(released, "reported-figures", of="vendor:huawei")
    assert found == [row for row in every if row["supplier"] == "vendor:huawei"] != []
    chinese = asked(released, "reported-figures", of="state:chn")
    assert {row["supplier"] for row in chinese} == {"state:chn", "group:chinese-companies"}


def test_score_of_a_state_is_the_one_that_the_scores_of_users_give(released: ox.Store) -> None:
    scheme = "freedom-on-the-net-score"
    users = {row["state"]: row["score"] for row in asked(released, "scores-of-users", scheme=scheme)}
    found = asked(released, "scores-of-state", state="ken", scheme=scheme)
    assert users["state:ken"] in {row["score"] for row in found}


def test_scores_of_a_span_are_those_of_its_years(released: ox.Store) -> None:
    whole = asked(released, "scores-of-state", state="hun")
    for since, until in ((2020, 2022), (2021, None), (None, 2020)):
        span = {name: year for name, year in (("since", since), ("until", until)) if year}
        found = asked(released, "scores-of-state", state="hun", **span)
        assert 0 < len(found) < len(whole)
        assert found == [row for row in whole if (since or 0) <= int(row["year"]) <= (until or 9999)]
