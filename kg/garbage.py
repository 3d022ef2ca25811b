"""Python's search for garbage in cycles, which is long where much is made that stays."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

RARE = (100_000, 50, 50)
"""The thresholds at which Python searches meanwhile."""


class _Blocks:
    """The blocks that run, of whatever thread, and the thresholds before the first of them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.number = 0
        self.before = gc.get_threshold()


_blocks = _Blocks()


@contextmanager
def rare(*, much: bool = True) -> Iterator[None]:
    """Let Python search rarely while the block runs, and not among what was there before it; memory stays bounded.

    Of blocks within or beside each other the first begins it and the last ends it. Where not ``much`` is made, Python
    searches as ever.
    """
    if not much:
        yield
        return
    with _blocks.lock:
        if not _blocks.number:
            _blocks.before = gc.get_threshold()
            gc.freeze()
            gc.set_threshold(*RARE)
        _blocks.number += 1
    try:
        yield
    finally:
        with _blocks.lock:
            _blocks.number -= 1
            if not _blocks.number:
                gc.set_threshold(*_blocks.before)
                gc.unfreeze()
