"""How the claims of a source were made: the files with their digests, the reader, the days, the reviewer."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourceError
from kg.evidence import source
from kg.graph import record
from kg.namespace import RDFS, curie, iri
from kg.query import query
from tests.fixtures import invented

DIGEST = "00ff" * 16
RECORD = f"""
[record]
reader = "kg read, rules"
version = "0.2.0"
made = 2026-11-26
file = "herald.html"
sha256 = "{DIGEST}"
reviewer = "A. Reader"
reviewed = 2026-11-27
"""


def told(folder: Path, toml: str = "", table: str | None = None) -> set[tuple[str, str, str]]:
    """Return the statements on how a source was made, its name shortened to what follows it."""
    path = invented.write(folder, "herald", invented.ARTICLE + toml, table) / "herald.toml"
    lines = "".join(record.quads(source.read(path)))
    start = "source:herald"
    return {
        tuple(  # type: ignore[misc]
            curie(term.value).removeprefix(start) if isinstance(term, ox.NamedNode) else str(term.value)
            for term in (quad.subject, quad.predicate, quad.object)
        )
        for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    }


def test_files_of_a_source_are_named_with_the_digest_of_their_bytes(tmp_path: Path) -> None:
    found = told(tmp_path, table=invented.TABLE)
    for local, name in (("#claims", "herald.toml"), ("#table", "herald.csv")):
        digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        assert {(local, "rdfs:label", name), (local, "ais:fileDigest", digest)} <= found
        assert ("graph:herald", "prov:wasDerivedFrom", local) in found
    assert len(found) == 8


def test_record_says_reader_version_day_original_and_reviewer(tmp_path: Path) -> None:
    assert told(tmp_path, RECORD) >= {
        ("#claims", "prov:wasGeneratedBy", "#reading"),
        ("#reading", "prov:used", "#original"),
        ("#reading", "prov:wasAssociatedWith", "#reader"),
        ("#reading", "dcterms:date", "2026-11-26"),
        ("#original", "ais:fileDigest", DIGEST),
        ("#reader", "rdf:type", "prov:SoftwareAgent"),
        ("#reader", "ais:toolVersion", "0.2.0"),
        ("#review", "prov:used", "graph:herald"),
        ("#review", "dcterms:date", "2026-11-27"),
        ("#reviewer", "rdfs:label", "A. Reader"),
    }


def test_hand_is_no_program(tmp_path: Path) -> None:
    assert ("#reader", "rdf:type", "prov:Agent") in told(tmp_path, '[record]\nreader = "hand"\n')


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ('[record]\nversion = "1"\n', "herald.toml, line 3, record: no 'reader'"),
        (
            '[record]\nreader = "hand"\nrevewer = "A"\n',
            "herald.toml, line 5, record: unknown key 'revewer'; did you mean",
        ),
        (
            '[record]\nreader = "hand"\nmade = "monday"\n',
            "herald.toml, line 5, record.made: it is no date; write a date as 2021-12-31",
        ),
        ('record = "hand"\n', "herald.toml, line 3, record: it is text, not a table; write [record]"),
    ],
)
def test_faulty_record_is_one_clear_line(toml: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        told(tmp_path, toml)
    assert str(caught.value).startswith(place)


def test_released_files_have_the_digests_that_the_graph_gives(released: ox.Store, checkout: Path) -> None:
    rows = list(query.find("records-of-sources").run(released).values())
    files = {path.name for path in (checkout / "sources").glob("*.*") if path.suffix in record.STATED}
    assert {row["file"] for row in rows} == files
    given = released.query(
        f"SELECT ?file ?digest {{ GRAPH ?g {{ ?g <{iri('prov:wasDerivedFrom')}> ?stated . ?stated"
        f" <{RDFS}label> ?file ; <{iri('ais:fileDigest')}> ?digest }} }}"
    )
    digests = {row[0].value: row[1].value for row in given}  # type: ignore[union-attr]
    for name in files:
        assert digests[name] == hashlib.sha256((checkout / "sources" / name).read_bytes()).hexdigest()
    read = {row["source"]: row["originalDigest"] for row in rows if row["original"]}
    assert len(read) >= 12
    assert read[iri("source:aigs-2022")] == read[iri("source:aigs-2022-digital-repression")]
