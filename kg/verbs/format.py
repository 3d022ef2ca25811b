"""Canonical Turtle."""

import argparse
from pathlib import Path

SUMMARY = "Write Turtle files in the one canonical form."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="those of the ontology when none is given")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a file would change")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.namespace import folder
    from kg.vocabulary import turtle

    found = 0
    for path in given.files or sorted(folder("ontology").glob("*.ttl")):
        if not given.check:
            if turtle.rewrite(path):
                print(path)
        elif (line := turtle.difference(path)) is not None:
            print(f"{path}, line {line}: not in canonical form; run 'kg format {path}'")
            found += 1
    return 1 if found else 0
