"""Reading one document: the rules applied sentence by sentence, and what their matches claim."""

import re
from typing import Any

from kg.prose import guard, tally
from kg.prose.article import Block, Document
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import Rule, cue
from kg.prose.guard import denial
from kg.prose.homonym import meanings, settled
from kg.prose.interpretation import Interpretation, Works
from kg.prose.proposal import DISPUTE, Proposal, opposed
from kg.prose.reference import Context
from kg.prose.selection import spoken, texts
from kg.prose.sentence import LONGEST, Sentence, mark, normal, sentences, told
from kg.prose.unread import Told
from kg.prose.voice import Voice, voices

_RUNS_ON = re.compile(
    r"(?:in |only |another |a further |of (?:these|those|them),? )?N\b"
    r"|[TGV](?:, [^,]{0,40},)? (?:comes?|came|ranks?|ranked|follows?|followed|appears?|is|are)"
    r"(?: next| second| third| fourth| last| (?:close |far )?behind)?,? (?:with|at|on|in) N\b"
    r"|[VG] (?:sells? to|supplies|serves|equips|reaches) N(?=[.,;])"
)
"""A sentence that goes on counting what the one before it counts."""
_SUBJECT, _COUNTED = re.compile(r"(?:(?:the|a|an) )?[A-Z]"), re.compile(r"(?:(?:the|a|an) )?[VGT]")
_STATES = ("states-using", "states-supplied", "states-in-initiative", "states-surveyed")


class Reading:
    """One document being read."""

    def __init__(self, document: Document, gazetteer: Gazetteer, works: Works) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.works = works
        self.context = Context()
        self.found: list[Proposal] = []
        self.told: list[Told] = []
        self.denied: list[Proposal] = []
        """What sentences say is not so; no claims."""
        self.where: dict[str, tuple[Block, Mention]] = {}
        """Name → the mention that named it last, or first where it was not named yet."""
        self.here: list[Mention] = []
        """The names that stand in the sentence at hand."""
        self.block: Block = document.blocks[0]
        self.voice: Voice | None = None
        self.refused: dict[str, None] = {}
        """Why matches in the sentence at hand were refused."""
        self._rested: tuple[list[Mention], set[str], set[str]] = ([], set(), set())
        self.counted = ""
        """What the last count before this place counts, for figures whose noun is left out."""

    def proposals(self) -> list[Proposal]:
        """Return the proposals in the order of the text."""
        parsed = []
        for block in self.document.blocks:
            text = normal(block.text)
            words, mentions = self.gazetteer.parse(text)
            mentions = list(settled(text, mentions, self.gazetteer, headline=block.headline))
            parsed.append((block, text, list(sentences(words)), mentions))
        for block, *_, mentions in reversed(parsed):
            for mention in reversed(mentions):
                self.where |= dict.fromkeys(meanings(mention, self.gazetteer), (block, mention))
        self._foresee([mention for *_, mentions in parsed for mention in mentions])
        for block, text, parts, mentions in parsed:
            self.block, inside, at = block, False, 0
            for tokens in parts:
                here = []
                while at < len(mentions) and mentions[at].start < tokens[-1].end:
                    here.append(mentions[at])
                    at += 1
                sentence, inside = mark(
                    text, tokens, here, self.context, self.gazetteer, headline=block.headline, inside=inside
                )
                self.here = here
                self._sentence(sentence)
                told(self.context, sentence)
                self.where |= {name: (block, m) for m in here for name in m.names}
        judged = opposed(self.found)
        self.found += [self._dispute(favor, against, against.start, against.end, None) for against, favor in judged]
        return sorted(self.found, key=lambda p: (p.start, p.end, p.kind))

    def _foresee(self, mentions: list[Mention]) -> None:
        """Take from the whole document who made the report it speaks of, and which system it is about."""
        publisher = (self.document.publisher or "").casefold()
        labels = self.gazetteer.labels
        for mention in mentions:
            if mention.letter == "O" and self.works.get(labels[mention.names[0]]):
                self.context.organization = self.context.organization or mention.names[0]
            if mention.letter == "P" and self.context.system is None:
                place = labels[mention.names[0]]
                systems = self.gazetteer.registers.rows.get("systems", ())
                self.context.system = next((row.name for row in systems if place in row.label.split()), None)
        if self.context.organization is None:
            named = {m.names[0] for m in mentions if m.letter == "O"}
            named = {
                n for n in named if labels[n].casefold() != publisher and "government" not in n and "party" not in n
            }
            self.context.organization = named.pop() if len(named) == 1 else None

    def _sentence(self, sentence: Sentence) -> None:
        """Read a sentence, and keep it for what reads after the rules."""
        self.refused = {}
        if cue("taken-back").search(sentence.marked) and self.told:
            before = self.told[-1]
            start, end = before.span
            self.found, self.denied = (
                [p for p in told if not start <= p.start < end] for told in (self.found, self.denied)
            )
            before.reasons.append(guard.TAKEN_BACK)
        long = len(sentence.marked) > LONGEST
        speakers = [] if long else voices(sentence, self.context, self.gazetteer, self.voice)
        named = {name: self.where[name] for name in self.context.states if name in self.where}
        states = {name: block.span(mention.start, mention.end) for name, (block, mention) in named.items()}
        having = self.context.recipient is not None
        self._read(sentence, speakers)
        vendor = any(name.startswith(("vendor:", "group:")) for name in self.where)
        span = self.block.span(sentence.start, sentence.end)
        self.told.append(
            Told(sentence, self.block, span, list(self.refused), speakers, self.here, vendor, {}, states, having, [])
        )

    def _read(self, sentence: Sentence, speakers: list[Voice]) -> None:
        if len(sentence.marked) > LONGEST:
            self.refused = {f"a sentence of more than {LONGEST:,} characters": None}
            return
        self._denials(sentence)
        letters = frozenset(mention.letter for mention in sentence.mentions)
        if (not letters - {"N", "W"} and self.context.system is None) or sentence.marked.rstrip().endswith("?"):
            self.refused |= {"a question": None} if sentence.marked.rstrip().endswith("?") else {}
            return
        fresh: list[Proposal] = []
        if not sentence.headline or ";" in sentence.marked:
            self.counted = self.counted if _RUNS_ON.match(sentence.marked) else ""
        marked = sentence.marked
        said = texts(letters, marked)
        for later in (False, True):
            for rule in spoken(letters, said, later=later, headline=sentence.headline):
                for match in rule.pattern.finditer(marked):
                    stands = self._stands(rule, match, sentence, fresh)
                    if not stands and not self._denies(rule, match, sentence):
                        continue
                    told_by = Interpretation(rule, match, sentence, self.block, self.context, speakers, self.gazetteer)
                    if stands:
                        for proposal in told_by.proposals(self.works, self._carried(rule)):
                            self._add(proposal, fresh)
                    else:
                        self.denied += told_by.proposals(self.works, None)
        self._relate(fresh)
        self.voice = next((v for v in reversed(speakers) if v.noun != "concern" and not v.partisan), self.voice)

    def _carried(self, rule: Rule) -> Any:
        earlier = reversed(self.found) if rule.carry else ()
        return next((p.roles.get(rule.carry) for p in earlier if p.kind == rule.kind), None)

    def _stands(self, rule: Rule, match: re.Match[str], sentence: Sentence, fresh: list[Proposal]) -> bool:
        """Return whether a match claims something: not denied, not a condition, and not without what it rests on."""
        marked = sentence.marked
        if rule.after:
            earlier = [p for p in fresh if p.start < self.block.at(sentence.starts[match.start()])]
            counted = str(earlier[-1].roles.get("counted", "")) if earlier else ""
            names = {str(p.roles.get("counted", "")).partition(":")[2] for p in earlier} | {p.kind for p in earlier}
            if not names and (sentence.headline or _RUNS_ON.match(marked)):
                names = {self.counted}
            wanted = _STATES if rule.after == "states" else (rule.after,)
            if not names & set(wanted) and not (rule.after == "states" and counted):
                return False
        reason = self._refused(rule, match, sentence)
        if reason:
            self.refused.setdefault(reason, None)
        return reason is None and not (rule.noun and rule.noun not in sentence.text)

    def _refused(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> str | None:
        """Return why a match claims nothing: it is denied or supposed, its names are no heads, or the goods others."""
        marked, (start, end) = sentence.marked, match.span()
        if rule.kind == "Evaluation":
            return denial(marked, start, end, after=False)
        if reason := denial(marked, start, end):
            return reason
        if rule.kind not in ("Supply", "Use", "Membership", "HomeState", "CountObservation"):
            return None
        if rule.kind == "HomeState":
            return guard.home(sentence, start, end)
        subject = _SUBJECT if rule.kind != "CountObservation" else _COUNTED
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
            return tally.count(sentence, match, counted=any("supplier" in p.roles for p in self.found))
        return reason

    def _denies(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> bool:
        """Return whether a sentence says outright that what a rule would read is not so: "has never supplied"."""
        if rule.kind not in ("Supply", "Use", "Membership") or rule.after:
            return False
        outright = cue("outright").search(match.group())
        lead = sentence.marked[: match.start()]
        elsewhere = sentence.marked[: match.start()] + match.group()[: outright.start()] if outright else ""
        if (
            outright is None
            or cue("possible").search(match.group())
            or cue("negation").search(elsewhere)
            or cue("condition").search(sentence.marked)
            or guard.doubled(sentence.marked)
        ):
            return False
        return not (
            guard.left(sentence.marked, match.start()) or guard.right(sentence.marked, match.end()) or "N" in lead
        )

    def _add(self, proposal: Proposal, fresh: list[Proposal]) -> None:
        """Keep a proposal unless one says the same of the same figure or place; the fuller of two stays."""
        for other in fresh:
            same = other.kind == proposal.kind and other.start < proposal.end and proposal.start < other.end
            if same and proposal.kind == "CountObservation":
                if other.figure == proposal.figure:
                    return
            elif same and other.roles.items() >= proposal.roles.items():
                return
            elif same and proposal.roles.items() >= other.roles.items():
                fresh.remove(other)
                self.found.remove(other)
                break
        self.rest(proposal, self.here, self.block)
        proposal.document = self.document.number
        proposal.id = f"{self.document.number}.{len(self.found)}.{proposal.start}"
        fresh.append(proposal)
        self.found.append(proposal)
        self.counted = str(proposal.roles.get("counted", self.counted)).partition(":")[2]

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
                capital = next((m for m in here if m.letter == "C" and value in m.names), None)
                agency = next((m for m in here if m.letter == "O" and self._acts(m, value)), None)
                if agency and value not in named:
                    proposal.inferred[role] = f"from its agency, {block.text[agency.start : agency.end]}"
                if capital and value not in named:
                    proposal.inferred[role] = f"from its capital, {block.text[capital.start : capital.end]}"

    def _acts(self, mention: Mention, state: Any) -> bool:
        return any(self.gazetteer.agencies.get(name) == state for name in mention.names)

    def _relate(self, fresh: list[Proposal]) -> None:
        """Say which count each part lies within."""
        for proposal in fresh:
            if proposal.part_of is None:
                continue
            counts = [p for p in self.found if p.kind == "CountObservation" and p is not proposal]
            if proposal.part_of >= 0:
                whole = [p for p in fresh if p.figure == proposal.part_of and p is not proposal]
                whole = whole or [
                    p for p in counts if (p.lower, p.upper) == proposal.base and "initiative" not in p.roles
                ]
            else:
                whole = [p for p in counts if p.start < proposal.start and "initiative" not in p.roles][-1:]
            if whole:
                proposal.within = whole[-1].id

    def _denials(self, sentence: Sentence) -> None:
        for match in cue("disputing").finditer(sentence.marked):
            earlier = [p for p in self.found if p.kind not in (DISPUTE, "HomeState")]
            if earlier:
                start, end = sentence.span(*match.span())
                who = sentence.span(*match.span("who"))
                self.found.append(self._dispute(earlier[-1], None, start, end, self.block.text[slice(*who)]))

    def _dispute(self, disputed: Proposal, by: Proposal | None, start: int, end: int, voice: str | None) -> Proposal:
        return Proposal(
            kind=DISPUTE,
            roles={"claim": by.id} if by else {},
            quote=by.quote if by else self.block.written(start, end),
            start=by.start if by else self.block.at(start),
            end=by.end if by else self.block.piece.after(end - 1),
            modality="alleged",
            claimed_by=by.claimed_by if by else None,
            voice=by.voice if by else voice,
            document=self.document.number,
            sentence=by.sentence if by else self.block.text[start:end],
            id=f"{self.document.number}.d{len(self.found)}.{start}",
            disputes=disputed.id,
        )
