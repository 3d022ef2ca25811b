"""A table as Parquet. The same rows give the same bytes."""

import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path


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
