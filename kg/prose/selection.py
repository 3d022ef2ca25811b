"""Which rules can match a sentence: by the letters of its names, and by the texts that stand in it."""

from collections import Counter
from functools import lru_cache
from itertools import chain

from kg.prose.cue import TELLING
from kg.prose.grammar import Rule, rules


@lru_cache(maxsize=4096)
def applicable(letters: frozenset[str], *, later: bool) -> tuple[Rule, ...]:
    """Return the rules that can match a sentence with these letters: those that rest on others, or the rest."""
    chosen = (rule for rule in rules() if bool(rule.after) == later)
    return tuple(rule for rule in chosen if not any(letters.isdisjoint(one) for one in rule.letters))


def texts(letters: frozenset[str], marked: str) -> frozenset[str]:
    """Return which of the texts that rules for a sentence with these letters need stand in it, marked."""
    index = _grams(letters)
    grams = index.keys() & {*map("".join, zip(marked, marked[1:], marked[2:], strict=False))}
    return frozenset(text for gram in grams for text in index[gram] if text in marked)


@lru_cache(maxsize=4096)
def _grams(letters: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the texts that rules for these letters need, by three letters of each that few others have.

    Only those of which the three letters stand in a sentence are sought in it.
    """
    chosen = (*applicable(letters, later=False), *applicable(letters, later=True))
    needed = dict.fromkeys(text for rule in chosen for one in rule.words for text in sorted(one))
    parts = {text: [text[at : at + TELLING] for at in range(len(text) - TELLING + 1)] for text in needed}
    often = Counter(chain.from_iterable(parts.values()))
    index: dict[str, list[str]] = {}
    for text, grams in parts.items():
        index.setdefault(min(grams, key=often.__getitem__), []).append(text)
    return {gram: tuple(found) for gram, found in index.items()}


@lru_cache(maxsize=16384)
def spoken(letters: frozenset[str], said: frozenset[str], *, later: bool, headline: bool) -> tuple[Rule, ...]:
    """Return the rules that can match a sentence with these letters which says these of :func:`texts`."""
    chosen = (rule for rule in applicable(letters, later=later) if headline or not rule.headline)
    return tuple(rule for rule in chosen if not any(map(said.isdisjoint, rule.words)))
