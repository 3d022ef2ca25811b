"""What a process does before it is given work, so that the first readers do not wait for what only the first ones need.

It imports what it will run, reads templates and front matter, and has the engine read what most answers are made of.
"""

import time
from collections.abc import Iterator

from kg.server.shelf import Shelf

SECONDS = 1.0
"""Seconds of processor time after which nothing further is rehearsed."""


def questions(shelf: Shelf) -> int:
    """Return how many questions were answered: the first that asks for each kind of thing, as JSON and as a page.

    Plain words are read once before, for the names of the graph cost more to read than a question to answer.
    """
    from kg.server import fragment, inquiry, reconciliation, rest  # noqa: F401
    from kg.server.reply import Asked

    inquiry.asked_words(shelf, Asked("http://localhost/ask", "*/*", (("q", next(iter(_things(shelf).values()), "")),)))
    begun, answered = time.process_time(), 0
    for name, given in _asked(shelf):
        if time.process_time() - begun > SECONDS:
            break
        for suffix in ("json", "html"):
            place = f"http://localhost/question/{name}.{suffix}"
            answered += rest.asked_question(shelf, Asked(place, "*/*", (*given, ("limit", "20")))).status == 200
    return answered


def sparql(shelf: Shelf) -> int:
    """Return how many queries were answered: one."""
    from kg.server.sparql import SOLUTIONS, answer

    answer(shelf, "SELECT * { ?s a ?type . ?s ?p ?o } LIMIT 20", tuple(SOLUTIONS), None, None, 20, 20_000)
    return 1


def pages(shelf: Shelf) -> int:
    """Return how many pages were made: those of the first thing of each register."""
    from kg.namespace import base_in_use
    from kg.server import document

    begun, made = time.process_time(), 0
    for register, thing in _things(shelf).items():
        if time.process_time() - begun > SECONDS:
            break
        made += bool(document.documents(shelf, f"{register}/{thing}.html", base_in_use()))
    return made


JOBS = (questions, sparql, pages)
"""What is rehearsed by those that answer questions, those that answer SPARQL, and those that make pages."""
NONE = (None, None, None)
"""In its place where nothing is."""


def _things(shelf: Shelf) -> dict[str, str]:
    """Return register → the id of the first thing in it that has a name."""
    from kg.namespace import base_in_use
    from kg.query import query

    found: dict[str, str] = {}
    for thing, _ in query.names(shelf.store, "thing"):
        register, _, name = thing.removeprefix(base_in_use()).partition("/")
        found.setdefault(register, name)
    return found


def _asked(shelf: Shelf) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield the name of the first question for each type of parameter, with the first thing of that type."""
    from kg.site import question

    left = _things(shelf)
    for each in question.published():
        param = next((param for param in each.params if param.type in left and not param.default), None)
        if param is not None:
            yield each.name, ((param.name, left.pop(param.type)),)
