"""What a build is going to be, before it is made: how many claims and quads, and how much room they take.

The first claims of each source are read; the rest of it is taken to be like them.
"""

import uuid
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kg.errors import Faults
from kg.evidence import assertion, claim, statement, table
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.evidence.statement import Piece
from kg.graph import dataset, shard
from kg.graph.means import How, planned
from kg.graph.shard import Shard
from kg.tables import mapping

SAMPLE = 1_000
"""Claims of a source that are read."""
STORED = 305
"""Bytes that the store takes for a quad at 10 M quads, and fewer below; measured."""
MAKING = 340
"""Bytes that the store takes for a quad at most while it is made; measured."""


class Forecast(NamedTuple):
    """What some claims are going to be, about."""

    claims: int = 0
    quads: int = 0
    bytes: int = 0
    """Bytes of N-Quads, as parts hold them."""

    def __add__(self, other: "Forecast") -> "Forecast":  # type: ignore[override]
        return Forecast(*(one + two for one, two in zip(self, other, strict=True)))

    def share(self, part: int, whole: int) -> "Forecast":
        """Return what so many bytes of a whole are going to be."""
        return Forecast(*(round(each * part / max(whole, 1)) for each in self))


class Foreseen(NamedTuple):
    """One shard: its sources, the bytes of their files, and what comes of them."""

    sources: list[str]
    size: int
    comes: Forecast


def whole(extra: Sequence[Path], how: How) -> tuple[list[Foreseen], Forecast]:
    """Return the shards of a build that is not made, with what each is going to be, and what stands beside claims.

    Raises:
        KgError: as :func:`kg.graph.pipeline.build`, as far as the registers and the headers of sources go.
    """
    inputs = shard.inputs(extra)._replace(stamp=uuid.uuid4().hex)
    registers, sources = shard.read(inputs)
    shards = sorted(task.shard for task in planned(inputs, sources, how, "", {}))
    return foreseen(shards, sources, registers), context(sources, registers)


def foreseen(shards: list[Shard], sources: Mapping[str, Source], registers: Registers) -> list[Foreseen]:
    """Return what each shard is going to be; what is wrong with a source is told when it is built."""
    wholes = {id_: forecast(each, sources, registers) for id_, each in sources.items()}
    sizes = {id_: shard.size(Shard(0, (Piece(id_),)), sources) for id_ in sources}

    def comes(each: Shard) -> Forecast:
        found = Forecast()
        for piece in each.pieces:
            whole = wholes[piece.source]
            held = piece.span.end - piece.span.start if piece.span else sizes[piece.source]
            found += whole.share(held, sizes[piece.source])
        return found

    return [
        Foreseen([piece.source for piece in each.pieces], shard.size(each, sources), comes(each)) for each in shards
    ]


def forecast(source: Source, sources: Mapping[str, Source], registers: Registers) -> Forecast:
    """Return what the claims of a source are going to be: as many as it expects, or as its rows are."""
    known: set[str] = set()
    read = statement.read(Piece(source.id), sources, registers, Faults())
    found = Forecast()
    for _, each in islice(read, SAMPLE):
        lines = claim.described(each, each.iri, each.situation, each.evidence, known)
        found += Forecast(1, len(lines), sum(len(line.encode()) for line in lines))
    if found.claims < SAMPLE:
        return found
    return found.share(sum(source.header.expect.values()) or _counted(source) or SAMPLE + sum(1 for _ in read), SAMPLE)


def _counted(source: Source) -> int:
    """Return how many claims a source states by its file and its rows; 0 where that is known only by reading them."""
    if mapping.beside(source.path).exists() or assertion.beside(source.path):
        return 0
    rows = sum(map(table.count, source.tables()))
    return rows and len(source.header.claim) + rows


def context(sources: Mapping[str, Source], registers: Registers) -> Forecast:
    """Return what the ontology, the registers and the descriptions of the sources are."""
    lines = list(dataset.quads(registers, sources, ()))
    return Forecast(0, len(lines), sum(len(line.encode()) for line in lines))
