"""Two things that are one."""

import argparse

SUMMARY = "Let one thing stand for another, whose IRI stays and leads to it."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("old", metavar="OLD", help="the id that is given up, as vendor:acme-2")
    parser.add_argument("new", metavar="NEW", help="the id that stands for both")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.evidence import entry, register
    from kg.overlay import workspace

    path = entry.merge(workspace.in_use("kg merge"), register.released(), given.old, given.new)
    print(f"{given.old} is {given.new} from now on; its IRI stays, deprecated  ({path})")
    return 0
