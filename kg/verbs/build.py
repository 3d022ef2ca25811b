"""From files to a checked graph."""

import argparse
import os
import sys
from pathlib import Path

from kg.errors import KgError
from kg.overlay.workspace import GRAPH
from kg.verbs import arguments

SUMMARY = "Build the graph from the sources, infer what follows, and validate it."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    written = f"the folder, or the http address of an endpoint, to write it to ({GRAPH})"
    parser.add_argument("--to", type=arguments.place, default=GRAPH, metavar="PLACE", help=written)
    parser.add_argument(
        "--sources", type=Path, action="append", default=[], metavar="DIR", help="a folder of your own sources as well"
    )
    public = "without what is internal, and what rests on it alone"
    parser.add_argument("--public", action="store_true", help=public)
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many read at a time (every core)"
    )
    parser.add_argument(
        "--memory", type=arguments.size, default="1G", metavar="SIZE", help="what one of them may take, as 500M (1G)"
    )
    kept = "a folder (or s3://…, hdfs://…) in which the parts are kept: what did not change is not read again"
    parser.add_argument("--parts", default="", metavar="PLACE", help=kept)
    cluster = "let a cluster that exists read, as dask://HOST:PORT; it needs --parts at a place that all of it reaches"
    parser.add_argument("--on", default="", metavar="ADDRESS", help=cluster)
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="say into what shards the sources are parted and what room the graph needs, and stop",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the report")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.graph import pipeline
    from kg.importing import tally
    from kg.verbs import console

    if given.on and not given.parts:
        raise KgError("--on", "a cluster needs a place for the parts that all of it reaches", "give it with --parts")
    how = pipeline.How(max(1, given.processes), given.memory, given.on, given.parts)
    if given.dry_run:
        from kg.graph import forecast

        print(console.shards(*forecast.whole(given.sources, how)))
        return 0
    with console.progress(pipeline.STEPS) as told:
        _, report = pipeline.build(given.to, given.sources, told, public=given.public, how=how)
    print(console.report(report, given.format))
    for line in tally.lines(given.sources):
        print(f"kg: {line}", file=sys.stderr)
    return 1 if report.findings else 0
