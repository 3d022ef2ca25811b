"""Editions of a table: the next one in the place of the one before, or beside it, read under the same mapping."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError, UnknownName, suggestion
from kg.importing import peer
from kg.importing.draft import quoted
from kg.importing.proposal import Proposal
from kg.tables import mapping
from kg.tables.mapping import Map

_LATEST = re.compile(r'^latest[ \t]*=[ \t]*"[^"\n]*"[^\n]*$', re.MULTILINE)
_DIGEST = re.compile(r'^digest[ \t]*=[ \t]*"[^"\n]*"', re.MULTILINE)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, as a mapping has it.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror})", "restore the file") from error


def taken_in(day: str, digest_: str) -> Iterator[str]:
    """Yield the lines of a mapping that say when which file was taken in; none without a day."""
    if day:
        yield f"latest = {quoted(day)}  # when it was taken in: what is so only later is left out, but for plans"
        yield f"digest = {quoted(digest_)}  # of the file that was taken in then"


def moved(text: str, known: Map, path: Path, day: str) -> tuple[str, list[str]]:
    """Return the text of a mapping for the file of a path, taken in on a day, and what to say of that.

    The day moves where the file is another than the one that was taken in, and stays where it is the same. A mapping
    that says no day, or a later one, stays as it is.

    Raises:
        SourceError: the file is of another format than the one that the mapping is about, or cannot be read.
    """
    if path.suffix.lower() != known.original.suffix.lower():
        found = f"it is no {known.original.suffix}, as the edition before is that {known.path.name} reads"
        raise SourceError(path.name, found, "save it in that format, or take it in as a source of its own: --id ID")
    if not day or not known.file.latest:
        return text, []
    now, before = digest(path), known.file.digest
    if not before:
        before = digest(known.original) if known.original.is_file() else ""
        beside = known.original.is_file() and path.samefile(known.original)
        if beside and known.file.latest < day:
            return text, [
                f"'latest' of {known.path.name} stays {known.file.latest}: correct it where this is a next edition"
            ]
    if now == before or known.file.latest > day:
        return text, []
    lines = list(taken_in(day, now))
    text = _LATEST.sub(lambda _: lines[0], text, count=1)
    if _DIGEST.search(text):
        text = _DIGEST.sub(lambda _: f"digest = {quoted(now)}", text, count=1)
    else:
        text = text.replace(lines[0], "\n".join(lines), 1)
    if known.file.latest == day:
        return text, []
    return text, [f"a next edition: 'latest' is {day} now, and was {known.file.latest}"]


def layout(name: str, folder: Path) -> str:
    """Return the text of the mapping of a source in a folder, or of a layout that others publish.

    Raises:
        UnknownName: neither is called so.
    """
    own = _mappings(folder)
    if name in own and name not in peer.names():
        return own[name].read_text(encoding="utf-8-sig")
    if own and name not in peer.names():
        known = [*own, *peer.names()]
        raise UnknownName(
            f"--from {name}",
            "no layout is called so, and no source with a mapping",
            suggestion(name, known, f"use one of {', '.join(known)}"),
        )
    return peer.layout(name)


def beside(text: str, known: Map, file: str, day: str, digest_: str) -> str:
    """Return the text of the mapping of one edition as that of another file, taken in on a day."""
    text = re.sub(r"^file[ \t]*=.*$", lambda _: f"file = {quoted(file)}", text, count=1, flags=re.MULTILINE)
    if not known.file.latest:
        return text
    lines = list(taken_in(day or known.file.latest, digest_))
    text = re.sub(r"^digest[ \t]*=.*\n", "", text, flags=re.MULTILINE)
    return _LATEST.sub(lambda _: "\n".join(lines), text, count=1)


def alike(proposed: Proposal, folder: Path) -> Iterator[str]:
    """Yield what to say where a source of a folder has a table with the headings of one that was proposed."""
    headings = {frozenset(table.columns) for table in proposed.tables}
    for name, path in _mappings(folder).items():
        try:
            known = mapping.read(path)
        except SourceError:
            continue
        if headings & {frozenset(table.columns) for table in known.file.table}:
            yield (
                f"its headings are those of {name!r}: where it is the next edition, --id {name} puts it in that one's"
                f" place, and --from {name} reads it in the same way beside it, for 'kg diff {name} ID'"
            )


def _mappings(folder: Path) -> dict[str, Path]:
    return {path.name.removesuffix(mapping.SUFFIX): path for path in sorted(folder.glob(f"*{mapping.SUFFIX}"))}
