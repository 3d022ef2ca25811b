"""Reading one document: the rules applied sentence by sentence, and what their matches claim."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from kg.article import Block, Document
from kg.claim import Role, kinds
from kg.gazetteer import Gazetteer, Mention
from kg.grammar import Rule, applicable
from kg.namespace import iri
from kg.proposal import DISPUTE, Proposal
from kg.sentence import Context, Sentence, Token, mark, normal, sentences, told
from kg.voice import Voice, voices

_NEGATION = re.compile(
    r"\bnot\b(?! (?:only|just|least))|\bnever\b|\bno\b(?! (?:fewer|less|more|later|sooner|doubt))|n't\b|\bcannot\b|\bden(?:y|ies|ied|ying)\b|"
    r"\bdeclin(?:e|es|ed|ing) to\b|\brefus(?:e|es|ed|al)\b|\breject(?:s|ed|ing)?\b|\bdismiss(?:es|ed|ing)?\b|\bwithout\b|"
    r"\bneither\b|\bnor\b|\bnobody\b|\bnone\b|\bfals(?:e|ely)\b|\buntrue\b|\bwrong(?:ly)?\b|\bfail(?:s|ed)? to\b|\byet to\b|"
    r"\bunclear\b|\bmyth\b|\bstopp?(?:s|ed)\b|\bbann?(?:s|ed)\b|\bunlike\b|\binstead of\b|\brather than\b|\bexcept\b"
)
_DENIED = re.compile(r"^[^;:]{0,50}\b(?:is|are|was|were|has been|have been) (?:false|untrue|wrong|denied|refuted|a myth|not true)\b|^,? (?:which|a claim) [^;]{0,20}den(?:y|ies|ied)")
_CONDITION = re.compile(r"\b(?:if|whether|unless|suppose|supposing|asked|imagine|would-be|bids?|tender)\b")
_POSSIBLE = re.compile(
    r"\b(?:could|may|might|would|can|will|shall|should|must|plan(?:s|ned|ning)? to|intends? to|consider(?:s|ing)|in talks|"
    r"propos(?:es|ed|al)|hopes? to|expected to|about to|wants? to|aims? to|seeks? to|likely to)\b"
)
_ALLEGED = re.compile(r"\b(?:alleged(?:ly)?|accused of|suspected of|said to|rumou?red)\b")
_TURNS = re.compile(r"; |: |,? but |,? (?:while|whereas|although|though|whilst) |, and (?=[A-Z])")
_DISPUTING = re.compile(
    r"(?P<who>(?:the |local |some )*(?:officials|authorities|government|critics|activists|[OVS]|D (?:government|officials))) "
    r"(?:den(?:y|ies|ied)|disputes?d?|reject(?:s|ed)?|contest(?:s|ed)?) (?:this|it|that|(?:the|these|those) (?:claim|allegation|charge|figure|report)s?)\b"
)
_WITHIN = re.compile(r"of (?:which|whom|them|these|those)|among (?:them|these|those)")
_STATES = ("states-using", "states-supplied", "states-in-initiative", "states-surveyed")


class Reading:
    """One document being read."""

    def __init__(self, document: Document, gazetteer: Gazetteer, works: Mapping[str, tuple[str, ...]]) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.works = works
        self.parsed: list[tuple[Block, str, list[list[Token]], list[Mention]]] = []
        self.context = Context()
        self.found: list[Proposal] = []
        self.block: Block = document.blocks[0]
        self.voice: Voice | None = None
        self.counted = ""
        """What the last count before this place counts, for figures whose noun is left out."""

    def parse(self) -> None:
        """Find the words and names of the document: all that needs the pipeline."""
        for block in self.document.blocks:
            text = normal(block.text)
            tokens = self.gazetteer.nlp.make_doc(text)
            self.parsed.append((block, text, list(sentences(tokens)), self.gazetteer.mentions(tokens)))

    def proposals(self) -> list[Proposal]:
        """Return the proposals in the order of the text."""
        self._foresee([mention for *_, mentions in self.parsed for mention in mentions])
        for block, text, parts, mentions in self.parsed:
            self.block, inside, at = block, False, 0
            for tokens in parts:
                here = []
                while at < len(mentions) and mentions[at].start < tokens[-1].end:
                    here.append(mentions[at])
                    at += 1
                sentence, inside = mark(
                    text, tokens, here, self.context, self.gazetteer, headline=block.headline, inside=inside
                )
                self._read(sentence)
                told(self.context, sentence)
        self.found += list(self._disputes())
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
            named = {n for n in named if labels[n].casefold() != publisher and "government" not in n and "party" not in n}
            self.context.organization = named.pop() if len(named) == 1 else None

    def _read(self, sentence: Sentence) -> None:
        letters = frozenset(mention.letter for mention in sentence.mentions)
        if not letters - {"N", "W"} or sentence.marked.rstrip().endswith("?"):
            return
        speakers = voices(sentence, self.context, self.gazetteer, self.voice)
        fresh: list[Proposal] = []
        if not sentence.headline or ";" in sentence.marked:
            self.counted = self.counted if re.match(r"[^A-Z]*(?:A )?N", sentence.marked) else ""
        for later in (False, True):
            for rule in applicable(letters, later=later):
                if rule.text in sentence.marked and (sentence.headline or not rule.headline):
                    for match in rule.pattern.finditer(sentence.marked):
                        if self._stands(rule, match, sentence, fresh):
                            for proposal in self._claims(rule, match, sentence, speakers):
                                self._add(proposal, fresh)
        self._relate(fresh)
        self._denials(sentence, speakers)
        self.voice = next((v for v in reversed(speakers) if v.noun != "concern" and not v.partisan), self.voice)

    def _stands(self, rule: Rule, match: re.Match[str], sentence: Sentence, fresh: list[Proposal]) -> bool:
        """Return whether a match claims something: not denied, not a condition, and not without what it rests on."""
        marked = sentence.marked
        if rule.after:
            earlier = [p for p in fresh if p.start < self.block.at(sentence.starts[match.start()])]
            counted = str(earlier[-1].roles.get("counted", "")) if earlier else ""
            names = {str(p.roles.get("counted", "")).partition(":")[2] for p in earlier} | {p.kind for p in earlier}
            if not names and sentence.headline:
                names = {self.counted}
            wanted = _STATES if rule.after == "states" else (rule.after,)
            if not names & set(wanted) and not (rule.after == "states" and counted):
                return False
        turn = max((m.end() for m in _TURNS.finditer(marked, 0, match.start())), default=0)
        lead = marked[turn : match.end()]
        if _NEGATION.search(lead) or _CONDITION.search(lead) or _DENIED.search(marked[match.end() :]):
            return False
        return not (rule.noun and rule.noun not in sentence.text)

    def _claims(
        self, rule: Rule, match: re.Match[str], sentence: Sentence, speakers: list[Voice]
    ) -> Iterator[Proposal]:
        roles = kinds()[rule.kind]
        fixed: dict[str, Any] = {name: self._full(value, roles[name]) for name, value in rule.set.items()}
        options: dict[str, list[Mention]] = {}
        figure = part = None
        for group, text in match.groupdict().items():
            role = group.partition("_")[0]
            if text is None or role == "quote":
                continue
            inside = sentence.within(*match.span(group))
            if role == "number":
                figure = inside[0] if inside else None
            elif role in ("base", "whole"):
                part = inside[0] if inside else None
            elif role == "part":
                part = Mention(-1, -1, "N", ())
            else:
                named = [m for m in inside if m.letter in "VG"] if role in ("supplier", "agent") else []
                options[role] = [m for m in named or inside if self._fitting(m, roles.get(role), rule)] or options.get(role, [])
        if "work" in rule.set:
            publisher = options.get("publisher")
            works = self.works.get(self.gazetteer.labels[publisher[0].names[0]], ()) if publisher else ()
            if len(works) != 1:
                return
            fixed["work"] = works[0]
        unresolved = {role: f"{self._quote(m)!r}; did you mean {m.suggestion!r}?" for role, ms in options.items() for m in ms if m.suggestion}
        self._complete(rule, roles, fixed, options, match, sentence)
        for role in [role for role in options if roles[role].several]:
            fixed[role] = [name for m in options.pop(role) if (name := self._value(m, roles[role], rule, role))]
        if any(need not in fixed and need not in options for need in rule.needs):
            return
        named = [role for role, mentions in options.items() if mentions]
        longest = max((len(options[role]) for role in named), default=1)
        for combination in product(*(options[role] for role in named)):
            chosen = dict(zip(named, combination, strict=True))
            values = {role: self._value(m, roles[role], rule, role) for role, m in chosen.items()}
            missing = {role: unresolved[role] for role, m in chosen.items() if values[role] is None and role in unresolved}
            if any(roles[r].required and v is None and r not in missing for r, v in values.items()):
                continue
            member = next((m for r, m in chosen.items() if longest > 1 and len(options[r]) == longest), None)
            proposal = self._proposal(rule, match, sentence, speakers, fixed | values, member, options, figure)
            proposal.unresolved = missing
            proposal.part_of = part.start if part else None
            yield proposal

    def _fitting(self, mention: Mention, role: Role | None, rule: Rule) -> bool:
        if role is None or mention.letter in "NW" and role.name != "scope":
            return False
        if mention.suggestion:
            return role.class_iri in (iri("ais:Agent"), iri("ais:Vendor"))
        return self._value(mention, role, rule, role.name) is not None

    def _value(self, mention: Mention, role: Role, rule: Rule, name: str) -> str | None:
        """Return the CURIE a mention gives to a role, or None where it cannot."""
        if mention.suggestion or not mention.names:
            return None
        value = mention.names[0]
        if mention.letter == "D" and name in ("supplier", "subject"):
            value = self.gazetteer.group(value) or value
        elif mention.letter == "G" and name == "state":
            value = self.gazetteer.home(value) or value
        elif mention.letter == "B":
            value = self._community(mention)
        elif name in rule.government and mention.letter in "SCD":
            value = self.gazetteer.government(value)
        fits = role.class_iri in self.gazetteer.registers.classes.get(value, ())
        return value if fits else None

    def _community(self, mention: Mention) -> str:
        """Return the group a word such as "citizens" means: of the place the document is about where it says whose."""
        text = normal(self.block.text)
        owned = re.search(r"(?:country|nation|state|city|[A-Z]\w+)'s $|\b(?:[A-Z][a-z]+ian|[A-Z][a-z]+ese) $", text[: mention.start])
        labels = self.gazetteer.labels
        places = {labels[p] for p in self.context.places}
        places |= {labels[s] for s in map(self.gazetteer.capitals.get, places) if s}
        plain = [n for n in mention.names if not re.search(r" (?:of|in) [A-Z]", labels[n])]
        local = [n for n in mention.names if any(re.search(rf" (?:of|in) {re.escape(p)}", labels[n]) for p in places)]
        if owned and local or not plain:
            return (local or [mention.names[0]])[0]
        return plain[0]

    def _full(self, value: Any, role: Role) -> Any:
        if isinstance(value, bool) or value == "report" or ":" in value:
            return value
        return self.gazetteer.by_id(value, role.class_iri or "")

    def _complete(
        self,
        rule: Rule,
        roles: Mapping[str, Role],
        fixed: dict[str, Any],
        options: dict[str, list[Mention]],
        match: re.Match[str],
        sentence: Sentence,
    ) -> None:
        """Fill roles from the rest of the clause and from the document: scope, topic, place, capital."""
        context = self.context
        around = sentence.within(match.start(), min(match.end() + 14, len(sentence.marked)))
        if "scope" in roles and "scope" not in options and any(m.letter == "W" for m in around):
            fixed["scope"] = "scope:worldwide"
        if match.groupdict().get("base"):
            fixed["scope"] = "scope:surveyed"
        before = [m for m in sentence.within(0, match.start()) if m.letter == "T" and m.names]
        technology = before[0].names[0] if before else context.technologies[0] if context.technologies else None
        topics = {"technology": technology, "system": context.system, "place": context.places[0] if context.places else None}
        here = [m.names[0] for m in sentence.within(0, len(sentence.marked)) if m.letter == "P" and m.names]
        topics["place"] = here[0] if here else topics["place"]
        for role in rule.context:
            if not options.get(role) and topics[role]:
                fixed[role] = topics[role]
        for role, topic in rule.default.items():
            if not options.get(role) and (value := topics[topic] or topics["technology"]):
                fixed[role] = value
        counts = rule.kind == "CountObservation" and rule.set["counted"] == "states-supplied"
        if counts and not options.get("technology") and before and iri(before[0].names[0]) in self.gazetteer.broader.values():
            fixed["technology"] = before[0].names[0]
        if rule.carry and not options.get(rule.carry):
            fixed[rule.carry] = next((p.roles[rule.carry] for p in reversed(self.found) if p.kind == rule.kind), None)
        if rule.kind == "Location" and not options.get("located") and "location" in options:
            capital = self.gazetteer.capital_of.get(options["location"][0].names[0])
            fixed["located"] = self.gazetteer.places.get(capital or "")

    def _proposal(
        self,
        rule: Rule,
        match: re.Match[str],
        sentence: Sentence,
        speakers: list[Voice],
        values: dict[str, Any],
        member: Mention | None,
        options: dict[str, list[Mention]],
        figure: Mention | None,
    ) -> Proposal:
        start, end = sentence.span(*match.span("quote" if match.groupdict().get("quote") else 0))
        if member and rule.quote != "whole":
            listed = next(ms for ms in options.values() if member in ms and len(ms) > 1)
            at = listed.index(member)
            if rule.quote == "head":
                end = member.end
                start = start if at == 0 else self._after_separator(listed[at - 1].end, member.start)
            else:
                start, end = member.start, member.end
        elif rule.quote == "member" and len(options) and (single := next((m[0] for r, m in options.items() if r in ("supplier", "user")), None)):
            start, end = single.start, single.end
        speaker, modality = self._voiced(rule, match, sentence, speakers)
        turned = figure or member
        return Proposal(
            kind=rule.kind,
            roles={name: value for name, value in values.items() if value is not None},
            quote=self.block.text[start:end],
            start=self.block.at(start),
            end=self.block.at(end - 1) + 1,
            modality=modality,
            claimed_by=speaker.name if speaker else None,
            voice=self._words(sentence, speaker) if speaker else None,
            lower=figure.lower if figure else None,
            upper=figure.upper if figure else None,
            phrase=self._quote(turned) if turned else None,
            phrase_start=self.block.at(turned.start) if turned else None,
            sentence=self.block.text[sentence.start : sentence.end],
            document=self.document.number,
            id=f"{self.document.number}.{len(self.found)}.{start}",
            polarity=rule.polarity,
            figure=figure.start if figure else None,
        )

    def _quote(self, mention: Mention) -> str:
        return self.block.text[mention.start : mention.end]

    def _words(self, sentence: Sentence, speaker: Voice) -> str:
        start, end = sentence.span(*speaker.said)
        return speaker.noun or self.block.text[start:end]

    def _after_separator(self, start: int, end: int) -> int:
        match = re.match(r"(?:,|\s|and\b|or\b)*", self.block.text[start:end])
        return start + (match.end() if match else 0)

    def _voiced(
        self, rule: Rule, match: re.Match[str], sentence: Sentence, speakers: list[Voice]
    ) -> tuple[Voice | None, str]:
        """Return who says what a match claims, and how firmly."""
        middle = match.span("quote") if match.groupdict().get("quote") else match.span()
        speaker = next((v for v in speakers if v.start <= middle[0] + 1 and middle[1] <= v.end + 1), None)
        if speaker is None:
            speaker = next((v for v in speakers if v.start < middle[1] <= v.end and v.said[0] >= middle[0]), None)
        if speaker and rule.modality == "presupposed" and (speaker.partisan or speaker.said[0] < middle[1] and middle[0] < speaker.said[1]):
            speaker = None
        matched = sentence.marked[match.start() : match.end()]
        start, end = sentence.span(*match.span())
        if rule.modality == "hypothetical" or (speaker and speaker.hypothetical):
            modality = "hypothetical"
        elif rule.kind != "Evaluation" and _POSSIBLE.search(matched):
            modality = "hypothetical"
        elif _ALLEGED.search(matched):
            modality = "alleged"
        elif sentence.headline:
            modality = "headline"
        elif speaker and any(a < end and start < b for a, b in sentence.quoted):
            modality = "quoted"
        elif rule.modality == "presupposed":
            modality = "presupposed"
        elif speaker:
            modality = "alleged" if speaker.partisan or speaker.doubted else "reported"
        else:
            modality = rule.modality
        return speaker, modality

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
        fresh.append(proposal)
        self.found.append(proposal)
        self.counted = str(proposal.roles.get("counted", self.counted)).partition(":")[2]

    def _relate(self, fresh: list[Proposal]) -> None:
        """Say which count each part lies within."""
        for proposal in fresh:
            if proposal.part_of is None:
                continue
            counts = [p for p in self.found if p.kind == "CountObservation" and p is not proposal]
            if proposal.part_of >= 0:
                whole = [p for p in fresh if p.figure == proposal.part_of and p is not proposal]
            else:
                whole = [p for p in counts if p.start < proposal.start and "initiative" not in p.roles][-1:]
            if whole:
                proposal.within = whole[-1].id

    def _denials(self, sentence: Sentence, speakers: list[Voice]) -> None:
        for match in _DISPUTING.finditer(sentence.marked):
            earlier = [p for p in self.found if p.kind not in (DISPUTE, "HomeState")]
            if earlier:
                start, end = sentence.span(*match.span())
                who = sentence.span(*match.span("who"))
                self.found.append(self._dispute(earlier[-1], None, start, end, self.block.text[slice(*who)]))

    def _dispute(self, disputed: Proposal, by: Proposal | None, start: int, end: int, voice: str | None) -> Proposal:
        return Proposal(
            kind=DISPUTE,
            roles={"claim": by.id} if by else {},
            quote=by.quote if by else self.block.text[start:end],
            start=by.start if by else self.block.at(start),
            end=by.end if by else self.block.at(end - 1) + 1,
            modality="alleged",
            claimed_by=by.claimed_by if by else None,
            voice=by.voice if by else voice,
            document=self.document.number,
            sentence=by.sentence if by else self.block.text[start:end],
            id=f"{self.document.number}.d{len(self.found)}.{start}",
            disputes=disputed.id,
        )

    def _disputes(self) -> Iterator[Proposal]:
        """Yield a dispute for each two judgments of one thing, for and against it, by different voices."""
        judged = [p for p in self.found if p.polarity and p.voice]
        for against in judged:
            for favor in judged:
                if against.polarity == "-" and favor.polarity == "+" and against.roles["subject"] == favor.roles["subject"]:
                    if (against.claimed_by, against.voice) != (favor.claimed_by, favor.voice):
                        yield self._dispute(favor, against, against.start, against.end, None)
