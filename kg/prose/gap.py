"""Lists of pairs that share one verb: "S bought cameras from V, S from V and S from V"."""

import re
from typing import NamedTuple

from kg.prose.gazetteer import Mention
from kg.prose.sentence import Sentence

_OWN, _WHEN = (
    r"(?:'s? [a-z]+)?",
    r"(?: for (?:its |their |the )?(?:T|[a-z]+ cameras|cameras))?"
    r"(?: (?:in|since) (?:N|[12][0-9]{3})| last [a-z]+| an? [a-z]+ (?:later|after|earlier|before))?",
)
_TWO = rf"[SCDVG]\b{_OWN},?(?: (?:its|their)(?: own)?)? "
_BY = "from|by|with|to|in|for|at|on"
_LISTS = re.compile(
    rf"\b(?P<by>{_BY}) (?:the )?(?P<base>[VGSCD])\b{_OWN}{_WHEN}"
    rf"(?P<rest>(?:(?:,? and|,? while|,? but|[,;]) (?:the )?{_TWO}(?P=by) (?:the )?[VGSCD]\b{_OWN}{_WHEN})+)"
)
_PAIR = re.compile(rf"(?P<one>[VGSCD])\b{_OWN},?(?: (?:its|their)(?: own)?)? (?:{_BY}) (?:the )?(?P<two>[VGSCD])\b")


class Gap(NamedTuple):
    """A list of pairs of names that goes on without its verb."""

    base: Mention
    """The name that ends the clause that has the verb."""
    pairs: tuple[tuple[Mention, Mention], ...]
    """The pairs that follow it, each with its vendor first."""


def gaps(sentence: Sentence) -> list[Gap]:
    """Return the lists of pairs of a sentence that share one verb: of vendors and states, all in one order."""
    found = []
    for match in _LISTS.finditer(sentence.marked):
        base = _at(sentence, match.start("base"))
        pairs = []
        for pair in _PAIR.finditer(sentence.marked, *match.span("rest")):
            one, two = _at(sentence, pair.start("one")), _at(sentence, pair.start("two"))
            if (one.letter in "VG") != (two.letter in "VG") and (two.letter in "VG") == (base.letter in "VG"):
                pairs.append((one, two) if one.letter in "VG" else (two, one))
        if pairs:
            found.append(Gap(base, tuple(pairs)))
    return found


def _at(sentence: Sentence, place: int) -> Mention:
    return sentence.within(place, place + 1)[0]
