"""The pages of the shipped views in a browser: opened from a file, read by mouse, by keyboard and as a table."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.evidence.receipt import receipts
from kg.graph import inference
from kg.namespace import folder, iri
from kg.networks import view
from kg.networks.legend import legend, recovered
from kg.networks.network import page as drawn
from kg.query import library, query
from tests.fixtures.browsers import Windows, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = [path.stem for path in sorted((folder("queries") / "views").glob("*.rq"))]
NASTY = '<img src="x" onerror="window.broken=1"></script><script>window.broken=1</script>'
STILL = """async () => {
  const {vis} = window.kgNetwork, frame = () => new Promise(requestAnimationFrame);
  const seen = () => JSON.stringify([vis.getScale(), vis.getViewPosition(),
    document.getElementById("picture").getBoundingClientRect()]);
  for (let before, now = seen(), same = 0; same < 5; same = before === now ? same + 1 : 0) {
    before = now; await frame(); now = seen();
  }
}"""
EDGE_AT = """(id) => {
  const net = window.kgNetwork.vis, edge = net.body.edges[id];
  const {x, y} = net.canvasToDOM(edge.edgeType.getPoint(0.5));
  const box = document.getElementById("picture").getBoundingClientRect();
  return {x: box.x + x, y: box.y + y, hits: net.getEdgeAt({x, y}), node: net.getNodeAt({x, y}) ?? null};
}"""
NODE_AT = """(id) => {
  const {x, y} = window.kgNetwork.spot(id);
  const box = document.getElementById("picture").getBoundingClientRect();
  return {x: box.x + x, y: box.y + y};
}"""
LIVE = """() => Object.fromEntries(window.kgNetwork.edges.filter((edge) => edge.shown)
  .map(({id, live}) => [id, [live.claims.length, live.weight]]))"""
OVERLAPS = """() => {
  const boxes = Object.values(window.kgNetwork.vis.body.nodes).filter((node) => node.shape.width).map((node) =>
    ({id: node.id, x: node.x, y: node.y, width: node.shape.width, height: node.shape.height}));
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
    Math.abs(a.x - b.x) * 2 < a.width + b.width &&
    Math.abs(a.y - b.y) * 2 < a.height + b.height).map((b) => [a.id, b.id]));
}"""


@pytest.fixture(scope="module")
def store(released: ox.Store) -> ox.Store:
    """Return the graph of the shipped sources."""
    return released


@pytest.fixture(scope="module")
def pages(pictures: Path) -> Path:
    """Return a folder with the page of every shipped view."""
    return pictures


@pytest.fixture
def page(windows: Windows) -> Iterator["Page"]:
    """Yield a page that is watched."""
    with windows.page() as opened, watched(opened):
        yield opened


def show(page: "Page", path: Path, fragment: str = "") -> None:
    page.goto(path.as_uri() + fragment)
    assert page.evaluate("window.kgNetwork !== undefined")


def claims_of_panel(page: "Page") -> list[str]:
    claims: list[str] = page.locator("#panel .claim").evaluate_all("(all) => all.map((each) => each.title)")
    return claims


def is_claim(store: ox.Store, claim: str) -> bool:
    return bool(query.run(store, f"ASK {{ <{claim}> a <{iri('ais:Claim')}> }}").rows[0][0] == ox.Literal(True))


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_opens_and_tells_what_the_view_holds(
    page: "Page", pages: Path, store: ox.Store, tmp_path: Path, name: str
) -> None:
    network = view.read(store, name)
    show(page, pages / f"{name}.html")
    page.screenshot(path=tmp_path / f"{name}.png")
    assert page.locator("h1").inner_text() == query.find(name, "views").summary
    shown = [entry.split() for entry in page.locator(".legend li:has(.swatch)").all_inner_texts()]
    assert shown == [[*entry["label"].split(), str(entry["count"])] for entry in legend(network)]
    counts = page.locator(".legend [data-line] .count, .legend [data-dashed='false'] .count").all_inner_texts()
    again = [int(count) for count in page.locator(".legend [data-dashed='true'] .count").all_inner_texts()]
    whole = sum(map(int, counts)) + (sum(again) if page.locator("[data-dashed='false']").count() else 0)
    assert again == ([only] if (only := sum(recovered(edge) for *_, edge in network.edges(data=True))) else [])
    assert whole == page.locator("tr[data-edge]").count() == network.number_of_edges()
    assert page.evaluate("Object.keys(window.kgNetwork.vis.body.edges).length") == network.number_of_edges()
    assert page.evaluate(OVERLAPS) == []
    assert (pages / f"{name}.html").stat().st_size < 2_000_000


@pytest.mark.parametrize("name", VIEWS)
def test_a_click_on_a_line_opens_the_receipts_of_its_claims(
    page: "Page", pages: Path, store: ox.Store, name: str
) -> None:
    network = view.read(store, name)
    page.set_viewport_size({"width": 1440, "height": 4000})
    show(page, pages / f"{name}.html")
    page.evaluate(STILL)
    for *_, edge in network.edges(data=True):
        at: dict[str, Any] = page.evaluate(EDGE_AT, edge["id"])
        if at["hits"] == edge["id"] and at["node"] is None:
            break
    else:
        pytest.fail("no line can be clicked in its middle")
    page.mouse.click(at["x"], at["y"])
    page.wait_for_selector("#panel .receipt")
    assert sorted(claims_of_panel(page)) == edge["claims"]
    assert all(is_claim(store, claim) for claim in claims_of_panel(page))
    assert page.locator("#panel .receipt .place").first.inner_text()
    kinds = {note.kind for note in receipts(store, edge["claims"]).values()}
    told = page.locator("#panel .receipt").first.inner_text()
    assert any(re.sub(r"(?<!^)([A-Z])", lambda c: " " + c[1].lower(), kind) + ": " in told for kind in kinds)


def test_a_receipt_gives_the_cell_the_voice_and_the_reason(page: "Page", pages: Path) -> None:
    edge = "vendor:hikvision--state:chn--technology:ai-surveillance"
    show(page, pages / "vendor-to-state.html", f"#{edge}")
    told = page.locator("#panel").inner_text()
    assert "Hikvision → China" in told
    assert "sheet AIGS 2022, row " in told
    assert "corrected by us" in told
    assert "Reason: " in told


def test_a_click_on_a_box_lists_its_lines_and_each_opens_its_receipts(page: "Page", pages: Path) -> None:
    show(page, pages / "vendor-to-state.html")
    at = page.evaluate(NODE_AT, "vendor:huawei")
    page.mouse.click(at["x"], at["y"])
    page.wait_for_selector("#panel .lines")
    assert page.evaluate("scrollY") == 0
    assert page.locator("#panel .lines button").count() == 54
    page.locator("#panel .lines button", has_text="Serbia").click()
    assert page.locator("#panel h2").inner_text() == "Huawei → Serbia"
    assert page.locator("#panel .receipt").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Receipt"


def test_the_address_names_what_is_chosen(page: "Page", pages: Path) -> None:
    show(page, pages / "vendor-to-state.html", "#vendor:nec")
    assert page.locator("#panel h2").inner_text() == "NEC"
    page.locator("#panel .lines button").first.click()
    assert "at=vendor%3Anec--" in page.url
    page.reload()
    page.wait_for_selector("#panel .receipt")
    assert page.locator("#panel h2").inner_text().startswith("NEC → ")


def test_finding_a_name_chooses_its_box_and_narrows_the_table(page: "Page", pages: Path) -> None:
    show(page, pages / "vendor-to-state.html")
    page.locator("#find").fill("hua")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Huawei"
    page.locator("#find").fill("huawei")
    assert page.locator("#shown").inner_text() == "54 of 242 lines"
    page.locator("tr[data-edge]:not([hidden]) summary").first.click()
    page.locator("tr[data-edge] span.claim").first.wait_for()
    assert page.locator("tr[data-edge] span.claim").count() == 1


def test_the_table_names_sources_by_their_titles_and_says_what_we_corrected(page: "Page", pages: Path) -> None:
    path = pages / "vendor-to-state.html"
    written = re.findall(
        r"<tr data-edge=\"[^\"]+\"><td>.*?</td><td>.*?</td><td>(.*?)</td><td>(.*?)</td>", path.read_text()
    )
    show(page, path)
    shown = page.locator("tr[data-edge]").evaluate_all(
        "(all) => all.map((each) => [2, 3].map((at) => each.cells[at].textContent))"
    )
    assert sorted(map(tuple, shown)) == sorted((html.unescape(said), how) for said, how in written)
    assert {each for _, how in written for each in how.split(", ")} == {"asserted", "corrected by us"}
    assert {html.unescape(said) for said, _ in written} == {"AI Global Surveillance (AIGS) Index, edition of 2022"}


def test_the_table_opens_the_same_receipts_by_keyboard(page: "Page", pages: Path, store: ox.Store) -> None:
    network = view.read(store, "supplier-state-to-state")
    show(page, pages / "supplier-state-to-state.html")
    row = page.locator("tr[data-edge='state:chn--state:srb']")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    row.locator("span.claim").first.wait_for()
    claims = row.locator("span.claim").evaluate_all("(all) => all.map((each) => each.title)")
    assert sorted(claims) == network.edges["state:chn", "state:srb", "state:chn--state:srb"]["claims"]
    row.locator("button", has_text="Show").focus()
    page.keyboard.press("Enter")
    assert sorted(claims_of_panel(page)) == sorted(claims)
    assert page.locator("tr.chosen").count() == 1


def test_light_and_dark_follow_the_reader_and_can_be_changed(page: "Page", pages: Path) -> None:
    page.emulate_media(color_scheme="dark")
    show(page, pages / "state-to-technology.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) == "rgb(255, 255, 255)" != dark


def test_a_label_that_looks_like_html_is_shown_as_text(
    page: "Page", store: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("queries/views", "queries"):
        (tmp_path / part).mkdir(parents=True, exist_ok=True)
    (tmp_path / "queries" / "questions").symlink_to(folder("queries") / "questions")
    text = (folder("queries") / "views" / "state-to-technology.rq").read_text("utf-8")
    text = text.replace("SELECT DISTINCT ?from", "SELECT DISTINCT ?from ?fromLabel")
    text = text.replace("OPTIONAL {", f"BIND('''{NASTY}''' AS ?fromLabel)\n  OPTIONAL {{", 1)
    (tmp_path / "queries" / "views" / "nasty.rq").write_text(text, "utf-8")
    monkeypatch.setattr(library, "folders", lambda name: (tmp_path / name,))
    show(page, view.draw(store, "nasty", tmp_path / "nasty.html"), "#state:srb")
    assert page.locator("#panel h2").inner_text() == NASTY
    at = page.evaluate(NODE_AT, "technology:safe-city")
    page.mouse.move(at["x"], at["y"])
    page.locator("tr[data-edge] summary").first.click()
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0


def without(store: ox.Store, *sources: str) -> ox.Store:
    """Return a copy of a store without the graphs of some sources, and with what follows from the others."""
    gone = {iri(f"graph:{source}") for source in sources} | {iri("graph:derived")}
    left = ox.Store()
    left.extend(quad for quad in store if str(quad.graph_name.value) not in gone)
    inference.infer(left)
    return left


def counted(page: "Page") -> dict[str, int]:
    """Return what the header counts."""
    parts = {name: page.locator(f"#{name} strong").inner_text() for name in ("lines", "claims", "sources")}
    return {name: int(number.replace(",", "")) for name, number in parts.items()}


def untick(page: "Page", facet: str, value: str) -> None:
    page.locator(f"[data-menu='{facet}'] > summary").click()
    page.locator(f"[data-menu='{facet}'] input[value='{value}']").uncheck()
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("name", "params", "source"),
    [
        ("vendor-to-state", {"edition": ["aigs-2020", "aigs-2022"]}, "aigs-2020"),
        ("vendor-to-state", {"edition": ["aigs-2020", "aigs-2022"]}, "aigs-2022"),
        ("supplier-state-to-state", {"edition": ["aigs-2020", "aigs-2022"]}, "aigs-2020"),
        ("supplier-state-to-state", {}, "us-lists"),
        ("vendor-to-vendor", {"edition": ["aigs-2020", "aigs-2022"]}, "aigs-2022"),
        ("region-to-technology", {"edition": ["aigs-2020", "aigs-2022"]}, "aigs-2022"),
    ],
)
def test_a_source_switched_off_leaves_what_the_query_says_without_it(
    page: "Page", store: ox.Store, tmp_path: Path, name: str, params: dict[str, Any], source: str
) -> None:
    show(page, view.draw(store, name, tmp_path / f"{name}.html", **params))
    before = counted(page)
    untick(page, "source", source)
    editions = [edition for edition in params.get("edition", ["aigs-2022"]) if edition != source]
    left = view.read(without(store, source), name, edition=editions)
    assert counted(page)["lines"] == left.number_of_edges()
    assert counted(page)["claims"] < before["claims"]
    claims = {claim for *_, edge in left.edges(data=True) for claim in edge["claims"]}
    assert counted(page)["claims"] == len(claims)
    shown = {
        entry.split()[0]: int(entry.split()[-1]) for entry in page.locator(".legend li:has(.swatch)").all_inner_texts()
    }
    kinds = {entry["label"].split()[0]: entry["count"] for entry in legend(left)}
    assert {kind: count for kind, count in shown.items() if count} == kinds
    told = page.evaluate(LIVE)
    assert told == {edge["id"]: [len(edge["claims"]), edge["weight"]] for *_, edge in left.edges(data=True)}
    assert page.locator("tr[data-edge]:not([hidden])").count() == left.number_of_edges()


def test_the_address_restores_filters_choice_search_and_zoom(page: "Page", store: ox.Store, tmp_path: Path) -> None:
    path = view.draw(store, "vendor-to-state", tmp_path / "a.html", edition=["aigs-2020", "aigs-2022"])
    show(page, path)
    untick(page, "source", "aigs-2020")
    untick(page, "region", "Southern Asia")
    page.locator(".legend input[value='ais:Territory']").uncheck()
    page.locator("#closer").click()
    page.locator("#theme").click()
    page.locator("#find").fill("hua")
    page.keyboard.press("Enter")
    state = (
        "[counts(), document.getElementById('panel').innerText, document.getElementById('shown').textContent, "
        "kgNetwork.seen().map((each) => Math.round(each * 100)), document.documentElement.dataset.theme]"
    )
    state = state.replace("counts()", "document.querySelector('.counts').innerText")
    before, address = page.evaluate(state), page.url.partition("#")[2]
    assert "off.source=aigs-2020" in address
    page.goto("about:blank")
    show(page, path, f"#{address}")
    assert page.evaluate(state) == before
    assert not page.locator("[data-menu='source'] input[value='aigs-2020']").is_checked()
    assert page.locator("#find").input_value() == "hua"
    page.locator("#everything").click()
    assert (
        counted(page)["lines"]
        == view.read(store, "vendor-to-state", edition=["aigs-2020", "aigs-2022"]).number_of_edges()
    )


@pytest.mark.parametrize(
    "fragment", ["#at=%E0%A4%A", "#off.source=nobody&years=x-y&view=1,2&theme=pink", "#vendor:nobody"]
)
def test_an_address_that_names_nothing_shows_everything(page: "Page", pages: Path, fragment: str) -> None:
    show(page, pages / "vendor-to-state.html", fragment)
    assert counted(page)["lines"] == 242
    assert page.locator("#panel h2").inner_text() == "Receipt"


def test_the_years_keep_the_claims_inside_them(page: "Page", pages: Path, store: ox.Store) -> None:
    network = view.read(store, "state-to-initiative")
    show(page, pages / "state-to-initiative.html")
    page.locator("[data-menu='years'] > summary").click()
    page.locator("#last").evaluate("(slider) => { slider.value = 2015; slider.dispatchEvent(new Event('input')); }")
    joined = [edge for *_, edge in network.edges(data=True) if edge.get("firstYear", 0) <= 2015]
    assert 0 < counted(page)["lines"] == len(joined) < network.number_of_edges()
    assert page.locator("#span").inner_text().endswith("to 2015")


@pytest.mark.parametrize("suffix", ["csv", "json", "graphml"])
def test_a_page_exports_what_is_shown_as_the_command_writes_it(
    page: "Page", store: ox.Store, tmp_path: Path, suffix: str
) -> None:
    import csv
    import json

    import networkx as nx

    name, params = "supplier-state-to-state", {"edition": ["aigs-2020", "aigs-2022"]}
    show(page, view.draw(store, name, tmp_path / "a.html", **params))
    page.locator(".save > summary").click()
    with page.expect_download() as saved:
        page.locator(f"[data-save='{suffix}']").click()
    saved.value.save_as(tmp_path / f"page.{suffix}")
    ours = view.draw(store, name, tmp_path / f"ours.{suffix}", **params)
    if suffix == "csv":
        told, expected = (
            [*csv.DictReader(path.read_text("utf-8").splitlines())] for path in (tmp_path / "page.csv", ours)
        )
        assert told == expected
        return
    if suffix == "json":
        one, other = (json.loads(path.read_text("utf-8")) for path in (tmp_path / "page.json", ours))
        assert one["receipts"].keys() == other["receipts"].keys()
        networks: list[Any] = [nx.node_link_graph(data, edges="edges") for data in (one, other)]
    else:
        networks = [nx.read_graphml(path, force_multigraph=True) for path in (tmp_path / "page.graphml", ours)]
    assert dict(networks[0].nodes.items()) == dict(networks[1].nodes.items())
    edges = [{key: edge for _, _, key, edge in network.edges(keys=True, data=True)} for network in networks]
    assert edges[0] == edges[1]


def test_a_page_exports_the_picture_without_what_is_switched_off(page: "Page", pages: Path, tmp_path: Path) -> None:
    show(page, pages / "vendor-to-state.html")
    page.locator(".legend input[value='ais:Territory']").uncheck()
    lines = counted(page)["lines"]
    for suffix in ("svg", "png"):
        page.locator(".save > summary").click()
        with page.expect_download() as saved:
            page.locator(f"[data-save='{suffix}']").click()
        saved.value.save_as(tmp_path / f"a.{suffix}")
        page.keyboard.press("Escape")
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert drawn.count("</title></path>") == lines
    assert "Hong Kong" not in drawn
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_more_than_two_thousand_lines_are_drawn_on_webgl(page: "Page", tmp_path: Path) -> None:
    from tests.fixtures.networks import network, notes

    made = network([(f"v{i % 97}", f"s{(i * 31) % 211}") for i in range(2100)], "bipartite")
    (tmp_path / "a.html").write_text(drawn(made, notes(made)), "utf-8")
    show(page, tmp_path / "a.html")
    assert page.evaluate("kgNetwork.drawn") == "WebGL"
    assert counted(page)["lines"] == 2100
    page.screenshot(path=tmp_path / "a.png")
    spot = (
        "(id) => { const {x, y} = kgNetwork.spot(id), b = picture.getBoundingClientRect(); return [b.x + x, b.y + y]; }"
    )
    for edge in ("v0--s0--0", "v50--s73--50", "v96--s22--96", "v1--s31--1", "v2--s62--2"):
        if edge in {key for *_, key in made.edges(keys=True)}:
            page.mouse.click(*page.evaluate(spot, edge))
            page.wait_for_timeout(50)
            if page.locator("#panel span.claim").count() == 1:
                break
    (claim,) = claims_of_panel(page)
    assert claim in {each for *_, told in made.edges(data=True) for each in told["claims"]}
    assert "at=" in page.url
    page.locator("#find").fill("Name of v5")
    assert page.locator("#panel h2").inner_text() == "Name of v5"
    assert 0 < page.locator("tr[data-edge]").count() <= 500
    page.locator(".legend input[value='ais:V']").uncheck()
    assert counted(page)["lines"] == 0


GPU = """for (const name of ["drawArrays", "drawArraysInstanced", "bufferData"]) {
  const real = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    (globalThis.asked ??= {})[name] = (globalThis.asked[name] ?? 0) + 1;
    return real.apply(this, given);
  };
}"""
"""Counts what a page asks of the GPU."""


def test_a_large_picture_moves_without_sending_its_lines_again(chromium: "Browser", tmp_path: Path) -> None:
    from tests.fixtures.networks import network, notes

    made = network([(f"v{i % 97}", f"s{(i * 31) % 211}") for i in range(2100)], "force")
    (tmp_path / "a.html").write_text(drawn(made, notes(made)), "utf-8")
    with chromium.new_context(viewport={"width": 1440, "height": 900}) as context, watched(context.new_page()) as page:
        page.add_init_script(GPU)
        show(page, tmp_path / "a.html")
        begun = page.evaluate("asked")
        assert begun["drawArrays"] > 0
        assert "drawArraysInstanced" not in begun
        page.locator("#closer").click()
        page.wait_for_timeout(300)
        moved = page.evaluate("asked")
        assert moved["drawArrays"] > begun["drawArrays"]
        assert moved["bufferData"] == begun["bufferData"]
