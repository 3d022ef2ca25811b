"""A copy of a workspace without what names things that are not shared."""

import csv
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from kg.overlay.workspace import FILE
from kg.setting import Workspace


def write(own: Workspace, target: Path, ids: frozenset[str], labels: frozenset[str]) -> int:
    """Write what may be shared of a workspace to a folder, and return how many queries and stories are left out.

    ``ids`` are those of the sources and rows that are not shared, and ``labels`` their names. Sources are not copied;
    of registers the rows are left out that have one of the ids, and of queries and stories the files that hold an id
    or a name.
    """
    shutil.copyfile(own.folder / FILE, target / FILE)
    hidden = _pattern(ids, labels)
    left = 0
    for path in sorted(own.folder.glob("ontology/*.ttl")):
        _place(target, own.folder, path).write_bytes(path.read_bytes())
    for path in sorted(own.folder.glob("ontology/registers/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
        at = header.index("id") if "id" in header else 0
        with _place(target, own.folder, path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in rows if row and row[at] not in ids)])
    for path in sorted([*own.folder.glob("queries/*/*.rq"), *own.folder.glob("stories/*.md")]):
        text = path.read_text(encoding="utf-8-sig")
        if hidden.search(text) or hidden.search(path.stem):
            left += 1
        else:
            _place(target, own.folder, path).write_text(text, encoding="utf-8")
    return left


def _place(target: Path, folder: Path, path: Path) -> Path:
    """Return where the copy of a file stands, in a folder that is there."""
    place = target / path.relative_to(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _pattern(ids: Iterable[str], labels: Iterable[str]) -> "re.Pattern[str]":
    """Return what matches an id or a name that stands by itself."""
    named = sorted({re.escape(name) for name in (*ids, *labels) if name.strip()}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(named) or '(?!)'})(?![\w-])", re.IGNORECASE)
