"""What bodies of a state do with a tool of a vendor: "S's police look for faces with software of V".

No technology need be named: what is done says which it is. It asks for a tool that is a vendor's, for a deed that
implies a technology, and for a body of a state that does it by means of that tool.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.bond import Bonds
from kg.prose.dependency import Path
from kg.prose.grammar import belongs, listed
from kg.prose.hindrance import owned
from kg.prose.implication import deeds
from kg.prose.role import Filler, objects, obliques, passive, subjects
from kg.prose.walk import is_body, unsure

if TYPE_CHECKING:
    from spacy.tokens import Token

_TEXT = "T <by use >by S"
"""What the way looks like to the guards of other ways."""
_MEANS = ("with", "through", "by", "via", "using", "on", "in", "to", "from")
_OWNED = ("poss", "compound", "nmod", "amod")
_FROM = ("of", "from", "by")
_MADE = ("make", "build", "develop", "sell", "supply", "write", "provide", "deliver", "design", "produce", "give")
_LETS = ("let", "help", "allow", "enable", "permit", "aid", "assist")
_BEYOND = ("training", "course", "help", "advice", "loan", "money")


class Wielding(NamedTuple):
    """A tool of a vendor, what a body of a state does with it, and the technology that the deed implies."""

    vendor: "Token"
    tool: "Token"
    deed: "Token"
    state: "Token"
    technology: str
    path: Path

    def told(self, kind: str) -> dict[str, str]:
        """Return of each role of a claim of a kind what it was inferred from."""
        roles = ("supplier", "recipient", "technology") if kind == "Supply" else ("user", "technology")
        return dict.fromkeys(roles, f"from what is said to be done with {self.tool.text!r}")


class Wieldings(Bonds):
    """The wieldings of one parsed sentence."""

    def wielded(self) -> Iterator[Wielding]:
        """Yield each vendor whose tool a body of a state is said to do something with that implies a technology."""
        for vendor in self.vendors if self.states else ():
            for tool, owned_by in self._tools(vendor):
                for deed, via in self._deeds(tool):
                    technology = self._implied(deed) or self._purpose(tool, deed)
                    if technology is None or self._private(deed, vendor) or unsure(deed) or _asked(deed):
                        continue
                    for state, passed in self._doers(deed):
                        words = tuple(dict.fromkeys((vendor, *owned_by, tool, *via, deed, *passed, state)))
                        if not self._loose(words):
                            path = Path(_TEXT, words, planned=False, believed=False)
                            yield Wielding(vendor, tool, deed, state, technology, path)

    def _tools(self, vendor: "Token") -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the tools that are a vendor's by what stands between them, or the vendor itself: "with V"."""
        first = self.tree.doc[self.group(vendor)]
        head = first.head
        if first.dep_ in _OWNED and self._tool(head):
            yield from ((one, ()) for one in self._same(head))
        elif first.dep_ == "pobj":
            above = head.head
            if head.lower_ in _FROM and self._tool(above):
                yield from ((one, (head,)) for one in self._same(above))
            elif head.dep_ == "agent" and above.lemma_ in _MADE and above.dep_ in ("acl", "relcl"):
                yield from ((one, (head, above)) for one in self._same(above.head) if self._tool(above.head))
            elif head.lower_ in ("with", "through", "using", "via"):
                yield first, ()
        elif first.dep_ == "nsubj" and head.lemma_ in _MADE and not passive(head):
            things = [head.head] if head.dep_ in ("relcl", "acl") else [f.token for f in objects(head)]
            yield from ((one, (head,)) for one in things if self._tool(one))
        elif first.dep_ == "dobj" and head.lower_ == "using":
            yield first, ()
        elif first.dep_ == "appos" and self._tool(head):
            yield head, ()

    def _same(self, tool: "Token") -> Iterator["Token"]:
        """Yield a tool, and the words that it is said to be or is only a piece of: "X, a tool of V"."""
        yield tool
        if tool.dep_ == "appos" and not self.tree.letter(tool.head):
            yield tool.head
        if tool.dep_ in ("attr", "nsubj") and tool.head.lemma_ == "be":
            yield from (c for c in tool.head.children if c != tool and c.dep_ in ("nsubj", "attr"))

    def _tool(self, noun: "Token") -> bool:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in _BEYOND:
            return False
        known = self.phrases.kind(noun) == "ware" or self.tree.letter(noun) == "T"
        lemma = noun.lemma_.lower()
        return known or bool({noun.lower_, lemma, f"{lemma}s"} & (listed("devices") | listed("wares")))

    def _deeds(self, tool: "Token") -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the verbs that tell what is done by means of a tool, each with the words that are passed."""
        head = tool.head
        if tool.dep_ == "pobj" and (head.lower_ in _MEANS or head.dep_ == "agent"):
            yield from ((verb, (head, *via)) for verb, via in _governing(head))
            if head.lower_ == "to" and head.head.lower_ == "thanks":
                yield from ((verb, (head, *via)) for verb, via in _governing(head.head))
        elif tool.dep_ == "dobj" and head.lower_ == "using":
            yield from ((verb, (head, *via)) for verb, via in _governing(head))
        elif tool.dep_ == "dobj" and self.kind(head) in ("use", "hold"):
            yield from ((c, (head,)) for c in head.children if c.dep_ in ("xcomp", "advcl") and c.pos_ == "VERB")
        elif tool.dep_ in ("nsubj", "nsubjpass") and head.lemma_ in _LETS:
            yield from ((c, (head,)) for c in head.children if c.dep_ in ("ccomp", "xcomp"))
        elif tool.dep_ in ("nsubj", "attr") and head.lemma_ == "be":
            clauses = (c for c in head.children if c.dep_ in ("ccomp", "csubj", "advcl", "attr") and c != tool)
            yield from ((c, (head,)) for c in clauses if any(t.lower_ == "what" for t in c.subtree))
        for clause in (c for c in tool.children if c.dep_ in ("relcl", "acl")):
            inner = [c for c in clause.children if c.dep_ in ("xcomp", "advcl", "ccomp") and c.pos_ == "VERB"]
            led = any(t.lower_ in ("which", "that") and t.dep_ in ("pobj", "dobj", "nsubj") for t in clause.subtree)
            if led or self.kind(clause) == "use":
                yield from ((one, (clause,)) for one in (clause, *inner))

    def _implied(self, deed: "Token") -> str | None:
        """Return the technology that a verb with its objects implies, or that it is by its name."""
        mention = self.tree.mentions.get(deed.i)
        if mention is not None and mention.letter == "T":
            return mention.names[0] if mention.names else None
        inside = [self._thing(t, deed) for t in deed.subtree if t.i >= deed.i]
        found = [name for name, how in deeds(" ".join(t.lower_ for t in inside)).items() if how.start() == 0]
        return found[0] if len(found) == 1 else None

    def _purpose(self, tool: "Token", deed: "Token") -> str | None:
        """Return the technology that a tool is named for, where what is done with it is what the police do."""
        parts = [c for c in (tool, *tool.lefts) if self.tree.letter(c) == "T" and self.tree.mentions[c.i].names]
        does = belongs(deed.lemma_.lower(), "policing") or self.kind(deed) in ("spot", "watch")
        return self.tree.mentions[parts[0].i].names[0] if parts and does else None

    def _private(self, deed: "Token", vendor: "Token") -> bool:
        """Return whether people or ground that are no state's stand in a clause, but in what says who its vendor is."""
        said = {t for one in (vendor, vendor.head) if one.dep_ in ("appos", "pobj") for t in one.subtree}
        return any(owned(t) for t in deed.subtree if t not in said or t.dep_ == "nsubj")

    def _thing(self, token: "Token", deed: "Token") -> "Token":
        """Return the object of the verb before that "it" stands for: "took the phone and emptied it"."""
        again = token.dep_ == "dobj" and token.head == deed and token.lower_ in ("it", "them") and deed.dep_ == "conj"
        things = [c for c in deed.head.children if c.dep_ == "dobj"] if again else []
        return things[0] if things else token

    def _doers(self, deed: "Token") -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the states whose bodies or officers do what a verb says, each with the words that are passed."""
        doers = subjects(deed) if not passive(deed) else []
        doers += [f for word, f in obliques(deed) if passive(deed) and word == "by"]
        above = deed.head
        if not doers and above.lemma_ in _LETS:
            doers = [Filler(c, (above,)) for c in above.children if c.dep_ in ("dobj", "nsubj") and c != deed]
        if not doers and deed.dep_ in ("xcomp", "advcl") and self.kind(above) in ("use", "hold"):
            doers = subjects(above) or [f for word, f in obliques(above) if word == "by"]
        for filler in doers:
            token = filler.token
            if is_body(token) or self._officer(token) or self.tree.label(token) == "S" or self.phrases.gaol(token):
                eyed = belongs(token.lemma_.lower(), "eyed")
                yield from (
                    (s.token, s.via) for s in self.phrases.states(filler) if not eyed and not self._foreign(s.token)
                )


def _governing(led: "Token") -> Iterator[tuple["Token", tuple["Token", ...]]]:
    """Yield the verb that a preposition belongs to, over the nouns that it was parsed with."""
    via: tuple[Token, ...] = ()
    for above in led.ancestors:
        if above.pos_ in ("VERB", "AUX") or above.dep_ == "ROOT":
            yield above, via
            return
        if above.dep_ not in ("dobj", "pobj", "prep", "conj", "nsubjpass"):
            return
        via = (*via, above)


def _asked(deed: "Token") -> bool:
    return any(c.lower_ in ("whether", "if", "how", "unless") for c in deed.children)
