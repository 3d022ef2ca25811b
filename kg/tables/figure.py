"""A figure in a cell, as people write it, read as bounds by the rules that prose is read by.

"50+" is 50 and more, "more than 60" 61 and more, "between 60 and 80" those bounds, "about 60" 60 give or take a tenth,
"dozens" at least two dozen; "hundreds", "many" and a number that is two by custom ("1.000") are none.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kg.naming.form import is_nothing, said, unmarked
from kg.tables.sheet import Typed


class Bounds(NamedTuple):
    """What a figure says: at least and at most so many; None where it is open."""

    lower: int | None
    upper: int | None


class Unread(NamedTuple):
    """Why a cell is not read."""

    why: str


_SCALES = {
    scale: factor
    for factor, scales in (
        (10**3, "k thousand thousands tsd tausend mille тыс хиљада hiljada 千"),
        (10**2, "百"),
        (10**4, "万 萬"),
        (10**6, "m mio million millions mn mln millionen millones millón milhões milhão milioni milione млн"),
        (10**9, "mrd milliarden milliarde milliards milliard bn млрд"),
        (10**8, "亿 億"),
    )
    for scale in scales.split()
}
"""What stands after a number and multiplies it, where it is one in every language that has it."""
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = rf"(\d[\d.,' ]*(?: ?(?:{_SCALE})(?!\w)\.?)?)"
_BETWEEN, _AND = "between|from|zwischen|entre|von|de|от|од|между|od", "and|to|und|et|y|e|bis|à|a|до|и|do"
_LEAST = "at least|min\\.?|minimum|no fewer than|≥|>=|mindestens|au moins|al menos|pelo menos|almeno|не менее|最少|至少"
_ABOVE = (
    ">|more than|over|above|über|mehr als|plus de|más de|mais de|più di|oltre|более|больше|свыше|више од|više od|ponad"
    "|超过|超過|逾"
)
_MOST = "at most|up to|max\\.?|maximum|no more than|≤|<=|höchstens|bis zu|jusqu'à|hasta|até|не более|最多"
_BELOW = "<|fewer than|less than|under|below|unter|weniger als|moins de|menos de|meno di|менее|меньше|мање од|不到|不足"
_NEARLY = "nearly|almost|just under|close to|fast|presque|casi|quase|quasi|почти|скоро|近|将近"
_ABOUT = (
    "~|≈|±|ca?\\.?|circa|about|around|approx\\.?|approximately|some|roughly|est\\.?|estimated|etwa|rund|environ"
    "|aproximadamente|unos|unas|cerca de|около|примерно|око|oko|około|约|約|大约|大約"
)
_FORMS: tuple[tuple[str, str], ...] = (
    (rf"(?:{_BETWEEN}) {_NUMBER} (?:{_AND}) {_NUMBER}", "range"),
    (rf"{_NUMBER} ?(?:-|to|bis|à|up to|a|até|до|至|到) ?{_NUMBER}", "range"),
    (rf"(?:{_LEAST}) ?{_NUMBER}", "least"),
    (rf"{_NUMBER} ?(?:\+|or more|and more|plus|and above|以上)", "least"),
    (rf"(?:{_ABOVE}) ?{_NUMBER}", "above"),
    (rf"{_NUMBER} ?[余餘多]", "above"),
    (rf"(?:{_MOST}) ?{_NUMBER}", "most"),
    (rf"(?:{_BELOW}) ?{_NUMBER}", "below"),
    (rf"(?:{_NEARLY}) ?{_NUMBER}", "nearly"),
    (rf"(?:{_ABOUT}) ?{_NUMBER}", "about"),
    (rf"{_NUMBER} ?(?:or so|approx\.?|\(est\.?\)|\(estimate\)|\(approx\.?\)|\(estimated\))", "about"),
    (_NUMBER, "exact"),
)
_FORMS_READ = tuple((re.compile(form), kind) for form, kind in _FORMS)
_WORDS = {"dozens": 24, "several dozen": 24, "a few dozen": 24, "scores": 40, "several hundred": 200}
_SOME = {
    word: number
    for number, words in ((1, "a one ein une una"), (2, "two zwei deux dos"), (3, "three drei trois tres"))
    for word in words.split()
}
_DOZENS = re.compile(rf"\b({'|'.join(_SOME)}) (?:dozen|dutzend|douzaines?|docenas?)\b")
"""A number of dozens; "a dozen" and "two dozen" are read as the number."""
_VAGUE = re.compile(
    r"hundreds|thousands|millions|tens of thousands|many|few|several|numerous|some|lots|unclear|various|multiple"
)
_NOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+")
_UNITS = re.compile(
    r"(?<=[\w+.]) ?(?:cameras?|units?|cities|states|countries|systems?|pcs|people|persons|kameras?|caméras?|cámaras?"
    r"|câmeras?|telecamere|камер[аы]?|台|个|個|套|部|座)$"
)


def bounds(text: str, decimal: str = "") -> Bounds | Unread:
    """Return the bounds of the figure in a cell, or why it has none; ``decimal`` is the sign before a fraction.

    >>> bounds("50+"), bounds("~1,000")
    (Bounds(lower=50, upper=None), Bounds(lower=900, upper=1100))
    >>> bounds("\N{SUPERSCRIPT TWO}").why
    'it holds the mark of a footnote alone'
    >>> bounds("1.000").why
    "'1.000' is 1000 or 1, as custom has it: say decimal = ',' or '.' of the column"
    """
    if isinstance(text, Typed):
        return _whole(text, _decimal(str(text)))
    if is_nothing(text):
        return Unread("it says that nothing is known")
    if _NOTE.fullmatch(text.strip()):
        return Unread("it holds the mark of a footnote alone")
    plain = _UNITS.sub("", said(unmarked(text)).replace("'", "'"))
    plain = _DOZENS.sub(lambda match: str(12 * _SOME[match[1]]), plain)
    if plain in _WORDS:
        return Bounds(_WORDS[plain], None)
    if _VAGUE.fullmatch(plain):
        return Unread(f"{text!r} has no bounds")
    for form, kind in _FORMS_READ:
        if match := form.fullmatch(plain):
            values = [_value(part, decimal) for part in match.groups()]
            for value in values:
                if isinstance(value, Unread):
                    return value
            if kind == "range" and [bool(re.search(r"[^\W\d_]", part)) for part in match.groups()] == [False, True]:
                return Unread(f"{text!r} multiplies one of two numbers: of which it is said is not clear")
            return _read(text, kind, [value for value in values if isinstance(value, int)])
    return Unread(f"{text!r} is no figure")


def _read(text: str, kind: str, values: list[int]) -> Bounds | Unread:
    value = values[0]
    if kind == "range":
        low, high = values
        return Bounds(low, high) if low <= high else Unread(f"{text!r} ends below its beginning")
    tenth = max(1, value // 10)
    return {
        "exact": Bounds(value, value),
        "least": Bounds(value, None),
        "above": Bounds(value + 1, None),
        "most": Bounds(None, value),
        "below": Bounds(None, max(value - 1, 0)),
        "nearly": Bounds(max(value - tenth, 0), max(value - 1, 0)),
        "about": Bounds(max(value - tenth, 0), value + tenth),
    }[kind]


def _value(part: str, decimal: str) -> int | Unread:
    """Return the whole number that digits stand for, or why they stand for none."""
    if match := re.fullmatch(r"([\d.,' ]*\d)[.,]? ?([^\W\d_]+)", part.strip().rstrip(".")):
        digits, scale = match[1], match[2]
    else:
        digits, scale = part, ""
    if decimal and re.fullmatch(rf"\d{{1,3}}{re.escape(decimal)}000", digits.strip()):
        whole, _, _ = digits.strip().partition(decimal)
        return Unread(f"{part.strip()!r} is {whole}000, or {whole} with three zeros after the sign that others have")
    factor = _SCALES.get(scale, 1)
    custom = r"\d{1,3}[.,]\d{3}" if factor < 10**6 else r"\d{1,3},\d{3}"
    if factor > 1 and not decimal and re.fullmatch(custom, digits.strip()):
        why = f"{part.strip()!r} multiplies {re.sub('[.,]', '', digits)}, or a number with a fraction"
        return Unread(f"{why}: say decimal = ',' or '.' of the column")
    number = _number(digits, decimal, scaled=factor > 1)
    if isinstance(number, Unread):
        return number
    found = _whole(part, None if number is None else number * factor)
    return found if isinstance(found, Unread) else found.lower or 0


def number(text: str, decimal: str = "") -> Decimal | Unread:
    """Return the number that a cell holds, with its fraction, or why it holds none.

    >>> number("0,305", ","), number("51.5%")
    (Decimal('0.305'), Decimal('0.515'))
    """
    if is_nothing(text):
        return Unread("it says that nothing is known")
    if (whole := said(unmarked(text))).endswith("%"):
        part = number(whole[:-1].strip(), decimal)
        return part if isinstance(part, Unread) else part / 100
    found = _decimal(str(text)) if isinstance(text, Typed) else _number(said(unmarked(text)), decimal, fraction=True)
    return found if found is not None else Unread(f"{text!r} is no number")


def _number(text: str, decimal: str, *, scaled: bool = False, fraction: bool = False) -> Decimal | Unread | None:
    digits = re.sub(r"[' ](?=\d{3}(?!\d))", "", text.strip())
    if not re.fullmatch(r"-?\d[\d.,]*", digits):
        return None
    digits = digits.rstrip(".,")
    if re.fullmatch(r"-?\d+", digits):
        return _decimal(digits)
    if decimal:
        thousands = "." if decimal == "," else ","
        if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
            return _decimal(digits.replace(thousands, "").replace(decimal, "."))
        return (
            _decimal(digits.replace(decimal, ".")) if re.fullmatch(rf"-?\d+{re.escape(decimal)}\d+", digits) else None
        )
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) and not (fraction and digits.count(",") == 1):
        return _decimal(digits.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", digits):
        return _decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) and not scaled:
        return Unread(
            f"{text!r} is {re.sub('[.,]', '', digits)} or {Decimal(digits.replace(',', '.')).normalize():f}, "
            "as custom has it: say decimal = ',' or '.' of the column"
        )
    return _decimal(digits.replace(",", ".")) if re.fullmatch(r"-?\d+[.,]\d+", digits) else None


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _whole(text: str, value: Decimal | None) -> Bounds | Unread:
    if value is None:
        return Unread(f"{text!r} is no figure")
    if value < 0 or value != value.to_integral_value():
        return Unread(f"{text!r} is no whole number from 0")
    return Bounds(int(value), int(value))
