"""What a server holds while it runs: its processes, its documents, and how each is sent."""

import asyncio
import tempfile
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import ExitStack, asynccontextmanager
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import UnknownName
from kg.explorer import page as explorer
from kg.graph import mark, scratch, store
from kg.namespace import base_in_use
from kg.server import confinement, packing, rebasing, rehearsal
from kg.server.cache import Cache, Document, document, unchanged
from kg.server.errand import DOCUMENT, UNHURRIED, Errand, apart
from kg.server.limit import Limits
from kg.server.pool import Pool
from kg.site import address, negotiation

if TYPE_CHECKING:
    from kg.server.document import Survey

Answer = TypeVar("Answer")
TEXTS = {"html", "ttl", "csv", "css", "js", "txt", "atom"}
"""The suffixes whose media type is sent with a charset."""
DUMPED = (
    *("data.html", "data.ttl", "data.nt", "data.rdf", "data.jsonld", "void.ttl", "dataset.jsonld", "changes.atom"),
    *("CITATION.cff", "ro-crate-metadata.json"),
    *("sparql.html", "sparql-library.js", "sparql-dump.js", "sparql.js", "sparql.css", "sparql-engine.js"),
    *("LICENSES.txt", mark.FILE),
)
"""The files that are written with the dumps, beside those in the folders of the versions."""
PAGES = 2
"""Processes that make documents, so that no reader of a page waits for the queries of others; one where one is asked
for."""
QUESTIONS = 2
"""Processes that answer the library's questions, at least, and one where one is asked for; as many as half of those
that answer SPARQL otherwise."""
BEHIND = 5
"""How much nicer those that answer SPARQL are than the others."""
CACHED = 60_000_000
"""Bytes of documents held."""
AHEAD = 0.2
"""The part of them that is made before anybody asks."""


class Live:
    """A store being served."""

    def __init__(
        self, place: Path, base: str, limits: Limits, processes: int, notebooks: bool = False, ahead: bool = True
    ) -> None:
        self.place = place.absolute()
        self.generation = None
        while self.generation is None or store.generation(place) != self.generation:
            self.generation = store.generation(place)
            self.store = store.open_store(place)
            """The graph, for what is answered without a process of the pool."""
        self.base = base
        self.public = "" if base == base_in_use() else base
        """The address that the site is reached at, where it is told."""
        self.limits = limits
        self.notebooks = notebooks
        """Whether the notebooks are run and served."""
        self.ahead = ahead
        """Whether anything is made before somebody asks for it."""
        questions, sparql, made = rehearsal.JOBS if ahead else rehearsal.NONE
        count = max(min(QUESTIONS, processes), processes // 2)
        self.questions = Pool(self.place, count, limits, generation=self.generation, rehearsal=questions)
        """The processes that answer the library's questions: no query of a reader's own keeps one or ends it."""
        held = ExitStack()
        self._folder = held.enter_context(scratch.folder(Path(tempfile.gettempdir())))
        (self._folder / "site").mkdir()
        self._emptied = weakref.finalize(self, held.close)
        self._rebased = self._folder / "rebased" if base != base_in_use() else None
        asked = self._rebased or self.place
        whose = self.generation if self._rebased is None else None
        self.sparql = Pool(asked, processes, limits, generation=whose, nice=BEHIND, rehearsal=sparql)
        """The processes that answer SPARQL, on terms with this server's base, after the others."""
        self.terms = self.store
        """The graph with this server's base, for what is answered without a process of the pool."""
        pages = limits._replace(queue=10 * limits.queue, memory=0)
        count = min(PAGES, processes)
        self.pages = Pool(self.place, count, pages, confinement.WRITING, self.generation, rehearsal=made)
        self.cache = Cache(CACHED)
        self.modified = formatdate(self.generation[2] / 1e9, usegmt=True)
        """When the store was built, for ``Last-Modified``."""
        self.cut = 0
        """Answers that were cut."""
        self._survey: asyncio.Task[Survey] | None = None
        self._ahead: asyncio.Task[None] | None = None
        self._facts = asyncio.Event()
        self._errands: dict[str, Errand] = {}

    async def start(self) -> None:
        """Start the processes, and wait for the first: pages are made as soon as theirs are ready.

        What takes long to write, the dumps and the notebooks, is begun once it is known what there is to serve; that,
        and the processes that make pages, where something is made ahead only.
        """
        if self._rebased is not None:
            await asyncio.to_thread(rebasing.copy, self.store, self.base, self._rebased)
            self.terms = ox.Store.read_only(str(self._rebased))
        await asyncio.gather(*(pool.start() for pool in self.pools))
        if not self.ahead:
            return
        self._surveyed()
        self._ahead = asyncio.get_running_loop().create_task(self._prepare())
        self._ahead.add_done_callback(lambda done: done.cancelled() or done.exception())
        for what in ("dumps", "notebooks") if self.notebooks else ("dumps",):
            self._writing(what)

    async def warm(self) -> None:
        """Wait until the first readers of this build wait for little that later ones do not, the dumps excepted."""
        await asyncio.gather(*(pool.warm() for pool in (*self.pools, self.pages)))
        if self._ahead is not None:
            facts = asyncio.ensure_future(self._facts.wait())
            await asyncio.wait((self._ahead, facts), return_when=asyncio.FIRST_COMPLETED)
            facts.cancel()

    async def _prepare(self) -> None:
        """Make what every first reader waits for: the facts of the explorer, which of a large graph take seconds.

        Then their receipts and what many come to, until it is as much as may be held of it.
        """
        begun, taken = asyncio.get_running_loop().time(), 0
        async with self._apart() as pool:
            many = await pool.run(DOCUMENT + "frequented", self.notebooks, seconds=UNHURRIED)
            for path in (explorer.DATA, explorer.RECEIPTS, *many):
                made = await pool.run(DOCUMENT + "documents", path, self.base, self.notebooks, seconds=UNHURRIED)
                for at, content in made.items():
                    self.cache.put(at, sent(content, at), again=True)
                    taken += len(content)
                self._facts.set()
                if taken > AHEAD * self.cache.size or asyncio.get_running_loop().time() - begun > UNHURRIED:
                    break

    async def close(self) -> None:
        """End the processes and remove what was written."""
        begun = (self._survey, self._ahead)
        tasks = [*(each.task for each in self._errands.values()), *(task for task in begun if task is not None)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*(pool.close() for pool in (*self.pools, self.pages)), *tasks, return_exceptions=True)
        self._emptied()

    @property
    def pools(self) -> tuple[Pool, Pool]:
        """The processes that answer what readers ask."""
        return self.questions, self.sparql

    @property
    def ready(self) -> bool:
        """Whether every process was ready for work once, those that are begun when somebody asks excepted."""
        return all(pool.ready for pool in (*self.pools, self.pages) if self.ahead or pool.started)

    async def survey(self) -> "Survey":
        """Return what there is to serve."""
        return await asyncio.shield(self._surveyed())

    def _surveyed(self) -> "asyncio.Task[Survey]":
        """Return the task of the survey, a new one where the last has failed."""
        if self._survey is None or (self._survey.done() and self._survey.exception() is not None):
            self._survey = asyncio.get_running_loop().create_task(self._look())
        return self._survey

    async def _look(self) -> "Survey":
        if not self.pages.started:
            await self.pages.start()
        found: Survey = await self.pages.run(DOCUMENT + "survey", self.notebooks, seconds=UNHURRIED)
        return found

    @property
    def triples(self) -> int | None:
        """The triples of the store, or None as long as they are not counted."""
        if self._survey is None or not self._survey.done() or self._survey.exception() is not None:
            return None
        return self._survey.result().triples

    async def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what a function of a Shelf gives, as a question is answered; see :meth:`kg.server.pool.Pool.run`."""
        return await self.questions.run(function, *arguments)

    async def document(self, path: str) -> Document | None:
        """Return the document of the site at a path, or None where there is none."""
        if not (await self.survey()).has(path):
            return None

        async def make() -> Document:
            made = await self.pages.run(DOCUMENT + "documents", path, self.base, self.notebooks, seconds=UNHURRIED)
            for other, content in made.items():
                if other != path:
                    self.cache.put(other, sent(content, other))
            return sent(made[path], path) if path in made else Document(b"", "text/plain", 404)

        found = await self.cache.get(path, make)
        return found if found.status == 200 else None

    async def dumped(self, path: str) -> Path | None:
        """Return the file of a dump, of what is written with the dumps, or of a notebook; who is early waits for it.

        Raises:
            UnknownName: it is of a notebook, and the server runs none.
        """
        if path.startswith(f"{address.NOTEBOOK}/"):
            if not self.notebooks:
                raise UnknownName(path, "this server has run no notebooks", "start it with 'kg serve --notebooks'")
            what = "notebooks"
        elif path in DUMPED or path.startswith(("latest/", f"{(await self.survey()).version}/")):
            what = "dumps"
        else:
            return None
        return await self._writing(what).file(path)

    def _writing(self, what: str) -> Errand:
        """Return what writes the dumps or the notebooks, begun anew where the last has failed."""
        found = self._errands.get(what)
        if found is None or found.failed:
            level = confinement.TRUSTED if what == "notebooks" else confinement.WRITING
            found = self._errands[what] = Errand(self._apart(level), self._folder / "site", what, self.base)
        return found

    @asynccontextmanager
    async def _apart(self, level: str = confinement.WRITING) -> AsyncIterator[Pool]:
        """Give a process of its own behind all others, once it is known what there is to serve."""
        await self.survey()
        async with apart(self.place, self.limits, self.generation, level) as pool:
            yield pool

    @staticmethod
    async def attended(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Return what a piece of work gives; it is given up when the client that asked for it hangs up.

        Raises:
            ClientDisconnect: the client did.
        """
        task = asyncio.ensure_future(work)
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise ClientDisconnect
            return task.result()
        finally:
            gone.cancel()
            task.cancel()

    def response(self, request: Request, found: Document, vary: bool = False) -> Response:
        """Return a document as the response to a request: whole, without its body, or ``304``."""
        headers = {"etag": found.tag, "last-modified": self.modified, **dict(found.headers)}
        if vary:
            headers["vary"] = ", ".join(filter(None, ("Accept", headers.get("vary"))))
        if found.status == 200 and unchanged(request.headers, found.tag, self.modified):
            return Response(status_code=304, headers=headers)
        headers["content-type"] = found.media
        headers["content-length"] = str(len(found.content))
        body = b"" if request.method == "HEAD" else found.content
        return Response(body, found.status, headers)

    async def packed(self, request: Request, found: Document) -> Document:
        """Return a document as a request takes it: packed, or as it is."""
        return await packing.packed(self.cache, request, found)

    def ours(self, text: str) -> str:
        """Return a text a reader sent with the toolkit's base in the place of this server's."""
        return text if self.base == base_in_use() else text.replace(self.base, base_in_use())

    def theirs(self, content: bytes) -> bytes:
        """Return bytes to be sent with this server's base in the place of the toolkit's."""
        return content if self.base == base_in_use() else content.replace(base_in_use().encode(), self.base.encode())


async def _gone(request: Request) -> None:
    """Wait until the client of a request, whose body has been read, hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def media(path: str) -> str:
    """Return the ``Content-Type`` of a file by its suffix."""
    suffix = path.rpartition(".")[2]
    told = {"svg": "image/svg+xml", "wasm": "application/wasm"}.get(suffix) or negotiation.MEDIA.get(suffix)
    return (told or "application/octet-stream") + ("; charset=utf-8" if suffix in TEXTS else "")


def sent(content: bytes, path: str) -> Document:
    """Return the document of the site at a path."""
    return document(content, media(path))
