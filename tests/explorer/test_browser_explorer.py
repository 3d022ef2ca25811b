"""The explorer as a person meets it: each number is what the named question answers, and opens its claims."""

import csv
import random
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.explorer import page as explorer
from kg.explorer.proof import proof
from kg.query import query
from tests.explorer.conftest import seen

if TYPE_CHECKING:
    from playwright.sync_api import Page

SELECTIONS = 240
SHOWN = """async ([selection, panels]) => {
  const found = {};
  for (const panel of panels) {
    const hash = `${selection}&panel=${panel}`;
    location.hash = hash;
    const rows = () => document.querySelector(`.panel.${panel}.alone [data-rows]:not([aria-busy])`);
    const there = () => document.querySelector(".explorer").dataset.selection === hash && rows();
    while (!there()) await new Promise(requestAnimationFrame);
    const all = (selector) => [...document.querySelectorAll(`.panel.${panel} ${selector}`)];
    const texts = (selector) => all(selector).map((each) => each.textContent).sort();
    const drawn = { network: ".web line", timeline: ".line :is(circle, .joined)", conflicts: ".conflicts > li" };
    found[panel] = {
      rows: Number(rows().dataset.rows),
      states: {
        map: () => [...new Set(texts(".world .in title"))],
        table: () => texts("tbody th button"),
        timeline: () => texts(".years .line > text"),
      }[panel]?.(),
      drawn: all(drawn[panel] ?? "none").length,
      marks: Number(rows().dataset.marks ?? 0),
    };
  }
  const count = (name) => Number(document.querySelector(`.summary [data-${name}]`)?.dataset[name] ?? 0);
  return { ...found, states: count("states"), lines: count("lines"), marks: count("marks") };
}"""
OVERFLOW = "document.documentElement.scrollWidth <= innerWidth"


def questions(store: ox.Store, chance: random.Random) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield random selections, each with the question that asks the same and its parameters."""
    told = explorer.told(store)
    pick = {
        "vendor": [each["id"] for each in told["suppliers"] if not each["group"]],
        "home": sorted({told["states"][home]["id"] for each in told["suppliers"] for home in each.get("homes", ())}),
        **{name: [each["id"] for each in told[f"{name[:-1]}ies"]] for name in ("technology", "category")},
        **{name: [each["id"] for each in told[f"{name}s"]] for name in ("region", "initiative", "state")},
    }
    for _ in range(SELECTIONS):
        edition, year = chance.choice(["aigs-2020", "aigs-2022"]), chance.choice(range(2018, 2024))
        of = {name: chance.choice(things).partition(":")[2] for name, things in pick.items()}
        technology = {"technology": of["technology"]}
        used = f"technology={of['technology']}"
        when, span = f"&year={year}", {"since": year, "until": year}
        said, edited = f"&sources={edition}", {"edition": edition}
        yield chance.choice(
            [
                (used + said, "states-using", technology | edited),
                (used + said + when, "states-using", technology | edited | span),
                (f"supplier={of['vendor']}{said}", "states-of-vendor", {"vendor": of["vendor"]} | edited),
                (f"supplier={of['vendor']}{said}{when}", "states-of-vendor", {"vendor": of["vendor"]} | edited | span),
                (f"home={of['home']}{said}", "states-supplied-from", {"home": of["home"]} | edited),
                (
                    f"{used}&region={of['region']}{said}",
                    "users-in-region",
                    technology | {"region": of["region"]} | edited,
                ),
                (
                    f"{used}&category={of['category']}{said}",
                    "users-in-regime",
                    technology | {"regime": of["category"]} | edited,
                ),
                (f"{used}&initiative=bri{said}", "members-using", technology | {"initiative": "bri"} | edited),
                (
                    f"{used}&supplier={of['vendor']}&initiative=bri{said}",
                    "users-and-customers",
                    technology | {"vendor": of["vendor"], "initiative": "bri"} | edited,
                ),
                (f"initiative={of['initiative']}", "members-of-initiative", {"initiative": of["initiative"]}),
                (
                    f"initiative={of['initiative']}{when}",
                    "members-of-initiative",
                    {"initiative": of["initiative"]} | span,
                ),
            ]
        )


def shortened(name: str) -> str:
    """Return a name as the timeline writes it."""
    return name if len(name) <= 26 else f"{name[:25]}…"


def test_every_number_is_what_the_named_question_answers(released: ox.Store, opened: Callable[..., "Page"]) -> None:
    page = opened("panel=table")
    filled = 0
    for number, (selection, name, params) in enumerate(questions(released, random.Random(22))):
        answer = sorted({str(row["label"]) for row in query.find(name).run(released, **params).values()})
        panels = ["table", ("map", "timeline", "network")[number % 3]]
        shown = page.evaluate(SHOWN, [selection, panels])
        assert answer == shown["table"]["states"], (name, params)
        assert shown["states"] == shown["table"]["rows"] == len(answer), (name, params)
        if "map" in shown:
            assert answer == shown["map"]["states"], (name, params)
            assert shown["map"]["rows"] == len(answer), (name, params)
        if "timeline" in shown:
            assert sorted(map(shortened, answer)) == (shown["timeline"]["states"] if answer else []), (name, params)
            assert shown["timeline"]["drawn"] == shown["timeline"]["marks"], (name, params)
        if "network" in shown:
            assert shown["network"]["drawn"] == shown["network"]["rows"] == shown["lines"] + shown["marks"], selection
        filled += bool(answer)
    assert filled > SELECTIONS / 3
    assert seen[page][1] == []


def test_supplies_of_a_state_are_those_that_the_question_answers_vendors_apart_from_groups(
    released: ox.Store, opened: Callable[..., "Page"]
) -> None:
    page = opened("panel=table")
    for state in random.Random(5).sample([each["id"] for each in explorer.told(released)["states"]], 12):
        rows = list(query.find("suppliers-of-state").run(released, state=state.partition(":")[2]).values())
        vendors, groups = (
            {row["supplier"] for row in rows if ("AgentGroup" in row["type"]) == of} for of in (False, True)
        )
        shown = page.evaluate(SHOWN, [f"state={state.partition(':')[2]}", ["network"]])
        assert (shown["lines"], shown["marks"]) == (len(vendors), len(groups)), state
        assert shown["network"]["rows"] == len(vendors) + len(groups)


def test_disagreements_about_a_thing_are_those_that_the_question_finds(
    released: ox.Store, opened: Callable[..., "Page"]
) -> None:
    page = opened("panel=conflicts")
    told, disputed = explorer.told(released), proof(released)["conflicts"]
    total = len(disputed)
    named = {each for conflict in disputed for each in conflict["about"]}
    for dimension, list_ in {
        "state": "states",
        "supplier": "suppliers",
        "initiative": "initiatives",
        "technology": "technologies",
        "category": "categories",
    }.items():
        things = [each["id"] for each in told[list_]]
        for thing in [each for each in things if each in named][:3] + [each for each in things if each not in named][
            :2
        ]:
            shown = page.evaluate(
                SHOWN, [f"{dimension}={thing.removeprefix(f'{dimension}:').removeprefix('vendor:')}", ["conflicts"]]
            )
            found = len(query.find("disagreements").run(released, thing=thing))
            assert shown["conflicts"]["rows"] == shown["conflicts"]["drawn"] == found, thing
    page.evaluate(SHOWN, ["technology=facial-recognition&sources=aigs-2022", ["conflicts"]])
    own, near, outside = (
        sum(int(text.split()[0]) for text in page.locator(selector).all_inner_texts() if text[0].isdigit())
        for selector in (
            ".conflicts > .note:first-child, .conflicts [data-rows] > .note:first-child",
            "summary:text('on other matters')",
            ".outside",
        )
    )
    assert own + near + outside == total
    assert 0 < near < total / 2


@pytest.mark.parametrize(
    "selection",
    [
        "technology=safe-city&sources=aigs-2022",
        "supplier=huawei&year=2020",
        "technology=facial-recognition&sources=aigs-2022&before=aigs-2020",
    ],
)
def test_a_table_that_is_downloaded_has_the_rows_that_its_panel_counts(
    opened: Callable[..., "Page"], selection: str
) -> None:
    page = opened("panel=table")
    for panel in ("table", "network", "receipts", "timeline", "conflicts"):
        shown = page.evaluate(SHOWN, [selection, [panel]])
        if not page.locator(".share details").last.evaluate("(each) => each.open"):
            page.get_by_text("Download what is shown").click()
        with page.expect_download() as waited:
            page.get_by_role("button", name="CSV", exact=True).click()
        rows = list(csv.DictReader(StringIO(Path(str(waited.value.path())).read_text(encoding="utf-8"))))
        assert len(rows) == shown[panel]["marks" if panel == "timeline" else "rows"], panel
        assert all("/claim/" in row["claim_iris" if "claim_iris" in row else "claim_iri"] for row in rows), panel
        beside = page.get_by_role("button", name="CSV: Receipts")
        assert beside.count() == int(panel != "receipts")
        if panel == "network":
            kinds = [row["kind"] for row in rows]
            assert (kinds.count("vendor"), len(kinds) - kinds.count("vendor")) == (shown["lines"], shown["marks"])


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
    page.wait_for_selector(".story.strayed")
    assert "53 are supplied from China" not in page.locator(".story").inner_text()
    page.get_by_role("button", name="Back to the story").click()
    page.wait_for_selector(".story:has-text('53 are supplied from China')")
    assert page.locator(".summary b").first.inner_text() == "53"
    page.get_by_role("button", name="Leave the story").click()
    page.wait_for_selector(".stories")
    assert page.locator(".summary b").first.inner_text() == "53"


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
