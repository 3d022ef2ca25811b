"""Where a workspace is: the folder with ``kg.toml`` in which one stands, or that is named.

What stands in its ``ontology/``, ``sources/``, ``queries/`` and ``stories/`` counts beside what is released: terms,
rows and files are added; a row of a released thing adds names to it; a released query is never replaced, and a source
only where the new one says so. One that stands alone has nothing that is released but the terms of the ontology.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.character import control, invisible
from kg.errors import ReadError, Several, TargetError, suggestion
from kg.file import held, irregular, settled, undecoded
from kg.setting import Workspace, workspace

FILE = "kg.toml"
GRAPH = Path("build/kg")
"""Where ``kg build`` writes below the folder in which one works, and the other verbs look."""
PARTS = ("ontology", "sources", "queries", "stories", "texts")
"""The folders of a workspace that are read."""
_KEYS = {
    "title": str,
    "extends": bool,
    "base": str,
    "description": str,
    "publisher": str,
    "license": str,
    "language": str,
}
_LONGEST = 2_000
"""The characters that a value may have."""
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")


def find(named: Path | None = None, here: Path | None = None) -> Workspace | None:
    """Return the workspace that is named, or the one in which a folder (the working folder) stands, or None.

    Raises:
        ReadError: the named folder is no workspace, or its ``kg.toml`` does not say what it must.
    """
    if named is not None:
        if not ((named / FILE).is_file() or irregular(named / FILE)):
            raise ReadError(str(named), f"there is no {FILE}", "name the folder that 'kg new' made")
        return read(named)
    start = (here or Path.cwd()).resolve()
    for place in (start, *start.parents):
        if (place / FILE).is_file() or irregular(place / FILE):
            return read(place)
    return None


def in_use(verb: str) -> Workspace:
    """Return the workspace in use.

    Raises:
        ReadError: there is none.
    """
    own = workspace()
    if own is None:
        raise ReadError(verb, "it works in a workspace, and here is none", "make one with 'kg new DIR', and go there")
    return own


def read(place: Path) -> Workspace:
    """Return the workspace of a folder that holds ``kg.toml``.

    Raises:
        ReadError: not TOML, no title, an unknown key, a value of another type, or a workspace that stands alone.
    """
    from kg import misfit
    from kg.toml import loads

    file = str(place / FILE)
    try:
        settled(place)
    except OSError as error:
        found = f"an import was not finished, and cannot be ({error.strerror})"
        raise ReadError(str(place), found, "make room for it there, in a folder that can be written") from error
    try:
        text = held(place / FILE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = undecoded(error.object)
        raise ReadError(f"{file}, line {line}", f"it is not UTF-8 ({byte})", "save it as UTF-8 TOML") from error
    except OSError as error:
        raise ReadError(file, f"cannot be read ({error.strerror})", "make it a file that can be read") from error
    told = misfit.parsed(file, text, loads)
    faults = list(_faults(place, told, text))
    if faults:
        raise Several(faults) if len(faults) > 1 else faults[0]
    alone = told.pop("extends", True) is False
    return Workspace(place, told.pop("title").strip(), alone, **told)


def _faults(place: Path, told: Mapping[str, Any], text: str) -> Iterator[ReadError]:
    """Yield what is wrong with the keys and values of a ``kg.toml``, and with the folders beside it."""
    from kg import misfit

    file = str(place / FILE)
    sound: dict[str, Any] = {}
    for key, value in told.items():
        if key not in _KEYS:
            where = misfit.place(file, text, key).removesuffix(f", {key}")
            yield ReadError(where, f"unknown key {key!r}", suggestion(key, _KEYS, f"use {', '.join(_KEYS)}"))
        elif not isinstance(value, _KEYS[key]):
            wanted = "text" if _KEYS[key] is str else "true or false"
            yield ReadError(misfit.place(file, text, key), f"{value!r} is not {wanted}", f"write {wanted}")
        elif isinstance(value, str) and (unseen := control(value) or invisible(value)):
            yield ReadError(misfit.place(file, text, key), f"it holds {unseen}, which nobody sees", "remove it")
        elif isinstance(value, str) and len(value) > _LONGEST:
            found = f"it has {len(value):,} characters"
            yield ReadError(misfit.place(file, text, key), found, f"write at most {_LONGEST:,}")
        else:
            sound[key] = value
    missing = "title" not in told and not any(suggestion(key, _KEYS, "") == "did you mean 'title'?" for key in told)
    if missing or not str(sound.get("title", "x")).strip():
        yield ReadError(file, "no title", 'say what the workspace is about: title = "…"')
    for key, form, todo in (
        ("base", _BASE, 'write an address that ends with a slash: base = "https://example.org/mine/"'),
        ("license", re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "write the address of the license"),
        ("language", re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*"), 'write a language tag: language = "en"'),
    ):
        if key in sound and not form.fullmatch(sound[key]):
            yield ReadError(misfit.place(file, text, key), f"{sound[key]!r} is none", todo)
    if sound.get("extends", True) is False and "base" not in told:
        yield ReadError(file, "a workspace that stands alone without a base", _OWN_BASE)
    yield from _unread(place)


_OWN_BASE = 'say what the names of its things begin with: base = "https://example.org/mine/"'


def based(base: str) -> str:
    """Return a base for IRIs as it is given.

    Raises:
        TargetError: it is none: it goes into every IRI, and into the rules of web servers.
    """
    if not _BASE.fullmatch(base) or control(base) or invisible(base):
        raise TargetError(base, "not a base for IRIs", "give an http address that ends with a slash")
    return base


def new(target: Path, title: str = "", *, alone: bool = False, base: str = "") -> Path:
    """Make a workspace with one worked example of each kind, which builds at once, and return its folder.

    One that stands ``alone`` has a subject of its own, with terms, things and sources invented for the purpose; its
    names begin with ``base``, which is ``https://example.org/<name of the folder>/`` where none is given.

    Raises:
        TargetError: the folder holds something already, or cannot be written; the base is none.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TargetError(str(target), "it holds something already", "name a new folder")
    name = re.sub(r"[^a-z0-9]+", "-", target.resolve().name.lower()).strip("-") or "workspace"
    base = base or f"https://example.org/{name}/"
    based(base)
    example = Path(__file__).parent / ("alone" if alone else "example")
    called = (title or target.resolve().name).replace("\\", "/").replace('"', "'")
    try:
        for path in sorted(example.rglob("*")):
            if path.is_file():
                place = target / path.relative_to(example)
                place.parent.mkdir(parents=True, exist_ok=True)
                text = path.read_text(encoding="utf-8").replace("My workspace", called)
                place.write_text(text.replace("https://example.org/mine/", base), encoding="utf-8")
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable folder") from error
    return target


def _unread(place: Path) -> Iterator[ReadError]:
    """Yield where a folder of a workspace is misspelt: what is in it would be passed over in silence."""
    known = {"ontology": ("registers",), "queries": ("questions", "views", "charts", "rules", "violations")}
    for name, folders in known.items():
        for path in sorted((place / name).glob("*")) if (place / name).is_dir() else ():
            terms = name == "ontology" and path.suffix == ".ttl" and path.is_file()
            if path.name.startswith(".") or path.name in folders or terms:
                continue
            found = "it is no part of a workspace that is read"
            put = f"put it in {', '.join(folders)}" + (", or write terms in a file .ttl" if name == "ontology" else "")
            yield ReadError(str(path), found, suggestion(path.name, folders, put))
    for path in sorted(place.iterdir()):
        if path.is_dir() and path.name not in PARTS and (near := suggestion(path.name, PARTS, "")):
            yield ReadError(str(path), "it is no part of a workspace that is read", near)
