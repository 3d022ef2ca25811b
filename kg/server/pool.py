"""Processes that work for the server, each killed and replaced when a job outlasts its seconds."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.graph import store as stores
from kg.graph.store import Generation
from kg.server import confinement
from kg.server.limit import Broken, Limits, Overloaded, TimedOut
from kg.server.process import SHORT, Ticket, Worker, brief, rank
from kg.server.share import CLIENT, RESTART, Accounts
from kg.server.worker import packed

PAUSE, LONGEST_PAUSE = 0.5, 10.0
"""Seconds before a process that ended as it began is begun again; twice as many each time, up to the second."""
FIRST = 30.0
"""Seconds that a job waits longer while not every process has been ready for work yet, as on a busy machine."""


class Pool:
    """A fixed number of processes on one store, and those who wait for one.

    A job that takes longer than ``short`` is a long one, and so is each of a client that had one lately. Half of
    the processes at most work on long jobs, so that short ones find one free soon; one that turns out long while half
    do already is begun anew when its turn comes, and short ones have a processor before them. Of those who wait, who
    has the least is next; what a client leaves unfinished counts as a long job, for it costs a process.
    """

    def __init__(
        self,
        place: Path,
        count: int,
        limits: Limits,
        level: str = confinement.READING,
        generation: Generation | None = None,
        short: float = SHORT,
        nice: int = 0,
        rehearsal: Callable[..., Any] | None = None,
    ) -> None:
        self.place = place
        self.level = level
        """How closely the processes are held; see :mod:`kg.server.confinement`."""
        self.generation = generation
        """Which store is worked on; a process is begun on no other."""
        self.count = count
        self.short = short
        self.nice = nice
        """How much nicer the processes are to the others of the machine than the server is."""
        self.rehearsal = rehearsal
        """What a process does once before it is given work; see :mod:`kg.server.rehearsal`."""
        self.limits = limits
        self.started = False
        """Whether a process has ever opened the store."""
        self.rehearsed, self.busy = 0, 0
        """Processes that were ready for work, those that were replaced since included; and those that work now."""
        self.replaced = 0
        """Processes that were killed at a limit or ended by themselves."""
        self.accounts = Accounts()
        """What each client has had of long jobs, and of processes that were begun anew."""
        self.shares = Accounts()
        """What each client has had in all."""
        self._behind = dict[Worker, str]()  # whose long job each works on
        self._most_long = max(1, count // 2) if level == confinement.READING else count
        self._running: Counter[str] = Counter()
        self._idle, self._waiting = deque[Worker](), list[Ticket]()
        self._all, self._ending = set[Worker](), set[Worker]()
        self._tasks: set[asyncio.Task[None]] = set()
        self._opened, self._closed = asyncio.Event(), False

    @property
    def ready(self) -> bool:
        """Whether every process was ready for work once, or one where no other can begin."""
        return self.rehearsed >= self.count or (self.rehearsed > 0 and self.stale())

    @property
    def waiting(self) -> int:
        """The jobs that wait for a process."""
        return len(self._waiting)

    async def start(self) -> None:
        """Start one process, wait until it has opened the store, and start the others.

        Raises:
            Broken: it could not open the store.
        """
        self._spawn()
        await self._opened.wait()
        if not self.started:
            raise Broken(str(self.place), "no process could open the graph", "see what it wrote on standard error")
        for _ in range(self.count - 1):
            self._spawn()

    async def warm(self) -> None:
        """Wait until every process was ready for work once, or none can be any more."""
        while self._tasks and not self.ready and not self.stale():
            await asyncio.wait(set(self._tasks), timeout=PAUSE, return_when=asyncio.FIRST_COMPLETED)

    def hurry(self) -> None:
        """Let the processes have a processor as the server itself has: somebody waits for what they make."""
        self.nice = 0
        for worker in self._all:
            worker.hurry()

    async def close(self) -> None:
        """End every process."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for worker in (*self._all, *self._ending):
            worker.end()

    async def run(self, function: Callable[..., Any] | str, *arguments: Any, seconds: float | None = None) -> Any:
        """Return what a function of a Shelf gives for the arguments, worked out in one of the processes.

        A function given by its full name is imported there, and not here.

        Raises:
            Overloaded: as many jobs as the limits allow wait or are worked on, or none ended for ``seconds``.
            TimedOut: the job was stopped after ``seconds``, by default those of the limits; waiting does not count.
            Broken: the process ended while it worked on the job.
            KgError: the job's own error.
        """
        client = CLIENT.get()
        self._room(client)
        allowed = self.limits.seconds if seconds is None else seconds
        message = packed((function, arguments, allowed))
        loop = asyncio.get_running_loop()
        long = self._most_long < self.count and self.accounts.heavy(client, loop.time())
        while True:
            done = await self._worked(client, long, message, allowed)
            if done is not None:
                fine, result = done
                if not fine:
                    raise result
                return result
            long = True

    async def _worked(self, client: str, long: bool, message: bytes, allowed: float) -> tuple[bool, Any] | None:
        """Return the answer of a process, or None where the job turned out long and has to wait its turn."""
        loop, patience = asyncio.get_running_loop(), allowed + FIRST * (not self.ready)
        try:
            async with asyncio.timeout(patience):
                worker = await self._take(client, long)
        except TimeoutError:
            raise Overloaded(
                "the server", f"no process was free for {patience:g} seconds", "ask again in a few seconds"
            ) from None
        self.busy += 1
        self._running[client] += 1
        whole, begun = False, loop.time()
        if long:
            self._behind[worker] = client
        self._rank()
        answer = worker.ask(message)
        try:
            if not long and self._most_long < self.count and not await brief(worker, answer, self.short, allowed):
                if len(self._behind) >= self._most_long:
                    return None
                long = True
                self._behind[worker] = client
                self._rank()
            left = max(0.0, begun + allowed - loop.time())
            done, _ = await asyncio.wait((answer,), timeout=left)
            if not done:
                raise TimedOut("the query", f"stopped after {allowed:g} seconds", "ask for less, or add a LIMIT")
            result = answer.result()
            whole = True
            return result
        except (EOFError, OSError) as error:
            told = "it ended its process, as a query that needs too much memory does"
            raise Broken("the query", told, "ask for less, or add a LIMIT") from error
        finally:
            answer.cancel()
            now = loop.time()
            self.shares.charge(client, now - begun, now)
            if long or not whole:
                self.accounts.charge(client, now - begun + (0 if whole else RESTART), now)
            self.busy -= 1
            self._behind.pop(worker, None)
            self._running[client] -= 1
            self._running += Counter()  # who has nothing running is forgotten
            self._rank()
            self._give(worker, whole and (not long or worker.step_back(behind=False)))

    def _rank(self) -> None:
        rank(self._behind, {*self._running, *(ticket.client for ticket in self._waiting)})

    def _room(self, client: str) -> None:
        """Hold that there is room for one more job, if need be in the place of the last of who has the most there.

        Raises:
            Overloaded: there is none.
        """
        if self.started and all(each.process.poll() is not None for each in self._all) and self.stale():
            raise Broken("the graph", "it was replaced or removed on disk", "start the server again")
        if self.busy + self.waiting < self.limits.queue:
            return
        told = f"{self.limits.queue} requests are worked on or wait already"
        error = Overloaded("the server", told, "ask again in a few seconds")
        waiting = Counter(ticket.client for ticket in self._waiting)
        most, number = waiting.most_common(1)[0] if waiting else ("", 0)
        if number <= waiting[client] + 1:
            raise error
        last = next(ticket for ticket in reversed(self._waiting) if ticket.client == most)
        self._waiting.remove(last)
        if not last.process.done():
            last.process.set_exception(error)

    def stale(self) -> bool:
        """Return whether another store, or none, stands where the one that is worked on stood."""
        return self.generation is not None and stores.generation(self.place) != self.generation

    async def _take(self, client: str, long: bool) -> Worker:
        while self._idle and not (long and len(self._behind) >= self._most_long):
            worker = self._idle.popleft()
            if worker.process.poll() is None:
                return worker
            self._replace(worker)
        ticket = Ticket(client, long, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        self._rank()
        try:
            return await ticket.process
        except asyncio.CancelledError:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            elif ticket.process.done() and not ticket.process.cancelled() and not ticket.process.exception():
                self._give(ticket.process.result(), whole=True)
            raise

    def _give(self, worker: Worker, whole: bool) -> None:
        """Take a process back, and give it, or the place for long work that became free, to who is next."""
        if whole:
            self._idle.append(worker)
        else:
            self._replace(worker)
        given = 0
        while self._idle and (ticket := self._next(given)) is not None:
            self._waiting.remove(ticket)
            if not ticket.process.done():
                given += ticket.long
                ticket.process.set_result(self._idle.popleft())

    def _next(self, given: int) -> Ticket | None:
        """Return who is next: has the fewest processes, has had the least, waits longest; ``given`` long ones begin."""
        room = len(self._behind) + given < self._most_long or self._most_long >= self.count
        fitting = [ticket for ticket in self._waiting if room or not ticket.long]
        now = asyncio.get_running_loop().time()
        return min(
            fitting, key=lambda each: (self._running[each.client], self.shares.had(each.client, now)), default=None
        )

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        self._ending.add(worker)
        if not self._closed:
            self.replaced += 1
            self._spawn(worker)

    def _spawn(self, before: Worker | None = None) -> None:
        task = asyncio.get_running_loop().create_task(self._begin(before))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _begin(self, before: Worker | None) -> None:
        """Begin a process, once the one ``before`` in whose place it comes has ended."""
        pause, rehearsal = PAUSE, self.rehearsal
        try:
            if before is not None:
                await before.gone()
                self._ending.discard(before)
            while not self._closed:
                if not self.stale():
                    worker = Worker(self.place, self.limits.memory, self.level, self.nice)
                    self._all.add(worker)
                    try:
                        await worker.ready()
                        if not self.stale():
                            self.started = True
                            self._opened.set()
                            if rehearsal is not None:
                                job, rehearsal = packed((rehearsal, (), self.limits.seconds)), None
                                await worker.ask(job)
                            self.rehearsed += 1
                            self._give(worker, whole=True)
                            return
                    except (EOFError, OSError):
                        pass
                    worker.end()
                    self._all.discard(worker)
                if not self.started:
                    return
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        finally:
            self._opened.set()
