"""Charts on phones, on dark paper, on paper, and by keyboard."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.charts import chart, frame, sheet
from kg.namespace import BASE, folder
from kg.site import address, gallery
from tests.fixtures.browsers import Windows

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHARTS = [path.stem for path in sorted((folder("queries") / "charts").glob("*.rq"))]
SCALED = """() => [...document.querySelectorAll("#picture svg text")].filter((each) => each.textContent.trim())
  .map((each) => {
  const { a, b } = each.getScreenCTM();
  return parseFloat(getComputedStyle(each).fontSize) * Math.hypot(a, b);
})"""
CONTRAST = """() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map((each) => each / 255)
      .map((each) => (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const solid = ({ fill, fillOpacity }) => fill.startsWith("rgb(") && fillOpacity === "1";
  const paper = light(getComputedStyle(document.querySelector("#picture")).backgroundColor);
  const texts = [...document.querySelectorAll("#picture svg text")];
  return texts.filter((each) => each.textContent.trim() && getComputedStyle(each).fill !== "none").map((each) => {
    const box = each.getBoundingClientRect();
    const under = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      .find((other) => other.closest("svg") && other.tagName === "path" && solid(getComputedStyle(other)));
    const [a, b] = [light(getComputedStyle(each).fill), under ? light(getComputedStyle(under).fill) : paper];
    return [each.textContent, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  }).filter(([, ratio]) => ratio < 4.4);
}"""

every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture(scope="module")
def pages(pictures: Path) -> Path:
    """Return a folder with the page of every chart."""
    return pictures


@pytest.fixture
def desk(windows: Windows) -> "Iterator[Page]":
    with windows.page() as page:
        yield page


@every_chart
@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
def test_the_letters_of_a_chart_can_be_read_and_nothing_around_it_is_cut(
    windows: Windows, pages: Path, name: str, width: int
) -> None:
    with windows.page(width, 844) as page:
        page.goto((pages / f"{name}.html").as_uri())
        assert min(page.evaluate(SCALED)) >= 10.9
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 1000:
            said = " ".join(page.locator(".narrow").all_inner_texts())
            front = page.title()
            assert page.locator("h1").inner_text() == front
            assert "What it does not say: " in said
            assert re.search(r"Data under CC BY|No source states a license", said)
            assert page.locator(".legend").is_visible()


def test_a_tap_on_a_phone_opens_the_receipt_in_sight(windows: Windows, pages: Path) -> None:
    with windows.page(390, 844, phone=True) as page:
        page.goto((pages / "bar-vendors.html").as_uri())
        page.locator("#m3").tap()
        box = page.locator("#panel.open").bounding_box()
        assert box
        assert 844 * 0.4 < box["y"] < box["y"] + box["height"] <= 845
        page.get_by_role("button", name="Close").click()
        assert page.locator("#panel.open").count() == 0


@every_chart
def test_a_chart_is_dark_where_the_reader_wants_it_and_can_be_read(windows: Windows, pages: Path, name: str) -> None:
    with windows.page(1440, 1600, dark=True) as page:
        page.goto((pages / f"{name}.html").as_uri())
        paper = "getComputedStyle(document.querySelector('#picture svg rect')).fill"
        assert page.evaluate(paper) == "rgb(22, 24, 29)"
        assert page.evaluate(CONTRAST) == []
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_every_color_of_the_frame_has_one_on_dark_paper() -> None:
    assert {frame.INK, frame.SOFT, frame.RULE, frame.PAPER, frame.EMPTY, *frame.STEPS} <= frame.NIGHT.keys()
    assert all(frame.ink_on(fill) in (frame.INK, frame.PAPER) for fill in frame.NIGHT)


@every_chart
def test_a_chart_is_one_stop_of_the_tab_key_after_the_search(desk: "Page", pages: Path, name: str) -> None:
    desk.goto((pages / f"{name}.html").as_uri())
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.id") == "find"
    assert desk.locator(".mark[tabindex='0']").count() == 1
    mark = desk.locator(".mark").first
    mark.focus()
    seen = {mark.get_attribute("id")}
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft"):
        desk.keyboard.press(key)
        seen.add(desk.evaluate("document.activeElement.id"))
    assert len(seen) > 2
    assert desk.locator(".mark[tabindex='0']").count() == 1
    desk.keyboard.press("Enter")
    assert desk.locator("#panel .receipt").count() > 0


def test_the_arrow_keys_go_through_what_the_search_finds(desk: "Page", pages: Path) -> None:
    desk.goto((pages / "map-use.html").as_uri())
    desk.locator("#find").fill("guinea")
    names = desk.locator("tbody tr:visible th").all_inner_texts()
    assert len(names) > 2
    for name in [*names, names[0]]:
        desk.keyboard.press("ArrowDown")
        assert desk.locator("#panel h2").inner_text() == name
    desk.keyboard.press("ArrowUp")
    assert desk.locator("#panel h2").inner_text() == names[-1]
    desk.keyboard.press("Escape")
    assert desk.locator("#panel h2").inner_text() == "Receipt"


@every_chart
def test_on_paper_a_chart_fits(desk: "Page", pages: Path, name: str) -> None:
    desk.goto((pages / f"{name}.html").as_uri())
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 700, "height": 1000})
    box = desk.locator("#picture svg").bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= 700
    assert box["height"] <= 1000
    assert desk.locator("#panel").is_hidden()


def test_receipts_lead_to_claims_sources_and_things(released: ox.Store) -> None:
    html = sheet.page(found := chart.read(released, "map-vendors"), sheet.plot(found))
    kinds = {link.partition("/")[0] for link in re.findall(rf'<a href="{BASE}([^"]+)"', html)}
    assert kinds == {"claim", "source", "state"}
    own = gallery.document(released, "chart/map-vendors.html")
    links = re.findall(r'<a href="\.\./([^"]+)"', own)
    assert {link.partition("/")[0] for link in links if "#" not in link} >= {"claim", "source", "state"}
    for link in links:
        if link.startswith(("claim", "source", "state")):
            assert address.path(BASE + link.removesuffix(".html")) == link.removesuffix(".html")


@pytest.mark.parametrize("many", [1, 12, 40, 120])
def test_a_timeline_of_any_length_keeps_its_boxes_and_years_apart(released: ox.Store, many: int) -> None:
    found = chart.read(released, "timeline-joining")
    row, claims = found.answer.rows[0], found.answer.claims[0]
    rows = [{**row, found.query.front["time"]: 1900 + at} for at in range(many)]
    long = replace(found, answer=replace(found.answer, rows=rows, claims=[claims] * many))
    laid = sheet.plot(long)
    assert len(laid.marks) == many
    boxes = laid.panel["marks"][0]["data"][0]["values"]
    assert all(a["x"] + a["width"] <= b["x"] for a, b in pairwise(boxes))
    assert boxes[-1]["x"] + boxes[-1]["width"] <= frame.PANEL
