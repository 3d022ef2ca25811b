"""Why a derived edge holds."""

import argparse
from typing import TYPE_CHECKING

from kg.verbs import arguments

if TYPE_CHECKING:
    import pyoxigraph as ox

SUMMARY = "Show why a derived edge holds: its rule and claims, down to the place in the source."

_EXAMPLES = {"subject": "vendor:huawei", "predicate": "ais:suppliesTo", "object": "state:srb"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    for name in ("subject", "predicate", "object"):
        parser.add_argument(name, help="a CURIE or IRI, such as " + _EXAMPLES[name])
    parser.add_argument("--format", choices=("text", "json"), default="text")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.graph import inference, store
    from kg.verbs import console

    built = store.open_store(given.graph)
    if given.format == "json":
        return _values(built, given)
    for line in console.proofs(built, inference.why(built, given.subject, given.predicate, given.object)):
        print(line)
    return 0


def _values(built: "ox.Store", given: argparse.Namespace) -> int:
    """Print what is told of the triple as JSON; where it does not hold, the line of the error follows."""
    from kg.answering.explanation import explanation
    from kg.evidence.receipt import receipts

    found = explanation(built, given.subject, given.predicate, given.object)
    notes = {claim: str(note) for claim, note in receipts(built, found.claims).items()}
    import json

    print(json.dumps(found.values | {"receipts": notes}, ensure_ascii=False, indent=2), flush=True)
    if found.absent is not None:
        raise found.absent
    return 0
