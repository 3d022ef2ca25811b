"""The pictures of a site: a page for every view, a page and an SVG for every chart, with the receipts they rest on."""

import base64
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from kg.charts import chart, sheet
from kg.errors import UnknownName
from kg.imprint import imprint
from kg.namespace import base_in_use
from kg.networks import view
from kg.query import parameter, query
from kg.query.query import Query, Queryable
from kg.site import address, preview

PLACES = (f"{address.VIEW}/", f"{address.CHART}/")
"""The folders of a site that hold pictures."""

_TRAIL = '<nav aria-label="Breadcrumb" style="padding-top: 10px; font-size: 14px">{} › {}</nav>'
_START = '<a href="../index.html" style="color: inherit">{}</a>'
_HEAD = """<link rel="icon" href="data:image/svg+xml;base64,{icon}">
<meta property="og:title" content="{title}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="{name}">
<meta property="og:url" content="{iri}">
<meta property="og:image" content="{image}">
<meta name="twitter:card" content="summary_large_image">
"""
ABOVE = {
    address.VIEW: '<a href="../index.html#views" style="color: inherit">Networks</a>',
    address.CHART: '<a href="../index.html#charts" style="color: inherit">Maps and charts</a>',
}
"""Folder → the list of its pictures, to which there is a way back from each."""


def charts(store: Queryable) -> list[Query]:
    """Return the charts that can be drawn of a graph: those whose defaults, such as an edition, it knows."""
    return [each for each in query.read_all("charts") if _known(store, each)]


def places(store: Queryable) -> list[str]:
    """Return the path of each picture of a graph."""
    drawn = [each.name for each in charts(store)]
    pages = [f"{address.VIEW}/{each.name}.html" for each in query.read_all("views")]
    return pages + [f"{address.CHART}/{name}{suffix}" for name in drawn for suffix in (".html", ".svg")]


def document(store: Queryable, place: str) -> str:
    """Return the text of the picture at one of the paths of :func:`places`; its links lead to pages of the site."""
    at = Path(place)
    written = _written(store, at)
    if at.suffix != ".html":
        return written
    own = re.sub(rf'<a href="{re.escape(base_in_use())}([^"#]+)"', r'<a href="../\1.html"', written)
    title = re.search(r"<title>(.*?)</title>", own, re.DOTALL)
    head = _HEAD.format(
        title=title[1] if title else "",
        name=escape(imprint().name),
        iri=base_in_use() + place,
        image=base_in_use() + preview.card(place),
        icon=base64.b64encode(preview.icon().encode()).decode(),
    )
    own = re.sub('<link rel="icon"[^>]*>\n?', "", own).replace("</head>", f"{head}</head>", 1)
    return own.replace("<body>\n", f'<body data-site="../">\n{_trail(at.parent.name)}\n', 1)


def _trail(folder: str) -> str:
    """Return the way back from the pictures of a folder to the site."""
    return _TRAIL.format(_START.format(escape(imprint().name)), ABOVE[folder])


def _written(store: Queryable, at: Path) -> str:
    if at.parent.name == address.CHART:
        found, laid = _laid(store, at.stem)  # type: ignore[arg-type]
        return sheet.page(found, laid) if at.suffix == ".html" else sheet.svg(found, laid, lambda mark: mark.iri) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        return view.draw(store, at.stem, Path(folder, at.name)).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _laid(store: Queryable, name: str) -> tuple[chart.Chart, chart.Plot]:
    """Return a chart of a store, laid out; the last one is kept, since its page and its SVG are asked for in turn."""
    found = chart.read(store, name)
    return found, sheet.plot(found)


def _known(store: Queryable, chart: Query) -> bool:
    try:
        for param in chart.params:
            if param.default is not None and param.type not in parameter.LITERAL_TYPES:
                query.named(store, param.default, param.type, chart.name)
    except UnknownName:
        return False
    return True
