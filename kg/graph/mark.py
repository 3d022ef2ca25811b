"""The mark that the toolkit leaves in a folder it writes: what stands there, and which version made it of what.

It is a file of JSON, ``kg.json``, with the kind of the folder, the version, and a digest of the files of the toolkit
that a graph is made of.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import StoreError
from kg.file import why
from kg.namespace import folders, version

FILE = "kg.json"
TOOLKIT = "surveillance-kg"
GRAPH, SITE, SCRATCH = "graph", "site", "scratch"
"""The kinds of folders; scratch is one that is being written."""
NONE = f"it has no {FILE}, so nobody can tell which version made it"
"""What is to be said of a graph without a mark."""
MOST = 100_000
"""Bytes of a mark at most."""


class Mark(NamedTuple):
    """Which version of the toolkit wrote a folder, and of what."""

    kind: str
    """What stands in the folder: :data:`GRAPH`, :data:`SITE` or :data:`SCRATCH`."""
    version: str
    inputs: str
    """The digest that :func:`inputs` gave when it was written; empty of a folder that is being written."""


def inputs() -> str:
    """Return the SHA-256 of the toolkit's files that decide what a graph holds: ontology, registers, sources, rules.

    Those of the workspace in use are among them, and folders of sources that are named on the command line are not.
    """
    digest = hashlib.sha256()
    rules = [place / "rules" for place in folders("queries")]
    for place in (*folders("ontology"), *folders("sources"), *rules):
        for path in sorted(place.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                inside = path.relative_to(place).as_posix()
                digest.update(f"{place.name}/{inside}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def text(kind: str, *, shared: bool = False, listed: Path | None = None) -> str:
    """Return the mark of this version for a folder; of one that is ``shared`` it does not tell what it was made of.

    It tells what stands in a ``listed`` folder: the names at the top, and how much is below each folder there.
    """
    made_of = "" if kind == SCRATCH or shared else inputs()
    told: dict[str, object] = {"writtenBy": TOOLKIT, "kind": kind, "version": version(), "inputs": made_of}
    if listed is not None:
        told["names"] = sorted(each.name for each in listed.iterdir())
        told["folders"] = {each.name: _tally(_below(each)) for each in sorted(listed.iterdir()) if each.is_dir()}
    return json.dumps(told, indent=2) + "\n"


def write(place: Path, kind: str, *, shared: bool = False, listed: bool = False) -> None:
    """Leave the mark of this version in a folder, as :func:`text` has it."""
    (place / FILE).write_text(text(kind, shared=shared, listed=place if listed else None), encoding="utf-8")


def _below(folder: Path) -> list[str]:
    """Return the paths of the files and links below a folder."""
    found: list[str] = []
    for place, inner, files in os.walk(folder):
        names = (*files, *(name for name in inner if Path(place, name).is_symlink()))
        found += (f"{place}/{name}".removeprefix(f"{folder}/") for name in names)
    return found


def _tally(names: Iterable[str]) -> str:
    """Return the sum of the digests of names, which tells what they are whatever their order."""
    whole = sum(int.from_bytes(hashlib.sha256(os.fsencode(name)).digest()[:16], "big") for name in names)
    return f"{whole % 2**128:032x}"


def others(place: Path) -> list[Path]:
    """Return what stands at the top of a marked folder that the toolkit did not write there, where its mark tells."""
    ours = _told(place).get("names")
    return sorted(each for each in place.iterdir() if each.name not in (*ours, FILE)) if isinstance(ours, list) else []


def astray(place: Path, new: Path) -> tuple[Path, list[str]] | None:
    """Return a folder of ours in a marked one where something else stands too, and what there ``new`` lacks of it.

    Where the mark tells which of these are somebody else's, it is only they. None where nobody's file would be gone, as
    far as the mark tells.
    """
    folders = _told(place).get("folders")
    for name, tally in folders.items() if isinstance(folders, dict) else ():
        found = _below(place / name)
        if _tally(found) == tally or not (lacking := sorted({*found}.difference(_below(new / name)))):
            continue
        certain = ([each] for each in lacking)
        theirs = (each for each in (*certain, lacking) if _tally({*found}.difference(each)) == tally)
        return place / name, next(theirs, lacking)
    return None


def _told(place: Path) -> dict[str, Any]:
    """Return what the mark of a folder says, nothing where it is none."""
    try:
        with (place / FILE).open("rb") as opened:
            told = json.loads(opened.read(MOST))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def marked(place: Path, kind: str) -> bool:
    """Return whether a folder carries our mark of a kind, in a file of its own."""
    try:
        found = None if (place / FILE).is_symlink() else read(place)
    except StoreError:
        return False
    return found is not None and found.kind == kind


def read(place: Path) -> Mark | None:
    """Return the mark of a folder, or None where there is none: an older version wrote it, or somebody else.

    Raises:
        StoreError: the file is there and is no mark.
    """
    file = place / FILE
    try:
        with file.open("rb") as opened:
            told = json.loads(opened.read(MOST))
        if told["writtenBy"] != TOOLKIT:
            raise ValueError(f"written by {told['writtenBy']}")
        return Mark(*(str(told[name]) for name in Mark._fields))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(str(file), f"not the mark of a folder of kg ({why(error)})", "build it again") from error


def same_version(place: Path | str, made_by: str | None) -> None:
    """Do nothing where a graph was built by this version of the toolkit, or does not say by which.

    Raises:
        StoreError: another version built it.
    """
    if made_by not in (None, version()):
        raise StoreError(
            str(place), f"version {made_by} built this graph, and this is {version()}", f"run 'kg build --to {place}'"
        )
