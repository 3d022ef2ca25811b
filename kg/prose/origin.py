"""Whose a ware is, if not the state's: it comes by, is in private houses, or an adjective tells where it comes from."""

import re
from collections.abc import Iterator

from kg.prose.grammar import cue, listed
from kg.prose.proposal import HOLDER, Proposal
from kg.prose.sentence import Sentence
from kg.prose.standing import FIRM, anybodys

_WARES = "|".join(sorted({*listed("wares"), *listed("devices"), *listed("watching")}, key=len, reverse=True))
_PLAIN = "-made|-built|new|old|more|street|security|surveillance|traffic|smart|digital|modern|used|mobile|phone|face|ai"
_ATTRIBUTE = re.compile(rf"D(?: (?:{_PLAIN}))*(?: T\b| (?:{_WARES})\b| (?:forensics|facial|license|licence)\b)")
"""An adjective of a state with the ware that it stands before."""
_FIRM = (
    r"(?:company|firm|vendor|maker|giant|manufacturer|supplier|developer|integrator|dealer|reseller|provider|group"
    r"|corporation|start-up|consortium|bank|loan|lender)s?\b"
)
_FIRMS = re.compile(rf"[SCD](?:'s)? (?:[a-z-]+ ){{0,3}}?(?:V\b|{_FIRM})")
_HOME = re.compile(rf"(?:D|[SC]'s) (?:(?!(?:police|government|army|ministry)\b)[a-z-]+ ){{0,3}}?(?:V\b|{_FIRM})")
"""A state where a firm is at home."""


def at_home(marked: str, at: int) -> bool:
    """Return whether a state at a place of a marked sentence is only where a firm is, or a ware comes from."""
    return _HOME.match(marked, at) is not None or _ATTRIBUTE.match(marked, at) is not None


def origin(proposal: Proposal, sentence: Sentence) -> bool:
    """Return whether a state is named by an adjective of a ware alone, and another state may be who has that."""
    state = proposal.roles.get(HOLDER.get(proposal.kind, ""))
    named = [
        (m, at) for m, at in zip(sentence.mentions, sentence.places, strict=True) if m.letter in "SCDO" and m.names
    ]
    own = [(m, at) for m, at in named if state in m.names]
    if not own or not all(m.letter == "D" and _ATTRIBUTE.match(sentence.marked, at) for m, at in own):
        return False
    return any(not _FIRMS.match(sentence.marked, at) for m, at in named if state not in m.names)


def others_own(proposal: Proposal, sentence: Sentence, region: str) -> Iterator[str]:
    """Yield why a ware is not the state's to which a claim gives it; ``region`` are the words about its names."""
    if cue("passing").search(region):
        yield "it only comes by, or is only let in"
    if cue("own-premises").match(sentence.marked):
        yield "it is in the houses of who has it, and not the state's"
    if cue("never-done").search(sentence.marked):
        yield "it was to be, and is not said to have been"
    if proposal.modality in FIRM and (cue("unbinding").search(region) or _unsigned(sentence.marked, region)):
        yield "what is signed binds nobody yet"
    if proposal.denies and cue("told-not-to").search(sentence.whole.marked):
        yield "somebody is told not to, and it is not said that they do not"
    if cue("ballot").search(sentence.whole.text.lower()):
        yield "it is for the rolls of voters"
    if anybodys(proposal, sentence):
        yield "it names a place, and nobody in it who is the state's"
    if origin(proposal, sentence):
        yield "the adjective tells where the ware comes from"


def _unsigned(marked: str, region: str) -> bool:
    """Return whether the contract of a region, the words about a claim's names, is not in force: "awaits approval"."""
    at = marked.find(region)
    return any(m.start() <= at + len(region) and m.end() > at for m in cue("unsigned").finditer(marked))
