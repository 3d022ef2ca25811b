"""The page about the ontology: complete, readable on its own, sound in a browser; and what pyLODE makes of it."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from kg import cli
from kg.namespace import VOCABULARY, folder, prefixes
from kg.site import documentation
from kg.site.diagram import Arrow, svg
from kg.vocabulary import term

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "es", "fr", "sr", "zh")


class Page(HTMLParser):
    """The anchors, links and loaded addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if tag == "a":
            self.links.append(given["href"])
        self.loaded += [given[name] for name in ("src", "srcset", "data") if name in given]
        if tag == "link" and given["rel"] in ("stylesheet", "icon", "preload"):
            self.loaded.append(given["href"])


@pytest.fixture(scope="module")
def text() -> str:
    return documentation.page()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


OURS = [each for each in term.read().values() if each.kind]


def test_every_term_has_an_entry_with_its_definition_example_and_labels(text: str, page: Page) -> None:
    assert len(OURS) > 100
    for each in OURS:
        assert each.anchor in page.ids
        start = text.index(f'<article class="term" id="{each.anchor}">')
        entry = text[start : text.index("</article>", start)].replace("&#39;", "'").replace("&amp;", "&")
        for key in ("skos:definition", "skos:example", "skos:scopeNote"):
            assert [line for line in each.texts.get(key, ()) if line not in entry] == []
        assert sorted(each.labels) == list(LANGUAGES)
        assert [label for label in each.labels.values() if label not in entry] == []


def test_every_shape_query_and_prefix_is_on_the_page(text: str, page: Page) -> None:
    assert {shape.name.partition(":")[2] for shape in term.shapes()} <= set(page.ids)
    rows = [row for shape in term.shapes() for row in shape.rows]
    assert [row.path for row in rows if row.message.replace("'", "&#39;") not in text] == []
    assert [name for name in prefixes() if f"<code>{name}:</code>" not in text] == []
    assert "question-financing-of-supplies" in page.ids
    assert "rule-supplies-to" in page.ids


def test_an_entry_says_who_uses_the_term() -> None:
    found = term.read()["ais:finances"]
    assert {(use.kind, use.name) for use in found.used} >= {
        ("question", "financing-of-supplies"),
        ("shape", "FinancingShape"),
    }
    assert term.read()["ais:suppliesTo"].links["^owl:inverseOf"] == ["ais:suppliedBy"]
    assert term.read()["ais:usesTechnologyFrom"].links["owl:propertyChainAxiom"] == ["ais:suppliedBy ∘ ais:basedIn"]


def test_every_link_within_the_page_leads_to_one_anchor(page: Page) -> None:
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert sorted(inner - set(page.ids)) == []
    assert len(page.ids) == len(set(page.ids))


def test_the_page_loads_nothing(page: Page, text: str) -> None:
    assert page.loaded == ["data:,"]
    assert not re.search(r"@import|url\((?!\"data:font)", text)


def test_the_pictures_are_well_formed_and_have_a_name(text: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", text, flags=re.S)
    assert len(pictures) == 4
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        assert root.attrib["aria-label"]
        assert len(root.findall(".//rect")) > 5


def test_the_page_is_the_same_whatever_the_hash_seed() -> None:
    code = "import hashlib, kg.site.documentation as d; print(hashlib.sha256(d.page().encode()).hexdigest())"
    found = set()
    for seed in ("0", "1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=60
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_document_writes_the_page_and_names_it(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "docs" / "ontology.html"
    assert cli.main(["document", "--to", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert path.read_text(encoding="utf-8") == text


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli.main(["document", "--to", str(tmp_path / "file" / "ontology.html")]) == 2
    assert capsys.readouterr().err.endswith("; name a file in a writable folder\n")


def test_the_page_works_in_a_browser(tmp_path: Path, text: str, chromium: "Browser") -> None:
    path = tmp_path / "ontology.html"
    path.write_text(text, encoding="utf-8")
    told: list[str] = []
    asked: list[str] = []
    for scheme, wide in (("light", 1280), ("dark", 390)):
        view = chromium.new_page(
            color_scheme="dark" if scheme == "dark" else "light", viewport={"width": wide, "height": 900}
        )
        view.on("console", lambda message: told.append(message.text))
        view.on("pageerror", lambda error: told.append(str(error)))
        view.on("request", lambda request: asked.append(request.url))
        view.goto(f"{path.as_uri()}#suppliesTo")
        top = view.evaluate("document.getElementById('suppliesTo').getBoundingClientRect().top")
        assert 0 <= top < 100
        assert view.evaluate("document.documentElement.scrollWidth") <= wide
        view.click("svg.diagram a[href='#Jurisdiction'] >> nth=0")
        assert view.evaluate("document.querySelector(':target').id") == "Jurisdiction"
        view.fill("#find", "снабдева")
        assert view.evaluate("[...document.querySelectorAll('article.term:not([hidden])')].map(a => a.id)") == [
            "Supply",
            "suppliedBy",
            "suppliesTo",
            "supplierRole",
        ]
        view.evaluate("location.hash = '#Claim'")
        view.wait_for_function("!document.getElementById('Claim').hidden")
        view.close()
    assert told == []
    assert {url.partition("#")[0] for url in asked} - {"data:,"} == {path.as_uri()}


# Diagrams


def test_a_diagram_is_drawn_from_left_to_right_and_a_derived_arrow_returns() -> None:
    arrows = [Arrow("A", "B", "p"), Arrow("B", "C"), Arrow("A", "C", "q"), Arrow("C", "B", "r", derived=True)]
    root = ElementTree.fromstring(svg({"A": "#A", "B": "#B", "C": ""}, arrows, "three & more", ["C"]))
    lefts = [float(each.attrib["x"]) for each in root.iter("rect")]
    assert lefts == sorted(lefts)
    assert len(set(lefts)) == 3
    assert [each.attrib["class"] for each in root.iter("path")].count("derived") == 1
    assert [each.attrib["href"] for each in root.iter("a")] == ["#A", "#B"]
    assert root.attrib["aria-label"] == "three & more"


# A standard tool


def test_pylode_reads_the_ontology_and_documents_every_class_and_property(tmp_path: Path) -> None:
    merged = tmp_path / "ontology.ttl"
    merged.write_text(
        "".join((folder("ontology") / name).read_text(encoding="utf-8") for name in VOCABULARY), encoding="utf-8"
    )
    page = tmp_path / "pylode.html"
    command = [sys.executable, "-m", "pylode", str(merged), "-o", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = page.read_text(encoding="utf-8")
    missing = [each.name for each in OURS if each.kind != "individual" and f"ontology#{each.anchor}" not in made]
    assert missing == []
