"""Two sources, or two builds, side by side."""

import argparse
import sys
from pathlib import Path

from kg.overlay.workspace import GRAPH
from kg.verbs import arguments

SUMMARY = "Compare two sources, or two builds, claim by claim."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("sides", nargs="*", metavar="SIDE", help="two sources of one graph, or two built graphs")
    parser.add_argument("--ontology", action="store_true", help="the sides are versions of the ontology")
    parser.add_argument("--kind", help="only this kind of situation, such as Supply; the table then lists each change")
    parser.add_argument("--format", choices=("table", "json", "md", "html", "lines"), default="table")
    twice = f"the graph of the sources ({GRAPH}); given twice, the builds to compare"
    parser.add_argument("--graph", type=arguments.place, action="append", metavar="PLACE", help=twice)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.answering import difference
    from kg.vocabulary import revision

    if given.ontology and len(given.sides) == 2:
        print(*revision.changes(*map(Path, given.sides)), sep="\n")
        return 0
    found = difference.between(given.graph or [], given.sides)
    if told := difference.warning(found):
        print(f"kg: {told}", file=sys.stderr)
    print(difference.FORMATS[given.format](found.of_kind(given.kind)), end="")
    return 0
