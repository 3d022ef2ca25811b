"""Markdown: the tables of a text that has a rule of dashes below their headings, and the lines around each."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import SourceError
from kg.file import why
from kg.tables.sheet import STRUCK, Row, Sheet, Withdrawn

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_BETWEEN = re.compile(r"(?<!\\)\|")
_STRUCK = re.compile(r"~~(?=\S).+?~~|<(?:del|s|strike)\b", re.IGNORECASE)
_LINK = re.compile(r"(?<![!\\])\[([^\[\]]*)\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\))?)>?[^()]*\)")
_SHOWN = (
    (re.compile(r"!\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"<(https?://[^\s<>]+)>"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE), ""),
    (re.compile(r"\[\^(\w+)\]:?"), r"[\1]"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)([^*]*[^*\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_]*[^_\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!\\)(`+)(.+?)\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
"""What a reader does not see of a text, and what is seen instead."""
_BLOCK = re.compile(r"\s{0,3}(?:>\s?|[-*+]\s+(?!$)|#{1,6}\s+)")
"""How a line begins that is a quotation, an item of a list or a heading."""


class _Table(NamedTuple):
    head: int
    """The line of its headings, from 0; its rule is the next one."""
    end: int
    """The line after its last row."""


def sheets(path: Path, encoding: str) -> list[Sheet]:
    """Return the tables of a text, each with the lines around it as rows of one cell; a row is called by its line.

    A line between two tables goes to the one above, from a heading on to the one below.

    Raises:
        SourceError: it is not in that encoding, or holds no table.
    """
    try:
        lines = path.read_text(encoding=encoding).removeprefix("\ufeff").split("\n")
    except (LookupError, UnicodeError) as error:
        told = f"it is not {encoding} ({why(error)})"
        raise SourceError(path.name, told, "correct 'encoding' in the mapping") from error
    tables = list(_tables(lines))
    if not tables:
        todo = "part its cells by |, with a rule of dashes below the headings: | --- | --- |"
        raise SourceError(path.name, "no table of Markdown is in it", todo)
    found = []
    for place, table in enumerate(tables):
        first = _split(lines, tables[place - 1].end, table.head) if place else 0
        last = len(lines)
        if place + 1 < len(tables):
            last = _split(lines, table.end, tables[place + 1].head)
        found.append(_sheet("" if len(tables) == 1 else f"table {place + 1}", lines, table, range(first, last)))
    return found


def _tables(lines: list[str]) -> Iterator[_Table]:
    number, fence = 0, ""
    while number < len(lines):
        line = lines[number]
        if match := _FENCE.match(line):
            fence = "" if fence == match[1] else fence or match[1]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        ruled = not fence and "|" in line and "|" in below and _RULE.fullmatch(below.rstrip("\r"))
        if ruled and len(_cells(line)) == len(_cells(below)):
            end = number + 2
            while end < len(lines) and lines[end].strip() and not _ends(lines[end]):
                end += 1
            yield _Table(number, end)
            number = end
        else:
            number += 1


def _ends(line: str) -> bool:
    """Return whether a line is none of a table, though no blank one stands above it."""
    return "|" not in line or bool(_FENCE.match(line) or _HEADING.match(line))


def _split(lines: list[str], first: int, last: int) -> int:
    """Return the first line between two tables that belongs to the one below."""
    return next((number for number in range(first, last) if _HEADING.match(lines[number])), last)


def _cells(line: str) -> list[str]:
    text = line.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip() for cell in _BETWEEN.split(text)]


def _sheet(name: str, lines: list[str], table: _Table, within: range) -> Sheet:
    rows: list[tuple[int, Row]] = []
    links: dict[tuple[int, int], str] = {}
    for number in within:
        line = lines[number].rstrip("\r")
        if number == table.head + 1 or not line.strip() or _FENCE.match(line):
            rows.append((number + 1, []))
            continue
        inside = table.head <= number < table.end
        cells = _cells(line) if inside else [_BLOCK.sub("", line).strip()]
        for column, cell in enumerate(cells, 1):
            if match := _LINK.search(cell):
                links[number + 1, column] = match[2]
        rows.append((number + 1, [_shown(cell) for cell in cells]))
    return Sheet(name, lambda: iter([(number, list(row)) for number, row in rows]), links=links)


def _shown(cell: str) -> str:
    """Return what a reader sees of a cell; one that is struck through, or in part, is marked so."""
    text = _LINK.sub(lambda match: match[1] or match[2], cell)
    for form, shown in _SHOWN:
        text = form.sub(shown, text)
    text = html.unescape(text).strip()
    return Withdrawn(text, STRUCK) if _STRUCK.search(cell) else text
