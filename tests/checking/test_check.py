import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.checking import check, desk, review
from kg.checking.figure import Figures, bounds
from kg.checking.verdict import (
    CONSISTENT,
    CONTRADICTED,
    DIFFERS,
    DISPUTED,
    MATCHES,
    REPORTED,
    UNANSWERABLE,
    Verdict,
)
from kg.prose import extraction
from kg.prose.proposal import Proposal
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

TEXTS = Path(__file__).parents[1] / "prose" / "texts"

COUNTS = {
    "97 countries use AI surveillance.": MATCHES,
    "Huawei supplies 54 countries.": MATCHES,
    "68 countries have bought Chinese technology.": MATCHES,
    "More than 60 countries use facial recognition.": CONSISTENT,
    "At least 45 countries use smart policing.": CONSISTENT,
    "64 countries use facial recognition.": REPORTED,
    "At least 75 countries use AI surveillance.": REPORTED,
    "75 countries use facial recognition.": DIFFERS,
    "Huawei supplies 120 countries.": DIFFERS,
    "In the 2022 edition, 90 countries use facial recognition.": CONTRADICTED,
    "40 countries in Africa use smart policing.": UNANSWERABLE,
    "Hundreds of cities around the world use facial recognition.": UNANSWERABLE,
}
STATEMENTS = {
    "Huawei supplies Serbia.": MATCHES,
    "Kenya uses facial recognition.": MATCHES,
    "Serbia is a member of the Belt and Road Initiative.": MATCHES,
    "Japan's NEC was named.": REPORTED,
    "France's Huawei was named.": CONTRADICTED,
    "Hikvision supplies Japan.": UNANSWERABLE,
}


def verdicts(store: ox.Store, text: str) -> list[Verdict]:
    return check.check(store, extraction.read(text))


@pytest.mark.parametrize("text", COUNTS)
def test_a_figure_gets_its_verdict(released: ox.Store, text: str) -> None:
    [verdict] = [v for v in verdicts(released, text) if v.proposal.kind == "CountObservation"]
    assert (verdict.verdict, verdict.told) == (COUNTS[text], verdict.told)


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_gets_its_verdict(released: ox.Store, text: str) -> None:
    [verdict] = verdicts(released, text)
    assert verdict.verdict == STATEMENTS[text], verdict.told


@pytest.mark.parametrize("text", ["China's CITIC signed.", "Hikvison supplies Japan.", "Dahuaa, based in China, won."])
def test_a_name_that_no_register_has_is_not_answerable(released: ox.Store, text: str) -> None:
    for verdict in verdicts(released, text):
        assert verdict.verdict == UNANSWERABLE
        assert "a name is in no register" in verdict.told


SAID: dict[str, str | list[str] | bool | None] = {"supplier": "vendor:acme", "recipient": "state:ada"}
CAMERAS: dict[str, str | list[str] | bool | None] = {"technology": "technology:cameras"}
BARE = SUPPLY.replace('technology = "technology:cameras"\n', "")


def held(folder: Path, said: dict[str, str | list[str] | bool | None], year: str, **files: str) -> Verdict:
    """Return the verdict on a supply that a text states, of sources by their ids."""
    for id_, claims in files.items():
        invented.write(folder / "sources", id_, ARTICLE + claims)
    store = invented.dataset(folder / "sources", invented.registers(folder))
    sentence = f"Acme supplies Adania{year}."
    (found,) = check.check(store, [Proposal("Supply", SAID | said, sentence, 0, 21, sentence=sentence)])
    return found


def test_a_statement_that_a_source_denies_is_told_with_the_denial(tmp_path: Path) -> None:
    found = held(tmp_path, CAMERAS, "", herald=SUPPLY, gazette=SUPPLY + 'stance = "denies"\n')
    assert (found.verdict, found.told.endswith("denied in gazette")) == (REPORTED, True), found.told
    assert len(found.claims) == 2


@pytest.mark.parametrize(
    ("denied", "said", "year"),
    [
        (SUPPLY, CAMERAS, ""),
        (BARE, {}, ""),
        (BARE, CAMERAS, ""),
        (BARE, {}, " in 2019"),
        (BARE + "since = 2019\n", {}, " in 2019"),
        (BARE + 'heldAt = "2019-05"\n', CAMERAS, " in 2019"),
        (BARE + 'until = "2019-11"\n', {}, " in 2019"),
        (BARE + "since = 2018\nuntil = 2020\n", {}, " in 2019"),
    ],
)
def test_what_is_exactly_denied_and_said_nowhere_is_disputed(
    tmp_path: Path, denied: str, said: dict[str, str | list[str] | bool | None], year: str
) -> None:
    found = held(tmp_path, said, year, gazette=denied + 'stance = "denies"\n')
    assert (found.verdict, found.told) == (DISPUTED, "no source at hand says so; denied in gazette")
    assert len(found.claims) == 1


@pytest.mark.parametrize(
    ("denied", "said", "year", "why"),
    [
        (SUPPLY, {}, "", "the text does not say this technology"),
        (SUPPLY, {"technology": "technology:sensing"}, "", "the text says technology technology:sensing"),
        (BARE + 'place = "place:port"\n', {}, "", "the text does not say this place"),
        (BARE + 'system = "system:eye"\n', CAMERAS, "", "the text does not say this system"),
        (BARE + 'buyer = "organization:herald"\n', {}, "", "the text does not say this buyer"),
        (BARE + "since = 2021\n", {}, "", "the text does not say when"),
        (BARE + "since = 2021\n", {}, " in 2019", "the text is of another time"),
        (BARE + "until = 2018\n", {}, " in 2019", "the text is of another time"),
        (BARE + "until = 2020\n", {}, " in 2019", "the text is of another time"),
        (BARE + "since = 2018\n", {}, " in 2019", "the text is of another time"),
        (BARE + 'heldAt = "2020-05"\n', {}, " in 2019", "the text is of another time"),
        (BARE.replace("state:ada", "state:bor"), {}, "", ""),
        (BARE.replace("vendor:acme", "vendor:beta"), {}, "", ""),
        (SUPPLY.replace('"Supply"', '"Ownership"').replace("supplier", "owner").replace("recipient", "owned")
         .replace("state:ada", "vendor:beta").replace('technology = "technology:cameras"\n', ""), {}, "", ""),
    ],
)  # fmt: skip
def test_the_denial_of_another_situation_contradicts_nothing(
    tmp_path: Path, denied: str, said: dict[str, str | list[str] | bool | None], year: str, why: str
) -> None:
    found = held(tmp_path, said, year, gazette=denied + 'stance = "denies"\n')
    assert found.verdict == UNANSWERABLE, found.told
    assert found.told.startswith("not comparable: ") is bool(why), found.told
    assert ("what gazette denies is Supply (" in found.told and f"and {why}" in found.told) is bool(why), found.told
    assert "\n" not in found.told


def test_a_text_that_denies_more_than_a_table_states_is_not_answerable(tmp_path: Path) -> None:
    invented.write(tmp_path / "sources", "ledger", 'title = "Ledger"\ntype = "Source"\n' + BARE)
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    checker = check.Checker(store)
    assert [v.verdict for v in checker.denials([Proposal("Supply", dict(SAID), "", 0, 1)])] == [DISPUTED]
    [found] = checker.denials([Proposal("Supply", SAID | CAMERAS, "", 0, 1)])
    assert (found.verdict, "ledger states less" in found.told) == (UNANSWERABLE, True), found.told


def test_a_figure_of_the_first_edition_is_told_as_reported_with_later_ones_beside(released: ox.Store) -> None:
    text = "Chinese companies supply 63 countries, 36 of which have joined the Belt and Road Initiative."
    whole, part = verdicts(released, text)
    assert (whole.verdict, part.verdict) == (REPORTED, REPORTED)
    assert {(f.source, f.lower) for f in whole.figures if f.recomputed} == {("aigs-2020", 57), ("aigs-2022", 68)}
    assert "one origin (aigs-2019), not recomputable for aigs-2019" in whole.told
    assert {f.lower for f in part.figures if f.recomputed} == {45, 53}


def test_a_difference_says_by_how_much_and_from_which_edition(released: ox.Store) -> None:
    [verdict] = verdicts(released, "75 countries use facial recognition.")
    assert "+3 against 78 in aigs-2022" in verdict.told
    assert "-7 against 68 in aigs-2020" in verdict.told
    assert len(verdict.figures[0].claims) == 78


def test_a_supply_of_one_technology_is_not_recomputed_from_supplies_as_such(released: ox.Store) -> None:
    [verdict] = [
        v for v in verdicts(released, "Huawei sold facial recognition to 54 countries.") if v.proposal.lower == 54
    ]
    assert not any(figure.recomputed for figure in verdict.figures)


def test_every_verdict_rests_on_claims_that_have_receipts(released: ox.Store) -> None:
    for text in (*COUNTS, *STATEMENTS):
        for verdict in verdicts(released, text):
            told = review.notes(released, [verdict])
            assert set(review.shown(verdict)) == told.keys()


def test_bounds_in_words() -> None:
    told = [bounds(*pair) for pair in ((50, None), (None, 40), (63, 63), (50, 60), (None, None))]
    assert told == ["at least 50", "at most 40", "63", "50 to 60", "no number"]


def test_what_the_front_matter_names_are_columns_of_the_question(released: ox.Store) -> None:
    figures = Figures(released)
    for key in ("recomputes", "reports", "contradicts"):
        mappings = list(figures.mappings(key))
        assert mappings
        for question, terms in mappings:
            columns = set(question.run(released).columns)
            named = {value[1:] for value in terms.values() if value.startswith("?")}
            assert named | {name[1:] for name in terms if name.startswith("?")} <= columns
    for kind in ("Supply", "Use", "Membership", "HomeState"):
        assert list(figures.mappings(f"supports {kind}"))


def test_the_table_json_and_page(released: ox.Store, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    text = "Figures of the week & <others>\n\n75 countries use facial recognition. Huawei supplies Serbia.\n"
    path.write_text(text, encoding="utf-8")
    told = desk.check([str(path)], released, "table", extraction.OURS)
    table = told.text
    assert told.at_odds
    assert "DIFFERS  “75 countries use facial recognition”" in table
    assert "\n1 matches, 1 differs\n" in table
    assert table.endswith("2 claims; of 2 sentences with names 2 read, 0 refused, 0 not read")
    listed = json.loads(desk.check([str(path)], released, "json", extraction.OURS).text)["verdicts"]
    assert [one["verdict"] for one in listed] == [DIFFERS, MATCHES]
    assert listed[0]["figures"][0] | {"claims": 0} == {
        "source": "aigs-2022",
        "lower": 78,
        "upper": 78,
        "recomputed": True,
        "origin": "aigs-2022",
        "question": "headline-figures (use)",
        "claims": 0,
    }
    assert listed[1]["receipts"]
    page = desk.check([str(path)], released, "html", extraction.OURS).text
    assert "&lt;others&gt;" in page
    assert '<mark class="differs" title="differs: the text says 75' in page
    assert "(count: states that use the technology, facial recognition)" in page
    assert "(supply: Huawei, Serbia)" in page
    assert re.findall(r'<sup><a class="\w+" href="#v(\d)">', page) == ["1", "2"]
    assert "<li>AI Global Surveillance (AIGS) Index, edition of 2022: " in page
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    reviews = json.loads(data)
    assert {one["@type"] for one in reviews} == {"ClaimReview"}
    assert [one["reviewRating"]["alternateName"] for one in reviews] == [DIFFERS, MATCHES]
    addresses = set(re.findall(r"https?://[^\s\"'<]+", page)) - {"https://schema.org"}
    assert addresses == set()


def test_nothing_to_check(released: ox.Store) -> None:
    told = desk.check([str(TEXTS / "no-surveillance.txt")], released, "table", extraction.OURS)
    assert told.text.startswith("nothing to check\n")
    assert not told.at_odds


def test_reported_and_named_stand_side_by_side(released: ox.Store) -> None:
    rows = {row["label"]: row for row in query.find("reported-vs-named").run(released).values()}
    assert (rows["Huawei"]["least"], rows["Huawei"]["origins"], rows["Huawei"]["named"]) == (50, 1, 54)


EDITIONS = {
    "Huawei supplies Fiji, according to the 2020 edition of the index.": (CONTRADICTED, UNANSWERABLE),
    "In the 2019 edition of the index, 64 countries use facial recognition.": (REPORTED,),
    "In the 2019 edition of the index, 97 countries use AI surveillance.": (UNANSWERABLE, DIFFERS, CONTRADICTED),
    "In the 2019 edition of the index, 78 countries use facial recognition.": (DIFFERS,),
    "In 2016, 78 countries used facial recognition.": (UNANSWERABLE,),
    "The 2019 edition of the index says that Huawei supplies Serbia.": (REPORTED, UNANSWERABLE),
    "More than 140 countries have joined the Belt and Road Initiative.": (UNANSWERABLE,),
}


@pytest.mark.parametrize("text", EDITIONS)
def test_no_other_edition_stands_in_for_the_one_that_is_named(released: ox.Store, text: str) -> None:
    [verdict] = [v for v in verdicts(released, text) if v.proposal.kind in ("CountObservation", "Supply")]
    assert verdict.verdict in EDITIONS[text], verdict.told
    if verdict.proposal.lower == 140:
        assert verdict.told.startswith("not comparable: ")


def test_supplies_attributed_to_an_edition_are_held_against_its_rows(released: ox.Store) -> None:
    rows: dict[int, dict[str, set[str]]] = {}
    for year in (2020, 2022):
        for row in (
            query.find("states-of-vendor").run(released, vendor="vendor:huawei", edition=f"source:aigs-{year}").values()
        ):
            rows.setdefault(year, {}).setdefault("huawei", set()).add(str(row["label"]))
    frame = "According to the {year} edition of the index, Huawei supplies {state}."
    seen = {MATCHES: 0, CONTRADICTED: 0}
    for year, other in ((2020, 2022), (2022, 2020)):
        for state in sorted(rows[2020]["huawei"] | rows[2022]["huawei"])[:60]:
            found = [v for v in verdicts(released, frame.format(year=year, state=state)) if v.proposal.kind == "Supply"]
            for verdict in found:
                true = state in rows[year]["huawei"]
                assert (verdict.verdict == MATCHES) == true, (year, state, verdict.told)
                assert true or verdict.verdict in (CONTRADICTED, UNANSWERABLE)
                seen[verdict.verdict] = seen.get(verdict.verdict, 0) + 1
                if not true and verdict.verdict == CONTRADICTED:
                    assert f"aigs-{other}" in verdict.told
                    assert verdict.claims
    assert seen[MATCHES] > 20


def test_a_supply_that_the_row_of_a_state_does_not_have_is_contradicted_with_the_row(released: ox.Store) -> None:
    [verdict] = verdicts(released, "The 2022 edition of the index shows that Axxonsoft supplies Serbia.")
    assert verdict.verdict == CONTRADICTED
    assert "the row of aigs-2022 names" in verdict.told
    assert "huawei" in verdict.told
    assert verdict.claims


def test_a_denial_of_what_a_table_states_is_disputed(released: ox.Store) -> None:
    text = "Huawei has never supplied Serbia. Huawei has not commented on Kenya. Dahua has not supplied Fiji."
    [read] = extraction.readings_of(text)
    disputed, unknown = check.Checker(released).denials(read.denied)
    assert (unknown.proposal.roles["recipient"], unknown.verdict) == ("state:fji", UNANSWERABLE)
    assert disputed.verdict == DISPUTED
    assert "the text denies what is stated in" in disputed.told
    assert disputed.proposal.plain()["recipient"] == "srb"
