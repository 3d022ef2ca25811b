"""What a reader chooses in the explorer: kept in the address and the history, told on paper, and in five languages."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.explorer import page as explorer
from kg.explorer.name import LANGUAGES
from kg.explorer.proof import proof
from tests.explorer.conftest import seen

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIRST = "technology=ai-surveillance&sources=aigs-2022"


def stands(page: "Page", selection: str) -> None:
    """Wait until a selection is shown and in the address."""
    page.wait_for_function(
        "(wanted) => document.querySelector('.explorer').dataset.selection === wanted", arg=selection
    )
    assert page.evaluate("location.hash.slice(1)") == selection


def test_back_and_forward_go_through_what_was_chosen_and_not_through_what_was_typed(
    opened: Callable[..., "Page"],
) -> None:
    page = opened()
    stands(page, FIRST)
    begun = page.evaluate("history.length")
    page.locator(".finder input").first.press_sequentially("ken")
    page.locator(".panel.table tbody tr", has_text="Kenya").hover()
    assert page.evaluate("history.length") == begun
    page.keyboard.press("Enter")
    steps = [FIRST, "technology=ai-surveillance&state=ken&sources=aigs-2022"]
    stands(page, steps[-1])
    page.get_by_role("button", name="Table", exact=True).click()
    steps.append(f"{steps[-1]}&panel=table")
    stands(page, steps[-1])
    page.get_by_role("button", name="Kenya", exact=True).click()
    steps.append(f"{steps[-1]}&row=state:ken")
    stands(page, steps[-1])
    page.locator("aside.receipts").get_by_role("button", name="Compare").click()
    steps.append(steps[-1].replace("panel=table", "compare=state:ken&panel=compare"))
    stands(page, steps[-1])
    page.locator(".stories button").first.click()
    page.wait_for_selector(".story")
    for each in reversed(steps):
        page.go_back()
        stands(page, each)
    for each in steps[1:]:
        page.go_forward()
        stands(page, each)
    assert seen[page][1] == []


def test_stepping_through_a_picture_with_arrows_is_one_step_of_the_history(opened: Callable[..., "Page"]) -> None:
    page = opened(f"{FIRST}&panel=map")
    page.wait_for_selector("svg.world")
    begun = page.evaluate("history.length")
    page.locator("svg.world").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector("aside.receipts .chosen-row")
    assert page.evaluate("history.length") <= begun + 1


def test_what_of_an_address_is_left_out_is_said_in_one_line_and_the_rest_is_shown(
    opened: Callable[..., "Page"],
) -> None:
    page = opened(
        "technology=safe-city,warp&supplier=state:srb&region=africa&sources=aigs-2022,gazette&modalities=sworn&year=soon"
        "&compare=state:srb,state:hun,vendor:huawei,state:ken,state:uga&expanded=state:mars&row=state:mars&panel=globe"
        "&story=atlantis.1&language=xx"
    )
    said = page.get_by_role("alert").inner_text()
    assert "\n" not in said
    for part in (
        "technology=warp",
        "supplier=state:srb",
        "sources=gazette",
        "modalities=sworn",
        "year=soon",
        "expanded=state:mars",
        "row=state:mars",
        "panel=globe",
        "story=atlantis.1",
        "language=xx",
    ):
        assert part in said
    assert re.search(r"another kind .*vendor:huawei\. Three at most .*state:uga\. Not known", said)
    stands(page, "technology=safe-city&region=africa&sources=aigs-2022&compare=state:srb,state:hun,state:ken")
    page = opened("technology=warp&sources=aigs-2022&panel=map&embed=1")
    assert page.get_by_role("alert").inner_text().endswith("technology=warp")


def test_a_part_of_an_address_that_stands_there_twice_is_taken_as_several_or_said_to_be_left_out(
    opened: Callable[..., "Page"],
) -> None:
    page = opened(
        "technology=safe-city&technology=smart-policing&sources=aigs-2022&sources=aigs-2020"
        "&compare=state:srb&compare=state:hun&panel=compare"
    )
    both = "technology=safe-city,smart-policing&sources=aigs-2022,aigs-2020&compare=state:srb,state:hun&panel=compare"
    stands(page, both)
    assert page.get_by_role("alert").count() == 0
    page = opened("technology=safe-city&panel=map&panel=table")
    assert page.get_by_role("alert").inner_text().endswith("panel=table")


def test_a_view_in_a_page_of_others_says_what_it_shows_who_says_so_and_where_the_whole_is(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("supplier=hikvision&panel=map&embed=1", 390, 844)
    said = page.locator("#explorer").inner_text()
    assert "What is selected: Hikvision" in said
    assert "AI Global Surveillance (AIGS) Index, edition of 2022 (https://creativecommons" in said
    assert "Printed" not in said
    page.get_by_role("link", name="Open in the explorer").click()
    page.wait_for_selector(".explorer:not(.embedded) .controls")
    assert page.evaluate("location.hash") == "#supplier=hikvision&panel=map"


def test_a_disagreement_on_membership_says_who_says_it(opened: Callable[..., "Page"]) -> None:
    page = opened("initiative=bri&panel=conflicts")
    said = page.locator(".conflicts > li > p", has_text="membership").first.inner_text()
    assert re.search(r"Years in which states joined .* says it ≠ AI .* edition of \d{4} does not$", said)


WITHIN = """() => {
  const edges = (selector) => [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const [{ right }] = edges(".panel.timeline");
  const years = edges("svg.years > g:not(.line) > text");
  return edges("svg.years :is(circle, .joined, text)").every((each) => each.right <= right)
    && years.every((each, at) => at === 0 || years[at - 1].right < each.left);
}"""


@pytest.mark.parametrize("selection", ["initiative=bri&region=africa", "technology=safe-city&sources=aigs-2022"])
def test_a_timeline_is_as_wide_as_its_panel(opened: Callable[..., "Page"], selection: str) -> None:
    for width in (390, 768, 1440):
        page = opened(f"{selection}&panel=timeline", width, 900)
        page.wait_for_selector("svg.years")
        assert page.evaluate(WITHIN), (width, selection)


def test_a_fourth_comparison_is_refused_with_a_word_and_the_first_stays(opened: Callable[..., "Page"]) -> None:
    beside = "compare=state:srb,state:hun,state:ken&panel=compare"
    page = opened(beside)
    page.locator(".panel.compare .finder input").fill("Uganda")
    page.get_by_role("option", name="Uganda").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text().endswith("Left out: Uganda")
    stands(page, beside)
    page.locator(".panel.compare .finder input").fill("Huawei")
    assert "Nothing here is called so" in page.locator("[role=listbox]").inner_text()  # states are compared with states


@pytest.mark.parametrize(
    "ids",
    [
        "technology:safe-city,technology:smart-policing",
        "initiative:bri,initiative:eu",
        "list:section-889,list:bis-entity-list",
        "region:africa,region:europe",
        "category:free,category:not-free",
        "vendor:zte,vendor:dahua",
    ],
)
def test_things_of_any_kind_are_compared(opened: Callable[..., "Page"], ids: str) -> None:
    page = opened(f"compare={ids}&panel=compare")
    page.wait_for_selector(".panel.compare tbody")
    assert re.search(r"\w", " ".join(page.locator(".panel.compare tbody td").all_inner_texts()))
    assert not page.get_by_role("alert").count()


def test_stepping_outward_is_in_the_address_and_says_when_there_is_nothing_further(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("state=srb&sources=aigs-2022&panel=network&row=vendor:huawei")
    page.wait_for_selector(".web line")
    before = page.locator(".web line").count()
    page.get_by_role("button", name="Expand").click()
    stands(page, "state=srb&sources=aigs-2022&expanded=vendor:huawei&panel=network&row=vendor:huawei")
    page.wait_for_function(f"() => document.querySelectorAll('.web line').length > {before}")
    after = page.locator(".web line").count()
    assert f"by expanding: {after - before}" in page.locator(".panel.network").inner_text()
    again = opened(page.evaluate("location.hash.slice(1)"))
    again.wait_for_selector(".web line")
    assert again.locator(".web line").count() == after
    page.get_by_role("button", name="Fold back").click()
    page.wait_for_function(f"() => document.querySelectorAll('.web line').length === {before}")
    page = opened("state=srb&sources=aigs-2022&panel=network&row=state:srb")
    page.get_by_role("button", name="Expand").click()
    page.wait_for_selector("text=Nothing further is known here")


def test_a_year_a_home_and_a_firmness_are_typed_into_the_one_box(opened: Callable[..., "Page"]) -> None:
    page = opened("panel=table")
    for typed, kind in (("2020", "year"), ("China", "home of the vendors"), ("asserted", "How firmly it is said")):
        page.locator(".finder input").first.fill(typed)
        page.get_by_role("option", name=f"{typed} {kind}", exact=True).click()
    stands(page, "home=chn&modalities=asserted&year=2020&panel=table")
    assert page.locator(".chip").all_inner_texts()[0].startswith("supplied from China")
    page.locator(".controls .chip.year").click()
    stands(page, "home=chn&modalities=asserted&panel=table")


def test_several_sources_in_an_address_are_all_to_be_seen(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=safe-city&sources=aigs-2020,aigs-2022&panel=table")
    assert page.locator(".controls .chip.sources").count() == 2
    assert page.locator(".sources select").first.locator("option:checked").inner_text() == "2 sources"
    page.locator(".controls .chip.sources").first.click()
    stands(page, "technology=safe-city&sources=aigs-2022&panel=table")


@pytest.mark.parametrize(
    ("language", "words"),
    {
        "en": ("state or territory", "states and territories", "states and territories"),
        "es": ("Estado o territorio", "Estados y territorios", "Estados y territorios"),
        "fr": ("État ou territoire", "États et territoires", "États et territoires"),
        "sr": ("држава или територија", "државе и територије", "држава и територија"),
        "zh": ("个国家和地区", "个国家和地区", "个国家和地区"),
    }.items(),
)
def test_what_is_counted_is_called_as_the_language_counts(
    opened: Callable[..., "Page"], language: str, words: tuple[str, ...]
) -> None:
    page = opened("panel=map")
    for states, word in zip(("srb", "srb,hun", "srb,hun,ken,uga,egy"), words, strict=True):
        spoken = f"&language={language}" if language != "en" else ""
        selection = f"state={states}&sources=aigs-2022&panel=map{spoken}"
        page.evaluate("(hash) => { location.hash = hash }", selection)
        stands(page, selection)
        assert f"{states.count(',') + 1} {word} ·" in page.locator(".summary").inner_text()


def test_receipts_stand_by_the_date_of_their_source_and_then_by_state(
    released: ox.Store, opened: Callable[..., "Page"]
) -> None:
    dates = {each["label"]["en"]: each["date"] for each in explorer.told(released)["sources"]}
    page = opened("technology=safe-city&region=eastern-europe&panel=receipts")
    page.wait_for_selector(".claims li")
    found = []
    for text in page.locator(".claims li").all_inner_texts():
        state, said = text.split(" uses ")[0], text.splitlines()
        found.append((next(dates[title] for title in dates if any(line.startswith(title) for line in said)), state))
    assert len({date for date, _ in found}) > 1
    assert found == sorted(sorted(found, key=lambda each: each[1]), key=lambda each: each[0], reverse=True)


def test_a_timeline_says_how_many_states_only_another_edition_has(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=smart-policing&sources=aigs-2020&panel=timeline")
    page.wait_for_selector(".years .line")
    drawn = page.locator(".years .line").count()
    assert page.locator(".summary b").first.inner_text() == str(drawn)
    assert re.search(r"only in another edition: 2022: \d+\.", page.locator(".panel.timeline").inner_text())


@pytest.mark.parametrize("panel", ["", "network", "conflicts", "receipts", "compare"])
def test_a_serbian_view_is_serbian_but_for_names(released: ox.Store, opened: Callable[..., "Page"], panel: str) -> None:
    told = explorer.told(released)
    names = {
        each["label"]["en"]
        for name in ("sources", "suppliers", "lists")
        for each in told[name]
        if not each.get("group")
    }
    names |= {receipt["title"] for conflict in proof(released)["conflicts"] for receipt in conflict["receipts"]}
    page = opened(
        f"state=srb,chl,usa&compare=state:srb,state:chl{f'&panel={panel}' if panel else ''}&language=sr", 1440, 3000
    )
    if panel == "":
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.wait_for_selector(".web line")
        page.emulate_media(media="null")
    page.wait_for_selector(".panel [data-rows], .panel.compare tbody")
    text = page.evaluate("""() => {
      const walk = document.createTreeWalker(document.getElementById("explorer"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walk.nextNode()) {
        const { parentElement, data } = walk.currentNode;
        if (!parentElement.closest("[lang=en], .tongue, textarea")) found.push(data);
      }
      return found.join("\\n");
    }""")
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(
        r"“[^”]*”|\([^)]*(?:AIGS|Regimes of the World|Freedom on the Net)\)|(?:лист|колона) [^,\n]+|\w+://\S+", "", text
    )
    words = set(re.findall(r"[A-Za-z]{2,}", text)) - {
        "CSV",
        "JSON",
        "GEXF",
        "SVG",
        "PNG",
        "Natural",
        "Earth",
        "Equal",
        "AIGS",
        "surveillance",
        "kg",
    }
    assert words == set()


PAPER = "technology=safe-city&sources=aigs-2022&before=aigs-2020&panel=map"


@pytest.mark.parametrize(
    "selection",
    [
        PAPER,
        "supplier=huawei&region=africa&sources=aigs-2022&panel=network",
        "technology=safe-city&region=eastern-europe&sources=aigs-2022&panel=table",
    ],
)
def test_a_printed_view_says_what_it_is_of_and_fits_a_page(opened: Callable[..., "Page"], selection: str) -> None:
    page = opened(selection)
    page.wait_for_selector("[data-rows]")
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    said = re.sub(r"\s+", " ", text)
    assert "What is selected:" in said
    assert "Says who: AI Global Surveillance (AIGS) Index, edition of 2022" in said
    assert "creativecommons.org" in said
    assert "A blank is unknown" in said
    assert selection in said
    assert re.search(r"Printed: \w+ \d+, \d{4}", said)
    assert page.locator("h1").is_visible()
    for hidden in (".share", ".tabs", ".controls", ".zoom", ".stories"):
        assert not page.locator(f".explorer {hidden}:visible").count(), hidden


def test_what_only_the_other_edition_has_is_told_with_its_claims_and_in_the_order_of_time(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("technology=smart-policing&sources=aigs-2020&before=aigs-2022&panel=table&row=state:swe")
    page.wait_for_selector("aside.receipts .claims li")
    assert "Sweden uses smart policing" in page.locator("aside.receipts").inner_text()
    row = page.locator(".panel.table tr", has=page.get_by_role("button", name="Sweden", exact=True))
    assert row.locator(".change").inner_text() == "only in 2022"
    assert "smart policing" in row.inner_text()
    assert "no longer" not in page.locator("#explorer").inner_text()


def test_receipts_rise_from_the_foot_of_a_narrow_screen(opened: Callable[..., "Page"]) -> None:
    page = opened("technology=safe-city&sources=aigs-2022&row=state:ken&panel=map", 390, 844, touch=True)
    foot, tall = page.evaluate("[document.querySelector('aside.receipts').getBoundingClientRect().bottom, innerHeight]")
    assert foot == tall


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", ["map", "compare"])
def test_what_may_be_typed_into_a_search_is_told_whole_on_the_narrowest_screen(
    opened: Callable[..., "Page"], language: str, panel: str
) -> None:
    page = opened(f"panel={panel}&language={language}", 320, 640)
    fields = 2 if panel == "compare" else 1
    page.wait_for_function("(number) => document.querySelectorAll('.finder input').length === number", arg=fields)
    told = page.evaluate(
        """() => [...document.querySelectorAll(".finder input")].map((field) => {
          const style = getComputedStyle(field);
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = style.font;
          const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          return [pen.measureText(field.placeholder).width, room];
        })"""
    )
    assert all(0 < wide <= room for wide, room in told)


def test_a_way_to_a_part_of_the_page_leaves_the_selection_and_the_address_as_they_are(
    opened: Callable[..., "Page"],
) -> None:
    page = opened("technology=safe-city&sources=aigs-2022&panel=table")
    told, stood = page.inner_text(".summary"), page.url
    page.evaluate("document.querySelector('h1').id = 'content'; location.hash = '#content'")
    page.wait_for_url(stood)
    assert page.inner_text(".summary") == told
    assert not page.locator("[role=alert]").count()


def test_what_stands_side_by_side_or_is_chosen_comes_back_from_its_address(opened: Callable[..., "Page"]) -> None:
    for hash_ in ("panel=compare&compare=source:aigs-2022,source:aigs-2020", "panel=receipts&row=source:aigs-2022"):
        page = opened(hash_)
        kept = page.url.partition("#")[2]
        assert "source:aigs-2022" in kept
        page = opened(kept)
        assert not page.locator("[role=alert]").count()
        assert page.url.partition("#")[2] == kept


@pytest.mark.parametrize("row", ["state:fra>state:deu", "vendor:huawei>state:fra>state:deu"])
def test_a_row_that_is_no_line_from_a_supplier_to_a_state_is_left_out(opened: Callable[..., "Page"], row: str) -> None:
    page = opened(f"row={row}")
    assert row in page.locator("[role=alert]").inner_text()


def test_the_sources_of_disagreements_and_of_a_chosen_row_are_cited(opened: Callable[..., "Page"]) -> None:
    page = opened("panel=conflicts&year=2021")
    page.wait_for_selector(".conflicts > li")
    titles = {each.split(",")[0] for each in page.locator(".conflicts > li .where").all_inner_texts()}
    cited = page.locator(".share .note").inner_text()
    assert titles
    assert all(title in cited for title in titles)
    page = opened("technology=safe-city&row=state:fra&panel=receipts")
    page.wait_for_selector(".claims li")
    named = page.evaluate(
        "[...document.querySelectorAll('.claims .where:nth-child(2) a')].map((each) => each.textContent)"
    )
    cited = page.locator(".share .note").inner_text()
    assert len(set(named)) > 2
    assert all(title in cited for title in named)
