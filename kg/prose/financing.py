"""Financings: who lent or gave the money for a supply that a text speaks of, in the same sentence or the one before.

A financing pays for one supply. Where a sentence names several, which of them was paid for is not said, and none is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.prose import guard
from kg.prose.gazetteer import Gazetteer
from kg.prose.grammar import cue
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told
from kg.prose.voice import attitude

_WAYS = ("financed-by", "financed-with", "finances-it", "lends-for", "borrowed-for", "loan-paid", "with-loan")
"""The cues of ``grammar.toml`` that tell of a financing; a group ``who`` names the financier, ``what`` what is paid."""
SEVERAL = "which of the supplies is financed is not said"
UNSUPPLIED = "the supply that is financed was not read"
NOBODY = "who finances it is in no register"


def financings(sentences: Sequence[Told], supplies: Iterable[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the financings that sentences tell of, each of one of the supplies that were read.

    Why none was read is added to the reasons of its sentence.
    """
    known = [p for p in supplies if p.kind == "Supply" and p.roles.get("recipient")]
    for before, told in pairwise([None, *sentences]):
        marked = told.sentence.marked if told else ""
        if told is None or len(marked) > LONGEST or not cue("money").search(marked) or marked.endswith("?"):
            continue
        own = [p for p in known if told.span[0] <= p.start < told.span[1]]
        back = before and (cue("financed-before").search(marked) or _taken_up(told))
        if back and not own and before:
            own = [p for p in known if before.span[0] <= p.start < before.span[1]]
        if not own and any(cue(way).search(marked) for way in _WAYS):
            told.reasons.append(UNSUPPLIED)
        if own and (found := _financing(told, own, gazetteer)):
            yield found


def _taken_up(told: Told) -> bool:
    """Return whether money goes to something that was named before, as "for the project"."""
    text = told.block.text
    things = (m for m in told.sentence.mentions if m.letter == "T" and text[m.start : m.end].lower().startswith("the "))
    return any(text[: m.start].endswith(" for ") for m in things)


def _financing(told: Told, supplies: Sequence[Proposal], gazetteer: Gazetteer) -> Proposal | None:
    sentence = told.sentence
    for way in _WAYS:
        for match in cue(way).finditer(sentence.marked):
            groups = match.groupdict()
            if groups.get("what") is not None and not _surveils(groups["what"]):
                continue
            if reason := guard.denial(sentence.marked, *match.span()):
                told.reasons.append(reason)
                return None
            if len({(p.roles["supplier"], p.roles["recipient"]) for p in supplies if "supplier" in p.roles}) != 1:
                told.reasons.append(SEVERAL)
                return None
            financier = _financier(told, match, gazetteer)
            if groups.get("who") and (financier is None or financier in supplies[0].roles.values()):
                told.reasons.append(NOBODY)
                return None
            return _proposal(told, match, supplies[0], financier)
    return None


def _surveils(words: str) -> bool:
    """Return whether what is paid for is what is supplied, and not a railway beside it."""
    return bool(cue("paid-for").search(words)) and guard.goods(words, 0, len(words)) is None


def _financier(told: Told, match: re.Match[str], gazetteer: Gazetteer) -> str | None:
    if not match.groupdict().get("who"):
        return None
    inside = told.sentence.within(*match.span("who"))
    named = next((m.names[0] for m in inside if m.letter == "O" and m.names), None)
    state = next((m.names[0] for m in inside if m.letter in "SD" and m.names), None)
    return named or (gazetteer.government(state) if state and "government" in match["who"] else None)


def _proposal(told: Told, match: re.Match[str], supply: Proposal, financier: str | None) -> Proposal:
    span = told.sentence.span(*match.span())
    instrument = (match.groupdict().get("instrument") or "").strip()
    return told.proposal(
        "Financing",
        {name: one for name, one in (("financier", financier), ("instrument", instrument)) if one},
        span,
        attitude(told.speakers, told.sentence, match.span(), "Financing"),
        proposer=supply.proposer,
        finances=supply.id,
        id=f"f{told.block.span(*span)[0]}.{supply.id}",
    )
