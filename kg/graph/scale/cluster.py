"""Tasks on a cluster that exists: a Dask scheduler and its workers.

Each worker has this toolkit, in the same version, and the same inputs at the same paths; it says so where it has not.
A task that is lost with its worker is run by another.
"""

import logging
import pickle
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from kg.errors import KgError, MissingExtra
from kg.evidence.source import Source
from kg.graph import depot, part, shard
from kg.graph.depot import Part
from kg.graph.part import Task
from kg.graph.shard import Inputs

DASK = "dask://"
TALKING = ("asyncio", "distributed", "tornado")
"""The loggers that tell of a lost connection in as many lines as it has layers; one line is told of it here."""
SECONDS = 15
"""How long a scheduler may take to answer at first."""


@contextmanager
def runner(address: str) -> Iterator[Any]:
    """Give what runs tasks on the cluster at an address; when the block ends, nothing of it is left there.

    Raises:
        MissingExtra: ``distributed`` is not installed.
        KgError: the address is of no cluster that is known, nothing answers there, or it goes away.
    """
    if not address.startswith(DASK):
        todo = f"write {DASK}HOST:PORT, the address of a Dask scheduler"
        raise KgError(address, "no address of a cluster that is known", todo)
    try:
        import distributed
    except ModuleNotFoundError:
        raise MissingExtra(f"kg build --on {address}", "distributed", "dask") from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(TALKING)]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client = distributed.Client(address.replace(DASK, "tcp://"), timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        told = f"no Dask scheduler answers there ({error})"
        raise KgError(address, told, "start one with 'dask scheduler', and workers with 'dask worker'") from error

    def run(tasks: Sequence[Task]) -> Iterator[Part]:
        asked: list[Any] = []
        try:
            asked += (client.submit(made, pickle.dumps(task), pure=False) for task in tasks)
            left = set(asked)
            while left:
                for each in _done(client, left):
                    answer = each.result()
                    if not isinstance(answer, bytes):
                        raise OSError(f"{answer!r} in the place of a part")
                    left.discard(each)
                    yield pickle.loads(answer)
        except KgError:
            raise
        except (OSError, RuntimeError, distributed.KilledWorker, distributed.CancelledError) as error:
            found = f"the cluster did not do all tasks ({type(error).__name__}: {error})"
            raise KgError(address, found, "see what its workers say, and build again") from error
        finally:
            client.cancel(asked, force=True)

    try:
        yield run
    finally:
        client.close(timeout=SECONDS)


def _done(client: Any, left: Collection[Any]) -> Collection[Any]:
    """Return the tasks that are done of those that are left, as soon as one is.

    Raises:
        OSError: no worker is left that could do one.
    """
    import distributed

    while True:
        with suppress(TimeoutError), client.as_current():
            return distributed.wait(left, timeout=SECONDS, return_when="FIRST_COMPLETED").done  # type: ignore[no-any-return]
        if not client.scheduler_info()["workers"]:
            raise OSError(f"it has had no worker for {SECONDS} seconds")


def made(asked: bytes) -> bytes:
    """Return the part of a task, on a worker; both are pickled.

    Raises:
        KgError: the worker has other code, another ontology or other files than who asks; or as
            :func:`kg.graph.part.make`.
    """
    task: Task = pickle.loads(asked)
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
