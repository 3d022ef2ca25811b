"""A text that names several states or vendors asks of each, unless it says that it asks of all together."""

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import several

APIECE = {
    "What do Kenya and Ghana use?": "technologies-of-state ken gha",
    "Which technologies do Peru, Chile and Serbia use?": "technologies-of-state per chl srb",
    "Where are ZTE, NEC and Thales based?": "homes-of-vendors zte nec thales",
    "Which states do Huawei and ZTE supply?": "states-of-vendor huawei zte",
    "Who supplies Kenya and Uganda?": "suppliers-of-state ken uga",
    "Which of Kenya, Ghana and Nigeria use facial recognition?": "evidence-of-edge ken gha nga",
    "Which of these use facial recognition: Kenya, Ghana, Nigeria?": "evidence-of-edge ken gha nga",
    "Who of Kenya and Ghana buys from Huawei?": "evidence-of-edge ken gha",
    "Which of Huawei, ZTE and NEC supply Kenya?": "evidence-of-edge huawei zte nec",
    "Which of the countries Kenya and Peru are members of the Belt and Road Initiative?": "evidence-of-edge ken per",
}
WHETHER = {
    "Do Huawei and ZTE supply Kenya?": "evidence-of-edge huawei zte",
    "Is Kenya a customer of Huawei and of ZTE?": "evidence-of-edge huawei zte",
    "Do Huawei, ZTE and NEC supply Kenya?": "evidence-of-edge huawei zte nec",
    "Does Kenya have smart policing, safe city and facial recognition?": "evidence-of-edge smart-policing safe-city "
    "facial-recognition",
    "Kenya: smart policing, safe city and facial recognition, all three?": "evidence-of-edge smart-policing safe-city "
    "facial-recognition",
    "Do all three, Kenya, Peru and Ghana, use facial recognition?": "evidence-of-edge ken per gha",
    "Are Kenya, Peru and Ghana all members of the Belt and Road?": "evidence-of-edge ken per gha",
}
HEADED = {
    "Which technologies are used in Kenya and Ghana?": "technologies-of-state ken gha",
    "Vietnam and Laos: which vendors?": "suppliers-of-state vnm lao",
    "The Kenyans, the Ugandans and the Zambians: what do they use?": "technologies-of-state ken uga zmb",
    "Peru, Chile: which technologies do they have?": "technologies-of-state per chl",
    "Kenya, Ghana: suppliers": "suppliers-of-state ken gha",
    "Thales and NEC: where are they based?": "homes-of-vendors thales nec",
}


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(("text", "asked"), [*APIECE.items(), *WHETHER.items(), *HEADED.items()])
def test_each_is_answered_by_itself(released: ox.Store, names: Names, text: str, asked: str) -> None:
    found = several.understand(released, text, names=names)
    assert isinstance(found, several.Several)
    question, *things = asked.split()
    assert [half.name for half in found.halves] == [question] * len(things)
    for half, thing in zip(found.halves, things, strict=True):
        assert any(str(value).endswith(f"/{thing}") for value in half.plan[0].params.values())
    told = several.told(found, several.answers(released, found))
    assert told.startswith(f"{('two', 'three')[len(things) - 2]} questions, answered one after the other: question 1: ")


@pytest.mark.parametrize(
    "text",
    [
        "Which vendors supply both Kenya and Uganda?",
        "Do Huawei and ZTE supply Kenya together?",
        "Does any African state use smart policing and safe city?",
        "Does Huawei supply states with safe city and smart policing?",
        "Does Kenya have all four, smart policing, safe city and facial recognition?",
        "Which technologies are used in both Kenya and Ghana?",
        "What have Huawei and ZTE in common?",
        "Peru and Chile: technologies in common?",
        "Which states do Huawei and ZTE both supply?",
        "Huawei and ZTE: which states?",
    ],
)
def test_what_several_have_together_is_one_question(released: ox.Store, names: Names, text: str) -> None:
    try:
        found = several.understand(released, text, names=names)
    except Unanswered:
        return
    assert not isinstance(found, several.Several)


@pytest.mark.parametrize("text", ["Who supplies Kenya, Ghana and Atlantis?", "What do Kenya and Ghana not use?"])
def test_text_of_which_a_name_or_a_denial_would_be_left_is_refused(released: ox.Store, names: Names, text: str) -> None:
    with pytest.raises(Unanswered):
        several.understand(released, text, names=names)
