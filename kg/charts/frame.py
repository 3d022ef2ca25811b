"""What stands around the panel of a chart: title, parameters, legend, notes, limits and sources, as Vega has them.

Every place is computed here, by the letters of the font that travels with the picture.
"""

from collections.abc import Iterable
from typing import Any

from kg.charts.chart import Chart, Plot, sources
from kg.drawing.font import FAMILY
from kg.drawing.lettering import shortened, width, wrapped
from kg.drawing.palette import PALETTE
from kg.imprint import imprint

INK, SOFT, RULE, PAPER = "#1b1e24", "#555c66", "#c3c8cf", "#ffffff"
ON_PALE, ON_DARK = "#1a1d23", "#fefefe"
"""The ink of what is written on a fill, which stays as it is where the paper is dark."""
EMPTY = "#d9d6cf"
"""The fill of what was looked at and where nothing was found."""
OTHER = "#8a929c"
"""The fill of what has no color of its own."""
WIDE, EDGE = 960, 24
"""Pixels: the width of a chart, and the empty edge around what is on it."""
PANEL = WIDE - 2 * EDGE
"""Pixels: the width of the panel."""
STEPS = ("#bcdcf0", "#7fb8dc", "#3d8fc4", "#0c669f", "#063a5e")
"""The fills of ordered classes, from the lowest to the highest: each darker than the one before it."""

NIGHT = {
    PAPER: "#16181d",
    INK: "#eceef2",
    SOFT: "#a9b0bb",
    RULE: "#4a505b",
    EMPTY: "#4f4b43",
    "#eef2f6": "#20262f",
    "#e6e8eb": "#2b3038",
    "#3a3f49": "#c3c8cf",
    **dict(zip(STEPS, ("#1d4058", "#2d6a96", "#4f97c9", "#8cc4ea", "#d6ecfa"), strict=True)),
}
"""Color of a picture → that of a page on dark paper, where the highest of ordered classes is the lightest."""


def steps(count: int) -> tuple[str, ...]:
    """Return as many fills of ordered classes, far apart; of more than there are, the last comes again."""
    if count >= len(STEPS):
        return STEPS + STEPS[-1:] * (count - len(STEPS))
    return tuple(STEPS[round((at + 0.5) * len(STEPS) / count - 0.5)] for at in range(count))


def colors(chart: Chart) -> tuple[str, ...]:
    """Return the fill of each class of a chart: qualitative, or in steps where its file says ``scale: steps``.

    The class that the file names as ``empty`` (by its name; of numbers, the first) is gray.
    """
    labels = chart.class_labels()
    ranked = [at for at, label in enumerate(labels) if label != chart.query.front.get("empty")]
    fills = steps(len(ranked)) if chart.query.front.get("scale") == "steps" else PALETTE
    return tuple(fills[ranked.index(at) % len(fills)] if at in ranked else EMPTY for at in range(len(labels)))


def is_pale(fill: str) -> bool:
    """Return whether dark type is read more easily on a fill than white."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 150


def ink_on(fill: str) -> str:
    """Return the color of what is written on a fill; it is read on dark paper as well, where some fills change."""
    pale, dark = (INK, PAPER) if fill in NIGHT else (ON_PALE, ON_DARK)
    return pale if is_pale(fill) else dark


def text(x: float, y: float, said: str, **style: Any) -> dict[str, Any]:
    """Return a line of text that begins, or whose ``align`` is, at a place; ``y`` is that of its base line."""
    look = {"size": 12, "fill": INK, "weight": "normal", "align": "left", "angle": 0}
    return {"x": x, "y": y, "text": said, **look, **style}


def texts(items: Iterable[dict[str, Any]], halo: bool = False) -> list[dict[str, Any]]:
    """Return Vega marks for lines of text; with a halo they stand out from what is behind them."""
    fields = {"x": "x", "y": "y", "text": "text", "fontSize": "size", "fontWeight": "weight", "align": "align"}
    placed: dict[str, Any] = {
        **{channel: {"field": name} for channel, name in (fields | {"angle": "angle"}).items()},
        "font": {"value": FAMILY},
    }
    values = list(items)
    behind = {"stroke": {"value": PAPER}, "strokeWidth": {"value": 3}, "strokeJoin": {"value": "round"}}
    looks: list[dict[str, Any]] = [behind, {"fill": {"field": "fill"}}] if halo else [{"fill": {"field": "fill"}}]
    return [_marks("text", values, placed | look) for look in looks]


def shapes(kind: str, items: Iterable[dict[str, Any]], channels: Iterable[str] = ()) -> dict[str, Any]:
    """Return a Vega mark of a kind for items with ``fill``, ``stroke``, ``id`` (a mark's, or none) and channels."""
    values = list(items)
    placed: dict[str, Any] = {name: {"field": name} for name in ("fill", "stroke", *channels)}
    placed["strokeWidth"] = {"signal": "isValid(datum.strokeWidth) ? datum.strokeWidth : 0.5"}
    if any("opacity" in item for item in values):
        placed["fillOpacity"] = {"field": "opacity"}
    if any(item.get("id") for item in values):
        placed["href"] = {"signal": "datum.id ? '#' + datum.id : null"}
    return _marks(kind, values, placed)


def _marks(kind: str, values: list[dict[str, Any]], channels: dict[str, Any]) -> dict[str, Any]:
    inner = {"type": kind, "from": {"data": "these"}, "aria": False, "encode": {"enter": channels}}
    return {"type": "group", "data": [{"name": "these", "values": values}], "marks": [inner]}


def notes(chart: Chart, laid: Plot) -> list[tuple[str, str]]:
    """Return what stands below a panel: how to read it, what it does not say, what it rests on, and its license."""
    shown = len({claim for mark in laid.marks for claim in mark.claims})
    told = sources(chart.answer.notes)
    named = "; ".join(f"{title} ({count:,})" for title, count in told[:6])
    more = f"; and {len(told) - 6} more" if len(told) > 6 else ""
    found = [
        *(("" if at else "How to read it: ", note) for at, note in enumerate(laid.notes)),
        ("What it does not say: ", chart.query.front.get("limits", "")),
        (f"Rests on {shown:,} claims of: ", f"{named}{more}." if told else ""),
        ("", chart.answer.terms.credit if chart.answer.terms else imprint().credit),
    ]
    return [(head, body) for head, body in found if body]


def spec(chart: Chart, laid: Plot) -> dict[str, Any]:
    """Return a chart as a Vega specification."""
    lines, y = [], 44
    for line in wrapped(chart.query.summary, 22, PANEL, bold=True):
        lines.append(text(EDGE, y, line, size=22, weight="bold"))
        y += 28
    said = "; ".join(f"{name}: {values}" for name, values in chart.said)
    for line in wrapped(said[:1].upper() + said[1:], 13, PANEL):
        lines.append(text(EDGE, y, line, size=13, fill=SOFT))
        y += 19
    boxes, words, y = _legend(laid, y + 4)
    top = y + 12
    y = top + laid.height + 26
    for head, body in notes(chart, laid):
        for line in wrapped(head + body, 12, PANEL):
            lines.append(text(EDGE, y, line, fill=SOFT))
            y += 17
        y += 4
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "description": chart.query.summary,
        "width": WIDE,
        "height": y + 8,
        "padding": 0,
        "autosize": "none",
        "background": PAPER,
        "config": {"axis": {"labelFont": FAMILY, "titleFont": FAMILY, "labelColor": INK, "titleColor": SOFT}},
        "marks": [
            *texts([*lines, *words]),
            shapes("rect", boxes, ("x", "y", "width", "height")),
            {"type": "group", "encode": {"enter": {"x": {"value": EDGE}, "y": {"value": top}}}, **laid.panel},
        ],
    }


def panel_top(chart: Chart, laid: Plot) -> int:
    """Return how far below the top of a picture its panel begins, in pixels."""
    return int(spec(chart, laid)["marks"][-1]["encode"]["enter"]["y"]["value"])


def _legend(laid: Plot, y: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return the boxes and words of a legend that begins at a height, and where it ends."""
    boxes, words, x = [], [], EDGE
    if not laid.keys:
        return [], [], y - 8
    for key in laid.keys:
        held = "" if key.held is None else f" ({key.held:,})"
        said = shortened(key.label, 13, PANEL - 24 - width(held, 13)) + held
        wide = 24 + width(said, 13) + 18
        if x > EDGE and x + wide > WIDE - EDGE:
            x, y = EDGE, y + 22
        boxes.append({"x": x, "y": y, "width": 18, "height": 13, "fill": key.fill, "stroke": key.stroke})
        words.append(text(x + 24, y + 11, said, size=13))
        x += wide
    return boxes, words, y + 16
