"""A register: the identity of named things, one row each. The header row is the mapping.

A column is ``id`` or a property CURIE, with an optional language (``rdfs:label@en``); ``|`` parts several values.
The file's stem is the plural of the prefix of its rows: ``vendors.csv`` holds ``vendor:huawei``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from kg.errors import Faults, RegisterError, UnknownName, suggestion
from kg.evidence import leftover
from kg.evidence import row as line_of
from kg.evidence.row import LABEL as LABEL
from kg.evidence.row import Row as Row
from kg.evidence.succession import another, succession
from kg.literal import text_of
from kg.namespace import folders, iri, local_name, prefixes, singular, terms
from kg.naming import form
from kg.naming.form import plural, said
from kg.naming.names import Names, asked, nothing, one
from kg.setting import kept, workspace

MADE = ("source", "claim", "situation", "evidence", "graph")
"""What is made of claims, and has no rows."""
NAMING = (LABEL, "skos:altLabel", "skos:hiddenLabel")
"""The properties whose values name a thing in a source; a hidden label is a misspelling that sources print."""


@dataclass(frozen=True)
class Registers:
    """Every row of every register, and who answers to which name."""

    rows: dict[str, tuple[Row, ...]]
    """File stem → its rows, in file order."""
    classes: dict[str, frozenset[str]]
    """CURIE → its class and every class above it, as IRIs."""
    replaced: dict[str, str]
    """CURIE of a row that was merged into another → the CURIE of the thing that stands for it now."""
    names: Names = field(repr=False)
    """Who answers to which label, alias, id and code."""

    def resolve(self, name: str, class_iri: str | None = None, place: str = "", *, hints: bool = True) -> str:
        """Return the CURIE that ``name`` stands for: a CURIE, label, alias, or a state's code or other name.

        How the name is written does not matter: see :mod:`kg.naming.names`. Without
        ``hints`` an error proposes no near name, which takes most of the time of a refusal.

        Raises:
            UnknownName: nothing, a thing of another class, or more than one thing answers to the name.
        """
        place = place or repr(name)
        name = self.others.get(name, name)
        name = self.replaced.get(name, name)
        if name in self.classes:
            if self._is(name, class_iri):
                return name
            wanted = form.one(local_name(class_iri or ""))
            raise UnknownName(place, f"{name!r} is not {wanted}", f"give {wanted}")
        states = class_iri is not None and iri("ais:Jurisdiction") in terms().superclasses.get(class_iri, ())
        takes = partial(self._is, class_iri=class_iri)
        found = one(self.names.meaning(name, takes, states, ids=states, near=hints), name, place)
        if found:
            return found
        hint = self._hint(name, class_iri) if hints else "add a row to the register, or write a known name"
        raise UnknownName(place, f"{name!r} is not in {self._home(name, class_iri)}", hint)

    @cached_property
    def others(self) -> dict[str, str]:
        """Another name of an organization, such as ``organization:huawei`` → the CURIE that claims are made with."""
        every = (row for rows in self.rows.values() for row in rows if not row.successor)
        found = {also: row.name for row in every if (also := another(row.name, row.type))}
        return {name: curie for name, curie in found.items() if name not in self.classes}

    def _is(self, curie: str, class_iri: str | None) -> bool:
        return class_iri is None or class_iri in self.classes[curie]

    def _home(self, name: str, class_iri: str | None) -> str:
        prefix = name.partition(":")[0]
        kind = f" for {class_iri.rpartition('#')[2]}" if class_iri else ""
        homes = (f"{stem}.csv" for stem, rows in self.rows.items() if rows and rows[0].name.startswith(f"{prefix}:"))
        return next(homes, f"the registers{kind}")

    def _hint(self, name: str, class_iri: str | None) -> str:
        if class_iri == iri("ais:Source") and ":" not in name:
            return "write a source as source:<id>, by the name of its file"
        if ":" in name:
            fitting = [c for c in self.classes if self._is(c, class_iri)]
            return suggestion(name, fitting, "add a row to the register, or write a known id")
        near = asked(self.names.near(name, partial(self._is, class_iri=class_iri)))
        return next(nothing(name), near or "add a row to the register, or write a known name")


def read(path: Path, kept: Faults | None = None) -> tuple[Row, ...]:
    """Return the rows of one register file, in file order.

    With ``kept`` what is wrong is added to it, and the rows that can be read are returned.

    Raises:
        RegisterError: no ``id`` column, an unknown prefix or class, a row without label or type, an id twice,
            a broken line; the line is named. Several of them are RegisterErrors.
    """
    prefix = _prefix(path)
    found: dict[str, Row] = {}
    faults = kept or Faults()
    with faults.kept():
        for line, cells in line_of.lines(path):
            with faults.kept():
                row = line_of.read(path.name, line, prefix, cells)
                if row.name in found:
                    place = f"{path.name}, line {line}"
                    raise RegisterError(place, f"{row.name!r} is in the file twice", "give one another id")
                found[row.name] = row
    if kept is None:
        faults.told()
    return tuple(found.values())


def _prefix(path: Path) -> str:
    """Return the prefix of the rows of a register file.

    Raises:
        RegisterError: its name is not that of a register.
    """
    prefix, known = singular(path.stem), prefixes()
    if prefix not in known:
        near = suggestion(prefix, (each for each in known if known[each].endswith(f"/{each}/")), "")
        meant = f"name the file {plural(near[14:-2])}.csv, or " if near else ""
        todo = f"{meant}declare it with sh:declare in ontology/core.ttl"
        raise RegisterError(path.name, f"the prefix {prefix!r} is not declared", todo)
    if prefix in MADE or not known[prefix].endswith(f"/{prefix}/"):
        todo = "name the file by the plural of what its rows are, as vendors.csv"
        raise RegisterError(path.name, f"{prefix!r} has no register", todo)
    stem = plural(prefix)
    if path.stem != stem and any((each / "registers" / f"{stem}.csv").exists() for each in folders("ontology")):
        raise RegisterError(path.name, f"the register of {prefix!r} is {stem}.csv", f"name the file {stem}.csv")
    return prefix


def _strays(place: Path) -> Iterator[RegisterError]:
    """Yield what lies in a folder of registers and is not read; hidden files and those about the folder are let lie."""
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.suffix != ".csv" and not leftover.is_about(path):
            todo = f"save it as {path.stem.lower()}.csv" if path.is_file() else "put its files beside the others"
            yield RegisterError(f"{place.name}/{path.name}", "it is no register that is read", todo)


def read_all(place: Path | None = None, kept: Faults | None = None) -> Registers:
    """Return every register of a folder (the toolkit's own by default, with those of the workspace in use).

    With ``kept`` what is wrong is added to it, and what can be read is returned.

    Raises:
        RegisterError: as :func:`read`; also when one name belongs to two rows of one file.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    faults, own = kept or Faults(), workspace()
    for each in (place,) if place else tuple(folder / "registers" for folder in folders("ontology")):
        faults.found += _strays(each)
        for path in sorted(each.glob("*.csv")):
            with faults.kept():
                there = rows.get(path.stem, ()) if place is None and own and path.is_relative_to(own.folder) else None
                mine = read(path, kept)
                rows[path.stem] = mine if there is None else _added(there, mine, path)
    superclasses = terms().superclasses
    classes: dict[str, frozenset[str]] = {}
    replaced: dict[str, str] = {}
    if not faults.found:
        replaced = succession({row.name: row.successor for each in rows.values() for row in each})
    for stem, entries in rows.items():
        seen: dict[str, str] = {}
        for row in entries:
            classes[row.name] = superclasses[row.type]
            for name in dict.fromkeys(map(said, written(row))):
                now = replaced.get(row.name, row.name)
                other = seen.setdefault(name, now)
                with faults.kept():
                    if other != now:
                        both = f"{name!r} names both {other!r} and {now!r}"
                        raise RegisterError(row.place or f"{stem}.csv", both, "leave the name to one of them")
    if kept is None:
        faults.told()
    named = ((replaced.get(row.name, row.name), row) for each in rows.values() for row in each)
    return Registers(rows, classes, replaced, Names((thing, name) for thing, row in named for name in written(row)))


def _added(there: tuple[Row, ...], more: tuple[Row, ...], path: Path) -> tuple[Row, ...]:
    """Return rows with those of a workspace; a row of one that is there adds names to it, and no other label or type.

    Raises:
        RegisterError: rows give things that are there another label or type; all of them at once.
    """
    found = {row.name: row for row in there}
    faults = Faults()
    for row in more:
        known, place = found.get(row.name), f"{path.parent}/{row.place}"
        if known and (row.label, row.type) != (known.label, known.type):
            told = f"{row.name!r} is released as {known.label!r}"
            todo = "give it the same label and type, to add names, or another id"
            faults.found.append(RegisterError(place, told, todo))
            continue
        own = tuple(each for each in row.statements if known is None or each not in known.statements)
        stated = (*(known.statements if known else ()), *own)
        successor = row.successor or (known.successor if known else "")
        found[row.name] = replace(known or row, statements=stated, own=len(own), successor=successor, place=place)
    faults.told()
    return tuple(found.values())


@kept
def released() -> Registers:
    """Return the toolkit's own registers with those of the workspace in use, read once in a process."""
    return read_all()


def written(row: Row) -> Iterator[str]:
    """Yield the labels and aliases of a row as they are written."""
    naming = {iri(property_) for property_ in NAMING}
    for property_, stated in row.statements:
        if property_ in naming:
            yield text_of(stated)
