"""An answer as the standards write it: SPARQL results of SELECT and ASK, RDF of CONSTRUCT and DESCRIBE."""

import json
import re
from collections.abc import Iterable, Sequence
from xml.parsers import expat

import pyoxigraph as ox

from kg.errors import KgError
from kg.namespace import prefixes
from kg.query import fault, query, syntax
from kg.query.query import Queryable

RESULTS = {
    "sparql-json": ox.QueryResultsFormat.JSON,
    "sparql-xml": ox.QueryResultsFormat.XML,
    "sparql-csv": ox.QueryResultsFormat.CSV,
    "sparql-tsv": ox.QueryResultsFormat.TSV,
}
"""Name of a format → the SPARQL 1.1 results format; CSV and TSV have no form for the answer to an ASK."""

GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""Name of a format → the RDF format."""

FORMATS = (*RESULTS, *GRAPHS)
"""Every format of the standards."""


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def unwritable(content: bytes) -> str:
    """Return what in an answer no XML can hold, such as ``U+0001``; nothing where the answer is well-formed."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        found = _NO_XML.search(content.decode())
        return f"U+{ord(found[0]):04X}" if found else "a property whose name no element can have"
    return ""


def _in_xml(content: bytes | None, format_: str) -> str:
    """Return an answer as text.

    Raises:
        KgError: it is XML and holds a character that XML cannot.
    """
    if format_ in ("sparql-xml", "rdfxml") and (character := unwritable(content or b"")):
        found = f"the answer holds {character}, which XML cannot"
        raise KgError(f"--format {format_}", found, "choose sparql-json or turtle")
    return (content or b"").decode()


def write(graph: Queryable, text: str, format_: str, place: str = "query", links: Sequence[str] = ()) -> str:
    """Return the answer to SPARQL text in a format of :data:`FORMATS`: every column, RDF terms in full.

    Triples are sorted, and abbreviated by the declared prefixes where the format does that. ``links`` are addresses of
    further information; SPARQL 1.1 Query Results JSON has a place for them, ``head.link``, and for no other addition.

    Raises:
        QueryError: the text is not valid SPARQL.
        KgError: the format does not fit the form of the query.
    """
    answer = query.answered(graph, text, place)
    with fault.answering(syntax.read(text), place):
        if isinstance(answer, ox.QueryTriples):
            if format_ not in GRAPHS:
                raise _misfit(format_, "a CONSTRUCT or DESCRIBE", GRAPHS)
            triples = sorted(answer, key=str)
            return _in_xml(ox.serialize(triples, format=GRAPHS[format_], prefixes=prefixes()), format_)
        if format_ not in RESULTS:
            raise _misfit(format_, "a SELECT or ASK", RESULTS)
        if isinstance(answer, ox.QueryBoolean) and format_ in ("sparql-csv", "sparql-tsv"):
            raise _misfit(format_, "an ASK", ("sparql-json", "sparql-xml"))
        written = _in_xml(answer.serialize(format=RESULTS[format_]), format_)
        return _linked(written, links) if links and format_ == "sparql-json" else written


def _linked(written: str, links: Sequence[str]) -> str:
    """Return results in JSON with links in their head."""
    told = json.loads(written)
    told["head"]["link"] = list(links)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _misfit(format_: str, form: str, fitting: Iterable[str]) -> KgError:
    return KgError(f"--format {format_}", f"it does not fit {form}", f"choose one of {', '.join(fitting)}")
