"""What the rows say in a sentence: counted anew from the rows, and nothing where they do not say it."""

from collections import Counter

import pyoxigraph as ox
import pytest

from kg.answering import conclusion
from kg.evidence.mention import Names
from kg.query import query
from kg.query.solution import python
from kg.wording import several


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def said(store: ox.Store, names: Names, text: str) -> list[str]:
    found = several.understand(store, text, names=names)
    return conclusion.conclusions(store, found, several.answers(store, found))


@pytest.mark.parametrize(
    ("text", "ends", "kind"),
    [
        ("Does Kenya use smart policing?", ("state:ken", "technology:smart-policing"), "ais:Use"),
        ("Does Huawei supply Kenya?", ("vendor:huawei", "state:ken"), "ais:Supply"),
        ("Is Kenya a member of the Belt and Road Initiative?", ("state:ken", "initiative:bri"), "ais:Membership"),
        ("Is Huawei on the Entity List?", ("vendor:huawei", "list:bis-entity-list"), "ais:Listing"),
    ],
)
def test_yes_is_told_with_its_claims_and_sources(
    released: ox.Store, names: Names, text: str, ends: tuple[str, str], kind: str
) -> None:
    rows = query.find("evidence-of-edge").run(released, **{"from": ends[0], "to": ends[1], "kind": kind})
    claims, sources = len(rows.rows), len({row["source"] for row in rows})
    some = f"yes, by {claims} claim{'s' * (claims > 1)} of {sources} source{'s' * (sources > 1)}"
    (told,) = said(released, names, text)
    assert told == some or told.startswith(f"{some},")
    dates = [str(python(row["asOf"])) for row in rows if row["asOf"] is not None]
    assert (f"the latest of {max(dates)}" in told) if dates else ("latest" not in told)


def test_an_edge_that_ended_is_no_yes(released: ox.Store, names: Names) -> None:
    (told,) = said(released, names, "Is Megvii on the Section 1260H list?")
    assert told == "it was so, by 1 claim of 1 source; 1 of them says that it ended, in 2025-01-07"
    (told,) = said(released, names, "Is Italy in the Belt and Road?")
    assert told.startswith("it was so, by 4 claims of 4 sources, the latest of 2022 (asserted, reported)")
    assert told.endswith("1 of them says that it ended, in 2023-12")


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("Does Estonia use facial recognition?", "no source here says that it is so; ", "1 claim, only planned"),
        ("Does Croatia use facial recognition?", "yes, by 1 claim of 1 source", "1 claim more, only supposed"),
        ("Is Panama in the Belt and Road?", "yes, by 3 claims of 3 sources", "1 claim more, only planned"),
    ],
)
def test_what_is_only_planned_is_no_yes(released: ox.Store, names: Names, text: str, begins: str, ends: str) -> None:
    (told,) = said(released, names, text)
    assert told.startswith(begins)
    assert told.endswith(ends)
    assert "ended" not in told


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Is Kenya among the African states that use smart policing?", "yes, by 1 claim"),
        ("Is Kenya among the Asian states that use smart policing?", "it is none of the rows"),
    ],
)
def test_one_of_the_rows_or_none(released: ox.Store, names: Names, text: str, begins: str) -> None:
    (told,) = said(released, names, text)
    assert told.startswith(begins)


def test_none_is_no_number(released: ox.Store, names: Names) -> None:
    assert said(released, names, "How many vendors does Finland have?") == ["none that a source here names"]


@pytest.mark.parametrize("text", ["Does Huawei supply Norway?", "Is NEC on the Entity List?"])
def test_silence_is_no_denial(released: ox.Store, names: Names, text: str) -> None:
    assert said(released, names, text) == ["no source here says so, and that is no denial"]


@pytest.mark.parametrize(
    "text",
    [
        "Does Huawei supply more states than ZTE?",
        "Does only Huawei supply Uganda?",
        "Is Hungary a democracy?",
        "Which African countries are supplied by Huawei but not by ZTE?",
        "Who supplies Kenya?",
    ],
)
def test_nothing_is_told_that_a_row_alone_does_not_say(released: ox.Store, names: Names, text: str) -> None:
    assert said(released, names, text) == []


def test_each_of_two_questions_has_its_own_sentence(released: ox.Store, names: Names) -> None:
    told = said(released, names, "Do Kenya and Norway use smart policing?")
    assert told[0].startswith("question 1: yes, by ")
    assert told[1] == "question 2: no source here says so, and that is no denial"


def test_since_when_with_those_that_name_no_time(released: ox.Store, names: Names) -> None:
    rows = query.find("evidence-of-edge").run(
        released, **{"from": "state:ken", "to": "initiative:bri", "kind": "ais:Membership"}
    )
    starts = Counter(str(python(row["started"])) for row in rows if row["started"] is not None)
    ((start, number),) = starts.items()
    left = len(rows.rows) - number
    (told,) = said(released, names, "When did Kenya join the Belt and Road?")
    assert told == f"since {start}, by {number} claim; {left} claims without a start"


def test_a_count_is_of_the_rows_and_a_lower_bound(released: ox.Store, names: Names) -> None:
    rows = query.find("users-in-region").run(released, region="africa", technology="facial-recognition").rows
    told = said(released, names, "How many African states use facial recognition?")
    assert told == [f"at least {len({row[0] for row in rows})} states"]
    (both,) = said(released, names, "How many African states use facial recognition and are supplied by Huawei?")
    assert both.startswith("at least ")


@pytest.mark.parametrize(
    ("text", "name", "column", "lowest"),
    [
        ("Which state has the most vendors?", "states-by-number-of-vendors", "vendors", False),
        ("Which vendors supply the most states?", "vendors-by-reach", "states", False),
        ("Which vendor has the fewest customers?", "vendors-by-reach", "states", True),
    ],
)
def test_the_first_of_a_ranking_stands_with_its_ties(
    released: ox.Store, names: Names, text: str, name: str, column: str, lowest: bool
) -> None:
    given = {"least": "1"} if name == "states-by-number-of-vendors" else {}
    ranked = Counter[int]()
    for row in query.find(name).run(released, **given):
        ranked[python(row[column])] += 1
    value = min(ranked) if lowest else max(ranked)
    (told,) = said(released, names, text)
    place = told.removeprefix(f"{'last' if lowest else 'first'} by {column}: ").partition("; then ")[0]
    labels, _, figure = place.rpartition(" (")
    assert figure == f"{value})"
    number = (
        labels.removesuffix(" together")
        if labels.endswith(" together")
        else labels.count(", ") + labels.count(" and ") + 1
    )
    assert int(number) == ranked[value]
