"""What keeps a path of a parse from being a claim: others who use it there, other objects, mere talk about it."""

import re
from typing import TYPE_CHECKING

from kg.prose.bystander import in_time, met, others
from kg.prose.dependency import Path, Tree
from kg.prose.grammar import belongs, listed
from kg.prose.referent import RELATIVE
from kg.prose.transit import let_go, passing, undone
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token


def hindered(tree: Tree, path: Path) -> str | None:
    """Return what keeps a path from being a claim, whatever its kind, or None."""
    if reason := others(tree, path):
        return reason
    if any(tree.letter(c) == "X" for t in path.nodes if is_body(t) for c in inside(t)):
        return "it is told of a place whose name may mean another"
    if path.text.endswith(">for S") and any(t.lemma_ == "spy" for t in path.nodes):
        return "for whom it spies is not who has it"
    if "<with spot >nsubj" in path.text and any(c.dep_ == "dobj" and owned(c) for t in path.nodes for c in t.children):
        return "what is searched may be whose it is"
    if "<dobj spot >nsubj" in path.text:
        return "who finds it is not who has it"
    if told := next((told for hinders, told in _TOLD if hinders(tree, path)), None):
        return told
    if re.search(r"<on (?:use|lean|count)\b", path.text) and relied_on_for(tree, path):
        return "what it is relied on for is something else"
    if any(belongs(c.lemma_.lower(), "unreal") for t in path.nodes if t.pos_ == "NOUN" for c in t.lefts):
        return "what it tells of is not real, or did not last"
    if settled_otherwise(tree, path):
        return "what is agreed on is something else"
    if called_on(tree, path):
        return "what a vendor was called on for is no ware"
    if talked(tree, path):
        return "what is agreed on is to talk"
    return "it is spoken about, and not said" if spoken_about(tree, path) else None


def owned(noun: "Token") -> bool:
    """Return whether a noun means ground or people that have wares of their own."""
    return any(belongs(noun.lemma_.lower(), one) for one in ("premises", "private"))


def inside(noun: "Token") -> list["Token"]:
    """Return where the text says that a noun is: what stands behind "in" or "of"."""
    return [g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("in", "of", "at", "near") for g in c.children]


def settled_otherwise(tree: Tree, path: Path) -> bool:
    """Return whether a deal on the path is said to be on something that is no surveillance: "on double taxation"."""
    for deal in (token for token in path.nodes if tree.label(token) == "deal" and token.pos_ != "VERB"):
        signed = [*deal.head.children] if deal.dep_ == "dobj" else []
        signed += [f for c in (*signed, *deal.children) if c.lower_ == "with" for g in c.children for f in g.children]
        for_ = (g for c in signed if c.lower_ == "for" for g in c.children)
        if any(g.lower_ in listed("other-goods") for g in for_):
            return True
        if any(c.lower_ in listed("other-goods") for c in deal.lefts if c.dep_ in ("compound", "amod", "nmod")):
            return True
        for prep in (c for c in deal.children if c.dep_ == "prep" and c.lower_ in ("on", "over", "for", "about")):
            for thing in prep.children:
                lemma = thing.lemma_.lower()
                plain = any(belongs(lemma, one) for one in ("body", "place", "amount", "officers", "country"))
                plain |= tree.label(thing) != "o" or in_time(thing) or thing.lower_ in listed("means")
                if thing.dep_ in ("pobj", "pcomp") and not plain:
                    return True
    return False


def called_on(tree: Tree, path: Path) -> bool:
    """Return whether somebody went to a vendor for something that is no ware: "went to V for talks on T"."""
    going = [t for t in path.nodes if t.pos_ == "VERB" and t.lemma_ in ("go", "come", "turn", "travel", "fly", "look")]
    led = [c for verb in going for c in verb.children if c.lower_ == "to" and c.dep_ == "prep"]
    ends = [g for c in led for g in c.children if tree.letter(g) == "V"]
    for_ = (g for one in (*going, *ends) for c in one.children if c.lower_ == "for" for g in c.children)
    known = ("ware", "T", "deal", "delivery", "buying", "usage", "S", "build", "N", "amount", "help")
    return bool(ends) and any(tree.label(g) not in known and not in_time(g) and not is_body(g) for g in for_)


def talked(tree: Tree, path: Path) -> bool:
    """Return whether a deal on the path is one to talk: "an agreement to discuss", "a memorandum to explore"."""
    deals = [token for token in path.nodes if tree.label(token) in ("deal", "sign")]
    heads = [*deals, *(c for one in deals for c in one.children if tree.label(c) == "deal")]
    clauses = (c for one in heads for c in one.children if c.dep_ in ("acl", "xcomp", "advcl", "relcl"))
    return any(belongs(c.lemma_.lower(), "discuss") and c.tag_ == "VB" for c in clauses)


def supplied_there(tree: Tree, path: Path) -> bool:
    """Return whether a clause about a state tells what a vendor gives or builds there: "S, where V installed T"."""
    if not re.search(r"^T <dobj (?:give|build) <relcl [SL]$", path.text):
        return False
    verbs = (token for token in path.nodes if token.pos_ == "VERB")
    return any(tree.label(c) == "V" for verb in verbs for c in verb.children if c.dep_ == "nsubj")


def over(tree: Tree, path: Path) -> bool:
    """Return whether what the names stand beside has ended or was given back: "the contract has ended"."""
    top = min(path.nodes, key=lambda token: len(list(token.ancestors)))
    thing = top.head if top.dep_ in ("relcl", "acl") else top
    above = [top, thing.head] if thing.dep_ in ("nsubj", "nsubjpass", "dobj") else [top]
    verbs = [token for token in (*path.nodes, *above) if token.pos_ == "VERB"]
    back = any(c.lower_ == "back" for verb in verbs for c in verb.children if c.dep_ in ("prt", "advmod"))
    ended = any(belongs(verb.lemma_.lower(), "end") and not _to_come(verb) for verb in verbs)
    parts = (c for c in thing.head.children if c.dep_ == "prt" and thing.dep_ in ("nsubjpass", "dobj"))
    ended |= any(c.lower_ in ("down", "off", "away") for c in parts) and not _to_come(thing.head)
    standing = [t for t in path.nodes if tree.label(t) in ("client", "maker", "deal", "be", "use")]
    once = any(
        c.lower_ in ("once", "formerly", "previously") for t in standing for c in (*t.children, *t.head.children)
    )
    late = [c for t in path.nodes if tree.label(t) in ("ware", "T") for c in t.children if c.dep_ == "relcl"]
    never = any(belongs(c.lemma_.lower(), "arrive") and any(g.dep_ == "neg" for g in c.children) for c in late)
    later = (c for t in path.nodes if t.pos_ == "VERB" for c in t.children if c.dep_ in ("conj", "dep") and c.i > t.i)
    dropped = any(belongs(c.lemma_.lower(), "end") and c.tag_ in ("VBD", "VBN") and not _to_come(c) for c in later)
    return back or ended or dropped or once or never


def taught(tree: Tree, path: Path) -> bool:
    """Return whether a name stands in what is taught or shown: "took a course on V's T", "a workshop on T"."""
    verbs = [token for token in path.nodes if token.pos_ == "VERB"]
    things = [*path.nodes, *(c for verb in verbs for c in verb.children if c.dep_ == "dobj")]
    lessons = [token for token in things if belongs(token.lemma_.lower(), "lesson") and token.pos_ == "NOUN"]
    return bool(lessons) and any(token.lower_ in ("on", "about", "in", "for") for token in path.nodes)


def seen(tree: Tree, path: Path) -> bool:
    """Return whether a state is that of those whom cameras see: "V's cameras recorded the president of S"."""
    if re.search(r"<nsubj watch >dobj [SL]$", path.text) is None:
        return False
    people = (token for token in path.nodes if token.dep_ == "dobj" and not tree.letter(token))
    return any(is_body(one) and not belongs(one.lemma_.lower(), "house") for one in people)


def made_there(tree: Tree, path: Path) -> bool:
    """Return whether a state is only where a vendor makes its wares: "V makes its cameras in S"."""
    top = min(path.nodes, key=lambda token: len(list(token.ancestors)))
    verb = top.head if top.dep_ == "dobj" else top
    own = any(c.dep_ == "nsubj" and tree.letter(c) == "V" for c in verb.children)
    return own and tree.label(verb) == "make" and re.search(r" >(?:in|at|across) [SL]$", path.text) is not None


def passed_over(tree: Tree, path: Path) -> bool:
    """Return whether a vendor on the path is one that another was preferred to: "chose V's over that of V"."""
    choosing = [t for t in path.nodes if t.pos_ == "VERB" and tree.label(t) in ("hire", "opt", "get", "use", "take")]
    return bool(choosing) and any(
        token.lower_ in ("over", "than", "ahead", "instead", "above")
        and any(tree.letter(t) == "V" for t in token.subtree)
        for token in path.nodes
    )


def had_done(tree: Tree, path: Path) -> bool:
    """Return whether somebody has something done with a ware that is neither to supply nor to build it."""
    having = (token for token in path.nodes if token.lemma_ == "have" and token.pos_ == "VERB")
    done = (c for verb in having for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.tag_ in ("VB", "VBN"))
    return any(tree.label(c) not in ("give", "build", "make", "thank", "use", "power", "get") for c in done)


def _to_come(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def taken_away(tree: Tree, path: Path) -> bool:
    """Return whether what the names stand beside was stolen or seized: that says nothing of who got it."""
    top = min(path.nodes, key=lambda token: len(list(token.ancestors)))
    return belongs(top.head.lemma_.lower(), "seize") or any(belongs(t.lemma_.lower(), "seize") for t in path.nodes)


def hired_for(tree: Tree, path: Path) -> bool:
    """Return whether somebody is hired for something else than to supply, or a thing tested for its faults."""
    for verb in (v for v in path.nodes if v.pos_ == "VERB"):
        kind = tree.label(verb)
        roles = [(c.lower_, g) for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
        if kind == "trial" and any(at == "for" and belongs(g.lemma_.lower(), "flaw") for at, g in roles):
            return True
        if kind != "hire":
            continue
        known = ("maker", "company", "client", "upkeep")
        told = [g for at, g in roles if at == "as" and tree.label(g) != "delivery"]
        if any(not any(belongs(g.lemma_.lower(), one) for one in known) for g in told):
            return True
        done = (c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.pos_ == "VERB" and c.tag_ == "VB")
        if any(tree.label(one) in ("o", "trial") and not belongs(one.lemma_.lower(), "upkeep") for one in done):
            return True
    return False


def beside(tree: Tree, path: Path) -> bool:
    """Return whether a verb has an object of its own beside the name: "uses advice on T"."""
    if not re.search(r"<(?:on|of|to|for|with) (?:use|get|build)\b|<in take\b", path.text):
        return False
    verbs = (v for v in path.nodes if v.pos_ == "VERB" and tree.label(v) in ("use", "get", "build", "take"))
    objects = (c for verb in verbs for c in verb.children if c.dep_ == "dobj" and c not in path.nodes)
    objects = (c for c in objects if c.tag_ not in RELATIVE and not (tree.label(c) == "deal" and renewed(c.head)))
    return any(tree.label(one) not in ("ware", "T", "amount", "S", "V", "usage", "buying") for one in objects)


def renewed(verb: "Token") -> bool:
    """Return whether a verb says of a deal that it goes on: "renewed its contract"."""
    return verb.lemma_ in ("renew", "extend", "prolong")


def relied_on_for(tree: Tree, path: Path) -> bool:
    """Return whether a vendor is relied on for something that is no surveillance: "leans on V for advice"."""
    verbs = (v for v in path.nodes if tree.letter(v) == "V" or tree.label(v) in ("use", "lean", "count"))
    ends = (g for v in verbs for c in v.children if c.lower_ == "for" for g in c.children if g.dep_ == "pobj")
    known = ("ware", "T", "S", "Q", "delivery", "usage", "watch")
    return any(tree.label(one) not in known and not in_time(one) for one in ends)


def spoken_about(tree: Tree, path: Path) -> bool:
    """Return whether a path without a verb lies in a phrase such as "a report on V cameras in S"."""
    if any(token.pos_ == "VERB" for token in path.nodes):
        return False
    top = min(path.nodes, key=lambda token: len(list(token.ancestors)))
    signed = tree.label(top.head.head) == "sign"
    return top.dep_ == "pobj" and not signed and top.head.lower_ not in ("with", "by", "from", "in")


def receives(verb: "Token") -> bool:
    """Return whether the relative word of a verb's clause is who gets something: "to which it sold"."""
    for token in verb.subtree:
        if token.tag_ in RELATIVE:
            led = token.head.head == verb or token.head.i == verb.left_edge.i
            inner = token.dep_ == "pobj" and token.head.lower_ in ("to", "in", "for") and led
            return inner or token.lower_ == "where" or (token.head == verb and token.dep_ in ("dobj", "dative"))
    return False


_TOLD = (
    (supplied_there, "who supplies it is told, and not who uses it"),
    (passed_over, "it was passed over for another"),
    (had_done, "what is had done is something else"),
    (met, "whom it meets is told, and not who has it"),
    (let_go, "who lets it go abroad is told, and not who gets it"),
    (taught, "what is taught or shown of it is told, and not who has it"),
    (seen, "whom it sees is told, and not who has it"),
    (made_there, "where it is made is told, and not who has it"),
    (over, "what it tells of has ended, or was given back"),
    (taken_away, "what was taken away is told, and not who got it"),
    (hired_for, "what it is hired or tested for is something else"),
    (beside, "what is used or got is something else"),
    (undone, "what was never done to it is told, and not who has it"),
    (passing, "it only comes by, or is a firm's"),
)
"""What a path tells that is no claim, and how that is said; the first that fits is."""
