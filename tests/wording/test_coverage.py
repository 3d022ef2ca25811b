"""Every two conditions on one kind of thing are put together, or stand in a list with the reason why they are not.

A text is made of each pair; what answers it is what answers each condition alone, or one question that holds both.
"""

from itertools import combinations

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import plain, reading
from tests.wording.test_plain import Mark, marked

STATES = {
    "use": "use smart policing",
    "supplied": "are supplied by Huawei",
    "home": "have Chinese technology",
    "region": "are in Asia",
    "member": "belong to the BRI",
    "regime": "are closed autocracies",
    "listed": "buy from vendors on the Entity List",
    "joined": "joined the BRI before 2016",
    "no vendor": "have no named vendor",
    "new": "were added in the 2022 edition",
    "stopped": "stopped using safe cities",
    "lost": "stopped buying from ZTE",
    "left": "left the BRI",
    "sole vendor": "have NEC as their only vendor",
    "sole technology": "use only facial recognition",
    "changed": "changed their regime type",
    "technologies": "use at least 3 technologies",
    "vendors": "have at least 3 vendors",
    "unnamed": "are marked without a vendor of Chinese companies",
    "homes in": "are supplied from Europe",
    "only from": "are supplied only from China",
    "loans": "got soft loans",
    "ban": "banned facial recognition",
    "new use": "began to use facial recognition",
    "won": "are new customers of Hikvision",
}
VENDORS = {
    "state": "supply Kenya",
    "list": "are on the Entity List",
    "home": "are based in China",
    "region": "supply states in Africa",
    "member": "supply BRI members",
    "regime": "supply closed autocracies",
    "reach": "supply at least 5 states",
    "no home": "have no known home",
    "idle": "have no customer of any kind",
    "home region": "are based in Europe",
    "removed": "were removed from a list",
    "where used": "supply states using smart policing",
}
_THROUGH = "each holds by way of another thing, which may be two: a supplier, or a state that is supplied"
_COUNTED = "the number may be of what the other is about: three vendors, or three that are Chinese"
_EDITED = "what is new or gone is said of one thing and of one pair of editions"
_SOLE = "what is the only one leaves no room for another of its kind"
_BANNED = "a ban stands beside what states are, for what a state bans is not said of its suppliers"
APART = {
    "states": [
        (_THROUGH, {"home", "listed", "homes in", "unnamed", "only from"}),
        (_COUNTED, {"technologies", "vendors", "home", "listed", "homes in", "unnamed", "only from"}),
        (_EDITED, {"new", "stopped", "lost", "left", "new use", "won", "changed"}),
        (_SOLE, {"sole vendor", "sole technology", "only from", "use", "new", "stopped", "new use", "lost", "won"}),
        (_SOLE, {"only from", "supplied", "won"}),
        ("the loan is for what is supplied from there", {"loans", "home", "homes in", "only from"}),
        ("stopped buying is said of a vendor, and of a home it is another question", {"lost", "home"}),
    ],
    "vendors": [
        (_THROUGH, {"region", "member", "regime", "where used"}),
        (_COUNTED, {"reach", "region", "member", "regime", "where used"}),
    ],
}


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def asked(names: Names, text: str) -> frozenset[Mark] | None:
    """Return the questions that answer a text, each with its sign and parameters; None where it is refused."""
    try:
        return frozenset(marked(plain.understood(reading.read(names, text)).plan))
    except Unanswered:
        return None


def named(found: frozenset[Mark] | None) -> frozenset[tuple[str, str]]:
    """Return the sign and the name of each question that answers a text."""
    return frozenset((sign, name) for sign, name, _ in found or ())


def reason(rows: str, pair: tuple[str, str]) -> str:
    """Return why two conditions are not put together; empty where they are to be."""
    if rows == "states" and "ban" in pair:
        return "" if {*pair} & {"region", "member", "regime"} else _BANNED
    return next((why for why, apart in APART[rows] if {*pair} <= apart), "")


@pytest.mark.parametrize(("rows", "conditions"), [("states", STATES), ("vendors", VENDORS)], ids=["states", "vendors"])
def test_every_two_conditions_are_put_together_or_apart_for_a_reason(
    names: Names, rows: str, conditions: dict[str, str]
) -> None:
    alone = {key: asked(names, f"which {rows} {said}?") for key, said in conditions.items()}
    assert [key for key, found in alone.items() if not found] == []
    refused, other, told = [], [], 0
    for one, two in combinations(conditions, 2):
        found = asked(names, f"which {rows} {conditions[one]} and {conditions[two]}?")
        whole = named(alone[one]) | named(alone[two])
        if found is None:
            refused += [] if reason(rows, (one, two)) else [(one, two)]
        elif named(found) == whole or len(found) == 1:
            told += 1
        else:
            other.append((one, two))
    print(f"{rows}: {told} of {len(conditions) * (len(conditions) - 1) // 2} pairs are put together")
    assert refused == []
    assert other == []
