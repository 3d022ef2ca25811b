"""The straight line, read → build → infer → validate: the same content whatever the order of files or the hash seed."""

import csv
import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourceError
from kg.evidence import register, source
from kg.graph import dataset, pipeline
from kg.namespace import folder, iri
from tests.fixtures import invented

DUMP = """
import hashlib, sys
from pathlib import Path
from kg.evidence import register
from kg.graph import dataset, inference, pipeline
from kg.namespace import iri
registers = register.released()
claims, sources = pipeline.read([Path(name) for name in sys.argv[1:]])
digest = iri("ais:fileDigest")
lines = sorted({line for line in dataset.quads(registers, sources, claims) if digest not in line})
store = dataset.load(lines)
inference.infer(store)
derived = sorted(str(quad) for quad in store.quads_for_pattern(None, None, None, None) if "derived" in str(quad[3]))
print(len(lines), len(derived), hashlib.sha256("".join(lines + derived).encode()).hexdigest())
"""


def dump(checkout: Path, seed: str, *sources: Path) -> str:
    """Return the numbers and the digest of the sorted N-Quads, without digests of files, of a hash seed."""
    variables = os.environ | {"PYTHONPATH": str(checkout), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", DUMP, *map(str, sources)]
    return subprocess.run(command, cwd=checkout, env=variables, capture_output=True, text=True, check=True).stdout


def turned(table: str) -> str:
    """Return a CSV table with its rows and columns in the reverse order."""
    header, *rows = csv.reader(io.StringIO(table, newline=""), strict=True)
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([header[::-1], *(row[::-1] for row in reversed(rows))])
    return file.getvalue()


# The same content, the same names


def test_content_does_not_depend_on_the_hash_seed_the_folder_or_the_order_of_rows(
    checkout: Path, tmp_path: Path
) -> None:
    other = tmp_path / "checkout"
    for name in ("ontology", "queries"):
        shutil.copytree(checkout / name, other / name)
    (other / "kg").symlink_to(checkout / "kg")
    (other / "sources").mkdir()
    (tmp_path / "more").mkdir()
    for number, path in enumerate(sorted((checkout / "sources").glob("*.toml"))):
        place = (other / "sources", tmp_path / "more")[number % 2]
        shutil.copy(path, place)
        table = path.with_suffix(".csv")
        if table.exists():
            (place / table.name).write_text(turned(table.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (other / "ontology" / "registers").glob("*.csv"):
        path.write_text(turned(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert dump(other, "1", tmp_path / "more") == dump(checkout, "0")


def test_stores_of_two_builds_hold_the_same_triples(tmp_path: Path) -> None:
    def canonical(store: ox.Store) -> str:
        dataset = ox.Dataset(store)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return "\n".join(sorted(map(str, dataset)))

    (tmp_path / "again").mkdir()
    assert canonical(invented.tiny(tmp_path)) == canonical(invented.tiny(tmp_path / "again"))


def test_claims_of_two_sources_about_one_situation_share_it_in_the_released_graph(released: ox.Store) -> None:
    sources: dict[str, set[str]] = {}
    about, reported = ox.NamedNode(iri("ais:about")), ox.NamedNode(iri("ais:reportedIn"))
    for quad in released.quads_for_pattern(None, about, None):
        for said in released.quads_for_pattern(quad.subject, reported, None):
            sources.setdefault(str(quad.object), set()).add(str(said.object))
    assert max(map(len, sources.values())) > 1


def test_no_two_claims_of_the_released_sources_have_one_name() -> None:
    claims, _ = pipeline.read()
    said = {claim.iri: claim for claim in claims}
    assert [claim.iri for claim in claims if claim != said[claim.iri]] == []


# The report


def test_report_counts_what_is_in_the_store(built: tuple[ox.Store, pipeline.Report]) -> None:
    store, report = built
    claims, sources = pipeline.read()
    registers = register.released()
    assert report.quads == len(store)
    assert report.claims == len({claim.iri for claim in claims})
    assert report.situations == len({claim.situation for claim in claims})
    assert report.sources == len(sources)
    assert report.states == len(registers.rows["states"]) + len(registers.rows.get("territories", ()))
    assert report.vendors == len(registers.rows["vendors"])
    assert report.derived == len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(iri(dataset.DERIVED)))))
    assert report.findings == []
    assert list(report.seconds) == ["read", "infer", "build", "validate"]


def test_released_sources_hold_the_claims_they_expect() -> None:
    sources = source.read_all(folder("sources"))
    assert [
        id_ for id_, each in sources.items() if not each.header.expect and each.path.with_suffix(".csv").exists()
    ] == []


def test_source_of_a_reader_is_read_beside_those_of_the_toolkit(tmp_path: Path) -> None:
    claim = (
        invented.SUPPLY.replace("acme", "huawei").replace("state:ada", "state:srb").replace(":cameras", ":safe-city")
    )
    place = invented.write(tmp_path, "my-notes", invented.ARTICLE + claim)
    claims, sources = pipeline.read([place])
    assert [claim.source for claim in claims if claim.source == "my-notes"] == ["my-notes"]
    assert "my-notes" in sources


def test_source_of_a_reader_cannot_take_the_id_of_another(tmp_path: Path) -> None:
    id_ = next(iter(source.read_all(folder("sources"))))
    with pytest.raises(SourceError, match=f"the id '{id_}' is taken by .*; rename the file$"):
        pipeline.read([invented.write(tmp_path, id_, invented.ARTICLE)])


# Builds that do not end well


def test_build_that_fails_leaves_the_store_before(tmp_path: Path) -> None:
    at = invented.checkout(tmp_path)
    assert invented.kg("build", at=at).returncode == 0
    before = invented.kg("ask", "size", at=at)
    broken = at / "ontology" / "core.ttl"
    broken.write_text(broken.read_text(encoding="utf-8") + "\nais:\n", encoding="utf-8")
    failed = invented.kg("build", at=at)
    shutil.copy(invented.ROOT / "ontology" / "core.ttl", broken)
    assert failed.returncode == 2
    assert before.returncode == 0
    assert invented.kg("ask", "size", at=at).stdout == before.stdout
    assert [path.name for path in (at / "build").iterdir()] == ["kg"]


def test_build_that_is_killed_while_it_saves_leaves_the_store_before_and_the_next_build_works(tmp_path: Path) -> None:
    at = invented.checkout(tmp_path)
    assert invented.kg("build", at=at).returncode == 0
    before = invented.kg("ask", "size", at=at).stdout
    (at / "sources" / "ledger.csv").unlink()
    command = [sys.executable, "-m", "kg", "build"]
    variables = os.environ | {"PYTHONPATH": str(at)}
    for _ in range(3):
        with subprocess.Popen(command, cwd=at, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
            left = set((at / "build").iterdir())
            while run.poll() is None and set((at / "build").iterdir()) <= left:
                pass
            run.send_signal(signal.SIGKILL)
        assert invented.kg("ask", "size", at=at).stdout in (before, after(at, tmp_path))
    assert invented.kg("build", at=at).returncode == 0
    assert invented.kg("ask", "size", at=at).stdout == after(at, tmp_path)


def after(at: Path, scratch: Path) -> str:
    """Return the answer that a whole build of the checkout gives."""
    target = scratch / "whole"
    if not target.exists():
        assert invented.kg("build", "--to", target, at=at).returncode == 0
    return invented.kg("ask", "size", "--graph", target, at=at).stdout
