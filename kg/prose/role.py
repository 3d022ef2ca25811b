"""Who fills the roles of a verb, wherever a sentence puts them: relative clauses, control, passives, shared objects."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.grammar import belongs
from kg.prose.referent import RELATIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS, _CLAUSES = ("nsubj", "nsubjpass", "csubj"), ("acl", "relcl")
_VERBS, _CARRYING = ("VERB", "AUX"), ("xcomp", "ccomp", "conj", "pcomp", "prep")
_DONE = ("by", "after", "in", "through", "since", "while", "when")
"""Prepositions behind which a verb tells what its subject did: "by installing", "after buying"."""
_LIFTED = ("from", "by", "to", "for", "with", "in", "at", "on", "into", "through", "across", "over", "along", "around")
_FIRST = ("first", "second", "third", "last", "latest", "only", "one", "those")
_DEEP = 4
"""How many clauses a role may be shared over."""


class Filler(NamedTuple):
    """A word that fills a role, and the words that were passed to find it."""

    token: "Token"
    via: tuple["Token", ...] = ()


def passive(verb: "Token") -> bool:
    """Return whether what is done is done to the subject of a verb."""
    inside = {c.dep_ for c in verb.children}
    done = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and "dobj" not in inside)
    if inside & {"auxpass", "nsubjpass", "csubjpass"} or (done and "agent" in inside):
        return True
    if verb.tag_ not in ("VBN", "VBD") or inside & {"aux", "nsubj"}:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in _VERBS:
        return passive(verb.head)
    return verb.dep_ in ("acl", "amod", "advcl", "relcl") and (verb.tag_ == "VBN" or "dobj" not in inside)


def meant(token: "Token") -> Filler:
    """Return the noun that a relative word stands for, or the word itself."""
    if token.tag_ not in RELATIVE:
        return Filler(token)
    for above in token.ancestors:
        if above.dep_ == "relcl":
            return Filler(above.head, (above,))
    return Filler(token)


def subjects(verb: "Token", depth: int = 0) -> list[Filler]:
    """Return what fills the place of the subject of a verb, its own or one that it shares."""
    own = [meant(c) for c in verb.children if c.dep_ in _SUBJECTS]
    if own or depth > _DEEP:
        return [*own, *_alike(verb)] if own else own
    head = verb.head
    if verb.lemma_ == "use" and verb.tag_ == "VBG" and not passive(verb) and _by_use(verb, head):
        above = head if verb.dep_ == "xcomp" else head.head
        return [Filler(f.token, (*f.via, above)) for f in subjects(above, depth + 1)]
    if verb.dep_ in _CLAUSES:
        return [Filler(head), *_one_of(head, depth)]
    if verb.dep_ in ("xcomp", "ccomp"):
        return _controlled(verb, head, depth)
    if verb.dep_ == "advcl" and belongs(head.lemma_.lower(), "hire") and verb.tag_ == "VB":
        return _controlled(verb, head, depth)
    if verb.dep_ in ("conj", "advcl") and head.pos_ in _VERBS:
        return _fallen(verb, head) or subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ in ("of", "with") and belongs(head.head.lemma_.lower(), "accuse"):
        return [Filler(f.token, (*f.via, head.head)) for f in objects(head.head)]
    told = head.lower_ == "to" and (belongs(head.head.lemma_.lower(), "say") or head.head.lemma_ in ("own", "plead"))
    if verb.dep_ == "pcomp" and head.head.pos_ in _VERBS and (head.lower_ in _DONE or told):
        return subjects(head.head, depth + 1)
    return []


def _fallen(verb: "Token", head: "Token") -> list[Filler]:
    """Return who does what it fell to somebody to do: "it fell to V to equip", "it was left to V to build"."""
    if verb.tag_ != "VB" or head.lemma_ not in ("fall", "leave") or not any(c.lower_ == "it" for c in head.children):
        return []
    ends = [g for c in head.children if c.lower_ == "to" and c.i < verb.i for g in c.children if g.dep_ == "pobj"]
    return [Filler(one, (head,)) for one in ends]


def _alike(verb: "Token") -> list[Filler]:
    """Return who is said to do what a verb says as well: "S buys it, as do S and S", "and so does S"."""
    again = [c for c in verb.children if c.dep_ in ("advcl", "conj") and c.lower_ in ("do", "does", "did")]
    led = [c for c in again if any(g.lower_ in ("as", "so") and g.i < c.i for g in c.children)]
    plain = [c for c in led if not any(g.dep_ in ("neg", "dobj") for g in c.children)]
    return [Filler(g, (c,)) for c in plain for g in c.children if g.dep_ == "nsubj" and g.i > c.i]


def _by_use(verb: "Token", head: "Token") -> bool:
    """Return whether a clause with "using" tells by what means the verb above is done: "finds people using cameras"."""
    searched = head.dep_ == "dobj" and any(belongs(head.head.lemma_.lower(), one) for one in ("spot", "watch"))
    return verb.dep_ == "xcomp" or (verb.dep_ == "acl" and searched)


def _one_of(noun: "Token", depth: int) -> list[Filler]:
    """Return who is said to be among those of whom a clause tells: "S is among the first to buy"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("among", "of") else noun.head
    above = above.head if above.dep_ == "attr" else above
    first = noun.lemma_.lower() in _FIRST or any(belongs(noun.lemma_.lower(), one) for one in ("country", "company"))
    if not first or above.lemma_ != "be":
        return []
    return [Filler(f.token, (*f.via, above, noun)) for f in subjects(above, depth + 1)]


def _controlled(verb: "Token", head: "Token", depth: int) -> list[Filler]:
    """Return the subject that a verb has from the one above it: "agreed to buy", "hired V to install"."""
    lemma = head.lemma_.lower()
    if any(belongs(lemma, one) for one in ("hire", "aid", "let")):
        found = [Filler(c, (head,)) for c in head.children if c.dep_ in ("dobj", "dative")]
        return found or [Filler(f.token, (*f.via, head)) for f in subjects(head, depth + 1) if passive(head)]
    known = any(belongs(lemma, one) for one in ("goes-on", "plan", "belief", "proud"))
    above = head.head if head.pos_ == "ADJ" and head.dep_ == "acomp" else head
    it = lemma == "take" and any(c.lower_ == "it" and c.dep_ == "nsubj" for c in head.children)
    if it and not any(c.dep_ == "neg" for c in head.children):
        return [Filler(c, (head,)) for c in head.children if c.dep_ in ("dobj", "dative")][:1]
    if known or (lemma in ("be", "have") and verb.tag_ == "VB"):
        return [Filler(f.token, (*f.via, head)) for f in subjects(above, depth + 1)]
    return []


def objects(verb: "Token") -> list[Filler]:
    """Return what fills the place of the object of a verb: of a passive its subject, of a clause what it tells of."""
    found = subjects(verb) if passive(verb) else []
    found = [*found, *(meant(c) for c in verb.children if c.dep_ in ("dobj", "obj"))]
    if found:
        return found
    if gap := _gap(verb):
        return [gap]
    shared = (c for c in verb.children if c.dep_ == "conj" and c.pos_ in _VERBS)
    return [Filler(g, (c,)) for c in shared if not passive(c) for g in c.children if g.dep_ == "dobj"][:1]


def _gap(verb: "Token") -> Filler | None:
    """Return the noun that a clause tells of, where the verb has lost its object to it: "cameras that V sold"."""
    clause, passed = verb, []
    while clause.dep_ in ("xcomp", "ccomp", "conj") and clause.head.pos_ in _VERBS:
        clause = clause.head
        passed.append(clause)
    if clause.dep_ != "relcl":
        return None
    led = [t for t in clause.subtree if t.tag_ in RELATIVE and meant(t).token == clause.head]
    taken = any(t.dep_ != "dobj" for t in led)
    stranded = any(c.dep_ == "prep" and not [*c.children] for c in verb.children)
    named = any(c.dep_ == "nsubj" for c in (*verb.children, *clause.children) if c.tag_ not in RELATIVE)
    return Filler(clause.head, (*passed, verb)) if named and not taken and not stranded else None


def obliques(verb: "Token") -> Iterator[tuple[str, Filler]]:
    """Yield the prepositions of a verb, each with what stands behind it; "dative" where none leads to who is given."""
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            yield "dative", meant(child)
        elif child.dep_ in ("prep", "agent", "dative") or (
            [*child.children] and (child.dep_ == "prt" or (child.dep_ == "conj" and child.pos_ == "ADP"))
        ):
            yield from led(child, verb)


def led(preposition: "Token", verb: "Token") -> Iterator[tuple[str, Filler]]:
    """Yield a preposition with what stands behind it, and those that hang on that and belong to the verb as well."""
    word = "by" if preposition.dep_ == "agent" else preposition.lower_
    ends = [c for c in preposition.children if c.dep_ == "pobj"]
    for end in ends:
        filler = meant(end)
        yield word, Filler(filler.token, (preposition, *filler.via))
    inner = [c for c in preposition.children if c.dep_ == "prep" or (c.dep_ == "conj" and c.pos_ == "ADP")]
    for one in inner:
        yield from led(one, verb)
    if not ends and not inner and verb.dep_ == "relcl":
        yield word, Filler(verb.head, (preposition,))


def lifted(noun: "Token") -> Iterator[tuple[str, Filler]]:
    """Yield the prepositions that hang on a noun and may belong to the verb above it: "sold cameras to S"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _LIFTED:
            yield from led(child, noun)


def absolute(clause: "Token") -> list[Filler]:
    """Return who is said beside a verb to be the one who supplies: ", V being the contractor", ", V acting as one"."""
    named = [c for c in clause.children if c.dep_ in ("attr", "dobj")]
    named += [g for c in clause.children if c.lower_ == "as" for g in c.children if g.dep_ == "pobj"]
    if clause.tag_ != "VBG" or not any(belongs(c.lemma_.lower(), "maker") for c in named):
        return []
    return [Filler(c, (clause,)) for c in clause.children if c.dep_ == "nsubj"]
