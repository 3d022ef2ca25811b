"""The license of an answer is the most restrictive of its sources, and a source that states none is said to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answering import answer, license
from kg.answering.license import NOT_STATED, rank, united
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

CC = "https://creativecommons.org/licenses/"
ORDER = [
    "https://creativecommons.org/publicdomain/zero/1.0/",
    "https://opensource.org/license/mit",
    f"{CC}by/4.0/",
    f"{CC}by-sa/4.0/",
    f"{CC}by-nc/4.0/",
    f"{CC}by-nc-nd/4.0/",
    "https://example.org/terms",
    NOT_STATED,
]


def test_licenses_are_ordered_by_what_they_ask() -> None:
    assert sorted(sorted(ORDER), key=rank) == ORDER


@given(chosen=st.lists(st.sampled_from(ORDER), min_size=1))
def test_an_aggregate_is_never_looser_than_a_part_of_it(chosen: list[str]) -> None:
    found = united((f"s{number}", name) for number, name in enumerate(chosen))
    assert all(rank(found.name) >= rank(name) for name in chosen)
    assert found.name in chosen
    assert {id_ for ids in found.sources.values() for id_ in ids} == {f"s{number}" for number in range(len(chosen))}


def read(folder: Path, *heads: str) -> answer.Answer:
    for number, head in enumerate(heads):
        invented.write(folder / "sources", f"s{number}", ARTICLE + head + SUPPLY)
    store = invented.dataset(folder / "sources", invented.registers(folder))
    question = query.find("suppliers-of-state")
    return answer.read(store, question.run(store, state="state:ada"), question.claims, cite=True)


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        ([f'license = "{CC}by/4.0/"\n'], f"{CC}by/4.0/"),
        ([f'license = "{CC}by/4.0/"\n', f'license = "{CC}by-nc/4.0/"\n'], f"{CC}by-nc/4.0/"),
        ([f'license = "{CC}by/4.0/"\n', ""], NOT_STATED),
    ],
)
def test_a_cited_answer_says_its_license_and_whose_it_is(tmp_path: Path, heads: list[str], name: str) -> None:
    found = read(tmp_path, *heads)
    assert found.license.startswith(f"license of this answer, the most restrictive of its sources: {name} (")
    assert all(f"s{number}" in found.license for number in range(len(heads)))
    for form in (answer.to_table, answer.to_markdown):
        assert form(found).endswith(found.license + "\n")


def test_an_answer_that_rests_on_nothing_has_no_license(tmp_path: Path) -> None:
    assert license.of(invented.tiny(tmp_path), []) is None


def test_credit_names_the_license_and_the_sources_that_state_none() -> None:
    assert united([("a", f"{CC}by/4.0/")]).credit.startswith("Data under CC BY 4.0 by the surveillance-kg project, ")
    shared = united([("a", f"{CC}by/4.0/"), ("b", f"{CC}by-nc-sa/3.0/")])
    assert shared.credit.startswith("Data under CC BY-NC-SA 3.0, ")
    mixed = united([("a", f"{CC}by/4.0/"), ("b", NOT_STATED), ("c", NOT_STATED)]).credit
    assert mixed.startswith("Data under CC BY 4.0 ")
    assert "No license is stated by b, c: " in mixed
    assert united([("b", NOT_STATED)]).credit.startswith("No source states a license (b): ")
