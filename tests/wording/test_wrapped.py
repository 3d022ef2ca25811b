"""What stands around a question of rows: each construction with each question, and what no question answers."""

from itertools import product

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import several
from kg.wording.plain import Understood

STATES = [
    ("use facial recognition", "uses facial recognition", "Kenya", "Japan"),
    ("buy from Huawei", "buys from Huawei", "Kenya", "Egypt"),
    ("are supplied by Chinese companies", "is supplied by Chinese companies", "Kenya", "Egypt"),
    ("have both Chinese and American vendors", "has both Chinese and American vendors", "Kenya", "Egypt"),
    ("use smart policing but not safe city", "uses smart policing but not safe city", "Mali", "Ghana"),
    (
        "use facial recognition without Chinese vendors",
        "uses facial recognition without Chinese vendors",
        "Iraq",
        "Peru",
    ),
    ("have more than three vendors", "has more than three vendors", "Kenya", "Egypt"),
    ("are rated not free", "is rated not free", "China", "Egypt"),
    ("have no known vendor", "has no known vendor", "Norway", "Mali"),
]
VENDORS = [
    ("supply Kenya but not Egypt", "supplies Kenya but not Egypt", "NEC", "Palantir"),
    ("supply more than ten states", "supplies more than ten states", "Huawei", "NEC"),
    ("supply closed autocracies", "supplies closed autocracies", "Huawei", "NEC"),
    ("supply both Kenya and Uganda", "supplies both Kenya and Uganda", "Huawei", "NEC"),
]
WHETHER = [
    "Is {one} among the {rows} that {do}?",
    "Is {one} one of the {rows} that {do}?",
    "{one} {does}: true or false?",
    "Would it be right to say that {one} {does}?",
]
EACH = ["Which of the two {does}, {one} or {two}?", "{one} or {two}: which {does}?", "Which of {one} and {two} {does}?"]
WITHOUT = [
    "Excluding {one}, which {rows} {do}?",
    "Leaving {one} aside, how many {rows} {do}?",
    "What other {rows} than {one} {do}?",
    "{Rows} that {do}, {one} excluded",
    "Apart from {one} and {two}, which {rows} {do}?",
    "If we leave out {one}, which {rows} {do}?",
    "Which {rows} {do}? Leave {one} out.",
]
ALL = [
    "Is there any {row} that {does}, and if so, which?",
    "Do any {rows} {do}? If so, which?",
    "Are there any {rows} that {do}? Name them.",
]
WITHIN = [
    "Looking at Africa, which {rows} {do}?",
    "When it comes to Africa: which {rows} {do}?",
    "As for Africa, how many {rows} {do}?",
]
NO_CHINESE = [
    "Besides Chinese firms, which {rows} {do}?",
    "Leaving the Chinese aside, which {rows} {do}?",
    "How many {rows} {do}, not counting Chinese companies?",
]
LEADS = [
    "Which vendor leads in Asia?",
    "Which vendor dominates Asia?",
    "Does NEC lead in Asia?",
    "True or false: Huawei tops the ranking in Asia",
    "Is Huawei the biggest vendor in Asia?",
    "Does Huawei supply more states in Asia than any other vendor?",
]
COUNTED = {
    "Do most African states {do}?": "share",
    "Are there more states that {do} in Africa than in Asia?": "more",
    "States that {do}: more in Africa or in Asia?": "more",
}
ALIKE = {
    "I was told that Kenya uses facial recognition. Is that true?": "Does Kenya use facial recognition?",
    "facial recognition kenya": "Does Kenya use facial recognition?",
    "Mongolia: smart policing?": "Does Mongolia use smart policing?",
    "safe city africa how many": "How many states in Africa use safe city?",
    "Where in the world does NEC sell?": "Where does NEC sell?",
    "After Huawei, which vendor supplies the most states?": "Apart from Huawei, which vendor supplies the most states?",
    "electoral or closed autocracies": "electoral autocracies or closed autocracies",
    "States all of whose vendors are Chinese": "States whose vendors are only Chinese",
    "Vendors of Kenya but not of Egypt": "Which vendors supply Kenya but not Egypt?",
    "Chinese vendors Europe": "Chinese vendors in Europe",
    "Who tops the list of suppliers in Asia?": "Which vendor has the most customers in Asia?",
    "Is Dahua on any US list, and if so, which?": "Is Dahua on any US list?",
}
PAIRS = {
    "Is NEC's clientele in Asia bigger than Huawei's?": ("Huawei", "NEC"),
    "Does NEC have as many customers in Europe as Cisco?": ("Cisco", "NEC"),
    "Which technologies does each of Ghana and Kenya use?": ("Ghana", "Kenya"),
    "Ghana next to Kenya: which vendors does each have?": ("Ghana", "Kenya"),
    "For each of Huawei and NEC: which states does it supply?": ("Huawei", "NEC"),
}
REFUSED = [
    "Excluding China, which states supply Kenya?",
    "Excluding Kenya, which vendors supply Africa?",
    "Excluding Huawei, which states does NEC supply?",
    "Is Huawei among the states that use smart policing?",
    "Is Kenya among the vendors that supply Egypt?",
    "Does Kenya supply Huawei?",
    "Is Huawei the second biggest vendor in Asia?",
    "Does Huawei lead in Asia but not in Africa?",
    "Apart from the two biggest, which vendors supply Kenya?",
    "What is the evidence that Kenya does not buy from Huawei?",
    "Leaving Atlantis aside, which states use smart policing?",
    "Is Kenya among the states that use smart polishing?",
    "Do most African states not use smart policing?",
    "I was told that Kenya does not use smart policing. Is that right?",
    "Is Huawei's clientele in Africa bigger than its clientele in Asia?",
    "facial recognition not kenya",
    "What does Kenya use in Africa?",
]


def _filled(form: str, base: tuple[str, str, str, str], rows: str) -> str:
    do, does, one, two = base
    return form.format(
        do=do, does=does, one=one, two=two, rows=rows, Rows=rows.capitalize(), row=rows.removesuffix("s")
    )


BASES = [*((base, "states") for base in STATES), *((base, "vendors") for base in VENDORS)]
TWO = [_filled(form, base, rows) for form, (base, rows) in product(EACH, BASES)]
WRAPPED = [
    _filled(form, base, rows)
    for forms, bases in (
        ((*WHETHER, *WITHOUT, *ALL), BASES),
        (WITHIN, [(base, "states") for base in STATES]),
        (NO_CHINESE, [(base, "vendors") for base in VENDORS]),
    )
    for form, (base, rows) in product(forms, bases)
]


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def _marks(found: Understood) -> list[str]:
    return sorted(part.mark for part in found.plan)


def test_every_question_is_read_in_every_construction(released: ox.Store, names: Names) -> None:
    for (base, rows), forms in product(BASES, (WHETHER, WITHOUT, ALL)):
        plain = _marks(several.understand(released, _filled("Which {rows} {do}?", base, rows), names=names))
        for form in forms:
            text = _filled(form, base, rows)
            marks = _marks(several.understand(released, text, names=names))
            named = [names.meanings(base[at])[rows.removesuffix("s")] for at in (2, 3) if base[at] in text]
            if forms is WITHOUT:
                assert marks == sorted([*plain, *(f"- {thing}" for thing in named)]), text
            elif forms is ALL:
                assert marks == plain, text
            else:
                own = any(named[0] in mark for mark in marks if mark not in plain)
                assert own, text


def test_of_two_things_each_is_asked_of(released: ox.Store, names: Names) -> None:
    for (base, rows), form in product(BASES, EACH):
        text = _filled(form, base, rows)
        found = several.understand(released, text, names=names)
        assert isinstance(found, several.Several), text
        for half, name in zip(found.halves, base[2:], strict=True):
            assert any(names.meanings(name)[rows.removesuffix("s")] in mark for mark in _marks(half)), text


def test_rows_are_sought_within_a_region_or_without_a_class(released: ox.Store, names: Names) -> None:
    for base, form in product(STATES, WITHIN):
        text = _filled(form, base, "states")
        asked = several.understand(released, _filled("In Africa, which {rows} {do}?", base, "states"), names=names)
        assert _marks(several.understand(released, text, names=names)) == _marks(asked), text
    for base, form in product(VENDORS, NO_CHINESE):
        text = _filled(form, base, "vendors")
        marks = _marks(several.understand(released, text, names=names))
        assert any(mark.startswith("- vendors-based-in") and "state/chn" in mark for mark in marks), text


def test_who_leads_is_told_by_the_order_of_the_rows(released: ox.Store, names: Names) -> None:
    for text in LEADS:
        found = several.understand(released, text, names=names)
        assert found.name == "vendors-in-region", text
        assert ("Huawei" in text or "NEC" in text) == bool(found.warning), text


def test_a_majority_and_two_regions_are_counts_of_any_question(released: ox.Store, names: Names) -> None:
    for base, (form, aim) in product(STATES, COUNTED.items()):
        found = several.understand(released, _filled(form, base, "states"), names=names)
        assert isinstance(found, several.Several), form
        assert found.aim == aim, form


@pytest.mark.parametrize("text", REFUSED)
def test_what_does_not_hold_of_the_rows_is_refused(released: ox.Store, names: Names, text: str) -> None:
    with pytest.raises(Unanswered):
        several.understand(released, text, names=names)


@pytest.mark.parametrize(("text", "other"), ALIKE.items())
def test_text_is_read_as_the_plain_question(released: ox.Store, names: Names, text: str, other: str) -> None:
    one, two = (several.understand(released, each, names=names) for each in (text, other))
    assert _marks(one) == _marks(two)


@pytest.mark.parametrize(("text", "named"), PAIRS.items())
def test_each_of_two_is_a_question(released: ox.Store, names: Names, text: str, named: tuple[str, str]) -> None:
    found = several.understand(released, text, names=names)
    assert isinstance(found, several.Several)
    halves = sorted(" ".join(_marks(half)) for half in found.halves)
    for half, name in zip(halves, named, strict=True):
        assert any(thing in half for thing in names.meanings(name).values())


def test_it_in_a_second_question_is_the_state_of_the_first(released: ox.Store, names: Names) -> None:
    found = several.understand(released, "Who sells to Kenya, and is it a democracy?", names=names)
    assert found.name == "suppliers-of-state; regime-of-state"
