"""A bundle: the document that the claims, situations and passages whose ids begin alike share, as a page and in Turtle.

The page shows the one that its address names; the Turtle says of each what it is, and what is said about it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespace import prefixes
from kg.site import address, layout, page, passage
from kg.site.resource import ABOUT, EVIDENCE, Library
from kg.site.section import Mention, Row, Thing
from kg.vocabulary.turtle import turtle as canonical


class Entry(NamedTuple):
    """One thing of a bundle: where it stands in it, what it is, and what is said of it."""

    at: str
    thing: Thing
    kind: str
    """What kind of situation it is, or is about; empty of a passage."""
    row: Row | None
    """The situation that it is, or that a claim is about."""
    mention: Mention | None
    """The claim that it is."""
    claims: list[Thing]
    """The claims that stand in a passage."""


@lru_cache(maxsize=1)
def bundles(library: Library) -> dict[str, list[str]]:
    """Return the first two digits of ids → the IRIs that begin so, sorted by register and id."""
    found: dict[str, list[str]] = {}
    for register in layout.APART:
        for name in library.names(register):
            found.setdefault(name.rpartition("/")[2][:2], []).append(name)
    return dict(sorted(found.items()))


def index(library: Library, folder: str) -> str:
    """Return the page of all bundles, for a folder; it goes on to the one that its address asks for."""
    at, found = f"{folder}/index", list(bundles(library))
    return page.framed(library, "page-bundles.html", at, "Claims by their ids", iri="", bundles=found)


def documents(library: Library, digits: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the documents of one bundle."""
    at = f"{layout.BUNDLE}/{digits}"
    names = bundles(library)[digits]
    entries = [_entry(library, name) for name in names]
    title = f"Claims and what they are about: ids from {digits}"
    yield f"{at}.html", page.framed(library, "page-bundle.html", at, title, iri="", entries=entries)
    told = {triple for name in names for triple in _stated(library, name)}
    yield f"{at}.ttl", canonical(told, prefixes())


def _stated(library: Library, name: str) -> Iterator[ox.Triple]:
    """Yield what a thing and its parts are the subject of, and the claims that are about it or stand there."""
    for each in (name, *passage.parts(library.out, name)):
        for property_, term, _ in library.out.get(each, ()):
            if not isinstance(term, ox.BlankNode):
                yield ox.Triple(ox.NamedNode(each), ox.NamedNode(property_), term)
    for property_, subject in library.into.get(name, ()):
        if property_ in (*ABOUT, EVIDENCE):
            yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(property_), ox.NamedNode(name))


def _entry(library: Library, name: str) -> Entry:
    path = address.path(name)
    register = path.partition("/")[0]
    mention = library.mention(name) if register == "claim" else None
    row = None
    if register != "evidence":
        row = library.row(name if register == "situation" else library.one(name, *ABOUT))
    kind = library.heading(library.kind(row.situation.iri)).label.capitalize() if row else ""
    claims = [] if row else [library.thing(subject) for p, subject in library.into.get(name, ()) if p == EVIDENCE]
    return Entry(path.replace("/", "-"), library.thing(name), kind, row, mention, claims)
