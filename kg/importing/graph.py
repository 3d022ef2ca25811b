"""Taking RDF in: what becomes a claim, what stays as it is, what cannot be; the files are written, or none is."""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError, SourceError, TargetError
from kg.evidence import assertion, context, entry, register, source, statement
from kg.evidence.assertion import Asserted, Unknown
from kg.file import placed
from kg.importing import draft
from kg.imprint import slug
from kg.namespace import curie, folders, iri, terms
from kg.setting import Workspace, forget, use

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
        SourceError: it is a mapping, which says how to make RDF.
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
    _refused(path)
    fresh = HEADER.format(file=path.name, title=draft.quoted(title or path.stem))
    kept = place.read_text(encoding="utf-8") if place.exists() else fresh
    found = Taken(id_, assertion.read(path, id_, register.released()))
    rows = list(_rows(found.asserted)) if add and not dry else []
    if not rows:
        _tried(found, kept, path)
        if found.whole and not dry:
            _write(found, own, kept, path, before, None)
        return found
    with _apart(own) as copy:
        for prefix, unknown in rows:
            found.added.append(entry.add(copy, register.released(), prefix, unknown.name, type_=unknown.kind).name)
            forget()
        found.asserted = assertion.read(path, id_, register.released())
        _tried(found, kept, path)
        if found.whole:
            _write(found, own, kept, path, before, copy.folder / "ontology")
        else:
            found.added.clear()
    return found


def _tried(found: Taken, kept: str, path: Path) -> None:
    """Count the claims that the source makes, by kind, and keep what is wrong with those that it does not."""
    with tempfile.TemporaryDirectory() as scratch:
        header = Path(scratch) / f"{found.id}.toml"
        header.write_text(kept, encoding="utf-8")
        shutil.copyfile(path, header.with_suffix(path.suffix.lower()))
        for name, each in _contexts(path).items():
            shutil.copyfile(each, header.with_name(context.kept(found.id, name)))
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


def _write(found: Taken, own: Workspace, header: str, path: Path, before: Path | None, rows: Path | None) -> None:
    """Write rows, source and RDF, all of them or none."""
    place = own.folder / "sources" / f"{found.id}.toml"
    target = place.with_suffix(path.suffix.lower())
    files: dict[str, str | Path] = {}
    for each in sorted(rows.rglob("*.csv")) if rows else ():
        files[str(each.relative_to(rows.parent))] = each  # type: ignore[union-attr]
    if not (target.exists() and target.samefile(path)):
        files[f"sources/{target.name}"] = path
    for name, each in _contexts(path).items():
        files[f"sources/{context.kept(found.id, name)}"] = each
    if not place.exists():
        files[f"sources/{place.name}"] = header
    try:
        placed(own.folder, files)
        if before is not None and before != target:
            before.unlink()
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable folder") from error
    found.files = [place, target]


def _contexts(path: Path) -> dict[str, Path]:
    return context.beside(path) if path.suffix.lower() == ".jsonld" else {}


def _refused(path: Path) -> None:
    """Raise where a file is a mapping of R2RML or RML: what it says is how to make RDF, and no fact."""
    text = path.read_bytes() if path.is_file() else b""
    if re.search(rb"http://www\.w3\.org/ns/r2rml#|http://semweb\.mmlab\.be/ns/rml#|http://w3id\.org/rml/", text):
        found = "it is a mapping of R2RML or RML, which nothing here runs"
        todo = "let morph-kgc run it in an environment of its own, and import the N-Triples that it writes"
        raise SourceError(path.name, found, todo)


@contextmanager
def _apart(own: Workspace) -> Iterator[Workspace]:
    """Let a copy of the ontology and the sources of a workspace be in use, to which rows are added on trial."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / own.folder.name
        for part in ("ontology", "sources"):
            if (own.folder / part).is_dir():
                shutil.copytree(own.folder / part, copy / part)
        copy.mkdir(exist_ok=True)
        try:
            use(own._replace(folder=copy))
            yield own._replace(folder=copy)
        finally:
            use(own)


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
