"""The explorer as a person meets it: each number is what the named question answers, and opens its claims."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.explorer import page as explorer
from kg.query import query
from tests.fixtures.browsers import Windows, heard

if TYPE_CHECKING:
    from playwright.sync_api import Page

SELECTIONS = 240
SHOWN = """async (hash) => {
  location.hash = hash;
  while (document.querySelector(".explorer").dataset.selection !== hash) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll(".panel.table tbody th button")].map((each) => each.textContent).sort();
}"""
OVERFLOW = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def file(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return explorer.write(released, tmp_path_factory.mktemp("explorer") / "explorer.html")


seen: "WeakKeyDictionary[Page, tuple[list[str], list[str]]]" = WeakKeyDictionary()
"""A page → the addresses it asked for, and its errors."""


@pytest.fixture
def opened(windows: Windows, file: Path) -> Iterator[Callable[..., "Page"]]:
    with ExitStack() as stack:

        def open_(hash_: str = "", width: int = 1440, height: int = 900, **options: bool) -> "Page":
            page = stack.enter_context(windows.page(width, height, **options))
            asked, faults = seen[page] = ([], [])
            told = {
                "request": lambda request: asked.append(request.url),
                "pageerror": lambda error: faults.append(str(error)),
                "console": lambda said: faults.append(said.text) if said.type == "error" else None,
            }
            stack.enter_context(heard(page, **told))
            page.goto(file.as_uri() + (f"#{hash_}" if hash_ else ""))
            page.wait_for_selector(".summary")
            return page

        yield open_


def questions(store: ox.Store, chance: random.Random) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield random selections, each with the question that asks the same and its parameters."""
    told = explorer.told(store)
    pick = {
        "vendor": [each["id"] for each in told["suppliers"] if not each["group"]],
        "home": sorted({told["states"][home]["id"] for each in told["suppliers"] for home in each.get("homes", ())}),
        **{name: [each["id"] for each in told[f"{name[:-1]}ies"]] for name in ("technology", "category")},
        "region": [each["id"] for each in told["regions"]],
    }
    for _ in range(SELECTIONS):
        edition = chance.choice(["aigs-2020", "aigs-2022"])
        of = {name: chance.choice(things).partition(":")[2] for name, things in pick.items()}
        technology = {"technology": of["technology"]}
        used = f"technology={of['technology']}"
        selection, name, params = chance.choice(
            [
                (used, "states-using", technology),
                (f"supplier={of['vendor']}", "states-of-vendor", {"vendor": of["vendor"]}),
                (f"home={of['home']}", "states-supplied-from", {"home": of["home"]}),
                (f"{used}&region={of['region']}", "users-in-region", technology | {"region": of["region"]}),
                (f"{used}&category={of['category']}", "users-in-regime", technology | {"regime": of["category"]}),
                (f"{used}&initiative=bri", "members-using", technology | {"initiative": "bri"}),
                (
                    f"{used}&supplier={of['vendor']}&initiative=bri",
                    "users-and-customers",
                    technology | {"vendor": of["vendor"], "initiative": "bri"},
                ),
            ]
        )
        yield f"{selection}&sources={edition}", name, params | {"edition": edition}


def test_every_number_is_what_the_named_question_answers(released: ox.Store, opened: Callable[..., "Page"]) -> None:
    page = opened("panel=table")
    filled = 0
    for selection, name, params in questions(released, random.Random(22)):
        answer = {str(row["label"]) for row in query.find(name).run(released, **params).values()}
        shown = page.evaluate(SHOWN, f"{selection}&panel=table")
        assert sorted(answer) == sorted(shown), (name, params)
        assert page.get_attribute(".summary [data-states]", "data-states") == str(len(answer)), (name, params)
        filled += bool(answer)
    assert filled > SELECTIONS / 3
    assert seen[page][1] == []


@pytest.mark.parametrize("panel", ["", "map", "network", "table", "timeline", "receipts", "conflicts", "compare"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_every_panel_fits_asks_no_host_and_can_be_read_by_all(
    opened: Callable[..., "Page"], panel: str, width: int
) -> None:
    page = opened(
        f"technology=safe-city&sources=aigs-2022&row=state:srb&compare=state:srb,state:hun&panel={panel}",
        width,
        800,
        dark=width == 768,
    )
    assert page.evaluate(OVERFLOW)
    if width == 1440:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert [url for url in seen[page][0] if not url.startswith(("file:", "data:"))] == []
    assert seen[page][1] == []


def test_who_supplies_kenya_and_which_cell_says_so(opened: Callable[..., "Page"]) -> None:
    page = opened()
    page.locator(".finder input").first.fill("kenia")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Kenya", exact=True).first.click()
    page.wait_for_selector("aside.receipts .chosen-row")
    said = page.locator("aside.receipts .claims").inner_text()
    assert "Kenya is supplied by Huawei" in said
    assert "column Company 1, cell “Huawei”" in said


def test_names_in_other_scripts_and_other_names_are_found(opened: Callable[..., "Page"]) -> None:
    page = opened("sources=aigs-2022")
    for name in ("塞尔维亚", "Huawei Technologies"):
        page.locator(".finder input").first.fill(name)
        page.keyboard.press("Enter")
    page.wait_for_selector("[data-selection='supplier=huawei&state=srb&sources=aigs-2022']")
    page.wait_for_selector(".panel.table tbody th button")
    assert page.locator(".panel.table tbody th button").all_inner_texts() == ["Serbia"]


def test_receipts_of_a_selected_state_name_its_suppliers_and_the_numbers_open_what_they_count(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("technology=ai-surveillance&state=ken&sources=aigs-2022")
    page.wait_for_selector("aside.receipts .claims li")
    said = page.locator("aside.receipts .claims").inner_text()
    assert "Kenya uses AI surveillance" in said
    assert "Kenya is supplied by Huawei" in said
    for at, panel in enumerate(("table", "network")):
        page.locator(".summary a").nth(at).click()
        page.wait_for_selector(f".panel.{panel}.alone")


def test_conflicts_of_a_selected_initiative_are_about_membership_in_it_and_none_reads_as_another(
    released: ox.Store, opened: Callable[..., "Page"]
) -> None:
    asked = query.find("disagreements").run(released, kind="membership")
    page = opened("initiative=bri&panel=conflicts")
    page.wait_for_selector(".conflicts li")
    assert page.locator(".conflicts > li").count() == len(asked)
    assert page.locator(".panel.conflicts .note").first.inner_text() == f"{len(asked)} disagreements"
    assert all("membership" in each for each in page.locator(".conflicts > li").all_inner_texts())
    page = opened("sources=aigs-2022&panel=conflicts")
    page.wait_for_selector(".conflicts li")
    heads = page.locator(".conflicts > li").all_inner_texts()
    assert len(set(heads)) == len(heads)
    page = opened("initiative=asean&panel=conflicts")
    page.wait_for_selector(".panel.conflicts .note")
    assert page.locator(".panel.conflicts .note").first.inner_text().startswith("No two sources disagree")


def test_years_of_joining_are_those_of_the_selected_initiative(opened: Callable[..., "Page"]) -> None:
    page = opened("initiative=bri&panel=timeline")
    page.wait_for_selector(".years .joined")
    assert page.locator(".legend li").nth(1).inner_text() == "joined: Belt and Road Initiative"
    page = opened("initiative=asean&panel=timeline")
    page.wait_for_selector(".years .line")
    assert page.locator(".years .joined").count() == 0
    assert page.locator(".legend li").count() == 1


def test_two_states_are_compared_what_differs_first(opened: Callable[..., "Page"]) -> None:
    page = opened("panel=compare&sources=aigs-2022")
    for name in ("Serbia", "Hungary"):
        page.locator(".panel.compare .finder input").fill(name)
        page.keyboard.press("Enter")
    page.wait_for_selector(".panel.compare tbody")
    rows = page.locator(".panel.compare tbody tr").all_inner_texts()
    assert "different" in rows[0]
    assert "in common" in rows[1]
    assert page.locator(".panel.compare thead th").all_inner_texts() == ["Serbia", "Hungary"]
    regimes = [row for row in rows if row.startswith("Regime type")]
    assert "electoral autocracy" in regimes[1]
    assert not any("AIGS" in row or "free" in row for row in regimes)


def test_what_an_edition_added_is_what_the_question_answers(released: ox.Store, opened: Callable[..., "Page"]) -> None:
    page = opened("technology=facial-recognition&sources=aigs-2022&before=aigs-2020&panel=table")
    page.wait_for_selector("tbody tr .change")
    rows = [
        (row.locator(".change").inner_text(), row.locator("th").inner_text()) for row in page.locator("tbody tr").all()
    ]
    shown = {state for change, state in rows if change == "added"}
    assert [change for change, _ in rows[: len(shown)]] == ["added"] * len(shown)
    asked = query.find("new-users").run(released, technology="facial-recognition")
    assert shown == {str(row["label"]) for row in asked.values()}


def test_the_address_restores_what_was_seen(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=smart-policing&home=chn&region=africa&sources=aigs-2022&panel=network&row=vendor:huawei")
    hash_ = page.evaluate("location.hash")
    again = opened(hash_.removeprefix("#"))
    for each in (page, again):
        each.wait_for_selector("aside.receipts .claims")
    assert again.locator(".summary").inner_text() == page.locator(".summary").inner_text()
    assert again.locator("aside.receipts").inner_text() == page.locator("aside.receipts").inner_text()


def test_a_selection_without_rows_and_a_name_that_is_unknown_are_said(opened: Callable[..., "Page"]) -> None:
    page = opened("supplier=zte,palantir,nec,ibm&sources=aigs-2020&state=srb&vendor=acme&state=atlantis")
    assert "No state has all of this" in page.locator(".summary").inner_text()
    assert page.get_by_role("alert").inner_text().endswith("vendor, state=atlantis")


def test_a_shape_a_row_and_a_line_mark_each_other(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=safe-city&sources=aigs-2022")
    page.locator(".panel.table tbody tr", has_text="Kenya").hover()
    page.wait_for_selector(".world .pointed", state="attached")
    page.locator(".panel.map svg.world").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("aside.receipts .chosen-row")
    page.wait_for_selector(".panel.table tr.chosen")
    assert page.locator(".panel.table tr.chosen").count() == 1


@pytest.mark.parametrize(
    ("name", "start"), {"CSV": "state,region", "JSON": "{", "GEXF": "<?xml", "SVG": "<svg"}.items()
)
def test_what_is_shown_is_downloaded_with_its_claims_and_limits(
    opened: Callable[..., "Page"], name: str, start: str
) -> None:
    page = opened("supplier=hikvision&sources=aigs-2022")
    page.get_by_text("Download what is shown").click()
    page.evaluate("URL.revokeObjectURL = (address) => (globalThis.gone = address)")
    with page.expect_download() as waited:
        page.get_by_role("button", name=name, exact=True).click()
    assert page.evaluate("globalThis.gone") is None  # a busy browser asks for the file after the click
    text = Path(str(waited.value.path())).read_text(encoding="utf-8")
    assert text.startswith(start)
    assert "claim/" in text or name == "SVG"
    if name == "SVG":
        assert "A blank is unknown" in text
        assert "creativecommons.org" in text


def test_a_story_goes_step_by_step_and_counts_its_numbers(opened: Callable[..., "Page"]) -> None:
    page = opened()
    page.get_by_role("button", name="The Belt and Road question: do members buy Chinese?").click()
    page.wait_for_selector(".story")
    assert "68 users of AI surveillance" in page.locator(".story").inner_text()
    page.get_by_role("button", name="Next step").click()
    page.wait_for_selector("[data-selection*='story=belt-and-road.2']")
    page.wait_for_selector(".story:has-text('53 are supplied from China')")
    assert "53 are supplied from China" in page.locator(".story").inner_text()
    page.locator(".controls .chip").first.click()
    page.wait_for_function("document.querySelectorAll('.controls .chip').length === 1")
    assert "53 are supplied from China" in page.locator(".story").inner_text()


def test_an_address_with_nothing_but_a_story_opens_its_step(opened: Callable[..., "Page"]) -> None:
    page = opened("story=belt-and-road.2")
    assert "53 are supplied from China" in page.locator(".story").inner_text()
    assert page.locator(".summary b").first.inner_text() == "53"


@pytest.mark.parametrize("language", ["es", "fr", "sr", "zh"])
def test_the_interface_speaks_five_languages(opened: Callable[..., "Page"], language: str) -> None:
    page = opened(f"technology=safe-city&sources=aigs-2022&language={language}")
    assert page.evaluate("document.documentElement.lang") == language
    assert "Receipts" not in page.locator("#explorer").inner_text()


def test_a_name_that_is_taken_with_a_finger_stays(opened: Callable[..., "Page"]) -> None:
    page = opened("sources=aigs-2022", touch=True, width=390, height=700)
    for at, name in enumerate(("Huawei", "Africa", "safe city"), 1):
        page.locator(".finder input").first.fill(name)
        page.get_by_role("option", name=name).first.tap()
        page.wait_for_function(f"document.querySelectorAll('.chip').length === {at}")
    assert page.locator(".chip").count() == 3


def test_a_finger_pans_nothing_until_the_picture_is_larger(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=safe-city&sources=aigs-2022&panel=map", touch=True, width=390, height=700)
    assert page.evaluate("document.querySelector('svg.world').style.touchAction") == "pan-y"
    page.get_by_role("button", name="Larger").tap()
    page.wait_for_function("document.querySelector('svg.world').style.touchAction === 'none'")
    page.get_by_role("button", name="Whole picture").tap()
    page.wait_for_function("document.querySelector('svg.world').style.touchAction === 'pan-y'")
