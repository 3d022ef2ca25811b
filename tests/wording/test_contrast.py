"""A share and what has more: two counts, each of a question of its own, or a refusal."""

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.wording import contrast, several, turn
from kg.wording.lexicon import lexicon
from kg.wording.several import Several
from tests.wording.test_plain import expected, marked

with (Path(__file__).parent / "counts.csv").open(encoding="utf-8", newline="") as rows:
    ASKED = [(row["phrasing"], row["aim"], row["first"], row["second"]) for row in csv.DictReader(rows)]


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(("text", "aim", "first", "second"), ASKED)
def test_share_and_what_has_more_are_two_counts_or_refused(
    released: ox.Store, names: Names, text: str, aim: str, first: str, second: str
) -> None:
    if not first:
        with pytest.raises(Unanswered):
            several.understand(released, text, names=names)
        return
    found = several.understand(released, text, names=names)
    assert isinstance(found, Several)
    assert found.aim == aim
    assert [marked(half.plan) for half in found.halves] == [expected(first), expected(second)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What fraction of African states run smart policing?", "share:      10 of 54, 19 %"),
        ("What share of users of safe city are autocracies?", "share:      34 of 64, 53 %"),
        ("What percentage of the states with safe city are autocracies?", "share:      34 of 64, 53 %"),
        ("Is Palantir more widespread than IBM?", "counts:     9 for question 1, 4 for question 2"),
    ],
)
def test_counts_are_told_beneath_their_rows(released: ox.Store, names: Names, text: str, told: str) -> None:
    found = several.understand(released, text, names=names)
    assert several.told(found, several.answers(released, found)).splitlines()[-1] == told


TWICE = [
    "Are autocracies likelier than democracies to have Chinese suppliers?",
    "Is safe city commoner in Africa than in Asia?",
    "Are Chinese vendors more widespread in Africa than in Asia?",
    "Do liberal democracies use facial recognition more often than closed autocracies?",
    "Are closed autocracies more likely to use safe city than liberal democracies?",
    "Compare the share of democracies without safe city with that of autocracies",
    "What percentage of states in Africa use smart policing compared with Asia?",
    "How does the share of Chinese-supplied states differ between BRI members and non-members?",
]
NO_SHARES = [
    "Is safe city not more common in Africa than in Asia?",
    "Is safe city more common in Africa than in 2020?",
    "Do autocracies not use safe city more often than democracies?",
    "Compare the share of democracies that use safe city in 2020 with that of autocracies in 2022",
    "Does membership in the BRI cause use of safe city?",
    "Do closed autocracies rely more on Chinese than on American loans?",
    "Is crime more common in Africa than in Asia?",
]


@pytest.mark.parametrize("text", TWICE)
def test_two_shares_have_four_questions_and_two_lines(released: ox.Store, names: Names, text: str) -> None:
    found = several.understand(released, text, names=names)
    own = several.answers(released, found)
    told = several.counted(found, own)
    assert [line.split()[0] for line in told] == ["share:", "share:"]
    assert len(own) == 4
    for (whole, _), (part, _) in zip(own[::2], own[1::2], strict=True):
        assert {each.mark for each in whole.plan} != {each.mark for each in part.plan}


@pytest.mark.parametrize("text", NO_SHARES)
def test_what_is_no_two_shares_is_refused(released: ox.Store, names: Names, text: str) -> None:
    with pytest.raises(Unanswered):
        several.understand(released, text, names=names)


@pytest.mark.parametrize("text", [text for text, aim, *_ in ASKED if aim])
@pytest.mark.parametrize("word", ["zorbing", "except Kenya", "without NEC", "seven"])
def test_word_more_is_in_both_questions_or_the_text_is_refused(
    released: ox.Store, names: Names, text: str, word: str
) -> None:
    """What is said behind a text is of both, of the second of a share, or refused; never of one of two alone."""
    whole = f"{text.rstrip('?')} {word}?"
    for found in contrast.contrasts(names, lexicon(), whole):
        assert word in found.asked[-1]
        assert word in found.asked[0] or found.aim == "share"
    if word == "zorbing":
        with pytest.raises(Unanswered):
            several.understand(released, whole, names=names)


def test_rule_makes_no_question_without_a_name_of_the_text(names: Names) -> None:
    rule = contrast.Two(r"^more (\ue000v\d+\ue001) (\ue000v\d+\ue001)", [r"who is \1", "who"], "more", "more")
    said, _ = turn.marked(names, lexicon(), "more Huawei NEC")
    assert rule.applied(said) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("What fraction of African states run smart policing?", "share:      10 of 54, 19 %"),
        (
            "What percentage of vendors are Chinese?",
            "share:      13 of 97, 13 %; 7 of question 2 are none of question 1",
        ),
    ],
)
def test_what_is_asked_of_two_counts_stands_beneath_their_tables(
    released_folder: Path, capsys: pytest.CaptureFixture[str], text: str, line: str
) -> None:
    assert cli.main(["ask", text, "--graph", str(released_folder)]) == 0
    assert capsys.readouterr().err.rstrip().endswith(line)
