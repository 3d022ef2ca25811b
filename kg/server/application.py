"""The server as one application: the site, SPARQL, what is made for machines, and how it fares."""

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.server import places, protocol, relay
from kg.server.direct import Direct
from kg.server.limit import Overloaded
from kg.server.live import Live
from kg.server.protocol import RETRY, TEXT
from kg.server.succession import CURRENT, GONE, Succession
from kg.server.traffic import Figures, Gate, Traffic


def application(begin: Callable[[], Live], gate: Gate, watch: bool = False, log: bool = True) -> Traffic:
    """Return the application of the graph that ``begin`` opens, which it starts and ends.

    ``gate`` says who may ask, and by which name; ``watch`` takes up a new build of the graph; ``log`` writes a line of
    JSON on standard output for each request.

    Raises:
        StoreError: the graph cannot be opened.
    """

    def plain(content: bytes, status: int = 200, media: str = TEXT) -> Response:
        return Response(content, status, {"content-type": media, "cache-control": "no-store"})

    async def health(request: Request) -> Response:
        live = succession.live
        now = {"status": succession.state, "triples": live.triples, "graph": live.modified}
        now |= {"running": sum(pool.busy for pool in live.pools), "waiting": sum(pool.waiting for pool in live.pools)}
        return JSONResponse(now, 503 if succession.state == GONE else 200, {"cache-control": "no-store"})

    async def alive(request: Request) -> Response:
        return plain(b"alive\n")

    async def ready(request: Request) -> Response:
        if succession.ready:
            return plain(b"ready\n")
        return plain(b"starting\n" if succession.state == CURRENT else f"{succession.state}\n".encode(), 503)

    async def metrics(request: Request) -> Response:
        return plain(figures.text(), media="text/plain; version=0.0.4; charset=utf-8")

    told = [
        Route("/health", health),
        Route("/health/live", alive),
        Route("/health/ready", ready),
        Route("/metrics", metrics),
    ]
    succession = Succession(begin, lambda live: _served(live, told), watch)
    figures = Figures(lambda: succession.live)
    return Traffic(succession, figures, succession.live.limits.rate, gate, log)


def _served(live: Live, more: Sequence[Route]) -> Direct:
    """Return what answers from one build, and from ``more``."""
    routes = [*more, *protocol.routes(live), *relay.routes(live), *places.routes(live)]
    handlers = {KgError: _failed, ClientDisconnect: _left}
    return Direct(Starlette(routes=routes, exception_handlers=handlers), live)


async def _left(request: Request, error: Exception) -> Response:
    """Return what nobody reads, with the status that says so in the figures."""
    return Response(status_code=499)


async def _failed(request: Request, error: Exception) -> Response:
    """Return an error as one line of text with its status."""
    status = protocol.status(error)
    headers = {"content-type": TEXT, "cache-control": "no-store"}
    if isinstance(error, Overloaded):
        headers["retry-after"] = str(RETRY)
    if status == 406:
        headers["vary"] = "Accept"
    return Response(f"{error}\n".encode(), status, headers)
