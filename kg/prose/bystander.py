"""Who else than a state may have what is told of beside its name: others who use it there, a person, another town."""

import re
from typing import TYPE_CHECKING

from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs, listed
from kg.prose.referent import RELATIVE
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_TWINS = ("twin", "sister", "partner", "partnered", "twinned", "neighboring", "neighbouring", "rival")
"""What is said of a city beside one that is named to tell which it is: "a twin city of"."""
_BESIDE = re.compile(
    r"\b[SCD]\b[^,;:VTN]{0,40}? (?:and|or) (?P<whose>(?:[a-z'-]+ ){1,3})(?:in|of|from|across) (?:the )?$"
)
"""What stands between a state and another, and may be who in that other gets it: "S and shops in"."""
_STRANGERS = ("o", "client", "sought", "brand")


def others(tree: Tree, path: Path) -> str | None:
    """Return who else than the state on a path has what it tells of, or None."""
    if any(other(tree, path) for other in (elsewhere, sold_on, acting, outlawed)):
        return "somebody else uses it there"
    if any(_one_person(tree, token) for token in path.nodes):
        return "it is told of a person from a state, and not of the state"
    if any(token.lower_ == "city" and any(c.lower_ in _TWINS for c in token.lefts) for token in path.nodes):
        return "it is told of another town than the one that is named"
    return "it belongs to somebody else" if _owned_by_others(tree, path) else None


def _owned_by_others(tree: Tree, path: Path) -> bool:
    """Return whether what a path without a verb tells of is said to belong to somebody: "V cameras in S belong to"."""
    top = min(path.nodes, key=lambda token: len(list(token.ancestors)))
    verb = top.head
    if verb.lemma_ != "belong" or top.dep_ != "nsubj":
        return False
    ends = [g for c in verb.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"]
    return any(not is_body(one) and not tree.letter(one) and one.pos_ != "PRON" for one in ends)


def _one_person(tree: Tree, noun: "Token") -> bool:
    """Return whether the name of a people means one of them: "a Kenyan", "the Kenyan who"."""
    if tree.letter(noun) != "D" or noun.dep_ in ("amod", "compound", "nmod", "poss"):
        return False
    who = any(g.lower_ == "who" for c in noun.children if c.dep_ == "relcl" for g in c.subtree)
    return any(c.lower_ in ("a", "an", "one", "another") or (c.lower_ == "the" and who) for c in noun.lefts)


_NO_PLACE = ("body", "place", "country", "event", "reckoning", "portion", "process")


def elsewhere(tree: Tree, path: Path) -> bool:
    """Return whether a verb on the path has a place or an agent that is no state: "used in supermarkets".

    Where a body of the state uses it, the place says nothing against it.
    """
    if path.text.endswith(">nsubj S") and any(map(is_body, path.nodes)):
        return False
    for verb in path.nodes:
        if verb.pos_ != "VERB" or tree.label(verb) not in ("use", "build", "count", "spot"):
            continue
        for prep in verb.children:
            if path.text.endswith(">by S") and prep.lower_ != "by":
                continue
            if prep.dep_ in ("prep", "agent") and prep.lower_ in ("in", "by", "at", "inside", "on", "outside"):
                for thing in prep.children:
                    strange = tree.label(thing) in _STRANGERS and thing.pos_ in ("NOUN", "PROPN")
                    plain = any(belongs(thing.lemma_.lower(), one) for one in _NO_PLACE)
                    acts = prep.lower_ != "by" and path.text.endswith((">nsubj S", ">nsubj L"))
                    plain |= is_body(thing) or (acts and thing.pos_ == "PROPN") or thing.lower_ in listed("devices")
                    if strange and not plain and thing.ent_type_ != "DATE" and not in_time(thing):
                        return True
    return False


def sold_on(tree: Tree, path: Path) -> bool:
    """Return whether somebody in a state gets what is given there: "sold in S to hotels", "cameras sold in S"."""
    if not re.search(r">(?:in|across|throughout|inside) \S+$|<relcl [SL]$", path.text):
        return False
    verbs = [v for v in path.nodes if v.pos_ == "VERB" and tree.label(v) in ("give", "build")]
    traded = (v for v in verbs if tree.label(v) == "give" and v.dep_ in ("acl", "amod") and path.text.endswith(" S"))
    if any(not any(c.dep_ in ("agent", "aux") for c in v.children) for v in traded):
        return True
    ends = (g for v in verbs for c in v.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj")
    plain = ("body", "place", "country", "officers")
    others = (one for one in ends if tree.label(one) == "o" and one.tag_ not in RELATIVE)
    return any(not any(belongs(one.lemma_.lower(), p) for p in plain) for one in others)


_PLAIN = ("body", "place", "country", "officers", "company", "maker", "amount")
_DONE_THERE = r" (?:give|get|build|use|trial|take) (?:>(?:in|at|on|across|throughout|inside) \S+|<relcl [SL])$"


def acting(tree: Tree, path: Path) -> bool:
    """Return whether somebody who is neither the vendor nor the state acts in the state: "in S, a bank installed"."""
    verbs = [v for v in path.nodes if v.pos_ == "VERB"]
    if not verbs:
        top = min(path.nodes, key=lambda token: len(list(token.ancestors)))
        verbs = [top.head] if top.dep_ in ("nsubjpass", "dobj") and tree.label(top.head) in ("use", "get") else []
    elif not re.search(_DONE_THERE, path.text):
        return False
    doers = [c for v in verbs for c in v.children if c.dep_ == "nsubj"]
    doers += [g for v in verbs for c in v.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    using = path.text.startswith("T ")
    trading = any(tree.label(v) == "give" for v in verbs)
    others = [one for one in doers if one not in path.nodes]
    return any(_stranger(tree, one, using=using or (trading and _another(one))) for one in others)


def outlawed(tree: Tree, path: Path) -> bool:
    """Return whether it is done by those who act against the law: "smugglers brought V cameras to S"."""
    verbs = (token for token in path.nodes if token.pos_ == "VERB")
    doers = (c.lemma_.lower().removesuffix("s") for v in verbs for c in v.children if c.dep_ in ("nsubj", "nsubjpass"))
    return any(belongs(doer, "outlaw") for doer in doers)


def _another(doer: "Token") -> bool:
    """Return whether a firm is none that was spoken of before: "a firm resells V cameras in S"."""
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "another", "some") for c in doer.children)


def _stranger(tree: Tree, doer: "Token", *, using: bool) -> bool:
    known = [one for one in _PLAIN if not using or one not in ("company", "maker")]
    plain = any(belongs(doer.lemma_.lower(), one) for one in known)
    return doer.pos_ in ("NOUN", "PROPN") and tree.label(doer) == "o" and not plain


def elses(tree: Tree, state: "Token") -> bool:
    """Return whether a state is only where somebody is who gets it beside another: "the police of S and shops in S"."""
    sentence, mention = tree.sentence, tree.mentions.get(state.i)
    if mention not in sentence.mentions:
        return False
    found = _BESIDE.search(sentence.marked, 0, sentence.places[sentence.mentions.index(mention)])
    words = [one for one in found["whose"].split() if one not in listed("function")] if found else []
    if not words or not words[-1].endswith("s") or words[-1].endswith("'s"):
        return False
    if any(belongs(words[-1].removesuffix("s"), one) for one in ("private", "premises")):
        return True
    known = ("bodies", "public-places", "owned-places", "wares", "watching", "devices", "times")
    return not any(_force(one) or any(one in listed(name) for name in known) for one in words)


def _force(word: str) -> bool:
    return any(belongs(word.removesuffix(end), kind) for end in ("", "s") for kind in ("body", "place", "country"))


def met(tree: Tree, path: Path) -> bool:
    """Return whether a state is only that of somebody who is spied on: "the president of S was hacked with T"."""
    if re.search(r"<(?:with|by|through|via|using) (?:spot|watch|trial) >dobj [SL]$", path.text) is None:
        return False
    verbs = [token for token in path.nodes if token.pos_ == "VERB"]
    struck = (c for verb in verbs for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c in path.nodes)
    return any(is_body(one) and not any(belongs(one.lemma_.lower(), k) for k in ("house", "place")) for one in struck)


def in_time(token: "Token") -> bool:
    """Return whether a word means a time, or is a number."""
    return token.lemma_.lower() in listed("times") or token.text[0].isdigit()
