"""The standard streams of the command: a closed or full one is told in one line, and no text orders a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli, stream

ROOT = Path(__file__).parent.parent
CONTROL = "a\x1b[31mb\x1b]0;title\x07\rc\x9bd\x00\x7f\x85\b\u202e\u2066\u2028"
ASKED = r'SELECT ("a\u001B[31mb\rc\u009Bd\u0007" AS ?text) {}'


def shell(line: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command with words, in a line of the shell in which it is ``"$@"``."""
    command = ["sh", "-c", line, "sh", sys.executable, "-m", "kg", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


VERBS = [
    ("--version",),
    ("--help",),
    ("ask", "--help"),
    ("ask", "--list"),
    ("ask", "--sparql", "ASK {}"),
    ("why", "a", "b", "c"),
    ("doctor",),
    ("mcp",),
]


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_a_closed_output_is_one_line_and_status_2(words: tuple[str, ...]) -> None:
    done = shell('"$@" >&-', *words)
    assert (done.returncode, done.stderr) == (2, "kg: standard output: it is closed; open it, or send it to a file\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", VERBS[:4], ids=" ".join)
def test_a_full_output_is_one_line_and_status_2(words: tuple[str, ...]) -> None:
    done = shell('"$@" >/dev/full', *words)
    line = "kg: standard output: No space left on device; make room, or write to another place\n"
    assert (done.returncode, done.stderr) == (2, line)


def test_an_output_that_is_open_for_reading_alone_is_one_line() -> None:
    done = shell('"$@" 1</dev/null', "--version")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "kg: standard output: Bad file descriptor" in done.stderr


def test_remarks_never_take_the_place_of_an_answer_where_they_cannot_be_told(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    words = ("ask", "--list", "--workspace", str(tmp_path))
    told = shell('"$@"', *words)
    assert "workspace" in told.stderr
    for redirected in ("2>&-", "2>/dev/full"):
        done = shell(f'"$@" {redirected}', *words)
        assert (done.returncode, done.stdout) == (told.returncode, told.stdout)


def test_an_error_that_cannot_be_told_keeps_its_status() -> None:
    assert shell('"$@" 2>&-', "ask", "no-such-question").returncode == 2
    assert shell('"$@" 2>/dev/full', "ask", "no-such-question").returncode == 2


@pytest.mark.parametrize(
    "words", [("mcp",), ("check",), ("read",), ("ask", "--file", "-"), ("serve", "--add-user", "a")], ids=" ".join
)
def test_a_closed_input_is_one_line_where_it_is_read(words: tuple[str, ...], released_folder: Path) -> None:
    more = () if words[0] == "read" else ("--graph", str(released_folder))
    done = shell('"$@" <&-', *words, *more)
    line = "kg: standard input: it is closed; open it, or name a file where the verb takes one\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def test_a_closed_input_is_nothing_to_a_verb_that_reads_none(released_folder: Path) -> None:
    done = shell('"$@" <&-', "ask", "--sparql", "ASK {}", "--graph", str(released_folder))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("format_", ["table", "md"])
def test_a_table_holds_nothing_that_a_terminal_obeys(
    format_: str, released_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "--sparql", ASKED, "--format", format_, "--graph", str(released_folder)]) == 0
    assert "a\ufffd[31mb c\ufffdd\ufffd" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("format_", "kept"),
    [("csv", "a\x1b[31mb\rc\x9bd\x07"), ("json", r"a\u001b[31mb\rc"), ("turtle", r"a\u001B[31mb\rc")],
)
def test_a_format_of_programs_keeps_the_value(format_: str, kept: str, released_folder: Path) -> None:
    text = (
        ASKED if format_ != "turtle" else ASKED.replace("SELECT (", "CONSTRUCT { <a:> <a:> ").replace("AS ?text)", "}")
    )
    command = [
        sys.executable,
        "-m",
        "kg",
        "ask",
        "--sparql",
        text,
        "--format",
        format_,
        "--graph",
        str(released_folder),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert kept in done.stdout.decode("utf-8")


def test_a_file_name_that_is_no_text_goes_out_as_its_bytes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b.ttl"
    Path(os.fsdecode(name)).write_bytes(b"<a:b>   <a:c> <a:d> .\n")
    done = subprocess.run([sys.executable, "-m", "kg", "format", name], cwd=ROOT, capture_output=True, check=False)
    assert b"/\xff\xef\xbf\xbd.ttl\n" in done.stdout + done.stderr


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_whatever_is_written_for_readers_obeys_no_terminal_and_keeps_the_rest(text: str) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.held = ""

        def isatty(self) -> bool:
            return False

        def write(self, text: str) -> int:
            self.held += text
            return len(text)

    pipe = Pipe()
    output = stream.Output(pipe)  # type: ignore[arg-type]
    assert output.write(text + CONTROL + "\r\n") == len(text + CONTROL) + 2
    assert all(sign.isprintable() or sign in "\t\r\n" or ord(sign) > 0x9F for sign in pipe.held)
    assert not set(pipe.held) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert pipe.held.count("\r") == (text + CONTROL + "\r\n").count("\r\n")
    assert len(pipe.held) == len(text + CONTROL) + 2
    output.raw = True
    output.write(text)
    assert pipe.held.endswith(text)


def test_in_a_folder_that_is_gone_one_line_says_so() -> None:
    done = shell('gone=$(mktemp -d) && cd "$gone" && rmdir "$gone" && exec "$@"', "ask", "--list")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kg: the folder in which you stand: it is not there any more; go to another\n"


def test_bytes_that_are_no_text_are_refused_and_never_left_out_of_a_question(released_folder: Path) -> None:
    for words in (["ask", "who supplies \udcff"], ["ask", "states-of-vendor", "--param", "vendor=\udcff"]):
        done = shell('exec "$@"', *words, "--graph", str(released_folder))
        assert done.returncode == 2
        assert "kg: command line: " in done.stderr
        assert "holds bytes that are not UTF-8; write it in UTF-8" in done.stderr


def test_a_path_of_bytes_that_are_no_text_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "mine\udcff.ttl"
    path.write_text("")
    done = shell('exec "$@"', "validate", "--data", str(path))
    assert done.returncode == 0, done.stderr


def test_a_limit_of_open_files_is_told_as_such(released_folder: Path) -> None:
    done = shell('ulimit -n 24; exec "$@"', "ask", "size", "--graph", str(released_folder))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(
        "(it may not open enough files at once); let it open more, as with 'ulimit -n 1024'"
    )


TURNED = "evil\u202egpj.exe \x1b[2J\u2066"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a workspace whose title, question, register and file names turn the line round and order the terminal."""
    place = tmp_path / "w"
    (place / "queries" / "questions").mkdir(parents=True)
    asked = (
        f"#+ summary: {TURNED}\n#+ description: {TURNED}\n#+ tags: vendors\nSELECT ?s WHERE {{ ?s ?p ?o }} LIMIT 1\n"
    )
    (place / "queries" / "questions" / "mine.rq").write_text(asked, encoding="utf-8")
    (place / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    (place / f"list{TURNED}.txt").write_text(f"Huawie {TURNED}\n", encoding="utf-8")
    (place / f"text{TURNED}.txt").write_text(f"Huawei {TURNED} supplied Kenya.\n", encoding="utf-8")
    (place / f"bad{TURNED}.toml").write_text(f'[source]\nname = "{TURNED}', encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "--list"),
        ("ask", "mine"),
        ("ask", f"mine{TURNED}"),
        ("ask", "mine", "--param", f"{TURNED}=1"),
        ("names", f"list{TURNED}.txt"),
        ("read", f"text{TURNED}.txt"),
        ("check", f"text{TURNED}.txt"),
        ("validate", f"bad{TURNED}.toml"),
        ("import", f"bad{TURNED}.toml"),
        (f"no{TURNED}",),
        ("ask", f"--no{TURNED}"),
    ],
    ids=lambda words: words[0].encode("ascii", "ignore").decode().replace("\x1b", ""),
)
def test_no_name_summary_or_quoted_input_turns_a_line_round(
    words: tuple[str, ...], hostile: Path, released_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(hostile / word) if word.endswith((".txt", ".toml")) else word for word in words]
    graph = ("--graph", str(released_folder)) if words[0] in ("ask", "check") else ()
    here = () if len(words[0]) > 9 else ("--workspace", str(hostile))
    assert cli.main([*given, *here, *graph]) in (0, 1, 2)
    told = "".join(capsys.readouterr())
    assert told
    assert not set(told) & set("\x1b\u202e\u2066")
