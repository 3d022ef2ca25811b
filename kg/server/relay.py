"""What is made for machines, over HTTP: each route of a part is worked out in a process, within the limits."""

from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from kg.errors import KgError
from kg.server import fragment, reconciliation, rest
from kg.server.cache import Document, digest, document
from kg.server.live import Live
from kg.server.protocol import FORM, RETRY, STATUSES, body, fields
from kg.server.reply import Asked, Function, Reply, problem

PATHS: Mapping[str, Function] = {**fragment.PATHS, **rest.PATHS, **reconciliation.PATHS}
"""Path, as Starlette writes one, → the function that answers there."""


def routes(live: Live) -> list[BaseRoute]:
    """Return the routes of every part."""
    return [_route(live, path, function) for path, function in PATHS.items()]


def _route(live: Live, path: str, function: Function) -> BaseRoute:
    async def endpoint(request: Request) -> Response:
        asked = await _asked(live, request)
        if request.method == "POST":
            return live.response(request, await made(asked))
        return live.response(request, await live.cache.get(digest(path, asked), partial(made, asked)))

    async def made(asked: Asked) -> Document:
        try:
            reply: Reply = await live.run(function, asked)
        except KgError as error:
            reply = problem(STATUSES.get(type(error), 400), error).reply
            if reply.status == 503:
                reply = reply._replace(headers=(("retry-after", str(RETRY)),))
        return document(live.theirs(reply.body), reply.media, reply.status, reply.headers)

    methods = ["GET", "HEAD", *(["POST"] if path in reconciliation.PATHS else [])]
    return (Given if path in rest.GIVEN else Route)(path, endpoint, methods=methods)


class Given(Route):
    """A route that takes only addresses with parameters; without, another route may answer."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether the route takes a request."""
        return super().matches(scope) if scope.get("query_string") else (Match.NONE, {})


async def _asked(live: Live, request: Request) -> Asked:
    """Return a request as a part reads it."""
    form: list[tuple[str, str]] = []
    if request.method == "POST":
        content = await body(request, live.limits.body)
        if request.headers.get("content-type", "").startswith(FORM):
            form = await fields(content)
    return Asked(
        str(request.url),
        ",".join(request.headers.getlist("accept")),
        tuple((name, live.ours(value)) for name, value in await fields(request.scope["query_string"])),
        tuple((name, live.ours(value)) for name, value in form),
    )
