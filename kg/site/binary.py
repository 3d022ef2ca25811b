"""Dumps that are no text: a table as Parquet, quads as Jelly. The same rows and quads give the same bytes."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox

from kg.namespace import XSD


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


def jelly(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as a Jelly file, a flat stream of quads, in the order given."""
    from pyjelly import jelly as form
    from pyjelly.integrations.generic import generic_sink, serialize
    from pyjelly.options import StreamParameters
    from pyjelly.serialize.streams import SerializerOptions

    def term(given: object) -> object:
        if isinstance(given, ox.NamedNode):
            return generic_sink.IRI(given.value)
        if isinstance(given, ox.BlankNode):
            return generic_sink.BlankNode(given.value)
        if isinstance(given, ox.Literal):
            plain = given.language is not None or given.datatype.value == XSD + "string"
            return generic_sink.Literal(given.value, given.language, None if plain else given.datatype.value)
        return generic_sink.DefaultGraph

    def statements() -> Iterator[generic_sink.Quad]:
        for quad in quads:
            yield generic_sink.Quad(*map(term, quad))

    file = io.BytesIO()
    flat = SerializerOptions(
        logical_type=form.LOGICAL_STREAM_TYPE_FLAT_QUADS,
        params=StreamParameters(generalized_statements=False, rdf_star=False),
    )
    serialize.flat_stream_to_file(statements(), file, flat)
    return file.getvalue()
