import io
import json
import os
import tomllib
from pathlib import Path

import pytest

from kg import cli
from kg.checking import desk, pile
from kg.errors import ReadError, TargetError

SAID = "Huawei has sold cameras to Serbia. India has an envoy at a fair where Huawei is, as far as the press knows.\n"
CHINESE = "塞尔维亚政府从华为购买了监控摄像头。肯尼亚使用人脸识别技术。\n" * 3
SERBIAN = "Vlada Srbije kupila je kamere od kompanije Huawei. Beograd koristi prepoznavanje lica na ulicama grada.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pile of texts with what a real one has among them."""
    here = tmp_path / "texts"
    (here / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.md", "sub/a.txt"):
        (here / name).write_text(SAID, encoding="utf-8")
    (here / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (here / "empty.txt").write_text("", encoding="utf-8")
    (here / "chinese.txt").write_text(CHINESE, encoding="utf-8")
    (here / "serbian.txt").write_text(SERBIAN, encoding="utf-8")
    (here / "figure.pdf").write_bytes(b"%PDF")
    return here


def read(*files: str, format_: str = "json", to: Path | None = None, processes: int = 1) -> tuple[str, desk.Run]:
    out = io.StringIO()
    run = desk.read(files, format_, "rules", to, processes, out)
    return out.getvalue(), run


@pytest.mark.parametrize("processes", [1, 2])
def test_one_text_that_cannot_be_read_does_not_end_the_run(folder: Path, processes: int) -> None:
    text, run = read(str(folder), processes=processes)
    told = json.loads(text)
    assert [Path(claim["file"]).name for claim in told["claims"]] == ["a.txt", "b.md", "a.txt"]
    assert len({claim["id"] for claim in told["claims"]}) == 3
    assert {one["file"] for one in told["unread"]} == {claim["file"] for claim in told["claims"]}
    assert told["coverage"] == run.coverage.plain()
    assert [Path(error.partition(": ")[0]).name for error in run.errors] == ["binary.txt", "empty.txt"]
    assert (run.read, run.passed) == (5, 1)
    assert run.coverage.languages == {"Chinese": 1, "Bosnian, Croatian or Serbian": 1}


def test_each_text_becomes_a_source_file_and_is_not_read_twice(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    _, run = read(str(folder), format_="toml", to=to)
    written = sorted(path.name for path in to.iterdir())
    assert len(written) == run.read == 5
    sources = [tomllib.loads((to / name).read_text(encoding="utf-8")) for name in written]
    assert sum(len(source.get("claim", ())) for source in sources) == 3
    _, again = read(str(folder), format_="toml", to=to)
    assert (again.read, again.skipped) == (0, 5)
    (folder / "b.md").write_text(SAID + "Huawei has sold cameras to Kenya.\n", encoding="utf-8")
    _, changed = read(str(folder), format_="toml", to=to)
    assert (changed.read, changed.skipped) == (1, 4)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_run_that_was_ended_goes_on_where_it_was(folder: Path, tmp_path: Path, processes: int) -> None:
    for number in range(12):
        (folder / f"more{number}.txt").write_text(f"Number {number}. {SAID}", encoding="utf-8")
    whole, part = tmp_path / "whole", tmp_path / "part"
    _, all_ = read(str(folder), to=whole)
    read(str(folder), to=part)
    files = sorted(part.iterdir())
    for path in files[::2]:
        path.unlink()
    (part / f".{files[0].name}.part").write_text('{"file": "', encoding="utf-8")
    (part / files[1].name).write_text('{"file": "a.txt", "sha256": "00"}', encoding="utf-8")
    _, rest = read(str(folder), to=part, processes=processes)
    assert (rest.read, rest.skipped) == (len(files[::2]) + 1, len(files[1::2]) - 1)
    assert rest.errors == all_.errors
    for path in whole.iterdir():
        assert (part / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    assert not [*part.glob(".*.part")]


def test_lines_name_the_file_of_each_claim_and_of_what_was_not_read(folder: Path) -> None:
    text, _ = read(str(folder / "*.txt"), format_="jsonl")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [sorted(line) == ["unread"] for line in lines] == [False, True]
    assert Path(lines[0]["file"]).name == Path(lines[1]["unread"]["file"]).name == "a.txt"
    assert lines[1]["unread"]["reason"] == "no rule reads it"


@pytest.mark.parametrize(
    ("name", "line"),
    [("texts/none*.txt", "no file matches the pattern"), ("void", "the folder holds no text")],
)
def test_a_name_that_holds_no_text_is_an_error(tmp_path: Path, folder: Path, name: str, line: str) -> None:
    (tmp_path / "void").mkdir()
    with pytest.raises(ReadError, match=line), pile.texts([str(tmp_path / name)]):
        pass


def test_the_command_ends_with_status_2_where_a_text_could_not_be_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = ["--to", str(tmp_path / "out"), "--extractor", "rules"]
    assert cli.main(["read", str(folder), *to]) == 2
    told = capsys.readouterr().err
    assert "binary.txt: it holds bytes that are no text" in told
    assert "left, for want of rules: 1 in" in told
    assert "1 files of other kinds were passed over" in told
    assert cli.main(["read", str(folder / "a.txt"), str(folder / "b.md")]) == 2
    assert "2 texts are not one source file; add --to DIR, or --format json" in capsys.readouterr().err


def test_the_comments_of_a_source_file_list_what_was_not_read(folder: Path) -> None:
    text, _ = read(str(folder / "a.txt"), format_="toml")
    assert "# Names both, not read:\n# - 35–107 names huawei and ind, not read: no rule reads it: India has" in text
    assert text.rstrip().endswith("# 1 claim; of 2 sentences with names 1 read, 0 refused, 1 not read (rules)")


def test_a_link_out_of_a_folder_and_a_pipe_in_it_are_told_in_one_line_each_and_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "texts"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("Huawei supplies Kenya.", encoding="utf-8")
    (inside / "real.txt").write_text("Huawei supplies Serbia.", encoding="utf-8")
    (inside / "link.txt").symlink_to("real.txt")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "elsewhere").symlink_to(tmp_path)
    os.mkfifo(inside / "pipe.txt")
    text, run = read(str(inside))
    assert {claim["recipient"] for claim in json.loads(text)["claims"]} == {"srb"}
    told = ("a link to a file out of the folder; copy the file into the folder", "a pipe, not a file; name a")
    assert len(run.errors) == 2
    assert all(any(line in error for error in run.errors) for line in told)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("my own notes\n", "it is there and is not what 'kg read' wrote"),
        ('title = "Mine"\n\n[[claim]]\nkind = "Supply"\n', "it is there and is not what 'kg read' wrote"),
        (
            'title = "x"\n\n[text]\nsha256 = "00"\n\n[record]\nreader = "kg read"\nreviewer = "me"\n',
            "it is of another text of that name, and has been reviewed",
        ),
    ],
)
def test_what_nobody_but_its_owner_replaces_is_told_and_stays(tmp_path: Path, found: str, told: str) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    to = tmp_path / "to"
    to.mkdir()
    (to / "a.toml").write_text(found, encoding="utf-8")
    _, run = read(str(tmp_path / "a.txt"), format_="toml", to=to)
    assert run.errors == [f"{to / 'a.toml'}: {told}; move it away, or name another folder"]
    assert (to / "a.toml").read_text(encoding="utf-8") == found


def test_a_file_in_the_place_of_the_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    (tmp_path / "to").write_text("mine", encoding="utf-8")
    with pytest.raises(TargetError, match=r"to: it is no folder that can be written to \(.*\); name another folder$"):
        read(str(tmp_path / "a.txt"), format_="toml", to=tmp_path / "to")
    assert (tmp_path / "to").read_text(encoding="utf-8") == "mine"
