"""The graph for assistants, over the Model Context Protocol."""

import argparse
import sys
from pathlib import Path

from kg.errors import MissingExtra
from kg.verbs import arguments

SUMMARY = "Give assistants the questions, names, receipts and SPARQL as tools (MCP, over standard input and output)."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--seconds", type=float, default=10.0, metavar="S", help="the time a query may run (10)")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb until standard input ends and return its exit status."""
    from kg.graph import store, visibility

    try:
        from kg.server import assistant
    except ModuleNotFoundError as error:
        raise MissingExtra("kg mcp", error.name, "mcp") from error
    from kg.server.limit import Limits

    place = Path(given.graph) if not store.is_address(given.graph) else given.graph
    store.open_store(place)
    with visibility.written(Path(place)) as (shared, left):
        if left:
            print(f"kg: {left}", file=sys.stderr)
        assistant.server(shared, Limits(seconds=given.seconds)).run("stdio")
    return 0
