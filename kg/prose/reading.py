"""Reading one document: the rules applied sentence by sentence, and what their matches claim."""

import re
from itertools import chain
from typing import Any

from kg.prose import grid, guard, tally
from kg.prose.article import Block, Document
from kg.prose.context import Context, foresee
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import Rule, cue
from kg.prose.ground import Ground, Parsed, grounds, local, told_of
from kg.prose.guard import denial
from kg.prose.homonym import inferred, meanings, settled
from kg.prose.interpretation import Interpretation, Works
from kg.prose.negation import corrects, denies, in_part
from kg.prose.proposal import DISPUTE, HOLDER, Proposal, opposed
from kg.prose.proposal import denial as denial_by
from kg.prose.relation import contradiction, objection, relate
from kg.prose.selection import spoken, texts
from kg.prose.seller import SAID, place, seller
from kg.prose.sentence import LONGEST, Sentence, mark, normal, sentences
from kg.prose.stance import Stance
from kg.prose.standing import put, taken_back, told_beside
from kg.prose.topic import told
from kg.prose.unread import Told
from kg.prose.unregistered import PREFIX, SUBJECT, Firms, completed
from kg.prose.voice import Voice, speaker, voices

_COUNTED = re.compile(r"(?:(?:the|a|an) )?[VGT]")
_ACTS = {"asserted": "asserted", "headline": "asserted", "presupposed": "asserted", "quoted": "quoted"}
"""Modality of what is denied → how the denial is put forward; else it is reported."""
_STATES = ("states-using", "states-supplied", "states-in-initiative", "states-surveyed")


class Reading:
    """One document being read."""

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        works: Works,
        firms: Firms = completed,
        grounded: dict[int, Ground] | None = None,
    ) -> None:
        self.grounds = grounded  # the state that a sentence is told of, by its offset in the file
        self.document, self.gazetteer, self.works, self.firms = document, gazetteer, works, firms
        self.context = Context()
        self.found: list[Proposal] = []
        self.told: list[Told] = []
        self.denied: list[Proposal] = []
        """What sentences say is not so, as if they said that it is."""
        self.where: dict[str, tuple[Block, Mention]] = {}
        """Name → the mention that named it last, or first where it was not named yet."""
        self.here: list[Mention] = []
        """The names that stand in the sentence at hand."""
        self.block: Block = document.blocks[0]
        self.voice: Voice | None = None
        self.around: tuple[Stance, tuple[str | None, str] | None] | None = None
        """The frame of the sentence at hand, and who speaks in it."""
        self.about = False  # whether the block at hand names a technology
        self.marks: list[tuple[int, int]] = []
        """The spans of the block between quotation marks in that sentence."""
        self.refused: dict[str, None] = {}
        """Why matches in the sentence at hand were refused."""
        self._rested: tuple[list[Mention], set[str], set[str]] = ([], set(), set())
        self.counted = ""
        """What the last count before this place counts."""
        self.bases: set[tuple[int | None, int | None]] = set()
        """The bounds of the numbers of states that were told so far, for "19 of the 61"."""

    def proposals(self) -> list[Proposal]:
        """Return the proposals in the order of the text."""
        parsed, found = [], list[tuple[str, list[Mention]]]()
        for block in self.document.blocks:
            text = normal(block.text)
            words, mentions = self.gazetteer.parse(text)
            found.append((text, [*settled(text, mentions, self.gazetteer, headline=block.headline)]))
            parsed.append((block, text, [*sentences(words, lined=grid.itemized(text))]))
        whole = [*self.firms(found, self.gazetteer.nearest)]
        for (block, *_), mentions in reversed([*zip(parsed, whole, strict=True)]):
            for mention in reversed(mentions):
                self.where |= dict.fromkeys(meanings(mention, self.gazetteer), (block, mention))
        if self.grounds is None:
            read = [Parsed(*one, found) for one, found in zip(parsed, whole, strict=True)]
            self.grounds = grounds(self.document, read, self.gazetteer)
        self.context.seller = seller(self.document, [(text, m) for (_, text, _), m in zip(parsed, whole, strict=True)])
        foresee(self.context, [*chain(*whole)], self.gazetteer, self.document.publisher, self.works)
        for (block, text, parts), mentions in zip(parsed, whole, strict=True):
            self.block, inside, at = block, False, 0
            self.about = any(mention.letter == "T" for mention in mentions)
            for tokens in parts:
                here = []
                while at < len(mentions) and mentions[at].start < tokens[-1].end:
                    here.append(mentions[at])
                    at += 1
                ground = self.grounds.get(block.at(tokens[0].start))
                self.context.ground, self.context.inside = told_of(ground)
                here = [*local(here, ground, text, tokens[0].start, tokens[-1].end)] if ground else here
                sentence, inside = mark(
                    text, tokens, here, self.context, self.gazetteer, headline=block.headline, inside=inside
                )
                self.here = here
                self._sentence(sentence)
                told(self.context, sentence)
                self.where |= {name: (block, m) for m in here for name in m.names}
        self.found += [contradiction(favor, against, len(self.found)) for against, favor in opposed(self.found)]
        return sorted(self.found, key=lambda p: (p.start, p.end, p.kind))

    def denials(self) -> list[Proposal]:
        """Return what sentences say is not so, as claims that deny, each once for its sentence."""
        made: list[Proposal] = []
        unsure = [t.span for t in self.told if corrects(t.sentence) and guard.TAKEN_BACK not in t.reasons]
        self.denied = [p for p in self.denied if not any(start <= p.start < end for start, end in unsure)]
        for number, one in enumerate(sorted(self.denied, key=lambda one: -len(one.roles))):
            same = (p for p in made if (p.kind, p.sentence) == (one.kind, one.sentence))
            if not any(p.roles.items() >= one.roles.items() for p in same) and not in_part(one.sentence):
                one.id = f"{self.document.number}.n{number}.{one.start}"
                one.modality = one.modality if one.denies else denial_by(_ACTS.get(one.modality, "reported"))
                made.append(one)
        return made

    def _sentence(self, sentence: Sentence) -> None:
        """Read a sentence, and keep it for what reads after the rules."""
        self.refused = {}
        before = self.told[-1] if self.told else None
        if before and taken_back(sentence, (name for m in before.here for name in meanings(m, self.gazetteer))):
            start, end = before.span
            self.found = [p for p in self.found if not start <= p.start < end]
            if not corrects(before.sentence):
                self.denied = [p for p in self.denied if not start <= p.start < end]
            before.reasons.append(guard.TAKEN_BACK)
        long = len(sentence.marked) > LONGEST
        speakers = [] if long else voices(sentence, self.context, self.gazetteer, self.voice)
        who = speaker(sentence, self.context, self.gazetteer)
        self.around, self.marks = (sentence.stance, who) if sentence.stance else None, sentence.quoted
        states, makers = (self._stands_at(names) for names in (self.context.states, self.context.vendors))
        having, guest = self.context.recipient is not None, self.context.guest and len(self.context.firms) > 1
        self._read(sentence, speakers)
        vendor = any(name.startswith(("vendor:", "group:", PREFIX)) for name in self.where)
        span = self.block.span(sentence.start, sentence.end)
        one = Told(sentence, self.block, span, list(self.refused), speakers, self.here, vendor, {}, states)
        one = one._replace(ground=(self.grounds or {}).get(span[0]))
        self.told.append(one._replace(having=having, guest=guest, strangers=[], who=who, makers=makers))

    def _stands_at(self, names: tuple[str, ...]) -> dict[str, tuple[int, int]]:
        """Return the span of the file in which each of some names stood last."""
        where = {name: self.where[name] for name in names if name in self.where}
        return {name: block.span(mention.start, mention.end) for name, (block, mention) in where.items()}

    def _read(self, sentence: Sentence, speakers: list[Voice]) -> None:
        if len(sentence.marked) > LONGEST:
            self.refused = {f"a sentence of more than {LONGEST:,} characters": None}
            return
        if grid.aligned(sentence.text):
            return
        self._denials(sentence)
        letters = frozenset(mention.letter for mention in sentence.mentions)
        if not sentence.headline or ";" in sentence.marked:
            self.counted = self.counted if tally.goes_on(sentence.marked) else ""
        asks = sentence.marked.rstrip().endswith("?")
        if asks or (self.context.system is None and tally.alone(sentence, about=self.about)):
            self.counted = tally.told(sentence, self.counted, self.bases)
            self.refused |= {"a question": None} if asks else {}
            return
        fresh: list[Proposal] = []
        frame, said = self.around, texts(letters, marked := sentence.marked)
        for later in (False, True):
            for rule in spoken(letters, said, later=later, headline=sentence.headline):
                for match in rule.pattern.finditer(marked):
                    left = rule.kind in HOLDER and rule.polarity == "-"
                    stands = not left and self._stands(rule, match, sentence, fresh)
                    if not stands and not denies(rule, match, sentence):
                        continue
                    told_by = Interpretation(rule, match, sentence, self.block, self.context, speakers, self.gazetteer)
                    if stands:
                        beside = rule.kind == "Membership" and told_beside(sentence, sentence.span(*match.span())[1])
                        self.around = None if beside else frame
                        for proposal in told_by.proposals(self.works, self._carried(rule)):
                            self._add(proposal, fresh)
                    else:
                        for proposal in told_by.proposals(self.works, None):
                            self.rest(proposal, self.here, self.block)
                            self.denied.append(proposal)
        relate(fresh, self.found)
        self.around, self.counted = frame, tally.told(sentence, self.counted, self.bases)
        self.voice = next((v for v in reversed(speakers) if v.noun != "concern" and not v.partisan), self.voice)

    def _carried(self, rule: Rule) -> Any:
        earlier = reversed(self.found) if rule.carry else ()
        return next((p.roles[rule.carry] for p in earlier if p.kind == rule.kind and p.roles.get(rule.carry)), None)

    def _stands(self, rule: Rule, match: re.Match[str], sentence: Sentence, fresh: list[Proposal]) -> bool:
        """Return whether a match claims something: not denied, not a condition, and not without what it rests on."""
        marked = sentence.marked
        if rule.after:
            earlier = [p for p in fresh if p.start < self.block.at(sentence.starts[match.start()])]
            counted = str(earlier[-1].roles.get("counted", "")) if earlier else ""
            names = {str(p.roles.get("counted", "")).partition(":")[2] for p in earlier} | {p.kind for p in earlier}
            if not names and (sentence.headline or tally.goes_on(marked)):
                names = {self.counted}
            if rule.after == "base":
                names = {"base"} if tally.based(sentence, match, self.bases) else set()
            wanted = _STATES if rule.after == "states" else (rule.after,)
            if not names & set(wanted) and not (rule.after == "states" and counted):
                return False
        reason = self._refused(rule, match, sentence)
        if reason and rule.kind != "HomeState":
            self.refused.setdefault(reason, None)
        return reason is None and not (rule.noun and rule.noun not in sentence.text)

    def _refused(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> str | None:
        """Return why a match claims nothing: it is denied or supposed, its names are no heads, or the goods others."""
        marked, (start, end) = sentence.marked, match.span()
        if rule.kind == "Evaluation":
            return denial(marked, start, end, after=False)
        supposed = rule.modality == "hypothetical" and not cue("negation").search(match.group())
        if reason := denial(marked, start, start if supposed else end):
            return reason
        if rule.kind not in ("Supply", "Use", "Membership", "HomeState", "CountObservation"):
            return None
        if rule.kind == "HomeState":
            return guard.home(sentence, start, end)
        subject = SUBJECT if rule.kind != "CountObservation" else _COUNTED
        if subject.match(match.group()) and (reason := guard.left(marked, start)):
            return reason
        if (marked[end - 1].isupper() or rule.kind in ("Supply", "Use")) and (reason := guard.right(marked, end)):
            return reason
        if rule.kind == "Use" and (reason := guard.user(marked, end)):
            return reason
        if rule.kind == "Membership":
            return guard.membership(match.group())
        if rule.kind == "Supply" or "states-supplied" in rule.set.values():
            reason = guard.goods(marked, start, end) or guard.client(marked, start, end)
        if reason is None and rule.kind == "CountObservation":
            surveyed = rule.set["counted"] == "states-surveyed"
            return tally.count(sentence, match, any("supplier" in p.roles for p in self.found), surveyed=surveyed)
        return reason

    def _add(self, proposal: Proposal, fresh: list[Proposal]) -> None:
        """Keep a proposal unless one says the same of the same figure or place; the fuller of two stays."""
        if self.around and not self.put(proposal, *self.around):
            return
        for other in fresh:
            near = other.start < proposal.end and proposal.start < other.end
            whole = proposal.kind in ("Supply", "Use") and not (proposal.unresolved or other.unresolved)
            same = other.kind == proposal.kind and (near or whole)
            count = proposal.kind == "CountObservation"
            if not same or (count and other.figure != proposal.figure):
                continue
            fuller = proposal.roles.items() >= other.roles.items()
            if other.roles.items() >= proposal.roles.items() or (count and not fuller):
                return
            if fuller:
                fresh.remove(other)
                self.found.remove(other)
                break
        self.rest(proposal, self.here, self.block)
        proposal.document = self.document.number
        proposal.id = f"{self.document.number}.{len(self.found)}.{proposal.start}"
        fresh.append(proposal)
        self.found.append(proposal)
        self.counted = str(proposal.roles.get("counted", self.counted)).partition(":")[2]

    def put(self, proposal: Proposal, found: Stance, who: tuple[str | None, str] | None) -> bool:
        """Return whether a proposal, as the frame of its sentence puts it, says that something is so."""
        spans = (self.block.span(start, end) for start, end in self.marks if start < end)
        made = put(found, proposal, who, quoted=any(a < proposal.end and proposal.start < b for a, b in spans))
        if made and made.denies:
            self.rest(made, self.here, self.block)
            self.denied.append(made)
        return made is not None and not made.denies

    def rest(self, proposal: Proposal, here: list[Mention], block: Block) -> None:
        """Say of each role what it was inferred from, or where the name stands that the sentence refers back to."""
        if here is not self._rested[0]:
            spoken = {name for mention in here for name in meanings(mention, self.gazetteer)}
            named = {name for mention in here if mention.letter in "SDG" for name in meanings(mention, self.gazetteer)}
            self._rested = here, spoken, named
        _, spoken, named = self._rested
        for role, given in proposal.roles.items():
            for value in given if isinstance(given, list) else [given]:
                if isinstance(value, str) and value not in spoken and value in self.where:
                    where, named_by = self.where[value]
                    proposal.antecedents.setdefault(role, where.span(named_by.start, named_by.end))
                if value == self.context.seller and value not in spoken and (title := place(self.document)):
                    proposal.antecedents[role] = title.span(0, len(title.text))
                    proposal.inferred[role] = SAID
                if value not in named and (by := inferred(value, here, block.text, self.gazetteer)):
                    proposal.inferred[role] = by

    def _denials(self, sentence: Sentence) -> None:
        for match in cue("disputing").finditer(sentence.marked):
            near = min(self.told[-1].span[0], self.block.at(sentence.start)) if self.told else 0
            earlier = [p for p in self.found if p.kind not in (DISPUTE, "HomeState") and p.start >= near]
            if earlier:
                span, who = sentence.span(*match.span()), sentence.span(*match.span("who"))
                voice = self.block.text[slice(*who)]
                self.found.append(objection(earlier[-1], self.block, span, voice, len(self.found)))
