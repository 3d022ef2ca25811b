"""The walk from one name of a sentence to another, where lists, shared subjects and bodies of states are made one."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.prose.grammar import belongs, listed, ordered
from kg.prose.pipeline import heard

if TYPE_CHECKING:
    from spacy.tokens import Token

_EDGES = {"nsubjpass": "passive", "csubjpass": "passive", "csubj": "nsubj", "oprd": "attr", "obj": "dobj"}
_PEOPLE = ("company", "body", "place", "officers", "country", "sought", "crew", "consortium", "won")
SEVERAL = re.compile(r"(?:ers|ors|ists|ians|ants|ents|ings|ions|ities|ees|men|ness)$")
"""How English ends the words for several who do something, and for doing it."""
MODALS = frozenset(("will", "would", "could", "may", "might", "should", "must", "can", "shall", "cannot", "'ll", "wo"))
"""What stands before a verb that is only possible or to come, as spaCy tells words apart."""
_OWNING = ("poss", "amod", "compound", "nmod", "of", "in", "appos")


def following(token: "Token") -> "Token | None":
    """Return the word after a node, or None where it is the last of its sentence."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def punctuated(token: "Token") -> bool:
    """Return whether a node stands before a punctuation mark."""
    after = following(token)
    return after is not None and after.is_punct


def is_body(token: "Token") -> bool:
    """Return whether a noun means a body of a state: by itself, by what stands before it, or as many officers."""
    lemma = token.lemma_.lower()
    before = [c.lemma_.lower() for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")]
    public = belongs(lemma, "office") and any(belongs(one, "public") for one in before)
    of_one = belongs(lemma, "field") and token.head.lower_ == "of" and belongs(token.head.head.lemma_.lower(), "body")
    customs = token.lower_ == "customs" and token.dep_ not in ("compound", "amod")
    return (
        belongs(lemma, "body")
        or belongs(lemma, "speaks-for")
        or public
        or of_one
        or customs
        or (belongs(lemma, "officers") and token.tag_ == "NNS")
    )


def unsure(verb: "Token", *also: str) -> bool:
    """Return whether a verb is denied, or only may or will be done: "could", or a word of ``also``, is before it."""
    return any(c.dep_ == "neg" or (c.dep_ == "aux" and (c.lower_ in MODALS or c.lower_ in also)) for c in verb.children)


def ended(word: "Token") -> bool:
    """Return whether an adverb says that something is so no more: "no longer"."""
    return word.lower_ == "longer" and any(c.lower_ == "no" for c in word.children)


def is_abstract(noun: "Token") -> bool:
    """Return whether a noun behind a technology means what is told of it, or somebody, and no ware: "ban", "firm"."""
    lemma = noun.lemma_.lower().rpartition("-")[2]
    if {lemma, noun.lower_} & listed("abstract") or noun.pos_ == "PROPN":
        return True
    return any(belongs(lemma, one) for one in (*ordered("nouns"), *_PEOPLE) if one != "build")


def having(verb: "Token") -> str | None:
    """Return the class of "have" where it only helps another verb, or tells of a customer: "has S as a customer"."""
    as_ = (g for c in verb.children if c.lower_ in ("as", "among") for g in c.children)
    return "o" if auxiliary(verb) else "count" if any(belongs(g.lemma_.lower(), "client") for g in as_) else None


def auxiliary(verb: "Token") -> bool:
    """Return whether "have" only helps a participle that was parsed as an adjective: "have both bought cameras"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    parts = [c for one in objects for c in one.lefts if c.tag_ in ("VBN", "VBD")]
    return any(all(t.pos_ in ("ADV", "DET", "PRON", "CCONJ") for t in verb.doc[verb.i + 1 : part.i]) for part in parts)


def steps(nodes: list["Token"]) -> list[tuple["Token", str]]:
    """Return the nodes of a climb, each with the edge that leads on from it; prepositions have become edges."""
    climbed: list[tuple[Token, str]] = []
    held = ""
    for token in nodes:
        joins = token.dep_ == "prep" or token.pos_ in ("ADP", "SCONJ")
        again = token.dep_ == "conj" and token.head.pos_ == "ADP"
        if joins and (again or token.dep_ in ("prep", "agent", "dative", "pcomp", "mark")) and climbed:
            such = any(child.lower_ == "such" for child in token.children) or token.lower_ in ("like", "including")
            word = "including" if such else "by" if token.dep_ == "agent" else token.lower_
            if held:
                climbed[-1] = (climbed[-1][0], word)
            held = ""
            continue
        if token.dep_ == "prep" and token.lower_ == "including" and climbed:
            climbed[-1] = (climbed[-1][0], "including")
            continue
        edge = _EDGES.get(token.dep_, token.dep_)
        climbed.append((token, edge))
        held = edge if edge in ("pobj", "pcomp") else ""
    return climbed


def _complete(verb: "Token") -> bool:
    """Return whether a verb has a subject of its own, and shares none with the one before it."""
    return verb.pos_ in ("VERB", "AUX") and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


class Walk:
    """The nodes and edges of a path while what belongs together is made one."""

    def __init__(
        self,
        label: Callable[["Token"], str],
        letter: Callable[["Token"], str],
        climbing: list[tuple["Token", str]],
        top: "Token",
        falling: list[tuple[str, "Token"]],
    ) -> None:
        self.label = label
        self.letter = letter
        self.climbing = climbing
        self.top = top
        self.falling = falling
        self.planned = self.believed = False
        self.last = ""

    def collapse(self) -> None:
        """Make lists, shared subjects, bodies and streets one with what they belong to."""
        self.climbing, self.top, self.falling = self._lists()
        self._feelings()
        self._own_clause()
        self._bodies()

    def _feelings(self) -> None:
        """Leave out how a vendor feels about what it did: "is proud to have delivered"."""
        felt = [edge for edge, _ in self.falling[:2]] == ["acomp", "xcomp"]
        if felt and belongs(self.falling[0][1].lemma_.lower(), "proud"):
            done = any(c.lower_ == "have" for c in self.falling[1][1].children)
            self.planned |= not done
            self.top = self.falling[1][1]
            del self.falling[:2]

    def _lists(self) -> tuple[list[tuple["Token", str]], "Token", list[tuple[str, "Token"]]]:
        label = self.label
        climbing: list[tuple[Token, str]] = []
        heads = [*(token for token, _ in self.climbing[1:]), self.top][: len(self.climbing)]
        skip = False
        for (token, edge), head in zip(self.climbing, heads, strict=True):
            alike = label(token) == label(head) and label(token) != "o" and edge == "conj" and not _complete(token)
            alike |= edge == "appos" and self.letter(token) == "V" and self.letter(head) == "G"
            company = edge in ("including", "like", "appos", "compound", "nmod") and belongs(head.lemma_, "company")
            if skip:
                climbing[-1] = (climbing[-1][0], edge)
                skip = False
            else:
                climbing.append((token, edge))
            skip = alike or (company and label(token) == "V" and not self.letter(head))
        top = self.top
        if skip:
            last, _ = climbing.pop()
            top = last
        falling: list[tuple[str, Token]] = []
        before = self.top
        for edge, token in self.falling:
            bodies = is_body(token) and is_body(before)
            alike = edge == "conj" and (bodies or (label(token) == label(before) and label(token) != "o"))
            alike &= not _complete(token)
            country = edge in ("including", "like") and belongs(before.lemma_, "country")
            country |= edge in ("conj", "appos") and label(before) == "Q" and self._among(token)
            country |= edge == "appos" and any(belongs(before.lemma_, one) for one in ("country", "kin"))
            if (alike or country) and falling:
                falling[-1] = (falling[-1][0], token)
            elif alike and not climbing:
                top = token
            else:
                falling.append((edge, token))
            before = token
        return climbing, top, falling

    def _among(self, state: "Token") -> bool:
        """Return whether "among them" or "included" follows a state, which is then one of those counted."""
        rest = [token.lower_ for token in state.doc[state.i + 1 : state.i + 10]]
        return "included" in rest or any(pair == ("among", "them") for pair in pairwise(rest))

    def _own_clause(self) -> None:
        """Leave out a verb whose subject is that of the verb below it: "agreed to buy", "sold and installed"."""
        while True:
            if self.falling and self.climbing and self._shares(self.falling[0][1], self.falling[0][0], self.top):
                if self.climbing[-1][1] not in ("nsubj", "passive"):
                    return
                passive = any(c.dep_ == "auxpass" for c in self.falling[0][1].children)
                self.climbing[-1] = (self.climbing[-1][0], "passive" if passive else "nsubj")
                self.top = self.falling.pop(0)[1]
            elif self.climbing and self.falling and self._shares(*self.climbing[-1], self.top):
                if self.falling[0][0] not in ("nsubj", "passive") or len(self.climbing) < 2:
                    return
                passive = any(c.dep_ == "auxpass" for c in self.climbing[-1][0].children)
                self.falling[0] = ("passive" if passive else "nsubj", self.falling[0][1])
                self.top = self.climbing.pop()[0]
            else:
                return

    def _shares(self, verb: "Token", edge: str, head: "Token") -> bool:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if verb.pos_ != "VERB" or (subjects and edge != "ccomp"):
            return False
        if edge == "conj":
            return head.pos_ in ("VERB", "AUX")
        lemma = head.lemma_.lower()
        if edge == "ccomp" and belongs(lemma, "say"):
            return self._itself(verb, head)
        if edge in ("xcomp", "advcl") and belongs(lemma, "borrow"):
            self.planned = True
            return True
        if edge != "xcomp" and (edge, lemma) != ("advcl", "come"):
            return False
        if belongs(lemma, "plan") or (lemma == "be" and verb.tag_ == "VB"):
            self.planned = True
            return True
        if belongs(lemma, "belief"):
            self.believed = True
            return True
        return belongs(lemma, "goes-on")

    def _itself(self, verb: "Token", head: "Token") -> bool:
        """Return whether a vendor says of itself what the clause says: "V said it had sold"."""
        says = [c for c in head.children if c.dep_ == "nsubj"]
        subjects = [c.lower_ for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        return subjects in (["it"], ["we"]) and any(self.letter(c) == "V" for c in says)

    def _bodies(self) -> None:
        """Let the body of a state, its capital or its streets stand for the state."""
        while len(self.falling) >= 2:
            (edge, body), (owning, state) = self.falling[-2:]
            if not self._stands_for(body, owning, state):
                return
            self.falling[-2:] = [(edge, state)]
        if len(self.falling) == 1 and self._stands_for(self.top, *self.falling[0]):
            self.top = self.falling.pop()[1]

    def _stands_for(self, body: "Token", owning: str, state: "Token") -> bool:
        if self.letter(body) or owning not in _OWNING or self.label(state) not in ("S", "Q"):
            return False
        lemma = body.lemma_.lower()
        owners = (c for c in body.children if c.dep_ == "poss" and c.pos_ == "PROPN")
        if owning == "in" and any(self.label(c) not in ("S", "Q") for c in owners):
            return False
        if belongs(lemma, "officers") and self._abroad(body):
            return False
        if is_body(body):
            return True
        if belongs(lemma, "place") or belongs(lemma, "client"):
            self.last = "L"
            return True
        return False

    def _abroad(self, body: "Token") -> bool:
        """Return whether a body is of one state and in another: "the soldiers of S in S"."""
        inside = [c for c in body.subtree if c != body and self.label(c) in ("S", "Q")]
        return len(inside) > 1

    def _acts(self, verb: "Token") -> bool:
        """Return whether a body of a state that is not named beside it does what a verb says: "in S, police use"."""
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "agent")]
        return any(belongs(s.lemma_.lower(), "body") and not any(self.letter(t) for t in s.subtree) for s in subjects)

    def text(self) -> str:
        """Return the path as patterns see it."""
        label = self.label
        words: list[str] = []
        for token, edge in self.climbing:
            words += [label(token), f"<{edge}"]
        words.append(label(self.top))
        last = self.top
        for edge, token in self.falling:
            if edge == "in" and self._acts(last):
                edge = "nsubj"
            words += [f">{edge}", label(token)]
            last = token
        if words[0] == "S":
            words[0] = "V"
        if self.last and words[-1] in ("S", "Q"):
            words[-1] = self.last
        return " ".join(words)


def is_coined(token: "Token") -> bool:
    """Return whether the first word of a sentence is a name, though it is taken for a noun: no word is spelled so."""
    low = token.lower_
    plain = any(map(heard, (low, token.text, low.removesuffix("s"), low.removesuffix("es")))) or SEVERAL.search(low)
    return token.i == token.sent.start and token.text.istitle() and token.dep_ == "nsubj" and not plain
