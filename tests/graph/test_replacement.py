"""A folder that is replaced is whole at every moment, whatever fails, and nothing that is not ours is touched."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.errors import TargetError
from kg.graph import mark, replacement, scratch

STEPS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "tempfile.mkdtemp", "shutil.rmtree", "open")
"""What the system is asked in a replacement, by the names under which Python audits it."""

MARK = mark.text(mark.SITE)


def write(target: Path, content: str) -> None:
    """Put a folder of three files in the place of a target."""
    with replacement.replacing(target, mark.SITE) as new:
        (new / "below").mkdir(parents=True)
        for name in ("index.html", "below/one", "below/two"):
            (new / name).write_text(content, encoding="utf-8")
        (new / mark.FILE).write_text(MARK, encoding="utf-8")


def held(target: Path) -> set[str]:
    """Return what the files of a target hold: one content, where it is whole."""
    place = target if target.exists() else target.with_name(target.name + ".previous")
    return {(place / name).read_text(encoding="utf-8") for name in ("index.html", "below/one", "below/two")}


def stands(target: Path) -> bool:
    """Return whether a target is there, at once or as soon as what was set aside is put back."""
    end = time.monotonic() + 60
    while not target.is_dir() and time.monotonic() < end:
        time.sleep(0.01)
    return target.is_dir()


def disturbed(target: Path, number: int, disturb: Callable[[], None], exchange: bool) -> bool:
    """Replace a target in a process of its own, disturbed at a step, and return whether that step was reached."""
    child = os.fork()
    if child == 0:
        left = number

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left == 0:
                    disturb()

        if not exchange:
            replacement._exchanged = lambda one, other: False
        sys.addaudithook(hook)
        try:
            write(target, "new")
        except BaseException:
            os._exit(1 if left <= 0 else 3)
        os._exit(0 if left <= 0 else 2)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) != 3, "the replacement failed without being disturbed"
    return os.WEXITSTATUS(status) != 2


def fail() -> None:
    raise OSError(28, "No space left on device")


def interrupt() -> None:
    raise KeyboardInterrupt


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("exchange", [True, False], ids=["in one step", "in two steps"])
@pytest.mark.parametrize("disturb", [fail, interrupt, kill])
def test_a_replacement_disturbed_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, disturb: Callable[[], None], exchange: bool
) -> None:
    number, outcomes = 0, set()
    while True:
        number += 1
        place = tmp_path / str(number)
        write(place / "kg", "old")
        reached = disturbed(place / "kg", number, disturb, exchange)
        content = held(place / "kg")
        assert content in ({"old"}, {"new"}), f"step {number}"
        outcomes |= content
        assert stands(place / "kg"), f"step {number}"
        write(place / "kg", "newer")
        assert held(place / "kg") == {"newer"}
        assert [each.name for each in place.iterdir()] == ["kg"], f"step {number}"
        shutil.rmtree(place)
        if not reached:
            break
    assert outcomes == {"old", "new"}
    assert number > 10


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
