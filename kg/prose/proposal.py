"""A proposal: a claim that a text seems to make, with its exact place, ready for a person's review."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from kg.evidence import modality as modality_module
from kg.evidence.claim import kinds, modalities
from kg.evidence.register import Registers
from kg.namespace import iri
from kg.prose.sentence import normal
from kg.prose.unregistered import written

HOLDER = {"Supply": "recipient", "Use": "user", "Membership": "member"}
"""Kind → the role of the state that has, uses or joins."""
POINTED = "from what"
"""How it begins that a state was inferred from what a clause points back to."""
DISPUTE = "Dispute"
_FIRMS = tuple(map(iri, ("ais:Vendor", "ais:Agent")))
"""The classes that a firm is of."""
VOICES = 50
"""The judgments for, and against, one thing of which each is held against each."""


@dataclass
class Proposal:
    """One claim as read from a text; ``roles`` holds CURIEs, offsets count code points of the file."""

    kind: str
    roles: dict[str, str | list[str] | bool | None]
    quote: str
    start: int
    end: int
    modality: str = "asserted"
    claimed_by: str | None = None
    """The CURIE of the speaker; None where the text speaks for itself or the speaker is in no register."""
    voice: str | None = None
    """What the text calls the speaker."""
    lower: int | None = None
    upper: int | None = None
    phrase: str | None = None
    """The figure or name the claim turns on, letter by letter."""
    phrase_start: int | None = None
    sentence: str = ""
    document: int = 1
    id: str = ""
    within: str | None = None
    """The id of the count this one is a part of."""
    finances: str | None = None
    """Of a financing: the id of the supply that it pays for."""
    disputes: str | None = None
    """Of a dispute: the id of the claim that is disputed."""
    antecedents: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Role → the span of the file that names it, where the sentence only refers back ("the company")."""
    inferred: dict[str, str] = field(default_factory=dict)
    """Role → what it was inferred from, such as a state from its capital."""
    joined: bool = False
    """Whether it was found as well by a reader that asks for the places in a clause, and not for its verb."""
    proposer: str = "rules"
    """Who proposes: ``rules``, ``parse``, both (``rules and parse``), or the name of an extractor."""
    unresolved: dict[str, str] = field(default_factory=dict)
    """Role → the name in the text that no register knows, and a suggestion."""
    polarity: str = ""
    row: bool = field(default=False, repr=False)
    """Whether it is a row of a table, which what other rows say does not deny."""
    heading: tuple[int, int] | None = None
    """Of an entry of a list: the span of the file that says what its entries are."""
    beside: bool = field(default=False, repr=False)
    """Whether it is a use that a supply to the same state tells of, and stands and falls with that."""
    figure: int | None = field(default=None, repr=False)
    part_of: int | None = field(default=None, repr=False)
    base: tuple[int | None, int | None] | None = field(default=None, repr=False)
    """Of a part: the bounds of the count it is a part of, which another sentence may have said."""

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so."""
        return self.modality in denials()

    @property
    def placed(self) -> bool:
        """Whether the places of its names in a clause tell it, or what a clause points back to, whatever its words."""
        return self.joined and (self.proposer == "parse" or not {"recipient", "user"}.isdisjoint(self.antecedents))

    def plain(self) -> dict[str, Any]:
        """Return the proposal as JSON values; roles are register ids, their CURIEs stand under ``names``."""
        told: dict[str, Any] = {"id": self.id, "kind": self.kind}
        told |= {role: _ids(value) for role, value in self.roles.items()}
        told |= {"within": self.within} if self.within else {}
        told |= {"finances": self.finances} if self.finances else {}
        told |= {"disputes": self.disputes} if self.disputes else {}
        if self.kind == "CountObservation":
            told |= {"lower": self.lower, "upper": self.upper}
        told |= {"stance": "denies"} if self.denies else {}
        told |= {"modality": self.modality, "claimed_by": _ids(self.claimed_by), "voice": self.voice}
        told |= {"quote": self.quote, "start": self.start, "end": self.end}
        told |= {"phrase": self.phrase, "sentence": self.sentence, "document": self.document}
        told["proposer"] = self.proposer
        told |= {"inferred": self.inferred} if self.inferred else {}
        told |= {"antecedents": {r: list(s) for r, s in self.antecedents.items()}} if self.antecedents else {}
        told["names"] = {role: value for role, value in self.roles.items() if isinstance(value, str | list)}
        if self.unresolved:
            told["unresolved"] = self.unresolved
        return told


@cache
def denials() -> frozenset[str]:
    """Return the modalities with which a text denies something: by itself, as a report, or in a quotation."""
    return frozenset(map(denial, ("asserted", "reported", "quoted")))


@cache
def denial(modality: str) -> str:
    """Return the modality of a denial that is put forward as a claim of another modality would be."""
    return modality_module.stated({"modality": modality, "stance": "denies"})


def said_as(modality: str) -> str:
    """Return the modality without its denial, beside which a source file states the stance."""
    return next((one for one in ("asserted", "reported", "quoted") if denial(one) == modality), modality)


def _ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_ids(one) for one in value]
    return value.partition(":")[2] if isinstance(value, str) else value


def gate(proposal: Proposal, text: str, start: int, registers: Registers, sources: Iterable[str]) -> list[str]:
    """Return what is wrong with a proposal; empty when its quote stands in the text and its names are known.

    ``text`` is the file from offset ``start`` on. Spaces, quotes and dashes count as equal to others of their sort.
    """
    wrong = []
    slice_ = text[max(0, proposal.start - start) : max(0, proposal.end - start)]
    if proposal.start < start or proposal.start >= proposal.end or not _same(slice_, proposal.quote):
        wrong.append(f"the quote {proposal.quote!r} does not stand at {proposal.start}–{proposal.end}")
    if proposal.kind == DISPUTE:
        return wrong
    roles = kinds().get(proposal.kind)
    if roles is None:
        return [*wrong, f"{proposal.kind!r} is not a kind of situation"]
    if proposal.modality not in modalities() and not proposal.denies:
        wrong.append(f"{proposal.modality!r} is not a modality")
    bounds = [bound for bound in (proposal.lower, proposal.upper) if bound is not None]
    if bounds and (min(bounds) < 0 or bounds != sorted(bounds)):
        wrong.append(f"the bounds {proposal.lower}–{proposal.upper} are out of order or below 0")
    if bounds and proposal.kind != "CountObservation":
        wrong.append(f"a {proposal.kind} has no bounds")
    known = set(sources)
    for name, value in proposal.roles.items():
        role = roles.get(name)
        if role is None:
            wrong.append(f"a {proposal.kind} has no role {name!r}")
            continue
        for one in value if isinstance(value, list) else [value]:
            fit = role.class_iri is None or (
                isinstance(one, str) and (one in known or fits(one, role.class_iri, registers))
            )
            wrong += [] if fit else [f"{one!r} in {name!r} is in no register for it"]
    if proposal.claimed_by is not None and not fits(proposal.claimed_by, iri("ais:Agent"), registers):
        wrong.append(f"the speaker {proposal.claimed_by!r} is in no register")
    absent = (r.name for r in roles.values() if r.required and not proposal.roles.get(r.name))
    given = {*proposal.unresolved, *(["finances"] if proposal.finances else [])}
    wrong += [f"a {proposal.kind} without {name!r}" for name in absent if name not in given]
    return wrong


def fits(name: str, class_iri: str | None, registers: Registers) -> bool:
    """Return whether what a name stands for is of a class: by its register, or as a firm that no register has."""
    return class_iri in registers.classes.get(name, ()) or (written(name) is not None and class_iri in _FIRMS)


def named(proposal: Proposal) -> None:
    """Let a proposal say of each firm in it that no register has what the text calls it, and name none in its place."""
    if written(proposal.claimed_by) is not None:
        proposal.claimed_by = None
    for role, value in [*proposal.roles.items()]:
        values = value if isinstance(value, list) else [str(value)]
        strange = [name for name in map(written, values) if name is not None]
        if strange:
            del proposal.roles[role]
            if isinstance(value, list) and (rest := [one for one in value if written(one) is None]):
                proposal.roles[role] = rest
            proposal.unresolved[role] = ", ".join(map(repr, strange))


def _same(one: str, other: str) -> bool:
    return one == other or _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return re.sub(r"\s*-+\s*", "-", re.sub(r"\s+", " ", normal(text).replace("–", "-"))).strip()


def opposed(proposals: Iterable[Proposal]) -> list[tuple[Proposal, Proposal]]:
    """Return each judgment against a thing with each for it by another voice.

    One that a voice passes again is taken where it did so first. Beyond :data:`VOICES` on a side, each is held against
    the first of the other side by another voice, so that none is left out.
    """
    sides: dict[tuple[str, str], dict[tuple[str | None, ...], Proposal]] = {}
    for one in proposals:
        if one.polarity and one.voice:
            side = sides.setdefault((str(one.roles["subject"]), one.polarity), {})
            side.setdefault((one.claimed_by, one.voice, str(one.roles.get("judgment"))), one)
    found: dict[tuple[int, int], tuple[Proposal, Proposal]] = {}
    for (subject, polarity), side in sides.items():
        if polarity == "-":
            against, favor = [*side.values()], [*sides.get((subject, "+"), {}).values()]
            pairs = [(no, yes) for no in against[:VOICES] for yes in favor[:VOICES] if _apart(no, yes)]
            pairs += ((no, yes) for no in against[VOICES:] for yes in _first(favor, no))
            pairs += ((no, yes) for yes in favor[VOICES:] for no in _first(against, yes))
            found |= {(id(no), id(yes)): (no, yes) for no, yes in pairs}
    return [*found.values()]


def _apart(one: Proposal, other: Proposal) -> bool:
    return (one.claimed_by, one.voice) != (other.claimed_by, other.voice)


def _first(side: Iterable[Proposal], one: Proposal) -> Iterable[Proposal]:
    return islice((other for other in side if _apart(one, other)), 1)


def moved(proposal: Proposal, start: int, document: int, proposer: str) -> Proposal:
    """Return a proposal of a document that starts at an offset of its file, with its places in the file."""
    proposal.start += start
    proposal.end += start
    proposal.document = document
    proposal.proposer = proposer
    return proposal
