"""One request over HTTP that ends: within its seconds from first to last byte, and with no more bytes than it may have.

The time-outs of an HTTP client are for each read, so that a server which drips never meets them; and what is
compressed may be any number of times as long as what comes.
"""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from kg.file import why

ENCODINGS = ("gzip", "deflate")
"""The encodings that are asked for and taken; what comes at once of them grows about a thousandfold at most."""


class TooLong(Exception):
    """An answer has more bytes than it may have."""


class Garbled(Exception):
    """An answer is not one of HTTP, or comes in an encoding that was not asked for."""


class Clock(httpcore.NetworkBackend):
    """The network, as long as there is time: each read and write may take what is left of the request's seconds."""

    def __init__(self) -> None:
        self._network = httpcore.SyncBackend()
        self._until = float("inf")

    def start(self, seconds: float) -> None:
        """Begin the seconds of a request."""
        self._until = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Return the seconds that a read or a write may take.

        Raises:
            httpcore.ReadTimeout: none are left.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no time is left")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection whose reads and writes keep to the clock."""
        found = self._network.connect_tcp(host, port, self.left(timeout), local_address, socket_options)
        return _Stream(found, self)


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Client(httpx.Client):
    """An HTTP client whose requests end in time."""

    def __init__(self, seconds: float, most: int) -> None:
        self._clock = Clock()
        transport = httpx.HTTPTransport()
        transport._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=self._clock)
        super().__init__(timeout=seconds, transport=transport)
        self._seconds = seconds
        self._most = most

    def sent(self, method: str, url: str, **request: Any) -> httpx.Response:
        """Return the whole answer to a request.

        Raises:
            TooLong: it has more bytes than it may have, as they are sent or unpacked.
            Garbled: it cannot be read.
            httpx.HTTPError: the client's own error; a TimeoutException where the answer is not whole in time.
        """
        self._clock.start(self._seconds)
        headers = {**request.pop("headers", {}), "Accept-Encoding": ", ".join(ENCODINGS)}
        try:
            with self.stream(method, url, headers=headers, **request) as answer:
                content = self._content(answer)
        except (LookupError, TypeError, ValueError, httpx.InvalidURL) as error:
            raise Garbled(why(error)) from error
        plain = [(name, value) for name, value in answer.headers.multi_items() if name != "content-encoding"]
        return httpx.Response(
            answer.status_code, headers=plain, content=content, request=answer.request, extensions=answer.extensions
        )

    def _content(self, answer: httpx.Response) -> bytes:
        encoding = answer.headers.get("Content-Encoding", "identity").strip().casefold()
        if encoding not in (*ENCODINGS, "identity", ""):
            raise Garbled(f"it is encoded as {encoding}, which was not asked for")
        content = bytearray()
        for part in answer.iter_bytes():
            content += part
            if len(content) > self._most or answer.num_bytes_downloaded > self._most:
                raise TooLong
        return bytes(content)
