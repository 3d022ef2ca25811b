"""From files to a checked graph."""

import argparse
from pathlib import Path

from kg.graph import store
from kg.verbs import arguments

SUMMARY = "Build the graph from the sources, infer what follows, and validate it."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    written = f"the folder, or the http address of an endpoint, to write it to ({store.DEFAULT})"
    parser.add_argument("--to", type=arguments.place, default=store.DEFAULT, metavar="PLACE", help=written)
    parser.add_argument(
        "--sources", type=Path, action="append", default=[], metavar="DIR", help="a folder of your own sources as well"
    )
    public = "without what is internal, and what rests on it alone"
    parser.add_argument("--public", action="store_true", help=public)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the report")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.graph import pipeline
    from kg.verbs import console

    with console.progress(pipeline.STEPS) as told:
        _, report = pipeline.build(given.to, given.sources, told, public=given.public)
    print(console.report(report, given.format))
    return 1 if report.findings else 0
