"""Uses that a supply tells of beside itself: the ware was received, fitted, built or switched on, or is at work."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs, listed
from kg.prose.implication import VIDEO, cameras
from kg.prose.referent import RELATIVE
from kg.prose.scene import Scene
from kg.prose.walk import is_body, unsure

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT_WORK = ("stand", "use", "watch", "hold", "begin", "spot", "feed")
"""What wares do, or is done with them, that are there."""


class Fitting(NamedTuple):
    """A ware of a supply that is said to be there."""

    ware: "Token"
    technology: str
    named: bool
    """Whether the text names the technology."""

    def told(self) -> dict[str, str]:
        """Return of each role of the use what it was inferred from."""
        found = {"user": f"from the words that say that {self.ware.text!r} came into use"}
        of = f"from {self.ware.text!r}, which a body of the state has"
        return found if self.named else found | {"technology": of}


class Fittings:
    """What of the wares of one parsed sentence is said to be there."""

    def __init__(self, tree: Tree, scene: Scene) -> None:
        self.tree = tree
        self.scene = scene

    def found(self, path: Path, state: "Token") -> Iterator[Fitting]:
        """Yield the wares that a supply over a path tells of, where some verb says that they came into use."""
        wares = [one for one in self._wares(path) if _together(one, state)]
        if not wares or not any(self._settled(one, path) for one in self._deeds(path, wares)):
            return
        named = any(self.tree.letter(ware) == "T" for ware in wares)
        public = self._public(path, state) or (not named and self._acts(state))
        for ware in wares:
            if self.tree.letter(ware) == "T":
                yield from (Fitting(ware, name, named=True) for name in self.tree.mentions[ware.i].names[:1])
            elif public and cameras(self._phrase(ware)):
                yield Fitting(ware, VIDEO, named=False)

    def _wares(self, path: Path) -> list["Token"]:
        """Return the wares and technologies of which a path tells, and those that they are said to have."""
        near = [self.tree.doc[at] for at in sorted(self.scene.near(path, 2))]
        found = [t for t in near if self._ware(t)]
        found = found or [t for t in self._objects(path) if self._ware(t)]
        found += [c for t in found for c in t.lefts if c.dep_ in ("compound", "amod", "nmod") and self._ware(c)]
        led = [g for t in found for c in t.children if c.lower_ in ("with", "for", "of", "under") for g in c.children]
        verbs = [t for t in path.nodes if t.pos_ == "VERB"] if found else []
        led += [g for t in verbs for c in t.children if c.lower_ in ("under", "within") for g in c.children]
        led += [c for g in led for c in g.lefts if c.dep_ in ("compound", "amod") and self.tree.letter(c) == "T"]
        return [*dict.fromkeys([*found, *(g for g in led if self._ware(g))])]

    def _objects(self, path: Path) -> Iterator["Token"]:
        """Yield what the verbs of a path give or build, where no word of the path is it, and of what it is a part."""
        toward = any(t.lower_ in ("to", "for") for t in path.nodes)
        for verb in (t for t in path.nodes if t.pos_ == "VERB" and toward):
            things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.tag_ not in RELATIVE]
            things += [verb.head] if verb.dep_ == "relcl" else []
            yield from things
            yield from (g for t in things for c in t.children if c.lower_ == "of" for g in c.children)

    def _ware(self, token: "Token") -> bool:
        if self.tree.letter(token) == "T":
            return bool(self.tree.mentions[token.i].names)
        return token.pos_ in ("NOUN", "PROPN") and self.scene.phrases.kind(token) == "ware"

    def _deeds(self, path: Path, wares: list["Token"]) -> Iterator["Token"]:
        """Yield the verbs and nouns of action of a path, and the verbs that tell further of its wares."""
        yield from path.nodes
        for node in path.nodes:
            if node.pos_ in ("VERB", "AUX"):
                yield from (c for c in node.children if c.dep_ == "conj" and c.pos_ == "VERB" and not _own(c))
        for ware in wares:
            yield from (c for c in ware.children if c.dep_ in ("relcl", "acl"))
            if ware.dep_ in ("nsubj", "nsubjpass"):
                yield ware.head
        last = max(ware.i for ware in wares)
        for token in self.tree.doc[last:]:
            if token.lower_ in ("they", "these", "all", "it", "which") and token.dep_ in ("nsubj", "nsubjpass"):
                yield token.head

    def _settled(self, token: "Token", path: Path) -> bool:
        """Return whether a verb, or a noun for what it does, says that a ware came into use."""
        kind, verb = self.scene.phrases.kind(token), token.pos_ in ("VERB", "AUX")
        if token not in path.nodes and unsure(token, "to"):
            return False
        if not verb:
            return belongs(token.lemma_.lower(), "settled-noun")
        words = {c.lower_ for c in token.children}
        if words & {"over", "delivery", "up"} and token.lemma_ in ("take", "get", "set", "put", "throw", "sling"):
            return True
        if token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
            return False
        firm = any(self.tree.letter(c) in ("V", "G") for c in token.children if c.dep_ == "nsubj")
        if any(c.dep_ == "dobj" and self.tree.label(c) == "deal" for c in token.children):
            return False
        work = kind in _AT_WORK and not firm and token.lemma_ not in ("adopt", "aim", "stand")
        work |= kind == "stand" or (token.lemma_ == "stand" and not firm)
        return work or belongs(token.lemma_.lower(), "settled") or self._switched(token)

    def _switched(self, verb: "Token") -> bool:
        words = {c.lower_ for c in verb.children}
        lit = verb.lemma_ in ("switch", "turn") and "on" in words
        live = verb.lemma_ in ("go", "come", "enter", "put", "bring") and any(
            t.lower_ in ("live", "service", "operation", "use", "stream", "online") for t in verb.subtree
        )
        return lit or live

    def _public(self, path: Path, state: "Token") -> bool:
        """Return whether it is a body of the state, a city or a place of its own that has the ware."""
        mention = self.tree.mentions[state.i]
        known = mention.letter in ("C", "O") or state.lower_.split()[-1] in listed("state-bodies")
        phrases = self.scene.phrases
        near = [*path.nodes, *(c for node in path.nodes for c in node.children)]
        return known or any(
            is_body(t) or phrases.gaol(t) or phrases.placed(t) or belongs(t.lemma_.lower(), "officers") for t in near
        )

    def _acts(self, state: "Token") -> bool:
        """Return whether a state by its own name does what wares are there for."""
        named = self.tree.letter(state) == "S" and state.dep_ == "nsubj"
        return named and self.scene.phrases.kind(state.head) in _AT_WORK

    def _phrase(self, ware: "Token") -> str:
        first = min((t.i for t in ware.lefts if t.dep_ in ("compound", "amod", "nmod", "nummod")), default=ware.i)
        behind = self.tree.doc[ware.i + 1] if ware.i + 1 < len(self.tree.doc) else None
        last = ware.i + 2 if behind is not None and ware.dep_ == "compound" else ware.i + 1
        return self.tree.doc[first:last].text.lower()


def _together(ware: "Token", state: "Token") -> bool:
    """Return whether a ware and a state stand in one clause, or the one belongs to the other."""
    of_state, of_ware = [*_clauses(state)], [*_clauses(ware)]
    first = of_state[:1] + [c for verb in of_state[:1] for c in verb.children if c.dep_ == "conj" and not _own(c)]
    met = {*first} & {*of_ware} or {*of_ware[:1]} & {*of_state}
    return bool(met) or ware.is_ancestor(state) or state.is_ancestor(ware)


def _clauses(token: "Token") -> Iterator["Token"]:
    """Yield the verbs above a word, up to one that only follows another in a list and has an object of its own."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            yield above
            if above.dep_ == "conj" and any(c.dep_ in ("dobj", "nsubjpass") for c in above.children):
                return


def _own(verb: "Token") -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
