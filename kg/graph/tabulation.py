"""Columns beside a store on disk, of what the library's questions count; see :mod:`kg.query.columns`."""

import io
import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple

import pyoxigraph as ox

from kg.namespace import RDFS
from kg.query import query, syntax
from kg.query.columns import INDEX, LABELS, ROWS, TERMS, state
from kg.query.tally import tallies

LEAST = 64_000_000
"""Bytes of N-Quads, of some 300,000 quads, from which on a store has columns: the engine counts fewer soon enough."""
MOST = 1_200_000_000
"""Bytes up to which it has them, of some 5 million quads: each process that counts holds their terms."""
FOLDERS = ("questions", "views", "charts")
LANGUAGE = "en"
"""The language of the labels that the library's queries ask for."""


def counted() -> list[str]:
    """Return the predicates of what the library's queries count, sorted."""
    texts = [each.text for place in FOLDERS for each in query.read_all(place)]
    bodies = [tally.body for text in texts for tally in tallies(syntax.read(text))]
    return sorted({pattern.predicate for body in bodies for pattern in body.patterns})


def due(contents: Iterable[bytes | Path], least: int | None = None) -> bool:
    """Return whether a store of these N-Quads, or files of them, gets columns: by its size, where numpy is installed.

    Raises:
        OSError: a file cannot be read.
    """
    whole = sum(len(each) if isinstance(each, bytes) else each.stat().st_size for each in contents)
    return (LEAST if least is None else least) <= whole <= MOST and find_spec("numpy") is not None


class Tabled(NamedTuple):
    """What columns hold."""

    named: int
    """How many of the terms are IRIs."""
    rows: dict[str, tuple[int, int]]
    """Predicate → its first row, and how many it has."""


def write(
    folder: Path, contents: Iterable[bytes | Path], predicates: Sequence[str] = (), least: int | None = None
) -> bool:
    """Write columns of a store into its folder, and return whether there are any.

    ``contents`` are the N-Quads that were loaded, or files of them; the columns are of ``predicates``, or of what the
    library's queries count. There are none where numpy is not installed, or the N-Quads have fewer bytes than
    ``least`` or more than :data:`MOST`.

    Raises:
        OSError: the folder cannot be written, or a file not be read.
    """
    known = list(contents)
    if not due(known, least):
        return False
    seal(folder, tabled(folder, known, predicates))
    return True


def seal(folder: Path, held: Tabled) -> None:
    """Say in the folder of a store that its columns are those of the store as it is now.

    Raises:
        OSError: the folder cannot be written.
    """
    told = {"state": state(folder), "named": held.named, "rows": held.rows}
    (folder / INDEX).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def tabled(folder: Path, contents: Sequence[bytes | Path], predicates: Sequence[str] = ()) -> Tabled:
    """Write columns into a folder whose store may still be loaded, and return what they hold; :func:`seal` ends it.

    A predicate has none if one of its quads has a literal, is in no named graph, or has a blank node outside the first
    of the contents: the same name may mean another node there.

    Raises:
        OSError: the folder cannot be written, or a file not be read.
    """
    import numpy as np

    cells = {f"<{name}>".encode(): array("i") for name in predicates or counted()}
    numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
    labels: list[bytes] = []
    for number, each in enumerate(contents):
        with io.BytesIO(each) if isinstance(each, bytes) else each.open("rb") as lines:
            labels += _take(lines, cells, numbers, blank=not number)
    terms = sorted(numbers, key=_place)
    place = np.empty(len(terms), dtype="<i4")
    place[[numbers[term] for term in terms]] = np.arange(len(terms))
    rows: dict[str, tuple[int, int]] = {}
    first = 0
    with (folder / ROWS).open("wb") as file:
        for name, found in cells.items():
            table = place[np.array(found, dtype=np.int32)].reshape(-1, 3)
            table = table[np.lexsort(table.T)]
            new = np.ones(len(table), dtype=bool)
            new[1:] = (table[1:] != table[:-1]).any(axis=1)
            file.write(np.ascontiguousarray(table[new].T).tobytes())
            rows[name[1:-1].decode()] = first, int(new.sum())
            first += int(new.sum())
    (folder / TERMS).write_bytes(b"\n".join(cell.strip(b"<>") for cell in terms))
    (folder / LABELS).write_text(json.dumps({LANGUAGE: _labels(labels)}, ensure_ascii=False), encoding="utf-8")
    return Tabled(sum(cell[:1] == b"<" for cell in terms), rows)


def _take(
    lines: IO[bytes], cells: dict[bytes, "array[int]"], numbers: defaultdict[bytes, int], *, blank: bool
) -> list[bytes]:
    """Add the numbers of what each line says to the cells of its predicate, and return the lines that label something.

    A predicate is let go with the first line that has another form.
    """
    label, tongue, labels = f"<{RDFS}label>".encode(), f'"@{LANGUAGE} '.encode(), []
    for line in lines:
        parts = line.split(b" ")
        if len(parts) < 4:
            continue
        subject, predicate, object_, graph = parts[:4]
        found = cells.get(predicate)
        if found is None:
            if predicate == label and tongue in line:
                labels.append(line)
        elif len(parts) == 5 and object_[:1] in b"<_" and (blank or subject[:1] + object_[:1] == b"<<"):
            found.extend((numbers[subject], numbers[object_], numbers[graph]))
        else:
            del cells[predicate]
    return labels


def _labels(lines: Iterable[bytes]) -> dict[str, list[str]]:
    """Return IRI → its labels, without repetition, as lines of N-Quads give them."""
    found: dict[str, dict[str, None]] = {}
    for quad in ox.parse(b"".join(lines), ox.RdfFormat.N_QUADS):
        label = quad.object
        if isinstance(quad.subject, ox.NamedNode) and isinstance(label, ox.Literal) and label.language == LANGUAGE:
            found.setdefault(quad.subject.value, {})[label.value] = None
    return {name: list(labels) for name, labels in found.items()}


def _place(cell: bytes) -> tuple[bool, bytes]:
    """Return what a term is sorted by: IRIs by their texts, then blank nodes."""
    return cell[:1] != b"<", cell.strip(b"<>")
