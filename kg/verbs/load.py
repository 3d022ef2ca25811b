"""From the parts of a build to where they are asked."""

import argparse
import os

from kg.graph import store
from kg.verbs import arguments

SUMMARY = "Load the graph that the parts of a build are into a folder, or into a SPARQL endpoint, and verify it."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("parts", metavar="PARTS", help="what 'kg build --parts' wrote: a folder, or s3://…, hdfs://…")
    written = f"the folder, or the http address of an endpoint, to load it into ({store.DEFAULT})"
    parser.add_argument("--to", type=arguments.place, default=store.DEFAULT, metavar="PLACE", help=written)
    threads = "how many threads load at a time (every core)"
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help=threads)
    parser.add_argument(
        "--memory", type=arguments.size, default="1G", metavar="SIZE", help="what they may take, as 500M (1G)"
    )


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.errors import without_users
    from kg.graph import bundle
    from kg.verbs import console

    with console.progress(bundle.STEPS) as told:
        done = bundle.load(given.parts, given.to, told, max(1, given.processes), given.memory)
    print(f"{done.quads:9,}  quads in {done.graphs} graphs, each with as many triples as were built")
    if done.sent:
        sent, kept, dropped = done.sent
        print(f"{sent:9,}  graphs sent, {kept} stood there already, {dropped} dropped; its answers are the store's")
    print(f"           loaded into {without_users(str(given.to))}")
    return 0
