"""A place in a source, which a claim names as its evidence: the parts of what is said of it, and what it is called."""

from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.record import PARTS
from kg.namespace import RDF, base_in_use, curie, iri
from kg.query.solution import Term

Statements = Mapping[str, Sequence[tuple[str, Term, str]]]
"""The IRI of a subject → property, value and graph of each statement."""

_MADE = iri("prov:wasDerivedFrom")
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
    """Return the parts of a place or source, whose IRIs are its own with a fragment; none of anything else.

    Those of a place are its selectors, those of a source what its claims were made from and by.
    """
    if name.startswith(f"{base_in_use()}source/"):
        return [part for part in (f"{name}#{local}" for local in PARTS) if part in out]
    if not is_one(name):
        return []
    found = (term.value for _, term, _ in out.get(name, ()) if isinstance(term, ox.NamedNode))
    return sorted({part for part in found if part.startswith(f"{name}#")})


def said(out: Statements, name: str) -> list[tuple[str, Term]]:
    """Return what the selectors of a place say, but their classes."""
    if not is_one(name):
        return [(_MADE, ox.Literal(line)) for line in _made(out, name)]
    return [(p, term) for part in parts(out, name) for p, term, _ in out[part] if p != f"{RDF}type"]


def _made(out: Statements, name: str) -> Iterator[str]:
    """Yield a line for each file that a source's claims stand in or come from, and for what was done with them."""
    for part in parts(out, name):
        local, held = part.rpartition("#")[2], {curie(p): getattr(term, "value", "") for p, term, _ in out[part]}
        if local in ("claims", "table", "original"):
            digest = f", SHA-256 {held['ais:fileDigest']}" if "ais:fileDigest" in held else ""
            yield f"{'read from ' if local == 'original' else ''}{held.get('rdfs:label', '')}{digest}"
        elif local in ("reader", "reviewer"):
            activity = out.get(f"{name}#{'reading' if local == 'reader' else 'review'}", ())
            day = next((f", {getattr(term, 'value', '')}" for p, term, _ in activity if curie(p) == "dcterms:date"), "")
            version = f" {held['ais:toolVersion']}" if "ais:toolVersion" in held else ""
            told = "read by" if local == "reader" else "reviewed by"
            yield f"{told} {held.get('rdfs:label', '')}{version}{day}"


def told(out: Statements, name: str) -> str:
    """Return where in its source a place is, in words."""
    values = {curie(p): getattr(term, "value", "") for p, term in said(out, name)}
    return ", ".join(f"{word} {values[key]}" for key, word in _WORDS.items() if key in values) or "a place"


def owned(out: Statements, name: str) -> list[tuple[str, Term]]:
    """Return that a thing is part of a workspace, where a graph of the workspace states something of it."""
    own = any(graph.startswith(iri("graph:own-")) for _, _, graph in out.get(name, ()))
    return [(iri("dcterms:isPartOf"), ox.NamedNode(iri("graph:workspace")))] if own else []
