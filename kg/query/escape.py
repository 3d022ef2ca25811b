r"""The codepoint escapes of SPARQL, ``\u0041`` and ``\U00000041``, which stand for a character wherever it may stand.

Those of a character that a name may hold are resolved before a text is read: in a string they mean the same, and no
string, comment or bracket begins or ends by one. Every other is left to whoever reads strings and IRIs.
"""

import re
from typing import NamedTuple

BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
"""The characters that a name may begin with, as a class of an expression has them."""
INNER = "\u00b7\u0300-\u036f\u203f-\u2040"
"""Those that it may hold besides."""

_NAMED = rf"[-{BASE}_0-9{INNER}:.?$]"
_HELD = re.compile(
    r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})"
    r"|[uU][0-9A-Fa-f]*+(?:\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+|[\s\S])"
)
r"""A backslash and what it goes with; after an escape that is none, nothing is resolved that could complete it."""


class Resolved(NamedTuple):
    """A text whose escapes in names are resolved, and where it was longer."""

    text: str
    gone: tuple[tuple[int, int], ...] = ()
    """For each escape: where its character stands now, and how many characters more it had."""

    def longer(self, start: int, end: int) -> int:
        """Return how many characters more stood in the text between two places of this one."""
        return sum(more for at, more in self.gone if start <= at < end)


def resolved(text: str) -> Resolved:
    r"""Return a text with the characters in the place of the escapes that may be part of a name.

    >>> resolved(r"SELECT ?\u0061 { ?a a '\u0022' , '\\u0061' }").text
    "SELECT ?a { ?a a '\\u0022' , '\\\\u0061' }"
    """
    if "\\" not in text:
        return Resolved(text)
    parts: list[str] = []
    gone: list[tuple[int, int]] = []
    end = size = 0
    for found in _HELD.finditer(text):
        code = int(found["four"] or found["eight"] or "0", 16)
        character = chr(code) if 0 < code < 0x110000 else ""
        if not re.fullmatch(_NAMED, character):
            continue
        parts += (text[end : found.start()], character)
        size += found.start() - end
        gone.append((size, len(found[0]) - 1))
        end, size = found.end(), size + 1
    return Resolved("".join([*parts, text[end:]]), tuple(gone))


def unread(text: str) -> str:
    """Return what to say of a character at which no terminal of SPARQL begins."""
    if text[0] in "'\"":
        return "a string begins that does not end"
    if text[0] == "\\":
        return "an escape stands there for no character of a name"
    return f"the character {text[0]!r} (U+{ord(text[0]):04X}) does not belong there"
