"""Messages of an assistant, a line each: one that is too long is never held as a whole, and is answered by an error."""

import io
import json
import re
from typing import TextIO

LONGEST = 4_000_000
"""The bytes of a message that are read: thrice what the longest text takes that a tool takes."""
_HEAD = 1_000
_ID = re.compile(rb'"id"\s*:\s*(\d{1,18}|"[\w-]{1,80}")')


class _Messages(io.RawIOBase):
    """The bytes of a stream, with a short message in the place of each that is too long."""

    def __init__(self, stream: TextIO) -> None:
        self._text = stream  # which closes its buffer when it is let go of
        self._stream = stream.buffer
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if not self._held:
            self._held = memoryview(self._message())
        size = min(len(buffer), len(self._held))
        buffer[:size], self._held = self._held[:size], self._held[size:]
        return size

    def _message(self) -> bytes:
        line = self._stream.readline(LONGEST)
        if len(line) < LONGEST or line.endswith(b"\n"):
            return line
        while (more := self._stream.readline(LONGEST)) and not more.endswith(b"\n"):
            pass
        found = _ID.search(line, 0, _HEAD)
        told = {"jsonrpc": "2.0", "method": f"a message of more than {LONGEST:,} bytes; send it in parts"}
        if found is not None:
            told["id"] = json.loads(found[1])
        return json.dumps(told).encode() + b"\n"


def bounded(stream: TextIO) -> TextIO:
    """Return a stream of messages as one in which none is longer than :data:`LONGEST`.

    A longer one becomes a request for a method that is not there, with its id where it begins with one, so that
    whoever waits for an answer gets an error that says why.
    """
    return io.TextIOWrapper(io.BufferedReader(_Messages(stream)), encoding="utf-8", errors="replace")
