"""Prose in the manner of real articles; run with ``-s`` to see the score."""

import pytest

from kg.prose import dependency, extraction
from tests.prose import elsewhere
from tests.prose import score_yardstick as scoring

PARSED = pytest.mark.skipif(dependency.pipeline() is None, reason="no spaCy pipeline with a parser is to be had")


@pytest.mark.parametrize("extractor", ["rules", pytest.param("parse", marks=PARSED)])
@pytest.mark.parametrize("half", ["development", "kept"])
def test_nothing_is_invented_and_much_is_found_in_prose_that_no_rule_was_written_for(half: str, extractor: str) -> None:
    tally = scoring.score(scoring.texts(half), extractor)
    print(f"\n{half}, {extractor}\n{scoring.report(tally, detail=False)}")
    parsed = extractor == extraction.PARSE
    assert tally.unshown == []
    assert tally.modality() >= 0.9
    assert tally.recall("Supply") >= (0.5 if parsed else 0.4)
    assert tally.recall("CountObservation") >= (0.7 if parsed else 0.55)
    if half == "development":
        assert tally.invented == []


@pytest.mark.parametrize(("extractor", "number"), [("rules", 2000), pytest.param("parse", 200, marks=PARSED)])
def test_texts_on_other_subjects_give_no_supply_and_no_use(extractor: str, number: int) -> None:
    found = [
        (proposal.kind, proposal.sentence)
        for text in elsewhere.texts(number)
        for proposal in extraction.read(text, extractor=extractor)
        if proposal.kind in ("Supply", "Use")
    ]
    assert found == []
