"""A table of claims: a file of CSV or Parquet whose columns are named by claim keys; one row, one claim."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TextIO

from kg.character import control
from kg.errors import Faults, KgError, SourceError, suggestion
from kg.evidence import volume
from kg.file import strange
from kg.naming.form import said, trimmed

AS_WRITTEN = ("cell", "phrase", "reason")
"""The columns whose cells keep the blanks at their ends."""

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_WIDEST = 2**31 - 1


class Span(NamedTuple):
    """Some rows of a table that follow each other: its bytes from one to before another, and what stands before them.

    Of a file that cannot be entered in its middle, compressed or Parquet, the rows alone count.
    """

    start: int
    end: int
    lines: int
    """Lines before them."""
    before: int = 0
    """Rows before them, the header among them where it is a row."""
    rows: int | None = None
    """How many rows; None for all that follow."""


def spans(path: Path, size: int) -> list[Span]:
    """Return the rows of a table in spans of about so many bytes, none of which parts a row; one of a table in order.

    A table whose rows refer to each other, by a column ``id``, is one span, as is one that cannot be read.
    """
    whole = volume.bulk(path)
    found, start, lines, at, before, number = [], 0, 0, 0, 0, 0
    try:
        if volume.ending(path) == volume.PARQUET:
            header, records = volume.records(path)
            if whole <= size or "id" in header:
                return [Span(0, whole, 0)]
            for number, row in records:
                if at - start >= size:
                    found.append(Span(start, at, 0, before, number - 1 - before))
                    start, before = at, number - 1
                at += sum(map(len, row)) + len(row)
            return [*found, Span(start, at, 0, before)]
        with volume.opened(path, "latin-1") as file:

            def counted() -> Iterator[str]:
                nonlocal at
                for line in file:
                    at += len(line)
                    yield line

            reader = csv.reader(counted(), strict=True)
            header = next(reader, [])
            start, lines, before, number = at, reader.line_num, 1, 1
            if whole <= size or "id" in header:
                return [Span(start, whole, lines, before)]
            for number, _ in enumerate(reader, 2):
                if at - start >= size:
                    found.append(Span(start, at, lines, before, number - before))
                    start, lines, before = at, reader.line_num, number
    except (csv.Error, KgError, *volume.BROKEN):
        first = found[0] if found else Span(start, whole, lines, before)
        return [first._replace(end=max(at, whole), rows=None)]
    return [*found, Span(start, at, lines, before)] if number > before or not found else found


def count(path: Path) -> int:
    """Return how many rows a table has below its header; 0 of one that cannot be read."""
    try:
        if volume.ending(path) == volume.PARQUET:
            return sum(1 for _ in volume.records(path)[1])
        with volume.opened(path, "latin-1") as file:
            return max(0, sum(1 for row in csv.reader(file) if row) - 1)
    except (csv.Error, KgError, OSError, *volume.BROKEN):
        return 0


def _cut(path: Path, span: Span) -> TextIO:
    with path.open("rb") as file:
        file.seek(span.start)
        return io.TextIOWrapper(io.BytesIO(file.read(span.end - span.start)), encoding="utf-8", newline="")


def rows(
    path: Path, keys: Collection[str] | None = None, span: Span | None = None
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (place, non-empty cells by column) for each row, or for each of a span, as :func:`numbered` does."""
    for place, _, filled in numbered(path, keys, span):
        yield place, filled


def numbered(
    path: Path, keys: Collection[str] | None = None, span: Span | None = None, name: str = ""
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield (place, number of the row, non-empty cells by column) for each row, or for each of a span.

    Memory does not grow with the file. A row without a cell is left out, and a column without a heading and without a
    cell. With ``keys`` the headings must be among them. The blanks at the ends of cells are taken off, but in the
    columns of :data:`AS_WRITTEN`. Places begin with ``name``, or with that of the file. The header is row 1 of CSV;
    the first record is row 1 of Parquet.

    Raises:
        SourceError: the file is not UTF-8 CSV parted by commas, compressed as its name says, or Parquet; or it has a
            column twice or a heading that is no key; after the last row, all rows that have more or fewer cells than
            the header.
    """
    csv.field_size_limit(_WIDEST)
    name = name or path.name
    faults = Faults()
    if found := strange(path):
        raise SourceError(name, found, "put a file of CSV there")
    try:
        if volume.ending(path) == volume.PARQUET:
            header, records = volume.records(path)
            _header(name, header, keys)
            read = ((f"{name}, row {number}", number, row) for number, row in records)
            yield from _each(_within(read, span), header, faults)
        else:
            yield from _lines(path, keys, span, name, faults)
    except UnicodeDecodeError as error:
        raise _undecoded(path) from error
    except volume.BROKEN as error:
        raise SourceError(name, f"it cannot be decompressed ({error})", "restore the file") from error
    except OSError as error:
        raise SourceError(name, f"cannot be read ({error.strerror or error})", "restore the file") from error
    faults.told()


Numbered = Iterator[tuple[str, int, list[str]]]
"""Place, number and cells of rows."""


def _lines(
    path: Path, keys: Collection[str] | None, span: Span | None, name: str, faults: Faults
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield the rows of a file of CSV."""
    with ExitStack() as opened:
        reader = csv.reader(opened.enter_context(volume.opened(path)), strict=True)
        header = _header(name, _first(reader, name), keys)
        lines, before = 0, 1
        if span is not None and volume.ending(path) in ("", volume.CSV):
            lines, before = span.lines, span.before
            reader = csv.reader(opened.enter_context(_cut(path, span)), strict=True)

        def read() -> Numbered:
            number = before
            while True:
                at = lines + reader.line_num
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    raise _unquoted(name, at + 1, error) from error
                if cells is None:
                    return
                number += 1
                yield f"{name}, line {lines + reader.line_num}", number, cells

        yield from _each(_within(read(), span), header, faults)


def _first(reader: Iterator[list[str]], name: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise _unquoted(name, 1, error) from error


def _within(read: Numbered, span: Span | None) -> Numbered:
    """Yield the rows of a span."""
    if span is None:
        yield from read
        return
    last = None if span.rows is None else span.before + span.rows
    for place, number, cells in read:
        if last is not None and number > last:
            return
        if number > span.before:
            yield place, number, cells


def _each(read: Numbered, header: list[str], faults: Faults) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield the rows that hold a cell, by column; what is wrong with others is kept."""
    written = [key in AS_WRITTEN for key in header]
    whole = all(key.strip() for key in header)
    for place, number, cells in read:
        text = "".join(cells)
        if whole and len(cells) == len(header) and text.isprintable() and "#" not in text:
            held = zip(header, cells, written, strict=True)
            filled = {key: found for key, cell, as_is in held if (found := cell if as_is else cell.strip(" "))}
            if filled and not text.isspace():
                yield place, number, filled
        elif trimmed(text):
            try:
                filled = _filled(place, header, cells)
            except SourceError as error:
                faults.found.append(error)
            else:
                yield place, number, filled


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
    text = "".join(cells)
    for key, cell in found.items() if "#" in text or control(text) else ():
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
