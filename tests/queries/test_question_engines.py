"""Every question and every view gives the same rows on Oxigraph and on rdflib's own engine.

rdflib needs minutes for the whole graph, so both answer on the claims about a few states, and on every claim that is
about none.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from kg.evidence import claim as claims_of
from kg.evidence import register
from kg.evidence.claim import Claim
from kg.graph import dataset, inference, pipeline
from kg.namespace import BASE
from kg.query import query
from kg.query.solution import python

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUESTIONS = query.read_all("questions")
VIEWS = query.read_all("views")
KEPT = {f"{BASE}state/{id_}" for id_ in ("srb", "usa", "chn", "afg")}
STATE = re.compile(rf"{re.escape(BASE)}state/\w+")
GIVEN: dict[str, dict[str, str | int]] = {
    "vendors-based-in-region": {"region": "asia"},
    "states-supplied-from-region": {"region": "asia"},
    "comparison-of-states": {"first": "srb", "second": "usa"},
    "statements": {"edition": "news-huawei-belgrade"},
    "state-to-state": {"least": 1},
    "vendors-in-region": {"region": "europe"},
    "marked-without-vendor": {"home": "usa"},
    "numbers-of-vendors": {"first": "srb"},
    "recovered-suppliers": {"state": "usa"},
    "suppliers-in-years": {"state": "srb"},
}
"""Parameters of questions whose defaults ask for states left out, or for more than rdflib answers in seconds."""
LEFT_OUT = re.compile(r"scheme/(v2sm\w+|liberal-democracy-index|military-expenditure-rank|china-odi-rank)>")


def few(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that are about kept states or none, with every tenth entry of the lists."""
    found, listings = [], 0
    for claim in claims:
        text = "".join(claims_of.quads([claim]))
        if set(STATE.findall(text)) - KEPT or LEFT_OUT.search(text):
            continue
        if "#Listing>" in text:
            listings += 1
            if listings % 10:
                continue
        found.append(claim)
    return found


Asked = Callable[[query.Query], tuple[str, Query]]
Stores = tuple[ox.Store, rdflib.Dataset, rdflib.Graph]


@pytest.fixture(scope="module")
def stores() -> Stores:
    """Return one small dataset in both engines, and the union of its graphs, which rdflib answers on faster."""
    claims, sources = pipeline.read()
    lines = dataset.quads(register.released(), sources, few(claims))
    store = dataset.load(line for line in lines if not set(STATE.findall(line.split(" ", 1)[0])) - KEPT)
    inference.infer(store)
    parsed = rdflib.Dataset(default_union=True)
    parsed.parse(data=store.dump(format=ox.RdfFormat.N_QUADS) or b"", format="nquads")
    union = rdflib.Graph("SimpleMemory")
    for triple in parsed.triples((None, None, None)):
        union.add(triple)
    return store, parsed, union


def plain(term: object) -> Hashable:
    """Return a term as a value that is equal whatever engine gave it; texts of claims in one order, none as ''."""
    if isinstance(term, rdflib.Literal):
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        term = ox.Literal(str(term), datatype=datatype)
    if isinstance(term, ox.Literal):
        value = python(term)
        if isinstance(value, float):
            return round(value, 9)
        return " ".join(sorted(set(value.split()))) if isinstance(value, str) and f"{BASE}claim/" in value else value
    return "" if term is None else str(getattr(term, "value", term))


def apart(part: object) -> Iterator[rdflib.Variable]:
    """Yield the subjects of labels that a group of several patterns asks for and nothing in it joins."""
    if isinstance(part, CompValue) and part.name == "BGP" and len(part.triples) > 1:
        named = [subject for subject, predicate, _ in part.triples if predicate == rdflib.RDFS.label]
        joined = Counter(term for triple in part.triples for term in set(triple))
        yield from (subject for subject in named if joined[subject] == 1)
    if isinstance(part, dict | list | tuple):
        for each in part.values() if isinstance(part, dict) else part:
            yield from apart(each)


@pytest.fixture(scope="module")
def asked(stores: Stores) -> Asked:
    """Return what gives the text of a question, as it is asked of the small dataset, and rdflib's parse of it."""

    found: dict[tuple[str, str], tuple[str, Query]] = {}

    def parsed(question: query.Query) -> tuple[str, Query]:
        key = question.folder, question.name
        if key not in found:
            text = question.bind(lambda *name: query.named(stores[0], *name), GIVEN.get(question.name, {}))
            found[key] = text, prepareQuery(text)
        return found[key]

    return parsed


@pytest.mark.parametrize(
    "question", [each for each in [*QUESTIONS, *VIEWS] if "rdfs:label" in each.text], ids=lambda each: each.name
)
def test_no_labels_are_multiplied(question: query.Query, asked: Asked) -> None:
    """Each label of the graph with each other one, or with each claim: two minutes for twenty-nine rows."""
    assert not list(apart(asked(question)[1].algebra))


def test_the_small_dataset_still_asks_something(stores: Stores) -> None:
    answered = [each.name for each in QUESTIONS if len(each.run(stores[0], **GIVEN.get(each.name, {})))]
    assert len(answered) > 0.8 * len(QUESTIONS)


@pytest.mark.parametrize("question", [*QUESTIONS, *VIEWS], ids=lambda each: f"{each.folder}/{each.name}")
def test_question_gives_the_same_rows_on_both_engines(question: query.Query, stores: Stores, asked: Asked) -> None:
    store, dataset, union = stores
    text, parsed = asked(question)
    table = query.run(store, text)
    other = (dataset if re.search(r"\b(GRAPH|FROM)\b", text) else union).query(parsed)
    assert tuple(str(variable) for variable in other.vars or ()) == table.columns
    expected = Counter(tuple(map(plain, row)) for row in table.rows)
    assert Counter(tuple(map(plain, row)) for row in other) == expected  # type: ignore[arg-type]
