"""The order in which roles and kinds of situations are read, and what other vocabularies' properties are called."""

from kg.namespace import RDF, RDFS, iri

_ROLES = (
    "supplier", "owner", "financier", "agent", "user", "leader", "counted", "subject", "located", "work", "narrower",
    "jurisdiction", "member", "recipient", "owned", "share", "finances", "borrower", "technology", "system", "place",
    "affected", "initiative", "list", "scheme", "category", "value", "year", "judgment", "object", "among", "location",
    "publisher", "broader", "state", "scope", "within", "edition", "effect", "startYear", "startDate", "endDate",
    "listedAs",
)  # fmt: skip
RANK = {iri(f"ais:{name}"): number for number, name in enumerate(_ROLES)}
"""Roles in the order in which they are read in a sentence; any other comes after them."""

KINDS = {iri("ais:Use"): -2, iri("ais:Supply"): -1, iri("ais:Classification"): 1}
"""Kinds of situations that come before or after the others."""

_PLAIN = {
    "dcat:inSeries": "part of the series",
    "dcterms:bibliographicCitation": "how to cite it",
    "dcterms:creator": "author",
    "dcterms:description": "description",
    "dcterms:identifier": "identifier",
    "dcterms:isPartOf": "part of",
    "dcterms:issued": "published",
    "dcterms:license": "license",
    "dcterms:publisher": "publisher",
    "dcterms:source": "taken from",
    "dcterms:title": "title",
    "owl:sameAs": "the same as",
    "prov:wasDerivedFrom": "derived from",
    "prov:wasRevisionOf": "revision of",
    "rdfs:label": "in other languages",
    "skos:altLabel": "also called",
    "skos:broader": "kind of",
    "skos:exactMatch": "the same elsewhere",
    "skos:hiddenLabel": "misspelled as",
    "skos:inScheme": "belongs to",
    "skos:notation": "code",
    "skos:scopeNote": "note",
    "void:triples": "statements",
}
PLAIN = {iri(name): words for name, words in _PLAIN.items()}
"""What properties of other vocabularies are called on a page of a thing: their own labels are for modelers."""

_SAID = {iri(f"ais:{name}"): "since " for name in ("since", "startYear", "startDate")}
_SAID |= {iri(f"ais:{name}"): "until " for name in ("until", "endDate")}


def told_of(role: str, value: str) -> str:
    """Return what stands in a role as a label of the whole says it: an end of a time is not taken for its start.

    >>> told_of(iri("ais:until"), "2024-05"), told_of(iri("ais:heldAt"), "2024"), told_of(iri("ais:state"), "Serbia")
    ('until 2024-05', '2024', 'Serbia')
    """
    return _SAID.get(role, "") + value


def heads(property_: str, term: object) -> bool:
    """Return whether the head of a page tells a statement: what the thing is, and its English name."""
    named = property_ == RDFS + "label" and getattr(term, "language", None) in ("en", None)
    return named or property_ == RDF + "type"
