"""A question in plain words: which question of the library it is, what it names, and the parameters that follow.

No model: the words are ranked by BM25 over the front matter of the questions, the names are looked up in the
registers. The same words on the same graph always give the same question.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import UnknownName
from kg.evidence.mention import HOME, Mention, Names, filled, tokens, vocabulary
from kg.namespace import curie, iri
from kg.query import query
from kg.query.query import Query, Queryable

FIELDS = {"examples": 2.0, "summary": 3.0, "name": 2.0, "tags": 1.0, "params": 0.5, "description": 0.5}
"""How much a word counts by the part of the front matter it stands in."""
NAMED, LEFT_OVER, MISSING, PHRASE = 0.15, 0.1, 0.05, 0.7
"""What is added for a name that fills a parameter, taken off for one that fills none and for a subject that is not
named, and the weight of the likeness to the nearest example."""
FITS = 0.4
"""The least share of the words, weighted by rarity, that the chosen question has to know."""

_FOCAL = ("state", "vendor", "region", "category", "scheme", "list", "thing", "system", "place", "claim")
"""The types of parameter that are the subject of a question."""
_ALL = iri("technology:ai-surveillance")
"""What the whole graph is about: to name it says little."""
_MASK = "\N{LEFT-POINTING ANGLE BRACKET}"
_NAME = 2.0
"""How much a name weighs beside words, whose weight is their rarity."""


@dataclass(frozen=True)
class Wording:
    """What a text of plain words was understood to ask."""

    text: str
    question: Query
    params: dict[str, str]
    """Parameter → IRI, or a number as text."""
    mentions: tuple[Mention, ...]
    others: tuple[Query, ...]
    """The next nearest questions, nearest first."""


def read(store: Queryable, text: str) -> Wording:
    """Return the question that a text asks, with the parameters that its names fill.

    Raises:
        UnknownName: no question fits; the three nearest are named.
    """
    ranked, mentions = rank(store, text)
    best = ranked[0]
    if best.known < FITS:
        near = ", ".join(each.question.name for each in ranked[:3])
        hint = f"the nearest are {near}; 'kg ask --list' lists all"
        raise UnknownName(repr(text), "no question of the library fits", hint)
    others = tuple(each.question for each in ranked[1:4])
    return Wording(text, best.question, best.params, tuple(mentions), others)


@dataclass(frozen=True)
class Ranked:
    """A question with its score for a text, and the parameters filled."""

    question: Query
    score: float
    known: float
    """The share of the text's words that the question knows."""
    params: dict[str, str]


def rank(store: Queryable, text: str) -> tuple[list[Ranked], list[Mention]]:
    """Return the questions of the library, the likeliest for a text first, and the names found in it."""
    names = Names(store)
    mentions = names.found(text)
    library = _Library(names, _questions())
    asked = _masked(text, mentions)
    found = []
    for question in library.questions:
        params, left = filled(mentions, question.params)
        homes = {mention.meanings.get(HOME) for mention in mentions}
        sound = sum(name != HOME or value in homes for name, value in params.items())
        over = sum(_ALL not in mention.meanings.values() for mention in left)
        known = library.score(question, asked)
        likeness = library.likeness(question, asked)
        focal = [param for param in question.params if param.type in _FOCAL and param.default is not None]
        missing = sum(param.name not in params for param in focal)
        score = known + PHRASE * likeness + NAMED * sound - LEFT_OVER * over - MISSING * missing
        found.append(Ranked(question, score, library.known(question, asked, len(params), over), params))
    return sorted(found, key=lambda each: (-each.score, each.question.name)), mentions


class _Library:
    """The questions as bags of weighted words, for BM25, their names masked as in the text that is asked."""

    def __init__(self, names: Names, questions: Sequence[Query]) -> None:
        self.questions = questions
        self.wordings = {
            question.name: [_masked(each, names.found(each)) for each in (question.summary, *question.examples)]
            for question in questions
        }
        self.bags = {question.name: _bag(question, self.wordings[question.name]) for question in questions}
        holders = Counter(word for bag in self.bags.values() for word in bag)
        self.rarity = {word: math.log(1 + (len(questions) - n + 0.5) / (n + 0.5)) for word, n in holders.items()}
        self.unknown = math.log(1 + len(questions) / 0.5)
        self.mean = sum(sum(bag.values()) for bag in self.bags.values()) / len(questions)

    def score(self, question: Query, asked: Sequence[str], k1: float = 1.5, b: float = 0.4) -> float:
        """Return BM25 of the words for a question, as a share of what a question that has them all would reach."""
        bag = self.bags[question.name]
        length = 1 - b + b * sum(bag.values()) / self.mean
        most = sum(self.rarity.get(word, self.unknown) for word in asked) * (k1 + 1)
        found = sum(self.rarity[w] * bag[w] * (k1 + 1) / (bag[w] + k1 * length) for w in asked if w in bag)
        return found / most if most else 0.0

    def known(self, question: Query, asked: Sequence[str], named: int, left: int) -> float:
        """Return the share of words and names, weighted by rarity, that a question knows."""
        bag = self.bags[question.name]
        weights = {word: self.rarity.get(word, self.unknown) for word in asked if not word.startswith(_MASK)}
        whole = sum(weights.values()) + _NAME * (named + left)
        return (sum(weights[word] for word in weights if word in bag) + _NAME * named) / whole if whole else 0.0

    def likeness(self, question: Query, asked: Sequence[str]) -> float:
        """Return how like the words are to the nearest way to put a question, from 0 to 1."""
        from rapidfuzz import fuzz

        text = " ".join(asked)
        return max(
            (fuzz.token_set_ratio(text, like) + fuzz.token_sort_ratio(text, like)) / 200
            for like in map(" ".join, self.wordings[question.name])
        )


@lru_cache(maxsize=1)
def _questions() -> list[Query]:
    return [each for each in query.read_all("questions") if "register" not in each.tags]


def _bag(question: Query, wordings: Sequence[Sequence[str]]) -> Counter[str]:
    parts = {
        "summary": wordings[0],
        "examples": [word for wording in wordings[1:] for word in wording],
        "name": stems(question.name),
        "tags": stems(" ".join(question.tags)),
        "params": stems(" ".join(f"{param.name} {param.type}" for param in question.params)),
        "description": stems(question.description),
    }
    bag: Counter[str] = Counter()
    for part, held in parts.items():
        for word in held:
            bag[word] += FIELDS[part]  # type: ignore[assignment]
    return bag


def _masked(text: str, mentions: Iterable[Mention]) -> list[str]:
    """Return the stems of a text, each once, with the type of a thing in the place of its name."""
    said = tokens(text)
    for mention in reversed(list(mentions)):
        types = sorted(mention.meanings, key=lambda type_: (type_ != "state", type_))
        said[mention.start : mention.end] = [] if _ALL in mention.meanings.values() else [_MASK + types[0]]
    return list(dict.fromkeys(word for each in said for word in ([each] if _MASK in each else stems(each))))


def stems(text: str) -> list[str]:
    """Return the words of a text that say something, cut to their stem, words of one meaning made one.

    >>> stems("Which companies are selling to the most countries?")
    ['vendor', 'suppli', 'state']
    """
    said = [word.casefold() for word in tokens(text.replace("-", " "))]
    return [_meaning(word) for word in said if word not in _words()[0]]


@lru_cache(maxsize=4096)
def _meaning(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return _words()[1].get(stem, stem)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], dict[str, str]]:
    """Return the words that say little, and the stem of a reader's word → the stem of the library's."""
    stem = _stemmer().stemWord
    groups = vocabulary()["same"].items()
    same = {stem(word): stem(meant) for meant, others in groups for word in others.split()}
    return frozenset(vocabulary()["little"].split()), same


def command(question: Query, params: Mapping[str, str]) -> str:
    """Return the command that asks a question with parameters, to be typed again."""
    given = "".join(f" --param {name}={curie(value).rpartition(':')[2]}" for name, value in params.items())
    return f"kg ask {question.name}{given}"


def told(wording: Wording, text: str) -> str:
    """Return what was understood, for a reader to check: the names, the question, its parameters and its SPARQL."""
    kept = [f"{p.name}={p.default}" for p in wording.question.params if p.name not in wording.params and p.default]
    lines = [
        f"understood: {'; '.join(map(str, wording.mentions)) or 'no names'}",
        f"question:   {wording.question.summary} ({wording.question.name})",
        f"            {wording.question.description}",
        f"as typed:   {command(wording.question, wording.params)}" + (f"  ({', '.join(kept)})" if kept else ""),
        f"or else:    {', '.join(other.name for other in wording.others)}",
        "",
        "\n".join(line for line in text.splitlines() if not line.startswith("#+")),
    ]
    return "\n".join(lines)
