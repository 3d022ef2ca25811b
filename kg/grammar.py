"""The rules of ``grammar.toml``: how English says what the claims are about."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ReadError


@dataclass(frozen=True)
class Rule:
    """One pattern over marked sentences, and what a match of it claims."""

    kind: str
    pattern: re.Pattern[str] = field(repr=False)
    letters: frozenset[str]
    """Letters without which the pattern cannot match."""
    set: dict[str, Any]
    default: dict[str, str]
    context: tuple[str, ...]
    needs: tuple[str, ...]
    government: tuple[str, ...]
    modality: str
    quote: str
    """What is quoted of a list: ``member`` (the name), ``head`` (the first with what leads to it) or ``whole``."""
    after: str
    carry: str
    headline: bool
    polarity: str
    noun: str


_ROLE = re.compile(r"\(\[([a-z]+)\]")
_WORD = re.compile(r"\{([A-Za-z0-9]+)\}")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in file order.

    Raises:
        ReadError: a rule uses a word that is not defined, or its pattern is no regular expression.
    """
    path = Path(__file__).with_name("grammar.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for name, text in data["words"].items():
        words[name] = _expanded(path.name, text, words)
    return tuple(_rule(path.name, raw, words) for raw in data["rule"])


def _expanded(place: str, text: str, words: dict[str, str]) -> str:
    def word(match: re.Match[str]) -> str:
        if match[1].isdigit():
            return match[0]
        if match[1] not in words:
            raise ReadError(place, f"the word {match[0]} is not defined above its use", "define it in [words]")
        return words[match[1]]

    return _WORD.sub(word, text)


def _rule(place: str, raw: dict[str, Any], words: dict[str, str]) -> Rule:
    pattern = _expanded(place, raw["pattern"], words)
    try:
        compiled = re.compile(r"(?<![a-z'])" + _roles(pattern))
    except re.error as error:
        raise ReadError(place, f"{raw['pattern']!r} is no pattern ({error})", "correct it") from error
    return Rule(
        kind=raw["kind"],
        pattern=compiled,
        letters=_needed(pattern),
        set=raw.get("set", {}),
        default=raw.get("default", {}),
        context=tuple(raw.get("context", ())),
        needs=tuple(raw.get("needs", ())),
        government=tuple(raw.get("government", ())),
        modality=raw.get("modality", "asserted"),
        quote=raw.get("quote", "clause"),
        after=raw.get("after", ""),
        carry=raw.get("carry", ""),
        headline=raw.get("headline", False),
        polarity=raw.get("polarity", ""),
        noun=raw.get("noun", ""),
    )


def _roles(pattern: str) -> str:
    """Return the pattern with named groups: ``role``, and ``role_2`` where a role stands in two branches."""
    seen: dict[str, int] = {}

    def group(match: re.Match[str]) -> str:
        number = seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}>" if number == 1 else f"(?P<{match[1]}_{number}>"

    return _ROLE.sub(group, pattern)


def _needed(pattern: str) -> frozenset[str]:
    """Return the letters that every match holds: those of the pattern outside what may be absent."""
    from re import _parser  # type: ignore[attr-defined]

    return frozenset(_letters(_parser.parse(_ROLE.sub("(", pattern))))


def _letters(parsed: Any) -> set[str]:
    found: set[str] = set()
    for code, value in parsed:
        name = str(code)
        if name == "LITERAL" and chr(value).isupper():
            found.add(chr(value))
        elif name == "SUBPATTERN":
            found |= _letters(value[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            found |= _letters(value[2])
        elif name == "BRANCH":
            found |= set.intersection(*(_letters(branch) for branch in value[1]))
    return found
