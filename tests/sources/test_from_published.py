"""The importer on small tables of our own: what it reads, and what it says of what it cannot read."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "sources"

SPEC = """
subject = "Country"
unlabeled = 2
no_vendor = ["Mult"]

[[read]]
row = 3
column = "Country"
name = "Serbxa"
as = "Serbia"
reason = "a slip"

[[move]]
row = 3
to = "France"
cells = ["Cisco, and NEC"]
reason = "did not move"

[[column]]
name = "Country"
reads = "subject"
claim = { kind = "Use", user = "<cell>", technology = "technology:ai-surveillance" }

[[column]]
name = "Company *"
reads = "vendors"
claim = { kind = "Supply", supplier = "<cell>", recipient = "<row>" }
"""

TABLE = 'Country,Company 1,\nFrance,Mult,\nSerbxa,Huawei,"Cisco, and NEC"\n'


def run(folder: Path, table: str, spec: str = SPEC) -> subprocess.CompletedProcess[str]:
    """Run a copy of the importer, with one reading, on one table."""
    parts = folder / "published"
    parts.mkdir(parents=True)
    for path in (SOURCES / "published").glob("*.py"):
        (parts / path.name).write_bytes(path.read_bytes())
    (folder / "from_published.py").write_bytes((SOURCES / "from_published.py").read_bytes())
    (parts / "small.toml").write_text(spec, encoding="utf-8")
    (folder / "small-published.csv").write_text(table, encoding="utf-8")
    command = [sys.executable, str(folder / "from_published.py"), "small", str(folder / "small-published.csv")]
    environment = {"PYTHONPATH": str(SOURCES.parent), "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_each_name_is_a_claim_at_its_cell(tmp_path: Path) -> None:
    assert run(tmp_path / "a", TABLE).returncode == 0
    assert (tmp_path / "a" / "small.csv").read_text(encoding="utf-8").splitlines() == [
        "kind,recipient,supplier,technology,user,modality,reason,row,column,cell",
        "Use,,,technology:ai-surveillance,state:fra,asserted,,2,Country,France",
        "Use,,,technology:ai-surveillance,state:srb,recovered,a slip,3,Country,Serbxa",
        "Supply,state:srb,vendor:huawei,,,asserted,,3,Company 1,Huawei",
        'Supply,state:fra,vendor:cisco,,,recovered,did not move,3,Company 2 (column C),"Cisco, and NEC"',
        'Supply,state:fra,vendor:nec,,,recovered,did not move,3,Company 2 (column C),"Cisco, and NEC"',
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (TABLE.replace("Huawei", "Huavei"), "row 3, column 'Company 1': 'Huavei' is not in the registers for Vendor"),
        (TABLE.replace("Serbxa", "Serbia"), "nothing to put right"),
        (TABLE.replace("Company 1", "Firm"), "column B: unknown column 'Firm'; say how it is read"),
        (TABLE.replace("Cisco, and NEC", "NEC"), "row 3: ['NEC'] stand in the unlabeled columns"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line_and_nothing_is_written(tmp_path: Path, table: str, said: str) -> None:
    done = run(tmp_path / "b", table)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("small-published.csv")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "b" / "small.csv").exists()
