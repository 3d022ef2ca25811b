"""Bibliographies: each format read back by the library of its field, and the same sources in all of them."""

import json
from pathlib import Path

import pybtex.database
import pyoxigraph as ox
import pytest
import rispy

from kg import cli
from kg.answering import answer, bibliography
from kg.answering.bibliography import Item
from kg.graph import store
from kg.query import query

STRANGE: Item = {
    "id": "strange",
    "type": "article-newspaper",
    "title": 'AI & 100% of {braces} #1_a $5 ~ ^ \\ "quoted" in\ntwo lines',
    "author": [{"literal": "Müller, Åsa and Sons"}, {"literal": "B. Name"}],
    "issued": {"date-parts": [[2019, 9]]},
    "DOI": "10.1000/a_b",
}
BARE: Item = {"id": "bare", "type": "dataset", "title": "T"}


@pytest.fixture(scope="module")
def items(released: ox.Store) -> list[Item]:
    return bibliography.items(released, cited(released, "reported-figures"))


def cited(graph: ox.Store, name: str) -> set[str]:
    question = query.find(name)
    rows = answer.read(graph, question.run(graph), question.claims).claims
    return {claim for row in rows for claim in row}


def test_items_are_the_sources_of_the_claims_and_what_holds_them(released: ox.Store, items: list[Item]) -> None:
    ids = [item["id"] for item in items]
    assert ids == sorted(set(ids))
    two = {item["id"] for item in bibliography.items(released, cited(released, "vendors-by-reach"))}
    assert two == {"aigs-2022"}


def test_no_claims_give_no_items(released: ox.Store) -> None:
    assert bibliography.items(released, []) == []
    assert json.loads(bibliography.to_csl([])) == []
    assert bibliography.to_bibtex([]) == bibliography.to_ris([]) == ""


def test_csl_items_have_the_names_and_shapes_of_csl(items: list[Item]) -> None:
    known = {"id", "type", "title", "author", "publisher", "issued", "DOI", "URL", "license", "note"}
    for item in json.loads(bibliography.to_csl(items)):
        assert item.keys() <= known
        assert item["type"] in ("article-newspaper", "dataset")
        assert all(set(name) == {"literal"} for name in item.get("author", []))
        for date in item.get("issued", {}).get("date-parts", []):
            assert 1 <= len(date) <= 3
            assert all(isinstance(part, int) for part in date)
        assert item.get("DOI", "10.").startswith("10.")


def test_bibtex_is_read_by_pybtex(items: list[Item]) -> None:
    read = pybtex.database.parse_string(bibliography.to_bibtex(items), "bibtex")
    assert list(read.entries) == [item["id"] for item in items]
    for item in items:
        entry = read.entries[item["id"]]
        assert entry.fields.get("doi", "").replace("\\", "") == item.get("DOI", "")
        assert len(entry.persons.get("author", [])) == len(item.get("author", []))
        assert entry.fields["title"].strip("{}")


def test_bibtex_of_strange_signs_keeps_each_name_whole_and_the_braces_paired() -> None:
    entry = pybtex.database.parse_string(bibliography.to_bibtex([STRANGE, BARE]), "bibtex").entries["strange"]
    assert [str(person) for person in entry.persons["author"]] == ["{Müller, Åsa and Sons}", "{B. Name}"]
    assert r"AI \& 100\% of \{braces\} \#1\_a \$5 \textasciitilde{} \textasciicircum{}" in entry.fields["title"]
    assert "\n" not in entry.fields["title"]
    assert (entry.fields["year"], entry.fields["month"]) == ("2019", "9")


def test_ris_is_read_by_rispy(items: list[Item]) -> None:
    read = rispy.loads(bibliography.to_ris(items))
    assert [record["id"] for record in read] == [item["id"] for item in items]
    assert [record.get("doi") for record in read] == [item.get("DOI") for item in items]
    assert [record.get("authors", []) for record in read] == [
        [name["literal"] for name in item.get("author", [])] for item in items
    ]


def test_ris_of_strange_signs_keeps_a_field_on_one_line() -> None:
    strange, bare = rispy.loads(bibliography.to_ris([STRANGE, BARE]))
    assert strange["title"] == 'AI & 100% of {braces} #1_a $5 ~ ^ \\ "quoted" in two lines'
    assert strange["year"] == "2019"
    assert bare["type_of_reference"] == "DATA"


@pytest.fixture(scope="module")
def place(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("cited") / "kg"
    store.save(released, at)
    return at


@pytest.mark.parametrize(
    ("format_", "sign"), [("csl-json", '"id": "aigs-2022"'), ("bibtex", "@misc{"), ("ris", "TY  -")]
)
def test_bibliography_stands_in_place_of_the_rows(
    format_: str, sign: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "vendors-by-reach", "--bibliography", format_, "--graph", str(place)]) == 0
    out = capsys.readouterr().out
    assert sign in out
    assert "huawei" not in out.casefold()


@pytest.mark.parametrize(
    "arguments", [["demonyms"], ["--sparql", "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"]], ids=["question", "text"]
)
def test_what_carries_no_claims_has_no_bibliography(
    arguments: list[str], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", *arguments, "--bibliography", "ris", "--graph", str(place)]) == 2
    assert "it names no variable that carries claims; ask without --bibliography" in capsys.readouterr().err


def test_every_question_that_cites_has_a_bibliography(released: ox.Store) -> None:
    for question in query.read_all("questions"):
        if question.claims and "everything" not in question.tags:
            claims = sorted(cited(released, question.name))[:20]
            assert bool(bibliography.items(released, claims)) is bool(claims), question.name
