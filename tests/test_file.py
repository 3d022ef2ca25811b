"""Files placed in a folder: all of them or none, whatever ends the process."""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.evidence import register, source
from kg.file import placed, settled
from kg.importing import intake
from kg.overlay import workspace

FILES = {"sources/a.toml": "new", "sources/a.csv": "new", "ontology/registers/vendors.csv": "new"}


def killed(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Do some work in a process that ends without a word after so many steps in a folder; return whether it did."""
    child = os.fork()
    if child == 0:
        left = step

        def hook(event: str, given: tuple[object, ...]) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir") and str(folder) in str(given[0]):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("before", [False, True])
def test_files_are_all_placed_or_none_wherever_the_process_ends(before: bool, tmp_path: Path) -> None:
    step, both = 0, set()
    while True:
        folder = tmp_path / str(step)
        (folder / "sources").mkdir(parents=True)
        if before:
            (folder / "sources" / "a.toml").write_text("old", encoding="utf-8")
        ended = killed(step, folder, partial(placed, folder, FILES))
        settled(folder)
        found = {name: (folder / name).read_text("utf-8") for name in FILES if (folder / name).exists()}
        assert found in (FILES, {"sources/a.toml": "old"} if before else {})
        placed(folder, {"b": "b"})
        assert {each.name for each in folder.iterdir()} <= {"b", "sources", "ontology"}
        both.add(found == FILES)
        if not ended:
            break
        step += 1
    assert both == {True, False}
    assert step > 10


def test_an_import_that_was_ended_is_there_as_a_whole_or_not_at_all_for_whoever_reads_next(tmp_path: Path) -> None:
    table = tmp_path / "desk.csv"
    table.write_text("Country,Vendor\nKenya,Huawei\n", encoding="utf-8")
    registers = register.released()
    register.released().names.meaning("Kenya")
    step, seen = 0, set()
    while True:
        place = tmp_path / f"mine{step}"
        place.mkdir()
        (place / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
        ended = killed(step, place, partial(intake.taken, table, place / "sources", registers))
        workspace.read(place)
        names = sorted(each.name for each in (place / "sources").glob("*")) if (place / "sources").exists() else []
        assert names in ([], ["desk.csv", "desk.map.toml", "desk.toml"])
        if names:
            assert list(source.read_all(place / "sources")) == ["desk"]
        seen.add(bool(names))
        if not ended:
            break
        step += 1
    assert seen == {True, False}


def test_where_a_file_cannot_be_written_none_is_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        placed(tmp_path, {"sources/a.toml": "new", "sources/a.csv": tmp_path / "nowhere"})
    assert list(tmp_path.iterdir()) == []


def test_an_import_that_cannot_be_carried_out_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    (tmp_path / ".placed-x" / "sources").mkdir(parents=True)
    (tmp_path / ".placed-x" / "sources" / "a.toml").write_text("new", encoding="utf-8")
    (tmp_path / "sources").write_text("in the way", encoding="utf-8")
    with pytest.raises(KgError, match="an import was not finished, and cannot be") as told:
        workspace.read(tmp_path)
    assert "\n" not in str(told.value)
    (tmp_path / "sources").unlink()
    workspace.read(tmp_path)
    assert (tmp_path / "sources" / "a.toml").read_text("utf-8") == "new"


def test_a_folder_of_a_stranger_moves_no_file_in_or_out(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "folder"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "mine").write_text("mine", encoding="utf-8")
    (folder / ".placed-two" / "out").mkdir(parents=True)
    (folder / ".placed-two" / "out" / "theirs").write_text("theirs", encoding="utf-8")
    (folder / ".placed-two" / "in").symlink_to(home / "keys")
    (folder / ".placed-one").symlink_to(home)
    (folder / ".placing-1-one").symlink_to(home)
    (folder / "out").symlink_to(home / "keys")
    with pytest.raises(OSError, match="is a link out of the folder"):
        settled(folder)
    shutil.rmtree(folder / ".placed-two")
    with pytest.raises(OSError, match="is a link out of the folder"):
        placed(folder, {"b": "b", "out/theirs": "theirs"})
    placed(folder, {"b": "b"})
    assert {each.name: each.read_text(encoding="utf-8") for each in (home / "keys").iterdir()} == {"mine": "mine"}
    assert not list(folder.rglob("mine"))
