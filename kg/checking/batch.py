"""Texts in batches that the workers of a cluster read: what they make of each comes back, and is kept here.

A worker reads a text at the path that it has here; it needs no other folder that it would share.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.checking.pile import Order, Outcome, Text, earlier, keep, kept, outcome
from kg.errors import KgError
from kg.graph import shard
from kg.graph.scale import runner, worker
from kg.graph.shard import Inputs

BYTES = 2**20
"""About as many bytes of texts are in one batch at most."""
LEAST = 2**15
"""Bytes of texts below which a batch of its own does not pay."""
BATCHES = 64
"""How many batches there are at least, where there are texts enough: each worker gets some, and loses few."""
ROOMS = (*shard.ROOMS, "checking", "prose")
"""The rooms of the code that reading rests on."""


class Batch(NamedTuple):
    """What one worker is asked: texts, how they are read, and what that rests on."""

    texts: tuple[Text, ...]
    order: Order
    inputs: Inputs


Read = tuple[Outcome, bytes]
"""The outcome of a text, and what was read of it."""


def read(batch: Batch) -> list[Read]:
    """Return what became of each text of a batch, on a worker; nothing that is wrong with a text is raised.

    Raises:
        KgError: as :func:`kg.graph.scale.worker.agree`.
    """
    worker.agree(batch.inputs, ROOMS)
    done: list[Read] = []
    with tempfile.TemporaryDirectory() as folder:
        order = replace(batch.order, folder=Path(folder), to=Path(folder))
        for text in batch.texts:
            made = outcome(text, order)
            done.append((made, made.claims.read_bytes() if made.claims else b""))
    return done


def outcomes(pile: Sequence[Text], order: Order, on: str) -> Iterator[Outcome]:
    """Yield what became of each text, in whatever order: first those that an earlier run had read.

    Raises:
        KgError: as :func:`kg.graph.scale.runner.runner` and :func:`read`.
    """
    left: list[Text] = []
    for text in pile:
        try:
            before = earlier(text, order)
        except KgError as error:
            before = Outcome(text, error=str(error))
        if before:
            yield before
        else:
            left.append(text)
    with runner.runner(on=on) as run:
        inputs = shard.inputs()
        inputs = inputs._replace(world=shard.world(inputs, ROOMS))
        for done in run(read, [Batch(texts, order, inputs) for texts in batches(left)]):
            for made, claims in done:
                yield received(made, claims, order)


def batches(texts: Sequence[Text]) -> Iterator[tuple[Text, ...]]:
    """Yield texts in batches of about the same size, in their order, their paths resolved."""
    sizes = [text.path.stat().st_size if text.path.is_file() else 0 for text in texts]
    enough = min(BYTES, max(LEAST, -(-sum(sizes) // BATCHES)))
    held: list[Text] = []
    size = 0
    for text, bulk in zip(texts, sizes, strict=True):
        held.append(replace(text, path=text.path.resolve()))
        size += bulk
        if size >= enough:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)


def received(made: Outcome, claims: bytes, order: Order) -> Outcome:
    """Return the outcome of a text, its claims kept here now; it is an error where the worker read another text."""
    made.unread = None
    at = kept(made.text, order)
    if made.error or at is None:
        return made
    with made.text.path.open("rb") as text:
        same = hashlib.file_digest(text, "sha256").hexdigest() == made.sha256
    if same:
        keep(claims, at)
        made.claims = at
    else:
        todo = "let every worker see the same texts at the same paths"
        made.claims, made.error = None, str(KgError(made.text.name, "a worker read another text at its path", todo))
    return made
