"""A view as a picture."""

import argparse
from pathlib import Path

from kg import arguments
from kg.errors import KgError

SUMMARY = "Draw a view as a network: .html, .graphml or .json."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("view", nargs="?", help="the name of a view; see --list")
    parser.add_argument("--list", action="store_true", help="list the views")
    parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write; its suffix names the format")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the view")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg import console, query, store
    from kg.drawing import view

    if given.list:
        print(console.questions(query.read_all("views")))
        return 0
    if given.view is None or given.to is None:
        raise KgError("kg draw", "no view or no file", "write kg draw VIEW --to FILE; kg draw --list names the views")
    path = view.draw(store.open_graph(given.graph), given.view, given.to, **arguments.params(given.param))
    print(path)
    return 0
