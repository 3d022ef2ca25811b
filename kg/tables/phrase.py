"""Phrases of a table's remarks: the words of ``remarks.toml``, in all languages, as patterns of texts without signs."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.naming.form import bare

_REST, _ANY = "\\w*", "\\w+"
_SIGNS = {"_": _ANY, "####": r"(?:19|20)\d\d", "#": r"\d{1,3}", "…": ".*"}


@cache
def pattern(kind: str, language: str = "") -> str:
    """Return what matches each phrase of a kind, such as "plans" or "status.over", in one or in all languages.

    It is one group, to be looked for in what :func:`kg.naming.form.bare` makes of a text.

    >>> bool(re.fullmatch(pattern("plans"), "still planned")), bool(re.fullmatch(pattern("otherwise"), "cancellation"))
    (True, True)
    """
    held: Any = _held()
    for part in kind.split("."):
        held = held[part]
    told = [phrases for each, phrases in held.items() if language in ("", each)]
    return "(?:" + "|".join(dict.fromkeys(_compiled(phrase) for phrases in told for phrase in phrases)) + ")"


@cache
def form(kind: str) -> re.Pattern[str]:
    """Return :func:`pattern` compiled."""
    return re.compile(pattern(kind))


@cache
def _held() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "remarks.toml").read_text(encoding="utf-8"))


def _compiled(phrase: str) -> str:
    """Return the pattern of one phrase: words parted by blanks, those in brackets with the blank beside them."""
    parts: list[tuple[str, bool]] = []
    for token in phrase.split():
        missing = token.startswith("(") and token.endswith(")")
        parts.append((_word(token.strip("()")), missing))
    found, last = "", max(place for place, (_, missing) in enumerate(parts) if not missing)
    for place, (word, missing) in enumerate(parts):
        if missing:
            found += f"(?:{word} )?" if place < last else f"(?: {word})?"
        else:
            found += word + (" " if place < last else "")
    return found


def _word(token: str) -> str:
    """Return the pattern of a word, or of several of which one stands there."""
    told = []
    for each in token.split("/"):
        if each in _SIGNS:
            told.append(_SIGNS[each])
        elif each.endswith("#"):
            told.append(re.escape(each[:-1]) + _SIGNS["#"])
        else:
            told.append(re.escape(bare(each.rstrip("*"))) + (_REST if each.endswith("*") else ""))
    return told[0] if len(told) == 1 else f"(?:{'|'.join(told)})"
