"""What every request passes: the rate of its client, the headers of every answer, the log and the figures."""

import asyncio
import json
import queue
import re
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Message, Receive, Scope, Send

from kg.errors import KgError
from kg.imprint import imprint
from kg.server.access import Keys, Proxies, host
from kg.server.live import Live
from kg.server.share import CLIENT, CLIENTS
from kg.server.succession import Succession
from kg.site.negotiation import POLICY

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
)
"""What every answer bears, unless it says otherwise itself."""
SHARED = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After, X-Kg-Truncated"),
)
"""What it bears as well where pages of any site may ask."""
PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, If-Modified-Since"),
    (b"access-control-max-age", b"86400"),
)
PART = 262_144
"""Bytes of a body that are sent at once."""
PATIENCE = 30.0
"""Seconds in which a client has to take a part of a body."""
LINES = 10_000
"""Lines of the log that wait to be written."""
OPEN = frozenset(("/health", "/health/live", "/health/ready"))
"""The paths that answer everybody, by any name."""
TOLD = 500
"""Characters of each part of a request that the log tells."""
LONGEST = 8_000
"""Bytes of the value of a header."""


class Rates:
    """The requests each client may still send: ``rate`` more each second, up to twice that."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Return the seconds after which a client may ask again, 0 where it may ask now and has."""
        most = max(1.0, 2 * self.rate)
        left, since = self._left.pop(client, (most, now))
        left = min(most, left + (now - since) * self.rate)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / self.rate


class Figures:
    """The figures of a server, for Prometheus."""

    def __init__(self, current: Callable[[], Live]) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("kg_requests", "Requests answered", ["part", "status"], registry=self.registry)
        self.seconds = Histogram(
            "kg_request_seconds",
            "Seconds until the head of an answer",
            ["part"],
            buckets=(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10),
            registry=self.registry,
        )
        self.bytes = Counter("kg_sent_bytes", "Bytes of the bodies sent", registry=self.registry)
        held = {
            "kg_queries_running": ("Queries being worked on", lambda: sum(pool.busy for pool in current().pools)),
            "kg_queries_waiting": (
                "Queries that wait for a process",
                lambda: sum(pool.waiting for pool in current().pools),
            ),
            "kg_processes_replaced": (
                "Processes stopped at a limit",
                lambda: sum(pool.replaced for pool in current().pools),
            ),
            "kg_answers_cut": ("Answers cut at a limit", lambda: current().cut),
            "kg_cache_bytes": ("Bytes of the documents held", lambda: current().cache.held),
            "kg_cache_hits": ("Documents sent from those held", lambda: current().cache.hits),
            "kg_cache_misses": ("Documents that were not held", lambda: current().cache.misses),
        }
        for name, (told, value) in held.items():
            Gauge(name, told, registry=self.registry).set_function(value)
        self._children: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def text(self) -> bytes:
        """Return the figures in the text format of Prometheus."""
        return generate_latest(self.registry)

    def count(self, part: str, status: int, seconds: float, size: int) -> None:
        """Count one request."""
        children = self._children.get((part, status))
        if children is None:
            children = self.requests.labels(part, status), self.seconds.labels(part)
            self._children[part, status] = children
        children[0].inc()
        children[1].observe(seconds)
        self.bytes.inc(size)


@dataclass(frozen=True)
class Gate:
    """Who may ask, by which name, and through whom."""

    proxies: Proxies = field(default_factory=lambda: Proxies(()))
    hosts: tuple[str, ...] = ()
    """The names, without port, that the server goes by; any where there are none."""
    keys: Keys | None = None
    """The users, where it is not for everybody."""
    shared: bool = True
    """Whether pages of any site may ask."""
    prefix: str = ""
    """What stands before every path, such as ``/kg``."""


class Traffic:
    """The application with what every request passes around it."""

    def __init__(self, application: Succession, figures: Figures, rate: float, gate: Gate, log: bool) -> None:
        self.application = application
        self.figures = figures
        self.rates = Rates(rate)
        self.gate = gate
        self.log = Log() if log else None
        self.headers = (*HEADERS, *(SHARED if gate.shared else ()))
        self.parts = re.compile(r"/(sparql|question|reconcile|fragment|latest|health|metrics)\b")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            if self.log is not None:
                self.log.close()
            return
        begun = time.perf_counter()
        status = size = 0
        prefix = self.gate.prefix

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                given = {name.lower(): value for name, value in message["headers"]}
                size = 0 if scope["method"] == "HEAD" else int(given.get(b"content-length", 0))
                message["headers"] = [*message["headers"], *(each for each in self.headers if each[0] not in given)]
                if prefix:
                    message["headers"] = [_below(prefix, *each) for each in message["headers"]]
            elif message.get("more_body") or len(message.get("body", b"")) > PART:
                await _patiently(send, message)
                return
            await send(message)

        client = self.gate.proxies.client(scope)
        CLIENT.set(client)
        try:
            refused = await self._refused(scope, client, begun)
            if refused is not None:
                await answer(counted, *refused)
            elif scope["method"] == "OPTIONS":
                await answer(counted, 204, b"", list(PREFLIGHT) if self.gate.shared else [])
            else:
                if prefix and (scope["path"] == prefix or scope["path"].startswith(f"{prefix}/")):
                    scope = dict(scope, path=scope["path"][len(prefix) :] or "/")
                await self.application(scope, receive, counted)
        finally:
            seconds = time.perf_counter() - begun
            part = self.parts.match(scope["path"])
            self.figures.count(part[1] if part else "page", status, seconds, size)
            if self.log is not None:
                self.log.write(_line(scope, client, status, size, seconds))

    async def close(self) -> None:
        """End what the application has begun."""
        await self.application.close()

    async def _refused(
        self, scope: Scope, client: str, now: float
    ) -> tuple[int, bytes, list[tuple[bytes, bytes]]] | None:
        """Return the status, the line and the headers that a request is refused with, or None."""
        if max([len(value) for _, value in scope["headers"]], default=0) > LONGEST:
            return 431, f"a header has more than {LONGEST} bytes; send a shorter one\n".encode(), []
        if not scope["path"].startswith("/") and scope["method"] != "OPTIONS":
            return 400, b"the path begins with no slash; ask for one of this server\n", []
        if scope["path"] in OPEN:
            return None
        self.gate.proxies.apply(scope)
        status, told = host(scope, self.gate.hosts)
        if status:
            return status, f"{told}\n".encode(), []
        wait = self.rates.wait(client, now) if self.rates.rate else 0.0
        if wait:
            told = f"{self.rates.rate:g} requests a second are what one client may send; ask again later\n"
            return 429, told.encode(), [(b"retry-after", str(int(wait) + 1).encode())]
        if self.gate.keys is not None and not await self.gate.keys.user(scope, client):
            challenge = [(b"www-authenticate", f'Basic realm="{imprint().name}", charset="UTF-8"'.encode())]
            return 401, b"this graph is not for everybody; send a user and a password, or a token\n", challenge
        return None


def _below(prefix: str, name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header with the prefix before the path that it names."""
    if name.lower() == b"location" and value.startswith(b"/"):
        return name, prefix.encode() + value
    return (name, value.replace(b"</", b"<" + prefix.encode() + b"/")) if name.lower() == b"link" else (name, value)


async def _patiently(send: Send, message: Message) -> None:
    """Send a long body in parts, each of which the client takes in time.

    Raises:
        TimeoutError: it does not; the connection ends.
    """
    body, more = message.get("body", b""), message.get("more_body", False)
    for start in range(0, len(body) or 1, PART):
        last = start + PART >= len(body)
        part = {"type": message["type"], "body": body[start : start + PART], "more_body": more or not last}
        async with asyncio.timeout(PATIENCE):
            await send(part)


def _line(scope: Scope, client: str, status: int, size: int, seconds: float) -> str:
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": client,
        "method": scope["method"][:TOLD],
        "path": scope["path"][:TOLD],
        "query": scope["query_string"].decode("latin-1")[:TOLD],
        "status": status,
        "bytes": size,
        "ms": round(seconds * 1000, 1),
    }
    return json.dumps(line) + "\n"


class Log:
    """Lines on standard output, written beside the requests: who does not read them holds nobody up."""

    def __init__(self) -> None:
        self._lines: queue.Queue[str] = queue.Queue(LINES)
        self._left = 0
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Write a line soon, or leave it out where too many wait."""
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self._left += 1

    def close(self) -> None:
        """Write what waits, as long as it is taken within a second."""
        self.write("")
        self._thread.join(1)

    def _work(self) -> None:
        while line := self._lines.get():
            if self._left:
                line += json.dumps({"left": self._left}) + "\n"
                self._left = 0
            try:
                sys.stdout.write(line)
                sys.stdout.flush()
            except (KgError, OSError, ValueError):
                return


async def answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    """Send a short answer in plain text."""
    told = [] if status == 204 else [(b"content-type", b"text/plain; charset=utf-8")]
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*told, *length, *headers]})
    await send({"type": "http.response.body", "body": body})
