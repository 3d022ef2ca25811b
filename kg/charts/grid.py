"""Charts of bars and boxes: bar, heat map and timeline, laid out."""

import math
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from kg.answering.answer import Thing
from kg.charts.chart import Chart, Key, Mark, Plot, name, united
from kg.charts.frame import PANEL, RULE, SOFT, colors, ink_on, shapes, text, texts
from kg.drawing.lettering import shortened, width
from kg.errors import QueryError
from kg.naming.index import alphabetical

BAR, ROW = 22, 18
"""Pixels: from one bar to the next, from one row of a heat map to the next."""
BLOCKS, CELL = 3, 24
"""The blocks side by side into which the rows of a heat map are put; the width of a cell in pixels."""
NAME, HEAD = 340, 160
"""Pixels: the most that the name of a bar takes, and the turned name of a column."""
UNIT = (29, 16)
"""Pixels: the box of one mark of a timeline."""


def _iri(*cells: Any) -> str:
    return next((cell.iri for cell in cells if isinstance(cell, Thing)), "")


def _keys(chart: Chart, fills: tuple[str, ...], counts: Counter[int]) -> list[Key]:
    return [Key(label, fills[at], fills[at], counts[at]) for at, label in enumerate(chart.class_labels())]


def bar(chart: Chart) -> Plot:
    """Return a chart of horizontal bars; rows of one bar are its parts, by class.

    The bars stand in the order of the rows; where the longest comes first, those of one length by name.
    """
    fills = colors(chart)
    bars: dict[str, list[tuple[int, int, Any, tuple[str, ...]]]] = {}
    for row, claims in chart.rows():
        if not isinstance(row["length"], int) or row["length"] < 0:
            raise QueryError(chart.place, f"the length {name(row['length'])!r} is no count", "select a whole number")
        bars.setdefault(name(row["bar"]), []).append((chart.classed(row["color"]), row["length"], row["bar"], claims))
    sums = {label: sum(length for _, length, *_ in parts) for label, parts in bars.items()}
    if all(one >= other for one, other in pairwise(sums.values())):
        bars = {label: bars[label] for label in sorted(bars, key=lambda label: (-sums[label], alphabetical(label)))}
    left = min(max((width(label, 13) for label in bars), default=0), NAME) + 10
    marks: list[Mark] = []
    boxes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    counts = Counter[int]()
    for line, (label, parts) in enumerate(bars.items()):
        start = 0
        for at, length, thing, claims in sorted(parts, key=lambda part: part[0]):
            said = f"{chart.counted(length)}, {chart.classes[at]}"
            mark = Mark(f"m{len(marks) + 1}", label, said, _iri(thing), claims)
            marks.append(mark)
            counts[at] += length
            boxes.append({"id": mark.id, "from": start, "to": start + length, "y": line * BAR, "height": BAR - 5,
                          "fill": fills[at], "stroke": "#ffffff"})  # fmt: skip
            start += length
        words.append(text(-8, line * BAR + 13, shortened(label, 13, NAME), size=13, align="right"))
        words.append(text(start, line * BAR + 13, f"{start:,}", size=12, fill=SOFT))
    most = max((box["to"] for box in boxes), default=1)
    tall = len(bars) * BAR
    span = PANEL - left - width(f"{most:,}", 12) - 12
    scale = {"name": "x", "type": "linear", "domain": [0, most], "nice": True, "zero": True, "range": [0, span]}
    axis = {"orient": "bottom", "scale": "x", "tickMinStep": 1, "format": "d", "title": _axis(chart),
            "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "tickCount": 8, "aria": False,
            "offset": 2, "domainColor": RULE, "tickColor": RULE}  # fmt: skip
    rule = {**axis, "title": None, "labels": False, "ticks": False, "domain": False, "grid": True,
            "gridColor": "#e6e8eb", "offset": 0, "zindex": 0}  # fmt: skip
    drawn = shapes("rect", boxes, ("y", "height"))
    drawn["marks"][0]["encode"]["enter"] |= {"x": {"scale": "x", "field": "from"}, "x2": {"scale": "x", "field": "to"}}
    ends = texts(word for word in words if word["align"] == "left")[0]
    ends["marks"][0]["encode"]["enter"]["x"] = {"scale": "x", "field": "x", "offset": 6}
    panel = {
        "type": "group",
        "encode": {"enter": {"x": {"value": left}, "width": {"value": span}, "height": {"value": tall}}},
        "signals": [{"name": "width", "value": span}, {"name": "height", "value": tall}],
        "scales": [scale],
        "axes": [rule, axis],
        "marks": [drawn, ends, *texts(word for word in words if word["align"] == "right")],
    }
    keys = [key._replace(held=None) for key in _keys(chart, fills, counts) if key.held]
    return Plot(marks, keys, {"marks": [panel]}, tall + 44)


def _axis(chart: Chart) -> str:
    return chart.query.front.get("unit", "").rpartition("|")[2].strip()


def heatmap(chart: Chart) -> Plot:
    """Return a grid of rows by columns, the rows in blocks side by side; a cell without an answer is empty.

    Columns stand in the order of how many cells they have; years stand in their own.
    """
    fills = colors(chart)
    cells: dict[tuple[str, str], tuple[int, Any, list[tuple[str, ...]]]] = {}
    for said, claims in chart.rows():
        at = chart.classed(said["value"])
        held = cells.setdefault((name(said["line"]), name(said["column"])), (at, said["line"], []))
        if held[0] != at:
            raise QueryError(chart.place, f"{name(said['line'])} has two values", "select one row for each cell")
        held[2].append(claims)
    rows = sorted({row for row, _ in cells}, key=alphabetical)
    sums = Counter(column for _, column in cells)
    timed = all(column.isdecimal() for column in sums)
    columns = sorted(sums, key=lambda column: (0 if timed else -sums[column], alphabetical(column)))
    tall = -(-len(rows) // BLOCKS) or 1
    heads = {column: shortened(column, 12, HEAD) for column in columns}
    head = round(max((width(each, 12) for each in heads.values()), default=0) * 0.77) + 14
    block = (PANEL - 70) // BLOCKS
    room = block - len(columns) * CELL - 12
    marks: list[Mark] = []
    boxes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    counts = Counter[int]()
    for place in range(min(BLOCKS, -(-len(rows) // tall))):
        for across, column in enumerate(columns):
            x = (place + 1) * block - (len(columns) - across) * CELL
            words.append(text(x + 6, head - 8, heads[column], angle=-50, fill=SOFT))
    for place, row in enumerate(rows):
        x, y = place // tall * block, head + place % tall * ROW
        written = shortened(row, 12, room)
        words.append(text((place // tall + 1) * block - len(columns) * CELL - 8, y + 13, written, align="right"))
        for across, column in enumerate(columns):
            box = {"x": (place // tall + 1) * block - (len(columns) - across) * CELL, "y": y, "width": CELL - 2,
                   "height": ROW - 2, "id": None, "fill": "#ffffff", "stroke": RULE}  # fmt: skip
            if (row, column) in cells:
                at, thing, claims_of = cells[row, column]
                mark = Mark(
                    f"m{len(marks) + 1}", f"{row}, {column}", chart.class_labels()[at], _iri(thing), united(claims_of)
                )
                marks.append(mark)
                counts[at] += 1
                box |= {"id": mark.id, "fill": fills[at], "stroke": fills[at]}
            boxes.append(box)
    blank = Key(chart.query.front.get("absent", "nothing found"), "#ffffff", RULE, len(boxes) - len(marks))
    grid = [
        shapes("rect", [box for box in boxes if bool(box["id"]) is held], ("x", "y", "width", "height"))
        for held in (False, True)
    ]
    return Plot(marks, [*_keys(chart, fills, counts), blank], {"marks": [*grid, *texts(words)]}, head + tall * ROW)


def timeline(chart: Chart) -> Plot:
    """Return a column for each year, from the first to the last, with a box for each mark, written with its code."""
    fills = colors(chart)
    years: dict[int, list[tuple[int, str, str, Any, tuple[str, ...]]]] = {}
    for row, claims in chart.rows():
        if not isinstance(row["time"], int):
            raise QueryError(chart.place, f"the time {name(row['time'])!r} is no year", "select a whole number")
        at = chart.classed(row["color"])
        years.setdefault(row["time"], []).append((at, name(row["mark"]), name(row["code"]), row["mark"], claims))
    span = range(min(years), max(years) + 1) if years else range(0)
    step = PANEL / max(len(span), 1)
    unit = min(UNIT[0], step)
    across = max(1, int((step - 6) // unit))
    tall = max((-(-len(each) // across) for each in years.values()), default=0) * UNIT[1]
    named = max(1, math.ceil((width("2000", 13) + 6) / step))
    marks: list[Mark] = []
    boxes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    counts = Counter[int]()
    for column, year in enumerate(span):
        held = sorted(years.get(year, []), key=lambda each: (each[0], alphabetical(each[1])))
        left = column * step + (step - across * unit) / 2
        for place, (at, label, code, thing, claims) in enumerate(held):
            mark = Mark(f"m{len(marks) + 1}", f"{label}, {year}", chart.classes[at], _iri(thing), claims)
            marks.append(mark)
            counts[at] += 1
            x, y = left + place % across * unit, 20 + tall - (place // across + 1) * UNIT[1]
            boxes.append({"id": mark.id, "x": round(x, 1), "y": y, "width": round(unit - 2, 1), "height": UNIT[1] - 2,
                          "fill": fills[at], "stroke": fills[at]})  # fmt: skip
            if width(said := code or label[:3], 11) <= unit:
                words.append(text(round(x + unit / 2 - 1, 1), y + 11, said, size=11, align="center",
                                  fill=ink_on(fills[at])))  # fmt: skip
        middle = round(left + across * unit / 2 - 1, 1)
        high = 20 + tall - -(-len(held) // across) * UNIT[1] - 6
        if column % named == 0:
            words.append(text(middle, tall + 40, str(year), size=13, align="center"))
        if width(said := f"{len(held):,}", 13, bold=True) <= step:
            words.append(text(middle, high, said, size=13, weight="bold", align="center", fill=SOFT))
    panel = {"marks": [shapes("rect", boxes, ("x", "y", "width", "height")), *texts(words)]}
    return Plot(marks, _keys(chart, fills, counts), panel, tall + 48)


PLOTS: dict[str, Callable[[Chart], Plot]] = {"bar": bar, "heatmap": heatmap, "timeline": timeline}
"""Kind of a chart → the function that lays it out."""
