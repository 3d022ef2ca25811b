"""Wares that are still to come: ordered and due, awaited, or on their way."""

import re

from kg.prose.grammar import cue

_BREAK = re.compile(r"[,:(]|\b(?:and|but|while|whereas|which|that)\b")
_OTHERS = re.compile(r"\b(?:more|further|others?|another|second|third|rest|remain(?:ing|der)|next|additional|last)\b")
"""What says that some of a thing has come by then: "300 more are due"."""


def awaited(marked: str, begin: int, end: int) -> bool:
    """Return whether the clause around a span of a marked sentence says that what it tells of is still to come."""
    first, last = marked.rfind(";", 0, begin) + 1, marked.find(";", end)
    for match in cue("outstanding").finditer(marked, first, last if last >= 0 else len(marked)):
        part = max((m.end() for m in _BREAK.finditer(marked, first, match.start())), default=first)
        if not _OTHERS.search(marked, part, match.start()):
            return True
    return False


def to_come(marked: str, start: int, end: int, kind: str) -> bool:
    """Return whether what stands in a span of a marked sentence may be, is planned, or is only let be.

    A memorandum binds nobody to a supply; to sign one may make a member.
    """
    if cue("foreseen").search(marked, 0, start) or cue("let-be").search(marked, 0, end):
        return True
    words = marked[start:end]
    ways = ("possible", "plan", "unbinding") if kind in ("Supply", "Use") else ("possible", "plan")
    return any(cue(way).search(words) for way in ways)
