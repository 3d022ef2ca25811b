"""A source: a document or table we cite. One TOML file, with a CSV of its stem for a table of claims."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg import misfit
from kg.character import control
from kg.errors import Faults, SourceError, suggestion
from kg.evidence import leftover, lineage, volume
from kg.evidence.claim import kinds as kinds_of_claims
from kg.evidence.header import Header as Header
from kg.evidence.header import licensed, misdated
from kg.evidence.value import instant
from kg.evidence.visibility import reason
from kg.file import held, strange, undecoded
from kg.namespace import BASE, folder, iri, local_name, terms
from kg.naming.form import trimmed
from kg.setting import workspace
from kg.tables import mapping
from kg.toml import loads, opening

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")
"""What the id of a source is."""
RESERVED = re.compile(
    r"derived|manifest|ontology|own(-ontology|-register-.*)?|situations|register-.*|workspace|internal"
)
"""Ids that no source has: the toolkit's own graphs are called so."""


@dataclass(frozen=True)
class Source:
    """One source: its id (the file's stem), its file and its header."""

    id: str
    path: Path
    header: Header = field(repr=False)

    def text(self) -> str | None:
        """Return the text that stands beside the file (same stem, ``.txt``), or None where there is none.

        Raises:
            SourceError: the file is not the text with the digest in ``[text]``, or not UTF-8 where there is none.
        """
        path, declared = self.path.with_suffix(".txt"), self.header.text
        if not path.exists() or (not declared and self._maps(path)):
            return None
        try:
            text = decoded(held(path), declared.sha256 if declared else None)
        except OSError as error:
            raise SourceError(path.name, f"cannot be read ({error.strerror})", "restore the file") from error
        if text is None and declared:
            raise SourceError(
                self.path.name, f"{path.name} is not the text with the digest in [text]", "restore that text"
            )
        if text is None:
            raise SourceError(path.name, "it is not UTF-8", "save it as UTF-8 text")
        return text

    def _maps(self, path: Path) -> bool:
        """Return whether a file is the original of the mapping beside, and so a table and no text."""
        beside = mapping.beside(self.path)
        return beside.exists() and mapping.read(beside).file.file == path.name

    def tables(self) -> list[Path]:
        """Return the files of the table of its claims: that of its stem, then those that its header names, sorted.

        Raises:
            SourceError: a name that no file has, a file out of the folder, or one that is no table.
        """
        beside, folder = self.path.with_suffix(".csv"), self.path.parent
        found = [beside] if beside.exists() else []
        for name in self.header.tables:
            place = f"{self.path.name}, tables"
            if Path(name).is_absolute() or ".." in Path(name).parts or not name.strip():
                raise SourceError(place, f"{name!r} is not in the folder of the source", "name files there or below")
            try:
                named = sorted(path for path in folder.glob(name) if not path.is_dir())
            except ValueError as error:
                raise SourceError(
                    place, f"{name!r} is no pattern ({error})", "write for example 'claims/*.csv'"
                ) from error
            if not named:
                raise SourceError(place, f"no file is called {name!r}", "correct the name, or put the file there")
            for path in named:
                if not volume.ending(path):
                    todo = f"save it as {', '.join(volume.ENDINGS)}"
                    raise SourceError(place, f"{path.name} is no table of claims", todo)
                if not path.resolve().is_relative_to(folder.resolve()):
                    raise SourceError(place, f"{path.name} is a link to a file out of the folder", "put the file there")
            found += named
        return list(dict.fromkeys(found))


_ENCODINGS = (
    *("utf-8-sig", "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "gb18030"),
    *("big5", "shift_jis", "euc_jp", "euc_kr", "koi8_r", "iso8859_2", "iso8859_5", "iso8859_15", "latin_1"),
)


def decoded(data: bytes, digest: str | None) -> str | None:
    """Return the text that bytes hold: the one with a SHA-256 digest, in whatever encoding, or else UTF-8 text.

    None where they hold no such text. A byte order mark is no part of a text, and the ends of its lines are.
    """
    for encoding in _ENCODINGS if digest else ("utf-8-sig",):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if digest in (None, hashlib.sha256(text.encode()).hexdigest()):
            return text
    return None


def read(path: Path) -> Source:
    """Return the source a TOML file describes; its claims are read by :func:`kg.evidence.statement.claims`.

    Raises:
        SourceError: all of it at once: not TOML, an unknown or missing key, a value of another type, a name of a file
            that is no id.
    """
    if not ID.fullmatch(path.stem):
        raise SourceError(
            path.name, f"{path.stem!r} is not an id", "name the file by lower-case letters, digits and hyphens"
        )
    if RESERVED.fullmatch(path.stem):
        raise SourceError(path.name, f"{path.stem!r} is the name of a graph of the toolkit", "name the file otherwise")
    try:
        if found := strange(path):
            raise SourceError(path.name, found, "put a file of TOML there")
        text = opening(path)
    except UnicodeDecodeError as error:
        line, byte = undecoded(error.object)
        raise SourceError(f"{path.name}, line {line}", f"it is not UTF-8 ({byte})", "save it as UTF-8 TOML") from error
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror})", "restore the file") from error
    data, faults = misfit.parsed(path.name, text, loads, SourceError), Faults()
    for place, value in misfit.texts(data):
        if found := control(value):
            told = f"it holds the character {found}, which no text has"
            faults.found.append(SourceError(f"{path.name}, {place or 'a key'}", told, "remove it"))
    header, found_ = misfit.converted(path.name, text, data, Header, SourceError)
    faults.found += found_
    source = Source(path.stem, path, header or Header("x"))
    _check(source, text, faults)
    faults.told()
    return source


def _check(source: Source, text: str, faults: Faults) -> None:
    """Keep what is wrong with the type, the license, the times and the origin of a source."""
    file, type_, license_ = source.path.name, source.header.type, source.header.license
    where = partial(misfit.place, file, text)
    above = iri("ais:Source")
    kinds = terms().superclasses.items()
    known = [local_name(name) for name, classes in kinds if above in classes and name.startswith(BASE)]
    with faults.kept():
        if not trimmed(source.header.title):
            raise SourceError(where("title"), "its title is empty", "say what the source is called: title = …")
    with faults.kept():
        if type_ not in known:
            todo = suggestion(type_, known, f"use {', '.join(sorted(known))}")
            raise SourceError(where("type"), f"{type_!r} is not a kind of source", todo)
    with faults.kept():
        reason(file, source.header.visibility, source.header.visibility_reason, "visibility_reason")
    for name in ("issued", "edition_year", "as_of"):
        if (value := getattr(source.header, name)) is not None:
            with faults.kept():
                instant(where(name), value)
    with faults.kept():
        if source.header.archived and not re.fullmatch(r"https?://\S+", source.header.archived):
            found = f"{source.header.archived!r} is no address"
            raise SourceError(where("archived"), found, "give the address of the copy, as https://…")
    for keys, found, todo in misdated(source.header):
        faults.found.append(SourceError(where(*keys), found, todo))
    with faults.kept():
        lineage.witnessing(source)
    for kind in source.header.expect:
        with faults.kept():
            if kind not in kinds_of_claims():
                todo = suggestion(kind, kinds_of_claims(), f"use one of {', '.join(kinds_of_claims())}")
                raise SourceError(where("expect", kind), f"{kind!r} is not a kind of situation", todo)
    with faults.kept():
        if license_ is not None:
            licensed(where("license"), license_)


def read_all(*folders: Path, kept: Faults | None = None) -> dict[str, Source]:
    """Return id → source for every ``*.toml`` of the folders, sorted by id; mappings are none.

    Nothing that lies in a reader's own folder is passed over in silence: what is no part of a source is an error. With
    ``kept`` what is wrong is added to it, and the sources whose files can be read are returned.

    Raises:
        SourceError: all of it at once: as :func:`read`; two folders hold a source of one id, a folder does not exist or
            holds no source, a table has no TOML file, a file is none that is read, or the origin or the whole of a
            source is not among the sources.
    """
    found: dict[str, Source] = {}
    faults, there = kept or Faults(), set[str]()
    for place in folders:
        if not place.is_dir():
            raise SourceError(str(place), "no such folder of sources", "name a folder that holds <id>.toml files")
        for path in sorted(set(place.glob("*.toml")) - set(place.glob(f"*{mapping.SUFFIX}"))):
            there.add(path.stem)
            with faults.kept():
                source = read(path)
                _fitting(source, found.get(source.id))
                found[source.id] = source
        faults.found += leftover.told(place, place == folder("sources"), _named(place, found, faults))
    for source in found.values():
        for key in lineage.KEYS:
            other = getattr(source.header, key)
            if other is not None and other.removeprefix("source:") not in there - found.keys():
                with faults.kept():
                    known(f"{source.path.name}, {key}", other, found)
    for source in found.values():
        with faults.kept():
            series = found.get(source.header.series or "")
            if series is not None and series.header.type != "Series":
                where = f"{source.path.name}, series"
                raise SourceError(where, f"{source.header.series!r} is no series", "give its file type = 'Series'")
            lineage.witness(source, found)
        with faults.kept():
            lineage.revised(source, found)
    if kept is None:
        faults.told()
    return dict(sorted(found.items()))


def _named(place: Path, sources: Mapping[str, Source], faults: Faults) -> set[Path]:
    """Return the files of a folder that its sources name as tables; what is wrong with a name is kept."""
    held: set[Path] = set()
    for source in sources.values():
        if source.path.parent == place and source.header.tables:
            with faults.kept():
                held.update(source.tables())
    return held


def _fitting(source: Source, other: Source | None) -> None:
    """Raise where a source has the id of another without saying that it replaces it, or says so of one that is none."""
    told = source.header.replaces
    if told is not None and (told.removeprefix("source:") != source.id or other is None):
        found = f"it replaces {told!r}, and " + ("that is another id" if other else "no source before it has this id")
        raise SourceError(f"{source.path}, replaces", found, "name the file by the id of the source that it replaces")
    if other is not None and told is None:
        own = workspace()
        mine = own is not None and source.path.is_relative_to(own.folder)
        todo = "rename the file" + (f', or say replaces = "{source.id}" if it stands in its place' if mine else "")
        raise SourceError(str(source.path), f"the id {source.id!r} is taken by {other.path}", todo)


def known(place: str, name: str, sources: Mapping[str, Source]) -> str:
    """Return the id in a name such as ``aigs-2022`` or ``source:aigs-2022``.

    Raises:
        SourceError: no source has this id.
    """
    id_ = name.removeprefix("source:")
    if id_ not in sources:
        raise SourceError(place, f"no source has the id {id_!r}", suggestion(id_, sources, "add its file"))
    return id_
