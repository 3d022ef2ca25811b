"""A file that was named: whether it can be read to its end, and where it stands; and files placed all or none."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_KINDS = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}


_WRITING, _WRITTEN = ".placing-", ".placed-"
"""What the folder begins with in which files are written, and that in which all of them are."""


def irregular(path: Path) -> str:
    """Return what a path leads to if that is no regular file, which alone has an end, without opening it.

    Nothing is returned for a file, and for a path that cannot be followed: whoever opens it says why.
    """
    try:
        return _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")
    except (OSError, ValueError):
        return ""


def outside(path: Path, folder: Path) -> str:
    """Return what to say of a link that leads out of the folder it stands in; nothing of any other path."""
    try:
        if not path.is_symlink() or path.resolve().is_relative_to(folder.resolve()):
            return ""
    except (OSError, RuntimeError, ValueError):
        return ""
    return "it is a link to a file out of the folder"


def strange(path: Path) -> str:
    """Return what keeps a file in a folder of sources from being read: it is no file, or a link out of the folder."""
    return irregular(path) or outside(path, path.parent)


def held(path: Path) -> bytes:
    """Return the bytes of a file in a folder of sources.

    Raises:
        OSError: it cannot be read, is no regular file, or a link out of its folder.
    """
    if found := strange(path):
        raise OSError(errno.EINVAL, found)
    return path.read_bytes()


def placed(folder: Path, files: Mapping[str, str | Path]) -> None:
    """Put files in a folder, all of them or none: each is a text, or a copy of the file that is named.

    They are written beside their places first. One change of a name decides then that they are to stand there:
    whatever ends the process after it, :func:`settled` carries it out.

    Raises:
        OSError: a file cannot be written; none is in its place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settled(folder)
    for left in folder.glob(f"{_WRITING}*"):
        if _ended(left.name.removeprefix(_WRITING).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f"{_WRITING}{os.getpid()}-", dir=folder))
    try:
        for name, given in files.items():
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(given, str):
                place.write_text(given, encoding="utf-8", newline="")
            else:
                shutil.copyfile(given, place)
        made.rename(made.with_name(_WRITTEN + made.name.removeprefix(_WRITING)))
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    settled(folder)


def _ended(process: str) -> bool:
    """Return whether a process is no more, where the system tells."""
    if os.name != "posix" or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def settled(folder: Path) -> None:
    """Carry out what :func:`placed` had decided when its process ended; nothing is done where nothing is left.

    Raises:
        OSError: a file cannot be moved to its place.
    """
    for made in sorted(folder.glob(f"{_WRITTEN}*")):
        for each in sorted(made.rglob("*")):
            if each.is_file():
                place = folder / each.relative_to(made)
                place.parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):  # another process carries it out as well
                    each.replace(place)
        shutil.rmtree(made, ignore_errors=True)
