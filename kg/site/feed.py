"""Atom feeds: what each source adds on a state, vendor or technology, and what a source itself says, newest first.

Every date is one of the data, so that a feed is the same whenever it is written. A source without a date stands at the
day of the data set.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from kg.character import shown
from kg.evidence.modality import short_of
from kg.imprint import imprint
from kg.namespace import base_in_use, iri
from kg.site import address
from kg.site.resource import ONTOLOGY, Library
from kg.site.section import Brief

REGISTERS = ("source", "state", "technology", "vendor")
"""The registers whose members have a feed."""
LISTED = 100
"""The statements that an entry lists; the page has all."""


class Entry(NamedTuple):
    """What one source says of a thing: the situations that no earlier source has, and those that one had."""

    source: str
    day: str
    new: list[Brief]
    said: list[Brief]


def has(place: str) -> bool:
    """Return whether the thing at a path has a feed.

    >>> has("state/srb"), has("claim/0")
    (True, False)
    """
    return place.partition("/")[0] in REGISTERS


def entries(library: Library, name: str) -> list[Entry]:
    """Return what sources say of a thing, newest first; of a source, what it says itself."""
    found: dict[str, list[Brief]] = {}
    for section in library.sections(name):
        for each in section.briefs:
            for source in dict.fromkeys(said.source for said in each.said):
                if not name.startswith(iri("source:")) or source == name:
                    found.setdefault(source, []).append(each)
    told: list[Entry] = []
    known: set[tuple[str, bool]] = set()
    for source in sorted(found, key=lambda each: (_day(library, each), each)):
        new = [row for row in found[source] if _statement(row, source) not in known]
        said = [row for row in found[source] if _statement(row, source) in known]
        known.update(_statement(row, source) for row in new)
        told.append(Entry(source, _day(library, source), new, said))
    return told[::-1]


def atom(library: Library, name: str) -> str:
    """Return the feed of a thing as Atom."""
    place = f"{base_in_use()}{address.page(name)}"
    found = entries(library, name)
    updated = max((entry.day for entry in found), default=_modified(library))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>{_text(place)}.atom</id>\n  <title>{_text(library.label(name))}: what sources say</title>",
        f"  <updated>{updated}T00:00:00Z</updated>\n  <author><name>{_text(imprint().author)}</name></author>",
        f'  <link rel="self" href="{_text(place)}.atom"/>\n  <link href="{_text(place)}.html"/>',
        *(line for entry in found for line in _entry(library, place, entry)),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _entry(library: Library, place: str, entry: Entry) -> Iterator[str]:
    id_ = entry.source.rpartition("/")[2]
    number = len(entry.new)
    counted = f"{number} statement{'' if number == 1 else 's'} that no earlier source has"
    if entry.said:
        counted += f", {len(entry.said)} that one had"
    yield f"  <entry>\n    <id>{_text(place)}.atom#{_text(id_)}</id>"
    yield f"    <title>{_text(library.label(entry.source))}: {counted}</title>"
    yield f"    <updated>{entry.day}T00:00:00Z</updated>"
    yield f'    <link href="{base_in_use()}{address.path(entry.source)}.html"/>'
    yield f"    <summary>{_text('; '.join(_listed(library, entry)) or counted)}</summary>\n  </entry>"


def _stance(stated: Brief, source: str) -> str:
    """Return in a word how a source says a statement, such as ``denied``; nothing where it asserts it."""
    words = {short_of(said.modality) for said in stated.said if said.source == source}
    return "" if "asserted" in words else " or ".join(sorted(words))


def _statement(stated: Brief, source: str) -> tuple[str, bool]:
    """Return what a source says of a situation: that it is so, or that it is not."""
    return stated.situation, _stance(stated, source) == "denied"


def _listed(library: Library, entry: Entry) -> Iterator[str]:
    for each in entry.new[:LISTED]:
        stance, label = _stance(each, entry.source), library.label(each.situation)
        yield f"{stance}: {label}" if stance else label
    if len(entry.new) > LISTED:
        yield f"and {len(entry.new) - LISTED} more"


def _day(library: Library, source: str) -> str:
    """Return the day of a source, the first of its year or month where it gives no more."""
    issued = library.issued(source)
    return f"{issued}{'-01-01'[len(issued) - 4 :]}" if issued else _modified(library)


def _modified(library: Library) -> str:
    return library.one(ONTOLOGY, iri("dcterms:modified")) or "1970-01-01"


def _text(value: str) -> str:
    return escape(shown(value), {'"': "&quot;"})
