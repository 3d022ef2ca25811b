"""What runs tasks: it yields what is made of each, in whatever order, and may run a task more than once."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from queue import SimpleQueue
from typing import Protocol, TypeVar

from kg import subordinate
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


def aside(run: Runner, work: Callable[[Given], Made], task: Given) -> Callable[[], Made]:
    """Begin a task in another process of what runs tasks, where it has one; return what waits for what is made of it.

    Without one it is begun when it is waited for.
    """
    return run.aside(work, task) if isinstance(run, _Crew) else partial(work, task)


def runner(
    processes: int = 1, on: str = "", before: Callable[[], object] | None = None
) -> AbstractContextManager[Runner]:
    """Give what runs tasks in this process, in so many, or on a cluster at an address.

    ``before`` is what each other process does at once, while this one plans what there is to do; without it they are
    started when there is.

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
    return _here() if processes < 2 else _processes(processes, before)


@contextmanager
def _here() -> Iterator[Runner]:
    yield map


def _begin() -> None:
    """Leave an interrupt to the process that asks for work, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    subordinate.bind()


@contextmanager
def _processes(number: int, before: Callable[[], object] | None = None) -> Iterator[Runner]:
    """Give what runs tasks in so many processes, this one among them; the others end with the block."""
    crew = _Crew(number - 1, before)
    try:
        yield crew
    finally:
        crew.end()


class _Crew:
    """This process and others, which begin when there is something to do, or with what they do before."""

    def __init__(self, others: int, before: Callable[[], object] | None = None) -> None:
        self._others = others
        self._pool = ProcessPoolExecutor(others, get_context("spawn"), _begin)
        self._asking = ThreadPoolExecutor(others)
        for _ in range(others if before else 0):
            self._pool.submit(before)  # type: ignore[arg-type]

    def aside(self, work: Callable[[Given], Made], task: Given) -> Callable[[], Made]:
        """Begin a task in another process, and return what waits for what is made of it."""
        begun = self._pool.submit(work, task)

        def waited() -> Made:
            with _whole():
                return begun.result()

        return waited

    def end(self) -> None:
        """Let the other processes do what they have begun, and end."""
        self._asking.shutdown(wait=False)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._asking.shutdown(wait=True)

    def __call__(self, work: Callable[[Given], Made], tasks: Sequence[Given], /) -> Iterator[Made]:
        """Yield what is made of each task as it is made.

        Raises:
            KgError: a process was ended from outside, as a system does that has no memory left.
        """
        if len(tasks) < 2:
            yield from map(work, tasks)
            return
        left = deque(tasks)
        made: SimpleQueue[Made] = SimpleQueue()

        def other(taken: list[Given]) -> None:
            while taken:
                made.put(self._pool.submit(work, taken[0]).result())
                taken = _taken(left)

        with _whole(), _emptied(left):
            own = _taken(left)
            asked = [self._asking.submit(other, _taken(left)) for _ in range(min(self._others, len(left)))]
            while own and not any(each.done() and each.exception() for each in asked):
                yield from map(work, own)
                own = _taken(left)
                while not made.empty():
                    yield made.get()
            for each in asked:
                each.result()
            while not made.empty():
                yield made.get()


@contextmanager
def _whole() -> Iterator[None]:
    """Tell in one line of a process that was ended from outside, as a system does that has no memory left.

    Raises:
        KgError: one was.
    """
    try:
        yield
    except BrokenProcessPool as error:
        told = "one of its processes was ended from outside"
        raise KgError("kg build", told, "take fewer of them with --processes, or give --memory less") from error


@contextmanager
def _emptied(left: deque[Given]) -> Iterator[None]:
    """Leave nothing to do when the block ends."""
    try:
        yield
    finally:
        left.clear()


def _taken(left: deque[Given]) -> list[Given]:
    """Return the next of what is left, no longer there; empty where nothing is."""
    with suppress(IndexError):
        return [left.popleft()]
    return []


def ordered(parts: Iterable[Part]) -> list[Part]:
    """Return parts by their number, one of each: those of a task that ran twice are one."""
    return [each for _, each in sorted({each.number: each for each in parts}.items())]
