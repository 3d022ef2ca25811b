"""Over which words of a clause a ware is a vendor's: its own, of its make, or given, built or run by it."""

from typing import TYPE_CHECKING

from kg.prose.dependency import Tree
from kg.prose.grammar import belongs
from kg.prose.phrase import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

WARES = ("ware", "T")
WHOSE = ("poss", "compound", "amod", "nmod")
_FROM = ("from", "by", "of")
WITH = ("with", "through", "on", "by", "behind", "via", "of", "from", "to", "using", "in")
GIVING = ("give", "build", "make", "finish")
_GETTING = ("get", "take", "use", "hold", "hire")
OWN = ("its", "their")
_DEEPEST = 9
"""The words between a ware and a name, at most."""


class Makes:
    """The wares of one parsed sentence, and whose make they are."""

    def __init__(self, tree: Tree, phrases: Phrases) -> None:
        self.tree = tree
        self.phrases = phrases
        self.vendors = [t for t in tree.doc if tree.letter(t) == "V" and t.lower_ not in OWN]

    def named(self, token: "Token") -> bool:
        """Return whether a word names a state."""
        mention = self.tree.mentions.get(token.i)
        return self.tree.label(token) == "S" and mention is not None and bool(mention.names)

    def group(self, name: "Token") -> int:
        """Return the first name of the list in which a name stands."""
        while name.dep_ in ("conj", "appos") and self.tree.letter(name.head) == self.tree.letter(name):
            name = name.head
        return name.i

    def way(self, ware: "Token", name: "Token") -> tuple[list["Token"], list["Token"], "Token"] | None:
        """Return the words up from a ware and down to a name, without both, and where they meet; None if too far."""
        up, down = [ware, *ware.ancestors], [name, *name.ancestors]
        top = next((t for t in up if t in down), None)
        if top is None:
            return None
        rise = up[1 : up.index(top)] if top != ware else []
        fall = down[1 : down.index(top)][::-1] if top != name else []
        return None if len(rise) + len(fall) > _DEEPEST else (rise, fall, top)

    def makes(self, vendor: "Token", ware: "Token") -> tuple["Token", ...] | None:
        """Return the words over which a ware is a vendor's, or None."""
        if (own := self._own(vendor, ware)) is not None:
            return own
        way = self.way(ware, vendor)
        if way is None:
            return None
        rise, fall, top = way
        rise = [t for t in rise if not self.alike(t)]
        lead = [t for t in fall if not self.alike(t) and self.tree.letter(t) != "V"]
        nodes = tuple(dict.fromkeys([*rise, *([top] if top not in (ware, vendor) else []), *lead]))
        if top == ware or self.alike(top):
            return nodes if not rise and self._beneath(vendor, lead) else None
        if top == vendor:
            verbs = [t for t in rise if t.pos_ == "VERB"]
            plain = len(verbs) == 1 and verbs[0].dep_ in ("relcl", "acl") and self.kind(verbs[0]) in GIVING
            return nodes if plain and self.object_of(ware, verbs[0]) else None
        if top.pos_ not in ("VERB", "AUX") or not self.object_of(ware, top):
            return None
        kind, edge = self.kind(top), self._edge(vendor, top)
        gives = kind in GIVING and edge in ("nsubj", "by")
        gets = kind in (*_GETTING, "bear", "come", "be") and edge in ("from", "by")
        return nodes if gives or gets else None

    def _own(self, vendor: "Token", ware: "Token") -> tuple["Token", ...] | None:
        """Return () where a ware is "its", or the firm's, and only one vendor may be meant."""
        doc, tree = self.tree.doc, self.tree
        before = [t for t in doc[max(ware.i - 6, 0) : ware.i] if ware.is_ancestor(t)]
        firm = [t for t in before if t.lower_ in OWN and (t.dep_ in WHOSE)]
        firm += [t for t in before if t.dep_ == "poss" and belongs(t.lemma_.lower(), "company")]
        names = {tree.mentions[t.i].names for t in self.vendors}
        above = [*ware.ancestors]
        acts = vendor.dep_ == "nsubj" and vendor.head in above and vendor.i < ware.i
        held = any(t.lower_ == "their" for t in firm) and any(self.named(t) for t in doc[: ware.i])
        other = (
            any(self.named(t) and t.dep_ == "nsubj" for t in doc[vendor.i : ware.i]) and firm and firm[-1].lower_ in OWN
        )
        return () if firm and len(names) == 1 and acts and not held and not other else None

    def _beneath(self, vendor: "Token", fall: list["Token"]) -> bool:
        """Return whether a vendor stands beneath a ware as its maker."""
        head = next((t for t in [*vendor.ancestors] if self.tree.letter(t) != "V"), vendor.head)
        if not fall:
            return self._first(vendor).dep_ in WHOSE
        verbs = [t for t in fall if t.pos_ in ("VERB", "AUX")]
        if not verbs:
            led = [t for t in fall if t.dep_ in ("prep", "agent")]
            plain = all(t in led or any(belongs(t.lemma_.lower(), one) for one in ("brand", "company")) for t in fall)
            return plain and all(t.lower_ in _FROM for t in led)
        verb = verbs[-1]
        if verb.lemma_ == "be" and verb.dep_ == "relcl" and self._edge(vendor, verb) in ("by", "from"):
            return len(verbs) == 1
        if verb.lower_ in ("called", "named") and verb.dep_ == "acl" and belongs(verb.head.lemma_.lower(), "company"):
            return len(verbs) == 1 and all(t.lower_ in _FROM for t in fall if t.dep_ in ("prep", "agent"))
        known = all(self.kind(v) in (*GIVING, "get") or belongs(v.lemma_.lower(), "funded") for v in verbs)
        known &= verbs[0].dep_ in ("acl", "relcl", "amod") and all(v.dep_ == "conj" for v in verbs[1:])
        edge = self._edge(vendor, verb)
        given = self.kind(verb) in GIVING and edge in ("by", "nsubj", "npadvmod", "compound")
        return known and head is not None and (given or edge == "from")

    def _first(self, name: "Token") -> "Token":
        return self.tree.doc[self.group(name)]

    def _edge(self, name: "Token", verb: "Token") -> str:
        """Return how a name hangs on a verb: by what edge, or behind which preposition."""
        first = self._first(name)
        if first.dep_ in ("compound", "nmod") and belongs(first.head.lemma_.lower(), "company"):
            first = first.head
        head = first.head
        while head.lower_ == "of" and belongs(head.head.lemma_.lower(), "company") and head.head.dep_ == "pobj":
            head = head.head.head
        if head == verb:
            return first.dep_
        if head.head == verb and head.dep_ in ("prep", "agent", "dative"):
            return "by" if head.dep_ == "agent" else head.lower_
        return ""

    def object_of(self, ware: "Token", verb: "Token") -> bool:
        """Return whether a ware is what a verb is about: its object, the subject of its passive, or behind "with"."""
        at = ware
        while at.head != verb:
            if at.head == at or not (self._leads(at.head) or at.head.dep_ in ("prep", "agent") or at.dep_ == "conj"):
                return False
            at = at.head
        return at.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") or (at.dep_ == "prep" and at.lower_ in WITH)

    def _leads(self, token: "Token") -> bool:
        """Return whether a noun is a ware, or what is done with one: "the delivery of"."""
        return self.alike(token) or self.phrases.kind(token) == "delivery" or belongs(token.lemma_.lower(), "done")

    def alike(self, token: "Token") -> bool:
        """Return whether a word is a ware as well, or tells how much of it."""
        lemma = token.lemma_.lower()
        known = self.tree.label(token) in (*WARES, "amount") or belongs(lemma, "amount") or belongs(lemma, "portions")
        return known and token.pos_ not in ("VERB", "AUX")

    def kind(self, verb: "Token") -> str:
        """Return the class of a verb; "reads" where it is one of what is done with a ware."""
        kind = self.phrases.kind(verb)
        if self.tree.letter(verb) == "T" or (kind == "o" and belongs(verb.lemma_.lower(), "reads")):
            return "reads"
        return kind
