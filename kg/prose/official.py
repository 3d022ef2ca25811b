"""Whose a ware may be: the bodies, officers and places of states in a clause, and where firms are only at home."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.prose.grammar import belongs, listed
from kg.prose.having import Havings
from kg.prose.implication import deeds
from kg.prose.role import Filler
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

Body = tuple["Token", "Token", tuple["Token", ...]]
"""A body, the name of its state, and the words that lead to that."""
GROUNDS = ("body", "place", "site", "grounds", "office", "officers", "sight", "prop", "gaol", "kept-in")
_THINGS = ("amount", "portions", "prop", "sight", "usage", "job", "done", "stocks")
_BESIDE = ("thanks", "thank", "way", "mean", "means", "help")
_HOMES = ("base", "headquarter", "register", "found", "list", "be")
_RANKS = ("one", "circle", "list", "group", "ranks", "club", "number", "some", "few", "first", "those")
"""What of a noun tells of some of those that it means."""
_FARTHEST = 8
_SEEN = re.compile(r"\b(?:footage|recordings|video|faces?|face matching|number plates|lenses|wiretap)\b")
"""What only surveillance has to do with where a body of a state works with a vendor's ware."""


class Officials(Havings):
    """The bodies of states in one parsed sentence, and the wares that they may have."""

    def _home(self, state: "Token") -> bool:
        """Return whether a state is only where a firm is at home: "a firm registered in S", "V of S"."""
        if self._foreign(state):
            return True
        at = state
        for _ in range(_FARTHEST):
            above = at.head
            firm = self.tree.letter(above) == "V" or any(belongs(above.lemma_.lower(), o) for o in ("company", "maker"))
            if firm and not (at.lower_ == "in" and above.dep_ == "pobj" and self.tree.letter(above) == "V"):
                return True
            if above == at or firm or self._gear(above):
                return False
            if above.pos_ in ("VERB", "AUX") and not (above.lemma_ in _HOMES or self._aside(above)):
                return False
            at = above
        return False

    def _aside(self, clause: "Token") -> bool:
        """Return whether a clause about a firm tells of no ware and of no body: "which has its seat in S"."""
        firm = clause.dep_ in ("relcl", "acl") and self.tree.letter(clause.head) == "V"
        return firm and not any(self.tree.label(t) in ("ware", "T") or is_body(t) for t in clause.subtree)

    def _gear(self, token: "Token", *, watching: bool = True) -> bool:
        """Return whether a noun means a ware, or a device that is one where the sentence tells of surveillance."""
        if token.pos_ in ("VERB", "AUX"):
            return False
        if self.tree.label(token) in ("ware", "T"):
            return True
        owned = token.pos_ == "PROPN" and any(c.dep_ == "poss" and self.tree.letter(c) == "V" for c in token.children)
        return watching and (self._device(token) or (owned and not self.tree.letter(token)))

    def _watching(self) -> bool:
        """Return whether the sentence names a technology, or says what is done with one."""
        doc = self.tree.doc
        known = any(self.tree.letter(t) == "T" or t.lower_ in listed("watching") for t in doc)
        return known or bool(_SEEN.search(text := doc.text.lower())) or bool(deeds(text))

    def _thing(self, token: "Token") -> bool:
        lemma = token.lemma_.lower()
        named = token.pos_ == "PROPN" and not self.tree.letter(token)
        beside = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
        called = named and any(self.tree.label(one) in ("ware", "T") for one in beside)
        known = called or self._device(token) or lemma in _BESIDE
        return known or any(belongs(lemma, one) for one in _THINGS)

    def _having(self, states: list["Token"]) -> Iterator[Body]:
        """Yield the bodies of the states, each with the state's name and the words that lead to it."""
        for token in self.tree.doc:
            if self.tree.letter(token) == "O" and self.tree.label(token) == "S" and token in states:
                yield token, token, ()
                continue
            if among := [*self._among(token, states)]:
                yield from among
                continue
            if self.tree.letter(token) or not self._official(token) or belongs(token.lemma_.lower(), "eyed"):
                continue
            own = [f for f in self.phrases.states(Filler(token)) if f.token in states]
            own += [Filler(c) for c in token.lefts if c in states and not own]
            if own:
                yield token, own[0].token, own[0].via
            elif not self._strange(token):
                near = [s for s in states if s.dep_ != "amod" or self._official(s.head)]
                yield from ((token, s, ()) for s in near[:1])

    def _official(self, token: "Token") -> bool:
        """Return whether a noun means a body of a state or somebody of one, or a place or a thing of such a body."""
        if token.pos_ not in ("NOUN", "PROPN") or self._gear(token, watching=False):
            return False
        before = [c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")]
        if token.lemma_.lower() == "hall":
            return any(c.lower_ in ("city", "town", "village") for c in before)
        if is_body(token) or self._officer(token) or self.phrases.gaol(token):
            return True
        bodies = any(is_body(c) or c.lower_ in listed("body-words") or c.lower_ == "immigration" for c in before)
        return bodies and (self._thing(token) or any(belongs(token.lemma_.lower(), o) for o in (*GROUNDS, "premises")))

    def _among(self, token: "Token", states: list["Token"]) -> Iterator[Body]:
        """Yield the states that are said to be among those that a noun means: "S is one of the governments that"."""
        if not belongs(token.lemma_.lower(), "country") or not any(c.dep_ in ("relcl", "acl") for c in token.children):
            return
        at, via = token, list["Token"]()
        for _ in range(_FARTHEST):
            at = at.head
            if at.pos_ in ("VERB", "AUX") or at.lower_ not in (*_RANKS, "of", "in", "among", "to"):
                break
            via.append(at)
        if at.lemma_ not in ("be", "belong") or any(c.dep_ == "neg" for c in at.children) or not via:
            return
        for subject in (c for c in at.children if c.dep_ == "nsubj" and c in states):
            group = [s for s in states if self.group(s) == subject.i]
            yield from ((token, state, (*via, at)) for state in group)

    def _strange(self, body: "Token") -> bool:
        """Return whether a body is said to be whose it is, and that is no state which is named."""
        owners = [c for c in body.children if c.dep_ in ("poss", "appos")]
        owners += [g for c in body.children if c.lower_ in ("of", "in") for g in c.children]
        owners += [c for c in body.lefts if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN"]
        return any(o.pos_ == "PROPN" and self.tree.label(o) != "S" for o in owners)
