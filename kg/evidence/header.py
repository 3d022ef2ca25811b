"""What a source file says at its head: what the source is, and how its claims were made."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from kg.errors import SourceError, UnknownName
from kg.namespace import node


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The prose a source's text locators count in: offsets are code points of the text with this digest."""

    sha256: str
    characters: int


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the claims of a source were made: by what or whom, when, from which file, and who has looked at them."""

    reader: str
    """A program, such as ``from_published.py`` or ``kg read``, or ``hand``."""
    version: str | None = None
    made: datetime.date | None = None
    file: str | None = None
    """The name of the file that was read."""
    sha256: str | None = None
    """The digest of that file."""
    reviewer: str | None = None
    reviewed: datetime.date | None = None


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a source itself."""

    title: str
    type: str = "Source"
    issued: Any = None
    """The year, month or day on which it was published, as precise as the source gives it."""
    creator: str | None = None
    publisher: str | None = None
    identifier: str | None = None
    license: str | None = None
    attribution: str | None = None
    origin: str | None = None
    """The id of the source whose facts this one repeats."""
    part_of: str | None = None
    series: str | None = None
    """The id of the series whose edition this is; the editions of a series count as one witness."""
    own_collection: bool = False
    """Whether the source states that it collected its data anew, and so counts as a witness of its own."""
    replaces: str | None = None
    """The id of the released source in whose place this one of a workspace stands: its own id."""
    revises: str | None = None
    """The id of the edition before."""
    edition_year: int | None = None
    as_of: Any = None
    """The year, month or day whose state of things the source describes; its edition year where none is given."""
    accessed: datetime.date | None = None
    archived: str | None = None
    note: str | None = None
    visibility: str = "public"
    visibility_reason: str | None = None
    """Why the source and all it says are not shared, where its visibility is internal."""
    tables: list[str] = []
    """Files of the table of its claims besides ``<id>.csv``: names or patterns, in the source's folder or below."""
    text: Text | None = None
    record: Record | None = None
    defaults: dict[str, Any] = {}
    expect: dict[str, int] = {}
    """Kind of situation → how many claims of that kind the source holds."""
    claim: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    """Claims that a reviewer rejected, each with the reason, by whom and when: no claims, and not proposed again."""


def licensed(place: str, license_: str) -> None:
    """Do nothing where a license is an address of the web.

    Raises:
        SourceError: it is none.
    """
    todo = "give the address of the license, or leave it out where none is stated"
    found = f"the license {license_!r} is not an IRI"
    try:
        named = node(license_).value
    except UnknownName as error:
        raise SourceError(place, found, todo) from error
    if not named.startswith(("https://", "http://")):
        raise SourceError(place, f"{found} of the web", todo)


def misdated(header: Header) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield (keys, what is wrong, what to do) for each of the days of a source and its record that cannot be.

    Days are held against each other as far as both are said: 2020-05 is not before 2020.
    """
    record = header.record or Record("")
    orders = (
        ("issued", header.issued, ("accessed",), header.accessed),
        ("as_of", header.as_of, ("issued",), header.issued),
        ("made", record.made, ("record", "reviewed"), record.reviewed),
    )
    for first, one, keys, other in orders:
        length = min(len(str(one)), len(str(other)))
        if one and other and str(one)[:length] > str(other)[:length]:
            yield keys, f"{other} is before {first} = {one}", "correct one of the two"
    if record.sha256 is not None and not re.fullmatch("[0-9a-f]{64}", record.sha256):
        todo = "write its 64 digits of 0 to 9 and a to f, as sha256sum prints them"
        yield ("record", "sha256"), f"{record.sha256!r} is no SHA-256", todo
    if record.reviewed and not record.reviewer:
        yield ("record", "reviewed"), "a review without 'reviewer'", "say who reviewed it"
