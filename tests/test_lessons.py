"""The lessons in docs/lessons are run as they stand: each file is written, each command gives the lines shown."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LESSONS = [path for path in sorted((ROOT / "docs" / "lessons").glob("*.md")) if path.stem != "spreadsheet"]
"""The lessons but that of the spreadsheet, which ``tests/importing/test_lesson.py`` runs."""
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""A block of a lesson: its language, the file that it is, and its text; a block of the console is run."""


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Return each command of a block of the console, with the lines shown below it."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(part.splitlines()[0], part.splitlines()[1:]) for part in parts]


def run(command: str, place: Path, shim: Path) -> "subprocess.CompletedProcess[str]":
    paths = f"{shim}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    variables = os.environ | {"PATH": paths, "PYTHONPATH": str(ROOT)}
    return subprocess.run(["sh", "-c", command], cwd=place, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_is_what_happens(lesson: Path, tmp_path: Path) -> None:
    shim, place = tmp_path / "bin", tmp_path / "here"
    shim.mkdir()
    place.mkdir()
    (shim / "kg").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg "$@"\n', "utf-8")
    (shim / "kg").chmod(0o755)
    blocks = BLOCK.findall(lesson.read_text("utf-8"))
    assert len(blocks) > 5
    for language, file, text in blocks:
        if file:
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            (place / file).write_text(text, "utf-8")
        elif language == "console":
            for command, shown in commands(text):
                if command.startswith("cd "):
                    place = place / command.removeprefix("cd ")
                    continue
                done = run(command, place, shim)
                allowed = (0, 1) if command.startswith("kg names") else (0,)
                assert done.returncode in allowed, f"{command}\n{done.stdout}{done.stderr}"
                parts = [part for line in shown for part in line.split("…") if part.strip()]
                pattern = ".*?".join(map(re.escape, parts))
                assert re.search(pattern, done.stdout, re.DOTALL), f"{command}\n{done.stdout}\n{shown}"
