"""Why a way between two names of a parse is no claim: it is denied, of other goods, or of somebody else."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.prose import bystander, guard, hindrance, tally
from kg.prose.dependency import Path, Tree
from kg.prose.goods import fits_own, of_other, other_goods
from kg.prose.grammar import belongs, cue
from kg.prose.referent import RELATIVE
from kg.prose.sentence import Sentence
from kg.prose.victim import struck_in
from kg.prose.walk import following

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATED = "the parse finds it negated, supposed or demanded"
UNTOLD = "nothing in the sentence says what was supplied"


class Refusal:
    """What keeps the ways of one parsed sentence from being claims."""

    def __init__(self, tree: Tree, sentence: Sentence) -> None:
        self.tree = tree
        self.sentence = sentence

    def reason(
        self, path: Path, ends: tuple["Token", "Token"], span: tuple[int, int], *, goods: bool, needs: bool
    ) -> str | None:
        """Return why a path between two names, over a span of the marked sentence, is no claim, or None.

        ``goods`` says that what is given on the path has to be surveillance, ``needs`` that the sentence has to say so.
        """
        if self.tree.negated(path):
            return NEGATED
        if any(token.lower_ == "used" and token.dep_ != "aux" and _once(token) for token in path.nodes):
            return "what used to be is told, and may be over"
        (first, second), marked, (start, end) = ends, self.sentence.marked, span
        if reason := guard.denial(marked, start, end):
            return reason
        if re.search(r">(?:in|from|across) [SL]$", path.text) and (reason := guard.client(marked, start, end)):
            return reason
        if bystander.elses(self.tree, second):
            return "somebody else in the state gets it"
        if re.search(r"<(?:with|from) give >nsubj [SL]$", path.text) and not fits_own(self.tree, path):
            return "who gives is not who gets"
        if reason := hindrance.hindered(self.tree, path):
            return reason
        if struck_in(self.tree, path):
            return "where those are whom it struck is told, and not who has it"
        if self.tree.tried(path) and self.tree.letter(first) == "V" and re.search(r"\bbut\b|\bbefore\b", marked[end:]):
            return "what was tried is told of further, and may not have been taken"
        if goods and (reason := other_goods(self.tree, path)):
            return reason
        if part := next((t.text for t in path.nodes if self.tree.label(t) == "ware" and of_other(self.tree, t)), None):
            return f"other goods ({part!r})"
        if needs and not any(map(self._telling, self.tree.doc)):
            return UNTOLD
        relative = re.search(r"<relcl [SL]$", path.text)
        if relative and not any(t.tag_ in RELATIVE for node in path.nodes for t in node.subtree):
            return "the clause does not refer to the state"
        if (
            relative
            and "<nsubj" in path.text
            and not hindrance.receives(next(t for t in path.nodes if t.dep_ == "relcl"))
        ):
            return "the clause does not say that the state receives it"
        figure = self.tree.figure(second)
        owned = [c for c in first.subtree if self.tree.letter(c) in ("V", "G") or c.lower_ == "our"]
        got = (g for t in path.nodes if t.pos_ == "VERB" for c in t.children if c.lower_ == "from" for g in c.children)
        owned += [g for g in got if self.tree.letter(g) in ("V", "G")]
        if figure and self._partial(second, path):
            return "a part of a figure told beside it"
        if figure and self.tree.letter(first) == "T" and owned:
            return "it is one vendor's of which the states are counted"
        own = [] if self.tree.letter(first) == "G" else [*first.children]
        listed_ = [c for c in [*own, first.head] if self.tree.label(c) == self.tree.label(first) == "V"]
        if figure and listed_:
            return "a figure of several vendors is none of one of them"
        if path.text.endswith("<relcl Q") and not belongs(second.head.lemma_.lower(), "tally") and not self._all(path):
            return "the clause tells some of the states apart, and does not count them"
        if figure and re.search(r"give >in Q$", path.text) and not any(map(self._telling, self.tree.doc)):
            return tally.PRESENT
        return tally.figure(self.sentence, bisect_left(self.sentence.starts, figure.start)) if figure else None

    def _partial(self, second: "Token", path: Path) -> bool:
        """Return whether a figure is of those that another on the way counts: "in 64 states, 20 of them in Europe"."""
        inner = {g.lower_ for c in second.children if c.lower_ == "of" for g in c.children}
        if inner & {"which", "whom"}:
            clause = next((t for t in (second, *second.ancestors) if t.dep_ == "relcl"), second)
            return not clause.is_ancestor(path.nodes[0])
        others = any(self.tree.figure(node) for node in path.nodes if node != second)
        return others and bool(inner & {"them", "those", "these"})

    def _telling(self, token: "Token") -> bool:
        """Return whether a word says what was supplied."""
        absent = any(c.lower_ == "no" and c.dep_ == "det" for c in token.children)
        known = self.tree.label(token) in ("ware", "T") or belongs(token.lemma_.lower(), "trace")
        return known and not absent

    def _all(self, path: Path) -> bool:
        """Return whether a clause tells which states they are, "the N states whose police use T", and no more."""
        states, end = path.nodes[-1], max(token.i for token in path.nodes)
        the = any(c.lower_ == "the" for c in states.children)
        after = following(self.tree.doc[end])
        among = states.dep_ == "pobj" and states.head.lower_ == "among"
        return the and among and (after is None or after.pos_ == "AUX")

    def denies(self, path: Path, second: "Token", *, goods: bool) -> bool:
        """Return whether the negation of a path is all that keeps it from being a claim."""
        if not self.tree.denied(path) or self.tree.figure(second) or cue("condition").search(self.sentence.marked):
            return False
        if guard.doubled(self.sentence.marked):
            return False
        return not (
            bystander.elsewhere(self.tree, path)
            or hindrance.spoken_about(self.tree, path)
            or (goods and other_goods(self.tree, path))
        )


def _once(verb: "Token") -> bool:
    """Return whether a verb says what once was so: "used to supply"."""
    return any(c.dep_ == "xcomp" and c.tag_ == "VB" and c.left_edge.i == verb.i + 1 for c in verb.children)
