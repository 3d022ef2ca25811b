"""The SPARQL 1.1 Service Description of the endpoint, its limits among it, as Turtle, JSON-LD, N-Triples or a page."""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import KgError
from kg.namespace import RDF, XSD, base_in_use, prefixes
from kg.server import sparql
from kg.server.cache import Document
from kg.server.cache import document as made
from kg.site import negotiation, page

if TYPE_CHECKING:
    from kg.server.live import Live

SD, FORMATS = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "text/n3": "N3",
}
"""Media type of an answer → the name of its format at the W3C."""
MEDIA = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml", "text/html")
"""The formats of the description, the preferred first: who accepts anything is a program."""


def limits(live: "Live") -> list[tuple[str, str]]:
    """Return what each limit of a server is called, and what it is, in words."""
    given = live.limits
    return [
        ("Time of a query", f"{given.seconds:g} seconds; the work is then stopped, and the answer is 504"),
        ("Rows or triples of an answer", f"{given.rows:,}; the header X-Kg-Truncated tells that more were cut"),
        ("Bytes of an answer", f"{given.size:,}, in TSV or N-Triples; told in the same way"),
        ("Bytes of a request's body", f"{given.body:,}; a longer one is answered with 413"),
        ("Requests at once", f"{given.queue:,}; further ones are answered with 503 and Retry-After"),
        ("Requests a second of one client", f"{given.rate:g}; further ones get 429" if given.rate else "no limit"),
        ("What is refused", "updates, LOAD, SERVICE and files, with 403"),
    ]


def document(live: "Live", accept: str | None, place: str) -> Document:
    """Return the description in the media type an ``Accept`` header gets; status 406 where there is none.

    ``place`` is the address at which the endpoint was asked.
    """
    offered = negotiation.ranked(accept, MEDIA)
    if not offered:
        return made(f"The description is in {', '.join(MEDIA)}.\n".encode(), "text/plain; charset=utf-8", 406)
    if offered[0] == "text/html":
        return _page(live)
    format_ = sparql.TRIPLES[offered[0]]
    names = prefixes() | {"sd": SD, "format": FORMATS}
    content = ox.serialize(triples(live, place), format=format_, prefixes=names) or b""
    return made(live.theirs(content), offered[0] + ("; charset=utf-8" if offered[0].startswith("text/") else ""))


def refused(live: "Live", text: str, error: KgError, status: int) -> Document:
    """Return the page that tells a reader why a query was not answered, with the query to be changed."""
    return _page(live, status, (("cache-control", "no-store"),), text=text, error=str(error))


def _page(live: "Live", status: int = 200, headers: tuple[tuple[str, str], ...] = (), **told: str) -> Document:
    values = {"limits": limits(live), "formats": NAMES, "base": base_in_use(), **told}
    text = page.template("page-endpoint.html").render(values)
    return made(live.theirs(text.encode()), "text/html; charset=utf-8", status, headers)


def triples(live: "Live", place: str) -> list[ox.Triple]:
    """Return the description as triples; ``place`` is the address of the endpoint."""
    endpoint, dataset, whole = (ox.NamedNode(base_in_use() + name) for name in ("sparql", "data", "data#union"))

    def say(subject: ox.NamedNode, property_: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(property_), value)

    told = [
        say(endpoint, RDF + "type", ox.NamedNode(SD + "Service")),
        say(endpoint, SD + "endpoint", _address(place)),
        say(endpoint, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        say(endpoint, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph")),
        say(endpoint, SD + "defaultDataset", dataset),
        say(dataset, RDF + "type", ox.NamedNode(SD + "Dataset")),
        say(dataset, SD + "defaultGraph", whole),
        say(whole, RDF + "type", ox.NamedNode(SD + "Graph")),
        *(say(endpoint, SD + "resultFormat", ox.NamedNode(FORMATS + name)) for name in NAMES.values()),
        *(
            say(endpoint, "http://www.w3.org/2000/01/rdf-schema#comment", ox.Literal(f"{name}: {told}", language="en"))
            for name, told in limits(live)
        ),
    ]
    size = live.triples
    if size is not None:
        number = ox.Literal(str(size), datatype=ox.NamedNode(XSD + "integer"))
        told.append(say(whole, "http://rdfs.org/ns/void#triples", number))
    return told


def _address(place: str) -> ox.NamedNode:
    """Return an address as a term; that of the toolkit where it is no IRI."""
    try:
        return ox.NamedNode(place)
    except ValueError:
        return ox.NamedNode(base_in_use() + "sparql")
