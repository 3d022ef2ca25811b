"""Tests of association: counts against those of the tables, statistics against the libraries called on them."""

import csv
import subprocess
import sys
import tomllib
from functools import cache
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.measures import association

ROOT = Path(__file__).parents[2]
EARLIER, LATER, SURVEY = "aigs-2020", "aigs-2022", "aigs-2022-digital-repression"
AI = "technology:ai-surveillance"


@cache
def rows(source: str, kind: str) -> tuple[dict[str, str], ...]:
    with (ROOT / "sources" / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if row["kind"] == kind)


def coded(scheme: str, *sources: str) -> dict[str, str]:
    """Return jurisdiction → category of a scheme, the later source first."""
    return {
        row["jurisdiction"]: row["category"]
        for source in sources
        for row in rows(source, "Classification")
        if row["scheme"] == scheme
    }


def users(technology: str = AI) -> set[str]:
    return {row["user"] for row in rows(LATER, "Use") if row["technology"] == technology}


def supplied(*, named: bool) -> set[str]:
    """Return the states that the edition marks Chinese companies for; ``named``: or names a vendor based in China."""
    homes = {"group:chinese-companies"}
    for path in (ROOT / "sources").glob("*.toml") if named else ():
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        table = rows(path.stem, "HomeState") if path.with_suffix(".csv").is_file() else ()
        claims = [*({**told.get("defaults", {}), **claim} for claim in told.get("claim", ())), *table]
        homes |= {c["agent"] for c in claims if c["kind"] == "HomeState" and c["state"] == "state:chn"}
    return {row["recipient"] for row in rows(LATER, "Supply") if row["supplier"] in homes}


def fourfold(universe: set[str], first: set[str], second: set[str]) -> list[list[int]]:
    return [
        [len(universe & first & second), len(universe & first - second)],
        [len(universe & second - first), len(universe - first - second)],
    ]


def counts(row: dict[str, Any]) -> list[list[int]]:
    return [[row["both"], row["firstOnly"]], [row["secondOnly"], row["neither"]]]


@cache
def tables() -> tuple[tuple[set[str], set[str], set[str]], ...]:
    """Return states, members and supplied of each row of the test of membership and supply, without China."""
    marked = {row["member"] for row in rows(LATER, "Membership")}
    joined = {row["member"] for row in rows("bri-joining", "Membership") if int(row["startYear"] or 0) <= 2022}
    surveyed = set(coded("scheme:regimes-of-the-world", SURVEY)) | set(coded("scheme:aigs-region", SURVEY))
    return tuple(
        (states - {"state:chn"}, members, supplied(named=named))
        for states, members in ((users(), marked), (surveyed, joined))
        for named in (False, True)
    )


def test_membership_and_supply_are_counted_from_the_tables(released: ox.Store) -> None:
    found = association.test(released, "membership-and-supply")
    for row, cited, (states, members, sold) in zip(found.rows, found.claims, tables(), strict=True):
        assert counts(row) == fourfold(states, members, sold)
        assert row["states"] == len(states)
        assert len(cited) > len(states)


def test_membership_and_supply_have_the_statistics_of_the_libraries(released: ox.Store) -> None:
    from scipy import stats
    from statsmodels.stats import contingency_tables

    found = association.test(released, "membership-and-supply")
    region = coded("scheme:aigs-region", SURVEY, LATER)
    for row, (states, members, sold) in zip(found.rows, tables(), strict=True):
        table = fourfold(states, members, sold)
        ratio = stats.contingency.odds_ratio(table)
        interval = ratio.confidence_interval()
        expected = [ratio.statistic, interval.low, interval.high, stats.fisher_exact(table).pvalue]
        assert [row[name] for name in ("odds", "low", "high", "fisher")] == pytest.approx(expected, rel=1e-4)
        strata = [
            fourfold({state for state in states if region[state] == name}, members, sold)
            for name in sorted(set(region.values()))
        ]
        held = [np.array(t, dtype=float) for t in strata if all(map(sum, t)) and all(map(sum, zip(*t, strict=True)))]
        pooled = contingency_tables.StratifiedTable(held)
        low, high = pooled.oddsratio_pooled_confint()
        expected = [pooled.oddsratio_pooled, low, high, pooled.test_null_odds(correction=True).pvalue]
        assert [row[name] for name in association.STRATIFIED[:4]] == pytest.approx(expected, rel=1e-4)
        assert row["sameOdds"] == pytest.approx(pooled.test_equal_odds(adjust=True).pvalue, rel=1e-4)


def test_regime_and_adoption_are_counted_and_tested_from_the_tables(released: ox.Store) -> None:
    from scipy import stats

    (row,) = association.test(released, "regime-and-adoption", technology="facial recognition").rows
    regime = coded("scheme:regimes-of-the-world", SURVEY)
    used = users("technology:facial-recognition")
    table = []
    for name in association.REGIMES:
        states = {state for state, category in regime.items() if category == f"category:{name.replace(' ', '-')}"}
        assert row[name] == f"{len(states & used)} of {len(states)}"
        table.append([len(states & used), len(states - used)])
    chi = stats.chi2_contingency(np.array(table), correction=False)
    assert row["chiSquared"] == pytest.approx(chi.statistic, rel=1e-4)
    assert row["p"] == pytest.approx(chi.pvalue, rel=1e-4)
    assert row["permutation"] == pytest.approx(chi.pvalue, abs=0.02)
    # the linear-by-linear statistic is (n - 1) r², with one degree of freedom
    scores = [(score, yes) for score, (some, others) in enumerate(table) for yes in [1] * some + [0] * others]
    n, r = len(scores), np.corrcoef(np.array(scores, dtype=float).T)[0, 1]
    assert row["trend"] == pytest.approx(stats.chi2.sf((n - 1) * r * r, 1), rel=0.05)


def test_lost_customers_of_listed_vendors_are_counted_from_the_tables(released: ox.Store) -> None:
    def pairs(edition: str, *, published: bool) -> set[tuple[str, str]]:
        return {
            (row["supplier"], row["recipient"])
            for row in rows(edition, "Supply")
            if row["supplier"].startswith("vendor:") and not (published and row["modality"] == "recovered")
        }

    listed = {row["agent"] for row in rows("us-lists", "Listing") if row["list"] == "list:bis-entity-list"}
    found = association.test(released, "listing-and-loss")
    for row, published in zip(found.rows, (True, False), strict=True):
        cases = pairs(EARLIER, published=False)
        lost = cases - pairs(LATER, published=published)
        on_list = {pair for pair in cases if pair[0] in listed}
        assert counts(row) == [
            [len(on_list & lost), len(on_list - lost)],
            [len(lost - on_list), len(cases - on_list - lost)],
        ]
        assert (row["pairs"], row["vendors"]) == (len(cases), len({vendor for vendor, _ in cases}))
    assert found.rows[1]["odds"] is found.rows[1]["permutation"] is None


def test_a_permutation_test_comes_near_the_exact_one() -> None:
    marks = [(True, True)] * 4 + [(False, False)] * 4
    assert association.shuffled(marks) == pytest.approx(2 / comb(8, 4), abs=0.005)
    assert association.shuffled([(True, True), (True, False), (False, True), (False, False)]) == 1


def test_clusters_are_shuffled_whole() -> None:
    cases = [(True, True, "a")] * 50 + [(False, False, "b")] * 50
    assert association.shuffled(cases) == 1
    assert association.shuffled([mark[:2] for mark in cases]) < 0.001


def test_a_seed_makes_the_p_the_same_again(released: ox.Store) -> None:
    first, again = (association.test(released, "membership-and-supply").rows for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param([], id="nothing"),
        pytest.param([(True, True), (True, False)], id="all have the first"),
        pytest.param([(True, False), (False, False)], id="none has the second"),
    ],
)
def test_what_cannot_be_estimated_is_none(marks: list[tuple[bool, bool]]) -> None:
    found = association.two_by_two(marks)
    assert [found[name] for name in ("odds", "low", "high", "fisher", "permutation")] == [None] * 5
    assert sum(found[name] for name in ("both", "firstOnly", "secondOnly", "neither")) == len(marks)  # type: ignore[misc]
    assert set(association.stratified([(*mark, "x") for mark in marks]).values()) == {None}


def test_an_empty_cell_leaves_the_interval_open() -> None:
    found = association.two_by_two([(True, True)] * 5 + [(False, False)] * 5 + [(False, True)] * 2)
    assert found["odds"] is None
    assert found["high"] is None
    assert isinstance(found["low"], float)


def test_strata_without_information_are_left_out() -> None:
    marks = [(a, b, "north") for a, b in [(True, True)] * 5 + [(True, False)] * 2 + [(False, True)] * 2]
    marks += [(False, False, "north")] * 5
    alone = association.stratified(marks)
    assert association.stratified([*marks, *[(True, True, "south")] * 9]) == alone
    assert alone["pooled"] == pytest.approx(25 / 4)
    assert alone["sameOdds"] is None


def test_users_of_one_kind_only_have_no_trend() -> None:
    assert set(association.trend([[3, 0], [2, 0]], [(True, "a")] * 3 + [(True, "b")] * 2).values()) == {None}


def test_an_edition_without_a_survey_is_tested_among_those_it_lists(released: ox.Store) -> None:
    assert len(association.test(released, "membership-and-supply", edition=EARLIER).rows) == 2
    assert association.test(released, "regime-and-adoption", edition=EARLIER).rows == []


@pytest.mark.parametrize(
    ("name", "params", "found"),
    [
        ("membership-and-suply", {}, "did you mean 'membership-and-supply'"),
        ("membership-and-supply", {"home": "Atlantis"}, "no state is called 'Atlantis'"),
        ("regime-and-adoption", {"technology": "telepathy"}, "no technology is called 'telepathy'"),
    ],
)
def test_a_name_that_nothing_has_is_refused(released: ox.Store, name: str, params: dict[str, str], found: str) -> None:
    with pytest.raises(KgError, match=found):
        association.test(released, name, **params)


def test_without_the_libraries_one_line_says_what_to_install(
    released: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.contingency_tables", None)
    with pytest.raises(KgError, match=r"statsmodels is not installed; run: .*python.* -m pip install .*\[statistics\]"):
        association.test(released, "listing-and-loss")


def test_the_libraries_are_imported_when_a_test_is_made() -> None:
    heavy = "{'scipy', 'statsmodels', 'numpy', 'networkx', 'igraph'}"
    code = f"import sys, kg.measures.association, kg.measures.measure; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
