"""What belongs together over one ware: whose make it is and who has it, whatever way the words of a clause join them.

A reader of last resort. It asks for three things in one tree: a ware that is surveillance, a vendor whose ware it is,
and a state that has it; each word between them has to be of a class that says so, and none in the sentence that takes
it back.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs, cue
from kg.prose.make import GIVING, WARES, WHOSE, WITH, Makes
from kg.prose.phrase import Phrases
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_TEXT = "V <of ware >of S"
"""What the way over a ware looks like to the guards of other ways."""
_AT = ("in", "at", "on", "of", "across", "along", "around", "over", "inside", "outside", "throughout", "for", "above")
_SETTING = ("give", "build", "finish")
_HAVING = ("use", "hold", "watch", "spot", "get", "take", "bear", "feed", "trial")
_STANDING = ("watch", "stand", "begin", "come", "reads", "go", "join", "spot", "use", "bear")
_DONE = ("delivery", "buying", "usage", "client")
_GROUNDS = ("body", "place", "site", "grounds", "officers", "office", "sight", "prop", "usage", "job", "done")
_AWAY = ("to", "from", "past", "off", "into", "out")
"""Where somebody carries a ware that is then no longer theirs."""
_DOING = ("company", "maker", "prop", "place", "site", "grounds")


class Bond(NamedTuple):
    """A vendor and a state that belong to one ware."""

    vendor: "Token"
    ware: "Token"
    state: "Token"
    path: Path
    """The words between them, as the guards of other ways see them."""
    used: bool
    """Whether a body of the state, or the state, is said to use the ware, which is a technology that is named."""

    def claims(self) -> Iterator[tuple[str, "Token"]]:
        """Yield the kinds of claim that it makes, each with the name beside the state's."""
        yield "Supply", self.vendor
        if self.used:
            yield "Use", self.ware

    def told(self, kind: str) -> dict[str, str]:
        """Return of each role of a claim of a kind what it was inferred from."""
        return joined(kind, self.ware)


def joined(kind: str, ware: "Token") -> dict[str, str]:
    """Return of each role of a claim of a kind that it was inferred from the words that join it to a ware."""
    roles = {"Supply": ("supplier", "recipient"), "Use": ("user",)}.get(kind, ())
    return dict.fromkeys(roles, f"from the words that join it to {ware.text!r}")


class Bonds(Makes):
    """The bonds of one parsed sentence."""

    def __init__(self, tree: Tree, phrases: Phrases) -> None:
        super().__init__(tree, phrases)
        self.states = [t for t in tree.doc if self.named(t)]

    def found(self) -> Iterator[Bond]:
        """Yield the vendors and states that belong to one ware, and to no other that stands nearer."""
        doc = self.tree.doc
        if not self.vendors or not self.states:
            return
        for ware in (token for token in doc if self.tree.label(token) in WARES and token.pos_ != "VERB"):
            makers = [(v, nodes) for v in self.vendors if (nodes := self.makes(v, ware)) is not None]
            holders = [(s, held) for s in self.states if (held := self._holds(s, ware)) is not None]
            if self._apart(s for s, _ in holders) or self._apart(v for v, _ in makers):
                continue
            for vendor, made in makers:
                for state, (nodes, used) in holders:
                    words = tuple(dict.fromkeys((vendor, *made, ware, *nodes, state)))
                    if state not in made and vendor not in nodes and not self._loose(words):
                        path = Path(_TEXT, words, planned=False, believed=False)
                        yield Bond(vendor, ware, state, path, used and self.tree.letter(ware) == "T")

    def _loose(self, words: Iterable["Token"]) -> bool:
        """Return whether a word of a clause lets no ware be joined to names over it: what denies, asks or plans."""
        doc, places = self.tree.doc, [word.i for word in words]
        ends = [t.i for t in doc if t.text == ";"]
        first = max((at + 1 for at in ends if at < min(places)), default=0)
        last = min((at for at in ends if at > max(places)), default=len(doc))
        clause = doc[first:last]
        plain = [t for t in clause if t.lower_ != "wanted" and (t.lower_ != "stolen" or self.alike(t.head))]
        plain = [t for t in plain if t.dep_ != "pobj" or t.head.lower_ != "against"]
        if any(belongs(t.lemma_.lower(), "unbound") for t in plain):
            return True
        marked = " ".join("V" if self.tree.letter(t) == "V" else t.lower_ for t in clause)
        return cue("unbound").search(marked) is not None

    def _apart(self, names: Iterable["Token"]) -> bool:
        """Return whether names are none, or not all of one list or of one meaning."""
        firsts = {self.tree.mentions[self.group(name)].names for name in names}
        return len(firsts) != 1

    def _holds(self, state: "Token", ware: "Token") -> tuple[tuple["Token", ...], bool] | None:
        """Return the words over which a state has a ware, and whether it is said to use it; or None."""
        way = self.way(ware, state)
        if way is None or self._foreign(state):
            return None
        rise, fall, top = way
        nodes = tuple(dict.fromkeys([*rise, *([top] if top not in (ware, state) else []), *fall]))
        if top == state and rise and rise[-1].dep_ == "prep" and self._delivered(state, rise[-1]):
            return (*nodes, state.head, state.head.head), False
        inner = [t for t in nodes if self.tree.letter(t) != "S"]
        if not all(self._passes(t, governed=t == top) for t in inner):
            return None
        verbs = [t for t in nodes if t.pos_ in ("VERB", "AUX")]
        if not verbs:
            apart = any(t.dep_ in ("prep", "agent") and t.lower_ not in (*_AT, "to") for t in nodes)
            meets = top == ware or self.alike(top) or self.phrases.kind(top) == "delivery"
            return (nodes, False) if meets and not apart else None
        if any(self._stranger(verb, state) for verb in verbs):
            return None
        apex = top if top in verbs else verbs[-1]
        return self._role(apex, state, ware, nodes)

    def _delivered(self, state: "Token", prep: "Token") -> bool:
        """Return whether a ware hangs on the state to which it is delivered: "deliveries to S of V's cameras"."""
        above = state.head
        to = above.dep_ == "prep" and above.lower_ in ("to", "in", "for") and prep.lower_ == "of"
        return to and self.phrases.kind(above.head) == "delivery"

    def _role(
        self, verb: "Token", state: "Token", ware: "Token", nodes: tuple["Token", ...]
    ) -> tuple[tuple["Token", ...], bool] | None:
        """Return the words and whether the state uses the ware, where a verb says that it has it."""
        kind = self.kind(verb)
        branch = next((c for c in verb.children if c == state or (c in nodes and state in c.subtree)), None)
        if branch is None:
            return (nodes, False) if kind in (*_SETTING, *_HAVING, "come") else None
        edge = branch.dep_ if branch.dep_ not in ("prep", "dative", "agent") else branch.lower_
        thing = self.object_of(ware, verb) or verb.dep_ in ("relcl", "acl")
        thing &= kind != "reads" or not any(c.dep_ == "dobj" and (c == ware or c in nodes) for c in verb.children)
        if kind == "bear" and any(c.lower_ in _AWAY and not self._firm(c) for c in verb.children):
            return None
        if edge in ("nsubj", "by") and (kind in (*_HAVING, "reads", "begin") and thing):
            inside = [t for t in (branch, *nodes) if t in branch.subtree]
            acting = self.tree.label(branch) == "S" or any(is_body(t) or self._officer(t) for t in inside)
            return nodes, acting and kind in ("use", "hold", "watch", "spot", "bear", "feed", "reads")
        if edge in _AT or edge in ("to", "dobj", "dative", "nsubjpass"):
            subject = any(c.dep_ in ("nsubj", "nsubjpass") and (c == ware or ware in c.subtree) for c in verb.children)
            stands = subject and kind in _STANDING
            given = kind in (*_SETTING, "come") and edge not in ("nsubj", "by")
            return (nodes, False) if stands or given else None
        return None

    def _firm(self, preposition: "Token") -> bool:
        return any(self.tree.letter(end) == "V" for end in preposition.children)

    def _officer(self, token: "Token") -> bool:
        return belongs(token.lemma_.lower(), "officers") or token.lower_ == "general"

    def _passes(self, token: "Token", *, governed: bool = False) -> bool:
        """Return whether a word between a ware and a state lets the one be the other's."""
        lemma = token.lemma_.lower()
        if token.dep_ in ("prep", "agent", "dative") or token.pos_ == "ADP":
            return token.lower_ in (*_AT, *WITH)
        if token.pos_ in ("VERB", "AUX"):
            beside = token.dep_ in ("advcl", "ccomp", "pcomp", "csubj", "parataxis")
            return self.kind(token) in (*GIVING, *_HAVING, *_STANDING) and (governed or not beside)
        if any(belongs(c.lemma_.lower(), "trading") for c in token.lefts):
            return False
        known = is_body(token) or self.alike(token) or self.phrases.placed(token)
        known = known or lemma == "general" or self.phrases.kind(token) in _DONE
        return known or any(belongs(lemma, one) for one in _GROUNDS)

    def _stranger(self, verb: "Token", state: "Token") -> bool:
        """Return whether somebody else than the vendor or the state does what a verb says."""
        for child in verb.children:
            ends = [g for g in child.children if g.dep_ == "pobj"] if child.dep_ == "agent" else []
            for doer in [child] if child.dep_ == "nsubj" else ends:
                lemma = doer.lemma_.lower()
                known = bool(self.tree.letter(doer)) or self.alike(doer) or is_body(doer) or doer.pos_ == "PRON"
                known = known or self._officer(doer) or self.phrases.placed(doer)
                known = known or any(belongs(lemma, one) for one in _DOING)
                if not known and state not in doer.subtree:
                    return True
        return False

    def _foreign(self, state: "Token") -> bool:
        """Return whether a state's name only says where a firm or a person is from: "the S firm", "an S minister"."""
        head = state.head
        firm = any(belongs(head.lemma_.lower(), one) for one in ("company", "maker", "consortium", "crew"))
        return state.dep_ in (*WHOSE, "npadvmod") and (firm or self.tree.letter(head) == "V" or head.tag_ == "VBN")
