"""What SPARQL engines do in ways of their own: measured, declared here, and nowhere else."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.query import syntax

_BOOLEAN = b'"http://www.w3.org/2001/XMLSchema#boolean", "value": "%s"'


class Dialect(NamedTuple):
    """What an engine does in a way of its own."""

    name: str
    server: str
    """A pattern its ``Server`` header begins with."""
    update: str = ""
    """Where updates go, relative to the address of the query service; empty for the same address."""
    graphs: str = ""
    """Where the Graph Store Protocol is spoken."""
    union: Mapping[str, str] | None = None
    """The parameters with which its default graph is the union of the named graphs; None where it is not known."""
    repairs: tuple[tuple[bytes, bytes], ...] = ()
    """What in its JSON results is replaced by what before they are read."""
    sorts: bool = True
    """Whether ORDER BY is left to it."""
    rdflib: str = "xml"
    """The family of formats rdflib asks it for: results and graphs in one; with the other some come back broken."""
    denial: str | None = None
    """A pattern in the body of an answer 500 that means: not permitted."""
    mistaken: frozenset[str] = frozenset()
    """The questions of the library that it does not answer as the store does, at least at times."""
    measured: str = ""
    """The version that this holds of."""


DIALECTS = (
    # Its own parameter for the union answers 5 to 10 times sooner than the graphs named one by one.
    Dialect("Oxigraph", "Oxigraph", "update", "store", {"union-default-graph": ""}),
    # Measured on 7.2.5. Results write xsd:boolean as 1. Rows with a long text cannot be sorted (SR319), and texts are
    # sorted by another collation: rows are sorted here. Graphs named one by one give wrong rows where a join crosses
    # graphs: its default graph is the union as it is. A direct POST of application/sparql-query is never answered:
    # queries go as forms. What no client can mend, and questions avoid: an integer divided by an integer is an integer
    # (divide by 10.0); BIND in a branch of UNION loses rows, and BOUND is true of what several OPTIONAL blocks left
    # unbound (write a sub-SELECT); DISTINCT over many wide rows, and a join of two DISTINCT sub-selects, go wrong by a
    # few rows. Decimals lose digits beyond the 15th.
    Dialect(
        "Virtuoso",
        "Virtuoso",
        "sparql-auth",
        "sparql-graph-crud-auth",
        {},
        tuple((_BOOLEAN % old, _BOOLEAN % new) for old, new in ((b"1", b"true"), (b"0", b"false"))),
        sorts=False,
        rdflib="json",
        denial=r"SR186|SPARUL .* access denied|RDF0\d",
        mistaken=frozenset(
            {
                "adoption-before-and-after-joining",
                "agencies-using",
                "basis-of-figure",
                "changes-between-editions",
                "contests",
                "ends-of-edge",
                "records-of-sources",
                "regulations",
                "roles-of-organizations",
                "suppliers-in-years",
                "suppliers-of-state",
                "technologies-of-state",
            }
        ),
        measured="7.2.5",
    ),
    # Any other: one address for queries, updates and graphs, and its default graph is looked at.
    Dialect("SPARQL 1.1", ""),
)


def ordering(query: str, columns: Sequence[str]) -> tuple[str, str]:
    """Return the query without its last ORDER BY and what follows it, and that; only where it sorts by columns."""
    told = syntax.read(query)
    found = told.order
    if found is None or not {name for name, _ in found.keys} <= set(columns):
        return query, ""
    return told.text[: found.start], f"{found.clause} {found.tail}"


def arranged(found: ox.QuerySolutions, columns: Sequence[str], order: str) -> ox.QuerySolutions:
    """Return solutions in the order of an ORDER BY clause, cut by its LIMIT and OFFSET."""

    def text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
        if term is None:
            return "UNDEF"
        return f"<nodeID://{term.value}>" if isinstance(term, ox.BlankNode) else str(term)

    rows = "\n".join(f"({' '.join(map(text, row))})" for row in found)
    names = " ".join(f"?{column}" for column in columns)
    answer = ox.Store().query(f"SELECT {names} WHERE {{ VALUES ({names}) {{\n{rows}\n}} }} {order}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer
