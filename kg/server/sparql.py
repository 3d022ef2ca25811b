"""The answer to one SPARQL query within limits, as bytes in a format of the standards; run in a process of the pool."""

import io
from collections.abc import Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

import pyoxigraph as ox

from kg.answering import serialization
from kg.errors import QueryError
from kg.namespace import base_in_use
from kg.query import fault, federation, query, syntax

if TYPE_CHECKING:
    from kg.server.shelf import Shelf

SOLUTIONS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""Media type → format of the answer to SELECT; of ASK too, but for CSV and TSV."""

TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/n3": ox.RdfFormat.N3,
}
"""Media type → format of the answer to CONSTRUCT and DESCRIBE."""


def link() -> str:
    """Return the link in the head of an answer in JSON or XML that was cut: where the limits are told."""
    return base_in_use() + "sparql#limits"


class Reply(NamedTuple):
    """The answer to a query: its bytes, their media type, and what was cut (``10000 rows``), or nothing."""

    content: bytes
    media: str
    truncated: str


class Forbidden(QueryError):
    """A query that would write, load a file or call another server."""


class Unfit(QueryError):
    """None of the media types asked for fits the form of the query."""


def allowed(text: str) -> None:
    """Return nothing where a text only reads the graph.

    Raises:
        Forbidden: the text is an update, calls another server, or names a file.
    """
    told = syntax.read(text)
    if told.form == "UPDATE":
        raise refused("an update")
    if federation.calls(text):
        raise refused("a query that calls another server with SERVICE")
    if any(name.casefold().startswith("file:") for name in told.graphs):
        raise refused("a query of a file")


def answer(
    shelf: "Shelf",
    text: str,
    media: Sequence[str] | str,
    default: Sequence[str] | None,
    named: Sequence[str] | None,
    rows: int,
    size: int,
    base: str = "",
) -> Reply:
    """Return the answer to a query in the first media type that fits its form, cut at ``rows`` and at ``size`` bytes.

    ``default`` and ``named`` are the IRIs of the graphs of the dataset, in the place of what the query says; where
    both are None and the query says nothing, the default graph is the union of all. The size is counted in TSV, or in
    N-Triples. ``base`` is that of the store's things, where it is not the base in use.

    Raises:
        QueryError: the text is not valid SPARQL, or it is refused.
    """
    offered = (media,) if isinstance(media, str) else media
    allowed(text)
    if any(name.casefold().startswith("file:") for name in (*(default or ()), *(named or ()))):
        raise refused("a query of a file")
    found = query.answered(_Scoped(shelf.store, default, named), text, base=base)
    with fault.answering(syntax.read(text)):
        if isinstance(found, ox.QuerySolutions):
            return _solutions(found, _fitting(offered, SOLUTIONS, "SELECT"), rows, size)
        if isinstance(found, ox.QueryBoolean):
            truth = {each: format_ for each, format_ in SOLUTIONS.items() if not each.startswith("text/")}
            chosen = _fitting(offered, truth, "ASK")
            return Reply(found.serialize(format=truth[chosen]) or b"", chosen, "")
        return _triples(found, _fitting(offered, TRIPLES, "CONSTRUCT or DESCRIBE"), rows, size, fault.spaces(base))


class _Scoped:
    """A store asked over the dataset of one request; an endpoint to :func:`kg.query.query.answered`."""

    def __init__(self, store: ox.Store, default: Sequence[str] | None, named: Sequence[str] | None) -> None:
        self._store = store
        self._default = default
        self._named = named

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> query.Raw:
        if self._default is None and self._named is None:
            return self._store.query(query, use_default_graph_as_union=use_default_graph_as_union)
        return self._store.query(
            query,
            default_graph=[ox.NamedNode(name) for name in self._default or ()],
            named_graphs=[ox.NamedNode(name) for name in self._named or ()],
        )


class _Full(Exception):
    """An answer has reached its limit."""


class _Lines(io.RawIOBase):
    """A file that takes whole lines up to a number of them and of bytes, the first line aside."""

    def __init__(self, rows: int, size: int) -> None:
        super().__init__()
        self.content = bytearray()
        self._left = rows + 1
        self._size = size

    def write(self, chunk: Any) -> int:
        self.content += chunk
        self._left -= chunk.count(b"\n")
        if self._left < 0 or len(self.content) > self._size:
            raise _Full
        return len(chunk)


def _solutions(found: ox.QuerySolutions, media: str, rows: int, size: int) -> Reply:
    file, cut = _Lines(rows, size), ""
    try:
        found.serialize(cast("IO[bytes]", file), format=ox.QueryResultsFormat.TSV)
        table = bytes(file.content)
    except _Full:
        table = bytes(file.content)
        lines = table.split(b"\n", rows + 1)[: rows + 1]
        whole = (
            lines
            if len(lines) == rows + 1 and sum(map(len, lines)) + len(lines) <= size
            else table[:size].split(b"\n")[:-1]
        )
        cut = f"{len(whole) - 1} rows"
        table = b"\n".join(whole) + b"\n"
    format_ = SOLUTIONS[media]
    if format_ == ox.QueryResultsFormat.TSV:
        return Reply(table, media, cut)
    read = ox.parse_query_results(table, ox.QueryResultsFormat.TSV)
    assert isinstance(read, ox.QuerySolutions)
    content = read.serialize(format=format_) or b""
    if format_ == ox.QueryResultsFormat.XML:
        _well_formed(content)
    if cut and format_ == ox.QueryResultsFormat.JSON:
        content = content.replace(b'{"head":{', f'{{"head":{{"link":["{link()}"],'.encode(), 1)
    elif cut and format_ == ox.QueryResultsFormat.XML:
        content = content.replace(b"</head>", f'<link href="{link()}"/></head>'.encode(), 1)
    return Reply(content, media, cut)


def _triples(found: ox.QueryTriples, media: str, rows: int, size: int, prefixes: dict[str, str]) -> Reply:
    triples: set[ox.Triple] = set()
    left, cut = size, ""
    for triple in islice(found, 10 * rows):
        if triple in triples:
            continue
        left -= len(str(triple)) + 3
        if len(triples) == rows or left < 0:
            cut = f"{len(triples)} triples"
            break
        triples.add(triple)
    else:
        cut = f"{len(triples)} triples" if next(found, None) is not None else ""
    content = ox.serialize(sorted(triples, key=str), format=TRIPLES[media], prefixes=prefixes) or b""
    if TRIPLES[media] == ox.RdfFormat.RDF_XML:
        _well_formed(content)
    if cut and TRIPLES[media] in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N3):
        content = f"# Cut: {cut} of more ({link()})\n".encode() + content
    return Reply(content, media, cut)


def _well_formed(content: bytes) -> None:
    if character := serialization.unwritable(content):
        found = f"the answer holds {character}, which XML cannot"
        raise Unfit("Accept", found, "ask for application/sparql-results+json or text/turtle")


def _fitting(
    offered: Sequence[str], formats: dict[str, ox.QueryResultsFormat] | dict[str, ox.RdfFormat], form: str
) -> str:
    for media in offered:
        if media in formats:
            return media
    raise Unfit("Accept", f"no media type asked for fits {form}", f"ask for one of {', '.join(formats)}")


def refused(what: str) -> Forbidden:
    """Return the error of a request that does more than read this graph."""
    return Forbidden(
        "the query", f"it is {what}, and this server reads only", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
    )
