"""Colors of cells by plain names, and the legends that say what one means."""

import colorsys
import re
from typing import NamedTuple

from kg.naming.form import bare, seen
from kg.tables import phrase
from kg.tables.sheet import Row, letters

OTHER = "another color"
"""A color that is none of those with a name here, or of a theme."""
TEXT = "text "
"""What stands before the color of letters, and not before that of a background."""
_NAMES = ("red", "yellow", "green", "blue", "purple", "gray", "black", "white")
_INK = "|".join(phrase.pattern(f"color.{name}") for name in _NAMES)
_LEGEND = re.compile(
    r"(?:(?:legend|legende|leyenda|legenda|key|note|colou?rs?|farben?|couleurs?|cor|cells? in|rows? in) )*"
    rf"(?:(?:light|dark|pale|bright|hell|dunkel) ?)?(?P<color>{_INK})"
    r"(?: (?:cells?|rows?|text|fill|font|background|letters|highlight\w*|shad\w+))*"
    r"(?: (?:means|indicates|marks|denotes|is|are|bedeutet|signifie|significa))? (?P<meaning>\S.*)"
)
_SIGN = re.compile(
    r"[=:–—→-]|\b(?:means?|indicates?|marks?|denotes?|bedeutet|signifie|significa|is|are)\b", re.IGNORECASE
)
_HARMLESS = re.compile(rf"{phrase.pattern('confirmed')}|(?:our )?(?:favou?rites?|headings?|new|updated|sorted)")
_HUES = ((15, "red"), (70, "yellow"), (170, "green"), (262, "blue"), (320, "purple"), (361, "red"))
"""The end of each range of hues, in degrees."""


class Legend(NamedTuple):
    """What a color means, as a cell says it."""

    color: str
    meaning: str
    place: tuple[str, int, int] = ("", 0, 0)
    """The sheet, the row and the column of the cell that says so."""

    @property
    def where(self) -> str:
        """Return the place as a spreadsheet calls it."""
        sheet, row, column = self.place
        return f"{sheet}!{letters(column)}{row}" if sheet else f"{letters(column)}{row}"

    @property
    def harmless(self) -> bool:
        """Return whether it says that what has the color is so."""
        return bool(_HARMLESS.fullmatch(bare(self.meaning)))


def name(rgb: str) -> str:
    """Return the plain name of a color of six or eight hexadecimal digits; nothing for white, or what is no color.

    >>> name("FFFF0000"), name("ffc7ce"), name("FFFFEB9C"), name("#92D050"), name("FFFFFFFF"), name("D9D9D9")
    ('red', 'red', 'yellow', 'green', '', 'gray')
    """
    if not re.fullmatch(r"#?(?:[0-9a-fA-F]{2})?[0-9a-fA-F]{6}", rgb):
        return ""
    red, green, blue = (int(rgb[place : place + 2] if place + 2 else rgb[place:], 16) / 255 for place in (-6, -4, -2))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.97:
        return ""
    if strength < 0.12 or light < 0.08:
        return "black" if light < 0.2 else "gray"
    return next(told for end, told in _HUES if hue * 360 < end)


def both(background: str, letters: str) -> tuple[str, ...]:
    """Return the colors of a cell by the names of its two, where they are some: letters in black are of none.

    >>> both("red", "black"), both("", "blue")
    (('red',), ('text blue',))
    """
    told = (background, TEXT + letters if letters not in ("", "black") else "")
    return tuple(filter(None, told))


def legend(row: Row) -> Legend | None:
    """Return what a row of one or two texts says that a color means; None where it says none.

    >>> legend(["Red = contract cancelled"])[:2], legend(["Gelb", "unbestätigt"])[:2], legend(["Green Ltd", "Kenya"])
    (('red', 'contract cancelled'), ('yellow', 'unbestatigt'), None)
    """
    filled = [cell for cell in row if cell.strip()]
    if not 0 < len(filled) < 3:
        return None
    cells = list(map(seen, filled))
    if (len(cells) == 1 and not _SIGN.search(cells[0])) or len(" ".join(cells)) > 300:
        return None
    match = _LEGEND.fullmatch(bare(" = ".join(cells)))
    if match is None or (len(cells) == 2 and not _alone(cells[0])):
        return None
    color = next(each for each in _NAMES if phrase.form(f"color.{each}").fullmatch(match["color"]))
    return Legend(color, match["meaning"])


def _alone(text: str) -> bool:
    """Return whether a text is the name of a color and what may stand around it."""
    match = _LEGEND.fullmatch(f"{bare(text)} x")
    return match is not None and match["meaning"] == "x"
