"""Files that are none, files written as a whole, and TOML that costs more than it holds."""

import os
import signal
import socket
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.evidence import register, source, table
from kg.explorer import story
from kg.file import irregular, outside, replace
from kg.graph import own
from kg.overlay import workspace
from kg.prose.article import open_article
from kg.query import library
from kg.tables import mapping
from kg.toml import MOST, loads

READERS: dict[str, Callable[[Path], object]] = {
    "x.txt": open_article,
    "x.html": open_article,
    "x.rq": library.sparql,
    "x.csv": lambda path: list(table.rows(path)),
    "x.toml": source.read,
    "x.map.toml": mapping.read,
    "states.csv": register.read,
    "x.md": story._read,
    "kg.toml": lambda path: workspace.read(path.parent),
    "x.ttl": own.read,
    "x.rdf": own.read,
}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def bound(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def through(path: Path) -> None:
    os.mkfifo(path.with_name("real"))
    path.symlink_to("real")


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    ("make", "said"),
    [(pipe, "a pipe"), (through, "a pipe"), (bound, "a socket"), (endless, "a device"), (Path.mkdir, "a folder")],
)
def test_what_has_no_end_is_refused_unopened(
    tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(ReadError, match=f"{name}: .*it is {said}, not a file"):
        READERS[name](tmp_path / name)


@pytest.mark.parametrize("name", ["x.csv", "x.toml", "states.csv", "x.md", "kg.toml"])
def test_a_link_out_of_the_folder_of_a_source_is_refused_and_one_within_it_is_followed(
    tmp_path: Path, name: str
) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    (tmp_path / name).write_text("secret")
    (inside / name).symlink_to(tmp_path / name)
    with pytest.raises(ReadError, match=f"{name}: .*it is a link to a file out of the folder"):
        READERS[name](inside / name)
    whole = {
        "x.csv": "kind\n",
        "states.csv": "id,rdf:type,rdfs:label@en\n",
        "x.md": "# T\n\n## technology=facial-recognition\n\nText.\n",
    }
    (inside / "real").write_text(whole.get(name, 'title = "T"\n'))
    (inside / name).unlink()
    (inside / name).symlink_to("real")
    READERS[name](inside / name)


def test_the_text_of_a_source_is_no_link_out_of_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    (tmp_path / "secret").write_text("secret")
    (inside / "x.toml").write_text('title = "T"\n')
    (inside / "x.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(ReadError, match=r"x\.txt: cannot be read \(it is a link to a file out of the folder\); "):
        source.read(inside / "x.toml").text()


def test_a_link_in_a_circle_and_a_missing_file_are_left_to_who_opens_them(tmp_path: Path) -> None:
    (tmp_path / "x.toml").symlink_to("x.toml")
    assert irregular(tmp_path / "x.toml") == irregular(tmp_path / "none") == ""
    assert outside(tmp_path / "none", tmp_path) == ""
    with pytest.raises(ReadError, match=r"x\.toml: cannot be read \("):
        source.read(tmp_path / "x.toml")


def test_an_integer_of_five_thousand_digits_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('title = "T"\nyear = ' + "9" * 5000)
    with pytest.raises(ReadError, match=r"x\.toml") as told:
        source.read(tmp_path / "x.toml")
    assert "\n" not in str(told.value)


def fail() -> None:
    raise OSError(28, "No space left on device")


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def disturbed(target: Path, number: int, disturb: Callable[[], None]) -> bool:
    """Write a file in a process of its own, disturbed at a step, and return whether that step was reached."""
    child = os.fork()
    if child == 0:
        left = number

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event in ("open", "os.chmod", "os.rename", "os.mkdir"):
                left -= 1
                if left == 0:
                    disturb()

        sys.addaudithook(hook)
        try:
            replace(target, b"new" * 100_000)
        except OSError:
            os._exit(1)
        os._exit(0 if left <= 0 else 2)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) or os.WEXITSTATUS(status) != 2


@pytest.mark.parametrize("disturb", [fail, kill])
def test_a_file_that_is_written_is_the_old_or_the_new_at_every_step(
    tmp_path: Path, disturb: Callable[[], None]
) -> None:
    number, outcomes, reached = 0, set(), True
    while reached:
        number += 1
        target = tmp_path / str(number) / "states.csv"
        target.parent.mkdir()
        target.write_bytes(b"old" * 100_000)
        reached = disturbed(target, number, disturb)
        content = target.read_bytes()
        assert content in (b"old" * 100_000, b"new" * 100_000), number
        outcomes.add(content[:3])
        if disturb is fail:
            assert [each.name for each in target.parent.iterdir()] == ["states.csv"], number
    assert outcomes == {b"old", b"new"}
    assert number > 3


def test_a_file_that_is_written_may_be_read_as_the_system_says(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        replace(tmp_path / "below" / "x", b"x")
    finally:
        os.umask(mask)
    assert (tmp_path / "below" / "x").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 100_000 + " = 1",
        "[" + ".".join(["a"] * 100_000) + "]",
        "[[ a" + " . 'a'" * 100_000 + "]]",
        "x = {a" + ' ."a"' * 100_000 + " = 1}",
        "x = 0x" + "f" * 100_000,
        "x = [{y = 9223372036854775808}]",
        " " * 500_000,
        "{," * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_toml_that_costs_the_square_of_its_length_is_refused_before_it_is_read(text: str) -> None:
    if text.isspace():
        assert loads(text) == {}
        return
    with pytest.raises(tomllib.TOMLDecodeError):
        loads(text)


def test_toml_that_people_write_is_read(tmp_path: Path) -> None:
    text = "a.b.c = 1\n[x.'y z'.\"w\"]\nhost = '" + "www." * 60 + "'\nlist = [1, {a.b = -5}]\n"
    assert loads(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    ("make", "said"), [(pipe, "a pipe"), (through, "a pipe"), (bound, "a socket"), (endless, "a device")]
)
def test_a_pipe_or_a_device_is_not_replaced_by_a_file(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    make(tmp_path / "x")
    before = os.lstat(tmp_path / "x").st_ino
    with pytest.raises(OSError, match=f"it is {said}, not a file"):
        replace(tmp_path / "x", b"new")
    assert os.lstat(tmp_path / "x").st_ino == before


@pytest.mark.parametrize("name", ["x.toml", "x.map.toml", "kg.toml"])
@pytest.mark.parametrize("text", ["", "title = 'T'\n[[claim]]\nkind = 'Use'\n", "[" * 99, "\ufeff# é\n"])
def test_a_text_of_toml_that_takes_long_is_refused_before_it_is_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text + "\n#" * MOST, "utf-8")
    with pytest.raises(ReadError, match=rf"{name}: it is longer than 10,000,000 characters.*; part it into several"):
        READERS[name](tmp_path / name)
