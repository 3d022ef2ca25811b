"""A remark before a question is set aside and told; one that could be a condition keeps its text unanswered."""

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import several

REMARKED = {
    "Things have changed: who supplies Kenya?": "suppliers-of-state",
    "Our readers are puzzled: which states use smart policing?": "states-using",
    "Somebody at the conference claimed that it is finished, so which vendors supply Kenya?": "suppliers-of-state",
    "They say that things are getting worse. How many states use safe city?": "states-using",
    "People keep saying that this is harmless; who supplies Serbia?": "suppliers-of-state",
    "HUAWEI LOSES GROUND: where was it named in 2020 and no longer in 2022?": "lost-customers",
    "ZTE in retreat: where was it named in 2020 and not in 2022?": "lost-customers",
    "Hikvision gains ground: where is it new?": "new-customers",
}
CONDITIONS = [
    "My focus is islands: which states use smart policing?",
    "The small islands: which states use smart policing?",
    "The poor ones are meant: which states use safe city?",
    "For islands: which states use safe city?",
    "They sell drones. Which vendors supply Kenya?",
    "Critics complained about prisons. Which states use facial recognition?",
    "The states are not rich: which states use safe city?",
    "Huawei in schools: where is it named?",
    "It was said in 2015: who supplies Kenya?",
    "We are interested in islands. Which states use safe city?",
    "Some states are landlocked: which of them use safe city?",
    "The survey covers prisons: which states use safe city?",
    "We have a coast: which states use safe city?",
    "There are islands: which states use safe city?",
    "They are landlocked: which states use safe city?",
    "The north is dry: which states use safe city?",
    "They banned it. Which states use facial recognition?",
]


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(("text", "asked"), REMARKED.items())
def test_remark_is_set_aside_and_told(released: ox.Store, names: Names, text: str, asked: str) -> None:
    found = several.understand(released, text, names=names)
    assert found.name == asked
    assert found.warning.startswith("set aside '")
    assert "?" not in found.warning


@pytest.mark.parametrize("text", CONDITIONS)
def test_what_may_be_a_condition_is_never_set_aside(released: ox.Store, names: Names, text: str) -> None:
    with pytest.raises(Unanswered):
        several.understand(released, text, names=names)


def test_two_counts_behind_a_remark_are_answered(released: ox.Store, names: Names) -> None:
    found = several.understand(
        released, "Things have changed. What share of the customers of ZTE are democracies?", names=names
    )
    assert found.warning.startswith("set aside 'Things have changed'; two questions")
