"""Tables that are read row by row: each row is read or left with a reason, and no pattern is idle."""

import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SourceError

sys.path.insert(0, str(Path(__file__).parents[2] / "sources"))

from published import rows
from published.names import Names

TABLE = 'place,when,what\n"Serbia","October 16th, 2019",Ban\n"Kenya","June, 2017",Talk\n'
SPEC: dict[str, Any] = {
    "locator": {"entry": "{place}"},
    "claims": [
        {
            "where": {"what": "Ban"},
            "claim": {
                "kind": "Regulation",
                "jurisdiction": {"column": "place", "class": "ais:Jurisdiction"},
                "effect": "effect:ban",
                "since": {"column": "when", "dates": ["%B %d, %Y", "%B, %Y"]},
            },
        }
    ],
    "left": [{"where": {"what": "Talk"}, "reason": "nothing was decided"}],
}


def read(folder: Path, table: str, **spec: Any) -> list[dict[str, str]]:
    path = folder / "rules.csv"
    path.write_text(table, encoding="utf-8")
    return list(rows.claims(SPEC | spec, [path], Names()))


def test_a_row_becomes_a_claim_with_its_names_and_dates_resolved(tmp_path: Path) -> None:
    assert read(tmp_path, TABLE) == [
        {
            "kind": "Regulation",
            "jurisdiction": "state:srb",
            "effect": "effect:ban",
            "since": "2019-10-16",
            "entry": "Serbia",
        }
    ]


@pytest.mark.parametrize(
    ("table", "spec", "line"),
    [
        (TABLE, {"left": []}, "rules.csv, row 3: the reading does not know this row; say what it states, or why"),
        (TABLE.replace(",Ban", ",Talk"), {}, "rules.csv: no row fits {'what': 'Ban'}; remove or correct that pattern"),
        (TABLE.replace("16th", "36th"), {}, "rules.csv, row 2, since: 'October 36th, 2019' is no date; add its form"),
        (TABLE.replace("Serbia", "Serbai"), {}, "rules.csv, row 2, jurisdiction: 'Serbai' is not in the registers"),
    ],
)
def test_what_the_reading_does_not_know_is_one_line(
    tmp_path: Path, table: str, spec: dict[str, Any], line: str
) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, table, **spec)
    assert str(error.value).startswith(line)


@pytest.mark.parametrize(
    ("text", "found"),
    [("June 7, 2016", "2016-06-07"), ("October, 2020", "2020-10"), ("October 2nd, 2019", "2019-10-02")],
)
def test_a_date_is_as_precise_as_its_words(text: str, found: str) -> None:
    assert rows.date("here", text, ["%B %d, %Y", "%B, %Y"]) == found


LISTED: dict[str, Any] = {
    "list": "countries",
    "locator": {"entry": "{file}: {name}"},
    "claims": [
        {
            "where": {"file": "eu.json"},
            "claim": {
                "kind": "Membership",
                "member": {"column": "iso3", "class": "ais:Jurisdiction"},
                "initiative": "initiative:eu",
            },
        }
    ],
    "left": [{"where": {"file": "nato.json"}, "reason": "not asked for"}],
}


def test_lists_in_json_are_read_file_by_file(tmp_path: Path) -> None:
    paths = [tmp_path / "eu.json", tmp_path / "nato.json"]
    for path in paths:
        path.write_text('{"name": "X", "countries": [{"name": "Austria", "iso3": "AUT"}]}', encoding="utf-8")
    (claim,) = rows.claims(LISTED, paths, Names())
    assert claim == {
        "kind": "Membership",
        "member": "state:aut",
        "initiative": "initiative:eu",
        "entry": "eu.json: Austria",
    }


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"countries": 3}', '{"countries": ["AUT"]}', '{"countries": [{"name": "A"}', "\xff"]
)
def test_a_file_that_holds_no_such_list_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "eu.json").write_text(text, encoding="latin-1")
    with pytest.raises(
        SourceError, match=r"eu\.json: cannot be read \(.*\); give the file as it was published"
    ) as error:
        list(rows.claims(LISTED, [tmp_path / "eu.json"], Names()))
    assert "\n" not in str(error.value)


def test_a_country_of_a_list_that_no_register_has_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "eu.json").write_text('{"countries": [{"name": "Utopia", "iso3": "UTO"}]}', encoding="utf-8")
    with pytest.raises(SourceError, match=r"eu\.json, row 1, member: 'UTO' is not in the registers"):
        list(rows.claims(LISTED, [tmp_path / "eu.json"], Names()))
