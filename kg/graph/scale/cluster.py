"""Tasks on a Dask cluster that exists: a task that is lost with its worker, or not answered for, is run by another."""

import logging
import pickle
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kg.errors import KgError, MissingExtra
from kg.file import why
from kg.graph.scale import worker
from kg.graph.scale.patience import Patience

TALKING = ("asyncio", "distributed", "tornado")
"""The loggers that tell of a lost connection in as many lines as it has layers; one line is told of it here."""
SECONDS = 15
"""How long a scheduler may take to answer at first, and how often the workers are looked at."""
ANSWER = 60
"""Seconds that a scheduler may take to answer later, and a worker to hand over what it made."""
SILENT = 60
"""Seconds without a sign of life after which the tasks of a worker are given to another as well."""
LOST = 300
"""Seconds that all workers may be silent; Dask itself gives a worker as long (``worker-ttl``)."""


def _whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname and parts.port)
    except ValueError:
        return False


@contextmanager
def runner(address: str) -> Iterator[Any]:
    """Give what runs tasks on the cluster at an address; when the block ends, nothing of it is left there.

    Raises:
        MissingExtra: ``distributed`` is not installed.
        KgError: the address is not whole, nothing answers there, or it goes away.
    """
    try:
        import distributed
    except ModuleNotFoundError:
        raise MissingExtra(f"--on {address}", "distributed", "dask") from None
    if not _whole(address):
        raise KgError(address, "it names no host and port", "write dask://HOST:PORT, where 'dask scheduler' runs")
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(TALKING)]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client = distributed.Client(address.replace("dask://", "tcp://"), timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        told = f"no Dask scheduler answers there ({why(error)})"
        raise KgError(address, told, "start one with 'dask scheduler', and workers with 'dask worker'") from error

    staff = _Staff(client)

    def run(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        asked = _Asked(staff, work, tasks, Patience(address, len(tasks)))
        try:
            yield from asked.answers()
        except KgError:
            raise
        except (OSError, RuntimeError, distributed.KilledWorker, distributed.CancelledError) as error:
            lost = isinstance(error, distributed.KilledWorker)
            told = "its workers go away at a task, as they do without enough memory" if lost else why(error)
            if isinstance(error, distributed.CancelledError):
                told = "its scheduler went away, or somebody called them off"
            found = f"the cluster did not do all tasks ({told})"
            raise KgError(address, found, "see what its workers say, and run the command again") from error
        finally:
            client.cancel([copy.future for copy in asked.copies.values()], force=True)

    try:
        yield run
    finally:
        client.close(timeout=SECONDS)


class _Staff:
    """The workers of a cluster, and which of them give a sign of life."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self._looked = monotonic()
        self._heard: dict[str, tuple[float, float]] = {}

    def look(self) -> bool:
        """Look at the workers, where it is time to; return whether it was.

        Raises:
            OSError: no worker is left that could do a task, or the scheduler does not answer.
        """
        now = monotonic()
        if now - self._looked < SECONDS:
            return False
        self._looked = now
        heard = {}
        for address, told in self.asked("identity", n_workers=-1)["workers"].items():
            seen, at = self._heard.get(address, (None, now))
            heard[address] = (told["last_seen"], at if seen == told["last_seen"] else now)
        if not heard:
            raise OSError(f"it has had no worker for {SECONDS} seconds")
        self._heard = heard
        if all(now - at > LOST for _, at in heard.values()):
            raise OSError(f"none of its {len(heard)} workers has answered for {LOST} seconds")
        return True

    def asked(self, question: str, **given: object) -> Any:
        """Return what the scheduler answers to a question.

        Raises:
            OSError: it does not answer in time.
        """
        return self.client.sync(getattr(self.client.scheduler, question), callback_timeout=ANSWER, **given)

    @property
    def silent(self) -> set[str]:
        """The addresses of the workers that do not answer."""
        return {address for address, (_, at) in self._heard.items() if self._looked - at > SILENT}

    @property
    def answering(self) -> set[str]:
        """The addresses of the others."""
        return self._heard.keys() - self.silent


class _Copy(NamedTuple):
    """A task as it was given to the cluster, which may be given it more than once."""

    number: int
    future: Any
    allowed: frozenset[str]
    """The workers that it was given to; none where any may do it."""


class _Asked:
    """Tasks that a cluster was asked to do; each is answered once, by whichever worker does it first."""

    def __init__(self, staff: _Staff, work: Callable[[Any], Any], tasks: Sequence[Any], patience: Patience) -> None:
        self.staff, self.work, self.tasks, self.patience = staff, work, tasks, patience
        self.copies: dict[str, _Copy] = {}
        self.left = set(range(len(tasks)))

    def answers(self) -> Iterator[Any]:
        """Yield what is made of each task.

        Raises:
            OSError: no worker does one, or what it answers is nothing that was made.
        """
        for number in range(len(self.tasks)):
            self.give(number)
        while self.left:
            for copy in self.done():
                if copy.number in self.left and (answer := self.answer(copy)) is not None:
                    self.left.discard(copy.number)
                    self.patience.rewarded()
                    yield pickle.loads(answer)

    def give(self, number: int) -> None:
        """Give a task to the cluster, and where workers are silent to none of these."""
        allowed = self.staff.answering if self.staff.silent else set[str]()
        given = pickle.dumps((self.work, self.tasks[number]))
        future = self.staff.client.submit(worker.made, given, pure=False, workers=sorted(allowed) or None)
        self.copies[future.key] = _Copy(number, future, frozenset(allowed))

    def answer(self, copy: _Copy) -> bytes | None:
        """Return what was made of a task; None where the worker that has it does not give it, and another is asked."""
        del self.copies[copy.future.key]
        done = copy.future.status == "finished"
        try:
            answer = copy.future.result(timeout=ANSWER)
        except TimeoutError:
            if not done:
                raise
            self.give(copy.number)
            return None
        if not isinstance(answer, bytes):
            raise OSError(f"{answer!r} in the place of what was made")
        return answer

    def done(self) -> Collection[_Copy]:
        """Return the copies that are done of the tasks that are left, as soon as one is.

        Raises:
            OSError: as :meth:`_Staff.look`.
        """
        import distributed

        while True:
            if self.staff.look():
                self.given_again()
            self.patience.waits(self.left)
            left = [copy.future for copy in self.copies.values() if copy.number in self.left]
            with suppress(TimeoutError), self.staff.client.as_current():
                found = distributed.wait(left, timeout=SECONDS, return_when="FIRST_COMPLETED").done
                return [self.copies[future.key] for future in found]

    def given_again(self) -> None:
        """Give the tasks that nobody answers for to workers that answer, where there are any."""
        silent, answering = self.staff.silent, self.staff.answering
        if not silent or not answering:
            return
        at = {key: place for place, keys in self.staff.asked("processing").items() for key in keys}
        lost = {key for key, copy in self.copies.items() if at.get(key) in silent}
        lost |= {key for key, copy in self.copies.items() if copy.allowed and not copy.allowed & answering}
        held = {copy.number for key, copy in self.copies.items() if key not in lost}
        waiting: dict[str, set[int]] = {}
        for key in lost:
            copy = self.copies[key]
            if copy.number in self.left - held:
                waiting.setdefault(at.get(key, "a worker"), set()).add(copy.number)
        for place, numbers in sorted(waiting.items()):
            told = ", ".join(str(number + 1) for number in sorted(numbers))
            found = f"has not answered for {SILENT} seconds with task {told} of {len(self.tasks)}"
            print(f"kg: {place} {found}; another worker is asked", file=sys.stderr, flush=True)
        for number in sorted(set[int]().union(*waiting.values())):
            self.give(number)
