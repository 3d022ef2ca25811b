"""Figures in prose: a number with its modifiers, read as bounds.

"at least 50" is 50 and more; "more than 60" is 61 and more; "about 80" is 80 give or take a tenth; "just over fifty" is
51 to 55, "nearly 100" 90 to 99; "dozens" is at least two dozen; "hundreds" and higher plurals have no bounds at all.
A rounded number of a million and more is a lower bound.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure and where it stands; offsets are of the text that was searched, end exclusive."""

    start: int
    end: int
    lower: int | None
    upper: int | None


_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_PLURALS: dict[str, int | None] = {"several dozen": 24, "a few dozen": 24, "several hundred": 200}
_PLURALS |= {"dozens": 24, "scores": 40}
_PLURALS |= dict.fromkeys(("hundreds", "thousands", "millions", "billions"))

_WORD = rf"(?:{'|'.join([*_ONES, *_TENS, 'hundred', 'thousand', 'million'])})"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?|{'|'.join(_ONES)}|a hundred|a thousand)"
_BARE = r"(?:(?<=\bthe )|(?<=\bthese )|(?<=\bthose )|(?<=\bsome )|(?<=\bits )|(?<=\ball ))(?:hundred|thousand)"
"""What begins a number after a determiner as "a hundred" does elsewhere."""
_WORDS = rf"(?:{_SMALL}|{_BARE}(?=[ -](?:and )?{_WORD}\b))(?:(?:[ -]and)?[ -]{_WORD})*"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_PLAIN = (
    rf"(?:(?:{_DIGITS})(?: (?:dozen|hundred|thousand|million|billion))?|(?:half )?an? dozen|(?:{_WORDS})(?: dozen)?)"
)

_MODIFIERS = {
    "least": r"at (?:the very )?least|at a minimum|easily|a good|n(?:o|ot) (?:fewer|less) than|a minimum of|fully",
    "most": r"at (?:the very )?most|no more than|not more than|not above|up to|as many as|a maximum of",
    "slightly-above": r"(?:just|slightly|a little|little) (?:over|above|more than)",
    "above": r"(?:far |many |well )?more than|(?:well |comfortably )?(?:over|above)|north of|upwards? of|in excess of"
    r"|greater than|exceeding",
    "slightly-below": r"(?:just |only )?shy of|a little (?:under|below)|not quite|getting on for|nigh on|just under"
    r"|just below|nearly|almost|close to|approaching|slightly (?:under|below|fewer than)",
    "below": r"fewer than|less than|under|below",
    "about": r"(?:round |somewhere )?about|somewhere around|in the region of|on the order of|around|roughly"
    r"|approximately|some|circa|an estimated|estimated",
}
_MODIFIER = "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _MODIFIERS.items())
_RANGE = (
    rf"(?P<change>(?<!anywhere )(?<!somewhere )(?:from )(?P<old>{_PLAIN}) to (?P<new>{_PLAIN}))"
    rf"|(?:between |(?<=anywhere )from |(?<=somewhere )from )(?P<low>{_PLAIN}) (?:and|to) (?P<high>{_PLAIN})"
    rf"|(?!(?:19|20)\d\d\b)(?P<first>{_PLAIN})(?: to |(?<=\d) ?[-–] ?(?=\d))(?P<last>{_PLAIN})"
)
_BOTH = (
    rf"(?:no (?:fewer|less) than|at least) (?P<least_of>{_PLAIN}) (?:and|but|yet) (?:no|not) more than"
    rf" (?P<most_of>{_PLAIN})"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_SHARE = (
    rf"(?P<share>half|(?P<parts>a|one|two|three|four)[ -](?P<part>{'|'.join(list(_PARTS)[1:])})s?"
    rf"|(?P<some>{_SMALL}|\d{{1,2}}) (?:out of|in) (?:every )?(?P<each>{_SMALL}|\d{{1,3}})"
    r"|every (?P<every>third|fourth|fifth|tenth)"
    rf"|(?P<percent>\d+(?:\.\d+)?|{_SMALL})(?: ?percent| per cent| ?%)) of (?:the |all (?:the )?)?"
    rf"(?P<whole>{_DIGITS}|{_WORDS})"
    r"(?= (?:[a-z-]+ ){0,2}(?:countries|nations|states|governments|jurisdictions)\b"
    r"(?! (?:(?:that|which|who)(?! (?:was|were|we|it|they|the)\b)|using|with|where|whose|supplied|(?:in|to) which)\b))"
)
"""A share of states of which the number is told; not of those that a clause tells apart, which is no count."""
_FIGURE = re.compile(
    rf"(?<![\w$€£¥.,-])(?<!\bhundred )(?<!\bhundred and )(?<!\bthousand )(?<!\bthousand and )"
    rf"(?:{_BOTH}|(?:(?:{_MODIFIER}) )?(?:(?:a total of |a |the )?(?P<plural>{'|'.join(_PLURALS)})\b(?! dollars)"
    rf"|{_SHARE}|{_RANGE}|(?P<number>{_PLAIN})))"
    r"(?P<tail>\+|-odd\b| or more\b| or so\b| or thereabouts\b| give or take\b| plus\b)?"
    r"(?![\w%])(?!-\w)(?! ?(?:percent|per cent|%)| (?:million )?(?:dollars|euros|pounds|yuan)\b)"
)
LEAST_WHOLE = 11
"""A share of fewer is a way to speak, such as half of the four nations."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CUE = re.compile(rf"\d|{_WORD}|dozen|{'|'.join(_PLURALS)}")


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a lower-cased text from left to right.

    A share of a number of states is the number it makes.

    No figure: other shares in percent, a sum of money, a part of a name, an ordinal, a bare year, and the word "one".

    >>> [(f.lower, f.upper) for f in figures("no fewer than 50 of sixty-three")]
    [(50, None), (63, 63)]
    """
    if not _CUE.search(text):
        return
    for match in _FIGURE.finditer(text):
        figure = _read(match)
        if figure is not None:
            yield figure


def _read(match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    modifier = next((name for name in _MODIFIERS if match[name.replace("-", "_")]), "")
    if match["share"]:
        bounds, whole = _shared(match, modifier), _value(match["whole"])
        return Figure(start, end, *bounds) if bounds else Figure(match.start("whole"), end, whole, whole)
    if match["plural"]:
        return Figure(start, end, _PLURALS[match["plural"]], None)
    if match["change"]:
        value = _value(match["new"])
        return None if value is None or _value(match["old"]) is None else Figure(start, end, value, value)
    for low, high in (("low", "high"), ("least_of", "most_of"), ("first", "last")):
        if match[low]:
            lower, upper = _value(match[low]), _value(match[high])
            if lower is None or upper is None or lower >= upper or _YEAR.fullmatch(match[low]):
                return None
            return Figure(start, end, lower, upper)
    number = match["number"]
    tail = (match["tail"] or "").strip()
    bare = not modifier and not tail
    if bare and (number == "one" or _YEAR.fullmatch(number)):
        return None
    value = _value(number)
    if value is None:
        return None
    return Figure(start, end, *_bounds(value, modifier, tail, million="illion" in number))


def _shared(match: re.Match[str], modifier: str) -> tuple[int | None, int | None] | None:
    """Return the bounds of a share of a whole, a bare percentage as rounded; None for "fewer than" a share."""
    whole = _value(match["whole"])
    told = match["percent"]
    percent = Fraction(told) if told and "." in told else _value(told) if told else None
    if whole is None or whole < LEAST_WHOLE or (told and percent is None) or modifier in ("below", "slightly-below"):
        return None
    rounded = Fraction(1, 200) if percent is not None else Fraction(0)
    some, each = (_value(match[name]) if match[name] else None for name in ("some", "each"))
    if percent is not None:
        part = Fraction(percent) / 100
    elif match["some"]:
        if not some or not each:
            return None
        part = Fraction(some, each)
    elif match["every"]:
        part = Fraction(1, _PARTS[match["every"]])
    else:
        parts = _value(match["parts"]) if match["parts"] not in (None, "a") else 1
        part = Fraction(parts or 1, _PARTS[match["part"] or "half"])
    if part > 1:
        return None
    value = part * whole
    low, high = floor(value), ceil(value)
    if modifier:
        least = high if modifier == "least" else low
        told = least if modifier in ("above", "least", "slightly-above", "most") else round(value)
        return _bounds(told, modifier, "", million=False)
    return min(low, ceil((part - rounded) * whole)), max(high, floor((part + rounded) * whole))


def _bounds(value: int, modifier: str, tail: str, *, million: bool) -> tuple[int | None, int | None]:
    tenth = max(1, value // 10)
    if modifier == "least" or tail in ("+", "or more", "plus") or (million and not modifier):
        return value, None
    if tail == "-odd":
        return value, value + 9
    if modifier == "about" or tail in ("or so", "or thereabouts", "give or take"):
        return value - tenth, value + tenth
    known: dict[str, tuple[int | None, int | None]] = {
        "most": (None, value),
        "slightly-above": (value + 1, value + tenth),
        "above": (value + 1, None),
        "slightly-below": (value - tenth, value - 1),
        "below": (None, value - 1),
    }
    return known.get(modifier, (value, value))


MOST_DIGITS = 15
"""A figure of more digits counts nothing."""


@lru_cache(maxsize=4096)
def _value(text: str) -> int | None:
    """Return the whole number a plain figure stands for, or None where it is none."""
    if text.startswith("half a"):
        return 6
    if text in ("a dozen", "an dozen"):
        return 12
    if sum(c.isdigit() for c in text) > MOST_DIGITS:
        return None
    head, _, scale = text.rpartition(" ")
    if head and scale in _SCALES and (head[0].isdigit() or scale == "dozen"):
        base = _value(head) if not re.fullmatch(r"\d+\.\d+", head) else None
        number = float(head) * _SCALES[scale] if base is None and head[0].isdigit() else None
        return int(number) if number is not None else base * _SCALES[scale] if base is not None else None
    if text[0].isdigit():
        return None if "." in text else int(text.replace(",", ""))
    from text_to_num import text2num

    try:
        return int(text2num(re.sub(r"^a ", "one ", text.replace("-", " ")), "en"))
    except ValueError:
        return None
