"""What runs tasks: it yields what is made of each, in whatever order, and may run a task more than once."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from typing import Protocol, TypeVar

from kg.errors import KgError
from kg.graph.depot import Part

DASK, SPARK = "dask://", ("spark://", "sc://")
"""What the addresses of clusters begin with."""
Given = TypeVar("Given")
Made = TypeVar("Made")


class Runner(Protocol):
    """Takes a function of a module and tasks, and gives what the function makes of each as it is made."""

    def __call__(self, work: Callable[[Given], Made], tasks: Sequence[Given], /) -> Iterable[Made]:
        """Yield what the function makes of each task, in whatever order; on a cluster both are pickled."""
        ...


def runner(processes: int = 1, on: str = "") -> AbstractContextManager[Runner]:
    """Give what runs tasks in this process, in so many of their own, or on a cluster at an address.

    Raises:
        KgError: the address is of no cluster that is known, or nothing answers there.
    """
    if on.startswith(DASK):
        from kg.graph.scale import cluster

        return cluster.runner(on)
    if on.startswith(SPARK):
        from kg.graph.scale import spark

        return spark.runner(on)
    if on:
        todo = "write dask://HOST:PORT, or of Spark spark://HOST:PORT or sc://HOST:PORT"
        raise KgError(on, "no address of a cluster that is known", todo)
    return _here() if processes < 2 else _processes(processes)


@contextmanager
def _here() -> Iterator[Runner]:
    yield map


@contextmanager
def _processes(number: int) -> Iterator[Runner]:
    """Give what runs tasks in processes of their own, which end with the block.

    Raises:
        KgError: a process was ended from outside, as a system does that has no memory left.
    """
    pool = ProcessPoolExecutor(number, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))

    def run(work: Callable[[Given], Made], tasks: Sequence[Given]) -> Iterator[Made]:
        if len(tasks) < 2:
            yield from map(work, tasks)
            return
        try:
            for done in as_completed([pool.submit(work, task) for task in tasks]):
                yield done.result()
        except BrokenProcessPool as error:
            told = "one of its processes was ended from outside"
            raise KgError("kg build", told, "take fewer of them with --processes, or give --memory less") from error

    try:
        yield run
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def ordered(parts: Iterable[Part]) -> list[Part]:
    """Return parts by their number, one of each: those of a task that ran twice are one."""
    return [each for _, each in sorted({each.number: each for each in parts}.items())]
