"""A file that was named: whether it can be read to its end, and where it stands."""

import errno
import stat
from pathlib import Path

_KINDS = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}


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
