"""What was not read: sentences that name what a claim needs and gave none, with the reason where there is one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from kg.prose.article import Block
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.homonym import UNSETTLED
from kg.prose.proposal import Proposal
from kg.prose.sentence import Sentence
from kg.prose.voice import Voice, spoken_of

Thing = TypeVar("Thing")
_SUPPLY = re.compile(
    r"\b(?:use[sd]?\b|using|adopt|deploy|employ|rel(?:y|ies)|monitor|surveil|sp(?:y|ies|ied|ying) on"
    r"|suppl|sell|sold|provid|deliver|equip|install|built|build|bought|buy|purchas|acquir|contract|order|deal"
    r"|lent|lend|loan|financ|fund|credit)"
)
_WARES = re.compile(
    r"T|\b(?:cameras?|surveillance|cctv|safe city|smart city|biometric|policing|recognition|spyware|social media)"
)
_USED = re.compile(
    r"(?:S|C|police|government|authorities) (?:[a-z]+ )?(?:use[sd]?|using|operate[sd]?|runs?|ran|deploy(?:s|ed)?"
    r"|employ(?:s|ed)?|rel(?:y|ies|ied) on|switched on|turned on|activated|put into service|inaugurated)\b"
    r"|\bused by (?:the )?[SCD]\b"
)
_BACK = re.compile(
    r"\b(?:its|their|it|they|the (?:D )?[a-z ]{0,20}?"
    r"(?:company|firm|vendor|maker|manufacturer|supplier|giant)(?:'s)?)\b"
)
_STATES = re.compile(
    r"N(?: [a-z]+){0,3} (?:countries|nations|states|governments|jurisdictions|capitals|members)\b"
    r"|N of (?:them|these|those)"
)
_MEMBERSHIP = re.compile(
    r"\b(?:members?|membership|join|left|leav|quit|withdr|exit|pull(?:s|ed|ing)? out|part|particip|belong|acced|access"
    r"|sign|renew|abandon|drop|enter|back out|backed out|end(?:s|ed|ing)?\b|cut ties|suspend)"
)
_OWN = re.compile(r"S's (?:[a-z]+ )?I\b")
NO_RULE = "no rule reads it"


@dataclass
class Unread:
    """A sentence that names what a claim needs and gave no claim of it; offsets count code points of the file."""

    start: int
    end: int
    sentence: str
    names: tuple[str, ...]
    """What it names, as CURIEs; figures as written."""
    pairs: tuple[tuple[str, str], ...]
    """The vendor and state, or technology and state or figure, that no claim joins."""
    reasons: tuple[str, ...]
    document: int = 1

    def plain(self) -> dict[str, Any]:
        """Return it as JSON values; names are CURIEs."""
        return {
            "start": self.start,
            "end": self.end,
            "sentence": " ".join(self.sentence.split()),
            "names": list(self.names),
            "pairs": [list(pair) for pair in self.pairs],
            "reason": "; ".join(self.reasons) or NO_RULE,
            "document": self.document,
        }

    def __str__(self) -> str:
        pairs = ", ".join(f"{a.partition(':')[2] or a} and {b.partition(':')[2] or b}" for a, b in self.pairs)
        told = f"names {pairs or ', '.join(self.names)}, not read: {'; '.join(self.reasons) or NO_RULE}"
        return f"{self.start}–{self.end} {told}: {' '.join(self.sentence.split())}"


@dataclass
class Coverage:
    """How many sentences name what a claim needs, and what became of them."""

    named: int = 0
    read: int = 0
    refused: int = 0
    """Those of which a claim was proposed and refused."""
    unread: int = 0
    claims: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    """Language → documents that were left because no rules are at hand for it."""

    def add(self, other: "Coverage") -> None:
        """Add the numbers of another text."""
        for name in ("named", "read", "refused", "unread", "claims"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for language, number in other.languages.items():
            self.languages[language] = self.languages.get(language, 0) + number

    def plain(self) -> dict[str, Any]:
        """Return the numbers as JSON values."""
        return asdict(self)

    def __str__(self) -> str:
        claims, named = "claim" + "s" * (self.claims != 1), "sentence" + "s" * (self.named != 1)
        told = f"{self.claims} {claims}; of {self.named} {named} with names "
        told += f"{self.read} read, {self.refused} refused, {self.unread} not read"
        left = ", ".join(f"{number} in {language}" for language, number in sorted(self.languages.items()))
        return f"{told}; left, for want of rules in their language: {left}" if left else told


class Told(NamedTuple):
    """A sentence of a document, as the rules left it."""

    sentence: Sentence
    block: Block
    span: tuple[int, int]
    """Its span of the file."""
    reasons: list[str]
    """Why matches of rules in it were refused."""
    speakers: list[Voice]
    here: list[Mention]
    """The names that stand in it, without words that refer back."""
    after_vendor: bool
    """Whether a vendor was named by then."""
    rows: dict[tuple[int, int], list[str]]
    """Of a table: the span of each row, and why it gave no claim."""

    def proposal(
        self,
        kind: str,
        roles: dict[str, Any],
        span: tuple[int, int],
        attitude: tuple[Voice | None, str],
        turned: Mention | None = None,
        figure: Mention | None = None,
        **more: Any,
    ) -> Proposal:
        """Return a proposal that quotes a span of the block, said by whom and how firmly ``attitude`` tells.

        ``turned`` is the mention that it turns on, ``figure`` the one that gives its bounds; ``more`` is of a Proposal.
        """
        (first, last), (speaker, modality) = span, attitude
        start, end = self.block.span(first, last)
        return Proposal(
            kind=kind,
            roles=roles,
            quote=self.block.written(first, last),
            start=start,
            end=end,
            modality=modality,
            claimed_by=speaker.name if speaker else None,
            voice=spoken_of(speaker, self.sentence) if speaker else None,
            lower=figure.lower if figure else None,
            upper=figure.upper if figure else None,
            phrase=self.block.written(turned.start, turned.end) if turned else None,
            sentence=self.sentence.text,
            figure=figure.start if figure else None,
            **more,
        )


class _Placed(Generic[Thing]):
    """Things by where they start, so that those of one sentence are found without a look at each."""

    def __init__(self, things: Iterable[tuple[int, Thing]]) -> None:
        self._things = sorted(
            ((start, number, thing) for number, (start, thing) in enumerate(things)), key=itemgetter(0, 1)
        )
        self.starts = [start for start, _, _ in self._things]

    def between(self, start: int, end: int) -> list[Thing]:
        """Return the things that start in a span, in the order they were given."""
        here = self._things[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [thing for _, _, thing in sorted(here, key=itemgetter(1))]


def unread(
    sentences: Iterable[Told],
    accepted: Iterable[Proposal],
    refused: Iterable[tuple[Proposal, str]],
    gazetteer: Gazetteer,
) -> tuple[list[Unread], Coverage]:
    """Return what the accepted and refused proposals of a document leave unread, and the numbers."""
    left, coverage = [], Coverage()
    said = _Placed((p.start, p) for p in accepted)
    kept_out = _Placed((p.start, reason) for p, reason in refused)
    coverage.claims = len(said.starts)
    for told in chain.from_iterable(map(_rows, sentences)):
        start, end = told.span
        here = said.between(start, end)
        reasons = [*told.reasons, *kept_out.between(start, end)]
        pairs, names = _pairs(told, here, gazetteer)
        if not names:
            continue
        coverage.named += 1
        coverage.read += bool(here)
        coverage.refused += not here and bool(reasons)
        coverage.unread += not here and not reasons
        if pairs:
            left.append(Unread(start, end, told.sentence.text, names, pairs, tuple(dict.fromkeys(reasons))))
    return left, coverage


def _rows(told: Told) -> Iterator[Told]:
    """Yield a sentence, or of a table what stands before its rows and each of them, with its own reasons."""
    spans = [(told.sentence.start, min(start for start, _ in told.rows)), *told.rows] if told.rows else []
    for start, end in spans:
        reasons = [*told.reasons, *told.rows.get((start, end), ())]
        part = told.sentence.part(start, end)
        yield told._replace(sentence=part, span=told.block.span(start, end), reasons=reasons, here=part.mentions)
    if not spans:
        yield told


Pairs = tuple[tuple[str, str], ...]


def _pairs(told: Told, said: Sequence[Proposal], gazetteer: Gazetteer) -> tuple[Pairs, tuple[str, ...]]:
    """Return the pairs of a sentence that no claim joins, and what it names; nothing where no claim could be."""
    sentence = told.sentence
    by_letter: dict[str, dict[str, None]] = {}
    for mention in sentence.mentions:
        letter = {"C": "S", "D": "S", "G": "V", UNSETTLED: "S"}.get(mention.letter, mention.letter)
        for name in _named(sentence, mention):
            by_letter.setdefault(letter, {}).setdefault(name)
            if name in gazetteer.agencies and not any(name in proposal.roles.values() for proposal in said):
                by_letter.setdefault("S", {}).setdefault(gazetteer.agencies[name])
    if not by_letter:
        return (), ()
    vendors, states, technologies = (list(by_letter.get(letter, ())) for letter in "VST")
    figures = [m for m in sentence.mentions if m.letter == "N"] if _STATES.search(sentence.marked) else []
    counted = [_written(sentence, m) for m in figures]
    traded = _SUPPLY.search(sentence.marked) and _WARES.search(sentence.marked)
    lone = states if not vendors and not technologies and traded else []
    back = states if told.after_vendor and not vendors and _SUPPLY.search(sentence.marked) else []
    back = back if _BACK.search(sentence.marked) else []
    joining = [] if vendors or technologies else _initiatives(sentence, states)
    if not (joining or (vendors and (states or counted)) or (technologies and (states or counted)) or lone or back):
        return (), ()
    joined = [_expanded(proposal, gazetteer) for proposal in said]
    pairs = [(i, s) for i, s in joining if not any({i, s} <= names for names in joined)]
    homes = {proposal.roles.get("state") for proposal in said if proposal.kind == "HomeState"}
    states = [state for state in states if state not in homes]
    pairs += [(v, s) for v in vendors for s in states if not any({v, s} <= names for names in joined)]
    held = [state for state in states if not any(state in names for names in joined)]
    pairs += [(t, s) for t in technologies for s in held]
    if _USED.search(sentence.marked):
        given = {str(proposal.roles.get("recipient")) for proposal in said if proposal.kind == "Supply"}
        using = [names for p, names in zip(said, joined, strict=True) if p.kind == "Use"]
        rest = [s for s in states if s in given and s not in held]
        pairs += [(t, s) for t in technologies for s in rest if not any({t, s} <= names for names in using)]
    pairs += [(s, "surveillance") for s in lone if not any(s in names for names in joined)]
    supplied = {str(proposal.roles.get("recipient")) for proposal in said}
    pairs += [(s, "a vendor named before") for s in back if s not in supplied]
    phrases = {p.phrase for p in said if p.kind == "CountObservation"}
    whom = [*vendors, *technologies]
    pairs += [(whom[0], figure) for figure in counted if whom and figure not in phrases]
    initiatives = dict.fromkeys(i for i, _ in joining)
    return tuple(pairs), (*vendors, *states, *technologies, *counted, *initiatives)


def _initiatives(sentence: Sentence, states: Iterable[str]) -> list[tuple[str, str]]:
    """Return the initiatives and states of a sentence that speaks of members; not a state whose initiative it is."""
    if not _MEMBERSHIP.search(sentence.marked):
        return []
    own = {
        n for at in _OWN.finditer(sentence.marked) for m in sentence.within(at.start(), at.start() + 1) for n in m.names
    }
    named = dict.fromkeys(name for m in sentence.mentions if m.letter == "I" for name in m.names[:1])
    return [(initiative, state) for initiative in named for state in states if state not in own]


def _named(sentence: Sentence, mention: Mention) -> Iterable[str]:
    return mention.names[:1] or ((_written(sentence, mention),) if mention.letter == UNSETTLED else ())


def _written(sentence: Sentence, mention: Mention) -> str:
    return sentence.text[mention.start - sentence.start : mention.end - sentence.start]


def _expanded(proposal: Proposal, gazetteer: Gazetteer) -> frozenset[str]:
    values = {str(v) for given in proposal.roles.values() for v in (given if isinstance(given, list) else [given])}
    return frozenset(values | {home for v in values if (home := gazetteer.home(v))})
