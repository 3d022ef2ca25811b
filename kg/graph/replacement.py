"""A folder replaced as a whole: at every moment, whatever fails, the old one or the new one stands there.

Where the system can, the two exchange their names in one step. Elsewhere the old one is set aside beside its place,
as ``NAME.previous``, and put back where the new one cannot take it: by a process that waits for it where this one is
killed, by the next run where the whole machine stopped. Only folders that carry our mark are replaced.
"""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import TargetError
from kg.graph import mark, scratch

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_GUARD = """
import os, sys
target, previous = sys.argv[1:]
sys.stdin.buffer.read()
if os.path.isdir(previous) and not os.path.lexists(target):
    os.rename(previous, target)
"""
_UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)

_HISTORIES = (".git", ".hg", ".svn")
"""What holds the history of a folder, which nobody writes but its owner."""

Earlier = Callable[[Path], bool]
"""Whether a folder without a mark is one that a version before marks wrote."""


def replaceable(target: Path, kind: str, earlier: Earlier = lambda place: False) -> Path:
    """Return the absolute path of a folder that may be replaced: absent, empty, or marked as one of the kind.

    Raises:
        TargetError: it is the root folder, it holds the history of a repository, or something else stands there or is
            set aside beside it.
    """
    target = target.resolve()
    if not target.name:
        raise TargetError(str(target), "it is the root folder", "name another folder")
    for place in (target, _previous(target)):
        try:
            ours = not place.exists() or _ours(place, kind, earlier)
        except OSError as error:
            raise TargetError(str(place), f"cannot be read ({error.strerror})", "name a writable folder") from error
        if not ours:
            called = "a built store" if kind == mark.GRAPH else f"a {kind} that this toolkit wrote"
            raise TargetError(
                str(place), f"it exists and is not {called}: it has no {mark.FILE} of ours", "name another folder"
            )
        if history := next((name for name in _HISTORIES if os.path.lexists(place / name)), ""):
            told = f"it holds {history!r}, which is not ours and would be gone"
            raise TargetError(str(place), told, "name another folder, and copy what is written there")
    return target


@contextmanager
def replacing(target: Path, kind: str, earlier: Earlier = lambda place: False) -> Iterator[Path]:
    """Give the path of a new folder that takes the place of ``target`` when the block ends well.

    The block makes the folder; the mark is written then. When the block does not end well the new folder vanishes. What
    somebody else put at the top of a site is kept; in a folder of it, it keeps the site from being replaced.

    Raises:
        TargetError: ``target`` cannot be written, or is not a folder this function may replace.
    """
    target = replaceable(target, kind, earlier)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch.sweep(target.parent)
        _recover(target)
        made, lock = scratch.made(target.parent)
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable folder") from error
    try:
        new = made / "new"
        yield new
        if kind == mark.SITE:
            mark.write(new, kind, listed=True)
        elif not mark.marked(new, kind):
            mark.write(new, kind)
        replaceable(target, kind, earlier)
        _keep(target, new)
        _swap(new, target)
        if _previous(target).exists():
            _previous(target).rename(made / "old")
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror or error})", "make room there") from error
    finally:
        scratch.clear(made)
        os.close(lock)


def _ours(place: Path, kind: str, earlier: Earlier) -> bool:
    if not place.is_dir():
        return False
    return mark.marked(place, kind) or not any(place.iterdir()) or earlier(place)


def _keep(target: Path, new: Path) -> None:
    """Copy what is somebody else's at the top of a folder, such as the ``CNAME`` of a host, into the one to come.

    Raises:
        TargetError: the new one has something of that name, or something of somebody else's is in a folder of ours.
    """
    if astray := mark.astray(target, new):
        folder, names = astray
        told = f"the site did not write all that is in it, and {_listed(names)} would be gone"
        raise TargetError(str(folder), told, "move what is yours to the top of the site, where it is kept, or away")
    for each in mark.others(target) if target.is_dir() else ():
        kept = new / each.name
        if os.path.lexists(kept):
            told = "it is not ours, and the new site has one of that name"
            raise TargetError(str(each), told, "move it away, or name another folder")
        if each.is_dir() and not each.is_symlink():
            shutil.copytree(each, kept, symlinks=True)
        else:
            shutil.copy2(each, kept, follow_symlinks=False)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(map(repr, names[:3])) + more


def _previous(target: Path) -> Path:
    return target.with_name(target.name + ".previous")


def _recover(target: Path) -> None:
    """Put back what was set aside where nothing took its place."""
    if _previous(target).exists() and not target.exists():
        _previous(target).rename(target)


def _swap(new: Path, target: Path) -> None:
    if not target.exists() or not any(target.iterdir()):
        try:
            new.rename(target)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
    if _exchanged(new, target):
        return
    previous = _previous(target)
    if previous.exists():
        previous.rename(new.with_name("older"))
    with _guarded(target, previous):
        try:
            target.rename(previous)
            new.rename(target)
        except BaseException:
            _recover(target)
            raise


@contextmanager
def _guarded(target: Path, previous: Path) -> Iterator[None]:
    """Have a process of its own put back what was set aside where this one is killed between the two steps.

    It waits for the end of what it reads, which comes with the end of this process at the latest.
    """
    command = [sys.executable, "-I", "-S", "-c", _GUARD, os.fspath(target), os.fspath(previous)]
    guard = None
    with suppress(OSError):  # what would guard cannot be started; the next run puts it back then
        guard = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    try:
        yield
    finally:
        if guard is not None:
            guard.communicate()


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step, and return whether the system can."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    sys.audit("os.rename", str(one), str(other), -1, -1)
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(other))
