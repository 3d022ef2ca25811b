"""What a parse is set right by: names before their wares, and which name a pronoun of a sentence stands for."""

from typing import TYPE_CHECKING, Protocol

from kg.prose.grammar import belongs
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.prose.gazetteer import Mention

_GIVING = ("give", "build", "make", "win", "sign", "finish")
_TOWARDS = ("to", "for")
_HOLDING = ("use", "get", "build", "watch", "spot")
_CHOOSING = ("choose", "select", "pick", "buy", "purchase", "order", "adopt", "acquire", "procure", "license")
"""What nobody does to what is theirs already: "V announced that S has chosen its system"."""
_JOINING = {"and", "but", "also", ",", "as", "well", "too", "both"}
RELATIVE = ("WDT", "WP", "WP$", "WRB")
"""The tags of words such as "which" and "whose"."""


class Tree(Protocol):
    """A parsed sentence, of which the nodes that are names are known."""

    doc: "Doc"
    mentions: dict[int, "Mention"]

    def letter(self, token: "Token") -> str:
        """Return the letter of the name that a node is, or nothing."""

    def label(self, token: "Token") -> str:
        """Return what a node is called in a path."""

    def ware(self, token: "Token") -> bool:
        """Return whether a noun means surveillance."""


def mend(tree: Tree) -> None:
    """Set right two things that a small parser gets wrong: a vendor before its wares, and "sale by V of wares"."""
    for token in tree.doc[:-1]:
        after = token.nbor()
        if not tree.letter(token) or tree.letter(token) not in "VG":
            continue
        if token.head != after and (tree.letter(after) == "T" or tree.ware(after)):
            if after.head == token:
                after.head, after.dep_ = token.head, token.dep_
            if token not in after.ancestors:
                token.head, token.dep_ = after, "compound"
        elif after.lower_ in ("of", "to", "in", "for") and after.head == token and token.dep_ == "pobj":
            noun = token.head.head
            if token.head.lower_ in ("by", "from", "with") and tree.label(noun) in ("delivery", "deal", "buying"):
                after.head = noun
    for token in tree.doc:
        _off(tree, token)
        _reattach(tree, token)
    for token in tree.doc:
        _join(tree, token)
        _cleave(tree, token)
    for token in tree.doc:
        if token.lower_ in ("former", "latter") and token.dep_ != "amod":
            _one_of_two(tree, token)
    for token in tree.doc:
        clause = token.head if token.tag_ != "WP$" else token.head.head
        relative = token.tag_ in RELATIVE and token.dep_ in ("nsubj", "poss") and clause.dep_ == "relcl"
        owner = token.tag_ == "WP$" and tree.label(clause.head) == "S"
        if relative and (owner or tree.letter(clause.head) == "V"):
            tree.mentions[token.i] = tree.mentions[clause.head.i]
        if tree.letter(token):
            continue
        if is_body(token) and any(c.lower_ == "the" and c.dep_ == "det" for c in token.children):
            _refer_body(tree, token)
        elif token.lower_ == "it" and token.dep_ == "nsubj":
            _refer(tree, token)
        elif token.lower_ in ("it", "them") and _wielded(tree, token):
            _refer_object(tree, token)
        elif token.lower_ in ("it", "them") and token.dep_ in ("dobj", "dative", "pobj"):
            _refer_given(tree, token)
        elif (token.lower_ == "they" and token.dep_ == "nsubj" and tree.label(token.head) in _HOLDING) or (
            token.lower_ in ("its", "their", "his", "her") and token.dep_ == "poss" and _acts(token.head)
        ):
            _refer_owner(tree, token)
        elif token.lower_ in ("its", "their") and token.dep_ == "poss" and _made(tree, token):
            _refer_owner(tree, token, public=True)
        elif token.lower_ == "its" and token.dep_ == "poss" and tree.label(token.head) in ("ware", "T"):
            _refer_maker(tree, token)


def _join(tree: Tree, name: "Token") -> None:
    """Let a name that a parser left beside a verb share its subject: "not only S but also S has bought"."""
    verb, label = name.head, tree.label(name)
    if name.dep_ not in ("dep", "npadvmod") or label not in ("S", "V") or verb.pos_ not in ("VERB", "AUX"):
        return
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > name.i), None)
    between = [t.lower_ for t in tree.doc[name.i + 1 : subject.i]] if subject else []
    if (
        subject is not None
        and tree.label(subject) == label
        and set(between) <= _JOINING
        and {"and", "but"} & {*between}
    ):
        name.head, name.dep_ = subject, "conj"


def _cleave(tree: Tree, relative: "Token") -> None:
    """Let "that" stand for whom a sentence singles out: "it was V that supplied"."""
    verb = relative.head
    above = verb.head
    if relative.tag_ not in RELATIVE or relative.dep_ != "nsubj" or above.lemma_ != "be" or verb.dep_ != "ccomp":
        return
    it = any(c.lower_ == "it" and c.dep_ == "nsubj" for c in above.children)
    one = next((c for c in above.children if c.dep_ in ("attr", "acomp") and tree.letter(c)), None)
    if it and one is not None and not any(c.dep_ == "neg" for c in above.children):
        tree.mentions[relative.i] = tree.mentions[one.i]


def _one_of_two(tree: Tree, word: "Token") -> None:
    """Let "the former" and "the latter" stand for the two vendors that are named before them."""
    before = {m.names: m for at, m in tree.mentions.items() if at < word.i and m.letter == "V"}
    if len(before) == 2 and word.i and word.nbor(-1).lower_ == "the":
        tree.mentions[word.i] = [*before.values()][word.lower_ == "latter"]


def _off(tree: Tree, particle: "Token") -> None:
    """Let "off" before a vendor lead to whom something is bought from: "the cameras it bought off V"."""
    if particle.lower_ != "off" or particle.dep_ != "prt" or particle.i + 1 >= len(tree.doc):
        return
    vendor = particle.nbor()
    if tree.letter(vendor) == "V" and vendor.dep_ == "dobj" and vendor.head == particle.head:
        vendor.head, vendor.dep_ = particle, "pobj"
        particle.dep_, particle.pos_ = "prep", "ADP"


def _reattach(tree: Tree, verb: "Token") -> None:
    """Let a clause with "that" right behind a ware tell of the ware, and not be what the verb above governs."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if verb.dep_ != "ccomp" or mark is None or mark.i == 0:
        return
    before = tree.doc[mark.i - 1]
    placed = before.dep_ in ("dobj", "pobj", "nsubj", "attr", "conj") and before not in verb.subtree
    if placed and (tree.letter(before) == "T" or tree.ware(before)):
        verb.head, verb.dep_ = before, "relcl"


def _refer(tree: Tree, pronoun: "Token") -> None:
    """Let "it" stand for the vendor that is the subject of the clause above its own, or for the state that uses.

    Of what somebody says, it is the vendor who supplies, and the state that gets: "V said it had sold".
    """
    done = tree.label(pronoun.head)
    for verb in pronoun.head.ancestors:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            named = {tree.mentions[t.i] for t in subjects[0].subtree if tree.label(t) in ("S", "V")}
            if tree.letter(subjects[0]) == "V" and (done in _GIVING or not belongs(verb.lemma_.lower(), "say")):
                tree.mentions[pronoun.i] = tree.mentions[subjects[0].i]
            elif done in _HOLDING and len(named) == 1 and tree.label(subjects[0]) != "V":
                tree.mentions[pronoun.i] = named.pop()
            return


def _refer_object(tree: Tree, pronoun: "Token") -> None:
    """Let "it" that is used stand for the one technology that the sentence names before it."""
    before = {m.names: m for i, m in tree.mentions.items() if i < pronoun.i and m.letter == "T"}
    if len(before) == 1:
        tree.mentions[pronoun.i] = next(iter(before.values()))


def _wielded(tree: Tree, pronoun: "Token") -> bool:
    """Return whether a pronoun is what somebody uses: "uses them", "works with it", "relies on it"."""
    head = pronoun.head
    verb = head.head if pronoun.dep_ == "pobj" and head.lower_ in ("on", "with", "upon") else head
    used = tree.label(verb) in ("use", "spot", "lean", "count") or verb.lemma_ in ("work", "search", "sweep")
    return pronoun.dep_ in ("dobj", "pobj") and verb.pos_ in ("VERB", "AUX") and used


def _refer_given(tree: Tree, pronoun: "Token") -> None:
    """Let "it" or "them" to whom a vendor gives stand for the one state in the subject of a clause above.

    "S does not run the cameras that V sold it": what is given is named beside it, or is what the clause tells of.
    """
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    if tree.label(verb) not in ("give", "build") or (pronoun.dep_ == "pobj" and pronoun.head.lower_ not in _TOWARDS):
        return
    doers = [c for c in verb.children if c.dep_ in ("nsubj", "agent")]
    doers += [g for c in doers if c.dep_ == "agent" for g in c.children]
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c != pronoun]
    things += [g for c in verb.children if c.lower_ == "with" for g in c.children]
    things += [verb.head] if verb.dep_ == "relcl" else []
    if not any(tree.letter(c) == "V" for c in doers) or not any(tree.letter(c) == "T" or tree.ware(c) for c in things):
        return
    for above in verb.ancestors:
        subjects = [c for c in above.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < pronoun.i]
        states = [t for one in subjects for t in one.subtree if tree.label(t) == "S" and t.i < pronoun.i]
        if states:
            if len({tree.mentions[t.i].names for t in states}) == 1:
                tree.mentions[pronoun.i] = tree.mentions[states[0].i]
            return


def _made(tree: Tree, owner: "Token") -> bool:
    """Return whether what is owned is a ware of which the maker stands before it: "their V gates"."""
    ware = owner.head
    between = tree.doc[owner.i + 1 : ware.i]
    known = tree.label(ware) in ("ware", "T")
    return known and any(tree.letter(t) == "V" and t.dep_ in ("compound", "nmod", "amod") for t in between)


def _acts(noun: "Token") -> bool:
    """Return whether a noun is a body of a state, or its officers."""
    return is_body(noun) or belongs(noun.lemma_.lower(), "officers")


def _refer_body(tree: Tree, body: "Token") -> None:
    """Let "the police" be of the one state in which those are who accuse somebody: "activists in S accuse V of"."""
    accusing = next((v for v in body.ancestors if belongs(v.lemma_.lower(), "accuse") and v.pos_ == "VERB"), None)
    states = [t for t in tree.doc if tree.label(t) in ("S", "Q")]
    own = any(c.dep_ in ("poss", "relcl", "appos") or c.lower_ in ("of", "in", "from") for c in body.children)
    if accusing is None or len(states) != 1 or own:
        return
    inside = states[0].head
    doers = [c for c in accusing.children if c.dep_ == "nsubj"]
    if inside.lower_ == "in" and inside.head in doers and states[0].i < body.i:
        tree.mentions[body.i] = tree.mentions[states[0].i]


def _refer_maker(tree: Tree, pronoun: "Token") -> None:
    """Let "its" before a ware stand for the vendor that is the subject of its clause, or of one above that tells of it.

    "V delivered its system to S", "V announced that its system is in use"; where anybody else acts, it is theirs.
    """
    for verb in pronoun.ancestors:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects and pronoun not in subjects[0].subtree:
            if tree.letter(subjects[0]) == "V":
                tree.mentions[pronoun.i] = tree.mentions[subjects[0].i]
            elif verb.lemma_.lower() in _CHOOSING and tree.label(subjects[0]) == "S":
                continue
            return


def _refer_owner(tree: Tree, pronoun: "Token", *, public: bool = False) -> None:
    """Let "they" or "its police" stand for the one state in the subject of a clause above: "S says that its police".

    ``public``: only where the subject is a state, or a body or the officers of one.
    """
    for verb in pronoun.head.ancestors:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < pronoun.i]
        if subjects and pronoun not in subjects[0].subtree:
            states = [t for t in subjects[0].subtree if tree.label(t) == "S"]
            known = not public or tree.label(subjects[0]) == "S" or _acts(subjects[0])
            if len(states) == 1 and known:
                tree.mentions[pronoun.i] = tree.mentions[states[0].i]
            return
