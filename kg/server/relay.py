"""What is made for machines, over HTTP: each route of a part is worked out in a process, within the limits."""

import json
from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from kg.errors import KgError
from kg.server import fragment, inquiry, reconciliation, rest
from kg.server.cache import Document, digest, document
from kg.server.live import Live, media
from kg.server.protocol import FORM, RETRY, body, fields, status
from kg.server.reply import JSON, Asked, Function, Reply, problem
from kg.site.negotiation import is_page

PATHS: Mapping[str, Function] = {**fragment.PATHS, **inquiry.PATHS, **rest.PATHS, **reconciliation.PATHS}
"""Path, as Starlette writes one, → the function that answers there."""

LATE = "503.html"
"""The page of what was not answered in time."""


def routes(live: Live) -> list[BaseRoute]:
    """Return the routes of every part."""
    return [_route(live, path, function) for path, function in PATHS.items()]


def _route(live: Live, path: str, function: Function) -> BaseRoute:
    async def endpoint(request: Request) -> Response:
        asked = await _asked(live, request)
        if request.method == "POST":
            return live.response(request, await live.packed(request, await live.attended(request, made(asked))))
        held = live.cache.get(digest(path, asked), partial(made, asked))
        return live.response(request, await live.packed(request, await live.attended(request, held)))

    async def made(asked: Asked) -> Document:
        try:
            reply: Reply = await live.run(function, asked)
        except KgError as error:
            reply = problem(status(error), error).reply
            page = await live.document(LATE) if reply.status in (503, 504) and is_page(asked.accept, (JSON,)) else None
            if page is not None:
                reply = reply._replace(body=page.content, media=media(LATE))
            if reply.status == 503:
                reply = reply._replace(headers=(("retry-after", str(RETRY)),))
        headers = reply.headers if live.public else _by_host(reply.headers)
        return document(live.theirs(reply.body), reply.media, reply.status, headers)

    methods = ["GET", "HEAD", *(["POST"] if path in reconciliation.PATHS else [])]
    return (Given if path in rest.GIVEN else Route)(path, endpoint, methods=methods)


class Given(Route):
    """A route that takes only addresses with parameters; without, another route may answer."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether the route takes a request."""
        return super().matches(scope) if scope.get("query_string") else (Match.NONE, {})


def _by_host(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return headers that say that the answer depends on the name by which the server was asked."""
    varying = [value for name, value in headers if name.casefold() == "vary"]
    return (*((n, v) for n, v in headers if n.casefold() != "vary"), ("Vary", ", ".join([*varying, "Host"])))


def _members(content: bytes) -> list[tuple[str, str]]:
    """Return the members of a JSON body as the fields of a form; a body of queries alone is the field of that name."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return [("queries", "not JSON")]
    named = found if isinstance(found, dict) and found.keys() & {"queries", "extend"} else {"queries": found}
    return [(name, value if isinstance(value, str) else json.dumps(value)) for name, value in named.items()]


async def _asked(live: Live, request: Request) -> Asked:
    """Return a request as a part reads it."""
    form: list[tuple[str, str]] = []
    if request.method == "POST":
        content = await body(request, live.limits.body)
        if request.headers.get("content-type", "").startswith(FORM):
            form = await fields(content)
        elif request.headers.get("content-type", "").startswith(JSON):
            form = _members(content)
    return Asked(
        _address(live, request),
        ",".join(request.headers.getlist("accept")),
        tuple((name, live.ours(value)) for name, value in await fields(request.scope["query_string"])),
        tuple((name, live.ours(value)) for name, value in form),
    )


def _address(live: Live, request: Request) -> str:
    """Return the address that was asked, below the one that the site is reached at where that is told."""
    if not live.public:
        return str(request.url)
    given = request.scope["query_string"].decode("latin-1")
    return live.public + quote(request.scope["path"][1:]) + (f"?{given}" if given else "")
