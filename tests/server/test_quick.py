"""Queries of one triple pattern that the server answers itself: only those, and as a process of the pool does."""

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.graph import store as stores
from kg.namespace import BASE, iri
from kg.server import quick, sparql
from kg.server.shelf import Shelf
from tests.fixtures import invented
from tests.fixtures.servers import SPARE, served

LABEL = f"<{iri('rdfs:label')}>"
ACME = f"<{iri('vendor:acme')}>"
MANY = 10**6
BOUNDED = (
    f"SELECT ?o {{ {ACME} {LABEL} ?o }}",
    f"select * where {{ {ACME} a ?kind . }} limit 1 # the end",
    f"PREFIX v: <{BASE}vendor/> # <s: p: o:\nSELECT ?g ?p {{ GRAPH ?g {{ v:acme ?p ?o }} }}",
    f"prefix ł.ö: <{BASE}vendor/> Select ?été WHERE {{ ł.ö:acme <{iri('rdfs:label')}> ?été }} Limit 5",
    f'ASK {{ ?s {LABEL} "Acme"@en }}',
    f"ASK {{ GRAPH <{BASE}graph/derived> {{ {ACME} ?p ?o }} }}",
    f"SELECT ?s ?o {{ ?s <{iri('ais:suppliesTo')}> ?o }}",
)
UNBOUNDED = (
    "SELECT * { ?s ?p ?o }",
    f"SELECT ?s {{ ?s {LABEL} ?s }}",
    f"SELECT ?s {{ ?s {LABEL} $s }}",
    f"SELECT * {{ GRAPH ?g {{ ?g {LABEL} ?o }} }}",
    f"SELECT ?o {{ {ACME} {LABEL} ?o . ?s ?p ?o }}",
    f"SELECT ?o {{ {ACME} {LABEL} ?o ; ?p ?q }}",
    f"SELECT ?o {{ {ACME} {LABEL}* ?o }}",
    f"SELECT ?o {{ {ACME} ^{LABEL} ?o }}",
    f"SELECT DISTINCT ?o {{ {ACME} {LABEL} ?o }}",
    f"SELECT (COUNT(*) AS ?n) {{ {ACME} {LABEL} ?o }}",
    f"SELECT ?s {{ ?s {LABEL} ?o }} OFFSET 5",
    f"SELECT ?s {{ ?s {LABEL} ?o }} ORDER BY ?o",
    f"SELECT ?s {{ ?s {LABEL} ?o FILTER(?o > 1) }}",
    f"SELECT ?s {{ SERVICE <https://example.org/> {{ ?s {LABEL} ?o }} }}",
    f"SELECT ?s FROM <file:///etc/passwd> {{ ?s {LABEL} ?o }}",
    f"ASK {{ {ACME} {LABEL} ?o }} # {'x' * 2000}",
    f"SELECT ?s {{ ?s {LABEL} ?o }}; INSERT DATA {{ <s:> <p:> <o:> }}",
    f"DESCRIBE {ACME}",
    " " * 1900,
    "",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    stores.save(invented.tiny(folder), folder / "kg")
    return folder / "kg"


@pytest.fixture(scope="module")
def store(place: Path) -> ox.Store:
    return stores.open_store(place)


@pytest.mark.parametrize("text", BOUNDED)
@pytest.mark.parametrize("media", sparql.SOLUTIONS)
def test_an_answer_is_that_of_the_pool(store: ox.Store, text: str, media: str) -> None:
    assert quick.bounded(text)
    offered = (media, "text/turtle", "application/sparql-results+json")
    given = quick.answer(store, text, offered, MANY, MANY)
    assert given == sparql.answer(Shelf(store), text, offered, None, None, MANY, MANY)


@pytest.mark.parametrize("text", UNBOUNDED)
def test_what_may_cost_more_is_left_to_the_pool(store: ox.Store, text: str) -> None:
    assert not quick.bounded(text)
    assert quick.answer(store, text, tuple(sparql.SOLUTIONS), MANY, MANY) is None


def test_what_is_long_wrong_or_in_no_format_is_left_to_the_pool(
    store: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, media = BOUNDED[-1], ("text/csv",)
    whole = quick.answer(store, text, media, MANY, MANY)
    assert whole is not None
    assert quick.answer(store, text, media, whole.content.count(b"\n"), MANY) is None
    assert quick.answer(store, text, media, MANY, len(whole.content) - 1) is None
    assert quick.answer(store, text, ("text/turtle",), MANY, MANY) is None
    assert quick.answer(store, f"ASK {{ {ACME} {LABEL} ?o }}", media, MANY, MANY) is None
    assert quick.answer(store, "SELECT ?s { no:prefix a ?s }", media, MANY, MANY) is None
    assert quick.answer(store, f"SELECT ?s× {{ ?s× {LABEL} ?o }}", media, MANY, MANY) is None
    assert quick.answer(store, f"SELECT ?s {{ {ACME} A ?s }}", media, MANY, MANY) is None
    monkeypatch.setattr(quick, "MOST", 100)
    assert quick.answer(store, text, media, MANY, MANY) is None


def told(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in ("date", "server")}


@pytest.mark.parametrize("base", [BASE, "https://example.org/kg/"])
def test_the_short_way_sends_what_the_long_way_sends(place: Path, base: str) -> None:
    text = BOUNDED[2].replace(BASE, base)
    options = (*SPARE, "--base", base, "--rate", "10")
    with served(place, *options) as (address, _), httpx.Client(base_url=address) as web:
        short = web.get("/sparql", params={"query": text})
        assert short.status_code == 200
        assert f"{base}graph/".encode() in short.content
        long = web.post("/sparql", data={"query": text})
        assert long.content == short.content
        assert told(long) == told(short)
        held = web.get("/sparql", params={"query": text}, headers={"If-None-Match": short.headers["etag"]})
        assert held.status_code == 304
        assert web.get("/sparql", params={"query": text}, headers={"Accept": "image/png"}).status_code == 406
        statuses = [web.get("/sparql", params={"query": text}).status_code for _ in range(60)]
        assert set(statuses) == {200, 429}
