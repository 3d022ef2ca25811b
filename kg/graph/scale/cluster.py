"""Tasks on a Dask cluster that exists: a task that is lost with its worker is run by another."""

import logging
import pickle
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from kg.errors import KgError, MissingExtra
from kg.file import why
from kg.graph.scale import worker

TALKING = ("asyncio", "distributed", "tornado")
"""The loggers that tell of a lost connection in as many lines as it has layers; one line is told of it here."""
SECONDS = 15
"""How long a scheduler may take to answer at first."""


@contextmanager
def runner(address: str) -> Iterator[Any]:
    """Give what runs tasks on the cluster at an address; when the block ends, nothing of it is left there.

    Raises:
        MissingExtra: ``distributed`` is not installed.
        KgError: nothing answers there, or it goes away.
    """
    try:
        import distributed
    except ModuleNotFoundError:
        raise MissingExtra(f"--on {address}", "distributed", "dask") from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(TALKING)]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client = distributed.Client(address.replace("dask://", "tcp://"), timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        told = f"no Dask scheduler answers there ({why(error)})"
        raise KgError(address, told, "start one with 'dask scheduler', and workers with 'dask worker'") from error

    def run(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        asked: list[Any] = []
        try:
            asked += (client.submit(worker.made, pickle.dumps((work, task)), pure=False) for task in tasks)
            left = set(asked)
            while left:
                for each in _done(client, left):
                    answer = each.result()
                    if not isinstance(answer, bytes):
                        raise OSError(f"{answer!r} in the place of what was made")
                    left.discard(each)
                    yield pickle.loads(answer)
        except KgError:
            raise
        except (OSError, RuntimeError, distributed.KilledWorker, distributed.CancelledError) as error:
            found = f"the cluster did not do all tasks ({type(error).__name__}: {error})"
            raise KgError(address, found, "see what its workers say, and run the command again") from error
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
