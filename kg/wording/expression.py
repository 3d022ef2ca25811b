"""An expression of the rules of plain words, compiled only when a text may have it.

To compile one takes longer than to look for the words without which it says nothing, and of hundreds of
rules a text calls for few. What :mod:`kg.prose.cue` finds of a pattern by its parts takes as long as to compile it.
"""

import re
from collections import Counter
from functools import cached_property

OPEN, CLOSE = "\ue000", "\ue001"
"""What stands around the mark of a name in a text: a letter for its kind, and its number."""
MARK = re.compile(f"{OPEN}[a-z](\\d+){CLOSE}")
_FILL = "\0"
"""What is put in the place of what a text need not have to the letter."""
_CODED = re.compile(r"\\u([0-9a-f]{4})")
_CLASS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]", re.DOTALL)
_OPEN_GROUP = re.compile(
    r"\((?:\?[=!<][^()]*\)|[^()|]*\|[^()]*\)(?:[?*+]\??|\{[\d,]+\}\??)?|[^()]*\)(?:[?*]\??|\{[\d,]+\}\??))"
)
"""An innermost group that is no part of the text, has alternatives, or may be missing."""
_GROUP = re.compile(r"\((?:\?:)?((?!\?)[^()|]*)\)(?![?*{])\+?")
_MISSING = re.compile(r".(?:[?*]\??|\{[\d,]+\}\??)", re.DOTALL)
_LITERAL = re.compile(r"[^\0.^$+]+")


class Expression:
    """A regular expression without regard to case, and the words ``when`` a text may have it, one of which it needs."""

    def __init__(self, says: str, when: str = "") -> None:
        self._says = says
        self._when = tuple(when.split("|"))

    @cached_property
    def ready(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return compiled(self._says)

    @cached_property
    def _needed(self) -> tuple[tuple[str, int], ...]:
        return tuple(needed(self._says).items())

    def may_be_in(self, low: str) -> bool:
        """Return whether a text in small letters has what the pattern needs; where it has not, nothing is found."""
        for word in self._when:
            if word in low:
                return all(low.count(each) >= number for each, number in self._needed)
        return False

    def search(self, text: str, low: str) -> re.Match[str] | None:
        """Return where a text has the pattern first, given in small letters as well; None where it has not."""
        return self.ready.search(text) if self.may_be_in(low) else None


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of a rule made ready: without regard to case, of the classes that browsers have."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


def needed(pattern: str) -> Counter[str]:
    """Return strings in small letters that every text has which a pattern is found in, and how often at least.

    They are what stands outside all alternatives and all that may be missing, and need not be all that a text needs; a
    pattern that is one of alternatives needs nothing.
    """
    rest = _CLASS.sub(_FILL, _CODED.sub(lambda found: chr(int(found[1], 16)), pattern))
    while "(" in rest:
        made = _GROUP.sub(rf"{_FILL}\1{_FILL}", _OPEN_GROUP.sub(_FILL, rest))
        if made == rest:
            return Counter()
        rest = made
    if "|" in rest:
        return Counter()
    rest = _MISSING.sub(_FILL, rest).lower()
    found = Counter(_LITERAL.findall(rest))
    found[OPEN] = rest.count(OPEN)
    return +found
