"""A text of two counts as two questions, by ``queries/contrasts.toml``: a share, or which of two has more.

Two shares are four.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.evidence.mention import Names
from kg.wording import clause, surrounding, turn
from kg.wording.expression import MARK, Expression
from kg.wording.lexicon import Lexicon

_MADE = ("first", "second", "third", "fourth")
"""The questions of a rule."""
_TWICE = re.compile(r"\b((?:companies|firms|vendors|suppliers) )companies\b", re.IGNORECASE | re.ASCII)
"""The noun of a group of companies that has one in its name: Chinese companies companies."""


class Contrast(NamedTuple):
    """The questions whose rows are counted, two of them or, of two shares, four, and for what."""

    asked: tuple[str, ...]
    aim: str
    """``share`` of the rows of the first that the second has, which of the two has ``more``, or ``each`` by itself."""


class Two:
    """A rule that makes two questions of a text, or four."""

    def __init__(self, says: str, made: Sequence[str], aim: str, when: str) -> None:
        self._pattern = Expression(says, when)
        self._made = made
        self._aim = aim

    def applied(self, text: str) -> Contrast | None:
        """Return the two questions of a text; None where it is not of this form, or a name of it would be gone."""
        found = self._pattern.search(text, text.lower())
        if found is None:
            return None
        asked = tuple(" ".join(found.expand(each).replace(" ?", "?").split()) for each in self._made)
        kept = set(MARK.findall(text)) == set(MARK.findall("".join(asked)))
        return Contrast(asked, self._aim) if kept else None


class Written(NamedTuple):
    """The rules as the file has them, for the browser, too."""

    orders: list[tuple[str, str, str, str]]
    """What is said, what it becomes, the words of which a text has one, and an empty text."""
    twos: list[tuple[str, list[str], str, str]]
    """What is said, the questions, for what they are counted, and the words of which a text has one."""


@lru_cache(maxsize=1)
def written() -> Written:
    """Return the rules with the shorthands written out."""
    read = turn.rules("contrasts")
    orders = [(each["says"], each["becomes"], each["when"], "") for each in read["order"]]
    made = [[each[key] for key in _MADE if key in each] for each in read["two"]]
    twos = [(each["says"], own, each["aim"], each["when"]) for each, own in zip(read["two"], made, strict=True)]
    return Written(orders, twos)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[turn.Turn, ...], tuple[Two, ...]]:
    own = written()
    return tuple(turn.Turn(*each) for each in own.orders), tuple(Two(*each) for each in own.twos)


def contrasts(names: Names, known: Lexicon, text: str) -> Iterator[Contrast]:
    """Yield each way in which a text is two counts, in the order of the rules."""
    said, named = turn.marked(names, known, clause.bound(surrounding.without(names, known, text)))
    orders, twos = _rules()
    plain = turn.applied(orders, " ".join(said.split()).rstrip(" ?.!"))
    for rule in twos:
        if found := rule.applied(plain):
            asked = tuple(_TWICE.sub(_once, turn.unmarked(each, named)) for each in found.asked)
            yield Contrast(asked, found.aim)


def _once(found: re.Match[str]) -> str:
    return found[1].rstrip()
