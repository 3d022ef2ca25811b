"""A workspace of one's own."""

import argparse
import shlex
from pathlib import Path

SUMMARY = "Make a workspace: a folder of your own terms, things, sources, questions and pictures."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    alone = "without what is released: a graph about a subject of its own"
    parser.add_argument("--alone", action="store_true", help=alone)
    based = "what the names of its own begin with (https://example.org/DIR/)"
    parser.add_argument("--base", default="", metavar="IRI", help=based)
    parser.add_argument("--title", default="", help="what the workspace is called (the folder's name)")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.overlay import workspace

    made = workspace.new(given.folder, given.title, alone=given.alone, base=given.base)
    question = "licenses-by-destination" if given.alone else "my-customers"
    print(f"{made}: one example of each kind; next: cd {shlex.quote(str(made))} && kg build && kg ask {question}")
    return 0
