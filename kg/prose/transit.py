"""What of a way between two names says that a ware only comes by, or that it is where nobody of a state has it."""

import re
from typing import TYPE_CHECKING

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs, spelled
from kg.prose.stance import DENIED
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token


_LOST = ("missing", "offline", "quiet", "dark", "silent", "down", "dead", "wrong", "astray", "unused", "idle", "blind")
"""What becomes of a ware that is no more at work: "goes missing"."""
_GUARDING = ("guard", "protect", "defend", "secure", "patrol", "search", "raid")
"""What is done to a place whose wares are then its owner's: "guarded a shop with cameras"."""


def passing(tree: Tree, path: Path) -> bool:
    """Return whether a ware only comes by, "reached the port of S", or is where nobody of the state has it."""
    verbs = [token for token in path.nodes if token.pos_ == "VERB"]
    seized = (c for t in path.nodes if t.pos_ in ("NOUN", "PROPN") for c in t.children if c.dep_ == "amod")
    if any(belongs(c.lemma_.lower(), "seize") or c.lower_ in ("seized", "stolen", "smuggled") for c in seized):
        return True
    for verb in verbs:
        lemma = verb.lemma_.lower()
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        from_ = [g for c in verb.children if c.lower_ == "from" for g in c.children]
        if lemma == "come" and any(not tree.letter(g) and not is_body(g) for g in from_ if g.dep_ == "pobj"):
            return True
        led = [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
        ports = (g for g in (*objects, *led) if g.lemma_.lower() in ("port", "harbor", "harbour"))
        if lemma == "go" and any(c.lower_ in _LOST for c in verb.children):
            return True
        if lemma in ("reach", "arrive", "land", "cross") and any(ports):
            return True
        if lemma in _GUARDING and any(belongs(one.lemma_.lower(), "private") for one in objects):
            return True
        if tree.label(verb) in ("watch", "spot") and any(_private(tree, one) for one in objects):
            return True
    return False


def let_go(tree: Tree, path: Path) -> bool:
    """Return whether a state is only where a ware is sold from, or who lets it be: "S approved the export of"."""
    if re.search(r"<dobj (?:approve|give|get|let|o|end) >nsubj [SL]$", path.text):
        things = [token for token in path.nodes if token.dep_ == "dobj"]
        return any(tree.label(one) == "delivery" for one in things) and path.text.startswith(("V ", "T "))
    sold = (t for t in path.nodes if t.lemma_.lower().removesuffix("s") == "export" and t.dep_ == "compound")
    return path.text.endswith(" >of S") and any(path.nodes[-1].i < one.i < path.nodes[0].i for one in sold)


def undone(tree: Tree, path: Path) -> bool:
    """Return whether a state is denied to have done to a ware what it may have all the same: "has never cleaned"."""
    stance, text = tree.sentence.stance, tree.sentence.text.lower()
    having = (token for token in path.nodes if token.lemma_ == "have" and token.i + 1 < len(tree.doc))
    for done in (token.nbor() for token in having if stance is not None and stance.kind == DENIED):
        told = any(spelled(kind, done.lower_) for kind in ("Supply", "Use"))
        if not told and re.search(
            rf"\b(?:ha(?:s|ve|d)(?: never| not|n't)) (?:[a-z]+ )?{re.escape(done.lower_)}\b", text
        ):
            return True
    return False


def _private(tree: Tree, thing: "Token") -> bool:
    """Return whether what is watched, found or recorded is a firm's ground, a fault, or goods in trade."""
    lemma = thing.lemma_.lower()
    own = any(c.lower_ == "own" for c in thing.children) and any(c.lower_ == "its" for c in thing.children)
    vendors = own and any(tree.letter(t) == "V" for t in thing.doc[: thing.i])
    states = own and any(tree.letter(t) in ("S", "D") for t in thing.doc[: thing.i])
    traded = tree.label(thing) in ("buying", "delivery")
    return traded or (vendors and not states) or any(belongs(lemma, one) for one in ("premises", "flaw"))
