"""What was not read: sentences that name what a claim needs and gave none, with the reason where there is one."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from kg.prose.article import Block
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue
from kg.prose.ground import Ground
from kg.prose.pairing import NEAR, Around, asked, pairs
from kg.prose.population import of_some, unscoped
from kg.prose.proposal import Proposal
from kg.prose.sentence import Sentence
from kg.prose.tally import counts
from kg.prose.unregistered import written
from kg.prose.voice import Voice, spoken_of

Thing = TypeVar("Thing")
ANSWERED, TERSE = 4, 15
"""The sentences behind a question that may answer it, and the words of one that leaves out what was asked."""
NO_RULE = "no rule reads it"
SMALL = "small letters alone, where no name can be told"
"""What a text is written in that has no capital letter."""


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
    """Language, or :data:`SMALL` → documents that were left because no rules are at hand for it."""

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
        return f"{told}; left, for want of rules: {left}" if left else told


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
    before: dict[str, tuple[int, int]] = {}  # noqa: RUF012 (it is read alone)
    """The states that the sentence before names, each with the span of the file that does."""
    guest: bool = False
    """Whether that sentence is about something else than the vendors it names, and others were named before."""
    having: bool = False
    """Whether that sentence says of the one state it names that it has surveillance."""
    strangers: list[tuple[str, str]] = []  # noqa: RUF012 (each sentence is given its own)
    """The names that stand where a vendor would and are in no register, each with the state that gets something.

    Of a vendor whose ware may be another than the one spoken of: its name, with what says that a state was named.
    """
    who: tuple[str | None, str] | None = None
    """Who denies or tells what it says, where its frame names somebody: a CURIE, and the words of the text."""
    makers: dict[str, tuple[int, int]] = {}  # noqa: RUF012 (it is read alone)
    """The vendors that the sentence before names, each with the span of the file that does."""
    ground: Ground | None = None
    """The state that it is told of, where it names none itself."""

    def quoted(self, proposal: Proposal) -> bool:
        """Return whether a part of a proposal of the sentence stands in quotation marks."""
        spans = (self.block.span(start, end) for start, end in self.sentence.quoted if start < end)
        return any(start < proposal.end and proposal.start < end for start, end in spans)

    def carried(
        self, roles: Mapping[str, Any], spoken: Mapping[str, tuple[int, int]], named: Collection[str]
    ) -> dict[str, tuple[int, int]]:
        """Return of each role whose name the sentence before gives, and this one does not, the span that names it.

        ``spoken`` are the technologies of the sentence before with their spans, ``named`` what this one names.
        """
        given = self.makers | self.before | dict(spoken)
        return {role: given[name] for role, name in roles.items() if name in given and name not in named}

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
        part = ""
        if kind == "CountObservation" and figure is not None and figure in self.sentence.mentions:
            at = self.sentence.places[self.sentence.mentions.index(figure)]
            region, part = of_some(self.sentence, (at, at), at, initiative="initiative" in roles)
            roles = roles | ({"scope": region} if region else {})
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
            unresolved=unscoped(part),
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
    sentences = [*sentences]
    watched = any(cue("about-watching").search(told.sentence.text.lower()) for told in sentences)
    near = joined = left_over = 0
    question = ""
    counted = False
    said = _Placed((p.start, p) for p in accepted)
    kept_out = _Placed((p.start, reason) for p, reason in refused if _tells(p))
    coverage.claims = len(said.starts)
    for told in chain.from_iterable(map(_rows, sentences)):
        start, end = told.span
        here = said.between(start, end)
        reasons = [*told.reasons, *kept_out.between(start, end)]
        text = told.sentence.text.rstrip()
        left_over -= 1
        if text.endswith("?"):
            question, left_over = asked(told.sentence.marked), ANSWERED
        missing = question if left_over > 0 and watched and not text.endswith("?") and text.count(" ") < TERSE else ""
        around = Around(told.after_vendor, near > 0, watched, joined > 0, counted, missing)
        counted = counts(told.sentence) or (counted and cue("answered").match(told.sentence.marked) is not None)
        joined = NEAR if any(m.letter == "I" for m in told.here) else joined - 1
        states = any(m.letter in "SCD" or any(n in gazetteer.agencies for n in m.names) for m in told.here)
        near = NEAR if states else near - 1
        found, names = pairs(told.sentence.whole, around, here, gazetteer)
        found = (*dict.fromkeys((*found, *told.strangers)),)
        names = names or tuple(dict.fromkeys(name for pair in told.strangers for name in pair))
        if not names:
            continue
        coverage.named += 1
        said_of = [p for p in here if p.kind != "HomeState" or not found]
        coverage.read += bool(said_of)
        coverage.refused += not said_of and bool(reasons)
        coverage.unread += not said_of and not reasons
        if found:
            plain = tuple((_plain(one), _plain(other)) for one, other in found)
            text = told.sentence.text
            left.append(Unread(start, end, text, tuple(map(_plain, names)), plain, tuple(dict.fromkeys(reasons))))
    if sentences and not coverage.named and all(told.sentence.text.islower() for told in sentences):
        coverage.languages[SMALL] = 1
    return left, coverage


def _plain(name: str) -> str:
    """Return what a firm is called that no register has; another name as it is."""
    return written(name) or name


def _tells(refused: Proposal) -> bool:
    """Return whether why a proposal was refused says why a pair of names was not read."""
    beyond = any(str(value).startswith("region:") for value in refused.roles.values())
    return refused.kind in ("Supply", "Use", "Membership", "CountObservation", "Financing") and not beyond


def _rows(told: Told) -> Iterator[Told]:
    """Yield a sentence, or of a table what stands before its rows and each of them, with its own reasons."""
    spans = [(told.sentence.start, min(start for start, _ in told.rows)), *told.rows] if told.rows else []
    for start, end in spans:
        reasons = [*told.reasons, *told.rows.get((start, end), ())]
        part = told.sentence.part(start, end)
        yield told._replace(sentence=part, span=told.block.span(start, end), reasons=reasons, here=part.mentions)
    if not spans:
        yield told
