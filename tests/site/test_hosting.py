"""Hosts that read ``_headers``: one page alone may be framed, whichever way a host takes two rules of one header."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.site import negotiation
from tests.fixtures.browsers import Windows
from tests.fixtures.web_servers import fetch

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 100
"""Rules that Cloudflare Pages reads; it passes over the rest."""


def rules(text: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Return the pattern and the headers of each rule, as the hosts' documentation has the format."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("/"):
            pattern = "".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", line.strip()))
            found.append((re.compile(pattern), {}))
        else:
            name, _, value = line.strip().partition(": ")
            found[-1][1][name.lower()] = value
    return found


class Host(SimpleHTTPRequestHandler):
    """A host of a folder; pages are found without their suffix, and what is not there gets the page of that."""

    def __init__(self, *args: object, joins: bool, site: Path, **kwargs: object) -> None:
        self.joins, self.rules = joins, rules((site / "_headers").read_text("utf-8"))
        super().__init__(*args, directory=str(site), **kwargs)  # type: ignore[arg-type]

    def headed(self, path: str) -> Mapping[str, str]:
        """Return the headers of a path."""
        told: dict[str, str] = {}
        for pattern, headers in self.rules:
            for name, value in headers.items() if pattern.fullmatch(path) else ():
                told[name] = f"{told[name]}, {value}" if self.joins and name in told else value
        return told

    def do_GET(self) -> None:
        place = Path(self.directory, self.path.strip("/") or "index.html")
        found = next((each for each in (place, Path(f"{place}.html")) if each.is_file()), None)
        body = (found or Path(self.directory, "404.html")).read_bytes()
        self.send_response(200 if found else 404)
        told = {"content-type": "text/html", "content-length": str(len(body)), **self.headed(self.path)}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def hosted(site: Path, *, joins: bool) -> Iterator[str]:
    """Give the address of a host of a site, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, joins=joins, site=site)) as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            running.join()


@pytest.mark.parametrize("joins", [True, False], ids=["joined", "the last"])
def test_one_page_alone_may_be_framed(hostile_compact: Path, joins: bool) -> None:
    with hosted(hostile_compact, joins=joins) as address:
        for path in ("embed.html", "embed"):
            headers = fetch(address + path).headers
            assert "x-frame-options" not in headers
            assert headers["content-security-policy"] == negotiation.FRAMED.replace("; frame-ancestors *", "")
        beside = {each.relative_to(hostile_compact).parts[0] for each in hostile_compact.rglob("*") if each.is_file()}
        one_of_each = [next(each for each in (hostile_compact / name).rglob("*") if each.is_file()) for name in beside
                       if (hostile_compact / name).is_dir()]  # fmt: skip
        paths = [str(each.relative_to(hostile_compact)) for each in one_of_each]
        paths += ["", "explorer", "nowhere", "nowhere/else.html", *(name for name in beside if "." in name)]
        for path in set(paths) - {negotiation.EMBED}:
            headers = fetch(address + path).headers
            assert headers.get("x-frame-options") == "DENY", path
            assert headers["content-security-policy"] == negotiation.UNFRAMED, path
            assert headers["x-content-type-options"] == "nosniff"


def test_a_browser_frames_the_one_page_and_none_beside_it(
    windows: Windows, hostile_compact: Path, tmp_path: Path
) -> None:
    (tmp_path / "_headers").touch()

    def framed(page: "Page", around: str, address: str) -> bool:
        (tmp_path / "index.html").write_text(f'<iframe src="{address}"></iframe>', "utf-8")
        with page.expect_event(
            "framenavigated", lambda frame: frame.parent_frame and frame.url != "about:blank"
        ) as seen:
            page.goto(around)
        return str(seen.value.url).startswith(address)

    with hosted(hostile_compact, joins=True) as address, hosted(tmp_path, joins=True) as around, windows.page() as page:
        assert framed(page, around, f"{address}embed.html")
        assert not framed(page, around, f"{address}explorer.html")
        assert not framed(page, around, f"{address}index.html")


def test_a_host_reads_all_of_the_rules(hostile_compact: Path, hostile_site: Path) -> None:
    for site in (hostile_compact, hostile_site):
        found = rules((site / "_headers").read_text("utf-8"))
        assert 0 < len(found) <= MOST
        assert all(headers for _, headers in found)
