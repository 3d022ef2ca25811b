"""A part: what one shard yields, as a pure function of its claims, the registers, the ontology and what is derived.

The claims are written as N-Quads to a file of a temporary name, which takes its own name when it is whole: a task that
is run twice, or that another has overtaken, changes nothing.
"""

import hashlib
import io
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from kg import garbage
from kg.errors import Faults, ReadError
from kg.evidence import claim as claims
from kg.evidence import statement
from kg.evidence.claim import Claim
from kg.evidence.source import Source
from kg.graph import dataset, inference, scope, shard
from kg.graph.depot import Part, Place
from kg.graph.doubt import Records
from kg.graph.shard import Inputs, Shard
from kg.graph.validation import Finding
from kg.namespace import RDF, iri

TOGETHER = 200_000
"""Quads of claims that are looked at together, for what the rules conclude and for what is in doubt."""
MODULUS = 2**80
IN_FILE = 2**40
"""Lines that a file of a table has at most."""


class Task(NamedTuple):
    """What one worker is asked: a shard, where its inputs stand, and where its part goes."""

    shard: Shard
    inputs: Inputs
    to: str
    """The folder of the parts; empty where only the conclusions are wanted, in a later round of the rules."""
    name: str = ""
    """What the part is called; by its number where nothing is said."""
    derived: tuple[str, ...] = ()
    """N-Triples of what has been derived."""

    @property
    def file(self) -> str:
        """The name of the part's file."""
        return self.name or f"part-{self.shard.number:05d}.nq"

    def later(self, derived: tuple[str, ...]) -> "Task":
        """Return the task that derives once more, with what has been derived, and writes nothing."""
        return self._replace(to="", derived=derived)


class Setting(NamedTuple):
    """What a task needs besides claims, made once in a process."""

    context: str
    """N-Quads of the ontology, the registers and the descriptions of sources."""
    records: Records
    wanted: frozenset[str]
    """The local names of the terms that the rules of one claim rest on."""


@lru_cache(1)
def setting(inputs: Inputs) -> Setting:
    """Return what every task of a build needs.

    Raises:
        KgError: as :func:`kg.graph.shard.read`, or a rule, check or shape cannot be read.
    """
    registers, sources = shard.read(inputs)
    context = "".join(dataset.quads(registers, sources, ()))
    rules = scope.rules()[scope.ROLES]
    return Setting(context, Records(registers, sources), scope.words(rules))


def prepare(inputs: Inputs) -> None:
    """Read what every task of a build needs, in a process that waits for its first one.

    Raises:
        KgError: as :func:`setting`.
    """
    setting(inputs)


@garbage.rare()
def make(task: Task) -> Part:
    """Return the part of a shard, and write its file.

    Raises:
        ReadError: a value of an input has become more than a value.
        KgError: as :func:`setting`.
        OSError: the file cannot be written.
    """
    registers, whole = shard.read(task.inputs)
    sources = _Used(whole)
    made = _Making(task, setting(task.inputs))
    faults: dict[str, list[ReadError]] = {}
    with Place(task.to).writing(task.file, "wb") if task.to else nullcontext(io.BytesIO()) as file:
        for piece in task.shard.pieces:
            kept = Faults()
            for place, claim in statement.read(piece, sources, registers, kept):
                name, text = made.added(claim)
                if task.to:
                    file.write(text.encode())
                if piece.table is not None:
                    made.named(claim, name, place, piece.table)
            if kept.found:
                faults[piece.source] = kept.found
        made.looked()
    if faults and task.to:
        Place(task.to).remove(task.file)
    return made.part(task.file if task.to and not faults else "", faults, frozenset(sources.asked))


class _Used(Mapping[str, Source]):
    """Sources by id, which keep the ids that were asked for."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self.asked: set[str] = set()

    def __getitem__(self, id_: str) -> Source:
        self.asked.add(id_)
        return self._sources[id_]

    def __contains__(self, id_: object) -> bool:
        self.asked.add(str(id_))
        return id_ in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class _Making:
    """The state of one task."""

    def __init__(self, task: Task, given: Setting) -> None:
        self.task, self.given = task, given
        self.known: set[str] = set()
        self.concluded: set[tuple[str, str]] = set()
        self.facts: list[str] = []
        self.doubted: list[str] = []
        self.kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.names: dict[str, tuple[array[int], array[int]]] = {}
        self.internal: dict[str, list[tuple[str, str]]] = {}
        self.modalities: set[str] = set()
        self.derived: set[str] = set()
        self.findings: set[Finding] = set()
        self.lines = self.digest = 0

    def added(self, claim: Claim) -> tuple[str, str]:
        """Return the name of a claim, and those of its N-Quads that no claim before it in the shard has stated."""
        situation, place = claim.situation, claim.evidence
        name = claim.iri_of(situation, place)
        self.digest += int(name[-20:], 16)
        if claim.disputes or claim.confirms or claim.internal:
            self.digest += _hashed((claim.disputes, claim.confirms, claim.internal))
        if claim.internal:
            self.internal.setdefault(claim.source, []).append((name, claim.internal))
        self.kinds[claim.source][claim.kind] += 1
        self.modalities.add(claim.modality)
        if (situation, claim.modality) not in self.concluded:
            self.concluded.add((situation, claim.modality))
            self.facts += _fact(claim, name, situation, self.given.wanted)
        if not self.given.records.sound(claim):
            self.doubted += claims.described(claim, name, situation, place)
        if len(self.facts) + len(self.doubted) > TOGETHER:
            self.looked()
        lines = claims.described(claim, name, situation, place, self.known)
        text = "".join(lines)
        if text.count("\n") != len(lines):
            raise ReadError(claim.source, f"a value of {name} breaks its line", "report which value it is")
        self.lines += len(lines)
        return name, text

    def named(self, claim: Claim, name: str, place: str, file: int) -> None:
        """Keep what tells a claim that stands in two pieces of one source: its name, where that rests on all of it."""
        hashes, lines = self.names.setdefault(claim.source, (array("Q"), array("Q")))
        beside = claim.disputes or claim.confirms or claim.internal or claim.located_in
        hashes.append(_hashed(claim) >> 16 if beside else int(name[-16:], 16))
        lines.append(file * IN_FILE + int(place.rpartition(" ")[2]))

    def looked(self) -> None:
        """Derive what follows from the claims so far, and find what is wrong with those in doubt."""
        said = [self.given.context, *(line for name in self.modalities for line in claims.composed(name))]
        if not self.facts and not self.doubted:
            return
        doubted = "".join(self.doubted) if self.task.to else ""
        store = dataset.loaded("".join((*said, doubted)))
        if doubted:
            self.findings |= scope.checks()[scope.ROLES].found(store)
            for quad in ox.parse(doubted, format=ox.RdfFormat.N_QUADS):
                store.remove(quad)
        if self.facts:
            dataset.add(store, "".join((*dataset.concluded(self.task.derived), *self.facts)), known=True)
            self.derived |= inference.conclusions(store, scope.rules()[scope.ROLES])
        self.facts, self.doubted = [], []

    def part(self, file: str, faults: dict[str, list[ReadError]], used: frozenset[str]) -> Part:
        """Return what has come of it."""
        return Part(
            self.task.shard.number,
            file,
            sum(sum(each.values()) for each in self.kinds.values()),
            self.lines,
            self.digest % MODULUS,
            {source: dict(each) for source, each in self.kinds.items()},
            frozenset(self.modalities),
            frozenset(self.derived),
            frozenset(self.findings),
            faults,
            {source: (hashes.tobytes(), lines.tobytes()) for source, (hashes, lines) in self.names.items()},
            self.internal,
            used,
        )


def _fact(claim: Claim, name: str, situation: str, wanted: frozenset[str]) -> list[str]:
    """Return the N-Quads of a claim on which rules of one claim may rest."""
    ais, graph = iri("ais:"), f"<{iri('graph:situations')}> .\n"
    class_, roles = claims.named(claim.kind)
    held = ((roles.get(role) or ais + role, value) for role, value in claim.roles if role in wanted)
    return [
        f"<{name}> <{ais}modality> <{ais}{claim.modality}> {graph}",
        f"<{name}> <{ais}{'denies' if claim.denies else 'about'}> <{situation}> {graph}",
        f"<{situation}> <{RDF}type> <{class_}> {graph}",
        *(f"<{situation}> <{property_}> {value} {graph}" for property_, value in held),
    ]


def _hashed(value: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(value).encode(), digest_size=10).digest(), "big")
