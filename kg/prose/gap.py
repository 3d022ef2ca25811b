"""Lists of pairs that share one verb: "S bought cameras from V, S from V and S from V"."""

import re
from typing import NamedTuple

from kg.prose.gazetteer import Mention
from kg.prose.sentence import Sentence

_OWN, _WHEN = (
    r"(?:'s?(?: [a-z]+)?)?",
    r"(?: for (?:its |their |the )?(?:T|[a-z]+ cameras|cameras))?"
    r"(?: (?:in|since) (?:N|[12][0-9]{3})| last [a-z]+| an? [a-z]+ (?:later|after|earlier|before))?",
)
_TWO = rf"[SCDVG]\b{_OWN},?(?: (?:its|their)(?: own)?)?(?: T)? "
_BY = "from|by|with|to|in|for|at|on"
_LISTS = re.compile(
    rf"\b(?P<by>{_BY}) (?:the )?(?P<base>[VGSCD])\b{_OWN}{_WHEN}"
    rf"(?P<rest>(?:(?:,? and|,? while|,? but|[,;]) (?:the |those (?:of|in) )?{_TWO}(?P=by)"
    rf" (?:the )?[VGSCD]\b{_OWN}{_WHEN})+)"
)
_PAIR = re.compile(
    rf"(?P<one>[VGSCD])\b{_OWN},?(?: (?:its|their)(?: own)?)?(?: T)? (?:{_BY}) (?:the )?(?P<two>[VGSCD])\b"
)
_ADJACENT = re.compile(
    rf"\b[VG] (?:[a-z]+ ){{1,3}}?(?:the )?(?P<base>[SC])\b[^;:VGSC]{{0,60}}?"
    rf"(?P<rest>(?:(?:,| and|, and) [VG] (?:the )?[SC]\b{_OWN}{_WHEN})+)(?=[.;]| *$)"
)
_NEXT = re.compile(r"(?P<one>[VG]) (?:the )?(?P<two>[SC])\b")
"""A pair of a list in which no preposition stands between vendor and state: "V equipped S, V S"."""
_ELIDED = re.compile(
    r"\bin (?:the )?[SC]\b,? [^;:]{3,80}?, (?:and |but )?(?P<at>in (?:the )?[SC])"
    r",? (?:a|an|the|it|another|others?|somebody|someone|nobody|no one|one|none|two|several|[VG])\b"
)
"""A place whose clause goes on without its verb: "in S the supplier is V, in S a firm"."""
_GOODS = re.compile(
    r"\bfrom (?:the )?(?P<base>V)\b(?P<rest>(?:(?:,? and|,) (?:N |its |their |an? |some )?"
    r"(?:T|(?:[a-z-]+ ){0,2}?[a-z-]+) from (?:the )?V\b)+)(?=[.;]| *$)"
)
"""Goods of which each is another vendor's, for one who gets them all: "T from V, cameras from W and T from X"."""
_FROM = re.compile(r"\bfrom (?:the )?(?P<one>V)\b")
_OTHERS = re.compile(
    r"\b(?:the )?(?P<base>[SC]) (?:is|was) (?:only )?(?:one|among) (?:of )?[^;:]{5,140}"
    r"(?P<rest>(?:;|,? and|,) (?:the )?[SC] (?:is|was) another"
    r"(?:(?:,|,? and) (?:the )?[SC],? (?:is )?(?:a|the) [a-z]+)*)(?=[.;]| *$)"
)
_OTHER = re.compile(r"(?P<two>[SC]),? (?:is |was )?(?:another|(?:a|the) (?:second|third|fourth|fifth|last))\b")


class Gap(NamedTuple):
    """A list of pairs of names that goes on without its verb."""

    base: Mention
    """The name that ends the clause that has the verb."""
    pairs: tuple[tuple[Mention, Mention], ...]
    """The pairs that follow it, each with its vendor first."""
    alike: tuple[Mention, ...] = ()
    """The states of which the same is said: "S is one of those that V serves; S is another"."""
    beside: tuple[Mention, ...] = ()
    """The vendors of whom the same state gets other goods."""


def gaps(sentence: Sentence) -> list[Gap]:
    """Return the lists of pairs of a sentence that share one verb: of vendors and states, all in one order."""
    found = []
    lists = [(match, _PAIR) for match in _LISTS.finditer(sentence.marked)]
    for match, inner in [*lists, *((match, _NEXT) for match in _ADJACENT.finditer(sentence.marked))]:
        base = _at(sentence, match.start("base"))
        pairs = []
        for pair in inner.finditer(sentence.marked, *match.span("rest")):
            one, two = _at(sentence, pair.start("one")), _at(sentence, pair.start("two"))
            if (one.letter in "VG") != (two.letter in "VG") and (two.letter in "VG") == (base.letter in "VG"):
                pairs.append((one, two) if one.letter in "VG" else (two, one))
        if pairs:
            found.append(Gap(base, tuple(pairs)))
    for match in _GOODS.finditer(sentence.marked):
        firms = (_at(sentence, one.start("one")) for one in _FROM.finditer(sentence.marked, *match.span("rest")))
        found.append(Gap(_at(sentence, match.start("base")), (), (), tuple(firms)))
    for match in _OTHERS.finditer(sentence.marked):
        others = (_at(sentence, one.start("two")) for one in _OTHER.finditer(sentence.marked, *match.span("rest")))
        found.append(Gap(_at(sentence, match.start("base")), (), tuple(others)))
    return found


def elided(marked: str) -> list[tuple[int, int]]:
    """Return the spans of "in S" whose clause has lost its verb: "in S the supplier is V, in S a firm"."""
    return [found.span("at") for found in _ELIDED.finditer(marked)]


def _at(sentence: Sentence, place: int) -> Mention:
    return sentence.within(place, place + 1)[0]
