"""What a reader first sees comes piece by piece, so that no piece keeps a finger waiting, and comes whole."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.explorer import page as explorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AT_A_TIME = 40_000
"""How many characters of outlines make a piece; the outline that fills it may be any longer."""

NOTED = """
  globalThis.noted = { made: 0, drawn: [] };
  Intl.NumberFormat = class extends Intl.NumberFormat { constructor(...all) { super(...all); noted.made++; } };
  Number.prototype.toLocaleString = function () { noted.made++; return String(this); };
  new MutationObserver(() => {
    const outlines = [...document.querySelectorAll("svg.world path:not(.sea)")];
    noted.drawn.push(outlines.reduce((sum, each) => sum + each.getAttribute("d").length, 0));
  }).observe(document, { childList: true, subtree: true });
"""
WHOLE = ".panel.map [data-rows]:not([aria-busy])"


def test_the_map_comes_piece_by_piece_and_numbers_are_written_without_what_is_dear_to_make(
    chromium: "Browser", released: ox.Store, file: Path
) -> None:
    shapes = explorer.told(released)["map"]["shapes"]
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(NOTED)
        page.goto(f"{file.as_uri()}#technology=ai-surveillance&sources=aigs-2022&panel=map")
        page.wait_for_selector(WHOLE)
        noted = page.evaluate("noted")
        drawn = page.evaluate("document.querySelectorAll('svg.world :is(path:not(.sea), circle)').length")
    lengths = [len(shape[1]) for shape in shapes]
    steps = [after - before for before, after in pairwise(noted["drawn"])]
    assert max(steps) < AT_A_TIME + max(lengths) < sum(lengths) / 4
    assert noted["made"] == 0
    assert drawn >= len(shapes)


def test_a_picture_that_is_saved_or_printed_at_once_is_whole(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=ai-surveillance&sources=aigs-2022")
    with page.expect_download() as begun:
        page.evaluate(
            """() => {
              document.querySelectorAll(".share details").forEach((each) => { each.open = true; });
              [...document.querySelectorAll(".share button")].find((each) => each.textContent === "SVG").click();
            }"""
        )
    text = Path(begun.value.path()).read_text(encoding="utf-8")
    page.wait_for_selector(WHOLE)
    assert text.count("<path") == page.evaluate("document.querySelectorAll('svg.world path').length")


def test_a_map_that_was_drawn_once_comes_back_at_once(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=ai-surveillance&sources=aigs-2022&panel=map")
    page.wait_for_selector(WHOLE)
    drawn = page.locator("svg.world path").count()
    page.locator(".tabs button").nth(3).click()
    page.wait_for_selector(".panel.table.alone")
    counted = page.evaluate(
        """async () => {
          document.querySelectorAll(".tabs button")[1].click();
          while (!document.querySelector("svg.world")) await new Promise((done) => setTimeout(done));
          return document.querySelectorAll("svg.world path").length;
        }"""
    )
    assert counted == drawn
