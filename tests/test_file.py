"""Files that are none: what is said of a pipe, a device, a folder and a link, before anything is read."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.evidence import register, source, table
from kg.explorer import story
from kg.file import irregular, outside
from kg.graph import own
from kg.overlay import workspace
from kg.prose.article import open_article
from kg.query import library

READERS: dict[str, Callable[[Path], object]] = {
    "x.txt": open_article,
    "x.html": open_article,
    "x.rq": library.sparql,
    "x.csv": lambda path: list(table.rows(path)),
    "x.toml": source.read,
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
