"""A mark in a cell: whether it says yes, no or neither; and what a word of a column of states of affairs says.

Also what a word of a column says that tells how sure its rows are.
"""

import re

from kg.naming.form import bare, is_nothing, said, seen, unmarked
from kg.tables import phrase, remark
from kg.tables.figure import Unread

_SAYS = {
    True: "x xx ✓ ✔ ☑ ✅ ● • ■ ⬤ √ 1 1.0 y yes true ja j oui si sí s sim da да tak ano evet 是 有 はい"
    " نعم بله ναι 예 네 हाँ có igen kyllä present used",
    False: "n no false 0 0.0 nein non não nao nie ne нет не hayır 否 无 無"
    " いいえ لا نه όχι 아니오 아니요 नहीं không nem tidak ✗ ✘ ☐ ❌ absent",
}
_MARKS = {word: says for says, words in _SAYS.items() for word in words.split()}
_NO = frozenset(word for word in _SAYS[False].split() if word.isalpha())
_BOX = re.compile(r"\[([xX✓ ]?)\]")
"""A box that is ticked or not, as lists of things to do have it."""
_BESIDE = re.compile(r"[,;:(–—]|\s-\s")
"""What parts the word that says how sure a row is from what is said of it besides."""
_STANCES = ("asserts", "plans", "alleges", "denies")


def yes(text: str) -> bool | Unread:
    """Return whether a mark says yes, or why it says neither.

    >>> yes("✓"), yes("[ ]"), yes("No"), yes("?").why, yes("partly").why
    (True, False, False, 'it says that nothing is known', "'partly' is neither yes nor no")
    """
    if box := _BOX.fullmatch(text.strip()):
        return bool(box[1].strip())
    plain = said(unmarked(text)).strip(" .")
    if seen(text) and not plain:
        plain = said(text)
    if plain.strip("\ufe0f") in _MARKS:
        return _MARKS[plain.strip("\ufe0f")]
    if re.fullmatch(r"[•■]", seen(text)):
        return True
    if is_nothing(text):
        return Unread("it says that nothing is known")
    return Unread(f"{text!r} is neither yes nor no")


def stance(text: str) -> str | Unread:
    """Return the stance of a claim that a word such as "planned" gives it, or why the row makes no claim.

    >>> stance("Operational"), stance("planned"), stance("cancelled").why
    ('asserts', 'plans', "'cancelled' says that it is no longer so")
    """
    plain = bare(text)
    if is_nothing(text):
        return Unread("it says that nothing is known")
    for each in _STANCES:
        if phrase.form(f"status.{each}").fullmatch(plain):
            return each
    if phrase.form("status.over").fullmatch(plain):
        return Unread(f"{text!r} says that it is no longer so")
    if isinstance(told := yes(text), bool):
        return "asserts" if told else Unread(f"{text!r} says that it is not so")
    return Unread(f"{text!r} is no status that is known: say in [status] of the mapping what it means")


def beside(text: str) -> Unread | None:
    """Return what stands beside the word that says how sure a row is, where it tells a time; None where it does not.

    >>> beside("yes, since 2018").why, beside("high (two sources)")
    ("'since 2018' tells a time in a column that has none: it is not read", None)
    """
    rest = _BESIDE.split(seen(text), maxsplit=1)[1:]
    found = "".join(rest).strip(" )")
    told = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", found)
    return Unread(f"{found!r} tells a time in a column that has none: it is not read") if told else None


def sure(text: str) -> str | Unread:
    """Return the stance of a claim of a row that is said to be so sure, nothing where the cell says nothing of it.

    What is less than sure is alleged; how sure a grade, a figure or a word such as "medium" is, the mapping says.

    >>> sure("High"), sure("single source"), sure("n/a"), sure("B2").why[:31]
    ('asserts', 'alleges', '', "'B2' is no status that is known")
    """
    word, *rest = _BESIDE.split(seen(text), maxsplit=1)
    plain = bare(word)
    if plain in _NO or (yes(text) is False and not text.strip().isdigit()):
        return Unread(f"{text!r} is no status that is known: not sure, or not so? Say in [status] of the mapping which")
    if any(map(remark.within, rest)):
        return Unread(f"{text!r} is no status that is known: say in [status] of the mapping how sure it is")
    if phrase.form("confidence.less").fullmatch(plain):
        return "alleges"
    if phrase.form("confidence.sure").fullmatch(plain) and remark.within(text) is None:
        return "asserts"
    if is_nothing(text) and bare(text) in ("", "n a", "na"):
        return ""
    return Unread(f"{text!r} is no status that is known: say in [status] of the mapping how sure it is")
