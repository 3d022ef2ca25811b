"""What readers are told: no command, internal word or id on any kind of page, but below "for developers"."""

import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

from kg.namespace import BASE, prefixes
from kg.query import query
from kg.server.shelf import Shelf
from kg.site import front, gallery, page, question, task

FOR_DEVELOPERS = ("ontology", "term", "sparql", "data", "graph", "406")
"""The kinds of pages that are made for developers as a whole."""
INTERNAL = re.compile(
    rf"\bkg (?!project\b)[a-z]+\b|--[a-z]+|\b(?:{'|'.join(prefixes())}):[A-Za-z0-9][\w.-]+"
    r"|\bmodalit\w+|\brecovered\b|\b[Qq]uads?\b|\bIRIs?\b|(?<![“\w.-])-?\d+\.\d{7,}(?![\w”])"
)


class Read(HTMLParser):
    """The text of a page that a reader sees, without scripts and what is folded for developers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "details", "footer", "svg"):
            self._open.append((tag, tag != "details" or "developers" in (dict(attrs).get("class") or "")))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self._open):
            self.said.append(data)


def told(text: str) -> str:
    return " ".join(" ".join(Read(text).said).split())


def test_pages_of_things_are_in_words_for_readers(shelf: Shelf) -> None:
    names = [shelf.names(register)[0] for register in ("technology", "initiative", "region", "list", "group", "place")]
    names += [f"{BASE}{path}" for path in ("state/srb", "state/ken", "vendor/huawei", "source/aigs-2022")]
    names += [shelf.names("situation")[0], shelf.names("evidence")[0], *shelf.names("claim")[:3]]
    for name in names:
        found = INTERNAL.findall(told(page.html(shelf, name)))
        assert found == [], name


def test_pages_that_are_no_things_are_in_words_for_readers(shelf: Shelf) -> None:
    for place, write in front.documents(shelf).items():
        kind = place.partition("/")[0].partition(".")[0]
        if place.endswith(".html") and kind not in (*FOR_DEVELOPERS, "claim", "situation", "evidence"):
            text = write()
            assert isinstance(text, str)
            assert INTERNAL.findall(told(text)) == [], place


@pytest.mark.parametrize(
    "name", sorted({name for _, _, name in task.TASKS} | {"claims-by-modality", "scores-of-users"})
)
def test_questions_are_in_words_for_readers(shelf: Shelf, name: str) -> None:
    asked = query.find(name)
    assert INTERNAL.findall(told(question.html(shelf, asked, question.read(shelf, asked)))) == []


def test_texts_of_questions_and_pictures_are_in_words_for_readers() -> None:
    for folder in ("questions", "views", "charts"):
        for each in query.read_all(folder):
            said = " ".join((each.summary, each.description, each.row, *(param.description for param in each.params)))
            assert re.findall(r"\bkg [a-z]+\b|--[a-z]+|\bmodalit\w+|\brecovered\b", said) == [], each.name


def test_pictures_are_in_words_for_readers(released: ox.Store) -> None:
    for place in ("view/vendor-to-state.html", "chart/bar-vendors.html"):
        found = INTERNAL.findall(told(gallery.document(released, place)))
        assert [each for each in found if not each.startswith("claim:")] == [], place


def test_the_fold_and_the_words_are_told_apart() -> None:
    folded = '<details class="developers"><summary>For developers</summary>kg ask x</details>'
    assert INTERNAL.findall(told(f"<p>see kg ask, state:srb, -0.005861305631697178</p>{folded}")) == [
        "kg ask",
        "state:srb",
        "-0.005861305631697178",
    ]
