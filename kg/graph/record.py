"""How the claims of a source were made, in PROV-O: from which files, by which reader, when, and who has reviewed them.

What is said is that of the files: their digests, and the table ``[record]`` of the source. The clock says nothing.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.evidence.header import Record
from kg.evidence.source import Source
from kg.file import held
from kg.literal import literal, moment
from kg.namespace import RDF, RDFS, iri

STATED = (".toml", ".csv")
"""The suffixes of the files that state claims."""
PARTS = ("claims", "table", "original", "reading", "reader", "review", "reviewer", "publisher")
"""What is named by a fragment of a source: its files, what was done with them, by whom, and who published it."""


def quads(source: Source) -> Iterator[str]:
    """Yield the N-Quads lines on how the claims of a source were made, in the graph of the source.

    Raises:
        SourceError: a file of the source cannot be read.
    """
    name, graph = iri(f"source:{source.id}"), iri(f"graph:{source.id}")
    end, made = f"<{graph}> .\n", source.header.record

    def part(local: str) -> str:
        return f"<{name}#{local}>"

    for suffix, local in zip(STATED, PARTS, strict=False):
        path = source.path.with_suffix(suffix)
        if path.is_file():
            yield f"<{graph}> <{iri('prov:wasDerivedFrom')}> {part(local)} {end}"
            yield from _file(part(local), path.name, _digest(path), end)
            if made:
                yield f"{part(local)} <{iri('prov:wasGeneratedBy')}> {part('reading')} {end}"
    if made:
        yield from _reading(part("reading"), made, part("original"), part("reader"), end)
        if made.file:
            yield from _file(part("original"), made.file, made.sha256, end)
        yield from _agent(part("reader"), "prov:Agent" if made.reader == "hand" else "prov:SoftwareAgent", made, end)
        if made.reviewer:
            yield f"{part('review')} <{RDF}type> <{iri('prov:Activity')}> {end}"
            yield f"{part('review')} <{iri('prov:used')}> <{graph}> {end}"
            yield f"{part('review')} <{iri('prov:wasAssociatedWith')}> {part('reviewer')} {end}"
            if made.reviewed:
                yield f"{part('review')} <{iri('dcterms:date')}> {literal(*moment(made.reviewed))} {end}"
            yield from named(part("reviewer"), "prov:Agent", made.reviewer, end)


def _reading(activity: str, made: Record, original: str, reader: str, end: str) -> Iterator[str]:
    yield f"{activity} <{RDF}type> <{iri('prov:Activity')}> {end}"
    yield f"{activity} <{iri('prov:wasAssociatedWith')}> {reader} {end}"
    if made.file:
        yield f"{activity} <{iri('prov:used')}> {original} {end}"
    if made.made:
        yield f"{activity} <{iri('dcterms:date')}> {literal(*moment(made.made))} {end}"


def named(node: str, class_: str, name: str, end: str) -> Iterator[str]:
    """Yield the N-Quads lines that give a node its class, and its name; ``end`` is the graph and what ends a line."""
    yield f"{node} <{RDF}type> <{iri(class_)}> {end}"
    yield f"{node} <{RDFS}label> {literal(name)} {end}"


def _agent(agent: str, class_: str, made: Record, end: str) -> Iterator[str]:
    yield from named(agent, class_, made.reader, end)
    if made.version:
        yield f"{agent} <{iri('ais:toolVersion')}> {literal(made.version)} {end}"


def _file(entity: str, name: str, digest: str | None, end: str) -> Iterator[str]:
    yield from named(entity, "prov:Entity", name, end)
    if digest:
        yield f"{entity} <{iri('ais:fileDigest')}> {literal(digest)} {end}"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(held(path)).hexdigest()
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror})", "restore the file") from error
