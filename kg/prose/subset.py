"""What "nine of them" are where something else than states was counted before: towns, or agencies, and no states."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.prose.grammar import cue
from kg.prose.proposal import Proposal
from kg.prose.sentence import Sentence
from kg.prose.unread import Told


def stately(sentences: Sequence[Told], found: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals without the counts of states whose figure is a part of what are no states."""
    kept = [*found]
    for before, told in pairwise([None, *sentences]):
        if told is None or " of " not in told.sentence.marked:
            continue
        others = {*_parts(told.sentence, before.sentence.marked if before else "")}
        start, end = told.span
        for one in [p for p in kept if p.kind == "CountObservation" and start <= p.start < end] if others else ():
            if (one.lower, one.upper) in others:
                kept = [p for p in kept if p is not one]
                told.reasons.append("the figure is a part of what are no states")
    return kept


def _parts(sentence: Sentence, before: str) -> Iterator[tuple[int | None, int | None]]:
    """Yield the bounds of each figure of a sentence that is a part of towns or agencies."""
    for part in cue("part-of").finditer(sentence.marked):
        counted = cue("counted-first").search(sentence.marked, 0, part.start()) or cue("counted-first").search(before)
        if part["towns"] or (counted is not None and counted["towns"]):
            yield from ((m.lower, m.upper) for m in sentence.within(part.start(), part.start() + 1))
