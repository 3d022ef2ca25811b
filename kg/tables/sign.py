"""A sign in a name: one that takes the name back, or of which no rule tells what it says of it."""

import re
import unicodedata

_STRUCK = re.compile("[\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e0\u20e5\u20e6\u20ea\u20eb]")
"""Strokes that are written over the letters before them, as a text keeps them that was struck through elsewhere."""
_HARMLESS = frozenset("✓✔☑✅√●○•◦■▪◼⬤◆◇▶►▸★☆⭐®©°+＋|｜~<>\ufe0f")
"""What stands beside a name as a tick, a bullet, or a sign of a trade mark."""
_NO = frozenset("✗✘✖✕❌❎☒🚫⛔👎☠⊘🛑🗑")
_FLAG = ("\U0001f1e6", "\U0001f1ff")
"""The first and the last of the letters of which flags are made."""


def is_struck(text: str) -> bool:
    """Return whether letters of a text are struck through by signs of the text itself.

    >>> is_struck("H\u0336u\u0336awei"), is_struck("Huawei")
    (True, False)
    """
    return not text.isascii() and bool(_STRUCK.search(text))


def refuses(text: str) -> bool:
    """Return whether a text is nothing but crosses and other signs that say no.

    >>> refuses("❌"), refuses("✗ !"), refuses("✓"), refuses("❌ see below")
    (True, True, False, False)
    """
    plain = re.sub(r"[\s!.\ufe0f]", "", text)
    return bool(plain) and all(each in _NO for each in plain)


def odd(text: str) -> str:
    """Return what is told of a sign that may take a name back, or say something else of it; nothing where none does.

    Ticks, bullets, flags and signs that are letters written as one say nothing of a name.

    >>> odd("❌ Huawei"), odd("!Huawei")[:16]
    ("has the sign '❌': what that says of the name is not said", "has the sign '!'")
    >>> [odd(text) for text in ("Huawei ✓", "Huawei™", "Huawei + ZTE", "Huawei!")]
    ['', '', '', '']
    """
    begins = "!" if text.lstrip().startswith("!") else ""
    found = begins or next((each for each in unicodedata.normalize("NFC", text) if _is_odd(each)), "")
    return f"has the sign {found!r}: what that says of the name is not said" if found else ""


def _is_odd(each: str) -> bool:
    if each in _HARMLESS or _FLAG[0] <= each <= _FLAG[1] or unicodedata.category(each) not in ("So", "Sm"):
        return False
    return not any(map(str.isalnum, unicodedata.normalize("NFKC", each)))
