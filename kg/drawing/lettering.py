"""The letters of pictures: how wide a text is, how it is broken into lines, and how words and numbers are written."""

import math
import unicodedata
from functools import cache

from kg.drawing.font import advance


def length(text: str, size: float, bold: bool = False) -> float:
    """Return how many pixels a line of text takes in the font of pictures; of letters it lacks, rather too many."""
    return size * sum(advance(character, bold) for character in unicodedata.normalize("NFC", text))


def width(text: str, size: float, bold: bool = False) -> int:
    """Return the whole pixels in which a line of text has room."""
    return math.ceil(length(text, size, bold)) + 1


def wrapped(said: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Return a text as lines that are no wider than there is room for; a word that is wider is parted."""
    lines: list[str] = []
    for word in said.split():
        if lines and width(f"{lines[-1]} {word}", size, bold) <= room:
            lines[-1] += f" {word}"
            continue
        while width(word, size, bold) > room and len(word) > 1:
            kept = _fitting(word, size, room, bold)
            lines.append(word[:kept])
            word = word[kept:]
        lines.append(word)
    return lines


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """Return a text that is no wider than there is room for: whole, or its beginning and an ellipsis."""
    if width(text, size, bold) <= room:
        return text
    return text[: _fitting(text, size, room - length("…", size, bold), bold)].rstrip() + "…"


def pin(text: str, size: float, bold: bool = False) -> str:
    """Return the attributes of SVG that hold a line of text to its length, whatever font a reader's program takes."""
    long = length(text, size, bold)
    return f' textLength="{long:.1f}" lengthAdjust="spacingAndGlyphs"' if long else ""


@cache
def words(kind: str) -> str:
    """Return the words of a class name: ``ais:AgentGroup`` → ``Agent group``."""
    local = kind.rpartition(":")[2]
    return (local[:1].upper() + "".join(f" {c.lower()}" if c.isupper() else c for c in local[1:])) or kind


def number(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _fitting(text: str, size: float, room: float, bold: bool) -> int:
    """Return how many characters of a text there is room for, one at the least; no accent is parted from its letter."""
    kept = 1
    while kept < len(text) and width(text[: kept + 1], size, bold) <= room:
        kept += 1
    while kept < len(text) and unicodedata.combining(text[kept]):
        kept += 1
    return kept
