"""What a text of plain words says: names and words in their roles, each affirmed or denied, and what it asks for."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.evidence.mention import HOME, Names
from kg.namespace import iri
from kg.wording import aside, grammar, surrounding, turn
from kg.wording.denial import denials
from kg.wording.item import NEWEST, NOUNS, Item, items
from kg.wording.lexicon import Lexicon, lexicon
from kg.wording.rank import LOWEST
from kg.wording.shape import NAMELESS, Shape, shape

_STRUCTURE = ("and", "but", "that", "wh", "who", "where")
_COMPARED = "=<>#;|"
LONGEST = 600
"""The most characters of a text that is read as one question."""
_SIGNS = re.compile(
    r"[{}<>\\;|$^`\[\]=#@*~]|\.\./|--|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@dataclass(frozen=True)
class Feature:
    """One thing that a text says and an answer has to use: a name in a role, or a word."""

    key: str
    """The role of a name (empty where the text gives it none), or the concept of a word."""
    named: bool
    values: tuple[dict[str, str], ...]
    """For names joined by "or": for each, parameter type → IRI or number."""
    sign: str
    """``+``; ``-`` where it is denied; ``x`` where it is excepted."""
    text: str
    scope: int = 0
    beside: str = ""
    """The concept of the word before a name, where no other name is nearer: joined after 2016."""

    @property
    def is_edition(self) -> bool:
        """Whether it is an edition that every part of a plan is asked of."""
        return self.named and self.key == "" and "source" in self.values[0]

    def __str__(self) -> str:
        denied = {"+": "", "-": "not ", "x": "except "}[self.sign]
        role = {
            "people": " (as the people of it)",
            "home": " (as the home of companies)",
            "beside": " (as the home of companies or as the one supplied)",
            "recipient": " (as the one supplied)",
            "buyer": " (as the one supplied)",
            "owner": " (as the owner)",
            "publisher": " (as the one that says so)",
            "lister": " (as the one that keeps the list)",
        }.get(self.key, "")
        return f"{denied}{self.text}{role if self.named else ''}"


@dataclass(frozen=True)
class Reading:
    """A text as it was read."""

    text: str
    asked: frozenset[str]
    """The kinds of thing it asks for; empty where it does not say."""
    features: tuple[Feature, ...]
    neutral: tuple[Feature, ...]
    """What says little here: a count of the rows asked for, what the whole graph is about."""
    unknown: tuple[str, ...]
    """Words that the vocabulary does not have, and signs that are no part of a sentence."""
    like: tuple[tuple[str, str], ...] = ()
    """Unknown words and the word of a name that each is near to."""
    strange: tuple[str, ...] = ()
    """Unknown words that are no word of a name either, each once."""
    misnamed: tuple[tuple[str, str], ...] = ()
    """Names that mean several states or none of the graph: what is found, and what to do."""
    shapes: tuple[Shape, ...] = (NAMELESS,)
    """The text word for word, with marks in the places of its names: without what surrounds it, and as it was typed."""
    parts: tuple[tuple[str, str], ...] = ()
    """Each of its conditions as a question of its own, and whether it is met (``+``) or not (``-``)."""
    apart: bool = False
    """Whether only the parts say all that the text does."""
    lowest: bool = False
    """Whether an order that it asks for is from least to most: the fewest users."""
    names: Names | None = field(default=None, compare=False, repr=False)
    """The names it was read with; None where it was not read from a text."""

    @cached_property
    def words(self) -> dict[str, list[tuple[int, str]]]:
        """Each word that is no name → the features that are it, by number, with the sign of each."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, each in enumerate(self.features):
            if not each.named:
                found.setdefault(each.key, []).append((number, each.sign))
        return found

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The features as they are told to a reader."""
        return tuple(map(str, self.features))

    @cached_property
    def slight(self) -> frozenset[str]:
        """The words that say little here."""
        return frozenset(each.key for each in self.neutral)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The words that are no names, those that say little as well."""
        return self.slight.union(self.words)


def read(names: Names, text: str) -> Reading:
    """Return what a text says; a text longer than a question is not read, and wholly unknown."""
    if len(text) > LONGEST:
        return Reading(text, frozenset(), (), (), (f"a text of {len(text):,} characters",))
    known = lexicon()
    own = _own(names, known, text)
    turned = turn.turned(names, known, own)
    put = turned.text
    found = list(items(names, known, put))
    whole = shape(found if put == own else list(items(names, known, own)))
    shapes = (whole,) if own == text else (whole, shape(list(items(names, known, text))))
    asked = grammar.roles(found)
    troubles = denials(found)
    said = _said(text, found, asked, [*_signs(text, put), *troubles], known)
    strange = [word for word in said.unknown if word.isalpha() and word.casefold() not in known.words]
    near = {word: names.like(word, known.words) for word in strange if not names.has_word(word)}
    misnamed = tuple(names.misnamed(text, strange)) if strange else ()
    return replace(
        said,
        like=tuple((word, name) for word, name in near.items() if name),
        strange=tuple(dict.fromkeys(near)),
        misnamed=misnamed,
        shapes=shapes,
        names=names,
        parts=turned.parts,
        apart=turned.apart,
    )


def freely(names: Names, text: str) -> tuple[tuple[str, str], ...]:
    """Return the conditions that a text has in any order, each as a question of its own with its sign, if it has."""
    known = lexicon()
    return turn.freely(names, known, _own(names, known, text))


def _own(names: Names, known: Lexicon, text: str) -> str:
    """Return a text without what surrounds its question."""
    asks = surrounding.without(names, known, text)
    own = aside.without(names, known, asks)
    return own if own == asks else surrounding.without(names, known, own)


def single(names: Names, text: str) -> Reading:
    """Return what a question of one condition says that is put plainly already."""
    known = lexicon()
    found = list(items(names, known, text))
    asked = grammar.roles(found)
    return _said(text, found, asked, denials(found), known)


def _signs(text: str, put: str) -> list[str]:
    """Return the signs of a text that are no part of a sentence, without those of comparison that were put in words."""
    return [sign for sign in _SIGNS.findall(text) if sign in put or sign not in _COMPARED]


def _said(text: str, found: list[Item], asked: Collection[str], troubles: list[str], known: Lexicon) -> Reading:
    """Return the features of items whose roles and denials are settled."""
    features: list[Feature] = []
    neutral: list[Feature] = []
    unknown = [*dict.fromkeys(troubles)]
    about = {"technology": iri(known.about[0])}
    joined, row, links, beside = False, 0, set[str](), ""
    for item in found:
        links = {*links, item.concept} if item.concept in ("and", "or") else links
        if item.section not in ("little", "done", "name", "number") and item.concept not in ("and", "or"):
            row, links = 0, set()
        if item.section in ("little", "done") or (item.section == "grammar" and item.concept in _STRUCTURE):
            continue
        if item.section == "unknown" or (item.owner and item.section in NOUNS):
            unknown.append(item.text)
        elif item.section == "about":
            said = Feature("about", False, (about,), item.sign, item.text, item.scope)
            (neutral if item.sign == "+" else features).append(said)
        elif item.section in ("name", "number"):
            said = Feature(item.role, True, (item.meanings,), item.sign, item.text, item.scope, beside)
            last = features[-1] if features else None
            if row and len(links) > 1 and last and _alike(last, said):
                unknown.append("and … or")
                features.append(said)
            elif joined and last and last.named and last.key == said.key and last.sign == "+" == said.sign:
                listed = [said]
                while features and len(listed) <= max(row, 1) and (len(listed) == 1 or _alike(features[-1], said)):
                    listed.insert(0, features.pop())
                values = tuple(value for each in listed for value in each.values)
                features.append(Feature(last.key, True, values, "+", " or ".join(each.text for each in listed)))
            elif joined and item.sign == "+":
                unknown.append("or")
                features.append(said)
            else:
                features.append(said)
            row += 1
        elif item.concept == "or" and item.section == "grammar":
            joined = True
            continue
        elif item.concept == "count":
            if any(each.key == "count" for each in neutral):
                unknown.append(item.text)
            neutral.append(Feature("count", False, (), "+", item.text))
        elif item.section != "grammar":
            if joined and item.sign == "+" and not (features and features[-1].key == item.concept):
                unknown.append("or")
            said = Feature(item.concept, False, (), item.sign, item.text, item.scope)
            weak = item.concept == "yes" or item.form == "asked"
            (neutral if weak and item.sign == "+" else features).append(said)
        joined = joined and item.section == "grammar"
        beside = beside if item.section == "grammar" else "" if item.section in ("name", "number") else item.concept
    own = tuple(_distinct(features))
    lowest = any(item.form == LOWEST for item in found)
    return Reading(text, frozenset(asked), own, tuple(neutral), tuple(unknown), lowest=lowest)


def _alike(one: Feature, two: Feature) -> bool:
    """Return whether two names are of one register, in one role."""
    kinds = one.values[0].keys() & two.values[0].keys() - {HOME, NEWEST} if one.named and two.named else set()
    return bool(kinds) and (one.key, one.sign) == (two.key, two.sign)


def _distinct(features: list[Feature]) -> Iterator[Feature]:
    """Yield the features, a word that is said twice alike once."""
    seen = set()
    for each in features:
        mark = (each.key, each.named, each.sign, each.scope if each.sign != "+" else 0)
        if each.named or mark not in seen:
            seen.add(mark)
            yield each
