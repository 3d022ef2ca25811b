"""A task on a worker of a cluster: it has this toolkit, in the same version, and the same inputs at the same paths.

It says so where it has not.
"""

import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.evidence.source import Source
from kg.graph import depot, part, shard
from kg.graph.part import Task
from kg.graph.shard import Inputs

if TYPE_CHECKING:
    import pyarrow

FIELDS = "number long, part binary"
"""What a worker of Spark answers: the number of a task, and its part or what is wrong with it, pickled."""


def made(asked: bytes) -> bytes:
    """Return the part of a task, on a worker; both are pickled.

    Raises:
        KgError: the worker has other code, another ontology or other files than who asks; or as
            :func:`kg.graph.part.make`.
    """
    return _made(pickle.loads(asked))


def _made(task: Task) -> bytes:
    _, sources = shard.read(task.inputs)
    todo = "give every worker the same version, ontology and sources at the same paths, and start the workers again"
    begun = _begun(task.inputs._replace(stamp="", world=""))
    if not task.inputs.world == shard.world(task.inputs) == begun:
        raise KgError("a worker", "it has other code, registers or ontology than who asks", todo)
    if task.name and task.name != shard.called(task.shard, task.inputs.world, shard.digests(_pieces(task, sources))):
        raise KgError("a worker", "its files of the sources are others than those of who asks", todo)
    with depot.room(task.to):
        return pickle.dumps(part.make(task))


def _pieces(task: Task, sources: Mapping[str, Source]) -> dict[str, Source]:
    return {piece.source: sources[piece.source] for piece in task.shard.pieces}


@cache
def _begun(given: Inputs) -> str:
    """Return what the shards of inputs rested on when this process first read them; it holds to that."""
    return shard.world(given)


def answers(held: bytes, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    """Yield what comes of the tasks whose numbers a partition of Spark holds, among all of them, pickled."""
    import pyarrow

    tasks: list[Task] = pickle.loads(held)
    schema = pyarrow.schema([("number", pyarrow.int64()), ("part", pyarrow.binary())])
    for batch in batches:
        for number in batch.column(0).to_pylist():
            try:
                answer = _made(tasks[number])
            except KgError as error:
                answer = pickle.dumps(error)
            yield pyarrow.RecordBatch.from_pydict({"number": [number], "part": [answer]}, schema)
