"""A mark in a cell: whether it says yes, no or neither; and what a word of a column of states of affairs says."""

import re

from kg.naming.form import bare, is_nothing, said, seen, unmarked
from kg.tables.figure import Unread

_SAYS = {
    True: "x xx ✓ ✔ ☑ ✅ ● • ■ ⬤ √ 1 1.0 y yes true ja j oui si sí s sim da да tak ano evet 是 有 はい present used",
    False: "n no false 0 0.0 nein non não nao nie ne нет не hayır 否 无 無 ✗ ✘ ☐ ❌ absent",
}
_MARKS = {word: says for says, words in _SAYS.items() for word in words.split()}
_STATUS = {
    "asserts": "operational active live deployed installed in use implemented completed complete running existing "
    "confirmed yes launched in operation operating signed delivered current verified used",
    "plans": "planned proposed announced tender tendered under procurement procurement in development development "
    "under development pilot planned to be deployed planning under construction considered under consideration "
    "in planning acquisition and or development in production in acquisition initiated",
    "alleges": "alleged suspected rumored rumoured unconfirmed claimed disputed unverified",
    "denies": "denied not in use never deployed",
}
_OVER = "cancelled canceled terminated ended discontinued abandoned withdrawn retired suspended rejected failed expired"
_ELSEWHERE = [
    "in betrieb",
    "im einsatz",
    "aktiv",
    "bestatigt",
    "en service",
    "en usage",
    "actif",
    "active",
    "operationnel",
    "confirme",
    "en uso",
    "em uso",
    "activo",
    "ativo",
    "operativo",
    "confirmado",
    "in uso",
    "attivo",
    "confermato",
    "in gebruik",
    "w uzyciu",
    "aktywny",
    "u upotrebi",
    "kullanimda",
    "используется",
    "в эксплуатации",
    "действует",
    "使用中",
    "运行中",
]
"""What says "in use" in other languages, as :func:`kg.naming.form.bare` has it."""
_PHRASES = {
    "asserts": (
        "in use",
        "in operation",
        "in service",
        "contract signed",
        "contract awarded",
        "agreement signed",
        *_ELSEWHERE,
    ),
    "plans": (
        "under procurement",
        "under tender",
        "in development",
        "under development",
        "under construction",
        "under consideration",
        "in planning",
        "in acquisition",
        "acquisition and or development",
        "to be deployed",
    ),
    "alleges": (),
    "denies": ("not in use", "never deployed"),
}
_WORDS = {
    word: stance
    for stance, words in _STATUS.items()
    for word in {*words.split(), *_PHRASES[stance]} - {"in", "use", "and", "or", "to", "be", "not", "never", "under"}
}


def yes(text: str) -> bool | Unread:
    """Return whether a mark says yes, or why it says neither.

    >>> yes("✓"), yes("No"), yes("?").why, yes("partly").why
    (True, False, 'it says that nothing is known', "'partly' is neither yes nor no")
    """
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
    if plain in _WORDS:
        return _WORDS[plain]
    if plain in _OVER.split():
        return Unread(f"{text!r} says that it is no longer so")
    if isinstance(told := yes(text), bool):
        return "asserts" if told else Unread(f"{text!r} says that it is not so")
    return Unread(f"{text!r} is no status that is known: say in [status] of the mapping what it means")
