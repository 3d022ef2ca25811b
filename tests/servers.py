"""Servers on loopback that tests ask: each on a free port, with files of its own, ended by its own process id."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx

HOST = "127.0.0.1"
PASSWORD = "invented"

VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
CaseMode = 2
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 120
"""


def free_port() -> int:
    """Return a port of loopback that nothing listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a server that a test started."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(20)


def answers(address: str, process: "subprocess.Popen[bytes]", seconds: float = 40) -> None:
    """Wait until an endpoint answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.post(address, data={"query": "ASK {}"}, timeout=5).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{address} does not answer; the server ended with {process.poll()}")


@contextmanager
def oxigraph(*options: str, location: Path | None = None) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Give the address of an Oxigraph server that was started for the block, and its process."""
    program = shutil.which(
        "oxigraph", path=os.pathsep.join([sysconfig.get_path("scripts"), str(Path(sys.executable).parent)])
    )
    assert program, "the package 'oxigraph' is missing: install the extra 'dev'"
    port = free_port()
    stored = [] if location is None else ["--location", str(location)]
    command = [program, "serve", "--bind", f"{HOST}:{port}", "--timeout-s", "120", *stored, *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://{HOST}:{port}/sparql"
        answers(address, process)
        yield address, process
    finally:
        end(process)


@contextmanager
def served(place: Path, *options: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Give the address of `kg serve`, started for the block on a built store, and its process; the log is not kept."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(place), "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        address = f"http://{HOST}:{port}"
        answers(f"{address}/sparql", process)
        yield address, process
    finally:
        end(process)


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Give the address of a Virtuoso server that was started for the block in an empty folder; its user is ``dba``."""
    program = shutil.which("virtuoso-t")
    assert program, "Virtuoso is missing: 'make test-remote' installs it"
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port), encoding="utf-8")
    command = [program, "+configfile", "virtuoso.ini"]
    with (folder / "output").open("wb") as output:
        # The first start sets the password, and ends.
        subprocess.run(
            [*command, "+wait", "+pwdold", "dba", "+pwddba", PASSWORD],
            cwd=folder,
            stdout=output,
            stderr=output,
            timeout=120,
        )
        process = subprocess.Popen([*command, "+foreground"], cwd=folder, stdout=output, stderr=output)
    try:
        address = f"http://{HOST}:{port}/sparql"
        answers(address, process)
        yield address
    finally:
        end(process)


@contextmanager
def stub(
    status: int = 200, body: bytes = b"", headers: dict[str, str] | None = None, delay: float = 0
) -> Iterator[str]:
    """Give the address of a server that gives one answer to everything, after a delay in seconds."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            time.sleep(delay)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Answer)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
