"""The page about the ontology."""

import argparse
from pathlib import Path

SUMMARY = "Write the documentation of the ontology: one HTML page."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the page to write")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.site import documentation

    print(documentation.write(given.to))
    return 0
