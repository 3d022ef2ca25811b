"""Messy tables: every cell that became a claim points back to its cell, and every other cell is named with a reason."""

from pathlib import Path

import pytest

from tests.importing import workbooks
from tests.importing.tables_after import AFTER
from tests.importing.tables_aside import ASIDE
from tests.importing.tables_before import BEFORE, Case
from tests.importing.tables_beside import BESIDE
from tests.importing.tables_crossed import CROSSED
from tests.importing.tables_headed import HEADED
from tests.importing.tables_said import SAID

MAKERS = {".csv": workbooks.as_csv, ".xlsx": workbooks.as_xlsx}


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize(
    "case", [*BEFORE, *AFTER, *BESIDE, *SAID, *ASIDE, *HEADED, *CROSSED], ids=lambda case: case.name
)
def test_a_messy_table_makes_these_claims_and_names_all_else(case: Case, suffix: str, tmp_path: Path) -> None:
    path = MAKERS[suffix](tmp_path / f"desk{suffix}", case.rows)  # type: ignore[operator]
    if not case.claims:
        case = case._replace(rows=[*case.rows, ["Kenya", "Huawei"]])
        path = MAKERS[suffix](tmp_path / f"desk{suffix}", case.rows)  # type: ignore[operator]
        number = len(case.rows)
        case = case._replace(claims={f"Supply recipient=state:ken supplier=vendor:huawei @ B{number}"})
    taken = workbooks.imported(path, tmp_path / "sources")
    (table,) = taken.map.file.table
    names = list(table.columns)
    found = workbooks.claims(taken)
    assert {workbooks.told(claim, names) for claim in found} == case.claims
    assert workbooks.left(taken) == case.left
    assert {name for _, name in taken.account.open} == case.asked
    for claim in found:
        given = dict(claim.locator)
        row, column = int(given["row"]), names.index(given["column"])
        assert str(case.rows[row - 1][column]) == given["cell"]
