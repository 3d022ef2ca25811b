"""A workspace: found from the folder one stands in, laid over what is released, and never in place of it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import kg
from kg import cli
from kg.answering import questionnaire
from kg.errors import KgError, QueryErrors, ReadError, RegisterErrors, TargetError
from kg.evidence import register, source
from kg.graph import dataset
from kg.imprint import imprint
from kg.namespace import BASE, base_in_use, folders, published_base
from kg.overlay import workspace
from kg.query import query
from kg.setting import use
from tests.fixtures.servers import SPARE, served


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    yield workspace.new(tmp_path / "mine", "Mine")
    use(None)


def run(*words: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    """Return a new workspace in which the graph was built, and what was said of it."""
    place = workspace.new(tmp_path_factory.mktemp("built") / "mine", "Mine")
    return place, run("build", cwd=place)


def test_a_new_workspace_builds_asks_draws_and_explains_at_once_from_any_folder_in_it(
    built: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    place, done = built
    assert (done.returncode, f"kg: workspace {place} (Mine)" in done.stderr) == (0, True), done.stderr
    assert "0  findings" in done.stdout
    inside = place / "sources"
    done = run("ask", "my-customers", "--format", "csv", "--cite", cwd=inside)
    assert "Kenya" in done.stdout
    assert "Serbia" in done.stdout
    for name, file in (("my-vendors-to-states", "network.html"), ("my-map", "map.svg")):
        assert run("draw", name, "--to", place / file, cwd=inside).returncode == 0
        assert "Kenya" in (place / file).read_text(encoding="utf-8")
    why = run("why", "vendor:example-cameras", "ais:suppliesTo", "state:ken", cwd=inside)
    assert "page 3, table 1, row 1" in why.stdout
    assert run("why", "vendor:example-cameras", "ais:suppliesTo", "state:srb", cwd=inside).returncode == 2
    named = run("ask", "states-of-vendor", "--param", "vendor=Huawei Example Subsidiary", cwd=inside)
    released = run("ask", "states-of-vendor", "--param", "vendor=Huawei", cwd=inside)
    assert named.returncode == 0
    assert named.stdout == released.stdout
    explorer = place / "explorer.html"
    assert run("explore", "--to", explorer, cwd=inside).returncode == 0
    assert "what the example report says" in explorer.read_text(encoding="utf-8")


def test_a_check_of_a_workspace_finds_what_it_looks_for(place: Path) -> None:
    table = place / "sources" / "example-report.csv"
    table.write_text(table.read_text("utf-8").replace(",technology:safe-city", ","), encoding="utf-8")
    done = run("build", cwd=place)
    assert done.returncode == 1
    assert "my-supply-without-technology" in done.stdout


def test_a_server_started_in_a_workspace_answers_its_questions(
    built: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    place, _ = built
    with served(place / "build" / "kg", "--workspace", str(place), *SPARE, "--rate", "0") as (address, _):
        root = address.removesuffix("/sparql").rstrip("/")
        answer = httpx.get(f"{root}/question/my-customers.csv?vendor=example-cameras", timeout=60)
    assert answer.status_code == 200
    assert "Kenya" in answer.text


def test_python_uses_a_workspace_until_it_leaves_it(place: Path) -> None:
    own = Path("queries") / "questions" / "my-customers.rq"
    kg.workspace(place)
    assert "my-customers" in {each.name for each in kg.questions()}
    assert register.released().resolve("Example Cameras Ltd.") == "vendor:example-cameras"
    assert query.find("my-customers").name == own.stem
    kg.workspace(None)
    assert "my-customers" not in {each.name for each in kg.questions()}
    with pytest.raises(KgError):
        register.released().resolve("Example Cameras Ltd.")


def test_a_row_of_a_released_thing_adds_names_and_changes_no_other(place: Path) -> None:
    before = register.released()
    kg.workspace(place)
    after = register.released()
    huawei = next(row for row in after.rows["vendors"] if row.name == "vendor:huawei")
    known = next(row for row in before.rows["vendors"] if row.name == "vendor:huawei")
    assert set(huawei.statements) - set(known.statements)
    assert set(known.statements) <= set(huawei.statements)
    assert len(after.rows["vendors"]) == len(before.rows["vendors"]) + 1


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("kg.toml", "title = 3\n", "kg.toml, line 1, title: 3 is not text; write text"),
        ("kg.toml", 'titel = "x"\n', "unknown key 'titel'; did you mean 'title'?"),
        ("kg.toml", 'title = "\n', "not valid TOML"),
        ("kg.toml", "", "no title"),
        ("kg.toml", 'title = "x"\nextends = false\n', "stands alone without a base; say what the names of its things"),
        (
            "kg.toml",
            'title = "x"\nbase = "mine"\n',
            "kg.toml, line 2, base: 'mine' is none; write an address that ends with",
        ),
        ("kg.toml", 'title = "x\\u202ey"\n', "kg.toml, line 1, title: it holds U+202E, which nobody sees; remove it"),
        ("kg.toml", 'title = "x"\npublisher = "a\\u001b[31m"\n', "line 2, publisher: it holds U+001B, which nobody"),
        ("kg.toml", 'title = "x"\nbase = "https://\\u2066/"\n', "kg.toml, line 2, base: it holds U+2066"),
        (
            "kg.toml",
            f'title = "{"x" * 2001}"\n',
            "kg.toml, line 1, title: it has 2,001 characters; write at most 2,000",
        ),
        ("kg.toml", 'title = "x"\nlicense = "CC BY"\n', "kg.toml, line 2, license: 'CC BY' is none; write the address"),
        ("queries/question/x.rq", "", "it is no part of a workspace that is read; did you mean 'questions'?"),
        ("ontology/terms.owl", "", "it is no part of a workspace that is read"),
        ("source/x.toml", "", "it is no part of a workspace that is read; did you mean 'sources'?"),
        (
            "ontology/more.ttl",
            "@prefix ais: <https://w3id.org/ai-surveillance/ontology#> . ais:Vendor ais:cell 'x' .",
            "it says ais:cell of ais:Vendor, which",
        ),
        (
            "ontology/more.ttl",
            "@prefix ais: <https://w3id.org/ai-surveillance/ontology#> . "
            "ais:Mine a <http://www.w3.org/2002/07/owl#Class> .",
            "is in the namespace of the released ontology; make it in a namespace of your own",
        ),
        (
            "ontology/more.ttl",
            "<https://e.org/a#Supply> a <http://www.w3.org/2002/07/owl#Class> .",
            "the name 'Supply' of https://e.org/a# is taken by https://w3id.org/ai-surveillance/ontology#Supply in",
        ),
        (
            "ontology/more.ttl",
            "<urn:Mine> a <http://www.w3.org/2002/07/owl#Class> .",
            "urn:Mine is no name of a term; let it begin with a namespace of yours",
        ),
        (
            "ontology/more.ttl",
            "<https://e.org/a#S> a <http://www.w3.org/ns/shacl#NodeShape> .",
            "it holds shapes beside terms; put them in shapes.ttl",
        ),
        (
            "ontology/more-shapes.ttl",
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <https://e.org/a#S> a sh:NodeShape ; "
            "sh:targetClass <https://w3id.org/ai-surveillance/ontology#Supply> .",
            "it has a shape of ais:Supply, and ais:Supply has one already",
        ),
        (
            "ontology/more.ttl",
            "@prefix sh: <http://www.w3.org/ns/shacl#> . "
            "<https://e.org/p> sh:prefix 'vendor' ; sh:namespace 'https://e.org/' .",
            "the prefix 'vendor' is declared for",
        ),
        (
            "sources/mine.toml",
            'title = "x"\nreplaces = "aigs-2022"\n[[claim]]\nkind = "Use"\n',
            "it replaces 'aigs-2022', and no source before it has this id",
        ),
        ("queries/questions/states-using.rq", "#+ summary: x\nSELECT * { }", "the name 'states-using' is taken by"),
        ("sources/aigs-2022.toml", 'title = "x"\ntype = "Article"\n', "the id 'aigs-2022' is taken by"),
        (
            "ontology/registers/vendors.csv",
            "id,rdf:type,rdfs:label@en\nhuawei,ais:Vendor,Hua Wei\n",
            "'vendor:huawei' is released as 'Huawei'; give it the same label and type",
        ),
        (
            "ontology/registers/vendors.csv",
            "id,rdf:type,rdfs:label@en\nmine,ais:Vendor,Huawei\n",
            "'huawei' names both",
        ),
    ],
)
def test_what_collides_or_cannot_be_read_is_one_line(
    place: Path,
    file: str,
    text: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (place / file).parent.mkdir(parents=True, exist_ok=True)
    (place / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(place)
    assert cli.main(["build"]) == 2
    told = capsys.readouterr().err
    errors = [line for line in told.splitlines() if not line.endswith("…") and "kg: workspace" not in line]
    waiting = [
        line for line in errors if line.startswith("kg: registers: ") and "names of claims are in no row" in line
    ]
    errors = [line for line in errors if line not in waiting or not file.startswith("ontology/registers")]
    assert len(errors) == 1, told
    assert said.casefold() in errors[0].casefold()
    assert not (place / "build" / "kg").exists()


@pytest.mark.skipif("os.name == 'nt'")
def test_a_pipe_in_the_place_of_a_workspace_is_told_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "kg.toml")
    (tmp_path / "below").mkdir()
    for here, more in (("", ()), ("below", ()), ("below", ("--workspace", str(tmp_path)))):
        monkeypatch.chdir(tmp_path / here)
        assert cli.main(["validate", "--anew", *more]) == 2
        assert "cannot be read" in capsys.readouterr().err


def test_all_that_is_wrong_with_a_workspace_is_told_at_once(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'titel = "x"\nbase = "mine"\nextends = "no"\nlicense = "CC BY"\nlanguage = 3\n'
    (place / "kg.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(place)
    assert cli.main(["build"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [re.sub(r"^.*kg\.toml", "kg.toml", line).partition(";")[0] for line in told] == [
        "kg.toml, line 1: unknown key 'titel'",
        "kg.toml, line 3, extends: 'no' is not true or false",
        "kg.toml, line 5, language: 3 is not text",
        "kg.toml, line 2, base: 'mine' is none",
        "kg.toml, line 4, license: 'CC BY' is none",
    ]


def test_all_that_is_wrong_with_queries_registers_and_sources_is_told_by_one_build(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "queries/questions/a.rq": "#+ sumary: x\n#+ tags\nSELECT * { }",
        "queries/views/b.rq": "#+ summary: x\nSELEC * { }",
        "queries/charts/c.sparql": "SELECT * { }",
        "queries/violations/d.rq": "#+ summary: x\n#+ param s: stat. X.\nSELECT * { VALUES ?s { UNDEF } ?s ?p ?o }",
        "ontology/registers/vendors.csv": "id,rdf:type,rdfs:lable@en\n",
        "ontology/registers/states.xlsx": "",
        "sources/zz.toml": 'titl = "x"\n',
    }
    for file, text in files.items():
        (place / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(place)
    assert cli.main(["build"]) == 2
    told = [line.removeprefix("kg: ") for line in capsys.readouterr().err.splitlines()]
    assert [line for line in told if ";" in line] == [
        "questions/a.rq, line 1: nothing reads 'sumary'; did you mean 'summary'?",
        "questions/a.rq, line 2: front matter without 'key: value'; write '#+ key: value'",
        "questions/a.rq: no '#+ summary:' line; say in one line what it asks",
        "violations/d.rq, line 2: param 's' is of the unknown type 'stat'; did you mean 'state'?",
        "views/b.rq: not valid SPARQL: 'SELEC' is no form of query; did you mean 'SELECT'?; "
        "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        "charts/c.sparql: it is no query that is read; name it c.rq, or move it away",
        "registers/states.xlsx: it is no register that is read; save it as states.csv",
        "vendors.csv, line 1: no property is called 'rdfs:lable'; did you mean 'rdfs:label@en'?",
        "zz.toml, line 1: unknown key 'titl'; did you mean 'title'?",
        "registers: 2 more names of claims are in no row that can be read; correct the rows that are named above, "
        "and build again",
    ]


def test_all_queries_and_rows_that_collide_with_released_ones_are_told_at_once(place: Path) -> None:
    kg.workspace(place)
    for name in ("states-using", "vendors-by-reach"):
        (place / "queries" / "questions" / f"{name}.rq").write_text("#+ summary: x\nSELECT * { }", encoding="utf-8")
    with pytest.raises(QueryErrors) as error:
        query.read_all("questions")
    assert [line.partition(" is taken")[0].rpartition(": ")[2] for line in str(error.value).splitlines()] == [
        "the name 'states-using'",
        "the name 'vendors-by-reach'",
    ]
    rows = "id,rdf:type,rdfs:label@en\nhuawei,ais:Vendor,Hua Wei\nzte,ais:Vendor,Z T E\nmine,ais:Vendor,Mine\n"
    (place / "ontology" / "registers" / "vendors.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(RegisterErrors) as errors:
        register.read_all()
    told = [re.sub(r"^.*vendors\.csv", "vendors.csv", line) for line in str(errors.value).splitlines()]
    assert [line.partition(";")[0] for line in told] == [
        "vendors.csv, line 2: 'vendor:huawei' is released as 'Huawei'",
        "vendors.csv, line 3: 'vendor:zte' is released as 'ZTE'",
    ]


def test_a_folder_that_holds_something_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(TargetError, match="it holds something already"):
        workspace.new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_is_none_is_refused_and_no_workspace_is_no_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"there is no kg\.toml"):
        workspace.find(tmp_path)
    assert workspace.find(here=tmp_path) is None


def test_a_source_takes_the_place_of_a_released_one_where_it_says_so(place: Path) -> None:
    kg.workspace(place)
    path = place / "sources" / "quartz-2019-africa.toml"
    path.write_text('title = "Mine instead"\nreplaces = "quartz-2019-africa"\n', encoding="utf-8")
    found = source.read_all(*folders("sources"))
    assert found["quartz-2019-africa"].header.title == "Mine instead"
    assert found["example-report"].path.parent == found["quartz-2019-africa"].path.parent
    path.write_text('title = "Mine instead"\nreplaces = "aigs-2020"\n', encoding="utf-8")
    with pytest.raises(KgError, match=r"it replaces 'aigs-2020', and that is another id; name the file by the id"):
        source.read_all(*folders("sources"))


def test_what_comes_from_where_is_told_in_the_graph_and_of_a_question(place: Path) -> None:
    kg.workspace(place)
    lines = [*dataset.register_quads(register.released()), *dataset.workspace_quads(register.released())]
    mine = [line for line in lines if "/graph/own-register-vendors> ." in line]
    assert any("Huawei Example Subsidiary" in line for line in mine)
    assert not any('"Huawei"@en' in line for line in mine)
    assert any("example-cameras" in line for line in mine)
    assert any("dcterms:title" in line or "/title> " in line for line in lines if "/graph/workspace> ." in line)
    told = questionnaire.describe(query.find("my-customers"), {})
    assert "It is of the workspace 'Mine': queries/questions/my-customers.rq." in told
    assert "workspace" not in questionnaire.describe(query.find("states-using"), {})


@pytest.mark.parametrize(
    "base",
    [
        *(
            "https://a.example",
            "ftp://a.example/",
            "mine/",
            "https:///",
            "https://a.example/?x/",
            "https://a.example/#/",
        ),
        *(
            "https://a.example/\n/",
            "https://a.example/\r\nX: y/",
            "https://a.example/\x00/",
            "https://a.example/\u202e/",
        ),
        *("https://a.example/ b/", 'https://a.example/"/', "https://a.example/\\/", "https://a.example/\x85/", ""),
    ],
)
def test_a_base_that_would_be_more_than_the_beginning_of_iris_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="not a base for IRIs; give an http address that ends with a slash"):
        workspace.based(base)
    with pytest.raises(TargetError):
        workspace.new(tmp_path / "w", base=base or "/")
    assert workspace.based("https://a.example/ü/x/") == "https://a.example/ü/x/"


def test_base_publisher_and_license_of_a_workspace_are_those_of_what_it_publishes(place: Path) -> None:
    told = place / "kg.toml"
    keys = 'base = "https://example.net/desk/"\npublisher = "The desk"\nlicense = "https://example.net/terms"\n'
    told.write_text(told.read_text("utf-8") + keys, "utf-8")
    kg.workspace(place)
    assert (published_base(), base_in_use()) == ("https://example.net/desk/", BASE)
    assert (imprint().author, imprint().name, imprint().license) == ("The desk", "mine", "https://example.net/terms")
    lines = list(dataset.workspace_quads(register.released()))
    licensed = [line.split()[0] for line in lines if "/license> <https://example.net/terms>" in line]
    assert f"<{BASE}graph/own-register-vendors>" in licensed
    kg.workspace(None)
    assert (published_base(), imprint().name) == (BASE, "surveillance-kg")
