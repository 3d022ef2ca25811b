"""A table that was pasted: standard input as a file."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError


@contextmanager
def file(name: str, stream: BinaryIO, id_: str) -> Iterator[Path]:
    """Give the file that is named, or for ``-`` one that holds what a stream gives, for as long as it is needed.

    Raises:
        SourceError: the stream gives nothing.
    """
    if name != "-":
        yield Path(name)
        return
    data = stream.read()
    if not data.strip():
        raise SourceError("standard input", "it holds nothing", "paste a table into it")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{id_ or 'pasted'}{_suffix(data)}"
        path.write_bytes(data)
        yield path


def _suffix(data: bytes) -> str:
    """Return how the name of a file with this table ends."""
    if data.lstrip()[:1] in (b"[", b"{"):
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return ".jsonl" if data.lstrip()[:1] == b"{" else ".json"
        return ".json"
    return ".tsv" if data.count(b"\t") > data.count(b",") else ".csv"
