"""A question of rows wrapped in another: whether a thing is among them, what is left out, whether there are any.

``queries/wrappings.toml`` has the rules. Each takes its own words and the names that they are said of off a text; what
is left is a question of its own, of whatever conditions, so that each wrapping serves them all. It is tried where no
question answers a text as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.evidence.mention import Names
from kg.wording import ground, surrounding, turn
from kg.wording.expression import MARK, Expression
from kg.wording.frame import Frame
from kg.wording.lexicon import Lexicon
from kg.wording.part import Part, Plan

_FLAGS = re.IGNORECASE | re.ASCII
_SECOND = re.compile(
    r"(?:[,;.?!]| and| but) (?:and |but )?(?:(?:to|by|from|in|of|since) )?(?:who|whom|whose|which|what|when|where|how|"
    r"why|does|do|did|is|are|was|were|has|have|if)\b",
    _FLAGS,
)
"""What a rest has that asks something of its own besides."""
_ROWS = {"v": ("vendors", "vendor"), "t": ("technologies", "technology"), "l": ("lists", "list")}
"""What rows of the kind of a name are called; of all others states."""
_ASKED = re.compile(r"^which (?:states?|vendors?|technolog(?:y|ies)|lists?) ", _FLAGS)
_OTHER = re.compile(r"\bother (?!than\b)", _FLAGS)
_FIRST = re.compile(
    r"\b(?:(?<!at )most|(?<!at )least|biggest|largest|greatest|leading|main|leads?|top|tops|first|number one|highest|"
    r"fewest|lowest|smallest|dominat[a-z]+|second|third|last|latest|more [^,;]* than (?:any|every|all))\b",
    _FLAGS,
)
"""What a rest has that asks for the first rows of an order: of a name it is asked whether it is they."""
_LATER = re.compile(r"\b(?:second|third|last|latest)\b", _FLAGS)
_UNTOLD = re.compile(
    "\\b(?:still|yet|already|now|nowadays|start|begin|began|stop|expand|grow|shrink|gain|lose|change|depend|rely|differ|compare|agree)[a-z]*"
    "\\b|^(?!.*\\bboth\\b).*\ue000([a-z])\\d+\ue001 and (?:(?:in|by|from|of|to|on) )?(?:the )?\ue000\\1"
    "|\ue000t\\d+\ue001[^,;]*? (?:from|by|of) (?:the )?\ue000[vh]|\ue000[vh]\\d+\ue001(?:['’]s)? (?:[a-z]+ )?\ue000t"
    "|^which [a-z]+ (?:is|are|was|were) in (?:the )?\ue000[vt]",
    _FLAGS,
)
"""What a rest has of which to be a row says little: a change, how far it goes, which vendor a technology is of."""
EITHER = re.compile(
    r"^(?:[^:?]+ or [^:?]+(?::| -|,) (?:which|who)(?: one| of (?:them|the two))?|(?:which|who)(?: one)? of [^:?]+? and)"
    r" (?!.*\b(?:more|most|fewer|fewest|less|least|[a-z]+er|[a-z]+est|first)\b)",
    _FLAGS,
)
"""What asks which of two does something, and not what is so of both."""
_LETTER = re.compile("\ue000([a-z])\\d+\ue001")
_SAME = {"jurisdiction": "state"}


class Wrapping(NamedTuple):
    """A question with what stands around it taken off."""

    rest: str
    keeps: str
    """``alone`` of the rows those named, ``out`` those left when they are taken out, ``in`` those that another question
    has as well; ``all`` where nothing is named."""
    named: tuple[str, ...]
    also: str
    """The question whose rows are taken out or kept; empty where things are named."""


@dataclass(frozen=True)
class Wrapped:
    """A plan for a question and for what stood around it, and what is to be told of it."""

    plan: Plan
    told: str


class Rule:
    """One way to wrap a question."""

    def __init__(self, says: str, when: str, rest: str, keeps: str, of: int, also: str) -> None:
        self._pattern = Expression(says, when)
        self._rest, self._keeps, self._of, self._also = rest, keeps, of, also

    def applied(self, text: str, low: str, *, apiece: bool = False) -> Wrapping | None:
        """Return the question of a text without what stands around it; None where it is not of this form.

        Of several things named ``apiece``, whether they are rows is asked of each.
        """
        found = self._pattern.search(text, low)
        if found is None:
            return None
        said = found[self._of] if self._of else ""
        letter = _LETTER.search(said)
        rows, row = _ROWS.get(letter[1] if letter else "", ("states", "state"))
        rest = found.expand(self._rest).replace("ROWS", rows).replace("ROW", row)
        rest = _OTHER.sub("", rest) if self._keeps == "out" else rest
        if self._keeps == "alone" and (_SECOND.search(rest) or _UNTOLD.search(rest)):
            return None
        marks = {mark[0] for mark in MARK.finditer(said)}
        if self._keeps == "alone" and (len(marks) > 1) != apiece:
            return None
        names = () if self._also else tuple(mark[0] for mark in MARK.finditer(said))
        return Wrapping(" ".join(rest.split()).strip(" ,;:-"), self._keeps, names, found.expand(self._also))


@lru_cache(maxsize=1)
def written() -> list[tuple[str, str, str, str, int, str]]:
    """Return the rules with the shorthands written out, each as :class:`Rule` takes it."""
    read = turn.rules("wrappings")["wrapping"]
    return [
        (each["says"], each["when"], each["rest"], each["keeps"], each.get("of", 0), each.get("also", ""))
        for each in read
    ]


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return tuple(Rule(*each) for each in written())


def wrappings(names: Names, known: Lexicon, text: str, *, apiece: bool = False) -> Iterator[Wrapping]:
    """Yield each way in which a text wraps a question in another; ``apiece`` those of each of several things."""
    said, named = turn.marked(names, known, surrounding.without(names, known, text))
    plain = " ".join(said.split()).rstrip(" ?.!")
    low = plain.lower()
    for rule in _rules():
        found = rule.applied(plain, low, apiece=apiece)
        if found is None or found.rest.lower() == low:
            continue
        if not set(MARK.findall(plain)) <= set(MARK.findall(" ".join((found.rest, found.also, *found.named)))):
            continue
        own = tuple(turn.unmarked(each, named) for each in found.named)
        yield Wrapping(turn.unmarked(found.rest, named), found.keeps, own, turn.unmarked(found.also, named))


def apiece(names: Names, known: Lexicon, text: str) -> list[str]:
    """Return a question of each of several things of which a text asks whether they are rows of one; empty for none."""
    for each in wrappings(names, known, text, apiece=True):
        if each.keeps == "alone":
            said = _ASKED.sub("", each.rest)
            opens = "is {} among the" if said == each.rest else "is it true that {}"
            return [f"{opens.format(name)} {said}?" for name in dict.fromkeys(each.named)]
    return []


def put(names: Names, plan: Plan, asked: Wrapping, also: Plan) -> Wrapped | None:
    """Return a plan with what stood around its question; None where its rows are not of the kind of what is named."""
    if asked.keeps == "all":
        return Wrapped(plan, "")
    kinds = {_kind(part.frame) for part in plan if part.sign == "+" and part.frame is not None}
    firsts = [part for part in plan if part.first]
    kind = kinds.pop() if len(kinds) == 1 else ""
    if not kind or any(part.sign == "&" for part in plan):
        return None
    if asked.also:
        return _joined(plan, kind, asked.keeps, also)
    things = tuple(names.meanings(each).get(kind, "") for each in asked.named)
    if not things or not all(things):
        return None
    if asked.keeps == "out":
        return Wrapped((*plan, *(Part(None, {}, "-", frozenset(), (thing,)) for thing in dict.fromkeys(things))), "")
    if firsts or _FIRST.search(asked.rest):
        ordered = [part for part in plan if part.first or part.order or (part.frame is not None and part.frame.ranked)]
        one = len(things) == len(ordered) == 1 and ordered[0].first >= 0 and not _LATER.search(asked.rest)
        among = ordered and ordered[0].first > 1
        where = "it is one of them if it stands there" if among else "it is if it stands first there"
        told = f"whether it is {asked.named[0]} the order of the rows tells: {where}"
        return Wrapped(plan, told) if one else None
    if not any(part.sign == "+" and part.uses for part in plan):
        return None
    return Wrapped((Part(None, {}, "+", frozenset(), things), *plan), "")


def _joined(plan: Plan, kind: str, keeps: str, also: Plan) -> Wrapped | None:
    """Return a plan without the rows of another, or with those alone that it has, where both are of one kind."""
    like = all(
        each.frame is not None and _kind(each.frame) == kind and each.sign == "+" and not each.first for each in also
    )
    odd = len(also) > 1 if keeps == "out" else any(part.first for part in plan)
    if not also or not like or odd:
        return None
    sign = "-" if keeps == "out" else "+"
    own = {part.mark for part in plan}
    more = [Part(each.frame, each.params, sign, frozenset()) for each in also]
    return Wrapped(ground.whole((*plan, *(part for part in more if part.mark not in own))), "")


def _kind(frame: Frame) -> str:
    return _SAME.get(frame.row, frame.row)
