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

_HEADS = {
    "affected": "who is affected",
    "agent": "organization",
    "capitalName": "capital",
    "category": "rated as",
    "claimedBy": "said by",
    "counted": "what is counted",
    "countsAs": "counts as one voice with",
    "demonym": "what its people are called",
    "edition": "edition",
    "effect": "effect",
    "evidence": "where it stands",
    "finances": "what is financed",
    "heldAt": "held in",
    "inState": "state or territory",
    "initiative": "initiative",
    "instrument": "kind of loan",
    "intermediateRegion": "smaller region",
    "judgment": "judgment",
    "jurisdiction": "state or territory",
    "list": "list",
    "located": "what lies there",
    "location": "where it lies",
    "m49": "number of the United Nations",
    "memberOf": "member of",
    "membersBasedIn": "companies based in",
    "object": "in relation to",
    "owned": "what is owned",
    "place": "place",
    "publisher": "publisher",
    "region": "region",
    "reportedIn": "source",
    "scheme": "measure",
    "scope": "out of",
    "share": "share",
    "state": "home state",
    "subdivisionCode": "code of the part of the state",
    "subject": "who or what is judged",
    "system": "system",
    "technology": "technology",
    "usesTechnology": "uses",
    "value": "score",
    "within": "part of the count",
    "work": "work",
    "year": "year",
}
_NOUNS = {
    "CountObservation": "count",
    "Evaluation": "judgment",
    "HomeState": "home of a vendor",
    "Inclusion": "part of a whole",
    "Leadership": "leading supplier",
    "Listing": "entry of a list",
    "Ownership": "holding",
}
_MANY = {
    "HomeState": "where vendors are based",
    "Inclusion": "parts and wholes",
    "Leadership": "leading positions",
    "Listing": "entries on lists",
}
MANY = {iri(f"ais:{name}"): words for name, words in _MANY.items()}
"""What a table of situations of a kind is headed, where that is not the plural of what one of them is called."""

HEADS = PLAIN | {iri(f"ais:{name}"): words for name, words in (_HEADS | _NOUNS).items()}
"""What readers call a property at the head of a column or of a line, and a kind of situation at the head of a table or
of a page: its own label tells modelers what it joins."""

CONFLICTS = {
    "flag without vendor": "marked, but no vendor from there is named",
    "vendor without flag": "a vendor from there is named, but not marked",
}
"""What readers call a kind of disagreement of the question ``disagreements``, where it is a word of the model."""

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
