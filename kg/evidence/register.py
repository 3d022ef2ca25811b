"""A register: the identity of named things, one row each. The header row is the mapping.

A column is ``id`` or a property CURIE, with an optional language (``rdfs:label@en``); ``|`` parts several values.
The file's stem is the plural of the prefix of its rows: ``vendors.csv`` holds ``vendor:huawei``.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import Faults, RegisterError, UnknownName, suggestion
from kg.evidence.cell import term
from kg.evidence.succession import another, succession
from kg.file import strange
from kg.literal import control, text_of
from kg.namespace import folders, iri, local_name, node, prefixes, singular, terms
from kg.naming.form import invisible, said, trimmed
from kg.naming.names import Names, asked, nothing, one
from kg.setting import kept, workspace

LABEL = "rdfs:label"
NAMING = (LABEL, "skos:altLabel", "skos:hiddenLabel")
"""The properties whose values name a thing in a source; a hidden label is a misspelling that sources print."""


@dataclass(frozen=True, slots=True)
class Row:
    """One named thing: its CURIE, its class and what identifies it."""

    name: str
    type: str
    """Full IRI of the class in ``rdf:type``."""
    label: str
    statements: tuple[tuple[str, str], ...]
    """(property IRI, object as an N-Triples term), in column order."""
    successor: str = ""
    """The CURIE of the thing that the row was merged into; empty where it stands."""
    own: int = 0
    """How many of the statements, the last ones, a workspace adds to what is released."""


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

    def resolve(self, name: str, class_iri: str | None = None, place: str = "") -> str:
        """Return the CURIE that ``name`` stands for: a CURIE, label, alias, or a state's code or other name.

        How the name is written does not matter: see :mod:`kg.naming.names`.

        Raises:
            UnknownName: nothing, a thing of another class, or more than one thing answers to the name.
        """
        place = place or repr(name)
        name = self.others.get(name, name)
        name = self.replaced.get(name, name)
        if name in self.classes:
            if self._is(name, class_iri):
                return name
            wanted = local_name(class_iri or "")
            raise UnknownName(place, f"{name!r} is not a {wanted}", f"give a {wanted}")
        states = class_iri is not None and iri("ais:Jurisdiction") in terms().superclasses.get(class_iri, ())
        takes = partial(self._is, class_iri=class_iri)
        found = one(self.names.meaning(name, takes, states, ids=states), name, place)
        if found:
            return found
        raise UnknownName(place, f"{name!r} is not in {self._home(name, class_iri)}", self._hint(name, class_iri))

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
        if ":" in name:
            fitting = [c for c in self.classes if self._is(c, class_iri)]
            return suggestion(name, fitting, "add a row to the register, or write a known id")
        near = asked(self.names.near(name, partial(self._is, class_iri=class_iri)))
        return next(nothing(name), near or "add a row to the register, or write a known name")


def read(path: Path) -> tuple[Row, ...]:
    """Return the rows of one register file, in file order.

    Raises:
        RegisterError: no ``id`` column, an unknown prefix or class, a row without label or type, an id twice,
            a broken line; the line is named. Several of them are RegisterErrors.
    """
    prefix = singular(path.stem)
    if prefix not in prefixes():
        raise RegisterError(
            path.name, f"the prefix {prefix!r} is not declared", "declare it with sh:declare in ontology/core.ttl"
        )
    found: dict[str, Row] = {}
    faults = Faults()
    with faults.kept():
        for line, cells in _lines(path):
            with faults.kept():
                row = _row(path.name, line, prefix, cells)
                if row.name in found:
                    place = f"{path.name}, line {line}"
                    raise RegisterError(place, f"{row.name!r} is in the file twice", "give one another id")
                found[row.name] = row
    faults.told()
    return tuple(found.values())


def read_all(place: Path | None = None) -> Registers:
    """Return every register of a folder (the toolkit's own by default, with those of the workspace in use).

    Raises:
        RegisterError: as :func:`read`; also when one name belongs to two rows of one file.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    faults, own = Faults(), workspace()
    for each in (place,) if place else tuple(folder / "registers" for folder in folders("ontology")):
        for path in sorted(each.glob("*.csv")):
            with faults.kept():
                there = rows.get(path.stem, ()) if place is None and own and path.is_relative_to(own.folder) else None
                rows[path.stem] = read(path) if there is None else _added(there, read(path), path)
    faults.told()
    superclasses = terms().superclasses
    classes: dict[str, frozenset[str]] = {}
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
                        raise RegisterError(f"{stem}.csv", both, "leave the name to one of them")
    faults.told()
    named = ((replaced.get(row.name, row.name), row) for each in rows.values() for row in each)
    return Registers(rows, classes, replaced, Names((thing, name) for thing, row in named for name in written(row)))


def _added(there: tuple[Row, ...], more: tuple[Row, ...], path: Path) -> tuple[Row, ...]:
    """Return rows with those of a workspace; a row of one that is there adds names to it, and no other label or type.

    Raises:
        RegisterError: a row gives a thing that is there another label or type.
    """
    found = {row.name: row for row in there}
    for row in more:
        known = found.get(row.name)
        if known and (row.label, row.type) != (known.label, known.type):
            told = f"{row.name!r} is released as {known.label!r}"
            raise RegisterError(str(path), told, "give it the same label and type, to add names, or another id")
        own = tuple(each for each in row.statements if known is None or each not in known.statements)
        stated = (*(known.statements if known else ()), *own)
        successor = row.successor or (known.successor if known else "")
        found[row.name] = replace(known or row, statements=stated, own=len(own), successor=successor)
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


def _lines(path: Path) -> Iterator[tuple[int, dict[str | Any, str | Any]]]:
    if found := strange(path):
        raise RegisterError(path.name, found, "put a file of CSV there")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = reader.fieldnames or ()
            if "id" not in header:
                raise RegisterError(
                    path.name, "no column 'id'", "begin the file with a header row of id and property CURIEs"
                )
            for column in header:
                if column != "id":
                    _property(path.name, column)
            for cells in reader:
                yield reader.line_num, cells
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        place = f"{path.name}, line {reader.reader.line_num}" if isinstance(error, csv.Error) else path.name
        raise RegisterError(place, f"cannot be read as CSV ({error})", "save it as UTF-8 CSV") from error


def _property(file: str, column: str) -> None:
    property_, at, language = column.partition("@")
    try:
        node(property_)
    except UnknownName as error:
        raise RegisterError(f"{file}, line 1", error.found, error.todo) from error
    try:
        ox.Literal("", language=language if at else None)
    except ValueError as error:
        found = f"{language!r} in {column!r} is not a language tag"
        raise RegisterError(f"{file}, line 1", found, "write it as rdfs:label@en") from error


def _row(file: str, line: int, prefix: str, cells: Mapping[Any, Any]) -> Row:
    place = f"{file}, line {line}"
    header = [column for column in cells if column is not None]
    held = len([cell for column, cell in cells.items() if None not in (column, cell)]) + len(cells.get(None) or ())
    if held != len(header):
        told = f"the row has {held} cell{'s' * (held != 1)}, the header {len(header)}"
        todo = "part the empty ones with commas too" if held < len(header) else "quote the cells that hold a comma"
        raise RegisterError(place, told, todo)
    id_ = cells.get("id") or ""
    if not id_:
        raise RegisterError(place, "no id", "give the row an id in the column 'id'")
    for column, cell in cells.items():
        if unwritten := control(cell):
            where = f"{place}, {column}"
            raise RegisterError(where, f"it holds the character {unwritten}, which no text has", "remove it")
    if not re.fullmatch(r"[a-z0-9_-]+", id_):
        raise RegisterError(place, f"{id_!r} is not an id", "write it with small letters, digits, '-' and '_'")
    if id_ == "index":
        raise RegisterError(place, "'index' is the name of the page that lists them all", "give the row another id")
    name = f"{prefix}:{id_}"
    type_ = label = successor = ""
    statements: list[tuple[str, str]] = []
    for column, cell in cells.items():
        if column == "id" or not cell:
            continue
        property_, _, language = str(column).partition("@")
        for value in cell.split("|"):
            if not trimmed(value):
                raise RegisterError(f"{place}, {column}", "one of its values is empty", "take the '|' or the blank out")
            if unseen := invisible(value):
                raise RegisterError(f"{place}, {column}", f"{value!r} holds {unseen}, which nobody sees", "remove it")
            stated = term(place, property_, language, value.strip())
            statements.append((iri(property_), stated))
            if property_ == "rdf:type":
                type_ = stated[1:-1]
            elif property_ == "dcterms:isReplacedBy":
                successor = value.strip()
            elif property_ == LABEL and (language == "en" or not label):
                label = value.strip()
    if type_ not in terms().superclasses:
        given = cells.get("rdf:type") or "no class"
        raise RegisterError(place, f"{given!r} in rdf:type is not a class of the ontology", "name a class it declares")
    if (there := _elsewhere(type_, prefix)) is not None:
        found = f"{name!r} is of the class {cells.get('rdf:type')!r}, whose register is another"
        raise RegisterError(place, found, f"enter it as a {there}, or give it the class of this register")
    if not label:
        raise RegisterError(place, f"{name!r} has no label", "give it one in the column 'rdfs:label@en'")
    return Row(name, type_, label, tuple(statements), successor)


def _elsewhere(type_: str, prefix: str) -> str | None:
    """Return the prefix of the register that a class belongs to, or None where it may stand in this one."""
    superclasses, own = terms().superclasses, f"ais:{prefix.capitalize()}"
    there = type_.rpartition("#")[2].lower()
    if there == prefix or there not in prefixes() or type_ != iri(f"ais:{there.capitalize()}"):
        return None
    above = superclasses.get(iri(own), frozenset())
    return None if type_ in above or iri(own) in superclasses[type_] else there
