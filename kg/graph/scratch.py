"""A folder that is being written: its lock says that its writer is alive, and who comes later removes what is left."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.graph import mark

try:
    import fcntl
except ImportError:  # a system without locks of this kind: nothing is swept there
    fcntl = None  # type: ignore[assignment]

SCRATCH = ".surveillance-kg."
"""What the names of folders being written start with."""
_LOCK = "lock"


@contextmanager
def folder(parent: Path) -> Iterator[Path]:
    """Give a new folder for what is needed until the block ends; if it is killed, who next asks for one removes it.

    Raises:
        OSError: none can be made there.
    """
    sweep(parent)
    place, lock = made(parent)
    try:
        (place / "new").mkdir()
        yield place / "new"
    finally:
        clear(place)
        os.close(lock)


def sweep(parent: Path) -> None:
    """Remove the folders that were being written when their process ended: marked as such, and locked by nobody.

    They are those of this user alone: in a folder that many write to, another could put a link in the place of its own.
    """
    for left in parent.glob(f"{SCRATCH}*") if fcntl else ():
        if not _mine(left):
            continue
        try:
            lock = os.open(left / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            clear(left)
            continue
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            clear(left)
        except OSError:
            continue
        finally:
            os.close(lock)


def _mine(left: Path) -> bool:
    """Return whether there is a folder, and no link to one, of the user whose process this is."""
    try:
        found = left.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


def clear(left: Path) -> None:
    """Remove a folder being written, what says that it is ours last; one that nothing says so of is left."""
    if not mark.marked(left, mark.SCRATCH):
        with suppress(OSError):
            held = {each.name: each for each in left.iterdir()}
            if held.keys() <= {_LOCK, mark.FILE} and all(map(_begun, held.values())):
                for each in held.values():
                    each.unlink()
            left.rmdir()
        return
    for each in left.iterdir():
        if each.name not in (_LOCK, mark.FILE):
            shutil.rmtree(each, ignore_errors=True)
    with suppress(OSError):
        (left / _LOCK).unlink(missing_ok=True)
        if [each.name for each in left.iterdir()] == [mark.FILE]:
            (left / mark.FILE).unlink()
            left.rmdir()


def _begun(file: Path) -> bool:
    """Return whether a file is one of a folder that was not marked yet: an empty lock, or the beginning of the mark."""
    text = mark.text(mark.SCRATCH).encode() if file.name == mark.FILE else b""
    return not file.is_symlink() and file.stat().st_size < len(text) + 1 and text.startswith(file.read_bytes())


def made(parent: Path) -> tuple[Path, int]:
    """Return a new folder beside the target, and the lock that says its writer is alive."""
    import tempfile

    while True:
        place = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=parent))
        lock = None
        try:
            lock = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_ino == (place / _LOCK).stat().st_ino:
                mark.write(place, mark.SCRATCH)
                return place, lock
        except FileNotFoundError:  # swept between two of these steps
            pass
        except BaseException:
            clear(place)
            raise
        if lock is not None:
            os.close(lock)
