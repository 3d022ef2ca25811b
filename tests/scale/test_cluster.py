"""A Dask scheduler and two workers on this machine, one of which is killed: the graph is that of one process."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.fixtures import invented
from tests.graph.test_shards import canonical

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

ROWS = 3000


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
    """A scheduler and two workers."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self.port = free()
        scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        self.running = [started(at, *scheduler), *(self.worker() for _ in range(2))]

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def worker(self) -> "subprocess.Popen[bytes]":
        once = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        return started(self.at, "worker", f"tcp://{self.address}", *once)

    def ready(self) -> "Cluster":
        """Return the cluster itself, when both workers are there."""
        with distributed.Client(f"tcp://{self.address}", timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        return self

    def end(self) -> None:
        for process in self.running[::-1]:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(checkout: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        made = Cluster(checkout)
        stack.callback(made.end)
        yield made.ready()


def build(at: Path, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "build", "--format", "json", "--memory", "1M", *map(str, arguments)]
    variables = os.environ | {"PYTHONPATH": str(at)}
    return subprocess.Popen(
        command, cwd=at, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_graph_of_a_cluster_that_loses_a_worker_is_that_of_one_process(cluster: Cluster, tmp_path: Path) -> None:
    at, parts = cluster.at, tmp_path / "parts"
    alone = build(at, "--processes", 1, "--to", tmp_path / "alone")
    told = json.loads(alone.communicate()[0])
    running = build(at, "--to", tmp_path / "kg", "--parts", parts, "--on", f"dask://{cluster.address}")
    while running.poll() is None and not list(parts.glob("part-*.nq")):
        pass
    victim = cluster.running[-1]
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    made = len(list(parts.glob("part-*.nq")))
    out, error = running.communicate()
    assert running.returncode == 0, error
    report = json.loads(out)
    assert 0 < made < report["shards"] > 5
    for key in ("quads", "derived", "claims", "situations", "findingList"):
        assert report[key] == told[key]
    stores = [ox.Store.read_only(str(tmp_path / name)) for name in ("alone", "kg")]
    assert canonical(stores[0]) == canonical(stores[1])


def test_cluster_that_goes_away_is_one_line_and_nothing_is_written(checkout: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    with ExitStack() as stack:
        cluster = Cluster(checkout)
        stack.callback(cluster.end)
        cluster.ready()
        running = build(checkout, "--to", tmp_path / "kg", "--parts", parts, "--on", f"dask://{cluster.address}")
        while running.poll() is None and not list(parts.glob("part-*.nq")):
            pass
        cluster.running[0].kill()
        _, error = running.communicate()
    assert running.returncode == 2
    assert error.splitlines()[-1].startswith(f"kg: dask://{cluster.address}: the cluster did not do all tasks (")
    assert "Traceback" not in error
    assert not (tmp_path / "kg").exists()


def test_worker_with_another_ontology_is_told_of_and_nothing_is_written(cluster: Cluster, tmp_path: Path) -> None:
    register = cluster.at / "ontology" / "registers" / "vendors.csv"
    text = register.read_text(encoding="utf-8")
    first = build(cluster.at, "--to", tmp_path / "kg", "--parts", tmp_path / "a", "--on", f"dask://{cluster.address}")
    first.communicate()
    assert first.returncode == 0
    register.write_text(text.replace("Acme Corp", "Acme Inc"), encoding="utf-8")
    try:
        again = build(
            cluster.at, "--to", tmp_path / "b", "--parts", tmp_path / "c", "--on", f"dask://{cluster.address}"
        )
        _, error = again.communicate()
    finally:
        register.write_text(text, encoding="utf-8")
    assert again.returncode == 2
    assert error.splitlines()[-1].startswith(
        "kg: a worker: it has other code, registers or ontology than who asks; give"
    )
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("dask://127.0.0.1:{port}", "no Dask scheduler answers there"),
        ("slurm://127.0.0.1:1", "no address of a cluster that is known; write dask://HOST:PORT"),
    ],
)
def test_cluster_that_is_not_there_is_one_line(checkout: Path, tmp_path: Path, address: str, said: str) -> None:
    to = address.format(port=free())
    failed = build(checkout, "--to", tmp_path / "kg", "--parts", tmp_path / "parts", "--on", to)
    _, error = failed.communicate()
    assert failed.returncode == 2
    assert error.splitlines()[-1].startswith(f"kg: {to}: {said}")
    assert not (tmp_path / "kg").exists()


def test_cluster_without_a_place_for_the_parts_is_refused(checkout: Path) -> None:
    failed = build(checkout, "--on", "dask://127.0.0.1:1")
    _, error = failed.communicate()
    assert (failed.returncode, error) == (
        2,
        "kg: --on: a cluster needs a place for the parts that all of it reaches; give it with --parts\n",
    )
