"""An original: the file that somebody made, opened by what its name says it is."""

from pathlib import Path
from typing import NamedTuple

from kg.errors import SourceError
from kg.file import charset, irregular, outside, why
from kg.tables import delimited, markdown, record, workbook
from kg.tables.sheet import Sheet

SUFFIXES = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".md",
    ".markdown",
    ".json",
    ".jsonl",
    ".ndjson",
    ".parquet",
)
"""The endings of the files that are read."""
TEXT = (".csv", ".tsv", ".tab", ".txt")
_SAVED = {
    ".xlsb .xlt .xltx .xltm .xlw .xlr .et .wk1 .wks": "save it as .xlsx in Excel or LibreOffice",
    ".numbers": "save it as .xlsx: in Numbers choose File, Export To, Excel",
    ".gsheet": "it is only a link: in Google Sheets choose File, Download, Microsoft Excel, and name the .xlsx",
    ".fods .sxc .ots .gnumeric": "save it as .ods in LibreOffice",
    ".pdf .doc .docx .odt .rtf .pages": "copy its table into a spreadsheet program, and save it as .xlsx",
    ".html .htm .mht .mhtml": "open it in a spreadsheet program, and save it as .xlsx",
    ".sqlite .db .mdb .accdb .dbf .sav .dta .rds .rdata .sas7bdat": "export its table as .csv",
    ".zip .gz .7z .rar .bz2 .xz .zst": "unpack it, and name the file that is in it",
    ".feather .arrow .orc .avro .h5 .hdf5 .pkl": "write its table as .parquet or .csv",
}
"""Endings of files that hold tables and are not read → what to do."""


class Original(NamedTuple):
    """A file and its sheets; the encoding and the delimiter are empty where the format has none."""

    path: Path
    sheets: list[Sheet]
    encoding: str = ""
    delimiter: str = ""


def opened(path: Path, encoding: str = "", delimiter: str = "") -> Original:
    """Return the sheets of a file; an encoding or delimiter that is not given is found out.

    Raises:
        SourceError: no file, of a kind that is not read, or not of the kind that its name says.
        MissingExtra: as :func:`kg.tables.record.parquet`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        todo = next(
            (todo for ends, todo in _SAVED.items() if suffix in ends.split()), f"save it as {', '.join(SUFFIXES)}"
        )
        found = f"a file that ends in {suffix!r} is not read" if suffix else "its name has no ending"
        raise SourceError(path.name, found, todo)
    if found := irregular(path) or outside(path, path.parent):
        raise SourceError(path.name, found, "name a file")
    if not path.is_file():
        raise SourceError(str(path), "there is no such file", "name a file that is there")
    if path.stat().st_size == 0:
        raise SourceError(path.name, "the file is empty", "name one with a table")
    if _is_page(path):
        raise SourceError(
            path.name, "it is a web page, not a table", "open it in a spreadsheet program, save it as .xlsx"
        )
    try:
        charset(encoding or "utf-8")
    except (LookupError, ValueError) as error:
        told = f"it is not {encoding[:40]} ({why(error)})"
        raise SourceError(path.name, told, "correct 'encoding' in the mapping") from error
    if suffix in TEXT:
        encoding = encoding or delimited.encoding_of(path)
        delimiter = delimiter or delimited.delimiter_of(path, encoding)
        return Original(path, [delimited.sheet(path, encoding, delimiter)], encoding, delimiter)
    if suffix in (".md", ".markdown"):
        encoding = encoding or delimited.encoding_of(path)
        return Original(path, markdown.sheets(path, encoding), encoding)
    if suffix in (".jsonl", ".ndjson"):
        return Original(path, [record.lines(path)])
    if suffix == ".json":
        return Original(path, record.lists(path))
    if suffix == ".parquet":
        return Original(path, [record.parquet(path)])
    return Original(path, workbook.sheets(path))


def _is_page(path: Path) -> bool:
    """Return whether a file is HTML, whatever its name says, as what a site gives out as a workbook may be."""
    with path.open("rb") as file:
        head = file.read(2000).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<div"))
