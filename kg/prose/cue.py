"""A pattern that is sought only where one of the texts stands of which each of its matches holds one.

To look for a text takes a hundredth of what a pattern of many choices takes, and most sentences hold none.
"""

import re
from collections.abc import Callable, Iterator
from sys import maxsize
from typing import Any

TELLING = 3
"""The least length of a text that tells sentences apart."""
MOST = 90
"""The texts beyond which the pattern itself is as quick."""


class Cue:
    """A compiled pattern, and the texts of which every match holds one; it is used as a pattern is."""

    __slots__ = ("finditer", "fullmatch", "match", "search", "sub", "texts")

    def __init__(self, pattern: str) -> None:
        compiled = re.compile(pattern)
        self.texts = _texts(pattern)
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


def _texts(pattern: str) -> tuple[str, ...]:
    from re import _parser  # type: ignore[attr-defined]

    known = [one for one in needs(_parser.parse(pattern)) if all(len(text) >= TELLING for text in one)]
    fewest = min(known, key=len, default=frozenset[str]())
    shortest = [one for one in fewest if not any(other in one for other in fewest if other != one)]
    return tuple(sorted(shortest, key=len)) if len(shortest) <= MOST else ()


def needs(parsed: Any) -> list[frozenset[str]]:
    """Return sets of texts, one of each of which every match of a parsed pattern holds."""
    held: list[frozenset[str]] = []
    run = ""
    for code, value in [*parsed, ("END", None)]:
        name = str(code)
        if name == "LITERAL" and not chr(value).isupper():
            run += chr(value)
            continue
        if run:
            held.append(frozenset((run,)))
            run = ""
        if name == "LITERAL":
            held.append(frozenset(chr(value)))
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            held.append(frozenset(chr(one) for _, one in value))
        elif name == "SUBPATTERN":
            held += needs(value[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            held += needs(value[2])
        elif name == "BRANCH":
            branches = [needs(branch) for branch in value[1]]
            for telling in (str.isupper, lambda text: len(text) >= TELLING):
                chosen = [[need for need in found if all(map(telling, need))] for found in branches]
                if all(chosen):
                    held.append(frozenset().union(*(found[0] for found in chosen)))
    return held
