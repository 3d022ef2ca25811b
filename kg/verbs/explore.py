"""The explorer as one file."""

import argparse
from pathlib import Path

from kg.verbs import arguments

SUMMARY = "Write the explorer: map, network, table, timeline and receipts of one selection, as one file for a browser."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the HTML file to write")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.errors import TargetError
    from kg.explorer import page
    from kg.graph import store, visibility
    from kg.verbs import console

    if given.to.suffix.lower() != ".html":
        raise TargetError(str(given.to), "the explorer is a page", "end the name with .html")
    graph = store.open_graph(given.graph)
    print(page.write(graph, given.to))
    console.warned(visibility.warning(graph))
    return 0
