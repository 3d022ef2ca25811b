"""The questions nearest to a text that none answers, and how each differs from it."""

import re
from collections import Counter
from itertools import chain
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
    loose, touched, said = _loose(reading), _Touched(reading), met(reading.spoken)
    for frame in library():
        part = _part(frame, loose) if frame.worded <= said else None
        used = touched.by(frame) if part is None else set(part.uses)
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
    said, (known, where) = words(text), _known()
    shared = Counter(chain.from_iterable(where.get(word, ()) for word in said))
    near: dict[str, tuple[float, Query]] = {}
    for at, number in shared.items():
        question, size = known[at]
        alike = number / (len(said) + size - number)
        if alike >= _OWN and alike > near.get(question.name, (0.0,))[0]:
            near[question.name] = alike, question
    return [question for _, question in sorted(near.values(), key=lambda each: (-each[0], each[1].name))]


def words(text: str) -> frozenset[str]:
    """Return the words of a text, folded, each once."""
    return frozenset(word.casefold() for word in tokens(text))


def texts(question: Query) -> list[str]:
    """Return the texts by which a question describes itself: its title, what its description asks, its examples."""
    asks = [each for each in re.split(r"(?<=[.?]) ", question.description) if each.endswith("?")]
    return [question.summary, *asks, *question.examples]


@kept
def _known() -> tuple[list[tuple[Query, int]], dict[str, list[int]]]:
    """Return each text by which a question describes itself, with how many words it has, and word → the texts of it."""
    known: list[tuple[Query, int]] = []
    where: dict[str, list[int]] = {}
    for question in query.read_all("questions"):
        for said in map(words, texts(question)):
            for word in said:
                where.setdefault(word, []).append(len(known))
            known.append((question, len(said)))
    return known, where


def _of(question: Query, reading: Reading) -> Neighbor:
    """Return a question as a neighbor, by the frame of it that uses most."""
    loose, touched = _loose(reading), _Touched(reading)
    frames = ((frame, _part(frame, loose)) for frame in library() if frame.question.name == question.name)
    near = [
        _scored(frame, reading, part, touched.by(frame) if part is None else set(part.uses)) for frame, part in frames
    ]
    return max(near, key=lambda each: each[0])[1] if near else Neighbor(question, None, reading.unknown, (), False)


def _order(scored: tuple[float, Neighbor]) -> tuple[float, bool, str]:
    score, found = scored
    return -score, "within" not in found.question.front, found.question.name


def _loose(reading: Reading) -> Reading:
    """Return a text as it was read, whatever it asks for and whatever of it is unknown."""
    return Reading(reading.text, frozenset(), reading.features, reading.neutral, (), lowest=reading.lowest)


def _part(frame: Frame, loose: Reading) -> Part | None:
    """Return the part of a text that uses most of it among those that a frame answers, if there is one."""
    return max(parts(frame, loose, "+"), key=lambda part: (len(part.uses), part.mark), default=None)


class _Touched:
    """What of a text the frames can use that do not answer it; each sort of parameter is looked at once."""

    def __init__(self, reading: Reading) -> None:
        self._named = [(n, each) for n, each in enumerate(reading.features) if each.named and each.sign == "+"]
        self._words = {key: {n for n, sign in said if sign == "+"} for key, said in reading.words.items()}
        self._taken: dict[object, set[int]] = {}

    def by(self, frame: Frame) -> set[int]:
        """Return the numbers of the features that a frame can use."""
        used: set[int] = set()
        for key in frame.said & self._words.keys():
            used |= self._words[key]
        for slot in frame.needs if self._named else ():
            if slot.takes not in self._taken:
                self._taken[slot.takes] = {n for n, each in self._named if fits(slot, each)}
            used |= self._taken[slot.takes]
        return used


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
