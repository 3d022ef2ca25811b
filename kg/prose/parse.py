"""The second reader: claims that the dependency parse of a sentence shows, beside those of the rules."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from kg.prose import guard, tally
from kg.prose.dependency import Path, Tree, bridge
from kg.prose.employment import Employments
from kg.prose.excerpt import Excerpt
from kg.prose.gap import elided, gaps
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import belongs, cue
from kg.prose.homonym import meanings
from kg.prose.newcomer import introduced
from kg.prose.parsable import docs, excerpt_of, worth
from kg.prose.phrase import Phrases
from kg.prose.pipeline import pipeline
from kg.prose.proposal import Proposal
from kg.prose.recall import Before, aside, capitals, opening, parties, recalled, spoken_for, topics, where
from kg.prose.refusal import NEGATED, UNTOLD, Refusal
from kg.prose.route import chains, paths
from kg.prose.scene import members
from kg.prose.standing import FIRM
from kg.prose.unread import Told
from kg.prose.voice import attitude

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
    follows: list[tuple[bool, Told | None]] = []
    counted, last = False, None
    for told in sentences:
        if guard.TAKEN_BACK not in told.reasons and worth(told):
            follows.append((bool(chosen) and last is chosen[-1][0], last))
            chosen.append((told, counted))
        counted = tally.counts(told.sentence)
        last = told
    excerpts = [excerpt_of(told.sentence) for told, _ in chosen]
    parsed: _Sentence | None = None
    for (told, before), one, doc, next_ in zip(
        chosen, excerpts, nlp.pipe(docs(nlp, excerpts), batch_size=64), follows, strict=True
    ):
        found: dict[tuple[Any, ...], Proposal] = {}
        parsed = _Sentence(told, one, doc, gazetteer, counted=before, last=parsed if next_[0] else next_[1])
        for proposal in parsed.proposals():
            aside = () if proposal.kind == "Use" else ("technology",)
            key = (proposal.kind, *sorted((r, str(v)) for r, v in proposal.roles.items() if r not in aside))
            found.setdefault((*key, proposal.lower, proposal.upper), proposal)
        firm = any(p.kind in ("Supply", "Use") and p.modality in FIRM for p in found.values())
        parsed.holds = firm and not cue("opens").search(told.sentence.marked)
        denied += ((told, proposal) for proposal in parsed.denied)
        yield from ((told, proposal) for proposal in found.values())


_WHO = {"Supply": "recipient", "Use": "user", "Membership": "member"}
"""Kind → the role of the state."""


class _Sentence:
    def __init__(
        self,
        told: Told,
        text: Excerpt,
        doc: "Doc",
        gazetteer: Gazetteer,
        *,
        counted: bool,
        last: "_Sentence | Told | None" = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.told = told
        self.sentence = told.sentence
        self.text = text
        self.tree = Tree(doc, text, told.sentence, counted=counted, agencies=gazetteer.agencies)
        capitals(self.tree, gazetteer)
        for token, letter, names in [*spoken_for(self.tree, told)]:
            self._mean(token, letter, *names)
        self._recall(last)
        last = last if isinstance(last, _Sentence) else None
        self.scene = introduced(self.tree, self._mean)
        self.refusal = Refusal(self.tree, told.sentence)
        self.gaps = gaps(told.sentence)
        self.holds = False
        """Whether it says of a state that it has surveillance."""
        self.having = told.having or (last is not None and last.holds and len(self.told.before) == 1)
        spoken = (m for m in (last.told.here if last else ()) if m.letter == "T" and m.names)
        self.spoken = {m.names[0]: told.block.span(m.start, m.end) for m in spoken}
        """The technologies that the sentence before names, each with the span of the file that does."""
        self.again = bool(last and last.tree.wares() and not cue("negation").search(last.sentence.marked))
        """Whether the sentence before speaks of surveillance."""
        self.denied: list[Proposal] = []
        """What the sentence says outright is not so."""

    def _recall(self, last: "_Sentence | Told | None") -> None:
        """Let words stand for the one state or vendor that the sentence before is about."""
        told = self.told
        if last is None or not (told.before or told.makers) or cue("negation").search(last.sentence.marked):
            return
        about, beside, met = opening(last.sentence), frozenset[str](), frozenset[str]()
        if isinstance(last, _Sentence):
            about, met = topics(last.tree, last.scene.phrases), parties(last.tree, last.scene.phrases)
            if not told.before and len(met) == 1:
                self.told = told = told._replace(before=where(last.tree, last.told, *met))
            beside = aside(last.tree) - about
        states, makers = (tuple(n for n in one if n not in beside) for one in (told.before, told.makers))
        before = Before(told.guest, states, makers, about, met)
        for token, letter, name in [*recalled(self.tree, Phrases(self.tree), before)]:
            self._mean(token, letter, name)

    def _mean(self, token: "Token", letter: str = "S", *names: str) -> None:
        start = self.text.outer(token.idx) + self.sentence.start
        self.tree.mentions[token.i] = Mention(start, start + len(token), letter, names or tuple(self.told.before))

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
        yield from self._framed()
        yield from self._joined()
        self._strangers()

    def _joined(self) -> Iterator[Proposal]:
        """Yield what no path and no frame tells, but a ware of both names, or what a state's bodies do with one."""
        if self.told.reasons or self.told.sentence.stance is not None:
            return
        wares = Employments(self.tree, self.scene.phrases)
        for bond in wares.found():
            refused = self._refused(bond.path, bond.vendor, bond.state, goods=True, needs=True)
            for kind, first in bond.claims(self.tree) if not refused else ():
                for proposal in self._proposal(kind, bond.path, first, bond.state):
                    proposal.inferred |= bond.told(proposal.kind)
                    yield proposal
        for one in wares.employed():
            for kind, first in one.claims():
                if not self._refused(one.path, first, one.state, goods=(supply := kind == "Supply"), needs=supply):
                    for proposal in self._proposal(kind, one.path, first, one.state):
                        proposal.inferred |= one.told(proposal.kind)
                        yield proposal

    def _strangers(self) -> None:
        """Tell of names that stand where a vendor of surveillance would, and that no register has."""
        for name, state, path in self.scene.strangers():
            known, written = self.tree.mentions.get(state.i), self.tree.phrase(name)
            told = known and known.names and self.scene.tells(path)
            if known and told and not self._refused(path, name, state, goods=True, needs=True):
                self.told.strangers.append((written, known.names[0]))
                self.told.reasons.append(f"names a vendor that no register has: {written!r}")

    def _framed(self) -> Iterator[Proposal]:
        """Yield the supplies and uses that frames join, whatever the way between the names."""
        scene = self.scene
        if self.having and not any(map(len, scene.recipients.values())):
            for thing in scene.referring():
                scene.carry(thing, self.spoken)
                self._mean(thing)
        for thing, names in scene.held_again():
            scene.carry(thing, self.spoken)
            self._mean(thing, "S", *names)
        for kind, ways in (("Supply", scene.supplies()), ("Use", scene.uses())):
            for first, second, path in ways:
                supply = kind == "Supply"
                needs = supply and not (self.again and scene.again(path))
                reason = self._refused(path, first, second, goods=supply, needs=needs)
                if supply and not reason and not scene.tells(path):
                    reason = UNTOLD
                if reason:
                    self.told.reasons.append(reason)
                elif not self._parted(first, second):
                    yield from self._proposal(kind, path, first, second)
                    yield from self._shared(kind, path, first, second)

    def _parted(self, first: "Token", second: "Token") -> bool:
        """Return whether a list of pairs names something else beside one of two names: "A from B, C from D"."""
        pair = {self.tree.mentions.get(first.i), self.tree.mentions.get(second.i)}
        apart = (at for span in elided(self.sentence.marked) for at in self.sentence.within(*span))
        if any(m in pair for m in apart if second.i > first.i):
            return True
        return any(pair & {*one} and not {*one} <= pair for gap in self.gaps for one in gap.pairs)

    def _shared(self, kind: str, path: Path, first: "Token", second: "Token") -> Iterator[Proposal]:
        """Yield the claims of the pairs that follow a pair of names and share its verb."""
        nodes = {mention: self.tree.doc[at] for at, mention in self.tree.mentions.items()}
        for gap in self.gaps if kind == "Supply" else ():
            if gap.base not in (self.tree.mentions.get(first.i), self.tree.mentions.get(second.i)):
                continue
            own = self.tree.mentions[first.i]
            for vendor, state in (*gap.pairs, *((own, one) for one in gap.alike)):
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
                torn = NEGATED if self.tree.negated(made) or self.tree.negated(held) else None
                if reason := self._refused(path, vendor, state, goods=False, needs=False) or torn:
                    self.told.reasons.append(reason)
                else:
                    yield from self._proposal("Supply", path, vendor, state)

    def _follows(self, kind: str, first: "Token", second: "Token") -> Path | None:
        path = self.tree.path(first, second) if first != second else None
        return path if path and any(p.pattern.fullmatch(path.text) for p in paths(kind)) else None

    def _refused(self, path: Path, first: "Token", second: "Token", *, goods: bool, needs: bool) -> str | None:
        return self.refusal.reason(path, (first, second), self._span(path), goods=goods, needs=needs)

    def _denies(self, path: Path, second: "Token", *, goods: bool) -> bool:
        return guard.TAKEN_BACK not in self.told.reasons and self.refusal.denies(path, second, goods=goods)

    def _proposal(self, kind: str, path: Path, first: "Token", second: "Token") -> Iterator[Proposal]:
        mention, figure = self.tree.mentions[first.i], self.tree.figure(second)
        other = figure or self.tree.mentions[second.i]
        if not mention.names or (figure is None and (not other.names or mention.letter == "D")):
            return
        if mention.letter == "G" and figure is None and any(self.tree.letter(one) == "V" for one in members(first)):
            return
        name = mention.names[0] if mention.letter != "D" else self.gazetteer.group(mention.names[0])
        if name is None:
            return
        roles: dict[str, Any] = {}
        if kind == "Supply":
            roles["supplier"] = name
            if technology := self.scene.own(first, self.scene.given(path) or self.scene.technology(path)):
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
                roles |= self.gazetteer.acting(kind, _WHO[kind], other.names[0], state)
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
        named = {name for mention in self.told.here for name in meanings(mention, self.gazetteer)}
        carried = self.told.carried(roles, self.spoken, named)
        yield self.told.proposal(kind, roles, span, spoken, other, figure, proposer="parse", antecedents=carried)

    def _span(self, path: Path) -> tuple[int, int]:
        """Return the span of the marked sentence that the words of a path cover."""
        words = path.nodes
        first = self.text.outer(min(token.idx for token in words)) + self.sentence.start
        last = self.text.outer(max(token.idx + len(token) - 1 for token in words)) + 1 + self.sentence.start
        ends = [figure.start for token in words if (figure := self.tree.figure(token))]
        first = min([first, *ends])
        return bisect_left(self.sentence.starts, first), max(bisect_left(self.sentence.ends, last) + 1, 1)
