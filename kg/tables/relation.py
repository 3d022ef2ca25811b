"""Relations of a sheet of an Excel workbook: the parts and the addresses that it names by ids of its own."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from kg.tables.sheet import Span

_FORMULA = re.compile(r'\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_COLUMN = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!\$?([A-Z]{1,3})\$?\d*(?::\$?([A-Z]{1,3}))?")
_LED = 999
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")


class Relation(NamedTuple):
    """What an id of a sheet stands for."""

    kind: str
    """The last word of its type, such as ``comments`` or ``hyperlink``."""
    target: str
    """The path of a part of the workbook, or an address out of it."""


def of_part(packed: zipfile.ZipFile, sheet: str) -> dict[str, Relation]:
    """Return id → relation for the sheet in a part of a workbook; none where it has no relations.

    Raises:
        ExpatError: they are no XML.
    """
    folder, _, name = sheet.rpartition("/")
    beside = f"{folder}/_rels/{name}.rels"
    found: dict[str, Relation] = {}
    if beside not in packed.namelist():
        return found

    def start(tag: str, given: dict[str, str]) -> None:
        if tag.endswith("Relationship"):
            target, kind = given.get("Target", ""), given.get("Type", "").rpartition("/")[2]
            if given.get("TargetMode") != "External":
                path = posixpath.normpath(f"{folder}/{target}")
                target = target.lstrip("/") if target.startswith("/") else path
            found[given.get("Id", "")] = Relation(kind, target)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with packed.open(beside) as file:
        parser.ParseFile(file)
    return found


def led(leading: Iterable[tuple[Span, str]], relations: Mapping[str, Relation]) -> dict[tuple[int, int], str]:
    """Return the row and the column of a cell → the address to which it leads by the relation of its block.

    Of a block the first thousand rows and columns lead there; a relation to anything but the web leads nowhere.
    """
    found: dict[tuple[int, int], str] = {}
    for span, id_ in leading:
        if to := address(relations[id_].target if id_ in relations else ""):
            columns = range(span.left, min(span.right, span.left + _LED) + 1)
            for row in range(span.top, min(span.bottom, span.top + _LED) + 1):
                found |= dict.fromkeys(((row, column) for column in columns), to)
    return found


def address(text: str) -> str:
    """Return a text that is an address of the web, or nothing.

    >>> address("https://example.org/a"), address("file:///etc/passwd"), address("Sheet2!A1")
    ('https://example.org/a', '', '')
    """
    return text.strip() if _ADDRESS.fullmatch(text.strip()) else ""


def of_formula(text: str) -> str:
    """Return the address to which a formula leads, or nothing.

    >>> of_formula('HYPERLINK("https://example.org/a","Report")'), of_formula("SUM(A1:A2)")
    ('https://example.org/a', '')
    """
    found = _FORMULA.match(text)
    return address(found[1]) if found else ""


def columns(formula: str) -> set[tuple[str, str]]:
    """Return the sheet and the letters of each column, at both ends of a block, that a formula names with its sheet.

    >>> sorted(columns("Lists!$A$2:$A$8")), columns("$A$2:$A$8")
    ([('Lists', 'A')], set())
    """
    found = _COLUMN.findall(formula)
    return {((quoted or name).replace("''", "'"), end) for quoted, name, *ends in found for end in ends if end}
