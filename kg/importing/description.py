"""What CSV on the Web says of a table beside it: how the file is written, and how its columns are."""

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import MissingExtra, SourceError
from kg.importing.proposal import Proposal
from kg.tables.mapping import Column

_NAMESPACE = "http://www.w3.org/ns/csvw"
_HEADER = ("license", "creator", "publisher")
"""What Dublin Core says of a table and a source says by the same word."""
_OWN = ("about", "property", "value")
"""What begins the names of the keys that make RDF of a table; claims are made by the mapping instead."""


@dataclass(frozen=True)
class Description:
    """What is said of a table elsewhere than in it; nothing where nothing is."""

    path: Path | None = None
    """The table."""
    title: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    """Keys of the source."""
    encoding: str = ""
    delimiter: str = ""
    headings: list[int] | None = None
    columns: Mapping[int, Column] = field(default_factory=dict)
    """Place of a column, from 0 → how its cells are written."""
    left: tuple[str, ...] = ()
    """What of it is not read, in words."""

    def tell(self, proposal: Proposal) -> None:
        """Put into a proposal how the cells of its columns are written."""
        import msgspec

        for table in proposal.tables:
            for place, (name, column) in enumerate(table.columns.items()):
                if (said := self.columns.get(place)) is None or column.reads == "nothing":
                    continue
                more: dict[str, Any] = {"nothing": said.nothing} if said.nothing else {}
                more |= {"separators": said.separators} if said.separators else {}
                more |= {"order": said.order} if said.order and column.reads == "time" else {}
                more |= {"decimal": said.decimal} if said.decimal and column.reads in ("figure", "number") else {}
                table.columns[name] = msgspec.structs.replace(column, **more)


def is_one(path: Path) -> bool:
    """Return whether a file is a description as CSV on the Web has them, by its context."""
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    given = told.get("@context", "") if isinstance(told, dict) else ""
    return _NAMESPACE in (given if isinstance(given, list) else [given])


def read(path: Path) -> list[Description]:
    """Return what a file says of each table that it describes.

    Raises:
        MissingExtra: csvw is not installed.
        SourceError: it is none that can be read, a table does not lie beside it, or is written as none is read here.
    """
    try:
        from csvw.metadata import Table, TableGroup
    except ImportError as error:
        raise MissingExtra(path.name, "csvw", "csvw") from error
    told = json.loads(path.read_bytes())
    tables = told.get("tables")
    for each in (told, *(tables if isinstance(tables, list) else ())):
        for key in ("dialect", "tableSchema"):
            if isinstance(each, dict) and isinstance(each.get(key), str):
                raise SourceError(path.name, f"its {key} stands elsewhere, and nothing is fetched", "write it here")
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always", UserWarning)
            group = TableGroup.from_file(path) if "tables" in told else Table.from_file(path)
            tables = group.tables if "tables" in told else [group]
            found = [_described(path, each, group) for each in tables]
        if not found:
            raise SourceError(path.name, "it describes no table", "name one in 'url', or one each in 'tables'")
        left = tuple(f"{path.name}: {each.message}" for each in warned if issubclass(each.category, UserWarning))
        return [replace(each, left=(*each.left, *left)) for each in found]
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError) as error:
        said = str(error) if type(error) is ValueError else "a value stands there of another kind than it may have"
        why = f"it is no description of tables that can be read ({said})"
        raise SourceError(path.name, why, "correct it as CSV on the Web says") from error


def _described(path: Path, table: Any, group: Any) -> Description:
    name = str(table.url or "")
    place = path.parent / name
    if not name or "/" in name or "\\" in name or not place.is_file():
        raise SourceError(
            path.name, f"its table {name!r} is not beside it", "put the table there, and name it in 'url'"
        )
    dialect = table.dialect or group.dialect
    if dialect is not None:
        _refused(path, dialect)
    said = {**group.common_props, **table.common_props}
    columns = list(table.tableSchema.columns) if table.tableSchema else []
    own = sorted({key for each in columns for key in _keys(each)})
    left = (
        (f"{', '.join(own)} of {path.name}: claims are made by the mapping, and not as RDF of the table",)
        if own
        else ()
    )
    first = 1 + (dialect.skipRows if dialect else 0)
    return Description(
        place,
        _text(said, "title"),
        {key: found for key in _HEADER if (found := _text(said, key))},
        dialect.encoding if dialect else "",
        dialect.delimiter if dialect else "",
        list(range(first, first + (dialect.headerRowCount or 1))) if dialect else None,
        {number: _column(each) for number, each in enumerate(columns)},
        left,
    )


def _refused(path: Path, dialect: Any) -> None:
    """Raise where a table is written as none is read here."""
    for key, usual in (("quoteChar", '"'), ("doubleQuote", True), ("header", True), ("skipColumns", 0)):
        if (found := getattr(dialect, key)) != usual:
            told = f"its dialect has {key} {found!r}, which is not read"
            raise SourceError(path.name, told, "save the table with headings, and quoted as CSV is")


def _keys(column: Any) -> Iterator[str]:
    yield from (f"{key}Url" for key in _OWN if getattr(column, f"{key}Url", None))


def _text(said: Mapping[str, Any], key: str) -> str:
    """Return what Dublin Core says by a word, whatever its prefix and however it is written in JSON-LD."""
    for prefix in ("dc:", "dcterms:", "http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/", "schema:"):
        found = said.get(prefix + key)
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, dict):
            found = found.get("@id") or found.get("@value")
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def _column(column: Any) -> Column:
    """Return how the cells of a column are written."""
    form = column.inherit("datatype")
    written = form.format if form is not None else None
    days = re.findall("d+|M+|y+", written) if isinstance(written, str) else []
    kinds = [each[0] for each in days]
    order = {"d": "day-month", "M": "month-day"}.get(kinds[0], "") if {"d", "M"} <= set(kinds) else ""
    decimal = str(written.get("decimalChar", "")) if isinstance(written, dict) else ""
    sign = column.inherit("separator")
    nothing = [each for each in column.inherit("null") or [] if each]
    return Column("text", "", [sign] if sign else [], order, decimal if decimal == "," else "", nothing=nothing)
