"""Where a workspace is: the folder with ``kg.toml`` in which one stands, or that is named.

What stands in its ``ontology/registers/``, ``sources/``, ``queries/`` and ``stories/`` counts beside what is released:
rows and files are added; a row of a released thing adds names to it; a released query or source is never replaced.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

from kg.errors import ReadError, TargetError, suggestion

FILE = "kg.toml"
GRAPH = Path("build/kg")
"""Where ``kg build`` writes below the folder in which one works, and the other verbs look."""
PARTS = ("ontology/registers", "sources", "queries", "stories")
"""The folders of a workspace that are read."""
_KEYS = {"title": str, "extends": bool}


class Workspace(NamedTuple):
    """A workspace: its folder and what it is called."""

    folder: Path
    title: str


def find(named: Path | None = None, here: Path | None = None) -> Workspace | None:
    """Return the workspace that is named, or the one in which a folder (the working folder) stands, or None.

    Raises:
        ReadError: the named folder is no workspace, or its ``kg.toml`` does not say what it must.
    """
    if named is not None:
        if not (named / FILE).is_file():
            raise ReadError(str(named), f"there is no {FILE}", "name the folder that 'kg new' made")
        return read(named)
    start = (here or Path.cwd()).resolve()
    for place in (start, *start.parents):
        if (place / FILE).is_file():
            return read(place)
    return None


def read(place: Path) -> Workspace:
    """Return the workspace of a folder that holds ``kg.toml``.

    Raises:
        ReadError: not TOML, no title, an unknown key, a value of another type, or a workspace that stands alone.
    """
    file = str(place / FILE)
    try:
        told = tomllib.loads((place / FILE).read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ReadError(file, f"not valid TOML ({error})", "correct the syntax there") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(file, f"cannot be read ({error})", "save it as UTF-8 TOML") from error
    for key, value in told.items():
        if key not in _KEYS:
            raise ReadError(file, f"unknown key {key!r}", suggestion(key, _KEYS, f"use {', '.join(_KEYS)}"))
        if not isinstance(value, _KEYS[key]):
            wanted = "text" if _KEYS[key] is str else "true or false"
            raise ReadError(f"{file}, {key}", f"{value!r} is not {wanted}", f"write {wanted}")
    title = str(told.get("title", "")).strip()
    if not title:
        raise ReadError(file, "no title", 'say what the workspace is about: title = "…"')
    if told.get("extends") is False:
        raise ReadError(
            f"{file}, extends", "a workspace without the released graph is not read", "write extends = true"
        )
    _known(place)
    return Workspace(place, title)


def new(target: Path, title: str = "") -> Path:
    """Make a workspace with one worked example of each kind, which builds at once, and return its folder.

    Raises:
        TargetError: the folder holds something already, or cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TargetError(str(target), "it holds something already", "name a new folder")
    example = Path(__file__).parent / "example"
    try:
        for path in sorted(example.rglob("*")):
            if path.is_file():
                place = target / path.relative_to(example)
                place.parent.mkdir(parents=True, exist_ok=True)
                text = path.read_text(encoding="utf-8")
                named = title or target.resolve().name
                place.write_text(text.replace("My workspace", named.replace('"', "'")), encoding="utf-8")
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable folder") from error
    return target


def _known(place: Path) -> None:
    """Raise where a folder of a workspace is misspelt: what is in it would be passed over in silence."""
    for name in ("ontology", "queries"):
        for path in sorted((place / name).glob("*")) if (place / name).is_dir() else ():
            known = ("registers",) if name == "ontology" else ("questions", "views", "charts", "rules", "violations")
            if path.name.startswith(".") or path.name in known:
                continue
            found = "it is no part of a workspace that is read"
            raise ReadError(str(path), found, suggestion(path.name, known, f"put it in {', '.join(known)}"))
