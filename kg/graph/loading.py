"""Parts loaded into a store: once, in bulk, by several threads at a time."""

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import ReadError

LEAST = 2**22
"""Bytes below which a thread of its own does not pay."""
FACTOR = 8
"""Bytes of memory that the store takes at most for a byte of N-Quads while it loads it; measured."""


class Stretch(NamedTuple):
    """Bytes of a file, which begin and end with a line."""

    path: Path
    start: int
    end: int


class _Stretches(io.RawIOBase):
    """Several stretches as one stream."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._left = list(reversed(stretches))
        self._file: io.BufferedReader | None = None
        self._until = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if self._file is None:
                if not self._left:
                    return 0
                path, start, self._until = self._left.pop()
                self._file = path.open("rb")
                self._file.seek(start)
            wanted = min(len(buffer), self._until - self._file.tell())
            if wanted > 0 and (got := self._file.readinto(buffer[:wanted])):
                return got
            self._file.close()
            self._file = None


def load(store: ox.Store, files: Sequence[Path], threads: int = 1, memory: int = 2**30) -> None:
    """Add the N-Quads of files to a store, so many bytes of memory at most being taken by all threads.

    The lines are this toolkit's own, whose IRIs are not checked once more.

    Raises:
        ReadError: a value of an input has become more than a value.
        OSError: a file cannot be read, or the store not be written.
    """
    whole = sum(path.stat().st_size for path in files)
    groups = list(parted(files, max(threads, -(-whole * FACTOR * threads // memory))))
    try:
        if threads < 2:
            for group in groups:
                _add(store, group)
            return
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda group: _add(store, group), groups))
    except (SyntaxError, ValueError) as error:
        told = f"a value is not one of RDF ({error})"
        raise ReadError("the inputs", told, "report which source holds it") from error


def _add(store: ox.Store, group: Sequence[Stretch]) -> None:
    store.bulk_load(io.BufferedReader(_Stretches(group), 2**20), format=ox.RdfFormat.N_QUADS, lenient=True)


def parted(files: Sequence[Path], number: int) -> Iterator[list[Stretch]]:
    """Yield the lines of files in at most so many groups of about equal size."""
    sizes = [(path, path.stat().st_size) for path in files]
    share = max(LEAST, -(-sum(size for _, size in sizes) // number))
    group: list[Stretch] = []
    room = share
    for path, size in sizes:
        start = 0
        while start < size:
            end = size if size - start <= room else _line(path, start + room)
            group.append(Stretch(path, start, end))
            room -= end - start
            start = end
            if room <= 0:
                yield group
                group, room = [], share
    if group:
        yield group


def _line(path: Path, at: int) -> int:
    """Return where the line ends that a byte of a file stands in."""
    with path.open("rb") as file:
        file.seek(at - 1)
        file.readline()
        return file.tell()
