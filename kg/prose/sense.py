"""What a verb of several senses means where it stands: "went to S's police", "took V on board", "had it built by V"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.prose.dependency import Tree
from kg.prose.grammar import belongs
from kg.prose.role import passive
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

THINGS = ("ware", "T")
_SUBJECTS = ("nsubj", "nsubjpass")


def sense(tree: Tree, verb: "Token", kind: str) -> str | None:
    """Return the class by which a verb has a frame where it means something else than by itself, or None.

    ``kind`` is the class that it has by itself.
    """
    lemma = verb.lemma_.lower()
    if lemma == "have" and any(_caused(tree, c) for c in verb.children):
        return "hire"
    if lemma in ("go", "reach", "arrive", "come") and _comes(tree, verb):
        return "come"
    if kind == "hold" and lemma == "keep" and any(belongs(c.lemma_, "watch") for c in verb.children):
        return "watch"
    if lemma in ("take", "bring", "call", "line", "sign") and _engages(tree, verb):
        return "hire"
    if lemma in ("go", "look", "come", "resort") and _turned(tree, verb):
        return "hire"
    if lemma in ("contract", "partner") and any(_ends(tree, verb, "with", "V")):
        return "sign"
    if lemma in ("make", "enter", "announce", "renew", "extend", "prolong") and _signed(tree, verb):
        return "sign"
    if lemma in ("issue", "grant", "let", "hand", "extend") and _granted(tree, verb):
        return "hire"
    if lemma in ("support", "help", "assist", "aid", "back") and any(_ends(tree, verb, "with", *THINGS)):
        return "give" if any(c.dep_ == "nsubj" and tree.label(c) == "V" for c in verb.children) else None
    if lemma in ("entrust", "outsource", "assign", "delegate") and _handed(tree, verb):
        return "hire"
    if lemma in ("secure", "get", "receive") and _awarded(tree, verb):
        return "win"
    if lemma in ("report", "celebrate", "hail") and _completed(tree, verb):
        return "finish"
    if kind in ("build", "give") and _there(tree, verb):
        return "watch"
    if lemma in ("fill", "stock", "stuff", "pack", "load", "line") and _filled(tree, verb):
        return "hold"
    return None


def _caused(tree: Tree, clause: "Token") -> bool:
    """Return whether a clause tells what somebody has done for them: "had V install it", "had it put up by V"."""
    by = any(c.dep_ == "agent" for c in clause.children)
    done = clause.tag_ == "VB" or (clause.tag_ == "VBN" and by)
    return clause.dep_ in ("ccomp", "xcomp") and done and tree.label(clause) in ("give", "build", "make")


def _ends(tree: Tree, verb: "Token", preposition: str, *kinds: str) -> Iterator["Token"]:
    """Yield what a preposition behind a verb leads to, if it is of some classes."""
    ends = (g for c in verb.children if c.dep_ == "prep" and c.lower_ == preposition for g in c.children)
    return (g for g in ends if tree.label(g) in kinds)


def _signed(tree: Tree, verb: "Token") -> bool:
    """Return whether a verb with a deal says that it was signed: "made a deal with V", "entered into a contract"."""
    return any(c.dep_ == "dobj" and tree.label(c) == "deal" for c in verb.children) or any(
        _ends(tree, verb, "into", "deal")
    )


def _granted(tree: Tree, verb: "Token") -> bool:
    """Return whether somebody gives a vendor a deal: "issued V an order", "let a contract to V"."""
    firm = any(c.dep_ == "dative" and tree.label(c) == "V" for c in verb.children) or any(_ends(tree, verb, "to", "V"))
    return firm and any(c.dep_ == "dobj" and tree.label(c) == "deal" for c in verb.children)


def _turned(tree: Tree, verb: "Token") -> bool:
    """Return whether somebody went to a vendor for wares: "went to V for cameras"."""
    own = any(c.dep_ in _SUBJECTS and tree.label(c) in THINGS for c in verb.children)
    wares = [
        *_ends(tree, verb, "for", *THINGS),
        *(g for v in _ends(tree, verb, "to", "V") for g in _ends(tree, v, "for", *THINGS)),
    ]
    return not own and any(_ends(tree, verb, "to", "V")) and bool(wares)


def _awarded(tree: Tree, verb: "Token") -> bool:
    """Return whether a vendor is who gets a deal: "V secures a contract with S's police"."""
    firm = any(c.dep_ == "nsubj" and tree.label(c) == "V" for c in verb.children)
    return firm and any(c.dep_ == "dobj" and tree.label(c) == "deal" for c in verb.children)


def _completed(tree: Tree, verb: "Token") -> bool:
    """Return whether a vendor tells of its own delivery: "V reported the hand-over of N cameras to S's police"."""
    firm = any(c.dep_ == "nsubj" and tree.label(c) == "V" for c in verb.children)
    told = [c for c in verb.children if c.dep_ == "dobj" and tree.label(c) == "delivery"]
    others = (
        t for one in told for t in one.subtree if (t.dep_ == "poss" and t.head == one) or t.lower_ in ("by", "from")
    )
    return firm and bool(told) and not any(others)


def _handed(tree: Tree, verb: "Token") -> bool:
    """Return whether a task is left to a vendor by somebody else: "entrusted its cameras to V"."""
    to = [c for one in (verb, *verb.children) for c in one.children if c.lower_ == "to" and c.dep_ != "aux"]
    firm = any(tree.letter(end) == "V" for c in to for end in c.children)
    return firm and not any(c.dep_ == "nsubj" and tree.letter(c) == "V" for c in verb.children)


def _engages(tree: Tree, verb: "Token") -> bool:
    """Return whether a vendor is taken on: "took V on board", "brought V in", "called in V"."""
    firm = any(c.dep_ == "dobj" and tree.letter(c) == "V" for c in verb.children)
    part = any(c.lower_ in ("on", "in", "up", "aboard") and c.dep_ in ("prt", "advmod") for c in verb.children)
    board = any(end.lower_ == "board" for c in verb.children if c.lower_ == "on" for end in c.children)
    return firm and (part or board)


def _there(tree: Tree, verb: "Token") -> bool:
    """Return whether a ware only is where a verb says that it is: "V's cameras hang over the streets of S"."""
    wares = any(c.dep_ == "nsubj" and tree.label(c) in THINGS for c in verb.children)
    done = passive(verb) or any(c.dep_ in ("dobj", "agent", "auxpass", "dative") for c in verb.children)
    return wares and not done


def _filled(tree: Tree, verb: "Token") -> bool:
    """Return whether somebody fills with wares what is theirs, and no vendor does: "stocked its rooms with"."""
    led = (end for c in verb.children if c.lower_ == "with" for end in c.children)
    firm = any(c.dep_ in ("nsubj", "agent") and tree.label(c) == "V" for c in verb.children)
    return not firm and any(tree.label(end) in THINGS for end in led)


def _comes(tree: Tree, verb: "Token") -> bool:
    """Return whether a ware comes to a body of a state, or to a state: "reached S's police", "went to the army"."""
    wares = any(c.dep_ in _SUBJECTS and tree.label(c) in THINGS for c in verb.children)
    ends = [c for c in verb.children if c.dep_ == "dobj" and verb.lemma_ == "reach"]
    ends += [end for c in verb.children if c.dep_ == "prep" and c.lower_ == "to" for end in c.children]
    known = any(is_body(end) or tree.label(end) == "S" or belongs(end.lemma_, "officers") for end in ends)
    return wares and known
