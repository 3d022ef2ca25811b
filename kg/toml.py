"""Texts of TOML from others: how much of one is read, and what no reader of TOML is given."""

import errno
import re
import tomllib
from pathlib import Path
from typing import Any

from kg.file import irregular

MOST = 10_000_000
"""The characters of a file of TOML that is read, at most: they take a reader of TOML some seconds."""
_NAME = r"""(?>[\w-]++|"(?>[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_DEEP = re.compile(rf"(?m)(?:^[ \t]*+\[{{0,2}}|[{{,])[ \t]*+{_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{30}}")
"""A key of more than 30 names, which takes a reader of TOML the square of their number."""
_LARGEST = 2**63


def opening(path: Path) -> str:
    """Return the text of a file; of one that is too long, one character more than :data:`MOST`.

    Raises:
        OSError: it cannot be read, or is no regular file.
        UnicodeDecodeError: it is not UTF-8.
    """
    if found := irregular(path):
        raise OSError(errno.EINVAL, found)
    with path.open(encoding="utf-8-sig") as file:
        return file.read(MOST + 1)


def loads(text: str) -> dict[str, Any]:
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
