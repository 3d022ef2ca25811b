"""Footnotes of a table: the lines that explain a mark, and the marks of the cells that they explain."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from kg.tables.sheet import Row

_SIGN = r"[*†‡§¶#]+|[⁰¹²³⁴-⁹ᵃ-ᶻ]+|\[(?:[\w*†‡]{1,3}|note \d+)\]|\((?:\d{1,2}|[a-z]|[ivx]{1,4}|[*†‡]+)\)"
_STYLED = ((re.compile(r"\["), "[{}]"), (re.compile(r"\("), "({})"), (re.compile("[⁰¹²³⁴-⁹ᵃ-ᶻ]"), "^{}"))
"""What a mark of a style has, and how it is told from the same mark in another; "1." and "1)" have no style."""
_AT = re.compile(
    rf"(?:(?<=[^\s*†‡§¶#])\s*({_SIGN})(?=$|[\s,;:/|)&⁰¹²³⁴-⁹*\[(]))|(?<=[^\W\d_])\s*(\d{{1,2}}\))(?=$|[,;])"
)
_BEFORE = re.compile(r"^\s*([*†‡§¶]+)(?=\s*\w)")
_PLAIN = r"\d{1,2}[).:]|[a-z]\)|[a-z](?=\s+\S)|\d{1,2}(?=\s+[^\W\d_]{2})"
_LINE = re.compile(rf"\s*({_SIGN}|{_PLAIN})\s*[:=.–—-]?\s*(\S.*)", re.DOTALL)
_NEXT = re.compile(rf"(?:[;\n]|\.\s)\s*(?=(?:{_SIGN})\s*\S)")
_MARKED = re.compile(r"[*†‡§¶#\[()⁰¹²³⁴-⁹ᵃ-ᶻ]")
"""What a mark of a footnote has."""
_PARTS = 2
"""The cells of a line that explains a mark at most: the mark, and what is said of it."""
_MOST = 1000
_CUT = 500


class Footnotes:
    """The footnotes of a table: what the lines below or above it say of the marks in its cells."""

    def __init__(self, rows: Callable[[], Iterable[tuple[int, Row]]]) -> None:
        self._rows = rows

    @cached_property
    def _read(self) -> tuple[dict[str, str], frozenset[str]]:
        """The lines that explain marks, and the marks that stand in rows of several texts, as one pass finds them."""
        found: dict[str, str] = {}
        signs: set[str] = set()
        for _, row in self._rows():
            texts = {cell for cell in row if cell.strip()}
            if len(texts) > 1:
                signs.update(*(marks(cell) for cell in texts if len(cell) < _CUT and _MARKED.search(cell)))
            if len(texts) <= _PARTS:
                _note(row, found)
        return found, frozenset(signs)

    @property
    def _notes(self) -> dict[str, str]:
        return self._read[0]

    @property
    def _marks(self) -> frozenset[str]:
        return self._read[1]

    @cached_property
    def _explained(self) -> dict[str, list[str]]:
        """Mark in a cell → those of the lines that explain it: that of its own style, or those that no cell has.

        Where "[1]" and "¹" stand in cells, neither is explained by a line of the other.
        """
        free = sorted(mark for mark in self._notes if mark not in self._marks)
        return {
            mark: [mark] if mark in self._notes else [each for each in free if _signs(each) == _signs(mark)]
            for mark in self._marks
        }

    def of(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each mark in a text that a line explains, and what it says."""
        for mark in sorted(marks(text)) if _MARKED.search(text) else ():
            for each in self._explained.get(mark, [mark]):
                if note := self._notes.get(each, ""):
                    yield each, note

    def explains(self, line: str) -> bool:
        """Return whether a line explains a mark that stands in a cell or a heading."""
        return bool(notes([(0, [line])]).keys() & {each for told in self._explained.values() for each in told})


def marks(text: str) -> frozenset[str]:
    """Return the marks of footnotes in a cell, each style apart: "[1]", "(1)", "^1" for a raised one, and "1" for "1)".

    >>> sorted(marks("Huawei*, ZTE [1]")), sorted(marks("Mali¹²")), sorted(marks("Kenya"))
    (['*', '[1]'], ['^1', '^12', '^2'], [])
    """
    found = [match[1] or match[2] for match in _AT.finditer(text)]
    found += [match[1] for match in _BEFORE.finditer(text)]
    parted = [sign for each in found if re.fullmatch(r"[⁰¹²³⁴-⁹]{2,}", each) for sign in each]
    return frozenset(map(_plain, (*found, *parted)))


def notes(rows: Iterable[tuple[int, Row]]) -> dict[str, str]:
    """Return mark → what the line that begins with it says, of the rows that are such lines.

    >>> notes([(9, ["* cancelled in 2021; ** planned"]), (10, ["[1]", "Reuters"])])
    {'*': 'cancelled in 2021', '**': 'planned', '[1]': 'Reuters'}
    """
    found: dict[str, str] = {}
    for _, row in rows:
        _note(row, found)
    return found


def _note(row: Row, found: dict[str, str]) -> None:
    """Add what a row says of marks, where it is a line that explains some."""
    cells = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
    apart = len(cells) == _PARTS and not re.fullmatch(rf"{_SIGN}|\d{{1,2}}[).]", cells[0])
    if not cells or len(cells) > _PARTS or apart:
        return
    for sign, said in _lines(" ".join(cells)):
        if len(found) < _MOST:
            found[sign] = f"{found[sign]}; {said}" if sign in found else said


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for part in _NEXT.split(text):
        if match := _LINE.fullmatch(part):
            yield _plain(match[1]), match[2].strip()[:_CUT]


def _plain(sign: str) -> str:
    """Return a mark as it is told from others: its signs and its style."""
    plain = re.sub(r"[\[\](). :]|note", "", unicodedata.normalize("NFKC", sign)).casefold()
    style = next((style for has, style in _STYLED if has.match(sign.strip())), "{}")
    return style.format(plain)


def _signs(mark: str) -> str:
    """Return the signs of a mark without its style."""
    return mark.strip("[]()^")
