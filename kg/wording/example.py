"""Titles and examples of the library as a reader types them: as they stand, or with other names in them.

A text runs the question whose title or example it is, word for word; where names stand in it, others of the same kind
may stand there. So who reads an example on a page can type it, and put the state that he means in the place of another.
"""

import re
from collections.abc import Iterator, Sequence

from kg.evidence.mention import HOME, Names
from kg.naming.form import tokens
from kg.query import query
from kg.query.parameter import OPEN_TYPES
from kg.query.query import Query
from kg.setting import kept
from kg.wording.frame import Frame, library
from kg.wording.item import NEWEST, items
from kg.wording.lexicon import lexicon
from kg.wording.part import Part
from kg.wording.shape import Meanings, Shape, shape

_SPAN = ("since", "until")
"""Parameters that a year does not fill where another is the year itself."""
_LITERAL = (HOME, NEWEST, "integer", "source")


def asked(names: Names, said: Shape) -> list[Part]:
    """Return the questions whose title or example a text is, each with its parameters; mostly one, or none."""
    found: dict[str, Part] = {}
    for question, text in _near(said):
        theirs = shape(list(items(names, lexicon(), text)))
        params = filled(question, said.names) if marks(question, theirs) == marks(question, said) else None
        if params is not None and filled(question, theirs.names) is not None:
            part = Part(_frame(question), dict(params), "+", frozenset())
            found[part.mark] = part
    return [found[mark] for mark in sorted(found)]


def shapes(names: Names, question: Query) -> list[str]:
    """Return the shapes of a question's title and examples, words and marks parted by blanks, in their order."""
    made = [shape(list(items(names, lexicon(), text))) for text in (question.summary, *question.examples)]
    return sorted({marks(question, each) for each in made if filled(question, each.names) is not None})


def marks(question: Query, said: Shape) -> str:
    """Return a text word for word, with marks for the names that a question can take and the things of the others."""
    names = iter(said.names)
    written = [(mark, next(names) if mark.startswith("<") else None) for mark in said.marks]
    fixed = [(mark, each is None or _taken(question, each)) for mark, each in written]
    things = ["+".join(sorted(each.values())) if each else "" for _, each in written]
    return " ".join(mark if free else f"{mark}{thing}" for (mark, free), thing in zip(fixed, things, strict=True))


def _taken(question: Query, meanings: Meanings) -> bool:
    return any(_value(param.type, meanings) for param in question.params)


def filled(question: Query, names: Sequence[Meanings]) -> dict[str, str | list[str]] | None:
    """Return the parameters that names fill, in their order; None where those that can fill one do not in one way."""
    names = [each for each in names if _taken(question, each)]
    ways = {str(sorted(way.items())): way for way in _ways(question, names, {})}
    return dict(next(iter(ways.values()))) if len(ways) == 1 else None


def _ways(question: Query, names: Sequence[Meanings], given: dict[str, str]) -> Iterator[dict[str, str]]:
    if not names:
        yield given
        return
    types = {param.name: param.type for param in question.params}
    for param in question.params:
        if param.name in _SPAN and "year" in types:
            continue
        later = [name for name in given if types[name] == param.type]
        order = [each.name for each in question.params]
        if param.name in given or any(order.index(name) > order.index(param.name) for name in later):
            continue
        value = _value(param.type, names[0])
        if value:
            yield from _ways(question, names[1:], given | {param.name: value})


def _value(kind: str, meanings: Meanings) -> str:
    if kind in OPEN_TYPES:
        return next((meanings[each] for each in sorted(meanings) if each not in _LITERAL), "")
    return meanings.get(kind, "")


def _near(said: Shape) -> Iterator[tuple[Query, str]]:
    """Yield the texts of the library that have every word of a shape, and no more besides than its names can be."""
    words = {mark for mark in said.marks if not mark.startswith("<")}
    for question, text, theirs in _texts():
        if words <= theirs and len(theirs) - len(words) <= 6 * len(said.names):
            yield question, text


@kept
def _texts() -> tuple[tuple[Query, str, frozenset[str]], ...]:
    return tuple(
        (each, text, frozenset(word.casefold() for one in tokens(text) for word in re.split("[-/]", one)))
        for each in query.read_all("questions")
        for text in (each.summary, *each.examples)
    )


def _frame(question: Query) -> Frame:
    found = next((each for each in library() if each.question is question), None)
    return found or Frame(question, frozenset(), (), (), "")
