"""The front matter of a query file: the lines ``#+ key: value`` before its text."""

import re
from typing import NamedTuple

from kg.errors import Faults, QueryError

SEVERAL = ("example", "answers")
"""The keys that may come several times."""
_FRONT = re.compile(r"^#\+ ?([\w ]+?): *(.*)$")
_KNOWN = (
    *("summary", "description", "tags", "param", "takes", "example", "answers", "row", "claims", "across", "limits"),
    *("bound", "within", "known", "inverse", "ranked", "standing", "layout", "symmetric", "chart", "classes", "absent"),
    *("value", "color", "code", "place", "weight", "opposite", "unit", "supports", "contradicts", "recomputes"),
    *("scale", "empty", "column", "length", "reports", "lists", "line", "time", "pale", "mark"),
    *("base", "coded", "unlisted", "lowest", "measured", "dated", "denied", "beside", "tells", "kind"),
)
"""The keys that something reads."""
_SHORT = 4


class Front(NamedTuple):
    """What the front matter of a query says."""

    said: dict[str, str]
    """Key → value, of those that come once."""
    several: dict[str, list[str]]
    """Key → values, of those that may come several times."""
    lines: dict[str, int]
    """Key → the line where it comes first."""


def read(place: str, text: str, faults: Faults) -> Front:
    """Return what the front matter of a query says; what is wrong with a line of it is kept, each with its line.

    A line is wrong that has no key, has one a second time, or one that nothing reads and that is nearly one that is.
    """
    found = Front({}, {key: [] for key in SEVERAL}, {})
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        where = f"{place}, line {number}"
        with faults.kept():
            match = _FRONT.match(line)
            if not match:
                raise QueryError(where, "front matter without 'key: value'", "write '#+ key: value'")
            key, value = match[1].strip(), match[2].strip()
            if near := _near(key):
                raise QueryError(where, f"nothing reads {key!r}", f"did you mean {near!r}?")
            if key in found.said:
                raise QueryError(where, f"{key!r} comes twice", "write it once")
            found.lines.setdefault(key, number)
            if key in found.several:
                found.several[key].append(value)
            else:
                found.said[key] = value
    return found


def _near(key: str) -> str:
    """Return the key that another, which nothing reads, nearly is; or nothing."""
    word, blank, rest = key.partition(" ")
    if word in _KNOWN or len(word) < _SHORT:
        return ""
    from rapidfuzz.distance import OSA

    near = next((each for each in _KNOWN if OSA.distance(word.casefold(), each) <= 1), "")
    return f"{near}{blank}{rest}" if near else ""
