"""The clauses of a marked sentence, in each of which one half of a supply may be told."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.prose import guard
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.stance import DENIED, SUPPOSED
from kg.prose.standing import FIRM, put
from kg.prose.unread import Told

_BREAK = re.compile(
    r"; |(?:, | – )(?:and |but |while |whereas |though )?"
    r"(?=(?:it was )?(?:V|the|it|they|these|in (?:each|both),) )|: "
)
_NAMES = ("cameras", "camera", "spyware", "kits", "units")
THINGS = "|".join(sorted({*listed("wares"), *listed("devices"), *_NAMES}, key=len, reverse=True))
"""The nouns for wares, as a pattern."""


class Clause(NamedTuple):
    """A clause of a sentence, by its span of the marked one."""

    told: Told
    start: int
    end: int

    @property
    def marked(self) -> str:
        """The words of the clause, marked."""
        return self.told.sentence.marked[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """The span of the file that it covers."""
        return self.told.block.span(*self.told.sentence.span(self.start, self.end))

    def mentions(self, letters: str) -> list[Mention]:
        """Return the names of the clause that have one of some letters."""
        return [m for m in self.told.sentence.within(self.start, self.end) if m.letter in letters and m.names]

    def stands(self, mention: Mention) -> tuple[int, int]:
        """Return the span of the file in which a name stands, or, where only a body of it does, the name before it."""
        ground = self.told.ground
        if ground and mention.names[:1] == (ground.state,) and mention not in self.told.here:
            return ground.span
        return self.told.block.span(mention.start, mention.end)

    def states(self, gazetteer: Gazetteer) -> dict[str, Mention]:
        """Return the states that it names, by themselves or by a body, each with the first name of it."""
        states: dict[str, Mention] = {}
        for mention in self.mentions("SCDOP"):
            name = mention.names[0]
            name = gazetteer.agencies.get(name) or gazetteer.lies.get(name, name)
            if name.startswith("state:"):
                states.setdefault(name, mention)
        return states

    def unsaid(self) -> str | None:
        """Return why it says nothing for sure: it denies, asks, supposes or plans."""
        marked = self.told.sentence.marked
        if marked.rstrip().endswith("?"):
            return "a question"
        stance = self.told.sentence.stance
        if stance and stance.kind in (DENIED, SUPPOSED):
            return f"a half of it is not said to be so ({stance.words!r})"
        if reason := guard.denial(marked, self.start, self.end):
            return reason
        words = _MAY.sub("june", self.marked)
        found = next((name for name in _HANGING if cue(name).search(words)), None)
        return f"a half of it is not said to be so ({found})" if found else None


_MAY = re.compile(r"(?<=\bin )may\b|(?<=\bsince )may\b|(?<=\blast )may\b|(?<=\bof )may\b|(?<=\bby )may\b")
"""The month, and not what is possible."""
_HANGING = ("negation", "condition", "plan", "possible")


def clauses(told: Told) -> Iterator[Clause]:
    """Yield the clauses of a sentence: parted by a semicolon, a colon, or a comma and what a clause begins with."""
    marked = told.sentence.marked
    if len(marked) > LONGEST:
        return
    start = 0
    for found in _BREAK.finditer(marked):
        if found.start() > start:
            yield Clause(told, start, found.start())
        start = found.end()
    if start < len(marked):
        yield Clause(told, start, len(marked))


def technology(told: Told, named: Mapping[str, Mention], gazetteer: Gazetteer) -> tuple[str, Mention] | None:
    """Return the one technology that is named in a sentence, if it is by a name of its own, with where; or None."""
    if len(named) != 1:
        return None
    ((one, mention),) = named.items()
    _, found = gazetteer.parse(told.block.text[mention.start : mention.end])
    return (one, mention) if any(one in each.names for each in found) else None


def affirmed(told: Told, one: Proposal) -> bool:
    """Return whether a claim of a sentence is said to be so, whatever frame the sentence has."""
    stance = told.sentence.stance
    said = stance is None or put(stance, one, told.who, quoted=told.quoted(one)) is not None
    return said and not one.denies and one.modality in FIRM
