"""What a body of a state does with a technology, whatever the verb, and a technology at work in a state's own places.

A reader of last resort, as that of bonds: it asks for one clause in which a technology is who acts, that by which
something is done, or what is done; and for a state that acts by itself or its bodies, or whose ground it is. No word
of the clause may take it back, plan it, or tell of somebody else who has it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.bond import Bonds, joined
from kg.prose.dependency import Path
from kg.prose.grammar import belongs, listed
from kg.prose.hindrance import owned
from kg.prose.role import Filler, obliques, passive, subjects
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_TEXT = "T <by use >by S"
"""What the way looks like to the guards of other ways."""
_MEANS = ("with", "through", "by", "via", "using")
_PLACES = ("in", "at", "on", "of", "across", "along", "throughout", "inside", "over", "around", "outside", "above")
_HELP = ("means", "help", "aid", "assistance")
"""What of a technology something is done by: "with the help of"."""
_HELD = ("use", "hold", "watch", "spot", "bear", "feed", "trial", "reads")
_AT_WORK = ("watch", "spot", "reads", "stand", "begin", "use", "come", "go")
_BENEATH = ("compound", "amod", "nmod", "conj", "appos", "dep", "poss")
_FARTHEST = 4


class Employment(NamedTuple):
    """A ware by which the bodies of a state do something."""

    ware: "Token"
    state: "Token"
    path: Path
    vendor: "Token | None"
    """Whose ware it is, where the clause says so."""
    known: bool
    """Whether the ware is a technology that is named."""

    def claims(self) -> Iterator[tuple[str, "Token"]]:
        """Yield the kinds of claim that it makes, each with the name beside the state's."""
        if self.vendor is not None:
            yield "Supply", self.vendor
        if self.known:
            yield "Use", self.ware

    def told(self, kind: str) -> dict[str, str]:
        """Return of each role of a claim of a kind what it was inferred from."""
        return joined(kind, self.ware)


class _Role(NamedTuple):
    """The verb that a technology belongs to, and as what: "doing", "subject", "object", "means" or "beside".

    It is beside where the means hangs on another noun than the verb's: "adding cameras with T".
    """

    verb: "Token"
    name: str
    via: tuple["Token", ...]
    nouns: tuple["Token", ...] = ()
    """The technology itself, where it is a noun of its own."""


class Employments(Bonds):
    """The employments of one parsed sentence."""

    def employed(self) -> Iterator[Employment]:
        """Yield the technologies and the states that use them, each pair once."""
        for token in self.tree.doc if self.states else ():
            named = self.tree.letter(token) == "T" and bool(self.tree.mentions[token.i].names)
            role = self._role_of(token) if named or self.tree.label(token) == "ware" else None
            if role is None or self._private(role.verb):
                continue
            made = [(v, nodes) for v in self.vendors if (nodes := self.makes(v, token)) is not None]
            vendor, nodes = made[0] if len(made) == 1 else (None, ())
            for state, via in dict(self._users(role, held=vendor is not None)).items() if named or vendor else ():
                words = tuple(dict.fromkeys((token, *role.via, *nodes, role.verb, *via, state)))
                words = (*words, vendor) if vendor is not None else words
                if not self._loose(words):
                    path = Path(_TEXT, words, planned=False, believed=False)
                    yield Employment(token, state, path, vendor, named)

    def _role_of(self, token: "Token") -> _Role | None:
        """Return as what a technology stands by a verb, or None where it stands by none."""
        at: Token = token
        via: list[Token] = []
        if self._seeing(token):
            if token.dep_ not in ("relcl", "acl") or self.tree.letter(token.head) or is_body(token.head):
                return _Role(token, "doing", ())
            at, via = token.head, [token.head]
        for _ in range(_FARTHEST):
            head = at.head
            beneath = at.dep_ in _BENEATH and (self.alike(head) or self._device(head))
            inner = at.dep_ == "pobj" and head.lower_ in ("of", "with", "for") and self.alike(head.head)
            if not (beneath or inner) or head == at:
                break
            via.append(head)
            at = head.head if inner else head
        verb = at.head
        if at.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
            return _Role(verb, "subject", tuple(via), (token,))
        if at.dep_ in ("dobj", "attr") and verb.pos_ in ("VERB", "AUX"):
            if verb.lower_ == "using" and verb.dep_ in ("advcl", "acl", "xcomp", "pcomp"):
                return self._means(verb, (*via, verb))
            return _Role(verb, "object", tuple(via))
        looked = verb.lower_ == "over" and any(self.kind(t) == "watch" for t in (verb.head, verb.head.head))
        seen = looked or (verb.lower_ in ("on", "over") and belongs(verb.head.lemma_.lower(), "viewing"))
        thanked = verb.lower_ == "to" and verb.head.lower_ == "thanks"
        if at.dep_ == "pobj" and (verb.lower_ in _MEANS or verb.dep_ == "agent" or seen or thanked):
            return self._means(verb.head if thanked else verb, (*via, verb))
        if at.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lower_ in _HELP:
            return self._means(verb.head.head, (*via, verb, verb.head, verb.head.head))
        return None

    def _means(self, led: "Token", via: tuple["Token", ...]) -> _Role | None:
        """Return the verb that something is done by means of what a word leads to."""
        for above in led.ancestors:
            if above.pos_ in ("VERB", "AUX"):
                return _Role(above, "beside" if any(t.pos_ == "NOUN" for t in via[-1:]) else "means", via)
            if above.dep_ not in ("dobj", "pobj", "prep"):
                return None
            via = (*via, above)
        return None

    def _seeing(self, token: "Token") -> bool:
        """Return whether a technology is called by what is done with it: "scan faces"."""
        first = token.lower_.split()[0]
        clause = token.dep_ in ("ROOT", "conj", "relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis")
        doers = [c for c in token.children if c.dep_ == "nsubj"]
        held = bool(doers) and any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
        return held or (first in listed("seeing-verbs") and (clause or bool(doers)))

    def _device(self, token: "Token") -> bool:
        return token.lemma_.lower() in listed("devices") or token.lower_ in listed("devices")

    def _users(self, role: _Role, *, held: bool) -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the states that act by a verb, or on whose ground it is done, each with the words that are passed.

        ``held``: whether it is somebody's ware, which others than the state may have on its ground.
        """
        verb, kind = role.verb, self.kind(role.verb)
        acting = [*self._acting(verb, doing=role.name == "doing")]
        deed = (
            role.name == "doing"
            or kind in _HELD
            or verb.lemma_ in (*_FITTED, *_REPORTING)
            or belongs(verb.lemma_.lower(), "policing")
        )
        wares = any(c.dep_ == "dobj" and self.alike(c) for c in verb.children)
        deed = deed or (role.name == "means" and not wares and not belongs(verb.lemma_.lower(), "no-deed"))
        if role.name in ("doing", "means", "beside") or (role.name == "object" and kind in _HELD):
            yield from acting if deed else ()
        if acting or held or not (deed or kind in _AT_WORK or belongs(verb.lemma_.lower(), "settling")):
            return
        if role.name in ("subject", "means", "beside", "doing"):
            served = [*self._served(role)]
            yield from served
            yield from self._grounds(role) if not served and not self.vendors else ()

    def _acting(self, verb: "Token", *, doing: bool) -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the states that do what a verb says, by themselves or by their bodies.

        ``doing``: whether the verb is what names the technology, which a person may do with the eyes.
        """
        helped = verb.dep_ in ("ccomp", "xcomp") and belongs(verb.head.lemma_.lower(), "help")
        doers = subjects(verb) if not passive(verb) and not (helped and self.vendors) else []
        doers += [f for word, f in obliques(verb) if passive(verb) and word == "by"]
        if not doers and verb.dep_ == "xcomp" and belongs(verb.head.lemma_.lower(), "lasting"):
            doers = subjects(verb.head)
        clause = verb.dep_ in ("xcomp", "advcl", "ccomp") and any(c.lower_ == "to" for c in verb.children)
        if not doers and clause and not belongs(verb.head.lemma_.lower(), "no-deed") and not passive(verb.head):
            doers = subjects(verb.head)
        if passive(verb) and verb.lemma_ in _FITTED:
            doers = subjects(verb)
        for filler in doers:
            token = filler.token
            known = is_body(token) or self._officer(token) or self.phrases.gaol(token)
            known = known and not (doing and belongs(token.lemma_.lower(), "eyed"))
            if self.tree.label(token) == "S" or known:
                yield from ((s.token, s.via) for s in self.phrases.states(filler) if not self._foreign(s.token))
            for body in (c for c in token.lefts if c.dep_ == "compound" and is_body(c) and not known):
                owners = [c for one in (token, body) for c in one.lefts if c.dep_ in ("poss", "amod", "compound")]
                yield from ((c, (token,)) for c in owners if self.tree.label(c) == "S")

    def _served(self, role: _Role) -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the states whose bodies are helped by what a verb says: "helps S's police", "tells officers in S"."""
        verb = role.verb
        helped = belongs(verb.lemma_.lower(), "serving")
        ends = [Filler(c, (verb,)) for c in verb.children if c.dep_ in ("dobj", "dative") and helped]
        ends += [f for c in verb.children if c.dep_ in ("ccomp", "xcomp") and helped for f in subjects(c)]
        patients = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        ends += [f for one in (verb, *patients) for word, f in obliques(one) if word == "for"]
        ends += [f for word, f in obliques(verb) if word == "to" and verb.lemma_ in _REPORTING]
        for filler in ends:
            if is_body(filler.token) or self._officer(filler.token):
                named = [*self.phrases.states(filler)] or [f for word, f in obliques(verb) if word == "in"]
                yield from ((s.token, s.via) for s in named if self.tree.label(s.token) == "S")
                yield from self._grounds(role) if not named else ()

    def _grounds(self, role: _Role) -> Iterator[tuple["Token", tuple["Token", ...]]]:
        """Yield the states on whose ground it is done: their streets and ports, or where it is done to suspects.

        One port or airport that is only said to be a city's may be anybody's.
        """
        verb = role.verb
        if len({self.tree.mentions[one.i].names for one in self.states}) > 1:
            return
        patients = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj", "nsubj")]
        sought = any(belongs(c.lemma_.lower(), "wanted") for c in patients)
        places = [f for word, f in obliques(verb) if word in _PLACES]
        for noun in (*patients, *role.nouns, *role.via, *(f.token for f in places)):
            if noun.pos_ in ("NOUN", "PROPN"):
                places += [f for word, f in obliques(noun) if word in _PLACES]
                places += [Filler(c, (noun,)) for c in noun.children if c.dep_ == "poss"] if self._public(noun) else []
        places += [Filler(c, (verb,)) for c in patients if self._public(c) or self.tree.letter(c) == "C"]
        moving = (c for one in patients for c in one.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _CROSSING)
        yield from ((g, (c,)) for c in moving for g in c.children if g.dep_ == "dobj" and self.tree.label(g) == "S")
        for filler in places:
            named = self.tree.label(filler.token) == "S"
            inner = self.tree.doc[filler.via[0].i] if filler.via else verb
            under = [t for t in filler.via if t.pos_ in ("NOUN", "PROPN")]
            city = self.tree.letter(filler.token) == "C" and self.kind(verb) == "watch"
            if named and (city or sought or any(map(self._public, under)) or self._public(inner)):
                yield filler.token, filler.via
            elif self._public(filler.token):
                owners = [Filler(c, (*filler.via, filler.token)) for c in filler.token.children if c.dep_ == "poss"]
                owned = [one for one in owners if self.tree.label(one.token) == "S"]
                one = filler.token.lemma_.lower() in _PORTS and filler.token.tag_ == "NN"
                for state in owned or self.phrases.states(filler):
                    if not (one and self.tree.letter(state.token) == "C"):
                        yield state.token, state.via

    def _public(self, noun: "Token") -> bool:
        """Return whether a noun means ground or a house of the state's: its borders, streets, ports and prisons."""
        lemma = noun.lemma_.lower()
        known = self.phrases.placed(noun) or self.phrases.gaol(noun) or lemma in _PORTS
        known = known or (is_body(noun) and not belongs(lemma, "debating"))
        known = known or any(c.dep_ == "compound" and is_body(c) for c in noun.lefts)
        trading = any(belongs(c.lemma_.lower(), "trading") for c in noun.lefts)
        return known and not trading and noun.pos_ in ("NOUN", "PROPN")

    def _private(self, verb: "Token") -> bool:
        """Return whether a clause names ground or people that are no state's: "a supermarket", "shoppers"."""
        return any(map(owned, verb.subtree))


_REPORTING = ("report", "answer", "belong", "send")
_FITTED = ("arm", "equip", "fit", "outfit", "furnish")
_CROSSING = ("enter", "leave", "cross")
_PORTS = ("airport", "station", "stadium", "highway", "metro", "subway", "turnstile", "toll")
