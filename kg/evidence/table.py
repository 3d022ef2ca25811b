"""A table of claims: a CSV file whose header names claim keys; one row, one claim."""

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from kg.errors import Faults, SourceError, suggestion
from kg.file import irregular, outside
from kg.literal import control
from kg.naming.form import said, trimmed

AS_WRITTEN = ("cell", "phrase", "reason")
"""The columns whose cells keep the blanks at their ends."""

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_WIDEST = 2**31 - 1


def rows(path: Path, keys: Collection[str] | None = None) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (place, non-empty cells by column) for each row; memory does not grow with the file.

    A row without a cell is left out, and a column without a heading and without a cell. With ``keys`` the headings must
    be among them. The blanks at the ends of cells are taken off, but in the columns of :data:`AS_WRITTEN`.

    Raises:
        SourceError: the file is not UTF-8 CSV parted by commas, or it has a column twice or a heading that is no key;
            after the last row, all rows that have more or fewer cells than the header.
    """
    csv.field_size_limit(_WIDEST)
    faults, line = Faults(), 0
    if found := irregular(path) or outside(path, path.parent):
        raise SourceError(path.name, found, "put a file of CSV there")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(path.name, next(reader, None), keys)
            line = reader.line_num
            for cells in reader:
                place = f"{path.name}, line {reader.line_num}"
                line = reader.line_num
                if any(trimmed(cell) for cell in cells):
                    try:
                        filled = _filled(place, header, cells)
                    except SourceError as error:
                        faults.found.append(error)
                    else:
                        yield place, filled
    except UnicodeDecodeError as error:
        raise _undecoded(path) from error
    except csv.Error as error:
        raise _unquoted(path.name, line + 1, error) from error
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror or error})", "restore the file") from error
    faults.told()


def _header(file: str, header: list[str] | None, keys: Collection[str] | None) -> list[str]:
    if not header:
        raise SourceError(file, "the file is empty", "begin it with a header row of claim keys")
    place = f"{file}, line 1"
    if len(header) == 1 and (sign := next((sign for sign in _SEPARATORS if sign in header[0]), None)):
        found = f"its cells are parted by {_SEPARATORS[sign]}, not by commas"
        raise SourceError(place, found, "save it as CSV with commas")
    twice = next((key for key in header if key.strip() and header.count(key) > 1), None)
    if twice is not None:
        raise SourceError(place, f"the column {twice!r} is there twice", "keep one of them")
    faults = Faults()
    for heading in header:
        if keys is not None and heading.strip() and heading not in keys:
            meant = next((key for key in sorted(keys) if said(key) == said(heading)), None)
            todo = f"write {meant!r}" if meant else suggestion(heading, keys, "head a column by a key of claims")
            with faults.kept():
                raise SourceError(place, f"the heading {heading!r} is no key of a claim", todo)
    faults.told()
    return header


def _filled(place: str, header: list[str], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row that hold something, by column."""
    if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
        raise SourceError(
            place, f"{len(cells)} cells under {len(header)} headers", "give the row a cell for every header"
        )
    found = {key: cell if key in AS_WRITTEN else trimmed(cell) for key, cell in zip(header, cells, strict=False)}
    for number, (key, cell) in enumerate(zip(header, cells, strict=False), 1):
        if not key.strip() and cell.strip():
            raise SourceError(
                place, f"{cell!r} stands in column {number}, which has no heading", "give the column a heading"
            )
    for key, cell in found.items():
        if sign := control(cell):
            raise SourceError(f"{place}, {key}", f"it holds the character {sign}, which no text has", "remove it")
    return {key: cell for key, cell in found.items() if cell and key.strip()}


def _undecoded(path: Path) -> SourceError:
    """Return what to say of a table that is not UTF-8: the first line that is none."""
    with path.open("rb") as file:
        start = file.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        return SourceError(path.name, "it is UTF-16, as 'Unicode Text' of Excel is", "save it as 'CSV UTF-8'")
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start : error.end]
                looks = f", {byte.decode('cp1252', 'replace')!r} in Windows-1252" if len(byte) == 1 else ""
                found = f"it is not UTF-8 (the byte {byte.hex()}{looks})"
                return SourceError(f"{path.name}, line {number}", found, "save it as 'CSV UTF-8'")
    return SourceError(path.name, "it is not UTF-8", "save it as 'CSV UTF-8'")


def _unquoted(file: str, line: int, error: csv.Error) -> SourceError:
    place = f"{file}, line {line}"
    if "unexpected end" in str(error):
        return SourceError(place, "a quotation mark that opens here is never closed", "close it at the end of the cell")
    if "expected after" in str(error):
        return SourceError(place, "a quotation mark stands inside a cell", 'double it: "the ""Safe"" city"')
    return SourceError(place, f"cannot be read as CSV ({error})", "correct the row there")
