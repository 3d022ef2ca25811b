"""Servers on loopback that tests ask: each on a free port, with files of its own, ended by its own process id."""

import os
import shutil
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

from benchmarks.server import HOST, free_port


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
