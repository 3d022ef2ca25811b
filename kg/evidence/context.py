"""The context of JSON-LD that lies beside it: put in its place, since nothing is fetched."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.file import strange

SUFFIXES = (".jsonld", ".json")


def beside(path: Path) -> dict[str, Path]:
    """Return name → file of the contexts that lie beside a file of JSON-LD; none where it is no JSON."""
    return {name: _file(path, name) for name in _named(_parsed(path.read_bytes())) if _is_name(path, name)}


def inlined(data: bytes, path: Path) -> bytes:
    """Return JSON-LD with the contexts that lie beside its file, or below the name of its source, in their places.

    Raises:
        ReadError: a context beside it is no file, or no JSON.
    """
    given = _parsed(data)
    if not any(_is_name(path, name) for name in _named(given)):
        return data
    return json.dumps(_filled(given, path), ensure_ascii=False).encode()


def kept(source: str, name: str) -> str:
    """Return how a context is called beside the source that uses it.

    >>> kept("data", "terms.jsonld")
    'data.terms.jsonld'
    """
    return f"{source}.{name}"


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _named(given: Any) -> Iterator[str]:
    """Yield each text that stands as a context."""
    if isinstance(given, list):
        for each in given:
            yield from _named(each)
    elif isinstance(given, dict):
        context = given.get("@context")
        yield from (each for each in (context if isinstance(context, list) else [context]) if isinstance(each, str))
        for key, value in given.items():
            if key != "@context":
                yield from _named(value)


def _is_name(path: Path, name: str) -> bool:
    plain = Path(name).name == name and name.lower().endswith(SUFFIXES)
    return plain and _file(path, name).exists()


def _file(path: Path, name: str) -> Path:
    below = path.with_name(kept(path.stem, name))
    return below if below.exists() else path.with_name(name)


def _filled(given: Any, path: Path) -> Any:
    if isinstance(given, list):
        return [_filled(each, path) for each in given]
    if not isinstance(given, dict):
        return given
    return {key: _context(value, path) if key == "@context" else _filled(value, path) for key, value in given.items()}


def _context(given: Any, path: Path) -> Any:
    if isinstance(given, list):
        return [_context(each, path) for each in given]
    if not isinstance(given, str) or not _is_name(path, given):
        return given
    file = _file(path, given)
    if found := strange(file):
        raise ReadError(file.name, found, "put the context itself there")
    told = _parsed(file.read_bytes())
    if not isinstance(told, dict):
        raise ReadError(file.name, "it is no context: no object of JSON", "correct it there")
    return told.get("@context", told)
