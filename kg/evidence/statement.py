"""What a source states: its claims one at a time, all of them or those of one piece of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kg.errors import Faults, SourceError, suggestion
from kg.evidence.claim import Claim, kinds
from kg.evidence.reader import Reader
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.evidence.table import Span


def claims(source: Source, sources: Mapping[str, Source], registers: Registers) -> Iterator[Claim]:
    """Yield the claims of a source: those of its TOML file, then those of the table beside it, one at a time.

    What is wrong is raised after the last claim, all of it at once.

    Raises:
        SourceError: an unknown key, kind, name or modality, a missing role, a claim without a locator, a phrase that
            does not occur, bounds out of order, a claim twice, or other counts of claims than ``expect`` states.
    """
    reader = Reader(source, sources, registers)
    counted: Counter[str] = Counter()
    for claim in reader.claims():
        counted[claim.kind] += 1
        yield claim
    reader.faults.told()
    expected(source, counted)


def expected(source: Source, counted: Mapping[str, int]) -> None:
    """Do nothing where a source holds as many claims of each kind as its ``expect`` states.

    Raises:
        SourceError: it holds more or fewer, or a kind there is none; all of it at once.
    """
    faults = Faults()
    for kind, number in source.header.expect.items():
        if kind not in kinds():
            todo = suggestion(kind, kinds(), f"use one of {', '.join(kinds())}")
            found = f"{kind!r} is not a kind of situation"
            faults.found.append(SourceError(f"{source.path.name}, expect", found, todo))
        elif (held := counted.get(kind, 0)) != number:
            found = f"{held} claims of kind {kind}, {number} expected"
            faults.found.append(SourceError(source.path.name, found, "restore the missing rows, or correct [expect]"))
    faults.told()


def tried(source: Source, registers: Registers, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Claim]:
    """Yield the claims of (place, raw claim), of a source that may not be written yet; memory does not grow.

    Raises:
        SourceError: the first thing that a claim must not say.
    """
    reader = Reader(source, {source.id: source}, registers)
    for place, raw in rows:
        yield reader.claim(place, raw)


def placed(source: Source, sources: Mapping[str, Source], registers: Registers) -> Iterator[tuple[str, Claim]]:
    """Yield each claim of a source with the place of its file where it is stated, and its id there if it has one.

    Raises:
        SourceError: as :func:`claims`.
    """
    reader = Reader(source, sources, registers)
    for claim in reader.claims():
        id_, last = next(reversed(reader.named.items()), ("", None))
        yield reader.place_of(claim) + (f" (id {id_[1:]!r})" if last is claim else ""), claim
    reader.faults.told()


class Piece(NamedTuple):
    """Some claims of a source: those of its file, if it is the first piece, and those of a span of its table."""

    source: str
    first: bool = True
    span: Span | None = None
    """None for the whole table, or the whole file."""
    table: int | None = None
    """The number of the file of its table; None for all of them."""


def read(
    piece: Piece, sources: Mapping[str, Source], registers: Registers, faults: Faults
) -> Iterator[tuple[str, Claim]]:
    """Yield each claim of a piece with the place of its file where it is stated; what is wrong is added to the faults.

    What pieces of one source do not show, a claim that stands in two of them or too few of a kind, is not told here.
    """
    with faults.kept():
        reader = Reader(sources[piece.source], sources, registers)
        if piece.first:
            for claim in reader.stated():
                yield reader.at, claim
        else:
            with Faults().kept():
                list(reader.stated())
            reader.faults.found.clear()
        for claim in reader.rows(piece.span, piece.table):
            yield reader.at, claim
        reader.faults.told()
