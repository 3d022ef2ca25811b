"""The static site of an invented world: every document, link and byte."""

import csv
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest

from kg.errors import ReadError, TargetError
from kg.namespace import BASE
from kg.site import dump, layout, publication
from kg.site.resource import Library


@pytest.fixture(scope="module")
def world(hostile: ox.Store) -> ox.Store:
    return hostile


@pytest.fixture(scope="module")
def site(hostile_site: Path) -> Path:
    return hostile_site


class Links(HTMLParser):
    """The links and identifiers of a page, what it loads, and the text of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" or (tag == "link" and given.get("rel") == "alternate"):
            self.links.append(given["href"])
        elif "src" in given or (tag == "link" and given.get("rel") == "stylesheet"):
            self.loaded.append(given.get("src") or given["href"])


def pages(site: Path) -> dict[Path, Links]:
    return {
        path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html") if path.parent.name != "view"
    }


def test_every_thing_has_a_page_and_three_documents(site: Path) -> None:
    things = "state/ada", "vendor/acme", "technology/cameras", "source/herald", "list/red-list"
    for place in (*things, "ontology", "term/Use"):
        for suffix in ("html", "ttl", "jsonld", "nt"):
            assert (site / f"{place}.{suffix}").is_file()
    assert len(list((site / "claim").glob("*.nt"))) == 7
    assert len(list((site / "question").glob("*.rq"))) == len(list((site / "question").glob("*.csv")))


def test_the_documents_of_a_thing_are_one_graph(site: Path) -> None:
    found = 0
    for path in site.rglob("*.nt"):
        graphs = [
            ox.Dataset(ox.parse(path=str(path.with_suffix(suffix)), format=format_))
            for suffix, format_ in (
                (".nt", ox.RdfFormat.N_TRIPLES),
                (".ttl", ox.RdfFormat.TURTLE),
                (".jsonld", ox.RdfFormat.JSON_LD),
            )
        ]
        for graph in graphs:
            graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        assert set(graphs[0]) == set(graphs[1]) == set(graphs[2]), path
        found += 1
    assert found > 50


def test_no_link_is_dead_and_no_host_is_asked(site: Path) -> None:
    known = pages(site)
    for path, page in known.items():
        for href in page.links + page.loaded:
            parts = urlsplit(href)
            if parts.scheme:
                assert href not in page.loaded, f"{path}: {href}"
                continue
            below = site if parts.path.startswith("/") else path.parent
            target = (below / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {href}"
            if parts.fragment and "=" not in parts.fragment and target in known:
                assert parts.fragment in known[target].ids, f"{path}: {href}"


def test_pages_are_sound(site: Path) -> None:
    for path, page in pages(site).items():
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) <= 200_000, path
        assert '<html lang="en">' in text
        assert page.tags.count("h1") == page.tags.count("main") == 1, path
        assert len(page.ids) == len(set(page.ids)), path


def test_a_shared_link_has_a_title_a_text_and_an_image_that_is_there(site: Path, hostile_compact: Path) -> None:
    for path in (*site.rglob("*.html"), *hostile_compact.rglob("*.html")):
        root = site if path.is_relative_to(site) else hostile_compact
        text = path.read_text(encoding="utf-8")
        head = text.partition("</head>")[0]
        image = re.search(r'<meta property="og:image" content="([^"]+)">', head)
        assert image, path
        assert image[1].startswith(BASE), path
        assert (root / image[1].removeprefix(BASE)).read_bytes().startswith(b"\x89PNG"), path
        assert '<meta property="og:title" content="' in head, path
        assert ' property="og:description"' in head or path.parent.name in ("view", "chart"), path
        assert 'rel="icon"' in head or path.stem in ("404", "406", "503"), path
    told = json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))
    assert all((site / each["src"]).is_file() for each in [*told["icons"], {"src": told["start_url"]}])


OTHERS = ("sparql.html", "data.html", "contribute.html", "question/suppliers-of-state.html", "claim/index.html")
"""Pages of other kinds than things'."""


def test_a_page_of_a_compact_site_has_fewer_end_tags_and_quotes_and_the_same_elements(site: Path) -> None:
    def read(text: str) -> list[tuple[str, object, str, str]]:
        parsed = html5lib.parse(text, namespaceHTMLElements=False)
        found = parsed.iter()
        return [
            (str(each.tag), dict(each.attrib), (each.text or "").strip(), (each.tail or "").strip()) for each in found
        ]

    for path in (
        site / "index.html",
        *site.glob("state/*.html"),
        *site.glob("vendor/*.html"),
        *map(site.joinpath, OTHERS),
    ):
        text = path.read_text(encoding="utf-8")
        short = layout.unquoted(layout.unended(text))
        assert len(short) < len(text), path
        assert read(short) == read(text), path


def test_turtle_of_a_compact_site_says_the_same_in_fewer_letters(site: Path) -> None:
    for path in (*site.glob("evidence/*.ttl"), *site.glob("claim/*.ttl")):
        text = path.read_text(encoding="utf-8")
        short = layout.shortened(text, BASE)
        graphs = [ox.Dataset(ox.parse(each, ox.RdfFormat.TURTLE)) for each in (text, short)]
        assert graphs[0] == graphs[1], path
        assert not re.search(rf"<{BASE}evidence/\w+#", short), path


def test_a_label_is_text_wherever_it_stands(site: Path) -> None:
    text = (site / "vendor" / "acme.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    for path in site.rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path


def test_a_claim_shows_its_place_and_the_others_of_its_situation(site: Path) -> None:
    (found,) = [path for path in (site / "claim").glob("*.html") if "12 states" in path.read_text(encoding="utf-8")]
    text = found.read_text(encoding="utf-8")
    assert "characters 21–30" in text
    assert "reported" in text
    assert "Cameras everywhere" in text


def test_dumps_agree_with_each_other_and_their_checksums(site: Path, world: ox.Store) -> None:
    latest = site / "latest"
    for line in (latest / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((latest / name).read_bytes()).hexdigest() == digest
    quads = ox.Dataset(ox.parse(gzip.decompress((latest / "surveillance-kg.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS))
    trig = ox.Dataset(ox.parse(gzip.decompress((latest / "surveillance-kg.trig.gz").read_bytes()), ox.RdfFormat.TRIG))
    for dataset in (quads, trig):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(quads) == set(trig)
    assert len(set(quads)) == len(world)
    with (latest / "claims.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
        assert len(rows) == 7
        assert all(row["place"] for row in rows)
    for name in ("void.ttl", "dataset.jsonld", "ro-crate-metadata.json", "CITATION.cff", "changes.atom"):
        assert (site / name).stat().st_size
    assert list(ox.parse(path=str(site / "void.ttl")))
    assert json.loads((site / "dataset.jsonld").read_text())["@type"] == "Dataset"


def test_columns_of_the_tables_have_one_name_each(library: Library) -> None:
    dumped = dump.Dump(library, BASE)
    for rows in (dumped._claims(), dumped._edges()):
        header = next(rows)
        assert len(header) == len(set(header)), header


@pytest.mark.parametrize("folder", ["", "latest/"])
def test_a_crate_names_files_that_stand_in_its_folder(site: Path, folder: str) -> None:
    crate = json.loads((site / folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    told = {each["@id"]: each for each in crate["@graph"]}
    assert told["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = [each["@id"] for each in told["./"]["hasPart"]]
    assert len(parts) > 10
    assert all(told[part]["@type"] == "File" and (site / folder / part).is_file() for part in parts)
    assert told[told["./"]["author"]["@id"]]["name"]


def test_another_base_and_the_changes_since_a_site(
    site: Path, world: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "https://example.org/kg/"
    publication.publish(world, tmp_path / "site", base, previous=None)
    text = (tmp_path / "site" / "state" / "ada.nt").read_text()
    assert f"<{base}state/ada>" in text
    assert BASE not in text
    told = (tmp_path / "site" / "sparql-library.js").read_text(encoding="utf-8")
    dumped = (tmp_path / "site" / "sparql-dump.js").read_bytes().removeprefix(b'var kgDump = "').removesuffix(b'";\n')
    escaped = re.sub(rb"\\x(..)", lambda found: bytes.fromhex(found[1].decode()), dumped)
    lines = gzip.decompress(escaped).decode()
    assert BASE not in told + lines
    assert f'"base":"{base}"' in told
    assert len(lines.splitlines()) == len(world)
    monkeypatch.setattr(publication, "COPIED", 0)
    second = tmp_path / "second"
    publication.publish(world, second, previous=site)
    pages = [{each.relative_to(at): each.read_bytes() for each in at.rglob("*.html")} for at in (site, second)]
    assert pages[0] == pages[1]
    assert "0 claims added, 0 claims removed" in (second / "changes.atom").read_text()
    with pytest.raises(ReadError, match="no table of claims"):
        publication.publish(world, tmp_path / "third", previous=tmp_path)
    with pytest.raises(TargetError, match="not a base"):
        publication.publish(world, tmp_path / "third", "no base")


def test_a_folder_that_is_no_site_is_left_alone(world: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(TargetError, match="not a site that this toolkit wrote"):
        publication.publish(world, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


PUBLISH = """
import sys
from pathlib import Path
from tests.fixtures import invented
from kg.site import layout, publication
publication.MANY = 0
folder = Path(sys.argv[1])
world = invented.hostile(folder)
publication.publish(world, folder / "whole")
publication.publish(world, folder / "compact", form=layout.COMPACT)
"""


def digests(root: Path) -> dict[str, str]:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_bytes_depend_neither_on_hash_seed_nor_on_the_processes_that_write(
    hostile_site: Path, hostile_compact: Path, tmp_path: Path
) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", PUBLISH, str(tmp_path)], check=True, env=environment, timeout=100)
    for made, other in ((hostile_site, tmp_path / "whole"), (hostile_compact, tmp_path / "compact")):
        sums, others = digests(made), digests(other)
        assert {name for name in sums if sums[name] != others.get(name)} == set()
        assert sums.keys() == others.keys()


def test_tables_are_described_with_their_columns_and_digests(site: Path) -> None:
    package = json.loads((site / "latest" / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((site / "latest" / "croissant.json").read_text(encoding="utf-8"))
    files = {each["name"]: each for each in croissant["distribution"]}
    fields = {
        each["@id"]: [field["source"]["extract"]["column"] for field in each["field"]]
        for each in croissant["recordSet"]
    }
    assert [each["path"] for each in package["resources"]] == sorted(files) == ["claims.csv", "edges.csv"]
    for each in package["resources"]:
        content = (site / "latest" / each["path"]).read_bytes()
        header = next(csv.reader(content.decode().splitlines()))
        assert (
            [field["name"] for field in each["schema"]["fields"]] == header == fields[each["path"].removesuffix(".csv")]
        )
        assert len(header) == len(set(header))
        digest = hashlib.sha256(content).hexdigest()
        assert (each["hash"], each["bytes"], files[each["path"]]["sha256"]) == (
            f"sha256:{digest}",
            len(content),
            digest,
        )
        assert files[each["path"]]["contentUrl"].endswith(f"/{each['path']}")
