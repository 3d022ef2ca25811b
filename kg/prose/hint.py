"""Evidence that is no speaker, and only points to what is said: "invoices suggest that"."""

from kg.prose.grammar import cue

_POINTED = ("Supply", "Use", "Membership", "CountObservation", "Financing")
"""The kinds of which evidence may only give a hint."""


def pointed(kind: str, marked: str, voice: int | None, begin: int, end: int) -> bool:
    """Return whether what a marked sentence says between two places is only pointed to.

    ``voice`` is where what the speaker of it says begins, or None where nobody is said to speak.
    """
    if kind not in _POINTED:
        return False
    first = max(voice or 0, *(marked.rfind(stop, 0, begin) + 1 for stop in (";", ":")))
    ahead = cue("hinted").search(marked, first, begin) is not None
    return ahead or (voice is None and cue("hinted-after").search(marked[end:]) is not None)
