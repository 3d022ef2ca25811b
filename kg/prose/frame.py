"""Frames: what each predicate of a sentence says of who supplies, gets or uses what.

A frame is a verb, a noun of action or a ware with its roles (``frames.toml``).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.dependency import Tree
from kg.prose.grammar import belongs, listed
from kg.prose.operation import Operated, operated
from kg.prose.phrase import Frame, Phrases, frames
from kg.prose.role import Filler, absolute, led, lifted, meant, objects, obliques, passive, subjects
from kg.prose.walk import is_body, is_coined

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = "own"
"""The place in which a state stands that is named in its ware's stead: "S's comes from V"."""
EDGES = {"subject": "nsubj", "object": "dobj", OWN: "poss"}
"""Place of a frame → what the edge to it is called in a path."""
_GIVERS = ("subject", "from", "by", "with", "to", "poss", "is")
_MOVED = ("to", "from", "for", "by")
_OF = ("of", "between", "across", "behind", "over", "via", "through", "using", "outside", "along", "around", "inside")


_SEEN = ("face", "faces", "out", "apart", "through")
"""What ends the name of a technology that says what it does: "read faces", "pick faces out"."""


class End(NamedTuple):
    """A name that fills a role of a frame."""

    token: "Token"
    slot: str
    via: tuple["Token", ...]
    place: bool = False
    """Whether it is a place of the state that is named, such as its streets."""


class Frames:
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
            doing = any(c.dep_ == "nsubj" for c in token.children)
            seen = tree.label(token) == "T" and token.lower_.split()[-1] in _SEEN and doing
            named = tree.letter(token) == "T" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and not doing
            verb = token.pos_ in ("VERB", "AUX") and not seen and not named
            if seen and token.dep_ in ("relcl", "acl") and self.phrases.kind(token.head) == "ware":
                self._share(token.head, Filler(token), token.dep_)
            if seen:
                self.users[token.i] += [
                    End(s.token, "subject", s.via)
                    for f in subjects(token)
                    for s in self.phrases.states(f)
                    if not belongs(f.token.lemma_.lower(), "eyed")
                ]
            if frame := (verbs if verb else nouns).get(self.phrases.kind(token)):
                self._fill(token, frame, self._verb(token) if verb else self._noun(token))
            for ware, run in operated(token, self.phrases) if verb else ():
                self._run(token, ware, run)
            if token.lemma_ in ("do", "follow"):
                self._followed(token)
            if tree.label(token) == "S" and self.phrases.elliptic(token):
                self.recipients[token.i].append(End(token, OWN, ()))
            if tree.letter(token) == "V" and (summed := self._summed_up(token)):
                self.suppliers[summed.i].append(End(token, "of", ()))

    def _followed(self, verb: "Token") -> None:
        """Let who is said to do the same get what the clause before tells of: "; S did the same", "S followed"."""
        same = any(c.lower_ in ("same", "so", "likewise", "too", "suit", "much") for c in verb.children)
        objects_ = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ not in ("same", "suit", "much")]
        held = any(c.dep_ in ("neg", "aux") and c.lower_ not in ("has", "have", "had") for c in verb.children)
        if held or objects_ or not (same or verb.lemma_ == "follow"):
            return
        doers = [c for c in verb.children if c.dep_ == "nsubj"]
        given = [e.token for word, e in obliques(verb) if word in ("for", "to")] if not doers else []
        giving = [at for at, ends in self.suppliers.items() if at < verb.i and any(e.slot == "subject" for e in ends)]
        if given and giving and verb.lemma_ == "do":
            states = [s for one in given for s in self.phrases.states(Filler(one, (verb,)))]
            self.recipients[max(giving)] += [End(s.token, "for", s.via) for s in states]
        earlier = [at for at, ends in self.recipients.items() if at < verb.i and any(e.slot == "subject" for e in ends)]
        if earlier and self.suppliers.get(max(earlier)):
            states = [s for one in doers for s in self.phrases.states(Filler(one, (verb,)))]
            self.recipients[max(earlier)] += [End(s.token, "subject", s.via) for s in states]
        firms = [v for one in doers for v in self.phrases.vendors(Filler(one, (verb,))) if giving and not earlier]
        self.suppliers[max(giving, default=verb.i)] += [End(v.token, "subject", v.via) for v in firms]

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
                public = public and (kind != "stand" or self._public(node, filler))
                self.users[node.i] += states if public and (slot in frame.user or runs) else []
            for thing in self.phrases.things(filler) if slot in frame.thing else ():
                self._share(node, thing, slot)
            if slot == "subject" and kind in ("give", "build") and self._standing(node, filler.token):
                self._share(node, filler, slot)
        if any(end.slot == "subject" for end in self.suppliers.get(node.i, ())):
            self.users.pop(node.i, None)
        for child in node.children:
            if child.pos_ == "VERB" and self._governs(node, child):
                self._share(node, Filler(child), child.dep_)

    def _run(self, verb: "Token", ware: "Token", run: Operated) -> None:
        """Let a vendor that runs a ware for a state's body be who supplies it."""
        self.suppliers[verb.i] += [End(one.token, "subject", one.via) for one in run.firms]
        self.recipients[verb.i] = [End(one.token, "for", one.via) for one in run.states]
        self._share(verb, Filler(ware), "object")

    def _public(self, verb: "Token", filler: Filler) -> bool:
        """Return whether it is a body of a state with which a ware is said to be routine, and not anybody there."""
        if not any(self.phrases.usual(c) for c in verb.children if c.dep_ in ("attr", "acomp")):
            return True
        plain = self.phrases.placed(filler.token) and not belongs(filler.token.lemma_.lower(), "gaol")
        own = is_body(filler.token) and not plain
        return own or self.phrases.gaol(filler.token) or any(is_body(t) for t in verb.subtree)

    def _standing(self, verb: "Token", noun: "Token") -> bool:
        """Return whether it is somebody's supplier who gives, and the verb does not say to whom: "its builder gave"."""
        ends = [g for c in verb.children if c.dep_ in ("prep", "dative") for g in c.children if g.dep_ == "pobj"]
        plain = all(g.ent_type_ == "DATE" or g.lemma_.lower() in listed("times") for g in ends)
        return self.phrases.kind(noun) == "maker" and plain

    def _acting(self, kind: str, slot: str, filler: Filler) -> Iterator[Filler]:
        """Yield the states in a place of a frame: not whom cameras see, nor whose place acts unless it is theirs."""
        token = filler.token
        place, owned = self.phrases.placed(token), any(c.dep_ == "poss" for c in token.children)
        if slot == "behind" and kind == "ware":
            for owner in (c for c in token.children if c.dep_ == "poss" and is_body(c)):
                yield from (f._replace(via=(token, *f.via)) for f in self.phrases.states(Filler(owner)))
        if slot == "subject" and kind in ("get", "take") and self.phrases.kind(token) == "ware":
            for owner in (c for c in token.children if c.dep_ == "poss"):
                yield from (f._replace(via=(token, *f.via)) for f in self.phrases.states(Filler(owner)))
        seen = kind == "watch" and slot == "object" and not place and self.tree.label(token) != "S"
        gaol = belongs(token.lemma_.lower(), "gaol")
        if kind in ("watch", "spot") and slot == "object" and belongs(token.lemma_.lower(), "sight"):
            whose = [c for c in token.children if c.dep_ == "poss"]
            whose += [g for c in token.children if c.lower_ in ("of", "at", "in", "from") for g in c.children]
            for one in whose:
                yield from (f._replace(via=(token, *f.via)) for f in self.phrases.states(Filler(one)))
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
        appositions = [c for c in noun.children if c.dep_ in ("appos", "conj")]
        bare = [] if any(c.dep_ == "det" for c in noun.children) else [noun]
        return [name for name in (*bare, *appositions) if self._strange(name)]

    def _strange(self, token: "Token") -> bool:
        plain = (token.pos_ == "PROPN" or is_coined(token)) and not self.tree.letter(token)
        plain = plain and self.phrases.kind(token) == "o"
        return plain and token.text[0].isupper() and not [*self.phrases.states(Filler(token))]

    def _share(self, node: "Token", thing: Filler, slot: str) -> None:
        standing = self.phrases.kind(thing.token) in ("maker", "client") and slot not in ("is", "subject", "object")
        if thing.token != node and not standing:
            edge = EDGES.get(slot, slot)
            self.shared[node.i].setdefault(thing.token.i, (f">{edge}", thing.via))
            self.shared[thing.token.i].setdefault(node.i, (f"<{edge}", thing.via))

    def _governs(self, node: "Token", clause: "Token") -> bool:
        """Return whether a deal is for what a clause tells, or who hires has it done: "won a contract to equip"."""
        kind = self.phrases.kind(node)
        noun = kind == "deal" and clause.dep_ in ("acl", "relcl")
        verb = kind in ("hire", "win", "sign", "pay", "fulfill", "have") and clause.dep_ in ("xcomp", "advcl")
        verb |= kind == "hire" and node.lemma_ == "have" and clause.dep_ == "ccomp"
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
        if self.phrases.kind(verb) in ("be", "stand"):
            yield from (("object", meant(c)) for c in verb.children if c.dep_ in ("attr", "acomp"))
        for light in (c for c in verb.children if c.dep_ in ("oprd", "dobj", "attr") and self._light(verb, c)):
            yield from obliques(light)
            yield from (one for _, end in obliques(light) for one in lifted(end.token))
        for clause in (c for c in verb.children if c.dep_ in ("advcl", "ccomp", "conj", "dep")):
            yield from (("absolute", one) for one in absolute(clause))
        yield from (("in", Filler(c)) for c in verb.children if c.dep_ == "advmod" and self.tree.letter(c) == "S")
        inside = [c for c in verb.children if c.dep_ in ("acomp", "advmod") and c.pos_ == "ADJ"]
        for slot, filler in (one for each in (verb, *inside) for one in obliques(each)):
            yield ("subject" if done and slot == "by" else slot), filler
            if not any(self.phrases.kind(thing.token) == "ware" for thing in self.phrases.things(filler)):
                yield from self._beneath(filler, verb)
        posts = [g for c in verb.children if c.lower_ == "as" and not done for g in c.children if g.dep_ == "pobj"]
        for post in (p for p in posts if belongs(p.lemma_.lower(), "maker")):
            yield from (("to", one) for slot, one in obliques(post) if slot in ("to", "of", "for"))
        told = [c for c in verb.children if c.dep_ in ("attr", "acomp") and self.phrases.usual(c)]
        for filler in (*things, *map(Filler, told)):
            yield from self._beneath(filler, verb)

    def _light(self, verb: "Token", noun: "Token") -> bool:
        """Return whether a noun says what a verb does: "keep watch", "make use"."""
        return verb.lemma_ in ("keep", "make", "stand") and noun.lemma_.lower() in (
            "watch",
            "tab",
            "eye",
            "guard",
            "use",
        )

    def _beneath(self, filler: Filler, verb: "Token") -> Iterator[tuple[str, Filler]]:
        """Yield what hangs on a noun that a verb governs, and may belong to the verb."""
        done, standing = passive(verb), self.phrases.kind(verb) == "stand"
        alike = (filler.token, *(c for c in filler.token.children if c.dep_ == "conj"))
        of = (c for one in alike for c in one.children if standing and c.lower_ == "of")
        inner_of = [one for prep in of for one in led(prep, verb)]
        jobs = [one.token for _, one in inner_of if belongs(one.token.lemma_.lower(), "job")]
        owned = (one for job in jobs for c in job.children if c.lower_ == "of" for one in led(c, verb))
        for slot, inner in (*lifted(filler.token), *inner_of, *owned, *(one for job in jobs for one in lifted(job))):
            prop = belongs(filler.token.lemma_.lower(), "prop")
            if inner.token.i > verb.i and (slot in _MOVED or done or standing or prop or self.phrases.things(inner)):
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
        first = noun.head if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") else noun
        named = [c for c in noun.children if self.tree.letter(c) == "V"]
        for child in first.children if first != noun and not named else ():
            if child.dep_ in ("compound", "amod", "nmod") and self.tree.letter(child) == "V":
                yield "compound", Filler(child, (first,))
        yield from lifted(noun)
        if self.phrases.kind(noun) == "deal":
            of = (g for c in noun.children if c.lower_ in ("for", "of") for g in c.children if g.dep_ == "pobj")
            yield from ((slot, one) for thing in of for slot, one in lifted(thing) if slot == "from")
        if noun.dep_ in ("appos", "compound", "nmod"):
            yield "is", Filler(noun.head)
        if self.phrases.kind(noun) == "client":
            led = (g for c in noun.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
            yield from (("is", Filler(a, (one,))) for one in led for a in one.children if a.dep_ == "appos")
        if noun.head.lower_ in ("among", "of") and noun.head.head.lemma_ == "be":
            ones = (c for c in noun.head.head.children if c.dep_ in ("nsubj", "attr"))
            yield from (("is", meant(c)._replace(via=(noun.head.head,))) for c in ones)
        if self.phrases.kind(noun) == "client" and noun.head.lower_ in ("as", "among"):
            yield from self._told_of(noun.head)
        if noun.head.lemma_ == "be" and noun.dep_ in ("attr", "nsubj"):
            others = (c for c in noun.head.children if c.dep_ in ("attr", "nsubj") and c != noun)
            yield from (("is", meant(c)._replace(via=(noun.head,))) for c in others)

    def _told_of(self, preposition: "Token") -> Iterator[tuple[str, Filler]]:
        """Yield who is said to be a client by who lists some: "named S as a customer of V"."""
        verb = preposition.head
        if verb.pos_ == "VERB" and belongs(verb.lemma_.lower(), "telling-of"):
            named = [c for c in verb.children if c.dep_ in (("nsubjpass",) if passive(verb) else ("dobj", "oprd"))]
            yield from (("is", meant(c)._replace(via=(preposition, verb))) for c in named)
