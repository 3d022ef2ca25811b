"""The graph in forms that other tools and communities read."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.verbs import arguments

if TYPE_CHECKING:
    import pyoxigraph as ox

SUMMARY = "Write the graph for others: RDF 1.2, nanopublications, QuickStatements, FollowTheMoney."

FORMS = {
    "rdf12": "N-Quads of RDF 1.2: each derived edge with the claims it rests on (rdf:reifies)",
    "nanopublications": "TriG: a nanopublication of each claim, or of those named by --claim",
    "quickstatements": "homes and owners of what has an item in Wikidata, with their references",
    "followthemoney": "JSON lines: companies, bodies and states, supplies, owners and entries of lists",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    told = "; ".join(f"{name}: {what}" for name, what in FORMS.items())
    parser.add_argument("form", choices=tuple(FORMS), help=told)
    parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write (standard output)")
    parser.add_argument(
        "--claim", action="append", default=[], metavar="CLAIM", help="only the nanopublication of this claim"
    )
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status; what is marked as internal is left out, and counted."""
    from kg.drawing.target import replace
    from kg.graph import store, visibility

    if given.claim and given.form != "nanopublications":
        raise KgError("--claim", "it belongs to nanopublications", "leave it out, or write kg export nanopublications")
    with visibility.sharing(store.open_store(given.graph)) as (public, left):
        text = _written(public, given.form, given.claim)
    if left:
        print(f"kg: {left}", file=sys.stderr)
    if given.to is None:
        print(text, end="")
    else:
        replace(given.to, text.encode())
        print(given.to)
    return 0


def _written(public: "ox.Store", form: str, claims: list[str]) -> str:
    if form == "rdf12":
        from kg.bridges import annotation

        return annotation.written(public)
    if form == "nanopublications":
        from kg.bridges import nanopublication

        return nanopublication.written(public, claims)
    if form == "quickstatements":
        from kg.bridges import matched

        found = matched.statements(public)
        print(
            f"kg: {len(found.lines)} statements; {found.left} left out: an end has no item in Wikidata", file=sys.stderr
        )
        return "".join(f"{line}\n" for line in found.lines)
    from kg.bridges import money

    return money.written(public)
