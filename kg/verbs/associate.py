"""A test of association, with its uncertainty."""

import argparse
from typing import TYPE_CHECKING

from kg.errors import KgError, suggestion
from kg.verbs import arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.answering.answer import Answer

SUMMARY = "Test whether two things go together more often than chance would have it, with the uncertainty."

FORMATS = ("table", "csv", "json", "md")


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("test", nargs="?", help="the name of a test; see --list")
    parser.add_argument("--list", action="store_true", help="list the tests, what each asks and its parameters")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the test")
    parser.add_argument("--format", choices=FORMATS, default="table", help="a table here is one line a value")
    arguments.graph(parser)


def run(given: argparse.Namespace) -> int:
    """Run the verb and return its exit status."""
    from kg.answering import answer
    from kg.graph import store
    from kg.measures import association

    if given.list:
        for name, test in association.TESTS.items():
            print(f"{name}: {_lines(test)[0]}")
            for key, value in _defaults(test).items():
                print(f"    --param {key}=…  default {value}")
        return 0
    if given.test is None:
        raise KgError("kg associate", "no test named", f"write one of {', '.join(association.TESTS)}")
    params = arguments.params(given.param)
    if given.test in association.TESTS:
        known = _defaults(association.TESTS[given.test])
        for key in params:
            if key not in known:
                listed = f"its parameters are {', '.join(known)}"
                raise KgError(given.test, f"no parameter {key!r}", suggestion(key, known, listed))
    found = association.test(store.open_graph(given.graph), given.test, **params)
    print(_told(found) if given.format == "table" else answer.FORMATS[given.format](found), end="")
    if given.format == "table":
        print("Counts are of what the sources name, a lower bound; an association is not a cause.")
    return 0


def _told(found: "Answer") -> str:
    """Return each row as lines of a name and a value, an undefined value as such."""
    lines = []
    for row in found.rows:
        for name in found.columns:
            value = "undefined" if row[name] is None else f"{row[name]}"
            lines.append(value if name == "universe" else f"  {name:20}{value}")
    return "".join(f"{line}\n" for line in lines)


def _lines(test: "Callable[..., Answer]") -> list[str]:
    return (test.__doc__ or "").strip().splitlines()


def _defaults(test: "Callable[..., Answer]") -> dict[str, object]:
    from inspect import signature

    return {name: param.default for name, param in signature(test).parameters.items() if name != "store"}
