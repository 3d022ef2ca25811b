"""What a page looks like elsewhere: its image where a link to it is shared, the icon of the site, the web manifest.

There is one image for each kind of page, not for each page: a picture of every state and vendor would weigh as much as
their pages do, and say less than the title that stands beside it.
"""

import json
import zlib
from collections.abc import Mapping
from html import escape

from kg.drawing import font
from kg.imprint import imprint
from kg.setting import workspace

FOLDER, ICON, TOUCH, MANIFEST = "preview", "favicon.svg", "icon.png", "site.webmanifest"
WIDE, TALL = 1200, 630
"""The size of an image in pixels, as the services that show it ask for."""
LINE = "every number opens its receipts"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
LAND, SEA, INK, SOFT = "#c9dcea", "#eef4f8", "#1b1e24", "#41505c"
CARDS: Mapping[str, tuple[str, str]] = {
    "site": ("Who uses AI surveillance, who supplies it,", "and which source says so"),
    "state": ("One state: what it uses, who supplies it,", "and which source says so"),
    "vendor": ("One vendor: whom it supplies, since when,", "and which source says so"),
    "technology": ("One technology: which states use it,", "and which source says so"),
    "source": ("One source: everything it says,", "each with its place in it"),
    "question": ("A question, with its answer", "and the claims of every row"),
    "explorer": ("The explorer: map, network, table", "and timeline of one selection"),
    "chart": ("A picture of the data,", "with the receipt of every mark"),
    "claim": ("A claim: which source says it,", "where, and who says otherwise"),
}
"""Kind of page → the two lines on its image."""
_OTHER = {"view": "chart", "situation": "claim", "evidence": "claim", "embed": "explorer", "group": "vendor"}

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#00508c"/>'
    '<path d="M9 22 16 9l8 11" fill="none" stroke="#fff" stroke-width="2.2"/>'
    '<g fill="#fff"><circle cx="9" cy="22" r="3.6"/><circle cx="24" cy="20" r="3.6"/></g>'
    '<circle cx="16" cy="9" r="4.6" fill="#ffb870"/></svg>\n'
)


def card(at: str) -> str:
    """Return the path of the image of the page at a path.

    >>> card("state/srb"), card("view/vendor-to-state"), card("index")
    ('preview/state.png', 'preview/chart.png', 'preview/site.png')
    """
    kind = at.partition("/")[0]
    kind = _OTHER.get(kind, kind)
    return f"{FOLDER}/{kind if kind in CARDS else 'site'}.png"


def said(at: str) -> str:
    """Return what the image of the page at a path says, for those who do not see it.

    >>> said("state/srb")
    'One state: what it uses, who supplies it, and which source says so'
    """
    return " ".join(_lines(card(at).removeprefix(f"{FOLDER}/").removesuffix(".png"))).strip()


def icon() -> str:
    """Return the icon of the site as SVG."""
    return _ICON


def touch() -> bytes:
    """Return the icon as PNG, for home screens."""
    import vl_convert

    return vl_convert.svg_to_png(_ICON, scale=180 / 32)


def manifest() -> str:
    """Return the web manifest of the site."""
    told = {
        "name": imprint().title,
        "short_name": imprint().name,
        "start_url": "index.html",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#00508c",
        "icons": [
            {"src": ICON, "type": "image/svg+xml", "sizes": "any"},
            {"src": TOUCH, "type": "image/png", "sizes": "180x180"},
        ],
    }
    return json.dumps(told, indent=1) + "\n"


def png(kind: str) -> bytes:
    """Return the image of a kind of page as PNG: two lines over a map of the world.

    Raises:
        ReadError: the browser code, which the shapes of the map come with, was never bundled.
    """
    import vl_convert

    vl_convert.register_font_directory(str(font.files()))
    return packed(vl_convert.svg_to_png(_svg(*_lines(kind))))


def packed(png: bytes) -> bytes:
    """Return a PNG with the same points in a third of the bytes: its data are compressed as far as they can be."""
    parts, at = [], len(_SIGNATURE)
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        parts.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + size]))
        at += size + 12
    data = zlib.compress(zlib.decompress(b"".join(held for kind, held in parts if kind == b"IDAT")), 9)
    before = [each for each in parts if each[0] not in (b"IDAT", b"IEND")]
    made = [_SIGNATURE]
    for kind, held in (*before, (b"IDAT", data), (b"IEND", b"")):
        made += [len(held).to_bytes(4, "big"), kind, held, zlib.crc32(kind + held).to_bytes(4, "big")]
    return b"".join(made)


def _lines(kind: str) -> tuple[str, str]:
    own = workspace()
    return ("", imprint().heading) if own and own.alone else CARDS[kind]


def _svg(first: str, second: str) -> str:
    from kg.charts import frame, world

    scale = WIDE / frame.PANEL
    land = "".join(shape.path for shape in world.world(frozenset()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{TALL}" font-family="Arimo">'
        f'<rect width="{WIDE}" height="{TALL}" fill="{SEA}"/>'
        f'<path transform="translate(0 40) scale({scale:.4f})" d="{land}" fill="{LAND}" shape-rendering="crispEdges"/>'
        f'<rect y="372" width="{WIDE}" height="258" fill="#ffffff"/>'
        f'<rect y="372" width="{WIDE}" height="6" fill="#00508c"/>'
        f'<text x="60" y="456" font-size="48" font-weight="700" fill="{INK}">{escape(first)}</text>'
        f'<text x="60" y="518" font-size="48" font-weight="700" fill="{INK}">{escape(second)}</text>'
        f'<text x="60" y="584" font-size="30" fill="{SOFT}">{escape(imprint().name)} · {LINE}</text></svg>'
    )
