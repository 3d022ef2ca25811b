"""Where in a reader's files stands what a finding is about: a claim, its situation or place, a source, a row."""

from collections.abc import Iterable, Mapping

from kg.evidence import statement
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.graph.validation import Finding
from kg.namespace import iri

SHOWN = 3
"""How many places of one resource are told."""


def placed(findings: Iterable[Finding], sources: Mapping[str, Source], registers: Registers) -> list[Finding]:
    """Return findings with the file, and the line or the claim in it, that each is about, where a file states it.

    A situation that several claims are about has the places of the first of them. The sources are read once more.
    """
    given = list(findings)
    wanted = {_whole(finding.resource) for finding in given}
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
    return sorted(finding._replace(place=_told(found[_whole(finding.resource)])) for finding in given)


def _whole(name: str) -> str:
    """Return the place that a selector of it is a part of, and any other name as it is."""
    return name.partition("#")[0] if "/evidence/" in name else name


def _told(places: list[str]) -> str:
    more = len(places) - SHOWN
    return "; ".join(places[:SHOWN]) + (f" and {more} more" if more > 0 else "")
