"""Words that a printed line broke: "sup-" at its end and "plied" on the next are one word, "state-" and "owned" two."""

import re

from kg.prose.grammar import known, listed
from kg.prose.markup import Piece

_BROKEN = re.compile(r"(?P<left>[^\W_]{2,})(?P<cut>[-\u2010][ \t]*\r?\n[ \t]*)(?P<right>[^\W_]+)")


def unbroken(piece: Piece) -> Piece:
    """Return a piece whose broken words are whole, each letter with its offset; a hyphen of the word's own stays."""
    breaks = [*_BROKEN.finditer(piece.text)] if "\n" in piece.text else []
    if not breaks:
        return piece
    kept: list[int] = []
    position = 0
    for one in breaks:
        start, end = one.span("cut")
        kept += range(position, start + _own(one["left"], one["right"]))
        position = end
    kept += range(position, len(piece.text))
    text = "".join(piece.text[at] for at in kept)
    return Piece(text, piece.start, tuple(map(piece.at, kept)), piece.level, piece.raw)


def _own(left: str, right: str) -> bool:
    """Return whether the hyphen between two parts is the word's own."""
    if (left + right).lower() in known():
        return False
    return (
        not right[0].islower()
        or right in listed("compounding")
        or left[-1].isdigit()
        or (left in known() and right in known())
    )
