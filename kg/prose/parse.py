"""The second reader: claims that the dependency parse of a sentence shows, beside those of the rules."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain as linked
from itertools import product
from typing import TYPE_CHECKING, Any

from kg.prose import guard, hindrance, tally
from kg.prose.dependency import LONGEST, Path, Tree, bridge
from kg.prose.excerpt import Excerpt, excerpt
from kg.prose.gap import gaps
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.goods import fits_own, other_goods
from kg.prose.grammar import belongs, cue
from kg.prose.pipeline import pipeline
from kg.prose.proposal import Proposal
from kg.prose.referent import RELATIVE
from kg.prose.route import chains, paths
from kg.prose.sentence import Sentence
from kg.prose.token import made as cut
from kg.prose.unread import Told
from kg.prose.voice import amid, attitude
from kg.prose.walk import following

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


NEGATED = "the parse finds it negated, supposed or demanded"


def read(
    sentences: Iterable[Told], gazetteer: Gazetteer, denied: list[tuple[Told, Proposal]]
) -> Iterator[tuple[Told, Proposal]]:
    """Yield what the parse of each sentence claims, with the sentence; nothing where no parser is installed.

    Why a path was refused is added to the reasons of its sentence, and what is denied outright to ``denied``.
    """
    nlp = pipeline()
    if nlp is None:
        return
    chosen: list[tuple[Told, bool]] = []
    counted = False
    for told in sentences:
        if _worth(told):
            chosen.append((told, counted))
        counted = bool(re.search(r"N .*\b(?:countries|nations|states|governments)\b", told.sentence.marked))

    excerpts = [excerpt_of(told.sentence) for told, _ in chosen]

    def docs() -> Iterator["Doc"]:
        for one in excerpts:
            made = cut(nlp, one.text)
            for token in made[1:]:
                token.is_sent_start = False
            yield made

    for (told, before), one, doc in zip(chosen, excerpts, nlp.pipe(docs(), batch_size=64), strict=True):
        found: dict[tuple[Any, ...], Proposal] = {}
        parsed = _Sentence(told, one, doc, gazetteer, counted=before)
        for proposal in parsed.proposals():
            key = (proposal.kind, *sorted((r, str(v)) for r, v in proposal.roles.items() if r != "technology"))
            found.setdefault((*key, proposal.lower, proposal.upper), proposal)
        denied += ((told, proposal) for proposal in parsed.denied)
        yield from ((told, proposal) for proposal in found.values())


def excerpt_of(sentence: Sentence) -> Excerpt:
    """Return what of a sentence is parsed: all but contrasts and who speaks in its midst."""
    spans = [*sentence.contrasts, *amid(sentence)]
    return excerpt(sentence.text, ((start - sentence.start, end - sentence.start) for start, end in spans))


def _worth(told: Told) -> bool:
    letters = {mention.letter for mention in told.sentence.mentions}
    marked = told.sentence.marked.rstrip()
    ends = bool(letters & set("SCDNO")) and bool(letters & set("VGTDI"))
    return ends and not marked.endswith("?") and marked.count(" ") < LONGEST and "\t" not in told.sentence.text


_WHO = {"Supply": "recipient", "Use": "user", "Membership": "member"}
"""Kind → the role of the state."""


class _Sentence:
    def __init__(self, told: Told, text: Excerpt, doc: "Doc", gazetteer: Gazetteer, *, counted: bool) -> None:
        self.gazetteer = gazetteer
        self.told = told
        self.sentence = told.sentence
        self.text = text
        self.tree = Tree(doc, text, told.sentence, counted=counted, agencies=gazetteer.agencies)
        self.gaps = gaps(told.sentence)
        self.denied: list[Proposal] = []
        """What the sentence says outright is not so."""

    def proposals(self) -> Iterator[Proposal]:
        vendors, technologies, states, initiatives = self.tree.ends()
        for kind, firsts in (("Supply", vendors), ("Use", technologies), ("Membership", initiatives)):
            for first, second in product(firsts, states):
                path = self.tree.path(first, second)
                if path is None:
                    continue
                pattern = next((p for p in paths(kind) if p.pattern.fullmatch(path.text)), None)
                if pattern is None and not any(chain.holds(path.text) for chain in chains(kind)):
                    continue
                goods, needs = (pattern.goods, pattern.needs) if pattern else (kind == "Supply", kind == "Supply")
                reason = self._refused(path, first, second, goods=goods, needs=needs)
                if reason:
                    self.told.reasons.append(reason)
                    if reason == NEGATED and self._denies(path, second, goods=goods):
                        self.denied += self._proposal(kind, path, first, second)
                elif not self._parted(first, second):
                    yield from self._proposal(kind, path, first, second)
                    yield from self._shared(kind, path, first, second)
        yield from self._bridged(vendors, states)

    def _parted(self, first: "Token", second: "Token") -> bool:
        """Return whether a list of pairs names something else beside one of two names: "A from B, C from D"."""
        pair = {self.tree.mentions.get(first.i), self.tree.mentions.get(second.i)}
        return any(pair & {*one} and not {*one} <= pair for gap in self.gaps for one in gap.pairs)

    def _shared(self, kind: str, path: Path, first: "Token", second: "Token") -> Iterator[Proposal]:
        """Yield the claims of the pairs that follow a pair of names and share its verb."""
        nodes = {mention: self.tree.doc[at] for at, mention in self.tree.mentions.items()}
        for gap in self.gaps if kind == "Supply" else ():
            if gap.base not in (self.tree.mentions.get(first.i), self.tree.mentions.get(second.i)):
                continue
            for vendor, state in gap.pairs:
                if vendor in nodes and state in nodes:
                    along = path._replace(nodes=(*path.nodes, nodes[vendor], nodes[state]))
                    yield from self._proposal(kind, along, nodes[vendor], nodes[state])

    def _bridged(self, vendors: list["Token"], states: list["Token"]) -> Iterator[Proposal]:
        """Yield the supplies that a sentence tells in two steps: what a vendor made, and that a state has it."""
        for ware, vendor in product(self.tree.wares(), vendors):
            made = self._follows("Made", vendor, ware)
            if made is None:
                continue
            for state in states:
                held = self._follows("Held", ware, state)
                direct = self.tree.path(vendor, state)
                if held is None or direct is None or any(p.pattern.fullmatch(direct.text) for p in paths("Supply")):
                    continue
                path = bridge(made, held)
                if reason := self._refused(path, vendor, state, goods=False, needs=False) or self._torn(made, held):
                    self.told.reasons.append(reason)
                else:
                    yield from self._proposal("Supply", path, vendor, state)

    def _follows(self, kind: str, first: "Token", second: "Token") -> Path | None:
        path = self.tree.path(first, second) if first != second else None
        return path if path and any(p.pattern.fullmatch(path.text) for p in paths(kind)) else None

    def _torn(self, made: Path, held: Path) -> str | None:
        """Return why one of two steps is not said to be so, or None."""
        return NEGATED if self.tree.negated(made) or self.tree.negated(held) else None

    def _refused(self, path: Path, first: "Token", second: "Token", *, goods: bool, needs: bool) -> str | None:
        if self.tree.negated(path):
            return NEGATED
        marked, (start, end) = self.sentence.marked, self._span(path)
        if reason := guard.denial(marked, start, end):
            return reason
        if re.search(r">(?:in|from|across) [SL]$", path.text) and (reason := guard.client(marked, start, end)):
            return reason
        if re.search(r"<(?:with|from) give >nsubj [SL]$", path.text) and not fits_own(self.tree, path):
            return "who gives is not who gets"
        if reason := hindrance.hindered(self.tree, path):
            return reason
        if self.tree.tried(path) and self.tree.letter(first) == "V" and re.search(r"\bbut\b|\bbefore\b", marked[end:]):
            return "what was tried is told of further, and may not have been taken"
        if goods and (reason := other_goods(self.tree, path)):
            return reason
        if needs and not any(map(self._telling, self.tree.doc)):
            return "nothing in the sentence says what was supplied"
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
        if figure and self.tree.letter(first) == "T" and owned:
            return "it is one vendor's of which the states are counted"
        listed_ = [c for c in [*first.children, first.head] if self.tree.label(c) == self.tree.label(first) == "V"]
        if figure and listed_:
            return "a figure of several vendors is none of one of them"
        if path.text.endswith("<relcl Q") and not belongs(second.head.lemma_.lower(), "tally") and not self._all(path):
            return "the clause tells some of the states apart, and does not count them"
        if figure and re.search(r"give >in Q$", path.text) and not any(map(self._telling, self.tree.doc)):
            return tally.PRESENT
        return tally.figure(self.sentence, self._at(figure)) if figure else None

    def _telling(self, token: "Token") -> bool:
        """Return whether a word says what was supplied."""
        absent = any(c.lower_ == "no" and c.dep_ == "det" for c in token.children)
        return self.tree.label(token) in ("ware", "T") and not absent

    def _all(self, path: Path) -> bool:
        """Return whether a clause tells which states they are, "the N states whose police use T", and no more."""
        states, end = path.nodes[-1], max(token.i for token in path.nodes)
        the = any(c.lower_ == "the" for c in states.children)
        after = following(self.tree.doc[end])
        among = states.dep_ == "pobj" and states.head.lower_ == "among"
        return the and among and (after is None or after.pos_ == "AUX")

    def _denies(self, path: Path, second: "Token", *, goods: bool) -> bool:
        """Return whether the negation of a path is all that keeps it from being a claim."""
        if not self.tree.denied(path) or self.tree.figure(second) or cue("condition").search(self.sentence.marked):
            return False
        if guard.doubled(self.sentence.marked) or guard.TAKEN_BACK in self.told.reasons:
            return False
        return not (
            hindrance.elsewhere(self.tree, path)
            or hindrance.spoken_about(self.tree, path)
            or (goods and other_goods(self.tree, path))
        )

    def _proposal(self, kind: str, path: Path, first: "Token", second: "Token") -> Iterator[Proposal]:
        mention, figure = self.tree.mentions[first.i], self.tree.figure(second)
        other = figure or self.tree.mentions[second.i]
        if not mention.names or (figure is None and (not other.names or mention.letter == "D")):
            return
        if mention.letter == "G" and any(self.tree.letter(c) == "V" and c.dep_ == "appos" for c in first.children):
            return
        name = mention.names[0] if mention.letter != "D" else self.gazetteer.group(mention.names[0])
        if name is None:
            return
        roles: dict[str, Any] = {}
        if kind == "Supply":
            roles["supplier"] = name
            if technology := self._technology(path):
                roles["technology"] = technology
        elif kind == "Use":
            roles["technology"] = name
        else:
            roles["initiative"] = name
        if figure is not None:
            roles["counted"] = "quantity:states-supplied" if kind == "Supply" else "quantity:states-using"
            kind = "CountObservation"
        else:
            roles[_WHO[kind]] = other.names[0]
            if state := self.gazetteer.agencies.get(other.names[0]):
                roles |= self._acting(kind, other.names[0], state)
        start, end = self._span(path)
        speaker, modality = attitude(self.told.speakers, self.sentence, (start, end), kind)
        if modality not in ("hypothetical",) and (path.planned or self.tree.modal(path) or self.tree.intended(path)):
            modality = "hypothetical"
        passed = [token.lemma_.lower() for token in path.nodes if token.pos_ == "VERB"]
        modality = "hypothetical" if any(belongs(one, "approve") for one in passed) else modality
        if (path.believed or any(belongs(one, "accuse") for one in passed)) and modality in (
            "asserted",
            "reported",
            "headline",
        ):
            modality = "alleged"
        span, spoken = self.sentence.span(start, end), (speaker, modality)
        yield self.told.proposal(kind, roles, span, spoken, other, figure, proposer="parse")

    def _acting(self, kind: str, agency: str, state: str) -> dict[str, str]:
        """Return the roles of an agency and of its state: it buys for the state, and uses by itself."""
        if kind == "Supply":
            return {"recipient": state} | ({} if self.gazetteer.governs(agency) else {"buyer": agency})
        return {_WHO[kind]: agency if kind == "Use" and not self.gazetteer.governs(agency) else state}

    def _technology(self, path: Path) -> str | None:
        """Return the one technology that a verb of a path gives or gets."""
        found = {
            self.tree.mentions[token.i].names[0]
            for node in path.nodes
            for token in linked(
                [node], node.children, *(c.children for c in node.children if c.lower_ in ("of", "with", "for"))
            )
            if self.tree.letter(token) == "T" and self.tree.mentions[token.i].names
        }
        return found.pop() if len(found) == 1 else None

    def _span(self, path: Path) -> tuple[int, int]:
        """Return the span of the marked sentence that the words of a path cover."""
        words = path.nodes
        first = self.text.outer(min(token.idx for token in words)) + self.sentence.start
        last = self.text.outer(max(token.idx + len(token) - 1 for token in words)) + 1 + self.sentence.start
        ends = [figure.start for token in words if (figure := self.tree.figure(token))]
        first = min([first, *ends])
        return bisect_left(self.sentence.starts, first), max(bisect_left(self.sentence.ends, last) + 1, 1)

    def _at(self, mention: Mention) -> int:
        return bisect_left(self.sentence.starts, mention.start)
