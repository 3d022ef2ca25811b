"""The first of an order: the number in the text, the rows that it cuts off, and those that share the last place."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.query import query
from kg.wording import part, plain, rank, reading


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.integers(0, 4)), st.integers(0, 8))
def test_cut_keeps_the_first_and_who_shares_the_last_place(ranks: dict[str, float], first: int) -> None:
    found = rank.cut(ranks, ranks, first)
    left = ranks.keys() - set(found)
    assert len(found) == len(set(found)) >= min(first, len(ranks))
    assert [ranks[key] for key in found] == sorted((ranks[key] for key in found), reverse=True)
    assert not found or not left or min(ranks[key] for key in found) > max(ranks[key] for key in left)
    assert len([key for key in found if ranks[key] > min((ranks[each] for each in found), default=0)]) <= first


@pytest.mark.parametrize(
    "text", ["top {} vendors", "the {} largest suppliers", "{} biggest vendors by number of countries"]
)
@pytest.mark.parametrize(("said", "first"), [("five", 5), ("3", 3), ("twenty", 20)])
def test_top_of_an_order_are_its_first_rows(released: ox.Store, text: str, said: str, first: int) -> None:
    found = plain.understand(released, text.format(said))
    every = [
        (str(row["vendor"]), int(str(row["states"]))) for row in query.find("vendors-by-reach").run(released).values()
    ]
    least = sorted((states for _, states in every), reverse=True)[first - 1]
    rows = plain.run(released, found).values()
    assert {str(row["vendor"]) for row in rows} == {vendor for vendor, states in every if states >= least}
    assert f"the first {first} by states" in part.bound(found.plan)


def test_top_among_things_of_a_kind_keeps_the_order(released: ox.Store) -> None:
    found = plain.understand(released, "top five Chinese vendors")
    chinese = {str(row["vendor"]) for row in query.find("vendors-based-in").run(released, home="chn").values()}
    reach = [str(row["vendor"]) for row in query.find("vendors-by-reach").run(released).values()]
    rows = [str(row["vendor"]) for row in plain.run(released, found).values()]
    assert rows[:5] == [vendor for vendor in reach if vendor in chinese][:5]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "top five vendors in Kenya",
            "top 2019 vendors",
            "five states with the fewest vendors",
            "top five sources",
        ),
        *("top vendors of five", "five vendors", "the five largest autocracies"),
    ],
)
def test_order_that_no_question_has_is_refused(released: ox.Store, text: str) -> None:
    with pytest.raises(Unanswered):
        plain.understood(reading.read(Names(released), text))


_COUNTED = {
    "state": ("vendors", "suppliers", "technologies"),
    "vendor": ("states", "customers", "African countries"),
    "technology": ("states", "users"),
}


@pytest.mark.parametrize(
    ("kind", "ranked"),
    [
        *(("state", "states"), ("state", "the five countries"), ("state", "African states"), ("state", "buyers")),
        *(("vendor", "vendors"), ("vendor", "the three companies"), ("vendor", "Chinese suppliers")),
        ("technology", "technologies"),
    ],
)
@pytest.mark.parametrize("order", ["with the greatest", "having the highest total", "that have the top", "by largest"])
def test_rows_are_what_is_ranked_and_not_what_is_counted(
    released: ox.Store, kind: str, ranked: str, order: str
) -> None:
    names, rows = Names(released), []
    for counted in _COUNTED[kind]:
        try:
            found = plain.understood(reading.read(names, f"{ranked} {order} number of {counted}"))
        except Unanswered:
            continue
        rows += [part.frame.row for part in found.plan if part.frame]
    assert set(rows) == {kind}
