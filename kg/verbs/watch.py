"""Questions that are watched: what changed in their answers."""

import argparse
from pathlib import Path

from kg.errors import KgError
from kg.verbs import arguments

SUMMARY = "Say what changed in the answers to your questions since the last build that was watched."


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    told = "the name of a question, then its parameters as name=value, in quotes; several are watched together"
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=told)
    parser.add_argument("--file", type=Path, metavar="FILE", help="a file of them, one a line")
    parser.add_argument(
        "--before", type=arguments.place, metavar="PLACE", help="compare with this earlier build instead"
    )
    remembered = "where the answers are remembered from one call to the next (watched.json beside the graph)"
    parser.add_argument("--memory", type=Path, metavar="FILE", help=remembered)
    parser.add_argument("--format", choices=("text", "json", "atom"), default="text")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status; the memory is written after the answers are told."""
    from kg.answering import watching
    from kg.drawing.target import replace
    from kg.graph import store

    asked = [*given.questions, *(watching.listed(given.file) if given.file else ())]
    if not asked:
        raise KgError(
            "kg watch", "no question given", "write kg watch 'states-of-vendor vendor=huawei', or give --file"
        )
    graph = store.open_graph(given.graph)
    now = [watching.ask(graph, each) for each in dict.fromkeys(asked)]
    if given.before is not None:
        if given.memory is not None:
            raise KgError("--memory", "two things to compare with", "leave it out, or --before")
        earlier = store.open_graph(given.before, any_version=True)
        before = [watching.ask(earlier, each) for each in dict.fromkeys(asked)]
        print(watching.FORMATS[given.format](watching.changes(before, now), watching.day(graph)), end="")
        return 0
    if given.memory is None and store.is_address(given.graph):
        raise KgError("kg watch", "an endpoint has no folder beside it", "say where to remember: --memory FILE")
    memory = given.memory or Path(given.graph).with_name("watched.json")
    known = watching.kept(memory)
    print(watching.FORMATS[given.format](watching.changes(known, now), watching.day(graph)), end="")
    others = [each for each in known if each.asked not in {one.asked for one in now}]
    replace(memory, watching.memory(sorted([*others, *now])).encode())
    return 0
