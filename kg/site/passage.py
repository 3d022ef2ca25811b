"""A place in a source, which a claim names as its evidence: the parts of what is said of it, and what it is called."""

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.namespace import RDF, base_in_use, curie, iri
from kg.query.solution import Term

Statements = Mapping[str, Sequence[tuple[str, Term, str]]]
"""The IRI of a subject → property, value and graph of each statement."""

_WORDS = {
    "ais:sheet": "sheet",
    "ais:row": "row",
    "ais:column": "column",
    "ais:entry": "entry",
    "ais:citation": "cited as",
    "oa:start": "characters from",
    "oa:end": "to",
}
"""The properties of a place, and what each is called before its value."""


def is_one(name: str) -> bool:
    """Return whether an IRI is that of a place in a source."""
    return name.startswith(f"{base_in_use()}evidence/")


def parts(out: Statements, name: str) -> list[str]:
    """Return the selectors of a place: their IRIs are its own with a fragment; none of anything else."""
    if not is_one(name):
        return []
    found = (term.value for _, term, _ in out.get(name, ()) if isinstance(term, ox.NamedNode))
    return sorted({part for part in found if part.startswith(f"{name}#")})


def said(out: Statements, name: str) -> list[tuple[str, Term]]:
    """Return what the selectors of a place say, but their classes."""
    return [(p, term) for part in parts(out, name) for p, term, _ in out[part] if p != f"{RDF}type"]


def told(out: Statements, name: str) -> str:
    """Return where in its source a place is, in words."""
    values = {curie(p): getattr(term, "value", "") for p, term in said(out, name)}
    return ", ".join(f"{word} {values[key]}" for key, word in _WORDS.items() if key in values) or "a place"


def owned(out: Statements, name: str) -> list[tuple[str, Term]]:
    """Return that a thing is part of a workspace, where a graph of the workspace states something of it."""
    own = any(graph.startswith(iri("graph:own-")) for _, _, graph in out.get(name, ()))
    return [(iri("dcterms:isPartOf"), ox.NamedNode(iri("graph:workspace")))] if own else []
