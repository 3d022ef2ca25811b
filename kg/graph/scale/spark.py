"""Tasks on a Spark cluster that exists: a standalone master (``spark://``), or Spark Connect (``sc://``).

A task that is lost with its worker is run by another.
"""

import os
import pickle
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import KgError, MissingExtra
from kg.file import why
from kg.graph import java
from kg.graph.scale import worker
from kg.graph.scale.patience import Patience, within

BEGIN = 120
"""Seconds that a master may take to give a session, the start of Java among them."""
SECONDS = 30
"""How long a cluster may be without a worker."""
SLOW = "300s"
"""How long a task may take that Spark has no other to compare with before it is given to another worker as well."""
SOON = "60s"
"""How long any task may take without that."""
JOBS = 16
"""Jobs of Spark that the tasks are given to it in, so that it is told how far they are."""


@contextmanager
def session(address: str) -> Iterator[Any]:
    """Give a session of Spark on the cluster at an address; when the block ends, nothing of it is left there.

    Raises:
        MissingExtra: ``pyspark`` is not installed, or what it needs.
        KgError: nothing answers there.
    """
    try:
        import pyarrow  # noqa: F401
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise MissingExtra(f"--on {address}", error.name, "spark") from None
    _reached(address)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    failures: tuple[type[Exception], ...] = (*_failures(), ImportError, TypeError)
    try:
        with _quiet():
            begun = within(BEGIN, _named(SparkSession, address).getOrCreate)
    except TimeoutError:
        told = f"no session of Spark begins there in {BEGIN} seconds"
        raise KgError(address, told, "see whether its master still answers, and start it again") from None
    except failures as error:
        told = f"no session of Spark begins there ({_first(error)})"
        raise KgError(address, told, "see what its master says, and whether Java and its versions fit") from error
    try:
        yield begun
    finally:
        with suppress(Exception):
            within(SECONDS, partial(_called_off, begun, address))
        with suppress(Exception), _quiet():
            within(SECONDS, begun.stop)


def _called_off(session: Any, address: str) -> None:
    """Stop what a session was asked for and has not answered."""
    session.sparkContext.cancelAllJobs() if address.startswith("spark://") else session.interruptAll()


@contextmanager
def failing(address: str) -> Iterator[None]:
    """Tell in one line of what Spark cannot do while the block goes on.

    Raises:
        KgError: the cluster went away, or did not do what it was asked.
    """
    try:
        yield
    except KgError:
        raise
    except _failures() as error:
        found = f"the cluster did not do all tasks ({_first(error)})"
        raise KgError(address, found, "see what its workers say, and run the command again") from error


@contextmanager
def runner(address: str) -> Iterator[Any]:
    """Give what runs tasks on the cluster at an address.

    Raises:
        MissingExtra, KgError: as :func:`session`; or the cluster goes away.
    """
    with session(address) as begun:
        yield _runner(begun, address)


def _runner(session: Any, address: str) -> Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[Any]]:
    def run(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        if not tasks:
            return
        held = pickle.dumps((work, list(tasks)))
        size = -(-len(tasks) // JOBS)

        def job(given: range) -> list[bytes]:
            numbers = session.range(given.start, given.stop, 1, len(given))
            rows = numbers.mapInArrow(partial(worker.answers, held), worker.FIELDS).collect()
            return [bytes(row["made"]) for row in rows]

        jobs = [range(len(tasks))[start : start + size] for start in range(0, len(tasks), size)]
        pool, patience = ThreadPoolExecutor(JOBS), Patience(address, len(tasks))
        try:
            with failing(address):
                asked = {pool.submit(job, given): given for given in jobs}
                left = set(asked)
                while left:
                    done, left = wait(left, timeout=1, return_when=FIRST_COMPLETED)
                    if not done:
                        patience.waits(chain.from_iterable(asked[each] for each in left))
                    for each in done:
                        patience.rewarded()
                        for answer in map(pickle.loads, each.result()):
                            if isinstance(answer, KgError):
                                raise answer
                            yield answer
                    staffed.seen(left)
        finally:
            with suppress(Exception):
                within(SECONDS, partial(_called_off, session, address))
            pool.shutdown(wait=False, cancel_futures=True)

    staffed = _Staff(session if address.startswith("spark://") else None)
    return run


def _failures() -> tuple[type[Exception], ...]:
    """Return what tells that Spark failed; a client of Spark Connect alone has no bridge to Java that may."""
    from pyspark.errors import PySparkException

    told: tuple[type[Exception], ...] = (PySparkException, OSError, RuntimeError, EOFError)
    try:
        from py4j.protocol import Py4JError
    except ModuleNotFoundError:
        return told
    return (*told, Py4JError)


def _named(builder: Any, address: str) -> Any:
    named = builder.builder.appName("kg")
    if address.startswith("sc://"):
        return named.remote(address)
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}
    again = {"spark.speculation": "true", "spark.speculation.task.duration.threshold": SLOW}
    again |= {"spark.speculation.minTaskRuntime": SOON}
    for key, value in (quiet | again).items():
        named = named.config(key, value)
    return named.master(address)


class _Staff:
    """Whether a cluster has workers."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._last = time.monotonic()

    def seen(self, left: object) -> None:
        """Look for workers while there is something left to do.

        Raises:
            OSError: there has been none for some time.
        """
        if self._session is None or not left:
            return
        if self._session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() > 1:
            self._last = time.monotonic()
        elif time.monotonic() - self._last > SECONDS:
            raise OSError(f"it has had no worker for {SECONDS} seconds")


def _reached(address: str) -> None:
    """Do nothing where something answers at an address."""
    try:
        parts = urlsplit(address.replace(",", "/", 1))
        host, port = parts.hostname, parts.port or (15002 if parts.scheme == "sc" else 7077)
        if not host:
            raise ValueError("it names no host")
        socket.create_connection((host, port), 15).close()
    except (OSError, ValueError) as error:
        told = f"nothing answers there ({why(error)})"
        raise KgError(address, told, "start a master and workers of Spark, or correct the address") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Java says to standard error, from now on where it begins in the block, out of sight."""
    sys.stderr.flush()
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _first(error: BaseException) -> str:
    """Return the first lines of what Spark says, which goes on for pages, without the names of its classes."""
    return java.said(str(error)) or "it gives no reason"
