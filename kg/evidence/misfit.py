"""What to say of the header of a source that does not have the keys and values it must."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from kg.errors import SourceError, suggestion

Fields = Collection[str]
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date",
    "datetime": "a date with a time",
    "object": "a table",
    "array": "a list",
}
"""Type, as a message of msgspec has it → the words for it."""

_TABLES = {
    "claim": "write [[claim]] before each claim",
    **{name: f"write [{name}]" for name in ("text", "record", "defaults")},
}


def misfit(
    file: str, data: Mapping[str, Any], error: msgspec.ValidationError, header: Fields, tables: Mapping[str, Fields]
) -> SourceError:
    """Return what to say of a header that has a key or a value that none takes; ``tables`` has the keys of each."""
    told = str(error)
    at = re.sub(r"^\$\.?|\[\.{3}\]", "", match[1] if (match := re.search(r"at `([^`]*)`", told)) else "")
    at = re.sub(r"\[(\d+)\]", lambda number: f" {int(number[1]) + 1}", at)
    place = f"{file}, {at}" if at else file
    known = tables.get(at, header)
    if match := re.search(r"missing required field `(\w+)`", told):
        return SourceError(place, f"no {match[1]!r}", f"say it: {match[1]} = …")
    unknown = next((key for key in data if key not in known), None) if not at else None
    if match := re.search(r"unknown field `([^`]*)`", told):
        unknown = match[1]
    if unknown is not None:
        return SourceError(place, f"unknown key {unknown!r}", suggestion(unknown, known, f"use {', '.join(known)}"))
    if match := re.search(r"Expected `([^`]*)`, got `([^`]*)`", told):
        wanted, given = (
            " or ".join(_KINDS.get(kind, kind) for kind in each.split(" | ") if kind != "null")
            for each in match.groups()
        )
        return SourceError(place, f"it is {given}, not {wanted}", _TABLES.get(at.partition(" ")[0], f"write {wanted}"))
    return SourceError(place, told, "correct the value there")


def texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every text in the values of a TOML file."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield place, key
            yield from texts(each, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from texts(each, f"{place} {number}")
