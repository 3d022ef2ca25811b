"""What README shows is what the commands give: every command runs, and each line shown is in its output, in order."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
ELSEWHERE = re.compile(r"kg (serve|mcp|publish)\b|http://|before/kg")
"""Commands that do not end, that need another server or another build, or whose tests stand with the site."""


class Example(NamedTuple):
    """A command that README shows, and the lines below it."""

    command: str
    shown: list[str]


def examples() -> list[Example]:
    """Return the `kg` commands of the console blocks, each with the lines shown; `…` stands for the rest."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", README.read_text(encoding="utf-8"), flags=re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *shown = part.splitlines()
            found.append(Example(command, shown))
    return [each for each in found if each.command.startswith("kg ") and not ELSEWHERE.search(each.command)]


@pytest.fixture(scope="module")
def place(released_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as the checkout is after `make run`: with the graph, and the files that README names."""
    folder = tmp_path_factory.mktemp("after make run")
    (folder / "build").mkdir()
    (folder / "build" / "kg").symlink_to(released_folder)
    (folder / "docs").symlink_to(ROOT / "docs")
    return folder


def test_there_are_examples() -> None:
    commands = [each.command for each in examples()]
    assert len(commands) > 15
    assert sum(bool(each.shown) for each in examples()) > 8


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_an_example_gives_what_is_shown(
    example: Example,
    place: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command runs in this process: what starts it is held by other tests."""
    words = shlex.split(example.command)[1:]
    if words[0] == "build":
        words += ["--to", "build/again"]
    monkeypatch.chdir(place)
    status = cli.main(words)
    told = capsys.readouterr()
    assert status in ((0, 1) if words[0] in ("check", "diff") else (0,)), told.err
    out = (told.err + told.out).replace("build/again", "build/kg").splitlines()
    if request.config.getoption("--golden") and example.shown and "…" not in "".join(example.shown):
        kept = [line for line in told.out.replace("build/again", "build/kg").splitlines() if " seconds (" not in line]
        before, after = ("\n".join([f"$ {example.command}", *lines]) + "\n" for lines in (example.shown, kept))
        README.write_text(README.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        return
    at = 0
    for line in example.shown:
        if line == "…":
            continue
        shown = [number for number, given in enumerate(out[at:], at) if _same(line, given)]
        assert shown, f"not shown, or not in this order: {line}\n" + "\n".join(out[:60])
        at = shown[0] + 1


def _same(shown: str, given: str) -> bool:
    """Return whether a line is the one shown, of which an ellipsis at its end leaves out the rest."""
    return given.startswith(shown[:-1]) if shown.endswith(" …") else given.rstrip() == shown.rstrip()


def test_an_extra_that_readme_names_exists() -> None:
    named = set(re.findall(r"\bextra `(\w+)`", README.read_text(encoding="utf-8")))
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.optional-dependencies]")[2]
    assert named
    assert named <= set(re.findall(r"^(\w+) = \[", declared, flags=re.M))


def test_what_each_package_weighs_is_told_of_all_that_are_required() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs" / "install.md").read_text(encoding="utf-8").partition("## What it weighs")[2]
    rows = [re.findall(r"`([\w-]+)`", line.split("|")[1]) for line in told.splitlines() if line.startswith("| `")]
    required = {re.split(r"[<>=\[]", text)[0] for text in project["dependencies"]}
    assert {name for row in rows for name in row} == required | project["optional-dependencies"].keys()
