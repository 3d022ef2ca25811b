"""The letters of pictures: as wide as they are measured, on machines of whatever fonts, and lines broken by that."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import picture
from kg.drawing import font
from kg.drawing.lettering import length, shortened, width, wrapped
from kg.networks import network as page
from kg.networks import plate
from tests.fixtures import fonts, networks, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

SCRIPTS = {
    "Latin": "Česká Łódź, Ærøskøbing & İzmir “W&M” — Ñandú",
    "Vietnamese": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "decomposed": "Ce\u0301te d\u2019Ivoire Sa\u0303o",
    "Serbian": "Министарство унутрашњих послова Републике Србије",
    "Greek": "Ελληνική Δημοκρατία",
    "Chinese": "杭州海康威视数字技术股份有限公司",
    "Korean": "대한민국 서울특별시",
    "Arabic": "المملكة العربية السعودية",
    "Hindi": "भारत गणराज्य",
    "emoji": "Watch 👁️ 🎥 👩‍🔬 list",
    "capitals": "WWWWMMMM SURVEILLANCE SYSTEMS CORPORATION",
    "code": "iIl1|O0 {a}[b]<c>&amp;",
}
WIDTHS = """(size) => [...document.querySelectorAll("text")].filter((each) => each.textContent.trim()).map((each) => {
  each.removeAttribute("textLength");
  const style = getComputedStyle(each);
  return [each.textContent, parseFloat(style.fontSize), style.fontWeight >= 600, each.getComputedTextLength()];
})"""
GROWN = """() => window.kgNetwork.nodes.map((node) => [node.name, node.width,
  window.kgNetwork.vis.body.nodes[node.id].shape.width]).filter(([, wanted, is]) => is > wanted + 2)"""


@pytest.fixture(scope="module", params=fonts.MACHINES)
def machine(
    request: pytest.FixtureRequest, driver: "Playwright", tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Browser]":
    """Yield a browser on a machine of other fonts."""
    with fonts.machine(driver, request.param, tmp_path_factory.mktemp("machine")) as browser:
        yield browser


@pytest.fixture
def shown(machine: "Browser") -> "Iterator[Page]":
    opened = machine.new_page(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def drawn(pictures: Path) -> Path:
    """Return a folder with every picture as SVG and as a page."""
    return pictures


def test_a_letter_advances_as_the_font_says_in_both_weights() -> None:
    from fontTools.ttLib import TTFont

    for weight in font.WEIGHTS:
        told = TTFont(font.files() / f"{weight}.ttf")
        names, metrics, units = told.getBestCmap(), told["hmtx"], told["head"].unitsPerEm
        assert len(names) > 2000
        assert {chr(at): metrics[name][0] / units for at, name in names.items()} == {
            chr(at): font.advance(chr(at), weight == "bold") for at in names
        }


def test_every_letter_is_in_one_part_of_the_font_and_its_file_has_it() -> None:
    from fontTools.ttLib import TTFont

    whole = sorted(chr(at) for at in TTFont(font.files() / "bold.ttf").getBestCmap() if at >= ord(" "))
    held = {part: set(map(chr, TTFont(font.files() / f"{part}-bold.woff2").getBestCmap())) for part in PARTS}
    assert sorted("".join(map("".join, held.values()))) == whole
    assert all(letter in held[part] for letter in whole for part in font.parts_of(letter))
    assert font.parts_of("Łódź, Србија") == ("latin", "latin-a", "cyrillic")


PARTS = ("latin", "latin-a", "latin-more", "cyrillic", "greek", "hebrew", "rest")


@given(st.text(max_size=80), st.integers(8, 30), st.floats(20, 400), st.booleans())
def test_lines_are_no_wider_than_the_room_and_lose_no_letter(text: str, size: int, room: float, bold: bool) -> None:
    lines = wrapped(text, size, room, bold)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width(line, size, bold) <= room or width(line[:1], size, bold) + 2 * size > room
    cut = shortened(text, size, room, bold)
    assert cut == text or cut.endswith("…")
    assert cut == text or text.startswith(cut[:-1])


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_texts_together_are_as_long_as_both(one: str, two: str) -> None:
    assert length(f"{one} {two}", 10) == pytest.approx(length(one, 10) + length(" ", 10) + length(two, 10))


def test_no_word_of_any_picture_is_outside_or_over_another_whatever_the_fonts(shown: "Page", drawn: Path) -> None:
    for path in sorted(drawn.glob("*.svg")):
        shown.goto(path.as_uri())
        assert words.outside(shown) == [], path.name
        assert words.overlapping(shown) == [], path.name


def test_a_picture_carries_its_font_so_that_its_lines_are_as_long_as_measured(shown: "Page", drawn: Path) -> None:
    for name in ("vendor-to-state", "bar-vendors", "timeline-joining"):
        shown.goto((drawn / f"{name}.svg").as_uri())
        for text, size, bold, long in shown.evaluate(WIDTHS):
            assert long == pytest.approx(length(text, size, bold), abs=0.7), text


def test_a_program_that_takes_no_font_from_a_file_keeps_the_lines_in_their_places(
    shown: "Page", drawn: Path, tmp_path: Path
) -> None:
    for path in sorted(drawn.glob("*.svg")):
        bare = tmp_path / path.name
        bare.write_text(re.sub(r"<style>.*?</style>", "", path.read_text("utf-8"), flags=re.DOTALL), "utf-8")
        shown.goto(bare.as_uri())
        assert words.outside(shown) == [], path.name
        assert words.overlapping(shown) == [], path.name


@pytest.mark.parametrize("layout", ["force", "bipartite"])
def test_names_in_other_scripts_stay_in_their_boxes(shown: "Page", tmp_path: Path, layout: str) -> None:
    pairs = [(f"v{at}", f"s{(at * 7) % 5}") for at in range(len(SCRIPTS))]
    made = networks.network(pairs, layout)
    for at, said in enumerate(SCRIPTS.values()):
        made.nodes[f"v{at}"]["label"] = said
    made.graph |= {"limits": " ".join(SCRIPTS.values()) * 3, "description": SCRIPTS["Chinese"] * 12}
    (tmp_path / "a.svg").write_text(plate.svg(made, networks.notes(made)), "utf-8")
    shown.goto((tmp_path / "a.svg").as_uri())
    assert words.outside(shown) == []
    assert words.overlapping(shown) == []


def test_boxes_of_a_page_are_as_wide_as_they_were_laid_out(shown: "Page", drawn: Path) -> None:
    for path in (drawn / f"{each.name}.html" for each in picture.read_all() if each.folder == "views"):
        shown.goto(path.as_uri())
        assert shown.evaluate("document.fonts.ready.then(() => window.kgNetwork !== undefined)")
        assert shown.evaluate(GROWN) == [], path.name


def test_a_page_carries_no_letters_that_it_does_not_use() -> None:
    made = networks.network([("v1", "s1")])
    plain = page.page(made, networks.notes(made))
    made.nodes["v1"]["label"] = SCRIPTS["Serbian"]
    other = page.page(made, networks.notes(made))
    assert plain.count("@font-face { font") == 2
    assert other.count("@font-face { font") == 4
    assert len(other) - len(plain) < 30_000
