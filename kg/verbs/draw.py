"""A view or a chart as a picture."""

import argparse
from pathlib import Path

from kg.errors import KgError
from kg.verbs import arguments

SUMMARY = "Draw a view as a network, or a map or chart; the suffix of the file names the format."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("name", nargs="?", help="the name of a view or a chart; see --list")
    parser.add_argument("--list", action="store_true", help="list the views and the charts")
    parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write; its suffix names the format")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of it")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg import picture
    from kg.graph import store, visibility
    from kg.verbs import console

    if given.list:
        print(console.questions(picture.read_all()))
        return 0
    if given.name is None or given.to is None:
        raise KgError("kg draw", "no name or no file", "write kg draw NAME --to FILE; kg draw --list has the names")
    graph = store.open_graph(given.graph)
    print(picture.draw(graph, given.name, given.to, **arguments.params(given.param)))
    console.warned(visibility.warning(graph))
    return 0
