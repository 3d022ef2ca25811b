"""A remark beside or in a cell: what it says of the claims of its row, by stated rules, or that it says otherwise.

"planned" makes a plan of them, "never deployed" a denial of the use; "cancelled", "trial only" and "wrong" leave them
out, for what is so then is not said.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.naming.form import bare, is_nothing, seen, unmarked
from kg.tables.figure import Unread
from kg.tables.phrase import form, pattern

PLANS, DENIES = "plans", "denies"


class Saying(NamedTuple):
    """What a remark says of claims: the stance of those of one kind or of all, or nothing that a claim could say."""

    words: str
    """The words that say it."""
    stance: str = ""
    """Empty where the claims are left out."""
    kind: str = ""
    """The kind of claim that it is said of; of others nothing is said, and they are left out. Empty: of all."""


_BEFORE = re.compile(rf"^(?:{pattern('before')} )*(?=\w)")
_AFTER = rf"(?: (?:{pattern('after')}|by .*))*"
_OTHERWISE = re.compile(rf"(?:{pattern('otherwise')}|{pattern('alone')}){_AFTER}|see correction.*")
_TITLE = re.compile(rf"{pattern('sheet')}(?: {pattern('sheet-after')})*")
_PARTLY = re.compile(rf"=|\b{pattern('partly')}\b", re.IGNORECASE)
_SAYS_SO = re.compile(rf"(?:{pattern('confirmed-before')} )*{pattern('confirmed')}(?: (?:since )?\d{{4}})?")
_TELLS = re.compile(rf"\b{pattern('sentence')}\b")
_MORE = re.compile(rf"\b{pattern('more')}\b")
_WHOLE = tuple(
    (form(key), stance, kind)
    for key, stance, kind in (("plans", PLANS, ""), ("never", DENIES, "Use"), ("unsold", DENIES, "Supply"))
)
_UNPARTED = "|".join(pattern("otherwise", each) for each in ("zh", "ja", "ko"))
"""What stands in a text without a blank before and after it."""
_ANY = re.compile(rf"(?:\b(?:{pattern('otherwise')}|{pattern('plans')})\b|{_UNPARTED})")
_PARTS = rf"(?:{pattern('plans')}|cancel\w*|trial|pilot)"
_ASIDE = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]|(.*\S)\s*(?:\s[-–—]|[,;:])\s+(\S.*)", re.DOTALL)
_FORE = re.compile(rf"(?i)({_PARTS})[ .:]+(?:for |in |by )?(.+)")
_AFT = re.compile(rf"(?i)(.+?) ({pattern('plans')}|cancel\w*|trial only|pilot|{pattern('never')})")
_LONGEST = 2000


@lru_cache(5000)
def whole(text: str) -> Saying | None:
    """Return what a text says that is nothing but a remark; None where it is none.

    >>> [whole(text)[1:] for text in ("Planned", "never deployed", "cancelled")]
    [('plans', ''), ('denies', 'Use'), ('', '')]
    >>> whole("Huawei")
    """
    plain = _BEFORE.sub("", bare(text[:_LONGEST]))
    for said, stance, kind in _WHOLE:
        if said.fullmatch(plain):
            return Saying(seen(text), stance, kind)
    return Saying(seen(text)) if _OTHERWISE.fullmatch(plain) else None


def within(text: str) -> Saying | None:
    """Return what a longer text says of its row: as :func:`whole`, or nothing that a claim could say; None if nothing.

    >>> within("The project was cancelled in 2021").stance
    ''
    >>> within("planned expansion to the coast") or within("Opened by the mayor")
    """
    if found := whole(text[:_LONGEST]):
        return found
    said = _ANY.search(_MORE.sub(" ", bare(text[:_LONGEST])))
    return Saying(said.group()) if said else None


def of_title(text: str) -> Saying | None:
    """Return what the name of a sheet, a title or the heading of a section says of all rows below; None if nothing.

    >>> [of_title(text).stance for text in ("Rejected bids", "Planned 2025", "Draft (unverified)")]
    ['', 'plans', '']
    >>> of_title("Confirmed and planned") or of_title("Red = cancelled") or of_title("Kenya")
    """
    if found := whole(re.sub(r"(?<=\w)\W*(?:19|20)\d\d\W*$", "", text)):
        return found
    plain = bare(text)
    if is_of_none(text):
        return Saying(seen(text))
    if len(plain.split()) > 12 or _PARTLY.search(seen(text)):
        return None
    told = [whole(match.group()) or Saying(match.group()) for match in _ANY.finditer(_MORE.sub(" ", plain))]
    return next((each for each in told if not each.stance), told[0] if told else None)


def is_of_none(text: str) -> bool:
    """Return whether a text is the name of what holds no rows that are meant, as "Template" and "Test data" are.

    >>> is_of_none("Test data"), is_of_none("Tests on dogs")
    (True, False)
    """
    return bool(_TITLE.fullmatch(bare(text)))


def is_part(text: str) -> bool:
    """Return whether what stands for a name is a part of a sentence, as "which lost to ZTE" is.

    >>> is_part("until replaced by Dahua"), is_part("Acme Ltd")
    (True, False)
    """
    return bool(_TELLS.search(bare(text)))


def is_open(text: str) -> bool:
    """Return whether a remark says something of which no rule tells what it means for the claims of its row.

    It is asked of what :func:`within` finds nothing in.

    >>> [is_open(text) for text in ("Opened by the mayor", "in use", "2021-05-03", "n/a")]
    [True, False, False, False]
    """
    if not re.search(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]", text) or is_nothing(text):
        return False
    return not _SAYS_SO.fullmatch(bare(text[:_LONGEST]))


def of_all(text: str) -> Saying | None:
    """Return the remark in brackets that is said of each name in a cell; None where there is none.

    >>> of_all("Huawei, ZTE (both cancelled)").words, of_all("Huawei, ZTE (cancelled)")
    ('both cancelled', None)
    """
    match = re.search(r"\(((?:both|all|each)\b[^()]*)\)", text, re.IGNORECASE)
    return within(match[1]) if match else None


def parted(text: str) -> tuple[str, Saying] | None:
    """Return what stands in a cell before or after a remark, and the remark; None where it has none.

    >>> parted("2020 (planned)"), parted("Huawei - never deployed")[0], parted("Acme (Ltd.)")
    (('2020', Saying(words='planned', stance='plans', kind='')), 'Huawei', None)
    """
    plain = unmarked(text)
    if match := _ASIDE.fullmatch(plain):
        rest, aside = (match[1], match[2]) if match[1] else (match[3], match[4])
        if found := whole(aside):
            return rest, found
    even = _even(plain)
    if match := _FORE.fullmatch(even):
        return plain[match.start(2) :], whole(match[1]) or Saying(match[1])
    if match := _AFT.fullmatch(even):
        return plain[: match.end(1)], whole(match[2]) or Saying(match[2])
    return None


def _even(text: str) -> str:
    """Return a text without accents, each character in its place."""
    return text if text.isascii() else "".join(unicodedata.normalize("NFKD", each)[:1] for each in text)


def together(sayings: Sequence[Saying], kind: str, stance: str) -> str | Unread:
    """Return the stance that remarks and a stance of before give a claim of a kind, or why it is left out.

    >>> planned = Saying("planned", "plans")
    >>> together([planned], "Use", ""), together([planned, Saying("cancelled")], "Use", "").why
    ('plans', "'cancelled' says otherwise of it")
    """
    stances = {stance: "its row"} if stance else {}
    for each in sayings:
        if not each.stance or each.kind not in ("", kind):
            return Unread(f"{each.words!r} says otherwise of it")
        stances.setdefault(each.stance, repr(each.words))
    if len(stances) > 1:
        told = " and ".join(f"{words} {stance}" for stance, words in stances.items())
        return Unread(f"two things are said of it: {told}")
    return next(iter(stances), "")
