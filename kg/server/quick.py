"""SELECT and ASK of one triple pattern, answered in the server's own process: what they may cost is bounded.

An engine that stores quads under every order reads the matches of one pattern one after another, so an answer that is
let go once it has :data:`MOST` bytes has taken a few milliseconds at most. What is more than one pattern, repeats a
variable, sorts, counts, filters or skips rows is for the processes of the pool, which can be stopped.
"""

import re
from collections.abc import Sequence
from typing import IO, cast

import pyoxigraph as ox

from kg.answering import serialization
from kg.query.syntax import BLANK, IRI, NONE
from kg.server.sparql import SOLUTIONS, Reply

LONGEST = 2_000
"""Characters of a query that is looked at."""
MOST = 16_000
"""Bytes of an answer; what has more is left to the pool."""

_ = rf"(?:{BLANK})?+"
_LETTER, _WORD, _CHARACTER = r"[^\x00-@\[-`{-\x7f]", r"[^\x00-/:-@\[-^`{-\x7f]", r"[^\x00-,./:-@\[-^`{-\x7f]"
"""Whatever is beyond ASCII is a letter here: the engine refuses what is none, and to tell takes a tenth of a second."""
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
_PREFIX = rf"{_LETTER}(?:{_CHARACTER}|\.+(?={_CHARACTER})|{NONE})*+"
_LOCAL = rf"(?:{_WORD}|:|{_ESCAPE})(?:{_CHARACTER}|:|{_ESCAPE}|\.+(?={_CHARACTER}|:|{_ESCAPE})|{NONE})*+"
_IRI, _VARIABLE, _PREFIXED = f"(?>{IRI})", f"(?>[?$]{_WORD}++)", f"(?>(?:{_PREFIX})?:(?:{_LOCAL})?)"
_LITERAL = rf'"[^"\\\r\n]*+"(?:@[A-Za-z-]++|\^\^(?:{_IRI}|{_PREFIXED})|{NONE})?+'
_NODE = rf"(?:{_IRI}|{_VARIABLE}|{_PREFIXED})"
_TRIPLE = rf"({_NODE}){_}({_NODE}|a\b){_}({_NODE}|{_LITERAL}){_}(?:\.{_})?+"
_QUERY = re.compile(
    rf"{_}(?:(?i:PREFIX)\b{_}{_PREFIXED}{_}{_IRI}{_})*+"
    rf"(?:(?i:SELECT)\b{_}(?:\*|{_VARIABLE}(?:{_}{_VARIABLE})*+)|(?i:ASK)\b){_}(?:(?i:WHERE)\b{_})?+"
    rf"\{{{_}(?:(?i:GRAPH)\b{_}({_NODE}){_}\{{{_}{_TRIPLE}\}}|{_TRIPLE}){_}\}}{_}(?:(?i:LIMIT){_}[0-9]++{_})?+"
)
"""The case of letters is nothing in keywords alone: to have it so in names costs a quarter of a second at the start."""


def bounded(text: str) -> bool:
    """Return whether SPARQL is a query of one triple pattern with a term and no variable twice.

    >>> bounded("SELECT ?o { <s:> a ?o }"), bounded("SELECT ?o { ?o a ?o }"), bounded("SELECT * { ?s ?p ?o }")
    (True, False, False)
    """
    found = _QUERY.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return False
    terms = [term for term in found.groups() if term is not None]
    variables = [term[1:] for term in terms if term[0] in "?$"]
    named = [term for term in terms[-3:] if term[0] not in "?$"]
    return bool(named) and len(set(variables)) == len(variables)


def answer(store: ox.Store, text: str, media: Sequence[str], rows: int, size: int) -> Reply | None:
    """Return the whole answer to a query as :func:`kg.server.sparql.answer` gives it, or None where that shall give it.

    So it is where the query is not :func:`bounded`, the answer is too long, or something is to be said against either.
    """
    if not bounded(text):
        return None
    try:
        found = store.query(text, use_default_graph_as_union=True)
        truth = isinstance(found, ox.QueryBoolean)
        fitting = (each for each in media if each in SOLUTIONS and not (truth and each.startswith("text/")))
        chosen = next(fitting, None)
        if chosen is None:
            return None
        file = _Short(min(MOST, 2 * rows, size))
        found.serialize(cast("IO[bytes]", file), format=SOLUTIONS[chosen])  # type: ignore[arg-type]
    except (SyntaxError, ValueError, OSError, _Full):
        return None
    if SOLUTIONS[chosen] == ox.QueryResultsFormat.XML and serialization.unwritable(file.content):
        return None
    return Reply(file.content, chosen, "")


class _Full(Exception):
    """An answer is longer than it may be here."""


class _Short:
    """A file that takes so many bytes; a row has two at least."""

    def __init__(self, most: int) -> None:
        self.content = b""
        self._most = most

    def write(self, chunk: bytes) -> int:
        if len(self.content) + len(chunk) > self._most:
            raise _Full
        self.content += chunk
        return len(chunk)

    def flush(self) -> None:
        """Do nothing: what is written is there."""
