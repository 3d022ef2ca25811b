"""A view measured: where each node stands, the network as a whole, concentration, and how robust a ranking is."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.verbs import arguments

if TYPE_CHECKING:
    from kg.answering.answer import Answer
    from kg.query.query import Queryable

SUMMARY = "Measure a view's network: its nodes, the whole, concentration, or how far a ranking hangs on one source."

FORMATS = ("table", "csv", "json", "md")


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "view", help="the name of a view (kg draw --list names them), or a table of lines, as lines.parquet"
    )
    told = "degree, strength, betweenness, pagerank, core, community, component, dependence, concentration; by commas"
    parser.add_argument("--measures", default="degree,strength", metavar="NAMES", help=told)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--whole", action="store_true", help="the network as a whole: nestedness, assortativity, …")
    told = "concentration of the lines by a detail of theirs or an attribute of what they lead to, as region"
    which.add_argument("--by", metavar="NAME", help=told)
    told = "the range of each node's rank by the first measure when sources are left out one by one, in words as well"
    which.add_argument("--robust", action="store_true", help=told)
    told = "with --robust: the rank among lines with so many independent origins (2)"
    parser.add_argument("--origins", type=int, default=2, metavar="K", help=told)
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the view")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--cite", action="store_true", help="list for each row the claims it rests on")
    told = "let a cluster of Spark measure a table of lines, as spark://HOST:PORT"
    parser.add_argument("--on", default="", metavar="ADDRESS", help=told)
    told = "with --on: write a row for each node there, as Parquet, and print none"
    parser.add_argument("--to", default="", metavar="PLACE", help=told)
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from dataclasses import replace

    from kg.answering import answer
    from kg.evidence.receipt import receipts
    from kg.graph import store
    from kg.measures import edges

    if edges.is_table(given.view):
        return _table(given)
    for option, value in (("--on", given.on), ("--to", given.to)):
        if value:
            todo = f"write one with kg draw {given.view} --to lines.parquet, and name it"
            raise KgError(option, "a cluster measures a table of lines, and no view", todo)
    built = store.open_graph(given.graph)
    found, words = _found(built, given, arguments.params(given.param))
    if given.cite and not found.claims:
        raise KgError("--cite", "these rows rest on no claim in particular", "ask without it")
    if given.cite:
        found = replace(found, notes=receipts(built, (claim for row in found.claims for claim in row)))
    print(answer.FORMATS[given.format](found), end="")
    for line in words:
        print(line, file=sys.stdout if given.format == "table" else sys.stderr)
    return 0


def _found(built: "Queryable", given: argparse.Namespace, params: dict[str, Any]) -> tuple["Answer", list[str]]:
    """Return the rows asked for, and what is said in words."""
    from kg.measures import measure, robustness, structure
    from kg.networks import projection

    measures = _measures(given)
    rows = projection.answer(built, given.view, params, brief=True)
    if given.robust:
        return robustness.ranges(rows, measures[0], given.origins)
    network = projection.network(rows)
    if given.whole:
        return structure.summary(network, structure.regimes(built, network)), []
    if given.by:
        expected = structure.technologies(built, rows) if given.by == "technology" else {}
        return structure.concentration(network, given.by, expected), []
    return measure.table(network, measures), []


def _measures(given: argparse.Namespace) -> list[str]:
    from kg.measures import measure

    found = [name.strip() for name in given.measures.split(",") if name.strip()]
    if not found:
        raise KgError("--measures", "no measure given", f"write one of {', '.join(measure.MEASURES)}")
    return list(dict.fromkeys(found))


def _table(given: argparse.Namespace) -> int:
    """Print what the nodes of a table of lines measure."""
    from kg.answering import answer
    from kg.measures import edges, spark

    for option in ("whole", "by", "robust", "cite", "param"):
        if getattr(given, option):
            todo = "leave it out, or name a view"
            raise KgError(f"--{option}", "a table of lines has neither what a view asks nor its claims", todo)
    if given.to and not given.on:
        raise KgError("--to", "only a cluster writes what it measured", "leave it out, or name a cluster with --on")
    names = _measures(given)
    found = spark.table(given.view, names, given.on, given.to) if given.on else edges.table(given.view, names)
    if not given.to:
        print(answer.FORMATS[given.format](found), end="")
    return 0
