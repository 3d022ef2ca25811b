"""Stances held against one another: a text says what the graph has only as a plan or an allegation, or reversed."""

from collections.abc import Collection

from kg.checking.verdict import CONSISTENT, LESS, MORE
from kg.evidence import modality
from kg.prose.proposal import Proposal

_READ = {"supposed": ("planned", "supposed")}
"""What our readers call a supposition: a text that plans something, or holds it for possible."""


def of_text(proposal: Proposal) -> tuple[str, ...]:
    """Return in words how a text puts something forward that it does not say to be so; none where it does.

    The headline of a text says so as the text does.
    """
    stance = modality.stance_of(proposal.modality)
    return () if stance in ("asserted", "denied") else _READ.get(stance, (stance,))


def weighed(proposal: Proposal, graph: Collection[str], agreeing: str) -> tuple[str, str]:
    """Return the verdict on a text that agrees with claims but for its stance, and what is told of both stances.

    ``graph`` is how each claim puts it forward, an empty text where it asserts it. Where text and claims are of one
    stance, the verdict is ``agreeing``; what is told is empty where both say that it is so.
    """
    text, firm = of_text(proposal), "" in graph
    own, held = " or ".join(text), " or ".join(sorted({*graph} - {""}))
    if not text:
        return (agreeing, "") if firm else (LESS, f"the text says that it is so, the graph has it only as {held}")
    if firm:
        return MORE, f"the text has it only as {own}, the graph says that it is so"
    if {*text} & {*graph}:
        return agreeing, f"the text has it as {own}, and so has the graph as {held}"
    return CONSISTENT, f"the text has it as {own}, the graph as {held}"
