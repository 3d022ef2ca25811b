"""Articles in, proposed claims out."""

import argparse
import sys
from pathlib import Path

from kg.errors import KgError
from kg.verbs import arguments

SUMMARY = "Propose the claims that articles make, each with its place in the text, for review."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=f"{arguments.TEXTS}, else texts/ of the workspace",
    )
    parser.add_argument("--format", choices=("toml", "json", "jsonl"), default="toml")
    parser.add_argument("--to", type=Path, metavar="DIR", help="a file for each text; what was read is skipped")
    parser.add_argument("--extractor", help="rules, parse (where it is at hand), or that of a package")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="texts read at once (1)")
    cluster = "a cluster whose workers read, with --to: dask://HOST:PORT, spark://HOST:PORT, sc://HOST:PORT"
    parser.add_argument("--on", default="", metavar="ADDRESS", help=cluster)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status: 2 where a text could not be read."""
    from kg.checking import desk

    if given.on and not given.to:
        raise KgError("--on", "what a cluster reads needs a folder for it", "give it with --to")
    own = None if given.files or given.to else desk.own_texts(sys.stdin)
    if own:
        done, proposed = desk.read_own(own, given.extractor, given.processes)
        for line in (*proposed, *(f"kg: {line}" for line in done.lines())):
            print(line, file=sys.stderr if line.startswith("kg: ") else sys.stdout)
        return 2 if done.errors else 0
    done = desk.read(given.files, given.format, given.extractor, given.to, given.processes, on=given.on)
    for line in done.lines():
        print(f"kg: {line}", file=sys.stderr)
    return 2 if done.errors else 0
