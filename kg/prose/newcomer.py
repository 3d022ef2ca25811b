"""Names that no register has where a supplier stands: a firm's, as far as the parse of the sentence tells."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.prose.dependency import Tree
from kg.prose.frame import Frames
from kg.prose.grammar import leading, listed
from kg.prose.pipeline import entities, heard
from kg.prose.scene import Scene
from kg.prose.unregistered import name, unnamed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SLOTS = ("subject", "from", "by", "with", "to", "is")
_PLACES = ("GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "LAW", "EVENT", "LANGUAGE")


def introduced(tree: Tree, mean: Callable[["Token", str, str], None]) -> Scene:
    """Return the scene of a sentence in which each newcomer is a vendor's name, as ``mean`` lets a node be."""
    scene, new = Scene(tree), False
    for token, firm in _newcomers(scene):
        mean(token, "V", firm)
        new = True
    return Scene(tree) if new else scene


def _newcomers(frames: Frames) -> Iterator[tuple["Token", str]]:
    """Yield the nodes that stand where a supplier would, with what stands for each: a firm that no register has.

    Left out is what the pipeline takes for the name of a place or a time, and what is a person's, a body's or a paper's
    by its words; so is all where the pipeline tells no names apart, or things are told in pairs: "A from X and
    B from Y".
    """
    tree = frames.tree
    ends = [(end, at) for at, each in frames.unknown.items() for end in each if end.slot in _SLOTS]
    kinds = entities(tree.doc) if ends else None
    pairs = [t for t in tree.doc if t.lower_ in ("from", "by") and any(c.pos_ == "PROPN" for c in t.children)]
    if kinds is None or len({t.lower_ for t in pairs}) < len(pairs):
        return
    for end, at in ends:
        token, written = end.token, _whole(tree, end.token)
        titled = any(w.lower_ in listed("no-firms") or tree.letter(w) for w in token.subtree if w.i < token.i)
        builds = end.slot == "subject" and frames.phrases.kind(tree.doc[at]) == "build"
        kind = kinds.get(token.i)
        firm = kind == "ORG" if builds else kind not in _PLACES or (kind in ("GPE", "LOC") and not heard(token.text))
        if firm and not _somewhere(token) and not (tree.letter(token) or unnamed(written) or titled or _after(token)):
            yield token, name(written)


def _whole(tree: Tree, token: "Token") -> str:
    """Return a name as it is written, with the words before it that have a capital letter and belong to it."""
    first = token.i
    while first and not tree.letter(word := tree.doc[first - 1]) and (word.text[0].isupper() or _hyphen(word)):
        if leading(word.lower_):
            break
        first -= 1
    return tree.doc[first : token.i + 1].text


def _somewhere(token: "Token") -> bool:
    """Return whether the sentence says of a name that something is there: "in X"."""
    return any(one.text == token.text and one.head.lower_ in ("in", "at", "near", "around") for one in token.doc)


def _hyphen(word: "Token") -> bool:
    """Return whether a sign joins the words on its two sides to one."""
    return word.text == "-" and word.i > 0 and not (word.whitespace_ or word.nbor(-1).whitespace_)


def _after(token: "Token") -> bool:
    """Return whether a name goes on behind a node: it is a part of another, or its head is."""
    return token.dep_ == "compound" or any(c.pos_ == "PROPN" and c.i == token.i + 1 for c in token.children)
