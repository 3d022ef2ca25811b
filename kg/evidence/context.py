"""The context of JSON-LD that lies beside it: put in its place, since nothing is fetched."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.file import strange

SUFFIXES = (".jsonld", ".json")
CHAINED = 500
"""The steps in which terms of a context may be defined by one another: a reader takes one within another."""


def beside(path: Path) -> dict[str, Path]:
    """Return name → file of the contexts that lie beside a file of JSON-LD; none where it is no JSON."""
    return {name: _file(path, name) for name in _named(_parsed(path.read_bytes())) if _is_name(path, name)}


def inlined(data: bytes, path: Path) -> bytes:
    """Return JSON-LD with the contexts that lie beside its file, or below the name of its source, in their places.

    Raises:
        ReadError: a context beside it is no file, or no JSON; or its terms are defined by one another too deeply.
    """
    given = _parsed(data)
    filled = any(_is_name(path, name) for name in _named(given))
    if filled:
        given = _filled(given, path)
    if any(_chained(each) for each in _contexts(given)):
        found = f"the terms of its context are defined by one another in more than {CHAINED} steps"
        raise ReadError(path.name, found, "define them by addresses")
    return json.dumps(given, ensure_ascii=False).encode() if filled else data


def _contexts(given: Any) -> Iterator[dict[str, Any]]:
    """Yield each context that stands in JSON-LD, those of terms as well."""
    left = [given]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            told = one.get("@context")
            yield from (each for each in (told if isinstance(told, list) else [told]) if isinstance(each, dict))
            left += one.values()


def _chained(context: dict[str, Any]) -> bool:
    """Return whether terms of a context are defined by one another in too many steps, or in a circle."""
    used = {
        term: {name for name in _defining(term, told) if name in context and name != term}
        for term, told in context.items()
    }
    waiting = {term: len(by) for term, by in used.items()}
    using: dict[str, list[str]] = {}
    for term, by in used.items():
        for each in by:
            using.setdefault(each, []).append(term)
    ready = [term for term, number in waiting.items() if not number]
    for _ in range(CHAINED):
        done, ready = ready, []
        for term in done:
            for each in using.get(term, ()):
                waiting[each] -= 1
                if not waiting[each]:
                    ready.append(each)
        if not ready:
            return any(waiting.values())
    return True


def _defining(term: str, told: Any) -> Iterator[str]:
    """Yield what may be terms in the name of a term and in what defines it, prefixes as well."""
    by = (told.get(key) for key in ("@id", "@type", "@reverse")) if isinstance(told, dict) else (told,)
    for text in (term, *by):
        if isinstance(text, str):
            yield text
            yield text.partition(":")[0]


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
