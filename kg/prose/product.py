"""Names that a text shows to be a product's, and so no firm's: "V's X", "X, spyware sold by the Y group"."""

import re
from collections.abc import Iterable

from kg.prose.gazetteer import Mention
from kg.prose.grammar import listed

_APPOSED = re.compile(
    r",? (?:the |an? |its )?(?P<what>(?:[\w'-]+ ){0,6}?[\w'-]+),? (?:(?:that|which) (?:is|was) )?"
    r"(?:sold|made|built|developed|written|marketed|produced|licensed|supplied|of|by|from)\b"
)
"""What stands behind a name that says what it is, and whose make: ", a face recognition program from"."""
_OF_OTHERS = re.compile(
    r" (?:network|platform|system|programm?e?|project|scheme|app|application|database|software|suite|tool|engine)"
    r"(?: (?:of|in) [^,.;]{1,40})?,?(?: (?:that|which))? ?(?:(?:is|was|were|has been|have been) )?(?:[a-z]+ly )?"
    r"(?:built|delivered|erected|made|supplied|developed|installed|provided|designed|written|sold|licensed)"
    r"\b[^,.;]{0,30}? ?\b(?:by|from)\b"
)
"""A ware that is called by a name, and that another made: " network, built by"."""


def ware(words: str) -> bool:
    """Return whether one of some words means a ware or a device."""
    return any(word in listed(one) for word in re.findall(r"[\w-]+", words) for one in ("wares", "devices", "watching"))


def product(text: str, start: int, end: int, mentions: Iterable[Mention]) -> bool:
    """Return whether a text shows that the name in a span of it is a ware's: by its owner, or by what it is."""
    if any(m.letter == "V" and text[m.end : start] in ("'s ", "' ") for m in mentions):
        return True
    behind = text[end:][:120]
    if _OF_OTHERS.match(behind):
        return True
    called = _APPOSED.match(behind) if behind.startswith(",") else None
    if called is None:
        return False
    last = called["what"].split()[-1].lower()
    named = any(m.letter == "T" and m.end == end + called.end("what") for m in mentions)
    return named or ware(last)
