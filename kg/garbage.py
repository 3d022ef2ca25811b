"""Python's search for garbage in cycles, which is long where much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARE = (100_000, 50, 50)
"""The thresholds at which Python searches meanwhile."""


@contextmanager
def rare() -> Iterator[None]:
    """Let Python search rarely while the block runs, and not among what was there before it; memory stays bounded."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*RARE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
