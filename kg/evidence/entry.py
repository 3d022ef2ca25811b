"""A row added to a register of a workspace, or merged into another: written so that it merges in git."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import file
from kg.errors import RegisterError, UnknownName, suggestion
from kg.evidence.register import LABEL, MADE, Registers, Row
from kg.evidence.row import read
from kg.imprint import slug
from kg.namespace import curie, iri, singular, terms
from kg.naming import country, form
from kg.query import parameter
from kg.setting import Workspace

_ALIKE = 3
"""So many rows at least show what all rows of a class have."""
_ALSO = "skos:altLabel@en"


class Added(NamedTuple):
    """What was added: its CURIE, the file, and the names it resembles."""

    name: str
    path: Path
    near: tuple[str, ...]


def add(
    own: Workspace,
    registers: Registers,
    prefix: str,
    name: str,
    *,
    id_: str = "",
    also: Sequence[str] = (),
    type_: str = "",
    more: Mapping[str, str] | None = None,
) -> Added:
    """Write a row of a thing to a register of the workspace and return it, with the names that it resembles.

    ``also`` are other names; ``more`` are columns of the register with their values. A state gets the codes that
    ISO 3166 has for its name.

    Raises:
        UnknownName: there is no such register.
        RegisterError: the name or the id is taken, the class is not known, or a value is none.
    """
    known = [each for each in parameter.types() if each not in (*parameter.LITERAL_TYPES, *parameter.OPEN_TYPES, *MADE)]
    if prefix not in known:
        raise UnknownName(
            repr(prefix), "no register is called so", suggestion(prefix, known, f"use {', '.join(known)}")
        )
    shown, *names = [each for each in map(_one, (name, *also)) if each] or [""]
    for each in (shown, *names):
        taken = registers.names.meaning(
            each, lambda thing: thing.startswith(f"{prefix}:"), prefix == "state", legal=False
        )
        if taken.things:
            told = f"{each!r} is {' or '.join(taken.things)} already"
            raise RegisterError(repr(each), told, f"use it, or add a name to it: kg alias {taken.things[0]} '…'")
    cells = {"rdf:type": type_ or _usual(registers, prefix), f"{LABEL}@en": shown, _ALSO: "|".join(names)}
    cells |= _shared(registers, prefix, cells["rdf:type"]) | (_coded(shown, id_) if prefix == "state" else {})
    given = id_ or cells.pop("id", "") or slug(shown)
    if not given:
        raise RegisterError(repr(shown), "no id can be made of the name", "give one with --id")
    number, id_ = 1, given
    while f"{prefix}:{id_}" in registers.classes:
        number, id_ = number + 1, f"{given}-{number + 1}"
    near = registers.names.near(shown, lambda thing: thing.startswith(f"{prefix}:"))
    path = own.folder / "ontology" / "registers" / f"{form.plural(prefix)}.csv"
    write(path, {"id": id_, **cells, **(more or {})})
    return Added(f"{prefix}:{id_}", path, tuple(near))


def alias(own: Workspace, registers: Registers, thing: str, names: Sequence[str]) -> Path:
    """Add names to a thing, released or of the workspace, and return the file that was written.

    Raises:
        UnknownName: no register has the thing.
        RegisterError: a name is that of another thing of the register, or of this one.
    """
    stem, row = _row(registers, thing)
    names = [_one(each) for each in names]
    for each in names:
        taken = registers.names.meaning(
            each, lambda other: other.startswith(f"{thing.partition(':')[0]}:"), legal=False
        )
        if taken.things:
            raise RegisterError(repr(each), f"it is {' or '.join(taken.things)} already", "add another name")
    path = own.folder / "ontology" / "registers" / f"{stem}.csv"
    write(path, _identity(row) | {_ALSO: "|".join(names)})
    return path


def merge(own: Workspace, registers: Registers, old: str, new: str) -> Path:
    """Let a thing stand for another from now on, whose IRI stays, deprecated; return the file that was written.

    What sources say of the old one is then said of the new one, whose names those of the old one become.

    Raises:
        UnknownName: no register has one of them.
        RegisterError: they are of different registers, the same, or the old one was merged already.
    """
    stem, row = _row(registers, old)
    other, _ = _row(registers, new)
    if stem != other:
        raise RegisterError(old, f"it is of {stem}, and {new} of {other}", "merge two things of one register")
    if row.successor:
        raise RegisterError(old, f"it was merged into {row.successor} already", "merge that one")
    if registers.replaced.get(new, new) == old or old == new:
        raise RegisterError(old, f"{new} is the same", "name two things")
    path = own.folder / "ontology" / "registers" / f"{stem}.csv"
    write(path, _identity(row) | {"owl:deprecated": "true", "dcterms:isReplacedBy": new})
    return path


def _one(name: str) -> str:
    """Return a name in one line, as a cell holds it among others."""
    if "|" in name:
        raise RegisterError(repr(name), "'|' parts the names of a cell", "give each name by itself")
    return " ".join(form.trimmed(name).split())


def _row(registers: Registers, thing: str) -> tuple[str, Row]:
    for stem, rows in registers.rows.items():
        for row in rows:
            if row.name == thing:
                return stem, row
    near = suggestion(thing, registers.classes, "write its id, as vendor:huawei")
    raise UnknownName(repr(thing), "no register has it", near)


def _identity(row: Row) -> dict[str, str]:
    """Return the cells of a row that adds to one that is there: the same class and label."""
    return {"id": row.name.partition(":")[2], "rdf:type": curie(row.type), f"{LABEL}@en": row.label}


def _usual(registers: Registers, prefix: str) -> str:
    """Return the class that the rows of a register have most often, or the one that is called as the register."""
    held = [row.type for rows in registers.rows.values() for row in rows if row.name.startswith(f"{prefix}:")]
    named = [name for name in terms().superclasses if name.rpartition("#")[2].lower() == prefix]
    found = max(sorted(set(held)), key=held.count, default=next(iter(named), ""))
    if not found:
        raise RegisterError(f"{form.plural(prefix)}.csv", "the class of its rows is not known", "give it with --type")
    return curie(found)


def _shared(registers: Registers, prefix: str, type_: str) -> dict[str, str]:
    """Return the columns in which all rows of a class have one and the same thing, such as the scheme they are of."""
    held = [
        dict(row.statements)
        for rows in registers.rows.values()
        for row in rows
        if row.name.startswith(f"{prefix}:") and curie(row.type) == type_
    ]
    common = {} if len(held) < _ALIKE else dict(set.intersection(*(set(each.items()) for each in held)))
    things = {key: term for key, term in common.items() if term.startswith("<") and key != iri("rdf:type")}
    return {curie(key): curie(term[1:-1]) for key, term in things.items()}


def _coded(name: str, id_: str) -> dict[str, str]:
    """Return the id and the codes of a state by its name or code, where ISO 3166 has one such."""
    import pycountry

    found = country.named(name) or country.coded(id_ or name)
    if len(found) != 1 or (known := pycountry.countries.get(alpha_3=next(iter(found)))) is None:
        return {}
    codes = {"ais:alpha2": known.alpha_2, "ais:alpha3": known.alpha_3, "ais:m49": known.numeric}
    return {"id": known.alpha_3.lower(), **codes}


def write(path: Path, cells: Mapping[str, str]) -> None:
    """Add a row to a register's file, or cells to the row of its id, in place; the rest stays as it is.

    Raises:
        RegisterError: the file cannot be read or written, a cell of the row holds something else already, or the row
            is none that is read; nothing is written then.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True)) or [[]]
        columns = [*header, *(key for key, cell in cells.items() if key not in header and (cell or not header))]
        known = [dict(zip(header, row, strict=False)) for row in rows]
        mine = next((row for row in known if row.get("id") == cells["id"]), None)
        if mine is None:
            known.append(mine := {})
        for key, cell in cells.items():
            before = mine.get(key, "")
            if key == _ALSO and before and cell:
                cell = f"{before}|{cell}"
            elif before and cell and before != cell:
                told = f"{cells['id']!r} has {before!r} in {key}"
                raise RegisterError(path.name, told, f"take that out before it is {cell!r}")
            mine[key] = cell or before
        read(path.name, known.index(mine) + 2, singular(path.stem), {key: mine.get(key, "") for key in columns})
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(
            [columns, *([row.get(key, "") for key in columns] for row in known)]
        )
        file.replace(path, made.getvalue().encode())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(
            path.name, f"cannot be read or written ({file.why(error)})", "make it a UTF-8 CSV"
        ) from error
