"""CSV on the Web: what a description says of a table is how the table is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg import cli
from kg.errors import SourceError
from kg.evidence import source
from kg.importing import description
from tests.importing import workbooks

TABLE = "# by us\nLand;Anbieter;Datum;Kameras\nKenia;Huawei|ZTE;03.04.2018;\nPeru;NEC;05.06.2019;1.800\nMali;k.A.;;12\n"
COLUMNS: list[dict[str, Any]] = [
    {"titles": "Land"},
    {"titles": {"de": "Anbieter"}, "separator": "|", "null": ["k.A."], "propertyUrl": "schema:provider"},
    {"titles": "Datum", "datatype": {"base": "date", "format": "d.M.yyyy"}},
    {"titles": "Kameras", "datatype": {"base": "integer", "format": {"decimalChar": ",", "groupChar": "."}}},
]
TOLD: dict[str, Any] = {
    "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
    "url": "deals.csv",
    "dc:title": "Deals of the desk",
    "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
    "dialect": {"delimiter": ";", "skipRows": 1},
    "tableSchema": {"columns": COLUMNS},
}


def described(folder: Path, **more: Any) -> Path:
    (folder / "deals.csv").write_text(TABLE, encoding="utf-8")
    (folder / "about.json").write_text(json.dumps(TOLD | more), encoding="utf-8")
    return folder / "about.json"


def test_a_table_is_read_as_its_description_says(tmp_path: Path) -> None:
    (told,) = description.read(described(tmp_path))
    assert told.path
    taken = workbooks.imported(told.path, tmp_path / "sources", given=told)
    (table,) = taken.map.file.table
    assert {workbooks.told(claim, list(table.columns)) for claim in workbooks.claims(taken)} == {
        "Supply heldAt=2018-04-03 recipient=state:ken supplier=vendor:huawei @ B3",
        "Supply heldAt=2018-04-03 recipient=state:ken supplier=vendor:zte @ B3",
        "Supply heldAt=2019-06-05 recipient=state:per supplier=vendor:nec @ B4",
        "CountObservation counted=quantity:cameras heldAt=2019-06-05 jurisdiction=state:per supplier=vendor:nec "
        "1800..1800 @ D4",
        "CountObservation counted=quantity:cameras jurisdiction=state:mli 12..12 @ D5",
    }
    assert workbooks.left(taken) == {"A1", "B5"}
    header = source.read(tmp_path / "sources" / "deals.toml").header
    assert (header.title, header.license) == ("Deals of the desk", TOLD["dc:license"]["@id"])
    assert taken.told == ["propertyUrl of about.json: claims are made by the mapping, and not as RDF of the table"]


def test_the_command_takes_each_table_of_a_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    table = {key: value for key, value in TOLD.items() if key != "@context"}
    group = {"@context": TOLD["@context"], "tables": [table, table | {"url": "more.csv"}]}
    path = described(tmp_path)
    path.write_text(json.dumps(group), encoding="utf-8")
    (tmp_path / "more.csv").write_text(TABLE, encoding="utf-8")
    assert cli.main(["import", str(path), "--workspace", str(tmp_path), "--no-questions"]) == 0
    shown = capsys.readouterr().out
    assert "more.csv, as about.json describes it:" in shown
    assert sorted(each.name for each in (tmp_path / "sources").glob("*.csv")) == ["deals.csv", "more.csv"]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "elsewhere": (
        {"url": "https://example.org/deals.csv"},
        "its table 'https://example.org/deals.csv' is not beside it",
    ),
    "above": ({"url": "../deals.csv"}, r"its table '\.\./deals\.csv' is not beside it"),
    "absent": ({"url": "other.csv"}, "its table 'other.csv' is not beside it"),
    "quotes": ({"dialect": {"quoteChar": "'"}}, 'its dialect has quoteChar "\'", which is not read'),
    "headless": ({"dialect": {"header": False}}, "its dialect has header False, which is not read"),
    "no tables": ({"tables": 7}, r"can be read \(a value stands there of another kind than it may have\); correct"),
    "an empty list": ({"tables": []}, "it describes no table; name one in 'url'"),
    "numbers": ({"tables": [3]}, "it describes no table; name one in 'url'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_description_that_cannot_be_followed_is_refused(name: str, tmp_path: Path) -> None:
    more, said = WRONG[name]
    with pytest.raises(SourceError, match=said):
        description.read(described(tmp_path, **more))


def test_json_without_the_context_of_csv_on_the_web_is_no_description(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    for text in ('[{"country": "Kenya"}]', '{"@context": "https://schema.org"}', "{", "7"):
        path.write_text(text, encoding="utf-8")
        assert not description.is_one(path)


def test_what_csvw_finds_wrong_in_a_description_is_told(tmp_path: Path) -> None:
    (told,) = description.read(described(tmp_path, tableSchema=7))
    assert any("about.json: Invalid" in line for line in told.left), told.left
