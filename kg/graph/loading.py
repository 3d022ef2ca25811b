"""Parts loaded into a store: once, in bulk, by several threads at a time."""

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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
    with _sound():
        if threads < 2:
            for group in groups:
                _add(store, group)
            return
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda group: _add(store, group), groups))


class Behind:
    """Loads files into a store, one after the other, by a thread of its own while others are still being made.

    It is for a store in memory, which takes from one thread at a time. With ``off`` it leaves all to :func:`load`.
    """

    def __init__(self, store: ox.Store, *, off: bool = False) -> None:
        self._store, self._off = store, off
        self._pool = ThreadPoolExecutor(1)
        self._begun: dict[Path, Future[None]] = {}

    def begin(self, path: Path) -> None:
        """Load a file when those before it are loaded."""
        if not self._off:
            self._begun[path] = self._pool.submit(_whole, self._store, path)

    def left(self, files: Sequence[Path]) -> list[Path]:
        """Return those of files that were not begun with, when all others are loaded.

        Raises:
            ReadError, OSError: as :func:`load`.
        """
        with _sound():
            for each in self._begun.values():
                each.result()
        return [path for path in files if path not in self._begun]

    def end(self) -> None:
        """Begin with no file more, and wait for the one that is being loaded."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def behind(store: ox.Store, *, off: bool = False) -> Iterator[Behind]:
    """Give what loads files behind those who make them; when the block ends it begins with none more."""
    given = Behind(store, off=off)
    try:
        yield given
    finally:
        given.end()


@contextmanager
def _sound() -> Iterator[None]:
    """Tell in one line of a line that is no N-Quad.

    Raises:
        ReadError: there is one.
    """
    try:
        yield
    except (SyntaxError, ValueError) as error:
        told = f"a value is not one of RDF ({error})"
        raise ReadError("the inputs", told, "report which source holds it") from error


def _whole(store: ox.Store, path: Path) -> None:
    """Add a file to a store without Python, which others run meanwhile."""
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS, lenient=True)


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
