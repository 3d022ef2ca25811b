"""The query operation of the SPARQL 1.1 Protocol, read-only and within limits."""

import asyncio
from collections.abc import Hashable, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.errors import KgError, UnknownName
from kg.server import description, sparql
from kg.server.cache import Document, digest, document
from kg.server.limit import Broken, Failed, Overloaded, TimedOut
from kg.server.live import Live
from kg.site import negotiation

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
MEDIA = tuple(dict.fromkeys((*sparql.SOLUTIONS, *sparql.TRIPLES)))
TEXT = "text/plain; charset=utf-8"
FIELDS = 1_000
"""The most fields of a form, or parameters of an address."""
PATIENCE = 10.0
"""Seconds in which the body of a request has to come."""
PIECES, PIECE = 1_000, 256
"""The pieces in which a body may come however small they are, and the bytes of each that may follow."""
AT_ONCE = 20_000
"""Bytes of a form that are read while every other request waits."""


STATUSES: dict[type[Exception], int] = {
    sparql.Forbidden: 403,
    UnknownName: 404,
    sparql.Unfit: 406,
    Failed: 500,
    Overloaded: 503,
    Broken: 503,
    TimedOut: 504,
}
"""The status that an error is answered with, 400 for any other."""
RETRY = 5
"""Seconds after which a reader may ask again a server that has too much to do."""


class Refused(KgError):
    """A request that the protocol does not allow here; ``status`` is what it is answered with."""

    def __init__(self, status: int, place: str, found: str, todo: str) -> None:
        super().__init__(place, found, todo)
        self.status = status


def status(error: Exception) -> int:
    """Return the status that an error is answered with."""
    return error.status if isinstance(error, Refused) else STATUSES.get(type(error), 400)


def routes(live: Live) -> list[BaseRoute]:
    """Return the route of the endpoint, ``/sparql``."""

    async def endpoint(request: Request) -> Response:
        accept = ",".join(request.headers.getlist("accept"))
        try:
            return await found(request, accept)
        except KgError as error:
            if not negotiation.is_page(accept, MEDIA):
                raise
            text = dict(await fields(request.scope["query_string"])).get("query", "")
            page = live.response(request, description.refused(live, text, error, status(error)), vary=True)
            if isinstance(error, Overloaded):
                page.headers["retry-after"] = str(RETRY)
            return page

    async def found(request: Request, accept: str) -> Response:
        given = await _given(request, live.limits.body)
        text, default, named = _asked(given)
        if text is None:
            if request.method == "POST":
                raise Refused(400, "query", "no query is given", "send it as 'query', or as the body")
            place = f"{live.public}sparql" if live.public else str(request.url.replace(query="", fragment=""))
            return live.response(request, description.document(live, accept or None, place), vary=True)
        taken = offered(accept)
        if not taken:
            raise Refused(406, "Accept", "no media type asked for is one of an answer", f"ask for {', '.join(MEDIA)}")
        made = await live.attended(request, answer(live, text, taken, default, named))
        return live.response(request, made, vary=True)

    return [Route("/sparql", endpoint, methods=["GET", "HEAD", "POST"])]


async def answer(
    live: Live, text: str, media: Sequence[str], default: Sequence[str] | None, named: Sequence[str] | None
) -> Document:
    """Return the answer to a query as a document, as :func:`kg.server.sparql.answer` gives it; it may be held."""
    dataset = [None if each is None else tuple(each) for each in (default, named)]

    async def make() -> Document:
        limits = live.limits
        reply: sparql.Reply = await live.sparql.run(
            sparql.answer, text, tuple(media), *dataset, limits.rows, limits.size, live.public
        )
        content = reply.content
        headers: tuple[tuple[str, str], ...] = ()
        if reply.truncated:
            live.cut += 1
            content = content.replace(sparql.link().encode(), live.theirs(sparql.link().encode()), 1)
            headers = (("x-kg-truncated", reply.truncated), ("link", '</sparql#limits>; rel="describedby"'))
        return document(content, typed(reply.media), headers=headers)

    return await live.cache.get(key(text, media, *dataset), make)


def offered(accept: str) -> tuple[str, ...]:
    """Return the media types of answers that an ``Accept`` header takes, the best first."""
    return _remembered(accept) if len(accept) <= negotiation.SHORT else _offered(accept)


def _offered(accept: str) -> tuple[str, ...]:
    return tuple(negotiation.ranked(accept or None, MEDIA))


_remembered = lru_cache(maxsize=1000)(_offered)


def key(
    text: str, media: Sequence[str], default: Sequence[str] | None = None, named: Sequence[str] | None = None
) -> Hashable:
    """Return what the answer to a query is held under."""
    return digest(text, tuple(media), default, named)


def typed(media: str) -> str:
    """Return a media type as it is sent, with the charset of a text."""
    return media + ("; charset=utf-8" if media.startswith("text/") else "")


async def _given(request: Request, most: int) -> list[tuple[str, str]]:
    """Return the parameters of a request, those of its body as well; a query as the body is the parameter ``query``."""
    given = await fields(request.scope["query_string"])
    if request.method != "POST":
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in (FORM, QUERY, UPDATE):
        raise Refused(415, "Content-Type", f"a query does not come as {kind or 'nothing'}", f"send {QUERY} or {FORM}")
    content = await body(request, most)
    if kind == FORM:
        return given + await fields(content)
    return [*given, ("query" if kind == QUERY else "update", content.decode("utf-8", "replace"))]


async def fields(content: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form, or the parameters of an address; a long one is read beside the other requests.

    Raises:
        Refused: there are more than :data:`FIELDS`.
    """

    def read() -> list[tuple[str, str]]:
        text = content.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=FIELDS)

    try:
        return read() if len(content) <= AT_ONCE else await asyncio.to_thread(read)
    except ValueError:
        told = f"it has more than {FIELDS} fields"
        raise Refused(413, "the request", told, "ask with fewer parameters") from None


async def body(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        Refused: it has more bytes than ``most``, does not come in time, or comes in very small pieces, each of which
            costs as much as a large one.
    """
    content, pieces = bytearray(), 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                content += chunk
                pieces += 1
                if pieces > PIECES + len(content) // PIECE:
                    told = f"its body comes in {pieces:,} pieces of {len(content) // pieces} bytes"
                    raise Refused(413, "the request", told, "send it in larger ones")
                if len(content) > most:
                    told = f"its body has more than {most} bytes"
                    raise Refused(413, "the request", told, "ask with a shorter query")
    except TimeoutError:
        raise Refused(
            408, "the request", f"its body did not come within {PATIENCE:g} seconds", "send it whole"
        ) from None
    return bytes(content)


def _asked(given: list[tuple[str, str]]) -> tuple[str | None, list[str] | None, list[str] | None]:
    """Return the query, and the IRIs of the default and the named graphs where the request gives any."""
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise sparql.refused("an update")
    texts = [value for name, value in given if name == "query"]
    if len(texts) > 1:
        raise Refused(400, "query", f"{len(texts)} queries are given", "send one")
    default = [value for name, value in given if name == "default-graph-uri"]
    named = [value for name, value in given if name == "named-graph-uri"]
    if not default and not named:
        return (texts[0] if texts else None), None, None
    return (texts[0] if texts else None), default, named
