"""Whom and what a noun phrase means: the vendors, the states and the things that its words name, lists included."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path as File
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.dependency import Tree
from kg.prose.grammar import belongs, listed
from kg.prose.role import Filler, meant
from kg.prose.sense import THINGS, sense
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_FILE = "frames.toml"
_QUALIFYING = ("poss", "amod", "compound", "nmod")
_OWNING = (*_QUALIFYING, "appos")
_APART = ("off", "down", "away", "back", "aside", "apart")
"""What makes of a verb one that undoes or puts off: "put off", "sent back"."""
_LONGEST, _DEEPEST = 12, 3
"""The names of a list, and the nouns in one another, that are followed."""


class Frame(NamedTuple):
    """The places in which a predicate's roles stand."""

    supplier: frozenset[str]
    thing: frozenset[str]
    recipient: frozenset[str]
    user: frozenset[str]


@cache
def frames() -> tuple[dict[str, Frame], dict[str, Frame]]:
    """Return the frames of verbs and of nouns, by the class of the word."""
    data = tomllib.loads(File(__file__).with_name(_FILE).read_text(encoding="utf-8"))
    verbs: dict[str, Frame] = {}
    nouns: dict[str, Frame] = {}
    for raw in data["frame"]:
        parts = (raw.get(role, "").format(**data["groups"]).split() for role in Frame._fields)
        (nouns if raw.get("noun") else verbs).update(dict.fromkeys(raw["of"].split(), Frame(*map(frozenset, parts))))
    return verbs, nouns


class Phrases:
    """The noun phrases of one parsed sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def kind(self, token: "Token") -> str:
        """Return the class by which a word has a frame."""
        kind = self.tree.label(token)
        if kind == "S" and self.elliptic(token):
            return "ware"
        lemma, verb = token.lemma_.lower(), token.pos_ in ("VERB", "AUX")
        if verb and any(c.dep_ == "prt" and c.lower_ in _APART for c in token.children):
            return "o"
        active = any(c.dep_ == "acomp" and belongs(c.lemma_.lower(), "active") for c in token.children)
        usual = kind == "be" and any(c.dep_ in ("attr", "acomp") and self.usual(c) for c in token.children)
        if (lemma == "be" and (kind == "use" or active)) or usual:
            return "stand"
        if verb and (meaning := sense(self.tree, token, kind)):
            return meaning
        if lemma == "bring" and any(c.dep_ == "nsubj" and self.tree.letter(c) == "V" for c in token.children):
            return "give"
        if kind == "use" and lemma == "have" and self._deals(token, "dobj"):
            return "have"
        if verb and lemma in ("work", "share") and self._wields(token):
            return "use" if lemma == "work" else "get"
        if lemma in ("turn", "switch") and any(c.lower_ == "on" and c.i == token.i + 1 for c in token.children):
            return "use"
        if lemma in ("go", "fall") and self._deals(token, "nsubj"):
            return "go"
        if verb and lemma in ("turn", "set", "let", "train", "take") and self._points(token):
            return "use"
        if belongs(lemma, "company") and not verb and any(c.lower_ == "behind" for c in token.children):
            return "maker"
        return "ware" if kind in THINGS else kind

    def elliptic(self, state: "Token") -> bool:
        """Return whether a state's name stands for its ware, which is left out: "and S's comes from V"."""
        owns = any(c.tag_ == "POS" for c in state.children) and state.dep_ in ("nsubj", "nsubjpass")
        return owns and state.head.pos_ in ("VERB", "AUX")

    def usual(self, token: "Token") -> bool:
        """Return whether a predicate says of a ware that it is in everyday use: "routine", "a habit"."""
        if not belongs(token.lemma_.lower(), "usual"):
            return False
        if token.lemma_ not in ("part", "matter", "feature", "tool", "instrument", "nature"):
            return not any(c.dep_ == "neg" for c in token.children)
        inner = [g for c in token.subtree if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        second = token.lemma_ != "nature" or any(c.lower_ == "second" for c in token.children)
        return second and (not inner or any(belongs(g.lemma_.lower(), "job") or is_body(g) for g in inner))

    def _wields(self, verb: "Token") -> bool:
        """Return whether somebody works with a ware, or shares one."""
        led = [g for c in verb.children if c.lower_ == "with" and verb.lemma_ == "work" for g in c.children]
        led += [c for c in verb.children if c.dep_ == "dobj" and verb.lemma_ == "share"]
        return any(self.tree.label(thing) in THINGS for thing in led)

    def _points(self, verb: "Token") -> bool:
        """Return whether a ware is pointed at somebody, "turned V's spyware on reporters", or has been "taken to"."""
        tree = self.tree
        if verb.lemma_ == "take":
            ends = [g for c in verb.children if c.lower_ == "to" and c.dep_ == "prep" for g in c.children]
            return any(tree.label(g) in THINGS for g in ends) and not any(c.dep_ == "dobj" for c in verb.children)
        at = any(c.lower_ in ("on", "at", "against", "loose") for c in verb.children)
        return at and any(c.dep_ == "dobj" and tree.label(c) in THINGS for c in verb.children)

    def _deals(self, verb: "Token", place: str) -> bool:
        return any(child.dep_ == place and self.tree.label(child) == "deal" for child in verb.children)

    def things(self, filler: Filler) -> list[Filler]:
        """Return the wares, deals and other nouns of action that a noun names, and those that follow it in a list."""
        _, nouns = frames()
        named = [Filler(c, (*filler.via, filler.token)) for c in filler.token.children if self._itemized(c)]
        known = (one for one in (*self._listed(filler), *named) if self.kind(one.token) in nouns)
        return [one for one in known if one.token.pos_ != "VERB" or one.token.dep_ in _QUALIFYING]

    def _itemized(self, thing: "Token") -> bool:
        """Return whether a noun tells, behind a colon, what was put somewhere: "wired the stations: N cameras"."""
        first = thing.left_edge.i
        return thing.dep_ == "appos" and first > 0 and self.tree.doc[first - 1].text in (":", "-", "\u2013", "\u2014")

    def vendors(self, filler: Filler, depth: int = 0) -> Iterator[Filler]:
        """Yield the vendors that a noun phrase means: "V and W", "the firms V and W", "a consortium of V and W"."""
        for one in self._listed(filler):
            token = one.token
            if self.tree.label(token) == "V":
                yield one
            elif not self.tree.letter(token) and depth < _DEEPEST:
                for inner in self._firms(token):
                    yield from self.vendors(Filler(inner, (*one.via, token)), depth + 1)
                yield from self._said_to_be(one)

    def _firms(self, token: "Token") -> Iterator["Token"]:
        """Yield the nouns in a phrase that may say which vendor it means."""
        lemma = token.lemma_.lower()
        firm = any(belongs(lemma, one) for one in ("company", "maker", "crew", "brand"))
        joint = belongs(lemma, "consortium")
        for child in token.children:
            if child.dep_ == "appos" or (firm and child.dep_ in ("compound", "nmod", "poss")):
                yield child
            elif child.dep_ == "prep":
                if _lists(child) or (joint and child.lower_ in ("of", "between")):
                    yield from (c for c in child.children if c.dep_ == "pobj")
            elif joint and child.dep_ == "acl":
                yield from (g for c in child.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")

    def _said_to_be(self, one: Filler) -> Iterator[Filler]:
        """Yield the vendor that a word for one is said to be: "the contractor that built it was V"."""
        token, lemma = one.token, one.token.lemma_.lower()
        if not (belongs(lemma, "company") or belongs(lemma, "maker")):
            return
        if token.head.lemma_ == "be" and token.dep_ in ("nsubj", "attr"):
            for other in token.head.children:
                if other != token and other.dep_ in ("nsubj", "attr") and self.tree.label(other) == "V":
                    yield from self._listed(Filler(other, (*one.via, token, token.head)))
        elif token.dep_ == "appos" and self.tree.label(token.head) == "V":
            yield Filler(token.head, (*one.via, token))

    def states(self, filler: Filler, depth: int = 0) -> Iterator[Filler]:
        """Yield the states that a noun phrase means: by name, by a body of theirs, or by a place in them."""
        for one in self._listed(filler):
            token = one.token
            if self.tree.label(token) == "S" and self.elliptic(token):
                continue
            if self.tree.label(token) == "S":
                yield from [one] if self.tree.letter(token) != "D" or token.dep_ in _QUALIFYING else []
            elif token.pos_ == "PROPN" and not self.tree.letter(token):
                around = (c for c in token.children if c.dep_ == "appos" and self.tree.label(c) == "S")
                yield from (Filler(c, (*one.via, token)) for c in around)
            if not self.tree.letter(token) and depth < _DEEPEST:
                owned = [inner for owner in self._owners(token) for inner in self.states(Filler(owner), depth + 1)]
                first = owned[0].token if owned else None
                if owned and belongs(token.lemma_.lower(), "officers") and self._abroad(token):
                    continue
                listed = (inner for inner in owned if inner.token == first or inner.token.dep_ == "conj")
                yield from (Filler(inner.token, (*one.via, token, *inner.via)) for inner in listed)

    def _abroad(self, officers: "Token") -> bool:
        """Return whether officers are of one state and in another: "the soldiers of S in S"."""
        inside = (t for c in officers.children if c.dep_ != "conj" for t in c.subtree)
        named = (t for t in inside if self.tree.label(t) == "S" and t.dep_ not in ("conj", "appos"))
        return len({name for t in named for name in self.tree.mentions[t.i].names[:1]}) > 1

    def _owners(self, token: "Token") -> Iterator["Token"]:
        """Yield the nouns that say whose a body or a place is, or which country is meant."""
        lemma = token.lemma_.lower()
        country = belongs(lemma, "country") and not is_body(token)
        if not (country or is_body(token) or self.placed(token) or belongs(lemma, "officers")):
            return
        for child in token.children:
            there = child.dep_ == "advmod" and self.tree.letter(child) == "S"
            if there or child.dep_ == "appos" or (not country and child.dep_ in _OWNING):
                yield meant(child).token
            if not country and child.dep_ in ("compound", "nmod") and not self.tree.letter(child):
                yield from (c for c in child.children if c.dep_ == "amod" and self.tree.letter(c) == "D")
        foreign = any(c.dep_ == "poss" and c.pos_ == "PROPN" and self.tree.label(c) != "S" for c in token.children)
        for child in token.children if not foreign else ():
            if child.dep_ == "prep" and (_lists(child) if country else child.lower_ in ("of", "in", "at")):
                yield from (meant(c).token for c in child.children if c.dep_ == "pobj")

    def gaol(self, token: "Token") -> bool:
        """Return whether a noun means a place that is the state's wherever it is: a prison, a border post."""
        lemma = token.lemma_.lower()
        around = [c.lemma_.lower() for c in token.lefts if c.dep_ in ("compound", "amod")]
        return belongs(lemma, "gaol") or (lemma in ("post", "crossing") and "border" in around)

    def placed(self, token: "Token") -> bool:
        """Return whether a noun means a place in a state, such as its streets."""
        lemma = token.lemma_.lower()
        of = (g for c in token.children if c.lower_ == "of" for g in c.children)
        owned = belongs(lemma, "site") and (
            any(c.dep_ == "poss" for c in token.children)
            or any(self.tree.label(g) == "S" or (g != token and self.placed(g)) for g in of)
        )
        return (owned or belongs(lemma, "place")) and not self.tree.letter(token)

    def _listed(self, filler: Filler, depth: int = 0) -> Iterator[Filler]:
        """Yield a noun, what follows it in a list, and what a number or an amount is of."""
        yield filler
        token = filler.token
        some = any(belongs(token.lemma_.lower(), one) for one in ("amount", "portions"))
        amount = some or self.tree.letter(token) == "N"
        told = max((t.right_edge.i for t in filler.via if t.dep_ == "relcl" and t.head == token), default=0)
        for child in token.children if depth < _LONGEST else ():
            if told and child.i > told:
                continue
            follows = child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
            follows |= child.dep_ == "appos" and (amount or self.tree.label(token) == self.tree.label(child) == "S")
            inner = [child] if follows else []
            if child.lower_ == "like" and child.i > 0 and child.nbor(-1).text == ",":
                inner = [g for g in child.children if g.dep_ == "pobj" and self.tree.label(g) == self.tree.label(token)]
            if amount and child.lower_ == "of":
                inner = [c for c in child.children if c.dep_ == "pobj"]
            if child.lower_ == "with" and child.i > 0 and child.nbor(-1).lower_ in listed("jointly"):
                inner = [g for g in child.children if g.dep_ == "pobj" and self.tree.label(g) == self.tree.label(token)]
            if child.lower_ in ("along", "together"):
                inner = [g for c in child.children if c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]
            for one in inner:
                yield from self._listed(Filler(one, (*filler.via, token)), depth + 1)


def _lists(preposition: "Token") -> bool:
    """Return whether a preposition gives some of what stands before it: "like", "including", "such as"."""
    return preposition.lower_ in ("like", "including") or any(c.lower_ == "such" for c in preposition.children)
