"""A reference of one claim to another: by ``#id`` in its file, by ``source#id``, or by the address of the claim."""

from collections.abc import Mapping
from typing import Any

from kg.errors import SourceError, suggestion
from kg.evidence.claim import Claim
from kg.namespace import iri


def listed(place: str, raw: Mapping[str, Any], key: str) -> list[str]:
    """Return the references that a raw claim lists in a key.

    Raises:
        SourceError: what stands there is not a list.
    """
    given = raw.get(key, [])
    if not isinstance(given, list):
        raise SourceError(place, f"{key!r} is not a list", "write ['#id']")
    return [str(name).strip() for name in given]


def split(cells: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the cells of a row of a table, those that list references parted at each ``|``."""
    several = {key: cells[key].split("|") for key in ("disputes", "confirms") if key in cells}
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
