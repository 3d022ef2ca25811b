"""A Spark master and two workers on this machine, one of which is killed: the graph is that of one process."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.measures import edges, measure
from kg.measures import spark as measures
from tests.scale.test_cluster import breaks, build, checkout, free, reads, survives, texts

pytestmark = [
    pytest.mark.remote,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: `make test-remote` brings it"),
]
__all__ = ["checkout", "texts"]


class Spark:
    """A standalone master and its workers."""

    def __init__(self, at: Path, workers: int) -> None:
        self.at, self.port, self.ui = at, free(), free()
        found = find_spec("pyspark")
        assert found
        assert found.origin
        self.home = Path(found.origin).parent
        master = ("--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(self.ui))
        self.running = [self.started("org.apache.spark.deploy.master.Master", *master)]
        self.running += [self.worker() for _ in range(workers)]
        try:
            self.ready(workers)
        except BaseException:
            self.end()
            raise

    def started(self, *words: str) -> "subprocess.Popen[bytes]":
        own = {"SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(self.at / "spark")}
        own |= {"PYTHONPATH": str(self.at), "PYSPARK_PYTHON": sys.executable, "SPARK_DAEMON_MEMORY": "256m"}
        command = [str(self.home / "bin" / "spark-class"), *words]
        out = subprocess.DEVNULL
        return subprocess.Popen(command, env=os.environ | own, stdout=out, stderr=out, start_new_session=True)

    def worker(self) -> "subprocess.Popen[bytes]":
        given = ("--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", str(free()))
        return self.started("org.apache.spark.deploy.worker.Worker", *given, self.address)

    @property
    def address(self) -> str:
        return f"spark://127.0.0.1:{self.port}"

    def ready(self, workers: int) -> None:
        alive = -1
        while alive != workers:
            assert all(each.poll() is None for each in self.running)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.ui}/json/", timeout=5) as answer:
                    alive = int(json.load(answer)["aliveworkers"])
            except (OSError, ValueError, KeyError, HTTPException):
                continue

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """Kill a process and those that it started: the group that it began."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def end(self) -> None:
        for each in self.running[::-1]:
            self.kill(each)


@pytest.fixture
def spark(checkout: Path) -> Iterator[Spark]:
    made = Spark(checkout, 2)
    yield made
    made.end()


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)


def test_graph_of_spark_that_loses_a_worker_is_that_of_one_process(spark: Spark, tmp_path: Path) -> None:
    error = survives(spark.at, tmp_path, spark.address, lambda: spark.kill(spark.running[-1]))
    assert [line for line in error.splitlines() if not line.startswith("kg: ")] == []


def test_tasks_of_a_spark_worker_that_stops_answering_are_done_by_another(spark: Spark, tmp_path: Path) -> None:
    survives(spark.at, tmp_path, spark.address, lambda: os.killpg(spark.running[-1].pid, signal.SIGSTOP))


def test_spark_that_goes_away_is_one_line_and_nothing_is_written(spark: Spark, tmp_path: Path) -> None:
    error = breaks(spark.at, tmp_path, spark.address, spark.end)
    assert error.splitlines()[-1].startswith(f"kg: {spark.address}: the cluster did not do all tasks (")


def test_spark_that_is_not_there_is_one_line(checkout: Path, tmp_path: Path) -> None:
    to = f"spark://127.0.0.1:{free()}"
    failed = build(checkout, "--to", tmp_path / "kg", "--parts", tmp_path / "parts", "--on", to)
    _, error = failed.communicate()
    assert failed.returncode == 2
    assert error.splitlines()[-1].startswith(f"kg: {to}: nothing answers there (")


def test_spark_that_never_answers_is_one_line_in_time(checkout: Path, tmp_path: Path) -> None:
    """Who listens and says nothing is what a frozen master is."""
    code = "import sys; from kg import cli; from kg.graph.scale import spark; spark.BEGIN = 20; sys.exit(cli.main())"
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        to = f"spark://127.0.0.1:{frozen.getsockname()[1]}"
        words = ["build", "--to", tmp_path / "kg", "--parts", tmp_path / "parts", "--on", to]
        command = [sys.executable, "-c", code, *map(str, words)]
        variables = os.environ | {"PYTHONPATH": str(checkout)}
        done = subprocess.run(
            command, cwd=checkout, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
        )
    told = f"kg: {to}: no session of Spark begins there in 20 seconds; see whether its master still answers"
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, f"{told}, and start it again")


def test_articles_that_spark_reads_give_what_one_process_reads(spark: Spark, texts: Path, tmp_path: Path) -> None:
    reads(spark.at, texts, tmp_path, spark.address)


def test_measures_of_lines_on_spark_are_those_of_one_process(spark: Spark, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra parquet is not installed")
    chance = random.Random(3)
    ends = [(int(chance.paretovariate(0.8)) % 400, chance.randrange(400)) for _ in range(600)]
    ends += [(1000 + number, 1001 + number) for number in range(60)]
    rows = [f"('n{a}', 'n{b}', {chance.randrange(1, 9)})" for a, b in ends]
    for symmetric, names in ((False, list(measures.MEASURES)), (True, ["degree", "pagerank"])):
        place = str(tmp_path / f"{symmetric}.parquet")
        with duckdb.connect() as engine:
            given = f'SELECT *, {symmetric} AS symmetric FROM (VALUES {", ".join(rows)}) AS t("from", "to", weight)'
            engine.sql(given).write_parquet(place)
        here = measure.measured(edges.network(place), names)
        to = str(tmp_path / f"measured-{symmetric}")
        assert measures.table(place, names, spark.address, to).rows == []
        with duckdb.connect() as engine:
            found = engine.read_parquet(f"{to}/*.parquet").project(f"node, {', '.join(names)}").fetchall()
        there = {name: {row[0]: row[number] for row in found} for number, name in enumerate(names, 1)}
        for name in {"degree", "component"}.intersection(names):
            assert {node: value or 0 for node, value in there[name].items()} == here[name]
        for name in {"strength", "dependence", "concentration"}.intersection(names):
            values = {node: 0 if name == "strength" and value is None else value for node, value in there[name].items()}
            assert values == pytest.approx(here[name], abs=1e-9)
        ranks, wanted = there["pagerank"], here["pagerank"]
        assert sum(abs(ranks[node] - (value or 0)) for node, value in wanted.items()) <= measures.TOLERANCE


def test_table_that_spark_cannot_read_is_one_line(spark: Spark, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=f"^{spark.address}: the cluster did not do all tasks .*no-such") as told:
        measures.table(str(tmp_path / "no-such.parquet"), ["degree"], spark.address)
    assert "\n" not in str(told.value)
