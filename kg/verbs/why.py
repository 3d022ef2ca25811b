"""Why a derived edge holds."""

import argparse

from kg.verbs import arguments

SUMMARY = "Show why a derived edge holds: its rule and claims, down to the place in the source."

_EXAMPLES = {"subject": "vendor:huawei", "predicate": "ais:suppliesTo", "object": "state:srb"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    for name in ("subject", "predicate", "object"):
        parser.add_argument(name, help="a CURIE or IRI, such as " + _EXAMPLES[name])
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.graph import inference, store
    from kg.verbs import console

    built = store.open_store(given.graph)
    for line in console.proofs(built, inference.why(built, given.subject, given.predicate, given.object)):
        print(line)
    return 0
