"""Verdicts on the figures and supplies in articles."""

import argparse
import sys

from kg.verbs import arguments

SUMMARY = "Hold the figures and supplies in articles against the graph; exit status 1 if one differs."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=arguments.TEXTS,
    )
    parser.add_argument("--format", choices=("table", "json", "html"), default="table")
    parser.add_argument("--extractor", help="as in read")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status: 2 where a text could not be read."""
    from kg.checking import desk
    from kg.graph import store

    told = desk.check(given.files, store.open_store(given.graph), given.format, given.extractor)
    if told.read or not told.errors:
        print(told.text)
    for line in told.errors:
        print(f"kg: {line}", file=sys.stderr)
    return 2 if told.errors else 1 if told.at_odds else 0
