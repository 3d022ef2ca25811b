"""What one match of a rule claims: its roles filled with the registers' things, its quote, its speaker, how firmly."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from kg.evidence.claim import Role, kinds
from kg.namespace import iri
from kg.prose.article import Block
from kg.prose.context import Context
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import Rule
from kg.prose.population import of_some, unscoped
from kg.prose.proposal import HOLDER, Proposal, fits
from kg.prose.sentence import Sentence, normal
from kg.prose.voice import Voice, attitude, spoken_of

_OWNED = re.compile(r"(?:country|nation|state|city|[A-Z]\w+)'s $|\b(?:[A-Z][a-z]+ian|[A-Z][a-z]+ese) $")
_NOT_ROLES = ("number", "base", "whole", "part", "quote", "year")

Works = Mapping[str, tuple[str, ...]]
"""Publisher → the CURIEs of the works it published."""


@cache
def _role(group: str) -> str:
    """Return the role that a group of a pattern fills: several groups of one role are numbered."""
    return re.sub(r"_\d+$", "", group)


_BEFORE_CLAUSE = re.compile(r", (?:and|while|but|whereas|yet) (?:the )?$")
_ADJECTIVE = r"(?:armed|mounted|united|unified)\b"
_CLAUSE = re.compile(
    rf"(?:[SC]'s|[DSC])(?: (?!(?:and|or|of|in|for|with|by|to|at|on|as|is|are|was|were)\b|{_ADJECTIVE})[a-z-]+){{1,3}}? "
    rf"(?:(?!{_ADJECTIVE})[a-z]+ed|has|have|had|will|bought|took|got|made|held|ran|put|sent|paid|won|began|built|spent|said"
    r"|chose|gave|kept|left|met|saw|sold|told|wants?|plans?|refuses?|buys?|uses?|runs?)\b"
)
"""A state's body or people, and what they do: "S's army bought"."""


class Interpretation:
    """One match of a rule in a sentence of a block."""

    def __init__(
        self,
        rule: Rule,
        match: re.Match[str],
        sentence: Sentence,
        block: Block,
        context: Context,
        speakers: list[Voice],
        gazetteer: Gazetteer,
    ) -> None:
        self.rule = rule
        self.match = match
        self.sentence = sentence
        self.block = block
        self.context = context
        self.speakers = speakers
        self.gazetteer = gazetteer
        self.roles = kinds()[rule.kind]
        self.fixed: dict[str, Any] = {name: self._full(value, self.roles[name]) for name, value in rule.set.items()}
        self.options: dict[str, list[Mention]] = {}
        """Role → the mentions that may fill it; several of one role make several claims."""
        self.part = ""
        """The words for the states of which a figure counts some, where no scope stands for them."""

    def proposals(self, works: Works, carried: Any) -> Iterator[Proposal]:
        """Yield what the match claims; ``carried`` is the value of the role that an earlier claim lends."""
        for group, text in self.match.groupdict().items():
            role = _role(group)
            if text is not None and role not in _NOT_ROLES:
                inside = self._inside(*self.match.span(group), role)
                named = [m for m in inside if m.letter in "VG"] if role in ("supplier", "agent") else []
                fitting = [m for m in named or inside if self._fits(m, role)]
                self.options[role] = fitting or self.options.get(role, [])
                if not fitting and role == "recipient" and any(m.letter == "O" for m in inside):
                    return
        if "work" in self.rule.set and not self._work(works):
            return
        self._complete(carried)
        for role in [role for role in self.options if self.roles[role].several]:
            self.fixed[role] = [name for m in self.options.pop(role) if (name := self._value(m, role))]
        if any(need not in self.fixed and need not in self.options for need in self.rule.needs):
            return
        named_roles = [role for role, mentions in self.options.items() if mentions]
        longest = max((len(self.options[role]) for role in named_roles), default=1)
        for combination in product(*(self.options[role] for role in named_roles)):
            chosen = dict(zip(named_roles, combination, strict=True))
            values = {role: self._value(m, role) for role, m in chosen.items()}
            values |= self._buyer(chosen)
            unresolved = {role: self._unresolved(m) for role, m in chosen.items() if m.suggestion}
            if any(self.roles[r].required and v is None and r not in unresolved for r, v in values.items()):
                continue
            listed = next((r for r in named_roles if longest > 1 and len(self.options[r]) == longest), None)
            proposal = self._proposal(self.fixed | values, chosen[listed] if listed else None, listed)
            proposal.unresolved = unresolved | unscoped(self.part)
            yield proposal

    def _inside(self, start: int, end: int, role: str) -> list[Mention]:
        """Return the mentions between two places of the marked sentence, without a state that begins another clause."""
        inside = self.sentence.within(start, end)
        if role not in HOLDER.values():
            return inside
        first = bisect_left(self.sentence.places, start)
        places = self.sentence.places[first : first + len(inside)]
        return [m for at, m in zip(places, inside, strict=True) if at == start or not self._opens(at)]

    def _opens(self, at: int) -> bool:
        """Return whether a name begins a clause behind the match, and ends no list: ", and S's army bought"."""
        marked = self.sentence.marked
        clause = _CLAUSE.match(marked, at)
        beyond = clause is not None and clause.end() > self.match.end()
        return beyond and _BEFORE_CLAUSE.search(marked[:at]) is not None

    def _mention(self, group: str) -> Mention | None:
        if not self.match.groupdict().get(group):
            return None
        inside = self.sentence.within(*self.match.span(group))
        return inside[0] if inside else None

    def _work(self, works: Works) -> bool:
        publisher = self.options.get("publisher")
        found = works.get(self.gazetteer.labels[publisher[0].names[0]], ()) if publisher else ()
        self.fixed["work"] = found[0] if found else None
        return len(found) == 1

    def _fits(self, mention: Mention, role: str) -> bool:
        known = self.roles.get(role)
        if known is None or (mention.letter in "NW" and role != "scope"):
            return False
        if mention.suggestion:
            return known.class_iri in (iri("ais:Agent"), iri("ais:Vendor"))
        return self._value(mention, role) is not None

    def _unresolved(self, mention: Mention) -> str:
        return f"{self.block.text[mention.start : mention.end]!r}; did you mean {mention.suggestion!r}?"

    def _value(self, mention: Mention, role: str) -> str | None:
        """Return the CURIE a mention gives to a role, or None where it cannot."""
        if mention.suggestion or not mention.names:
            return None
        value = mention.names[0]
        counted = role == "supplier" and self.rule.kind == "CountObservation"
        if (mention.letter == "D" and role in ("supplier", "subject")) or (mention.letter == "S" and counted):
            value = self.gazetteer.group(value) or value
        elif mention.letter == "O" and (role == "recipient" or (role == "user" and self.gazetteer.governs(value))):
            value = self.gazetteer.agencies.get(value, value)
        elif mention.letter == "G" and role == "state":
            value = self.gazetteer.home(value) or value
        elif mention.letter == "B":
            value = self._community(mention)
        elif role in self.rule.government and mention.letter in "SCD":
            value = self.gazetteer.government(value)
        return value if fits(value, self.roles[role].class_iri, self.gazetteer.registers) else None

    def _buyer(self, chosen: Mapping[str, Mention]) -> dict[str, str | None]:
        """Return the agency that gets what is supplied to its state, as the buyer."""
        recipient = chosen.get("recipient")
        if recipient is None or recipient.letter != "O" or "buyer" in chosen:
            return {}
        return {} if self.gazetteer.governs(recipient.names[0]) else {"buyer": recipient.names[0]}

    def _community(self, mention: Mention) -> str:
        """Return the group a word such as "citizens" means: of the place the document is about where it says whose."""
        labels = self.gazetteer.labels
        places = {labels[place] for place in self.context.places}
        places |= {labels[state] for state in map(self.gazetteer.lies.get, self.context.places) if state}
        plain = [n for n in mention.names if not re.search(r" (?:of|in) [A-Z]", labels[n])]
        local = [n for n in mention.names if any(re.search(rf" (?:of|in) {re.escape(p)}", labels[n]) for p in places)]
        if (local and _OWNED.search(normal(self.block.text)[: mention.start])) or not plain:
            return (local or [mention.names[0]])[0]
        return plain[0]

    def _full(self, value: Any, role: Role) -> Any:
        if isinstance(value, bool) or value == "report" or ":" in value:
            return value
        return self.gazetteer.by_id(value, role.class_iri or "")

    def _complete(self, carried: Any) -> None:
        """Fill roles from the rest of the clause and from the document: scope, topic, place, capital."""
        rule, match, sentence, context, fixed = self.rule, self.match, self.sentence, self.context, self.fixed
        if "scope" in self.roles and "scope" not in self.options:
            fixed |= self._scope()
        before = [m for m in sentence.within(0, match.start()) if m.letter == "T" and m.names]
        here = [m.names[0] for m in sentence.mentions if m.letter == "P" and m.names]
        topics = {
            "technology": before[0].names[0] if before else next(iter(context.technologies), None),
            "system": context.system,
            "place": next(iter(here or context.places), None),
            "initiative": context.joining,
            "recipient": context.recipient or (context.buyer if context.ordered else None),
        }
        for role in rule.context:
            if not self.options.get(role) and topics[role]:
                fixed[role] = topics[role]
        for role, topic in rule.default.items():
            if not self.options.get(role) and (value := topics[topic] or topics["technology"]):
                fixed[role] = value
        general = before and iri(before[0].names[0]) in self.gazetteer.broader.values()
        if general and rule.set.get("counted") == "states-supplied" and not self.options.get("technology"):
            fixed["technology"] = before[0].names[0]
        if year := match.groupdict().get("year"):
            fixed["heldAt"] = year
        if rule.carry and not self.options.get(rule.carry):
            fixed[rule.carry] = carried
        if rule.kind == "Location" and not self.options.get("located") and self.options.get("location"):
            capital = self.gazetteer.capital_of.get(self.options["location"][0].names[0])
            fixed["located"] = self.gazetteer.places.get(capital or "")

    def _scope(self) -> dict[str, str]:
        start, end = self.match.span()
        if self.rule.kind == "CountObservation":
            at = self.match.start("number") if self.match.groupdict().get("number") else start
            joined = "initiative" in self.options
            region, self.part = of_some(self.sentence, (start, end), at, initiative=joined)
            if region:
                return {"scope": region}
        if self.match.groupdict().get("base"):
            return {"scope": "scope:surveyed"}
        world = any(m.letter == "W" for m in self.sentence.within(start, end + 14))
        return {"scope": "scope:worldwide"} if world else {}

    def _proposal(self, values: dict[str, Any], member: Mention | None, listed: str | None) -> Proposal:
        start, end = self._quoted(member, listed)
        groups = self.match.groupdict()
        span = self.match.span("quote") if groups.get("quote") else self.match.span()
        said = span if self.rule.kind == "CountObservation" else self.match.span()
        speaker, modality = attitude(self.speakers, self.sentence, span, self.rule.kind, self.rule.modality, said)
        figure = self._mention("number")
        part = self._mention("base") or self._mention("whole")
        turned = figure or member
        text = self.block.text
        return Proposal(
            kind=self.rule.kind,
            roles={name: value for name, value in values.items() if value is not None},
            quote=self.block.written(start, end),
            start=self.block.span(start, end)[0],
            end=self.block.span(start, end)[1],
            modality=modality,
            claimed_by=speaker.name if speaker else None,
            voice=spoken_of(speaker, self.sentence) if speaker else None,
            lower=figure.lower if figure else None,
            upper=figure.upper if figure else None,
            phrase=self.block.written(turned.start, turned.end) if turned else None,
            sentence=text[self.sentence.start : self.sentence.end],
            polarity=self.rule.polarity,
            figure=figure.start if figure else None,
            part_of=part.start if part else -1 if self._of_those() else None,
            base=(part.lower, part.upper) if part else None,
        )

    def _of_those(self) -> bool:
        """Return whether a count is of those just counted, as "36 of which"."""
        rests = bool(self.rule.after) and self.rule.set.get("counted") == "states-in-initiative"
        known = self.match.re.groupindex
        return rests or any(self.match[name] for name in ("part", "part_2") if name in known)

    def _quoted(self, member: Mention | None, listed: str | None) -> tuple[int, int]:
        """Return the span of the block to quote: the clause, or of a list the member."""
        groups = self.match.groupdict()
        start, end = self.sentence.span(*self.match.span("quote" if groups.get("quote") else 0))
        if member and listed and self.rule.quote != "whole":
            if self.rule.quote != "head":
                return member.start, member.end
            at = self.options[listed].index(member)
            if at == 0:
                return start, member.end
            previous = self.options[listed][at - 1].end
            gap = re.match(r"(?:,|\s|and\b|or\b)*", self.block.text[previous : member.start])
            return previous + (gap.end() if gap else 0), member.end
        if self.rule.quote == "member":
            single = next((m[0] for r, m in self.options.items() if m and r in ("supplier", "recipient", "user")), None)
            return (single.start, single.end) if single else (start, end)
        return start, end
