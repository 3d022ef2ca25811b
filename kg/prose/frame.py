"""Frames: what the predicates of a sentence say of who supplies, gets or uses what, joined over what they share.

A frame is a verb, a noun of action or a ware with its roles (``frames.toml``). Two frames are joined where the thing of
one is the other, or is the same; so a vendor and a state belong together however many clauses lie between them.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs
from kg.prose.phrase import Frame, Phrases, frames
from kg.prose.role import Filler, led, lifted, meant, objects, obliques, passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 5
"""The frames over which a vendor and a state may be joined."""
_EDGES = {"subject": "nsubj", "object": "dobj"}
_GIVERS = ("subject", "from", "by", "with", "to", "poss", "is")
_MOVED = ("to", "from", "for", "by")
_OF = ("of", "between", "across", "behind", "over", "via", "through", "using", "outside", "along", "around", "inside")


class End(NamedTuple):
    """A name that fills a role of a frame."""

    token: "Token"
    slot: str
    via: tuple["Token", ...]
    place: bool = False
    """Whether it is a place of the state that is named, such as its streets."""


class Scene:
    """The frames of one parsed sentence, and which of them share a thing."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.phrases = Phrases(tree)
        self.suppliers: dict[int, list[End]] = defaultdict(list)
        self.recipients: dict[int, list[End]] = defaultdict(list)
        self.users: dict[int, list[End]] = defaultdict(list)
        self.unknown: dict[int, list[End]] = defaultdict(list)
        """Node → the names in a supplier's place that no register has."""
        self.shared: dict[int, dict[int, tuple[str, tuple[Token, ...]]]] = defaultdict(dict)
        """Node → the nodes it shares a thing with: in which place of a frame, and what was passed."""
        verbs, nouns = frames()
        for token in tree.doc:
            verb = token.pos_ in ("VERB", "AUX")
            if verb and tree.label(token) == "T":
                self.users[token.i] += [
                    End(s.token, "subject", s.via) for f in subjects(token) for s in self.phrases.states(f)
                ]
            if frame := (verbs if verb else nouns).get(self.phrases.kind(token)):
                self._fill(token, frame, self._verb(token) if verb else self._noun(token))
            if tree.letter(token) == "V" and (ware := self._summed_up(token)):
                self.suppliers[ware.i].append(End(token, "of", ()))

    def _fill(self, node: "Token", frame: Frame, places: Iterator[tuple[str, Filler]]) -> None:
        kind = self.phrases.kind(node)
        for slot, filler in places:
            if slot in frame.supplier:
                self.suppliers[node.i] += [End(v.token, slot, v.via) for v in self.phrases.vendors(filler)]
                for name in self._unnamed(filler.token) if slot in _GIVERS else ():
                    self.unknown[node.i].append(End(name, slot, filler.via))
            if slot in frame.recipient or slot in frame.user:
                place = self.phrases.placed(filler.token)
                states = [End(s.token, slot, s.via, place) for s in self._acting(kind, slot, filler)]
                self.recipients[node.i] += states if slot in frame.recipient else []
                runs = kind == "ware" and slot == "poss" and self._runs(node)
                public = not place or slot != "subject" or belongs(filler.token.lemma_.lower(), "gaol")
                self.users[node.i] += states if public and (slot in frame.user or runs) else []
            for thing in self.phrases.things(filler) if slot in frame.thing else ():
                self._share(node, thing, slot)
        if any(end.slot == "subject" for end in self.suppliers.get(node.i, ())):
            self.users.pop(node.i, None)
        for child in node.children:
            if child.pos_ == "VERB" and self._governs(node, child):
                self._share(node, Filler(child), child.dep_)

    def _acting(self, kind: str, slot: str, filler: Filler) -> Iterator[Filler]:
        """Yield the states in a place of a frame: not whom cameras see, nor whose place acts unless it is theirs."""
        token = filler.token
        place, owned = self.phrases.placed(token), any(c.dep_ == "poss" for c in token.children)
        seen = kind == "watch" and slot == "object" and not place and self.tree.label(token) != "S"
        gaol = belongs(token.lemma_.lower(), "gaol")
        if not seen and (not place or slot != "subject" or owned or gaol):
            yield from self.phrases.states(filler)

    def _summed_up(self, vendor: "Token") -> "Token | None":
        """Return the wares of which all are said to be a vendor's, "the cameras, every one of them V's,", or None."""
        doc, at = self.tree.doc, vendor.i
        alone = at + 1 < len(doc) and doc[at + 1].tag_ == "POS" and (at + 2 == len(doc) or doc[at + 2].is_punct)
        lead = next((t.i for t in doc[max(at - 6, 0) : at] if t.lower_ in ("all", "every", "each", "both", "most")), 0)
        if not alone or lead < 2 or doc[lead - 1].text not in (",", "-", "\u2013", "("):
            return None
        return next((t for t in doc[:lead] if self.phrases.kind(t) == "ware" and t.tag_ in ("NNS", "NNPS")), None)

    def _runs(self, ware: "Token") -> bool:
        """Return whether a ware is said to be at work: "S's control room runs on", "S's cameras watch"."""
        return ware.dep_ == "nsubj" and self.phrases.kind(ware.head) in ("use", "watch", "begin", "stand")

    def _unnamed(self, noun: "Token") -> list["Token"]:
        """Return the names in a noun phrase that no register has, and that are of no place or body by what they say."""
        appositions = [c for c in noun.children if c.dep_ == "appos"]
        bare = [] if any(c.dep_ == "det" for c in noun.children) else [noun]
        return [name for name in (*bare, *appositions) if self._strange(name)]

    def _strange(self, token: "Token") -> bool:
        plain = token.pos_ == "PROPN" and not self.tree.letter(token) and self.phrases.kind(token) == "o"
        return plain and token.text[0].isupper() and not [*self.phrases.states(Filler(token))]

    def _share(self, node: "Token", thing: Filler, slot: str) -> None:
        standing = self.phrases.kind(thing.token) in ("maker", "client") and slot not in ("is", "subject", "object")
        if thing.token != node and not standing:
            edge = _EDGES.get(slot, slot)
            self.shared[node.i].setdefault(thing.token.i, (f">{edge}", thing.via))
            self.shared[thing.token.i].setdefault(node.i, (f"<{edge}", thing.via))

    def _governs(self, node: "Token", clause: "Token") -> bool:
        """Return whether a deal is for what a clause tells, or who hires has it done: "won a contract to equip"."""
        kind = self.phrases.kind(node)
        noun = kind == "deal" and clause.dep_ in ("acl", "relcl")
        verb = kind in ("hire", "win", "sign", "pay", "fulfill", "have") and clause.dep_ in ("xcomp", "advcl")
        return (noun or verb) and self.phrases.kind(clause) in frames()[0]

    def _verb(self, verb: "Token") -> Iterator[tuple[str, Filler]]:
        """Yield the places of a verb with what fills them."""
        done, things = passive(verb), objects(verb)
        if not done:
            yield from (("subject", filler) for filler in subjects(verb))
        yield from (("object", filler) for filler in things)
        if self.phrases.kind(verb) == "aid":
            helped = (c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB")
            yield from (("object", filler) for clause in helped for filler in subjects(clause))
        if self.phrases.kind(verb) == "be":
            yield from (("object", meant(c)) for c in verb.children if c.dep_ in ("attr", "acomp"))
        for clause in (c for c in verb.children if c.dep_ in ("advcl", "ccomp", "conj", "dep")):
            yield from (("absolute", one) for one in _absolute(clause))
        yield from (("in", Filler(c)) for c in verb.children if c.dep_ == "advmod" and self.tree.letter(c) == "S")
        inside = [c for c in verb.children if c.dep_ in ("acomp", "advmod") and c.pos_ == "ADJ"]
        for slot, filler in (one for each in (verb, *inside) for one in obliques(each)):
            yield ("subject" if done and slot == "by" else slot), filler
            if not any(self.phrases.kind(thing.token) == "ware" for thing in self.phrases.things(filler)):
                yield from self._beneath(filler, verb)
        for filler in things:
            yield from self._beneath(filler, verb)

    def _beneath(self, filler: Filler, verb: "Token") -> Iterator[tuple[str, Filler]]:
        """Yield what hangs on a noun that a verb governs, and may belong to the verb."""
        done, standing = passive(verb), self.phrases.kind(verb) == "stand"
        of = (c for c in filler.token.children if standing and c.lower_ == "of")
        for slot, inner in (*lifted(filler.token), *(one for prep in of for one in led(prep, verb))):
            if inner.token.i > verb.i and (slot in _MOVED or done or standing or self.phrases.things(inner)):
                via = (*filler.via, *inner.via)
                yield ("subject" if done and slot == "by" else slot), inner._replace(via=via)

    def _noun(self, noun: "Token") -> Iterator[tuple[str, Filler]]:
        """Yield the places of a noun with what fills them."""
        for child in noun.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                yield ("compound" if child.dep_ == "nmod" else child.dep_), meant(child)
                makers = (c for c in child.children if c.dep_ in ("npadvmod", "compound") and child.tag_ == "VBN")
                yield from (("by", Filler(maker, (child,))) for maker in makers)
            elif child.dep_ == "appos":
                yield "is", Filler(child)
            elif child.dep_ == "advmod" and self.tree.letter(child) == "S":
                yield "in", Filler(child)
            elif child.dep_ in ("prep", "agent") and child.lower_ in _OF:
                yield from ((child.lower_, meant(c)) for c in child.children if c.dep_ == "pobj")
        yield from lifted(noun)
        if noun.dep_ in ("appos", "compound", "nmod"):
            yield "is", Filler(noun.head)
        if self.phrases.kind(noun) == "client":
            led = (g for c in noun.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
            yield from (("is", Filler(a, (one,))) for one in led for a in one.children if a.dep_ == "appos")
        if noun.head.lemma_ == "be" and noun.dep_ in ("attr", "nsubj"):
            others = (c for c in noun.head.children if c.dep_ in ("attr", "nsubj") and c != noun)
            yield from (("is", meant(c)._replace(via=(noun.head,))) for c in others)

    def referring(self) -> list["Token"]:
        """Return the words for a thing spoken of before that some frame says who supplies: "it", "the system"."""
        found = []
        for verb in (self.tree.doc[at] for at, ends in self.suppliers.items() if ends):
            things = [f.token for f in objects(verb)] if verb.pos_ == "VERB" else []
            things += [f.token for f in subjects(verb)] if self.phrases.kind(verb) == "come" else []
            for thing in things:
                pointed = any(c.lower_ in ("the", "these", "this", "its", "their") for c in thing.children)
                again = thing.lower_ in ("it", "they", "them", "all", "both")
                if not self.tree.letter(thing) and (again or (pointed and self.phrases.kind(thing) == "ware")):
                    found.append(thing)
        return found

    def carry(self, thing: "Token") -> None:
        """Let a thing that is spoken of again be in the state that its word was given the name of."""
        for at, ends in self.suppliers.items():
            verb = self.tree.doc[at]
            if ends and any(f.token == thing for f in (*objects(verb), *subjects(verb))):
                self.recipients[at].append(End(thing, "in", ()))

    def supplies(self) -> Iterator[tuple["Token", "Token", Path]]:
        """Yield the vendors and states that frames join, each with the way between them."""
        for node, ends in [*self.suppliers.items()]:
            for end in ends:
                yield from self._reached(end, node, self.recipients)

    def technology(self, path: Path) -> str | None:
        """Return the one technology among the things that the frames on a way share, or None."""
        near = self._near(path, 2)
        named = (self.tree.mentions[at].names for at in near if self.tree.letter(self.tree.doc[at]) == "T")
        found = {names[0] for names in named if names} or {*self._fitted(near)}
        return found.pop() if len(found) == 1 else None

    def _fitted(self, near: set[int]) -> Iterator[str]:
        """Yield the technologies that wares are said to have: "cameras with facial recognition"."""
        wares = (self.tree.doc[at] for at in near if self.phrases.kind(self.tree.doc[at]) == "ware")
        for part in (g for one in wares for c in one.children if c.lower_ in ("with", "for") for g in c.children):
            yield from self.tree.mentions[part.i].names[:1] if self.tree.letter(part) == "T" else ()

    def tells(self, path: Path) -> bool:
        """Return whether the frames on a way say of what it is told: of a ware, or of one that "it" stands for."""
        near = [self.tree.doc[at] for at in self._near(path, 3)]
        again = any(f.token.pos_ == "PRON" for t in near if t.pos_ == "VERB" for f in objects(t))
        traced = any(belongs(token.lemma_.lower(), "trace") for token in self.tree.doc)
        return again or traced or any(self.phrases.kind(token) == "ware" for token in near)

    def _near(self, path: Path, steps: int) -> set[int]:
        """Return the nodes of a way, and the things that their frames share."""
        near = {token.i for token in path.nodes}
        for _ in range(steps):
            near |= {other for at in near for other in self.shared.get(at, ()) if self._joins(at, other)}
        return near

    def _joins(self, at: int, other: int) -> bool:
        """Return whether one node leads to another that tells more of it: a thing, or the clause that a deal is for."""
        return self.shared[at][other][0].startswith(">")

    def strangers(self) -> Iterator[tuple["Token", "Token", Path]]:
        """Yield the names that stand where a vendor would and are in no register, with the states and the ways."""
        for node, ends in [*self.unknown.items()]:
            for end in ends:
                yield from self._reached(end, node, self.recipients)

    def uses(self) -> Iterator[tuple["Token", "Token", Path]]:
        """Yield the technologies and the states that use them, each with the way between them."""
        for token in self.tree.doc:
            if self.tree.label(token) == "T":
                yield from self._reached(End(token, "", ()), token.i, self.users)

    def _reached(self, start: End, node: int, goals: dict[int, list[End]]) -> Iterator[tuple["Token", "Token", Path]]:
        """Yield the nearest states that are reached from a name over what frames share."""
        doc, label = self.tree.doc, self.tree.label
        text = f"V <{_EDGES.get(start.slot, start.slot)} {label(doc[node])}" if start.slot else label(doc[node])
        level, seen = [(node, text, (start.token, *start.via, doc[node]))], {node}
        for _ in range(_FARTHEST):
            found = False
            for at, text, passed in level:
                for goal in goals.get(at, ()):
                    if goal.token not in passed:
                        found = True
                        way = f"{text} >{_EDGES.get(goal.slot, goal.slot)} {'L' if goal.place else 'S'}"
                        yield start.token, goal.token, _path(way, (*passed, *goal.via, goal.token))
            if found:
                return
            further = []
            for at, text, passed in level:
                for other, (edge, via) in self.shared.get(at, {}).items():
                    if other not in seen:
                        seen.add(other)
                        further.append((other, f"{text} {edge} {label(doc[other])}", (*passed, *via, doc[other])))
            level = further


def _path(text: str, nodes: tuple["Token", ...]) -> Path:
    nodes = tuple(dict.fromkeys(nodes))
    verbs = [token for token in nodes if token.pos_ in ("VERB", "AUX", "ADJ")]
    believed = any(belongs(token.lemma_.lower(), "belief") for token in verbs)
    return Path(text, nodes, any(map(_planned, verbs)), believed)


def _absolute(clause: "Token") -> list[Filler]:
    """Return who is said beside a verb to be the one who supplies: ", V being the contractor", ", V acting as one"."""
    named = [c for c in clause.children if c.dep_ in ("attr", "dobj")]
    named += [g for c in clause.children if c.lower_ == "as" for g in c.children if g.dep_ == "pobj"]
    if clause.tag_ != "VBG" or not any(belongs(c.lemma_.lower(), "maker") for c in named):
        return []
    return [Filler(c, (clause,)) for c in clause.children if c.dep_ == "nsubj"]


def _planned(verb: "Token") -> bool:
    """Return whether a verb is only planned, or plans another: "agreed to buy", "is to supply", "a plan to install"."""
    above = verb.head
    if belongs(verb.lemma_.lower(), "plan") and any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
        return True
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "acl", "ccomp"):
        return False
    return above.lemma_ in ("be", "have", "plan") or belongs(above.lemma_.lower(), "plan")
