"""The whole graph as files: N-Quads, TriG, Turtle of each named graph, tables of claims and edges, checksums, delta.

The bytes depend on the graph alone: blank nodes are named by RDFC-1.0, lines are sorted, archives bear no time.
"""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import ReadError
from kg.graph import dataset
from kg.imprint import imprint
from kg.namespace import base_in_use, curie, iri, prefixes
from kg.site import binary, page
from kg.site.resource import ABOUT, Library
from kg.tables import columnar
from kg.vocabulary.labeling import named

CLAIMS, EDGES, SUMS = "claims.csv", "edges.csv", "SHA256SUMS"
INTEGERS = {"lowerBound": "BIGINT", "upperBound": "BIGINT"}
"""The columns of the tables that hold numbers, with their SQL type."""


class Delta(NamedTuple):
    """What changed between two versions: the claims that came and those that went, by IRI, sorted."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


class Dump:
    """The files of one version of a graph."""

    def __init__(self, library: Library, base: str = "", site: Path | None = None, *, spare: bool = False) -> None:
        """Take the Turtle of named graphs from the folder ``site``, where a site has written it; else write it anew.

        With ``spare``, the named graphs have no files of their own, N-Quads are the only dump of the whole graph, the
        table of claims is packed, and tables are CSV alone.
        """
        self.spare = spare
        self.library = library
        self.base = base or base_in_use()
        self.site = site

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """Every quad, with the blank nodes named by RDFC-1.0, sorted."""
        return named(self.library.store)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (name, content) of every file, the checksums last."""
        sums = []
        for name, content in self._files():
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            yield name, content
        yield SUMS, "".join(sorted(sums, key=lambda line: line[66:])).encode()

    def _files(self) -> Iterator[tuple[str, bytes]]:
        lines = "".join(f"{quad} .\n" for quad in self.quads)
        yield f"{imprint().name}.nq.gz", _packed(self.rebased(lines))
        if not self.spare:
            by_graph = sorted(self.quads, key=lambda quad: (str(quad.graph_name), str(quad)))
            trig = ox.serialize(by_graph, format=ox.RdfFormat.TRIG, prefixes=dict(sorted(prefixes().items())))
            assert trig is not None
            yield f"{imprint().name}.trig.gz", _packed(self.rebased(_sorted_prefixes(trig.decode())))
        for name in () if self.spare else sorted(self.library.graphs):
            place = f"graph/{name.rpartition('/')[2]}.ttl"
            if self.site is not None:
                yield place, (self.site / place).read_bytes()
            else:
                yield place, self.rebased(page.turtle(self.library, name)).encode()
        if not self.spare:
            packed = gzip.compress(binary.jelly(self._renamed()), compresslevel=6, mtime=0)
            yield f"{imprint().name}.jelly.gz", packed
        for name, rows in ((CLAIMS, self._claims()), (EDGES, self._edges())):
            table = self.rebased(_table(rows))
            yield (f"{name}.gz", _packed(table)) if self.spare and name == CLAIMS else (name, table.encode())
            if columnar.has_parquet() and not self.spare:
                yield name.replace(".csv", ".parquet"), columnar.parquet(table, INTEGERS)

    def _renamed(self) -> Iterator[ox.Quad]:
        if self.base == base_in_use():
            return iter(self.quads)
        return ox.parse(self.rebased("".join(f"{quad} .\n" for quad in self.quads)), ox.RdfFormat.N_QUADS)

    def rebased(self, text: str) -> str:
        """Return a text with this site's base in the place of the toolkit's."""
        return text if self.base == base_in_use() else text.replace(base_in_use(), self.base)

    def _claims(self) -> Iterator[list[str]]:
        library = self.library
        situations = library.names("situation")
        roles = sorted({role for name in situations for role in library.roles(name)})
        columns = [
            "claim",
            "situation",
            "kind",
            "source",
            "origin",
            "modality",
            "voice",
            "lowerBound",
            "upperBound",
            "place",
            "reason",
        ]
        named = [curie(role).partition(":")[2] for role in roles]
        yield [*columns, *(f"{name}OfSituation" if name in columns else name for name in named)]
        for name, receipt in sorted(library.receipts.items()):
            situation = library.one(name, *ABOUT)
            held = library.roles(situation)
            cells = [
                name,
                situation,
                receipt.kind,
                receipt.source,
                receipt.origin,
                receipt.modality,
                receipt.voice,
                *("" if bound is None else str(bound) for bound in (receipt.lower, receipt.upper)),
                receipt.place,
                receipt.reason,
            ]
            yield cells + [" ".join(curie(t.iri) or t.label for t in held.get(role, ())) for role in roles]

    def _edges(self) -> Iterator[list[str]]:
        yield ["subject", "predicate", "object", "subjectLabel", "objectLabel"]
        for quad in self.quads:
            if str(quad.graph_name) == f"<{iri(dataset.DERIVED)}>":
                ends = (quad.subject.value, quad.object.value)  # type: ignore[union-attr]
                yield [
                    curie(ends[0]),
                    curie(quad.predicate.value),
                    curie(ends[1]),
                    *map(self.library.label, ends),
                ]


def delta(library: Library, previous: Path, base: str = "") -> Delta:
    """Return what changed since the site in the folder ``previous``.

    Raises:
        ReadError: the folder holds no table of claims.
    """
    place = previous / "latest" / CLAIMS
    packed = place.with_name(f"{CLAIMS}.gz")
    try:
        with (
            gzip.open(packed, "rt", encoding="utf-8", newline="")
            if packed.is_file()
            else place.open(encoding="utf-8", newline="") as file
        ):
            before = {row["claim"].replace(base or base_in_use(), base_in_use()) for row in csv.DictReader(file)}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise ReadError(str(place), "no table of claims is here", "name the folder of a published site") from error
    now = set(library.names("claim"))
    return Delta(tuple(sorted(now - before)), tuple(sorted(before - now)))


def difference(found: Delta, library: Library) -> str:
    """Return a delta as CSV: change, claim, what it says (empty for a claim that is no longer known)."""
    rows = [["added", name, library.label(name)] for name in found.added]
    rows += [["removed", name, ""] for name in found.removed]
    return _table(iter([["change", "claim", "label"], *rows]))


def summary(counts: Mapping[str, int]) -> str:
    """Return counts in words, such as ``3 claims added, 1 claim removed``."""
    return ", ".join(f"{number} {'claim' if number == 1 else 'claims'} {what}" for what, number in counts.items())


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def _table(rows: Iterator[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _sorted_prefixes(text: str) -> str:
    """Return TriG with its prefix lines sorted: the serializer writes them in no fixed order."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    return "".join([*sorted(head), *(line for line in lines if not line.startswith("@prefix "))])
