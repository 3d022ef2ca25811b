"""Taking RDF in: what becomes a claim, what stays as it is, what cannot be; the files are written, or none is."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError, SourceError, TargetError
from kg.evidence import assertion, entry, register, source, statement
from kg.evidence.assertion import Asserted, Unknown
from kg.imprint import slug
from kg.namespace import curie, folders, iri, terms
from kg.setting import Workspace, forget

HEADER = """# What {file} says in the terms of the ontology becomes claims; the rest stands in the source's graph.
title = {title}
type = "Source"
# license = "https://…"
# creator = "…"
"""


@dataclass
class Taken:
    """What came of a file: its source, what it says, and which rows were added."""

    id: str
    asserted: Asserted
    kinds: Counter[str] = field(default_factory=Counter)
    """Kind of situation → the claims of it."""
    faults: list[str] = field(default_factory=list)
    """Why claims cannot be, a line each."""
    added: list[str] = field(default_factory=list)
    """The CURIEs of the rows that were added."""
    files: list[Path] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every claim of it can be, so that it may be written."""
        return not self.faults and not self.asserted.unknown


def taken(path: Path, own: Workspace, id_: str = "", title: str = "", *, add: bool = False, dry: bool = False) -> Taken:
    """Take a file into a workspace and return what came of it; nothing is written unless every claim can be made.

    With ``add``, a thing that the file gives a name and a class of a register becomes a row there first. The next
    edition of a file takes the place of the one before. With ``dry`` nothing is written.

    Raises:
        ReadError: the file cannot be read, or is no RDF.
        TargetError: the id is taken by a source without RDF, or the folder cannot be written to.
        RegisterError: a row cannot be added.
    """
    id_ = id_ or slug(path.stem)
    if source.RESERVED.fullmatch(id_) or not id_:
        raise TargetError(repr(id_), "no source may be called so", "name another: --id ID")
    place = own.folder / "sources" / f"{id_}.toml"
    before = assertion.beside(place)
    if place.exists() and before is None:
        raise TargetError(str(place), "there is a source of this id already", "name another: --id ID")
    found = Taken(id_, assertion.read(path, id_, register.released()))
    if add and not dry and (rows := list(_rows(found.asserted))):
        for prefix, unknown in rows:
            found.added.append(entry.add(own, register.released(), prefix, unknown.name, type_=unknown.kind).name)
            forget()
        found.asserted = assertion.read(path, id_, register.released())
    with tempfile.TemporaryDirectory() as scratch:
        header = Path(scratch) / f"{id_}.toml"
        told = title or path.stem
        quoted = '"' + told.replace("\\", "\\\\").replace('"', '\\"') + '"'
        kept = place.read_text(encoding="utf-8") if place.exists() else HEADER.format(file=path.name, title=quoted)
        header.write_text(kept, encoding="utf-8")
        copy = header.with_suffix(path.suffix.lower())
        shutil.copyfile(path, copy)
        _tried(found, header)
        if found.whole and not dry:
            _write(found, header, copy, place, before)
    return found


def _tried(found: Taken, header: Path) -> None:
    """Count the claims that the source makes, by kind, and keep what is wrong with those that it does not."""
    try:
        one = source.read(header)
        others = {} if not folders("sources") else source.read_all(*folders("sources"))
        for claim in statement.claims(one, {**others, one.id: one}, register.released()):
            found.kinds[claim.kind] += 1
    except SourceError as error:
        named = [unknown.found for unknown in found.asserted.unknown]
        lines = str(error).splitlines()
        found.faults += [line for line in lines if not any(told in line for told in named)]
    except KgError as error:
        found.faults.append(str(error))


def _rows(asserted: Asserted) -> Iterator[tuple[str, Unknown]]:
    """Yield (register, thing) for each unknown thing that has a name and a class which rows of a register have."""
    registers = register.released()
    held = {curie(row.type): row.name.partition(":")[0] for rows in registers.rows.values() for row in rows}
    for name in terms().superclasses:
        held.setdefault(curie(name), name.rpartition("#")[2].lower())
    seen = set()
    for unknown in asserted.unknown:
        prefix = held.get(unknown.kind, "")
        known = prefix in {row.name.partition(":")[0] for rows in registers.rows.values() for row in rows[:1]}
        if "://" not in unknown.name and known and (prefix, unknown.name) not in seen:
            seen.add((prefix, unknown.name))
            yield prefix, unknown


def proposed(asserted: Asserted) -> list[str]:
    """Return what to say of each unknown thing: what it is called, why, how often, and the command that adds it."""
    can = {unknown: prefix for prefix, unknown in _rows(asserted)}
    lines = []
    for unknown, times in asserted.unknown.most_common():
        todo = f"kg add {can[unknown]} {unknown.name!r}" if unknown in can else unknown.todo
        lines.append(f"{unknown.node}: {unknown.found} ({times} {'role' if times == 1 else 'roles'}); {todo}")
    return lines


def _write(found: Taken, header: Path, copy: Path, place: Path, before: Path | None) -> None:
    target = place.with_suffix(copy.suffix)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.new")
        shutil.copyfile(copy, fresh)
        fresh.replace(target)
        if before is not None and before != target:
            before.unlink()
        if not place.exists():
            shutil.copyfile(header, place)
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable folder") from error
    found.files = [place, target]


def text(found: Taken) -> str:
    """Return what came of a file, for a terminal."""
    said = found.asserted
    lines = [
        f"{said.triples:9,}  triples" + (f" of {said.graphs} named graphs, which become one" if said.graphs else "")
    ]
    lines += [f"{number:9,}  claims of kind {kind}" for kind, number in sorted(found.kinds.items())]
    lines.append(f"{len(said.rest):9,}  triples stay as they are, in {curie(iri('graph:' + found.id))}")
    lines += [f"{number:9,}  triples left out: {why}" for why, number in said.left.most_common()]
    lines += [f"           added {name}" for name in found.added]
    lines += [f"           unknown: {line}" for line in proposed(said)]
    lines += [f"           no claim: {line}" for line in found.faults]
    if not found.whole:
        lines.append(
            "           nothing is written: add what is unknown (--add does, where it has a class), or correct the file"
        )
    return "\n".join(lines)
