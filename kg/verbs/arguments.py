"""What several verbs of the command line take alike."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError
from kg.overlay.workspace import GRAPH

TEXTS = "text, Markdown or HTML, a folder or a pattern; - or none: standard input"
UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}


def size(text: str) -> int:
    """Return the bytes that a text such as ``500M`` says.

    Raises:
        argparse.ArgumentTypeError: it says none, or less than a task can work with.
    """
    found = re.fullmatch(r"(\d+)\s*([KMGT]?)i?B?", text.strip().upper())
    bytes_ = int(found[1]) * UNITS[found[2]] if found else 0
    if bytes_ < 2**20:
        raise argparse.ArgumentTypeError(f"{text!r} is no size from 1M up, as 500M or 2G")
    return bytes_


def place(text: str) -> Path | str:
    """Return the address of an endpoint as it is, and anything else as a path."""
    from kg.graph.store import is_address

    return text if is_address(text) else Path(text)


def graph(parser: argparse.ArgumentParser) -> None:
    """Add ``--graph``: the built graph that a verb works on."""
    told = f"a built graph, or the http address of an endpoint ({GRAPH})"
    parser.add_argument("--graph", type=place, default=GRAPH, metavar="PLACE", help=told)


def params(pairs: Sequence[str], option: str = "--param") -> dict[str, str | list[str]]:
    """Return name → value of ``name=value`` pairs, or values where a name is given several times.

    Raises:
        KgError: a pair has no name or no ``=``.
    """
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise KgError(f"{option} {pair}", "not name=value", f"write for example {option} state=Serbia")
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
