"""Parts that are kept: what did not change is not read again, and the graph is the one of a whole build."""

import json
from pathlib import Path

import pytest

from kg.errors import SourceError, TargetError
from kg.graph import depot, pipeline, shard
from kg.graph.depot import Place
from kg.graph.pipeline import How, Report
from kg.graph.shard import Inputs
from tests.fixtures import claims, invented
from tests.graph.test_shards import BROKEN, canonical

SMALL = shard.FACTOR * 100
"""A memory in which each invented source is a shard of its own."""


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    """Return invented inputs of three sources, one of them with claims in breach."""
    return claims.written(tmp_path, list(BROKEN))


def built(inputs: Inputs, parts: Path | str) -> tuple[list[str], Report]:
    store, report = pipeline.build(how=How(memory=SMALL, parts=str(parts)), inputs=inputs)
    return canonical(store), report


def whole(inputs: Inputs) -> tuple[list[str], Report]:
    store, report = pipeline.build(inputs=inputs)
    return canonical(store), report


def test_second_build_reads_nothing_again_and_yields_the_same(inputs: Inputs, tmp_path: Path) -> None:
    first = built(inputs, tmp_path / "parts")
    again = built(inputs, tmp_path / "parts")
    assert again == first == whole(inputs)
    assert (first[1].kept, again[1].kept) == (0, again[1].shards)
    assert again[1].findings


def test_part_in_which_something_is_still_to_come_is_read_again(inputs: Inputs, tmp_path: Path) -> None:
    """What is said of a day to come is wrong until that day, whatever the files are."""
    later = invented.SUPPLY.replace("[[claim]]", '[[claim]]\nsince = "2999"', 1)
    invented.write(inputs.folders[0], "note", invented.ARTICLE + later)
    first = built(inputs, tmp_path / "parts")
    again = built(inputs, tmp_path / "parts")
    assert again == first == whole(inputs)
    assert [each.check for each in again[1].findings].count("violations/start-after-source") == 1
    assert again[1].kept == again[1].shards - 1


def test_one_source_more_is_read_alone_and_the_graph_is_that_of_a_whole_build(inputs: Inputs, tmp_path: Path) -> None:
    before = built(inputs, tmp_path / "parts")[1]
    invented.write(inputs.folders[0], "note", invented.ARTICLE + invented.SUPPLY.replace("acme", "beta"))
    graph, report = built(inputs, tmp_path / "parts")
    assert (report.kept, report.shards) == (before.shards, before.shards + 1)
    assert (graph, report) == whole(inputs)


@pytest.mark.parametrize(
    ("file", "old", "new", "again"),
    [
        ("sources/ledger.csv", "state:ada,technology:smart", "state:bor,technology:smart", 4),
        ("sources/herald.toml", "Cameras everywhere", "Cameras nowhere", 1),
        ("sources/herald.txt", "Acme", "Acme", 0),
        ("registers/vendors.csv", "Acme Corp", "Acme Inc", 5),
    ],
)
def test_what_rests_on_a_changed_file_is_read_again(
    inputs: Inputs, tmp_path: Path, file: str, old: str, new: str, again: int
) -> None:
    """The broken claims rest on the ledger, which they name as a source."""
    shards = built(inputs, tmp_path / "parts")[1].shards
    path = inputs.folders[0].parent / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    graph, report = built(inputs, tmp_path / "parts")
    assert report.kept == shards - again
    assert (graph, report) == whole(inputs)


def test_part_that_is_cut_off_or_gone_is_made_again(inputs: Inputs, tmp_path: Path) -> None:
    first = built(inputs, tmp_path / "parts")
    cut, gone = sorted((tmp_path / "parts").glob("part-*.nq"))[:2]
    cut.write_bytes(cut.read_bytes()[:-10])
    gone.unlink()
    (tmp_path / "parts" / f".{cut.name}.0").write_text("<", encoding="utf-8")
    again = built(inputs, tmp_path / "parts")
    assert again == first
    assert again[1].kept == again[1].shards - 2
    ledger = json.loads((tmp_path / "parts" / depot.LEDGER).read_text(encoding="utf-8"))
    held = {path.name for path in (tmp_path / "parts").iterdir()}
    assert held == {depot.LEDGER, depot.SEAL, depot.REST, *(part["file"] for part in ledger["parts"])}


def test_source_that_breaks_and_is_mended_leaves_no_trace(inputs: Inputs, tmp_path: Path) -> None:
    first = built(inputs, tmp_path / "parts")
    table = inputs.folders[0] / "ledger.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("vendor:acme", "vendor:acne"), encoding="utf-8")
    with pytest.raises(SourceError, match="vendor:acne"):
        built(inputs, tmp_path / "parts")
    table.write_text(text, encoding="utf-8")
    assert built(inputs, tmp_path / "parts") == first


def test_parts_may_stand_wherever_fsspec_reaches(inputs: Inputs) -> None:
    pytest.importorskip("fsspec", reason="the extra dask is not installed")
    first = built(inputs, "memory://parts")
    again = built(inputs, "memory://parts")
    assert again == first == whole(inputs)
    assert again[1].kept == again[1].shards > 2


def test_folder_of_somebody_else_is_left_alone(inputs: Inputs, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("…", encoding="utf-8")
    with pytest.raises(TargetError, match=r"mine: it holds 'thesis.txt' and no parts.json of ours; name a folder"):
        built(inputs, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("text", ["", "[]", '{"kind": "other", "parts": []}', '{"kind": "surveillance-kg parts"}'])
def test_ledger_that_is_none_is_one_line(inputs: Inputs, tmp_path: Path, text: str) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / depot.LEDGER).write_text(text, encoding="utf-8")
    with pytest.raises(TargetError, match=r"parts.json: not a ledger of parts"):
        built(inputs, tmp_path / "parts")


def test_one_build_at_a_time_writes_its_parts_to_a_folder(inputs: Inputs, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    with Place(str(parts)).alone():
        (parts / f".{depot.LEDGER}.0").touch()
        with pytest.raises(TargetError) as error:
            built(inputs, parts)
        assert str(error.value) == (
            f"{parts}: another build writes its parts there; wait for it to end, or name another folder"
        )
    assert built(inputs, parts) == built(inputs, tmp_path / "fresh")
    assert not list(parts.glob(".*"))


def test_place_that_nothing_reaches_is_one_line() -> None:
    pytest.importorskip("fsspec", reason="the extra dask is not installed")
    with pytest.raises(TargetError, match=r"^nosuch://a: cannot be reached"):
        Place("nosuch://a")
