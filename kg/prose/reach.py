"""A vendor's ware and a body of a state in one sentence, over a way of which each word says how the ware is with it.

The verbs on the way are open: only those are listed that say otherwise. The nouns and prepositions are not: each has to
be a ware or a part of one, a body, or a place or a thing in which bodies have their wares. It asks for one vendor, or
one list of them, and for one state; where a firm is at home counts for no state.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.prose.dependency import Path
from kg.prose.employment import Employment
from kg.prose.grammar import belongs, listed, plain
from kg.prose.having import SAYING_OTHERWISE, Having
from kg.prose.official import GROUNDS, Officials
from kg.prose.referent import RELATIVE
from kg.prose.role import passive
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_TEXT, _USED = "V <of ware >of S", "T <by use >by S"
"""What the ways look like to the guards of other ways."""
_INTO = ("with", "through", "by", "via", "using", "on", "in", "at", "of", "from", "over", "under", "into", "inside")
_AROUND = (
    "to",
    "for",
    "behind",
    "along",
    "across",
    "around",
    "above",
    "throughout",
    "near",
    "outside",
    "among",
    "upon",
)
_LED = frozenset((*_INTO, *_AROUND))
_MEANS = ("with", "through", "by", "via", "using", "on", "in", "from", "over", "under")
"""What leads to a ware by which somebody does something."""
_TOOLS = ("with", "through", "via", "using")
"""Of these, what is often parsed with the noun before it."""
_SERVING = ("watch", "spot", "serving", "policing", "reads", "use")
_LETS = ("let", "allow", "help", "enable", "permit", "aid")


class Reaches(Officials):
    """The wares of one parsed sentence that a body of a state is said to have, over whatever verbs."""

    def reached(self) -> Iterator[Employment]:
        """Yield the vendors and states of one ware, where only one vendor and one state may be meant."""
        states = [s for s in self.states if not self._home(s)]
        if not states or not self._alone(self.vendors) or not self._alone(states):
            return
        bodies = [*self._having(states)]
        watching = self._watching()
        for ware in (t for t in self.tree.doc if self._gear(t, watching=watching)) if bodies else ():
            makers = [(v, made) for v in self.vendors if (made := self._makes(v, ware)) is not None]
            for body, state, via in bodies if makers else ():
                nodes = self._way_to(ware, body, {*via, state}, {v for v, _ in makers})
                if nodes is None:
                    continue
                for vendor, made in makers:
                    words = tuple(dict.fromkeys((vendor, *made, ware, *nodes, body, *via, state)))
                    if not self._loose(words):
                        yield Having(ware, state, Path(_TEXT, words, planned=False, believed=False), vendor, False)
                        yield from self._done(nodes, ware, body, state)

    def _done(self, nodes: tuple["Token", ...], ware: "Token", body: "Token", state: "Token") -> Iterator[Employment]:
        """Yield the technology that is called by what a body does with a ware, or the ware does there."""
        for deed in nodes:
            if self.tree.letter(deed) == "T" and self._verbal(deed) and self.tree.mentions[deed.i].names:
                words = tuple(dict.fromkeys((deed, ware, *nodes, body, state)))
                yield Employment(deed, state, Path(_USED, words, planned=False, believed=False), None, True)

    def _makes(self, vendor: "Token", ware: "Token") -> tuple["Token", ...] | None:
        """Return the words over which a ware is a vendor's; None where it is not."""
        known = self.makes(vendor, ware)
        if known is not None:
            return known
        first = self.tree.doc[self.group(vendor)]
        verb = first.head
        if first.dep_ == "attr" and verb.lemma_ == "be" and any(c.tag_ == "POS" for c in first.children):
            return (verb,) if any(c == ware for c in verb.children if c.dep_ == "nsubj") else None
        return None

    def _way_to(
        self, ware: "Token", body: "Token", of_body: set["Token"], makers: set["Token"]
    ) -> tuple["Token", ...] | None:
        """Return the words over which a body has a ware, or None where one of them does not say so."""
        way = self.way(ware, body)
        if way is None:
            return None
        rise, fall, top = way
        if top == body:
            return self._within(ware, rise, makers, of_body | {body})
        if top == ware or (top not in (ware, body) and not self._verbal(top)):
            return self._owned_by(ware, rise, top, fall, of_body)
        up, down = [*rise], [*fall]
        acts, deed = self._branch(top, body), top
        by = self._branch(top, ware)
        if acts is None or by is None or self._verb_bars(deed, makers, of_body | {body}):
            return None
        if not self._role_fits(deed, by, acts, ware, body):
            return None
        means = acts.dep_ in ("nsubj", "agent")
        return (*up, top, *down) if self._nouns(up, means) and self._grounded(down) else None

    def _within(
        self, ware: "Token", rise: list["Token"], makers: set["Token"], own: set["Token"]
    ) -> tuple["Token", ...] | None:
        """Return the words of a clause about a body that say what it has: "the governments that used"."""
        clause = rise[-1] if rise else ware
        doers = [c for c in clause.children if c.dep_ == "nsubj" and c.tag_ in RELATIVE]
        by = self._branch(clause, ware)
        if clause.dep_ not in ("relcl", "acl") or by is None or not (doers or clause.tag_ == "VBG"):
            return None
        acts = doers[0] if doers else clause
        fits = not self._verb_bars(clause, makers, own) and self._role_fits(clause, by, acts, ware, acts)
        return tuple(rise) if fits and self._nouns(rise[:-1], means=True) else None

    def _owned_by(
        self, ware: "Token", rise: list["Token"], top: "Token", fall: list["Token"], of_body: set["Token"]
    ) -> tuple["Token", ...] | None:
        """Return the words over which a ware is a body's: "the police's V cameras", "W, which the police use"."""
        if top != ware and not (self.alike(top) or self._thing(top)):
            return None
        verbs = [t for t in fall if t.pos_ in ("VERB", "AUX")]
        if not all(self.alike(t) or self._thing(t) or t.dep_ == "prep" for t in rise):
            return None
        if not verbs:
            led = [t for t in fall if t.dep_ in ("prep", "agent")]
            plain = all(t.lower_ in ("of", "in", "at", "on", "for", "with") for t in led)
            return (*rise, top, *fall) if plain and self._grounded(fall) else None
        clause = verbs[0]
        if len(verbs) > 1 or clause.dep_ not in ("relcl", "acl"):
            return None
        below = fall[fall.index(clause) + 1 :]
        acting = [c for c in clause.children if c in below or c in of_body or c.dep_ in ("nsubj", "agent")]
        if not acting or self._verb_bars(clause, set(), of_body | {*below}):
            return None
        relative = next((t for t in clause.subtree if t.tag_ in RELATIVE), None)
        means = relative is not None and relative.dep_ == "pobj"
        kinds = ("no-deed",) if means else SAYING_OTHERWISE
        if relative is not None and relative.dep_ == "nsubj":
            lets = clause.lemma_ in _LETS or belongs(clause.lemma_.lower(), "serving")
            return (*rise, top, *fall) if lets and self._grounded([t for t in below if not self._gear(t)]) else None
        if any(belongs(clause.lemma_.lower(), one) for one in kinds):
            return None
        return (*rise, top, *fall) if self._grounded([t for t in fall if t != clause]) else None

    def _verbal(self, token: "Token") -> bool:
        """Return whether a word is a verb, or a technology that is called by what is done with it."""
        doing = self.tree.letter(token) == "T" and token.lower_.split()[0] in listed("seeing-verbs")
        return token.pos_ in ("VERB", "AUX") or doing

    def _branch(self, verb: "Token", token: "Token") -> "Token | None":
        return next((c for c in verb.children if c == token or c.is_ancestor(token)), None)

    def _role_fits(self, verb: "Token", by: "Token", acts: "Token", ware: "Token", body: "Token") -> bool:
        """Return whether a verb that has a ware in one place and a body in another says that the body has it."""
        lemma = verb.lemma_.lower()
        said = [one for one in SAYING_OTHERWISE if any(belongs(w, one) for w in (lemma, *plain(verb.lower_)))]
        if lemma == "be" and by.dep_ == "attr" and acts.dep_ == "csubj":
            return not any(belongs(acts.lemma_.lower(), one) for one in SAYING_OTHERWISE)
        if lemma != "be" and self._otherwise(verb, "means"):
            return False
        doing = acts.dep_ == "agent" if passive(verb) else acts.dep_ == "nsubj" or acts == verb
        means = (by.dep_ == "prep" and by.lower_ in _MEANS) or by.lower_ == "thanks"
        inner = by.dep_ in ("dobj", "nsubjpass") and by != ware and any(c.lower_ in _TOOLS for c in by.subtree)
        if doing and (means or (inner and not self.alike(by))):
            return "no-deed" not in said
        if doing and by.dep_ in ("dobj", "nsubjpass"):
            return not said and self.kind(verb) not in ("give", "make")
        if by.dep_ in ("nsubj", "nsubjpass") and not passive(verb):
            over = acts.dep_ == "prep" and acts.lower_ in ("for", "at", "in", "on", "over", "with", "inside", "across")
            kept = acts.dep_ == "dobj" and (acts != body or self.phrases.gaol(body))
            known = any(belongs(lemma, one) for one in _SERVING) or self.kind(verb) in _SERVING
            there = self.kind(verb) in ("stand", "begin", "be")
            return (there and over) or (known and (over or (kept and not said)) and "no-deed" not in said)
        if by.dep_ == "nsubjpass" or (by.dep_ == "dobj" and not doing):
            over = acts.dep_ in ("prep", "dative") and acts.lower_ in ("for", "to", "at", "in", "on", "with", "across")
            return over and not said and (passive(verb) or self._firm_acts(verb))
        return False

    def _firm_acts(self, verb: "Token") -> bool:
        return any(c.dep_ == "nsubj" and self.tree.letter(c) == "V" for c in verb.children)

    def _verb_bars(self, verb: "Token", makers: set["Token"], own: set["Token"]) -> bool:
        """Return whether somebody else than the vendor or the body does what a verb says, or it is asked or denied."""
        if self._private(verb) or any(c.dep_ == "neg" for c in verb.children):
            return True
        for child in verb.children:
            ends = [g for g in child.children if g.dep_ == "pobj"] if child.dep_ == "agent" else []
            for doer in [child] if child.dep_ == "nsubj" else ends:
                inside = {doer, *doer.subtree} & own
                known = inside or self.tree.letter(doer) or self._gear(doer) or self.alike(doer) or self._thing(doer)
                known = known or doer.tag_ in RELATIVE or doer.pos_ == "PRON"
                if not known:
                    return True
        return False

    def _nouns(self, rise: list["Token"], means: bool) -> bool:
        """Return whether all words between a verb and a ware let it be what the verb is done by or to."""
        below: Token | None = None
        for token in rise:
            if token.dep_ in ("prep", "agent", "dative") or token.pos_ == "ADP":
                if token.lower_ not in _LED:
                    return False
            elif token.pos_ in ("VERB", "AUX"):
                return False
            elif not (
                self.alike(token) or self._gear(token) or self._thing(token) or self.tree.letter(token) in ("T", "V")
            ):
                led = below is not None and below.lower_ in _TOOLS
                person = any(belongs(token.lemma_.lower(), one) for one in ("officers", "wanted", "private", "body"))
                if not (means and led) or person or token.dep_ not in ("dobj", "pobj", "nsubjpass"):
                    return False
            below = token
        return True

    def _grounded(self, fall: list["Token"]) -> bool:
        """Return whether all words between a verb or a ware and a body mean where bodies have their wares."""
        for token in fall:
            lemma = token.lemma_.lower()
            if token.dep_ in ("prep", "agent", "dative") or token.pos_ == "ADP":
                if token.lower_ not in _LED:
                    return False
            elif not (
                is_body(token)
                or self._thing(token)
                or self.alike(token)
                or self.tree.label(token) == "S"
                or any(belongs(lemma, one) for one in GROUNDS)
            ):
                return False
        return True
