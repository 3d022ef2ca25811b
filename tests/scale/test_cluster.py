"""A Dask scheduler and two workers on this machine, one of which is killed: the graph is that of one process."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.checking import batch, pile
from kg.errors import KgError
from kg.graph import shard
from kg.graph.means import How, planned
from kg.graph.part import Task
from kg.graph.scale import cluster as scale
from kg.graph.scale import patience, runner, worker
from kg.graph.shard import Inputs, Shard
from tests.fixtures import claims, invented
from tests.graph.test_shards import canonical

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

ROWS = 1500


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout whose sources are enough for a good many shards."""
    at = invented.checkout(tmp_path_factory.mktemp("cluster"))
    of, to = ("acme", "beta"), ("ada", "bor", "cyr")
    rows = [f"Supply,vendor:{of[n % 2]},state:{to[n % 3]},{n},Vendor,x" for n in range(2, ROWS + 2)]
    table = "kind,supplier,recipient,row,column,cell\n" + "\n".join(rows) + "\n"
    invented.write(at / "sources", "long", f'title = "Long"\n\n[expect]\nSupply = {ROWS}\n', table)
    return at


def started(at: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Return a running command of Dask; the code of the checkout is what it imports."""
    quiet = {"DASK_DISTRIBUTED__SCHEDULER__DASHBOARD__ENABLED": "false", "DASK_LOGGING__DISTRIBUTED": "error"}
    variables = os.environ | {"PYTHONPATH": str(at)} | quiet
    command = [sys.executable, "-m", "dask", *arguments]
    return subprocess.Popen(command, cwd=at, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class Cluster:
    """A scheduler and two workers; whichever of them is no more is started again when they are needed."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self.port = 0
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def worker(self) -> "subprocess.Popen[bytes]":
        once = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        return started(self.at, "worker", f"tcp://{self.address}", *once)

    def ready(self) -> "Cluster":
        """Return the cluster itself, when both workers are there."""
        if not self.running or self.running[0].poll() is not None:
            self.end()
            self.port = free()
            scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
            self.running = [started(self.at, *scheduler)]
        self.running = [self.running[0], *(each for each in self.running[1:] if each.poll() is None)]
        self.running += [self.worker() for _ in range(3 - len(self.running))]
        with distributed.Client(f"tcp://{self.address}", timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        return self

    def kill(self, *processes: "subprocess.Popen[bytes]") -> None:
        for process in processes:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def end(self) -> None:
        self.kill(*self.running[::-1])


@pytest.fixture(scope="module")
def processes(checkout: Path) -> Iterator[Cluster]:
    made = Cluster(checkout)
    yield made
    made.end()


@pytest.fixture
def cluster(processes: Cluster) -> Cluster:
    return processes.ready()


def build(at: Path, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "build", "--format", "json", "--memory", "1M", *map(str, arguments)]
    variables = os.environ | {"PYTHONPATH": str(at)}
    return subprocess.Popen(
        command, cwd=at, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def begun(at: Path, place: Path, on: str) -> "tuple[subprocess.Popen[str], Path]":
    """Return a build on a cluster of which a part is made, and where its parts are."""
    parts = place / "parts"
    running = build(at, "--to", place / "kg", "--parts", parts, "--on", on)
    while running.poll() is None and not list(parts.glob("part-*.nq")):
        pass
    return running, parts


def survives(at: Path, place: Path, on: str, lose: Callable[[], None]) -> str:
    """Return what a build says on a cluster that loses something; its graph is that of one process."""
    alone = build(at, "--processes", 1, "--to", place / "alone")
    told = json.loads(alone.communicate()[0])
    running, parts = begun(at, place, on)
    lose()
    made = len(list(parts.glob("part-*.nq")))
    out, error = running.communicate()
    assert running.returncode == 0, error
    report = json.loads(out)
    assert 0 < made < report["shards"] > 5
    for key in ("quads", "derived", "claims", "situations", "findingList"):
        assert report[key] == told[key]
    stores = [ox.Store.read_only(str(place / name)) for name in ("alone", "kg")]
    assert canonical(stores[0]) == canonical(stores[1])
    return error


def breaks(at: Path, place: Path, on: str, lose: Callable[[], None]) -> str:
    """Return what a build says on a cluster that goes away when a part is made; nothing is written."""
    running, _ = begun(at, place, on)
    lose()
    _, error = running.communicate()
    assert running.returncode == 2
    assert not (place / "kg").exists()
    return error


def test_graph_of_a_cluster_that_loses_a_worker_is_that_of_one_process(cluster: Cluster, tmp_path: Path) -> None:
    survives(cluster.at, tmp_path, f"dask://{cluster.address}", lambda: cluster.kill(cluster.running[-1]))


def test_worker_that_began_with_other_registers_or_files_says_so(tmp_path: Path) -> None:
    given = claims.written(tmp_path, [])

    def asked(stamp: str) -> Task:
        """Return a task as whoever asks now makes it."""
        inputs = given._replace(stamp=stamp)
        _, sources = shard.read(inputs)
        (task,) = planned(inputs, sources, How(), str(tmp_path / "parts"), shard.digests(sources))
        return task

    (tmp_path / "parts").mkdir()
    made = worker.make(asked("first"))
    assert made.claims
    later = asked("second")
    table = given.folders[0] / "ledger.csv"
    text = table.read_bytes()
    table.write_bytes(text + b"\n")
    with pytest.raises(KgError, match="a worker: its files of the sources are others than those of who asks; give"):
        worker.make(later)
    table.write_bytes(text)
    assert worker.make(later) == made
    register = tmp_path / "registers" / "vendors.csv"
    register.write_text(register.read_text("utf-8").replace("Acme Corp", "Acme Inc"), "utf-8")
    for late in (later, asked("third")):
        with pytest.raises(KgError, match="a worker: it has other code, registers or ontology than who asks; give"):
            worker.make(late)


SAYS = "{1} supplied {0} with surveillance cameras in {2}. {1} sold surveillance cameras to 12 states."

NAMES = (("Adania", "Acme"), ("Serbia", "Huawei"))
"""A state and a vendor of the registers of the checkout, and of the released ones."""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Return a folder of articles, of which one is none and one is empty."""
    at = tmp_path / "texts"
    at.mkdir()
    for year in range(1990, 2020):
        (at / f"{year}.txt").write_text(SAYS.format(*NAMES[year % 2], year), "utf-8")
    (at / "binary.txt").write_bytes(bytes(range(256)))
    (at / "empty.txt").touch()
    return at


def reading(at: Path, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "read", "--format", "json", "--extractor", "rules", *map(str, arguments)]
    variables = os.environ | {"PYTHONPATH": str(at)}
    return subprocess.Popen(command, cwd=at, env=variables, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def reads(at: Path, texts: Path, place: Path, on: str) -> None:
    """Hold what a cluster reads against what one process reads; what was read is not read again."""
    here, there = place / "here", place / "there"
    told = [reading(at, texts, "--to", here), reading(at, texts, "--to", there, "--on", on)]
    lines = [each.communicate()[1].splitlines() for each in told]
    assert [each.returncode for each in told] == [2, 2]
    assert lines[0] == lines[1]
    assert lines[0][-1].startswith("kg: read 30 texts by rules: 45 claims; ")
    assert f"{texts / 'binary.txt'}: " in lines[0][0]
    assert f"{texts / 'empty.txt'}: " in lines[0][1]
    assert [path.name for path in sorted(there.iterdir())] == [path.name for path in sorted(here.iterdir())]
    assert all((there / path.name).read_bytes() == path.read_bytes() for path in here.iterdir())
    (there / "2000.json").unlink()
    again = reading(at, texts, "--to", there, "--on", on)
    assert "kg: 29 texts had been read before" in again.communicate()[1]
    assert (there / "2000.json").read_bytes() == (here / "2000.json").read_bytes()


def test_articles_that_a_cluster_reads_give_what_one_process_reads(
    cluster: Cluster, texts: Path, tmp_path: Path
) -> None:
    reads(cluster.at, texts, tmp_path, f"dask://{cluster.address}")


def test_texts_of_a_worker_that_is_killed_are_read_by_another(cluster: Cluster, tmp_path: Path) -> None:
    (at := tmp_path / "texts").mkdir()
    for year in range(1960, 2020):
        told = " ".join([SAYS.format(*NAMES[year % 2], year), *["Nothing else was said of it."] * 90])
        (at / f"{year}.txt").write_text(told, "utf-8")
    here, there = tmp_path / "here", tmp_path / "there"
    running = reading(cluster.at, at, "--to", there, "--on", f"dask://{cluster.address}")
    while running.poll() is None and not list(there.glob("*.json")):
        pass
    cluster.kill(cluster.running[-1])
    made = len(list(there.glob("*.json")))
    error = running.communicate()[1]
    assert running.returncode == 0, error
    assert made < 60
    alone = reading(cluster.at, at, "--to", here)
    assert alone.communicate()[1].splitlines()[-1] == error.splitlines()[-1]
    assert alone.returncode == 0
    held = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in (here, there)]
    assert held[0] == held[1]
    assert len(held[0]) == 60


@pytest.mark.parametrize(
    ("count", "bulk", "least", "most"), [(500, 1500, 16, 64), (3, 10, 1, 1), (200, 2**20, 100, 200)]
)
def test_texts_are_parted_for_many_workers_and_none_is_lost(
    tmp_path: Path, count: int, bulk: int, least: int, most: int
) -> None:
    places = [tmp_path / f"{number}.txt" for number in range(count)]
    for place in places:
        with place.open("wb") as file:
            file.truncate(bulk)
    texts = [pile.Text(place.name, place, number, place.stem) for number, place in enumerate(places)]
    parted = list(batch.batches(texts))
    assert [text.name for each in parted for text in each] == [place.name for place in places]
    assert least <= len(parted) <= most


def test_worker_that_reads_another_text_at_the_path_says_so(texts: Path, tmp_path: Path) -> None:
    order = pile.Order("json", "rules", tmp_path, several=True, to=tmp_path)
    text = pile.Text("2001.txt", texts / "2001.txt", 1, "2001")
    inputs = shard.inputs()
    inputs = inputs._replace(world=shard.world(inputs, batch.ROOMS))
    ((made, claims),) = batch.read(batch.Batch((text,), order, inputs))
    assert b"state:srb" in claims
    text.path.write_text("Other words.", "utf-8")
    told = batch.received(made, claims, order).error
    assert (
        told
        == "2001.txt: a worker read another text at its path; let every worker see the same texts at the same paths"
    )
    assert not (tmp_path / "2001.json").exists()


def test_what_a_cluster_reads_needs_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--on", "dask://127.0.0.1:1", "x.txt"]) == 2
    assert capsys.readouterr().err == "kg: --on: what a cluster reads needs a folder for it; give it with --to\n"


def test_cluster_without_a_worker_is_one_line(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale, "SECONDS", 1)
    cluster.kill(*cluster.running[1:])
    given = Task(Shard(0, ()), Inputs(()), str(tmp_path))
    told = r"the cluster did not do all tasks \(it has had no worker for 1 seconds\); see what"
    with pytest.raises(KgError, match=told), scale.runner(f"dask://{cluster.address}") as run:
        list(run(worker.make, [given]))


def test_tasks_of_a_worker_that_stops_answering_are_done_by_another(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scale, "SECONDS", 2)
    monkeypatch.setattr(scale, "SILENT", 3)
    frozen = cluster.running[-1]
    with scale.runner(f"dask://{cluster.address}") as run:
        frozen.send_signal(signal.SIGSTOP)
        try:
            for tasks in (range(-12, 0), range(-3, 0)):
                assert sorted(run(abs, list(tasks))) == [-task for task in tasks][::-1]
        finally:
            cluster.kill(frozen)
    told = capsys.readouterr().err.splitlines()
    assert any(line.startswith("kg: tcp://127.0.0.1:") for line in told)
    assert all(" has not answered for 3 seconds with task " in line for line in told)


def test_tasks_that_are_waited_for_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = patience.Patience("dask://10.0.0.1:8786", 20)
    waiting.waits(range(20))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(patience, "SECONDS", 0)
    waiting.rewarded()
    waiting.waits({6, 2})
    waiting.waits(range(20))
    told = "kg: dask://10.0.0.1:8786: no task has been done for 0 seconds; it has not answered with"
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"{told} 3, 7 of 20", f"{told} 1, 2, 3, 4, 5, 6, 7, 8 and 12 more of 20"]


def test_scheduler_that_stops_answering_is_one_line(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "SECONDS", 2)
    monkeypatch.setattr(scale, "ANSWER", 2)
    scheduler = cluster.running[0]

    def asked() -> None:
        with scale.runner(f"dask://{cluster.address}") as run:
            scheduler.send_signal(signal.SIGSTOP)
            list(run(abs, [-1, -2]))

    try:
        with pytest.raises(KgError, match="the cluster did not do all tasks"):
            asked()
    finally:
        cluster.kill(scheduler)


def test_cluster_that_goes_away_is_one_line_and_nothing_is_written(cluster: Cluster, tmp_path: Path) -> None:
    on = f"dask://{cluster.address}"
    error = breaks(cluster.at, tmp_path, on, lambda: cluster.kill(cluster.running[0]))
    assert error.splitlines()[-1].startswith(f"kg: {on}: the cluster did not do all tasks (")
    assert "Traceback" not in error
    assert "made-" not in error, "the keys of the tasks say nothing to a reader"


def test_cluster_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "SECONDS", 1)
    address = f"dask://127.0.0.1:{free()}"
    with pytest.raises(KgError, match=f"^{address}: no Dask scheduler answers there"), runner.runner(on=address):
        pass


@pytest.mark.parametrize("address", ["dask://", "dask://:x", "dask://host", "dask://host:99999", "dask://[::1"])
def test_address_without_host_or_port_is_one_line(address: str) -> None:
    told = f"^{re.escape(address)}: it names no host and port; write dask://HOST:PORT"
    with pytest.raises(KgError, match=told), runner.runner(on=address):
        pass


def test_address_of_another_kind_of_cluster_is_one_line() -> None:
    told = "^slurm://127.0.0.1:1: no address of a cluster that is known; write dask://HOST:PORT"
    with pytest.raises(KgError, match=told):
        runner.runner(on="slurm://127.0.0.1:1").__enter__()


def test_cluster_without_a_place_for_the_parts_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--on", "dask://127.0.0.1:1"]) == 2
    told = "kg: --on: a cluster needs a place for the parts that all of it reaches; give it with --parts\n"
    assert capsys.readouterr().err == told
