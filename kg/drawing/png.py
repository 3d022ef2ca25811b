"""PNG files: read point by point, packed closer, and written with a palette of at most sixteen colors."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = 4
COLORS = 16
"""The most colors of a palette: two points share a byte."""
LEVEL = 7
"""How far a picture with a palette is compressed: 9 takes five times as long to make it a fiftieth smaller."""


def packed(content: bytes) -> bytes:
    """Return a PNG with the same points in a third of the bytes: its data are compressed as far as they can be."""
    parts = list(_parts(content))
    before = [each for each in parts if each[0] not in (b"IDAT", b"IEND")]
    return _written([*before, (b"IDAT", zlib.compress(_raw(parts), 9))])


def indexed(rows: Sequence[bytes], palette: Sequence[str]) -> bytes:
    """Return a PNG of rows of places in a palette, whose colors are written as ``#rrggbb``.

    The rows are of one length, which is even.
    """
    assert len(palette) <= COLORS
    wide = len(rows[0]) // 2
    high, low = (int.from_bytes(b"".join(row[at::2] for row in rows)) for at in (0, 1))
    pairs = (high << 4 | low).to_bytes(wide * len(rows))
    data = b"".join(b"\0" + pairs[at : at + wide] for at in range(0, len(pairs), wide))
    head = (2 * wide).to_bytes(4) + len(rows).to_bytes(4) + bytes((4, 3, 0, 0, 0))
    colors = b"".join(bytes.fromhex(color.removeprefix("#")) for color in palette)
    return _written([(b"IHDR", head), (b"PLTE", colors), (b"IDAT", zlib.compress(data, LEVEL))])


def plane(content: bytes, channel: int) -> list[bytes]:
    """Return the rows of one channel of a PNG of eight bits of red, green, blue and opacity (0 to 3)."""
    parts = list(_parts(content))
    wide, raw = int.from_bytes(parts[0][1][:4]), _raw(parts)
    step = 1 + wide * _CHANNELS
    rows: list[bytes] = []
    for start in range(0, len(raw), step):
        above = rows[-1] if rows else bytes(wide)
        rows.append(_row(raw[start], raw[start + 1 + channel : start + step : _CHANNELS], above))
    return rows


def _row(filter_: int, row: bytes, above: bytes) -> bytes:
    """Return one channel of a row whose bytes say how they differ from those before and above."""
    if filter_ == 0:
        return row
    if filter_ == 1:
        return bytes(each & 255 for each in accumulate(row))
    if filter_ == 2:
        return bytes((each + over) & 255 for each, over in zip(row, above, strict=True))
    found = bytearray()
    for each, over, corner in zip(row, above, b"\0" + above, strict=False):
        before = found[-1] if found else 0
        guess = (before + over) // 2 if filter_ == 3 else _nearest(before, over, corner)
        found.append((each + guess) & 255)
    return bytes(found)


def _nearest(before: int, above: int, corner: int) -> int:
    """Return which of three is nearest to the sum of the first two less the third, as Paeth's filter has it."""
    goal = before + above - corner
    return min((before, above, corner), key=lambda each: abs(goal - each))


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(content):
        size = int.from_bytes(content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += size + 12


def _raw(parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    return zlib.decompress(b"".join(held for kind, held in parts if kind == b"IDAT"))


def _written(parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    made = [_SIGNATURE]
    for kind, held in (*parts, (b"IEND", b"")):
        made += [len(held).to_bytes(4), kind, held, zlib.crc32(kind + held).to_bytes(4)]
    return b"".join(made)
