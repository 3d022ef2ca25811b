"""The mark that the toolkit leaves in a folder it writes: what stands there, and which version made it of what.

It is a file of JSON, ``kg.json``, with the kind of the folder, the version, and a digest of the files of the toolkit
that a graph is made of.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kg.errors import StoreError
from kg.file import why
from kg.namespace import folders, version

FILE = "kg.json"
TOOLKIT = "surveillance-kg"
GRAPH, SITE, SCRATCH = "graph", "site", "scratch"
"""The kinds of folders; scratch is one that is being written."""
NONE = f"it has no {FILE}, so nobody can tell which version made it"
"""What is to be said of a graph without a mark."""
MOST = 10_000
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
    import hashlib

    digest = hashlib.sha256()
    rules = [place / "rules" for place in folders("queries")]
    for place in (*folders("ontology"), *folders("sources"), *rules):
        for path in sorted(place.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                inside = path.relative_to(place).as_posix()
                digest.update(f"{place.name}/{inside}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def text(kind: str, *, shared: bool = False, names: Iterable[str] = ()) -> str:
    """Return the mark of this version for a folder; of one that is ``shared`` it does not tell what it was made of.

    ``names`` are those of what was written at the top of the folder, where it tells them: others are somebody else's.
    """
    made_of = "" if kind == SCRATCH or shared else inputs()
    told: dict[str, object] = {"writtenBy": TOOLKIT, "kind": kind, "version": version(), "inputs": made_of}
    if listed := sorted(names):
        told["names"] = listed
    return json.dumps(told, indent=2) + "\n"


def write(place: Path, kind: str, *, shared: bool = False, names: Iterable[str] = ()) -> None:
    """Leave the mark of this version in a folder, as :func:`text` has it."""
    (place / FILE).write_text(text(kind, shared=shared, names=names), encoding="utf-8")


def others(place: Path) -> list[Path]:
    """Return what stands at the top of a marked folder that the toolkit did not write there, where its mark tells."""
    try:
        with (place / FILE).open("rb") as opened:
            ours = json.loads(opened.read(MOST)).get("names")
    except (OSError, ValueError, AttributeError, RecursionError):
        return []
    return sorted(each for each in place.iterdir() if each.name not in (*ours, FILE)) if isinstance(ours, list) else []


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
