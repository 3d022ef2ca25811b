"""A small picture made point by point: flat fills, and lines of text in letters that are drawn once.

To draw a letter takes a thousand times as long as to copy it, so that hundreds of pictures cost little more than one.
"""

from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from kg.drawing import font, png

LEVELS = 3
"""The steps from paper to ink at the edge of a letter."""
_FIRST = "".join(map(chr, (*range(33, 127), *range(0xA1, 0x100)))) + "‘’“”–—·…"
"""The letters that are drawn at once; another is drawn when it is met."""
_ACROSS = 64
"""Letters side by side in the picture that they are taken from."""


class Glyph(NamedTuple):
    """A letter: where it begins beside the pen and the line, and the rows of its levels, each with where it begins."""

    rows: tuple[tuple[int, int, bytes], ...]


class Face:
    """The letters of the font of pictures in one size and weight."""

    def __init__(self, size: int, bold: bool) -> None:
        self.size, self.bold = size, bold
        self._held: dict[str, Glyph] = {" ": Glyph(())}
        self._inked: dict[tuple[str, int], Glyph] = {}
        self._draw([each for each in _FIRST if font.holds(each)])

    def glyph(self, character: str) -> Glyph:
        """Return the levels of a character of the font."""
        if character not in self._held:
            self._draw([character])
        return self._held[character]

    def inked(self, character: str, ink: int) -> Glyph:
        """Return a character in the colors of a palette whose first is ``ink``, the faintest of :data:`LEVELS`."""
        if (found := self._inked.get((character, ink))) is None:
            steps = bytes((0, *range(ink, ink + LEVELS))).ljust(256, b"\0")
            rows = self.glyph(character).rows
            found = self._inked[character, ink] = Glyph(
                tuple((down, along, levels.translate(steps)) for down, along, levels in rows)
            )
        return found

    def _draw(self, characters: list[str]) -> None:
        import vl_convert

        wide, tall, line, edge = 5 * self.size // 4 + 4, 3 * self.size // 2, 9 * self.size // 8, self.size // 8 + 2
        across, down = min(_ACROSS, len(characters)), -(-len(characters) // _ACROSS)
        texts = "".join(
            f'<text x="{wide * (at % _ACROSS) + edge}" y="{tall * (at // _ACROSS) + line}">{escape(character)}</text>'
            for at, character in enumerate(characters)
        )
        vl_convert.register_font_directory(str(font.files()))
        drawn = vl_convert.svg_to_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * across}" height="{tall * down}" '
            f'font-family="Arimo" font-size="{self.size}" font-weight="{700 if self.bold else 400}">{texts}</svg>'
        )
        steps = bytes((each * LEVELS + 127) // 255 for each in range(256))
        levels = [row.translate(steps) for row in png.plane(drawn, 3)]
        for at, character in enumerate(characters):
            left, top = wide * (at % _ACROSS), tall * (at // _ACROSS)
            rows = [(y, levels[top + y][left : left + wide]) for y in range(tall)]
            self._held[character] = Glyph(
                tuple(
                    (y - line, len(row) - len(row.lstrip(b"\0")) - edge, row.strip(b"\0"))
                    for y, row in rows
                    if any(row)
                )
            )


@cache
def face(size: int, bold: bool = False) -> Face:
    """Return the letters of a size in pixels and a weight."""
    return Face(size, bold)


class Raster:
    """A picture of places in a palette, whose first color is the paper."""

    def __init__(self, wide: int, tall: int) -> None:
        self.rows = [bytearray(wide) for _ in range(tall)]

    def fill(self, y: int, first: int, last: int, color: int) -> None:
        """Give a color to the points of a row from the first to before the last; what is outside is left out."""
        if 0 <= y < len(self.rows):
            row = self.rows[y]
            first, last = max(first, 0), min(last, len(row))
            if first < last:
                row[first:last] = bytes((color,)) * (last - first)

    def text(self, x: float, y: int, said: str, letters: Face, ink: int) -> None:
        """Write a line from a place on its base line; ``ink`` is the first of :data:`LEVELS` colors up to the full one.

        Every character is one of the font (:func:`kg.drawing.font.holds`).
        """
        for character in said:
            for down, along, inked in letters.inked(character, ink).rows:
                start = max(round(x) + along, 0)
                row = self.rows[y + down]
                drawn = inked[: max(len(row) - start, 0)]
                row[start : start + len(drawn)] = drawn
            x += letters.size * font.advance(character, letters.bold)
