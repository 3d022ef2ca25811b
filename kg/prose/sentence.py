"""A marked sentence: every name one capital letter, all else in lower case, so that rules can speak of grammar.

"Huawei has supplied these technologies to at least 50 states" becomes "V has supplied T to N states".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.prose.context import Context
from kg.prose.contrast import contrasts
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.number import figures
from kg.prose.reference import refer
from kg.prose.stance import DENIED, Stance, either, stance
from kg.prose.token import Token, lowered

_DROPPED = listed("dropped")
_QUOTES = ('"', "''", "``")
_NORMAL = str.maketrans("“”„«»‘’\u00a0\u2007\u202f\u2009—", '"""""\'\'    –')
_ENDING = frozenset((".", "!", "?", "…", "...", "?!", "\n\n"))
_CLOSING = frozenset(('"', "''", ")", "]", "'", ".", "!", "?", "\n", " "))
LONGEST = 1_200
"""A sentence with more characters, a name counted as one, is not read: the rules look at each pair of its words."""


def normal(text: str) -> str:
    """Return a text with plain quotes, dashes and spaces; its length does not change."""
    return text.translate(_NORMAL)


_PARTLY = re.compile(r"\b(?:not|n't|never) (?:openly|publicly|officially|widely|actively|alone|even|further)\b")
"""A denial of how something is done, and not that it is."""


@dataclass
class Sentence:
    """One sentence, marked; offsets are of the block it stands in."""

    text: str
    start: int
    end: int
    headline: bool
    marked: str
    starts: list[int]
    ends: list[int]
    mentions: list[Mention]
    places: list[int]
    """The place in ``marked`` of the letter of each mention."""
    quoted: list[tuple[int, int]]
    """The spans of the block between quotation marks."""
    contrasts: list[tuple[int, int]] = field(default_factory=list)
    """The spans of the block that are left out of ``marked``: its frame, and what only says who or where it is not,
    "not V but", ", not V,"."""
    stance: Stance | None = None
    """What makes of the clause a denial, a condition or somebody's word."""
    entire: "Sentence | None" = None
    """The sentence with its frame, where it has one."""

    @property
    def whole(self) -> "Sentence":
        """The sentence as it stands, with its frame."""
        return self.entire or self

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions whose letters stand between two positions of ``marked``."""
        return self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def written(self, start: int, end: int) -> str:
        """Return the text of a span of the block that lies in the sentence."""
        return self.text[start - self.start : end - self.start]

    def place(self, at: int) -> int:
        """Return the place in ``marked`` of a place in the block."""
        return bisect_left(self.starts, at)

    def part(self, start: int, end: int) -> "Sentence":
        """Return what a span of the block holds of the sentence, such as one row of a table."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return replace(
            self,
            text=self.written(start, end),
            start=start,
            end=end,
            marked=self.marked[first:last],
            starts=self.starts[first:last],
            ends=self.ends[first:last],
            mentions=self.within(first, last),
            places=[at - first for at in self.places if first <= at < last],
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the block that a span of ``marked`` stands for."""
        while end > start and self.marked[end - 1] in " ,;:":
            end -= 1
        while start < end and self.marked[start] in " ,;:":
            start += 1
        return self.starts[start], self.ends[end - 1]


def mark(
    text: str,
    tokens: list[Token],
    found: list[Mention],
    context: Context,
    gazetteer: Gazetteer,
    *,
    headline: bool,
    inside: bool,
) -> tuple[Sentence, bool]:
    """Return the marked sentence, and whether a quotation is still open at its end.

    ``text`` is the normal text of the block, ``tokens`` are those of the sentence, ``found`` the mentions in it;
    figures, misspelt vendors and words that refer back are added.
    """
    first, last, mentions = tokens[0].start, tokens[-1].end, list(found)
    covered = [(m.start, m.end) for m in mentions]
    taken = bytearray(last - first)
    for m in mentions:
        taken[m.start - first : m.end - first] = b"\1" * (m.end - m.start)
    for figure in figures(lowered(text[first:last])):
        start, end = first + figure.start, first + figure.end
        if taken.find(1, figure.start, figure.end) < 0:
            mentions.append(Mention(start, end, "N", (), figure.lower, figure.upper))
            covered.append((start, end))
    by_start = {m.start: m for m in mentions}
    aside = contrasts(tokens, by_start)
    kept = [token for token in tokens if not _within(token, aside)] if aside else tokens
    refer(kept, by_start, covered, context, gazetteer)
    done, still = _write(text, tokens, by_start, aside, headline=headline, inside=inside)
    around = stance(done.marked) if mentions and len(done.marked) <= LONGEST else None
    around = None if around and around.kind == DENIED and _PARTLY.search(text, first, last) else around
    if around:
        cut = [(done.starts[start], done.ends[end - 1]) for start, end in around.cuts]
        bare, _ = _write(
            text, either(tokens, around), by_start, sorted([*aside, *cut]), headline=headline, inside=inside
        )
        return replace(bare, stance=around, entire=done), still
    return done, still


def _write(
    text: str,
    tokens: list[Token],
    by_start: dict[int, Mention],
    aside: list[tuple[int, int]],
    *,
    headline: bool,
    inside: bool,
) -> tuple[Sentence, bool]:
    marked: list[str] = []
    starts, ends, places = list[int](), list[int](), list[int]()
    mentions: list[Mention] = []
    quoted: list[tuple[int, int]] = []
    first, last = tokens[0].start, tokens[-1].end
    opened = first if inside else -1
    skip, spaced = -1, True
    for token in tokens:
        start, end, _, word = token
        if end <= skip:
            continue
        mention = by_start.get(start)
        if aside and _within(token, aside):
            skip = mention.end if mention else skip
            end = max(end, skip)
        elif mention:
            marked.append(mention.letter)
            places.append(len(starts))
            starts.append(start)
            skip = end = mention.end
            ends.append(end)
            mentions.append(mention)
            if word == "our" and mention.letter == "V":
                marked.append("'s")
                starts += [start, start]
                ends += [end, end]
            spaced = False
        elif word in _QUOTES:
            if opened >= 0:
                quoted.append((opened, start))
                opened = -1
            else:
                opened = end
        elif word in _DROPPED or word.isspace():
            continue
        else:
            marked.append(word)
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            spaced = False
        if not spaced and end < last and text[end].isspace():
            marked.append(" ")
            starts.append(end)
            ends.append(end + 1)
            spaced = True
    if opened >= 0:
        quoted.append((opened, last))
    written = "".join(marked)
    done = Sentence(text[first:last], first, last, headline, written, starts, ends, mentions, places, quoted, aside)
    for match in cue("monitoring").finditer(written):
        at = bisect_left(places, match.start())
        if mentions[at].names == ("technology:artificial-intelligence",):
            mentions[at] = mentions[at]._replace(names=("technology:ai-surveillance",))
    return done, opened >= 0


def _within(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def sentences(words: list[Token], *, lined: bool = False) -> Iterator[list[Token]]:
    """Yield the words of each sentence of a text; a sentence ends with its full stop and what closes it.

    The fields of one entry, "Buyer: … . Supplier: …", are one sentence. ``lined``: whether each line is one.
    """
    first, ended = 0, False
    for index, token in enumerate(words):
        if ended and token.word not in _CLOSING:
            if not (_labeled(words, first) and _labeled(words, index)):
                yield words[first:index]
                first = index
            ended = False
        ended = ended or token.word in _ENDING or (lined and "\n" in token.text)
    if words:
        yield words[first:]


def _labeled(words: list[Token], at: int) -> bool:
    """Return whether a field of an entry begins at a word: "Contracting authority:"."""
    begun = [token.word for token in words[at : at + 5] if not token.word.isspace()]
    return ":" in begun and " ".join(begun[: begun.index(":")]) in listed("fields")
