"""Whatever an endpoint answers, a verb ends in time, within its memory, with one line, and tells no password."""

import gc
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kg import cli
from kg.graph import endpoint

JSON = "application/sparql-results+json"
YES = b'{"head":{},"boolean":true}'
ESCAPES = "\x1b]0;pwned\x07\x1b[31m red \x1b[2J"
PASSWORD = "s3cret/P@W"


def row(**cells: str) -> bytes:
    """Return an answer of one row: literals, or IRIs where a value starts with '<'."""

    def cell(value: str) -> str:
        kind, text = ("uri", value[1:]) if value.startswith("<") else ("literal", value)
        return f'{{"type":"{kind}","value":"{text}"}}'

    names = ",".join(f'"{name}"' for name in cells)
    told = ",".join(f'"{name}":{cell(value)}' for name, value in cells.items())
    return f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{{{told}}}]}}}}'.encode()


class Evil(BaseHTTPRequestHandler):
    """A server that behaves as the path says."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        name = self.path.strip("/")
        if name in SECOND and parse_qs(sent).get("query", [""])[0].strip() == "ASK {}":
            self.out(YES)
        elif name in ANSWERS:
            status, media, body, headers = ANSWERS[name]
            self.out(body, media, status, headers)
        elif name == "echo":
            self.out(f"You sent {self.headers.get('Authorization')} {PASSWORD} {sent}".encode(), "text/plain", 500)
        elif name == "basic":
            challenge = {} if self.headers.get("Authorization") else {"WWW-Authenticate": 'Basic realm="x"'}
            self.out(b"no", "text/plain", 401, challenge)
        else:
            RAW[name](self.connection)
            self.close_connection = True

    do_GET = do_PUT = do_POST  # noqa: N815

    def out(self, body: bytes, media: str = JSON, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": media, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


ANSWERS: dict[str, tuple[int, str, bytes, dict[str, str]]] = {
    "html": (200, "text/html", b"<html>login</html>", {}),
    "empty": (200, JSON, b"", {}),
    "list": (200, JSON, b"[1,2,3]", {}),
    "deep": (200, JSON, b"[" * 1_000_000, {}),
    "truth": (200, JSON, b'{"head":{},"boolean":"maybe"}', {}),
    "latin": (200, JSON, b'{"head":{"vars":["\xe9"]}}', {}),
    "esc": (500, "text/plain", ESCAPES.encode(), {}),
    "esc-type": (200, "text/\x1b[31mhtml", b"x", {}),
    "moved": (302, JSON, b"", {"Location": "http://127.0.0.1:1/bool"}),
    "moved-file": (302, JSON, b"", {"Location": "file:///etc/passwd"}),
    "moved-esc": (307, JSON, b"", {"Location": "http://x/\x1b[31m"}),
    "digest": (401, JSON, b"", {"WWW-Authenticate": 'Digest realm="x", nonce="a", algorithm=EVIL'}),
    "digest-garbage": (401, JSON, b"", {"WWW-Authenticate": "Digest garbage"}),
    "long-header": (200, JSON, YES, {"X": "a" * 200_000}),
    "nowhere": (404, "text/plain", b"{}", {}),
    "brotli": (200, JSON, b"\x0b", {"Content-Encoding": "br"}),
    "not-gzip": (200, JSON, b"{}", {"Content-Encoding": "gzip"}),
    "bomb": (200, JSON, gzip.compress(b" " * 30_000_000), {"Content-Encoding": "gzip"}),
    "long": (200, JSON, b" " * 8_000_000, {}),
    "count": (200, JSON, row(n="lots"), {}),
    "negative": (200, JSON, row(n="-1"), {}),
    "columns": (200, JSON, row(zzz="1"), {}),
    "unbound": (200, JSON, b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{}]}}', {}),
    "yes": (200, JSON, YES, {}),
    "no-iri": (200, JSON, row(s="<not an iri", p="<x:p", o="x"), {}),
    "lie": (200, JSON, row(s="<http://g", p="<http://p", o="x"), {}),
}
SECOND = {"count", "negative", "columns", "unbound", "yes", "no-iri", "lie"}
"""What is answered to any question but the first."""
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n".encode()


def _drip(connection: socket.socket, first: bytes, piece: bytes) -> None:
    try:
        connection.sendall(first)
        for _ in range(100):
            connection.sendall(piece)
            time.sleep(0.1)
    except OSError:
        pass


def _pour(connection: socket.socket) -> None:
    try:
        connection.sendall(HEAD + b"Connection: close\r\n\r\n")
        for _ in range(100):
            connection.sendall(b" " * 1_000_000)
    except OSError:
        pass


RAW: dict[str, Callable[[socket.socket], None]] = {
    "drip": lambda c: _drip(c, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "drip-head": lambda c: _drip(c, b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
    "endless": _pour,
    "hang": lambda c: _drip(c, b"", b""),
    "closes": lambda c: c.shutdown(socket.SHUT_RDWR),
    "cut": lambda c: c.sendall(HEAD + b"Content-Length: 100\r\n\r\n{"),
    "chunks": lambda c: c.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n"),
    "no-http": lambda c: c.sendall(b"220 smtp.example.org ESMTP\r\n"),
}


@pytest.fixture(scope="module")
def evil() -> Iterator[str]:
    with Quiet(("127.0.0.1", 0), Evil) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://USER@127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def own_garbage() -> Iterator[None]:
    """Let the engine's answers go in the thread that asked, and in none of the server's."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIMEOUT", "1")
    monkeypatch.setenv("KG_PASSWORD", PASSWORD)
    monkeypatch.setattr(endpoint, "MOST", 5_000_000)


@pytest.mark.parametrize("name", [*ANSWERS, *RAW, "echo", "basic"])
def test_a_hostile_answer_is_one_line(evil: str, capsys: pytest.CaptureFixture[str], name: str) -> None:
    one = "SELECT ?x { ?s ?p ?x } LIMIT 1"
    for words in (["ask", "vendors-by-reach"], ["ask", "--format", "csv", "--sparql", one]):
        assert cli.main([*words, "--graph", evil + name]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith("kg: http://127.0.0.1:")
        assert not {PASSWORD, "VVNFUjpzM2NyZXQv", "USER@", "\x1b", "\x07"} & {*err.split(), *err}
        assert PASSWORD not in err
        assert "VVNFUjpz" not in err


@pytest.mark.parametrize("name", [name for name in ANSWERS if name in SECOND])
def test_a_build_to_a_hostile_endpoint_is_one_line(
    evil: str, capsys: pytest.CaptureFixture[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.graph import manifest
    from tests.fixtures import invented

    with pytest.raises(Exception, match="http://127") as error:
        manifest.load(invented.tiny(tmp_path), endpoint.Endpoint(evil + name))
    assert type(error.value).__name__ == "StoreError"


@pytest.mark.parametrize("verb", ["infer", "validate", "serve", "publish", "mcp", "why"])
def test_no_verb_tells_the_password_of_an_address(
    capsys: pytest.CaptureFixture[str], verb: str, tmp_path: Path
) -> None:
    more = {"publish": [str(tmp_path / "site")], "why": ["a:b", "a:b", "a:b"]}.get(verb, [])
    for address in ("http://ada:hunter2@127.0.0.1:1/sparql", "http://ada:hun@ter2@127.0.0.1:1/sparql"):
        assert cli.main([verb, *more, "--graph", address]) == 2
        out, err = capsys.readouterr()
        assert "hunter2" not in out + err
        assert "ter2" not in out + err
