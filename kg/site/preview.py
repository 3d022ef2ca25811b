"""What a page looks like elsewhere: its image where a link to it is shared, the icon of the site, the web manifest.

The page of a thing has an image of its own (:mod:`kg.site.card`). Those of claims and of what they rest on, of which
there are tens of thousands, and those about no one thing have that of their kind.
"""

import json
import re
from collections.abc import Mapping
from html import escape

from kg.drawing import font, png
from kg.imprint import imprint
from kg.setting import kept, workspace
from kg.site import address

FOLDER, ICON, TOUCH, MANIFEST = "preview", "favicon.svg", "icon.png", "site.webmanifest"
WIDE, TALL = 1200, 630
"""The size of the image of a kind in pixels, as the services that show it ask for."""
SMALL = 600, 315
"""The size of the image of one page: the least that is shown as large."""
LINE = "every number opens its receipts"
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
UNDRAWN = ("claim", "situation", "evidence", "graph", "quantity", "judgment", "effect", "community", "scope")
"""The registers whose members have no image of their own: they say how the graph is made."""
FEW = ("state", "vendor", "technology", "initiative")
"""The registers whose members have one of their own on a compact site."""
_IMAGE = re.compile(
    rf'(<meta property="og:image" content="[^"]*/{FOLDER}/)((?!(?:{"|".join(FEW)})/)[a-z]+/[\w-]+)(\.png">\n)'
    r'(<meta property="og:image:width") content="\d+">\n(<meta property="og:image:height") content="\d+">\n'
    r'(<meta property="og:image:alt") content="[^"]*">'
)
_OTHER = {"view": "chart", "situation": "claim", "evidence": "claim", "embed": "explorer", "group": "vendor"}

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#00508c"/>'
    '<path d="M9 22 16 9l8 11" fill="none" stroke="#fff" stroke-width="2.2"/>'
    '<g fill="#fff"><circle cx="9" cy="22" r="3.6"/><circle cx="24" cy="20" r="3.6"/></g>'
    '<circle cx="16" cy="9" r="4.6" fill="#ffb870"/></svg>\n'
)


def own(at: str, *, few: bool = False) -> bool:
    """Return whether the page at a path has an image of its own; on a compact site ``few`` have.

    >>> own("state/srb"), own("state/index"), own("claim/0a"), own("place/belgrade", few=True)
    (True, False, False, False)
    """
    register, _, local = at.partition("/")
    wanted = FEW if few else {*address.registers(), address.QUESTION}.difference(UNDRAWN)
    return register in wanted and local != "" and local.partition(".")[0] != "index"


def card(at: str) -> str:
    """Return the path of the image of the page at a path.

    >>> card("state/srb"), card("view/vendor-to-state"), card("index")
    ('preview/state/srb.png', 'preview/chart.png', 'preview/site.png')
    """
    return f"{FOLDER}/{at if own(at) else kind(at)}.png"


def kind(at: str) -> str:
    """Return the kind of the page at a path, one of :data:`CARDS`.

    >>> kind("state/srb"), kind("view/vendor-to-state"), kind("index")
    ('state', 'chart', 'site')
    """
    found = at.partition("/")[0]
    found = _OTHER.get(found, found)
    return found if found in CARDS else "site"


def size(at: str) -> tuple[int, int]:
    """Return how wide and how tall the image of the page at a path is."""
    return SMALL if own(at) else (WIDE, TALL)


def said(at: str, title: str) -> str:
    """Return what the image of the page at a path says, for those who do not see it.

    >>> said("state/srb", "Serbia")
    'Serbia: what is said first of it, counts, and a map'
    """
    if own(at):
        return f"{title}: what is said first of it, counts, and a map"
    return " ".join(_lines(kind(at))).strip()


def fewer(text: str) -> str:
    """Return a page as a compact site has it: with the image of its kind, where it has none of its own there."""

    def general(found: re.Match[str]) -> str:
        told = escape(said(f"{kind(found[2])}/", ""))
        lines = (f'{found[4]} content="{WIDE}">', f'{found[5]} content="{TALL}">', f'{found[6]} content="{told}">')
        return f"{found[1]}{kind(found[2])}{found[3]}" + "\n".join(lines)

    return _IMAGE.sub(general, text, count=1)


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


@kept
def drawn(kind: str) -> bytes:
    """Return the image of a kind of page as PNG, drawn once in a process: two lines over a map of the world.

    Raises:
        ReadError: the browser code, which the shapes of the map come with, was never bundled.
    """
    import vl_convert

    vl_convert.register_font_directory(str(font.files()))
    return png.packed(vl_convert.svg_to_png(_svg(*_lines(kind))))


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
