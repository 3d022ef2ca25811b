"""Work that is done once for all readers, in a process of its own: at leisure, until one of them waits for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from kg.graph.store import Generation
from kg.server import confinement, process
from kg.server.limit import Broken, Limits
from kg.server.pool import Pool

DOCUMENT = "kg.server.document."
"""The module whose functions make documents; it is imported in the processes, not here."""
UNHURRIED = 600.0
"""Seconds that documents of the site and the dumps may take: what they cost is known."""
LAST, BEHIND = 15, 5
"""How much nicer its process is to the others, as long as nobody waits: the second where the system would not let it
have a processor as others do later."""
LOOK = 0.1
"""Seconds between two looks at whether a file is there."""


@asynccontextmanager
async def apart(
    place: Path, limits: Limits, generation: Generation | None, level: str = confinement.WRITING
) -> AsyncIterator[Pool]:
    """Give a pool of one process, begun behind all others and ended after the block."""
    nice = LAST if process.returns() else BEHIND
    pool = Pool(place, 1, limits._replace(memory=0), level, generation, nice=nice)
    try:
        await pool.start()
        yield pool
    finally:
        await pool.close()


class Errand:
    """Files that a function of documents writes to a folder, each whole from when it is there."""

    def __init__(self, pool: AbstractAsyncContextManager[Pool], folder: Path, what: str, base: str) -> None:
        """Begin; ``pool`` gives one process, as :func:`apart` does, and ``what`` names the function."""
        self.folder = folder
        self._pool: Pool | None = None
        self._hurried = False
        self.task = asyncio.get_running_loop().create_task(self._write(pool, what, base))
        self.task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _write(self, pool: AbstractAsyncContextManager[Pool], what: str, base: str) -> frozenset[str]:
        async with pool as self._pool:
            assert self._pool is not None
            if self._hurried:
                self._pool.hurry()
            return frozenset(await self._pool.run(DOCUMENT + what, str(self.folder), base, seconds=UNHURRIED))

    @property
    def failed(self) -> bool:
        """Whether it has ended without what it was to write."""
        return self.task.done() and (self.task.cancelled() or self.task.exception() is not None)

    async def file(self, path: str) -> Path | None:
        """Return the file at a path, waiting until it is written and no longer, or None where none will be.

        Its process has a processor as the others from then on: somebody waits for it.

        Raises:
            Broken: the server ends before.
            KgError: as the function of documents.
        """
        if {"", ".", ".."} & set(path.split("/")):
            return None
        if not self.task.done() and not self._hurried:
            self._hurried = True
            if self._pool is not None:
                self._pool.hurry()
        file = self.folder / path
        while not file.is_file():
            if (await asyncio.wait((self.task,), timeout=LOOK))[0]:
                if self.task.cancelled():
                    raise Broken("the server", "it ends", "ask again when it runs")
                return file if path in self.task.result() else None
        return file
