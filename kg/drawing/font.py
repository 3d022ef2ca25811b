"""The one font of pictures, Arimo, which travels with this package: how far each letter advances, and its files.

Its letters are as wide as Arial's and Liberation Sans's, so a reader's program that takes no font from a file shows
nearly the same with those. What is drawn in other letters is measured with a margin.
"""

import base64
import json
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.namespace import browser_code

FAMILY = "Arimo, Liberation Sans, Arial, Helvetica, sans-serif"
"""The font of a picture, and those that stand in for it where it cannot be had."""
WEIGHTS = {"regular": 400, "bold": 700}
WIDE, OTHER, SIGN = 1.0, 0.75, 1.4
"""Parts of the size that a letter takes which the font lacks: of a script of full width, of any other, an emoji."""


@cache
def advance(character: str, bold: bool = False) -> float:
    """Return how far a character advances, as a part of the size; a guess on the safe side where the font lacks it.

    Raises:
        ReadError: the font was never made.
    """
    told = _told()
    units = told["advances"]["bold" if bold else "regular"].get(character)
    if units is not None:
        return float(units) / float(told["units"])
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if ord(character) > 0xFFFF and unicodedata.category(character) == "So":
        return SIGN
    return WIDE if unicodedata.east_asian_width(character) in "FW" else OTHER


def holds(text: str) -> bool:
    """Return whether the font has a letter for every character of a text, each of which follows on the one before."""
    held = _told()["advances"]["regular"]
    return all(each in held and unicodedata.bidirectional(each) not in ("R", "AL") for each in text)


@cache
def faces(parts: Iterable[str] | None = None) -> str:
    """Return the style rules that carry parts of the font along, both weights of each; of all where none are named."""
    told: dict[str, str] = _told()["parts"]
    return "\n".join(_face(part, weight) for part in (told if parts is None else parts) for weight in WEIGHTS)


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of the font, by script, that have a character of a text."""
    letters = set(text)
    return tuple(part for part, held in _told()["parts"].items() if not letters.isdisjoint(held))


@cache
def files() -> Path:
    """Return the folder of the font's files: ``regular.ttf``, ``bold.ttf``, and the same in parts for the web.

    Raises:
        ReadError: the font was never made.
    """
    return browser_code("font/advances.json").parent


@cache
def _face(part: str, weight: str) -> str:
    content = base64.b64encode((files() / f"{part}-{weight}.woff2").read_bytes()).decode()
    ranges = ", ".join(_ranges(sorted(map(ord, _told()["parts"][part]))))
    return (
        f'@font-face {{ font-family: "Arimo"; font-weight: {WEIGHTS[weight]}; unicode-range: {ranges}; '
        f'src: url("data:font/woff2;base64,{content}") format("woff2"); }}'
    )


def _ranges(points: list[int]) -> Iterable[str]:
    first = points[0]
    for at, after in zip(points, [*points[1:], -1], strict=True):
        if after != at + 1:
            yield f"U+{first:X}" if first == at else f"U+{first:X}-{at:X}"
            first = after


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((files() / "advances.json").read_text("utf-8"))
    return told
