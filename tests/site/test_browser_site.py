"""The site in a browser, opened from a disk: nothing is asked of a host, search works, nothing overflows."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

import pyoxigraph as ox
import pytest

from kg.answering import conclusion
from kg.server import rest
from kg.server.reply import Asked
from kg.server.shelf import Shelf
from kg.site import front, gallery, publication
from kg.site.resource import Library
from kg.wording import plain, several
from tests.fixtures import invented
from tests.fixtures.browsers import Windows, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "index", "state/ada", "vendor/acme", "source/herald", "ontology", "question/vendors-by-reach", "data", "contribute",
    "sparql", "ask", "explorer", "embed", "404", "406", "503", "vendor/index", "question/index", "view/vendor-to-state",
)  # fmt: skip

GAZETTE = """
title = "Gazette"
type = "Article"
[[claim]]
kind = "Supply"
supplier = "vendor:acme"
recipient = "state:ada"
technology = "technology:cameras"
stance = "denies"
start = 0
end = 26
[[claim]]
kind = "Supply"
supplier = "vendor:beta"
recipient = "state:ada"
stance = "plans"
start = 27
end = 48
[[claim]]
kind = "Supply"
supplier = "vendor:beta"
recipient = "state:cyr"
stance = "alleges"
start = 27
end = 48
"""
"""An article that denies what another says, and says of others that they are to be so."""

NARROW = """() => [...document.querySelectorAll(".stack")].filter((each) => each.checkVisibility()).flatMap((table) => [
  ...(table.scrollWidth > table.parentElement.clientWidth ? ["wider than the screen"] : []),
  ...[...table.querySelectorAll("tbody tr")].slice(0, 40).flatMap((row) => [...row.cells].filter((cell) =>
    cell.tagName === "TD" && cell.checkVisibility() && !cell.querySelector("[aria-label=Claims]") &&
    getComputedStyle(cell, "::before").content === "none").map((cell) => "without its column: " + cell.textContent)),
])"""


def kinds(site: Path) -> list[str]:
    """Return the pages of :data:`PAGES`, and one of each folder: one of each kind there is."""
    found = []
    for folder in sorted(each for each in site.iterdir() if each.is_dir()):
        things = sorted(page.stem for page in folder.glob("*.html") if not page.stem.startswith("index"))
        found += [f"{folder.name}/{name}" for name in things[:1]]
    return sorted({*PAGES, *found})


CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const color = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = color(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() &&
    [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())).map((e) => {
      const a = light(color(getComputedStyle(e).color)), b = light(behind(e));
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.tagName + " " + e.textContent.slice(0, 40)];
    }).filter((pair) => pair[0] < 4.5);
}"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("world")
    invented.write(
        invented.world(folder), "gazette", GAZETTE, text="Acme never sold to Adania. Beta will sell to it.\n"
    )
    return invented.dataset(folder / "sources", invented.registers(folder))


@pytest.fixture(scope="module")
def site(world: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    publication.publish(world, folder / "site")
    return folder / "site"


@pytest.fixture
def page(windows: Windows) -> Iterator["Page"]:
    with windows.page(1280, 720) as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_ask_no_host_and_can_be_read(windows: Windows, site: Path, scheme: str, width: int) -> None:
    with windows.page(width, 800, dark=scheme == "dark") as opened, watched(opened) as page:
        for place in kinds(site):
            page.goto((site / f"{place}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
            assert page.evaluate(CONTRAST) == [], place
            assert width > 620 or page.evaluate(NARROW) == [], place


CUT = """() => [...document.querySelectorAll("td, th, img, svg, h1, h2")].filter((each) => each.checkVisibility() &&
  !each.closest(".hidden") && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => each.tagName + " " + each.textContent.slice(0, 40))"""


CONTROLS = ", ".join(
    f"{each}:visible" for each in ("#search", ".ask button", ".share button", ".prompts", ".explorer .controls")
)
"""What a reader of a page can do on a screen alone."""


def test_on_paper_nothing_is_cut_at_the_edge_and_no_control_is_left(windows: Windows, site: Path) -> None:
    with windows.page(700, 1000, dark=True) as page:
        page.emulate_media(media="print", color_scheme="dark")
        for place in kinds(site):
            page.goto((site / f"{place}.html").as_uri())
            assert page.evaluate(CUT) == [], place
            assert page.locator(CONTROLS).count() == 0, place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(page: "Page", site: Path, scheme: Literal["light", "dark"]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    for place in kinds(site):
        page.goto((site / f"{place}.html").as_uri())
        if place == "sparql":
            page.click("#run")
            page.wait_for_selector("#answer:not([hidden])")
        if place == "index":
            page.fill("#search", "who supplies Adania?")
            page.wait_for_selector("#found a")
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == [], place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_whole_graph_can_be_read_and_lead_back(
    page: "Page", released: ox.Store, shelf: Shelf, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    fronts = front.documents(shelf)
    scripts = ("search.js", "search-index.js", "explorer.js", "explorer-data.js")
    for place in ("index.html", "style.css", "explorer.css", *scripts):
        text = fronts[place]()
        assert isinstance(text, str)
        (tmp_path / place).write_text(text, "utf-8")
    (tmp_path / "chart").mkdir()
    for place in ("chart/map-use.svg", "chart/map-use.html", "chart/bar-vendors.html"):
        (tmp_path / place).write_text(gallery.document(released, place), "utf-8")
    page.emulate_media(color_scheme=scheme)
    for place in ("index.html", "chart/map-use.html", "chart/bar-vendors.html"):
        page.goto((tmp_path / place).as_uri())
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == [], place
    page.click("nav a >> text=Maps and charts")
    page.wait_for_url("**/index.html#charts")
    page.wait_for_selector("svg.world .in")


BEGUN = """
  new MutationObserver(() => {
    if (globalThis.painted === undefined && document.querySelector("script[src$='explorer-data.js']"))
      globalThis.painted = performance.getEntriesByName("first-contentful-paint").length;
  }).observe(document, { childList: true, subtree: true });
"""
"""Notes whether the page had been painted when it began to read what is told of the graph."""


@pytest.mark.parametrize("place", ["index", "explorer"])
def test_a_page_is_seen_before_the_explorer_in_it_is_told_of_the_graph(
    chromium: "Browser", site: Path, place: str
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(BEGUN)
        page.goto((site / f"{place}.html").as_uri())
        page.wait_for_selector(".summary")
        assert page.evaluate("painted") == 1


@pytest.mark.parametrize("place", ["index", "explorer", "embed"])
def test_facts_that_are_not_there_yet_or_cannot_be_had_are_told_of(
    page: "Page", site: Path, tmp_path: Path, place: str
) -> None:
    for name in (f"{place}.html", "style.css", "explorer.css", "explorer.js"):
        (tmp_path / name).write_bytes((site / name).read_bytes())
    page.goto((tmp_path / f"{place}.html").as_uri())
    page.wait_for_function("document.querySelector('#explorer').innerText.includes('could not be fetched')")
    (tmp_path / "explorer-data.js").write_text("<!DOCTYPE html><p>Log in to this network", "utf-8")
    page.reload()
    page.wait_for_function("document.querySelector('#explorer').innerText.includes('could not be fetched')")
    (tmp_path / "explorer-data.js").write_bytes((site / "explorer-data.js").read_bytes())
    page.reload()
    page.wait_for_selector("#explorer .summary")
    assert page.locator("#explorer > .waiting").count() == 0
    text = (tmp_path / f"{place}.html").read_text("utf-8")
    assert "The facts are on their way" in text


def test_a_framed_explorer_is_there_before_anybody_comes_near_it(page: "Page", site: Path, tmp_path: Path) -> None:
    around = tmp_path / "around.html"
    around.write_text(
        f'<p style="height: 9000px"></p><iframe src="{(site / "embed.html").as_uri()}"></iframe>', "utf-8"
    )
    page.goto(around.as_uri())
    page.frame_locator("iframe").locator(".summary").wait_for(state="attached")


def test_search_finds_names_from_a_disk(page: "Page", site: Path) -> None:
    page.goto((site / "vendor" / "acme.html").as_uri())
    page.fill("#search", "adan")
    page.wait_for_selector("#found a")
    assert page.inner_text("#found a") == "Adania"
    page.press("#search", "Enter")
    page.wait_for_url("**/state/ada.html")


def test_search_finds_codes_slips_other_names_pictures_and_several_words(page: "Page", site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    for text, wanted in {"adanai": "Adania", "acme beta": "Acme", "vendor-to-state": "Which vendors supply"}.items():
        page.fill("#search", text)
        page.wait_for_function(f"document.querySelector('#found').innerText.includes({wanted!r})")
    page.fill("#search", "network")
    page.wait_for_selector("#found a[href*='view/']")
    page.fill("#search", "zzzzqq")
    page.wait_for_function("document.querySelector('#found').innerText.includes('Nothing here')")
    page.fill("#search", "vendor")
    page.wait_for_selector("#found a")
    page.press("#search", "ArrowDown")
    page.press("#search", "ArrowDown")
    assert page.evaluate("[...document.querySelectorAll('#found a')].findIndex((a) => a.className === 'marked')") == 1


def test_search_finds_names_written_in_other_scripts_by_their_sound(page: "Page", site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    heard = {
        "Адания": "Adania",
        "Αδάνια": "Adania",
        "アクメ": "Acme",
        "아크메": "Acme",
        "Борија": "Boria",
        "بوريا": "Boria",
    }
    for text, wanted in {**heard, "एक्मे": "Acme", "אדניה": "Adania", "Цирания Акме": "Acme"}.items():
        page.fill("#search", text)
        page.wait_for_function(f"document.querySelector('#found').innerText.includes({wanted!r})")
    page.fill("#search", "Жжпкт")
    page.wait_for_function("document.querySelector('#found').innerText.includes('Nothing here')")


def test_the_search_knows_states_in_scripts_that_no_register_has(shelf: Shelf) -> None:
    text = front.documents(shelf)["search-scripts.js"]()
    assert isinstance(text, str)
    names = dict(json.loads(text.removeprefix("var kgScripts = ").removesuffix(";\n"))["names"])
    assert {"독일", "Германия", "ドイツ", "Γερμανία"} <= set(names["state/deu"])
    assert len(names) > 190


def test_question_in_plain_words_is_read_from_a_disk_or_refused_with_what_is_near(page: "Page", site: Path) -> None:
    page.goto((site / "state" / "ada.html").as_uri())
    page.fill("#search", "who supplies Adania?")
    page.wait_for_selector("#found a[href$='?state=ada']")
    assert page.get_attribute("#found a", "href") == "../question/suppliers-of-state.html?state=ada"
    page.fill("#search", "who secretly supplies Adania?")
    page.wait_for_selector("#found li >> text=not used: 'secretly'")
    assert "question/suppliers-of-state.html" in str(page.get_attribute("#found a", "href"))


def test_search_shows_labels_and_the_values_of_parameters_and_offers_the_answer_of_several_questions(
    page: "Page", site: Path
) -> None:
    page.goto((site / "state" / "ada.html").as_uri())
    page.fill("#search", "who supplies Adania?")
    page.wait_for_selector("#found a >> text=Who supplies a state? (Adania)")
    page.fill("#search", "who supplies Adania but not Boria?")
    page.wait_for_selector("#found a >> text=Answer: who supplies Adania but not Boria?")
    assert page.get_attribute("#found a", "href") == "../ask.html?q=who%20supplies%20Adania%20but%20not%20Boria%3F"
    assert "state:" not in page.inner_text("#found")


def test_two_questions_of_one_text_are_offered_and_answered_each_by_itself(page: "Page", site: Path) -> None:
    text = "who supplies Adania? And Boria?"
    page.goto((site / "state" / "ada.html").as_uri())
    page.fill("#search", text)
    page.wait_for_selector("#found a >> text=Answer: who supplies Boria?")
    found = [str(each.get_attribute("href")) for each in page.query_selector_all("#found a")]
    assert found[:2] == [f"../ask.html?q=who%20supplies%20{state}%3F" for state in ("Adania", "Boria")]
    page.goto((site / "ask.html").as_uri() + f"?{urlencode({'q': text})}")
    page.click("#parts a >> text=who supplies Boria?")
    page.wait_for_url("**/question/suppliers-of-state.html?state=bor")


@pytest.mark.parametrize(
    "text",
    ["who supplies Adania but not Boria?", "which vendors on no list supply Boria"],
)
def test_files_alone_put_rows_together_as_the_toolkit_does(
    page: "Page", site: Path, world: ox.Store, text: str
) -> None:
    found = plain.understand(world, text)
    assert len(found.plan) > 1
    table = plain.run(world, found)
    label, claims = map(table.columns.index, ("label", "claims"))
    expected = [
        [str(row[label]), sorted(claim.rpartition("/")[2] for claim in str(row[claims]).split())]
        for row in ([getattr(term, "value", "") for term in each] for each in table.rows)
    ]
    page.goto((site / "ask.html").as_uri() + f"?{urlencode({'q': text})}")
    page.wait_for_selector("#answer:not([hidden])")
    told = page.evaluate(CITED)
    assert told == expected
    assert len(page.query_selector_all("#parts li")) == len(found.plan)
    page.goto((site / "ask.html").as_uri() + "?q=who+supplies+Narnia")
    page.wait_for_function("document.querySelector('#status').innerText.startsWith('Not answered: not used')")
    page.goto((site / "ask.html").as_uri() + "?q=who+supplies+Adania")
    page.wait_for_url("**/question/suppliers-of-state.html?state=ada")


@pytest.mark.parametrize(
    "text",
    [
        "Does Acme supply Adania?",
        "Does Acme supply Boria?",
        "How many states does Acme supply?",
        "Does Adania use smart cameras?",
        "How many states use smart cameras and are supplied by Acme?",
    ],
)
def test_files_alone_say_what_the_rows_say_as_the_toolkit_does(
    page: "Page", site: Path, world: ox.Store, text: str
) -> None:
    found = several.understand(world, text)
    said = conclusion.conclusions(world, found, several.answers(world, found))
    page.goto((site / "ask.html").as_uri() + f"?{urlencode({'q': text})}")
    page.wait_for_selector("#answer:not([hidden])")
    told = [each.inner_text() for each in page.query_selector_all("#answer .lead")]
    assert told == [f"{line[:1].upper()}{line[1:]}." for line in said] != []


def test_pages_are_whole_without_scripts(chromium: "Browser", site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "state" / "ada.html").as_uri())
    assert page.is_hidden(".search")
    assert "characters 0–30" in page.inner_text("main")
    context.close()


CITED = """() => [...document.querySelectorAll("#rows tbody tr")].map((row) => [row.cells[0].innerText,
  [...row.cells[row.cells.length - 1].querySelectorAll("a")]
    .map((link) => link.href.split("/").at(-1).replace(".html", "")).sort()])"""

TOLD = """() => [document.title, document.querySelector("#permalink").href,
  document.querySelector("#rows caption")?.innerText.trim() ?? "",
  document.querySelector("#rows caption a")?.pathname.split("/").at(-1),
  ...[...document.querySelectorAll("#rows abbr")].map((sign) => sign.title),
  ...[...document.querySelectorAll("#rows tbody tr")].map((row) => row.innerText.replace(/\\s+/g, " ").trim()),
  ...[...document.querySelectorAll("#rows tbody a")].map((link) => link.href.split("/site/")[1])
    .map((link) => link.replace(/^term.(\\w+).html$/, "ontology.html#$1"))]"""


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("suppliers-of-state", {"state": "bor"}),
        ("suppliers-of-state", {"state": "Kingdom of Adania", "since": "2020"}),
        ("suppliers-of-state", {"state": "ada"}),
        ("suppliers-of-state", {"state": "cyr"}),
        ("states-of-vendor", {"vendor": "beta", "edition": "ledger"}),
        ("evidence-about", {"thing": "Acme Corp"}),
        ("vendors-by-reach", {"edition": "ledger", "least": "1"}),
    ],
)
def test_files_alone_answer_a_question_as_the_live_site_does(
    page: "Page", site: Path, world: ox.Store, name: str, given: dict[str, str]
) -> None:
    asked = urlencode(given)
    page.goto((site / "question" / f"{name}.html").as_uri() + f"?{asked}")
    page.wait_for_selector("#answer:not([hidden])")
    told = page.evaluate(TOLD)
    assert len(told) > 3
    reply = rest.asked_question(
        Library(world), Asked(f"http://example.org/question/{name}.html?{asked}", "text/html", tuple(given.items()))
    )
    (site / "question" / "live.html").write_bytes(reply.body)
    page.goto((site / "question" / "live.html").as_uri())
    assert page.evaluate(TOLD) == told
    if given == {"state": "ada"}:
        assert [each in told[2] for each in ("† 1 row rests", "1 row more is only planned")] == [True, True]


def test_a_form_of_files_refuses_what_it_does_not_know_and_offers_what_may_be_meant(page: "Page", site: Path) -> None:
    page.goto((site / "question" / "suppliers-of-state.html").as_uri() + "?state=Adanja")
    page.click("#status a >> text=Adania")
    page.wait_for_selector("#answer:not([hidden])")
    assert page.inner_text("#asked") == "Who supplies a state? (state: Adania)"
    page.select_option("#state", "bor")
    page.click("text=Ask")
    page.wait_for_function("document.querySelector('#asked').textContent.includes('Boria')")
    with page.expect_download() as waiting:
        page.click("#csv")
    assert "vendor/beta" in Path(waiting.value.path()).read_text(encoding="utf-8")
    page.go_back()
    page.wait_for_function("document.querySelector('#asked').textContent.includes('Adania')")


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("suppliers-of-state", "state=ada&since=20190", "“20190” is no year. Give a year of four digits, as 2021."),
        ("suppliers-of-state", "state=ada&until=-999", "“-999” is no year. Give a year of four digits, as 2021."),
        ("suppliers-of-state", "state=ada&since=199", "“199” is no year. Give a year of four digits, as 2021."),
        (
            "suppliers-of-state",
            "state=ada&since=2020&until=2019",
            "The span ends in 2019, before it begins in 2020. Swap since and until.",
        ),
        ("vendors-by-reach", "edition=ledger&edition=herald", "edition: 2 values are given, and it takes one."),
    ],
)
def test_files_alone_refuse_what_the_live_site_refuses(
    page: "Page", site: Path, world: ox.Store, name: str, asked: str, said: str
) -> None:
    page.goto((site / "question" / f"{name}.html").as_uri() + f"?{asked}")
    page.wait_for_selector("#status.refused")
    assert page.inner_text("#status").strip() == said
    assert page.is_hidden("#answer")
    given = Asked(f"http://example.org/question/{name}?{asked}", "application/json", tuple(parse_qsl(asked)))
    assert rest.asked_question(Library(world), given).status == 400


def test_a_parameter_that_a_question_does_not_have_is_told(page: "Page", site: Path) -> None:
    page.goto((site / "question" / "suppliers-of-state.html").as_uri() + "?stat=bor")
    page.wait_for_selector("#status.refused")
    assert page.inner_text("#status") == "This question takes no “stat”. Did you mean state?"
    page.click("#status a")
    page.wait_for_selector("#answer:not([hidden])")
    assert page.inner_text("#asked") == "Who supplies a state? (state: Boria)"


def test_an_answer_and_a_list_are_downloaded_for_a_spreadsheet_program(page: "Page", site: Path) -> None:
    for place, wanted in (("question/suppliers-of-state.html?state=bor", "vendor/beta"), ("state/index.html", "Boria")):
        page.goto(f"{site.as_uri()}/{place}")
        with page.expect_download() as waiting:
            page.click("button >> text=CSV for Excel")
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith("\ufeff".encode())
        assert wanted in content.decode(), place


def test_a_compact_site_answers_from_a_disk(page: "Page", hostile_compact: Path) -> None:
    with watched(page, "blob:"):
        page.goto(f"{hostile_compact.as_uri()}/question/suppliers-of-state.html?state=ada")
        page.wait_for_selector("#answer:not([hidden])")
        assert "(state: Adania)" in page.inner_text("#asked")
        assert page.locator("#rows tbody tr").count()


def test_a_site_without_one_of_its_files_says_what_to_do(page: "Page", site: Path, tmp_path: Path) -> None:
    (tmp_path / "question").mkdir()
    for place in ("question/suppliers-of-state.html", "question.js", "sparql-library.js", "search-index.js"):
        (tmp_path / place).write_bytes((site / place).read_bytes())
    page.goto(f"{tmp_path.as_uri()}/question/suppliers-of-state.html?state=ada")
    page.wait_for_function("document.querySelector('#status').textContent.includes('whole folder')")
    assert page.inner_text("#status").startswith("A file that belongs to this page cannot be read: sparql-dump.js.")


def test_the_page_around_the_explorer_is_in_the_language_of_the_explorer(page: "Page", site: Path) -> None:
    page.goto((site / "explorer.html").as_uri())
    english = (page.title(), page.inner_text("h1"), page.inner_text(".site nav"))
    for language, states in {"es": "Estados", "fr": "États", "sr": "Државе", "zh": "国家"}.items():
        page.goto(f"{(site / 'explorer.html').as_uri()}#language={language}")
        page.wait_for_function(f"document.documentElement.lang === {language!r}")
        assert page.inner_text(".site nav a >> nth=1") == states
        told = (page.title(), page.inner_text("h1"), page.inner_text(".site nav"))
        assert all(one != other for one, other in zip(english, told, strict=True)), language
        assert page.get_attribute("footer", "lang") == "en"
    page.select_option("label:has(select) select >> nth=-1", "en")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert (page.title(), page.inner_text("h1"), page.inner_text(".site nav")) == english
    page.goto((site / "index.html").as_uri())
    page.select_option("#explorer label:has(option[value=sr]) select", "sr")
    page.wait_for_selector("#explorer[lang=sr]")
    assert page.get_attribute("html", "lang") == "en"


def test_the_field_of_a_year_takes_four_digits(page: "Page", site: Path) -> None:
    page.goto((site / "question" / "suppliers-of-state.html").as_uri())
    page.fill("#since", "20190")
    assert not page.evaluate("document.querySelector('form.ask').checkValidity()")
    page.fill("#since", "2019")
    assert page.evaluate("document.querySelector('form.ask').checkValidity()")


def test_a_row_opens_all_its_claims(page: "Page", site: Path) -> None:
    page.goto((site / "question" / "suppliers-of-state.html").as_uri())
    page.evaluate(
        """() => { const row = document.querySelector("#rows tbody").insertRow(); const cell = row.insertCell();
        cell.innerHTML = "<details data-past=60><summary>and 90 more</summary></details>";
        cell.firstChild.dataset.claims = [...Array(90).keys()].map((at) => `${at}`.padStart(20, "0")).join(" "); }"""
    )
    page.click("text=and 90 more")
    page.wait_for_function("document.querySelectorAll('#rows details a').length === 90")
    last = page.locator("#rows details a").last
    assert (last.inner_text(), last.get_attribute("href")) == ("[150]", f"../claim/{'89'.zfill(20)}.html")


def test_a_list_is_sorted_narrowed_and_downloaded_as_shown(page: "Page", site: Path) -> None:
    page.goto((site / "state" / "index.html").as_uri())
    names = "[...document.querySelectorAll('table tbody th')].map((cell) => cell.innerText)"
    assert page.evaluate(names) == ["Adania", "Boria", "Cyrania"]
    page.click("thead button >> text=suppliers")
    assert page.get_attribute("thead th:has(button:text('suppliers'))", "aria-sort") == "descending"
    assert page.evaluate(names)[-1] == "Cyrania"
    page.fill("input[name=name]", "óri")
    assert page.evaluate(names) == ["Boria"]
    link = page.url
    with page.expect_download() as waiting:
        page.click("#csv")
    assert len(Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()) == 2
    page.goto("about:blank")
    page.goto(link)
    assert page.evaluate(names) == ["Boria"]
    page.fill("input[name=name]", "zzz")
    assert page.inner_text(".tools + [role=status]") == "0 of 3 are shown."


def test_a_compact_site_shows_a_claim_by_itself_wherever_it_is_linked(
    page: "Page", hostile_site: Path, hostile_compact: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    site = hostile_compact
    assert len(list(site.rglob("*.*"))) < len(list(hostile_site.rglob("*.*")))
    assert not list(site.glob("claim/[0-9a-f]*"))
    with watched(page):
        for start, link in (
            ("vendor/acme.html", "main a[href*='#claim-']"),
            ("question/homes-of-vendors.html", "#rows a[href*='#claim-']"),
            ("explorer.html#panel=receipts", "#explorer a[href*='#claim-']"),
        ):
            page.goto(f"{site.as_uri()}/{start}")
            place = page.locator(link).first
            place.wait_for(state="attached")
            page.goto(page.evaluate("(link) => document.querySelector(link).href", link))
            assert page.locator("article:visible").count() == 1, start
            assert "asserted" in page.locator("article:visible").inner_text()
    assert Axe().run(page).response["violations"] == []
    drawn = (site / "view" / "vendor-to-state.html").read_text(encoding="utf-8")
    (shared,) = set(re.findall(r'<script src="../(code/\w+\.js)"></script>', drawn)[:1])
    assert (site / shared).is_file()
    assert "script-src 'self' " in drawn
