"""Rows of a table that rest on what others deny or dispute have a sign, and the line below it counts them."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answering import answer, notebook
from kg.answering.sign import SIGN, legend, signed
from kg.query import query
from kg.site import question
from kg.site.resource import Library
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

GAZETTE = 'title = "The other paper"\ntype = "Article"\n'
NO = SUPPLY + 'stance = "denies"\n'
BETA = SUPPLY.replace("vendor:acme", "vendor:beta") + 'id = "beta"\n'
AGAINST = {
    "denied": NO,
    "disputed": SUPPLY.replace("state:ada", "state:bor") + 'disputes = ["herald#acme"]\n',
}


@pytest.fixture(params=AGAINST)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ox.Store:
    """Return a graph in which one of two supplies of a state is denied, or disputed."""
    return build(tmp_path, AGAINST[request.param])


def build(folder: Path, other: str) -> ox.Store:
    invented.write(folder / "sources", "herald", ARTICLE + SUPPLY + 'id = "acme"\n' + BETA)
    invented.write(folder / "sources", "gazette", GAZETTE + other)
    return invented.dataset(folder / "sources", invented.registers(folder))


def asked(store: ox.Store, *, cite: bool = False, mark: bool = False) -> answer.Answer:
    found = query.find("suppliers-of-state")
    return answer.read(store, found.run(store, state="state:ada"), found.claims, cite=cite, mark=mark)


def lines(text: str, name: str) -> str:
    (line,) = [each for each in text.splitlines() if name in each]
    return line


@pytest.mark.parametrize("cite", [False, True])
def test_a_table_marks_the_rows_and_counts_them_below(store: ox.Store, cite: bool) -> None:
    told = answer.to_table(asked(store, mark=True, cite=cite))
    assert SIGN in lines(told, "vendor:acme")
    assert SIGN not in lines(told, "vendor:beta")
    below = lines(told, "1 row rests")
    assert below == f"{SIGN} 1 row rests on a claim that others deny or dispute" + "; --cite tells who" * (not cite)
    assert told.count(SIGN) == 3


@pytest.mark.parametrize("cite", [False, True])
def test_markdown_marks_the_rows_and_stays_a_table(store: ox.Store, cite: bool) -> None:
    told = answer.to_markdown(asked(store, mark=True, cite=cite))
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert [SIGN in line for line in rows if "vendor:" in line] == [
        "acme" in line for line in rows if "vendor:" in line
    ]
    assert f"{SIGN} 1 row rests" in told


def test_csv_and_json_stay_as_they_are(store: ox.Store) -> None:
    assert answer.to_csv(asked(store, mark=True)) == answer.to_csv(asked(store))
    assert answer.to_json(asked(store, mark=True)) == answer.to_json(asked(store))
    assert SIGN not in answer.to_csv(asked(store, mark=True, cite=True))
    assert len(json.loads(answer.to_json(asked(store, cite=True)))["meta"]["contested"]) == 1


def test_a_notebook_marks_the_rows(store: ox.Store) -> None:
    told = notebook.ask(store, "suppliers-of-state", state="state:ada")._repr_html_()
    acme, beta = (each for each in told.split("<tr>") if "vendor/" in each)
    assert (SIGN in acme.split("</table>")[0], SIGN in beta.split("</table>")[0]) == (True, False)
    assert f"<p>{SIGN} 1 row rests on a claim that others deny or dispute; its receipts tell who</p>" in told


def test_the_page_of_a_question_marks_the_rows_with_who(store: ox.Store) -> None:
    library, found = Library(store), query.find("suppliers-of-state")
    told = question.read(library, found, {"state": ["state:ada"]})
    html = question.html(library, found, told, {"state": ["state:ada"]})
    (title,) = re.findall(f'<abbr title="([^"]+)">{SIGN}</abbr>', html)
    assert title in ("denied in The other paper", "disputed in The other paper")
    assert f"<caption>{SIGN} 1 row rests on a claim that others deny or dispute; its page tells who. </caption>" in html


@pytest.mark.parametrize("other", [SUPPLY.replace("state:ada", "state:bor"), NO.replace("state:ada", "state:bor")])
def test_nothing_is_marked_where_no_row_is_in_dispute(tmp_path: Path, other: str) -> None:
    store = build(tmp_path, other)
    assert answer.to_table(asked(store, mark=True)) == answer.to_table(asked(store))
    assert SIGN not in notebook.ask(store, "suppliers-of-state", state="state:ada")._repr_html_()
    library, found = Library(store), query.find("suppliers-of-state")
    given = {"state": ["state:ada"]}
    html = question.html(library, found, question.read(library, found, given), given)
    assert SIGN not in html
    assert "caption" not in html


@given(
    claims=st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=6),
    contested=st.sets(st.sampled_from("abcdef")),
)
def test_a_row_has_the_sign_if_and_only_if_a_claim_of_it_is_contested(
    claims: list[list[str]], contested: set[str]
) -> None:
    signs = signed(claims, contested)
    assert signs == [bool(set(row) & contested) for row in claims]
    assert (f" {sum(signs)} row" in legend(signs)) == any(signs)
