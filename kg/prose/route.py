"""The ways between two names of a parse that are claims: known whole, or made of links that are each known."""

import re
from dataclasses import dataclass, field
from functools import cache

from kg.prose.grammar import PATHS, expanded, path_data


@dataclass(frozen=True)
class Pattern:
    """Paths of a parse that are a claim of one kind."""

    pattern: re.Pattern[str] = field(repr=False)
    goods: bool
    """Whether what is given or got on the path has to be surveillance."""
    needs: bool
    """Whether the sentence has to say what was supplied."""


@cache
def paths(kind: str) -> tuple[Pattern, ...]:
    """Return the paths of ``paths.toml`` for one kind, in file order."""
    data, words = path_data(), _path_words()
    return tuple(
        Pattern(
            re.compile("|".join(f"(?:{expanded(PATHS, one, words)})" for one in raw["paths"])),
            raw.get("goods", False),
            raw.get("needs", False),
        )
        for raw in data["path"]
        if raw["kind"] == kind
    )


@dataclass(frozen=True)
class Chain:
    """Links of which a path is made that is none of those known whole: the first, those between, and the last."""

    first: re.Pattern[str] = field(repr=False)
    between: re.Pattern[str] = field(repr=False)
    last: re.Pattern[str] = field(repr=False)

    def holds(self, path: str) -> bool:
        """Return whether each link of a path is known, and there are two or more."""
        words = path.split(" ")
        links = [" ".join(words[at : at + 3]) for at in range(0, len(words) - 2, 2)]
        if len(links) < 2 or not self.first.fullmatch(links[0]):
            return False
        for length in (1, 2, 3):
            end, rest = " ".join(words[-1 - 2 * length :]), links[1 : max(len(links) - length, 1)]
            if self.last.fullmatch(end) and all(self.between.fullmatch(one) for one in rest):
                return True
        return False


@cache
def chains(kind: str) -> tuple[Chain, ...]:
    """Return the chains of ``paths.toml`` for one kind, in file order."""
    words = _path_words()

    def either(texts: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{expanded(PATHS, one, words)})" for one in texts))

    return tuple(
        Chain(either(raw["first"]), either(raw["between"]), either(raw["last"]))
        for raw in path_data()["chain"]
        if raw["kind"] == kind
    )


@cache
def _path_words() -> dict[str, str]:
    data = path_data()
    words: dict[str, str] = {}
    for name, text in (data["words"] | data["steps"]).items():
        words[name] = expanded(PATHS, text, words)
    return words
