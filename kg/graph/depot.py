"""A folder of parts that is kept: on this machine, or anywhere that fsspec reaches (``s3://``, ``hdfs://``, …).

Its ledger, ``parts.json``, says of each part what it was made of: a part whose inputs are as they were is not made
again. A part is written to a temporary name and takes its own when it is whole.
"""

import base64
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from kg.errors import MissingExtra, ReadError, TargetError
from kg.file import why
from kg.graph import lock
from kg.graph.validation import Finding

LEDGER, SEAL, REST = "parts.json", "whole.json", "rest.nq"
KIND = "surveillance-kg parts"
BUFFER = 2**20
"""Bytes of a file of this machine that are read or written at a time."""
BEGUN = tuple(f".{name}" for name in ("part-", LEDGER, SEAL, REST))
"""What the names of files that are being written begin with."""


class Part(NamedTuple):
    """What a shard yields, without the quads themselves, which stand in the file."""

    number: int
    file: str
    claims: int
    lines: int
    digest: int
    """The sum of the claims' names, whatever their order, modulo 2⁸⁰."""
    kinds: dict[str, dict[str, int]]
    """Source → kind of situation → claims."""
    modalities: frozenset[str]
    derived: frozenset[str]
    """The triples that the rules of one claim conclude, as N-Triples without the period."""
    findings: frozenset[Finding]
    faults: dict[str, list[ReadError]]
    """Source → what is wrong with it; the part then has no file."""
    names: dict[str, tuple[bytes, bytes]]
    """Source of which it has one piece of several → an eight-byte hash, and the line, of each claim."""
    internal: dict[str, list[tuple[str, str]]]
    """Source → the IRI of each claim that is internal, and the reason."""
    used: frozenset[str]
    """The ids of the sources that it rests on, its own among them."""


class Place:
    """A folder of parts."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._files: Any = None
        if "://" in address:
            try:
                import fsspec
            except ModuleNotFoundError:
                raise MissingExtra(f"kg build --parts {address}", "fsspec", "dask") from None
            try:
                self._files, self._root = fsspec.core.url_to_fs(address)
            except (ImportError, ValueError) as error:
                raise TargetError(address, f"cannot be reached ({why(error)})", "name a folder") from error
        else:
            self._root = address

    def open(self, name: str, mode: str = "rb") -> IO[Any]:
        """Return a file of the folder, opened; to write makes the folder.

        Raises:
            OSError: it is not there, or cannot be written.
        """
        text = {} if "b" in mode else {"encoding": "utf-8", "newline": ""}
        if self._files is None:
            return Path(self._root, name).open(mode, BUFFER, **text)
        return self._files.open(f"{self._root}/{name}", mode, **text)  # type: ignore[no-any-return]

    @contextmanager
    def writing(self, name: str, mode: str = "w") -> Iterator[IO[Any]]:
        """Give a file that takes its name when the block ends well, and vanishes when it does not.

        Raises:
            OSError: it cannot be written.
        """
        scratch = f".{name}.{uuid.uuid4().hex}"
        try:
            with self.open(scratch, mode) as file:
                yield file
            if self._files is None:
                Path(self._root, scratch).replace(Path(self._root, name))
            else:
                self._files.mv(f"{self._root}/{scratch}", f"{self._root}/{name}")
        finally:
            self.remove(scratch)

    def remove(self, name: str) -> None:
        """Remove a file of the folder, if it is there."""
        with suppress(OSError):
            if self._files is None:
                Path(self._root, name).unlink(missing_ok=True)
            elif self._files.exists(f"{self._root}/{name}"):
                self._files.rm(f"{self._root}/{name}")

    def names(self) -> list[str]:
        """Return the names of the files of the folder; none where there is no folder."""
        if self._files is None:
            return sorted(path.name for path in Path(self._root).glob("*"))
        with suppress(OSError):
            return sorted(Path(path).name for path in self._files.ls(self._root, detail=False))
        return []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make the folder, if it is not there, and keep other builds from it while the block runs, where that is known.

        Raises:
            TargetError: it cannot be made; another build writes there; or something else stands there: files, and no
                ledger of ours.
        """
        self._made()
        with lock.alone(Path(self._root)) if self._files is None else nullcontext(enter_result=True) as mine:
            if not mine:
                todo = "wait for it to end, or name another folder"
                raise TargetError(self.address, "another build writes its parts there", todo)
            others = [name for name in self.names() if not name.startswith(("part-", *BEGUN))]
            if others and LEDGER not in others:
                todo = "name a folder for parts alone"
                raise TargetError(self.address, f"it holds {others[0]!r} and no {LEDGER} of ours", todo)
            yield

    def _made(self) -> None:
        """Make the folder, if it is not there.

        Raises:
            TargetError: it cannot be made.
        """
        try:
            if self._files is None:
                Path(self._root).mkdir(parents=True, exist_ok=True)
            else:
                self._files.makedirs(self._root, exist_ok=True)
        except OSError as error:
            told = f"cannot be written ({error.strerror or error})"
            raise TargetError(self.address, told, "name a writable folder") from error

    def local(self, names: Iterable[str], to: Path) -> list[Path]:
        """Return the files as paths of this machine; what stands elsewhere is copied to a folder.

        Raises:
            OSError: one is not there.
        """
        if self._files is None:
            return [Path(self._root, name) for name in names]
        copies = []
        for name in names:
            self._files.get_file(f"{self._root}/{name}", str(to / name))
            copies.append(to / name)
        return copies


@contextmanager
def room(address: str, todo: str = "make room there, or name another place") -> Iterator[None]:
    """Tell of a place that cannot be written while the block goes on, and what to do.

    Raises:
        TargetError: it is full, or a file of it cannot be written or read.
    """
    try:
        yield
    except OSError as error:
        told = f"cannot be written ({error.strerror or error})"
        raise TargetError(address, told, todo) from error


def sweep(place: Place, parts: Sequence[Part]) -> None:
    """Remove the parts that are none of these, and what was being written when its process ended."""
    held = {part.file for part in parts}
    for name in place.names():
        if name.startswith(BEGUN) or (name.startswith("part-") and name not in held):
            place.remove(name)


def write(place: Place, parts: Sequence[Part], digests: Mapping[str, str]) -> None:
    """Write the ledger of a folder; ``digests`` are those of each source's files.

    Raises:
        OSError: it cannot be written.
    """
    told = [
        part._asdict()
        | {"used": {id_: digests[id_] for id_ in sorted(part.used)}, "sha256": hashed(place, part.file)}
        | {name: sorted(getattr(part, name)) for name in ("modalities", "derived", "findings")}
        | {"names": {id_: [base64.b64encode(held).decode() for held in pair] for id_, pair in part.names.items()}}
        for part in parts
    ]
    for each in told:
        del each["faults"]
    with place.writing(LEDGER) as file:
        json.dump({"kind": KIND, "parts": told}, file, ensure_ascii=False, indent=1)


def read(place: Place, digests: Mapping[str, str]) -> dict[str, Part]:
    """Return file name → part, for the parts of a folder whose sources are as they were and whose file is whole.

    Raises:
        TargetError: the ledger is none of ours.
    """
    if LEDGER not in place.names():
        return {}
    found: dict[str, Part] = {}
    try:
        with place.open(LEDGER) as file:
            ledger = json.load(file)
        if ledger["kind"] != KIND:
            raise ValueError(f"it is {ledger['kind']!r}")
        for told in ledger["parts"]:
            used = told.pop("used")
            if any(digests.get(id_) != digest for id_, digest in used.items()):
                continue
            if told.pop("sha256") != hashed(place, told["file"]):
                continue
            sets = {name: frozenset(told[name]) for name in ("modalities", "derived")}
            findings = frozenset(Finding(*each) for each in told["findings"])
            names = {id_: tuple(map(base64.b64decode, pair)) for id_, pair in told["names"].items()}
            told["internal"] = {id_: [(name, why) for name, why in pairs] for id_, pairs in told["internal"].items()}
            kept = told | sets | {"findings": findings, "names": names, "used": frozenset(used), "faults": {}}
            found[told["file"]] = Part(**kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        told_ = f"not a ledger of parts ({why(error)})"
        raise TargetError(f"{place.address}/{LEDGER}", told_, "remove the folder, or name another") from error
    return found


def hashed(place: Place, name: str) -> str:
    """Return the SHA-256 of a file of a folder; empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with place.open(name) as file:
            while block := file.read(2**20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
