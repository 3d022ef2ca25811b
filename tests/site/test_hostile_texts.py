"""Whatever a stranger's registers, sources and locators hold is text on every page, feed and picture of the site."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.dom import minidom

import pyoxigraph as ox
import pytest

from kg.graph import dataset as graph
from kg.graph import inference
from kg.site import publication
from tests.fixtures import invented

MARKUP = (
    "</script><script>hostile()</script>",
    "\"'><img src=x onerror=hostile()>",
    "--><svg onload=hostile()><!--",
    "]]><b onclick=hostile()>",
    "</title></textarea></style><iframe src=javascript:hostile()>",
    "&lt;img src=x onerror=hostile()&gt;",
    "\\u003cimg src=x onerror=hostile()\\u003e",
    "{{ hostile() }}${hostile()}<% hostile() %>",
    "[a](javascript:hostile()) ![a](x onerror=hostile())",
    "javascript:hostile()",
    "data:text/html,<script>hostile()</script>",
    "=HYPERLINK(hostile())",
)
"""What a text is to stay, whoever reads it."""
SCHEMES = {"", "http", "https", "mailto", "data:image", "data:font", "data:application", "blob"}

OWN = re.compile(r"(?:\.\./)*embed\.html#supplier=[\w-]+&panel=map&embed=1")
"""The one frame that a page has: the explorer, on what the page is about."""


def written(*texts: str) -> str:
    return json.dumps(" ".join(texts), ensure_ascii=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    every = " ".join(MARKUP)
    cells = [{"id": f"v{n}", "rdf:type": "ais:Vendor", "rdfs:label@en": text} for n, text in enumerate(MARKUP)]
    cells[0] |= {"skos:altLabel@en": every.replace("|", " "), "skos:definition@en": every}
    states = invented.REGISTERS["states"].replace("Boria", f'"{every.replace(chr(34), chr(34) * 2)}"', 1)
    known = invented.registers(folder, vendors=invented.rows(cells), states=states)
    head = "".join(
        f"{name} = {written(every)}\n"
        for name in ("title", "creator", "publisher", "identifier", "attribution", "note")
    )
    locators = [f"entry = {written(every)}\n", f"row = 1\ncolumn = {written(every)}\ncell = {written(every)}\n"]
    claims = "".join(
        f'[[claim]]\nkind = "Supply"\nsupplier = "vendor:v{n}"\nrecipient = "state:bor"\nmodality = "recovered"\n'
        f"reason = {written(every)}\n{locators[n % 2]}"
        for n in range(len(MARKUP))
    )
    sources = invented.write(folder / "sources", "hostile", head + claims)
    found, read = invented.claims(sources, known)
    store = graph.load(graph.quads(known, read, found))
    inference.infer(store)
    publication.publish(store, folder / "site")
    return folder / "site"


class Page(HTMLParser):
    """What of a page would run, or lead to what runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.shown = 0
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        own = tag == "iframe" and OWN.fullmatch(dict(attrs).get("src") or "")
        for name, value in attrs:
            told = (value or "").strip().lower()
            if name.startswith("on"):
                self.found.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction", "xlink:href", "data", "poster"):
                scheme = re.match(r"(data:[a-z]+|[a-z][a-z0-9+.-]*)(?=[:/])|", re.sub(r"[\x00-\x20]", "", told))
                known = scheme[1] if scheme and ":" in told else ""
                if (known or "") not in SCHEMES and not told.startswith(("#", "?", ".", "/")):
                    self.found.append(f"<{tag} {name}={told[:60]}>")
            if (tag in ("iframe", "object", "embed", "base") and not own) or name == "srcdoc":
                self.found.append(f"<{tag} {name}>")

    def handle_data(self, data: str) -> None:
        self.shown += "hostile()" in data
        if self._inside == "script" and (raw := re.search(r"<[^<>]{0,40}hostile\(\)|<script>hostile", data)):
            self.found.append(raw[0])

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def pages(site: Path, *suffixes: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(site.rglob("*")):
        if path.suffix in suffixes and path.is_file():
            yield path, path.read_text(encoding="utf-8")


def test_a_page_runs_nothing_of_what_it_shows(site: Path) -> None:
    shown = 0
    for path, text in pages(site, ".html"):
        read = Page(text)
        assert read.found == [], path
        shown += read.shown
    assert shown > 100


def test_a_page_that_runs_what_it_shows_is_found_out() -> None:
    assert Page("<a href='java\nscript:hostile()'>x</a>").found
    assert Page("<img src=x onerror=hostile()>").found
    assert Page("<script>var a = '<img src=x onerror=hostile()>'</script>").found
    assert Page('<a href="http://a.b/?javascript:x">x</a><a href="../a.html#javascript:x">y</a>').found == []


def test_what_is_xml_is_well_formed_and_its_texts_are_texts(site: Path) -> None:
    seen = 0
    for path, text in pages(site, ".svg", ".atom", ".rdf", ".xml", ".graphml", ".gexf"):
        read = minidom.parseString(text.encode())
        names = {each.tagName.lower() for each in read.getElementsByTagName("*")}
        assert not names & {"script", "iframe", "img"}, path
        for each in read.getElementsByTagName("*"):
            assert not [name for name in each.attributes.keys() if name.startswith("on")], path  # noqa: SIM118
            link = each.getAttribute("href") or each.getAttribute("xlink:href")
            assert not link.lower().startswith(("javascript:", "data:text")), path
        seen += "hostile()" in text
    assert seen > 5


def test_what_is_rdf_says_the_same_texts(site: Path) -> None:
    for suffix, form in (
        (".ttl", ox.RdfFormat.TURTLE),
        (".nt", ox.RdfFormat.N_TRIPLES),
        (".rdf", ox.RdfFormat.RDF_XML),
    ):
        path = site / "vendor" / f"v1{suffix}"
        labels = {str(q.object) for q in ox.parse(path.read_bytes(), form) if "label" in q.predicate.value}
        assert str(ox.Literal(MARKUP[1], language="en")) in labels
