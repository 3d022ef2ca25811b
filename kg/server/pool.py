"""Processes that work for the server, each killed and replaced when a job outlasts its seconds."""

import asyncio
import pickle
import socket
import subprocess
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from kg.server import confinement
from kg.server.limit import Broken, Limits, Overloaded, TimedOut
from kg.server.worker import HEAD, command, environment, packed

PAUSE = 0.5
"""Seconds before a process that ended as it began is begun again."""


class Link(asyncio.Protocol):
    """The server's end of the socket to a process: one message out, then one back."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[tuple[bool, Any]] | None = None
        self._content = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Take a part of a message, and give it to who waits once it is whole."""
        self._content += data
        whole = HEAD.size + HEAD.unpack_from(self._content)[0] if len(self._content) >= HEAD.size else None
        if whole is not None and len(self._content) >= whole:
            answer, self._answer = self._answer, None
            content = bytes(self._content[HEAD.size : whole])
            self._content.clear()
            if answer is not None and not answer.done():
                answer.set_result(pickle.loads(content))

    def connection_lost(self, error: Exception | None) -> None:
        """Tell who waits that the process has ended."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(EOFError("the process has ended"))

    def ask(self, message: bytes) -> "asyncio.Future[tuple[bool, Any]]":
        """Send a message, if there is one, and return what will be the answer."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        if self._transport.is_closing():
            self._answer.set_exception(EOFError("the process has ended"))
        elif message:
            self._transport.write(message)
        return self._answer

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()


class Worker:
    """One process and the link to it."""

    def __init__(self, place: Path, memory: int, level: str) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                command(place, memory, level, theirs.fileno()),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                cwd="/",
                env=environment(),
            )
        self._link = Link()

    async def ready(self) -> None:
        """Wait until the process has opened the store."""
        self._socket.setblocking(False)
        await asyncio.get_running_loop().create_connection(lambda: self._link, sock=self._socket)
        await self._link.ask(b"")

    async def ask(self, message: bytes, seconds: float) -> tuple[bool, Any]:
        """Return the answer to a packed job; a TimeoutError where it takes longer."""
        answer = self._link.ask(message)

        def late() -> None:
            if not answer.done():
                answer.set_exception(TimeoutError())

        timer = asyncio.get_running_loop().call_later(seconds, late)
        try:
            return await answer
        finally:
            timer.cancel()

    def end(self) -> None:
        """Kill the process and wait for it; it has nothing to lose."""
        self.process.kill()
        self.process.wait()
        self._link.close()


class Pool:
    """A fixed number of processes on one store, and those who wait for one."""

    def __init__(self, place: Path, count: int, limits: Limits, level: str = confinement.READING) -> None:
        self.place = place
        self.level = level
        """How closely the processes are held; see :mod:`kg.server.confinement`."""
        self.count = count
        self.limits = limits
        self.started = False
        """Whether a process has ever been ready."""
        self.busy = 0
        self.replaced = 0
        """Processes that were killed at a limit or ended by themselves."""
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def waiting(self) -> int:
        """The jobs that wait for a process."""
        return len(self._waiting)

    async def start(self) -> None:
        """Start one process, wait for it, and start the others.

        Raises:
            Broken: it could not open the store.
        """
        await self._spawn()
        if not self._idle:
            raise Broken(str(self.place), "no process could open the graph", "see what it wrote on standard error")
        for _ in range(self.count - 1):
            self._spawn()

    async def close(self) -> None:
        """End every process."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for worker in list(self._all):
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
        if self.busy + self.waiting >= self.limits.queue:
            told = f"{self.limits.queue} requests are worked on or wait already"
            raise Overloaded("the server", told, "ask again in a few seconds")
        allowed = self.limits.seconds if seconds is None else seconds
        message = packed((function, arguments, allowed))
        try:
            async with asyncio.timeout(allowed):
                worker = await self._take()
        except TimeoutError:
            told = f"no process was free for {allowed:g} seconds"
            raise Overloaded("the server", told, "ask again in a few seconds") from None
        self.busy += 1
        whole = False
        try:
            fine, result = await worker.ask(message, allowed)
            whole = True
        except TimeoutError:
            raise TimedOut("the query", f"stopped after {allowed:g} seconds", "ask for less, or add a LIMIT") from None
        except (EOFError, OSError) as error:
            told = "it ended its process, as a query that needs too much memory does"
            raise Broken("the query", told, "ask for less, or add a LIMIT") from error
        finally:
            self.busy -= 1
            self._give(worker, whole)
        if not fine:
            raise result
        return result

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.popleft()
            if worker.process.poll() is None:
                return worker
            self._replace(worker)
        ticket: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(ticket)
        try:
            return await ticket
        except asyncio.CancelledError:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            elif ticket.done() and not ticket.cancelled():
                self._give(ticket.result(), whole=True)
            raise

    def _give(self, worker: Worker, whole: bool) -> None:
        if not whole:
            self._replace(worker)
            return
        while self._waiting:
            ticket = self._waiting.popleft()
            if not ticket.done():
                ticket.set_result(worker)
                return
        self._idle.append(worker)

    def _replace(self, worker: Worker) -> None:
        worker.end()
        self._all.discard(worker)
        if not self._closed:
            self.replaced += 1
            self._spawn()

    def _spawn(self) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(self._begin())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _begin(self) -> None:
        worker = Worker(self.place, self.limits.memory, self.level)
        self._all.add(worker)
        try:
            await worker.ready()
        except (EOFError, OSError):
            worker.end()
            self._all.discard(worker)
            if self.started:
                await asyncio.sleep(PAUSE)
                self._spawn()
            return
        self.started = True
        self._give(worker, whole=True)
