"""Taking a file in: it is looked at, a mapping is proposed or found, and both are written or neither."""

import filecmp
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from kg.errors import SourceError, TargetError
from kg.evidence import mapped, statement
from kg.evidence.register import Registers
from kg.evidence.source import ID, RESERVED, Header, Source
from kg.file import placed
from kg.importing import addition, draft, edition, proposal
from kg.importing.addition import Additions
from kg.importing.description import Description
from kg.namespace import folders
from kg.naming.form import said, seen
from kg.setting import Workspace
from kg.tables import mapping, original
from kg.tables.leftover import Account
from kg.tables.mapping import Decision, Map
from kg.tables.original import Original
from kg.tables.resolution import Open, Resolver

Ask = Callable[[Account, Resolver], Mapping[tuple[str, str], Decision]]
"""Gives decisions on open names, as a person on a terminal does; none where there is nobody to ask."""


@dataclass
class Taken:
    """What came of a file: its source, its mapping, what was read of it, and which files it is written to."""

    id: str
    map: Map
    text: str
    """The mapping file."""
    account: Account
    resolver: Resolver = field(repr=False)
    files: list[Path] = field(default_factory=list)
    written: bool = False
    told: list[str] = field(default_factory=list)

    def near(self, open_: Open) -> list[str]:
        """Return the things that an open name may have been meant as."""
        return self.resolver.near(open_)

    @cached_property
    def additions(self) -> Additions:
        """The rows that would add the unknown names to registers, and the names of which there is none."""
        return addition.of(self.account, self.resolver)


def taken(
    path: Path,
    folder: Path,
    registers: Registers,
    *,
    id_: str = "",
    title: str = "",
    sheets: list[str] | None = None,
    layout: str = "",
    ask: Ask | None = None,
    dry: bool = False,
    given: Description | None = None,
    day: str = "",
) -> Taken:
    """Take a file into a folder of sources and return what came of it.

    Where the folder has a mapping of this source it is kept, and new names are added to it; else one is proposed, or
    ``layout`` is taken, the text of one for a known layout. ``given`` is what is said of the file elsewhere,
    ``day`` that on which it is taken in, after which nothing is so yet. With ``dry`` nothing is written.

    Raises:
        SourceError: the file cannot be read, no table was found in it, or the mapping does not fit it.
        TargetError: the id is taken by a source without a mapping, or the folder cannot be written to.
    """
    given = given or Description()
    called = id_ or _id(path)
    source = folder / f"{called}.toml"
    lies = mapping.beside(source)
    name = source.stem + path.suffix.lower()
    _free(called, source, lies)
    resolver = Resolver(registers, {})
    about: list[str] = []
    if lies.exists() or layout:
        text = lies.read_text(encoding="utf-8-sig") if lies.exists() else layout
        known = mapping.parsed(lies, text)
        if lies.exists():
            text, about = edition.moved(text, known, path, day)
        else:
            text = edition.beside(text, known, name, day, edition.digest(path))
        known = mapping.parsed(lies, text)
        opened = original.opened(path, known.file.encoding, known.file.delimiter)
        found = _read(source, known, opened, registers, title)
        kept = text
    else:
        opened = original.opened(path, given.encoding, given.delimiter)
        proposed = proposal.of(opened, resolver, sheets, given.headings)
        given.tell(proposed)
        about += edition.alike(proposed, folder)
        kept, when = "", list(edition.taken_in(day, edition.digest(path) if day else ""))
        text = draft.text(opened, proposed, Account(), resolver, {}, name, when)
        known = mapping.parsed(lies, text)
        found = _read(source, known, opened, registers, title)
    decided = dict(ask(found, resolver)) if ask and found.open else {}
    if kept:
        text = _joined(kept, found, resolver, decided, known)
    else:
        text = draft.text(opened, proposed, _without(found, decided), resolver, decided, name, when)
        text += draft.statuses(found)
    known = mapping.parsed(lies, text)
    if decided:
        found = _read(source, known, opened, registers, title)
    result = Taken(source.stem, known, text, found, resolver, [source.with_name(known.file.file), lies, source])
    result.told += [*given.left, *about]
    result.told += _headed(known, opened)
    if path.suffix.lower() == ".xls":
        result.told.append(
            "what an .xls hides, merges, strikes through or comments on is not seen: save it as .xlsx"
            " where it has such cells"
        )
    if opened.encoding not in ("", "utf-8", "utf-8-sig"):
        result.told.append(f"read as {opened.encoding}: correct 'encoding' of the mapping where letters are wrong")
    if not dry:
        _write(path, result, _header(title or given.title or path.stem, given.header))
    return result


def _headed(known: Map, opened: Original) -> Iterator[str]:
    """Yield, of each table with several rows of headings, their cells, the lower ones first: no claim is of them."""
    tables = {name: table for table in known.file.table for name in table.sheets if len(table.headings) > 1}
    for sheet in opened.sheets:
        if (table := tables.get(sheet.name)) is None:
            continue
        found = [(number, row) for number, row in islice(sheet.rows(), max(table.headings)) if number in table.headings]
        cells = dict.fromkeys(seen(cell) for _, row in (*found[1:], *found[:1]) for cell in row if cell.strip())
        rows = ", ".join(str(number) for number, _ in found)
        place = f"{sheet.name}, rows {rows}" if sheet.name else f"rows {rows}"
        yield (
            f"{place} are read as headings, {', '.join(map(repr, list(cells)[:20]))}{' …' if len(cells) > 20 else ''}"
            " among them: correct 'headings' of the mapping where that is data"
        )


def _header(title: str, more: Mapping[str, str]) -> str:
    """Return the file of a source."""
    lines = [f"title = {draft.quoted(title)}", 'type = "Source"']
    lines += [f"{key} = {draft.quoted(value)}" for key, value in more.items()]
    known = {"license": "license (an address)"}
    rest = [known.get(key, key) for key in ("creator", "publisher", "issued", "license", "as_of") if key not in more]
    return "\n".join([*lines, f"# {', '.join(rest)}: what is known of the table; see 'kg new'"]) + "\n"


def _free(called: str, source: Path, lies: Path) -> None:
    """Raise where the id of a source is that of another, or one that no source has."""
    todo = "name another: --id ID"
    if not ID.fullmatch(called) or RESERVED.fullmatch(called):
        raise TargetError(f"--id {called}", "no source is called so", todo)
    if source.exists() and not lies.exists():
        raise TargetError(str(source), "there is a source of this id already", todo)
    for place in folders("sources"):
        if place != source.parent and (place / source.name).exists():
            raise TargetError(str(place / source.name), "there is a source of this id already", todo)


def _read(source: Path, known: Map, opened: Original, registers: Registers, title: str) -> Account:
    """Return what reading an original under a mapping comes to; each claim of it is made, and held against its kind."""
    account = Account()
    header = Source(source.stem, source, Header(title or source.stem))
    for _ in statement.tried(header, registers, mapped.rows(known, registers, account, opened)):
        pass
    return account


def _without(account: Account, decided: Mapping[tuple[str, str], Decision]) -> Account:
    rest = Account()
    rest.open = {key: told for key, told in account.open.items() if key not in decided}
    return rest


def _joined(
    text: str, found: Account, resolver: Resolver, decided: Mapping[tuple[str, str], Decision], known: Map
) -> str:
    """Return a mapping with the names that it does not know yet, added below their kind."""
    new = Account()
    new.open = {
        key: told
        for key, told in found.open.items()
        if (key[0], said(key[1])) not in known.names and key not in decided
    }
    for heading, lines in _blocks(draft.names(new, resolver, decided)).items():
        own = {line.partition(" = ")[0] for line in lines}
        match = re.search(rf"^{re.escape(heading)}[ \t]*(?:#.*)?$", text, flags=re.MULTILINE)
        if match is None:
            text = text.rstrip() + f"\n\n{heading}\n" + "\n".join(lines) + "\n"
            continue
        head, rest = text[: match.end()], text[match.end() :]
        rest = "\n".join(line for line in rest.split("\n") if not (line.partition(" = ")[0] in own and '= ""' in line))
        text = head + "\n" + "\n".join(lines) + rest
    return text


def _blocks(lines: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for line in lines:
        if line.startswith("["):
            heading = line
        elif line:
            found.setdefault(heading, []).append(line)
    return found


def _id(path: Path) -> str:
    """Return an id for the source of a file: its name in small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", path.name[: -len(path.suffix)] if path.suffix else path.name).casefold()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "table"


def _write(path: Path, result: Taken, header: str) -> None:
    """Write original, mapping and source, all of them or none."""
    place, lies, source = result.files
    within = source.parent.name
    files: dict[str, str | Path] = {f"{within}/{lies.name}": result.text}
    if not (place.exists() and path.exists() and place.samefile(path)):
        files[f"{within}/{place.name}"] = path
        if not source.exists() and not lies.exists():
            _unowned(place, path)
    if not source.exists():
        files[f"{within}/{source.name}"] = header
    try:
        placed(source.parent.parent, files)
    except OSError as error:
        told = f"cannot be written ({error.strerror})"
        raise TargetError(str(source.parent), told, "name a writable folder") from error
    result.written = True


def _unowned(place: Path, new: Path) -> None:
    """Do nothing where no file stands at the place of one that is taken in, or the same one does.

    Raises:
        TargetError: another stands there, of which no source speaks: it would be gone.
    """
    if os.path.lexists(place) and not (place.is_file() and filecmp.cmp(place, new, shallow=False)):
        told = "another file of this name is there, of which no source speaks"
        raise TargetError(str(place), told, "move it away, or name another: --id ID")


def place_of(workspace: Workspace | None) -> Path:
    """Return the folder of sources into which files are taken.

    Raises:
        SourceError: no workspace is in use.
    """
    if workspace is None:
        raise SourceError(
            "kg import", "this folder is in no workspace", "run 'kg new DIR', go there, and import the file again"
        )
    return workspace.folder / "sources"
