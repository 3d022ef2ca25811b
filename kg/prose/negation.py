"""Whether a sentence says outright that what a rule would read in it is not so."""

import re

from kg.prose import guard
from kg.prose.grammar import Rule, cue
from kg.prose.proposal import HOLDER
from kg.prose.sentence import Sentence


def corrects(sentence: Sentence) -> bool:
    """Return whether a sentence tells what an earlier version said; whether that was wrong the next one says."""
    return cue("corrects").match(sentence.whole.marked) is not None


def in_part(text: str) -> bool:
    """Return whether a sentence denies a part alone, which leaves the rest: "not for its ports but for its jails"."""
    return cue("denied-in-part").search(text.lower()) is not None


def denies(rule: Rule, match: re.Match[str], sentence: Sentence) -> bool:
    """Return whether a sentence says outright that what a rule would read is not so: "has never supplied"."""
    if rule.kind not in HOLDER or rule.after:
        return False
    if cue("verdict-label").search(sentence.whole.marked) and not corrects(sentence):
        return False
    if rule.polarity == "-":
        hanging = any(cue(name).search(sentence.marked) for name in ("condition", "possible", "plan"))
        at = min(match.start(role) for role in match.groupdict() if role.startswith(HOLDER[rule.kind]) and match[role])
        clause = guard.clause(sentence.marked, at, match.end())
        return not hanging and sentence.stance is None and not guard.doubled(clause)
    outright = cue("outright").search(match.group())
    lead = sentence.marked[: match.start()]
    elsewhere = lead + match.group()[: outright.start()] if outright else ""
    if (
        outright is None
        or cue("possible").search(match.group())
        or cue("negation").search(elsewhere)
        or cue("condition").search(sentence.marked)
        or cue("stance-several").search(match.group())
        or guard.doubled(sentence.marked)
        or (rule.kind == "Supply" and cue("stance-used-of").search(match.group(), outright.end()))
    ):
        return False
    return not ("N" in lead or guard.left(sentence.marked, len(lead)) or guard.right(sentence.marked, match.end()))
