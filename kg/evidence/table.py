"""A table of claims: a CSV file whose header names claim keys; one row, one claim."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TextIO

from kg.errors import Faults, SourceError, suggestion
from kg.file import strange
from kg.literal import control
from kg.naming.form import said, trimmed

AS_WRITTEN = ("cell", "phrase", "reason")
"""The columns whose cells keep the blanks at their ends."""

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_WIDEST = 2**31 - 1


class Span(NamedTuple):
    """Some rows of a table that follow each other: its bytes from one to before another, and the lines before them."""

    start: int
    end: int
    lines: int


def spans(path: Path, size: int) -> list[Span]:
    """Return the rows of a table in spans of about so many bytes, none of which parts a row; one of a table in order.

    A table whose rows refer to each other, by a column ``id``, is one span, as is one that is no CSV.
    """
    found, start, lines, at = [], 0, 0, 0
    whole = path.stat().st_size
    try:
        with path.open(encoding="latin-1", newline="") as file:

            def counted() -> Iterator[str]:
                nonlocal at
                for line in file:
                    at += len(line)
                    yield line

            reader = csv.reader(counted(), strict=True)
            header = next(reader, [])
            start, lines = at, reader.line_num
            if whole <= size or "id" in header:
                return [Span(start, whole, lines)]
            for _ in reader:
                if at - start >= size:
                    found.append(Span(start, at, lines))
                    start, lines = at, reader.line_num
    except csv.Error:
        return [Span(found[0].start if found else start, whole, found[0].lines if found else lines)]
    return [*found, Span(start, whole, lines)] if start < whole or not found else found


def _cut(path: Path, span: Span) -> TextIO:
    with path.open("rb") as file:
        file.seek(span.start)
        return io.TextIOWrapper(io.BytesIO(file.read(span.end - span.start)), encoding="utf-8", newline="")


def rows(
    path: Path, keys: Collection[str] | None = None, span: Span | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (place, non-empty cells by column) for each row, or for each of a span; memory does not grow with the file.

    A row without a cell is left out, and a column without a heading and without a cell. With ``keys`` the headings must
    be among them. The blanks at the ends of cells are taken off, but in the columns of :data:`AS_WRITTEN`.

    Raises:
        SourceError: the file is not UTF-8 CSV parted by commas, or it has a column twice or a heading that is no key;
            after the last row, all rows that have more or fewer cells than the header.
    """
    csv.field_size_limit(_WIDEST)
    faults, line = Faults(), 0
    if found := strange(path):
        raise SourceError(path.name, found, "put a file of CSV there")
    try:
        with ExitStack() as opened:
            reader = csv.reader(opened.enter_context(path.open(encoding="utf-8-sig", newline="")), strict=True)
            header = _header(path.name, next(reader, None), keys)
            line, before = reader.line_num, 0
            if span is not None:
                line = before = span.lines
                reader = csv.reader(opened.enter_context(_cut(path, span)), strict=True)
            for cells in reader:
                line = before + reader.line_num
                place = f"{path.name}, line {line}"
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
    for kind, (start, todo) in _OTHERS.items():
        if start(header):
            raise SourceError(place, kind, todo)
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


_OTHERS: dict[str, tuple[Callable[[list[str]], bool], str]] = {
    "it is a workbook or an archive, not CSV": (lambda row: row[0].startswith("PK\x03\x04"), "save it as 'CSV UTF-8'"),
    "it is UTF-16 without its mark": (lambda row: "\0" in row[0] + row[-1], "save it as 'CSV UTF-8'"),
    "it is HTML or XML, not CSV": (lambda row: row[0].lstrip().startswith("<"), "save it as 'CSV UTF-8'"),
    "it is JSON, not CSV": (lambda row: row[0].lstrip().startswith(("[", "{")), "save it as 'CSV UTF-8'"),
    "the line 'sep=' is for Excel alone": (lambda row: row[0].lower().startswith("sep="), "remove the line"),
}
"""What a table that is something else is → what tells it by its first row, and what to do."""
_BROKEN = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
"""What a spreadsheet writes where a formula has no value."""


def _filled(place: str, header: list[str], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row that hold something, by column."""
    if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
        raise SourceError(
            place, f"{len(cells)} cells under {len(header)} headers", "give the row a cell for every header"
        )
    held = [(number, key, cell) for number, (key, cell) in enumerate(zip(header, cells, strict=False), 1) if cell]
    for number, key, cell in held:
        if not key.strip() and cell.strip():
            raise SourceError(
                place, f"{cell!r} stands in column {number}, which has no heading", "give the column a heading"
            )
    found = {key: cell if key in AS_WRITTEN else trimmed(cell) for _, key, cell in held}
    for key, cell in found.items():
        if sign := control(cell):
            raise SourceError(f"{place}, {key}", f"it holds the character {sign}, which no text has", "remove it")
        if key not in AS_WRITTEN and _BROKEN.fullmatch(cell):
            todo = "correct the formula, or leave the cell empty"
            raise SourceError(f"{place}, {key}", f"{cell!r} is what a spreadsheet writes for a broken formula", todo)
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
