"""The site live: each path of the static site, with the negotiation its rules give to a web server."""

import asyncio
import re
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.evidence.succession import ORGANIZATION
from kg.server.cache import Document, unchanged
from kg.server.live import DUMPED, Live, media, sent
from kg.site import address, negotiation


def routes(live: Live) -> list[BaseRoute]:
    """Return the route of every path that nothing else takes."""
    classes = [(each, re.compile(each.pattern)) for each in negotiation.classes()]
    registers = {*address.registers(), address.QUESTION}

    async def answer(request: Request) -> Response:
        path = request.scope["path"].removeprefix("/")
        for each, pattern in classes:
            if found := pattern.fullmatch(path):
                return await resource(request, found[1], each)
        if path == negotiation.WELL_KNOWN:
            return RedirectResponse(f"/{negotiation.DESCRIPTION}", 302)
        head, dot, suffix = path.rpartition(".")
        if path.startswith(f"{ORGANIZATION}/") and (other := (await live.survey()).others.get(head)):
            return RedirectResponse(f"/{other}{dot}{suffix}", 303)
        if path in registers:
            return RedirectResponse(f"/{path}/", 301)
        if path and (await live.survey()).has(f"{path}.html"):
            return RedirectResponse(f"/{path}.html", 301)
        place = f"{path}index.html" if path == "" or path.endswith("/") else path
        document = await live.document(place)
        if document is not None:
            response = live.response(request, await live.packed(request, document))
            if place == negotiation.EMBED:
                response.headers["content-security-policy"] = negotiation.FRAMED
            return response
        return await file(request, place)

    async def resource(request: Request, place: str, each: negotiation.Class) -> Response:
        known = await live.survey()
        if place in known.others:
            return RedirectResponse(f"/{known.others[place]}", 303)
        if place != address.DATA and place not in known.things and place not in known.questions:
            return await failed(request, 404)
        chosen = negotiation.choose(",".join(request.headers.getlist("accept")) or None, each.suffixes)
        if chosen is None:
            return await failed(request, 406)
        return RedirectResponse(f"/{place}.{chosen}", 303, {"vary": "Accept"})

    async def file(request: Request, path: str) -> Response:
        written = await live.dumped(path)
        if written is None:
            return await failed(request, 404)
        if path in DUMPED and negotiation.is_text(media(path)):
            held = await live.cache.get(("dumped", path), partial(_read, written, path))
            return live.response(request, await live.packed(request, held))
        response = FileResponse(written, headers={"content-type": media(path)}, stat_result=written.stat())
        if unchanged(request.headers, response.headers["etag"], response.headers["last-modified"]):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        return response

    async def failed(request: Request, status: int) -> Response:
        page = await live.document(f"{status}.html")
        assert page is not None
        found = (await live.packed(request, page))._replace(status=status)
        return live.response(request, found, vary=status == 406)

    return [Route("/{path:path}", answer, methods=["GET", "HEAD"])]


async def _read(file: Path, path: str) -> Document:
    return sent(await asyncio.to_thread(file.read_bytes), path)
