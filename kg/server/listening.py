"""A server that listens: started with its limits, ended by an interrupt."""

import asyncio
import ctypes
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from kg.errors import KgError, MissingExtra, StoreError, TargetError, installing
from kg.file import why
from kg.graph import store
from kg.namespace import base_in_use
from kg.overlay.workspace import based
from kg.server.limit import Limits as Limits
from kg.site import story
from kg.tables import columnar

if TYPE_CHECKING:
    from kg.server.traffic import Gate

IDLE = 20
"""Seconds in which the head of a request has to come, and for which a connection without one stays open."""
HEAD = 131_072
"""Bytes of the head of a request."""
LARGE = 131_072
"""Bytes of a piece of memory that is given back to the system by itself."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
CONNECTIONS = 4_096
"""Connections that may be open at once, where the system lets a process have as many files."""
SPARE = 256
"""Files that are kept for all else."""
GRACE = 5
"""Seconds that open requests are given when the server is told to end."""


class Doors(NamedTuple):
    """How a server is reached."""

    host: str = "127.0.0.1"
    port: int = 8000
    base: str = ""
    """What every IRI begins with; empty for the base in use."""
    proxies: tuple[str, ...] = ()
    """The addresses and networks whose word about a request is taken."""
    hosts: tuple[str, ...] = ()
    """The names that it goes by beside its own."""
    shared: bool = False
    """Whether pages of any site may ask though it listens on this machine only, or has users."""
    users: Path | None = None
    """The file of its users, where it is not for everybody."""


def serve(
    place: Path | str,
    doors: Doors,
    limits: Limits,
    processes: int | None = None,
    *,
    log: bool = True,
    notebooks: bool = False,
    watch: bool = False,
    ahead: bool = True,
) -> None:
    """Serve the store built at a place until the process is interrupted or terminated.

    ``ahead`` lets it make what the first readers would wait for before anybody asks.

    Raises:
        StoreError: nothing is built there, or another version of the toolkit built it.
        TargetError: the address cannot be listened at, or the base is no IRI.
        ReadError: the file of users cannot be read.
        KgError: a limit is not above 0, or the extra ``serve`` is not installed.
    """
    base = based(doors.base or base_in_use())
    if store.is_address(place):
        raise StoreError(str(place), "only a graph on disk is served", "name the folder 'kg build' wrote")
    store.open_store(Path(place))
    for name, value in limits._asdict().items():
        if value < 0 or (value == 0 and name not in ("rate", "memory")):
            raise KgError(f"--{name} {value:g}", "not a limit", "give a number above 0")
    try:
        import uvloop
        from granian.constants import HTTPModes, Interfaces
        from granian.http import HTTP1Settings
        from granian.server.embed import Server

        from kg.server.application import application
        from kg.server.live import Live
    except ModuleNotFoundError as error:
        raise MissingExtra("kg serve", error.name, "serve") from error
    if notebooks:
        story.ready()
    gate = _gate(doors)
    _listenable(doors.host, doors.port)
    count = processes or max(4, 2 * (os.cpu_count() or 1))
    made = application(lambda: Live(Path(place), base, limits, count, notebooks, ahead), gate, watch, log)
    server = Server(
        made,
        address=doors.host,
        port=doors.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=IDLE * 1000, max_buffer_size=HEAD),
        log_enabled=False,
        backlog=1024,
        backpressure=_connections(),
        websockets=False,
    )

    async def running() -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        shown = f"[{doors.host}]" if ":" in doors.host else doors.host
        print(f"kg: serving {place} at http://{shown}:{doors.port}/", file=sys.stderr, flush=True)
        if not columnar.has_parquet():
            print(f"kg: left out: the tables as Parquet; {installing('parquet')}", file=sys.stderr, flush=True)
        await server.serve()

    def stop() -> None:
        server.stop()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().call_later(GRACE, lambda: asyncio.ensure_future(leave()))

    async def leave() -> None:
        with suppress(Exception):
            await asyncio.wait_for(made.close(), 1)
        print(f"kg: requests that were open after {GRACE} seconds are left", file=sys.stderr, flush=True)
        os._exit(0)

    _give_back()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(running())


def _connections() -> int:
    """Return how many connections may be open at once; the files that they take are asked of the system."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return 1024
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + SPARE
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
    return max(64, min(CONNECTIONS, soft - SPARE if soft != resource.RLIM_INFINITY else CONNECTIONS))


def _give_back() -> None:
    """Have the C library, where it is glibc, give memory of :data:`LARGE` bytes and more back as soon as it is free.

    It would learn to keep ever larger pieces otherwise, and small ones among them hold them all.
    """
    with suppress(AttributeError, OSError, TypeError):
        set_ = ctypes.CDLL(None).mallopt
        set_(_MMAP_THRESHOLD, LARGE)
        set_(_TRIM_THRESHOLD, LARGE)


def _gate(doors: Doors) -> "Gate":
    """Return who may ask: on this machine alone a server goes by its own names, so that no page of another does."""
    from kg.server import access
    from kg.server.traffic import Gate

    local = doors.host in ("localhost", "::1") or doors.host.startswith("127.")
    base = urlsplit(doors.base) if doors.base not in ("", base_in_use()) else None
    names = {*doors.hosts, *((base.hostname or "",) if base else ())}
    if (local or doors.hosts) and not (doors.proxies and not doors.hosts):
        names |= {*access.LOOPBACK, doors.host}
    else:
        names = set()
    return Gate(
        access.Proxies(access.networks(doors.proxies)),
        tuple(sorted(name.casefold() for name in names if name)),
        None if doors.users is None else access.keys(doors.users),
        doors.shared or (not local and doors.users is None),
        base.path.rstrip("/") if base else "",
    )


def _listenable(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        told = "name a free --port, or another --host"
        raise TargetError(f"{host}:{port}", f"cannot be listened at ({why(error)})", told) from error
