"""The questions nearest to a text that none answers, and how each differs from it."""

from typing import NamedTuple

from kg.wording.frame import Frame, library
from kg.wording.matching import fits, parts
from kg.wording.part import Part
from kg.wording.reading import Feature, Reading

NEAREST = 3
"""How many of the nearest questions are named."""


class Neighbor(NamedTuple):
    """A question near to a text: the part of it that it answers, if its parameters can be filled, and the rest."""

    frame: Frame
    part: Part | None
    unused: tuple[str, ...]
    """What the text says and this question does not use."""
    lacks: tuple[str, ...]
    """The parameters that it needs and the text names nothing for."""
    other: bool
    """Whether its rows are of another kind than the text asks for."""

    def __str__(self) -> str:
        differs = [f"leaves {', '.join(map(repr, self.unused))} unused"] if self.unused else []
        differs += [f"needs a {' and a '.join(self.lacks)}"] if self.lacks else []
        differs += ["answers with other rows"] if self.other else []
        return f"{self.frame.question.name} ({self.frame.question.summary}) {', '.join(differs)}".strip()


def nearest(reading: Reading) -> list[Neighbor]:
    """Return the questions that use most of what a text says, the nearest first; none where nothing in it is known."""
    best: dict[str, tuple[float, Neighbor]] = {}
    for frame in library():
        score, found = _near(frame, reading)
        if score > 0 and (frame.question.name not in best or score > best[frame.question.name][0]):
            best[frame.question.name] = score, found
    ranked = sorted(best.values(), key=_order)
    return [found for _, found in ranked[:NEAREST]]


def _order(scored: tuple[float, Neighbor]) -> tuple[float, bool, str]:
    score, found = scored
    return -score, not found.frame.condition, found.frame.question.name


def _near(frame: Frame, reading: Reading) -> tuple[float, Neighbor]:
    """Return how near a frame is to a text: what it uses, less what it leaves, needs and does not ask for."""
    loose = Reading(reading.text, frozenset(), reading.features, reading.neutral, ())
    ways = [part for part in parts(frame, loose) if part.sign == "+"]
    best = max(ways, key=lambda part: (len(part.uses), part.mark), default=None)
    other = bool(reading.asked) and not reading.asked & frame.asked
    if best is None:
        used = {n for n, each in enumerate(reading.features) if _touches(frame, each)}
        lacks = tuple(
            slot.param.type
            for slot in frame.slots
            if not slot.optional and not any(fits(slot, each) for each in reading.features if each.values)
        )
    else:
        used, lacks = set(best.uses), ()
    unused = tuple(str(each) for n, each in enumerate(reading.features) if n not in used)
    score = 2 * len(used) - len(unused) - 1.5 * len(lacks) - (2 if other else 0) - (0.5 if best is None else 0)
    return score if used else 0, Neighbor(frame, best, (*unused, *reading.unknown), lacks, other)


def _touches(frame: Frame, feature: Feature) -> bool:
    if feature.sign != "+":
        return False
    if feature.named:
        return any(fits(slot, feature) for slot in frame.slots if not slot.optional)
    return any(feature.key in words.words and words.sign == feature.sign for words in frame.words)
