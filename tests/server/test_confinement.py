"""A process that works for the server reaches no network, runs no program and no code of the working folder."""

import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import store as stores
from kg.server import confinement
from tests.fixtures import invented
from tests.fixtures.servers import SPARE, served

TRIED = """
import ctypes, json, os, socket, subprocess, sys
from kg.server import confinement
confinement.confine(sys.argv[1])
confinement.bound(sys.argv[1], 0)
libc = ctypes.CDLL(None, use_errno=True)
port = int(sys.argv[2].split(":")[2].partition("/")[0])
def allowed(action):
    try:
        action()
    except (OSError, ImportError):
        return False
    return True
def engine():
    import pyoxigraph as ox
    list(ox.Store().query("SELECT * { SERVICE <%s> { ?s ?p ?o } }" % sys.argv[2]))
def written():
    with open(sys.argv[3], "w") as file:
        file.write("x")
        file.flush()
print(json.dumps({
    "a socket of Python": allowed(lambda: socket.create_connection(("127.0.0.1", port))),
    "a socket of C": libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0) >= 0,
    "a socket of a path": libc.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0) >= 0,
    "the engine's SERVICE": allowed(engine),
    "a program": allowed(lambda: subprocess.run(["true"])),
    "a program of C": libc.execve(b"/bin/true", None, None) == 0,
    "a shell": allowed(lambda: os.system("true")),
    "another's end": allowed(lambda: os.kill(os.getppid(), 0)),
    "writing": allowed(written),
    "reading": allowed(lambda: open(sys.executable, "rb").close()),
}))
"""
HOSTILE = 'import pathlib\nwith open({at!r}, "a") as file:\n    file.write(__name__ + "\\n")\nraise SystemExit(99)\n'
SHADOWS = ("msgspec", "json", "rdflib", "pyoxigraph", "pickle", "socket", "kg", "sitecustomize", "usercustomize", "mcp")


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Give an address, and who called there."""
    called: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, client = server.accept()
                except TimeoutError:
                    continue
                called.append(str(client))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", called
        ended.set()
        thread.join()


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="the filter knows these machines")
@pytest.mark.parametrize("level", [confinement.READING, confinement.WRITING])
def test_a_confined_process_does_no_more_than_its_level(
    level: str, listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, called = listener
    command = [sys.executable, "-c", TRIED, level, address, str(tmp_path / "file")]
    done = subprocess.run(command, cwd=invented.ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found = {what for what, allowed in json.loads(done.stdout).items() if allowed}
    assert found == {"reading"} | ({"writing"} if level == confinement.WRITING else set())
    assert called == []


def test_every_jump_of_the_filter_stays_inside_it_and_ends_at_an_answer() -> None:
    for machine in ("x86_64", "aarch64"):
        lines = confinement.program(machine)
        assert len(lines) % 8 == 0
        ended = {}
        for number in range(500):
            at = 0
            held = 0
            while True:
                code, yes, no, value = _line(lines, at)
                at += 1
                if code == 0x20:
                    held = number if value == 0 else confinement._CALLS[machine][0]
                elif code == 0x06:
                    ended[number] = value
                    break
                else:
                    at += yes if (held == value if code == 0x15 else held >= value) else no
        refused = {number for number, value in ended.items() if value != 0x7FFF0000}
        assert refused == set(confinement._CALLS[machine][1:])
    assert confinement.program("abacus") == b""


def _line(lines: bytes, at: int) -> tuple[int, int, int, int]:
    code, yes, no = lines[8 * at], lines[8 * at + 2], lines[8 * at + 3]
    return code, yes, no, int.from_bytes(lines[8 * at + 4 : 8 * at + 8], sys.byteorder)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder whose modules tell that they were run, in a file ``run`` beside it."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name in SHADOWS:
        (folder / f"{name}.py").write_text(HOSTILE.format(at=str(tmp_path / "run")), encoding="utf-8")
    stores.save(invented.tiny(tmp_path / "world"), folder / "build" / "kg")
    return folder


def test_the_processes_leave_the_working_folder_out_even_where_this_one_imports_from_it(tmp_path: Path) -> None:
    begun = f"import sys; sys.path[:0] = ['', 'relative', {str(tmp_path)!r}]; from pathlib import Path"
    code = f"{begun}; from kg.server import worker; print(worker.command(Path('x'), 0, 'reading', 3)[4])"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep + str(invented.ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    paths = json.loads(found.stdout)
    assert not {"", "relative", str(tmp_path)} & set(paths)
    assert str(invented.ROOT) in paths


@pytest.mark.parametrize("environment", [{}, {"PYTHONSAFEPATH": "1"}], ids=["as it is", "safe path"])
def test_no_code_of_the_working_folder_is_run(hostile: Path, environment: dict[str, str]) -> None:
    command = Path(sysconfig.get_path("scripts")) / "kg"
    with subprocess.Popen(
        [command, "mcp"],
        cwd=hostile,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as assistant:
        assert assistant.stdin is not None
        assert assistant.stdout is not None
        client = {"name": "a test", "version": "1"}
        asked = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
        message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": asked}
        assistant.stdin.write(json.dumps(message) + "\n")
        assistant.stdin.flush()
        assert json.loads(assistant.stdout.readline())["result"]["serverInfo"]["name"] == "surveillance-kg"
        assistant.stdin.close()
        assert assistant.wait(30) == 0
    for words in (["ask", "size"], ["--help"], ["infer"]):
        done = subprocess.run([command, *words], cwd=hostile, env=os.environ | environment, capture_output=True)
        assert done.returncode == 0
    assert not (hostile.parent / "run").exists()


def test_a_server_started_in_a_hostile_folder_answers_and_runs_nothing_of_it(hostile: Path) -> None:
    program = shutil.which("kg", path=sysconfig.get_path("scripts"))
    assert program
    with served(hostile / "build" / "kg", *SPARE, program=program, folder=hostile) as (address, process):
        assert address
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if children.exists():
            for child in children.read_text(encoding="ascii").split():
                environment = Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
                assert not [each for each in environment if each.startswith((b"PYTHON", b"KG_", b"LD_PRELOAD"))]
                assert os.path.realpath(f"/proc/{child}/cwd") == "/"
    assert not (hostile.parent / "run").exists()
