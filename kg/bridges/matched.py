"""QuickStatements: homes and owners of things that have an item in Wikidata, each with its source as the reference.

Wikidata could not be reached when this was written. What each property is called was read, on 2026-11-26, in what
others write of them: country (P17), owned by (P127), start time (P580) and end time (P582) in the table of properties
and the queries of jroell/osint-agent and in other programs that ask Wikidata; title (P1476) and reference URL (P854) in
a dozen guides and programs, the latter in the documentation of wikibase-cli and the wiki of DDMAL/linkedmusic-queries.
That S stands for P in a reference, and that a day ends in ``T00:00:00Z/11``, was read in a program
that writes such lines.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.bridges.situation import accepted
from kg.namespace import iri, prefixes
from kg.query import query

PROPERTIES = {"HomeState": ("P17", "agent", "state"), "Ownership": ("P127", "owned", "owner")}
"""Kind of situation → the property of Wikidata (country; owned by), and the roles of its ends."""
START, END = "P580", "P582"
ADDRESS, TITLE = "S854", "S1476"
"""Properties of Wikidata, as QuickStatements writes them: S is for a reference."""


class Statements(NamedTuple):
    """The lines, and how many situations have no item in Wikidata at one of their ends."""

    lines: tuple[str, ...]
    left: int


def statements(store: ox.Store) -> Statements:
    """Return a line for each accepted home and ownership between two things with an item, and each of its sources."""
    lines: list[str] = []
    left = 0
    sources = {row["source"]: row for row in query.find("sources").run(store).values()}
    for each in accepted(store, tuple(PROPERTIES)):
        property_, *ends = PROPERTIES[each.kind]
        subject, value = (_item(store, each.one(end)) for end in ends)
        if not subject or not value:
            left += 1
            continue
        told = [subject, property_, value]
        for key, time in ((START, each.one("since")), (END, each.one("until"))):
            told += [key, _time(time)] if time else []
        lines += ["\t".join([*told, *_reference(sources[source])]) for source in each.sources]
    return Statements(tuple(sorted(set(lines))), left)


def written(store: ox.Store) -> str:
    """Return the lines of :func:`statements` as text, in version 1 of the commands."""
    return "".join(f"{line}\n" for line in statements(store).lines)


def _item(store: ox.Store, name: str) -> str:
    found = store.quads_for_pattern(ox.NamedNode(name), ox.NamedNode(iri("skos:exactMatch")), None, None)
    items = (str(getattr(quad.object, "value", "")).removeprefix(prefixes()["wd"]) for quad in found)
    return min((item for item in items if re.fullmatch(r"Q[1-9][0-9]*", item)), default="")


def _time(text: str) -> str:
    """Return a year, month or day as Wikidata writes it, with its precision.

    >>> _time("2018"), _time("2018-05-02")
    ('+2018-00-00T00:00:00Z/9', '+2018-05-02T00:00:00Z/11')
    """
    precision = {4: 9, 7: 10, 10: 11}[len(text)]
    return f"+{text}{'-00' * (11 - precision)}T00:00:00Z/{precision}"


def _reference(source: dict[str, Any]) -> Iterator[str]:
    if str(source["identifier"] or "").startswith("http"):
        yield from (ADDRESS, _text(str(source["identifier"])))
    yield from (TITLE, f"en:{_text(str(source['title']))}")


def _text(value: str) -> str:
    return '"' + " ".join(value.replace('"', "”").split()) + '"'
