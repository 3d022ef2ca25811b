"""A verdict: what the graph knows of one claim of a text, with the figures and claims it rests on."""

from dataclasses import dataclass

from kg.checking.figure import Figure
from kg.prose.proposal import Proposal

MATCHES = "matches"
CONSISTENT = "consistent"
LESS = "held less firmly"
MORE = "held more firmly"
DIFFERS = "differs"
REPORTED = "reported elsewhere"
CONTRADICTED = "contradicted"
DISPUTED = "disputed"
UNANSWERABLE = "not answerable"
VERDICTS = (MATCHES, CONSISTENT, REPORTED, MORE, LESS, DIFFERS, CONTRADICTED, DISPUTED, UNANSWERABLE)

CHECKED = ("CountObservation", "Supply", "Use", "Membership", "HomeState")
"""The kinds of claim that are held against the graph."""


@dataclass(frozen=True)
class Verdict:
    """What the graph knows of one claim of a text."""

    proposal: Proposal
    verdict: str
    told: str
    """Why, in one line, with the numbers."""
    figures: tuple[Figure, ...]
    claims: tuple[str, ...]
    """The IRIs of the claims it rests on."""
    file: str | None = None
    """The text of several that the claim is from."""
