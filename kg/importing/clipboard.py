"""A table that was pasted: standard input as a file."""

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
        suffix = ".tsv" if data.count(b"\t") > data.count(b",") else ".csv"
        path = Path(folder) / f"{id_ or 'pasted'}{suffix}"
        path.write_bytes(data)
        yield path
