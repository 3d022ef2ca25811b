"""A sentence as a tree of dependencies: its names as single nodes, and the path between two of them as a line of text.

A path climbs from the first name to what it shares with the second, and goes down from there: "V <nsubj give >to S".
Prepositions are edges. A list of names, a verb that shares its subject, a body of a state and its streets count as one
with what they belong to, so that few paths say much. The parser is any spaCy pipeline for English that is installed.
"""

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.gazetteer import Mention
from kg.prose.grammar import belongs, listed
from kg.prose.sentence import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

_EDGES = {"nsubjpass": "passive", "csubjpass": "passive", "csubj": "nsubj", "oprd": "attr", "obj": "dobj"}
_OWNING = ("poss", "amod", "compound", "nmod", "of", "in", "appos")
_CLAUSES = ("ccomp", "xcomp", "pcomp")
RELATIVE = ("WDT", "WP", "WP$", "WRB")
"""The tags of words such as "which" and "whose"."""
LONGEST = 120
"""A sentence of more words than this is not parsed."""


@cache
def pipeline() -> "Language | None":
    """Return the installed spaCy pipeline for English with a parser, the largest of several, or None without one."""
    try:
        import spacy
        from spacy.util import get_installed_models
    except ImportError:
        return None
    sizes = ("sm", "md", "lg", "trf")
    names = [name for name in get_installed_models() if name.startswith(("en_", "en-"))]
    names.sort(key=lambda name: max((i for i, size in enumerate(sizes) if f"_{size}" in name), default=-1))
    for name in reversed(names):
        try:
            loaded = spacy.load(name, exclude=["ner", "textcat", "senter"])
        except (OSError, ValueError, ImportError):
            continue
        if "parser" in loaded.pipe_names:
            return loaded
    return None


def name() -> str | None:
    """Return the name and version of the pipeline that parses, or None where none is installed."""
    found = pipeline()
    return f"{found.meta['lang']}_{found.meta['name']} {found.meta['version']}" if found else None


class Path(NamedTuple):
    """The way from one name to another."""

    text: str
    """As patterns see it, such as ``V <nsubj give >to S``."""
    nodes: tuple["Token", ...]
    """The words it passes, those included that the text leaves out."""
    planned: bool
    believed: bool


class Tree:
    """One parsed sentence."""

    def __init__(self, doc: "Doc", sentence: Sentence, *, counted: bool = False) -> None:
        self.doc = doc
        self.counted = counted
        """Whether the sentence before counts states, so that a bare figure may count some of them."""
        self.sentence = sentence
        self.mentions: dict[int, Mention] = {}
        """The index of a node → the name it is."""
        spans: list[tuple[Span, Mention]] = []
        for mention in sentence.mentions:
            start, end = mention.start - sentence.start, mention.end - sentence.start
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and not any(one.start < span.end and span.start < one.end for one, _ in spans):
                spans.append((span, mention))
        with doc.retokenize() as retokenizer:
            for span, _ in spans:
                if len(span) > 1:
                    retokenizer.merge(span)
        for span, mention in spans:
            self.mentions[next(t.i for t in doc if t.idx <= span.start_char < t.idx + len(t))] = mention

    def letter(self, token: "Token") -> str:
        """Return the letter of the name that a node is, or nothing."""
        mention = self.mentions.get(token.i)
        return mention.letter if mention else ""

    def ends(self) -> tuple[list["Token"], list["Token"], list["Token"]]:
        """Return the vendors, the technologies, and the states and numbers of states."""
        vendors, technologies, states = [], [], []
        for token in self.doc:
            letter = self.letter(token)
            if letter and letter in "VG":
                vendors.append(token)
            elif letter == "T":
                technologies.append(token)
            elif (letter and letter in "SCD") or self.figure(token):
                states.append(token)
                if letter == "D" and token.dep_ in ("amod", "compound") and self.ware(token.head):
                    vendors.append(token)
        return vendors, technologies, states

    def figure(self, token: "Token") -> Mention | None:
        """Return the figure of a noun such as "countries", or of a figure that stands for one; None for other words."""
        if belongs(token.lemma_.lower(), "country") and not self.letter(token):
            return next((self.mentions[c.i] for c in token.children if self.letter(c) == "N"), None)
        them = any(c.lower_ == "of" and c.nbor().lower_ in ("them", "these", "those") for c in token.children)
        alone = self.letter(token) == "N" and (token.dep_ in ("nsubj", "nsubjpass") or them)
        counted = self.counted or any(belongs(other.lemma_.lower(), "country") for other in self.doc)
        return self.mentions[token.i] if alone and counted else None

    def label(self, token: "Token") -> str:
        """Return what a node is called in a path."""
        letter = self.letter(token)
        if letter != "N" and letter:
            return {"G": "V", "C": "S", "D": "S"}.get(letter, letter)
        if self.figure(token):
            return "Q"
        if letter:
            return letter
        if self.ware(token):
            return "ware"
        lemma = token.lemma_.lower()
        verb = token.pos_ in ("VERB", "AUX")
        for kind in _VERBS if verb else _NOUNS:
            if belongs(lemma, kind):
                return kind
        return "o"

    def ware(self, token: "Token") -> bool:
        """Return whether a noun means surveillance: by itself, or by what stands before it."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        lemma, text = token.lemma_.lower(), token.text.lower()
        before = [c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod", "poss")]
        words = [w.lower() for c in before for w in ([t.text for t in c.subtree] if not self.letter(c) else [])]
        if lemma in listed("watching") or text in listed("watching"):
            return not any(word in listed("other-cameras") for word in words)
        if any(self.letter(c) == "T" for c in before) or any(word in listed("watching") for word in words):
            return lemma in listed("wares") or text in listed("wares") or belongs(lemma, "amount")
        known = lemma in listed("wares") or text in listed("wares")
        plain = all(w in listed("ware-words") or w in ("-", "'s", ",") or w[0].isdigit() for w in words)
        return known and plain

    def path(self, first: "Token", second: "Token") -> Path | None:
        """Return the path from one node to another, or None where a clause that is not asserted lies on it."""
        chain = [first, *first.ancestors]
        second_chain = [second, *second.ancestors]
        shared = next((t for t in chain if t in second_chain), None)
        if shared is None:
            return None
        up = [*takewhile(lambda t: t != shared, chain)]
        down = [*takewhile(lambda t: t != shared, second_chain)]
        climbing, rising = self._steps(up), self._steps(down)
        falling = [(edge, token) for token, edge in rising][::-1]
        walk = _Walk(self, climbing, shared, falling)
        walk.collapse()
        return Path(walk.text(), tuple(dict.fromkeys([*up, shared, *down])), walk.planned, walk.believed)

    def _steps(self, nodes: list["Token"]) -> list[tuple["Token", str]]:
        """Return the nodes of a climb, each with the edge that leads on from it; prepositions have become edges."""
        steps: list[tuple[Token, str]] = []
        held = ""
        for token in nodes:
            if token.pos_ in ("ADP", "SCONJ") and token.dep_ in ("prep", "agent", "dative", "pcomp", "mark") and steps:
                such = any(child.lower_ == "such" for child in token.children) or token.lower_ in ("like", "including")
                word = "including" if such else "by" if token.dep_ == "agent" else token.lower_
                if held:
                    steps[-1] = (steps[-1][0], word)
                held = ""
                continue
            if token.dep_ == "prep" and token.lower_ == "including" and steps:
                steps[-1] = (steps[-1][0], "including")
                continue
            edge = _EDGES.get(token.dep_, token.dep_)
            steps.append((token, edge))
            held = edge if edge in ("pobj", "pcomp") else ""
        return steps

    def negated(self, path: Path) -> bool:
        """Return whether a word on the path is negated, or stands in a clause that is only supposed or demanded."""
        for token in path.nodes:
            if any(c.dep_ == "neg" or (c.lower_ in ("no", "neither", "few")) for c in token.children):
                return True
        top = min(path.nodes, key=lambda t: len(list(t.ancestors)))
        for token in [top, *top.ancestors]:
            if any(c.dep_ == "mark" and belongs(c.lower_, "supposing") for c in token.children):
                return True
            if any(c.dep_ == "neg" for c in token.children):
                return True
            head = token.head
            if any(t.text == ";" for t in self.doc[min(token.i, head.i) : max(token.i, head.i)]):
                return False
            if head != token and token.dep_ in _CLAUSES and token.pos_ in ("VERB", "AUX"):
                said = belongs(head.lemma_.lower(), "say") or any(
                    belongs(head.lemma_.lower(), one) for one in ("goes-on", "plan", "belief")
                )
                if not said:
                    return True
        return False

    def modal(self, path: Path) -> bool:
        """Return whether a verb on the path is only possible or to come."""
        aux = {c.lower_ for token in path.nodes for c in token.children if c.dep_ == "aux"}
        return bool(aux & {"will", "would", "could", "may", "might", "should", "must", "can", "shall", "'ll", "wo"})


_VERBS = ("be", "give", "build", "get", "hire", "use", "watch", "win", "sign", "cover", "take", "come", "count", "make")
_NOUNS = ("deal", "delivery", "maker", "client", "usage", "amount", "build")


class _Walk:
    """The nodes and edges of a path while what belongs together is made one."""

    def __init__(
        self,
        tree: Tree,
        climbing: list[tuple["Token", str]],
        top: "Token",
        falling: list[tuple[str, "Token"]],
    ) -> None:
        self.tree = tree
        self.climbing = climbing
        self.top = top
        self.falling = falling
        self.planned = self.believed = False
        self.last = ""

    def collapse(self) -> None:
        """Make lists, shared subjects, bodies and streets one with what they belong to."""
        self.climbing, self.top, self.falling = self._lists()
        self._own_clause()
        self._bodies()

    def _lists(self) -> tuple[list[tuple["Token", str]], "Token", list[tuple[str, "Token"]]]:
        label = self.tree.label
        climbing: list[tuple[Token, str]] = []
        heads = [*(token for token, _ in self.climbing[1:]), self.top][: len(self.climbing)]
        skip = False
        for (token, edge), head in zip(self.climbing, heads, strict=True):
            alike = label(token) == label(head) and label(token) != "o" and edge == "conj"
            company = edge in ("including", "like", "appos", "compound", "nmod") and belongs(head.lemma_, "company")
            if skip:
                climbing[-1] = (climbing[-1][0], edge)
                skip = False
            else:
                climbing.append((token, edge))
            skip = alike or (company and label(token) == "V" and not self.tree.letter(head))
        top = self.top
        if skip:
            last, _ = climbing.pop()
            top = last
        falling: list[tuple[str, Token]] = []
        before = self.top
        for edge, token in self.falling:
            alike = edge == "conj" and label(token) == label(before) and label(token) != "o"
            country = edge in ("including", "like", "appos") and belongs(before.lemma_, "country")
            if (alike or country) and falling:
                falling[-1] = (falling[-1][0], token)
            elif alike and not climbing:
                top = token
            else:
                falling.append((edge, token))
            before = token
        return climbing, top, falling

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
        if verb.pos_ != "VERB" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return False
        if edge == "conj":
            return head.pos_ in ("VERB", "AUX")
        lemma = head.lemma_.lower()
        if edge != "xcomp":
            return False
        if belongs(lemma, "plan") or (lemma == "be" and verb.tag_ == "VB"):
            self.planned = True
            return True
        if belongs(lemma, "belief"):
            self.believed = True
            return True
        return belongs(lemma, "goes-on")

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
        if self.tree.letter(body) or owning not in _OWNING or self.tree.label(state) not in ("S", "Q"):
            return False
        lemma = body.lemma_.lower()
        if belongs(lemma, "body"):
            return True
        if belongs(lemma, "place") or belongs(lemma, "client"):
            self.last = "L"
            return True
        return False

    def _acts(self, verb: "Token") -> bool:
        """Return whether a body of a state that is not named beside it does what a verb says: "in S, police use"."""
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "agent")]
        return any(
            belongs(s.lemma_.lower(), "body") and not any(self.tree.letter(t) for t in s.subtree) for s in subjects
        )

    def text(self) -> str:
        """Return the path as patterns see it."""
        label = self.tree.label
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
