"""Golden answers: every question gives the answer reviewed in ``tests/queries/golden``, whatever the engine.

A file ``<question>.csv`` holds the answer with default parameters, ``<question>@<name>=<value>&….csv`` with others.
``pytest --golden`` writes them anew; the difference is what to review.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks import cost
from benchmarks.cost import Cost
from kg.answering import answer
from kg.query import query, syntax
from kg.query.solution import Table

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = [path.stem for path in sorted((Path(__file__).parents[2] / "queries" / "questions").glob("*.rq"))]
UNSETTLED = {each.name for each in query.read_all("questions") if "everything" in each.tags}
"""Questions that other questions are built on: their default answers list the whole graph."""
UNCITED = {
    *("accepted-modalities", "claims-by-dimension", "claims-by-modality", "corroboration"),
    *("capitals", "demonyms", "editions", "licenses-of-sources", "records-of-sources", "regions-of-states", "size"),
    *("definitions", "idle-vendors", "sources", "states-in-region", "technologies-in-sources"),
}
"""Questions that count claims, or list sources or names: a row of theirs rests on no claim in particular."""


def _cases() -> list[str]:
    stems = {path.stem for path in GOLDEN.glob("*.csv")}
    return sorted(stems | (set(QUESTIONS) - UNSETTLED))


class Asked:
    """The answers of the queries with their defaults on one graph, each asked once, and what each cost."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.known: dict[str, tuple[Table, Cost]] = {}

    def of(self, name: str, place: str = "questions") -> tuple[Table, Cost]:
        key = f"{place}/{name}"
        if key not in self.known:
            self.known[key] = cost.measured(self.store, query.find(name, place))
        return self.known[key]


@pytest.fixture(scope="module")
def asked(released: ox.Store) -> Asked:
    """Return the answers on the graph of the toolkit's own sources."""
    return Asked(released)


@pytest.mark.parametrize("case", _cases())
def test_question_gives_its_golden_answer(
    case: str, released: ox.Store, asked: Asked, request: pytest.FixtureRequest
) -> None:
    name, _, given = case.partition("@")
    question = query.find(name)
    params = dict(pair.split("=", 1) for pair in given.split("&")) if given else {}
    table = question.run(released, **params) if params else asked.of(name)[0]
    found = answer.to_csv(answer.read(released, table, question.claims))
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
    name: str, released: ox.Store, asked: Asked, known: set[str]
) -> None:
    question = query.find(name)
    if question.claims is None:
        assert name in UNSETTLED | UNCITED
        return
    found = answer.read(released, asked.of(name)[0], question.claims)
    cited = {claim for row in found.claims for claim in row}
    assert bool(cited) == bool(found.rows)
    assert cited <= known


def test_no_question_view_or_chart_costs_a_hundred_times_what_the_others_do(asked: Asked) -> None:
    costs = {
        f"{place}/{each.name}": asked.of(each.name, place)[1]
        for place in cost.FOLDERS
        for each in query.read_all(place)
    }
    assert len(costs) > 150
    assert cost.dear(costs) == {}


def test_a_question_that_seeks_times_before_what_selects_is_told_by_what_it_once_cost() -> None:
    others = {f"questions/{number}": Cost(0.02, 40) for number in range(150)}
    listed = {"questions/statements": Cost(1.5, 33_000), "questions/dear": Cost(0.4, 3)}
    once = {"questions/evidence-of-edge": Cost(13.0, 3), "questions/ended-memberships": Cost(55.0, 1)}
    assert cost.dear(others | listed) == {}
    assert cost.dear(others | listed | once).keys() == once.keys()


def _late(text: str) -> list[str]:
    """Return the lines on which a triple pattern follows an OPTIONAL of its group."""
    told = syntax.read(text)
    groups, after, before, found = [""], [False], "", []
    for token in told.tokens:
        if token.text == "{":
            groups.append(before)
            after.append(False)
        elif token.text == "}":
            after.pop()
            after[-1] |= groups.pop() == "OPTIONAL"
        elif after[-1] and before in ("}", ")", ".") and token.kind in ("variable", "prefixed", "iri"):
            found.append(told.place(token.start))
        before = token.text
    return found


def test_what_selects_stands_before_every_optional() -> None:
    late = {
        f"{place}/{each.name}": found
        for place in cost.FOLDERS
        for each in query.read_all(place)
        if (found := _late(each.text))
    }
    assert late == {}


@pytest.mark.parametrize(
    ("group", "found"),
    [
        ("?a ais:x ?b . OPTIONAL { ?a ais:y ?c } BIND(1 AS ?d) FILTER(?c > 1)", False),
        ("?a ais:x ?b . OPTIONAL { ?a ais:y ?c } ?b ais:label ?d", True),
        ("OPTIONAL { { SELECT ?a { ?a ais:x ?b } } } BIND(?a AS ?e) ?b ais:label ?d", True),
        ("{ OPTIONAL { ?a ais:x ?b } } VALUES ?a { ais:c ais:d } ?a ais:y ?e", False),
        ("OPTIONAL { ?a ais:x ?b } VALUES ?a { ais:c ais:d }", False),
    ],
)
def test_a_pattern_after_an_optional_is_told(group: str, found: bool) -> None:
    assert bool(_late(f"PREFIX ais: <urn:x:> SELECT * WHERE {{ {group} }}")) == found
