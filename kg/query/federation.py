"""Whether SPARQL calls another endpoint with SERVICE, in any way in which an engine may read it.

The grammar is ambiguous at ``<``, and an engine that reads characters rather than tokens takes ``SERVICEex:a {`` for
a call. So every reading is followed: where a call stands in one of them, the text calls. A word in a string, a
comment, an IRI or a name is in none.
"""

import re
from functools import cache

from kg.query.syntax import BLANK, IRI, PREFIXED, TERMINALS, VARIABLE, terminal

_MARK = re.compile(TERMINALS["mark"])
_GROUP = re.compile(rf"(?:{BLANK})?\{{")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")
_NAMING = frozenset({"GRAPH", "DESCRIBE", "FROM", "NAMED"})
"""The words after which a name before a brace is no call."""


def calls(text: str) -> bool:
    r"""Return whether a text calls another endpoint, as it is or with its codepoint escapes resolved.

    >>> calls("ASK {} #\rSERVICE <http://a/> { ?s ?p ?o }"), calls("ASK { ?service ex:service 'SERVICE ?x {' }")
    (True, False)
    """
    resolved = _ESCAPED.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
    return any("service" in each.lower() and _calls(each) for each in dict.fromkeys((text, resolved)))


def _calls(text: str) -> bool:
    """Return whether any reading of a text has a call; each place is read once for what may stand before it."""
    ways = [(0, 0, False, False)]
    seen = set(ways)
    while ways:
        at, brackets, operand, naming = ways.pop()
        for found, kind in _read(text, at, brackets > 0 and operand):
            if _is_call(text, found, kind, naming):
                return True
            piece = found[0]
            if kind == "blank":
                way = (found.end(), brackets, operand, naming)
            else:
                depth = max(0, brackets + (piece in ("(", "<<(")) - (piece in (")", ")>>")))
                ended = kind != "mark" or piece in (")", "]", "}", ")>>", ">>")
                way = (found.end(), depth, ended, kind == "word" and piece.upper() in _NAMING)
            if way not in seen:
                seen.add(way)
                ways.append(way)
    return False


def _read(text: str, at: int, comparing: bool) -> list[tuple[re.Match[str], str]]:
    """Return what may stand at a place: a terminal, the comparison that ``<`` may be, the empty string of ``'''``."""
    found = terminal(text.isascii()).match(text, at)
    ways = [] if found is None else [(found, str(found.lastgroup))]
    if comparing and found is not None and found.lastgroup == "iri" and (mark := _MARK.match(text, at)):
        ways.append((mark, "mark"))
    if found is None and (empty := _EMPTY.match(text, at)):
        ways.append((empty, "string"))
    return ways


_EMPTY = re.compile("''|\"\"")


@cache
def _called() -> re.Pattern[str]:
    """Return what finds that which follows the word SERVICE of a call."""
    name = rf"(?:{VARIABLE}|{IRI}|{PREFIXED})"
    return re.compile(rf"(?:{BLANK})?(?:SILENT(?:{BLANK})?)?{name}(?:{BLANK})?\{{", re.IGNORECASE)


def _is_call(text: str, found: re.Match[str], kind: str, naming: bool) -> bool:
    if kind == "word":
        return "service" in found[0].lower() and _called().match(text, found.end()) is not None
    if kind == "prefixed" and "service" in found[0].partition(":")[0].lower():
        return not naming and _GROUP.match(text, found.end()) is not None
    return False
