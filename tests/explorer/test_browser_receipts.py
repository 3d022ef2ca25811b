"""The receipts are fetched when a reader comes to one, and never shown beside facts that they do not belong to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.explorer import page as explorer
from kg.namespace import browser_code
from tests.fixtures import invented

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Explorer</title><div id="explorer"></div>
<script src="explorer-data.js"></script><script src="explorer.js"></script>"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page of an invented world, its facts and their receipts apart, as a site has them."""
    place = tmp_path_factory.mktemp("apart")
    world = invented.tiny(tmp_path_factory.mktemp("world"))
    (place / "explorer.html").write_text(PAGE, "utf-8")
    (place / explorer.DATA).write_text(explorer.script(world), "ascii")
    (place / explorer.RECEIPTS).write_text(explorer.receipts(world), "ascii")
    (place / explorer.SCRIPT).write_bytes(browser_code(explorer.SCRIPT).read_bytes())
    return place


@pytest.fixture
def at(chromium: "Browser", place: Path) -> Iterator[Callable[[str], "Page"]]:
    def open_(hash_: str) -> "Page":
        page = context.new_page()
        page.goto(f"{(place / 'explorer.html').as_uri()}#{hash_}")
        page.wait_for_selector(".summary")
        return page

    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield open_
    context.close()


def test_a_chosen_row_shows_its_receipts_which_are_fetched_once(at: Callable[[str], "Page"]) -> None:
    page = at("panel=receipts")
    page.wait_for_selector(".claims li")
    page.locator(".tabs button").nth(3).click()
    page.locator("tbody th button").first.click()
    page.wait_for_selector(".receipts.open .claims li")
    fetched = page.evaluate("[...document.scripts].map((each) => each.src.split('/').pop())")
    assert fetched.count(explorer.RECEIPTS) == 1
    assert page.locator(".receipts.open .claims li .where").first.inner_text().strip(" ,")


def test_receipts_of_another_graph_are_said_to_be_so_and_not_shown(
    at: Callable[[str], "Page"], place: Path, released: ox.Store
) -> None:
    own = (place / explorer.RECEIPTS).read_text("ascii")
    (place / explorer.RECEIPTS).write_text(explorer.receipts(released), "ascii")
    try:
        page = at("panel=receipts")
        page.wait_for_selector("[role=alert]")
        assert "built anew" in page.locator("[role=alert]").inner_text()
        assert not page.locator(".claims li").count()
        (place / explorer.RECEIPTS).write_text(own, "ascii")
        page.get_by_role("button", name="Load again").click()
        page.wait_for_selector(".claims li")
    finally:
        (place / explorer.RECEIPTS).write_text(own, "ascii")


def test_receipts_that_cannot_be_had_are_said_to_be_so_and_asked_for_again(
    at: Callable[[str], "Page"], place: Path
) -> None:
    own = (place / explorer.RECEIPTS).read_text("ascii")
    (place / explorer.RECEIPTS).unlink()
    try:
        page = at("")
        drawn = page.wait_for_selector(".panel.map [data-rows]:not([aria-busy])")
        assert drawn
        assert drawn.get_attribute("data-rows") == page.locator("[data-states]").inner_text() != "0"
        taking = at("panel=receipts&language=es")
        taking.locator(".share summary").last.click()
        assert "No se pudieron obtener" in taking.locator(".share [role=alert]").inner_text()
        assert not taking.get_by_role("button", name="JSON").count()
        # Whoever opens the files asks once more: the button is pressed on a page that nothing else asks from.
        page = at("panel=receipts&language=es")
        page.wait_for_selector("[role=alert]")
    finally:
        (place / explorer.RECEIPTS).write_text(own, "ascii")
    page.locator(".panel.receipts [role=alert] button").click()
    page.wait_for_selector(".claims li")
    assert not page.locator("[role=alert]").count()
    page.wait_for_function("document.activeElement.closest('.panel.receipts') !== null")
    page.locator(".share summary").last.click()
    page.wait_for_selector(".share button:text-is('JSON')")
