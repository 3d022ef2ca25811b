"""Processes that work for the server, each killed and replaced when a job outlasts its seconds."""

import asyncio
import pickle
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.server.limit import Broken, Limits, Overloaded, TimedOut
from kg.server.worker import HEAD, packed


class Worker:
    """One process and the server's end of the socket to it."""

    def __init__(self, place: Path, memory: int) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "kg.server.worker", str(theirs.fileno()), str(place), str(memory)]
        self.process = subprocess.Popen(command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        theirs.close()
        self._socket = ours
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ready(self) -> None:
        """Wait until the process has opened the store."""
        self._streams = await asyncio.open_connection(sock=self._socket)
        await self._read()

    async def ask(self, message: bytes) -> Any:
        """Return the answer to a packed job; the error of a job is raised."""
        assert self._streams is not None
        self._streams[1].write(message)
        fine, result = await self._read()
        if not fine:
            raise result
        return result

    async def _read(self) -> tuple[bool, Any]:
        assert self._streams is not None
        reader = self._streams[0]
        length = HEAD.unpack(await reader.readexactly(HEAD.size))[0]
        found: tuple[bool, Any] = pickle.loads(await reader.readexactly(length))
        return found

    def end(self) -> None:
        """Kill the process and wait for it; it has nothing to lose."""
        self.process.kill()
        self.process.wait()
        if self._streams is None:
            self._socket.close()
        else:
            self._streams[1].close()


class Pool:
    """A fixed number of processes on one store, and those who wait for one."""

    def __init__(self, place: Path, count: int, limits: Limits) -> None:
        self.place = place
        self.count = count
        self.limits = limits
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
        """Start the processes, and wait for the first.

        Raises:
            Broken: none of them could open the store.
        """
        for _ in range(self.count):
            self._spawn()
        await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        if not self._idle and not self._all:
            raise Broken(str(self.place), "no process could open the graph", "see what it wrote on standard error")

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
            Overloaded: as many jobs as the limits allow wait or are worked on already.
            TimedOut: the job was stopped after ``seconds``, by default those of the limits; waiting does not count.
            Broken: the process ended while it worked on the job.
            KgError: the job's own error.
        """
        if self.busy + self.waiting >= self.limits.queue:
            told = f"{self.limits.queue} requests are worked on or wait already"
            raise Overloaded("the server", told, "ask again in a few seconds")
        allowed = self.limits.seconds if seconds is None else seconds
        message = packed((function, arguments, allowed))
        worker = await self._take()
        self.busy += 1
        whole = False
        try:
            result = await asyncio.wait_for(worker.ask(message), allowed)
            whole = True
        except TimeoutError:
            raise TimedOut("the query", f"stopped after {allowed:g} seconds", "ask for less, or add a LIMIT") from None
        except (EOFError, OSError) as error:
            told = "it ended its process, as a query that needs too much memory does"
            raise Broken("the query", told, "ask for less, or add a LIMIT") from error
        except KgError:
            whole = True
            raise
        finally:
            self.busy -= 1
            self._give(worker, whole)
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

    def _spawn(self) -> None:
        task = asyncio.get_running_loop().create_task(self._begin())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _begin(self) -> None:
        worker = Worker(self.place, self.limits.memory)
        self._all.add(worker)
        try:
            await worker.ready()
        except (EOFError, OSError):
            worker.end()
            self._all.discard(worker)
            return
        self._give(worker, whole=True)
