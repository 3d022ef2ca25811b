"""The standard streams of a command: none that is closed or full goes unsaid, and no text gives a terminal orders."""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO, cast

from kg.character import shown
from kg.errors import TURNING, KgError, TargetError

OUTPUT, INPUT = "standard output", "standard input"
TOLD = ("table", "text", "md")
"""The formats that are for readers and have no escapes of their own."""
_ORDERS = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{TURNING}]|\r(?!\n)")
"""What a terminal obeys, or what turns a line round, wherever it gets there: tabs and the ends of lines are left."""


def plain(text: str) -> str:
    r"""Return a text with a replacement character for each that a terminal obeys, or that turns a line round.

    >>> plain("red \x1b[31m"), plain("evil\u202efdp.exe")
    ('red �[31m', 'evil�fdp.exe')
    """
    return _ORDERS.sub("\ufffd", text)


class Output:
    """Standard output: a text for readers goes out without what a terminal obeys, and a format as it is.

    On a terminal no format goes out as it is. ``lost`` says that something which was written did not arrive.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self.raw = False
        self.lost = False

    def write(self, text: str) -> int:
        """Write a text, and return its length.

        Raises:
            TargetError: it cannot be written.
            BrokenPipeError: whoever reads it has stopped.
        """
        with self._writing() as stream:
            if stream.isatty():
                text = shown(text)
            stream.write(text if self.raw and not stream.isatty() else plain(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts, as :meth:`write` does."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing where all that was written has arrived, or does now.

        Raises:
            TargetError: it cannot be written, or standard output is closed.
            BrokenPipeError: whoever reads it has stopped.
        """
        with self._writing() as stream:
            stream.flush()

    @contextmanager
    def _writing(self) -> Iterator[TextIO]:
        if self._stream is None:
            raise TargetError(OUTPUT, "it is closed", "open it, or send it to a file")
        try:
            yield self._stream
        except OSError as error:
            self.lost = True
            if isinstance(error, BrokenPipeError):
                raise
            raise TargetError(OUTPUT, error.strerror or str(error), "make room, or write to another place") from error

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class Remarks:
    """Standard error: what is said beside an answer; where it cannot be said, the answer is given all the same.

    ``lost`` says that something which was written did not arrive.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.lost = False

    def write(self, text: str) -> int:
        """Write a text without what a terminal obeys, if it can be written, and return its length."""
        with self._losing():
            self._stream.write(plain(text))
        return len(text)

    def flush(self) -> None:
        """Let what was written arrive, if it can."""
        with self._losing():
            self._stream.flush()

    @contextmanager
    def _losing(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self.lost = True

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class Closed:
    """Standard input that is closed: nobody can be asked, and whoever reads it is told so."""

    def isatty(self) -> bool:
        """Return False."""
        return False

    def fileno(self) -> int:
        """Raise what a stream without a file raises.

        Raises:
            UnsupportedOperation: always.
        """
        raise io.UnsupportedOperation("fileno")

    def __getattr__(self, name: str) -> NoReturn:
        raise KgError(INPUT, "it is closed", "open it, or name a file where the verb takes one")


@contextmanager
def standard() -> Iterator[Output]:
    """Give standard output, and let the standard streams be those of this module for a block.

    A stream of the process that could not take what was written is None afterwards, so that Python does not try again.
    """
    before = sys.stdin, sys.stdout, sys.stderr
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)  # so that no file that is opened is taken for standard input
        sys.stdin = cast(TextIO, Closed())
    output = Output(sys.stdout)
    remarks = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it is never to be closed
    told = Remarks(remarks)
    sys.stdout, sys.stderr = cast(TextIO, output), cast(TextIO, told)
    try:
        yield output
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        if output.lost:
            sys.stdout = cast(TextIO, None)
        if told.lost:
            sys.stderr = cast(TextIO, None)
