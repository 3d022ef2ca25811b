"""What a text says is held against claims of its own time, and what ended is told with its end."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.checking import check, tenure
from kg.checking.verdict import CONSISTENT, DISPUTED, MATCHES, REPORTED, UNANSWERABLE, Verdict
from kg.prose import extraction
from kg.prose.proposal import Proposal
from tests.fixtures import invented

BRI = "the Belt and Road Initiative"
OTHER_TIMES = {
    "Huawei supplied Uganda in 1990.": "the text is of 1990",
    "Huawei supplied Uganda in 2021.": "the text is of 2021",
    "Huawei supplied Uganda between 1990 and 1995.": "the text is of 1990, 1995",
    "Huawei supplied Uganda in the 1990s.": "the text is of 1990, 1999",
    "Huawei has supplied Uganda since 2015.": "the text is of 2015",
    "Kenya used facial recognition in 1985.": "the text is of 1985",
    "The 2020 edition of the index says that Huawei supplied Uganda in 1990.": "the text is of 1990, 2020",
}
TIMES = {
    "Huawei supplied Uganda in 2020.": (MATCHES, "stated in aigs-2020 (as of 2020)"),
    "Huawei supplied Uganda.": (MATCHES, "stated in aigs-2020, aigs-2022"),
    f"Italy joined {BRI} in 2019.": (MATCHES, "bri-joining (since 2019); it ended 2023-12, says bri-withdrawals"),
    f"Italy joined {BRI} in 2022.": (UNANSWERABLE, "not comparable: the text is of 2022"),
    f"Italy joined {BRI} in 1990.": (REPORTED, "bri-joining (since 2019)"),
    f"Italy was a member of {BRI} in 2021.": (MATCHES, "bri-joining (since 2019)"),
    f"Italy was a member of {BRI} in 2024.": (REPORTED, "bri-withdrawals (until 2023-12)"),
    f"Italy was a member of {BRI}.": (MATCHES, "it ended 2023-12, says bri-withdrawals"),
    f"Italy is a member of {BRI}.": (DISPUTED, "it ended 2023-12, says bri-withdrawals"),
    f"Italy has been a member of {BRI}.": (DISPUTED, "it ended 2023-12, says bri-withdrawals"),
    f"Panama is a member of {BRI}.": (MATCHES, "it is planned, alleged or supposed to end 2025-02"),
    f"Serbia is a member of {BRI}.": (MATCHES, "stated in aigs-2020"),
}
TURNED_ROUND = (
    "It is not true that Huawei does not supply Uganda.",
    "It is false that Huawei does not supply Kenya.",
    "Nobody denies that Huawei does not supply Uganda.",
    "Huawei denied that it does not supply Uganda.",
    "It is a lie that Huawei does not supply Uganda.",
    "Kenya never said that it does not use facial recognition.",
    "Huawei does not supply Uganda. That is false.",
)
LEDGER = 'title = "Ledger"\ntype = "Source"\n'
SUPPLY = '\n[[claim]]\nkind = "Supply"\nsupplier = "vendor:acme"\nrecipient = "state:ada"\nstart = 0\nend = 30\n'
CAMERAS = 'technology = "technology:cameras"\n'
DENIED = 'stance = "denies"\n'


def verdicts(store: ox.Store, text: str) -> list[Verdict]:
    """Return the verdicts on what a text says and denies, by rules and parse where there is a parser."""
    checker = check.Checker(store)
    return [
        v for r in extraction.readings_of(text) for v in [*checker.verdicts(r.proposals), *checker.denials(r.denied)]
    ]


@pytest.mark.parametrize("text", OTHER_TIMES)
def test_a_statement_of_a_year_that_no_claim_is_of_is_not_comparable(released: ox.Store, text: str) -> None:
    [found] = verdicts(released, text)
    assert (found.verdict, found.told.startswith("not comparable: ")) == (UNANSWERABLE, True), found.told
    assert OTHER_TIMES[text] in found.told
    assert "does not say when" not in found.told
    assert found.claims


@pytest.mark.parametrize("when", ["In 1990", "In 1990 and 1995", "Between 1990 and 1995", "In the 1990s"])
def test_a_figure_of_years_without_a_table_matches_no_other(released: ox.Store, when: str) -> None:
    [found] = verdicts(released, f"{when}, 78 countries used facial recognition.")
    assert (found.verdict, "no table of 1990 is here" in found.told) == (UNANSWERABLE, True), found.told


def test_the_home_of_a_vendor_is_not_of_the_year_of_what_it_did(released: ox.Store) -> None:
    timed, plain = (verdicts(released, f"Japan's NEC supplied Uganda{when}.") for when in (" in 1990", ""))
    homes = [[v.verdict for v in found if v.proposal.kind == "HomeState"] for found in (timed, plain)]
    assert homes == [[REPORTED], [REPORTED]]


@pytest.mark.parametrize("text", TIMES)
def test_a_statement_is_held_against_the_times_and_ends_that_claims_say(released: ox.Store, text: str) -> None:
    [found] = verdicts(released, text)
    assert (found.verdict, TIMES[text][1] in found.told) == (TIMES[text][0], True), (found.verdict, found.told)


@pytest.mark.parametrize("text", TURNED_ROUND)
@pytest.mark.parametrize("extractor", [extraction.OURS, None])
def test_nothing_is_concluded_from_two_negations(released: ox.Store, text: str, extractor: str | None) -> None:
    [read] = extraction.readings_of(text, extractor=extractor)
    assert (read.denied, read.proposals) == ([], [])
    assert len(read.unread) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Sweden left the BRI in 2019.",
        f"Italy withdrew from {BRI}.",
        "Italy left China's Belt and Road Initiative.",
        f"Italy is not a member of {BRI}.",
    ],
)
def test_the_end_of_a_membership_denies_that_it_holds(released: ox.Store, text: str) -> None:
    [read] = extraction.readings_of(text, extractor=extraction.OURS)
    assert (read.proposals, [one.kind for one in read.denied]) == ([], ["Membership"])
    (verdict,) = check.Checker(released).denials(read.denied)
    assert verdict.verdict in ("consistent", "disputed", "not answerable")


def held(folder: Path, sentence: str, *, denied: bool = False, **files: str) -> Verdict:
    """Return the verdict on a supply that a text states or denies, of sources by their ids."""
    for id_, claims in files.items():
        header = invented.ARTICLE if id_ == "herald" else LEDGER
        invented.write(folder / "sources", id_, header + claims)
    checker = check.Checker(invented.dataset(folder / "sources", invented.registers(folder)))
    said = [
        Proposal("Supply", {"supplier": "vendor:acme", "recipient": "state:ada"}, sentence, 0, 21, sentence=sentence)
    ]
    [found] = checker.denials(said) if denied else checker.verdicts(said)
    return found


@pytest.mark.parametrize(
    ("times", "sentence", "verdict", "told"),
    [
        ("until = 2019\n", "Acme supplied Adania in 2021.", REPORTED, "but not in 2021: stated in ledger (until 2019)"),
        ("since = 2018\n", "Acme supplied Adania in 2015.", REPORTED, "but not in 2015: stated in ledger (since 2018)"),
        ("since = 2018\n", "Acme supplied Adania in 2018.", MATCHES, "stated in ledger (since 2018)"),
        ("since = 2018\n", "Acme supplied Adania in 2019.", UNANSWERABLE, "of 2019; stated in ledger (since 2018)"),
        ("until = 2019\n", "Acme supplied Adania in 1950.", UNANSWERABLE, "of 1950; stated in ledger (until 2019)"),
        ("since = 2018\nuntil = 2020\n", "Acme supplied Adania in 2019.", MATCHES, "(since 2018 until 2020)"),
        ("since = 2018\nuntil = 2020\n", "Acme supplied Adania in 2018 and 2021.", REPORTED, "but not in 2018, 2021"),
        ('heldAt = "2019-05"\n', "Acme supplied Adania in 2019.", MATCHES, "stated in ledger (at 2019-05)"),
        ('heldAt = "2019-05"\n', "Acme supplied Adania in 2021.", UNANSWERABLE, "the text is of 2021"),
        ("until = 2019\n", "Acme supplies Adania.", DISPUTED, "it ended 2019, says ledger"),
        ("until = 2019\n", "Acme supplied Adania.", MATCHES, "it ended 2019, says ledger"),
        ("", "Acme supplied Adania in 2019.", UNANSWERABLE, "stated in ledger (no time said)"),
        (CAMERAS + "until = 2019\n", "Acme supplies Adania.", REPORTED, "but not of today: stated in ledger"),
    ],
)  # fmt: skip
def test_the_times_of_a_claim_decide_what_it_supports(
    tmp_path: Path, times: str, sentence: str, verdict: str, told: str
) -> None:
    found = held(tmp_path, sentence, ledger=SUPPLY + times)
    assert (found.verdict, told in found.told) == (verdict, True), (found.verdict, found.told)
    assert found.claims


def test_what_one_part_of_a_supply_ended_leaves_the_rest(tmp_path: Path) -> None:
    found = held(
        tmp_path, "Acme supplies Adania.", ledger=SUPPLY + "since = 2018\n", roll=SUPPLY + CAMERAS + "until = 2019\n"
    )
    assert (found.verdict, found.told) == (MATCHES, "stated in ledger"), found.told


NOT = "Acme does not supply Adania."
DENIALS: tuple[tuple[dict[str, str], str, str, str], ...] = (
    ({"ledger": SUPPLY}, NOT, DISPUTED, "the text denies what is stated in ledger"),
    ({"herald": SUPPLY}, NOT, DISPUTED, "the text denies what is reported in herald"),
    ({"herald": SUPPLY, "ledger": SUPPLY + CAMERAS + DENIED}, NOT, DISPUTED, "what ledger denies is Supply"),
    ({"herald": SUPPLY, "ledger": SUPPLY + DENIED}, NOT, DISPUTED, "reported in herald; denied in ledger"),
    ({"ledger": SUPPLY + DENIED}, NOT, CONSISTENT, "the text denies it; denied in ledger as well"),
    ({"ledger": SUPPLY + "until = 2019\n"}, NOT, CONSISTENT, "it ended 2019, says ledger"),
    ({"ledger": SUPPLY + "until = 2019\n"}, "Acme did not supply Adania in 2021.", UNANSWERABLE, "not comparable: "),
    ({"ledger": SUPPLY + "since = 2018\n"}, "Acme did not supply Adania in 2018.", DISPUTED, "ledger (since 2018)"),
    ({"ledger": SUPPLY + "since = 2018\n"}, "Acme did not supply Adania in 2019.", UNANSWERABLE, "(since 2018)"),
    ({"ledger": SUPPLY.replace("ada", "bor")}, NOT, UNANSWERABLE, "no source at hand says so"),
)


@pytest.mark.parametrize(("files", "sentence", "verdict", "told"), DENIALS)
def test_a_denial_is_held_against_all_that_affirm_or_deny_it(
    tmp_path: Path, files: dict[str, str], sentence: str, verdict: str, told: str
) -> None:
    found = held(tmp_path, sentence, denied=True, **files)
    assert (found.verdict, told in found.told) == (verdict, True), (found.verdict, found.told)
    assert bool(found.claims) is ("no source" not in told)


@given(st.lists(st.integers(1900, 2099), max_size=4), st.sampled_from([" and ", ", ", "–", " to ", "; "]))
def test_every_year_that_a_text_names_is_found(named: list[int], between: str) -> None:
    assert tenure.years(f"Acme sold 97 cameras: {between.join(map(str, named))}.") == tuple(sorted(set(named)))
