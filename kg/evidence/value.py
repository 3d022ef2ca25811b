"""A value as people write it: what a file must say instead, so that it is a number or a date of the graph."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kg.errors import SourceError
from kg.literal import lexical, moment
from kg.namespace import XSD
from kg.naming.form import is_nothing, one, said

_EMPTY = "leave the cell empty where it is not known"
_EPOCH = datetime.date(1899, 12, 30)
"""The day from which spreadsheets count days."""
_NUMBER = r"\d[\d.,'’ \u00a0\u202f]*"
_ABOUT = r"~|≈|ca\.?|c\.|circa|about|around|approx(?:\.|imately)?|some|roughly|nearly|almost"


def checked(place: str, value: Any, datatype: str, name: str) -> str:
    """Return the lexical form of a value of a datatype, which stands in the key ``name``.

    Raises:
        SourceError: the value has none; the accepted form is said.
    """
    try:
        return lexical(value, datatype)
    except ValueError as error:
        kind, shown = datatype.removeprefix(XSD), repr(value)
        shown = shown if len(shown) <= 100 else f"{shown[:99]}…"
        raise SourceError(place, f"{shown} is not an xsd:{kind}", instead(value, datatype, name)) from error


def bound(place: str, raw: Mapping[str, Any], key: str) -> int | None:
    """Return the bound of a count that a raw claim has in a key; None where it has none.

    Raises:
        SourceError: the claim is of no count, or the bound is no whole number from 0.
    """
    if key not in raw:
        return None
    if raw["kind"] != "CountObservation":
        raise SourceError(place, f"{one(raw['kind'])} with {key!r}", "only a CountObservation has bounds")
    number = int(checked(f"{place}, {key}", raw[key], XSD + "integer", key))
    if number < 0:
        raise SourceError(f"{place}, {key}", f"{number} is below 0", "write a whole number from 0")
    return number


def instant(place: str, value: Any) -> tuple[str, str]:
    """Return the lexical form and the datatype of a year, month or day, as precise as it is given.

    Raises:
        SourceError: the value is none of them; the accepted form is said.
    """
    try:
        return moment(value)
    except ValueError as error:
        text = said(str(value)).strip("'\" ")
        days = {each: None for each in map(_day, _days(text)) if each and len(text) > 7}
        todo = f"write {' or '.join(days)}" if days else "write 2019, 2019-05 or 2019-05-21"
        raise SourceError(place, f"{str(value)!r} is no year, month or day", todo) from error


def instead(value: object, datatype: str, name: str) -> str:
    """Return what to write instead of a value that is none of a datatype, in the key ``name``: the accepted form.

    >>> instead("2016.0", XSD + "integer", "startYear")
    'write 2016'
    >>> instead("50+", XSD + "integer", "lowerBound")
    'write 50 in lowerBound, and nothing in upperBound'
    >>> instead("21/05/2019", XSD + "date", "startDate")
    'write 2019-05-21'
    """
    text = said(str(value)).strip("'\" ")
    if is_nothing(text) or text in ("na", "nd", "n.d."):
        return _EMPTY
    if datatype == XSD + "date":
        return _date(text)
    if name.casefold().endswith("year"):
        return _year(text)
    if datatype == XSD + "boolean":
        return "write true or false"
    if datatype in (XSD + "integer", XSD + "decimal", XSD + "double"):
        return _bound(text, name) if name in ("lowerBound", "upperBound") else _number(text, datatype)
    return "correct it"


def _date(text: str) -> str:
    days = {each: None for each in map(_day, _days(text)) if each}
    if days:
        which = ", whichever is meant" if len(days) > 1 else ""
        return f"write {' or '.join(days)}{which}"
    return "write the date as 2021-12-31"


def _days(text: str) -> list[tuple[int, int, int]]:
    """Return (year, month, day) as a text may mean them."""
    if match := re.fullmatch(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[t ].*)?", text):
        return [(int(match[1]), int(match[2]), int(match[3]))]
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[t ].*)?", text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        return [(year, second, first), (year, first, second)]
    if re.fullmatch(r"[2-6]\d{4}(\.0+)?", text):
        found = _EPOCH + datetime.timedelta(days=int(float(text)))
        return [(found.year, found.month, found.day)]
    for form in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d-%b-%Y"):
        try:
            found = datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
        return [(found.year, found.month, found.day)]
    return []


def _day(parts: tuple[int, int, int]) -> str | None:
    try:
        return datetime.date(*parts).isoformat()
    except ValueError:
        return None


def _year(text: str) -> str:
    if match := re.fullmatch(r"(?:\d{1,2}[-/. ])?((?:1[89]|20)\d{2})(?:\.0+|[-–])?", text):
        return f"write {match[1]}"
    return "write one year in four digits, as 2021"


def _plain(text: str, datatype: str = XSD + "integer") -> str | None:
    """Return a number as the graph writes it, or None where the text may be more than one, or none."""
    digits = re.sub(r"[ '\u00a0\u202f]", "", text).strip(".,")
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(\.\d{3}){2,}(,\d+)?", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}|0,\d+", digits):
        digits = digits.replace(",", ".")
    digits = re.sub(r"\.0+$", "", digits)
    try:
        return lexical(digits, datatype)
    except ValueError:
        return None


def _number(text: str, datatype: str) -> str:
    kind = "a whole number" if datatype == XSD + "integer" else "a number with a decimal point"
    bare = re.sub(r"\s*(%|percent|per cent)$", "", text)
    found = _plain(bare, datatype)
    if found and bare != text and datatype == XSD + "decimal":
        found = f"{Decimal(found) / 100:f}"
    return f"write {found}" if found else f"write {kind} in digits"


def _bound(text: str, name: str) -> str:
    """Return what a figure means in the bounds of a count."""
    found = _plain(text)
    if found:
        return f"write {found}"
    if match := re.fullmatch(rf"(?:between )?({_NUMBER}?)\s*(?:-|to|and)\s*({_NUMBER})", text):
        low, high = _plain(match[1]), _plain(match[2])
        if low and high:
            return f"write {low} in lowerBound and {high} in upperBound"
    at_least = re.fullmatch(rf"(?:at least|min(?:imum|\.)?|≥|>=)\s*({_NUMBER})|({_NUMBER}?)\s*(?:\+|or more)", text)
    if at_least and (low := _plain(at_least[1] or at_least[2])):
        return f"write {low} in lowerBound, and nothing in upperBound"
    if (match := re.fullmatch(rf"(?:>|over|more than|above)\s*({_NUMBER})", text)) and (low := _plain(match[1])):
        return f"write {int(low) + 1} in lowerBound, and nothing in upperBound"
    if (match := re.fullmatch(rf"(?:at most|up to|max(?:imum|\.)?|≤|<=)\s*({_NUMBER})", text)) and _plain(match[1]):
        return f"write {_plain(match[1])} in upperBound, and nothing in lowerBound"
    if (match := re.fullmatch(rf"(?:<|under|fewer than|less than|below)\s*({_NUMBER})", text)) and _plain(match[1]):
        return f"write {int(_plain(match[1]) or 0) - 1} in upperBound, and nothing in lowerBound"
    if (match := re.fullmatch(rf"(?:{_ABOUT})\s*({_NUMBER})", text)) and _plain(match[1]):
        return f"write the bounds that the source gives; {_plain(match[1])} in both says exactly so many"
    return f"write a whole number in {name}"
