"""A sentence as a tree of dependencies: its names as single nodes, and the path between two of them as a line of text.

A path climbs from the first name to what it shares with the second, and goes down from there: "V <nsubj give >to S".
Prepositions are edges. A list of names, a verb that shares its subject, a body of a state and its streets count as one
with what they belong to, so that few paths say much. The parser is any spaCy pipeline for English that is installed.
"""

from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.excerpt import Excerpt
from kg.prose.gazetteer import Mention
from kg.prose.grammar import belongs, listed, ordered, surveils, underway
from kg.prose.referent import mend
from kg.prose.sentence import Sentence
from kg.prose.walk import MODALS, Walk, ended, following, having, is_abstract, punctuated, steps

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_AT_HAND = ("use", "place", "service", "operation", "hands", "possession")
_STANDING = ("client", "maker", "member")
_CLAUSES = ("ccomp", "xcomp", "pcomp")
_GOVERNING = ("say", "goes-on", "plan", "belief", "accuse", "proud")
LONGEST = 120
"""A sentence of more words than this is not parsed."""


class Path(NamedTuple):
    """The way from one name to another."""

    text: str
    """As patterns see it, such as ``V <nsubj give >to S``."""
    nodes: tuple["Token", ...]
    """The words it passes, those included that the text leaves out."""
    planned: bool
    believed: bool


def bridge(first: Path, second: Path) -> Path:
    """Return two paths that meet in a word as one, of which the text has a bar between them."""
    nodes = tuple(dict.fromkeys([*first.nodes, *second.nodes]))
    return Path(
        f"{first.text} | {second.text}", nodes, first.planned or second.planned, first.believed or second.believed
    )


class Tree:
    """One parsed sentence."""

    def __init__(
        self, doc: "Doc", text: Excerpt, sentence: Sentence, *, counted: bool = False, agencies: Collection[str] = ()
    ) -> None:
        self.doc = doc
        self.agencies = agencies
        self.counted = counted
        """Whether this sentence or the one before counts states, so that a bare figure may count some of them."""
        self.sentence = sentence
        self.mentions: dict[int, Mention] = {}
        """The index of a node → the name it is."""
        spans: list[tuple[Span, Mention]] = []
        for mention in sentence.mentions:
            if not text.holds(mention.start - sentence.start):
                continue
            start, end = (text.inner(at - sentence.start) for at in (mention.start, mention.end))
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and not any(one.start < span.end and span.start < one.end for one, _ in spans):
                spans.append((span, mention))
        with doc.retokenize() as retokenizer:
            for span, _ in spans:
                if len(span) > 1:
                    retokenizer.merge(span)
        for span, mention in spans:
            self.mentions[next(t.i for t in doc if t.idx <= span.start_char < t.idx + len(t))] = mention
        self.counted |= any(belongs(token.lemma_.lower(), "country") for token in doc)
        mend(self)

    def phrase(self, token: "Token") -> str:
        """Return a name as it is written, with the names before it that belong to it."""
        first = min([token.i, *(c.i for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN")])
        return self.doc[first : token.i + 1].text

    def letter(self, token: "Token") -> str:
        """Return the letter of the name that a node is, or nothing."""
        mention = self.mentions.get(token.i)
        return mention.letter if mention else ""

    def ends(self) -> tuple[list["Token"], list["Token"], list["Token"], list["Token"]]:
        """Return the vendors, the technologies, the states and numbers of states, and the initiatives."""
        vendors, technologies, states, initiatives = [], [], [], []
        for token in self.doc:
            letter = self.letter(token)
            if letter and letter in "VG":
                vendors.append(token)
            elif letter == "T":
                technologies.append(token)
            elif letter == "I":
                initiatives.append(token)
            elif (letter and letter in "SCD") or self.figure(token) or self.agency(token):
                states.append(token)
                if letter == "D" and token.dep_ in ("amod", "compound") and self.ware(token.head):
                    vendors.append(token)
        return vendors, technologies, states, initiatives

    def wares(self) -> list["Token"]:
        """Return the nouns that mean surveillance."""
        return [token for token in self.doc if self.label(token) in ("ware", "T")]

    def agency(self, token: "Token") -> bool:
        """Return whether a node is the name of an agency of a state."""
        return self.letter(token) == "O" and any(name in self.agencies for name in self.mentions[token.i].names)

    def figure(self, token: "Token") -> Mention | None:
        """Return the figure of a noun such as "countries", or of a figure that stands for one; None for other words."""
        if belongs(token.lemma_.lower(), "country") and not self.letter(token):
            return next((self.mentions[c.i] for c in token.children if self.letter(c) == "N"), None)
        if self.letter(token) != "N":
            return None
        of = (following(c) for c in token.children if c.lower_ == "of")
        them = any(c is not None and c.lower_ in ("them", "these", "those") for c in of)
        given = token.dep_ == "dobj" and self.label(token.head) == "give" and punctuated(token)
        alone = token.dep_ in ("nsubj", "nsubjpass") or them or given
        return self.mentions[token.i] if alone and self.counted else None

    def label(self, token: "Token") -> str:
        """Return what a node is called in a path."""
        letter, lemma = self.letter(token), token.lemma_.lower()
        if self.agency(token):
            return "S"
        if letter != "N" and letter:
            return {"G": "V", "C": "S", "D": "S"}.get(letter, letter)
        if self.figure(token):
            return "Q"
        inner = (thing for c in token.children if c.lower_ == "of" for thing in c.children)
        some = belongs(lemma, "amount") or belongs(lemma, "portions")
        many = (letter or some) and any(self.letter(one) == "T" or self.ware(one) for one in inner)
        if many or letter or self.ware(token):
            return letter if letter and not many else "ware"
        verb = token.pos_ in ("VERB", "AUX")
        if verb and lemma in ("have", "gain") and (helps := having(token)):
            return helps
        inside = {c.dep_: c.lower_ for c in token.children}
        if verb and belongs(lemma, "raise") and inside.get("prt") == "up" and inside.keys() & {"dobj", "nsubjpass"}:
            return "build"
        given = (
            c for c in token.children if verb and lemma in ("give", "hand") and c.dep_ in ("dobj", "nsubjpass", "prt")
        )
        if any(c.lower_ == "over" or self.letter(c) == "T" or self.ware(c) for c in given):
            return "give"
        if verb and lemma == "be" and self._in_use(token):
            return "use"
        known = next((kind for kind in ordered("verbs" if verb else "nouns") if belongs(lemma, kind)), "o")
        if verb and known == "give" and belongs(lemma, "get") and {"from", "off"} & {c.lower_ for c in token.children}:
            return "get"
        if verb and belongs(lemma, "upkeep") and token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
            before = self.label(token.head)
            return before if before in ("give", "build", "make") else known
        return known

    def _in_use(self, verb: "Token") -> bool:
        at = (g.lower_ for c in verb.children if c.lower_ == "at" for g in c.children)
        if any(word in ("work", "disposal", "command") for word in at):
            return True
        inside = [g for c in verb.children if c.lower_ == "in" for g in c.children if g.dep_ == "pobj"]
        return any(belongs(thing.lemma_.lower(), "usage") or thing.lower_ in _AT_HAND for thing in inside)

    def ware(self, token: "Token") -> bool:
        """Return whether a noun means surveillance: by itself, or by what stands before it."""
        if token.lower_ in ("those", "that") and any(c.lower_ == "of" for c in token.children):
            return any(self.letter(other) == "T" or self.ware(other) for other in self.doc[: token.i])
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        lemma, text = (word.lower().rpartition("-")[2] for word in (token.lemma_, token.text))
        before = [c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod", "poss")]
        before = [c for c in before if c.tag_ != "WP$"]
        words = [w.lower() for c in before for w in ([t.text for t in c.subtree] if not self.letter(c) else [])]
        for_ = [g.lower_ for c in token.children if c.lower_ == "for" for g in c.children if g.dep_ == "pobj"]
        if any(use in listed("other-uses") for use in for_):
            return False
        if lemma in listed("watching") or text in listed("watching"):
            return not any(word in listed("other-cameras") for word in words)
        if surveils([*words, text]):
            return True
        technologies = [c for c in before if self.letter(c) == "T"]
        if technologies and not is_abstract(token) and token.dep_ not in ("compound", "amod", "nmod", "poss"):
            return True
        if technologies or any(word in listed("watching") for word in words):
            known = any(one in listed(name) for one in (lemma, text) for name in ("wares", "devices"))
            return known or belongs(lemma, "amount")
        if text in listed("devices"):
            if any(word in listed("watched") for word in words):
                return True
            parts = (g for c in token.children if c.lower_ in ("with", "for") for g in c.children if g.dep_ == "pobj")
            return any(self.letter(one) == "T" for one in parts)
        known = lemma in listed("wares") or text in listed("wares")
        plain = all(w in listed("ware-words") or w in ("-", "'s", ",") or w[0].isdigit() for w in words)
        return known and plain

    def path(self, first: "Token", second: "Token") -> Path | None:
        """Return the path from one node to another, or None where a clause that is not asserted lies on it."""
        chain, second_chain = [first, *first.ancestors], [second, *second.ancestors]
        shared = next((t for t in chain if t in second_chain), None)
        if shared is None:
            return None
        up = [*takewhile(lambda t: t != shared, chain)]
        down = [*takewhile(lambda t: t != shared, second_chain)]
        climbing, rising = steps(up), steps(down)
        falling = [(edge, token) for token, edge in rising][::-1]
        walk = Walk(self.label, self.letter, climbing, shared, falling)
        walk.collapse()
        text, planned = underway(walk.text(), walk.planned)
        return Path(text, tuple(dict.fromkeys([*up, shared, *down])), planned, walk.believed)

    def negated(self, path: Path) -> bool:
        """Return whether a word on the path is negated, or stands in a clause that is only supposed or demanded."""
        for token in path.nodes:
            telling = [*self._telling(token, path)]
            if any(c.dep_ == "neg" or (c.lower_ in ("no", "neither", "few")) or ended(c) for c in telling):
                return True
            if any(c.lower_ in listed("no-longer") for c in token.children) and self.label(token) in _STANDING:
                return True
            apart = token.pos_ == "VERB" and not any(belongs(token.lemma_, one) for one in ("give", "build", "hire"))
            if apart and any(c.dep_ == "prt" and c.lower_ in ("down", "off", "away", "apart") for c in token.children):
                return True
        top = min(path.nodes, key=lambda t: len(list(t.ancestors)))
        above = [top, *top.ancestors]
        clauses = [t for t in path.nodes if t.dep_ == "relcl" and t.head == top]
        if clauses and (self.letter(top) == "S" or any(self.doc[t.left_edge.i - 1].text == "," for t in clauses)):
            above = [top]
        for token in above:
            if any(c.dep_ == "mark" and belongs(c.lower_, "supposing") for c in token.children):
                return True
            if any(c.dep_ == "neg" for c in token.children) and not self._presumed(top, token):
                return True
            head = token.head.head if token.dep_ == "pcomp" else token.head
            if any(t.text in (";", ":") for t in self.doc[min(token.i, head.i) : max(token.i, head.i)]):
                return False
            governed = head != token and token.dep_ in _CLAUSES and token.pos_ in ("VERB", "AUX")
            if governed and not any(belongs(head.lemma_.lower(), one) for one in _GOVERNING):
                return True
        return False

    def _presumed(self, deed: "Token", verb: "Token") -> bool:
        """Return whether a negated verb takes the deed it is about for done: "V's sale of T to S surprised nobody"."""
        sees = self.letter(verb) == "T" or belongs(verb.lemma_.lower(), "seeing")
        if sees and self.label(deed) in ("ware", "T") and deed.head == verb and deed.dep_ == "nsubj":
            return any(c.lower_ == "the" or c.dep_ == "poss" for c in deed.children)
        done = self.label(deed) in ("delivery", "buying", "usage") and deed.pos_ == "NOUN"
        about = deed.head == verb and deed.dep_ in ("nsubj", "nsubjpass")
        return done and about and belongs(verb.lemma_.lower(), "aftermath")

    def _telling(self, token: "Token", path: Path) -> Iterator["Token"]:
        """Yield the children of a word but a "not" behind a name that speaks of the next one: "chose V, not W, to"."""
        for child in token.children:
            aside = child.dep_ == "neg" and self.letter(token) and child.i > token.i
            if not aside or following(child) in path.nodes:
                yield child

    def tried(self, path: Path) -> bool:
        """Return whether a verb on the path only says that something was tried."""
        return any(token.pos_ == "VERB" and self.label(token) == "trial" for token in path.nodes)

    def denied(self, path: Path) -> bool:
        """Return whether "not" or "never" stands at a verb of the path, and nothing else makes it less than that."""
        plain = not (path.planned or path.believed or self.modal(path))
        verbs = [token for token in path.nodes if token.pos_ == "VERB"]
        used = [c for t in verbs if self.label(t) in ("use", "watch") for c in t.children]
        unused = any(c.dep_ == "neg" or ended(c) for c in used)
        if unused and any(self.label(t) in ("give", "build", "get", "make") for t in verbs):
            return False
        inside = [c for verb in verbs for c in verb.children]
        words = ["not" if ended(c) else c.lower_ for c in inside if c.dep_ == "neg" or ended(c)]
        return plain and len(words) == 1 and words[0] in ("not", "n't", "never")

    def modal(self, path: Path) -> bool:
        """Return whether a verb on the path is only possible or to come."""
        aux = {c.lower_ for token in path.nodes for c in token.children if c.dep_ == "aux"}
        return bool(aux & MODALS)

    def intended(self, path: Path) -> bool:
        """Return whether a path is only planned by what is above it: "agreed to buy", "a plan to equip", "is due"."""
        verbs = [token for token in path.nodes if token.pos_ == "VERB"]
        if any(belongs(token.lemma_.lower(), "loose") for token in path.nodes):
            return True
        if any(v.dep_ == "acl" and v.tag_ == "VB" and belongs(v.head.lemma_.lower(), "intention") for v in verbs):
            return True
        top = min(path.nodes, key=lambda t: len(list(t.ancestors)))
        if not verbs and top.dep_ in ("nsubj", "nsubjpass"):
            above = top.head
            due = any(c.dep_ == "acomp" and belongs(c.lemma_.lower(), "due") for c in above.children)
            to_come = any(c.dep_ == "aux" and c.tag_ == "MD" for c in above.children)
            planned = above.tag_ == "VBN" and belongs(above.lemma_.lower(), "plan")
            return due or planned or (to_come and not belongs(above.lemma_.lower(), "end"))
        while top.dep_ == "xcomp" and top.head != top:
            top = top.head
            if belongs(top.lemma_.lower(), "plan"):
                return True
        return False
