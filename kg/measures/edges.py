"""Lines in a table that stands outside the graph, as Parquet: ``from``, ``to`` and what a view adds to them.

``kg draw VIEW --to FILE.parquet`` writes one. Of other columns it may have ``weight`` (else 1, and above zero),
``fromLabel`` and ``toLabel``, and ``symmetric``, which is alike in all of its lines (else they have a direction).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.answering.answer import Answer
from kg.errors import MissingExtra, ReadError
from kg.measures import measure
from kg.measures.measure import Value
from kg.tables import columnar

if TYPE_CHECKING:
    from kg.networks.projection import Network

SUFFIX = ".parquet"
ENDS = ("from", "to")


def is_table(name: str) -> bool:
    """Return whether what is to be measured is a table, or a folder or address of tables, and no view.

    >>> is_table("vendor-to-state"), is_table("lines.parquet"), is_table("s3://held/lines")
    (False, True, True)
    """
    return name.endswith(SUFFIX) or "/" in name or "\\" in name


def table(address: str, names: Sequence[str]) -> Answer:
    """Return a row for each node of a table of lines, measured in this process, the highest by the first measure first.

    Raises:
        MissingExtra: DuckDB is not installed.
        ReadError: the table cannot be read, or is none of lines.
        KgError: as :func:`kg.measures.measure.measured`.
    """
    held = network(address)
    found = measure.measured(held, names)
    return answer({node: str(told["label"]) for node, told in held.nodes(data=True)}, found)


def network(address: str) -> "Network":
    """Return the lines of a table as a network, those that lead from one node to the same other being one.

    Raises:
        MissingExtra: DuckDB is not installed.
        ReadError: the table cannot be read, or is none of lines.
    """
    import networkx as nx

    try:
        import duckdb
    except ModuleNotFoundError:
        raise MissingExtra(address, "duckdb", "parquet") from None
    alone = address.endswith(SUFFIX) and not Path(address).is_dir()
    files = address if alone else f"{address.rstrip('/')}/*{SUFFIX}"
    try:
        with duckdb.connect() as engine:
            given = engine.read_parquet(files)
            given.project(", ".join(selected(address, given.columns, '"'))).create_view("lines")
            symmetric = sound(address, engine.execute(SOUND).fetchall()[0])
            nodes, pairs = (engine.execute(asked).fetchall() for asked in (NODES, PAIRS))
    except duckdb.Error as error:
        told = f"it cannot be read as a table of lines ({columnar.fault(error)})"
        raise ReadError(address, told, "give Parquet with the columns from and to, and perhaps weight") from error
    made: Network = nx.MultiDiGraph(symmetric=symmetric)
    made.add_nodes_from(
        (node, {"label": node if label is None else label, "type": ""}) for node, label in sorted(nodes)
    )
    made.add_edges_from((source, target, {"weight": weight, "claims": []}) for source, target, weight in sorted(pairs))
    return made


def selected(address: str, columns: Iterable[str], quote: str) -> list[str]:
    """Return what SQL selects of a table so that it has every column, in names that need no quotes.

    Raises:
        ReadError: a column for an end is not there.
    """
    there = set(columns)
    for end in ENDS:
        if end not in there:
            raise ReadError(address, f"no column {end!r}", "give a table of lines: from, to, and perhaps weight")

    def cell(column: str, kind: str, instead: str) -> str:
        return f"CAST({quote}{column}{quote} AS {kind})" if column in there else f"CAST({instead} AS {kind})"

    held = {
        "source": cell("from", "STRING", ""),
        "target": cell("to", "STRING", ""),
        "weight": f"COALESCE({cell('weight', 'DOUBLE', 'NULL')}, 1)",
        "source_label": cell("fromLabel", "STRING", "NULL"),
        "target_label": cell("toLabel", "STRING", "NULL"),
        "undirected": f"COALESCE({cell('symmetric', 'BOOLEAN', 'NULL')}, FALSE)",
    }
    return [f"{value} AS {name}" for name, value in held.items()]


SOUND = """SELECT COUNT(*), COUNT(*) - COUNT(source), COUNT(*) - COUNT(target),
 COUNT(CASE WHEN weight > 0 AND weight < 1e300 THEN 1 END), MIN(CAST(undirected AS INT)), MAX(CAST(undirected AS INT))
 FROM lines"""
"""What is asked of a table before it is measured."""
NODES = """SELECT node, MIN(label) AS label FROM (SELECT source AS node, source_label AS label FROM lines
 UNION ALL SELECT target, target_label FROM lines) AS ends GROUP BY node"""
PAIRS = """SELECT source, target, SUM(weight) AS weight FROM lines WHERE source <> target GROUP BY source, target"""


def sound(address: str, found: Sequence[Any]) -> bool:
    """Return whether the lines of a table have no direction, by what :data:`SOUND` finds of them.

    Raises:
        ReadError: there is no line, one lacks an end or has no weight above zero, or some have a direction alone.
    """
    lines, *lacking, weighed, least, most = found
    if not lines:
        raise ReadError(address, "it has no lines", "give a table of lines: from, to, and perhaps weight")
    for end, missing in zip(ENDS, lacking, strict=True):
        if missing:
            raise ReadError(address, f"{missing:,} lines have nothing in the column {end!r}", "leave those lines out")
    if weighed != lines:
        raise ReadError(address, f"the weight of {lines - weighed:,} lines is not above zero", "leave those lines out")
    if least != most:
        raise ReadError(address, "some of its lines are symmetric and some are not", "measure each kind for itself")
    return bool(most)


def answer(labels: Mapping[str, str], found: Mapping[str, Mapping[str, Value]]) -> Answer:
    """Return a row for each node, as :func:`kg.measures.measure.ranked`, nodes that are alike by their names."""
    return Answer(("node", "label", *found), measure.ranked(dict(sorted(labels.items())), found), [], {})
