"""Tenures: the years for which a claim holds, as it says or as its edition does, beside those that a text names."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kg.checking.opposition import Roles, times

_YEARS = re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)(?P<decade>s)?(?:[-–/](?P<short>\d\d))?(?![\d,]*\d)")
_BEGUN = re.compile(
    r"\b(?:join(?:s|ed|ing)?|acced(?:es|ed|ing)|accession|sign(?:s|ed|ing)|enter(?:s|ed|ing)|became|becomes?|since"
    r"|began|begun|start(?:s|ed|ing)?|first|adopt(?:s|ed|ing)|introduc(?:es|ed|ing))\b",
    re.I,
)
_NOW = re.compile(
    r"\b(?:is|are|remains?|still|now|currently|today|has been|have been|continues?|keeps?|uses?|supplies|supply"
    r"|belongs?|serves?|provides?|sells?|equips?|buys?|runs?|operates?|employs?|deploys?)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:was|were|had|did|used to|formerly|former|once|until|bought|sold|built|got|\w+ed)\b", re.I)


class Tenure(NamedTuple):
    """When the situation of a claim held; a year is None where nothing is said of it."""

    claim: str
    source: str
    first: int | None
    last: int | None
    words: str
    """The time as the source gives it; an empty text where none is given."""
    end: str
    """The end that is said, with the precision of the source; an empty text where none is."""
    begun: bool
    """Whether a beginning is said."""
    whole: bool
    """Whether it is of no more than what the text says: of no single place or technology that the text leaves out."""
    seen: str = ""
    """The day or year of the source; an empty text where it has none."""
    how: str = ""
    """``planned``, ``alleged`` and the like where it is not said to be so; an empty text where it is."""

    @property
    def firm(self) -> bool:
        """Whether it is said to be so, and not planned, alleged or supposed."""
        return not self.how

    @property
    def ended(self) -> bool:
        """Whether what the text says is firmly said to have ended."""
        return self.gone and self.firm and self.whole

    @property
    def gone(self) -> bool:
        """Whether the claim is of an end that had passed when its source was published, or by today."""
        seen = self.seen or date.today().isoformat()
        return bool(self.end) and (self.end <= seen or self.end.startswith(seen))

    @property
    def bare(self) -> bool:
        """Whether it says of the situation little but its end, and is no support for more."""
        return bool(self.end) and not self.begun

    def __str__(self) -> str:
        return f"{self.source} ({self.words or 'no time said'})"

    def excludes(self, years: Sequence[int]) -> bool:
        """Return whether the claim itself says times that leave out one of some years."""
        early = self.begun and self.first is not None and min(years) < self.first
        return early or (bool(self.end) and self.last is not None and max(years) > self.last)

    def covers(self, years: Sequence[int], ends: Iterable["Tenure"], *, begins: bool) -> bool:
        """Return whether the claim holds in all of some years; ``begins``: whether the text says that it began then."""
        if begins and self.begun:
            return set(years) == {self.first}
        if begins or (self.first is None and self.last is None):
            return False
        if self.first is None or self.bare:
            return set(years) == {self.last}
        last = self.last or self.first
        if not self.end:
            last = min((each.last for each in ends if each.last and each.last >= self.first), default=last)
        return self.first <= min(years) and max(years) <= last

    def outlived(self, ends: Iterable["Tenure"]) -> bool:
        """Return whether one of the ends came after all that the claim says, so that it tells nothing of today."""
        known = self.first if self.begun and self.last is None else self.last
        return self.gone or any(known is None or (each.last or 0) >= known for each in ends)


def tenure(
    claim: str, source: str, roles: Roles, year: int | None, *, how: str = "", whole: bool, seen: str = ""
) -> Tenure:
    """Return when the situation of a claim held; ``year`` is that of its edition, for a claim that says no time.

    What only began is said to have held until its source was published (``seen``), and of later years nothing is said.
    """
    starts, ends, at = times(roles)
    first, last, words, end = year, year, "" if year is None else f"as of {year}", ends[-1] if ends else ""
    if starts or ends:
        first = int(starts[0][:4]) if starts else None
        last = int(end[:4]) if end else None
        if first is not None and not end:
            told = [int(seen[:4])] if seen else []
            last = max([first, *told, *([year] if year else [])]) if told or year else None
        words = " ".join([*([f"since {starts[0]}"] if starts else ()), *([f"until {end}"] if end else ())])
    elif at:
        first, last, words = int(at[0][:4]), int(at[-1][:4]), f"at {', '.join(at)}"
    return Tenure(claim, source, first, last, words, end, bool(starts), whole, seen, how)


def years(text: str) -> tuple[int, ...]:
    """Return the years that a text names, in order; of a decade the first and the last.

    >>> years("It sold 97 in 1990, and more in the 2000s and in 2019-21.")
    (1990, 2000, 2009, 2019, 2021)
    """
    found = set()
    for named in _YEARS.finditer(text):
        year = int(named["year"])
        found |= {year, year + 9} if named["decade"] else {year}
        if named["short"]:
            found.add(year // 100 * 100 + int(named["short"]))
    return tuple(sorted(found))


def begins(sentence: str) -> bool:
    """Return whether a sentence speaks of the beginning of something."""
    return _BEGUN.search(sentence) is not None


def past(quote: str) -> bool:
    """Return whether words are in the past tense only, and so say nothing of today."""
    return _PAST.search(quote) is not None and _NOW.search(quote) is None
