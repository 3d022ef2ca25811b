"""What claims of a document have to do with one another: a count within a count, a claim that disputes another."""

from collections.abc import Iterable

from kg.prose.article import Block
from kg.prose.proposal import DISPUTE, Proposal


def relate(fresh: Iterable[Proposal], found: Iterable[Proposal]) -> None:
    """Say of each fresh count that is a part which of the counts found it lies within."""
    fresh, found = [*fresh], [*found]
    for proposal in fresh:
        if proposal.part_of is None:
            continue
        counts = [p for p in found if p.kind == "CountObservation" and p is not proposal]
        if proposal.part_of >= 0:
            whole = [p for p in fresh if p.figure == proposal.part_of and p is not proposal]
            whole = whole or [p for p in counts if (p.lower, p.upper) == proposal.base and "initiative" not in p.roles]
        else:
            whole = [p for p in counts if p.start < proposal.start and "initiative" not in p.roles][-1:]
        if whole:
            proposal.within = whole[-1].id


def left_alone(kept: list[Proposal]) -> list[tuple[Proposal, str]]:
    """Take out of a list what says too much without a claim that is not in it, with why.

    It is a use that a supply tells of beside itself, to whose state the list has none, and how many of some states
    belong to an initiative where the count of those is not read.
    """
    given = {(p.document, p.sentence, p.roles.get("recipient")) for p in kept if p.kind == "Supply"}
    alone = [p for p in kept if p.beside and (p.document, p.sentence, p.roles.get("user")) not in given]
    ids = {p.id for p in kept}
    parts = [p for p in kept if p.part_of == -1 and "initiative" in p.roles and p.within not in ids]
    for proposal in (*alone, *parts):
        kept.remove(proposal)
    told = [(proposal, "the supply that tells of it is not read") for proposal in alone]
    return told + [(proposal, "the count that it is a part of is not read") for proposal in parts]


def contradiction(disputed: Proposal, by: Proposal, number: int) -> Proposal:
    """Return the dispute of one claim by another of the same document."""
    return Proposal(
        kind=DISPUTE,
        roles={"claim": by.id},
        quote=by.quote,
        start=by.start,
        end=by.end,
        modality="alleged",
        claimed_by=by.claimed_by,
        voice=by.voice,
        document=by.document,
        sentence=by.sentence,
        id=f"{by.document}.d{number}.{by.start}",
        disputes=disputed.id,
    )


def objection(disputed: Proposal, block: Block, span: tuple[int, int], voice: str, number: int) -> Proposal:
    """Return the dispute of a claim by words that stand in a span of a block and say nothing in its place."""
    start, end = span
    return Proposal(
        kind=DISPUTE,
        roles={},
        quote=block.written(start, end),
        start=block.at(start),
        end=block.piece.after(end - 1),
        modality="alleged",
        voice=voice,
        document=disputed.document,
        sentence=block.text[start:end],
        id=f"{disputed.document}.d{number}.{start}",
        disputes=disputed.id,
    )
