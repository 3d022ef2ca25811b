"""What is asked of each row besides, and the order of rows, of whatever conditions the rows have."""

from itertools import product

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import plain, several
from kg.wording.plain import Understood

STATES = [
    "Which African states use facial recognition but not smart policing",
    "Belt and Road members without safe city",
    "Which states are supplied by both Huawei and NEC",
    "states with Chinese but no American vendors",
    "Which electoral autocracies does ZTE supply",
]
VENDORS = ["Which companies supply both Kenya and Uganda", "Which Chinese vendors are on the Entity List"]
OF_STATES = {
    "{}, grouped by region": "& regions-of-states [] group",
    "{}? Please sort them by regime type.": "& regimes-of-states [('among', 'surveyed')] group",
    "{}? For each, give the regime.": "& regimes-of-states [('among', 'surveyed')]",
    "{}, and in which region is each?": "& regions-of-states []",
    "{}, and who supplies each of them?": "& suppliers-of-states []",
    "{}, by number of vendors, most first": "& states-by-number-of-vendors [('least', '1')] down",
    "{}, sorted by number of technologies in ascending order": "& states-with-most-technologies [] up",
}
OF_VENDORS = {
    "{}, and where is each of those firms based?": "& homes-of-vendors []",
    "{}? What are their home countries?": "& homes-of-vendors []",
    "{}, and to which states do they sell?": "& customers-of-vendors []",
    "{}, sorted by home country": "& homes-of-vendors [] group",
}
ADDED = [
    (text, *each)
    for some, forms in ((STATES, OF_STATES), (VENDORS, OF_VENDORS))
    for text, each in product(some, forms.items())
]
REFUSED = [
    "number of states by regime",
    "Which states use smart policing, sorted by population",
    "Which states use smart policing, by number of Chinese vendors",
    "Which vendors supply Kenya, and who owns each of them, and why?",
    "Which states use smart policing, sorted by the home of each",
    "Which vendors supply Kenya, grouped by regime",
    "Which states does Huawei supply, and where is it based in Asia?",
    "Which states use safe city, not sorted by region",
    "Who supplies Kenya, and where is each of them not based?",
    "vendors by number of regimes, descending",
    "Which states use facial recognition, descending",
]


def _understood(store: ox.Store, names: Names, text: str) -> Understood:
    return several.understand(store, text, names=names)


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(("text", "form", "told"), ADDED)
def test_what_is_asked_besides_leaves_the_conditions_as_they_are(
    released: ox.Store, names: Names, text: str, form: str, told: str
) -> None:
    alone = _understood(released, names, text)
    found = _understood(released, names, form.format(text))
    marks = [part.mark for part in found.plan]
    assert sorted(marks[:-1]) == sorted(part.mark for part in alone.plan)
    assert marks[-1].replace("https://w3id.org/ai-surveillance/", "") == told


@pytest.mark.parametrize("text", REFUSED)
def test_what_no_question_tells_of_the_rows_is_refused(released: ox.Store, names: Names, text: str) -> None:
    with pytest.raises(Unanswered):
        _understood(released, names, text)


def test_rows_stand_in_the_order_that_is_asked_for(released: ox.Store, names: Names) -> None:
    found = _understood(released, names, "The five autocracies in Africa with the most vendors")
    table = plain.run(released, found)
    vendors = [int(getattr(row[table.columns.index("vendors")], "value", 0)) for row in table.rows]
    assert vendors == sorted(vendors, reverse=True)
    assert len(vendors) >= 5
    assert vendors[4] == vendors[-1]
    found = _understood(released, names, "Which states use safe city? Sort them by region.")
    table = plain.run(released, found)
    regions = [str(row[table.columns.index("region")]) for row in table.rows]
    assert regions == sorted(regions)
