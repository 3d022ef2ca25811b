"""Documents a server has made already, up to a number of bytes; what several readers want at once is made once."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from starlette.datastructures import Headers

from kg.server.retention import Retention


class Document(NamedTuple):
    """What is sent: bytes, the media type with its parameters, status, further headers, and the entity tag."""

    content: bytes
    media: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    tag: str = ""


def document(content: bytes, media: str, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Document:
    """Return a document with its entity tag, a digest of its bytes."""
    return Document(content, media, status, headers, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def unchanged(headers: Headers, tag: str, modified: str) -> bool:
    """Return whether a reader holds what would be sent: by its entity tag, or where none is given, by its time."""
    given = headers.get("if-none-match")
    if given is not None:
        tags = [each.strip().removeprefix("W/") for each in given.split(",")]
        return "*" in tags or tag in tags
    since = headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


ENTRY = 1_000
"""Bytes that a document takes beside its content: its key, its names, and its place."""


def digest(*parts: object) -> bytes:
    """Return a key of one size for what was asked, however long that is."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


NEW = 0.1
"""The part of a cache that documents have which were asked for once."""


class Cache:
    """Key → document: those asked for again, and few that were asked for once, so that many such put none of them out.

    Of both, the one used longest ago is let go first.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.hits = 0
        self.misses = 0
        self._once = Retention[Document](int(NEW * size))
        self._again = Retention[Document](size - self._once.size)
        self._waiting: Counter[asyncio.Task[Document]] = Counter()
        self._made: dict[Hashable, asyncio.Task[Document]] = {}

    @property
    def held(self) -> int:
        """The bytes that the documents held take, each with its :data:`ENTRY`."""
        return self._once.held + self._again.held

    def held_at(self, key: Hashable) -> Document | None:
        """Return the document of a key if it is held."""
        found = self._again.get(key)
        if found is None:
            found = self._once.take(key)
            if found is not None:
                self._again.put(key, found, _size(found))
        self.hits += found is not None
        return found

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Document]]) -> Document:
        """Return the document of a key, made now if it is not held; the error of its making is everyone's who waits.

        When all who wait for it have gone, its making is given up.

        What has another status than 200, or more bytes than a quarter of the whole, is not held.
        """
        found = self.held_at(key)
        if found is not None:
            return found
        self.misses += 1
        task = self._made.get(key)
        if task is None or task.cancelling():
            task = asyncio.get_running_loop().create_task(self._make(key, make))
            self._made[key] = task
            task.add_done_callback(lambda done: self._forget(key, done))
        self._waiting[task] += 1
        try:
            return await asyncio.shield(task)
        finally:
            self._waiting[task] -= 1
            if not self._waiting[task]:
                del self._waiting[task]
                task.cancel()

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Document]]) -> Document:
        made = await make()
        if made.status == 200:
            self.put(key, made)
        return made

    def _forget(self, key: Hashable, task: "asyncio.Task[Document]") -> None:
        if self._made.get(key) is task:
            del self._made[key]
        if not task.cancelled():
            task.exception()

    def put(self, key: Hashable, made: Document, *, again: bool = False) -> None:
        """Hold a document that was made, as one that is asked for ``again`` where that is known."""
        if 4 * len(made.content) > self.size or key in self._again:
            return
        if again:
            self._once.take(key)
        (self._again if again else self._once).put(key, made, _size(made))


def _size(made: Document) -> int:
    return len(made.content) + ENTRY
