"""The shortest way for the most frequent request: ``GET /sparql?query=…``, of which the answer is held or bounded.

What it sends is what :mod:`kg.server.protocol` sends; whatever it has nothing for goes on to the application, which
reads the request whole, says what is wrong with it, and has the query worked out in a process that can be stopped.
"""

from urllib.parse import unquote_plus

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.server import protocol, quick
from kg.server.cache import Document, document
from kg.server.live import Live

_CONDITIONS = (b"if-none-match", b"if-modified-since")


class Direct:
    """The application with the shortest way before it."""

    def __init__(self, application: ASGIApp, live: Live) -> None:
        self.application = application
        self.live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        sparql = scope["type"] == "http" and scope["path"] == "/sparql" and scope["method"] == "GET"
        found = self._found(scope) if sparql else None
        if found is None:
            await self.application(scope, receive, send)
            return
        headers = [
            (b"etag", found.tag.encode()),
            (b"last-modified", self.live.modified.encode()),
            *((name.encode(), value.encode()) for name, value in found.headers),
            (b"vary", b"Accept"),
            (b"content-type", found.media.encode()),
            (b"content-length", str(len(found.content)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": found.content})

    def _found(self, scope: Scope) -> Document | None:
        given: bytes = scope["query_string"]
        if not given.startswith(b"query=") or b"&" in given:
            return None
        accept = []
        for name, value in scope["headers"]:
            if name == b"accept":
                accept.append(value.decode("latin-1"))
            elif name in _CONDITIONS:
                return None
        text = unquote_plus(given[6:].decode("latin-1"), errors="replace")
        offered = protocol.offered(",".join(accept))
        key = protocol.key(text, offered)
        held = self.live.cache.held_at(key)
        if held is not None:
            return held
        live = self.live
        reply = quick.answer(live.terms, text, offered, live.limits.rows, live.limits.size)
        if reply is None:
            return None
        live.cache.misses += 1
        made = document(reply.content, protocol.typed(reply.media))
        live.cache.put(key, made)
        return made
