"""The lesson holds: its workbook is the one that is made here, and its commands give what it shows."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl

from tests.importing import messy

LESSON = "docs/lessons/spreadsheet.md"


def test_the_workbook_of_the_lesson_is_the_one_that_is_made(checkout: Path) -> None:
    kept = openpyxl.load_workbook(checkout / "docs" / "lessons" / "deployments.xlsx")
    made = messy.made()
    assert kept.sheetnames == made.sheetnames
    for name in made.sheetnames:
        rows = [[cell.value for cell in row] for row in made[name].iter_rows()]
        assert [[cell.value for cell in row] for row in kept[name].iter_rows()] == rows


def run(line: str, folder: Path) -> str:
    words = shlex.split(line)
    command = [sys.executable, "-m", *words] if words[0] == "kg" else words
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def follows(shown: list[str], given: list[str]) -> str:
    """Return the first line that is shown and not given, after those before it; nothing where all are."""
    place, anywhere = 0, False
    for line in shown:
        if line == "…":
            anywhere = True
            continue
        rest = given[place:] if anywhere else given[place : place + 1]
        if line not in rest:
            return line
        place, anywhere = place + rest.index(line) + 1, False
    return ""


def test_the_commands_of_the_lesson_give_what_it_shows(checkout: Path, tmp_path: Path) -> None:
    shutil.copy(checkout / "docs" / "lessons" / "deployments.xlsx", tmp_path)
    folder = tmp_path
    text = (checkout / LESSON).read_text(encoding="utf-8")
    for kind, block in re.findall(r"^```(console|toml|csv)\n(.*?)^```", text, flags=re.M | re.S):
        if kind == "toml":
            path = folder / "sources" / "deployments.map.toml"
            for line in block.splitlines():
                key = line.partition(" = ")[0] + " = "
                changed, times = re.subn(rf"^{re.escape(key)}.*$", line, path.read_text("utf-8"), flags=re.M)
                assert times == 1, line
                path.write_text(changed, encoding="utf-8")
        elif kind == "csv":
            with (folder / "ontology" / "registers" / "vendors.csv").open("a", encoding="utf-8") as file:
                file.write(block)
        else:
            for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
                line, *shown = step.splitlines()
                if line.startswith("cd "):
                    folder = folder / line.removeprefix("cd ")
                else:
                    assert follows(shown, run(line, folder).splitlines()) == ""
    assert "lumen-sight-ltd" in (folder / "network.html").read_text(encoding="utf-8")
