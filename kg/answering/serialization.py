"""An answer as the standards write it: SPARQL results of SELECT and ASK, RDF of CONSTRUCT and DESCRIBE."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import KgError
from kg.namespace import prefixes
from kg.query import query, syntax
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


def write(graph: Queryable, text: str, format_: str, place: str = "query") -> str:
    """Return the answer to SPARQL text in a format of :data:`FORMATS`: every column, RDF terms in full.

    Triples are sorted, and abbreviated by the declared prefixes where the format does that.

    Raises:
        QueryError: the text is not valid SPARQL.
        KgError: the format does not fit the form of the query.
    """
    answer = query.answered(graph, text, place)
    with query.answering(syntax.read(text), place):
        if isinstance(answer, ox.QueryTriples):
            if format_ not in GRAPHS:
                raise _misfit(format_, "a CONSTRUCT or DESCRIBE", GRAPHS)
            triples = sorted(answer, key=str)
            return (ox.serialize(triples, format=GRAPHS[format_], prefixes=prefixes()) or b"").decode()
        if format_ not in RESULTS:
            raise _misfit(format_, "a SELECT or ASK", RESULTS)
        if isinstance(answer, ox.QueryBoolean) and format_ in ("sparql-csv", "sparql-tsv"):
            raise _misfit(format_, "an ASK", ("sparql-json", "sparql-xml"))
        return (answer.serialize(format=RESULTS[format_]) or b"").decode()


def _misfit(format_: str, form: str, fitting: Iterable[str]) -> KgError:
    return KgError(f"--format {format_}", f"it does not fit {form}", f"choose one of {', '.join(fitting)}")
