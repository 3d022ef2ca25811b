"""Articles in, proposed claims out."""

import argparse
import sys
from pathlib import Path

from kg.verbs import arguments

SUMMARY = "Propose the claims that articles make, each with its place in the text, for review."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=arguments.TEXTS,
    )
    parser.add_argument("--format", choices=("toml", "json", "jsonl"), default="toml")
    parser.add_argument("--to", type=Path, metavar="DIR", help="a file for each text; what was read is skipped")
    parser.add_argument("--extractor", help="rules, parse (where it is at hand), or that of a package")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="texts read at once (1)")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status: 2 where a text could not be read."""
    from kg.checking import desk

    done = desk.read(given.files, given.format, given.extractor, given.to, given.processes)
    for line in done.lines():
        print(f"kg: {line}", file=sys.stderr)
    return 2 if done.errors else 0
