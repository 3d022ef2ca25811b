"""Words that refer back, contrasts and trials: who supplied whom where the name stands elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.prose import extraction
from kg.prose.article import documents, paragraphs
from kg.prose.parsable import excerpt_of
from kg.prose.proposal import Proposal
from kg.prose.reading import Reading
from tests.prose.score_yardstick import FOLDER


def read(text: str) -> list[Proposal]:
    return extraction.read(text, extractor=extraction.OURS)


def supplies(text: str) -> set[tuple[str, str]]:
    pairs = {(p.plain().get("supplier"), p.plain().get("recipient")) for p in read(text) if p.kind == "Supply"}
    return {(str(supplier), str(recipient)) for supplier, recipient in pairs if recipient}


READ = {
    "Not ZTE but Thales supplied Senegal with surveillance cameras.": {("thales", "sen")},
    "Thales, not ZTE, supplied Senegal with surveillance cameras.": {("thales", "sen")},
    "It was Thales and not ZTE that supplied Senegal with surveillance cameras.": {("thales", "sen")},
    "Senegal bought surveillance cameras from Thales, not from ZTE.": {("thales", "sen")},
    "Thales supplied surveillance cameras not to Mali but to Senegal.": {("thales", "sen")},
    "Huawei left Chad. In May it had delivered surveillance cameras to Mali.": {("huawei", "mli")},
    "Huawei denied nothing. Surveillance cameras were sold by it to Mali.": {("huawei", "mli")},
    "Hikvision and Dahua are rivals. The latter has supplied Peru with surveillance cameras.": {("dahua", "per")},
    "Of Hikvision and Dahua, only the former supplied Peru with surveillance cameras.": {("hikvision", "per")},
    "The former, Bosch, equips Peru with surveillance cameras.": {("bosch", "per")},
    "Oman has new surveillance cameras. They were supplied by NEC.": {("nec", "omn")},
    "Oman has new surveillance cameras. NEC installed them in March.": {("nec", "omn")},
    "Oman has 900 surveillance cameras; they are NEC's.": {("nec", "omn")},
    "Oman runs facial recognition at ports; it was supplied by NEC.": {("nec", "omn")},
    "Togo's new surveillance cameras came courtesy of ZTE.": {("zte", "tgo")},
    "The surveillance cameras in Togo were a gift of ZTE.": {("zte", "tgo")},
    "Togo's safe city was opened in May with the help of ZTE.": {("zte", "tgo")},
    "Togo bought 400 surveillance cameras from ZTE.": {("zte", "tgo")},
    '"ZTE sold us surveillance cameras," Togo\'s police chief said.': {("zte", "tgo")},
    "Togo's police chief met Dahua, but bought surveillance cameras from ZTE.": {("zte", "tgo")},
    "Procuring entity: Ministry of Interior, Moldova. Lot 1: facial recognition. Successful bidder: NTechLab.": {
        ("ntechlab", "mda")
    },
}


@pytest.mark.parametrize("text", READ)
def test_a_name_that_is_meant_and_stands_elsewhere_is_found(text: str) -> None:
    assert supplies(text) == READ[text]


@pytest.mark.parametrize("verb", ["is trialing", "has piloted", "tested", "tried out", "tests"])
def test_what_is_on_trial_is_in_use_and_what_will_be_is_not_yet(verb: str) -> None:
    (use,) = [p for p in read(f"Malta {verb} facial recognition at its ports.") if p.kind == "Use"]
    assert (use.plain()["user"], use.modality) == ("mlt", "asserted")
    later = [p.modality for p in read("Malta will trial facial recognition.") if p.kind == "Use"]
    assert later == ["hypothetical"]


@pytest.mark.parametrize("owner", ["the police in Monaco", "Monaco's police", "Monaco"])
def test_what_is_in_the_hands_of_a_state_is_used_by_it(owner: str) -> None:
    (use,) = [p for p in read(f"Facial recognition is in the hands of {owner}.") if p.kind == "Use"]
    assert use.plain()["user"] == "mco"


def test_the_state_of_the_sentence_before_is_carried_with_the_place_where_it_stands() -> None:
    text = "Oman has new surveillance cameras. They were supplied by NEC."
    (supply,) = [p for p in read(text) if p.kind == "Supply"]
    start, end = supply.antecedents["recipient"]
    assert text[start:end] == "Oman"


@pytest.mark.parametrize("extractor", [extraction.OURS, None])
def test_words_that_refer_to_somebody_else_or_to_nobody_known_give_no_supply(extractor: str | None) -> None:
    for text in (FOLDER / "references.txt").read_text(encoding="utf-8").splitlines():
        found = [p for p in extraction.read(text, extractor=extractor) if p.kind in ("Supply", "CountObservation")]
        found = [p for p in found if "supplier" not in p.unresolved]
        assert [(p.kind, p.sentence) for p in found] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The interior ministry bought face recognition cameras from Dahua last year.",
        "Dahua has sold the police surveillance cameras.",
        "The army ordered surveillance cameras from Dahua.",
    ],
)
def test_the_ministry_is_that_of_the_only_state_that_was_named(sentence: str) -> None:
    text = f"Zambia has a new capital. {sentence}"
    (supply,) = [p for p in read(text) if p.kind == "Supply"]
    assert (supply.roles["supplier"], supply.roles["recipient"]) == ("vendor:dahua", "state:zmb")
    assert supply.antecedents["recipient"] == (0, len("Zambia"))


WORDS = ["not", "and", "but", "the", "former", "latter", ",", "Huawei", "ZTE", "Mali", "Peru", "from", "by contrast"]


@given(st.lists(st.sampled_from(WORDS)))
def test_what_a_contrast_sets_aside_moves_no_place(words: list[str]) -> None:
    text = " ".join(["Then", *words, "supplied surveillance cameras."])
    for document in documents(paragraphs([text])):
        reading = Reading(document, extraction.gazetteer(), {})
        reading.proposals()
        for told in reading.told:
            shown = excerpt_of(told.sentence)
            held = [at for at in range(len(told.sentence.text)) if shown.holds(at)]
            assert [shown.outer(shown.inner(at)) for at in held] == held
            assert "".join(told.sentence.text[at] for at in held) == shown.text
            assert len(told.sentence.marked) == len(told.sentence.starts) == len(told.sentence.ends)
