"""What `kg doctor` finds: of the installation, of the place, and of the graph."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from kg import cli
from kg.graph import store
from kg.namespace import version
from kg.verbs import doctor
from tests.fixtures import invented


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shelf")
    store.save(invented.tiny(place), place / "kg")
    return place


def told(out: str) -> dict[str, tuple[str, str]]:
    """Return what each line says of which thing, after its state."""
    lines = [re.fullmatch(r" *(ok|-|!!)  ((?:extra )?\w+(?: code)?) +(.+)", line) for line in out.splitlines()[1:-1]]
    return {line[2]: (line[1], line[3]) for line in lines if line}


def test_a_sound_installation_has_nothing_to_mend(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["doctor", "--graph", str(shelf / "kg")])
    out = capsys.readouterr().out
    found = told(out)
    assert (status, out.splitlines()[-1]) == (0, "nothing to mend")
    assert out.startswith(f"kg {version()}, Python ")
    assert len(out.splitlines()) == len(found) + 2 < 25
    assert {"core", "Java", "browser code", "fonts", "writing", "disk", "graph"} <= found.keys()
    assert found["graph"][1].endswith("of this version and from the files that are here")
    assert found["core"][0] == found["extra serve"][0] == "ok"


def test_every_extra_that_a_reader_may_install_is_told() -> None:
    project = tomllib.loads((invented.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert doctor.EXTRAS.keys() == project["optional-dependencies"].keys() - {"dev"}


def test_before_the_first_build_the_next_step_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["doctor"]) == 0
    assert told(capsys.readouterr().out)["graph"] == ("-", "none at build/kg yet; run 'kg build'")


def test_a_graph_that_is_named_and_missing_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--graph", str(tmp_path / "kg")]) == 1
    out = capsys.readouterr().out
    assert told(out)["graph"][0] == "!!"
    assert out.splitlines()[-1] == "1 to mend"


@pytest.mark.parametrize(
    ("changed", "state", "said"),
    [
        ((version(), "0.0.9"), "!!", "version 0.0.9 built this graph"),
        (('"inputs": "', '"inputs": "0'), "-", "from files that are others now; run 'kg build --to "),
        (("surveillance-kg", "another"), "!!", "not the mark of a folder of kg"),
    ],
    ids=["another version", "other files", "another program"],
)
def test_a_graph_that_does_not_belong_here_says_what_to_do(
    changed: tuple[str, str],
    state: str,
    said: str,
    shelf: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(shelf / "kg", tmp_path / "kg")
    mark = tmp_path / "kg" / "kg.json"
    mark.write_text(mark.read_text(encoding="utf-8").replace(*changed), encoding="utf-8")
    status = cli.main(["doctor", "--graph", str(tmp_path / "kg")])
    found = told(capsys.readouterr().out)["graph"]
    assert (status, found[0]) == (int(state == "!!"), state)
    assert said in found[1]


def test_a_graph_without_its_mark_is_one_thing_to_mend(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(shelf / "kg", tmp_path / "kg")
    (tmp_path / "kg" / "kg.json").unlink()
    status = cli.main(["doctor", "--graph", str(tmp_path / "kg")])
    out, err = capsys.readouterr()
    state, said = told(out)["graph"]
    assert (status, state, out.splitlines()[-1], err) == (1, "!!", "1 to mend", "")
    remedy = f"run 'kg build --to {tmp_path / 'kg'}'"
    assert said.endswith(f" quads; it has no kg.json, so nobody can tell which version made it; {remedy}")


def test_browser_code_that_was_never_bundled_is_a_fault(tmp_path: Path) -> None:
    done = invented.kg("doctor", at=invented.checkout(tmp_path))
    assert done.returncode == 1, done.stderr
    assert told(done.stdout)["browser code"][0] == "!!"


def test_requirements_that_are_missing_or_of_another_version_are_named() -> None:
    texts = [
        "msgspec>=0.1",
        "rdflib<2,>=1",
        "no-such-package>=1",
        "no-such-package-on-mars; sys_platform == 'mars'",
        "msgspec>=0.1; extra == 'one'",
        "no-such-extra<2; extra == 'two'",
    ]
    missing, count = doctor._missing(texts, None)
    assert count == 3
    assert missing[1:] == ["no-such-package"]
    assert missing[0].startswith("rdflib<2,>=1 (here: ")
    assert doctor._missing(texts, "one") == ([], 1)
    assert doctor._missing(texts, "two") == (["no-such-extra"], 1)
