"""Whose a body is that a sentence names without a state: that of the dateline, of a heading, of a question."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.extraction import OURS
from kg.prose.ground import DATELINE, HEADING, QUESTION, located
from tests.prose import score_yardstick as scoring

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")

GROUNDED = [
    ("Oman\n\nThe police have used facial recognition from NEC since 2019.", "nec", "omn", HEADING),
    ("Peru: faces at the port\n\nThe customs service uses facial recognition from NEC.", "nec", "per", HEADING),
    ("Report\n\n- Chile. The border police bought 40 surveillance cameras from Bosch.", "bosch", "chl", HEADING),
    ("MUSCAT, May 2 - The army bought street cameras from Bosch.", "bosch", "omn", DATELINE),
    ("Muscat, 2 May - It rained.\n\nThe army bought street cameras from Bosch.", "bosch", "omn", DATELINE),
    (
        "LIMA, Peru (AP) — Crowds met.\n\nThe Ministry of the Interior uses facial recognition from NEC.",
        "nec",
        "per",
        DATELINE,
    ),
    ("AKRON, Ohio - Voters met.\n\nThe city runs street cameras made by Bosch.", "bosch", "usa", DATELINE),
    ("ROME, Ga. - Voters met.\n\nThe county runs facial recognition from NEC.", "nec", "usa", DATELINE),
    ("DENVER, Colorado - Police bought surveillance cameras from Bosch.", "bosch", "usa", DATELINE),
    ("And in Oman?\n\nIt is hot. The army bought spyware from Candiru.", "candiru", "omn", QUESTION),
    (
        "SANTIAGO, May 3 - A hall opened, with German help.\n\nThe police use facial recognition from NEC.",
        "nec",
        "chl",
        DATELINE,
    ),
]
UNGROUNDED = [
    "LONDON, May 3 - Peru's president met Oman's.\n\nThe police use facial recognition from NEC.",
    "MUSCAT, May 2 - The police union bought surveillance cameras from Bosch.",
    "MUSCAT, May 2 - The city hotel runs surveillance cameras from Bosch.",
    "MUSCAT, May 2 - A mall opened.\n\nThe mall's guards use facial recognition from NEC.",
    "MUSCAT, May 2 - Police use facial recognition all over the world, said NEC.",
    "MUSCAT, May 2 - NEC's facial recognition helps the police everywhere, the firm said.",
    "MUSCAT, May 2 - The government's critics use software from NEC.",
    "MUSCAT, May 2 - Posts by Kenyans are read by the police with software of NEC.",
    "NEC, at home in Tokyo, sold facial recognition to the police.",
    "A shop in Lima sold surveillance cameras by Bosch to the police.",
    "MUSCAT, May 2 - In another country, the police use spyware from Candiru.",
    "MUSCAT, May 2 - In a neighboring state the army bought surveillance cameras from Bosch.",
    "The cameras came from Sweden. NEC sold spyware to agencies in the country.",
    "By Ann Lee, The Rome Courier\n\nThe city runs facial recognition from NEC.",
    "PARIS, Texas - Crowds met.\n\nThe city runs facial recognition from NEC.",
    "Oman and Peru\n\nThe police have used facial recognition from NEC since 2019.",
]


@pytest.mark.parametrize("extractor", [OURS, pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize(("text", "firm", "state", "told"), GROUNDED)
def test_a_body_is_the_state_s_that_stands_over_it(text: str, firm: str, state: str, told: str, extractor: str) -> None:
    found, _ = scoring.read(text, extractor)
    (supply,) = [p for p in found if p.kind == "Supply"]
    assert (supply.plain()["supplier"], supply.plain()["recipient"]) == (firm, state)
    assert supply.inferred["recipient"] == told
    start, end = supply.antecedents["recipient"]
    assert end <= supply.start
    named = text[start:end]
    assert named in ("Oman", "Peru", "Chile") or located(named, extraction.gazetteer()) == f"state:{state}"


@PARSED
@pytest.mark.parametrize(
    ("text", "firm", "state"),
    [
        ("Chile. Facial recognition, made by NEC, was purchased by the National Police.", "nec", "chl"),
        ("AKRON, Ohio - Voters met.\n\nThe Akron Police Department uses spyware from Candiru.", "candiru", "usa"),
        ("In Rocha, Uruguay, the police watch street cameras. They are by Bosch.", "bosch", "ury"),
        ("In Guayaquil the municipality runs facial recognition bought from NEC.", "nec", "ecu"),
    ],
)
def test_a_town_of_the_dateline_and_a_body_beside_a_town_are_the_state_s(text: str, firm: str, state: str) -> None:
    found, _ = scoring.read(text, "parse")
    supplies = {(p.plain()["supplier"], p.plain()["recipient"]) for p in found if p.kind == "Supply"}
    assert supplies == {(firm, state)}


@pytest.mark.parametrize("extractor", [OURS, pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize("text", UNGROUNDED)
def test_it_is_nobody_s_where_two_may_be_meant_or_no_body_is_named(text: str, extractor: str) -> None:
    found, _ = scoring.read(text, extractor)
    assert [p.plain() for p in found if p.kind in ("Supply", "Use")] == []


@pytest.mark.parametrize(
    ("dateline", "state"),
    [
        ("ROME, Ga. - ", "usa"),
        ("ROME, May 3 - ", "ita"),
        ("ATLANTA, Georgia - ", "usa"),
        ("OAKLAND, Calif. (AP) - ", "usa"),
        ("RIGA, Latvia - ", "lva"),
        ("PARIS, Texas - ", None),
    ],
)
def test_the_place_of_a_dateline_lies_in_one_state(dateline: str, state: str | None) -> None:
    assert located(dateline, extraction.gazetteer()) == (f"state:{state}" if state else None)
