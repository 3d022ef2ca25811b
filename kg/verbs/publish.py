"""The graph as a site of files."""

import argparse
import sys
from pathlib import Path

from kg.errors import installing
from kg.verbs import arguments

SUMMARY = "Write the graph as a site of files: pages, documents, dumps, server rules."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to write; a site in it is replaced")
    parser.add_argument("--base", metavar="IRI", help="the base of every IRI, in the place of the toolkit's own")
    parser.add_argument("--previous", type=Path, metavar="DIR", help="the site before, to tell what changed since")
    parser.add_argument("--notebooks", action="store_true", help="run the notebooks and write a page of each")
    parser.add_argument(
        "--compact", action="store_true", help="let claims share documents: a site small enough for free hosts"
    )
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg import namespace
    from kg.graph import store
    from kg.site import catalog, layout, publication
    from kg.tables import columnar
    from kg.verbs import console

    base = given.base or namespace.published_base()
    form = layout.COMPACT if given.compact else layout.WHOLE
    with console.progress(publication.STEPS) as told:
        graph = store.open_store(given.graph)
        report = publication.publish(graph, given.folder, base, given.previous, told, given.notebooks, form)
    if not columnar.has_parquet():
        print(f"kg: left out: the tables as Parquet; {installing('parquet')}", file=sys.stderr)
    if report.left:
        print(f"kg: {report.left}", file=sys.stderr)
    for line in catalog.unlicensed(graph):
        print(f"kg: warning: {line}", file=sys.stderr)
    size, seconds = report.size / 1e6, sum(report.seconds.values())
    print(f"{report.files:,} files, {size:,.1f} MB, in {seconds:.1f} seconds; begin at {given.folder}/index.html")
    return 0
