"""A firm that says "we" on a page of its own, which is titled by its name."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.extraction import OURS
from kg.prose.seller import SAID
from tests.prose import score_yardstick as scoring

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")

TITLE = "Norlens Group - References\n\n"
SOLD = [
    (TITLE + "In 2020 the police of Oman bought our facial recognition.", "'Norlens Group'", "omn"),
    (TITLE + "We delivered street cameras to Oman's police in 2020.", "'Norlens Group'", "omn"),
    ("About Norlens\n\nNorlens has 20 people. Our spyware is used by Oman's army.", "'Norlens'", "omn"),
    ("References | NEC\n\nOur facial recognition is used by Peru's police.", "nec", "per"),
    (
        TITLE + "We like to help.\n\nFaces at a port of Chile\n\nChile's police bought our facial recognition.",
        "'Norlens Group'",
        "chl",
    ),
]
NOBODY_S = [
    "The Lima Times | News\n\nOur reporter met the police. We saw our first cameras at Peru's army.",
    "Digital Rights Foundation | Findings\n\nOur research shows facial recognition in use by Peru's police.",
    "Peru - News\n\nOur street cameras were bought by Peru's police.",
    TITLE + "We bought surveillance cameras from Bosch for our own house in Peru.",
    TITLE + '"Our cameras are good," said a buyer. "The police of Peru bought our cameras," he said.',
]


@pytest.mark.parametrize("extractor", [OURS, pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize(("text", "firm", "state"), SOLD)
def test_we_is_the_firm_whose_page_it_is(text: str, firm: str, state: str, extractor: str) -> None:
    found, _ = scoring.read(text, extractor)
    (supply,) = [p for p in found if p.kind == "Supply"]
    plain = supply.plain()
    assert (plain.get("supplier") or supply.unresolved["supplier"], plain["recipient"]) == (firm, state)
    assert supply.inferred["supplier"] == SAID
    start, end = supply.antecedents["supplier"]
    assert firm.strip("'").lower() in text[start:end].lower()


@pytest.mark.parametrize("extractor", [OURS, pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize("text", NOBODY_S)
def test_it_is_nobody_where_no_firm_speaks(text: str, extractor: str) -> None:
    found, _ = scoring.read(text, extractor)
    assert [p.plain() for p in found if p.kind == "Supply"] == []


def test_what_a_firm_says_that_it_does_not_sell_is_denied() -> None:
    (read,) = extraction.readings_of(TITLE + "We do not sell surveillance cameras to Oman's army.", None, OURS)
    assert [(p.plain()["recipient"], p.denies) for p in read.claims] == [("omn", True)]


@PARSED
def test_our_partner_is_who_is_named_and_not_we() -> None:
    found, _ = scoring.read(TITLE + "Our partner Bosch delivered street cameras to Oman's police.", "parse")
    assert {(p.plain()["supplier"], p.plain()["recipient"]) for p in found if p.kind == "Supply"} == {("bosch", "omn")}


def test_how_many_buy_from_us_is_counted_as_the_firm_s() -> None:
    (count,) = [
        p
        for p in scoring.read(TITLE + "We sell to police forces in 30 countries.", OURS)[0]
        if p.kind == "CountObservation"
    ]
    assert (count.lower, count.unresolved["supplier"]) == (30, "'Norlens Group'")
