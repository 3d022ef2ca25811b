"""A workspace of one's own."""

import argparse
from pathlib import Path

SUMMARY = "Make a workspace: a folder of your own vendors, sources, questions and pictures beside the released graph."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument("--title", default="", help="what the workspace is called (the folder's name)")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.overlay import workspace

    made = workspace.new(given.folder, given.title)
    print(f"{made}: one example of each kind; next: cd {made} && kg build && kg ask my-customers")
    return 0
