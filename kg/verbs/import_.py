"""A spreadsheet in: read as it is, under a mapping that is proposed and kept beside it."""

import argparse
import datetime
import sys
from pathlib import Path

SUMMARY = "Take a spreadsheet or RDF into the workspace, and say what became of each cell or triple."
RDF = (".ttl", ".nt", ".nq", ".trig", ".n3", ".rdf", ".xml", ".jsonld", ".owl")
"""The suffixes of files of RDF."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    told = "a workbook, CSV, TSV, JSON, Parquet or RDF, or what describes a CSV; - for a table in standard input"
    parser.add_argument("file", metavar="FILE", help=told)
    parser.add_argument("--id", default="", help="of the source (the name of the file)")
    parser.add_argument("--title", default="", help="of the source (the name of the file)")
    parser.add_argument("--sheet", action="append", metavar="NAME", help="a sheet to read (all that hold a table)")
    read = "read it as a source of the workspace is, whose next edition it is, or in a layout that others publish"
    parser.add_argument("--from", dest="layout", metavar="NAME", help=read)
    added = "of RDF: add things that it names and gives a class to the registers first"
    parser.add_argument("--add", action="store_true", help=added)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--no-questions", action="store_true", help="ask nothing on a terminal")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the summary")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    if Path(given.file).suffix.lower() in RDF:
        return _graph(given)
    from kg.evidence import register
    from kg.importing import clipboard, description, dialogue, edition, intake, summary
    from kg.importing.description import Description
    from kg.setting import workspace

    folder = intake.place_of(workspace())
    asked = dialogue.ask if sys.stdin.isatty() and sys.stderr.isatty() and not given.no_questions else None
    with clipboard.file(given.file, sys.stdin.buffer, given.id) as path:
        described = path.suffix.lower() == ".json" and description.is_one(path)
        for each in description.read(path) if described else [Description(path)]:
            found = intake.taken(
                each.path or path,
                folder,
                register.released(),
                id_=given.id,
                title=given.title,
                sheets=given.sheet,
                layout=edition.layout(given.layout, folder) if given.layout else "",
                ask=asked,
                dry=given.dry_run,
                given=each,
                day=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            )
            if given.format == "json":
                for line in summary.as_json(found):
                    print(line)
                continue
            if described:
                print(f"{found.files[0].name}, as {path.name} describes it:")
            print(summary.as_text(found))
            if found.written:
                print(f"           written to {', '.join(path.name for path in found.files)}; next: kg build")
    return 0


def _graph(given: argparse.Namespace) -> int:
    """Take a file of RDF in and return the exit status: 1 where something of it is unknown, and nothing is written."""
    from kg.importing import graph
    from kg.overlay import workspace

    own = workspace.in_use("kg import")
    found = graph.taken(Path(given.file), own, given.id, given.title, add=given.add, dry=given.dry_run)
    print(graph.text(found))
    if found.files:
        print(f"           written to {', '.join(path.name for path in found.files)}; next: kg build")
    return 0 if found.whole else 1
