"""The colors of pictures: of each type of thing one, in every picture."""

from collections.abc import Iterable
from zlib import crc32

from kg.namespace import iri, terms

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999933", "#7f7f7f")
"""Colors that readers with any of the common color vision deficiencies tell apart (Okabe and Ito's, in our order)."""
TYPES = {
    "ais:State": "#0072b2",
    "ais:Jurisdiction": "#0072b2",
    "ais:Territory": "#56b4e9",
    "ais:Vendor": "#009e73",
    "ais:AgentGroup": "#999933",
    "ais:Organization": "#7f7f7f",
    "ais:Technology": "#cc79a7",
    "ais:Initiative": "#e69f00",
    "ais:List": "#d55e00",
    "ais:Place": "#8c564b",
    "ais:Region": "#6b6ecf",
    "ais:System": "#44aa99",
}
"""Type of a thing → its color."""
STRONG = ("#d55e00", "#882255", "#e69f00", "#117733", "#332288", "#cc79a7", "#999933")
"""The colors of lines that are told apart."""
PAPER = {"light": "#ffffff", "dark": "#16181d"}
INK = {"light": "#1b1e24", "dark": "#eceef2"}
LINE = {"light": "#8a929c", "dark": "#79828e"}
"""The color of an edge, where no values part the edges."""


def mixed(color: str, other: str, share: float) -> str:
    """Return a color with a share of it, between 0 and 1, over another."""
    pairs = [(int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def color_of(kind: str) -> str:
    """Return the color of a type, a CURIE: its own, else that of the nearest class above it, else one by its name."""
    if kind in TYPES:
        return TYPES[kind]
    above = terms().superclasses
    near = [each for each in TYPES if ":" in kind and iri(each) in above.get(iri(kind), ())]
    return TYPES[max(near, key=lambda each: len(above.get(iri(each), ())))] if near else _named(kind, PALETTE, ())


def parting(values: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return value → the color of its lines: by its name, and no other value's or one of those that are taken."""
    found: dict[str, str] = {}
    for value in values:
        found[value] = _named(value, STRONG, (*taken, *found.values()))
    return found


def _named(name: str, colors: tuple[str, ...], taken: Iterable[str]) -> str:
    used = set(taken)
    first = crc32(name.encode()) % len(colors)
    turned = colors[first:] + colors[:first]
    return next((color for color in turned if color not in used), turned[0])
