"""Web servers on loopback that hold the same site: with the generated rules behind nginx, Apache and Caddy, and live.

Each is started for a block, with files of its own in a folder, and ended by its own process.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from benchmarks.server import HOST, free_port
from kg.namespace import BASE
from kg.site import negotiation
from servers import end

MODULES = ("mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite")


class Missing(Exception):
    """The program of a server is not installed."""


class Answer(NamedTuple):
    """What a server answers to one request: the headers have lower-case names."""

    status: int
    headers: dict[str, str]
    body: bytes


class Target(NamedTuple):
    """A started server: where the IRIs of things resolve, and where their documents stand; both end with a slash."""

    name: str
    things: str
    documents: str

    def address(self, iri: str) -> str:
        """Return the address that answers for an IRI of the site."""
        return self.things + iri.removeprefix(BASE)

    def location(self, answer: Answer, asked: str) -> str:
        """Return where an answer redirects to, as a path of the site."""
        place = answer.headers["location"]
        whole = place if "://" in place else "{0.scheme}://{0.netloc}".format(urlsplit(asked)) + place
        assert whole.startswith(self.documents), whole
        return whole.removeprefix(self.documents)


def fetch(address: str, method: str = "GET", accept: str | None = None, **headers: str) -> Answer:
    """Return the answer to one request; no redirect is followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if accept is not None:
        sent["Accept"] = accept
    try:
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), headers=sent)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[Target]:
    """Give an nginx that serves a site with the rules the site holds."""
    port = free_port()
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log off; {places}\ninclude {site}/rules/nginx-http.conf;\n"
        f"server {{ listen {HOST}:{port}; root {site};\ninclude {site}/rules/nginx-server.conf; }} }}\n"
    )
    user = [] if os.geteuid() else ["-g", "user root;"]
    command = [_program("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), *user]
    with _started(command, port, folder):
        yield Target("nginx", f"http://{HOST}:{port}/", f"http://{HOST}:{port}/")


@contextmanager
def apache(site: Path, folder: Path) -> Iterator[Target]:
    """Give an Apache that is w3id.org with the `.htaccess` of a site, and, on another port, the host of its files."""
    program, port, other = _program("apache2"), free_port(), free_port()
    documents = f"http://{HOST}:{other}/kept/"
    rules = (site / "rules" / "htaccess").read_text(encoding="utf-8")
    assert "https://example.org/surveillance-kg" in rules
    here = folder / "w3id" / "ai-surveillance"
    here.mkdir(parents=True)
    (here / ".htaccess").write_text(
        rules.replace("https://example.org/surveillance-kg", documents.rstrip("/")), encoding="utf-8"
    )
    (folder / "types").write_text("".join(f"{media} {suffix}\n" for suffix, media in negotiation.MEDIA.items()))
    modules = next(filter(Path.is_dir, map(Path, ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules"))))
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in MODULES)
    (folder / "apache.conf").write_text(
        f"{loaded}ServerName {HOST}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\nTypesConfig {folder}/types\n"
        f"Listen {HOST}:{port}\nListen {HOST}:{other}\nDirectoryIndex index.html\n"
        f'<Directory "{folder}/w3id">\nAllowOverride FileInfo\n</Directory>\n'
        f'<VirtualHost {HOST}:{port}>\nDocumentRoot "{folder}/w3id"\n</VirtualHost>\n'
        f'<VirtualHost {HOST}:{other}>\nDocumentRoot "{folder}"\nAlias "/kept" "{site}"\n</VirtualHost>\n'
    )
    with _started([program, "-X", "-f", str(folder / "apache.conf")], port, folder):
        yield Target("apache", f"http://{HOST}:{port}/ai-surveillance/", documents)


@contextmanager
def caddy(site: Path, folder: Path) -> Iterator[Target]:
    """Give a Caddy that serves a site with the rules the site holds."""
    port = free_port()
    rules = (site / "rules" / "Caddyfile").read_text(encoding="utf-8")
    (folder / "Caddyfile").write_text(
        f"{{\nadmin off\nauto_https off\n}}\nhttp://{HOST}:{port} {{\nbind {HOST}\nroot * {site}\n{rules}}}\n",
        encoding="utf-8",
    )
    command = [_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with _started(command, port, folder, HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)):
        yield Target("caddy", f"http://{HOST}:{port}/", f"http://{HOST}:{port}/")


@contextmanager
def live(store: Path, folder: Path) -> Iterator[Target]:
    """Give the toolkit's own server on a built store."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--graph",
        str(store),
        "--port",
        str(port),
        "--rate",
        "0",
        "--quiet",
    ]
    with _started(command, port, folder):
        yield Target("serve", f"http://{HOST}:{port}/", f"http://{HOST}:{port}/")


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise Missing(f"{name} is not installed: .ci/web-servers installs it")
    return found


@contextmanager
def _started(command: list[str], port: int, folder: Path, **environment: str) -> Iterator[None]:
    log = folder / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=_with(environment))
    try:
        until = time.monotonic() + 40
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as probe:
                if not probe.connect_ex((HOST, port)):
                    break
            time.sleep(0.05)
        else:
            notes = "\n".join(path.read_text(errors="replace") for path in (log, folder / "error.log") if path.exists())
            raise AssertionError(f"{command[0]} does not listen (it ended with {process.poll()}):\n{notes}")
        yield
    finally:
        end(process)


def _with(environment: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **environment}
