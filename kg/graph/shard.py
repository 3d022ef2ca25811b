"""Shards: a build parted into ranges of claims, each of which one task reads by itself.

Small sources stand together in a shard, by the hash of their ids, so that one more source leaves the other shards as
they are; a large table is parted between rows.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg import namespace, setting
from kg.errors import Faults, ReadError, SourceError, UnknownName
from kg.evidence import assertion, register, source, statement, table, volume
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.evidence.statement import Piece
from kg.query import own
from kg.setting import Workspace
from kg.tables import mapping
from kg.vocabulary import addition

SMALLEST = 2**22
"""Bytes of sources below which they are not parted, however many could read at a time."""
LEAST = 2**20
"""Bytes of sources below which a shard is not made smaller."""
MEMORY = 2**30
"""Bytes that a task may take, unless it is said otherwise."""
FACTOR = 128
"""Bytes of memory that a byte of a table may take at most while it is read."""


class Inputs(NamedTuple):
    """Where the inputs of a build stand; the toolkit's own ontology, queries and code are each process's own."""

    folders: tuple[Path, ...]
    """The folders of sources."""
    workspace: Workspace | None = None
    registers: Path | None = None
    """A folder of registers in the place of the released ones."""
    stamp: str = ""
    """What tells one build from another, in a process that lives longer."""
    world: str = ""
    """The digest that :func:`world` gives of them; empty where nobody compares."""


def inputs(extra: Iterable[Path] = ()) -> Inputs:
    """Return the inputs of the toolkit itself, of the workspace in use and of further folders of sources."""
    return Inputs((*namespace.folders("sources"), *extra), setting.workspace())


@lru_cache(1)
def read(given: Inputs) -> tuple[Registers, dict[str, Source]]:
    """Return the registers and the sources by id; a process reads those of one build once.

    Raises:
        KgError: as :func:`kg.evidence.register.read_all`, :func:`kg.evidence.source.read_all` and, of the queries of a
            workspace, :func:`kg.query.own.told`; all that is wrong with any of them at once, and with the claims of the
            sources that can be read.
    """
    setting.use(given.workspace)
    addition.check()
    faults, registers, sources = Faults(), list[Registers](), dict[str, Source]()
    with faults.kept():
        own.told()
    with faults.kept():
        registers.append(register.read_all(given.registers) if given.registers else register.released())
    with faults.kept():
        sources.update(source.read_all(*given.folders, kept=faults))
    if faults.found:
        faults.found += _claimed(given, sources, registers[0] if registers else None)
    faults.told()
    return registers[0], sources


def _claimed(given: Inputs, sources: Mapping[str, Source], registers: Registers | None) -> Iterator[ReadError]:
    """Yield what is wrong with the claims of sources beside such as cannot be read, but for what names one of these.

    Where the registers cannot be read, what no row that can be read is called is not judged, and is said to wait.
    """
    there = {path.stem for place in given.folders if place.is_dir() for path in place.glob("*.toml")}
    lacking = [re.escape(id_) for id_ in there - sources.keys()]
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(lacking)})(?![\w-])") if lacking else None
    known, waiting = registers or register.read_all(given.registers, Faults()), 0
    for each in sources.values():
        faults = Faults()
        with faults.kept():
            for _ in statement.claims(each, sources, known):
                pass
        for fault in faults.found:
            if registers is None and isinstance(fault.__cause__, UnknownName):
                waiting += 1
            elif names is None or not names.search(fault.found):
                yield fault
    if waiting:
        told = f"{waiting:,} more names of claims are in no row that can be read"
        yield SourceError("registers", told, "correct the rows that are named above, and build again")


class Shard(NamedTuple):
    """A range of claims."""

    number: int
    pieces: tuple[Piece, ...]


def plan(sources: Mapping[str, Source], least: int = 1, memory: int = MEMORY) -> list[Shard]:
    """Return the shards of sources: as few as fit in memory, and about ``least`` where there is enough to part.

    ``memory`` is what one task may take, in bytes. Their size goes in steps, so that a source more leaves the tables of
    others parted where they were.
    """
    sizes = {id_: _bytes(each) for id_, each in sources.items()}
    whole = sum(sizes.values())
    wanted = SMALLEST if whole <= SMALLEST else max(LEAST, 2 ** (-(-whole // least) - 1).bit_length())
    size = max(1, min(memory // FACTOR, wanted))
    small = {id_ for id_, held in sizes.items() if held <= size // 2}
    count = 1
    while count * size < sum(sizes[id_] for id_ in small):
        count *= 2
    bundles: dict[int, list[Piece]] = {}
    pieces: list[tuple[Piece, ...]] = []
    for id_, each in sources.items():
        if id_ in small:
            bundles.setdefault(_bucket(id_, count), []).append(Piece(id_))
            continue
        alone = mapping.beside(each.path).exists() or assertion.beside(each.path) is not None
        tables = [] if alone else each.tables()
        spans = [(number, span) for number, path in enumerate(tables) for span in table.spans(path, size)]
        parted = [(Piece(id_, not nth, span, number),) for nth, (number, span) in enumerate(spans)]
        pieces += parted if len(parted) > 1 else [(Piece(id_),)]
    pieces += [tuple(each) for _, each in sorted(bundles.items())]
    return [Shard(number, each) for number, each in enumerate(pieces)]


def _bytes(each: Source) -> int:
    return sum(volume.bulk(path) for path in files(each) if path.is_file())


def files(each: Source) -> list[Path]:
    """Return the files that a source is read from: its own, its table and text, its mapping and what that maps."""
    given = [each.path, *each.tables(), each.path.with_suffix(".txt")]
    given += [path for path in [assertion.beside(each.path)] if path]
    mapped = mapping.beside(each.path)
    if mapped.exists():
        given += [mapped, mapping.read(mapped).original]
    return [path for path in dict.fromkeys(given) if path.is_file()]


def bulk(given: Inputs) -> int:
    """Return the bytes of the files in the folders of sources: what there is to read, about, before any is opened."""
    return sum(path.stat().st_size for place in given.folders for path in place.glob("*") if path.is_file())


def size(shard: Shard, sources: Mapping[str, Source]) -> int:
    """Return the bytes of the files that a shard is read from."""
    spans = ((piece.span, sources[piece.source]) for piece in shard.pieces)
    return sum(span.end - span.start if span else _bytes(each) for span, each in spans)


def digests(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the id of each source → the SHA-256 of its files and their names."""
    return {id_: _hash((path.name, path) for path in files(each)) for id_, each in sources.items()}


ROOMS = ("evidence", "graph", "literal.py", "naming", "query", "tables", "vocabulary")
"""The rooms of the code that the parts of a build rest on."""


def world(given: Inputs, rooms: tuple[str, ...] = ROOMS) -> str:
    """Return the SHA-256 of what every task rests on: the code, the ontology, the registers, the rules and checks.

    ``rooms`` are those of the code that count.
    """
    code = Path(__file__).parents[1]
    read = [place / name for place in namespace.folders("queries") for name in ("rules", "violations")]
    places = [
        *(code / room for room in rooms),
        *namespace.folders("ontology"),
        *read,
        *([given.registers] if given.registers else []),
    ]
    found = (path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*"))))
    told = [(repr(given.workspace and given.workspace[2:]), b"")]
    return _hash((*told, *((f"{path.parent.name}/{path.name}", path) for path in found if _counts(path))))


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix not in (".pyc", ".pyo")


def _hash(named: Iterable[tuple[str, bytes | Path]]) -> str:
    whole = hashlib.sha256()
    for name, content in named:
        with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file:
            whole.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def called(shard: Shard, world: str, digests: Mapping[str, str]) -> str:
    """Return the name of a shard's file: the same as long as what it is made of is the same."""
    made_of = (world, [(piece, digests[piece.source]) for piece in shard.pieces])
    return f"part-{hashlib.sha256(repr(made_of).encode()).hexdigest()[:20]}.nq"


def _bucket(id_: str, count: int) -> int:
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest(), "big") % count
