"""A file of a table of claims: CSV as it is, CSV in gzip or Zstandard, or Parquet; read in bounded memory."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kg.errors import MissingExtra
from kg.tables import record

CSV, GZIP, ZSTANDARD, PARQUET = ".csv", ".csv.gz", ".csv.zst", ".parquet"
ENDINGS = (CSV, GZIP, ZSTANDARD, PARQUET)
EXPANDED = 10
"""Bytes of text that a byte of a compressed file is taken for, before it is read."""
STEP = 2**14
"""Bytes that are decompressed at a time."""
BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)
"""What a compressed file that is cut or garbled raises while it is read."""


def ending(path: Path) -> str:
    """Return which of :data:`ENDINGS` a file has; empty for none."""
    return next((each for each in ENDINGS if path.name.endswith(each)), "")


def bulk(path: Path) -> int:
    """Return about how many bytes of text a file holds."""
    return path.stat().st_size * (1 if ending(path) in ("", CSV) else EXPANDED)


def opened(path: Path, encoding: str = "utf-8-sig") -> TextIO:
    """Return the text of a file of CSV, decompressed as it is read.

    Raises:
        MissingExtra: what reads Zstandard is not installed.
        OSError: it cannot be read.
    """
    if ending(path) == GZIP:
        return gzip.open(path, "rt", encoding=encoding, newline="")
    if ending(path) == ZSTANDARD:
        return io.TextIOWrapper(io.BufferedReader(_Zstandard(path), 2**16), encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


class _Zstandard(io.RawIOBase):
    """The bytes that the frames of a file hold; an EOFError where one is cut or garbled."""

    def __init__(self, path: Path) -> None:
        try:
            import zstandard
        except ModuleNotFoundError:
            raise MissingExtra(path.name, "zstandard", "parquet") from None
        self._begin = zstandard.ZstdDecompressor().decompressobj
        self._error = zstandard.ZstdError
        self._file = path.open("rb")
        self._frame = self._begin()
        self._begun = False
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._held and self._more():
            pass
        part, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _more(self) -> bool:
        """Decompress what follows, and return whether there was anything."""
        given = self._file.read(STEP)
        if not given:
            if self._begun:
                raise EOFError("the file ends within a frame")
            return False
        while given:
            try:
                self._held += self._frame.decompress(given)
            except self._error as error:
                raise EOFError(str(error)) from error
            self._begun, given = not self._frame.eof, self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = self._begin()
        return True

    def close(self) -> None:
        self._file.close()
        super().close()


def records(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the columns of a file of Parquet, and its rows with their numbers from 1.

    Raises:
        MissingExtra: as :func:`kg.tables.record.parquet`.
        SourceError: as there.
    """
    sheet = record.parquet(path)
    return list(sheet.fields), ((number, list(row)) for number, row in sheet.rows())
