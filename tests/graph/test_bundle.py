"""Parts of a build, loaded into a folder or an engine: the graph that was built, whole, or one line."""

import configparser
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.errors import KgError, StoreError
from kg.graph import bundle, endpoint, manifest, pipeline, preparation, shard
from kg.graph.depot import REST, SEAL
from kg.graph.endpoint import Endpoint
from kg.graph.pipeline import How
from kg.graph.shard import Inputs
from kg.namespace import iri
from kg.verbs import load
from tests.fixtures import claims
from tests.fixtures.servers import oxigraph, stub
from tests.graph.test_shards import BROKEN, canonical

SMALL = shard.FACTOR * 100


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return claims.written(tmp_path_factory.mktemp("inputs"), list(BROKEN))


@pytest.fixture(scope="module")
def built(inputs: Inputs, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ox.Store]:
    """Return the parts of a build, and what it built."""
    parts = tmp_path_factory.mktemp("built") / "parts"
    store, report = pipeline.build(how=How(memory=SMALL, parts=str(parts)), inputs=inputs)
    assert report.shards > 2
    return parts, store


@pytest.fixture
def parts(built: tuple[Path, ox.Store], tmp_path: Path) -> Path:
    """Return a copy of the parts, which a test may break."""
    to = tmp_path / "parts"
    to.mkdir()
    for each in built[0].iterdir():
        (to / each.name).write_bytes(each.read_bytes())
    return to


@pytest.fixture
def server() -> Iterator[str]:
    with oxigraph() as (address, _):
        yield address


def test_folder_that_parts_are_loaded_into_holds_what_was_built(built: tuple[Path, ox.Store], tmp_path: Path) -> None:
    parts, store = built
    told: list[str] = []
    done = bundle.load(str(parts), tmp_path / "kg", told.append, 2)
    assert told == ["verify", "load", "count"]
    loaded = ox.Store.read_only(str(tmp_path / "kg"))
    assert canonical(loaded) == canonical(store)
    assert (done.quads, done.sent) == (len(store), None)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kg"]


def test_engine_that_parts_are_loaded_into_answers_as_the_store(
    built: tuple[Path, ox.Store], server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, store = built
    monkeypatch.setattr(endpoint, "GSP_BATCH", 50)
    done = bundle.load(str(parts), server)
    assert done.sent == (done.graphs, 0, 0)
    there = Endpoint(server)
    assert manifest.read(there).complete
    for graph, count in bundle.sizes(store).items():
        assert there.size(graph) == count
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(!CONTAINS(STR(?g), 'manifest')) }"
    answers = [each.query(construct) for each in (store, there)]
    sides = [{str(triple) for triple in each} for each in answers if isinstance(each, ox.QueryTriples)]
    plain = [{triple for triple in side if "_:" not in triple} for side in sides]
    assert plain[0] == plain[1]
    assert len(sides[0]) == len(sides[1])


def test_load_that_was_broken_off_sends_what_is_lacking(built: tuple[Path, ox.Store], server: str) -> None:
    parts, _ = built
    whole = bundle.load(str(parts), server).graphs
    there = Endpoint(server)
    there.update(f"DROP GRAPH <{iri('graph:situations')}>")
    there.update(f"DELETE WHERE {{ GRAPH <{iri('graph:long')}> {{ ?s ?p ?o }} }}")
    lost = bundle.load(str(parts), server).sent
    assert lost is not None
    assert lost.kept == whole - lost.sent < whole
    assert bundle.load(str(parts), server).sent == (0, whole, 0)


def test_command_loads_and_says_so(
    built: tuple[Path, ox.Store], server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parts, store = built
    assert cli.main(["load", str(parts), "--to", server]) == 0
    out, _ = capsys.readouterr()
    assert f"{len(store):,}  quads in " in out
    assert out.splitlines()[-1].endswith(f"loaded into {server}")
    assert cli.main(["ask", "size", "--graph", server]) == 0


def test_a_load_is_prepared_for_each_engine_that_can_be_named() -> None:
    assert sorted(preparation.ENGINES) == list(load.ENGINES)


@pytest.mark.parametrize("engine", load.ENGINES)
def test_what_a_bulk_loader_reads_is_the_graph_and_its_manifest(
    engine: str, built: tuple[Path, ox.Store], server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts, store = built
    to = tmp_path / "pre pared"
    assert cli.main(["load", str(parts), "--for", engine, "--to", str(to)]) == 0
    assert f"kg load {parts} --to http://HOST:PORT/… --check" in capsys.readouterr().out
    assert [each.name for each in tmp_path.iterdir()] == [to.name]
    held = ox.Store()
    for path in (*sorted(to.glob("*.nq.gz")), to / preparation.LAST / "manifest.nq.gz"):
        held.bulk_load(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)
    told = manifest.read(held)
    assert told.complete
    assert {graph: record.triples for graph, record in told.graphs.items()} == bundle.sizes(store)
    held.remove_graph(ox.NamedNode(iri("graph:manifest")))
    assert canonical(held) == canonical(store)
    if engine == "qlever":
        settings = configparser.ConfigParser(interpolation=None)
        settings.read(to / "Qleverfile", "utf-8")
        assert settings["data"]["FORMAT"] == "nq"
        files = sorted(path for pattern in settings["index"]["INPUT_FILES"].split() for path in to.glob(pattern))
        assert files == sorted(to.rglob("*.nq.gz"))
        written = json.loads((to / "surveillance-kg.settings.json").read_text("utf-8"))
        assert json.loads(settings["index"]["SETTINGS_JSON"]) == written


def test_check_sends_nothing_and_names_what_is_not_as_it_was_built(built: tuple[Path, ox.Store], server: str) -> None:
    parts, _ = built
    with pytest.raises(StoreError, match="its manifest has another digest, or none, of "):
        bundle.load(str(parts), server, check=True)
    assert manifest.read(Endpoint(server)).graphs == {}
    graphs = bundle.load(str(parts), server).graphs
    assert bundle.load(str(parts), server, check=True).sent == (0, graphs, 0)
    Endpoint(server).update(f"DROP GRAPH <{iri('graph:situations')}>")
    with pytest.raises(StoreError, match="not all arrived: graph:situations has 0 of "):
        bundle.load(str(parts), server, check=True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--for", "qlever", "--to", "http://localhost:1/sparql"], "--for qlever: what a bulk loader reads is files; "),
        (["--for", "qlever", "--to", "{full}"], "{full}: something stands there; name a folder that is not there yet"),
        (["--for", "virtuoso", "--to", "{full}/it's"], "{full}/it's: its name has a quote, which SQL ends a text with"),
        (["--check", "--to", "{full}"], "--check: a folder is counted whenever it is loaded; name an endpoint"),
    ],
)
def test_bulk_load_that_cannot_be_prepared_is_one_line_and_leaves_nothing(
    words: list[str], told: str, parts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "kept").touch()
    assert cli.main(["load", str(parts), *(word.replace("{full}", str(full)) for word in words)]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"kg: {told.replace('{full}', str(full))}")
    assert [each.name for each in full.iterdir()] == ["kept"]


def _cut(parts: Path) -> str:
    victim = next(parts.glob("part-*.nq"))
    victim.write_bytes(victim.read_bytes()[:-1])
    return f"{victim}: it is not the file that the build wrote; build with --parts there again"


def _lost(parts: Path) -> str:
    (parts / REST).unlink()
    return f"{parts / REST}: it is not the file that the build wrote; build with --parts there again"


def _unsealed(parts: Path) -> str:
    (parts / SEAL).unlink()
    return f"{parts}: a build with these parts was not completed; run 'kg build --parts' with this place"


def _empty(parts: Path) -> str:
    for each in parts.iterdir():
        each.unlink()
    return f"{parts}: no parts of a build are here; run 'kg build --parts' with this place"


def _sealed(parts: Path, **changed: object) -> None:
    seal = parts / SEAL
    seal.write_text(json.dumps(json.loads(seal.read_text("utf-8")) | changed), "utf-8")


def _older(parts: Path) -> str:
    _sealed(parts, version="0.0.1")
    return f"{parts}: version 0.0.1 made these parts, and this is "


def _foreign(parts: Path) -> str:
    _sealed(parts, kind="photographs")
    return f"{parts / SEAL}: it does not tell of parts (it is 'photographs')"


def _garbled(parts: Path) -> str:
    (parts / SEAL).write_text("[1, 2", "utf-8")
    return f"{parts / SEAL}: it does not tell of parts ("


def _fewer(parts: Path) -> str:
    graphs = json.loads((parts / SEAL).read_text("utf-8"))["graphs"]
    graphs[iri("graph:situations")] += 1
    _sealed(parts, graphs=graphs)
    return f"{parts}: the graph is not the one that was built: graph:situations has "


@pytest.mark.parametrize("broken", [_cut, _lost, _unsealed, _empty, _older, _foreign, _garbled, _fewer])
def test_parts_that_are_not_whole_are_one_line_and_the_graph_from_before_stands(
    broken: Callable[[Path], str], parts: Path, tmp_path: Path
) -> None:
    bundle.load(str(parts), tmp_path / "kg")
    before = len(ox.Store.read_only(str(tmp_path / "kg")))
    told = broken(parts)
    with pytest.raises(StoreError) as error:
        bundle.load(str(parts), tmp_path / "kg")
    assert str(error.value).startswith(told)
    assert len(ox.Store.read_only(str(tmp_path / "kg"))) == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kg", "parts"]


def test_build_that_fails_leaves_no_whole(inputs: Inputs, parts: Path) -> None:
    broken = inputs._replace(folders=(*inputs.folders, parts.with_name("more")))
    parts.with_name("more").mkdir()
    parts.with_name("more").joinpath("bad.toml").write_text('title = "Bad"\n[expect]\nSupply = 1\n', "utf-8")
    with pytest.raises(KgError, match=r"bad\.toml"):
        pipeline.build(how=How(memory=SMALL, parts=str(parts)), inputs=broken)
    with pytest.raises(StoreError, match="a build with these parts was not completed"):
        bundle.load(str(parts), parts.with_name("kg"))


def test_parts_may_stand_where_fsspec_reaches(inputs: Inputs, tmp_path: Path) -> None:
    store, _ = pipeline.build(how=How(memory=SMALL, parts="memory://bundle/parts"), inputs=inputs)
    bundle.load("memory://bundle/parts", tmp_path / "kg")
    assert canonical(ox.Store.read_only(str(tmp_path / "kg"))) == canonical(store)


def test_engine_that_nobody_started_is_one_line(parts: Path) -> None:
    with pytest.raises(StoreError, match=r"^http://127\.0\.0\.1:1/sparql: nothing answers there"):
        bundle.load(str(parts), "http://127.0.0.1:1/sparql")


def test_proxy_that_takes_no_large_request_is_named_as_one() -> None:
    with stub(413) as address:
        told = r"it takes no query of \d+ bytes \(413\); name the engine itself, or let the proxy"
        with pytest.raises(StoreError, match=told):
            Endpoint(address).update("CLEAR GRAPH <urn:x>")
