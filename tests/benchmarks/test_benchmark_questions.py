"""Questions that are held against others in the benchmarks ask the same of the same facts. No times."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks.graphs import inputs
from benchmarks.jobs import aggregate, questions
from kg.query import query


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return inputs in which some pairs of vendors have three states in common."""
    return inputs.make(40_000, tmp_path_factory.mktemp("inputs"))


def test_the_naive_texts_give_the_rows_of_the_questions(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "SHARE", 100.0)
    ours, naive = (questions.CONTENDERS[who](given)()["answer"] for who in ("kg", "naive on pyoxigraph"))
    assert ours == naive
    assert len(ours) == 12
    assert not [name for name, told in ours.items() if told.startswith("0 rows")]


def test_sql_on_columns_gives_the_rows_of_the_questions(given: Path) -> None:
    ours, columns = (contender(given)()["answer"] for contender in aggregate.CONTENDERS.values())
    assert ours == columns
    assert len(ours) == 8
    assert not [name for name, told in ours.items() if told.startswith("0 rows")]


def test_another_fact_is_another_answer() -> None:
    def rows(claims: str) -> str:
        return aggregate._timed(lambda text: [("a", 1, claims)], "")[1]

    assert rows("c:1 c:2") == rows("c:2 c:1") != rows("c:1 c:3")


def test_the_layers_of_a_question_end_in_it(given: Path) -> None:
    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))
    text = aggregate._questions(given)["vendors-by-reach"]
    layers = aggregate.layers(text)
    joined, *others, last = [list(query.run(store, each).values()) for each in layers.values()]
    vendors = {row["vendor"] for row in last}
    assert list(layers.values())[-1] == text
    assert joined[0]["n"] == sum(len(row["claims"].split()) for row in last)
    assert all({row["vendor"] for row in rows} == vendors for rows in others)
