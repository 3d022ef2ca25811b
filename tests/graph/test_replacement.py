"""A folder that is replaced is whole at every moment, whatever fails, and nothing that is not ours is touched."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kg.errors import TargetError
from kg.graph import mark, replacement, scratch
from tests.graph.disturbances import MARK, write


@pytest.mark.parametrize("steps", ["one", "two"])
@pytest.mark.parametrize("disturb", ["fail", "interrupt", "kill"])
def test_a_replacement_disturbed_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, checkout: Path, disturb: str, steps: str
) -> None:
    command = [sys.executable, "-m", "tests.graph.disturbances", str(tmp_path), disturb, steps]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_writer_that_is_alive_keeps_its_folder(tmp_path: Path) -> None:
    for name in ("kg", "kg.99999", ".surveillance-kg.mine"):
        with replacement.replacing(tmp_path / name, mark.SITE) as new:
            new.mkdir()
            (new / "index.html").write_text("first", encoding="utf-8")
            for other in ("kg", "kg.99999", "another"):
                write(tmp_path / other, "second")
            assert (new / "index.html").read_text(encoding="utf-8") == "first"
        assert (tmp_path / name / "index.html").read_text(encoding="utf-8") == "first"


def test_a_folder_of_anybody_elses_is_never_swept(tmp_path: Path) -> None:
    for name in (".surveillance-kg.diary", ".kg.1.abc", ".surveillance-kg.locked"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "diary.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".surveillance-kg.locked" / "lock").write_text("", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / ".surveillance-kg.link").symlink_to(tmp_path / "outside")
    mark.write(tmp_path / "outside", mark.SCRATCH)
    (tmp_path / "outside" / "lock").write_text("", encoding="utf-8")
    before = sorted(path for path in tmp_path.rglob("*"))
    write(tmp_path / "kg", "new")
    shutil.rmtree(tmp_path / "kg")
    assert sorted(path for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("written", [0, 1, 40])
def test_a_folder_whose_writer_ended_while_it_was_marked_is_swept(tmp_path: Path, written: int) -> None:
    for name, text in (("left", mark.text(mark.SCRATCH)[:written]), ("mine", '{"mine": 1}'), ("ours", MARK[:60])):
        place = tmp_path / f".surveillance-kg.{name}"
        place.mkdir()
        (place / mark.FILE).write_text(text, encoding="utf-8")
        (place / "lock").write_text("", encoding="utf-8")
    scratch.sweep(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == [".surveillance-kg.mine", ".surveillance-kg.ours"]


def test_a_folder_of_another_user_is_never_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tmp_path / ".surveillance-kg.left"
    left.mkdir()
    mark.write(left, mark.SCRATCH)
    (left / "lock").write_text("", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: left.stat().st_uid + 1)
        scratch.sweep(tmp_path)
    assert left.is_dir()
    scratch.sweep(tmp_path)
    assert not left.exists()


@pytest.mark.parametrize(
    "files",
    [
        {"ro-crate-metadata.json": "{}", "interviews.csv": "years of work"},
        {"CURRENT": "MANIFEST-000005\n", "000004.sst": "data"},
        {"index.html": "<h1>mine</h1>"},
        {mark.FILE: "{}"},
        {mark.FILE: '{"writtenBy": "surveillance-kg", "kind": "graph", "version": "0.1.0", "inputs": ""}'},
        {mark.FILE: "[" * 9000},
        {mark.FILE: '{"writtenBy": "another", "kind": "site", "version": "0.1.0", "inputs": ""}'},
    ],
)
def test_what_bears_no_mark_of_the_kind_is_refused_by_name(tmp_path: Path, files: dict[str, str]) -> None:
    target = tmp_path / "kg"
    target.mkdir()
    for name, content in files.items():
        (target / name).write_text(content, encoding="utf-8")
    with pytest.raises(TargetError) as error:
        write(target, "new")
    told = f"it exists and is not a site that this toolkit wrote: it has no {mark.FILE} of ours"
    assert str(error.value) == f"{target}: {told}; name another folder"
    assert {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()} == files
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


@pytest.mark.parametrize("kind", [mark.GRAPH, mark.SITE])
@pytest.mark.parametrize("history", [".git", ".hg", ".svn"])
def test_a_folder_of_ours_in_which_a_repository_lies_is_refused(tmp_path: Path, kind: str, history: str) -> None:
    place = tmp_path / "site"
    place.mkdir()
    mark.write(place, kind)
    assert replacement.replaceable(place, kind) == place
    (place / history).write_text("gitdir: elsewhere", encoding="utf-8")
    with pytest.raises(TargetError, match=f"it holds '{history}', which is not ours"):
        replacement.replaceable(place, kind)


def _publish(site: Path, *names: str) -> None:
    with replacement.replacing(site, mark.SITE) as new:
        for name in names:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_text("ours", encoding="utf-8")


def test_what_is_somebody_elses_in_a_site_is_kept_and_what_is_ours_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish = partial(_publish, site)
    publish("index.html", "state/ada.html", "old.html")
    (site / "CNAME").write_text("example.org", encoding="utf-8")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "a.txt").write_text("mine", encoding="utf-8")
    (site / "a-link").symlink_to("/etc/hostname")
    for _ in range(2):
        publish("index.html", "state/cal.html")
        found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir())
        assert found == [".well-known/a.txt", "CNAME", "a-link", "index.html", "kg.json", "state/cal.html"]
        assert (site / "CNAME").read_text(encoding="utf-8") == "example.org"
        assert (site / "a-link").readlink() == Path("/etc/hostname")
    (site / "data.html").write_text("mine", encoding="utf-8")
    with pytest.raises(
        TargetError, match=r"data\.html: it is not ours, and the new site has one of that name; move it"
    ):
        publish("index.html", "data.html")
    assert (site / "data.html").read_text(encoding="utf-8") == "mine"


def test_what_is_somebody_elses_in_a_folder_of_a_site_keeps_it_from_being_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish = partial(_publish, site)
    first = ["index.html", "state/ada.html", "state/bor.html", "latest/a/b.csv", "latest/a/c.csv"]
    publish(*first)
    publish(*first[:-1])
    assert not (site / "latest" / "a" / "c.csv").exists()
    put = ["state/notes.pdf", "state/more/notes.pdf", "latest/a/mine.csv", "latest/link", "state/.well-known"]
    for name in put:
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).symlink_to("/etc") if name == "latest/link" else (site / name).write_text("mine", "utf-8")
        folder, _, rest = name.partition("/")
        for others in (first[:-1], first[:2]):
            with pytest.raises(TargetError) as error:
                publish(*others)
            assert str(error.value).startswith(f"{site / folder}: the site did not write all that is in it, and ")
            assert repr(rest) in str(error.value)
            assert str(error.value).endswith("move what is yours to the top of the site, where it is kept, or away")
        assert os.path.lexists(site / name)
        assert [each.name for each in tmp_path.iterdir()] == ["site"]
        (site / name).unlink()
    (site / "state" / "bor.html").unlink()  # who takes away what is ours is not kept from publishing
    publish(*first)
    for name in put[:3]:
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("mine", "utf-8")
    with pytest.raises(TargetError, match=r"/latest: .*, and 'a/mine.csv' would be gone"):
        publish(*first[:3], "latest/a/d.csv", "latest/a/c.csv", "latest/a/b.csv")
    (site / "latest" / "a" / "mine.csv").unlink()
    with pytest.raises(TargetError, match=r"/state: .*, and 'more/notes.pdf', 'notes.pdf' would be gone; move what is"):
        publish(*first)


def test_a_link_to_a_mark_is_none(tmp_path: Path) -> None:
    mark.write(tmp_path, mark.SITE)
    other = tmp_path / "other"
    other.mkdir()
    (other / mark.FILE).symlink_to(tmp_path / mark.FILE)
    assert mark.marked(tmp_path, mark.SITE)
    assert not mark.marked(tmp_path, mark.GRAPH)
    assert not mark.marked(other, mark.SITE)
