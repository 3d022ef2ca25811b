"""A text of conditions alone, as one writes them into a filter: facial recognition, Africa, not BRI, 2022.

Each piece between two signs is one condition on the rows, an edition, the noun for the rows, or that they be counted;
where any is none of these, the text is no such filter and stays as it is.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_PARTS = re.compile(r" ?[,;:+()|] ?| - | and ")
_DENIED = re.compile(
    r"^(?:not|no|non|without|except|excluding|outside|outside of|minus)\b[ -]?(?:(?:in|by|from|a|an|of|the|any) )*",
    re.I,
)
_MARKS = re.compile("\ue000([a-z])\\d+\ue001")
_NAMES = re.compile(" (?=\ue000)")
_OPENS = re.compile("^(?:(?:list|table) (?:of )?)?(?:(?:states|countries) )?\ue000", re.I)
_TABLE = re.compile(r"^(?:list|table) (?:of )?| (?:list|table)$", re.I)
_LEAST = 2
"""How many conditions make a filter: one, and an edition beside it, is a text like any other."""


class Condition(NamedTuple):
    """One way to write a condition, and what it says of rows of a kind, and of those that do not meet it."""

    rows: str
    says: re.Pattern[str]
    becomes: str
    denied: str


class Rules(NamedTuple):
    """What the pieces of a filter may be."""

    conditions: tuple[Condition, ...]
    rows: tuple[tuple[str, re.Pattern[str]], ...]
    edition: re.Pattern[str]
    counted: re.Pattern[str]


def may_be(text: str) -> bool:
    """Return whether a text has a sign that parts conditions, so that it can be a filter."""
    return len(_pieces(text)) >= _LEAST


def put(rules: Rules, text: str) -> str:
    """Return a filter as a question, and any other text as it stands."""
    pieces = _pieces(text)
    if len(pieces) < _LEAST:
        return text
    rows, editions, counted, left = "", list[str](), False, list[str]()
    for piece in pieces:
        noun = next((kind for kind, says in rules.rows if says.fullmatch(piece)), "")
        if noun and rows in ("", noun):
            rows = noun
        elif found := rules.edition.fullmatch(piece):
            editions.append(found[1])
        elif rules.counted.fullmatch(piece):
            counted = True
        else:
            left.append(piece)
    if not left or len(left) + len(editions) + counted + bool(rows) < _LEAST or len(editions) > 1:
        return text
    said = _said(rules, rows or "states", left)
    if said is None:
        return text
    when = f" in {editions[0]}" if editions else ""
    return f"{'how many' if counted else 'which'} {rows or 'states'} {' and '.join(said)}{when}?"


def _pieces(text: str) -> list[str]:
    """Return the pieces between two signs; of a text without one, those that each begin with a name: Africa, Huawei."""
    found = [each.strip() for each in _PARTS.split(text.rstrip(" .?!")) if each.strip()]
    if len(found) != 1:
        return found
    kinds = _MARKS.findall(found[0])
    apart = len(set(kinds)) == len(kinds) >= _LEAST and _OPENS.match(found[0])
    return [each for each in _NAMES.split(_TABLE.sub("", found[0])) if each] if apart else found


def _said(rules: Rules, rows: str, pieces: Sequence[str]) -> list[str] | None:
    """Return what the pieces say of the rows, what is denied last; None where one is no condition on such rows."""
    here = [each for each in rules.conditions if each.rows == rows]
    found: list[tuple[bool, str]] = []
    for piece in pieces:
        denied = _DENIED.match(piece)
        rest = piece[denied.end() :] if denied else piece
        one = next(((each, match) for each in here if (match := each.says.fullmatch(rest))), None)
        if one is None:
            return None
        found.append((denied is not None, one[1].expand(one[0].denied if denied else one[0].becomes)))
    return [said for _, said in sorted(found, key=lambda each: each[0])]
