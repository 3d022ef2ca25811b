"""One build of a graph after another, served by one server: each answer is wholly of one of them.

The folder is looked at every second. With ``watch``, a new build is taken up once all its processes are ready, with
caches and validators of its own: the build before answers until then, and ends with its last request. Without, the
server goes on with the build it has, and tells that another stands there.
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError
from kg.graph import store
from kg.server.live import Live

PAUSE = 1.0
"""Seconds between two looks at the folder."""
PATIENCE = 60.0
"""Seconds that the build before answers on at most while a new one, of which something answers already, gets ready."""
CURRENT, REPLACED, GONE = "ok", "another graph was built here: restart, or serve with --watch", "the graph is gone"
"""How the build that is served stands to what is in the folder."""


class Succession:
    """The application of whichever build is served, and what begins and ends builds."""

    def __init__(self, begin: Callable[[], Live], application: Callable[[Live], ASGIApp], watch: bool) -> None:
        self.live = begin()
        self.state = CURRENT
        self._begin = begin
        self._of = application
        self._application = application(self.live)
        self._watch = watch
        self._asked: dict[Live, int] = {self.live: 0}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether questions are answered, of the build that stands in the folder or of the one before."""
        return self.live.ready and self.state != GONE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request by the build that is served as it begins."""
        if scope["type"] == "lifespan":
            await self._lives(receive, send)
            return
        live = self.live
        self._asked[live] += 1
        try:
            await self._application(scope, receive, send)
        finally:
            self._asked[live] -= 1
            if live is not self.live and not self._asked[live]:
                self._spawn(self._end(live))

    async def _lives(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.live.start()
        except KgError as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        watching = asyncio.get_running_loop().create_task(self._look())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        watching.cancel()
        await self.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def close(self) -> None:
        """End every build that is served."""
        for live in list(self._asked):
            await self._end(live)

    async def _look(self) -> None:
        refused = None
        while True:
            await asyncio.sleep(PAUSE)
            found = store.generation(self.live.place)
            state = GONE if found is None else CURRENT if found == self.live.generation else REPLACED
            if state == REPLACED and self._watch and found != refused:
                try:
                    await self._succeed()
                    state = CURRENT
                except (KgError, OSError) as error:
                    refused = found
                    print(f"kg: the new graph is not taken up: {error}", file=sys.stderr, flush=True)
            if state != self.state:
                self.state = state
                print(f"kg: {self.live.place}: {state}", file=sys.stderr, flush=True)

    async def _succeed(self) -> None:
        live = self._begin()
        try:
            await live.start()
            await live.survey()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await live.warm()
        except BaseException:
            await live.close()
            raise
        before = self.live
        self._asked[live] = 0
        self.live, self._application = live, self._of(live)
        print(f"kg: serving the graph of {live.modified}", file=sys.stderr, flush=True)
        if not self._asked[before]:
            self._spawn(self._end(before))

    async def _end(self, live: Live) -> None:
        if self._asked.pop(live, None) is not None:
            with suppress(OSError):
                await live.close()

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
