"""What to say of a file of TOML that is none, or that does not have the keys and values it must: all of it, by line."""

import copy
import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from kg.errors import ReadError, suggestion
from kg.toml import MOST

Keys = tuple[str | int, ...]
"""Where a value stands: the names of tables and keys, and the places in lists from 0."""
_T = TypeVar("_T")
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
    "table": "write [[table]] before each table",
    **{name: f"write [{name}]" for name in ("text", "record", "defaults", "expect", "names")},
}
_MISSING = re.compile(r"missing required field `(\w+)`")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_FITTING: tuple[Any, ...] = ("x", 0, [], {}, datetime.date(2000, 1, 1), True)
"""What takes the place of a value that does not fit, so that the rest is read."""
_MOST = 200
"""How many misfits of one file are looked for."""
_SYNTAX = (
    (
        r"Invalid value \(at end",
        "the last value is not complete",
        "close the list, the table or the text that it begins",
    ),
    (r"Invalid value", "no value stands there", "write a text in quotes, a number, a date, true or false, or a list"),
    (r"Expected '=' after a key", "a key without '='", "write key = value"),
    (r"Invalid statement", "it is neither a key nor a table", "write key = value, or [table]"),
    (r"Unterminated string|Illegal character", "a text is not closed", "end it with the quotes that it begins with"),
    (r"Expected \"?'?\"|Expected \"'''\"", "a text is not closed", "end it with the quotes that it begins with"),
    (r"Unescaped|Invalid hex value|Escaped character", "a '\\' begins no sign", "write '\\\\', or the text in '…'"),
    (r"Expected newline or end of document", "more stands there than one value", "begin a line for each key"),
    (r"Expected '\]\]?' at the end", "the name of a table is not closed", "write [name], or [[name]] for one of many"),
    (r"Unclosed array", "a list is not closed", "end it with ']'"),
    (r"Unclosed inline table", "a table in braces is not closed", "end it with '}'"),
    (r"Cannot overwrite a value|Duplicate inline", "a key stands there twice", "leave one of them out"),
    (r"Cannot declare|Cannot mutate|Cannot redefine", "a table stands there twice", "write its keys in one place"),
    (r"Invalid initial character for a key", "a key begins with a sign", "write it in quotes"),
    (r"Invalid date or datetime", "there is no such day or hour", "write a date as 2021-12-31"),
)
"""What tomllib says → what is found, and what to do."""
_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_LINE = re.compile(rf"[ \t]*(?:(?P<open>\[\[?)[ \t]*(?P<table>{_NAMES})[ \t]*\]|(?P<key>{_NAMES})[ \t]*=)")


def syntax(file: str, text: str, error: Exception, kind: type[ReadError] = ReadError) -> ReadError:
    """Return what to say of a text that is no TOML, with the line and the column."""
    told = str(error)
    at = re.search(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$", told)
    where = f"{file}, line {at[1]}, column {at[2]}" if at and at[1] else f"{file}, its end" if at else file
    if told.startswith("Cannot") and not (at and at[1]):
        where = f"{file}, line {len(text.rstrip().splitlines())}"
    found, todo = next(((found, todo) for form, found, todo in _SYNTAX if re.match(form, told)), ("", ""))
    said = found or (told[: at.start()] if at else told)
    return kind(where, f"not valid TOML: {said[:1].lower()}{said[1:]}", todo or "correct the syntax there")


def converted(
    file: str, text: str, data: Mapping[str, Any], type_: type[_T], kind: type[ReadError] = ReadError
) -> tuple[_T | None, list[ReadError]]:
    """Return the values of a file as a type, and what is wrong with its keys and values, in the order they are met.

    Of values that do not fit the default is returned, or one that fits; None where none does.
    """
    import msgspec

    held, faults, lines = copy.deepcopy(dict(data)), list[ReadError](), _lines(text)
    while len(faults) < _MOST:
        try:
            return msgspec.convert(held, type_), _unrepeated(faults)
        except msgspec.ValidationError as error:
            keys = _keys(held, str(error), type_)
            faults.append(kind(*_told(file, str(error), keys, lines, _known(type_, keys))))
            if not _mended(held, _at(held, str(error), type_), type_):
                break
    return None, _unrepeated(faults)


def _unrepeated(faults: list[ReadError]) -> list[ReadError]:
    """Return faults without those of a key that is lacking because it is misspelt."""
    meant = {fault.todo for fault in faults}
    return [fault for fault in faults if fault.found.replace("no '", "did you mean '") + "?" not in meant]


def place(file: str, text: str, *keys: str | int) -> str:
    """Return a file with the line and the name of the value of some keys."""
    return _place(file, keys, _lines(text))


def _place(file: str, keys: Keys, lines: Mapping[Keys, int]) -> str:
    number = next((lines[keys[:n]] for n in range(len(keys), 0, -1) if keys[:n] in lines), None)
    named = "".join(f" {key + 1}" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")
    return ", ".join([file, *([f"line {number}"] if number else []), *([named] if named else [])])


def _told(file: str, told: str, keys: Keys, lines: Mapping[Keys, int], known: tuple[str, ...]) -> tuple[str, str, str]:
    where = _place(file, keys, lines)
    if match := _MISSING.search(told):
        return where, f"no {match[1]!r}", f"say it: {match[1]} = …"
    if match := _UNKNOWN.search(told):
        unknown = match[1]
        number = lines.get((*keys, unknown))
        where = _place(file, keys, {keys: number} if number and keys else lines)
        where = f"{file}, line {number}" if number and not keys else where
        return where, f"unknown key {unknown!r}", suggestion(unknown, known, f"use {', '.join(known)}")
    if match := re.search(r"Expected `([^`]*)`, got `([^`]*)`", told):
        wanted, given = (
            " or ".join(_KINDS.get(each, each) for each in kinds.split(" | ") if each != "null")
            for kinds in match.groups()
        )
        whole = len(keys) == 1 or (len(keys) == 2 and isinstance(keys[1], int))
        todo = _TABLES.get(str(keys[0]), f"write {wanted}") if keys and whole else f"write {wanted}"
        return where, f"it is {given}, not {wanted}", todo
    if match := re.search(r"Invalid RFC3339 encoded (\w+)", told):
        return where, f"it is no {match[1]}", "write a date as 2021-12-31, without quotes"
    return where, re.sub(r" - at `.*`$", "", told).replace("`", "'"), "correct the value there"


def _keys(held: Any, told: str, type_: Any) -> Keys:
    """Return where the value stands that a message is about; one that it leaves open is found by trial."""
    at = match[1] if (match := re.search(r"at `(?:key` in `)?\$([^`]*)`", told)) else ""
    found: list[str | int] = []
    for name, number, any_ in re.findall(r"\.(\w+)|\[(\d+)\]|(\[\.\.\.\])", at):
        if not any_:
            found.append(name or int(number))
            continue
        among = _value(held, found) if isinstance(_value(held, found), dict) else ()
        alone = next((key for key in among if _refused({**held}, (*found, key), type_) == told), None)
        if alone is None:
            break
        found.append(alone)
    return tuple(found)


def _refused(held: dict[str, Any], keys: Keys, type_: Any) -> str:
    """Return the message where a table has the last of some keys alone."""
    trial = copy.deepcopy(held)
    *above, last = keys
    among = _value(trial, above)
    kept = among[last]
    among.clear()
    among[last] = kept
    return _message(trial, type_)


def _message(held: Any, type_: Any) -> str:
    import msgspec

    try:
        msgspec.convert(held, type_)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _at(held: dict[str, Any], told: str, type_: Any) -> Keys:
    """Return where the value stands, or would, that a message is about."""
    named = _MISSING.search(told) or _UNKNOWN.search(told)
    keys = _keys(held, told, type_)
    return (*keys, named[1]) if named else keys


def _mended(held: dict[str, Any], at: Keys, type_: Any) -> bool:
    """Take a value out, or put one that fits in its place; return whether no message is about it then."""
    if not at:
        return False
    *above, last = at
    among = _value(held, above)
    if isinstance(among, dict) and last in among and last not in _needed(type_, above):
        del among[last]
        if not (said := _message(held, type_)) or _at(held, said, type_) != at:
            return True
    for fitting in _FITTING:
        among[last] = copy.deepcopy(fitting)
        if not (said := _message(held, type_)) or _at(held, said, type_) != at:
            return True
    return False


def _value(held: Any, keys: Any) -> Any:
    for key in keys:
        held = held[key]
    return held


def _known(type_: Any, keys: Keys) -> tuple[str, ...]:
    """Return the keys of the table that stands there; none where any key may."""
    return tuple(field.encode_name for field in _fields(_struct(type_, keys)))


def _needed(type_: Any, keys: Sequence[str | int]) -> set[str]:
    """Return the keys that the table that stands there must have."""
    return {field.encode_name for field in _fields(_struct(type_, keys)) if field.required}


def _struct(type_: Any, keys: Sequence[str | int]) -> Any:
    """Return the type of the value that stands there, or the struct within it."""
    for key in keys:
        fields = {field.encode_name: field.type for field in _fields(type_)}
        if fields:
            type_ = _inner(fields[str(key)]) if str(key) in fields else Any
        elif not isinstance(key, int):
            type_ = _inner(type_)
    return type_


def _fields(type_: Any) -> tuple[Any, ...]:
    import msgspec

    return msgspec.structs.fields(type_) if isinstance(type_, type) and issubclass(type_, msgspec.Struct) else ()


def _inner(type_: Any) -> Any:
    """Return the struct within a type such as ``list[Table]``; the type itself where there is none."""
    if _fields(type_):
        return type_
    within = [_inner(each) for each in getattr(type_, "__args__", ())]
    return next((each for each in within if _fields(each)), type_)


def _lines(text: str) -> dict[Keys, int]:
    """Return where the tables and keys of a text of TOML stand → the line, from 1."""
    plain = re.sub(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL)
    found: dict[Keys, int] = {}
    counts: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in enumerate(plain.splitlines(), 1):
        if (match := _LINE.match(line)) is None:
            continue
        names = [name.strip("\"'") for name in re.findall(_NAME, match["table"] or match["key"])]
        if match["key"]:
            for n in range(len(names)):
                found.setdefault((*table, *names[: n + 1]), number)
            continue
        table = ()
        for n, name in enumerate(names):
            table = (*table, name)
            found.setdefault(table, number)
            if match["open"] == "[[" and n == len(names) - 1:
                counts[table] = counts.get(table, 0) + 1
            if table in counts:
                table = (*table, counts[table] - 1)
                found.setdefault(table, number)
    return found


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


def parsed(file: str, text: str, read: Any, kind: type[ReadError] = ReadError) -> dict[str, Any]:
    """Return what a text of TOML holds, read with a function such as :func:`kg.toml.loads`.

    Raises:
        ReadError: it is none, or too long.
    """
    if len(text) > MOST:
        found = f"it is longer than {MOST:,} characters, which take too long to read as TOML"
        raise kind(file, found, "part it into several files, or put its claims into a table beside it")
    try:
        told: dict[str, Any] = read(text)
    except tomllib.TOMLDecodeError as error:
        raise syntax(file, text, error, kind) from error
    except RecursionError as error:
        raise kind(file, "its values are nested too deeply", "write it flat") from error
    except ValueError as error:
        raise kind(file, "a number in it has too many digits", "write a shorter one") from error
    return told
