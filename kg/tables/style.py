"""Styles of an Excel workbook: what they say of the cells that have them, beside their values."""

import re
from collections.abc import Iterable
from typing import Any

from kg.tables import color
from kg.tables.sheet import STRUCK, Withdrawn, text

_PAPER, _INK = 0, 1
"""Colors of a theme that are those of the paper and of the letters."""

_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_POWER = re.compile("(?<![0-9])10(?=[⁰¹²³⁴-⁹])")


class Styles:
    """What the styles of a workbook say of the cells that have them, by the number of a style."""

    def __init__(self, book: Any) -> None:
        fills = [_background(each) for each in book._fills]
        struck = [bool(each.strike) for each in book._fonts]
        inks = [each.color if each.color is not None and each.color.type != "theme" else None for each in book._fonts]
        letters = list(map(_named, inks))
        styles = list(enumerate(book._cell_styles))
        solid = [each.patternType == "solid" if each.tagname == "patternFill" else True for each in book._fills]
        self.filled = frozenset(str(number) for number, style in styles if solid[style.fillId])
        self.struck = frozenset(number for number, style in styles if struck[style.fontId])
        self.colors = {
            str(number): told
            for number, style in styles
            if (told := color.both(fills[style.fillId], letters[style.fontId]))
        }
        """Number of a style → the colors of the background and of the letters, where they are some."""
        rules = getattr(book._differential_styles, "styles", [])
        self.striking = frozenset(place for place, each in enumerate(rules) if each.font and each.font.strike)
        """Numbers of the styles of conditional formats that strike through."""
        self.coloring = frozenset(place for place, each in enumerate(rules) if each.fill)

    def text(self, cell: Any) -> str:
        """Return the text of a cell as it is shown."""
        value = cell.value
        if value is None or value == "":
            return ""
        if isinstance(value, list):
            shown = joined((str(run), _is_raised(run)) for run in value)
            return Withdrawn(shown, STRUCK) if _crossed(value) else shown
        shown = value if isinstance(value, str) else text(value, cell.number_format)
        return Withdrawn(shown, STRUCK) if cell._style_id in self.struck else shown


def joined(runs: Iterable[tuple[str, bool]]) -> str:
    """Return the text of runs, of which some are raised: a raised mark of a footnote in the letters that it looks like.

    >>> joined([("Kenya", False), ("2", True)]), joined([("10", False), ("3", True)])
    ('Kenya²', '10^³')
    """
    return _POWER.sub("10^", "".join(_raised(text) if high else text for text, high in runs))


def _is_raised(run: Any) -> bool:
    font = None if isinstance(run, str) else run.font
    return font is not None and font.vertAlign == "superscript"


def _raised(text: str) -> str:
    mark = re.fullmatch(r"[\d,\s]{1,5}|[a-z]", text)
    return re.sub(r"[,\s]", "", text).translate(_RAISED) if mark else text


def _crossed(runs: list[Any]) -> bool:
    """Return whether a run of a text that has fonts of its own is struck through."""
    return any(each.font is not None and each.font.strike for each in runs if not isinstance(each, str))


def _background(fill: Any) -> str:
    if fill.tagname != "patternFill":
        return color.OTHER
    return _named(fill.fgColor) if fill.patternType not in (None, "none") else ""


def _named(given: Any) -> str:
    """Return the name of a color as a style gives it: its digits, its number in a palette, or its place in a theme."""
    from openpyxl.styles.colors import COLOR_INDEX

    if given is None:
        return ""
    if given.type == "rgb":
        return color.name(str(given.rgb))
    if given.type == "indexed":
        return color.name(COLOR_INDEX[given.indexed]) if given.indexed < len(COLOR_INDEX) - 2 else ""
    if given.type != "theme" or given.theme == _INK:
        return ""
    return color.OTHER if given.theme != _PAPER else "gray" if given.tint else ""
