"""The questions nearest to a text that none answers, and how each differs from it."""

import re
from typing import NamedTuple

from kg.naming.form import tokens
from kg.query import query
from kg.query.query import Query
from kg.setting import kept
from kg.wording.frame import Frame, library, met
from kg.wording.matching import fits, parts
from kg.wording.part import Part
from kg.wording.reading import Reading

_OWN = 0.6
"""How much of its words a text shares with a text of a question that it puts in the question's words."""
NEAREST = 3
"""How many of the nearest questions are named."""


class Neighbor(NamedTuple):
    """A question near to a text: the part of it that it answers, if its parameters can be filled, and the rest."""

    question: Query
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
        return f"{self.question.name} ({self.question.summary}) {', '.join(differs)}".strip()


def nearest(reading: Reading) -> list[Neighbor]:
    """Return the questions that use most of what a text says, the nearest first; none where nothing in it is known."""
    best: dict[str, tuple[float, Neighbor]] = {}
    loose = _loose(reading)
    said = met(reading.spoken)
    for frame in library():
        part, used = _use(frame, reading, loose) if frame.worded <= said else (None, _touched(frame, reading))
        if not used:
            continue
        score, found = _scored(frame, reading, part, used)
        if score > 0 and (frame.question.name not in best or score > best[frame.question.name][0]):
            best[frame.question.name] = score, found
    ranked = [found for _, found in sorted(best.values(), key=_order)]
    titled = [_of(question, reading) for question in own(reading.text)]
    return list({found.question.name: found for found in [*titled, *ranked]}.values())[:NEAREST]


def own(text: str) -> list[Query]:
    """Return the questions that a text puts in their own words, or nearly so, the nearest first."""
    said = words(text)
    least, most = _OWN * len(said), len(said) / _OWN
    sized = (
        (name, [one for one in known if least <= len(one) <= most], question) for name, known, question in _titles()
    )
    near = [(-max(_alike(said, one) for one in known), name, question) for name, known, question in sized if known]
    return [question for alike, _, question in sorted(near, key=lambda each: each[:2]) if -alike >= _OWN]


def words(text: str) -> frozenset[str]:
    """Return the words of a text, folded, each once."""
    return frozenset(word.casefold() for word in tokens(text))


def texts(question: Query) -> list[str]:
    """Return the texts by which a question describes itself: its title, what its description asks, its examples."""
    asks = [each for each in re.split(r"(?<=[.?]) ", question.description) if each.endswith("?")]
    return [question.summary, *asks, *question.examples]


@kept
def _titles() -> tuple[tuple[str, tuple[frozenset[str], ...], Query], ...]:
    return tuple((each.name, tuple(map(words, texts(each))), each) for each in query.read_all("questions"))


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    shared = len(one & two)
    return shared / (len(one) + len(two) - shared) if shared else 0.0


def _of(question: Query, reading: Reading) -> Neighbor:
    """Return a question as a neighbor, by the frame of it that uses most."""
    loose = _loose(reading)
    frames = [frame for frame in library() if frame.question.name == question.name]
    near = [_scored(frame, reading, *_use(frame, reading, loose)) for frame in frames]
    return max(near, key=lambda each: each[0])[1] if near else Neighbor(question, None, reading.unknown, (), False)


def _order(scored: tuple[float, Neighbor]) -> tuple[float, bool, str]:
    score, found = scored
    return -score, "within" not in found.question.front, found.question.name


def _loose(reading: Reading) -> Reading:
    """Return a text as it was read, whatever it asks for and whatever of it is unknown."""
    return Reading(reading.text, frozenset(), reading.features, reading.neutral, ())


def _use(frame: Frame, reading: Reading, loose: Reading) -> tuple[Part | None, set[int]]:
    """Return the part of a text that a frame answers, if there is one, and what of the text the frame uses."""
    best = max(parts(frame, loose, "+"), key=lambda part: (len(part.uses), part.mark), default=None)
    if best is not None:
        return best, set(best.uses)
    return None, _touched(frame, reading)


def _touched(frame: Frame, reading: Reading) -> set[int]:
    """Return what of a text a frame can use, though it does not answer it."""
    said = {n for key in frame.said & reading.words.keys() for n, sign in reading.words[key] if sign == "+"}
    named = (n for n, each in enumerate(reading.features) if each.named and each.sign == "+") if frame.needs else ()
    return said.union(n for n in named if any(fits(slot, reading.features[n]) for slot in frame.needs))


def _scored(frame: Frame, reading: Reading, best: Part | None, used: set[int]) -> tuple[float, Neighbor]:
    """Return how near a frame is to a text: what it uses, less what it leaves, needs and does not ask for."""
    other = bool(reading.asked) and not reading.asked & frame.asked
    lacks = tuple(
        slot.param.type
        for slot in (frame.needs if best is None else ())
        if not any(fits(slot, each) for each in reading.features if each.values)
    )
    unused = tuple(told for n, told in enumerate(reading.told) if n not in used)
    score = 2 * len(used) - len(unused) - 1.5 * len(lacks) - (2 if other else 0) - (0.5 if best is None else 0)
    return score if used else 0, Neighbor(frame.question, best, (*unused, *reading.unknown), lacks, other)
