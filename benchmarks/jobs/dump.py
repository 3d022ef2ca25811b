"""The whole graph as packed N-Quads on disk, as a site has it, beside the engine's own dump and beside the disk.

A site's dump is sorted and has its blank nodes named by RDFC-1.0, so that its bytes depend on the graph alone; the
engine's is in the order of its store. Both are packed by the same library at the same level. The answer is a digest of
the set of lines of those that have no blank node.
"""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import IO, Any, cast

from benchmarks.contest import lines

TITLE = "dump as N-Quads, packed"
BAR = "≤ 3× the bare engine's own dump at 1 M quads"
OURS, AGAINST = "kg", "bare pyoxigraph"
ENVIRONMENT = {"kg": "kg", "bare pyoxigraph": "kg", "disk": "kg"}
LEVEL = 6
SIZE = "MB"


def _told(target: Path, work: Callable[[], object]) -> dict[str, Any]:
    """Return the seconds of the processor that a dump takes, its size, and a digest of what it says."""
    begun = process_time()
    work()
    spent = process_time() - begun
    size = target.stat().st_size / 1e6
    return {"seconds": spent, "answer": lines(target, blank=False), "figures": {SIZE: size}}


def kg(given: Path) -> Callable[[], dict[str, Any]]:
    """The first file of a site's dumps."""
    from kg.graph.store import open_store
    from kg.site.dump import Dump
    from kg.site.resource import Library

    library, target = Library(open_store(given / "store")), given / "out-kg.nq.gz"

    def work() -> None:
        name, content = next(Dump(library).files())
        assert name.endswith(".nq.gz")
        target.write_bytes(content)

    return lambda: _told(target, work)


def bare(given: Path) -> Callable[[], dict[str, Any]]:
    """``Store.dump`` of the same store into a packed file."""
    import pyoxigraph as ox

    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))
    target = given / "out-bare.nq.gz"

    def work() -> None:
        with gzip.open(target, "wb", compresslevel=LEVEL) as file:
            store.dump(cast("IO[bytes]", file), format=ox.RdfFormat.N_QUADS)

    return lambda: _told(target, work)


def disk(given: Path) -> Callable[[], None]:
    """As many bytes as the graph has unpacked, written and forced to the disk."""
    held = (given / "graph.nq").read_bytes()

    def work() -> None:
        with (given / "out-disk.nq").open("wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())

    return work


CONTENDERS = {"kg": kg, "bare pyoxigraph": bare, "disk": disk}
