"""A pattern that is sought only where one of the texts stands of which each of its matches holds one.

To look for a text takes a hundredth of what a pattern of many choices takes, and most sentences hold none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from sys import maxsize
from typing import Any

Held = list[frozenset[str]]
"""Sets of texts, one of each of which every match of a pattern holds."""

TELLING = 3
"""The least length of a text that tells sentences apart."""
MOST = 90
"""The texts beyond which the pattern itself is as quick."""


class Cue:
    """A compiled pattern, and the texts of which every match holds one; it is used as a pattern is."""

    __slots__ = ("finditer", "fullmatch", "match", "search", "sub", "texts")

    def __init__(self, pattern: str, held: Held | None = None) -> None:
        compiled = re.compile(pattern)
        self.texts = _texts(needs(pattern) if held is None else held)
        """Empty where nothing is known of its matches."""
        self.match, self.fullmatch, self.sub = compiled.match, compiled.fullmatch, compiled.sub
        self.search = _search(compiled, self.texts) if self.texts else compiled.search
        self.finditer = _finditer(compiled, self.texts) if self.texts else compiled.finditer


def _search(pattern: re.Pattern[str], texts: tuple[str, ...]) -> Callable[..., re.Match[str] | None]:
    """Return what seeks a pattern where one of some texts stands."""
    sought = pattern.search

    def search(text: str, pos: int = 0, endpos: int = maxsize) -> re.Match[str] | None:
        for one in texts:
            if one in text:
                return sought(text, pos, endpos)
        return None

    return search


def _finditer(pattern: re.Pattern[str], texts: tuple[str, ...]) -> Callable[..., Iterator[re.Match[str]]]:
    sought = pattern.finditer

    def finditer(text: str, pos: int = 0, endpos: int = maxsize) -> Iterator[re.Match[str]]:
        for one in texts:
            if one in text:
                return sought(text, pos, endpos)
        return iter(())

    return finditer


def _texts(held: Held) -> tuple[str, ...]:
    known = [one for one in held if all(len(text) >= TELLING for text in one)]
    fewest = min(known, key=len, default=frozenset[str]())
    shortest = [one for one in fewest if not any(other in one for other in fewest if other != one)]
    return tuple(sorted(shortest, key=len)) if len(shortest) <= MOST else ()


def needs(pattern: str, known: Mapping[str, Held] | None = None) -> Held:
    """Return sets of texts, one of each of which every match of a pattern holds.

    ``known`` are signs that stand for patterns in it, with what each of these holds.

    Raises:
        re.error: it is no pattern.
    """
    from re import _parser  # type: ignore[attr-defined]

    return _needs(_parser.parse(pattern), known or {})


def _needs(parsed: Iterable[Any], known: Mapping[str, Held]) -> Held:
    held: Held = []
    run = ""
    for code, value in [*parsed, ("END", None)]:
        name = str(code)
        sign = known.get(chr(value)) if name == "LITERAL" else None
        if name == "LITERAL" and sign is None and not chr(value).isupper():
            run += chr(value)
            continue
        if run:
            held.append(frozenset((run,)))
            run = ""
        if sign is not None:
            held += sign
        elif name == "LITERAL":
            held.append(frozenset(chr(value)))
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            held += _either([known.get(chr(one), [frozenset(chr(one))]) for _, one in value])
        elif name == "SUBPATTERN":
            held += _needs(value[3], known)
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            held += _needs(value[2], known)
        elif name == "BRANCH":
            held += _either([_needs(branch, known) for branch in value[1]])
    return held


def _either(branches: list[Held]) -> Held:
    """Return what every match of one of several patterns holds: one of their letters, and one of their texts."""
    held: Held = []
    for telling in (str.isupper, lambda text: len(text) >= TELLING):
        chosen = [[need for need in found if all(map(telling, need))] for found in branches]
        if all(chosen):
            held.append(frozenset().union(*(found[0] for found in chosen)))
    return held
