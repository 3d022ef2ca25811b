"""Lists of pairs that share one verb: "S bought cameras from V, S from V and S from V"."""

import re
from typing import NamedTuple

from kg.prose.gazetteer import Mention
from kg.prose.sentence import Sentence

_LISTS = re.compile(
    r"\b(?P<by>from|by|with|to|in|for|at) (?:the )?(?P<base>[VGSCD])\b(?:'s? [a-z]+)?"
    r"(?P<rest>(?:(?:,? and|,? while|,? but|[,;]) (?:the )?[SCDVG]\b(?:'s? [a-z]+)?,? (?P=by) (?:the )?[VGSCD]\b"
    r"(?:'s? [a-z]+)?)+)"
)
_PAIR = re.compile(r"(?P<one>[VGSCD])\b(?:'s? [a-z]+)?,? (?:from|by|with|to|in|for|at) (?:the )?(?P<two>[VGSCD])\b")


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
