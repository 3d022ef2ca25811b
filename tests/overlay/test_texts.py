"""The texts of a workspace: read where no file is named, and decided on one by one."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import cli
from kg.overlay import workspace
from kg.setting import use


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    yield workspace.new(tmp_path / "mine", "Mine")
    use(None)


def test_the_texts_of_a_workspace_are_read_where_no_file_is_named_and_wait_for_a_review(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert cli.main(["read", "--extractor", "rules"]) == 0
        told = capsys.readouterr().out
        (line,) = told.splitlines()
        assert line.startswith(
            "        1  claims proposed; to decide: kg review texts/example-article.txt --proposals "
        )
        words = shlex.split(line.partition("decide: kg ")[2])
        assert words[-1] == "sources/example-article.toml"
        decisions = place / "decisions.json"
        assert cli.main([*words, "--html", str(place / "page.html")]) == 0
        assert "Example Cameras" in (place / "page.html").read_text("utf-8")
        assert not decisions.exists()
        Path(words[-1]).write_text('title = "Decided"\n', encoding="utf-8")
        capsys.readouterr()
        assert cli.main(["read", "--extractor", "rules"]) == 0
        assert capsys.readouterr().out == ""


def test_what_is_piped_in_is_read_in_a_workspace_too(place: Path) -> None:
    command = [sys.executable, "-m", "kg", "read", "--extractor", "rules", "--format", "jsonl"]
    text = "Huawei supplies facial recognition to Kenya."
    done = subprocess.run(command, cwd=place, input=text, capture_output=True, text=True, check=False)
    assert '"supplier": "huawei"' in done.stdout, done.stderr
    assert not (place / "build").exists()
