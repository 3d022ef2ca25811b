"""A literal: its lexical form held against its datatype, and written as an N-Triples term."""

import datetime
import re
from collections.abc import Callable
from decimal import MAX_PREC, Context, Decimal
from typing import Any

from kg.namespace import XSD

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})

_UNESCAPED = {"n": "\n", "r": "\r"}


_EXACT = Context(prec=MAX_PREC)
"""Takes zeros off a number without rounding it."""


def _matching(pattern: str) -> Callable[[str], Any]:
    return re.compile(pattern, re.ASCII).fullmatch


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_LEXICAL: dict[str, Callable[[str], Any]] = {
    XSD + "integer": _matching(r"[+-]?\d+"),
    XSD + "decimal": _matching(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD + "double": _matching(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN"),
    XSD + "boolean": _matching(r"true|false|1|0"),
    XSD + "date": _is_date,
}


_NUMBERS = (XSD + "integer", XSD + "decimal")
_DIGITS = 1_000


def lexical(value: Any, datatype: str) -> str:
    """Return the canonical lexical form of a value that a file gives for a datatype: one value, one form.

    Integers and decimals lose leading zeros, a plus sign and zeros at the end of the fraction.

    Raises:
        ValueError: the value has no such form; the message names value and datatype.

    >>> lexical(2021, XSD + "integer")
    '2021'
    """
    text = str(value).lower() if isinstance(value, bool) else str(value)
    fits = _LEXICAL.get(datatype)
    if (fits is not None and not fits(text)) or (datatype in _NUMBERS and len(text) > _DIGITS):
        raise ValueError(f"{value!r} is not an xsd:{datatype.removeprefix(XSD)}")
    if datatype in _NUMBERS:
        number = Decimal(text)
        return format(number.normalize(_EXACT), "f") if number else "0"
    return text


_PRECISIONS = {4: "gYear", 7: "gYearMonth", 10: "date"}


def moment(value: Any) -> tuple[str, str]:
    """Return the lexical form and the datatype of a year, month or day, as precise as it is given.

    Raises:
        ValueError: the value is none, or there is no such day; the message says how to write it.

    >>> moment("2019-05")
    ('2019-05', 'http://www.w3.org/2001/XMLSchema#gYearMonth')
    """
    text = str(value)
    if not re.fullmatch(r"[12]\d{3}(-\d{2}(-\d{2})?)?", text, re.ASCII) or not _is_date(
        text + "-01-01"[len(text) - 4 :]
    ):
        raise ValueError(f"{text!r} is no year, month or day: write 2019, 2019-05 or 2019-05-21")
    return text, XSD + _PRECISIONS[len(text)]


def literal(value: str, datatype: str = "", language: str = "") -> str:
    """Return a literal as an N-Triples term; ``xsd:string`` and no datatype are written alike.

    >>> literal("2021", XSD + "integer")
    '"2021"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    text = f'"{value.translate(_ESCAPES)}"'
    if language:
        return f"{text}@{language}"
    return text if datatype in ("", XSD + "string") else f"{text}^^<{datatype}>"


def text_of(term: str) -> str:
    """Return the text of a literal that :func:`literal` wrote, whatever its datatype or language.

    >>> text_of(literal('the "Isle"', language="en"))
    'the "Isle"'
    """
    text = term[1 : term.rindex('"')]
    return re.sub(r"\\(.)", lambda escape: _UNESCAPED.get(escape[1], escape[1]), text) if "\\" in text else text


_LONG = re.compile(r"-?\d+\.\d{5,}", re.ASCII)


def rounded(text: str) -> str:
    """Return a long decimal to three digits after its point, or to four that count; any other text as it is.

    >>> rounded("-0.005861305631697178"), rounded("9.676593132914"), rounded("0.12")
    ('-0.005861', '9.677', '0.12')
    """
    if not _LONG.fullmatch(text):
        return text
    value = float(text)
    return f"{value:.4g}" if abs(value) < 1 else f"{value:.3f}".rstrip("0").rstrip(".")
