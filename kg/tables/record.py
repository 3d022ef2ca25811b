"""Records: JSON, JSON Lines and Parquet, whose columns are named by the format and not by a row."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import MissingExtra, SourceError
from kg.file import why
from kg.tables import columnar
from kg.tables.sheet import Row, Sheet, text

_DEEPEST = 4
_MOST = 2000
"""The columns that a file of records may have."""


class _Names:
    """The names of values in records; those that differ in capitals alone are one, unless one record has both."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        """Each name → it without capitals."""
        self._apart: set[str] = set()
        self._spelt: list[list[str]] = []
        """The spellings of each column."""

    def add(self, record: Mapping[str, str]) -> None:
        """Add the names that a record has."""
        alike: set[str] = set()
        for name in record:
            plain = self.found.setdefault(name, name.casefold())
            if plain in alike:
                self._apart.add(plain)
            alike.add(plain)

    def fields(self) -> tuple[str, ...]:
        """Return how the columns are called, each as it is written first."""
        called: dict[tuple[str, bool], list[str]] = {}
        for name, plain in self.found.items():
            apart = plain in self._apart
            called.setdefault((name if apart else plain, apart), []).append(name)
        self._spelt = list(called.values())
        return tuple(spelt[0] for spelt in self._spelt)

    def row(self, record: Mapping[str, str]) -> list[str]:
        """Return the values of a record in the order of the columns."""
        return [next((record[name] for name in spelt if name in record), "") for spelt in self._spelt]


def lines(path: Path) -> Sheet:
    """Return the one table of JSON Lines; the number of a row is that of its line.

    A value within a value is a column called ``outer.inner``; the members of a list are joined by semicolons.

    Raises:
        SourceError: a line is no JSON, or no object.
    """
    names = _Names()
    for _, record in _records(path):
        names.add(record)
        if len(names.found) > _MOST:
            raise SourceError(path.name, f"its records have more than {_MOST} names of values", "take some out")
    fields = names.fields()

    def read() -> Iterator[tuple[int, Row]]:
        for number, record in _records(path):
            yield number, names.row(record)

    return Sheet("", read, fields=fields)


def lists(path: Path) -> list[Sheet]:
    """Return the tables of a JSON file: the list that it is, or each list of objects that it holds, by its name.

    The number of a row is that of its object in the list. What else it holds is there as a sheet that is none.

    Raises:
        SourceError: it is no JSON, holds no list of objects, or a name twice in one object.
    """
    try:
        given = json.loads(path.read_bytes(), object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            path.name, f"it is no JSON ({why(error)})", "write names and texts in double quotes"
        ) from error
    if isinstance(given, dict) and {"@context", "@graph"} & given.keys():
        found = "it is JSON-LD, or describes a table otherwise than CSV on the Web does"
        raise SourceError(path.name, found, f"name it {path.stem}.jsonld to take it in as RDF")
    sheets = list(_sheets(given, ""))
    if all(sheet.none for sheet in sheets):
        raise SourceError(path.name, "it holds no list of objects", 'write [{"country": "Kenya", …}, …]')
    return sheets


def _sheets(given: Any, name: str, depth: int = 0) -> Iterator[Sheet]:
    if isinstance(given, list) and given and all(isinstance(each, dict) for each in given):
        rows = [dict(_flat(each)) for each in given]
        names = _Names()
        for row in rows:
            names.add(row)
        fields = names.fields()
        if len(fields) > _MOST:
            raise SourceError(
                name or "the list", f"its objects have more than {_MOST} names of values", "take some out"
            )
        cells = [names.row(row) for row in rows]
        yield Sheet(name, lambda: enumerate(iter(cells), 1), fields=fields)
    elif isinstance(given, list) and given and all(isinstance(each, list) for each in given):
        texts = [[_member(each) for each in row] for row in given]
        yield Sheet(name, lambda: enumerate(iter(texts), 1))
    elif isinstance(given, dict) and depth < _DEEPEST:
        for key, value in given.items():
            yield from _sheets(value, f"{name}.{key}".lstrip("."), depth + 1)
    else:
        yield Sheet(name, lambda: iter(()), none="no list of objects")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) < len(pairs):
        seen: set[str] = set()
        name = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"an object has the name {name!r} twice")
    return given


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                place = f"{path.name}, line {number}"
                try:
                    given = json.loads(line, object_pairs_hook=_object)
                except (ValueError, RecursionError) as error:
                    raise SourceError(place, f"it is no JSON ({why(error)})", "write one object a line") from error
                if not isinstance(given, dict):
                    raise SourceError(place, "it is no object", "write one object a line")
                yield number, dict(_flat(given))
    except UnicodeDecodeError as error:
        raise SourceError(path.name, "it is not UTF-8", "save it as UTF-8") from error


def _flat(given: dict[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in given.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
            yield name, "; ".join(text(each) for each in value)
        elif isinstance(value, dict | list):
            yield name, json.dumps(value, ensure_ascii=False)
        else:
            yield name, text(value)


def parquet(path: Path) -> Sheet:
    """Return the one table of a Parquet file, the first record being row 1.

    Raises:
        MissingExtra: DuckDB is not installed.
        SourceError: it is no Parquet file.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra(path.name, "duckdb", "parquet") from error

    def opened() -> Any:
        return duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)])

    def broken(error: Exception) -> SourceError:
        return SourceError(path.name, f"cannot be read as Parquet ({columnar.fault(error)})", "write the file anew")

    try:
        fields = tuple(column[0] for column in opened().description)
    except duckdb.Error as error:
        raise broken(error) from error

    def read() -> Iterator[tuple[int, Row]]:
        number = 0
        try:
            result = opened()
            while part := result.fetchmany(10_000):
                for record in part:
                    number += 1
                    yield number, [_member(value) for value in record]
        except duckdb.Error as error:
            raise broken(error) from error

    return Sheet("", read, fields=fields)


def _member(value: Any) -> str:
    return "; ".join(text(each) for each in value) if isinstance(value, list) else text(value)
