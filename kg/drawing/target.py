"""The file a picture is written to: what its suffix asks for, and its content, replaced as a whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from kg import file
from kg.errors import TargetError

_Made = TypeVar("_Made")


def chosen(target: Path, formats: Mapping[str, _Made]) -> _Made:
    """Return what belongs to the suffix of a file, in small letters or capitals.

    Raises:
        TargetError: the suffix is none of them.
    """
    made = formats.get(target.suffix.lower())
    if made is None:
        found = f"the suffix {target.suffix!r} names no format" if target.suffix else "no suffix to name the format"
        raise TargetError(str(target), found, f"end the name with {', '.join(formats)}")
    return made


def replace(target: Path, content: bytes) -> None:
    """Write a file; what stood there stays whole until the new content is.

    Raises:
        TargetError: the file cannot be written.
    """
    try:
        file.replace(target, content)
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable file") from error
