"""`kg serve` as a process of its own: the site live, the SPARQL Protocol, limits and faults, asked by real clients."""

import asyncio
import csv
import html
import io
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from benchmarks.peers.server import HOST, end, free_port
from kg.graph import mark
from kg.graph import store as stores
from kg.namespace import BASE, base_in_use
from kg.server import document, sparql, traffic
from kg.server.limit import Limits
from kg.server.live import Live
from kg.server.shelf import Shelf
from kg.server.traffic import Rates
from kg.site import front, negotiation, publication, story
from kg.site.resource import Library
from tests.fixtures import invented
from tests.fixtures.processes import running
from tests.fixtures.servers import SPARE, served

EVIL = "<script>alert(1)</script>"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
LABELS = "SELECT ?s ?o WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?a) > STR(?i)) }"
OWN = "https://example.org/kg/"
"""The base of a server that publishes the graph under its own names."""
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.fixture(scope="module")
def place(hostile: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    stores.save(hostile, folder / "kg")
    return folder / "kg"


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[str]:
    with served(place, "--rate", "0", "--quiet") as (address, _):
        yield address


@pytest.fixture(scope="module")
def strict(place: Path) -> Iterator[str]:
    """Yield the address of a server that gives little of everything."""
    limits = {"--seconds": "1", "--rows": "5", "--size": "100000", "--body": "2000", "--queue": "2", "--processes": "2"}
    with served(place, "--quiet", "--rate", "0", *(word for pair in limits.items() for word in pair)) as (address, _):
        yield address


@pytest.fixture(scope="module")
def rebased(place: Path) -> Iterator[str]:
    """Yield the address of a server whose terms begin with :data:`OWN`."""
    with served(place, *SPARE, "--rate", "0", "--base", OWN) as (address, _):
        yield address


@pytest.fixture(scope="module")
def site(hostile_site: Path) -> Path:
    return hostile_site


STOPPED = ('kg_requests_total{part="sparql",status="504"}', "kg_processes_replaced")


def counted(address: str, name: str) -> float:
    """Return what /metrics gives for a name, 0 for one that is not there yet."""
    lines = httpx.get(f"{address}/metrics", timeout=60).text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.rpartition(" ")[0] == name), 0.0)


def ask(address: str, query: str, accept: str = JSON, **more: Any) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query, **more}, headers={"Accept": accept}, timeout=60)


def test_a_shelf_reads_what_a_library_holds(place: Path) -> None:
    store = stores.open_store(place)
    shelf, library = Shelf(store), Library(store)
    assert list(publication.things(shelf)) == list(publication.things(library))
    for name in publication.things(library):
        assert dict(publication.documents(shelf, name)) == dict(publication.documents(library, name)), name
    written = front.documents(library)
    assert {path: write() for path, write in front.documents(shelf).items()} == {p: w() for p, w in written.items()}
    assert dict(shelf.graphs) == dict(library.graphs)
    assert dict(shelf.receipts.items()) == dict(library.receipts)
    assert "https://example.org/nothing" not in shelf.out


def test_every_file_of_the_static_site_is_served_with_the_same_bytes(server: str, site: Path) -> None:
    different = []
    with httpx.Client(base_url=server, timeout=120) as client:
        for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
            if "/claim/" in f"/{path}" and not path.endswith(".ttl"):
                continue
            answer = client.get(f"/{path}")
            if path == mark.FILE:  # in a folder, it tells besides what of it is ours
                assert answer.json().items() <= json.loads((site / path).read_bytes()).items()
                continue
            if answer.status_code != 200 or answer.content != (site / path).read_bytes():
                different.append((path, answer.status_code))
    assert different == []


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/", 200, None),
        ("/state", 301, "/state/"),
        ("/state/", 200, None),
        ("/state/ada", 303, "/state/ada.html"),
        ("/ontology", 303, "/ontology.html"),
        ("/ontology/anything", 303, "/ontology.html"),
        ("/question/vendors-by-reach", 303, "/question/vendors-by-reach.html"),
        ("/embed", 301, "/embed.html"),
        ("/explorer", 301, "/explorer.html"),
        ("/nowhere", 404, None),
        ("/state/nowhere", 404, None),
        ("/state/nowhere.ttl", 404, None),
        ("/state/ada.png", 404, None),
        ("/state/ada.2.html", 404, None),
        ("/state/ada.0.html", 404, None),
        ("/state/ada.2.ttl", 404, None),
        ("/vendor/%2e%2e/%2e%2e/etc/passwd", 404, None),
        ("/latest/../../etc/passwd", 404, None),
        ("/%00", 404, None),
        ("/question/nothing.csv", 404, None),
    ],
)
def test_a_path_leads_where_the_static_site_leads(server: str, path: str, status: int, location: str | None) -> None:
    for method in ("GET", "HEAD"):
        answer = httpx.request(method, server + path, timeout=60)
        assert (answer.status_code, answer.headers.get("location")) == (status, location)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-security-policy"] == negotiation.POLICY
        if method == "HEAD":
            assert answer.content == b""


def test_a_resource_is_negotiated_by_the_table(server: str) -> None:
    accepts = (
        "*/*",
        "text/turtle",
        "application/ld+json;q=0.3, text/turtle;q=0.7",
        "text/html;q=0.4, text/*;q=0.8",
        "text/turtle;q=0, */*;q=0.1",
        "TEXT/TURTLE ; q=1.000",
        "image/png",
    )
    with httpx.Client(base_url=server, timeout=60) as client:
        for accept in accepts:
            answer = client.get("/vendor/acme", headers={"Accept": accept})
            suffix = negotiation.choose(accept, negotiation.DOCUMENTS)
            assert "Accept" in answer.headers["vary"].split(", ")
            if suffix is None:
                assert answer.status_code == 406
                assert ".ttl" in answer.text
                continue
            assert (answer.status_code, answer.headers["location"]) == (303, f"/vendor/acme.{suffix}")
            document = client.get(answer.headers["location"])
            assert document.headers["content-type"].partition(";")[0] == negotiation.MEDIA[suffix]
            assert document.headers.get("vary", "Accept-Encoding") == "Accept-Encoding"


def test_a_document_that_has_not_changed_is_not_sent_again(server: str) -> None:
    for path in ("/state/ada.ttl", "/sparql?query=ASK%20%7B%7D", "/latest/claims.csv"):
        first = httpx.get(server + path, timeout=60)
        assert first.status_code == 200
        for name, value in (
            ("If-None-Match", first.headers["etag"]),
            ("If-Modified-Since", first.headers["last-modified"]),
        ):
            again = httpx.get(server + path, headers={name: value}, timeout=60)
            assert (again.status_code, again.content) == (304, b"")
        for name, value in (("If-None-Match", '"other"'), ("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT")):
            assert httpx.get(server + path, headers={name: value}, timeout=60).status_code == 200


def test_a_label_is_text_wherever_it_stands(server: str) -> None:
    page = httpx.get(f"{server}/vendor/acme.html", timeout=60).text
    assert EVIL not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    missing = httpx.get(f"{server}/state/{EVIL}", timeout=60)
    assert missing.status_code == 404
    assert EVIL not in missing.text
    wrong = ask(server, f"SELECT {EVIL}")
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert wrong.headers["x-content-type-options"] == "nosniff"


def test_a_query_comes_in_three_ways_and_goes_in_every_format(server: str, place: Path) -> None:
    size = str(len(stores.open_store(place)))
    ways = [
        ask(server, COUNT),
        httpx.post(f"{server}/sparql", data={"query": COUNT}, timeout=60),
        httpx.post(f"{server}/sparql", content=COUNT, headers={"Content-Type": "application/sparql-query"}, timeout=60),
    ]
    assert [way.json()["results"]["bindings"][0]["n"]["value"] for way in ways] == [size] * 3
    for media, format_ in sparql.SOLUTIONS.items():
        answer = ask(server, COUNT, media)
        assert answer.headers["content-type"].partition(";")[0] == media
        if media == "text/csv":
            assert list(csv.reader(io.StringIO(answer.text))) == [["n"], [size]]
        else:
            found = ox.parse_query_results(answer.content, format=format_)
            assert isinstance(found, ox.QuerySolutions)
            assert [row["n"].value for row in found] == [size]
    expected: set[ox.Triple] = set()
    for media, rdf in sparql.TRIPLES.items():
        answer = ask(server, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s a <" + BASE + "ontology#Claim> }", media)
        triples = {quad.triple for quad in ox.parse(answer.content, format=rdf)}
        assert len(triples) > 20
        expected = expected or triples
        assert triples == expected, media
    assert ask(server, "ASK { ?s ?p ?o }").json()["boolean"] is True
    assert ask(server, "ASK { ?s ?p 42 }", XML).text.count("<boolean>false</boolean>") == 1


@pytest.mark.parametrize("query", ["SELECT * {}", "SELECT ?x {}", 'SELECT ("a\\tb\\nc\\"\\\\" AS ?x) (01 AS ?y) {}'])
def test_an_answer_keeps_its_terms_through_every_format(server: str, place: Path, query: str) -> None:
    bare = stores.open_store(place).query(query)
    assert isinstance(bare, ox.QuerySolutions)
    assert json.loads(bare.serialize(format=ox.QueryResultsFormat.JSON) or b"") == ask(server, query).json()


def test_the_dataset_is_that_of_the_request_or_of_the_query(server: str, place: Path) -> None:
    graph = BASE + "graph/derived"
    held = len(list(stores.open_store(place).quads_for_pattern(None, None, None, ox.NamedNode(graph))))
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"

    def number(query: str, **more: Any) -> int:
        return int(ask(server, query, **more).json()["results"]["bindings"][0]["n"]["value"])

    assert 0 < held < number(COUNT)
    assert number(COUNT, **{"default-graph-uri": graph}) == held
    assert number(COUNT, **{"named-graph-uri": graph}) == 0
    assert number(named, **{"named-graph-uri": graph}) == held
    assert number(named, **{"default-graph-uri": graph}) == 0
    assert number(COUNT.replace("WHERE", f"FROM <{graph}> WHERE")) == held
    assert number(COUNT, **{"default-graph-uri": [graph, BASE + "graph/herald"]}) > held


def test_the_endpoint_describes_itself(server: str) -> None:
    graph = rdflib.Graph().parse(
        data=httpx.get(f"{server}/sparql", headers={"Accept": "text/turtle"}, timeout=60).text, format="turtle"
    )
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(BASE + "sparql")
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    page = httpx.get(f"{server}/sparql", headers={"Accept": "text/html"}, timeout=60)
    assert 'id="limits"' in page.text
    assert httpx.get(f"{server}/sparql", headers={"Accept": "image/png"}, timeout=60).status_code == 406


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", 403, "an update"),
        ("LOAD <http://127.0.0.1/x>", 403, "an update"),
        ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", 403, "an update"),
        ("CLEAR ALL", 403, "an update"),
        ("DROP GRAPH <a:a>", 403, "an update"),
        ("SELECT * { SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "a file"),
        ("SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }", 403, "a file"),
        ("SELECT * { VALUES ?z {1} .SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * { <a:a> ?p ?o #\rSERVICE <http://127.0.0.1/sparql> { ?s ?p ?o }\n}", 403, "SERVICE"),
        ("PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:sparql { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * { FILTER(1<2&&'>'='>') SERVICE <http://127.0.0.1/> { ?s ?p ?o } FILTER('a'='a') }", 403, "SERVICE"),
        ("SELECT * { FILTER(1<2)#>'\nSERVICE <http://127.0.0.1/> { ?s ?p ?o } #'\n}", 403, "SERVICE"),
        ("SELECT * { ?s rdfs:label ?o }", 400, "the prefix 'rdfs:' is not declared; begin with PREFIX rdfs: <http"),
        ("SELECT * { ?s ?p ?o FILTER(<a:f>(?o)) }", 400, "the function <a:f> is not known here"),
        ("SELEKT *", 400, "not valid SPARQL"),
        ("", 400, "not valid SPARQL"),
        ("SELECT ?x {} # " + "é\U0001f600", 200, ""),
        ('SELECT ("LOAD <a> SERVICE <b> INSERT DATA {}" AS ?x) {} # DROP ALL', 200, ""),
        ("SELECT ?load ?service { ?load <a:service> ?service }", 200, ""),
    ],
)
def test_what_would_do_more_than_read_is_refused(server: str, query: str, status: int, told: str) -> None:
    answer = ask(server, query)
    assert answer.status_code == status, answer.text
    assert told in answer.text
    if status != 200:
        assert answer.text.count("\n") == 1


def test_a_request_that_is_none_of_the_protocol_is_told_so(server: str) -> None:
    url = f"{server}/sparql"
    update = {"Content-Type": "application/sparql-update"}
    assert httpx.post(url, content="INSERT DATA { <a:a> <a:b> 1 }", headers=update, timeout=60).status_code == 403
    assert httpx.post(url, data={"update": "CLEAR ALL"}, timeout=60).status_code == 403
    assert (
        httpx.get(url, params={"query": COUNT, "default-graph-uri": "file:///etc/passwd"}, timeout=60).status_code
        == 403
    )
    assert httpx.get(url, params={"query": COUNT, "default-graph-uri": "no iri"}, timeout=60).status_code == 400
    assert httpx.get(url, params=[("query", COUNT), ("query", COUNT)], timeout=60).status_code == 400
    assert httpx.post(url, data={"other": "x"}, timeout=60).status_code == 400
    assert httpx.post(url, content="{}", headers={"Content-Type": "application/json"}, timeout=60).status_code == 415
    assert httpx.put(url, content="x").status_code == 405
    wrong = ask(server, COUNT, "image/png")
    assert (wrong.status_code, JSON in wrong.text) == (406, True)
    assert ask(server, COUNT, "text/turtle").status_code == 406
    assert ask(server, "ASK {}", "text/csv").status_code == 406


def test_other_sites_may_ask(server: str) -> None:
    origin = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = httpx.request("OPTIONS", f"{server}/sparql", headers=origin)
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "X-Kg-Truncated" in ask(server, COUNT).headers["access-control-expose-headers"]


def test_an_answer_that_is_cut_says_so(strict: str) -> None:
    whole = ask(strict, f"{LABELS} LIMIT 5")
    assert "x-kg-truncated" not in whole.headers
    cut = ask(strict, LABELS)
    assert cut.headers["x-kg-truncated"] == "5 rows"
    assert cut.json()["head"]["link"] == [BASE + "sparql#limits"]
    assert len(cut.json()["results"]["bindings"]) == 5
    xml = ask(strict, LABELS, XML)
    assert xml.text.count("<result>") == 5
    assert f'<link href="{BASE}sparql#limits"/></head>' in xml.text
    assert len(list(csv.reader(io.StringIO(ask(strict, LABELS, "text/csv").text)))) == 6
    turtle = ask(strict, "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    assert turtle.headers["x-kg-truncated"] == "5 triples"
    assert len(list(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))) == 5
    assert turtle.text.startswith("# Cut: 5 triples")


def test_an_answer_of_too_many_bytes_is_cut_between_rows(place: Path) -> None:
    shelf = Shelf(stores.open_store(place))
    whole = sparql.answer(shelf, LABELS, "text/tab-separated-values", None, None, 1000, 10**6)
    assert whole.truncated == ""
    for size in (200, 300, 999):
        cut = sparql.answer(shelf, LABELS, "text/tab-separated-values", None, None, 1000, size)
        assert whole.content.startswith(cut.content)
        assert len(cut.content) <= size
        assert cut.content.endswith(b"\n")
        assert cut.truncated == f"{len(cut.content.splitlines()) - 1} rows"


def test_a_query_ends_at_its_limit_and_others_are_answered_meanwhile(strict: str) -> None:
    """A server that lets others wait answers one of them, however often this is tried; a busy one not every time.

    The process that was ended is begun anew while the next query runs, and until then none may be free.
    """
    answered = 0
    ended: list[httpx.Response] = []
    before = [counted(strict, name) for name in STOPPED]
    while answered < 2 and len(ended) < 5:
        thread = threading.Thread(target=lambda: ended.append(ask(strict, ENDLESS)))
        thread.start()
        answered = 0
        while thread.is_alive():
            got = ask(strict, f"{COUNT} # {len(ended)} {answered}")
            assert got.status_code == 200 or (ended and "no process was free" in got.text), got.text
            answered += got.status_code == 200
        assert ended[-1].status_code == 504
        assert "stopped after 1 seconds" in ended[-1].text
    assert answered > 1
    assert [counted(strict, name) for name in STOPPED] == [figure + len(ended) for figure in before]
    assert counted(strict, "kg_queries_running") == 0


def test_a_reader_whose_answer_is_late_gets_a_page_and_a_program_a_problem(place: Path) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    with served(place, "--quiet", "--rate", "0", "--seconds", "0.001") as (address, _):
        asked = f"{address.removesuffix('/sparql').rstrip('/')}/question/suppliers-of-state"
        late = httpx.get(f"{asked}.html?state=Kenia", headers=browser, timeout=120)
        assert (late.status_code, late.headers["content-type"]) == (504, "text/html; charset=utf-8")
        assert "Ask again in a moment" in late.text
        told = httpx.get(f"{asked}?state=Kenia", timeout=120)
    assert (told.status_code, told.headers["content-type"]) == (504, "application/problem+json")


@pytest.mark.parametrize(
    "query", ["SELEC", "SELECT * { ?s rdfs:label ?o }", "SELECT * { SERVICE <http://127.0.0.1/> {} }"]
)
def test_a_browser_is_told_on_a_page_why_a_query_is_not_answered_and_a_program_in_a_line(
    server: str, query: str
) -> None:
    line = ask(server, query)
    told = ask(server, query, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (told.status_code, told.headers["content-type"]) == (line.status_code, "text/html; charset=utf-8")
    assert line.text.strip() in html.unescape(told.text)
    assert f">{html.escape(query)}</textarea>" in told.text
    assert (told.headers["cache-control"], told.headers["vary"]) == ("no-store", "Accept")
    for program in (line, ask(server, query, "*/*"), ask(server, query, "")):
        assert (program.text, program.headers["content-type"][:10]) == (line.text, "text/plain")


def test_too_much_at_once_is_sent_away_for_a_while(strict: str) -> None:
    ended: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda n=n: ended.append(ask(strict, f"{ENDLESS} # {n}"))) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = [answer.status_code for answer in ended]
    assert (set(statuses), statuses.count(504) in (1, 2)) == ({503, 504}, True)
    assert {answer.headers["retry-after"] for answer in ended if answer.status_code == 503} == {"5"}
    assert httpx.get(f"{strict}/state/ada.html", timeout=60).status_code == 200
    later = (ask(strict, COUNT).status_code for _ in range(30))  # a process that is begun anew is not there at once
    assert next(status for status in later if status != 503) == 200


def test_a_body_has_a_limit(strict: str) -> None:
    for headers in (
        {"Content-Type": "application/sparql-query"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ):
        answer = httpx.post(f"{strict}/sparql", content=b"#" * 3000, headers=headers, timeout=60)
        assert (answer.status_code, "2000 bytes" in answer.text) == (413, True)


def test_a_client_has_a_rate_of_its_own(place: Path) -> None:
    with served(place, *SPARE, "--rate", "0.01", "--forwarded") as (address, _):
        statuses = [
            httpx.get(f"{address}/style.css", headers={"X-Forwarded-For": "192.0.2.1"}, timeout=60) for _ in range(2)
        ]
        assert statuses[0].status_code == 200
        assert statuses[-1].status_code == 429
        assert int(statuses[-1].headers["retry-after"]) >= 1
        other = httpx.get(f"{address}/style.css", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}, timeout=60)
        assert other.status_code == 200
        assert httpx.get(f"{address}/health", timeout=60).status_code == 200


def test_a_rate_fills_up_again() -> None:
    rates = Rates(2.0)
    assert [rates.wait("a", 100.0) for _ in range(5)] == [0, 0, 0, 0, 0.5]
    assert rates.wait("b", 100.0) == 0
    assert rates.wait("a", 100.5) == 0
    assert rates.wait("a", 100.5) > 0


def test_a_query_that_takes_too_much_memory_ends_alone(place: Path) -> None:
    huge = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
    with served(place, *SPARE, "--memory", "150", "--seconds", "60") as (address, _):
        answer = ask(address, huge)
        assert (answer.status_code, "memory" in answer.text) == (503, True)
        assert ask(address, COUNT).status_code == 200


def children(process: "subprocess.Popen[bytes]") -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in found.stdout.split()]


def test_a_process_that_dies_is_replaced_and_none_outlives_the_server(place: Path) -> None:
    with served(place, "--quiet", "--processes", "2") as (address, process):
        before = children(process)
        for child in before:
            os.kill(child, signal.SIGKILL)
        until = time.monotonic() + 120
        while {ask(address, COUNT).status_code, httpx.get(f"{address}/state/ada.html", timeout=60).status_code} != {
            200
        }:
            assert time.monotonic() < until
        after = children(process)
        assert after
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not any(map(running, after))


@contextmanager
def occupied(place: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Yield the address and the process of a server whose only process for queries works at one without end."""
    with (
        served(place, *SPARE, "--seconds", "600") as (address, process),
        socket.create_connection((HOST, int(address.rpartition(":")[2]))) as endless,
    ):
        endless.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while httpx.get(f"{address}/health", timeout=60).json()["running"] != 1:
            time.sleep(0.05)
        yield address, process


def test_no_process_works_on_when_the_server_is_killed(place: Path) -> None:
    with occupied(place) as (_, process):
        left = children(process)
        assert left
        process.kill()
        process.wait(60)
        until = time.monotonic() + 20
        while any(map(running, left)):
            assert time.monotonic() < until
            time.sleep(0.1)


def test_questions_of_the_library_have_processes_that_no_query_of_a_reader_keeps(place: Path) -> None:
    with occupied(place) as (address, _):
        for path in ("question/states-of-vendor.json?vendor=acme", "fragment?page=1", "reconcile"):
            answer = httpx.get(f"{address}/{path}", timeout=60, follow_redirects=True)
            assert answer.status_code == 200, answer.text
        assert httpx.get(f"{address}/health", timeout=60).json()["running"] == 1


def test_who_asks_for_one_process_is_given_one_of_each_kind(place: Path) -> None:
    for processes, counts in ((1, (1, 1, 1)), (2, (2, 2, 2)), (8, (4, 8, 2))):
        live = Live(place, base_in_use(), Limits(), processes)
        assert (live.questions.count, live.sparql.count, live.pages.count) == counts


def test_a_server_that_makes_nothing_ahead_is_ready_at_once_and_makes_what_is_asked_for(place: Path) -> None:
    def made() -> set[object]:
        return {each.rehearsal for each in (*live.pools, live.pages)}

    async def asked() -> None:
        await live.start()
        try:
            await asyncio.gather(*(pool.warm() for pool in live.pools))
            assert live.ready
            assert (live.pages.started, live.triples) == (False, None)
            assert await live.document("state/ada.html") is not None
            assert (live.pages.started, live.triples is None) == (True, False)
            dump = await live.dumped("void.ttl")
            assert dump is not None
            assert dump.is_file()
        finally:
            await live.close()

    live = Live(place, base_in_use(), Limits(), 1, ahead=True)
    assert None not in made()
    live = Live(place, base_in_use(), Limits(), 1, ahead=False)
    assert made() == {None}
    with ThreadPoolExecutor(1) as alone:  # a browser of other tests may hold the loop of this thread
        alone.submit(asyncio.run, asked()).result()


def test_connections_that_ask_for_nothing_keep_nobody_out(server: str) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 3_000:
        pytest.skip("a process may have too few files open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 3_000), hard))
    port = int(server.rpartition(":")[2])
    begun = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "
    with ExitStack() as held:
        for number in range(1_200):
            held.enter_context(socket.create_connection((HOST, port))).sendall(begun if number % 2 else b"")
        assert httpx.get(f"{server}/health", timeout=10).status_code == 200


def test_with_another_base_what_is_computed_is_true_of_the_terms_that_are_sent(rebased: str) -> None:
    state = f"{OWN}state/ada"
    texts = {
        f"SELECT (STRLEN(STR(?s)) AS ?x) {{ VALUES ?s {{ <{state}> }} ?s a ?c }}": str(len(state)),
        f"SELECT (COUNT(*) AS ?x) {{ ?x a ?c FILTER(?x = <{state}> && CONTAINS(STR(?x), 'example.org')) }}": "1",
        f"SELECT (STRAFTER(STR(?s), 'kg/') AS ?x) {{ ?s a ?c FILTER(?s = <{state}>) }}": "state/ada",
        f"SELECT (COUNT(*) AS ?x) {{ BIND(IRI(CONCAT('{OWN}', 'state/ada')) AS ?s) ?s a ?c }}": "1",
        f"SELECT ('{BASE}' AS ?x) {{}}": BASE,
    }
    for text, value in texts.items():
        found = ask(rebased, text, accept="text/csv").text.splitlines()
        assert found[1] == value, text


def test_with_another_base_what_is_relative_and_what_is_to_be_done_are_of_that_base(rebased: str) -> None:
    counted, named = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s ?p ?o } }"

    def count(text: str, **more: str) -> int:
        return int(ask(rebased, text, "text/csv", **more).text.split()[1])

    for graph in ("graph/herald", "graph/ontology"):
        there = count(counted % f"FROM <{OWN}{graph}>")
        assert count(counted % f"FROM <{graph}>") == count(counted % f"FROM <\\u0067{graph[1:]}>") == there > 0
        assert count(named % f"FROM NAMED <{graph}>") == there
        assert count(f"BASE <{OWN}> {counted % f'FROM <{graph}>'}") == there
        assert count(counted % f"FROM <{BASE}{graph}>") == 0
    assert count("SELECT (COUNT(*) AS ?n) { <state/ada> a ?c }") == 1
    refused = ask(rebased, "SELECT * { vendor:acme ?p ?o }")
    assert refused.status_code == 400
    assert f"begin with PREFIX vendor: <{OWN}vendor/>" in refused.text
    assert BASE not in refused.text
    turtle = ask(rebased, f"CONSTRUCT WHERE {{ <{OWN}state/ada> ?p ?o }}", "text/turtle").text
    assert f"@prefix state: <{OWN}state/>" in turtle
    assert "state:ada" in turtle
    wrong = ask(rebased, "SELECT * FROM <graph/herald> { ?s ?p }")
    assert "line 1, column 39" in wrong.text


def test_the_description_names_the_address_that_was_asked_and_is_rdf_unless_a_page_is_asked_for(server: str) -> None:
    address = f"{server.removesuffix('/sparql').rstrip('/')}/sparql"
    plain = httpx.get(address, timeout=60)
    assert plain.headers["content-type"].startswith("text/turtle")
    assert f"sd:endpoint <{address}>" in plain.text
    page = httpx.get(address, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}, timeout=60)
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("kind", ["\\u0001", "\\u000B", "\\uFFFE"])
def test_an_answer_that_xml_cannot_hold_is_not_sent_as_xml(server: str, kind: str) -> None:
    address = f"{server.removesuffix('/sparql').rstrip('/')}/sparql"
    text = f'SELECT ("a{kind}b" AS ?x) {{}}'
    refused = httpx.post(
        address, data={"query": text}, headers={"accept": "application/sparql-results+xml"}, timeout=60
    )
    assert refused.status_code == 406
    assert "which XML cannot" in refused.text
    assert httpx.post(address, data={"query": text}, headers={"accept": "text/csv"}, timeout=60).status_code == 200


def test_what_crawlers_look_for_is_there(server: str) -> None:
    root = server.removesuffix("/sparql").rstrip("/")
    void = httpx.get(f"{root}/.well-known/void", follow_redirects=True, timeout=120)
    assert "void:Dataset" in void.text
    assert "Sitemap: " in httpx.get(f"{root}/robots.txt", timeout=60).text
    assert "<loc>" in httpx.get(f"{root}/sitemap.xml", timeout=60).text


def test_a_body_of_json_asks_for_candidates_as_a_form_does(server: str) -> None:
    address = f"{server.removesuffix('/sparql').rstrip('/')}/reconcile"
    batch = {"q": {"query": "Adania"}}
    form = httpx.post(address, data={"queries": json.dumps(batch)}, timeout=60).json()
    assert form["q"]["result"]
    assert (
        httpx.post(address, json=batch, timeout=60).json()
        == httpx.post(address, json={"queries": batch}, timeout=60).json()
        == form
    )


def test_another_base_is_that_of_every_text(rebased: str) -> None:
    turtle = httpx.get(f"{rebased}/state/ada.ttl", timeout=60).text
    assert OWN in turtle
    assert BASE not in turtle
    answer = ask(rebased, f"SELECT ?label WHERE {{ <{OWN}state/ada> a ?label }}")
    assert answer.json()["results"]["bindings"]
    assert BASE not in answer.text


@pytest.mark.parametrize(
    ("piece", "number", "status"),
    [(b"#", 3_000, 413), (b"#" * 100, 5_000, 413), (b"#" * 300, 3_000, 200), (b" ", 900, 200)],
)
def test_a_body_in_very_many_small_pieces_is_refused(server: str, piece: bytes, number: int, status: int) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"ASK {} "
        yield from (piece for _ in range(number))

    headers = {"Content-Type": "application/sparql-query"}
    try:
        answer = httpx.post(f"{server}/sparql", content=pieces(), headers=headers, timeout=60)
    except httpx.TransportError:  # it was refused before all of it was sent
        assert status == 413
        return
    assert answer.status_code == status, answer.text
    assert ("pieces of" in answer.text) == (status == 413)


def test_a_line_of_the_log_is_short_whatever_is_asked() -> None:
    long = {"method": "G" * 10**5, "path": "/é\n" * 10**5, "query_string": b"\xff" * 10**5}
    line = traffic._line(long, "192.0.2.1", 404, 0, 0.0)
    assert len(line) < 7 * 3 * traffic.TOLD
    assert line.count("\n") == 1
    assert json.loads(line)["path"] == ("/é\n" * 10**5)[: traffic.TOLD]


def test_the_log_is_one_line_for_each_request(place: Path, tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "kg", "serve", "--lazy", "--graph", str(place), "--port", str(port)]
        process = subprocess.Popen(command, stdout=output)
        try:
            until = time.monotonic() + 120
            while True:
                try:
                    httpx.get(f"http://{HOST}:{port}/state/ada?x=%0Ay", timeout=120)
                    break
                except httpx.TransportError:
                    assert time.monotonic() < until
                    time.sleep(0.05)
        finally:
            end(process)
    (line,) = log.read_text().splitlines()
    told = json.loads(line)
    assert (told["method"], told["path"], told["query"], told["status"]) == ("GET", "/state/ada", "x=%0Ay", 303)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--port", "99999"], "cannot be listened at"),
        (["--base", "nothing"], "not a base"),
        (["--rows", "0"], "not a limit"),
        (["--graph", "/nowhere/kg"], "no graph is built here"),
        (["--graph", "http://127.0.0.1/sparql"], "only a graph on disk"),
    ],
)
def test_a_server_that_cannot_start_says_why(place: Path, options: list[str], told: str) -> None:
    done = invented.kg("serve", *(options if "--graph" in options else ["--graph", str(place), *options]))
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_graph_that_is_missing_is_told_before_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        done = invented.kg("serve", "--graph", tmp_path / "kg", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no graph is built here" in done.stderr


def test_rdflib_follows_the_negotiation_and_asks_the_endpoint(server: str, place: Path) -> None:
    graph = rdflib.Graph().parse(f"{server}/state/ada")
    assert (rdflib.URIRef(BASE + "state/ada"), rdflib.RDFS.label, None) in graph
    remote = rdflib.Graph(SPARQLStore(f"{server}/sparql"))
    (row,) = remote.query(COUNT)
    assert str(row[0]) == str(len(stores.open_store(place)))  # type: ignore[index]
    labels = list(remote.objects(rdflib.URIRef(BASE + "vendor/acme"), rdflib.RDFS.label))
    assert rdflib.Literal(EVIL, lang="en") in labels


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_sparqlwrapper_asks_the_endpoint(server: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    for method in ("GET", "POST"):
        client = wrapper.SPARQLWrapper(f"{server}/sparql")
        client.setMethod(method)
        client.setReturnFormat(wrapper.JSON)
        client.setQuery(f"{LABELS} LIMIT 3")
        assert len(client.queryAndConvert()["results"]["bindings"]) == 3
    client.setReturnFormat(wrapper.TURTLE)
    client.setQuery("CONSTRUCT WHERE { ?s a ?o }")
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) > 5


def test_curl_follows_the_negotiation(server: str, site: Path) -> None:
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")
    command = [program, "-sSL", "--fail", "-H", "Accept: application/n-triples", f"{server}/state/ada"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert done.stdout == (site / "state" / "ada.nt").read_bytes()


def test_notebooks_are_told_of_where_they_are_served(server: str, place: Path) -> None:
    missing = httpx.get(f"{server}/notebook/", timeout=60)
    assert (missing.status_code, "kg serve --notebooks" in missing.text) == (404, True)
    shelf = Shelf(stores.open_store(place))
    for told in (False, True):
        start = document.documents(shelf, "index.html", BASE, told)["index.html"]
        assert (b"notebook/index.html" in start) == told


def test_notebooks_are_run_behind_other_work(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# One?"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": "print(6 * 7)",
            "outputs": [],
            "execution_count": None,
        },
    ]
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "one.ipynb").write_text(json.dumps(made), "utf-8")
    monkeypatch.setattr(story, "notebooks", lambda: [tmp_path / "one.ipynb"])
    written = document.notebooks(Shelf(stores.open_store(place)), str(tmp_path / "site"), "https://example.org/kg/")
    assert set(written) == {"notebook/one.html", "notebook/index.html", "notebook/notebook.css"}
    text = (tmp_path / "site" / "notebook" / "one.html").read_text("utf-8")
    assert "42" in text
    assert (BASE in text, "https://example.org/kg/notebook/one.html" in text) == (False, True)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Accept": "," * 7_900}, 406),
        ({"Accept": "text/html;" + ";q=0" * 1_900}, 406),
        ({"Accept": "," * 290_000}, 431),
        ({"Accept": JSON, "If-None-Match": '"a",' * 2_500}, 431),
        ({"Accept": JSON, "X-Anything": "x" * 9_000}, 431),
        ({"Accept": JSON, "If-Modified-Since": "1" * 7_000}, 200),
    ],
)
def test_a_header_as_long_as_may_be_is_answered_and_a_longer_one_is_refused(
    server: str, headers: dict[str, str], status: int
) -> None:
    assert httpx.get(f"{server}/sparql?query=ASK%7B%7D", headers=headers, timeout=60).status_code == status


@pytest.mark.parametrize("path", ["/sparql", "/reconcile"])
def test_a_form_of_too_many_fields_is_refused_wherever_it_stands(server: str, path: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    refused = httpx.post(server + path, content="a&" * 400_000, headers=form, timeout=60)
    assert (refused.status_code, refused.text.count("\n")) == (413, 1)
    assert httpx.get(f"{server}{path}?{'a&' * 2_000}", timeout=60).status_code == 413
    assert httpx.post(server + path, content="query=ASK{}&" + "a&" * 500, headers=form, timeout=60).status_code == 200
