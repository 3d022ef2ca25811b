"""Where the files of queries stand: the released folder, and that of the workspace in use."""

import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TextIO, TypeVar

from kg.errors import Faults, QueryError
from kg.file import irregular, undecoded
from kg.namespace import based, folder, folders
from kg.setting import forgetting, workspace

INHERITED = ("explorer", "rules", "violations")
"""The folders whose released queries belong to the ontology, and so to a workspace that stands alone."""
SETTLED = 2.0
"""Seconds after which the time of a file's change tells it from any later change."""
_T = TypeVar("_T")


def remembered(read: Callable[[Path], _T]) -> Callable[[Path], _T]:
    """Return a reader of files that reads one again only after it has changed, or another workspace is used.

    A file that was changed a moment ago is always read: a change that follows at once may leave its time as it is.
    """
    known: dict[Path, tuple[tuple[int, ...], _T]] = {}
    forgetting(known.clear)

    @wraps(read)
    def reading(path: Path) -> _T:
        try:
            found = path.stat()
        except (OSError, ValueError):
            return read(path)
        stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        held = known.get(path)
        if held is None or held[0] != stamp:
            held = stamp, read(path)
            if time.time() - max(found.st_mtime, found.st_ctime) > SETTLED:
                known[path] = held
        return held[1]

    return reading


def sparql(path: Path) -> str:
    """Return the text of a query file, without the mark that some editors put before it.

    Raises:
        QueryError: there is no such file, or it is not UTF-8 text.
    """
    if found := irregular(path):
        raise QueryError(str(path), found, "name a file of UTF-8 text")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = undecoded(error.object)
        raise QueryError(f"{path}, line {line}", f"it is not UTF-8 ({byte})", "save it as UTF-8 text") from error
    except OSError as error:
        raise QueryError(str(path), f"cannot be read ({error.strerror})", "name a file of UTF-8 text") from error
    return based(text) if path.is_relative_to(folder("queries")) else text


def given(path: Path, standard_input: TextIO) -> tuple[str, str]:
    """Return what a query file is called and its text; ``-`` is standard input.

    Raises:
        QueryError: as :func:`sparql`, or standard input is not UTF-8 text.
    """
    if str(path) != "-":
        return str(path), sparql(path)
    try:
        return "standard input", standard_input.buffer.read().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("standard input", f"cannot be read ({error})", "send a query as UTF-8 text") from error


@remembered
def _listed(place: Path) -> dict[str, Path]:
    """Return name → query file of one folder, sorted by name; none where there is no such folder."""
    return {path.stem: path for path in sorted(place.glob("*.rq"))}


def files(place: str) -> dict[str, Path]:
    """Return name → file of every query of one folder of ``queries``, and of the workspace's, sorted by name.

    Raises:
        QueryError: the workspace has queries of released ones' names; all of them at once.
    """
    found: dict[str, Path] = {}
    places = folders("queries")
    own = workspace()
    if own and own.alone and place not in INHERITED:
        places = tuple(each for each in places if each != folder("queries"))
    faults = Faults()
    for each in places:
        here = _listed(each / place)
        for name in sorted(found.keys() & here):
            told = f"the name {name!r} is taken by {found[name]}"
            faults.found.append(QueryError(str(here[name]), told, "rename the file"))
        found = here | found
    faults.told()
    return dict(sorted(found.items())) if len(places) > 1 else found


def added(place: str, name: str) -> Path | None:
    """Return the file of a query that stands in the workspace in use, or None where it is released."""
    own, path = workspace(), files(place).get(name)
    return path if own and path and path.is_relative_to(own.folder) else None


def released(place: str, name: str) -> Path:
    """Return where the released query of a name would stand in a folder."""
    return folder("queries") / place / f"{name}.rq"
