"""How a reader moves a network, by touch, wheel and buttons, and what stays when there is no script or only paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.namespace import BASE, folder
from kg.networks import view
from kg.query import query
from kg.site import address, gallery
from tests.fixtures import words
from tests.fixtures.browsers import Windows, heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = [path.stem for path in sorted((folder("queries") / "views").glob("*.rq"))]
COLUMNS = [name for name in VIEWS if query.find(name, "views").front.get("layout") == "bipartite"]
PLACES = """() => {
  const box = document.getElementById("picture").getBoundingClientRect();
  return window.kgNetwork.nodes.filter((node) => node.shown).map((node) => {
    const {x, y} = window.kgNetwork.spot(node.id), half = node.width / 2 * window.kgNetwork.vis.getScale();
    return [box.x + x - half, box.x + x + half, box.y + y];
  });
}"""

AT = """(id) => {
  const { x, y } = document.getElementById("picture").getBoundingClientRect(), spot = window.kgNetwork.spot(id);
  return [x + spot.x, y + spot.y];
}"""


@pytest.fixture(scope="module")
def pages(pictures: Path) -> Path:
    """Return a folder with the page of every shipped view."""
    return pictures


@pytest.fixture
def phone(windows: Windows) -> "Iterator[Page]":
    with windows.page(390, 844, phone=True) as page:
        yield page


@pytest.fixture
def desk(windows: Windows) -> "Iterator[Page]":
    with windows.page(dark=True) as page:
        yield page


def show(page: "Page", path: Path) -> None:
    page.goto(path.as_uri())
    until(page, "window.kgNetwork !== undefined")
    page.evaluate("document.getElementById('picture').scrollIntoView()")


def until(page: "Page", holds: str) -> None:
    """Wait until an expression holds and the page stands still; the page's own policy allows no other way."""
    for _ in range(200):
        at = page.evaluate("scrollY")
        page.wait_for_timeout(60)
        if page.evaluate(holds) and page.evaluate("scrollY") == at:
            return
    pytest.fail(f"never: {holds}")


def touch(page: "Page", *ways: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    """Put as many fingers on a page as there are ways, draw each along its way, and say whether the page had it all.

    A browser takes a touch back (`touchcancel`) from a page that is slow to say what it does with it, as on a busy
    machine: a hand would try again. Fingers rest before they are lifted: nothing glides on.
    """
    page.evaluate("window.canceled = 0; addEventListener('touchcancel', () => window.canceled++, true)")
    session = page.context.new_cdp_session(page)
    for step in (*range(11), 10, 10):
        points = [{"x": a + (c - a) * step / 10, "y": b + (d - b) * step / 10} for (a, b), (c, d) in ways]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return bool(page.evaluate("window.canceled === 0"))


@pytest.mark.parametrize("name", ["vendor-to-state", "state-to-state"])
def test_a_swipe_over_a_picture_scrolls_the_page(phone: "Page", pages: Path, name: str) -> None:
    show(phone, pages / f"{name}.html")
    before, scale = phone.evaluate("scrollY"), phone.evaluate("window.kgNetwork.vis.getScale()")
    touch(phone, ((190, 500), (190, 300)))
    until(phone, f"scrollY > {before + 100}")
    assert phone.evaluate("window.kgNetwork.vis.getScale()") == scale


@pytest.mark.parametrize("name", ["vendor-to-state", "state-to-state"])
def test_two_fingers_zoom_a_picture_about_what_they_hold(phone: "Page", pages: Path, name: str) -> None:
    held = "(y) => window.kgNetwork.vis.DOMtoCanvas({x: 190 - picture.getBoundingClientRect().x, y})"
    for _ in range(10):
        show(phone, pages / f"{name}.html")
        at, scale = phone.evaluate("scrollY"), phone.evaluate("window.kgNetwork.vis.getScale()")
        top = phone.evaluate("picture.getBoundingClientRect().y")
        middle = phone.evaluate(held, 400 - top)
        if touch(phone, ((170, 400), (120, 400)), ((210, 400), (260, 400))):
            break
    until(phone, f"window.kgNetwork.vis.getScale() > {2.5 * scale}")
    assert phone.evaluate("window.kgNetwork.vis.getScale()") == pytest.approx(3.5 * scale, rel=0.2)
    after = phone.evaluate(held, 400 - top)
    assert [after["x"], after["y"]] == pytest.approx([middle["x"], middle["y"]], abs=3)
    assert phone.evaluate("[scrollY, visualViewport.scale]") == [at, 1]


def test_a_tap_opens_the_receipt_in_sight_and_it_can_be_closed(phone: "Page", pages: Path) -> None:
    show(phone, pages / "vendor-to-state.html")
    x, y = phone.evaluate(f"() => {{ const [left, right, y] = ({PLACES})()[0]; return [(left + right) / 2, y]; }}")
    phone.touchscreen.tap(x, y)
    phone.wait_for_selector("#panel.open h2")
    box = phone.locator("#panel").bounding_box()
    assert box
    assert 844 * 0.4 < box["y"] < box["y"] + box["height"] <= 845
    phone.get_by_role("button", name="Close").click()
    assert "open" not in (phone.locator("#panel").get_attribute("class") or "")


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("width", [390, 1024])
def test_both_columns_are_in_sight_on_narrow_windows(windows: Windows, pages: Path, name: str, width: int) -> None:
    with windows.page(width, 844) as page:
        show(page, pages / f"{name}.html")
        port = page.evaluate("(() => { const b = picture.getBoundingClientRect(); return [b.left, b.right]; })()")
        assert all(port[0] <= left < right <= port[1] for left, right, _ in page.evaluate(PLACES))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_window_that_is_resized_while_its_picture_has_no_room_leaves_the_picture_as_it_was(
    desk: "Page", pages: Path
) -> None:
    show(desk, pages / "vendor-to-state.html")
    scale, faults = desk.evaluate("window.kgNetwork.vis.getScale()"), []
    with heard(desk, pageerror=lambda error: faults.append(str(error))):
        desk.evaluate("document.body.style.display = 'none'")
        desk.set_viewport_size({"width": 700, "height": 900})
        until(desk, "innerWidth === 700")
        desk.evaluate("document.body.style.display = ''")
        desk.set_viewport_size({"width": 1440, "height": 900})
        until(desk, "innerWidth === 1440")
    assert faults == []
    assert desk.evaluate("window.kgNetwork.vis.getScale()") == pytest.approx(scale)


@pytest.mark.parametrize("name", VIEWS)
def test_zooming_out_leaves_the_picture_in_sight(desk: "Page", pages: Path, name: str) -> None:
    show(desk, pages / f"{name}.html")
    for _ in range(5):
        desk.locator("#wider").click()
    assert any(0 <= left < right <= 1440 and 0 <= y <= 900 for left, right, y in desk.evaluate(PLACES))


def test_the_wheel_scrolls_the_page_and_zooms_with_control_about_the_pointer(desk: "Page", pages: Path) -> None:
    show(desk, pages / "vendor-to-state.html")
    scale, at = desk.evaluate("[window.kgNetwork.vis.getScale(), scrollY]")
    desk.mouse.move(500, 500)
    desk.mouse.wheel(0, 200)
    until(desk, f"scrollY > {at}")
    assert desk.evaluate("window.kgNetwork.vis.getScale()") == scale
    under = """() => {
      const { x, y } = picture.getBoundingClientRect();
      return window.kgNetwork.vis.DOMtoCanvas({ x: 500 - x, y: 500 - y });
    }"""
    at, before = desk.evaluate("scrollY"), desk.evaluate(under)
    desk.keyboard.down("Control")
    desk.mouse.wheel(0, -120)
    desk.keyboard.up("Control")
    until(desk, f"window.kgNetwork.vis.getScale() > {scale}")
    after = desk.evaluate(under)
    assert [after["x"], after["y"]] == pytest.approx([before["x"], before["y"]], abs=2)
    assert desk.evaluate("scrollY") == at


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["state-to-initiative", "state-to-technology"])
def test_the_few_boxes_beside_a_long_column_stay_in_sight(
    windows: Windows, released: ox.Store, pages: Path, name: str, width: int
) -> None:
    network = view.read(released, name)
    few = {target for _, target in network.edges()}
    assert len(few) <= 4
    with windows.page(width, 844) as page:
        show(page, pages / f"{name}.html")
        tall = page.evaluate("picture.getBoundingClientRect().height")
        assert tall > 1200
        for step in (0, 0.3, 0.6, 1):
            page.evaluate(
                "(y) => scrollBy({ top: picture.getBoundingClientRect().top + y, behavior: 'instant' })",
                step * (tall - 844),
            )
            page.wait_for_timeout(100)
            until(page, "true")
            spots = [page.evaluate(AT, node) for node in sorted(few)]
            assert all(0 <= x <= width and 0 <= y <= 844 for x, y in spots), (step, spots)
            assert all(abs(a[1] - b[1]) > 10 for at, a in enumerate(spots) for b in spots[at + 1 :])


def test_a_picture_of_nothing_says_so_and_leads_back(desk: "Page", pages: Path) -> None:
    show(desk, pages / "vendor-to-state.html")
    assert desk.locator("#nothing").is_hidden()
    for box in desk.locator(".legend input").all():
        box.uncheck()
    assert desk.locator("#nothing").inner_text().startswith("Nothing is left to show")
    desk.locator("#again").click()
    assert desk.locator("#nothing").is_hidden()
    assert desk.locator("#lines strong").inner_text() == "242"


def test_a_receipt_leads_to_the_things_it_names(desk: "Page", pages: Path) -> None:
    show(desk, pages / "vendor-to-state.html")
    desk.locator("tbody button").first.click()
    links = [link.get_attribute("href") or "" for link in desk.locator("#panel a").all()]
    kinds = {link.removeprefix(BASE).partition("/")[0] for link in links}
    assert kinds == {"vendor", "state", "source", "claim"}


def test_a_receipt_on_a_site_leads_to_its_pages(desk: "Page", released: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "view").mkdir()
    written = gallery.document(released, "view/vendor-to-state.html")
    (tmp_path / "view" / "vendor-to-state.html").write_text(written, "utf-8")
    show(desk, tmp_path / "view" / "vendor-to-state.html")
    desk.locator("tbody button").first.click()
    links = [link.get_attribute("href") or "" for link in desk.locator("#panel a").all()]
    assert len(links) >= 4
    for link in [*links, *re.findall(r'<noscript><ul><li><a href="([^"]+)"', written)[:50]]:
        assert link.startswith("../"), link
        assert address.path(f"{BASE}{link.removeprefix('../').removesuffix('.html')}") == link[3:-5]


def test_without_scripts_there_is_the_picture_and_where_each_line_is_said(chromium: "Browser", pages: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto((pages / "vendor-to-state.html").as_uri())
    assert page.locator("figure.plate svg").is_visible()
    assert page.locator("figure.plate rect").count() > 180
    assert page.locator("nav.tools").is_hidden()
    page.locator("tbody summary").first.click()
    assert "row" in page.locator("tbody li").first.inner_text()
    context.close()


@pytest.mark.parametrize("name", VIEWS)
def test_on_paper_a_picture_fits_with_title_legend_limits_and_license(desk: "Page", pages: Path, name: str) -> None:
    show(desk, pages / f"{name}.html")
    kept = desk.locator("html").get_attribute("data-theme")
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 700, "height": 1000})
    desk.evaluate("dispatchEvent(new Event('beforeprint'))")
    box = desk.locator("#plate svg").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 700
    assert box["height"] <= 1000
    said = " ".join(desk.locator("#plate svg > text").all_text_contents())
    front = query.find(name, "views").front
    assert all(part in said for part in (front["summary"], front["limits"], f"kg draw {name}", "file://"))
    assert re.search(r"CC BY 4\.0|states? a license|states? no license", said), said
    fills = set(re.findall(r'rx="3" fill="(#[0-9a-f]+)"', desk.locator("#plate").inner_html()))
    assert len(fills) == desk.locator(".legend .swatch").count()
    desk.evaluate("dispatchEvent(new Event('afterprint'))")
    assert desk.locator("#plate svg").count() == 0
    assert desk.locator("html").get_attribute("data-theme") == kept == "dark"


def test_a_picture_that_leaves_the_page_keeps_its_legend_in_color_whatever_is_chosen(
    desk: "Page", pages: Path, tmp_path: Path
) -> None:
    show(desk, pages / "vendor-to-state-between-editions.html")
    desk.locator("#find").fill("Huawei")
    desk.locator(".save > summary").click()
    with desk.expect_download() as saved:
        desk.locator("[data-save='svg']").click()
    saved.value.save_as(tmp_path / "a.svg")
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    colors = desk.evaluate("[...document.querySelectorAll('.swatch')].map((each) => each.style.borderColor)")
    borders = re.findall(r'rx="3" fill="[^"]+" stroke="#(..)(..)(..)"', drawn)
    assert [f"rgb({int(r, 16)}, {int(g, 16)}, {int(b, 16)})" for r, g, b in borders] == colors
    for part in ("added 15", "kept 190", "What it does not say: That an edition", "CC BY 4.0", "at=vendor%3Ahuawei"):
        assert part in drawn
    desk.goto((tmp_path / "a.svg").as_uri())
    assert words.outside(desk) == []
    assert words.overlapping(desk) == []
