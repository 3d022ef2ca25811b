"""Names that no register knows."""

import argparse
from pathlib import Path

SUMMARY = "List every name in sources, or in files, that no register knows or that means several things."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    told = "sources (TOML), or lists of names, one a line; none: every source of the workspace"
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=told)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    import json

    from kg.evidence import register, roll
    from kg.overlay import workspace

    files = given.files or roll.sources(workspace.in_use("kg names"))
    read, found = roll.unknown(files, register.released())
    if given.format == "json":
        print(json.dumps([each._asdict() for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            print(each)
        print(f"{read:,} names, {len(found):,} of them unknown or ambiguous")
        if len(found) > roll.SOUGHT:
            print(f"names that may be meant were sought for the {roll.SOUGHT:,} most frequent alone")
    return 1 if found else 0
