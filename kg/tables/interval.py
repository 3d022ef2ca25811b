"""A time in a cell, as people write it: a moment or an interval, as precise as it says, or why it is none.

What a time of a claim cannot be is read as the nearest that it can, with the reason: "Q3 2020" as 2020, "FY2021/22" as
2021 to 2022, the serial number of a spreadsheet as its day. "05/06/2021" may be two days, and is neither.
"""

import datetime
import re
from functools import partial
from typing import NamedTuple

from kg.naming.form import bare, is_nothing, said, unmarked
from kg.tables import calendar
from kg.tables.figure import Unread
from kg.tables.sheet import Typed


class Interval(NamedTuple):
    """A time: ``at`` a moment, or ``since`` and ``until``; each a year, month or day, or empty where open."""

    at: str = ""
    since: str = ""
    until: str = ""
    reason: str = ""
    """Why it is read otherwise than it is written; empty where it is not."""
    open: bool = False
    """Whether it says no more than that there is no end yet."""
    of: str = ""
    """The kind of claim whose time it is; empty: of any."""

    def roles(self, key: str) -> dict[str, str]:
        """Return the roles that it fills where it stands in a column of times: ``since``, ``until``, or another."""
        if key == "since":
            found = {"since": self.at or self.since, "until": self.until}
        elif key == "until":
            found = {"since": "" if self.at else self.since, "until": self.at or self.until}
        else:
            found = {"heldAt": self.at, "since": self.since, "until": self.until}
        return {role: value for role, value in found.items() if value}


DAY_FIRST, MONTH_FIRST = "day-month", "month-day"
"""The orders in which a column may write day and month."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene januari jän",
            "february feb februar fevrier fevr fev febrero",
            "march mar marz mars marzo mrz",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre",
            "october oct okt oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dez dezember decembre diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_EPOCH = datetime.date(1899, 12, 30)
"""The day from which spreadsheets count days."""
_YEAR = r"((?:19|20)\d\d)"
_SINCE = r"(?:since|from|as of|after|seit|ab|depuis|desde|с|од|от|starting|started|launched)"
_UNTIL = r"(?:until|till|to|up to|bis|jusqu'?(?:a|en|à)|hasta|до|ended|through)"
_YEAR_SAID = re.compile(r"(?<=\d) ?(?:r|г|р|god|год[уа]?|године)$")
"""A word for a year after one."""
_RANGES = (
    r"(?:(?:from|von|с|от|од|od|de|du|desde|dal|van) )?(.+?)(?: (?:-|to|until|bis|по|до|do|a|à|au|al|hasta|até|ate"
    r"|tot) |–|(?<=\d{4})-)(.+)",
    r"(?:from|between|zwischen|entre|между|između|pomiędzy|między|mezi|tra|fra) (.+?) (?:and|und|y|e|et|и|i|a) (.+)",
)
_NOW = (
    r"(?:(?:until |till |up to )?(?:the )?present(?: day)?|(?:until |till |up to )?now|still|in use|in force"
    r"|active|running|today|ongoing|on-going|current|currently|continuing|in progress|to date|date|open"
    r"|open[- ]ended|still (?:in use|running|active)|heute|laufend|aujourd'hui|en cours|presente|actualidad"
    r"|en curso|hoy|atual|hoje|oggi|in corso|devam ediyor|настоящее время|сейчас|danas|данас|至今|现在|今|현재|الآن)"
)
"""What ends an interval that has no end."""
_OPEN = rf"(?:{_NOW}|\.\.\.|…|\?)?"
_LONGEST = 60
"""The characters of the longest time in words."""
_VAGUE = re.compile(r"(?:c\.?|ca\.?|circa|about|around|approx\.?|~|≈|before|by|pre-?|probably|est\.?|<|>)")


def interval(text: str, order: str = "") -> Interval | Unread:
    """Return the time in a cell, or why it is none; ``order`` says how the column writes day and month.

    >>> interval("since 2018").since, interval("03/2021").at, interval("2014 → now").since
    ('2018', '2021-03', '2014')
    >>> interval("05/06/2021").why
    "'05/06/2021' is 2021-06-05 or 2021-05-06: say order = 'day-month' or 'month-day' of the column"
    """
    if is_nothing(text):
        return Unread("it says that nothing is known")
    plain = re.sub(r" *(?:→|->|=>|—>|⟶) *", " - ", said(unmarked(text))).strip(" .;")
    plain = _YEAR_SAID.sub("", plain)
    if isinstance(text, Typed) and (found := _serial(plain)):
        return found
    for read in (_moment_of, _between, _part_of_year, _financial, _spelled):
        told = read(plain, order)
        if isinstance(told, Unread):
            return Unread(f"{text!r} {told.why}")
        if told is not None:
            return told._replace(reason=told.reason.replace(repr(plain), repr(str(text))))
    if found := _serial(plain):
        return found
    if _VAGUE.match(plain) and re.search(_YEAR, plain):
        return Unread(f"{text!r} is no certain time")
    if calendar.is_part(plain):
        return Unread(f"{text!r} names a part of a year, and not of which")
    return Unread(f"{text!r} is no year, month or day")


def day(year: int, month: int, date: int) -> str | None:
    """Return a day as the graph writes it, or None where there is no such day."""
    try:
        return datetime.date(year, month, date).isoformat()
    except ValueError:
        return None


def _moment(text: str, order: str) -> str | Unread | None:
    """Return the year, month or day that a text is."""
    if re.fullmatch(_YEAR, text) or re.fullmatch(_YEAR + r"(?:\.0+)", text):
        return text[:4]
    if match := re.fullmatch(_YEAR + r"[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[t ][\d:.z+]*)?)?", text):
        year, month = int(match[1]), int(match[2])
        if match[3]:
            return day(year, month, int(match[3]))
        return f"{year}-{month:02d}" if 1 <= month <= 12 else None
    if match := re.fullmatch(_YEAR + r" ?[年년](?: ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?)?", text):
        return _moment("-".join(each for each in match.groups() if each), order)
    if match := re.fullmatch(_YEAR + r"(\d\d)(\d\d)", text):
        return day(*(int(part) for part in match.groups()))
    if match := re.fullmatch(r"(\d{1,2})[-/. ]" + _YEAR, text):
        return f"{match[2]}-{int(match[1]):02d}" if 1 <= int(match[1]) <= 12 else None
    if match := re.fullmatch(r"(\d{1,2})([-/. ]+)(\d{1,2})[-/. ]+" + _YEAR + r"(?: [\d:]+)?", text):
        return _ordered(int(match[1]), int(match[3]), int(match[4]), order)
    return _named(text)


def _end(text: str, order: str) -> str | Unread | None:
    """Return the year, month or day at an end of an interval, the year of which it names a part included."""
    return _moment(text.strip(), order) or calendar.year_of_part(text[:_LONGEST]) or None


def _ordered(first: int, second: int, year: int, order: str) -> str | Unread | None:
    days = {DAY_FIRST: day(year, second, first), MONTH_FIRST: day(year, first, second)}
    if order in days:
        return days[order]
    possible = list(dict.fromkeys(each for each in days.values() if each))
    if len(possible) > 1:
        return Unread(f"is {' or '.join(possible)}: say order = {DAY_FIRST!r} or {MONTH_FIRST!r} of the column")
    return possible[0] if possible else None


def _named(text: str) -> str | Unread | None:
    """Return the year, month or day that words such as "5 May 2021" name."""
    years = re.findall(rf"(?<!\d){_YEAR}(?!\d)", text)
    words = calendar.plain(text) if len(years) == 1 and len(text) < _LONGEST else []
    if words in ([], years):
        return years[0] if words else None
    if match := re.fullmatch(rf"th(?:an)?g (\d{{1,2}})(?: nam)? {_YEAR}", " ".join(words)):
        return f"{match[2]}-{int(match[1]):02d}" if 1 <= int(match[1]) <= 12 else None
    dates = [int(told[1]) for word in words if (told := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|o|a|e)?", word))]
    rest = [word for word in words if word not in years and not re.match(r"\d", word)]
    if years[0] not in words or len(rest) != 1 or len(words) != 2 + len(dates) or len(dates) > 1:
        return None
    months = {_MONTHS[rest[0]]} if rest[0] in _MONTHS else calendar.months(rest[0])
    found = sorted(
        day(int(years[0]), month, dates[0]) or "" if dates else f"{years[0]}-{month:02d}" for month in months
    )
    if len(found) > 1:
        return Unread(f"is {' or '.join(found)}, as the language has it: write it so")
    return found[0] or None if found else None


def _moment_of(text: str, order: str) -> Interval | Unread | None:
    found = _moment(text, order)
    return found if isinstance(found, Unread) or found is None else Interval(found)


def _between(text: str, order: str) -> Interval | Unread | None:
    """Return an interval that names a beginning, an end or both."""
    ends = partial(_end, order=order)
    text = re.sub(rf"\(({_NOW})\)$", r"\1", text)
    if re.fullmatch(_NOW, text):
        return Interval(open=True)
    forms = (
        rf"(?:{_SINCE} )?(.+?) ?,?(?:[-–]+)? ?(?:to|until|till|through|bis|hasta|à|a|до|and|onwards?|&)? ?{_NOW}",
        rf"(?:{_SINCE} )?(.+?) ?(?:-+|to|until|bis|–|onwards?|and later|\+) ?{_OPEN}",
        rf"{_SINCE} (.+)",
    )
    for form in forms:
        if (match := re.fullmatch(form, text)) and (begun := ends(match[1])) is not None:
            return begun if isinstance(begun, Unread) else _coarse(text, Interval(since=begun), match[1])
    if (match := re.fullmatch(rf"(?:{_UNTIL} |- ?)(.+)", text)) and (ended := ends(match[1])) is not None:
        return ended if isinstance(ended, Unread) else _coarse(text, Interval(until=ended), match[1])
    for match in filter(None, (re.fullmatch(form, text) for form in _RANGES)):
        first, last = ends(match[1]), ends(match[2])
        for each in (first, last):
            if isinstance(each, Unread):
                return each
        if isinstance(first, str) and isinstance(last, str):
            if first > last:
                return Unread("ends before it begins")
            return _coarse(text, Interval(since=first, until=last), *match.groups())
    return None


def _coarse(text: str, found: Interval, *ends: str) -> Interval:
    """Return an interval with the reason why it is read otherwise than written, where an end is a part of a year."""
    if any(calendar.year_of_part(end[:_LONGEST]) for end in ends):
        return found._replace(reason=f"{text!r} names a part of a year, which a time here cannot: the year is taken")
    return found


def _part_of_year(text: str, order: str) -> Interval | None:
    year = calendar.year_of_part(re.sub(r"(?<=\d)(?=[^\W\d_]\d)|'", " ", text)) if len(text) < _LONGEST else ""
    reason = f"{text!r} names a part of {year}, which a time here cannot: its year is taken"
    return Interval(year, reason=reason) if year else None


def _financial(text: str, order: str) -> Interval | Unread | None:
    match = re.fullmatch(rf"(?:fy ?|fiscal year |financial year |season )?{_YEAR} ?[-/] ?(\d\d|\d{{4}})", text)
    if match:
        first, last = int(match[1]), int(match[2]) if len(match[2]) == 4 else int(match[1][:2] + match[2])
        if last == first + 1:
            reason = f"{text!r} is one year that lies in two: it is read as {first} to {last}"
            return Interval(since=str(first), until=str(last), reason=reason)
        return Interval(since=str(first), until=str(last)) if first < last else Unread("ends before it begins")
    if match := re.fullmatch(rf"(?:fy|fiscal year|financial year) ?(?:{_YEAR}|'?(\d\d))", text):
        year = match[1] or f"20{match[2]}"
        return Unread(f"is a financial year: it lies in {int(year) - 1} and {year}, or in {year} and {int(year) + 1}")
    return None


def _spelled(text: str, order: str) -> Interval | Unread | None:
    if match := re.fullmatch(r"([a-zäéûôç]{3,9})\.?[-/ ']+(\d\d)", text):
        month = _MONTHS.get(bare(match[1]))
        if month:
            return Interval(f"20{match[2]}-{month:02d}", reason=f"the two digits of {text!r} are read as 20{match[2]}")
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}([-/.]\d\d)?", text):
        return Unread("has no year of four digits")
    return None


def _serial(text: str) -> Interval | None:
    if not re.fullmatch(r"[2-6]\d{4}(?:\.\d+)?", text):
        return None
    found = (_EPOCH + datetime.timedelta(days=int(float(text)))).isoformat()
    return Interval(
        found, reason=f"{text} is read as the serial number of a spreadsheet, which counts days from 1899-12-30"
    )
