"""One process of the pool as the server sees it: started apart from the working folder, asked over a socket, killed."""

import asyncio
import math
import os
import pickle
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from kg.server.worker import HEAD, command, environment

BEHIND = 10
"""How much nicer a process that works on a long job is to the others."""
_SYS_NICE = 23
"""The number of the right to be less nice."""
REAPED = 0.05
"""Seconds between two looks at whether a process that was killed has ended."""
SHORT = 2.0
"""Seconds of processor time that a short job takes at most."""
PATIENT = 3
"""How many times as many seconds make a job a long one whatever it has had of a processor."""


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

    def __init__(self, place: Path, memory: int, level: str, nice: int = 0) -> None:
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
        self._nice = nice
        if nice:
            self.step_back(behind=False)

    async def ready(self) -> None:
        """Wait until the process has opened the store."""
        self._socket.setblocking(False)
        await asyncio.get_running_loop().create_connection(lambda: self._link, sock=self._socket)
        await self._link.ask(b"")

    def ask(self, message: bytes) -> "asyncio.Future[tuple[bool, Any]]":
        """Send a packed job, and return what will be the answer."""
        return self._link.ask(message)

    def spent(self) -> float:
        """Return the seconds of processor time that the process has had; undefined (``nan``) where no system tells."""
        try:
            told = Path(f"/proc/{self.process.pid}/stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            return math.nan
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def step_back(self, *, behind: bool) -> bool:
        """Let the process have a processor after others, or as they do, and return whether the system allows it."""
        least = os.getpriority(os.PRIO_PROCESS, 0) + self._nice
        try:
            os.setpriority(os.PRIO_PROCESS, self.process.pid, min(19, least + BEHIND * behind))
        except OSError:
            return False
        return True

    def hurry(self) -> None:
        """Let the process have a processor as the server itself has from now on, where the system allows it."""
        self._nice = 0
        self.step_back(behind=False)

    def kill(self) -> None:
        """Kill the process, which has nothing to lose; it is :meth:`gone` when the system has ended it."""
        self.hurry()  # the sooner it ends
        self.process.kill()
        self._link.close()

    async def gone(self) -> None:
        """Wait until the process has ended: long after it was killed, where others have the processors."""
        while self.process.poll() is None:
            await asyncio.sleep(REAPED)

    def end(self) -> None:
        """Kill the process and wait for it."""
        self.kill()
        self.process.wait()


def rank(behind: Mapping[Worker, str], clients: set[str]) -> None:
    """Let the processes of long jobs have a processor after all others while another client has a job as well.

    Where none has, all that would come before who waits here is the other work of the machine. ``behind`` names the
    client of each process, ``clients`` are those that have a job or wait for one.
    """
    for worker, client in behind.items():
        worker.step_back(behind=not clients <= {client})


def returns() -> bool:
    """Return whether the system lets a process that was put behind others have a processor as they do again.

    Linux does for who is privileged (``CAP_SYS_NICE``) or has a limit on niceness that allows it.
    """
    try:
        told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
        return bool(int(told["CapEff"], 16) >> _SYS_NICE & 1) or _nicest() <= os.getpriority(os.PRIO_PROCESS, 0)
    except (OSError, ValueError, KeyError):
        return False


def _nicest() -> int:
    """Return the niceness down to which a process may go."""
    import resource

    return 20 - resource.getrlimit(resource.RLIMIT_NICE)[0]


class Ticket(NamedTuple):
    """One who waits for a process: which client, whether for a long job, and what it will be given."""

    client: str
    long: bool
    process: "asyncio.Future[Worker]"


async def brief(worker: Worker, answer: "asyncio.Future[tuple[bool, Any]]", short: float, allowed: float) -> bool:
    """Return whether a job ends as a short one, or is to be stopped anyway before it is a long one.

    Where others leave a process little of the processors, it waits on: that is not the job's own length.
    """
    loop = asyncio.get_running_loop()
    begun, before = loop.time(), worker.spent()
    last = begun + min(PATIENT * short, allowed)
    wait = min(short, allowed)
    while not (await asyncio.wait((answer,), timeout=wait))[0]:
        now = loop.time()
        if now >= last:
            return last - begun >= allowed
        if not worker.spent() - before < short:
            return False
        wait = min(short / 8, last - now)
    return True
