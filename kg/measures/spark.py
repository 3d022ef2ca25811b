"""Measures of a table of lines that no machine holds, on a Spark cluster that exists, as its own data frames.

Degree, strength, dependence and concentration are those of :mod:`kg.measures.measure` to the last digits that adding
in another order changes, components are the same, and a PageRank differs by at most :data:`TOLERANCE` from igraph's.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kg.answering.answer import Answer
from kg.errors import KgError
from kg.graph.scale import spark
from kg.measures import edges, measure

TOLERANCE = 1e-6
"""How far the PageRanks of all nodes together may be from where the walk ends."""
DAMPING = 0.85
EVERY = 5
"""Steps of the walk after which it is seen whether it still moves."""
STEPS = math.ceil(math.log(TOLERANCE / 2) / math.log(DAMPING))
"""Steps after which it can be no further away, wherever it began."""
PARTITION = 2_000_000
"""Lines that one task takes."""
WITHOUT = {
    "betweenness": "it takes the shortest paths between all nodes, which no data frame holds",
    "core": "it takes the nodes away one after the other",
    "community": "Leiden moves one node after the other, and label propagation, which does not, finds others",
}
"""Measure → why there is none of it that runs on many machines."""


class Lines(NamedTuple):
    """A table of lines on a cluster, as data frames: its nodes, and the pairs that lines lead from and to."""

    session: Any
    lines: Any
    nodes: Any
    pairs: Any
    size: int
    """How many nodes there are."""


def table(address: str, names: Sequence[str], on: str, to: str = "") -> Answer:
    """Return a row for each node, the highest by the first measure first; with ``to``, it is written there instead.

    Where it is written, each row is a line of Parquet in that folder, in no order, and the answer has no rows.

    Raises:
        MissingExtra: ``pyspark`` is not installed, or what it needs.
        ReadError: the table is none of lines.
        KgError: a measure is none, or none that runs on many machines; or as :func:`kg.graph.scale.spark.session`.
    """
    for name in names:
        if name in WITHOUT:
            raise KgError(f"--measures {name}", f"it is not measured on a cluster: {WITHOUT[name]}", "leave out --on")
        measure.known(name, MEASURES)
    if not on.startswith(("spark://", "sc://")):
        raise KgError(on, "networks are measured on Spark alone", "write spark://HOST:PORT or sc://HOST:PORT")
    with spark.session(on) as session, spark.failing(on):
        held = _lines(session, address)
        found = held.nodes
        for name in names:
            found = found.join(MEASURES[name](held), "node", "left")
        if to:
            found.write.parquet(to)
            return Answer(("node", "label", *names), [], [], {})
        rows = found.collect()
    labels = {row["node"]: row["label"] for row in rows}
    return edges.answer(labels, {name: {row["node"]: _value(name, row[name]) for row in rows} for name in names})


def _value(name: str, value: float | None) -> measure.Value:
    if value is None:
        return 0 if name in {"degree", "strength"} else None
    return measure.whole(value) if name == "strength" else value


def _lines(session: Any, address: str) -> Lines:
    given = session.read.parquet(address)
    lines = given.selectExpr(*edges.selected(address, given.columns, "`"))
    told = session.sql(edges.SOUND.replace("lines", "{lines}"), lines=lines).collect()[0]
    symmetric = edges.sound(address, told)
    session.conf.set("spark.sql.shuffle.partitions", str(max(2, math.ceil(told[0] / PARTITION))))
    ends = session.sql(edges.NODES.replace("lines", "{lines}"), lines=lines)
    nodes = _kept(ends.selectExpr("node", "COALESCE(label, node) AS label"))
    if symmetric:
        back = lines.selectExpr("target AS source", "source AS target", "weight")
        both = lines.select("source", "target", "weight").unionAll(back)
    else:
        both = lines
    pairs = _kept(session.sql(edges.PAIRS.replace("lines", "{lines}"), lines=both))
    return Lines(session, lines, nodes, pairs, nodes.count())


def _kept(frame: Any) -> Any:
    """Return a data frame with its rows made, and without what it was made of."""
    return frame.localCheckpoint()


def _joined(held: Lines, what: str) -> Any:
    return held.session.sql(
        f"SELECT node, {what} FROM (SELECT source AS node, target AS other, weight FROM {{lines}}"
        " UNION ALL SELECT target, source, weight FROM {lines}) WHERE node <> other GROUP BY node",
        lines=held.lines,
    )


def degree(held: Lines) -> Any:
    """Return the number of other nodes that a line joins each node to."""
    return _joined(held, "COUNT(DISTINCT other) AS degree")


def strength(held: Lines) -> Any:
    """Return the sum of the weights of each node's lines."""
    return _joined(held, "SUM(weight) AS strength")


def _supplied(held: Lines, what: str) -> Any:
    return held.session.sql(f"SELECT target AS node, {what} FROM {{pairs}} GROUP BY target", pairs=held.pairs)


def dependence(held: Lines) -> Any:
    """Return the largest share of one node in the weight of the lines that lead to each node."""
    return _supplied(held, "MAX(weight) / SUM(weight) AS dependence")


def concentration(held: Lines) -> Any:
    """Return the sum of the squares of those shares."""
    return _supplied(held, "SUM(weight * weight) / (SUM(weight) * SUM(weight)) AS concentration")


def pagerank(held: Lines) -> Any:
    """Return the share of a random walk that each node has, step by step until it moves no more."""
    session, size = held.session, held.size
    links = _kept(
        session.sql(
            "SELECT p.source, p.target, p.weight / o.whole AS share FROM {pairs} AS p JOIN"
            " (SELECT source, SUM(weight) AS whole FROM {pairs} GROUP BY source) AS o ON p.source = o.source",
            pairs=held.pairs,
        )
    )
    ranks = held.nodes.selectExpr("node", f"CAST(1.0 / {size} AS DOUBLE) AS pagerank")
    before = ranks
    for step in range(1, STEPS + 1):
        coming = _kept(session.sql(STEP, links=links, ranks=ranks))
        value = f"CAST({1 - DAMPING!r} + {DAMPING!r} * (1 - COALESCE(led, 0)) AS DOUBLE) / {size}"
        ranks = session.sql(
            f"SELECT n.node, {value} + CAST({DAMPING!r} AS DOUBLE) * COALESCE(coming, 0) AS pagerank"
            " FROM {nodes} AS n LEFT JOIN {coming} AS c ON n.node = c.node"
            " CROSS JOIN (SELECT SUM(coming) AS led FROM {coming})",
            nodes=held.nodes,
            coming=coming,
        )
        if step % EVERY == EVERY - 1:
            before = ranks
        if step % EVERY == 0:
            moved = session.sql(
                "SELECT SUM(ABS(a.pagerank - b.pagerank)) FROM {a} AS a JOIN {b} AS b ON a.node = b.node",
                a=ranks,
                b=before,
            ).collect()[0][0]
            if moved * DAMPING / (1 - DAMPING) < TOLERANCE:
                break
    return ranks


def component(held: Lines) -> Any:
    """Return the number of each node's component, the largest being 1, by large and small stars (Kiveris et al. 2014).

    Each round hangs what is near a node on the least node near it, until every component is one star.
    """
    session = held.session
    stars = _kept(
        session.sql(
            "SELECT DISTINCT GREATEST(source, target) AS u, LEAST(source, target) AS v FROM {pairs}", pairs=held.pairs
        )
    )
    before = None
    while (now := _print(session, stars)) != before:
        before = now
        stars = _kept(session.sql(LARGE, e=stars))
        stars = _kept(session.sql(SMALL, e=stars))
    return session.sql(
        "WITH held AS (SELECT n.node, COALESCE(s.v, n.node) AS least FROM {nodes} AS n LEFT JOIN {stars} AS s"
        " ON n.node = s.u), sizes AS (SELECT least, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, least) AS component"
        " FROM held GROUP BY least) SELECT node, component FROM held JOIN sizes ON held.least = sizes.least",
        nodes=held.nodes,
        stars=stars,
    )


STEP = """SELECT target AS node, SUM(share * pagerank) AS coming FROM {links} JOIN {ranks} ON source = node
 GROUP BY target"""
LARGE = """WITH near AS (SELECT u, v FROM {e} UNION ALL SELECT v, u FROM {e}),
 least AS (SELECT u, LEAST(u, MIN(v)) AS m FROM near GROUP BY u)
 SELECT DISTINCT near.v AS u, least.m AS v FROM near JOIN least ON near.u = least.u WHERE near.v > near.u"""
SMALL = """WITH least AS (SELECT u, MIN(v) AS m FROM {e} GROUP BY u)
 SELECT u, m AS v FROM least UNION
 SELECT e.v AS u, least.m AS v FROM {e} AS e JOIN least ON e.u = least.u WHERE e.v <> least.m"""


def _print(session: Any, stars: Any) -> tuple[int, int | None]:
    """Return what tells one set of rows from another."""
    count, digest = session.sql("SELECT COUNT(*), BIT_XOR(XXHASH64(u, v)) FROM {e}", e=stars).collect()[0]
    return count, digest


MEASURES: Mapping[str, Callable[[Lines], Any]] = {
    "degree": degree,
    "strength": strength,
    "pagerank": pagerank,
    "component": component,
    "dependence": dependence,
    "concentration": concentration,
}
"""Name of a measure → the function that gives it as a data frame of nodes and values."""
