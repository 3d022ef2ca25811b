"""Working together: the hook keeps out what does not build, and the action tells what a branch changes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kg.overlay import workspace

CHECKOUT = Path(__file__).parent.parent.parent
NOBODY = {f"GIT_{who}_{what}": "nobody@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(*words: str, cwd: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | NOBODY | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull} | more
    env = {key: value for key, value in env.items() if key not in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")}
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def git(*words: str, cwd: Path) -> str:
    done = run("git", *words, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace that stands alone, in a repository of git with one commit."""
    made = workspace.new(tmp_path / "mine", "Mine", alone=True)
    (made / ".gitignore").write_text("build/\n", encoding="utf-8")
    git("init", "-q", "-b", "main", cwd=made)
    git("add", ".", cwd=made)
    git("commit", "-q", "-m", "Begin", cwd=made)
    return made


def test_a_commit_is_refused_by_the_hook_where_the_workspace_has_findings_or_does_not_build(
    place: Path, tmp_path: Path
) -> None:
    (hook,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    config = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"}]}]}
    (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    assert run("pre-commit", "install", cwd=place, **home).returncode == 0
    git("add", ".", cwd=place)
    done = run("git", "commit", "-m", "Add the hook", cwd=place, **home)
    assert (done.returncode, "Skipped" in done.stderr) == (0, True), done.stderr
    table = place / "sources" / "example-register.csv"
    whole = table.read_text("utf-8")
    for changed, said in (
        (whole.replace("Kenya", "Atlantis"), "'Atlantis' is not in the registers"),
        (whole.replace(",2022,", ",,"), "license-without-year"),
        (whole + "\n", ""),
    ):
        table.write_text(changed, encoding="utf-8")
        git("add", ".", cwd=place)
        done = run("git", "commit", "-m", "Change a row", cwd=place, **home)
        assert (done.returncode == 0) is (said == ""), done.stderr
        assert said in done.stdout + done.stderr
    assert len(git("log", "--format=%s", cwd=place).splitlines()) == 3
    assert not (place / "build").exists()


def test_the_steps_of_the_action_tell_what_a_branch_changes_claim_by_claim(place: Path, tmp_path: Path) -> None:
    text = (CHECKOUT / "docs" / "workspace.md").read_text("utf-8")
    (given,) = (block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "runs-on" in block)
    (job,) = yaml.safe_load(given)["jobs"].values()
    steps = [step["run"] for step in job["steps"] if "run" in step]
    assert [step.split()[:2] for step in steps[:1] + steps[-1:]] == [["pip", "install"], ["gh", "pr"]]
    here = tmp_path / "clone"
    git("clone", "-q", str(place), str(here), cwd=tmp_path)
    git("switch", "-q", "-c", "review", cwd=here)
    table = here / "sources" / "example-register.csv"
    table.write_text(table.read_text("utf-8").replace("Kenya", "Serbia", 1), encoding="utf-8")
    git("commit", "-q", "-a", "-m", "Put a row right", cwd=here)
    for step in steps[1:-1]:
        done = run("bash", "-e", "-c", step.replace("${{ github.base_ref }}", "main"), cwd=here)
        assert done.returncode == 0, done.stderr
    told = (here / "difference.md").read_text("utf-8")
    assert "Kenya" in told
    assert "Serbia" in told
    assert "row 2, column Destination, cell “Kenya”" in told
