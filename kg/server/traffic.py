"""What every request passes: the rate of its client, the headers of every answer, the log and the figures."""

import json
import re
import sys
import time
from collections import OrderedDict
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.live import Live
from kg.site.negotiation import POLICY

HEADERS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After, X-Kg-Truncated"),
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
)
"""What every answer bears, unless it says otherwise itself."""
PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, If-Modified-Since"),
    (b"access-control-max-age", b"86400"),
)
LONGEST = 8_000
"""Bytes of a header, with its name."""
CLIENTS = 10_000
"""The clients whose rate is remembered."""


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

    def __init__(self, live: Live) -> None:
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
            "kg_queries_running": ("Queries being worked on", lambda: live.queries.busy),
            "kg_queries_waiting": ("Queries that wait for a process", lambda: live.queries.waiting),
            "kg_processes_replaced": ("Processes stopped at a limit", lambda: live.queries.replaced),
            "kg_answers_cut": ("Answers cut at a limit", lambda: live.cut),
            "kg_cache_bytes": ("Bytes of the documents held", lambda: live.cache.held),
            "kg_cache_hits": ("Documents sent from those held", lambda: live.cache.hits),
            "kg_cache_misses": ("Documents that were not held", lambda: live.cache.misses),
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


class Traffic:
    """The application with what every request passes around it."""

    def __init__(self, application: ASGIApp, live: Live, figures: Figures, log: bool, forwarded: bool) -> None:
        self.application = application
        self.figures = figures
        self.rates = Rates(live.limits.rate)
        self.log = log
        self.forwarded = forwarded
        self.parts = re.compile(r"/(sparql|question|reconcile|fragment|latest|health|metrics)\b")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        begun = time.perf_counter()
        status = size = 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                given = {name.lower(): value for name, value in message["headers"]}
                size = 0 if scope["method"] == "HEAD" else int(given.get(b"content-length", 0))
                message["headers"] = [*message["headers"], *(each for each in HEADERS if each[0] not in given)]
            await send(message)

        client = self._client(scope)
        wait = self.rates.wait(client, begun) if self.rates.rate and scope["path"] != "/health" else 0.0
        try:
            if any(len(name) + len(value) > LONGEST for name, value in scope["headers"]):
                await answer(counted, 431, f"a header has more than {LONGEST} bytes; send a shorter one\n".encode(), [])
            elif wait:
                told = f"{self.rates.rate:g} requests a second are what one client may send; ask again later\n"
                await answer(counted, 429, told.encode(), [(b"retry-after", str(int(wait) + 1).encode())])
            elif scope["method"] == "OPTIONS":
                await answer(counted, 204, b"", list(PREFLIGHT))
            else:
                await self.application(scope, receive, counted)
        finally:
            seconds = time.perf_counter() - begun
            part = self.parts.match(scope["path"])
            self.figures.count(part[1] if part else "page", status, seconds, size)
            if self.log:
                self._write(scope, client, status, size, seconds)

    def _client(self, scope: Scope) -> str:
        if self.forwarded:
            for name, value in scope["headers"]:
                if name == b"x-forwarded-for":
                    return str(value.decode("latin-1").rpartition(",")[2].strip())
        return scope["client"][0] if scope.get("client") else ""

    def _write(self, scope: Scope, client: str, status: int, size: int, seconds: float) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client,
            "method": scope["method"],
            "path": scope["path"],
            "query": scope["query_string"].decode("latin-1")[:500],
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 1),
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


async def answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    """Send a short answer in plain text."""
    told = [] if status == 204 else [(b"content-type", b"text/plain; charset=utf-8")]
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*told, *length, *headers]})
    await send({"type": "http.response.body", "body": body})
