"""Tables of many files, compressed or not: the claims of one table, wherever its rows stand."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evidence import source, statement, table
from kg.evidence.claim import Claim
from kg.graph import forecast, part, pipeline, shard, union
from kg.graph.means import How
from kg.graph.part import Task
from kg.graph.shard import Inputs
from tests.fixtures import claims, invented
from tests.graph.test_shards import canonical

duckdb = pytest.importorskip("duckdb", reason="the extra parquet is not installed")
zstandard = pytest.importorskip("zstandard", reason="the extra parquet is not installed")

HEADER = ("kind", "supplier", "recipient", "row", "column", "cell")


def rows(first: int, last: int) -> list[tuple[str, ...]]:
    """Return rows, some of them with a line break in a cell."""
    of, to = ("acme", "beta"), ("ada", "bor", "cyr")
    return [
        ("Supply", f"vendor:{of[n % 2]}", f"state:{to[n % 3]}", str(n), "Vendor", f"a\n{n}, b" if n % 7 == 0 else "x")
        for n in range(first, last)
    ]


def text(given: list[tuple[str, ...]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([HEADER, *given])
    return file.getvalue().encode()


def plain(path: Path, given: list[tuple[str, ...]]) -> None:
    path.write_bytes(text(given))


def gzipped(path: Path, given: list[tuple[str, ...]]) -> None:
    path.write_bytes(gzip.compress(text(given)))


def zstd(path: Path, given: list[tuple[str, ...]]) -> None:
    """Write two frames, as programs that compress in parallel do."""
    whole = text(given)
    half = len(whole) // 2
    path.write_bytes(b"".join(map(zstandard.ZstdCompressor().compress, (whole[:half], whole[half:]))))


def parquet(path: Path, given: list[tuple[str, ...]]) -> None:
    with duckdb.connect() as engine:
        columns = ", ".join(f'"{name}" ' + ("INTEGER" if name == "row" else "VARCHAR") for name in HEADER)
        engine.execute(f"CREATE TABLE t ({columns})")
        engine.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADER))})", given)
        engine.execute(f"COPY t TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 50)")


WRITE: dict[str, Callable[[Path, list[tuple[str, ...]]], None]] = {
    ".csv": plain,
    ".csv.gz": gzipped,
    ".csv.zst": zstd,
    ".parquet": parquet,
}


def world(at: Path) -> Inputs:
    at.mkdir(exist_ok=True)
    return claims.written(at, [])


def many(inputs: Inputs) -> Inputs:
    """Write a table of four files, each in a way of its own, two of them in a folder below."""
    place = inputs.folders[0]
    (place / "more").mkdir()
    header = 'title = "Many"\ntables = ["many-*", "more/*"]\n\n[expect]\nSupply = 400\n'
    (place / "many.toml").write_text(header, encoding="utf-8")
    for number, (ending, write) in enumerate(WRITE.items()):
        folder = place if number < 2 else place / "more"
        write(folder / f"many-{number}{ending}", rows(2 + number * 100, 102 + number * 100))
    return inputs


def read(inputs: Inputs, id_: str) -> list[tuple[str, Claim]]:
    registers, sources = shard.read(inputs)
    return list(statement.placed(sources[id_], sources, registers))


def test_table_of_many_files_has_the_claims_of_one(tmp_path: Path) -> None:
    one, other = world(tmp_path / "one"), many(world(tmp_path / "many"))
    invented.write(one.folders[0], "many", 'title = "Many"\n', text(rows(2, 402)).decode())
    assert [claim for _, claim in read(other, "many")] == [claim for _, claim in read(one, "many")]
    places = [place for place, _ in read(other, "many")]
    assert places[0] == "many-0.csv, line 2"
    assert {"more/many-3.parquet, row 1", "more/many-3.parquet, row 100"} < set(places)
    assert len([place for place in places if place.startswith("more/many-2.csv.zst, line ")]) == 100


@pytest.mark.parametrize("how", [How(memory=shard.FACTOR * 900), How(2, shard.FACTOR * 3000)])
def test_graph_does_not_depend_on_how_many_files_are_parted(tmp_path: Path, how: How) -> None:
    inputs = many(world(tmp_path))
    whole, first = pipeline.build(inputs=inputs)
    store, report = pipeline.build(inputs=inputs, how=how)
    assert report == first
    assert report.shards > 8
    assert canonical(store) == canonical(whole)


@pytest.mark.parametrize("ending", WRITE)
def test_spans_hold_every_row_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    WRITE[ending](path, rows(2, 300))
    whole = list(table.numbered(path))
    assert len(whole) == table.count(path) == 298
    for size in (1500, 7000, 10**9) if ending == ".parquet" else (1, 50, 700, 5000, 10**9):
        found = table.spans(path, size)
        assert [each for span in found for each in table.numbered(path, span=span)] == whole
        assert len(found) == 1 or size < 10**9


def test_row_of_a_file_that_is_the_document_itself_is_the_place_of_its_claim(tmp_path: Path) -> None:
    inputs = world(tmp_path)
    place = inputs.folders[0]
    header = 'title = "Data"\ntables = ["data.csv.gz"]\n\n[defaults]\nkind = "Supply"\ncolumn = "supplier"\n'
    (place / "data.toml").write_text(header, encoding="utf-8")
    lines = "supplier,recipient\n" + "".join(
        f'vendor:{v},"state:{s}"\n' for v in ("acme", "beta") for s in ("ada", "bor")
    )
    (place / "data.csv.gz").write_bytes(gzip.compress(lines.encode()))
    found = [dict(claim.locator) for _, claim in read(inputs, "data")]
    assert found == [{"sheet": "data.csv.gz", "row": str(n), "column": "supplier"} for n in (2, 3, 4, 5)]


def test_claim_that_stands_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    inputs = many(world(tmp_path))
    gzipped(inputs.folders[0] / "many-9.csv.gz", rows(150, 151))
    for how in (How(), How(memory=shard.FACTOR * 900)):
        with pytest.raises(SourceError) as error:
            pipeline.build(inputs=inputs, how=how)
        assert "the claim of many-1.csv.gz, line " in str(error.value)
        assert str(error.value).startswith("many-9.csv.gz, line 2:")


def test_bad_row_names_its_file_and_its_row(tmp_path: Path) -> None:
    inputs = many(world(tmp_path))
    parquet(
        inputs.folders[0] / "more" / "many-3.parquet", [*rows(302, 401), ("Supply", "vendor:nobody", "", "5", "a", "")]
    )
    with pytest.raises(SourceError) as error:
        pipeline.build(inputs=inputs, how=How(memory=shard.FACTOR * 900))
    lines = str(error.value).splitlines()
    assert any(line.startswith("more/many-3.parquet, row 100, supplier: ") for line in lines)


@pytest.mark.parametrize("ending", [".csv.gz", ".csv.zst", ".parquet"])
@pytest.mark.parametrize("seed", range(6))
def test_file_that_is_cut_or_garbled_is_one_line_and_never_fewer_rows(tmp_path: Path, ending: str, seed: int) -> None:
    inputs = world(tmp_path)
    path = inputs.folders[0] / f"cut{ending}"
    (inputs.folders[0] / "cut.toml").write_text(f'title = "Cut"\ntables = ["cut{ending}"]\n', encoding="utf-8")
    WRITE[ending](path, rows(2, 500))
    whole, chance = path.read_bytes(), random.Random(seed)
    at = chance.randrange(1, len(whole) - 1)
    path.write_bytes(whole[:at] if seed % 2 else whole[:at] + bytes(8) + whole[at + 8 :])
    try:
        found = len(read(inputs, "cut"))
    except SourceError as error:
        told = str(error)
        found = 498 if told.startswith(f"cut{ending}") else 0
    assert found == 498


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ('["../x.csv"]', "s.toml, tables: '../x.csv' is not in the folder of the source; name files there or below"),
        (
            '["/etc/*.csv"]',
            "s.toml, tables: '/etc/*.csv' is not in the folder of the source; name files there or below",
        ),
        ('["no-such-*"]', "s.toml, tables: no file is called 'no-such-*'; correct the name, or put the file there"),
        ('["herald.txt"]', "s.toml, tables: herald.txt is no table of claims; save it as .csv, .csv.gz, "),
        ('["a**b"]', "s.toml, tables: "),
        ('[""]', "s.toml, tables: '' is not in the folder"),
        ("3", "s.toml, line 2, tables: it is a whole number, not a list"),
    ],
)
def test_name_of_a_file_that_is_none_is_one_line(tmp_path: Path, names: str, told: str) -> None:
    inputs = world(tmp_path)
    (inputs.folders[0] / "s.toml").write_text(f'title = "S"\ntables = {names}\n', encoding="utf-8")
    with pytest.raises(SourceError) as error:
        source.read_all(*inputs.folders)
    assert str(error.value).startswith(told)


def test_file_of_a_folder_that_no_source_names_is_told(tmp_path: Path) -> None:
    inputs = many(world(tmp_path))
    header = (inputs.folders[0] / "many.toml").read_text("utf-8").replace('"more/*"', '"more/*.zst"')
    (inputs.folders[0] / "many.toml").write_text(header, "utf-8")
    told = "more/many-3.parquet: no source names it; name it in the source's tables, or move it out of the folder"
    with pytest.raises(SourceError, match=told):
        source.read_all(*inputs.folders)


def test_file_that_changed_is_read_again_and_the_others_are_not(tmp_path: Path) -> None:
    inputs = many(world(tmp_path))
    how = How(memory=shard.FACTOR * 900, parts=str(tmp_path / "parts"))
    first = pipeline.build(inputs=inputs, how=how)[1]
    again = pipeline.build(inputs=inputs, how=how)[1]
    assert (first.kept, again.kept) == (0, again.shards)


def test_what_a_table_of_many_files_is_going_to_be_is_foretold(tmp_path: Path) -> None:
    inputs = many(world(tmp_path))
    registers, sources = shard.read(inputs)
    found = forecast.forecast(sources["many"], sources, registers)
    task = Task(shard.Shard(0, (statement.Piece("many"),)), inputs, "")
    made = part.make(task)
    assert (found.claims, found.quads) == (made.claims, made.lines)
    assert union.digest([made])
