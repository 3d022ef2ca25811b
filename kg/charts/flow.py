"""A Sankey chart laid out: three columns of boxes, the ribbons between them as wide as what they stand for.

A ribbon of the first gap unites the rows of its two ends; one of the second gap is a row, in the color of its origin. A
supply says nothing of which technology was delivered, so vendors and technologies are never in one flow.
"""

from collections import Counter, defaultdict
from typing import Any, NamedTuple

from kg.answering.answer import Cell, Thing
from kg.charts.chart import Chart, Key, Mark, Plot, name, united
from kg.charts.frame import OTHER, PANEL, SOFT, shapes, text, texts
from kg.drawing.lettering import shortened, width
from kg.drawing.palette import PALETTE
from kg.errors import QueryError
from kg.naming.index import alphabetical

GAP, WIDEST, THICK = 7, 26, 13
"""Pixels: between two boxes of a column at the least and at the most; the width of a box."""
TALL = 560
"""Pixels: the height of the whole flow without gaps."""
LINE = 15
"""Pixels: from the middle of a box to that of the next at the least, so that their names stand apart."""
NAME = 270
"""Pixels: the most that a name takes at either side of a flow."""
COLORED = 6
"""The number of origins that have a color of their own: the largest."""
BOX = "#3a3f49"


class _Row(NamedTuple):
    ends: tuple[str, str, str]
    things: tuple[Cell, ...]
    weight: int
    claims: tuple[str, ...]


class _Ribbon(NamedTuple):
    gap: int
    one: str
    two: str
    origin: str
    weight: int
    claims: tuple[str, ...]
    thing: Cell

    @property
    def label(self) -> str:
        return f"{self.one} → {self.two}" if self.gap == 0 else f"{self.one} ({self.origin}) → {self.two}"


class _Column(NamedTuple):
    """The boxes of a column: where it begins, and each box's top and size, in the order from top to bottom."""

    x: float
    top: dict[str, float]
    size: Counter[str]


def plot(chart: Chart) -> Plot:
    """Return a Sankey chart laid out.

    Raises:
        QueryError: a weight is no count, or vendors and technologies are both among the ends.
    """
    none = chart.query.front.get("absent", "not given")
    rows = [_row(chart, row, claims, none) for row, claims in chart.rows()]
    kinds = {cell.type for row in rows for cell in row.things if isinstance(cell, Thing)}
    if {"ais:Vendor", "ais:Technology"} <= kinds:
        hint = "leave one of them out: a supply does not say which technology was delivered"
        raise QueryError(chart.place, "vendors and technologies are in one flow", hint)
    total = sum(row.weight for row in rows)
    scale = TALL / (total or 1)
    heads = tuple(chart.query.front.get(f"{role} head", "") for role in ("from", "via", "to"))
    columns = _columns(rows, none, scale, heads)
    largest = [end for end in columns[0].top if end != none][:COLORED]
    fills = {end: PALETTE[at] for at, end in enumerate(largest)}
    marks: list[Mark] = []
    shown: list[dict[str, Any]] = []
    for ribbon, path in _paths(_ribbons(rows), columns, scale):
        iri = ribbon.thing.iri if isinstance(ribbon.thing, Thing) else ""
        marks.append(Mark(f"m{len(marks) + 1}", ribbon.label, chart.counted(ribbon.weight), iri, ribbon.claims))
        look = {"fill": fills.get(ribbon.origin, OTHER), "stroke": None, "strokeWidth": 0, "opacity": 0.5}
        shown.append(look | {"id": marks[-1].id, "path": path})
    keys = [Key(end, fill, fill, columns[0].size[end]) for end, fill in fills.items()]
    rest = total - sum(columns[0].size[end] for end in fills)
    if rest:
        keys.append(Key(none if rest == columns[0].size[none] else "other, or not given", OTHER, OTHER, rest))
    boxes, words = _boxes(heads, columns, scale)
    tall = max((box["y"] + box["height"] for box in boxes), default=0)
    drawn = [shapes("path", shown, ("path",)), shapes("rect", boxes, ("x", "y", "width", "height"))]
    body = {"type": "group", "encode": {"enter": {"y": {"value": 22}}}, "marks": [*drawn, *texts(words, halo=True)]}
    return Plot(marks, keys, {"marks": [body]}, round(tall) + 26)


def _row(chart: Chart, row: dict[str, Cell], claims: tuple[str, ...], none: str) -> _Row:
    weight = row["weight"]
    if not isinstance(weight, int) or weight < 1:
        raise QueryError(chart.place, f"the weight {name(weight)!r} is no count", "select a whole number above zero")
    one, two, three = (row[role] for role in ("from", "via", "to"))
    return _Row((name(one) or none, name(two) or none, name(three) or none), (one, two, three), weight, claims)


def _columns(rows: list[_Row], none: str, scale: float, heads: tuple[str, ...]) -> list[_Column]:
    """Return the three columns: by size, the middle one by its origins and then by size; what is not given is last."""
    sizes = [Counter[str]() for _ in range(3)]
    origins: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        origins[row.ends[1]][row.ends[0]] += row.weight
        for size, end in zip(sizes, row.ends, strict=True):
            size[end] += row.weight
    orders = [sorted(size, key=lambda end: (end == none, -size[end], alphabetical(end))) for size in sizes]
    rank = {end: at for at, end in enumerate(orders[0])}
    mean = {via: sum(rank[end] * n for end, n in held.items()) / held.total() for via, held in origins.items()}
    orders[1].sort(key=lambda end: mean[end])
    most = max(len(order) for order in orders) - 1
    room, far = (
        max(width(heads[at], 12) - THICK, *(width(_said(end, sizes[at], NAME), 13) for end in orders[at]), 0) + 8
        for at in (0, 2)
    )
    starts = (room, room + (PANEL - room - far - THICK) * 0.46, PANEL - far - THICK)
    columns = []
    for x, order, size in zip(starts, orders, sizes, strict=True):
        gap = min(GAP * most / max(len(order) - 1, 1), WIDEST) if size is not sizes[1] else GAP
        y, top, last = 0.0, {}, -float(LINE)
        for end in order:
            half = size[end] * scale / 2
            top[end] = max(y, last + LINE - half)
            last = top[end] + half
            y = last + half + gap
        columns.append(_Column(x, top, size))
    return columns


def _said(end: str, size: Counter[str], room: float) -> str:
    held = f"  {size[end]:,}"
    return shortened(end, 13, room - width(held, 13)) + held


def _boxes(
    heads: tuple[str, ...], columns: list[_Column], scale: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the boxes, and what is written beside them and above the columns."""
    boxes, words = [], []
    between = columns[2].x - columns[1].x - THICK - 12
    for at, (align, aside) in enumerate((("right", -6), ("left", THICK + 6), ("left", THICK + 6))):
        column, room = columns[at], between if at == 1 else NAME
        x = round(column.x, 1)
        head = x + THICK if at == 0 else x
        words.append(text(head, -8, shortened(heads[at], 12, room), fill=SOFT, align=align))
        for end, top in column.top.items():
            high = column.size[end] * scale
            look = {"width": THICK, "height": round(max(high, 1), 1), "fill": BOX, "stroke": BOX}
            boxes.append(look | {"x": x, "y": round(top, 1)})
            words.append(
                text(x + aside, round(top + high / 2 + 4, 1), _said(end, column.size, room), size=13, align=align)
            )
    return boxes, words


def _ribbons(rows: list[_Row]) -> list[_Ribbon]:
    gathered: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        gathered[row.ends[0], row.ends[1]].append(row)
    first = [
        _Ribbon(
            0, *ends, ends[0], sum(row.weight for row in held), united(row.claims for row in held), held[0].things[1]
        )
        for ends, held in gathered.items()
    ]
    rest = [_Ribbon(1, *row.ends[1:], row.ends[0], row.weight, row.claims, row.things[1]) for row in rows]
    return [*first, *rest]


def _paths(ribbons: list[_Ribbon], columns: list[_Column], scale: float) -> list[tuple[_Ribbon, str]]:
    """Return each ribbon with its outline, in the order in which they leave their boxes; none crosses at a box."""
    rank = [{end: at for at, end in enumerate(column.top)} for column in columns]

    def leaving(ribbon: _Ribbon) -> tuple[int, int, int, int]:
        gap = ribbon.gap
        return gap, rank[gap][ribbon.one], rank[gap + 1][ribbon.two], rank[0][ribbon.origin]

    def arriving(ribbon: _Ribbon) -> tuple[int, int, int, int]:
        gap = ribbon.gap
        return gap, rank[gap + 1][ribbon.two], rank[gap][ribbon.one], rank[0][ribbon.origin]

    filled: Counter[tuple[int, int, str]] = Counter()

    def begun(ribbon: _Ribbon, side: int) -> float:
        end = (ribbon.one, ribbon.two)[side]
        at = columns[ribbon.gap + side].top[end] + filled[ribbon.gap, side, end] * scale
        filled[ribbon.gap, side, end] += ribbon.weight
        return at

    ends = {ribbon: begun(ribbon, 1) for ribbon in sorted(ribbons, key=arriving)}
    drawn = []
    for ribbon in sorted(ribbons, key=leaving):
        a, b, high = begun(ribbon, 0), ends[ribbon], ribbon.weight * scale
        left, right = columns[ribbon.gap].x + THICK, columns[ribbon.gap + 1].x
        middle = (left + right) / 2
        over = f"M{left:.1f},{a:.1f}C{middle:.1f},{a:.1f},{middle:.1f},{b:.1f},{right:.1f},{b:.1f}"
        a, b = a + high, b + high
        under = f"L{right:.1f},{b:.1f}C{middle:.1f},{b:.1f},{middle:.1f},{a:.1f},{left:.1f},{a:.1f}Z"
        drawn.append((ribbon, over + under))
    return drawn
