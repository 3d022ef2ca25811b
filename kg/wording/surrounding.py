"""What surrounds a question and is no part of it: greetings, who asks, for what, in which form, a wish at the end.

``queries/surroundings.toml`` has the kinds of clauses that go as a whole, each where it may stand, and the rules for
what leads into a question or ends it without a sign. A clause with a name, a number or a word beyond its kind stays.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.evidence.mention import Names
from kg.wording import turn
from kg.wording.expression import Expression
from kg.wording.lexicon import Lexicon

_ENDS = re.compile(r"[.!?;:,]+(?: ?[-–—]+)?(?= )|(?<= )[-–—]+(?= )|[-–—](?= )")
"""Where a clause ends within a text."""
_LINK = re.compile(r"^(?:and|but|so|then) (?=[a-z\ue000])", re.IGNORECASE | re.ASCII)
_OPENS = re.compile(
    r" (?=(?:which|what|who|whom|whose|where|when|why|how (?:many|much|large|big)|list|show|name|give)\b)",
    re.IGNORECASE,
)
"""Where a question may begin whose first clause no sign parts from it."""
_LAYERS = 3
"""How often it is looked for: courtesy stands around what leads into a question, and that around courtesy."""


class Clause:
    """One kind of clause, where it may stand, and the words of which it has one."""

    def __init__(self, says: str, places: str, when: str) -> None:
        self._pattern = Expression(says, when)
        self.places = frozenset(places.split())

    def is_whole(self, text: str) -> bool:
        """Return whether a clause is of this kind, all of it."""
        return self._pattern.may_be_in(text.lower()) and self._pattern.ready.fullmatch(text) is not None


class Aside:
    """A word of stress, or another that adds nothing where it stands: again, themselves, all four of them.

    The first group of its pattern is what goes; a second is the number of the things that it says are all.
    """

    def __init__(self, says: str, when: str) -> None:
        self._pattern = Expression(says, when)

    def applies(self, text: str) -> re.Match[str] | None:
        """Return where a text has it first; None where it has not."""
        return self._pattern.search(text, text.lower())


class Written(NamedTuple):
    """The rules as the file has them, for the browser, too."""

    clauses: list[tuple[str, str, str]]
    """How a kind of clause is written, where it may stand, and the words of which it has one."""
    leads: list[tuple[str, str, str, str]]
    asides: list[tuple[str, str]]
    """How a word of stress is written, and the words of which a text has one."""


@lru_cache(maxsize=1)
def written() -> Written:
    """Return the rules with the shorthands written out."""
    read = turn.rules("surroundings")
    leads = [(each["says"], each["becomes"], each.get("when", ""), each.get("loses", "")) for each in read["lead"]]
    asides = [(each["says"], each["when"]) for each in read["aside"]]
    return Written([(each["says"], each["places"], each["when"]) for each in read["clause"]], leads, asides)


@lru_cache(maxsize=1)
def asides() -> tuple[Aside, ...]:
    """Return the words of stress, which go only where no question uses them."""
    return tuple(Aside(*each) for each in written().asides)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Clause, ...], tuple[turn.Turn, ...]]:
    own = written()
    return tuple(Clause(*each) for each in own.clauses), tuple(turn.Turn(*each) for each in own.leads)


def without(names: Names, known: Lexicon, text: str) -> str:
    """Return a text without what surrounds its question; as it is where nothing does."""
    clauses, leads = _rules()
    said, named = turn.marked(names, known, text)
    plain = " ".join(said.split())
    for _ in range(_LAYERS):
        before, plain = plain, turn.applied(leads, _cut(clauses, plain))
        if plain == before:
            break
    return text if plain == " ".join(said.split()) else turn.unmarked(plain, named)


def _cut(clauses: tuple[Clause, ...], text: str) -> str:
    """Return a text without the clauses at its beginning, at its end and amid it that say nothing of what is asked."""
    while (first := _ENDS.search(text)) and _goes(clauses, text[: first.start()], "begin"):
        text = _LINK.sub("", text[first.end() :].strip())
    if (opens := _OPENS.search(text)) and _goes(clauses, text[: opens.start()], "begin"):
        text = text[opens.end() :]
    while (ends := [*_ENDS.finditer(text)]) and _goes(clauses, text[ends[-1].end() :], "end"):
        text = text[: ends[-1].start()].rstrip()
    ends = [*_ENDS.finditer(text)]
    for one, two in reversed([*pairwise(ends)]):
        if one[0] == two[0] == "," and _goes(clauses, text[one.end() : two.start()], "amid"):
            text = text[: one.start()] + text[two.end() :]
    return text


def _goes(clauses: tuple[Clause, ...], clause: str, place: str) -> bool:
    clause = clause.strip(" .,;:!?")
    return any(place in each.places and each.is_whole(clause) for each in clauses)
