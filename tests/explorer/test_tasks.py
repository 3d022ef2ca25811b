"""What a reader comes for, from the start page of the shipped graph, in no more clicks than named.

A click is a press of the mouse, a tap, Enter on what has the focus, or a choice from a list; to type is none.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from kg.query import query
from tests.fixtures.browsers import Windows, heard

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WAYS = {"touch": (390, 844), "keyboard": (768, 1024), "mouse": (1440, 900)}
"""How the page is worked → how large it is."""


BACK = """() => location.pathname === "/"
  && [...document.querySelectorAll(".chip")].some((each) => each.textContent.includes("Hikvision"))"""


class Reader:
    """Someone at the start page, whose clicks are counted."""

    def __init__(self, page: "Page", way: str) -> None:
        self.page = page
        self.way = way
        self.clicks = 0

    def press(self, selector: str) -> "Locator":
        """Click, tap, or go to and press Enter on, the first that is to be seen."""
        self.clicks += 1
        found = self.page.locator(selector).filter(visible=True).first
        found.wait_for()
        if self.way == "touch":
            found.tap()
        elif self.way == "keyboard":
            found.focus()
            found.press("Enter")
        else:
            found.click()
        return found

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.clicks += 1
        self.page.get_by_label(label, exact=True).first.select_option(label=option)

    def write(self, selector: str, text: str) -> None:
        """Type into a field, which is focused."""
        self.page.locator(selector).filter(visible=True).first.fill(text)

    def take(self, selector: str, text: str, label: str) -> None:
        """Type a name into a box of the explorer and take what it offers: one click, or Enter."""
        self.write(selector, text)
        option = self.page.locator("[role=option]").filter(has_text=label).first
        option.wait_for()
        self.clicks += 1
        if self.way == "keyboard":
            self.page.locator(selector).first.press("Enter")
        elif self.way == "touch":
            option.tap()
        else:
            option.click()


@pytest.fixture(params=WAYS)
def reader(request: pytest.FixtureRequest, windows: Windows, released_server: str) -> Iterator[Reader]:
    width, height = WAYS[request.param]
    hosts: list[str] = []
    with (
        windows.page(width, height, touch=request.param == "touch") as page,
        heard(page, request=lambda asked: hosts.append(asked.url)),
    ):
        page.goto(f"{released_server}/", timeout=120_000)
        page.wait_for_selector("#explorer .summary")
        yield Reader(page, request.param if windows.touched or request.param == "keyboard" else "mouse")
    assert [url for url in hosts if not url.startswith((released_server, "data:", "blob:"))] == []


def searched(reader: Reader, text: str, label: str) -> None:
    """Search for a name, follow the result (one click) and wait until its page is there, whole."""
    reader.write("#search", text)
    reader.page.locator("#found a").first.wait_for()
    reader.press(f"#found a:text-is('{label}')")
    reader.page.locator("h1").filter(has_text=label).wait_for()
    reader.page.wait_for_load_state()


def names(store: ox.Store, name: str, **given: str) -> set[str]:
    return {str(row["label"]) for row in query.find(name).run(store, **given).values()}


def test_who_supplies_kenya_and_which_cell_says_so(reader: Reader, released: ox.Store) -> None:
    searched(reader, "Kenya", "Kenya")
    text = reader.page.inner_text("main")
    for supplier in names(released, "suppliers-of-state", state="ken"):
        assert supplier in text
    assert "“Huawei”" in text  # the cell
    assert reader.clicks <= 3


def test_compare_serbia_and_hungary(reader: Reader) -> None:
    searched(reader, "Serbia", "Serbia")
    reader.press("a:text('Compare with another state')")
    reader.page.wait_for_selector(".panel.compare")
    reader.take(".panel.compare input[role=combobox]", "Hungary", "Hungary")
    reader.page.wait_for_selector(".panel.compare table")
    heads = reader.page.locator(".panel.compare th[scope=col]").all_inner_texts()
    assert sorted(heads) == ["Hungary", "Serbia"]
    assert reader.clicks <= 4


def test_every_panel_is_one_click_from_the_map_of_the_start_page_with_what_is_selected_there(reader: Reader) -> None:
    reader.take(".controls input[role=combobox]", "Hikvision", "Hikvision")
    reader.page.wait_for_function("document.querySelectorAll('.chip').length === 2")
    assert reader.page.locator(".sources select").count() == 2  # how firmly and of which year are of the whole explorer
    reader.press(".tabs a:text-is('Map')")
    reader.page.wait_for_selector(".explorer .share")
    assert reader.page.locator(".panel.map.alone").count() == 1
    assert reader.page.locator(".sources select").count() == 4
    assert "supplier=hikvision" in reader.page.url
    reader.press(".share summary:text('Embed')")
    assert reader.clicks <= 4
    reader.page.evaluate("setTimeout(() => history.back())")  # the driver of Firefox sees no end of a step back
    reader.page.wait_for_function(BACK)


def test_which_states_the_edition_of_2022_added_for_facial_recognition(reader: Reader, released: ox.Store) -> None:
    searched(reader, "facial recognition", "facial recognition")
    reader.press("a:text('in the explorer')")
    reader.page.wait_for_selector(".explorer .sources select")
    editions = reader.page.locator(".sources select").first.locator("option").all_inner_texts()
    later = next(each for each in editions if "2022" in each and "AIGS" in each)
    earlier = next(each for each in editions if "2020" in each)
    reader.clicks += 2
    reader.page.locator(".sources select").nth(0).select_option(label=later)
    reader.page.locator(".sources select").nth(1).select_option(label=earlier)
    added = names(released, "new-users", technology="facial-recognition")
    reader.page.locator(".panel.table").scroll_into_view_if_needed()
    reader.page.wait_for_selector(".panel.table tr:has(.added) th")
    shown = reader.page.locator(".panel.table tr:has(.added) th").all_inner_texts()
    assert added <= set(shown)
    assert reader.clicks <= 4


def test_embed_a_map_of_the_customers_of_hikvision(reader: Reader, released: ox.Store) -> None:
    searched(reader, "Hikvision", "Hikvision")
    reader.press("a:text('in the explorer')")
    reader.page.wait_for_selector(".explorer .share")
    reader.press(".share summary:text('Embed')")
    code = reader.page.locator(".share textarea").input_value()
    assert reader.clicks <= 4
    address = unquote(code.partition('src="')[2].partition('"')[0])
    assert "embed.html#" in address
    reader.page.goto(address)
    reader.page.wait_for_selector(".panel.map svg")
    shown = int(reader.page.get_attribute(".summary [data-states]", "data-states") or 0)
    assert shown >= len(names(released, "states-of-vendor", vendor="hikvision"))


def test_page_of_a_vendor_opens_its_map_and_a_link_of_the_map_leaves_the_page(
    reader: Reader, released: ox.Store
) -> None:
    searched(reader, "Hikvision", "Hikvision")
    reader.press("details.map summary")
    frame = reader.page.frame_locator("details.map iframe")
    frame.locator(".panel.map svg").wait_for()
    shown = int(frame.locator(".summary [data-states]").get_attribute("data-states") or 0)
    assert shown == len(names(released, "states-of-vendor", vendor="hikvision"))
    frame.locator(".receipts a:text-is('Australia')").first.click()
    reader.page.wait_for_url("**/state/aus**")
    assert reader.page.locator("h1").inner_text() == "Australia"


def test_find_the_customers_of_huawei_in_africa_by_its_chinese_name(reader: Reader, released: ox.Store) -> None:
    searched(reader, "华为", "Huawei")
    reader.press("a:text('in the explorer')")
    reader.page.wait_for_selector(".explorer .controls")
    reader.take(".controls input[role=combobox]", "Africa", "Africa")
    reader.page.wait_for_function("document.querySelectorAll('.chip').length === 2")
    reader.page.locator(".panel.table").scroll_into_view_if_needed()
    reader.page.wait_for_selector(".panel.table tbody th button")
    shown = set(reader.page.locator(".panel.table tbody th button").all_inner_texts())
    found = query.find("states-of-vendor").run(released, vendor="huawei").values()
    africa = {str(row["label"]) for row in query.find("states-in-region").run(released, region="africa").values()}
    assert {str(row["label"]) for row in found} & africa <= shown <= africa
    assert reader.clicks <= 4


def test_where_sources_disagree_about_membership_with_both_receipts(reader: Reader, released: ox.Store) -> None:
    reader.press("a:text('Where the sources disagree')")
    reader.page.wait_for_selector("#rows")
    rows = list(query.find("disagreements").run(released, kind="membership").values())
    text = reader.page.inner_text("main")
    assert all(str(row["label"]) in text for row in rows)
    first = reader.page.locator("#rows tr").filter(has_text="membership").first
    links = first.locator("td:last-child a")
    assert links.count() >= 2
    assert reader.clicks <= 3
