"""What the rules derive."""

import argparse

from kg.verbs import arguments

SUMMARY = "List what the rules derive, with the number of triples of each."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    arguments.graph(parser)
    parser.add_argument("--owl", action="store_true", help="say instead whether HermiT finds the graph consistent")


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.graph import inference, reasoning, store
    from kg.verbs import console

    if given.owl:
        found = reasoning.reason((quad.triple for quad in store.open_store(given.graph)), edges=False)
        print(console.reasoning(found))
        return 0 if found.consistent and not found.unsatisfiable else 1
    for name, summary, number in inference.derived(store.open_store(given.graph)):
        print(f"{number:7,}  {name}: {summary}")
    return 0
