"""A vendor's ware and a body of a state in one clause, whatever its verb: "S's army has run N, a suite from V".

No list of verbs could hold all by which something comes to somebody or is at work with them. So the places in the
clause tell: a ware that is one vendor's by the noun phrase it stands in, and a body of one state that acts on it or by
it, or to or for which something is done with it. Only what says otherwise is listed, in classes of words: to speak or
think of a thing, to wish for it, to take it away, to pass it on, to break or fight it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.prose.dependency import Path
from kg.prose.employment import Employment, Employments
from kg.prose.grammar import belongs
from kg.prose.role import Filler, obliques, passive, subjects
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_TEXT = "V <of ware >of S"
"""What the way looks like to the guards of other ways."""
_TOWARD, _UPON = ("to", "for", "dative"), ("on", "in", "at")
_BY = ("with", "through", "via", "using", "by", "on")
_BENEATH = ("compound", "amod", "nmod", "appos", "conj")
_INNER = ("of", "for", "with")
_OFF = ("against", "about", "off", "past", "without")
SAYING_OTHERWISE = ("no-deed", "otherwise", "end", "plan", "seize", "blame", "discuss")
"""The classes of verbs of which nothing follows for a ware that they have as object."""
_PORTIONS = ("all", "most", "both", "each", "half", "many")
_HANDED_OUT = ("roll", "wheel", "fit", "kit", "hand", "dole", "set", "deal", "lay", "spread", "give")
_STOCK = ("licence", "license", "subscription", "stock", "fleet", "supply")
"""What of a ware is not a piece of it."""
_FARTHEST = 5


class Having(Employment):
    """A vendor's ware that a body of a state has by its place in a clause, whatever the verb."""


class Havings(Employments):
    """The wares of one parsed sentence that are a vendor's and with the body of a state."""

    def had(self) -> Iterator[Having]:
        """Yield the vendors and states of one ware, where only one vendor and one state may be meant."""
        if not self._alone(self.vendors) or not self._alone(self.states):
            return
        for ware in self.tree.doc:
            if self.tree.label(ware) not in ("ware", "T") or ware.pos_ not in ("NOUN", "PROPN"):
                continue
            for vendor in self.vendors:
                verb, edge, via = self._governed(ware)
                made = self._made(vendor, ware, verb) if verb is not None else None
                if verb is None or made is None or self._otherwise(verb, edge) or self._private(verb):
                    continue
                for state, passed in self._bodies(verb, edge):
                    words = tuple(dict.fromkeys((vendor, *made, ware, *via, verb, *passed, state)))
                    if not self._loose(words):
                        other = any(c.dep_ == "dobj" and self.alike(c) for c in verb.children)
                        led = not any(t.lower_ == "on" for t in via)
                        named = self.tree.letter(ware) == "T" and edge == "means" and led and not other
                        yield Having(ware, state, Path(_TEXT, words, planned=False, believed=False), vendor, named)

    def _made(self, vendor: "Token", ware: "Token", verb: "Token") -> tuple["Token", ...] | None:
        """Return the words over which a ware is a vendor's, though a preposition was parsed with the verb; or None."""
        known = self.makes(vendor, ware)
        led = self.tree.doc[self.group(vendor)].head
        beside = led.head == verb and led.lower_ in ("by", "of", "from") and led.i == ware.i + 1 and not passive(verb)
        them = any(g.lower_ == "them" for c in led.head.children if c.lower_ == "of" for g in c.children)
        rest = led.lower_ in ("by", "from") and led.head.lower_ in _PORTIONS and them
        return (led, led.head, verb) if known is None and (beside or rest) else known

    def _alone(self, names: list["Token"]) -> bool:
        return len({self.tree.mentions[self.group(one)].names for one in names}) == 1

    def _governed(self, ware: "Token") -> tuple["Token | None", str, tuple["Token", ...]]:
        """Return the verb that a ware belongs to, as what ("subject", "object" or "means"), and the words between."""
        at, via = ware, list["Token"]()
        for _ in range(_FARTHEST):
            head = at.head
            named = at.dep_ == "appos" and head.pos_ == "PROPN" and not self.tree.letter(head)
            beneath = at.dep_ in _BENEATH and (self.alike(head) or self._device(head) or named)
            inner = at.dep_ == "pobj" and head.lower_ in _INNER
            inner = inner and (self.alike(head.head) or head.head.lemma_.lower() in _STOCK)
            if not (beneath or inner) or head == at:
                break
            via += [head, head.head] if inner else [head]
            at = head.head if inner else head
        verb = at.head
        if at.dep_ in ("nsubj", "nsubjpass", "dobj") and verb.pos_ == "VERB":
            return verb, "object" if at.dep_ == "dobj" else "subject", tuple(via)
        if at.dep_ == "pobj" and (verb.lower_ in _BY or verb.dep_ == "agent"):
            above = verb.head
            if above.pos_ == "VERB":
                return above, "means", (*via, verb)
            ground = self.phrases.placed(above) or self.tree.letter(above) in ("C", "S")
            if verb.lower_ == "with" and ground and above.dep_ == "dobj" and above.head.pos_ == "VERB":
                return above.head, "means", (*via, verb, above)
        return None, "", ()

    def _bodies(self, verb: "Token", edge: str) -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the states whose bodies have a ware by what a verb says, each with the words that are passed."""
        if edge == "subject":
            led = (*_TOWARD, "by", "with") if passive(verb) else _TOWARD
            ends = [f for word, f in obliques(verb) if word in led]
            ends += [f for c in verb.children if c.dep_ == "dobj" for word, f in obliques(c) if word == "for"]
            ends += [f for word, f in obliques(verb) if word in _UPON and self._device(f.token)]
        elif edge == "means":
            yield from self._acting(verb, doing=False)
            bodies = [c for c in verb.lefts if c.dep_ == "compound" and is_body(c)]
            owners = [c for c in verb.lefts if c.dep_ in ("poss", "amod", "compound") and self.tree.label(c) == "S"]
            yield from ((one, tuple(bodies)) for one in owners if bodies)
            return
        elif passive(verb):
            ends = [f for word, f in obliques(verb) if word == "by"]
        else:
            ends = subjects(verb) if self.kind(verb) not in ("give", "make") else []
        for filler in ends:
            token = filler.token
            if edge == "subject" and self._device(token):
                named = [c for c in token.children if c.dep_ == "poss"]
                named += [g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
                filler = Filler(named[0], (*filler.via, token)) if named else filler
                token = filler.token
            known = is_body(token) or self._officer(token) or self.phrases.gaol(token)
            if known and not belongs(token.lemma_.lower(), "eyed"):
                yield from ((s.token, s.via) for s in self.phrases.states(filler) if not self._foreign(s.token))

    def _otherwise(self, verb: "Token", edge: str) -> bool:
        """Return whether a verb says of a ware something else than that somebody has it, gets it or works with it."""
        if any(c.dep_ == "prt" and c.lower_ in ("down", "off", "away", "apart", "back", "over") for c in verb.children):
            return True
        if any(c.lower_ == "out" and c.i == verb.i + 1 for c in verb.children) and verb.lemma_ not in _HANDED_OUT:
            return True
        led = [c for c in verb.children if c.dep_ == "prep"]
        if any(c.lower_ in _OFF or (c.lower_ == "at" and not [*c.children]) for c in led):
            return True
        done = edge == "object" or (edge == "subject" and passive(verb))
        kinds = SAYING_OTHERWISE if done else ("no-deed", "troubling") if edge == "subject" else ("no-deed",)
        return any(belongs(verb.lemma_.lower(), one) for one in kinds)
