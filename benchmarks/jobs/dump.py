"""The whole graph as N-Quads on disk, beside what the disk and the memory do with as many bytes."""

import os
from collections.abc import Callable
from pathlib import Path

TITLE = "dump as N-Quads"
BAR = "how far from the disk"
OURS, AGAINST = "kg", "disk"
ENVIRONMENT = {"kg": "kg", "disk": "kg", "memory": "kg"}


def kg(given: Path) -> Callable[[], bool]:
    """``Store.dump`` of the built store."""
    import pyoxigraph as ox

    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))

    def work() -> bool:
        store.dump(str(given / "out-dump.nq"), format=ox.RdfFormat.N_QUADS)
        return True

    return work


def disk(given: Path) -> Callable[[], bool]:
    """The same number of bytes written and forced to the disk."""
    held = (given / "graph.nq").read_bytes()

    def work() -> bool:
        with (given / "out-disk.nq").open("wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())
        return True

    return work


def memory(given: Path) -> Callable[[], bool]:
    """The same number of bytes copied in memory."""
    held = (given / "graph.nq").read_bytes()

    def work() -> bool:
        return len(bytearray(held)) == len(held)

    return work


CONTENDERS = {"kg": kg, "disk": disk, "memory": memory}
