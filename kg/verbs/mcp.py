"""The graph for assistants, over the Model Context Protocol."""

import argparse
import sys
from pathlib import Path

from kg.errors import MissingExtra, TargetError
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
        from kg.server import assistant, message
    except ModuleNotFoundError as error:
        raise MissingExtra("kg mcp", error.name, "mcp") from error
    from kg.server.limit import Limits

    place = Path(given.graph) if not store.is_address(given.graph) else given.graph
    store.open_store(place)
    with visibility.written(Path(place)) as (shared, left):
        if left:
            print(f"kg: {left}", file=sys.stderr)
        sys.stdin = message.bounded(sys.stdin)
        try:
            assistant.server(shared, Limits(seconds=given.seconds)).run("stdio")
        except BaseExceptionGroup as error:
            raise _fault(error) from error
    return 0


def _fault(error: BaseException) -> BaseException:
    """Return what ended the server: a stream that cannot be read or written as one line, anything else as it is."""
    found = error
    while isinstance(found, BaseExceptionGroup):
        found = (found.subgroup(OSError) or found).exceptions[0]
    if not isinstance(found, OSError) or isinstance(found, BrokenPipeError):
        return found
    told = "start kg mcp from a program that holds both"
    return TargetError("standard input or output", found.strerror or str(found), told)
