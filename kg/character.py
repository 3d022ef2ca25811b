"""Characters that no text holds or that nobody sees: which one a text has, and the text without them."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text of a source is: control characters but tab and line breaks, halves of pairs, and no characters."""


def control(text: str) -> str:
    r"""Return the code of the first character that no text holds, or nothing.

    >>> control("Ærø"), control("red \x1b[31m")
    ('', 'U+001B')
    """
    if text.isprintable():
        return ""
    found = _CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def invisible(text: str) -> str:
    r"""Return the code of the first character that nobody sees and that is no part of how a script is written.

    >>> invisible("Hua\u200bwei"), invisible("Huawei")
    ('U+200B', '')
    """
    found = next((c for c in text if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"), "")
    return f"U+{ord(found):04X}" if found else ""


def shown(text: str) -> str:
    r"""Return a text with a replacement character for each that no text holds.

    >>> shown("red \x1b[31m")
    'red �[31m'
    """
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def whole(value: Any, told: Callable[[str], str] = shown) -> Any:
    r"""Return a text, or a tree of lists and mappings, with every text of it as ``told`` and otherwise the same.

    >>> whole({"label": ["\x07bell", 3]})
    {'label': ['�bell', 3]}
    """
    if isinstance(value, str):
        return told(value)
    if isinstance(value, dict):
        return {whole(key, told): whole(each, told) for key, each in value.items()}
    return [whole(each, told) for each in value] if isinstance(value, list | tuple) else value
