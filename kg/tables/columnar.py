"""A table as Parquet, the same rows as the same bytes; and what is wrong with Parquet that cannot be read."""

import re
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

_FAULTS = (
    (r"No files found that match", "no file of Parquet is there"),
    (r"No magic bytes|too small to be a Parquet|Footer length", "it is no Parquet, or its end is missing"),
    (r"[Ee]ncrypt", "it is encrypted"),
    (r"Permission denied", "this user may not read it"),
    (r"Is a directory", "it is a folder"),
    (
        r"Could not convert string (?P<value>'.*?') to (?:DOUBLE|DECIMAL|INT|FLOAT)",
        "{value} stands where a number must",
    ),
    (r"Could not convert string (?P<value>'.*?') to BOOL", "{value} stands where true or false must"),
    (r"Unimplemented type for cast|Cannot cast|No function matches", "a column holds values of another kind"),
    (r"Out of Memory|failed to allocate", "it needs more memory than there is"),
    (r"extension|HTTP|SSL|Could not establish|curl", "the address cannot be reached from here"),
)
"""What DuckDB says of a file → what is found; whatever else it says means that the file is damaged."""


def fault(error: Exception) -> str:
    """Return in words of ours what DuckDB met in a file of Parquet."""
    for form, told in _FAULTS:
        if match := re.search(form, str(error)):
            return told.format(**match.groupdict())
    return "what it says of itself and what it holds differ: it is damaged"


def has_parquet() -> bool:
    """Return whether :func:`parquet` can write: the extra ``parquet`` is installed."""
    return find_spec("duckdb") is not None


def parquet(table: str, types: Mapping[str, str]) -> bytes:
    """Return a table given as CSV text with a header as Parquet, its rows in the order given.

    ``types`` is column → SQL type; every other column is text. An empty cell is null.
    """
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        given, written = Path(folder, "table.csv"), Path(folder, "table.parquet")
        given.write_text(table, encoding="utf-8")
        with duckdb.connect(config={"threads": 1, "preserve_insertion_order": True}) as engine:
            rows = engine.read_csv(str(given), header=True, all_varchar=True)
            columns = ", ".join(
                f'CAST("{name}" AS {types[name]}) AS "{name}"' if name in types else f'"{name}"'
                for name in rows.columns
            )
            rows.project(columns).write_parquet(str(written), compression="zstd")
        return written.read_bytes()
