"""The documents of the site, made from the store one by one; run in a process of the pool."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.graph import mark
from kg.namespace import base_in_use, browser_code
from kg.query import query
from kg.server.shelf import Shelf
from kg.server.whole import Whole
from kg.site import (
    address,
    card,
    catalog,
    feed,
    front,
    gallery,
    page,
    preview,
    publication,
    question,
    sparql,
    story,
    synonym,
)
from kg.site.resource import Library

_READ = re.compile(r"(?!rules/)[^.]+\.(?:html|js|css)")
"""The paths of pages, but for later parts of one, and of what they load."""
FEW = 300
"""The things of a register whose pages are made before anybody asks, at most."""


class Survey(NamedTuple):
    """What there is to serve: paths without suffix of things and of questions, and the paths of single files."""

    things: frozenset[str]
    questions: frozenset[str]
    files: frozenset[str]
    version: str
    triples: int
    others: dict[str, str]
    """Path → path, for the other names of things."""

    def has(self, path: str) -> bool:
        """Return whether there is a document at a path; of a page that is cut into parts, there may be fewer."""
        place, _, suffix = path.rpartition(".")
        head = place.rpartition(".")[0] if place.rpartition(".")[2].isdigit() else place
        if place.startswith(f"{preview.FOLDER}/") and path not in self.files:
            shown = place.removeprefix(f"{preview.FOLDER}/")
            known = shown in self.things or shown in self.questions
            return suffix == "png" and known and preview.own(shown)
        return (
            path in self.files
            or (head in self.things and (suffix in page.WRITERS or (suffix == "atom" and feed.has(head))))
            or (place in self.questions and suffix in ("html", "csv", "json", "rq"))
        )


def survey(shelf: Shelf, notebooks: bool = False) -> Survey:
    """Return what there is to serve from a store; ``notebooks`` says whether their pages are served as well."""
    return Survey(
        frozenset(map(address.page, publication.things(shelf))),
        frozenset(f"{address.QUESTION}/{each.name}" for each in question.published()),
        frozenset([*_fronts(shelf, notebooks), *gallery.places(shelf.store)]),
        catalog.version(shelf),
        sum(shelf.graphs.values()),
        synonym.synonyms(shelf),
    )


def documents(shelf: Shelf, path: str, base: str, notebooks: bool = False) -> dict[str, bytes]:
    """Return path → bytes of the document at a path and of others that were made with it; empty where there is none.

    The path is one of :func:`survey`'s, with its suffix. ``base`` takes the place of the toolkit's own in every text.
    """
    made = _documents(shelf, path, notebooks).items()
    return {
        place: text if isinstance(text, bytes) else text.replace(base_in_use(), base).encode() for place, text in made
    }


def _documents(shelf: Shelf, path: str, notebooks: bool) -> Mapping[str, str | bytes]:
    write = _fronts(shelf, notebooks).get(path)
    if write is not None:
        return {path: write()}
    if path.startswith(f"{preview.FOLDER}/"):
        return _image(shelf, path)
    found = re.fullmatch(r"([\w/-]+)(?:\.([1-9][0-9]{0,4}))?\.([a-z]+)", path)
    if not found:
        return {}
    place, part, suffix = found[1], int(found[2] or 1), found[3]
    if place.startswith(f"{address.QUESTION}/"):
        return dict(question.documents(shelf, query.find(place.partition("/")[2])))
    if path.startswith(gallery.PLACES):
        return {path: gallery.document(shelf.store, path)}
    name = address.named(place)
    if suffix == "html":
        several = found[2] is not None
        if several and not 2 <= part <= page.parts(shelf, name):
            return {}
        return {path: page.html(shelf, name, part)}
    if suffix == "atom" and found[2] is None and feed.has(place):
        return {path: feed.atom(shelf, name)}
    if found[2] is not None or suffix not in page.WRITERS:
        return {}
    return {path: page.WRITERS[suffix](shelf, name)}


def _image(shelf: Shelf, path: str) -> Mapping[str, str | bytes]:
    """Return the image of one page, and what is made with it."""
    at = path.removeprefix(f"{preview.FOLDER}/").removesuffix(".png")
    if at.startswith(f"{address.QUESTION}/"):
        return dict(question.documents(shelf, query.find(at.partition("/")[2])))
    return {path: card.of_thing(shelf, address.named(at))}


@lru_cache(maxsize=1)
def _fronts(shelf: Shelf, notebooks: bool) -> dict[str, Callable[[], str | bytes]]:
    return front.documents(shelf, notebooks=notebooks)


def frequented(shelf: Shelf, notebooks: bool = False) -> list[str]:
    """Return the paths of documents that many readers come to: front pages, then things of small registers.

    Those that the start page names first come first, the smaller register before the larger: of few things, such as
    sources and technologies, much is said, and so their pages take longest to make.
    """
    apart = {*front.MADE, *front.UNSOUGHT}
    fronts = [
        path for path in _fronts(shelf, notebooks) if _READ.fullmatch(path) and path.partition("/")[0] not in apart
    ]
    known = ((name not in front.FIRST, shelf.names(name)) for name in address.registers() if name not in apart)
    small = sorted((later, len(names), names) for later, names in known if len(names) <= FEW)
    return [*fronts, *(f"{address.page(name)}.html" for *_, names in small for name in names)]


def dumps(shelf: Shelf, folder: str, base: str) -> list[str]:
    """Write the dumps and what is written with them to a folder and return their paths.

    What tells nothing of the dumps is written first.
    """
    site = Whole(Path(folder), base)
    site.write(mark.FILE, mark.text(mark.SITE))
    site.write("CITATION.cff", catalog.cff(shelf))
    for name in sparql.CODE:
        site.write(name, browser_code(name).read_bytes())
    publication.dumps(site, Library(shelf.store))
    return _written(folder)


def notebooks(shelf: Shelf, folder: str, base: str) -> list[str]:
    """Run the notebooks, write their pages to a folder, and return their paths."""
    site = Whole(Path(folder), base)
    for place, text in story.documents(shelf):
        site.write(place, text)
    return _written(folder)


def _written(folder: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()]
