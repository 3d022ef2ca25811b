"""An excerpt: a sentence as the parser sees it, without what only says who or where it is not, or who speaks."""

from collections.abc import Iterable
from dataclasses import dataclass

_PLAIN = {ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}


@dataclass(frozen=True)
class Excerpt:
    """A text with spans of it left out; offsets count its characters before and after."""

    text: str
    """What is left."""
    cuts: tuple[tuple[int, int], ...]
    """The spans that were left out, in the order of the text; none overlaps another."""

    def inner(self, at: int) -> int:
        """Return the place in the excerpt of a place in the whole text; of one that was left out, where it would be."""
        return at - sum(min(end, at) - start for start, end in self.cuts if start < at)

    def outer(self, at: int) -> int:
        """Return the place in the whole text of a place in the excerpt."""
        for start, end in self.cuts:
            if start > at:
                break
            at += end - start
        return at

    def holds(self, at: int) -> bool:
        """Return whether a place of the whole text is in the excerpt."""
        return not any(start <= at < end for start, end in self.cuts)


def excerpt(text: str, spans: Iterable[tuple[int, int]]) -> Excerpt:
    """Return a text, its line ends as blanks, without some spans of it."""
    cuts: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if cuts and start <= cuts[-1][1]:
            cuts[-1] = (cuts[-1][0], max(end, cuts[-1][1]))
        else:
            cuts.append((start, end))
    cuts = [(start, end - 1) if _joins(text, start, end) else (start, end) for start, end in cuts]
    kept, at = [], 0
    for start, end in cuts:
        kept.append(text[at:start])
        at = end
    return Excerpt("".join([*kept, text[at:]]).translate(_PLAIN), tuple(cuts))


def _joins(text: str, start: int, end: int) -> bool:
    """Return whether two words would be one without a span that ends in a blank."""
    words = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return words and end - start > 1 and text[end - 1].isspace()
