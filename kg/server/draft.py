"""Drafts of claims: what an assistant proposes about a text is judged, what is unread is listed; nothing is stored."""

from typing import Any

from kg.errors import KgError
from kg.prose import extraction, submission
from kg.prose.article import Document, documents, paragraphs
from kg.prose.unread import Coverage

LONGEST = 200_000
"""The characters of a text that are taken."""
MOST = 200
"""The proposals that are taken at once."""

Result = dict[str, Any]


def judged(text: str, proposals: list[dict[str, Any]]) -> Result:
    """Return what the judge says of each proposal about a text: accepted, or refused with a reason.

    Raises:
        KgError: the text or the list is too long.
    """
    parts = _parts(text)
    if len(proposals) > MOST:
        raise KgError("proposals", f"{len(proposals)} of them, more than {MOST}", "send fewer at once")
    told = [_judged(given, text, parts) for given in proposals]
    return {"judgments": told, "accepted": sum(one["accepted"] for one in told), "citations": []}


def unread(text: str) -> Result:
    """Return what the toolkit's own readers claim of a text, what they leave unread, and the numbers.

    Raises:
        KgError: the text is too long.
    """
    _parts(text)
    reads = list(extraction.readings_of(text))
    coverage = Coverage()
    for read in reads:
        coverage.add(read.coverage)
    return {
        "claims": [proposal.plain() for read in reads for proposal in read.claims],
        "unread": [one.plain() for read in reads for one in read.unread],
        "coverage": coverage.plain(),
        "reader": extraction.told(extraction.default()),
        "citations": [],
    }


def _parts(text: str) -> list[Document]:
    if len(text) > LONGEST:
        raise KgError("text", f"{len(text):,} characters, more than {LONGEST:,}", "send it in parts")
    return list(documents(paragraphs(text.splitlines(keepends=True))))


def _judged(given: dict[str, Any], text: str, parts: list[Document]) -> Result:
    outcome = submission.judged(given, text, parts)
    if outcome.proposal is None:
        return {"proposal": given, "accepted": False, "reason": outcome.reason}
    told = outcome.proposal.plain()
    return {"proposal": given, "accepted": True, "claim": told | {"sentence": ""}}
