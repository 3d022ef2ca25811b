"""Watched questions: what came and went in an answer, remembered from one call to the next or between two builds."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg import cli
from kg.answering import watching
from kg.graph import store
from tests.fixtures import invented

ASKED = "states-of-vendor vendor=acme edition=herald"
MORE = '[[claim]]\nkind = "Supply"\nsupplier = "Acme"\nrecipient = "Boria"\nstart = 0\nend = 5\n'
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    """Return two builds: one in which Acme supplies Adania, and one in which it supplies Boria as well."""
    found = []
    for name, more in (("before", ""), ("after", MORE)):
        folder = tmp_path / name
        invented.write(folder / "sources", "herald", invented.ARTICLE + invented.SUPPLY + more)
        store.save(invented.dataset(folder / "sources", invented.registers(folder)), folder / "kg")
        found.append(folder / "kg")
    return found[0], found[1]


def watch(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert cli.main(["watch", *map(str, words)]) == 0
    return capsys.readouterr().out


def test_answer_is_remembered_and_what_came_or_went_is_told(
    builds: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = ("--memory", tmp_path / "watched.json")
    before, after = (("--graph", build) for build in builds)
    assert watch(capsys, ASKED, *before, *memory) == f"{ASKED}: 1 row, asked for the first time\n"
    assert watch(capsys, ASKED, *before, *memory) == f"{ASKED}: unchanged, 1 row\n"
    first, *rows = watch(capsys, ASKED, *after, *memory).splitlines()
    assert first == f"{ASKED}: 1 row came, 0 went; 2 now"
    assert [row[:4] for row in rows] == ["  + "]
    assert rows[0].startswith("  + state:bor, Boria")
    first, *rows = watch(capsys, ASKED, *before, *memory).splitlines()
    assert (first, rows[0][:4]) == (f"{ASKED}: 0 rows came, 1 went; 1 now", "  - ")


def test_other_questions_of_a_memory_stay_in_it(
    builds: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = tmp_path / "watched.json"
    for asked in (ASKED, "suppliers-of-state state=ada edition=herald"):
        watch(capsys, asked, "--graph", builds[0], "--memory", memory)
    told = json.loads(memory.read_text(encoding="utf-8"))["watched"]
    assert sorted(each["asked"] for each in told) == [ASKED, "suppliers-of-state state=ada edition=herald"]


def test_two_builds_are_compared_without_a_memory_in_every_format(
    builds: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(f"# my questions\n{ASKED}\n\nstates-of-vendor vendor=Acme Corp edition=herald\n", encoding="utf-8")
    given = ("--file", file, "--graph", builds[1], "--before", builds[0])
    (one, other) = json.loads(watch(capsys, *given, "--format", "json"))
    assert (one["before"], one["after"], len(one["added"]), one["removed"]) == (1, 2, 1, [])
    assert other["added"] == one["added"]
    text = watch(capsys, *given, "--format", "atom")
    assert text == watch(capsys, *given, "--format", "atom")
    feed = ElementTree.fromstring(text)
    assert [each.text for each in feed.iter(f"{ATOM}title")][1] == f"{ASKED}: 1 row came, 0 went; 2 now"
    assert len({each.text for each in feed.iter(f"{ATOM}id")}) == 3
    unchanged = watch(capsys, ASKED, "--graph", builds[0], "--before", builds[0], "--format", "atom")
    assert "<entry>" not in unchanged
    assert not (builds[1].parent / "watched.json").exists()


def test_two_changes_of_one_day_that_leave_as_many_rows_are_two_entries() -> None:
    def id_(row: str) -> str:
        change = watching.Change("owners", ("owner",), (("vendor:beta",),), ((row,),), 1, 1)
        (entry,) = ElementTree.fromstring(watching.to_atom([change], "2026-01-02")).iter(f"{ATOM}entry")
        return entry.findtext(f"{ATOM}id", "")

    assert id_("vendor:acme") != id_("vendor:cyra")
    assert id_("vendor:acme") == id_("vendor:acme")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "kg watch: no question given; "),
        (("states-of-vender",), "did you mean"),
        (("states-of-vendor huawei",), "'huawei' is not name=value"),
        (("--file", "nowhere.txt"), "nowhere.txt: cannot be read"),
    ],
)
def test_what_cannot_be_watched_is_one_line(
    words: tuple[str, ...], said: str, builds: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["watch", *words, "--graph", str(builds[0])]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_file_that_is_no_memory_is_refused_and_left(
    builds: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "notes.json"
    other.write_text('["mine"]', encoding="utf-8")
    assert cli.main(["watch", ASKED, "--graph", str(builds[0]), "--memory", str(other)]) == 2
    assert "no memory of answers" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == '["mine"]'
