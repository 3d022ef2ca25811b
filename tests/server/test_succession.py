"""A graph that is built again under a running server is taken up whole, or told of; and a server ends when told to."""

import shutil
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from benchmarks.peers.server import HOST
from kg.graph import store as stores
from kg.namespace import BASE
from tests.fixtures import invented
from tests.fixtures.servers import SPARE, served

BOTH = f"""SELECT (COUNT(*) AS ?n) (SAMPLE(?v) AS ?turn) {{
  {{ ?s ?p ?o }} {{ SELECT ?v {{ <{BASE}vendor/acme> <{BASE}ontology#turn> ?v }} }} }}"""


def until(found: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + 60
    while not found():
        assert time.monotonic() < end
        time.sleep(0.1)


def save(folder: Path, turn: int) -> int:
    """Save a graph that says its turn and has one quad more each turn, and return how many it has."""
    built = invented.tiny(folder / str(turn))
    acme, graph = ox.NamedNode(f"{BASE}vendor/acme"), ox.NamedNode(f"{BASE}graph/register-vendors")
    for number in range(turn + 1):
        built.add(ox.Quad(acme, ox.NamedNode(f"{BASE}ontology#extra"), ox.Literal(str(number)), graph))
    built.add(ox.Quad(acme, ox.NamedNode(f"{BASE}ontology#turn"), ox.Literal(str(turn)), graph))
    stores.save(built, folder / "kg")
    return len(built)


def test_every_answer_is_of_one_build_whose_processes_are_ready_while_the_graph_is_built_again(tmp_path: Path) -> None:
    sizes = {"0": save(tmp_path, 0)}
    with (
        served(tmp_path / "kg", "--quiet", "--rate", "0", "--watch") as (address, _),
        httpx.Client(timeout=60) as client,
    ):
        times: dict[str, set[str]] = {}

        def ask(more: str) -> str:
            answer = client.get(f"{address}/sparql", params={"query": BOTH + more}, headers={"Accept": "text/csv"})
            assert answer.status_code == 200, answer.text
            size, turn = answer.text.splitlines()[1].split(",")
            assert int(size) == sizes[turn]
            times.setdefault(answer.headers["last-modified"], set()).add(turn)
            page = client.get(f"{address}/vendor/acme.nt")
            assert page.status_code == 200
            times.setdefault(page.headers["last-modified"], set()).add(page.text.split("turn> ")[1].split('"')[1])
            assert client.get(f"{address}/health/ready").text == "ready\n"
            return turn

        until(lambda: client.get(f"{address}/health/ready").status_code == 200)
        ask("")
        for turn in range(1, 3):
            time.sleep(1.1)  # what was last modified is told in seconds
            sizes[str(turn)] = save(tmp_path, turn)
            number = 0
            while ask(f"# {turn} {number}") != str(turn):
                number += 1
                assert number < 5_000
                time.sleep(0.01)  # the processes that begin meanwhile need the processors
            assert ask("") == str(turn)
        assert all(len(turns) == 1 for turns in times.values())
        assert len(times) == 3


def test_a_graph_that_is_replaced_or_gone_is_told_of(tmp_path: Path) -> None:
    save(tmp_path, 0)
    with served(tmp_path / "kg", *SPARE) as (address, _):

        def health() -> tuple[int, str]:
            answer = httpx.get(f"{address}/health", timeout=60)
            return answer.status_code, answer.json()["status"]

        assert health() == (200, "ok")
        until(lambda: httpx.get(f"{address}/health/ready", timeout=60).text == "ready\n")
        save(tmp_path, 1)
        until(lambda: "--watch" in health()[1])
        query = {"query": BOTH}
        told = httpx.get(f"{address}/sparql", params=query, headers={"Accept": "text/csv"}, timeout=60).text
        assert told.splitlines()[1].endswith(",0")
        shutil.rmtree(tmp_path / "kg")
        until(lambda: health() == (503, "the graph is gone"))
        assert httpx.get(f"{address}/health/ready", timeout=60).status_code == 503
        assert httpx.get(f"{address}/health/live", timeout=60).status_code == 200


def test_a_build_that_cannot_be_opened_is_not_taken_up(tmp_path: Path) -> None:
    save(tmp_path, 0)
    with served(tmp_path / "kg", *SPARE, "--watch") as (address, _):
        (tmp_path / "kg" / "CURRENT").rename(tmp_path / "kg" / "before")
        (tmp_path / "kg" / "CURRENT").write_text("nothing\n", encoding="utf-8")
        until(lambda: httpx.get(f"{address}/health", timeout=60).json()["status"] != "ok")
        answer = httpx.get(f"{address}/sparql", params={"query": BOTH}, headers={"Accept": "text/csv"}, timeout=60)
        assert answer.text.splitlines()[1].endswith(",0")


def test_a_server_ends_whatever_is_open(tmp_path: Path) -> None:
    save(tmp_path, 0)
    with served(tmp_path / "kg", *SPARE) as (address, process):
        port = int(address.rpartition(":")[2])
        head = b"Host: localhost\r\n"
        idle, kept, slow = (socket.create_connection((HOST, port)) for _ in range(3))
        with idle, kept, slow:
            kept.sendall(b"GET /health HTTP/1.1\r\n" + head + b"\r\n")
            assert kept.recv(100)
            post = b"Content-Type: application/sparql-query\r\nContent-Length: 900000\r\n\r\nA"
            slow.sendall(b"POST /sparql HTTP/1.1\r\n" + head + post)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0


def test_what_a_killed_server_wrote_for_itself_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, 0)
    (tmp_path / "scratch" / "theirs").mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))

    def written() -> set[str]:
        return {each.name for each in (tmp_path / "scratch").iterdir()} - {"theirs"}

    base = "https://graph.example/"
    with served(tmp_path / "kg", *SPARE, "--base", base) as (_, killed):
        left = written()
        assert left
        killed.kill()
    with served(tmp_path / "kg", *SPARE, "--base", base) as (address, _):
        assert not left & written()
        until(lambda: httpx.get(f"{address}/void.ttl", timeout=60).status_code == 200)
        with served(tmp_path / "kg", *SPARE) as (_, other):
            other.send_signal(signal.SIGTERM)
            other.wait(60)
        assert httpx.get(f"{address}/void.ttl", timeout=60).status_code == 200
        assert len(written()) == 1
    assert not written()
    assert (tmp_path / "scratch" / "theirs").is_dir()
