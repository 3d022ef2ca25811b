"""Words of a parsed sentence that stand for a name of the sentence before it: "its police", "it", "the system"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.dependency import Tree
from kg.prose.gazetteer import Gazetteer
from kg.prose.grammar import belongs, listed
from kg.prose.role import lifted, objects, obliques, subjects
from kg.prose.sentence import Sentence
from kg.prose.unread import Told
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.prose.phrase import Phrases

_GETTING = ("get", "use", "hire", "spend", "pay", "trial", "lean", "watch", "spot", "take", "count", "opt")
_GIVING = ("give", "build", "make", "win", "fulfill", "finish", "power")
_ANYBODYS = ("governments", "regimes", "armies", "navies", "parliaments", "presidents", "cabinets", "states")
"""Of what a state has one: several of them are of no state in particular."""
_POINTING = ("the", "this", "that")
_OPENING = re.compile(r"(?:the )?[VS](?:, (?:a|an|the|its) [^,;:]{3,60},)? [a-z]")


class Before(NamedTuple):
    """What the sentence before one speaks of."""

    guest: bool = False
    """Whether its vendors are only spoken of in it, and others were named before."""

    states: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    """The names in the subject of its main clause."""
    parties: frozenset[str] = frozenset()
    """The states that take part in what its main clause tells: "V met the police of S"."""

    def state(self) -> str | None:
        """Return the one state that it is about, or None."""
        named = _only(self.states, self.vendors, self.topics)
        return named if named in self.topics else None

    def vendor(self) -> str | None:
        """Return the one vendor that it is about, or None."""
        return _only(self.vendors, self.states, self.topics)


def _only(names: tuple[str, ...], others: tuple[str, ...], topics: frozenset[str]) -> str | None:
    if len(names) != 1 or not ((names[0] in topics and not topics & {*others}) or not others):
        return None
    return names[0]


def opening(sentence: Sentence) -> frozenset[str]:
    """Return the name with which a sentence begins that was not parsed, where that is its subject."""
    first = sentence.mentions[0] if _OPENING.match(sentence.marked) else None
    return frozenset(first.names[:1] if first else ())


def grounds(tree: Tree, gazetteer: Gazetteer) -> None:
    """Let each place of a system stand for the state that it lies in."""
    for at, mention in tree.mentions.items():
        if mention.letter == "P" and mention.names and mention.names[0] in gazetteer.lies:
            tree.mentions[at] = mention._replace(letter="C", names=(gazetteer.lies[mention.names[0]],))


def aside(tree: Tree) -> frozenset[str]:
    """Return the names that only say who the subject of a main clause is: "V, a rival of V"."""
    roots = (token for token in tree.doc if token.head == token)
    inner = (c for r in roots for s in r.children if s.dep_ in ("nsubj", "nsubjpass") for c in s.children)
    told = (t for c in inner if c.dep_ == "appos" and not tree.letter(c) for t in c.subtree)
    return frozenset(name for t in told if t.i in tree.mentions for name in tree.mentions[t.i].names[:1])


def spoken_for(tree: Tree, told: Told) -> Iterator[tuple["Token", str, tuple[str, ...]]]:
    """Yield the words that stand for a state or a vendor who speaks, with letter and names: "there", "our", "its".

    "There" is the one state that is named before it, in its sentence or the one before.
    """
    spoken = {v.name for v in told.speakers if v.name and v.name.startswith("vendor:")}
    alone = len(told.speakers) == len(spoken) == 1
    for token in tree.doc:
        if token.lower_ == "there" and token.dep_ in ("advmod", "expl") and token.head.lemma_ != "be":
            here = {m.names for at, m in tree.mentions.items() if at < token.i and m.letter in "SCD"}
            if len(here) == 1 and locates(token):
                yield token, "S", here.pop()
            elif not here and len(told.before) == 1 and token.dep_ == "advmod":
                yield token, "S", tuple(told.before)
        elif token.lower_ in ("we", "our") and (names := _speaking(tree, token)):
            yield token, "S", names
        elif alone and (token.lower_ in ("we", "our") or (token.lower_ == "its" and foremost(tree, token))):
            yield token, "V", tuple(str(name) for name in spoken)


def _speaking(tree: Tree, token: "Token") -> tuple[str, ...]:
    """Return the one state for whose body somebody says "we" in a quotation, or nothing."""
    says = next((a for a in token.ancestors if belongs(a.lemma_.lower(), "say") and a.dep_ != "xcomp"), None)
    quoted = '"' in tree.sentence.text or "\u201c" in tree.sentence.text
    if says is None or not quoted:
        return ()
    doers = [c for c in says.children if c.dep_ == "nsubj" and token not in c.subtree]
    inside = [t for doer in doers for t in doer.subtree]
    once = any(t.lower_ in ("former", "retired", "ex", "late") for t in inside)
    heads = [belongs(d.lemma_.lower(), "speaking") or belongs(d.lemma_.lower(), "officers") for d in doers]
    acts = any(is_body(t) or belongs(t.lemma_.lower(), "officers") for t in inside) and all(heads) and not once
    states = {tree.mentions[t.i].names[:1] for t in inside if tree.letter(t) in ("S", "D", "C")}
    firms = any(tree.letter(t) in ("V", "G") for t in inside)
    return states.pop() if acts and len(states) == 1 and not firms else ()


def foremost(tree: Tree, owner: "Token") -> bool:
    """Return whether what is owned is a ware, and no vendor or state is named before its owner."""
    ware = tree.label(owner.head) in ("ware", "T")
    return ware and not any(at < owner.i and m.letter in "VGSCD" for at, m in tree.mentions.items())


def locates(there: "Token") -> bool:
    """Return whether "there" is where a clause is at home, and not where somebody goes: "there the police"."""
    before = there.doc[there.i - 1] if there.i else None
    put = before is not None and before.dep_ == "dobj" and before.head == there.head
    return before is None or before.is_punct or before.pos_ == "CCONJ" or is_body(before) or put


def topics(tree: Tree, phrases: "Phrases") -> frozenset[str]:
    """Return the names in the subjects of the main clauses of a parsed sentence."""
    found: set[str] = set()
    for root in (token for token in tree.doc if token.head == token):
        for subject in subjects(root):
            ends = (*phrases.states(subject), *phrases.vendors(subject))
            found |= {tree.mentions[end.token.i].names[0] for end in ends if tree.mentions[end.token.i].names}
    return frozenset(found)


def parties(tree: Tree, phrases: "Phrases") -> frozenset[str]:
    """Return the states that the verbs of the main clauses of a parsed sentence have as subject, object or party."""
    found: set[str] = set()
    for root in (token for token in tree.doc if token.head == token):
        fillers = [*subjects(root), *objects(root)]
        ends = [end for _, end in obliques(root)] + [end for one in objects(root) for _, end in lifted(one.token)]
        for filler in (*fillers, *ends):
            found |= {
                tree.mentions[s.token.i].names[0] for s in phrases.states(filler) if tree.mentions[s.token.i].names
            }
    return frozenset(found)


def where(tree: Tree, told: Told, name: str) -> dict[str, tuple[int, int]]:
    """Return the span of the file in which a name of a parsed sentence stands first."""
    found = next(m for m in tree.mentions.values() if m.names[:1] == (name,))
    return {name: told.block.span(found.start, found.end)}


def recalled(tree: Tree, phrases: "Phrases", before: Before) -> Iterator[tuple["Token", str, str]]:
    """Yield the words that stand for the state or the vendor the sentence before is about, with letter and name.

    None does where the sentence itself names another one before the word.
    """
    state, vendor = before.state(), before.vendor()
    alone = before.states[0] if len(before.states) == 1 else ""
    named: set[str] = set()
    for token in tree.doc:
        if letter := tree.letter(token):
            named.add({"C": "S", "D": "S", "G": "V", "N": "S"}.get(letter, letter))
            continue
        kind = _kind(tree, token)
        plain, silent = "S" not in named, "V" not in named
        if not kind or (kind == "firm" and before.guest):
            continue
        if alone and plain and kind == "owner" and _body(token.head):
            yield token, "S", alone
        elif state and plain and (kind == "state" or (kind == "owner" and _holds(tree, token, vendor is None))):
            if kind == "owner" or silent:
                yield token, "S", state
        elif vendor and silent and (plain or kind == "firm") and kind in ("vendor", "owner", "firm"):
            if kind != "owner" or (phrases.kind(token.head) in ("ware", "client") and not _body(token.head)):
                yield token, "V", vendor
        elif alone and plain and _takes(tree, token, kind, met=alone in before.parties):
            yield token, "S", alone


def _takes(tree: Tree, token: "Token", kind: str, *, met: bool) -> bool:
    """Return whether a word is a body of the one state spoken of, or stands where that is given something.

    ``met``: whether the state takes part in what the sentence before tells.
    """
    return (kind == "body" and not _strangers(tree)) or (
        met and kind in ("given", "country", "body") and _given(tree, token)
    )


def _kind(tree: Tree, token: "Token") -> str:
    """Return what a word may stand for, or nothing."""
    verb = token.head
    if token.lower_ in ("its", "their") and token.dep_ == "poss":
        return "owner"
    if token.lower_ in ("it", "they") and token.dep_ == "nsubj":
        label = tree.label(verb)
        return "state" if label in _GETTING else "vendor" if label in _GIVING and token.lower_ == "it" else ""
    if token.lower_ in ("it", "them"):
        return "given"
    pointed = any(c.lower_ in _POINTING and c.dep_ == "det" for c in token.children)
    alone = not any(c.dep_ in ("amod", "compound", "poss", "prep", "relcl", "acl", "appos") for c in token.children)
    firm = belongs(token.lemma_.lower(), "company") or (belongs(token.lemma_.lower(), "maker") and not alone)
    if pointed and firm and (alone or _placed(tree, token)):
        return "firm"
    if (pointed or _heads(token)) and _body(token) and not _described(token):
        return "body"
    return "country" if pointed and alone and belongs(token.lemma_.lower(), "country") and token.tag_ == "NN" else ""


def _heads(token: "Token") -> bool:
    """Return whether a noun begins its sentence without an article, and so may be of the state of a heading."""
    return token.i == 0 and token.dep_ in ("nsubj", "nsubjpass") and token.lower_ not in _ANYBODYS


def _placed(tree: Tree, firm: "Token") -> bool:
    """Return whether all that is said of a firm is where it is at home: "the Guangzhou start-up"."""
    said = [c for c in firm.children if c.dep_ in ("amod", "compound", "poss", "prep", "relcl", "acl", "appos")]
    return all(
        c.dep_ in ("amod", "compound")
        and (tree.letter(c) in ("D", "C", "P") or c.pos_ == "PROPN" or c.lower_ in ("same", "telecoms", "tech"))
        for c in said
    )


def _given(tree: Tree, token: "Token") -> bool:
    """Return whether a word stands where who is given something does, and a vendor is said to give it."""
    verb = token.head if token.dep_ in ("dobj", "dative") else token.head.head if token.dep_ == "pobj" else token
    toward = token.dep_ != "pobj" or token.head.lower_ in ("to", "for", "with")
    wares = [c for c in verb.children if c.dep_ == "dobj" and c != token]
    wares += [g for c in verb.children if c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]
    told = any(tree.label(one) in ("ware", "T") for one in wares)
    return toward and tree.label(verb) in ("give", "build") and verb.pos_ == "VERB" and told


def _described(token: "Token") -> bool:
    """Return whether a noun has words of its own that tell which one is meant."""
    return any(
        c.dep_ in ("poss", "relcl", "acl", "appos") or c.lower_ == "of" or c.pos_ == "PROPN" for c in token.children
    )


def _body(noun: "Token") -> bool:
    return is_body(noun) or belongs(noun.lemma_.lower(), "officers")


def _holds(tree: Tree, owner: "Token", alone: bool) -> bool:
    """Return whether what is owned is a state's: its capital, its supplier, or its wares."""
    head = owner.head
    known = any(belongs(head.lemma_.lower(), one) for one in ("place", "site", "maker", "deal", "buying"))
    wares = [head, *(c for c in head.children if c.dep_ == "conj")]
    return known or (alone and any(tree.label(one) in ("ware", "T") for one in wares))


def _strangers(tree: Tree) -> bool:
    """Return whether a sentence names a place or a state that is none of those it speaks of."""
    return any(
        token.pos_ == "PROPN"
        and not tree.letter(token)
        and token.head.lower_ in ("in", "of", "from", "at", "near")
        and token.lower_ not in listed("times")
        for token in tree.doc
    ) or any(tree.label(token) in ("S", "Q") for token in tree.doc)
