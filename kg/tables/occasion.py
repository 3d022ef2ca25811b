"""An occasion: a time in a cell beside a word for what was then, as in "2018 (contract)" or "2017 pilot, 2019 live"."""

import re
from typing import NamedTuple

from kg.naming.form import bare, seen, unmarked
from kg.tables import remark
from kg.tables.figure import Unread
from kg.tables.interval import Interval, interval
from kg.tables.phrase import form, pattern
from kg.tables.remark import Saying

_BEGUN, _DEALT, _TRIED, _SAID = "begun", "dealt", "tried", "said"
_PARTS = re.compile(r"\s*(?:[;,\n|]|→|->|=>|\bthen\b|\band then\b|\s/\s)\s*|\s+and\s+(?=\D*\d{4})", re.IGNORECASE)
"""What parts several occasions in a cell."""
_BRACKETS = re.compile(r"(.*[^\s,;])\s*[(\[]([^()\[\]]+)[)\]]")
_LITTLE = re.compile(r"\b(?:in|for|by|the|since|of|on|as|from|was|is|im|am|en|el|la|le|em|year|date)\b")
"""The words around a time that change nothing of it."""
_TRIAL = re.compile(pattern("tried"))
_MOST = 12
"""The words of a cell that is looked at."""


class Occasion(NamedTuple):
    """What a cell says of times: one of them, what is said of the row, or both."""

    times: Interval | None
    saying: Saying | None = None


class _Part(NamedTuple):
    sort: str
    times: Interval
    words: str
    saying: Saying | None = None


def occasion(text: str, order: str = "") -> Occasion | Unread | None:
    """Return what a cell of times with words says; why it is not read where a word is not known, None without a word.

    Where it tells several occasions, the time is that since which the thing is there; a trial or a plan before it is
    none.

    >>> [occasion(text).times[:2] for text in ("2018 (contract)", "2017 pilot, 2019 live")]
    [('2018', ''), ('2019', '')]
    >>> occasion("live 2018, cancelled 2020").saying.words, occasion("2018 (report)").why
    ('cancelled', "'2018 (report)' says more than a time, 'report'")
    """
    plain = unmarked(text)
    if not re.search(r"\d{4}", plain) or not re.search(r"[^\W\d_]{3}", plain) or len(plain.split()) > _MOST:
        return None
    parts = []
    for piece in filter(str.strip, _PARTS.split(plain)):
        if (told := _part(piece, order)) is None:
            return None
        if isinstance(told, str):
            return Unread(f"{text!r} says more than a time, {told!r}")
        parts.append(told)
    return _together(text, parts) if parts and any(part.words for part in parts) else None


def planned(text: str) -> tuple[str, Occasion] | None:
    """Return a name and the time for which brackets after it say that it is planned, and nothing else; None if not so.

    >>> planned("ZTE (planned 2024)")[0], planned("ZTE (planned 2024)")[1].times.at, planned("ZTE (since 2019)")
    ('ZTE', '2024', None)
    """
    match = _BRACKETS.fullmatch(unmarked(text))
    told = occasion(match[2]) if match else None
    plans = isinstance(told, Occasion) and told.times and told.saying and told.saying.stance == remark.PLANS
    return (match[1], told) if match and plans and isinstance(told, Occasion) else None


def is_time(text: str) -> bool:
    """Return whether a text tells a time beside a word, read or not.

    >>> is_time("2018 (planned)"), is_time("2018 (report)"), is_time("Huawei 5")
    (True, True, False)
    """
    if occasion(text) is not None:
        return True
    apart = remark.parted(text)
    return apart is not None and isinstance(interval(apart[0]), Interval)


def _part(piece: str, order: str) -> _Part | str | None:
    """Return one occasion; its words where they are not known; None where there is no time."""
    tokens = re.findall(r"[^\s()\[\]:]+", re.sub(r"\s[-–—]+\s(?=[^\W\d])", " ", seen(piece)))
    for size in range(len(tokens), 0, -1):
        for place in range(len(tokens) - size + 1):
            told = interval(" ".join(tokens[place : place + size]), order)
            if isinstance(told, Unread) or told.open or not re.search(r"\d{4}", " ".join(tokens[place : place + size])):
                continue
            rest = seen(" ".join(tokens[:place] + tokens[place + size :]))
            words = " ".join(_LITTLE.sub(" ", bare(rest)).split())
            if not words:
                return _Part(_BEGUN, told, "")
            for sort in (_BEGUN, _DEALT):
                if form(sort).fullmatch(words) or form(sort).fullmatch(bare(rest)):
                    return _Part(sort, told, rest)
            said = remark.whole(rest) or remark.whole(words)
            if said is None:
                return rest
            return _Part(_TRIED if _TRIAL.search(words) else _SAID, told, rest, said)
    return None


def _together(text: str, parts: list[_Part]) -> Occasion | Unread:
    if len(parts) == 1:
        (part,) = parts
        if part.sort == _DEALT:
            reason = f"{text!r} gives the time of the deal, {part.words!r}"
            return Occasion(
                part.times._replace(of="Supply", reason="; ".join(filter(None, (part.times.reason, reason))))
            )
        return Occasion(part.times, part.saying)
    last = max(map(_first, parts))
    if back := next((part for part in parts if part.sort == _SAID and part.saying and not part.saying.stance), None):
        return Occasion(None, back.saying)
    begun = [part for part in parts if part.sort == _BEGUN and (part.words or part.times.since)]
    if len(begun) == 1 and _first(begun[0]) == last:
        told = f"{text!r} tells several times: that of {begun[0].words or _first(begun[0])!r} is taken"
        return Occasion(begun[0].times._replace(reason=told))
    return Unread(f"{text!r} tells several times, and which one counts is not said")


def _first(part: _Part) -> str:
    return part.times.at or part.times.since or part.times.until
