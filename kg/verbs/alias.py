"""Another name of a thing."""

import argparse

SUMMARY = "Add names to a thing, released or of the workspace."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("thing", metavar="THING", help="its id, as vendor:huawei")
    parser.add_argument("names", nargs="+", metavar="NAME", help="what it is called as well")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.evidence import entry, register
    from kg.overlay import workspace

    path = entry.alias(workspace.in_use("kg alias"), register.released(), given.thing, given.names)
    print(f"{given.thing}  {', '.join(given.names)}  ({path})")
    return 0
