"""Firms that no register has: found by what a text says of them, told as it calls them, and never put in a register."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.article import open_article
from kg.prose.draft import to_toml
from kg.prose.proposal import Proposal
from kg.prose.unregistered import completed

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
NAMES = ("Cellebrite", "Vantagecore", "Oosto", "Innovatrics", "Kestrel Dynamics", "Orbitel", "Vision-Box", "A1 Optics")
SHOWN = (
    "{n}, a Slovak company, sold surveillance cameras to Togo.",
    "The Slovak camera maker {n} supplied Togo with surveillance cameras.",
    "Togo bought surveillance cameras from {n} Ltd.",
    "Huawei and {n} have sold surveillance cameras to Togo.",
    "{n}, which makes facial recognition, supplied it to Togo.",
)
"""What shows a name to be a firm's, whoever reads."""


def suppliers(text: str, extractor: str | None = None) -> set[str]:
    """Return who supplies Togo by a text, as the text calls each."""
    found = [p for p in extraction.read(text, extractor=extractor) if p.kind == "Supply"]
    assert all(
        p.roles.get("recipient") == "state:tgo" and "supplier" not in {*p.roles} & {*p.unresolved} for p in found
    )
    return {p.unresolved.get("supplier", str(p.roles.get("supplier"))) for p in found}


@pytest.mark.parametrize("extractor", ["rules", pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("frame", SHOWN[:4])
def test_a_name_that_the_text_shows_to_be_a_firms_supplies_as_one_that_is_known(
    frame: str, name: str, extractor: str
) -> None:
    assert repr(name) in suppliers(frame.format(n=name), extractor)


@PARSED
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_suppliers_place_is_one_by_the_parse(name: str) -> None:
    assert repr(name) in suppliers(f"Last year {name} supplied Togo with surveillance cameras.")


COINED = (
    "{n} delivered facial recognition to Togo's police.",
    "{n} supplied spyware to Togo.",
    "The police of Togo bought spyware from {n}.",
    "Togo's police use facial recognition from {n}.",
    "Togo's police search faces with software of {n}.",
    "Facial recognition made by {n} is used by Togo's police.",
)


@PARSED
@pytest.mark.parametrize("name", ["Norlens", "Innovatrics", "Cellebrite", "Vantagecore"])
@pytest.mark.parametrize("frame", COINED)
def test_a_name_that_no_word_is_spelled_like_needs_nothing_beside_it(frame: str, name: str) -> None:
    assert repr(name) in suppliers(frame.format(n=name))


@PARSED
def test_each_firm_of_a_list_is_one_and_none_that_sells_something_else() -> None:
    several = {"'Norlens'", "'Arcolume'", "vendor:candiru"}
    assert suppliers("Togo bought spyware from Norlens, Arcolume and Candiru.") == several
    apart = suppliers("Togo bought surveillance cameras from Norlens and uniforms from Bergson.")
    assert apart <= {"'Norlens'"}


@pytest.mark.parametrize(
    "word", ["Installers", "Brokers", "Exporters", "Officials", "Police", "Engineers", "Equipment"]
)
def test_a_word_at_the_head_of_a_sentence_is_no_firm(word: str) -> None:
    assert suppliers(f"{word} supplied surveillance cameras to Togo.") == set()


@pytest.mark.parametrize(
    "name", ["Nairobi", "The Ministry of Works", "Amnesty International", "Colonel Diarra", "Lagos"]
)
def test_a_body_a_place_and_a_person_with_a_title_are_no_firm(name: str) -> None:
    assert suppliers(f"{name} installed surveillance cameras for Togo.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Orbitel Ltd never sold surveillance cameras to Togo.",
        "Orbitel Ltd lost the tender for surveillance cameras in Togo.",
        "Orbitel Ltd sold coffee to the police of Togo.",
        "Sanctions forbid Orbitel Ltd to sell surveillance cameras to Togo.",
        "Critics of Orbitel Ltd watched the surveillance cameras of Togo.",
    ],
)
def test_what_keeps_a_known_vendor_from_a_claim_keeps_one_that_is_not(text: str) -> None:
    assert suppliers(text) == set()


def test_the_company_and_the_first_word_of_its_name_are_the_same_firm() -> None:
    text = "Kestrel Dynamics Inc. is a camera maker in Bonn. The company sold surveillance cameras to Togo."
    assert suppliers(text) == {"'Kestrel Dynamics'"}
    again = "Kestrel Dynamics Inc. makes cameras in Bonn. Kestrel sold surveillance cameras to Togo in May."
    assert suppliers(again) == {"'Kestrel Dynamics'"}


def test_a_misspelt_vendor_is_still_told_as_one() -> None:
    assert suppliers("Dahua and Hikvison sold surveillance cameras to Togo.") == {
        "vendor:dahua",
        "'Hikvison'; did you mean 'Hikvision'?",
    }


@pytest.mark.parametrize("tail", ["Technologies", "Security", "Systems GmbH", "Group", "Technology Co., Ltd.", "AI"])
def test_what_follows_a_vendors_name_and_belongs_to_it_is_a_part_of_it(tail: str) -> None:
    assert suppliers(f"The surveillance cameras were sold to Togo by Dahua {tail}, a Chinese firm.") == {"vendor:dahua"}


@given(st.text(alphabet=st.sampled_from("AaBb .,&'-é1\n"), max_size=80))
def test_no_text_gives_a_mention_that_stands_elsewhere(text: str) -> None:
    (found,) = completed([(text, [])], lambda _: None)
    assert all(one.end <= after.start for one, after in pairwise(found))
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].startswith(mention.names[0].partition(":")[2])


def test_a_draft_keeps_the_claim_back_until_a_reviewer_names_the_firm(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Oosto, an Israeli company, sold facial recognition to Togo.\n", encoding="utf-8")
    article = open_article(path)
    text = "".join(to_toml(article, extraction.readings(article)))
    assert "# not in the registers: supplier: 'Oosto'" in text
    assert '# recipient = "state:tgo"' in text
    assert "unregistered:" not in text


def told(proposal: Proposal) -> str:
    return str(proposal.plain())


def test_no_claim_and_nothing_unread_shows_what_stands_for_the_firm() -> None:
    text = "Oosto, an Israeli firm, met Togo's police. Oosto said that it sold facial recognition to Togo."
    for read in extraction.readings_of(text):
        assert "unregistered" not in "".join(map(told, read.claims)) + "".join(str(one.plain()) for one in read.unread)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "Peru's street cameras were installed by China Northern Electronics Corporation.",
            "China Northern Electronics Corporation",
        ),
        (
            "Street cameras were sold to Peru's police by the China National Optics Import and Export Corporation.",
            "China National Optics Import and Export Corporation",
        ),
    ],
)
def test_the_name_of_a_firm_may_begin_with_its_state_s(text: str, firm: str) -> None:
    (supply,) = [p for p in extraction.read(text, None, extraction.OURS) if p.kind == "Supply"]
    assert (supply.unresolved["supplier"], supply.plain()["recipient"]) == (repr(firm), "per")


def test_a_body_s_name_that_begins_with_its_state_s_is_no_firm_s() -> None:
    text = "Street cameras were given to Peru's army by the China National Police Group."
    assert not [p for p in extraction.read(text, None, extraction.OURS) if "China" in str(p.unresolved)]
