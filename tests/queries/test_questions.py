"""Golden answers: every question gives the answer reviewed in ``tests/queries/golden``, whatever the engine.

A file ``<question>.csv`` holds the answer with default parameters, ``<question>@<name>=<value>&….csv`` with others.
``pytest --golden`` writes them anew; the difference is what to review.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.answering import answer
from kg.query import query

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = [path.stem for path in sorted((Path(__file__).parents[2] / "queries" / "questions").glob("*.rq"))]
UNSETTLED = {each.name for each in query.read_all("questions") if "everything" in each.tags}
"""Questions that other questions are built on: their default answers list the whole graph."""
UNCITED = {
    *("accepted-modalities", "claims-by-dimension", "claims-by-modality", "corroboration"),
    *("demonyms", "editions", "licenses-of-sources", "records-of-sources", "regions-of-states", "size"),
    *("sources", "states-in-region"),
}
"""Questions that count claims, or list sources or names: a row of theirs rests on no claim in particular."""


def _cases() -> list[str]:
    stems = {path.stem for path in GOLDEN.glob("*.csv")}
    return sorted(stems | (set(QUESTIONS) - UNSETTLED))


@pytest.mark.parametrize("case", _cases())
def test_question_gives_its_golden_answer(case: str, released: ox.Store, request: pytest.FixtureRequest) -> None:
    name, _, given = case.partition("@")
    params = dict(pair.split("=", 1) for pair in given.split("&")) if given else {}
    question = query.find(name)
    found = answer.to_csv(answer.read(released, question.run(released, **params), question.claims))
    path = GOLDEN / f"{case}.csv"
    if request.config.getoption("--golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"no golden answer: run 'pytest --golden tests/queries' and review {path.name}"
    assert found == path.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_question() -> None:
    assert {path.stem.partition("@")[0] for path in GOLDEN.glob("*.csv")} <= set(QUESTIONS)


@pytest.fixture(scope="module")
def known(released: ox.Store) -> set[str]:
    """Return the IRI of every claim."""
    return {str(row["claim"]) for row in query.find("receipts").run(released).values()}


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_that_carries_claims_cites_only_claims_of_the_graph(
    name: str, released: ox.Store, known: set[str]
) -> None:
    question = query.find(name)
    if question.claims is None:
        assert name in UNSETTLED | UNCITED
        return
    found = answer.read(released, question.run(released), question.claims)
    cited = {claim for row in found.claims for claim in row}
    assert bool(cited) == bool(found.rows)
    assert cited <= known
