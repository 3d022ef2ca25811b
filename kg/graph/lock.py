"""A folder that one process at a time writes to, where the system knows locks of this kind."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without them: nobody is kept from the folder
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Keep others that ask for it from a folder while the block runs; give False where another has it.

    The lock ends with the process at the latest. A file system that has no locks keeps nobody from it.

    Raises:
        OSError: the folder cannot be read.
    """
    held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC) if fcntl else None
    try:
        yield held is None or _taken(held)
    finally:
        if held is not None:
            os.close(held)


def _taken(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # such a file system
        return True
    return True
