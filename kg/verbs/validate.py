"""What is wrong with the graph."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.verbs import arguments

if TYPE_CHECKING:
    import pyoxigraph as ox

SUMMARY = "List what is wrong with the graph, one finding a line; exit status 1 if any."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    arguments.graph(parser)
    anew = "build the graph in memory first: what the files say now, and nothing is written"
    parser.add_argument("--anew", action="store_true", help=anew)
    parser.add_argument("--reference", action="store_true", help="run the shapes through pySHACL instead")
    parser.add_argument("--data", type=Path, metavar="FILE", help="check your own RDF file instead of a built graph")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the findings as an HTML page as well")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="hold the text locators against the texts in DIR")
    parser.add_argument(
        "--sources", type=Path, action="append", default=[], metavar="DIR", help="with --texts and --anew: as in build"
    )


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.checking import report
    from kg.evidence.register import released
    from kg.graph import inspection, own, pipeline, placement, validation

    if given.texts:
        claims, sources = pipeline.read(given.sources)
        findings = validation.verify(claims, sources, given.texts)
    else:
        mine = own.read(given.data) if given.data else None
        built = mine.store if mine else _built(given)
        check = validation.validate if mine else inspection.validate
        findings = validation.reference(built) if given.reference else check(built)
        findings = (
            placement.placed(findings, {}, released(), built)
            if mine
            else inspection.placed(findings, built, given.sources)
        )
        if mine:
            findings = sorted({*mine.findings, *findings})
            if said := own.told(mine):
                print(f"kg: {given.data}: {said}", file=sys.stderr)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings", file=sys.stderr)
    if given.report:
        print(report.write(findings, given.report))
    return 1 if findings else 0


def _built(given: argparse.Namespace) -> "ox.Store":
    """Return the graph that is validated: the one that is built, or one that is built in memory."""
    from kg.graph import pipeline, store

    return pipeline.build(None, given.sources)[0] if given.anew else store.open_store(given.graph)
