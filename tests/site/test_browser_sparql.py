"""SPARQL with no server: the page loads the dump into Oxigraph in Chromium, and answers as `kg.ask` does."""

import csv
import functools
import gzip
import io
import os
import shutil
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.namespace import iri
from kg.query import query
from kg.site import dump, negotiation, sparql
from kg.site.resource import Library
from tests.fixtures.browsers import Windows, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EVIL = "<script>alert(1)</script>"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def world(hostile: ox.Store) -> ox.Store:
    return hostile


@pytest.fixture(scope="module")
def site(hostile_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site beside which the tests put more."""
    return Path(shutil.copytree(hostile_site, tmp_path_factory.mktemp("site") / "site", copy_function=os.link))


class Strict(SimpleHTTPRequestHandler):
    """Sends the policy that the rules for web servers send."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", negotiation.POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Yield the address of the site below a folder of a web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(site.parent)))
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/site/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(windows: Windows) -> Iterator["Page"]:
    """Yield a page on which nothing goes wrong unseen."""
    with windows.page(1280, 720) as page, watched(page, "http://127.0.0.1:", "blob:", "data:"):
        yield page


def write(page: "Page", text: str) -> None:
    """Write a text in the place of what the editor has, which the editor's own key selects: it hears of others late."""
    page.focus("#editor .cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def run(page: "Page", text: str | None = None) -> str:
    """Run a query, wait for its end, and return the heading of the answer."""
    if text is not None:
        write(page, text)
    page.click("#run")
    page.wait_for_selector("#stop:disabled")
    assert page.inner_text("#problem") == ""
    return page.inner_text("#answer-heading")


def downloaded(page: "Page") -> str:
    with page.expect_download() as waiting:
        page.click("#download")
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def comparable(text: str) -> str:
    """Return a cell with what it lists in one order: a query need not name claims in a fixed one."""
    return " ".join(sorted(text.split(" ")))


def expected(store: ox.Store, each: query.Query) -> list[list[str]]:
    table = each.run(store)
    rows = [
        ["" if term is None else comparable(getattr(term, "value", str(term))) for term in row] for row in table.rows
    ]
    return [list(table.columns), *rows]


@pytest.mark.parametrize("name", ["headline-figures", "vendors-by-reach", "disagreements"])
def test_the_browser_answers_as_the_toolkit_does(
    page: "Page", released: ox.Store, library: Library, address: str, site: Path, name: str
) -> None:
    place = site / "whole"
    if not place.is_dir():
        place.mkdir()
        lines = "".join(f"{quad} .\n" for quad in dump.Dump(library).quads)
        packed = gzip.compress(lines.encode(), mtime=0)
        (place / "dump.nq.gz").write_bytes(packed)
        for path, content in sparql.documents(library, "dump.nq.gz", packed):
            (place / path).write_bytes(content.encode() if isinstance(content, str) else content)
        for asked in ("search.js", "favicon.svg", "site.webmanifest"):
            (place / asked).touch()
        (place / "style.css").write_bytes((site / "style.css").read_bytes())
    page.goto(f"{address}whole/sparql.html#question={name}")
    wanted = expected(released, query.find(name))
    assert run(page).startswith(f"Answer: {len(wanted) - 1:,} row")
    rows = [[comparable(cell) for cell in row] for row in csv.reader(io.StringIO(downloaded(page)))]
    assert rows[0] == wanted[0]
    assert sorted(rows) == sorted(wanted)


COUNTS = """async () => {
  const worker = kgEngine(), counts = {};
  const said = (request) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => data.kind === "progress" || resolve(data);
    worker.postMessage(request);
  });
  const dump = await (await fetch(kgLibrary.dump.path)).arrayBuffer();
  await said({ kind: "load", dump: new Uint8Array(dump) });
  for (const { kind, name, text } of kgLibrary.examples) {
    const { answer, message } = await said({ kind: "query", number: 1, text });
    counts[`${kind}s/${name}`] = answer ? answer.total : message;
  }
  worker.terminate();
  return counts;
}"""


def test_every_query_of_the_library_runs_and_gives_as_many_rows(page: "Page", world: ox.Store, address: str) -> None:
    page.goto(f"{address}sparql.html")
    run(page, "ASK {}")
    known = [each for folder in ("questions", "views") for each in query.read_all(folder)]
    assert page.evaluate(COUNTS) == {f"{each.folder}/{each.name}": len(each.run(world)) for each in known}


def test_cells_lead_to_pages_and_a_label_is_text(page: "Page", address: str) -> None:
    page.goto(f"{address}sparql.html")
    names = f"<{iri('vendor:acme')}> <{iri('ais:Use')}>"
    text = f"SELECT * {{ VALUES ?s {{ {names} }} ?s <{iri('rdfs:label')}> ?label FILTER(LANG(?label) = 'en') }}"
    assert run(page, text) == "Answer: 2 rows"
    assert EVIL in page.inner_text("#rows")
    links = {link.inner_text(): link.get_attribute("href") for link in page.query_selector_all("#rows a")}
    assert links == {EVIL: "vendor/acme.html", "use": "term/Use.html"}
    page.click("#rows a >> nth=0")
    page.wait_for_url("**/vendor/acme.html")


def test_a_cell_of_claims_is_numbered_links_however_it_was_joined(page: "Page", address: str) -> None:
    page.goto(f"{address}sparql.html")
    joined = '(CONCAT(" ", GROUP_CONCAT(STR(?claim); separator=" "), " ") AS ?claims) ("" AS ?none)'
    few = f"{{ SELECT ?claim {{ ?claim a <{iri('ais:Claim')}> }} LIMIT 2 }}"
    run(page, f"SELECT {joined} {{ {few} }}")
    assert [link.inner_text() for link in page.query_selector_all("#rows a")] == ["[1]", "[2]"]
    assert page.inner_text("#rows td:last-child") == ""


def test_a_graph_is_drawn_and_downloaded(page: "Page", world: ox.Store, address: str) -> None:
    page.goto(f"{address}sparql.html")
    run(page, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o VALUES ?p {{ <{iri('ais:suppliesTo')}> }} }}")
    wanted = {str(quad.triple) for quad in world.quads_for_pattern(None, ox.NamedNode(iri("ais:suppliesTo")), None)}
    assert {str(quad.triple) for quad in ox.parse(downloaded(page), ox.RdfFormat.N_TRIPLES)} == wanted
    assert page.locator("#network line").count() == len(wanted) > 0
    titles = page.eval_on_selector_all("#network title", "all => all.map((each) => each.textContent)")
    assert f"{EVIL} → ais:suppliesTo → Adania" in titles
    run(page, "ASK {}")
    assert page.inner_text("#answer-heading") == "Answer: yes"
    assert page.locator("#network line").count() == page.locator("#rows table").count() == 0


@pytest.mark.parametrize(
    ("text", "said", "marked"),
    [
        ("SELECT ?s WHERE { ?s ?p", "ends too early: 1 “{” is not closed", ""),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "This is an update", "INSERT"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE calls another endpoint", "SERVICE"),
        ("SELECT ?s WHERE {\n  ?s ?p ?o .\n  FILTR(?o > 2)\n}", "Did you mean FILTER?", "FILTR"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "neither grouped nor counted", None),
        ("SELECT ?s { ?s nope:what ?o }", "The prefix “nope:” is not declared", "nope:"),
        ("SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE calls", "\\u0053ERVICE"),
        ("\\U00000049NSERT DATA { <a:a> <a:a> <a:a> }", "This is an update", "\\U00000049NSERT"),
        ("ASK { ?\\u0073 \\u0061is:about ?o ; nop\\u0065:what ?o }", "The prefix “ais:” is not", "\\u0061is:"),
        ("SELECT ?\\u0073 WHERE {\n  ?s ?p ?o .\n  FI\\u004cTR(?o > 2)\n}", "Did you mean FILTER?", "FI\\u004cTR"),
        ("SELECT ?s { '\\u0053ERVICE' ?p ?s", "ends too early: 1 “{” is not closed", ""),
        ("  ", "The query is empty", None),
    ],
)
def test_what_is_wrong_is_said_in_words_and_marked_and_the_next_query_runs(
    page: "Page", address: str, text: str, said: str, marked: str | None
) -> None:
    page.goto(f"{address}sparql.html")
    write(page, text)
    page.click("#run")
    page.wait_for_selector("#problem:not(:empty)")
    page.wait_for_selector("#stop:disabled")
    assert said in page.inner_text("#problem")
    assert "['" not in page.inner_text("#problem")
    if marked:
        assert page.inner_text("#editor .wrong") == marked
    assert run(page, "\\u0041SK { FILTER('\\u0053ERVICE' = 'SERVICE') }") == "Answer: yes"
    assert page.locator("#editor .wrong").count() == 0


def test_a_known_prefix_that_is_missing_is_declared_by_a_click(page: "Page", address: str) -> None:
    page.goto(f"{address}sparql.html")
    write(page, "SELECT ?s ?n { ?s a ais:State ; rdfs:label ?n FILTER(LANG(?n) = 'en') }")
    for prefix in ("ais", "rdfs"):
        page.click("#run") if prefix == "ais" else None
        page.click(f"#problem button >> text=Add PREFIX {prefix}:")
    page.wait_for_selector("#answer:not([hidden])")
    assert page.inner_text("#answer-heading") == "Answer: 3 rows"


def test_an_answer_is_seen_as_map_and_bars_in_the_order_of_the_text(page: "Page", address: str) -> None:
    text = f"SELECT * {{ VALUES (?where ?many) {{ (<{iri('state:ada')}> 3) (<{iri('state:bor')}> 5) }} }}"
    page.goto(f"{address}sparql.html#query={quote(text)}")
    page.wait_for_selector("#answer:not([hidden])")  # a shared query runs
    assert page.locator("#rows th").all_inner_texts() == ["where", "many"]
    assert page.locator("#rows tbody td").all_inner_texts() == ["Adania", "3", "Boria", "5"]
    page.click("#views >> text=Bars")
    assert page.locator(".bars b").all_inner_texts() == ["3", "5"]
    page.click("#views >> text=Map")
    page.wait_for_selector("#network svg.map")
    assert page.is_hidden("#rows")
    page.fill("#editor .cm-content", "ASK {}")
    assert "has changed" in page.inner_text("#stale")
    assert run(page) == "Answer: yes"
    assert page.is_hidden("#stale")


def test_a_query_without_end_can_be_stopped_and_the_page_stays_alive(page: "Page", address: str) -> None:
    page.goto(f"{address}sparql.html")
    run(page, "ASK {}")
    write(page, ENDLESS)
    page.click("#run")
    page.wait_for_selector("#stop:enabled")
    page.fill("#search", "ada")
    page.wait_for_selector("#found a")
    page.click("#stop")
    page.wait_for_selector("#run:enabled")
    assert page.inner_text("#problem") == "Stopped."
    assert run(page, "ASK { ?s ?p ?o }") == "Answer: yes"


def test_a_query_in_the_address_is_read_and_written(page: "Page", address: str) -> None:
    text = 'ASK { ?s ?p "100% = all" } # é'
    page.goto(f"{address}sparql.html")
    run(page, text)
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    assert page.inner_text("#editor .cm-content") == text
    assert run(page) == "Answer: no"
    page.goto(f"{address}sparql.html#query=%E0%A4%A")
    assert page.inner_text("#editor .cm-content") == "%E0%A4%A"


def test_the_page_works_from_a_disk_and_asks_no_host(page: "Page", site: Path, world: ox.Store) -> None:
    with watched(page, "blob:", "data:"):
        page.goto((site / "question" / "vendors-by-reach.html").as_uri())
        page.click("text=For developers")
        page.click("text=run the query in your browser")
        page.wait_for_selector("#run:enabled")
        assert run(page) == f"Answer: {len(query.find('vendors-by-reach').run(world))} rows"


def test_a_server_without_the_dump_is_named(page: "Page", address: str, site: Path, chromium: "Browser") -> None:
    other = chromium.new_page()
    other.route("**/*.nq.gz", lambda route: route.fulfill(status=503))
    other.goto(f"{address}sparql.html")
    other.click("#run")
    other.wait_for_selector("#problem:not(:empty)")
    assert other.inner_text("#problem") == (
        "The data cannot be fetched: for latest/surveillance-kg.nq.gz the server answers 503. Try again later."
    )
    other.close()
