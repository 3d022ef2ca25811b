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
    parser.add_argument("view", help="the name of a view; kg draw --list names them")
    told = "degree, strength, betweenness, pagerank, core, community, dependence, concentration; parted by commas"
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
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from dataclasses import replace

    from kg.answering import answer
    from kg.evidence.receipt import receipts
    from kg.graph import store

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

    measures = [name.strip() for name in given.measures.split(",") if name.strip()]
    if not measures:
        raise KgError("--measures", "no measure given", f"write one of {', '.join(measure.MEASURES)}")
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
