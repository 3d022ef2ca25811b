"""The pages of the shipped views in a browser: opened from a file, read by mouse, by keyboard and as a table."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg import pipeline, query
from kg.drawing import view
from kg.drawing.palette import legend, recovered
from kg.namespace import folder, iri
from kg.receipt import receipts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = [path.stem for path in sorted((folder("queries") / "views").glob("*.rq"))]
NASTY = '<img src="x" onerror="window.broken=1"></script><script>window.broken=1</script>'
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
OVERLAPS = """() => {
  const boxes = Object.values(window.kgNetwork.vis.body.nodes).filter((node) => node.shape.width).map((node) =>
    ({id: node.id, x: node.x, y: node.y, width: node.shape.width, height: node.shape.height}));
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
    Math.abs(a.x - b.x) * 2 < a.width + b.width &&
    Math.abs(a.y - b.y) * 2 < a.height + b.height).map((b) => [a.id, b.id]));
}"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Return the graph of the shipped sources."""
    return pipeline.build()[0]


@pytest.fixture(scope="module")
def pages(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the page of every shipped view."""
    place = tmp_path_factory.mktemp("views")
    for name in VIEWS:
        view.draw(store, name, place / f"{name}.html")
    return place


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    """Yield a browser page; at the end it must have logged nothing and asked no host for anything."""
    opened = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    problems: list[str] = []
    opened.on("console", lambda message: problems.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else problems.append(request.url))
    yield opened
    opened.close()
    assert problems == []


def show(page: "Page", path: Path, fragment: str = "") -> None:
    page.goto(path.as_uri() + fragment)
    assert page.evaluate("window.kgNetwork !== undefined")


def claims_of_panel(page: "Page") -> list[str]:
    return page.locator("#panel code.claim").all_text_contents()


def is_claim(store: ox.Store, claim: str) -> bool:
    return bool(query.run(store, f"ASK {{ <{claim}> a <{iri('ais:Claim')}> }}").rows[0][0] == ox.Literal(True))


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_opens_and_tells_what_the_view_holds(page: "Page", pages: Path, store: ox.Store, name: str) -> None:
    network = view.read(store, name)
    show(page, pages / f"{name}.html")
    page.screenshot(path=pages / f"{name}.png")
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
    assert "recovered, put right by this project" in told
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
    page.locator("tr[data-edge] code.claim").first.wait_for()
    assert page.locator("tr[data-edge] code.claim").count() == 1


def test_the_table_opens_the_same_receipts_by_keyboard(page: "Page", pages: Path, store: ox.Store) -> None:
    network = view.read(store, "supplier-state-to-state")
    show(page, pages / "supplier-state-to-state.html")
    row = page.locator("tr[data-edge='state:chn--state:srb']")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    row.locator("code.claim").first.wait_for()
    claims = row.locator("code.claim").all_inner_texts()
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
    text = text.replace("OPTIONAL {", f"BIND('''{NASTY}''' AS ?fromLabel)\n  OPTIONAL {{")
    (tmp_path / "queries" / "views" / "nasty.rq").write_text(text, "utf-8")
    monkeypatch.setattr(query, "folder", lambda name: tmp_path / name)
    show(page, view.draw(store, "nasty", tmp_path / "nasty.html"), "#state:srb")
    assert page.locator("#panel h2").inner_text() == NASTY
    at = page.evaluate(NODE_AT, "technology:safe-city")
    page.mouse.move(at["x"], at["y"])
    page.locator("tr[data-edge] summary").first.click()
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0
