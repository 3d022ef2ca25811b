"""The dumps of a site, read back by other engines than wrote them; its description held to a profile of DCAT."""

import csv
import gzip
import io
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from pyjelly.integrations.rdflib import parse

from kg.namespace import BASE
from kg.site import dump
from kg.site.resource import Library
from kg.tables import columnar

PROFILE = Path(__file__).parent / "dcat-ap.ttl"


@pytest.fixture(scope="module")
def world(hostile: ox.Store) -> ox.Store:
    return hostile


@pytest.fixture(scope="module")
def site(hostile_site: Path) -> Path:
    return hostile_site


@pytest.mark.parametrize("base", [BASE, "https://example.org/kg/"])
def test_jelly_holds_the_quads_of_the_n_quads(world: ox.Store, base: str) -> None:
    files = dict(dump.Dump(Library(world), base).files())
    packed = io.BytesIO(gzip.decompress(files["surveillance-kg.jelly.gz"]))
    jelly = [tuple(map(_heard, each)) for each in parse.parse_jelly_flat(packed) if isinstance(each, parse.Quad)]
    quads = ox.parse(gzip.decompress(files["surveillance-kg.nq.gz"]), ox.RdfFormat.N_QUADS)
    assert jelly == [tuple(map(_told, quad)) for quad in quads]
    assert len(jelly) == len(world)
    assert (BASE.encode() in gzip.decompress(files["surveillance-kg.nq.gz"])) == (base == BASE)


def _told(term: object) -> tuple[str, ...]:
    if isinstance(term, ox.Literal):
        return "literal", term.value, term.language or term.datatype.value
    return type(term).__name__, term.value  # type: ignore[attr-defined]


def _heard(term: object) -> tuple[str, ...]:
    if isinstance(term, rdflib.Literal):
        return "literal", str(term), str(term.language or term.datatype or rdflib.XSD.string)
    return {rdflib.URIRef: "NamedNode", rdflib.BNode: "BlankNode"}[type(term)], str(term)  # type: ignore[index]


@pytest.mark.parametrize("name", ["claims", "edges"])
def test_parquet_holds_the_rows_of_the_table(site: Path, name: str) -> None:
    with (site / "latest" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    found = duckdb.read_parquet(str(site / "latest" / f"{name}.parquet"))
    assert found.columns == header
    assert [["" if cell is None else str(cell) for cell in row] for row in found.fetchall()] == rows
    assert rows


def test_bounds_are_numbers_and_what_is_not_said_is_null(tmp_path: Path) -> None:
    table = 'claim,lowerBound,note\na,5,"x, ""y"""\nb,,\n'
    written = columnar.parquet(table, {"lowerBound": "BIGINT"})
    assert written == columnar.parquet(table, {"lowerBound": "BIGINT"})
    (tmp_path / "t.parquet").write_bytes(written)
    found = duckdb.read_parquet(str(tmp_path / "t.parquet")).fetchall()
    assert found == [("a", 5, 'x, "y"'), ("b", None, None)]


def test_the_description_meets_the_profile(site: Path) -> None:
    described = rdflib.Graph().parse(site / "void.ttl")
    sound, _, report = pyshacl.validate(described, shacl_graph=rdflib.Graph().parse(PROFILE))
    assert sound, report
    stated = described.subject_objects(rdflib.DCAT.byteSize)
    sizes = {str(path).rpartition("#")[2]: int(str(size)) for path, size in stated}
    held = {path.relative_to(site / "latest").as_posix(): path.stat().st_size for path in (site / "latest").rglob("*")}
    assert sizes == {name: held[name] for name in sizes}
    assert {"claims.parquet", "surveillance-kg.jelly.gz", "surveillance-kg.nq.gz", "SHA256SUMS"} <= sizes.keys()


@pytest.mark.parametrize(
    ("line", "lost"),
    [("dcat:accessURL", "accessURL"), ("dcterms:publisher", "publisher"), ("dcat:keyword", "keyword")],
)
def test_the_profile_refuses_a_description_that_lacks_something(site: Path, line: str, lost: str) -> None:
    described = rdflib.Graph().parse(site / "void.ttl")
    space = rdflib.DCAT if line.startswith("dcat:") else rdflib.DCTERMS
    described.remove((None, space[lost], None))
    sound, _, report = pyshacl.validate(described, shacl_graph=rdflib.Graph().parse(PROFILE))
    assert not sound
    assert lost in report
