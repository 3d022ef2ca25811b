"""Articles in, proposed claims out."""

import argparse
import sys

SUMMARY = "Propose the claims that articles make, each with its place in the text, for review."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="text, Markdown or HTML; - or none: standard input")
    parser.add_argument("--format", choices=("toml", "json"), default="toml")
    parser.add_argument("--extractor", default="rules", help="an extractor of an installed package")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.checking import desk

    for part in desk.read(given.files, given.format, given.extractor):
        sys.stdout.write(part)
    return 0
