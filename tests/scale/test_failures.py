"""What goes wrong while a build is made is one line that names the place, and the graph from before stands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.store import generation
from tests.fixtures import invented

ROWS = 2000
SMALL = "200"
"""Blocks of 512 bytes, as ``ulimit -f`` counts: no file may be longer, as if the disk were full then."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with a table of a good many rows, its graph built, and its parts kept."""
    at = invented.checkout(tmp_path_factory.mktemp("failures"))
    table(at)
    done = build(at, "--to", at / "graph", "--parts", at / "kept")
    assert done.returncode == 0, done.stderr
    (at / "report.txt").write_text(done.stdout, "utf-8")
    return at


def table(at: Path, broken: int | None = None) -> None:
    """Write the table, one row of which may name a vendor that there is not."""
    of, to = ("acme", "beta"), ("ada", "bor", "cyr")
    rows = [f"Supply,vendor:{of[n % 2]},state:{to[n % 3]},{n},Vendor" for n in range(2, ROWS + 2)]
    if broken is not None:
        rows[broken - 2] = rows[broken - 2].replace("vendor:", "vendor:no-such-")
    invented.write(at / "sources", "long", 'title = "Long"\n', "\n".join(["kind,supplier,recipient,row,column", *rows]))


def build(at: Path, *arguments: object, limit: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg", "build", "--memory", "1M", *map(str, arguments)]
    limited = ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh", *command] if limit else command
    given = os.environ | {"PYTHONPATH": str(at)} | variables
    return subprocess.run(limited, cwd=at, env=given, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def earlier(checkout: Path) -> Iterator[Path]:
    """Give the folder of the graph, and hold that it is the one from before, with nothing left beside it."""
    before, names = generation(checkout / "graph"), sorted(each.name for each in checkout.iterdir())
    yield checkout / "graph"
    assert generation(checkout / "graph") == before
    assert sorted(each.name for each in checkout.iterdir()) == names


def told(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the one line that a build ended with."""
    assert (done.returncode, done.stdout) == (2, "")
    lines = [line for line in done.stderr.splitlines() if not line.endswith(" …")]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="no shell that limits files")
class TestFullDisk:
    def test_of_the_graph_is_one_line_while_parts_are_written(self, checkout: Path, earlier: Path) -> None:
        line = told(build(checkout, "--to", earlier, "--processes", 1, limit=SMALL))
        assert line == f"kg: {earlier}: cannot be written (File too large); make room there"

    def test_of_the_graph_is_one_line_while_the_store_is_written(self, checkout: Path, earlier: Path) -> None:
        line = told(build(checkout, "--to", earlier, "--parts", checkout / "kept", limit=SMALL))
        assert line.startswith(f"kg: {earlier}: cannot be written (IO error: ")
        assert line.endswith("; make room there")

    def test_of_the_parts_names_their_place(self, checkout: Path, earlier: Path, tmp_path: Path) -> None:
        line = told(build(checkout, "--to", earlier, "--parts", tmp_path / "parts", limit=SMALL))
        expected = "cannot be written (File too large); make room there, or name another place"
        assert line == f"kg: {tmp_path / 'parts'}: {expected}"
        assert list((tmp_path / "parts").iterdir()) == []

    def test_of_the_scratch_folder_names_it(self, checkout: Path, tmp_path: Path) -> None:
        to = "http://127.0.0.1:1/sparql"
        line = told(build(checkout, "--to", to, "--processes", 1, limit=SMALL, TMPDIR=str(tmp_path)))
        assert line.startswith(f"kg: {tmp_path}: cannot be written (File too large); make room there")
        assert list(tmp_path.iterdir()) == []


def test_bad_row_in_one_shard_of_many_is_one_line(checkout: Path, earlier: Path) -> None:
    table(checkout, ROWS // 2)
    try:
        done = build(checkout, "--to", earlier, "--processes", 2, "--parts", checkout / "kept")
    finally:
        table(checkout)
    assert told(done).startswith(
        f"kg: long.csv, line {ROWS // 2}, supplier: 'vendor:no-such-acme' is not in vendors.csv; "
    )
    assert [line for line in done.stderr.splitlines() if line.startswith("kg: read 5/")]


def test_dry_run_tells_what_the_build_yields(checkout: Path) -> None:
    done = build(checkout, "--dry-run")
    shards, whole, room = done.stdout.splitlines()[-3:], *done.stdout.splitlines()[-2:]
    assert " bytes  about " in shards[0]
    assert "nothing was written" in whole
    claims = int(room.split()[1].replace(",", ""))
    quads = int(room.split()[4].replace(",", ""))
    report = (checkout / "report.txt").read_text("utf-8")
    built = {line.split()[1]: int(line.split()[0].replace(",", "")) for line in report.splitlines()[:3]}
    assert abs(claims - built["claims"]) < built["claims"] * 0.01
    assert abs(quads - (built["quads"] - built["of"])) < built["quads"] * 0.1
