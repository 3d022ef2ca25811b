"""The words of remarks and of a status, in the languages in which tables are written."""

import pytest

from kg.tables import phrase, remark
from kg.tables.figure import Unread
from kg.tables.mark import stance

STATUS = {
    "asserts": ["Deployed", "installiert", "déployée", "en servicio", "em operação", "mise en service", "implantado"],
    "plans": ["Planned", "angekündigt", "prévue", "en licitación", "planejada", "to be deployed", "under tender"],
    "alleges": ["alleged", "mutmaßlich", "presunto", "suposta", "présumé"],
    "denies": ["never deployed", "jamais déployé", "nunca implantado", "dementiert"],
}
OVER = ["Cancelled", "abgeschaltet", "résiliée", "suspendido", "encerrada", "fora de serviço"]
TAKES_BACK = [
    *("verschoben", "umstritten", "pausiert", "reportée", "à vérifier", "aplazado", "sin confirmar", "por verificar"),
    *("adiado", "boato", "não verificado", "didn't go ahead", "could not be verified", "Project was called off"),
]
PLANS = [
    "angekündigt",
    "bestellt",
    "à venir",
    "en licitación",
    "aún no instalado",
    "em licitação",
    "currently in talks",
]


@pytest.mark.parametrize(("means", "word"), [(means, word) for means, words in STATUS.items() for word in words])
def test_a_word_of_a_status_gives_the_stance_it_has_in_its_language(means: str, word: str) -> None:
    assert stance(word) == means


@pytest.mark.parametrize("word", OVER)
def test_a_word_of_a_status_that_is_over_gives_none(word: str) -> None:
    told = stance(word)
    assert isinstance(told, Unread)
    assert "no longer so" in told.why


@pytest.mark.parametrize("text", TAKES_BACK)
def test_a_remark_takes_back_in_its_language(text: str) -> None:
    said = remark.within(f"Ministry: {text}")
    assert said
    assert not said.stance


@pytest.mark.parametrize("text", PLANS)
def test_a_remark_says_planned_in_its_language_alone_and_beside_a_year(text: str) -> None:
    whole, parted = remark.whole(text), remark.parted(f"2020 ({text})")
    assert whole
    assert whole.stance == "plans"
    assert parted
    assert (parted[0], parted[1].stance) == ("2020", "plans")


@pytest.mark.parametrize("text", ["Antigua and Barbuda", "opened by the mayor", "national security plan", "Huawei"])
def test_what_is_no_remark_takes_nothing_back(text: str) -> None:
    assert remark.within(text) is None


def test_a_phrase_holds_optional_words_alternatives_and_years() -> None:
    form = phrase.form("otherwise")
    assert form.fullmatch("only until 2020")
    assert form.fullmatch("until 2020")
    assert not form.fullmatch("until 20")
    assert phrase.form("before").fullmatch("has been")
