"""Documents a server has made already, up to a number of bytes; what several readers want at once is made once."""

import asyncio
import hashlib
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import NamedTuple


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


ENTRY = 1_000
"""Bytes that a document takes beside its content: its key, its names, and its place."""


def digest(*parts: object) -> bytes:
    """Return a key of one size for what was asked, however long that is."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


class Cache:
    """Key → document, the one used longest ago let go first."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0
        """The bytes that the documents held take, each with its :data:`ENTRY`."""
        self.hits = 0
        self.misses = 0
        self._documents: OrderedDict[Hashable, Document] = OrderedDict()
        self._waiting: Counter[asyncio.Task[Document]] = Counter()
        self._made: dict[Hashable, asyncio.Task[Document]] = {}

    def held_at(self, key: Hashable) -> Document | None:
        """Return the document of a key if it is held."""
        found = self._documents.get(key)
        if found is not None:
            self.hits += 1
            self._documents.move_to_end(key)
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

    def put(self, key: Hashable, made: Document) -> None:
        """Hold a document."""
        if 4 * len(made.content) > self.size or key in self._documents:
            return
        self._documents[key] = made
        self.held += len(made.content) + ENTRY
        while self.held > self.size:
            _, gone = self._documents.popitem(last=False)
            self.held -= len(gone.content) + ENTRY
