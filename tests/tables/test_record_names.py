"""Names of values in records that are written in several ways."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.tables import original
from tests.importing import workbooks

MIXED = [{"country": "Kenya", "vendor": "Huawei"}, {"Country": "Mali", "VENDOR": "ZTE"}]


def written(records: list[Any], suffix: str, tmp_path: Path) -> Path:
    path = tmp_path / f"desk{suffix}"
    lines = "\n".join(map(json.dumps, records)) if suffix == ".jsonl" else json.dumps(records)
    path.write_text(lines, encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_names_that_differ_in_capitals_alone_are_one_column(suffix: str, tmp_path: Path) -> None:
    taken = workbooks.imported(written(MIXED, suffix, tmp_path), tmp_path / "sources")
    assert {workbooks.told(claim, ["country", "vendor"]) for claim in workbooks.claims(taken)} == {
        "Supply recipient=state:ken supplier=vendor:huawei @ B1",
        "Supply recipient=state:mli supplier=vendor:zte @ B2",
    }


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_names_that_one_record_has_both_of_are_two_columns_and_nothing_is_lost(suffix: str, tmp_path: Path) -> None:
    records = [*MIXED, {"country": "Chad", "Country": "Niger", "vendor": "NEC"}]
    (sheet,) = original.opened(written(records, suffix, tmp_path)).sheets
    assert sheet.fields == ("country", "vendor", "Country")
    assert [row for _, row in sheet.rows()] == [["Kenya", "Huawei", ""], ["", "ZTE", "Mali"], ["Chad", "NEC", "Niger"]]
