"""A query in which terms have given way to others, whether it writes them in full, with a prefix, or with escapes."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.query import syntax
from kg.query.syntax import Syntax


class Change(NamedTuple):
    """A term that gives way: where it begins, where what is after it begins, and what stands there instead."""

    start: int
    end: int
    other: str


def changes(told: Syntax, others: Mapping[str, str]) -> Iterator[Change]:
    """Yield, in the order of the text of a query, what stands for each of some IRIs in the place of it.

    What the texts of strings and comments say stays as it is.
    """
    for token in told.tokens:
        if token.kind in ("iri", "prefixed") and (other := others.get(told.named(token))) is not None:
            yield Change(token.start, token.end, other)


def substituted(text: str, others: Mapping[str, str]) -> str:
    """Return a query with the :func:`changes` made, or as it was without any; prefixes are declared as they were."""
    told = syntax.read(text)
    pieces, end = [], 0
    for change in changes(told, others):
        pieces += [told.text[end : change.start], change.other]
        end = change.end
    return "".join((*pieces, told.text[end:])) if pieces else text
