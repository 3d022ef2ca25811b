"""Statements that the tables of the editions make true or false: none that is false matches, none true is denied.

What is true is worked out here from the tables themselves, and not by the questions that the checker asks.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.checking import check
from kg.checking.verdict import CONSISTENT, CONTRADICTED, DIFFERS, DISPUTED, MATCHES, REPORTED, Verdict
from kg.evidence import register
from kg.prose import extraction

SOURCES = Path(__file__).parents[2] / "sources"
AGREEING, OPPOSING = (MATCHES, CONSISTENT), (CONTRADICTED, DIFFERS, DISPUTED)
TECHNOLOGIES = {
    "facial-recognition": "facial recognition",
    "smart-policing": "smart policing",
    "safe-city": "safe city systems",
    "ai-surveillance": "AI surveillance",
}
VENDORS = {
    "huawei": "Huawei",
    "hikvision": "Hikvision",
    "dahua": "Dahua",
    "zte": "ZTE",
    "nec": "NEC",
    "thales": "Thales",
}
COUNTS = (
    "In the {year} edition of the index, {n} countries use {what}.",
    "According to the {year} edition of the index, {n} countries use {what}.",
    "{n} countries use {what}, according to the {year} edition of the index.",
)
REACHES = (
    "In the {year} edition of the index, {what} supplies {n} countries.",
    "According to the {year} edition of the index, {n} countries have bought technology from {what}.",
)
SUPPLIES = (
    "According to the {year} edition of the index, {vendor} supplies {state}.",
    "The {year} edition of the index says that {vendor} supplied {state} with surveillance technology.",
)
USES = ("According to the {year} edition of the index, {state} uses {what}.",)
FIRST = {"facial-recognition": 64, "safe-city": 56, "smart-policing": 52}
"""What articles report of the edition of 2019, whose table is not at hand."""


@cache
def table(year: int) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return technology → the states that use it, and vendor → the states it supplies, by the table of a year."""
    users: dict[str, set[str]] = defaultdict(set)
    supplied: dict[str, set[str]] = defaultdict(set)
    with (SOURCES / f"aigs-{year}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "Use":
                users[row["technology"].partition(":")[2]].add(row["user"].partition(":")[2])
            elif row["kind"] == "Supply":
                supplied[row["supplier"].partition(":")[2]].add(row["recipient"].partition(":")[2])
    return users, supplied


@cache
def labels() -> dict[str, str]:
    """Return the id of each state that has one plain word for its name → that word."""
    rows = register.released().rows["states"]
    return {
        r.name.partition(":")[2]: r.label for r in rows if r.label.isalpha() and r.label not in ("Georgia", "Congo")
    }


@pytest.fixture(scope="module")
def checker(released: ox.Store) -> check.Checker:
    """Return one checker for all statements, which asks each question once."""
    return check.Checker(released)


def verdicts(checker: check.Checker, text: str, kind: str) -> list[Verdict]:
    """Return the verdicts on what a text says of one kind."""
    found = checker.verdicts(extraction.read(text, extractor="rules"))
    return [verdict for verdict in found if verdict.proposal.kind == kind]


def figures(year: int) -> Iterator[tuple[str, bool]]:
    """Yield statements of figures of a year, each with whether it is true."""
    users, supplied = table(year)
    counted: list[tuple[tuple[str, ...], str, int]] = [
        (COUNTS, name, len(users[id_])) for id_, name in TECHNOLOGIES.items()
    ]
    counted += [(REACHES, name, len(supplied[id_])) for id_, name in VENDORS.items()]
    for frames, what, true in counted:
        for frame, apart in product(frames, (0, 1, -1, 9)):
            yield frame.format(year=year, what=what, n=true + apart), apart == 0
        for words, n, holds in (
            ("at least", true - 3, True),
            ("at least", true + 3, False),
            ("more than", true, False),
        ):
            yield frames[0].format(year=year, what=what, n=f"{words} {n}"), holds


@pytest.mark.parametrize("year", [2020, 2022])
def test_no_false_figure_of_an_edition_matches_and_no_true_one_is_contradicted(
    checker: check.Checker, year: int
) -> None:
    seen: dict[bool, int] = {True: 0, False: 0}
    for text, true in figures(year):
        for verdict in verdicts(checker, text, "CountObservation"):
            seen[true] += 1
            assert (verdict.verdict in AGREEING) == true, (text, verdict.verdict, verdict.told)
            assert (verdict.verdict in OPPOSING) == (not true), (text, verdict.verdict, verdict.told)
    assert min(seen.values()) >= 20


@pytest.mark.parametrize(("apart", "true"), [(0, True), (1, False), (-1, False), (14, False)])
def test_figures_of_the_edition_without_a_table_are_reported_or_not_answerable(
    checker: check.Checker, apart: int, true: bool
) -> None:
    seen = 0
    for frame, (id_, number) in product(COUNTS, FIRST.items()):
        text = frame.format(year=2019, what=TECHNOLOGIES[id_], n=number + apart)
        for verdict in verdicts(checker, text, "CountObservation"):
            seen += 1
            assert verdict.verdict not in AGREEING, (text, verdict.told)
            assert (verdict.verdict == REPORTED) == true, (text, verdict.verdict, verdict.told)
            assert not (true and verdict.verdict in OPPOSING), (text, verdict.told)
    assert seen >= 6


@pytest.mark.parametrize("year", [2019, 2020, 2022])
def test_no_false_supply_of_an_edition_matches_and_no_true_one_is_contradicted(
    checker: check.Checker, year: int
) -> None:
    names, seen = labels(), {True: 0, False: 0}
    for number, (state, vendor) in enumerate(product(sorted(names), VENDORS)):
        true = year != 2019 and state in table(year)[1][vendor]
        if number % (3 if true else 13):
            continue
        text = SUPPLIES[number % 2].format(year=year, vendor=VENDORS[vendor], state=names[state])
        for verdict in verdicts(checker, text, "Supply"):
            seen[true] += 1
            assert (verdict.verdict in AGREEING) == true, (text, verdict.verdict, verdict.told)
            assert not (true and verdict.verdict in OPPOSING), (text, verdict.told)
    assert seen[False] >= 20
    assert seen[True] >= 5 or year == 2019


@pytest.mark.parametrize("year", [2020, 2022])
def test_no_false_use_of_an_edition_matches_and_no_true_one_is_contradicted(checker: check.Checker, year: int) -> None:
    names, seen = labels(), {True: 0, False: 0}
    for number, (state, technology) in enumerate(product(sorted(names), TECHNOLOGIES)):
        true = state in table(year)[0][technology]
        if number % (5 if true else 13):
            continue
        text = USES[0].format(year=year, what=TECHNOLOGIES[technology], state=names[state])
        for verdict in verdicts(checker, text, "Use"):
            seen[true] += 1
            assert (verdict.verdict in AGREEING) == true, (text, verdict.verdict, verdict.told)
            assert not (true and verdict.verdict in OPPOSING), (text, verdict.told)
    assert min(seen.values()) >= 10
