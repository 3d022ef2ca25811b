"""A reference of one claim to another: by ``#id`` in its file, by ``source#id``, or by the address of the claim."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.errors import SourceError, suggestion
from kg.evidence import table
from kg.evidence.claim import Claim, Role
from kg.evidence.key import keys
from kg.evidence.source import Source
from kg.namespace import iri
from kg.tables import mapping

JUDGING = ("disputes", "confirms")
"""The keys that list claims which a claim judges."""


def listed(place: str, raw: Mapping[str, Any], key: str) -> list[str]:
    """Return the references that a raw claim lists in a key.

    Raises:
        SourceError: what stands there is not a list.
    """
    given = raw.get(key, [])
    if not isinstance(given, list):
        raise SourceError(place, f"{key!r} is not a list", "write ['#id']")
    return [str(name).strip() for name in given]


def held(raw: Mapping[str, Any], roles: Mapping[str, Role]) -> list[str]:
    """Return the ids of claims of its file, such as ``#total``, whose situations a raw claim has in its roles."""
    given = [str(raw[role.name]) for role in roles.values() if role.class_iri and role.name in raw]
    return [name for name in given if name.startswith("#")]


def judged(place: str, raw: Mapping[str, Any]) -> list[str]:
    """Return the ids of claims of its file, such as ``#total``, that a raw claim disputes or confirms.

    Raises:
        SourceError: as :func:`listed`.
    """
    return [name for key in JUDGING for name in listed(place, raw, key) if not reaches(name)]


def released(
    source: str,
    pending: Mapping[str, Mapping[str, Any]],
    wanted: Mapping[str, Sequence[str]],
    named: Container[str],
    stated: Iterable[str],
) -> str:
    """Return the place of a claim that waits only for claims which it judges, and which wait for others in a circle.

    ``wanted`` is place → the ids that it refers to; ``named`` are those of claims that were read, ``stated`` all ids.

    Raises:
        SourceError: there is none: a claim refers to itself, to one that is not there, or is a part of its own part.
    """
    ids, first = set(stated), ""
    for place, raw in pending.items():
        if fault := itself(place, raw, source):
            raise fault
        missing = [each for each in wanted[place] if each not in named]
        if unknown := next((each for each in missing if each not in ids), ""):
            todo = "give that claim this id"
            if not unknown.startswith("#"):
                todo = "write '#id' of a claim here or 'source#id' of another's; a whole source is judged by a Critique"
            raise SourceError(place, f"no claim has the id {unknown!r}", suggestion(unknown, ids, todo))
        if set(missing) <= set(judged(place, raw)):
            return place
        first = first or f"{place}\n{missing[0]}"
    place, _, name = first.partition("\n")
    raise SourceError(place, f"it and the claim {name!r} refer to each other", "let one of them refer to the other")


def rows(source: Source, path: Path, span: table.Span | None = None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (place, raw claim) of each row of a file of a source's table, or of a span of it.

    One that the header names may be the document itself: where a claim has a column and no row, they are the file's
    own.

    Raises:
        SourceError: as :func:`kg.evidence.table.numbered`.
    """
    name, named = path.relative_to(source.path.parent).as_posix(), path != source.path.with_suffix(".csv")
    for place, number, cells in table.numbered(path, keys(), span, name):
        if named and "row" not in cells and "column" in {*cells, *source.header.defaults}:
            cells = {"sheet": name, "row": str(number)} | cells
        yield place, split(cells)


def identified(source: Source) -> dict[str, Mapping[str, Any]]:
    """Return ``#id`` → the raw claim of each row of a source's table that has an id; none of a mapped table.

    A table that cannot be read has those before the fault, which is told by the one who reads its claims.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for path in [] if mapping.beside(source.path).exists() else source.tables():
        with suppress(SourceError):
            for _, raw in rows(source, path):
                if "id" in raw:
                    found.setdefault(f"#{raw['id']}", raw)
    return found


def split(cells: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the cells of a row of a table, those that list references parted at each ``|``."""
    several = {key: cells[key].split("|") for key in JUDGING if key in cells}
    return {**cells, **several} if several else cells


def reaches(name: str) -> bool:
    """Return whether a reference leads out of its file.

    >>> [reaches(name) for name in ("#total", "herald#total", "claim:0123456789abcdef0123", "total")]
    [False, True, True, False]
    """
    return name.startswith(("claim:", iri("claim:"))) or "#" in name[1:]


def parts(name: str) -> tuple[str, str]:
    """Return the id of the source and of the claim in a reference; both are empty for the address of a claim.

    >>> parts("source:herald#total"), parts("#total"), parts("claim:0123456789abcdef0123")
    (('herald', 'total'), ('', 'total'), ('', ''))
    """
    if name.startswith(("claim:", iri("claim:"))):
        return "", ""
    source, _, id_ = name.removeprefix("source:").partition("#")
    return source, id_


def taken(place: str, source: str, id_: str, named: Mapping[str, Claim]) -> Claim:
    """Return the claim of a source that has an id; ``named`` is ``#id`` → claim.

    Raises:
        SourceError: none has it; the nearest id is suggested.
    """
    if f"#{id_}" in named:
        return named[f"#{id_}"]
    todo = suggestion(id_, {name[1:] for name in named}, "give that claim this id, or write the claim's address")
    raise SourceError(place, f"no claim of {source} has the id {id_!r}", todo)


def itself(place: str, raw: Mapping[str, Any], source: str) -> SourceError | None:
    """Return what to say of a raw claim of a source that refers to itself; nothing where it does not."""
    names = {f"{of}#{raw.get('id')}" for of in ("", source, f"source:{source}")}
    for key, given in raw.items() if "id" in raw else ():
        if any(str(each).strip() in names for each in (given if isinstance(given, list) else [given])):
            told = f"the claim {raw['id']!r} {_SELF.get(key, 'refers to')} itself"
            return SourceError(place, told, f"name in {key!r} the other claim that it means, or leave {key!r} out")
    return None


_SELF = {"disputes": "disputes", "confirms": "confirms", "within": "is a part of", "finances": "pays for"}
"""Key → what a claim does to the one that it names there."""
