"""A server that listens: started with its limits, ended by an interrupt."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

from kg.errors import KgError, MissingExtra, StoreError, TargetError
from kg.graph import store
from kg.namespace import BASE
from kg.server.limit import Limits as Limits
from kg.site import story


def serve(
    place: Path | str,
    host: str,
    port: int,
    base: str | None,
    limits: Limits,
    processes: int | None = None,
    *,
    log: bool = True,
    forwarded: bool = False,
    notebooks: bool = False,
) -> None:
    """Serve the store built at a place until the process is interrupted or terminated.

    Raises:
        StoreError: nothing is built there, or another version of the toolkit built it.
        TargetError: the address cannot be listened at, or the base is no IRI.
        KgError: a limit is not above 0, or the extra ``serve`` is not installed.
    """
    base = BASE if base is None else base
    if not base.startswith(("https://", "http://")) or not base.endswith("/") or set(base) & set(' <>"{}|\\^`'):
        raise TargetError(base, "not a base for IRIs", "give an http address that ends with a slash")
    if store.is_address(place):
        raise StoreError(str(place), "only a graph on disk is served", "name the folder 'kg build' wrote")
    for name, value in limits._asdict().items():
        if value < 0 or (value == 0 and name not in ("rate", "memory")):
            raise KgError(f"--{name} {value:g}", "not a limit", "give a number above 0")
    try:
        import uvloop
        from granian.constants import Interfaces
        from granian.server.embed import Server

        from kg.server.application import application
        from kg.server.live import Live
    except ModuleNotFoundError as error:
        raise MissingExtra("kg serve", error.name, "serve") from error
    if notebooks:
        story.ready()
    store.open_store(Path(place))
    _listenable(host, port)
    live = Live(Path(place), base, limits, processes or max(4, 2 * (os.cpu_count() or 1)), notebooks)
    made = application(live, log, forwarded)
    server = Server(
        made, address=host, port=port, interface=Interfaces.ASGI, log_enabled=False, backlog=1024, websockets=False
    )

    async def running() -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, server.stop)
        shown = f"[{host}]" if ":" in host else host
        print(f"kg: serving {place} at http://{shown}:{port}/", file=sys.stderr, flush=True)
        await server.serve()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(running())


def _listenable(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        told = "name a free --port, or another --host"
        raise TargetError(f"{host}:{port}", f"cannot be listened at ({error})", told) from error
