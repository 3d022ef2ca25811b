"""The colors of pictures."""

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999933", "#7f7f7f")
"""Colors that readers with any of the common color vision deficiencies tell apart (Okabe and Ito's, in our order)."""
PAPER = {"light": "#ffffff", "dark": "#16181d"}
INK = {"light": "#1b1e24", "dark": "#eceef2"}
LINE = {"light": "#8a929c", "dark": "#79828e"}
"""The color of an edge, where no values part the edges."""


def mixed(color: str, other: str, share: float) -> str:
    """Return a color with a share of it, between 0 and 1, over another."""
    pairs = [(int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
