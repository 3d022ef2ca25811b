"""A crossing: a cell below the heading of one thing that names others, as technologies below a vendor do.

Such a cell may also hold no more than a mark or a time: then it says what its heading names, and nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.naming.form import seen, unmarked
from kg.tables import remark
from kg.tables.figure import Unread
from kg.tables.interval import Interval, interval
from kg.tables.mark import yes
from kg.tables.occasion import Occasion, occasion
from kg.tables.resolution import Open, Resolver, Value
from kg.tables.separator import parts

KINDS = ("vendor", "technology", "state")
"""The three kinds of thing that a table crosses, those that cells name first."""
_PARTS = (";", "\n", "|", "、", "，", "/", ",", "+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LITTLE = re.compile(r"(?i)(?:^|\s)(?:in|im|en|em|of|year|the)$")
_AROUND = "()[]{} ,:;.–—-"
_MOST = 5
"""The words of a time beside a name."""

Told = Value | Unread | Open


def values(kind: str, text: str, separators: Sequence[str], resolver: Resolver, order: str = "") -> Iterator[Told]:
    """Yield what a cell says of the thing that its heading names: the things of a kind in it, each with its time.

    A value without a text is a mark or a time alone.
    """
    if len(found := list(_values(kind, text, separators, resolver, order))) and (said := remark.of_all(text)):
        found = [each._replace(saying=said) if isinstance(each, Value) else each for each in found]
    yield from dict.fromkeys(found)


def undated(text: str) -> str:
    """Return what stands beside a time in a text; the text where there is no time, or nothing else.

    >>> undated("Facial recognition (since 2018)"), undated("2019"), undated("Huawei")
    ('Facial recognition', '2019', 'Huawei')
    """
    apart = _dated(text, "")
    return apart[0] if apart else text


def _values(kind: str, text: str, separators: Sequence[str], resolver: Resolver, order: str) -> Iterator[Told]:
    alone = _one(kind, text, resolver, order)
    if isinstance(alone, Value):
        yield alone
        return
    whole = list(resolver.several(kind, text, list(separators)))
    if all(isinstance(each, Value) for each in whole):
        yield from whole
        return
    if (apart := _dated(text, order)) and (named := _all(kind, apart[0], separators, resolver)):
        yield from named
        yield Unread(f"of which of them {text!r} gives the time is not said")
        return
    pieces = parts(text, list(_PARTS))
    told = [_all(kind, each, separators, resolver) or [_one(kind, each, resolver, order)] for each in pieces]
    found = list(chain.from_iterable(told))
    if len(pieces) > 1 and any(isinstance(each, Value) for each in found):
        yield from _together(text, found)
    else:
        yield from whole if len(whole) > 1 else [alone]


def _all(kind: str, text: str, separators: Sequence[str], resolver: Resolver) -> list[Told]:
    """Return the several things that a text names; none where one of its names is not known, or there is but one."""
    found = list(resolver.several(kind, text, list(separators)))
    return found if len(found) > 1 and all(isinstance(each, Value) for each in found) else []


def _one(kind: str, text: str, resolver: Resolver, order: str) -> Told:
    """Return what a text says as one thing, mark, time or remark; or why it says none of these."""
    marked = yes(text)
    if isinstance(marked, bool) and kind == "state" and re.fullmatch("[A-Z]{2,3}", text.strip()):
        return Unread(f"{seen(text)!r} is a mark or the code of a state: which is not said")
    if isinstance(marked, bool):
        return Value("") if marked else Unread(f"{seen(text)!r} says no, of which no claim is made")
    named = resolver.one(kind, text)
    if isinstance(named, Value):
        return named
    if said := remark.whole(text):
        return Value("", saying=said)
    if isinstance(times := interval(text, order), Interval) and not times.open and _YEAR.search(text):
        return Value("", times=times)
    if apart := remark.parted(text):
        rest = _one(kind, apart[0], resolver, order)
        return rest._replace(saying=apart[1]) if isinstance(rest, Value) and rest.saying is None else named
    if dated := _dated(text, order):
        rest = _one(kind, dated[0], resolver, order)
        if isinstance(rest, Value) and rest.times is None:
            return rest._replace(times=dated[1])
    if isinstance(told := occasion(text, order), Occasion):
        return Value("", saying=told.saying, times=told.times)
    return named


def _dated(text: str, order: str) -> tuple[str, Interval] | None:
    """Return what stands before or after a time in a text, and the time; None where there are not both."""
    if not _YEAR.search(text):
        return None
    words = unmarked(text).split()
    for size in range(min(len(words) - 1, _MOST), 0, -1):
        for time, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            told = interval(" ".join(time).strip(_AROUND), order)
            name = _LITTLE.sub("", " ".join(rest).strip(" ,:;–—-"))
            if isinstance(told, Interval) and not told.open and re.search(r"[^\W\d_]|[✓✔☑✅●•■√]", name):
                return name, told
    return None


def _together(text: str, found: list[Told]) -> Iterator[Told]:
    """Yield what the parts of a cell say, times and remarks of their own joined to the one thing beside them."""
    named = [each for each in found if isinstance(each, Value) and (each.text or not (each.times or each.saying))]
    others = [each for each in found if isinstance(each, Value) and each not in named]
    rest = [each for each in found if not isinstance(each, Value)]
    if not named or not others:
        yield from found
    elif len(named) == len(others) == 1 and not rest:
        (one,), (other,) = named, others
        yield one._replace(saying=one.saying or other.saying, times=one.times or other.times)
    elif any(each.saying for each in others):
        yield Unread(f"{seen(text)!r} holds a remark on one or on all of several: on which is not said")
        yield from rest
    else:
        yield from named
        yield Unread(f"of which of them {seen(text)!r} gives the time is not said")
        yield from rest
