"""The second reader: claims that the dependency parse of a sentence shows, beside those of the rules."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from kg.prose import guard, tally
from kg.prose.bond import Bond
from kg.prose.dependency import Path, bridge
from kg.prose.employment import Employment
from kg.prose.fitting import Fittings
from kg.prose.gap import elided
from kg.prose.gazetteer import Gazetteer
from kg.prose.grammar import belongs, cue
from kg.prose.having import Having, Havings
from kg.prose.homonym import meanings
from kg.prose.parsable import docs, excerpt_of, worth
from kg.prose.parsed import Parsed, pair
from kg.prose.pipeline import pipeline
from kg.prose.proposal import Proposal
from kg.prose.reach import Reaches
from kg.prose.refusal import NEGATED, UNTOLD
from kg.prose.route import chains, paths
from kg.prose.scene import members
from kg.prose.standing import FIRM
from kg.prose.unread import Told
from kg.prose.voice import attitude
from kg.prose.wielding import Wieldings

if TYPE_CHECKING:
    from spacy.tokens import Token


def read(
    sentences: Iterable[Told],
    gazetteer: Gazetteer,
    denied: list[tuple[Told, Proposal]],
    found: Iterable[Proposal] = (),
    chosen_by: Callable[[Told], bool] = worth,
) -> Iterator[tuple[Told, Proposal]]:
    """Yield what the parse of each chosen sentence claims, with the sentence; nothing where no parser is installed.

    ``found`` are the claims of the rules, whose supplies may tell of a use. Why a path was refused is added to the
    reasons of its sentence, and what is denied outright to ``denied``.
    """
    nlp = pipeline()
    if nlp is None:
        return
    chosen: list[tuple[Told, bool]] = []
    follows: list[tuple[bool, Told | None]] = []
    counted, last = False, None
    for told in sentences:
        if guard.TAKEN_BACK not in told.reasons and chosen_by(told):
            follows.append((bool(chosen) and last is chosen[-1][0], last))
            chosen.append((told, counted))
        counted = tally.counts(told.sentence)
        last = told
    known = sorted((p for p in found if p.kind == "Supply"), key=lambda p: p.start)
    starts = [p.start for p in known]
    excerpts = [excerpt_of(told.sentence) for told, _ in chosen]
    parsed: _Sentence | None = None
    for (told, before), one, doc, next_ in zip(
        chosen, excerpts, nlp.pipe(docs(nlp, excerpts), batch_size=64), follows, strict=True
    ):
        made: dict[tuple[Any, ...], Proposal] = {}
        told_by = known[bisect_left(starts, told.span[0]) : bisect_left(starts, told.span[1])]
        parsed = _Sentence(told, one, doc, gazetteer, counted=before, last=parsed if next_[0] else next_[1])
        for proposal in parsed.proposals(told_by):
            aside = () if proposal.kind == "Use" else ("technology",)
            key = (proposal.kind, *sorted((r, str(v)) for r, v in proposal.roles.items() if r not in aside))
            first = made.setdefault((*key, proposal.lower, proposal.upper), proposal)
            first.joined |= proposal.joined
        firm = any(p.kind in ("Supply", "Use") and p.modality in FIRM for p in made.values())
        parsed.holds = (firm or parsed.scene.held()) and not cue("opens").search(told.sentence.marked)
        denied += ((told, proposal) for proposal in parsed.denied)
        yield from ((told, proposal) for proposal in made.values())


_WHO = {"Supply": "recipient", "Use": "user", "Membership": "member"}
"""Kind → the role of the state."""


class _Sentence(Parsed):
    """What one parsed sentence claims."""

    def proposals(self, supplies: Iterable[Proposal] = ()) -> Iterator[Proposal]:
        """Yield what the sentence claims, and last the uses that its supplies tell of, and those of the rules."""
        ways, known = list[tuple[Path, "Token"]](), {pair(one) for one in supplies}
        for one in self._claims():
            if one.kind == "Supply":
                ways.append(self.ways[id(one)])
                known.add(pair(one))
            yield one
        ways += [way for one in supplies for way in self._way(one)]
        for one in self._told_by(Reaches(self.tree, self.scene.phrases).reached()):
            if one.kind == "Use" or pair(one) not in known:
                ways += [self.ways[id(one)]] if one.kind == "Supply" else []
                yield one
        fittings = Fittings(self.tree, self.scene)
        for path, state in ways:
            for fitting in fittings.found(path, state):
                self.mean(fitting.ware, "T", fitting.technology)
                for proposal in self._proposal("Use", path, fitting.ware, state):
                    proposal.inferred |= fitting.told()
                    proposal.beside = True
                    yield proposal

    def _way(self, supply: Proposal) -> Iterator[tuple[Path, "Token"]]:
        """Yield the way between the names of a supply that the rules read, with its state."""
        ends = [supply.roles.get("supplier"), supply.roles.get("recipient")]
        named = [[self.tree.doc[at] for at, m in self.tree.mentions.items() if end in m.names[:1]] for end in ends]
        for first, second in product(*named):
            if (path := self.tree.path(first, second)) and not self.tree.negated(path):
                yield path, second

    def _claims(self) -> Iterator[Proposal]:
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
        yield from self._wielded()
        self._strangers()

    def _joined(self) -> Iterator[Proposal]:
        """Yield what no path and no frame tells, but a ware of both names, or what a state's bodies do with one."""
        wares = Havings(self.tree, self.scene.phrases)
        yield from self._told_by(chain[Bond | Employment](wares.found(), wares.employed(), wares.had()))

    def _told_by(self, found: Iterable[Bond | Employment]) -> Iterator[Proposal]:
        """Yield what wares tell of that are a vendor's and a state's, where nothing else was refused or framed."""
        for one in found if not self.told.reasons and self.told.sentence.stance is None else ():
            for kind, first in one.claims():
                if self._refused(one.path, first, one.state, goods=(supply := kind == "Supply"), needs=supply):
                    break
                for proposal in self._proposal(kind, one.path, first, one.state):
                    proposal.inferred |= one.told(proposal.kind)
                    proposal.joined = supply and isinstance(one, Having)
                    yield proposal

    def _wielded(self) -> Iterator[Proposal]:
        """Yield what a body of a state does with a vendor's tool, where that implies a technology."""
        if NEGATED in self.told.reasons or self.told.sentence.stance is not None:
            return
        found = [*Wieldings(self.tree, self.scene.phrases).wielded()]
        found = [one for one in found if not self._refused(one.path, one.vendor, one.state, goods=False, needs=False)]
        found = [one for one in found if not self.scene.apart(one.vendor, one.technology)]
        for kind in ("Supply", "Use"):
            for one in found:
                if kind == "Use":
                    self.mean(one.deed, "T", one.technology)
                for proposal in self._proposal(kind, one.path, one.vendor if kind == "Supply" else one.deed, one.state):
                    proposal.roles.setdefault("technology", one.technology)
                    proposal.inferred |= one.told(kind)
                    proposal.beside = kind == "Use"
                    proposal.joined = kind == "Supply"
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
                self.mean(thing)
        for thing, names in scene.held_again():
            scene.carry(thing, self.spoken)
            self.mean(thing, "S", *names)
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
            own, its = self.tree.mentions[first.i], self.tree.mentions[second.i]
            beside = [(one, its) for one in gap.beside if self.tree.letter(second) != "N"]
            for vendor, state in (*gap.pairs, *((own, one) for one in gap.alike), *beside):
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
        return self.refusal.reason(path, (first, second), self.span(path), goods=goods, needs=needs)

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
        start, end = self.span(path)
        speaker, modality = attitude(self.told.speakers, self.sentence, (start, end), kind)
        if modality not in ("hypothetical",) and (path.planned or self.tree.modal(path) or self.tree.intended(path)):
            modality = "hypothetical"
        passed = [token.lemma_.lower() for token in path.nodes if token.pos_ == "VERB"]
        modality = "hypothetical" if any(belongs(one, "approve") for one in passed) else modality
        accused = path.believed or any(belongs(one, "accuse") for one in passed)
        if accused and modality in ("asserted", "reported", "headline"):
            modality = "alleged"
        span = self.sentence.span(start, end)
        named = {name for mention in self.told.here for name in meanings(mention, self.gazetteer)}
        carried = self.told.carried(roles, self.spoken, named)
        made = self.told.proposal(
            kind, roles, span, (speaker, modality), other, figure, proposer="parse", antecedents=carried
        )
        self.ways[id(made)] = path, second
        yield made
