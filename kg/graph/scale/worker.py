"""A task on a worker of a cluster: it has this toolkit, in the same version, and the same inputs at the same paths.

It says so where it has not.
"""

import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.evidence.source import Source
from kg.graph import depot, part, shard
from kg.graph.depot import Part
from kg.graph.part import Task
from kg.graph.shard import Inputs

if TYPE_CHECKING:
    import pyarrow

FIELDS = "number long, made binary"
"""What a worker of Spark answers: the number of a task, and what was made of it or what is wrong with it, pickled."""
SAME = "give every worker the same version, ontology and sources at the same paths, and start the workers again"


def made(asked: bytes) -> bytes:
    """Return what a function makes of a task, on a worker; the two are pickled, and so is what it makes."""
    work, task = pickle.loads(asked)
    return pickle.dumps(work(task))


def agree(inputs: Inputs, rooms: tuple[str, ...] = shard.ROOMS) -> None:
    """Do nothing where this process has what the inputs of who asks rest on; ``rooms`` are the code that counts.

    Raises:
        KgError: the worker has other code, registers or another ontology; or as :func:`kg.graph.shard.read`.
    """
    shard.read(inputs)
    begun = _begun(inputs._replace(stamp="", world=""), rooms)
    if not inputs.world == shard.world(inputs, rooms) == begun:
        raise KgError("a worker", "it has other code, registers or ontology than who asks", SAME)


def make(task: Task) -> Part:
    """Return the part of a shard, made on a worker.

    Raises:
        KgError: the worker has other files than who asks; or as :func:`agree` and :func:`kg.graph.part.make`.
    """
    agree(task.inputs)
    _, sources = shard.read(task.inputs)
    if task.name and task.name != shard.called(task.shard, task.inputs.world, shard.digests(_pieces(task, sources))):
        raise KgError("a worker", "its files of the sources are others than those of who asks", SAME)
    with depot.room(task.to):
        return part.make(task)


def _pieces(task: Task, sources: Mapping[str, Source]) -> dict[str, Source]:
    return {piece.source: sources[piece.source] for piece in task.shard.pieces}


@cache
def _begun(given: Inputs, rooms: tuple[str, ...]) -> str:
    """Return what the tasks of inputs rested on when this process first read them; it holds to that."""
    return shard.world(given, rooms)


def answers(held: bytes, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    """Yield what a function makes of the tasks whose numbers a partition of Spark holds; it and they are pickled."""
    import pyarrow

    work: Callable[[Any], Any]
    work, tasks = pickle.loads(held)
    schema = pyarrow.schema([("number", pyarrow.int64()), ("made", pyarrow.binary())])
    for batch in batches:
        for number in batch.column(0).to_pylist():
            try:
                answer = work(tasks[number])
            except KgError as error:
                answer = error
            yield pyarrow.RecordBatch.from_pydict({"number": [number], "made": [pickle.dumps(answer)]}, schema)
