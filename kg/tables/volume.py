"""How much a packed workbook says that it holds, before any of it is read."""

import re
import zipfile
from pathlib import Path

from kg.errors import SourceError

LARGEST = 2_000_000_000
"""The bytes that a workbook may unpack to."""
DENSE = 100_000_000
"""The bytes that a part may unpack to however closely it is packed."""
RATIO = 100
"""How many times its packed bytes a larger part may be."""
SHEETS = 1_000
"""The sheets that a workbook may have."""
_SHEET = re.compile(r"(?:.*/)?worksheets/[^/]+\.xml", re.IGNORECASE)
_LISTED = re.compile(rb"<(?:\w+:)?(?:sheet|table)[\s/>]")
_LISTS = ("xl/workbook.xml", "content.xml")
"""The parts that list the sheets of a workbook, each as an element."""


class Overfull(ValueError):
    """A part of a workbook holds, or says that it holds, more than one may; the text says of what."""


def held(path: Path) -> None:
    """Hold a packed workbook to what one may be, by its directory and its list of sheets.

    Raises:
        SourceError: it unpacks to more than :data:`LARGEST` bytes, a part is packed so closely that it is no table,
            or it has more than :data:`SHEETS` sheets.
        BadZipFile: it is not packed.
    """
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > LARGEST:
            raise SourceError(path.name, f"it unpacks to more than {LARGEST:,} bytes", "save it as CSV")
        for part in parts:
            if part.file_size > max(DENSE, RATIO * part.compress_size):
                told = f"{part.compress_size:,} bytes of it unpack to {part.file_size:,}, as no table's do"
                raise SourceError(path.name, told, "save it as CSV")
        least = sum(_SHEET.fullmatch(part.filename) is not None for part in parts)
        if least > SHEETS or any(_several(packed, part) for part in parts if part.filename in _LISTS):
            raise SourceError(
                path.name, f"it has more than {SHEETS:,} sheets", "save those that are tables in one of their own"
            )


def _several(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part lists more sheets than there may be."""
    count, end = 0, b""
    with packed.open(part) as file:
        while chunk := file.read(1_000_000):
            text = end + chunk
            found = [match.end() for match in _LISTED.finditer(text)]
            count += len(found)
            end = text[max([len(text) - 80, *found[-1:]]) :]
            if count > SHEETS:
                return True
    return False
