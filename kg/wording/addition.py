"""What a text asks of each of its rows besides, or in what order they are to stand: the home of each, sorted by region.

``queries/additions.toml`` has the rules. Each takes off the end of a text, or off its frame, what is asked besides;
what is left is a question of its own, so that it can be asked of any rows, whatever their conditions.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from kg.evidence.mention import Names
from kg.wording import surrounding, turn
from kg.wording.expression import MARK, Expression
from kg.wording.frame import by_name
from kg.wording.item import NUMBERS
from kg.wording.lexicon import Lexicon
from kg.wording.part import Part, Plan

_IT = re.compile(r"\bits?\b", re.IGNORECASE | re.ASCII)
_OWN = re.compile(r"(?: and|[.;?!:,]) .*\b(?:each|they|their|them|these|those|its)\b", re.IGNORECASE | re.ASCII)
"""What a text has that asks a question of its own of the rows of another."""
_THING = re.compile("\ue000[skv]\\d+\ue001")
"""The mark of a state or a vendor, of which "it" may be said."""


_SAME = {"jurisdiction": "state"}
"""Rows that are things of another kind as well: what is told of a state is told of a jurisdiction of a survey."""


class Addition(NamedTuple):
    """What is asked of each row besides."""

    rest: str
    """The question without it."""
    tells: str
    """The key of the question that tells it; empty for an order of rows that have one."""
    order: str
    """``down`` or ``up`` by the number that it tells, ``group`` by what it tells, empty as the rows stand."""
    first: int
    """How many of the rows are asked for; 0 for all."""


class Rule:
    """One way to ask something besides."""

    def __init__(self, says: str, when: str, tells: str, order: str, rest: int, first: int, ahead: str) -> None:
        self._pattern = Expression(says, when)
        self._tells, self._order = tells, order
        self._rest, self._first = rest, first
        self.ahead = bool(ahead)

    def applied(self, text: str, low: str) -> tuple[str, str, str, str] | None:
        """Return the question without what is asked besides, its key, the order and how many; None where it is not."""
        found = self._pattern.search(text, low)
        if found is None:
            return None
        rest = found[self._rest]
        if _IT.search(text[found.end(self._rest) :]) and _THING.search(rest):
            return None
        return rest.rstrip(" ,;:.?!-"), self._tells, self._order, found[self._first] if self._first else ""


@lru_cache(maxsize=1)
def written() -> list[tuple[str, str, str, str, int, int, str]]:
    """Return the rules with the shorthands written out, each as :class:`Rule` takes it."""
    read = turn.rules("additions")["addition"]
    return [
        (each["says"], each["when"], each["tells"], each.get("order", ""), *_groups(each), each.get("ahead", ""))
        for each in read
    ]


def _groups(rule: dict[str, Any]) -> tuple[int, int]:
    return rule.get("rest", 1), rule.get("many", 0)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return tuple(Rule(*each) for each in written())


def additions(names: Names, known: Lexicon, text: str, *, ahead: bool = False) -> Iterator[Addition]:
    """Yield each way in which a text asks something of its rows besides; ``ahead`` those in a question of its own."""
    if ahead and not _OWN.search(text):
        return
    said, named = turn.marked(names, known, surrounding.without(names, known, text))
    plain = " ".join(said.split()).rstrip(" ?.!")
    low = plain.lower()
    for rule in _rules():
        if (rule.ahead or not ahead) and (found := rule.applied(plain, low)):
            rest, tells, order, many = found
            first = _number(turn.unmarked(many, named)) if many else 0
            if set(MARK.findall(plain)) <= {*MARK.findall(rest), *MARK.findall(many)}:
                yield Addition(turn.unmarked(rest, named), tells, order, first)


def added(plan: Plan, asked: Addition) -> Plan:
    """Return a plan with what is asked of each of its rows besides; empty where no question tells it of such rows."""
    kept = [part for part in plan if part.sign == "+" and part.frame is not None]
    ordered = [part for part in plan if part.order or part.first or (part in kept and part.frame and part.frame.ranked)]
    if not asked.tells:
        return plan if len(ordered) == 1 and ordered[0].first >= 0 and ordered[0].order != "up" else ()
    if ordered and asked.order in ("down", "up"):
        told = ordered[0].frame.question.front.get("tells", "").partition(" ")[0] if ordered[0].frame else ""
        same = len(ordered) == 1 and told == asked.tells and not ordered[0].first and asked.order == "down"
        return tuple(replace(part, first=asked.first) if part is ordered[0] else part for part in plan if same)
    rows = {part.frame.row for part in kept if part.frame is not None}
    for frame in by_name().values():
        key, _, given = frame.question.front.get("tells", "").partition(" ")
        if key != asked.tells or {_SAME.get(row, row) for row in rows} != {frame.row}:
            continue
        name, _, value = given.partition("=")
        params: dict[str, str | list[str]] = {name: value} if name else {}
        editions = {str(part.params["edition"]) for part in kept if "edition" in part.params}
        if len(editions) == 1 and any(param.name == "edition" for param in frame.question.params):
            params["edition"] = editions.pop()
        part = Part(frame, params, "&", frozenset(), order=asked.order, first=asked.first)
        again = any(each.frame is not None and each.frame.question.name == frame.question.name for each in plan)
        return (*plan, part) if not again and all(map(_joins, kept)) else ()
    return ()


def _joins(part: Part) -> bool:
    """Return whether each row of a part is one of the things that its question is asked for."""
    return part.frame is not None and _SAME.get(part.frame.row, part.frame.row) in part.frame.asked


def _number(said: str) -> int:
    return int(said) if said.isdigit() else NUMBERS[said.casefold()]
