"""Which short paragraphs are headlines: no sentences, captions, items of a list or rows of a table."""

import re

from kg.prose.grid import tabular

ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)]|[a-z][.)])\s|\s*#{1,6}\s")

_CAPTION = re.compile(
    r"(?:the )?(?:photos?|photographs?|pictures?|pictured|image|caption|seen here|above|below|left|right)"
    r"(?: (?:by|above|below|left|right|caption)[^:\n]{0,30})?: ",
    re.IGNORECASE,
)
_LONGEST_TITLE = 15
INNER = re.compile(r"(?:table|figure|box|annex|exhibit|chart|map|appendix) [A-Z0-9]{1,4}\b|.*:\Z", re.IGNORECASE)
"""A heading within a text: over a table, or of the list that follows."""


def running(text: str) -> bool:
    """Return whether a short paragraph is no headline: it ends as a sentence does, or is set as a table or caption."""
    return "|" in text or tabular(text) or any(one(text) for one in (ENDS.search, ITEM.match, _CAPTION.match))


def titles(text: str) -> bool:
    """Return whether the first paragraph of a file is its title: it may have bars, and ends as no sentence does."""
    return len(text.split()) <= _LONGEST_TITLE and not ENDS.search(text) and not ITEM.match(text)
