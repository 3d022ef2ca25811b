"""The names that sources and lists hold, each once: which no register knows, and which mean several things."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import Faults, ReadError, SourceError, UnknownName
from kg.evidence import assertion, mapped, source, table
from kg.evidence.claim import kinds
from kg.evidence.reference import split
from kg.evidence.register import Registers
from kg.file import irregular, why
from kg.namespace import curie, iri
from kg.naming.form import said
from kg.setting import Workspace
from kg.tables import mapping
from kg.tables.leftover import Account

SOUGHT = 1_000
"""Near names are sought for the most frequent so many names that no register knows; to seek takes milliseconds each."""


class Unknown(NamedTuple):
    """A name that stands for no one thing: what is said of it, how often and where first it stands."""

    name: str
    kind: str
    """The class that the place asks for, as a CURIE; empty for any."""
    times: int
    place: str
    found: str
    todo: str

    def __str__(self) -> str:
        more = f" (and {self.times - 1} more)" if self.times > 1 else ""
        wanted = f" [{self.kind}]" if self.kind else ""
        return f"{self.name!r}{wanted}: {self.found}; {self.todo}; first in {self.place}{more}"


def sources(own: Workspace) -> list[Path]:
    """Return the files of the sources of a workspace, sorted."""
    found = (own.folder / "sources").glob("*.toml")
    return sorted(path for path in found if not path.name.endswith(mapping.SUFFIX))


def unknown(files: Iterable[Path], registers: Registers) -> tuple[int, list[Unknown]]:
    """Return how many names files state, and those that stand for no one thing, the most frequent first.

    Beyond :data:`SOUGHT` of them no near name is proposed, so that the time grows with the list alone. A file of TOML
    is a source, with the table beside it; any other is a list of names, one a line.

    Raises:
        ReadError: a file cannot be read.
    """
    places: dict[tuple[str, str], list[str]] = {}
    files = list(files)
    for path in files:
        for place, name, wanted in _source(path) if path.suffix == ".toml" else _list(path):
            places.setdefault((name, wanted), []).append(place)
    found: list[Unknown] = []
    for path in files:
        found += _opened(path, registers) if path.suffix == ".toml" else []
    sought = 0
    for (name, wanted), at in sorted(places.items(), key=lambda each: -len(each[1])):
        try:
            registers.resolve(name, wanted or None, at[0], hints=sought < SOUGHT)
        except UnknownName as error:
            sought += 1
            kind = curie(wanted) if wanted else ""
            found.append(Unknown(name, kind, len(at), at[0], error.found, error.todo))
    return len(places), sorted(found, key=lambda each: (-each.times, each.name.casefold(), each.kind))


def _opened(path: Path, registers: Registers) -> Iterator[Unknown]:
    """Yield what is open in the original with a mapping, and in the RDF, that lie beside the file of a source."""
    read = source.read(path)
    if (beside := mapped.beside(read)) is not None:
        account = Account()
        for _ in mapped.rows(beside, registers, account):
            pass
        for open_, cells, first in account.open.values():
            decided = beside.names.get((open_.kind, said(open_.name)))
            if decided is None or not (decided.thing or decided.left):
                place, todo = f"{beside.original.name}, {first}", f"say what it means in {beside.path.name}"
                yield Unknown(open_.name, open_.kind, cells, place, open_.why, todo)
    if (graph := assertion.beside(path)) is not None:
        for each, times in assertion.read(graph, read.id, registers).unknown.items():
            yield Unknown(each.name, each.kind, times, f"{graph.name}, {each.node}", each.found, each.todo)


def _list(path: Path) -> Iterator[tuple[str, str, str]]:
    if told := irregular(path):
        raise ReadError(str(path), told, "name a file of text")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read ({why(error)})", "save it as UTF-8 text, a name a line") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path.name}, line {number}", line.strip(), ""


def _source(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (place, name, class) of each name in the claims of a source."""
    read = source.read(path)
    stated: list[tuple[str, Mapping[str, object]]] = [
        (f"{path.name}, claim {number}", raw) for number, raw in enumerate(read.header.claim, 1)
    ]
    faults = Faults()
    with faults.kept():
        for beside in read.tables() if mapped.beside(read) is None else ():
            stated += [(place, split(cells)) for place, cells in table.rows(beside)]
    faults.told()
    for place, raw in stated:
        given = {**read.header.defaults, **raw}
        roles = kinds().get(str(given.get("kind")))
        if roles is None:
            told = f"{given.get('kind')!r} is not a kind of situation"
            raise SourceError(place, told, f"use one of {', '.join(kinds())}")
        wanted = {role.name: role.class_iri for role in roles.values() if role.class_iri}
        for key, class_iri in (*wanted.items(), ("claimedBy", iri("ais:Agent"))):
            values = given.get(key, [])
            for value in map(str, values if isinstance(values, list) else [values]):
                if value and not value.startswith(("#", "source:")):
                    yield f"{place}, {key}", value, class_iri
