"""PNG files: what is written, another program reads; what another program writes in any of its ways, is read."""

import base64
import zlib
from collections.abc import Callable

import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.drawing import png

PALETTE = ("#ffffff", "#102030", "#405060", "#708090", "#a0b0c0")
ROWS = st.integers(1, 6).flatmap(
    lambda half: st.lists(st.lists(st.integers(0, len(PALETTE) - 1), min_size=2 * half, max_size=2 * half), min_size=1)
)


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_another_program_reads_the_colors_of_a_palette(rows: list[list[int]]) -> None:
    made = base64.b64encode(png.indexed([bytes(row) for row in rows], PALETTE)).decode()
    size = f'width="{len(rows[0])}" height="{len(rows)}"'
    drawn = vl_convert.svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/png;base64,{made}"/></svg>'
    )
    for channel in range(3):
        wanted = [bytes(int(PALETTE[each][1 + 2 * channel : 3 + 2 * channel], 16) for each in row) for row in rows]
        assert png.plane(drawn, channel) == wanted


def filtered(kind: int, row: bytes, above: bytes) -> bytes:
    """Return a row of four channels as the filters of PNG write it, by their definition."""
    before, corner = bytes(4) + row, bytes(4) + above
    guesses: dict[int, Callable[[int], int]] = {
        0: lambda at: 0,
        1: lambda at: before[at],
        2: lambda at: above[at],
        3: lambda at: (before[at] + above[at]) // 2,
        4: lambda at: png._nearest(before[at], above[at], corner[at]),
    }
    return bytes((each - guesses[kind](at)) & 255 for at, each in enumerate(row))


@given(st.lists(st.tuples(st.integers(0, 4), st.binary(min_size=12, max_size=12)), min_size=1, max_size=6))
def test_a_channel_is_read_whatever_the_filters_of_its_rows(rows: list[tuple[int, bytes]]) -> None:
    above, data = bytes(12), b""
    for kind, row in rows:
        data += bytes((kind,)) + filtered(kind, row, above)
        above = row
    head = (3).to_bytes(4) + len(rows).to_bytes(4) + bytes((8, 6, 0, 0, 0))
    written = png._written([(b"IHDR", head), (b"IDAT", zlib.compress(data))])
    for channel in range(4):
        assert png.plane(written, channel) == [row[channel::4] for _, row in rows]
        assert png.plane(png.packed(written), channel) == png.plane(written, channel)
