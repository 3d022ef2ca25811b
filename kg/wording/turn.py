"""Turns of phrase: a text put plainly, by the rules of ``queries/turns.toml``, before its words are read.

Each rule is of grammar and not of matter: a name stands in it as a mark that tells its kind alone, so that what a
rule says of one state it says of all. A rule keeps every name and denial, or says why it ``loses`` one.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from kg.evidence.mention import HOME, Names
from kg.namespace import curie, folder, iri
from kg.naming.form import seen, spans
from kg.wording import clause, synonym, terse
from kg.wording.condition import Clauses
from kg.wording.expression import CLOSE, MARK, OPEN, Expression, compiled
from kg.wording.item import YEAR
from kg.wording.lexicon import Lexicon

_KINDS = (
    *(("state", "s"), ("vendor", "v"), ("technology", "t"), ("list", "l"), ("initiative", "i"), ("region", "r")),
    *(("category", "c"), ("place", "p"), ("scheme", "x"), ("source", "e"), ("integer", "n")),
)
"""The parameter types of a name, the first that it has is told, and the letter for each."""
_NO_MARKS = dict.fromkeys(map(ord, OPEN + CLOSE))
_BOTH = re.compile(r"\b(?:both|each of the|each of the two|the two|either of the) editions\b", re.IGNORECASE | re.ASCII)
_LISTED = re.compile(r"\b([a-z0-9]+)-listed\b", re.IGNORECASE | re.ASCII)
_TWO = 2
_PLAIN = ("becomes", "denied", "when", "loses", "of", "rows", "places", "tells", "order", "rest", "many", "ahead")
"""What a rule says that is no pattern."""
_FREE = ("STATESET", "VENDORSET")
"""The rules of the grammar for conditions in any order: of states, of vendors."""
_ROUNDS = 4
"""How often a rule is applied at most: each leaves less for the next round."""
_DENIAL = re.compile(
    r"\b(?:not|no|none|never|neither|nor|non|nobody|cannot|without|except|excluding|absent)\b|n't\b",
    re.IGNORECASE | re.ASCII,
)


class Turn:
    """One rule: what is said, and what is put in its place; its pattern is made ready when a text may have it.

    Only one that ``loses`` a name or a denial, for it says the same without, is applied where one would be gone. What
    it puts in place may be the name ``of`` a thing, and says nothing where a graph does not have that.
    """

    def __init__(self, says: str, becomes: str, when: str, loses: str = "", of: str = "") -> None:
        self.of = of
        self.pattern = Expression(says, when)
        self._becomes = becomes
        self._loses = bool(loses)

    def applied(self, text: str) -> str:
        """Return a text with what it says in its other form, until nothing more of it is found."""
        for _ in range(_ROUNDS):
            made = " ".join(self.pattern.ready.sub(self._becomes, text).split())
            if made == text or (not self._loses and _lost(text, made)):
                return text
            text = made
        return text


def _lost(text: str, made: str) -> bool:
    """Return whether a text names or denies what it is no longer said to in another form."""
    named = ({mark[0] for mark in MARK.finditer(each)} for each in (text, made))
    return not next(named) <= next(named) or len(_DENIAL.findall(made)) < len(_DENIAL.findall(text))


class Turns(NamedTuple):
    """The rules in their order: those of signs, which come before names are looked for, and those of phrases."""

    signs: tuple[Turn, ...]
    phrases: tuple[Turn, ...]


class Written(NamedTuple):
    """The rules as ``queries/turns.toml`` has them, with the shorthands written out; for the browser, too.

    After them stand those of :mod:`kg.wording.synonym`.
    """

    signs: list[tuple[str, str, str, str, str]]
    """What is said, what it becomes, the words of which a text has to have one, empty for any text, whether it loses a
    name or a denial, and the CURIE of what it names."""
    phrases: list[tuple[str, str, str, str, str]]
    conditions: list[tuple[str, str, str, str]]
    """What rows a condition is on, how it is written, what it says of them, and what where it is denied."""
    pieces: dict[str, str]
    """What else a piece of a filter may be: edition, count, states, vendors."""


@lru_cache(maxsize=1)
def turns() -> Turns:
    """Return the rules of ``queries/turns.toml``."""
    own = written()
    signs, phrases = (tuple(Turn(*each) for each in some) for some in (own.signs, own.phrases))
    return Turns(signs, phrases)


@lru_cache(maxsize=1)
def filters() -> terse.Rules:
    """Return what the pieces of a filter may be."""
    own = written()
    conditions = tuple(terse.Condition(rows, compiled(says), yes, no) for rows, says, yes, no in own.conditions)
    pieces = {key: compiled(says) for key, says in own.pieces.items()}
    nouns = tuple((key, pieces[key]) for key in ("states", "vendors"))
    return terse.Rules(conditions, nouns, pieces["edition"], pieces["count"])


@lru_cache(maxsize=1)
def written() -> Written:
    """Return the rules with the shorthands written out."""
    read = rules("turns")
    signs, phrases = (
        [
            (each["says"], each["becomes"], *(each.get(key, "") for key in ("when", "loses", "of")))
            for each in read[section]
        ]
        for section in ("sign", "phrase")
    )
    conditions = [(each["rows"], each["says"], each["becomes"], each["denied"]) for each in read["condition"]]
    return Written(signs, [*phrases, *synonym.rules()], conditions, read["filter"])


def rules(name: str) -> dict[str, Any]:
    """Return the rules of a file of ``queries/`` by their kind, with the shorthands written out."""
    read = tomllib.loads((folder("queries") / f"{name}.toml").read_text(encoding="utf-8"))
    short: dict[str, str] = {}
    for key, pattern in read.pop("shorthands").items():
        short[key] = _spelled(pattern, short)

    def spelled(rule: dict[str, str]) -> dict[str, str]:
        return {key: _spelled(text, short) if key not in _PLAIN else text for key, text in rule.items()}

    return {key: spelled(of) if isinstance(of, dict) else [*map(spelled, of)] for key, of in read.items()}


class Put(NamedTuple):
    """A text put plainly, and its conditions where it is a set of them."""

    text: str
    parts: tuple[tuple[str, str], ...] = ()
    """Each condition as a question of its own, with its sign."""
    apart: bool = False
    """Whether only the parts say all that the text does."""


def turned(names: Names, known: Lexicon, text: str) -> Put:
    """Return a text put plainly; as it stands, but for its blanks, where no rule speaks of it."""
    own = turns()
    text = _signed(names, known, text)
    both = " and in ".join(f"the {year} edition" for year in sorted(names.editions))
    text = _BOTH.sub(both, text) if len(names.editions) == _TWO else text
    said, named = marked(names, known, clause.bound(text))
    found = clause.put(said)
    if found is None:
        said, named = marked(names, known, text)
        said = applied(here(names, own.phrases), said)
        found = clause.put(said)
    if found is None:
        return Put(unmarked(terse.put(filters(), said) if terse.may_be(said) else said, named))
    parts = _unmarked(found, named)
    put = Put(unmarked(found.question, named) if found.question else text, parts, not found.question)
    made = " . ".join((put.text, *(each for _, each in parts)))
    return Put(unmarked(said, named)) if _renamed(names, known, made, text) else put


def freely(names: Names, known: Lexicon, text: str) -> tuple[tuple[str, str], ...]:
    """Return the conditions of a text that has them in any order, however they are joined; empty where it has not."""
    text = _signed(names, known, text)
    said, named = marked(names, known, clause.bound(text))
    turned_ = applied(here(names, turns().phrases), said)
    for each in dict.fromkeys((said, turned_)):
        for start in _FREE:
            if found := clause.put(each, start):
                parts = _unmarked(found, named)
                return () if _renamed(names, known, " . ".join(part for _, part in parts), text) else parts
    return ()


def _signed(names: Names, known: Lexicon, text: str) -> str:
    """Return a text without marks of its own, with words for its signs, and its lists as names of them."""
    return _listed(names, known, applied(here(names, turns().signs), seen(text.translate(_NO_MARKS))))


def _unmarked(found: Clauses, named: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((sign, unmarked(each, named)) for sign, each in found.parts)


def _renamed(names: Names, known: Lexicon, made: str, text: str) -> bool:
    """Return whether words of a text, put in another order, make a name that it does not have: not (rated) free."""
    low = text.lower()
    return any(each.lower() not in low for each in marked(names, known, made)[1] if not re.search(r"\d", each))


def _listed(names: Names, known: Lexicon, text: str) -> str:
    """Return a text with the whole name of each list that stands in an adjective: Entity-Listed."""

    def whole(found: re.Match[str]) -> str:
        of = names.found(f"{found[1]} list", known.words.keys())
        own = len(of) == 1 and (of[0].start, of[0].end) == (0, _TWO) and "list" in of[0].meanings
        return f"{found[1]} List - listed" if own else found[0]

    return _LISTED.sub(whole, text)


def here(names: Names, rules: Iterable[Turn]) -> Iterator[Turn]:
    """Yield the rules but for those that put the name of a thing that the graph does not have."""
    return (rule for rule in rules if not rule.of or names.has(iri(rule.of)))


def applied(rules: Iterable[Turn], text: str) -> str:
    """Return a text to which rules were applied in their order."""
    low = text.lower()
    for rule in rules:
        if rule.pattern.may_be_in(low) and (made := rule.applied(text)) != text:
            text, low = made, made.lower()
    return text


def marked(names: Names, known: Lexicon, text: str) -> tuple[str, list[str]]:
    """Return a text with a mark in the place of each name, and the names in the order of their marks."""
    text = text.translate(_NO_MARKS)
    places = spans(text)
    words = " ".join(text[start:end] for start, end in places)
    named: list[str] = []
    made, at = "", 0
    for mention in names.found(words, known.words.keys()):
        if set(mention.meanings) <= {*known.silent, HOME} or mention.end > len(places):
            continue
        start, end = places[mention.start][0], places[mention.end - 1][1]
        if text[start:end] not in named:
            named.append(text[start:end])
        letter = "k" if mention.text.casefold() in names.codes else _letter(known, mention.text, mention.meanings)
        made += f"{text[at:start]}{OPEN}{letter}{named.index(text[start:end])}{CLOSE}"
        at = end
    return made + text[at:], named


def unmarked(text: str, named: Sequence[str]) -> str:
    """Return a text with its names in the places of their marks."""
    return MARK.sub(lambda mark: named[int(mark[1])], text)


def _letter(known: Lexicon, text: str, meanings: dict[str, str]) -> str:
    """Return the letter for what a name is: ``a`` what the whole graph is about, ``h`` a demonym, ``y`` a year."""
    if {curie(thing) for kind, thing in meanings.items() if kind != "integer"} & set(known.about):
        return "a"
    if text.isdigit():
        return "y" if len(text) == YEAR else "n"
    if HOME in meanings:
        return "h"
    return next((letter for kind, letter in _KINDS if kind in meanings), "o")


def _spelled(pattern: str, short: dict[str, str]) -> str:
    """Return a pattern with the shorthands in braces written out; braces around numbers are the pattern's own."""
    return re.sub(r"\{([a-z_]+)\}", lambda found: short[found[1]], pattern)
