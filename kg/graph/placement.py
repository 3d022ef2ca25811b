"""Where in a reader's files stands what a finding is about: a claim, its situation or place, a source, a row."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.evidence import statement
from kg.evidence.receipt import receipts
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.graph.validation import Finding
from kg.namespace import base_in_use, curie, iri

SHOWN = 3
"""How many places of one resource are told."""


def placed(
    findings: Iterable[Finding],
    sources: Mapping[str, Source],
    registers: Registers,
    store: ox.Store | None = None,
) -> list[Finding]:
    """Return findings with the file, and the line or the claim in it, that each is about, where a file states it.

    A situation that several claims are about has the places of the first of them, and so has one that a message names.
    The sources are read once more. What no file states, and a store holds, has the source and the place in it.
    """
    given = list(findings)
    wanted = {name for finding in given for name in (_whole(finding.resource), *_named(finding.message))}
    found: dict[str, list[str]] = {name: [] for name in wanted}
    for id_, source in sources.items():
        if iri(f"source:{id_}") in wanted:
            found[iri(f"source:{id_}")].append(source.path.name)
        for place, claim in statement.placed(source, sources, registers):
            for name in {claim.iri, claim.situation, claim.evidence} & wanted:
                found[name].append(place)
    for stem, rows in registers.rows.items():
        for row in rows:
            if (name := iri(row.name)) in wanted:
                found[name].append(f"{stem}.csv")
    if store is not None:
        for name in sorted(name for name, places in found.items() if not places):
            found[name] = list(_stated(store, name))
    return sorted(
        finding._replace(place=_told(found[_whole(finding.resource)]), message=_worded(finding.message, found))
        for finding in given
    )


def _whole(name: str) -> str:
    """Return the place that a selector of it is a part of, and any other name as it is."""
    return name.partition("#")[0] if "/evidence/" in name else name


def _named(message: str) -> list[str]:
    """Return the claims and situations that a message names."""
    return re.findall(rf"{re.escape(base_in_use())}(?:claim|situation)/\w+", message)


def _worded(message: str, found: Mapping[str, list[str]]) -> str:
    """Return a message with the places of the claims and situations that it names."""
    for name in _named(message):
        if found[name]:
            message = message.replace(name, _told(found[name]))
    return message


def _told(places: list[str]) -> str:
    more = len(places) - SHOWN
    return "; ".join(places[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _stated(store: ox.Store, name: str) -> Iterator[str]:
    """Yield the source, and the place in it, of each claim that is a thing, is about it or has it as evidence."""
    node = ox.NamedNode(name)
    ties = [str(quad.subject)[1:-1] for quad in _led(store, node, "ais:about", "ais:denies", "ais:evidence")]
    claims = [name] if "/claim/" in name else sorted(set(ties))
    notes = receipts(store, claims)
    for claim in claims:
        if claim in notes:
            yield f"{notes[claim].source}, {notes[claim].place}"
        else:
            reported = store.quads_for_pattern(ox.NamedNode(claim), ox.NamedNode(iri("ais:reportedIn")), None, None)
            sources = sorted({curie(str(quad.object)[1:-1]) for quad in reported})
            yield f"{', '.join(sources) or 'no source'}, {curie(claim)}"


def _led(store: ox.Store, node: ox.NamedNode, *properties: str) -> Iterator[ox.Quad]:
    for each in properties:
        yield from store.quads_for_pattern(None, ox.NamedNode(iri(each)), node, None)
