"""A row of a register: one named thing, read from a line of CSV."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.character import control, invisible
from kg.errors import Faults, RegisterError
from kg.evidence.cell import term
from kg.evidence.column import faults as misnamed
from kg.file import strange, undecoded
from kg.namespace import iri, prefixes, terms
from kg.naming.form import trimmed

LABEL = "rdfs:label"


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
    place: str = field(default="", compare=False)
    """The file and the line of the row, or of what a workspace adds to it."""


def lines(path: Path) -> Iterator[tuple[int, dict[str | Any, str | Any]]]:
    """Yield the rows of a register file as cells by column, each with its line.

    Raises:
        RegisterError: it is no CSV, or a column is none; all that is wrong with the header at once.
    """
    if found := strange(path):
        raise RegisterError(path.name, found, "put a file of CSV there")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            faults = Faults()
            faults.found += misnamed(path.name, reader.fieldnames or ())
            faults.told()
            for cells in reader:
                yield reader.line_num, cells
    except UnicodeDecodeError as error:
        line, byte = undecoded(path.read_bytes())
        raise RegisterError(f"{path.name}, line {line}", f"it is not UTF-8 ({byte})", "save it as UTF-8 CSV") from error
    except csv.Error as error:
        place = f"{path.name}, line {reader.reader.line_num}"
        raise RegisterError(place, _broken(str(error)), "write each quotation mark in a quoted cell twice") from error
    except OSError as error:
        raise RegisterError(path.name, f"cannot be read ({error.strerror})", "restore the file") from error


def _broken(told: str) -> str:
    """Return what is wrong with a line of CSV, by what the reader of it says."""
    if "expected after" in told:
        return "text follows the quotation mark that closes a cell"
    if "unexpected end" in told:
        return "a quotation mark is not closed"
    return "a cell is longer than any register has" if "limit" in told else "it is no line of CSV"


def read(file: str, line: int, prefix: str, cells: Mapping[Any, Any]) -> Row:
    """Return the row of a register that cells state.

    Raises:
        RegisterError: what is wrong with it; all values at once.
    """
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
    faults = Faults()
    for column, cell in cells.items():
        if column == "id" or not cell:
            continue
        property_, _, language = str(column).partition("@")
        for value in cell.split("|"):
            with faults.kept():
                stated = _stated(place, str(column), value)
                statements.append((iri(property_), stated))
                if property_ == "rdf:type":
                    type_ = stated[1:-1]
                elif property_ == "dcterms:isReplacedBy":
                    successor = value.strip()
                elif property_ == LABEL and (language == "en" or not label):
                    label = value.strip()
    faults.told()
    if type_ not in terms().superclasses:
        given = cells.get("rdf:type") or "no class"
        raise RegisterError(place, f"{given!r} in rdf:type is not a class of the ontology", "name a class it declares")
    if (there := _elsewhere(type_, prefix)) is not None:
        found = f"{name!r} is of the class {cells.get('rdf:type')!r}, whose register is another"
        raise RegisterError(place, found, f"enter it as a {there}, or give it the class of this register")
    if not label:
        raise RegisterError(place, f"{name!r} has no label", "give it one in the column 'rdfs:label@en'")
    return Row(name, type_, label, tuple(statements), successor, place=place)


def _stated(place: str, column: str, value: str) -> str:
    """Return one value of a cell as a term in N-Triples."""
    if not trimmed(value):
        raise RegisterError(f"{place}, {column}", "one of its values is empty", "take the '|' or the blank out")
    if unseen := invisible(value):
        raise RegisterError(f"{place}, {column}", f"{value!r} holds {unseen}, which nobody sees", "remove it")
    property_, _, language = column.partition("@")
    return term(place, property_, language, value.strip())


def _elsewhere(type_: str, prefix: str) -> str | None:
    """Return the prefix of the register that a class belongs to, or None where it may stand in this one."""
    superclasses, own = terms().superclasses, f"ais:{prefix.capitalize()}"
    there = type_.rpartition("#")[2].lower()
    if there == prefix or there not in prefixes() or type_ != iri(f"ais:{there.capitalize()}"):
        return None
    above = superclasses.get(iri(own), frozenset())
    return None if type_ in above or iri(own) in superclasses[type_] else there
