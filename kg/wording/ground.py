"""The rows that a plan takes others out of, and what has to be known of a row before something is denied of it."""

import re
from dataclasses import replace

from kg.namespace import curie
from kg.wording import composed
from kg.wording.frame import by_name
from kg.wording.part import Part, Plan

_GROUPED: dict[str, str | list[str]] = {composed.GROUPS: "yes"}
"""What a question of homes is asked by, for groups of companies to stand among the vendors."""

_INDEXED = re.compile(r"\b(?:index|indices|indexed|listed|editions?|data ?sets?|workbook)\b", re.IGNORECASE | re.ASCII)
"""What a text says that asks for no more states than an edition lists."""


def whole(plan: Plan, text: str = "") -> Plan:
    """Return a plan that has rows to take others out of: those of the question that a denied part lies within.

    Of which something has to be known before it can be denied, only that is kept of which it is: a vendor is of
    another home where a source gives one, and so are the groups that are defined by theirs. What a question tells of
    states that an edition does not list stands there, too, unless the text names an edition or the index.
    """
    needed = {part.frame.question.front.get("known", "") for part in plan if part.sign == "-" and part.frame} - {""}
    known = [Part(by_name()[name], dict(_GROUPED), "+", frozenset()) for name in sorted(needed)]
    based = tuple(widened(part, text) for part in _based(plan, text))
    return (*(_grouped(part) for part in based), *known) if known else based


def widened(part: Part, text: str) -> Part:
    """Return a part that is asked of states that no edition lists as well, where it can."""
    name, _, value = part.frame.question.front.get("unlisted", "").partition("=") if part.frame else ("", "", "")
    if not name or part.params.keys() & {"edition", name} or _INDEXED.search(text):
        return part
    return replace(part, params=part.params | {name: value})


def _base(part: Part) -> str:
    """Return the question of all of which it is known whether they are rows of a part; empty where none tells."""
    front = part.frame.question.front if part.frame else {}
    name, _, coded = front.get("coded", "").partition("=")
    given = part.params.get(name, [])
    told = {curie(each).rpartition(":")[2] for each in ([given] if isinstance(given, str) else given)}
    return front.get("base", "") if told <= set(coded.split("|")) else ""


def _grouped(part: Part) -> Part:
    """Return a part that takes out groups of companies as well, where it can."""
    takes = part.sign == "-" and part.frame and any(param.name in _GROUPED for param in part.frame.question.params)
    return replace(part, params=part.params | _GROUPED) if takes else part


def _based(plan: Plan, text: str) -> Plan:
    if any(part.sign == "+" for part in plan):
        return tuple(sorted(plan, key=lambda part: part.sign != "+"))
    first = next(part for part in plan if part.frame is not None)
    listed = _INDEXED.search(text) or any("edition" in part.params for part in plan)
    base = "" if listed else next(filter(None, map(_base, plan)), "")
    frame = by_name()[base or first.frame.question.front["within"]] if first.frame else None
    params = {
        name: value
        for name, value in first.params.items()
        if frame is not None and name == "edition" and any(param.name == name for param in frame.question.params)
    }
    return (Part(frame, params, "+", frozenset()), *plan)
