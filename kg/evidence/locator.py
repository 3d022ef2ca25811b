"""The locator of a claim: where in its source it stands, as keys of a file say it."""

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import SourceError
from kg.evidence.claim import LOCATOR, located
from kg.evidence.value import checked
from kg.namespace import XSD

_ROW = re.compile(r"[1-9]\d{0,8}", re.ASCII)
"""A row as nearly every claim writes it."""


def read(place: str, raw: Mapping[str, Any], length: int | None, text: str | None) -> tuple[tuple[str, str], ...]:
    """Return the locator that a claim states as pairs of key and text.

    ``length`` is that of the text in characters, where it is known, and ``text`` the text, where it is there.

    Raises:
        SourceError: there is none, or a key of it without the others, so that it would reach no selector; a span that
            is none of the text; a phrase that does not occur in its span.
    """
    given = {key: str(raw[key]) for key in LOCATOR if key in raw}
    if not ({"start", "end"} <= given.keys() or {"row", "column"} <= given.keys() or "entry" in given):
        raise SourceError(
            place, "a claim without a locator", "say where it stands: start and end, row and column, or entry"
        )
    if "start" in given and "end" not in given:
        raise SourceError(place, "'start' without 'end'", "give the span of the quote")
    if "start" in given:
        _check_span(place, given, length, text)
    row = given.get("row")
    if row is not None and not _ROW.fullmatch(row) and int(checked(f"{place}, row", row, XSD + "integer", "row")) < 1:
        raise SourceError(f"{place}, row", f"{row} is no row", "count from 1, which is the header")
    reached = located(tuple(given))
    lost = [key for key in given if key not in reached]
    if lost or ("column" in given and "row" not in given):
        raise SourceError(
            place,
            f"{' and '.join(map(repr, lost or ['column']))} without the place it belongs to",
            "sheet, cell and comment belong to row and column, end to start",
        )
    return tuple(given.items())


def _check_span(place: str, given: Mapping[str, str], length: int | None, text: str | None) -> None:
    start, end = (int(checked(f"{place}, {key}", given[key], XSD + "integer", key)) for key in ("start", "end"))
    if start < 0 or start >= end or (length is not None and end > length):
        raise SourceError(place, f"start {start} and end {end} are no span of the text", "give the span of the quote")
    phrase = given.get("phrase")
    if phrase and text is not None and phrase not in text[start:end]:
        raise SourceError(
            place, f"the phrase {phrase!r} does not occur at {start}–{end}", "quote the text letter by letter"
        )
