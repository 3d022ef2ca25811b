"""Triple Pattern Fragments: the triples of one pattern, page by page, with the controls to ask for any other.

The dataset is the union of the named graphs. What is said of the fragment itself (counts, controls, pages) stands in a
graph of its own where the format has named graphs, and beside the triples where it has none.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.imprint import imprint
from kg.namespace import RDF, XSD, curie, iri, prefixes
from kg.query import query
from kg.query.solution import Term
from kg.server.reply import Asked, Function, Problem, Reply, known, ok, whole
from kg.site import negotiation
from kg.site.page import framed
from kg.site.resource import Library
from kg.site.section import Thing

SIZE = 500
"""The triples on one page."""
SUFFIXES = ("trig", "nq", "jsonld", "ttl", "nt", "html")
PARAMETERS = ("subject", "predicate", "object", "page")
FORMATS = {
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
}
HYDRA, FOAF = "http://www.w3.org/ns/hydra/core#", "http://xmlns.com/foaf/0.1/"
_NAMING = ("trig", "nq", "jsonld")
"""The formats that have named graphs."""
_ROLES = ("subject", "predicate", "object")
_LITERAL = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<datatype>.+))?', re.DOTALL)


class Pattern(NamedTuple):
    """A triple pattern; None stands for a variable."""

    subject: ox.NamedNode | None
    predicate: ox.NamedNode | None
    object: ox.NamedNode | ox.Literal | None

    @property
    def where(self) -> str:
        """The pattern as SPARQL."""
        return " ".join(str(term or f"?{role}") for role, term in zip(_ROLES, self, strict=True))

    def given(self) -> dict[str, str]:
        """Return the terms that are no variables as the parameters of a request."""
        return {role: _explicit(term) for role, term in zip(_ROLES, self, strict=True) if term is not None}


def fragment(library: Library, asked: Asked) -> Reply:
    """Return one page of the fragment that is asked for, or the problem with what is asked."""
    try:
        return _fragment(library, asked)
    except Problem as problem:
        return problem.reply


PATHS: Mapping[str, Function] = {"/fragment": fragment}
"""Path → the function that answers there."""


def _fragment(library: Library, asked: Asked) -> Reply:
    store = library.store
    known(asked.query, PARAMETERS)
    suffix = negotiation.choose(asked.accept, SUFFIXES)
    if suffix is None:
        listed = [negotiation.MEDIA[each] for each in SUFFIXES]
        raise Problem(406, "no format of a fragment is acceptable", f"accept one of {', '.join(listed)}", valid=listed)
    found = pattern(*(asked.get(role) for role in _ROLES))
    page = whole(asked.get("page", "1"), "page", 1, 10**8)
    size = total(store, found)
    last = max(1, -(-size // SIZE))
    if page > last:
        raise Problem(404, f"page {page}: the fragment has fewer", f"ask for page 1 to {last}")
    told = list(triples(store, found, page))
    if suffix == "html":
        return ok(_html(library, asked, found, told, page), "text/html; charset=utf-8", Vary="Accept, Host")
    said = list(controls(asked, found, page, size))
    graph = ox.NamedNode(f"{asked.place}#metadata")
    quads = [ox.Quad(*each) for each in told] + [ox.Quad(s, p, o, graph) for s, p, o in said]
    used = {**prefixes(), "hydra": HYDRA, "foaf": FOAF} if suffix in ("trig", "ttl") else None
    body = ox.serialize(quads if suffix in _NAMING else [*told, *said], format=FORMATS[suffix], prefixes=used)
    return ok(body or b"", negotiation.MEDIA[suffix], Vary="Accept, Host")


def _html(library: Library, asked: Asked, found: Pattern, told: list[ox.Triple], page: int) -> str:
    """Return a page of a fragment for a reader: the form for any other pattern, the triples, the pages around it."""
    size, given = total(library.store, found), found.given()
    last = max(1, -(-size // SIZE))
    pages = {"First": 1, "Previous": page - 1, "Next": page + 1, "Last": last}
    return framed(
        library,
        "page-fragment.html",
        "fragment",
        "Triples by pattern",
        iri="",
        size=SIZE,
        terms=[(role, given.get(role, "")) for role in _ROLES],
        total=size,
        page=page,
        last=last,
        rows=[[_shown(library, term) for term in triple] for triple in told],
        pages=[
            (name, _address("fragment", given | {"page": str(number)}))
            for name, number in pages.items()
            if 1 <= number <= last and number != page
        ],
    )


def _shown(library: Library, term: Term) -> Thing:
    return Thing(term.value, curie(term.value)) if isinstance(term, ox.NamedNode) else library.value(term)


def pattern(subject: str, predicate: str, object_: str) -> Pattern:
    """Return the pattern of three terms in the explicit representation of Hydra; nothing or ``?x`` is a variable.

    >>> pattern("?s", "", '"5"^^http://www.w3.org/2001/XMLSchema#integer').where.partition("?predicate ")[2]
    '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'

    Raises:
        Problem: a term is no IRI, or no literal as the object has it.
    """
    return Pattern(_node("subject", subject), _node("predicate", predicate), _object(object_))


def _node(role: str, text: str) -> ox.NamedNode | None:
    if not text or text.startswith(("?", "_:")):
        return None
    inner = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    try:
        return ox.NamedNode(inner)
    except ValueError as error:
        raise Problem(400, f"{role}: {text!r} is not an IRI", "give a full IRI, or nothing for any") from error


def _object(text: str) -> ox.NamedNode | ox.Literal | None:
    if not text.startswith('"'):
        return _node("object", text)
    match = _LITERAL.fullmatch(text)
    try:
        if match and match["language"]:
            return ox.Literal(match["text"], language=match["language"])
        if match:
            datatype = _node("object", match["datatype"] or XSD + "string")
            return ox.Literal(match["text"], datatype=datatype)
    except ValueError as error:
        raise Problem(400, f"object: {text!r} is not a literal ({error})", "correct it") from error
    raise Problem(400, f"object: {text!r} is not a literal", 'write "text", "text"@en or "5"^^IRI')


def _explicit(term: ox.NamedNode | ox.Literal) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    if term.language:
        return f'"{term.value}"@{term.language}'
    plain = term.datatype.value == XSD + "string"
    return f'"{term.value}"' if plain else f'"{term.value}"^^{term.datatype.value}'


@lru_cache(maxsize=4096)
def total(store: ox.Store, asked: Pattern) -> int:
    """Return the number of triples that match a pattern; a triple of several graphs counts once."""
    variables = " ".join(f"?{role}" for role, term in zip(_ROLES, asked, strict=True) if term is None)
    if not variables:
        return int(bool(store.query(f"ASK {{ {asked.where} }}", use_default_graph_as_union=True)))
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT {variables} WHERE {{ {asked.where} }} }}"
    found: int = next(query.run(store, text).values())["n"]
    return found


def triples(store: ox.Store, asked: Pattern, page: int) -> Iterator[ox.Triple]:
    """Yield the triples of one page of a pattern, in the order of the store, which is the same for every page."""
    free = [role for role, term in zip(_ROLES, asked, strict=True) if term is None]
    if not free:
        if total(store, asked):
            yield ox.Triple(*asked)  # type: ignore[arg-type]
        return
    variables = " ".join(f"?{role}" for role in free)
    part = f"OFFSET {(page - 1) * SIZE} LIMIT {SIZE}"
    for row in query.run(store, f"SELECT DISTINCT {variables} WHERE {{ {asked.where} }} {part}"):
        terms: list[Term | None] = [row.get(role, term) for role, term in zip(_ROLES, asked, strict=True)]
        yield ox.Triple(*terms)  # type: ignore[arg-type]


def controls(asked: Asked, found: Pattern, page: int, size: int) -> Iterator[ox.Triple]:
    """Yield what is said of a page of a fragment: the form for any other pattern, the count, and the pages around it.

    Raises:
        Problem: the address of the request cannot be part of an IRI.
    """
    here = quote(asked.url.partition("#")[0], safe="%:/?#[]@!$&'()*+,;=-._~")
    fragment = _address(asked.place, found.given())
    dataset, form = f"{asked.place}#dataset", f"{asked.place}#form"
    void, last = prefixes()["void"], max(1, -(-size // SIZE))
    stated: list[tuple[str, str, str | int | ox.Literal]] = [
        (f"{asked.place}#metadata", FOAF + "primaryTopic", dataset),
        (dataset, RDF + "type", void + "Dataset"),
        (dataset, RDF + "type", HYDRA + "Collection"),
        (dataset, iri("dcterms:title"), ox.Literal(f"{imprint().name}: the union of the named graphs", language="en")),
        *((dataset, void + "subset", part) for part in dict.fromkeys((here, fragment))),
        (dataset, HYDRA + "search", form),
        (form, HYDRA + "template", ox.Literal(f"{asked.place}{{?{','.join(_ROLES)}}}")),
        (form, HYDRA + "variableRepresentation", HYDRA + "ExplicitRepresentation"),
        *((form, HYDRA + "mapping", f"{form}-{role}") for role in _ROLES),
        *((f"{form}-{role}", HYDRA + "variable", ox.Literal(role)) for role in _ROLES),
        *((f"{form}-{role}", HYDRA + "property", RDF + role) for role in _ROLES),
        (fragment, void + "triples", size),
        (fragment, HYDRA + "totalItems", size),
        (fragment, HYDRA + "view", here),
        (here, RDF + "type", HYDRA + "PartialCollectionView"),
        (here, HYDRA + "itemsPerPage", SIZE),
    ]
    around = {"first": 1, "previous": page - 1, "next": page + 1, "last": last}
    for name, number in around.items():
        if 1 <= number <= last:
            there = _address(asked.place, found.given() | {"page": str(number)})
            stated.append((here, HYDRA + name, there))
    try:
        for subject, property_, value in stated:
            term = (
                ox.NamedNode(value)
                if isinstance(value, str)
                else ox.Literal(value)
                if isinstance(value, int)
                else value
            )
            yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(property_), term)
    except ValueError as error:
        raise Problem(400, "the address of the request is not an IRI", "send a plain Host header") from error


def _term(value: str | int | ox.Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.Literal):
        return value
    return ox.NamedNode(value) if isinstance(value, str) else ox.Literal(value)


def _address(place: str, given: dict[str, str]) -> str:
    return f"{place}?{urlencode(given, quote_via=quote, safe='')}" if given else place
