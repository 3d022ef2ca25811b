"""Comments on the cells of an Excel sheet, whether notes of old or threads of today."""

import re
import zipfile
from typing import Any
from xml.parsers import expat

from kg.tables import relation
from kg.tables.sheet import column_of
from kg.tables.volume import Overfull

_KINDS = ("comments", "threadedComment")
"""The ends of the types of the parts that hold them, those that win last."""
_MOST = 200_000
_CUT = 2000
"""The characters of a comment that are kept."""
_THREAD = re.compile(
    r"^\s*(?:[^\[\]:]{1,100}:\s*)?\[[^\]]{1,100}\].{0,1000}?//go\.microsoft\.com/fwlink/\?linkid=870924\W*(?:[^\s:：]+\s?[:：]\s*)?",
    re.DOTALL,
)
"""What stands before the first comment of a thread, and the word for one."""


def said(text: str) -> str:
    """Return what people say in a comment, without what a program writes before a thread for those who cannot show one.

    It is told from the address of the help on it, which stands there in each language.

    >>> said("[Thread] Your version … https://go.microsoft.com/fwlink/?linkid=870924 Comment: checked Reply: not so")
    'checked Reply: not so'
    """
    return " ".join(_THREAD.sub("", text, count=1).split())[:_CUT]


def of_part(packed: zipfile.ZipFile, sheet: str) -> dict[tuple[int, int], str]:
    """Return (row, column), from 1 → the comment on the cell there, for the sheet in a part of a workbook.

    Raises:
        ValueError: there are more comments than a sheet may have; and what :mod:`xml.parsers.expat` raises.
    """
    related = relation.of_part(packed, sheet).values()
    parts = [(_KINDS.index(each.kind), each.target) for each in related if each.kind in _KINDS]
    found: dict[tuple[int, int], str] = {}
    for _, part in sorted(parts):
        if part in packed.namelist():
            found |= _comments(packed, part)
    return found


def _comments(packed: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    """Return the comments of one part; what is said of one cell in turns is one comment."""
    found: dict[tuple[int, int], list[str]] = {}
    here: list[str] = []
    inside = False

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal here, inside
        tag = name.rpartition(" ")[2]
        if tag in ("comment", "threadedComment") and (place := _place(given.get("ref", ""))):
            here = found.setdefault(place, [])
            if here:
                here.append(" ")
            if len(found) > _MOST:
                raise Overfull(f"more than {_MOST:,} cells have a comment")
        inside = inside or tag in ("t", "text")

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name.rpartition(" ")[2] not in ("t", "text")

    def text(told: str) -> None:
        if inside and len(here) < _CUT:
            here.append(told)

    _parse(packed, part, start, end, text)
    return {place: said("".join(told)) for place, told in found.items()}


def _parse(packed: zipfile.ZipFile, part: str, start: Any, end: Any = None, text: Any = None) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    with packed.open(part) as file:
        parser.ParseFile(file)


def _place(cell: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", cell)
    if not match:
        return None
    return int(match[2]), column_of(match[1])
