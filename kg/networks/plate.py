"""A network as a plate for print: SVG or PNG, with its title, legend, limits and sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from kg.character import shown
from kg.drawing import font
from kg.drawing.credit import credited
from kg.drawing.lettering import number, pin, shortened, width, wrapped
from kg.drawing.palette import INK, LINE, PAPER
from kg.evidence.receipt import Receipt
from kg.imprint import imprint
from kg.networks.layout import Box, columns, large, layout, text
from kg.networks.legend import legend, lines, parted, recovered

if TYPE_CHECKING:
    from kg.networks.projection import Network

EDGE, NARROW = 30, 820
"""Pixels: the empty edge of a plate, and the least width of what is on it."""
SOFT = "#555c66"
LABELS = 400
"""The most labels of a large picture, whose dots are labeled as long as there is room, the busiest first."""
WIDTH, HEIGHT = 8000, 8000
"""Pixels: the most of a PNG."""

Line = tuple[int, str, str]
"""The size and color of a line of text, and the text."""


def svg(network: "Network", notes: Mapping[str, Receipt], carried: bool = True) -> str:
    """Return a plate as SVG 1.1, in the light colors; every edge and node has a title, edges under their ids.

    For a page that has its font and its license, and says in a table what the edges are, these are left out.
    """
    boxes = layout(network)
    across = max((abs(box.x) + box.width / 2 for box in boxes.values()), default=0) * 2
    down = max((abs(box.y) + box.height / 2 for box in boxes.values()), default=0) * 2
    wide = max(round(across), NARROW) + 2 * EDGE
    heads = list(_headed(network, wide - 2 * EDGE))
    feet = list(_footed(network, notes, wide - 2 * EDGE))
    top, head = _lines(heads, EDGE + 16)
    keys, top = _keys(network, top + 6, wide - EDGE)
    middle = top + 30 + down / 2
    foot_at, foot = _lines(feet, round(top + 60 + down + 16))
    said = "".join([*head, *keys, *foot, *(str(told["label"]) for _, told in network.nodes(data=True))])
    drawn = "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{foot_at}" viewBox="0 0 {wide} {foot_at}"'
            f' font-family="{font.FAMILY}" text-rendering="geometricPrecision" role="img">',
            f"<title>{escape(network.graph['summary'])}</title>",
            *(_carried(network, said) if carried else ()),
            f'<rect width="{wide}" height="{foot_at}" fill="{PAPER["light"]}"/>',
            *head,
            *keys,
            f'<g transform="translate({wide / 2:g} {middle:g})">',
            *_edges(network, boxes, carried),
            *(_dots if large(network) else _boxes)(network, boxes),
            "</g>",
            *foot,
            "</svg>\n",
        )
    )
    return shown(drawn)


def _carried(network: "Network", said: str) -> Iterator[str]:
    """Yield what a picture that goes about alone has with it: its license, and the font of its text."""
    yield f"<metadata>{credited(network.graph.get('license', ''), network.graph.get('credit', ''))}</metadata>"
    yield f"<style>{font.faces(font.parts_of(said))}</style>"


def png(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return a plate as PNG, two pixels for each of the SVG's, or fewer where it would be very large."""
    import vl_convert

    vl_convert.register_font_directory(str(font.files()))
    drawn = svg(network, notes)
    size = drawn.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()
    scale = min(2.0, WIDTH / float(size[0]), HEIGHT / float(size[1]))
    made: bytes = vl_convert.svg_to_png(drawn, scale=scale)
    return made


def _headed(network: "Network", room: int) -> Iterator[Line]:
    yield from ((22, INK["light"], each) for each in wrapped(network.graph["summary"], 22, room, bold=True))
    yield from ((13, SOFT, each) for each in wrapped(network.graph["description"], 13, room))


def _footed(network: "Network", notes: Mapping[str, Receipt], room: int) -> Iterator[Line]:
    graph = network.graph
    titles = Counter(note.title for note in notes.values())
    named = "; ".join(f"{title} ({count:,})" for title, count in sorted(titles.items(), key=lambda t: (-t[1], t[0])))
    size = f"{number(network.number_of_edges(), 'line')} between {number(len(network), 'node')}"
    command = " --param ".join([f"kg draw {graph['view']}", *graph["params"].split()])
    shaky = graph.get("unsettledAs", "")
    for said in (
        f"What it does not say: {graph['limits']}" if graph["limits"] else "",
        f"Denied, and not drawn: {graph['denied'].replace(' | ', '. ')}." if graph.get("denied") else "",
        f"{shaky.capitalize()}, and not drawn: {graph['unsettled'].replace(' | ', '. ')}." if shaky else "",
        f"{size}, resting on {number(len(notes), 'claim')} of: {named}." if notes else f"{size}.",
        graph.get("credit") or imprint().credit,
        f"Drawn by {command}.",
    ):
        yield from ((12, SOFT, each) for each in wrapped(said, 12, room))


def _lines(lines: Iterable[Line], y: int) -> tuple[int, list[str]]:
    """Return where lines of text that begin at a height end, and the lines."""
    made = []
    for size, color, said in lines:
        look = ' font-weight="bold"' if size > 20 else ""
        look += pin(said, size, size > 20)
        made.append(f'<text x="{EDGE}" y="{y}" font-size="{size}" fill="{color}"{look}>{escape(said)}</text>')
        y += round(size * 1.4)
    return y, made


def _keys(network: "Network", y: int, room: int) -> tuple[list[str], int]:
    """Return the legend, and where it ends."""
    entries = [
        (
            f'<rect y="-11" width="22" height="12" rx="3" stroke-width="2" fill="{entry["light"]["fill"]}"'
            f' stroke="{entry["light"]["border"]}"/>',
            f"{entry['label']} {entry['count']:,}",
        )
        for entry in legend(network)
    ]
    stroke = '<path d="M0 -4h26" stroke-width="2" fill="none" stroke="{}"{}/>'
    entries += [(stroke.format(entry["light"], ""), f"{entry['value']} {entry['count']:,}") for entry in lines(network)]
    only = sum(recovered(edge) for *_, edge in network.edges(data=True))
    if only:
        entries.append(
            (stroke.format(INK["light"], ' stroke-dasharray="5 4"'), f"line on claims corrected by us only {only:,}")
        )
    made, x = [], EDGE
    for mark, whole in entries:
        said = shortened(whole, 13, room - EDGE - 50)
        long = 32 + width(said, 13) + 18
        if x > EDGE and x + long > room:
            x, y = EDGE, y + 22
        said = f'<text x="32" font-size="13" fill="{INK["light"]}"{pin(said, 13)}>{escape(said)}</text>'
        made.append(f'<g transform="translate({x} {y + 4})">{mark}{said}</g>')
        x += long
    return made, y + 16


def _edges(network: "Network", boxes: Mapping[str, Box], named: bool) -> Iterator[str]:
    directed = not columns(network) and not network.graph.get("symmetric")
    if directed:
        yield (
            '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
            f' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="{LINE["light"]}"/></marker>'
        )
    told = lines(network)
    colors, pale = (
        {entry["value"]: entry["light"] for entry in told},
        {entry["value"] for entry in told if entry["pale"]},
    )
    bends: Counter[frozenset[str]] = Counter()
    faint = 0.25 if large(network) else 0.6 if network.number_of_edges() > 150 else 0.85
    yield f'<g fill="none" stroke-opacity="{faint}">'
    for source, target, edge in sorted(
        network.edges(data=True), key=lambda found: (parted(network, found[2]) not in pale, str(found[2]["id"]))
    ):
        bend = bends[frozenset((source, target))]
        bends[frozenset((source, target))] += 1
        path = _path(boxes[source], boxes[target], bend, columns(network))
        more = ' stroke-dasharray="5 4"' if recovered(edge) else ""
        if pale:
            more += f' stroke-opacity="{0.35 if parted(network, edge) in pale else 1}"'
        more += ' marker-end="url(#arrow)"' if directed else ""
        said = f"{network.nodes[source]['label']} → {network.nodes[target]['label']}: {', '.join(edge['sources'])}"
        title = f' id="{escape(edge["id"])}"><title>{escape(said)}</title></path>' if named else "/>"
        yield (
            f'<path d="{path}" stroke="{colors.get(parted(network, edge), LINE["light"])}"'
            f' stroke-width="{1 + (edge["weight"] - 1) ** 0.5:.2f}"{more}{title}'
        )
    yield "</g>"


def _path(source: Box, target: Box, bend: int, columned: bool) -> str:
    """Return the path of an edge, from the border of one box to that of the other."""
    if source == target:
        return f"M{source.x} {source.y - source.height / 2:g}c-30 -40 30 -40 0 0"
    if columned:
        a, b, mid = source.x + source.width / 2, target.x - target.width / 2, (target.x - source.x) * 0.45
        return f"M{a:g} {source.y}C{a + mid:g} {source.y + bend * 8} {b - mid:g} {target.y + bend * 8} {b:g} {target.y}"
    share = 0.06 + 0.12 * bend
    x = (source.x + target.x) / 2 + (target.y - source.y) * share
    y = (source.y + target.y) / 2 - (target.x - source.x) * share
    ends = []
    for box in (source, target):
        dx, dy = x - box.x, y - box.y
        part = min(1, (box.width / 2 + 2) / (abs(dx) or 1), (box.height / 2 + 2) / (abs(dy) or 1))
        ends.append(f"{box.x + dx * part:.1f} {box.y + dy * part:.1f}")
    return f"M{ends[0]}Q{x:.1f} {y:.1f} {ends[1]}"


def _boxes(network: "Network", boxes: Mapping[str, Box]) -> Iterator[str]:
    colors = {entry["type"]: entry["light"] for entry in legend(network)}
    for node, (x, y, wide, high, size) in boxes.items():
        color, said = colors[network.nodes[node]["type"]], text(network, node)
        yield (
            f'<rect x="{x - wide / 2:g}" y="{y - high / 2:g}" width="{wide}" height="{high}" rx="4"'
            f' fill="{color["fill"]}" stroke="{color["border"]}"/>'
            f'<text x="{x}" y="{y + size * 0.35:.1f}" font-size="{size}" fill="{INK["light"]}" text-anchor="middle"'
            f' xml:space="preserve"{pin(said, size)}>{escape(said)}</text>'
        )


def _dots(network: "Network", boxes: Mapping[str, Box]) -> Iterator[str]:
    """Return the dots, then the labels of the busiest: none of a label that would stand on another."""
    colors = {entry["type"]: entry["light"]["border"] for entry in legend(network)}
    for node, box in boxes.items():
        told = network.nodes[node]
        yield (
            f'<circle cx="{box.x}" cy="{box.y}" r="{box.width / 2:g}" fill="{colors[told["type"]]}">'
            f"<title>{escape(told['label'])}</title></circle>"
        )
    size = 30
    taken: list[tuple[float, float, float]] = []
    for node in sorted(boxes, key=lambda node: (-network.degree(node), node))[: 5 * LABELS]:
        label, box = str(network.nodes[node]["label"]), boxes[node]
        left, right = box.x - width(label, size) / 2, box.x + width(label, size) / 2
        if all(right < a or b < left or abs(box.y - y) > size * 1.2 for a, b, y in taken):
            taken.append((left, right, box.y))
            yield (
                f'<text x="{box.x}" y="{box.y + size * 0.35:.1f}" font-size="{size}" text-anchor="middle"'
                f' fill="{INK["light"]}" stroke="{PAPER["light"]}" stroke-width="5" paint-order="stroke"'
                f"{pin(label, size)}>"
                f"{escape(label)}</text>"
            )
        if len(taken) == LABELS:
            return
