"""The rules of ``grammar.toml`` and the closed classes of ``guards.toml``: how English says what claims are about."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.prose.cue import TELLING, Cue, Held, needs


@dataclass(frozen=True)
class Rule:
    """One pattern over marked sentences, and what a match of it claims."""

    kind: str
    written: str = field(repr=False)
    """The pattern as the file has it."""
    letters: tuple[frozenset[str], ...]
    """Sets of letters; the pattern matches only where one of each set stands."""
    words: tuple[frozenset[str], ...]
    """Sets of texts, the smallest first; the pattern matches only where one of each set stands."""
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

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a sentence first has what it needs: a text of few sentences meets few rules."""
        return re.compile(r"(?<![a-z'](?=[a-z]))" + _roles(expanded(_FILE, self.written, _words())))


PATHS = "paths.toml"
_FILE, _GUARDS = "grammar.toml", "guards.toml"
_ROLE = re.compile(r"\(\[([a-z]+)\]")
_WORD = re.compile(r"\{([A-Za-z0-9]+)\}")
_GROUP = "(?:"
_FIRST = 0xE000
"""The first of the characters that stand for words: they are nobody's, and in no pattern."""


@cache
def _data() -> dict[str, Any]:
    data, guards = (
        tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8")) for name in (_FILE, _GUARDS)
    )
    return data | {part: data[part] | values for part, values in guards.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of words; phrases of several words are parted by a bar."""
    text: str = _data()["lists"][name]
    return frozenset(part.strip() for part in text.split("|")) if "|" in text else frozenset(text.split())


@cache
def known() -> frozenset[str]:
    """Return the words of all lists: English ones, of whatever class."""
    return frozenset(word for name in _data()["lists"] for part in listed(name) for word in part.split())


def leading(word: str) -> bool:
    """Return whether a word in small letters is no part of a name that it stands before: "in", "said", "Tuesday"."""
    return any(word in listed(one) for one in ("function", "opening", "times"))


def surveils(words: Iterable[str]) -> bool:
    """Return whether the words before a noun, and it, say that it is for watching: "video-search module"."""
    parts = [part for one in words for part in one.lower().split("-") if part.strip("'")]
    text, last = f" {' '.join(parts)} ", parts[-1] if parts else ""
    within = last in listed("wares") or last in listed("devices")
    return any(f" {one} " in text if within else text.endswith(f" {one} ") for one in listed("watching-phrases"))


@cache
def within() -> dict[str, tuple[str, ...]]:
    """Return technology → the phrases for what lies within it or means it and has no name of its own."""
    return {name: tuple(_chosen(text)) for name, text in _data()["within"].items()}


def _chosen(text: str) -> Iterator[str]:
    """Yield the phrases that a text parted by bars gives, one for each choice in brackets."""
    for phrase in re.split(r" \| ", text):
        parts = [part.split("|") for part in re.split(r"[()]", phrase)]
        for words in product(*parts):
            yield " ".join("".join(words).split())


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    for name, text in _data()["words"].items():
        words[name] = expanded(_FILE, text, words)
    return words


@cache
def _signs() -> tuple[dict[str, str], dict[str, Held]]:
    """Return word → what stands for it where a pattern is asked what it holds, and such a sign → what its word holds.

    A word that is one group has a sign, so that it is taken apart once, and not wherever it stands; another, its text.
    """
    signs: dict[str, str] = {}
    known: dict[str, Held] = {}
    for name, text in _data()["words"].items():
        pattern = expanded(_FILE, text, signs)
        try:
            held = needs(pattern[len(_GROUP) : -1], known) if pattern.startswith(_GROUP) else None
        except re.error:
            held = None
        signs[name] = pattern if held is None else chr(_FIRST + len(known))
        if held is not None:
            known[signs[name]] = held
    return signs, known


def _held(written: str) -> Held:
    signs, known = _signs()
    try:
        return needs(expanded(_FILE, written, signs), known)
    except re.error as error:
        raise ReadError(_FILE, f"{written!r} is no pattern ({error})", "correct it") from error


@cache
def cue(name: str) -> Cue:
    """Return a pattern of the section ``[cues]``."""
    given = _data()["cues"][name]
    written = _gathered(given) if isinstance(given, list) else given
    return Cue(expanded(_FILE, written, _words()), _held(written))


def _gathered(ways: list[str]) -> str:
    """Return one pattern for several; the edge of a word at which many begin is sought once for all of them."""
    edge = "\\b"
    inside = [way.removeprefix(edge) for way in ways if way.startswith(edge)]
    others = [way for way in ways if not way.startswith(edge)]
    return "|".join([f"{edge}(?:{'|'.join(inside)})", *others] if inside else others)


@cache
def word(name: str) -> re.Pattern[str]:
    """Return a pattern of the section ``[words]``."""
    return re.compile(_words()[name])


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in file order.

    Raises:
        ReadError: a rule uses a word that is not defined, or its pattern is no regular expression.
    """
    return tuple(map(_rule, _data()["rule"]))


@cache
def path_data() -> dict[str, Any]:
    """Return the tables of ``paths.toml``."""
    return tomllib.loads(Path(__file__).with_name(PATHS).read_text(encoding="utf-8"))


@cache
def _class(name: str) -> frozenset[str]:
    data = path_data()
    return frozenset((data["classes"] | data["collapsed"]).get(name, "").split())


@cache
def ordered(name: str) -> tuple[str, ...]:
    """Return the classes of ``paths.toml`` that a word on a path is called by, in the order in which they are tried."""
    return tuple(path_data()["labels"][name].split())


def belongs(lemma: str, name: str) -> bool:
    """Return whether a word in its plain form is of a class of ``paths.toml``."""
    return lemma in _class(name)


_SAYING = {
    "Supply": (
        *("owe", "source", "endow", "give", "build", "get", "hold", "logo", "maker", "buying", "watch", "operate"),
        *("hire", "prop", "attack"),
    ),
    "Use": ("feed", "usual", "wield", "hold", "attack", "policing", "settling", "serving"),
}
"""Kind → the classes of ``paths.toml`` whose words are its own."""
_SPELT = re.compile(r"[a-z-]{3,}")
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("", ""),
)


@lru_cache(maxsize=4096)
def plain(text: str) -> tuple[str, ...]:
    """Return what the plain form of a word may be."""
    forms = [text.removesuffix(end) + put for end, put in _ENDINGS if text.endswith(end)]
    return (*forms, *(one[:-1] for one in forms if len(one) > 3 and one[-1] == one[-2]))


def spelled(kind: str, marked: str) -> bool:
    """Return whether a marked text has a word of a class of ``paths.toml`` that is of a kind's own words."""
    classes = _SAYING.get(kind, ())
    words = (form for found in _SPELT.finditer(marked) for form in plain(found.group()) if classes)
    return any(belongs(form, name) for form in words for name in classes)


def underway(path: str, planned: bool) -> tuple[str, bool]:
    """Return a path without what says that something is under way, "in the process of": not done, and so planned."""
    for one in path_data()["underway"]:
        shorter = re.sub(one["found"], one["left"], path)
        if shorter != path:
            return shorter, True
    return path, planned


def expanded(place: str, text: str, words: dict[str, str]) -> str:
    """Return a pattern with each word in braces replaced by what it stands for.

    Raises:
        ReadError: a word is not defined.
    """

    def word(match: re.Match[str]) -> str:
        if match[1].isdigit():
            return match[0]
        if match[1] not in words:
            raise ReadError(place, f"the word {match[0]} is not defined above its use", "define it in [words]")
        return words[match[1]]

    return _WORD.sub(word, text)


_texts: dict[frozenset[str], frozenset[str]] = {}
"""Texts of which one has to stand, each set of them once: many rules wait for the same ones."""


def _rule(raw: dict[str, Any]) -> Rule:
    letters, texts = _needed(raw["pattern"])
    return Rule(
        kind=raw["kind"],
        written=raw["pattern"],
        letters=letters,
        words=tuple(_texts.setdefault(one, one) for one in texts),
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


def _needed(written: str) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """Return what every match holds: sets of letters, one of each; and sets of texts, one of each."""
    held = _held(_ROLE.sub("(", written))
    letters = dict.fromkeys(need for need in held if all(len(one) == 1 and one.isupper() for one in need))
    texts = dict.fromkeys(need for need in held if all(len(one) >= TELLING for one in need))
    return tuple(letters), tuple(sorted(texts, key=len))
