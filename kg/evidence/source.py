"""A source: a document or table we cite. One TOML file, with a CSV of its stem for a table of claims."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import SourceError, UnknownName, suggestion
from kg.namespace import iri, local_name, node, terms

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The prose a source's text locators count in: offsets are code points of the text with this digest."""

    sha256: str
    characters: int


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a source itself."""

    title: str
    type: str = "Source"
    issued: datetime.date | int | None = None
    creator: str | None = None
    publisher: str | None = None
    identifier: str | None = None
    license: str | None = None
    attribution: str | None = None
    origin: str | None = None
    """The id of the source whose facts this one repeats."""
    part_of: str | None = None
    edition_year: int | None = None
    note: str | None = None
    text: Text | None = None
    defaults: dict[str, Any] = {}
    expect: dict[str, int] = {}
    """Kind of situation → how many claims of that kind the source holds."""
    claim: list[dict[str, Any]] = []


@dataclass(frozen=True)
class Source:
    """One source: its id (the file's stem), its file and its header."""

    id: str
    path: Path
    header: Header = field(repr=False)

    def text(self) -> str | None:
        """Return the text that stands beside the file (same stem, ``.txt``), or None where there is none.

        Raises:
            SourceError: the file is not UTF-8 text.
        """
        path = self.path.with_suffix(".txt")
        try:
            return path.read_text(encoding="utf-8") if path.exists() else None
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(path.name, f"cannot be read ({error})", "save it as UTF-8 text") from error


def read(path: Path) -> Source:
    """Return the source a TOML file describes; its claims are read by :func:`kg.evidence.statement.claims`.

    Raises:
        SourceError: not TOML, an unknown or missing key, a value of another type, a file name that is no id.
    """
    if not _ID.fullmatch(path.stem):
        raise SourceError(
            path.name, f"{path.stem!r} is not an id", "name the file by lower-case letters, digits and hyphens"
        )
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _checked(Source(path.stem, path, msgspec.convert(data, Header)))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path.name, f"not valid TOML ({error})", "correct the syntax there") from error
    except msgspec.ValidationError as error:
        unknown = next((key for key in data if key not in Header.__struct_fields__), None)
        if unknown is not None:
            hint = suggestion(unknown, Header.__struct_fields__, f"use {', '.join(Header.__struct_fields__)}")
            raise SourceError(path.name, f"unknown key {unknown!r}", hint) from error
        raise SourceError(path.name, str(error), "correct the value there") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path.name, f"cannot be read ({error})", "save it as UTF-8 TOML") from error


def _checked(source: Source) -> Source:
    """Return the source itself where its type and its license are of the kind they must be."""
    file, type_, license_ = source.path.name, source.header.type, source.header.license
    above = iri("ais:Source")
    known = [local_name(name) for name, classes in terms().superclasses.items() if above in classes]
    if type_ not in known:
        raise SourceError(
            file, f"{type_!r} is not a kind of source", suggestion(type_, known, f"use {', '.join(sorted(known))}")
        )
    if license_ is not None:
        try:
            node(license_)
        except UnknownName as error:
            raise SourceError(
                file, f"the license {license_!r} is not an IRI", "give the address of the license"
            ) from error
    return source


def read_all(*folders: Path) -> dict[str, Source]:
    """Return id → source for every ``*.toml`` of the folders, sorted by id.

    Raises:
        SourceError: as :func:`read`; also when two folders hold a source of one id, a folder does not exist, a table
            has no TOML file, or the origin or the whole of a source is not among the sources.
    """
    found: dict[str, Source] = {}
    for place in folders:
        if not place.is_dir():
            raise SourceError(str(place), "no such folder of sources", "name a folder that holds <id>.toml files")
        for path in sorted(place.glob("*.toml")):
            source = read(path)
            if source.id in found:
                raise SourceError(
                    str(path), f"the id {source.id!r} is taken by {found[source.id].path}", "rename the file"
                )
            found[source.id] = source
        for path in sorted(place.glob("*.csv")):
            if path.stem not in found:
                raise SourceError(path.name, f"a table without {path.stem}.toml", "describe the source there")
    for source in found.values():
        for key, other in (("origin", source.header.origin), ("part_of", source.header.part_of)):
            if other is not None:
                known(f"{source.path.name}, {key}", other, found)
    return dict(sorted(found.items()))


def known(place: str, name: str, sources: Mapping[str, Source]) -> str:
    """Return the id in a name such as ``aigs-2022`` or ``source:aigs-2022``.

    Raises:
        SourceError: no source has this id.
    """
    id_ = name.removeprefix("source:")
    if id_ not in sources:
        raise SourceError(place, f"no source has the id {id_!r}", suggestion(id_, sources, "add its file"))
    return id_
