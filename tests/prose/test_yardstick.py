"""Prose in the manner of real articles; run with ``-s`` to see the score."""

from pathlib import Path

import pytest

from kg.prose import dependency, extraction
from tests.prose import score_yardstick as scoring

OTHER = Path(__file__).parent / "yardstick" / "elsewhere.txt"


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
