"""A file that was named: whether it can be read to its end, and where it stands; and files written as a whole."""

import errno
import os
import re
import shutil
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_KINDS = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}


_WRITING, _WRITTEN = ".placing-", ".placed-"
"""What the folder begins with in which files are written, and that in which all of them are."""


_NAME = r"""(?>[\w-]++|"(?>[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_DEEP = re.compile(rf"(?m)(?:^[ \t]*+\[{{0,2}}|[{{,])[ \t]*+{_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{30}}")
"""A key of more than 30 names, which takes a reader of TOML the square of their number."""
_LARGEST = 2**63


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
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    settled(folder)
    for name in files:
        _within(folder / name, folder)
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


def _within(place: Path, folder: Path) -> None:
    """Raise an OSError where a file would stand out of the folder, by a link in it."""
    if not place.parent.resolve().is_relative_to(folder.resolve()):
        raise OSError(errno.EINVAL, f"{place.parent} is a link out of the folder")


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
        if made.is_symlink():  # it leads to files that nobody placed
            continue
        for each in sorted(made.rglob("*")):
            place = folder / each.relative_to(made)
            if each.is_file():
                _within(place, folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):  # another process carries it out as well
                    each.replace(place)
        shutil.rmtree(made, ignore_errors=True)


def toml(text: str) -> dict[str, Any]:
    """Return what a text of TOML holds.

    Raises:
        TOMLDecodeError: it is none, has a key of very many names, or a whole number of more than 64 bits.
        RecursionError: its values are nested too deeply.
        ValueError: a number has too many digits.
    """
    if found := _DEEP.search(text):
        line = text.count("\n", 0, found.end()) + 1
        raise tomllib.TOMLDecodeError(f"A key of more than 30 names (at line {line}, column 1)")
    told = tomllib.loads(text)
    left: list[Any] = [told]
    while left:
        value = left.pop()
        if isinstance(value, dict | list):
            left.extend(value.values() if isinstance(value, dict) else value)
        elif isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
            raise tomllib.TOMLDecodeError("A whole number of more than 64 bits")
    return told


def replace(target: Path, content: bytes) -> None:
    """Write a file, and the folders above it; what stood there stays whole until the new content is.

    Raises:
        OSError: it cannot be written; what stood there still does, and nothing beside it.
    """
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        scratch = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
    try:
        scratch.chmod(0o666 & ~_umask())
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
