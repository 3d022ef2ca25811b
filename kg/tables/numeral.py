"""A number as its format shows it: signs around it, a share in percent, thousands cut off; or that it is unknown."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

_TOKENS = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_ADDED = re.compile(
    r"[%+~≈<>≥≤±]|>=|<=|k|m|mio\.?|tsd\.?|t|b|bn|mn|mln|mrd\.?|thousands?|millions?|billions?|hundreds?|lakh|crore"
    r"|dozens?|['’]?000s?|\(?approx\.?\)?|ca\.?|c\.|\(?est\.?\)?|about|over|more than|up to|at least|or more|\?"
    r"|ca\.? ?(?:k|m|mio|tsd|thousand|million)",
    re.IGNORECASE,
)
"""What a format shows beside a number and changes what it says."""
_CUT = {1: re.compile(r"k|tsd\.?|thousand", re.IGNORECASE), 2: re.compile(r"m|mio|million", re.IGNORECASE)}
"""How many thousands are cut off → the words that say so."""
_HELD: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, ">": gt, "<=": le, ">=": ge, "=": eq, "<>": ne}


class _Section(NamedTuple):
    """One part of a format: when it holds, and what it shows before and after the digits."""

    condition: tuple[str, Decimal] | None
    before: str
    digits: str
    after: str
    percent: bool
    plain: bool
    """Whether there is one run of digits, and at most one sign of percent."""


def shown(value: float, form: str) -> str:
    """Return a number as its format shows it, or nothing where the format changes nothing of what it says.

    Where the format scales and does not say so in a word that is known, or is not understood, the text returned is no
    figure, and says that.

    >>> shown(0.25, "0%"), shown(12, '0"%"'), shown(1500, '0,"k"'), shown(50, '0"+"'), shown(1234, "#,##0")
    ('25%', '12%', '2k', '50+', '')
    >>> shown(1500, "#,##0,")
    '1500, which its format shows otherwise'
    """
    return _shown(value, form)[0]


def exact(value: float, form: str) -> str:
    """Return the number that a format shows rounded, thousands cut off or as a share; nothing where it shows it whole.

    >>> exact(1500, '0,"k"'), exact(2000, '0,"k"'), exact(0.255, "0%")
    ('1500', '', '25.5%')
    """
    return _shown(value, form)[1]


def _shown(value: float, form: str) -> tuple[str, str]:
    """Return what a format shows of a number, and the number where it is another than what is shown."""
    if form in ("", "General", "@") or not math.isfinite(value):
        return "", ""
    number = Decimal(repr(value))
    otherwise = f"{number.normalize():f}, which its format shows otherwise"
    sections = _sections(form)
    section = _holding(sections, number)
    if section is None:
        return otherwise, ""
    cut = len(section.digits) - len(section.digits.rstrip(","))
    around = section.before + section.after
    if not section.plain:
        written = re.sub("general", "", around, flags=re.IGNORECASE).strip()
        if not section.digits and (written == around.strip() == "" or _ADDED.fullmatch(written)):
            return otherwise, ""
        changed = cut or section.percent or "," in re.sub(r",(?=[#0?])", "", section.digits)
        return otherwise if changed else "", ""
    decimals = len(section.digits.rstrip(",").partition(".")[2])
    if cut:
        if cut not in _CUT or section.percent or not _CUT[cut].fullmatch(around.strip()):
            return otherwise, ""
        text, whole = _rounded(number / 1000**cut, decimals), f"{number.normalize():f}"
        apart = whole if Decimal(text) * 1000**cut != number else ""
    elif section.percent:
        text = _rounded(number * 100, decimals)
        apart = f"{(number * 100).normalize():f}%" if Decimal(text) != number * 100 else ""
    elif any(_ADDED.fullmatch(each.strip()) for each in (section.before, section.after)):
        text, apart = f"{number.normalize():f}", ""
    else:
        return "", ""
    return f"{section.before}{text}{section.after}".strip(), apart


def _rounded(number: Decimal, decimals: int) -> str:
    return f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def _holding(sections: tuple[_Section, ...], number: Decimal) -> _Section | None:
    """Return the section of a format that shows a number; None where none does, or that is not clear."""
    if any(each.condition for each in sections):
        for each in sections:
            if each.condition is None or _HELD[each.condition[0]](number, each.condition[1]):
                return each
        return None
    place = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    return sections[place]


@cache
def _sections(form: str) -> tuple[_Section, ...]:
    """Return the sections of a format, one at least, but for that of texts."""
    parts: list[list[str]] = [[]]
    for token in _TOKENS.findall(form):
        if token == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(map(_section, parts[:3]))


def _section(tokens: list[str]) -> _Section:
    condition = None
    around, digits, runs, percents = ["", ""], "", 0, 0
    inside = False
    for token in tokens:
        if match := _CONDITION.fullmatch(token):
            condition = (match[1], Decimal(match[2]))
        elif len(token) == 1 and (token in "#0?" or (token in ".," and (inside or not runs))):
            runs += not inside
            inside = True
            digits += token
        elif token[0] in "_*[" and len(token) > 1:
            continue
        else:
            inside = False
            percents += token == "%"
            around[bool(runs)] += token.strip('"') if token[0] == '"' else token[-1]
    return _Section(condition, around[0], digits, around[1], percents > 0, runs == 1 and percents < 2)
