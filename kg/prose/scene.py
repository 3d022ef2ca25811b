"""Scenes: the frames of a sentence joined over what they share, and the ways from vendor or technology to state.

Two frames are joined where the thing of one is the other, or is the same; so a vendor and a state belong together
however many clauses lie between them.
"""

from collections.abc import Collection, Iterator
from itertools import chain as linked
from typing import TYPE_CHECKING

from kg.prose.dependency import Path, Tree
from kg.prose.frame import EDGES, OWN, End, Frames
from kg.prose.grammar import belongs, listed
from kg.prose.role import objects, subjects
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 5
"""The frames over which a vendor and a state may be joined."""
_SOMEWHERE = ("in", "at", "on", "inside", "of", "for", "to", "across", "near", "outside")


class Scene(Frames):
    """What the frames of one parsed sentence say together."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self.carried: dict[int, tuple[str, ...]] = {}
        """Word for a thing that was spoken of before → the technology that it stands for."""

    def referring(self) -> list["Token"]:
        """Return the words for a thing spoken of before that some frame says who supplies: "it", "the system"."""
        found = []
        for verb in (self.tree.doc[at] for at, ends in self.suppliers.items() if ends):
            things = [f.token for f in objects(verb)] if verb.pos_ == "VERB" else []
            things += [f.token for f in subjects(verb)] if self.phrases.kind(verb) in ("come", "be") else []
            things += _called(verb)
            for thing in things:
                pointed = any(c.lower_ in ("the", "these", "this", "its", "their") for c in thing.children)
                pointed |= self._said_again(thing)
                again = thing.lower_ in ("it", "they", "them", "all", "both")
                if self._placed(verb, thing):
                    continue
                known = self.phrases.kind(thing) == "ware" or thing.lower_ in listed("devices")
                if self.tree.letter(thing) in ("", "T") and (again or (pointed and known)):
                    found.append(thing)
        return found

    def _said_again(self, thing: "Token") -> bool:
        """Return whether words that stand for a technology point back to it, "the system", and name it not."""
        words = thing.lower_.split()
        pointed = self.tree.letter(thing) == "T" and words[0] in ("the", "this", "these")
        return pointed and words[-1] in listed("said-again")

    def _placed(self, verb: "Token", thing: "Token") -> bool:
        """Return whether a thing is said to be with somebody else or done for somebody: "the system at the bank"."""
        preps = [c for one in (verb, thing) for c in one.children if c.dep_ == "prep" and c.lower_ in _SOMEWHERE]
        ends = [g for c in preps for g in c.children if g.dep_ == "pobj"]
        return any(
            not self.tree.letter(g)
            and not is_body(g)
            and not self.phrases.placed(g)
            and self.phrases.kind(g) not in ("ware", "deal", "delivery", "use", "usage")
            and g.lemma_.lower() not in listed("times")
            and not g.text[0].isdigit()
            for g in ends
        )

    def held(self) -> bool:
        """Return whether a state is said to use wares, whatever they are called, or to be watched."""
        users = [at for at, ends in self.users.items() if ends]
        users += [
            at for at, ends in self.recipients.items() if ends and self.phrases.kind(self.tree.doc[at]) == "watch"
        ]
        verbs = [self.tree.doc[at] for at in users]
        sure = [
            v for v in verbs if not any(c.dep_ in ("neg", "aux") and c.lemma_ not in ("have", "be") for c in v.children)
        ]
        return any(v.tag_ != "VB" and (self.phrases.kind(v) == "watch" or self._of_wares(v)) for v in sure)

    def _of_wares(self, node: "Token") -> bool:
        return any(self.phrases.kind(self.tree.doc[at]) == "ware" for at in self.shared.get(node.i, ()))

    def held_again(self) -> list[tuple["Token", tuple[str, ...]]]:
        """Return things spoken of again, each with the one state of which the sentence has said that it uses some.

        "S's police do read faces, and the readers are from V".
        """
        tree = self.tree
        users = [(at, tree.mentions[e.token.i].names) for at, ends in self.users.items() for e in ends]
        if len({names[:1] for _, names in users}) != 1:
            return []
        kinds = [self.phrases.kind(tree.doc[o]) for at, _ in users for o in self.shared.get(at, ())]
        if "ware" not in kinds and not any(tree.label(tree.doc[at]) == "T" for at, _ in users):
            return []
        found, last = [], max(at for at, _ in users)
        for thing in self.referring():
            verb = next((a for a in thing.ancestors if a.pos_ in ("VERB", "AUX")), thing)
            if thing.i > last and verb.i > last and not self.recipients.get(verb.i):
                found.append((thing, users[0][1]))
        return found

    def carry(self, thing: "Token", spoken: Collection[str]) -> None:
        """Let a thing that is spoken of again be in the state that its word is given the name of.

        ``spoken`` are the technologies that it may be.
        """
        names = self.tree.mentions[thing.i].names if self.tree.letter(thing) == "T" else ()
        self.carried[thing.i] = names if {*names[:1]} & {*spoken} else ()
        for at, ends in self.suppliers.items():
            verb = self.tree.doc[at]
            if ends and (thing in _called(verb) or any(f.token == thing for f in (*objects(verb), *subjects(verb)))):
                self.recipients[at].append(End(thing, "in", ()))

    def supplies(self) -> Iterator[tuple["Token", "Token", Path]]:
        """Yield the vendors and states that frames join, each with the way between them."""
        for node, ends in [*self.suppliers.items()]:
            for end in ends:
                yield from self._reached(end, node, self.recipients)

    def given(self, path: Path) -> str | None:
        """Return the one technology that a verb of a path gives or gets."""
        found = {
            self.tree.mentions[token.i].names[0]
            for node in path.nodes
            for token in linked(
                [node],
                *((t, *t.children) for t in node.head.children if node.dep_ == "csubj" and t.dep_ == "attr"),
                node.children,
                *(c.children for c in node.children if c.lower_ in ("of", "with", "for")),
            )
            if self.tree.letter(token) == "T" and self.tree.mentions[token.i].names
        }
        return found.pop() if len(found) == 1 else None

    def own(self, vendor: "Token", technology: str | None) -> str | None:
        """Return the technology that a vendor gives: where its own goods stand before it, behind another, theirs."""
        doc, tree = self.tree.doc, self.tree
        before = doc[vendor.i - 2] if vendor.i > 1 and doc[vendor.i - 1].lower_ in ("from", "by") else vendor
        if tree.letter(before) == "T" and tree.mentions[before.i].names:
            return tree.mentions[before.i].names[0]
        firms = [t.i for t in doc if tree.letter(t) == "V"]
        if len({tree.mentions[at].names for at in firms}) < 2:
            return technology
        if technology and self.apart(vendor, technology):
            return None
        behind = [g for t in doc[vendor.i + 1 : vendor.i + 2] if t.lower_ == "for" for g in t.children]
        first = max((at for at in firms if at < vendor.i), default=-1) + 1
        between = doc[first : vendor.i]
        led = any(t.lower_ in ("from", "by", "of") for t in between[-2:])
        owned = [t for t in between if led and any(c.tag_ == "PRP$" for c in t.children)]
        things = [t for t in (*behind, *owned[-1:]) if tree.letter(t) in ("", "T")]
        if not things:
            return technology
        named = [t for t in things[0].subtree if tree.letter(t) == "T" and t.i <= things[0].i]
        return next((name for t in named for name in tree.mentions[t.i].names[:1]), None)

    def apart(self, vendor: "Token", technology: str) -> bool:
        """Return whether another vendor, told with a deed of its own, stands between a technology and a vendor.

        "They read T with W, and guard gates with V's cameras": V's alone serve the second.
        """
        doc, tree = self.tree.doc, self.tree
        things = [t.i for t in doc if tree.letter(t) == "T" and technology in tree.mentions[t.i].names]
        others = [t for t in doc if tree.letter(t) == "V" and tree.mentions[t.i].names != tree.mentions[vendor.i].names]
        for one in others:
            between = [t.lower_ for t in doc[one.i + 1 : vendor.i]]
            led = doc[one.i - 1].lower_ in ("with", "by", "from", "through", "using", "of") and one.i > 0
            again = any(word in ("with", "by", "from", "through", "using") for word in between) and "and" in between
            own = any(self.phrases.kind(t) == "ware" for t in doc[one.i + 1 : vendor.i + 3])
            if led and again and own and things and all(at < one.i for at in things):
                return True
        return False

    def technology(self, path: Path) -> str | None:
        """Return the one technology among the things that the frames on a way share, or None."""
        near = self.near(path, 2)
        named = (self.tree.mentions[at].names for at in near if self.tree.letter(self.tree.doc[at]) == "T")
        again = {self.carried[at][0] for at in near if self.carried.get(at)}
        found = {names[0] for names in named if names} or {*self._fitted(near)} or again
        return found.pop() if len(found) == 1 else None

    def _fitted(self, near: set[int]) -> Iterator[str]:
        """Yield the technologies that wares are said to have: "cameras with facial recognition"."""
        wares = (self.tree.doc[at] for at in near if self.phrases.kind(self.tree.doc[at]) == "ware")
        for part in (g for one in wares for c in one.children if c.lower_ in ("with", "for") for g in c.children):
            yield from self.tree.mentions[part.i].names[:1] if self.tree.letter(part) == "T" else ()

    def tells(self, path: Path) -> bool:
        """Return whether the frames on a way say of what it is told: of a ware, or of one that "it" stands for."""
        near = [self.tree.doc[at] for at in self.near(path, 3)]
        verbs = [t.head for t in path.nodes if self.phrases.kind(t) == "client" and t.dep_ == "nsubj"]
        things = [f.token for verb in verbs for f in objects(verb)]
        near += [
            g for t in things for g in (t, *(g for c in t.children if c.lower_ in ("of", "for") for g in c.children))
        ]
        traced = any(belongs(token.lemma_.lower(), "trace") for token in self.tree.doc)
        near += [c for t in near if self.phrases.kind(t) in ("deal", "client") for c in t.lefts if c.dep_ == "compound"]
        wares = any(self.phrases.kind(token) == "ware" or token.lower_ in listed("watching") for token in near)
        return self.again(path) or traced or wares

    def again(self, path: Path) -> bool:
        """Return whether what the frames on a way tell of was spoken of before: "it", "the same"."""
        near = [self.tree.doc[at] for at in self.near(path, 3)]
        things = [f.token for t in near if t.pos_ == "VERB" for f in objects(t)]
        things += [f.token for t in near if self.phrases.kind(t) in ("come", "be") for f in subjects(t)]
        return any(thing.pos_ == "PRON" or thing.lower_ == "same" or thing.i in self.carried for thing in things)

    def near(self, path: Path, steps: int) -> set[int]:
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
        text = f"V <{EDGES.get(start.slot, start.slot)} {label(doc[node])}" if start.slot else label(doc[node])
        level, seen = [(node, text, (start.token, *start.via, doc[node]))], {node}
        for _ in range(_FARTHEST):
            found = False
            for at, text, passed in level:
                if self._of_another(at, start.token):
                    continue
                for goal in goals.get(at, ()):
                    if goal.token not in passed or goal.slot == OWN:
                        found = True
                        way = f"{text} >{EDGES.get(goal.slot, goal.slot)} {'L' if goal.place else 'S'}"
                        yield start.token, goal.token, _path(way, (*passed, *goal.via, goal.token))
            if found:
                return
            further = []
            for at, text, passed in level:
                if self._of_another(at, start.token):
                    continue
                for other, (edge, via) in self.shared.get(at, {}).items():
                    if other not in seen:
                        seen.add(other)
                        further.append((other, f"{text} {edge} {label(doc[other])}", (*passed, *via, doc[other])))
            level = further

    def _of_another(self, at: int, vendor: "Token") -> bool:
        """Return whether a ware has another maker's name before it than a vendor's: "those of V", "W's cameras"."""
        tree = self.tree
        makers = {tree.mentions[e.token.i].names for e in self.suppliers.get(at, ()) if e.slot in ("poss", "compound")}
        own = tree.mentions.get(vendor.i)
        firm = own is not None and own.letter == "V" and self.phrases.kind(tree.doc[at]) == "ware"
        return firm and own is not None and bool(makers) and own.names not in makers


def _called(noun: "Token") -> list["Token"]:
    """Return what is said to be somebody's ware: "it is a product of V"."""
    is_ = noun.dep_ == "attr" and noun.head.lemma_ == "be" and noun.pos_ == "NOUN"
    return [f.token for f in subjects(noun.head)] if is_ else []


def _path(text: str, nodes: tuple["Token", ...]) -> Path:
    nodes = tuple(dict.fromkeys(nodes))
    verbs = [token for token in nodes if token.pos_ in ("VERB", "AUX", "ADJ")]
    believed = any(belongs(token.lemma_.lower(), "belief") for token in verbs)
    return Path(text, nodes, any(map(_planned, verbs)), believed)


def _planned(verb: "Token") -> bool:
    """Return whether a verb is only planned, or plans another: "agreed to buy", "is to supply", "a plan to install"."""
    above = verb.head
    if belongs(verb.lemma_.lower(), "plan") and any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
        return True
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "acl", "ccomp"):
        return False
    caused = above.lemma_ == "have" and not any(c.dep_ == "aux" for c in verb.children)
    return not caused and (above.lemma_ in ("be", "have", "plan") or belongs(above.lemma_.lower(), "plan"))


def members(group: "Token") -> list["Token"]:
    """Return the words that may name members of a group: "V and other D firms", "D firms, V among them"."""
    other = any(c.lower_ == "other" for c in group.children)
    above = [group.head, *group.head.children] if group.dep_ == "conj" and other else []
    return [*(c for c in group.children if c.dep_ == "appos"), *above]
