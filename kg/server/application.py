"""The server as one application: the site, SPARQL, what is made for machines, and how it fares."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.server import places, protocol, relay
from kg.server.direct import Direct
from kg.server.limit import Overloaded
from kg.server.live import Live
from kg.server.protocol import RETRY, STATUSES, TEXT, Refused
from kg.server.traffic import Figures, Traffic


def application(live: Live, log: bool = True, forwarded: bool = False) -> Starlette:
    """Return the application of a store being served, which it starts and ends.

    ``log`` writes a line of JSON on standard output for each request; ``forwarded`` takes a client's address from what
    the proxy before the server says.
    """
    figures = Figures(live)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await live.start()
        try:
            yield
        finally:
            await live.close()

    async def health(request: Request) -> Response:
        told = {"status": "ok", "triples": live.triples, "running": live.queries.busy, "waiting": live.queries.waiting}
        return JSONResponse(told, headers={"cache-control": "no-store"})

    async def metrics(request: Request) -> Response:
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return Response(figures.text(), headers={"content-type": kind, "cache-control": "no-store"})

    routes = [
        Route("/health", health),
        Route("/metrics", metrics),
        *protocol.routes(live),
        *relay.routes(live),
        *places.routes(live),
    ]
    return Starlette(
        routes=routes,
        lifespan=running,
        exception_handlers={KgError: _failed},
        middleware=[
            Middleware(Traffic, live=live, figures=figures, log=log, forwarded=forwarded),
            Middleware(Direct, live=live),
        ],
    )


async def _failed(request: Request, error: Exception) -> Response:
    """Return an error as one line of text with its status."""
    status = error.status if isinstance(error, Refused) else STATUSES.get(type(error), 400)
    headers = {"content-type": TEXT, "cache-control": "no-store"}
    if isinstance(error, Overloaded):
        headers["retry-after"] = str(RETRY)
    if status == 406:
        headers["vary"] = "Accept"
    return Response(f"{error}\n".encode(), status, headers)
