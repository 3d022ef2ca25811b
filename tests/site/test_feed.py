"""A feed of a thing says what each source adds, newest first, by the dates of the data."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.namespace import iri
from kg.site import feed
from kg.site.resource import Library
from tests.fixtures import invented

ATOM = "{http://www.w3.org/2005/Atom}"
OLD = 'title = "Old <news>"\ntype = "Article"\nissued = 2018-05-02\n' + invented.SUPPLY
NEW = 'title = "New"\ntype = "Article"\nissued = 2020\n' + invented.SUPPLY
NEW += '[[claim]]\nkind = "Use"\nuser = "Adania"\ntechnology = "sensing"\nstart = 0\nend = 5\n'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("world")
    invented.write(folder / "sources", "old", OLD)
    invented.write(folder / "sources", "new", NEW)
    return Library(invented.dataset(folder / "sources", invented.registers(folder)))


def test_entries_are_the_sources_newest_first_with_what_is_new_in_each(library: Library) -> None:
    found = feed.entries(library, iri("state:ada"))
    assert [(each.source, each.day, len(each.new), len(each.said)) for each in found] == [
        (iri("source:new"), "2020-01-01", 1, 1),
        (iri("source:old"), "2018-05-02", 1, 0),
    ]
    assert [(each.source, len(each.new)) for each in feed.entries(library, iri("source:new"))] == [
        (iri("source:new"), 2)
    ]


def test_what_is_denied_or_planned_is_told_so_and_is_no_news_of_the_contrary(tmp_path: Path) -> None:
    no = OLD + 'stance = "denies"\n[[claim]]\nkind = "Ownership"\nowned = "vendor:beta"\nowner = "vendor:acme"\n'
    no += 'until = "2018-04"\nstart = 0\nend = 5\n[[claim]]\nkind = "Membership"\nmember = "state:ada"\n'
    no += 'initiative = "initiative:ring"\nuntil = 2020\nstance = "plans"\nstart = 0\nend = 5\n'
    invented.write(tmp_path / "sources", "old", no)
    invented.write(tmp_path / "sources", "new", NEW)
    library = Library(invented.dataset(tmp_path / "sources", invented.registers(tmp_path)))
    told = feed.atom(library, iri("source:old"))
    assert "denied: Supply: Acme · Adania · camera networks" in told
    assert "Holding: Acme · Beta · until 2018-04" in told
    assert "planned: Membership: Adania · The Ring · until 2020" in told
    (new, _) = feed.entries(library, iri("state:ada"))
    assert (new.source, len(new.new), len(new.said)) == (iri("source:new"), 2, 0)
    claims = {library.label(name) for name in library.names("claim")}
    assert "Denied: Supply: Acme · Adania · camera networks — Old <news>" in claims
    assert "Supply: Acme · Adania · camera networks — New" in claims


@pytest.mark.parametrize("name", ["state:ada", "vendor:acme", "technology:cameras", "source:old", "state:cyr"])
def test_feed_is_valid_atom_and_the_same_twice(library: Library, name: str) -> None:
    text = feed.atom(library, iri(name))
    assert text == feed.atom(Library(library.store), iri(name))
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    for each in (root, *root.iter(f"{ATOM}entry")):
        for needed in ("id", "title", "updated"):
            assert each.find(f"{ATOM}{needed}") is not None
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    dates = [each.findtext(f"{ATOM}updated", "") for each in root.iter(f"{ATOM}entry")]
    assert dates == sorted(dates, reverse=True)
    assert root.findtext(f"{ATOM}updated") == max(dates, default=root.findtext(f"{ATOM}updated"))


def test_page_of_a_thing_with_a_feed_leads_to_it(library: Library, tmp_path: Path) -> None:
    from kg.site import publication

    publication.publish(library.store, tmp_path / "site")
    for place in ("state/ada", "vendor/acme", "technology/cameras", "source/old"):
        head = (tmp_path / "site" / f"{place}.html").read_text(encoding="utf-8").partition("</head>")[0]
        assert 'type="application/atom+xml" title="' in head
        assert f'href="../{place}.atom"' in head
        assert (tmp_path / "site" / f"{place}.atom").is_file()
    assert not (tmp_path / "site" / "list" / "red-list.atom").exists()
