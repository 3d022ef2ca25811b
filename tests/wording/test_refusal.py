"""A refusal says what is the matter: no such edition, no such tie, no such name, and which language is read."""

import pyoxigraph as ox
import pytest

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import plain, reading


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def refusal(names: Names, text: str) -> str:
    with pytest.raises(Unanswered) as caught:
        plain.understood(reading.read(names, text))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "What did the 2021 edition of the index say on Chile?",
            "there is no edition of 2021 here, but of 2020 and 2022",
        ),
        ("suppliers of Kenya in the edition of 2016", "there is no edition of 2016 here"),
        ("Which vendor supplied the facial recognition system of Uganda?", "which vendor supplied which technology"),
        ("Which technology exactly did NEC deliver to Georgia?", "which vendor supplied which technology"),
        ("Did IBM supply Chile's safe city?", "which vendor supplied which technology"),
        ("Which states got their smart policing from Cisco?", "which vendor supplied which technology"),
        ("Did Ghana buy its safe city from ZTE or from NEC?", "which vendor supplied which technology"),
        ("Which states does Skynetrix Vision supply?", "no register has 'Skynetrix Vision'"),
        ("NATO countries that use Palantir", "no register has 'NATO'"),
        ("¿Qué países compran a Huawei?", "questions are read in English only"),
        ("Quels pays utilisent la reconnaissance faciale", "questions are read in English only"),
    ],
)
def test_refusal_says_what_is_the_matter(names: Names, text: str, told: str) -> None:
    assert told in refusal(names, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Should Italy throw Dahua out?", "English only"),
        ("NATO countries that use Palantir", "English only"),
        ("How many cameras does Kenya own in 2021?", "no edition"),
        ("Which vendor supplied Uganda secretly?", "which technology"),
        ("Which states uze facail recognition", "did you mean"),
        ("Which states does Skynetrix Vision supply?", "did you mean"),
        ("Which states use drones?", "no register"),
    ],
)
def test_refusal_says_nothing_that_is_not_the_matter(names: Names, text: str, told: str) -> None:
    assert told not in refusal(names, text)
