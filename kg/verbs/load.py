"""From the parts of a build to where they are asked."""

import argparse
import os

from kg.overlay.workspace import GRAPH
from kg.verbs import arguments

SUMMARY = "Load the graph that the parts of a build are into a folder, or into a SPARQL endpoint, and verify it."
ENGINES = ("qlever", "virtuoso")
"""Whose bulk loaders :mod:`kg.graph.preparation` writes for."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("parts", metavar="PARTS", help="what 'kg build --parts' wrote: a folder, or s3://…, hdfs://…")
    written = f"the folder, or the http address of an endpoint, to load it into ({GRAPH})"
    parser.add_argument("--to", type=arguments.place, default=GRAPH, metavar="PLACE", help=written)
    threads = "how many threads load at a time (every core)"
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help=threads)
    parser.add_argument(
        "--memory", type=arguments.size, default="1G", metavar="SIZE", help="what they may take, as 500M (1G)"
    )

    told = "write what the bulk loader of this engine reads, with its settings, into the folder --to"
    parser.add_argument("--for", dest="engine", choices=ENGINES, default="", help=told)
    told = "send nothing: hold what stands at the endpoint --to against the parts"
    parser.add_argument("--check", action="store_true", help=told)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.errors import KgError, without_users
    from kg.graph import bundle, store
    from kg.verbs import console

    there = store.is_address(given.to)
    if given.engine and (there or given.check):
        raise KgError(f"--for {given.engine}", "what a bulk loader reads is files", "name a folder with --to")
    if given.check and not there:
        raise KgError("--check", "a folder is counted whenever it is loaded", "name an endpoint with --to")
    how = {"threads": max(1, given.processes), "memory": given.memory}
    with console.progress(bundle.STEPS) as told:
        done = bundle.load(given.parts, given.to, told, **how, engine=given.engine, check=given.check)
    print(f"{done.quads:9,}  quads in {done.graphs} graphs, each with as many triples as were built")
    if done.command:
        print(f"           to load them: {done.command}")
        print(f"           to see that they are loaded: kg load {given.parts} --to http://HOST:PORT/… --check")
        return 0
    if given.check:
        print(f"           all of them stand at {without_users(str(given.to))}; its answers are the store's")
        return 0
    if done.sent:
        sent, kept, dropped = done.sent
        print(f"{sent:9,}  graphs sent, {kept} stood there already, {dropped} dropped; its answers are the store's")
    print(f"           loaded into {without_users(str(given.to))}")
    return 0
