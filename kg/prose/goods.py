"""What the verbs of a path of a parse give or get: surveillance, or other goods."""

import re
from typing import TYPE_CHECKING

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs, cue, listed
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token


_ALSO = (("use", "<from use"), ("cover", "cover >to"), ("fulfill", "fulfill"), ("take", "<from take"))
"""Verbs that give or get only where a path says so."""
_PERSONS = (
    "me",
    "you",
    "him",
    "her",
    "us",
    "whom",
    "everyone",
    "everybody",
    "somebody",
    "someone",
    "myself",
    "ourselves",
)
"""Who is sent or brought somewhere, and no ware."""
_FITTED = ("equip", "outfit", "furnish", "fit", "wire", "retrofit", "fill", "stock", "stuff", "pack")
"""Verbs of which the object is what gets something, and "with" leads to that."""
_BARE = re.compile(r"[a-z]+")


def bare(marked: str) -> str | None:
    """Return the first ware in a marked sentence that most often is no surveillance, or None: "network"."""
    return next((found.group() for found in _BARE.finditer(marked) if found.group() in listed("other-wares")), None)


def other_goods(tree: Tree, path: Path) -> str | None:
    """Return why what the verbs of a path give or get is no surveillance, or None."""
    goods = ("give", "get", "build", "hire", "win", "power", *(one for one, on in _ALSO if on in path.text))
    for verb in path.nodes:
        if verb.pos_ != "VERB" or tree.label(verb) not in goods:
            continue
        what = verb.dep_ == "csubj" and any(c.lower_ == "what" for c in verb.children)
        told = (c for c in verb.head.children if c.dep_ == "attr")
        if what and not any(tree.label(one) in ("ware", "T") for c in told for one in (c, *c.lefts)):
            return "what was supplied is told elsewhere in the sentence"
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "attr")]
        fitted = verb.lemma_.lower() in _FITTED
        cleft = verb.head.head if fitted and verb.dep_ == "relcl" and verb.head.dep_ == "attr" else None
        named = (t for one in objects for t in (one.subtree if fitted else (one,)) if tree.label(t) in ("S", "Q"))
        givers = [verb, *named, *([cleft] if cleft else [])]
        with_ = [c for one in givers for c in one.children if c.lower_ == "with" and not _jointly(tree, c)]
        objects += [g for c in with_ for g in c.children if g.dep_ == "pobj" and g.lower_ not in listed("means")]
        uses = [g.lower_ for c in verb.children if c.lower_ == "for" for g in c.children if g.dep_ == "pobj"]
        if use := next((one for one in uses if one in listed("other-uses")), None):
            return f"other goods (for {use!r})"
        for thing in (_meant(tree, one) for one in objects):
            if thing not in path.nodes and belongs(thing.lemma_.lower(), "country"):
                continue
            if any(c.lower_ == "no" and c.dep_ == "det" for c in thing.children):
                return "negated ('no')"
            known = thing in path.nodes or fitted
            if known and (
                is_body(thing) or any(belongs(thing.lemma_.lower(), one) for one in ("place", "site", "officers"))
            ):
                continue
            if fitted and with_ and thing.pos_ == "PROPN" and thing.dep_ == "dobj":
                continue
            if not _surveils(tree, thing):
                return f"other goods ({' '.join(t.text for t in thing.subtree)[:40]!r})"
    return None


def _meant(tree: Tree, thing: "Token") -> "Token":
    """Return the countries or wares of which a clause tells, "states that V supplies", or the thing itself."""
    relative = thing.tag_ in ("WDT", "WP") or (thing.lower_ == "that" and thing.head.dep_ == "relcl")
    head = next((a.head for a in thing.ancestors if a.dep_ == "relcl"), thing) if relative else thing
    if relative and thing.dep_ == "dobj" and head.i < thing.i and tree.label(head) in ("ware", "T"):
        return head
    return head if belongs(head.lemma_.lower(), "country") else thing


def _jointly(tree: Tree, with_: "Token") -> bool:
    """Return whether "with" says who else gives: "together with Foobar Corp."."""
    return with_.i > 0 and tree.doc[with_.i - 1].lower_ in listed("jointly")


def fits_own(tree: Tree, path: Path) -> bool:
    """Return whether who gives on a path gives to what is its own: "plans to equip its police"."""
    given = [c for verb in path.nodes if tree.label(verb) == "give" for c in verb.children if c.dep_ == "dobj"]
    known = (
        thing for thing in given if any(belongs(thing.lemma_.lower(), one) for one in ("body", "place", "officers"))
    )
    itself = any(thing.lower_ in ("itself", "themselves", "himself") for thing in given)
    return itself or any(c.tag_ == "PRP$" for thing in known for c in thing.children)


def _surveils(tree: Tree, thing: "Token") -> bool:
    if thing.lower_ in _PERSONS:
        return False
    label = tree.label(thing)
    if thing.lower_ in ("nothing", "none", "neither") or belongs(thing.lemma_.lower(), "talk"):
        return False
    if label == "ware" and of_other(tree, thing):
        return False
    if label in ("ware", "T", "V", "S", "Q", "N", "deal", "delivery", "buying") or thing.pos_ == "PRON":
        return True
    if thing.lower_ == "same":
        return True
    inner = [
        g
        for c in thing.children
        if c.dep_ == "prep" and c.lower_ in ("of", "to")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    if belongs(thing.lemma_.lower(), "portion") and not inner:
        return True
    inner += [c for c in thing.children if c.dep_ in ("conj", "appos")]
    won = belongs(thing.head.lemma_.lower(), "win") and belongs(thing.lemma_.lower(), "won")
    return won or any(tree.label(one) in ("ware", "T") for one in inner)


def of_other(tree: Tree, ware: "Token") -> bool:
    """Return whether a ware is a part of something that is no surveillance: "the software of the voter register"."""
    if ware.lower_ not in listed("other-wares"):
        return False
    whose = [g for c in ware.children if c.lower_ == "of" and c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    known = ("body", "place", "officers", "country", "site", "grounds", "gaol", "amount", "company", "trace", "sought")
    plain = (g for g in whose if tree.label(g) == "o" and g.pos_ == "NOUN" and not is_body(g))
    return any(not any(belongs(g.lemma_.lower(), one) for one in known) for g in plain)


def set_apart(marked: str) -> bool:
    """Return whether a sentence names surveillance only to say that it is none of what is told."""
    rest = cue("set-apart").sub("", marked)
    return rest != marked and not cue("watching").search(rest)
