"""The command: what it prints, and exit status 0 (done), 1 (findings) or 2 (one line says what is wrong)."""

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg as kg_package
from kg import cli
from kg.errors import Doubt
from kg.graph import store
from kg.namespace import BASE, version
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY, kg


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented world as a built store."""
    place = tmp_path_factory.mktemp("shelf")
    store.save(invented.tiny(place), place / "kg")
    return place / "kg"


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """Return a checkout with the invented registers and sources, whose files a test may break."""
    return invented.checkout(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a verb in this process; return exit status, output and errors."""
    status = cli.main([str(each) for each in arguments])
    return (status, *capsys.readouterr())


def failure(done: object) -> str:
    """Return the one line that a command which ended with status 2 wrote, but for progress."""
    status, out, err = done if isinstance(done, tuple) else (done.returncode, done.stdout, done.stderr)  # type: ignore[attr-defined]
    lines = [line for line in err.splitlines() if not line.endswith("…")]
    assert (status, out, len(lines)) == (2, "", 1), err
    return str(lines[0])


# build


def test_build_writes_a_store_and_reports_it(at: Path) -> None:
    done = kg("build", "--to", at / "out", at=at)
    assert done.returncode == 0, done.stderr
    assert f"written to {at / 'out'}" in done.stdout
    assert "0  findings" in done.stdout
    assert done.stderr.splitlines() == [f"kg: {step} …" for step in ("read", "infer", "build", "validate")]


def test_build_report_in_json_has_every_key(at: Path) -> None:
    done = kg("build", "--format", "json", at=at)
    report = json.loads(done.stdout)
    counts = {"quads", "derived", "claims", "situations", "sources", "states", "vendors", "findings"}
    assert report.keys() == counts | {"findingList", "kept", "left", "seconds", "shards", "target"}
    assert not any(report["left"].values())
    assert {key: report[key] for key in counts - {"quads"}} == {
        "derived": 11,
        "claims": 7,
        "situations": 6,
        "sources": 2,
        "states": 3,
        "vendors": 2,
        "findings": 0,
    }
    assert list(report["seconds"]) == ["read", "infer", "build", "validate"]
    assert (report["findingList"], report["target"]) == ([], "build/kg")


def test_build_with_findings_ends_with_status_1_and_lists_them(at: Path) -> None:
    (at / "sources" / "herald.toml").write_text(
        ARTICLE
        + SUPPLY.replace("Supply", "Use")
        .replace("supplier = ", "system = ")
        .replace("vendor:acme", "The Eye")
        .replace('recipient = "state:ada"\n', ""),
        encoding="utf-8",
    )
    done = kg("build", at=at)
    assert done.returncode == 1
    assert "herald.toml, claim 1: This use has neither a user nor a place; write user = 'state:…'" in done.stdout
    again = kg("validate", at=at)
    assert (again.returncode, again.stdout.startswith("herald.toml, claim 1: This use has neither")) == (1, True)


def _write(name: str, text: str) -> Callable[[Path], None]:
    def spoil(at: Path) -> None:
        (at / name).write_text(text, encoding="utf-8")

    return spoil


def _append(name: str, text: str) -> Callable[[Path], None]:
    def spoil(at: Path) -> None:
        with (at / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        pytest.param(
            _write("sources/herald.toml", ARTICLE + 'publishr = "X"\n'),
            "kg: herald.toml, line 3: unknown key 'publishr'; did you mean 'publisher'?",
            id="an unknown key",
        ),
        pytest.param(
            _write("sources/ledger.csv", "kind,supplier,recipient,row,column\nSupply,Acme,Adonia,2,A\n"),
            "kg: ledger.csv, line 2, recipient: 'Adonia' is not in the registers for Jurisdiction; "
            "did you mean 'Adania'?",
            id="an unknown state",
        ),
        pytest.param(
            _write("sources/herald.toml", ARTICLE + SUPPLY.replace("start = 0\nend = 30\n", "")),
            "kg: herald.toml, claim 1: a claim without a locator; "
            "say where it stands: start and end, row and column, or entry",
            id="a claim without a locator",
        ),
        pytest.param(
            _append(
                "sources/herald.toml",
                'disputes = []\n[[claim]]\nkind = "Use"\nuser = "Adania"\n'
                'technology = "sensing"\nstart = 0\nend = 9\nphrase = "Beta sold"\n',
            ),
            "kg: herald.toml, claim 3: the phrase 'Beta sold' does not occur at 0–9; quote the text letter by letter",
            id="a phrase that does not occur",
        ),
        pytest.param(
            _append("sources/herald.toml", "[[claim]\n"),
            "kg: herald.toml, line ",
            id="broken TOML",
        ),
        pytest.param(
            _write("sources/ledger.csv", 'kind,row\nUse,"2\n'),
            "kg: ledger.csv, line 2: a quotation mark that opens here is never closed; close it at the end of the cell",
            id="broken CSV",
        ),
        pytest.param(
            _append("ontology/registers/vendors.csv", "acme,ais:Vendor,Other,\n"),
            "kg: vendors.csv, line 4: 'vendor:acme' is in the file twice; give one another id",
            id="a broken register",
        ),
        pytest.param(
            _write("ontology/technology.ttl", "<x:a> <x:b>\n\n  ."),
            "kg: technology.ttl, line 3: not valid Turtle (",
            id="broken Turtle",
        ),
        pytest.param(
            _write("ontology/shapes.ttl", "<x:a> <x:b> <x:c> ."),
            "kg: shapes.ttl: no node shape targets a kind of situation; restore the file",
            id="shapes without kinds",
        ),
        pytest.param(
            _write("queries/rules/odd.rq", "#+ summary: Odd.\nSELECT * { ?s ?p ?o }\n"),
            "kg: rules/odd.rq: not a CONSTRUCT of one triple pattern; write CONSTRUCT { ?s ex:p ?o } WHERE { … }",
            id="a rule that is none",
        ),
        pytest.param(
            _write(
                "queries/rules/odd.rq",
                "#+ summary: Odd.\nPREFIX x: <http://x/>\nCONSTRUCT { ?s x:p ?o } WHERE { ?s x:q ?o . FILTER( }\n",
            ),
            "kg: rules/odd.rq, line 3, column ",
            id="a rule that is not SPARQL",
        ),
        pytest.param(
            _write("queries/violations/odd.rq", "#+ summary: Odd.\nSELECT ?resource ?message { ?resource }\n"),
            "kg: violations/odd.rq, line 2, column ",
            id="a violation query that is not SPARQL",
        ),
        pytest.param(
            _write("queries/violations/odd.rq", "#+ summary: Odd.\nSELECT ?thing { ?thing ?p ?o }\n"),
            "kg: violations/odd.rq: it selects ?thing; a violation selects ?resource and ?message",
            id="a violation query of other columns",
        ),
        pytest.param(
            _write("queries/violations/odd.rq", "SELECT ?resource ?message { }\n"),
            "kg: violations/odd.rq: no '#+ summary:' line; say in one line what it asks",
            id="a query without a summary",
        ),
        pytest.param(
            _write("build", "mine"),
            "/build/kg: cannot be written (",
            id="a target below a file",
        ),
        pytest.param(
            lambda at: _write("diary.txt", "mine")(invented.write(at / "build" / "kg", "diary", ARTICLE)),
            "/build/kg: it exists and is not a built store: it has no kg.json of ours; name another folder",
            id="a target of other things",
        ),
    ],
)
def test_build_of_broken_input_is_one_line_and_status_2(at: Path, spoil: Callable[[Path], None], line: str) -> None:
    spoil(at)
    found = failure(kg("build", at=at))
    assert found.startswith(line) if line.startswith("kg:") else line in found
    assert ";" in found
    assert not (at / "build" / "kg" / "CURRENT").exists()


def test_build_into_the_root_folder_is_one_line(at: Path) -> None:
    assert failure(kg("build", "--to", "/", at=at)).startswith("kg: /: ")


def test_build_of_a_folder_that_is_not_there_is_one_line(at: Path) -> None:
    assert failure(kg("build", "--sources", "nowhere", at=at)) == (
        "kg: nowhere: no such folder of sources; name a folder that holds <id>.toml files"
    )


def test_build_of_an_id_twice_is_one_line(at: Path, tmp_path: Path) -> None:
    more = invented.write(tmp_path / "more", "herald", ARTICLE)
    assert failure(kg("build", "--sources", more, at=at)) == (
        f"kg: {more / 'herald.toml'}: the id 'herald' is taken by {at / 'sources' / 'herald.toml'}; rename the file"
    )


def test_build_reads_the_sources_of_a_reader(at: Path, tmp_path: Path) -> None:
    more = invented.write(tmp_path / "more", "notes", ARTICLE + SUPPLY)
    done = kg("build", "--sources", more, "--format", "json", at=at)
    assert json.loads(done.stdout)["sources"] == 3


# ask


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(
            ("vendors-by-rech",),
            "kg: 'vendors-by-rech': no question has this name; did you mean 'vendors-by-reach'?",
            id="a misspelt question",
        ),
        pytest.param(
            ("zzz",), "kg: 'zzz': no question has this name; 'kg ask --list' lists them", id="an unknown question"
        ),
        pytest.param(
            ("states-using", "--param", "tecnology=sensing"),
            "kg: states-using: no parameter 'tecnology'; did you mean 'technology'?",
            id="a misspelt parameter",
        ),
        pytest.param(
            ("states-using", "--param", "technology"),
            "kg: --param technology: not name=value; write for example --param state=Serbia",
            id="a parameter without a value",
        ),
        pytest.param(
            ("profile-of-state", "--param", "state=Adonia"),
            "kg: profile-of-state, state: no state is called 'Adonia'; did you mean 'Adania'? valid: ada, bor, cyr",
            id="a misspelt state",
        ),
        pytest.param(
            ("profile-of-state", "--param", "state=Adannia"),
            "kg: profile-of-state, state: no state is called 'Adannia'; did you mean 'Adania'? valid: ada, bor, cyr",
            id="a misspelling that sources print",
        ),
        pytest.param(
            ("things", "--param", "thing=http://x> } DROP ALL #"),
            "kg: things, thing: 'http://x> } DROP ALL #' is not an IRI; give an IRI or a CURIE such as vendor:huawei",
            id="an IRI that would end early",
        ),
        pytest.param(
            ("--sparql", "SELECT"),
            "kg: --sparql, line 1, column 7: not valid SPARQL: the query is not complete after 'SELECT'; "
            "correct the query there",
            id="SPARQL that is broken",
        ),
        pytest.param(
            ("--sparql", "DROP ALL"),
            "kg: --sparql: it is an update; ask with SELECT, ASK, CONSTRUCT or DESCRIBE: this only reads",
            id="an update",
        ),
        pytest.param(
            ("--sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
            "kg: --sparql: it calls another endpoint with SERVICE; ask that endpoint itself",
            id="a call of another endpoint",
        ),
        pytest.param(("--file", "nowhere.rq"), "kg: nowhere.rq: cannot be read (", id="a file that is not there"),
        pytest.param((), "kg: kg ask: 0 questions given; name one question, or give --sparql or --file", id="nothing"),
        pytest.param(
            ("size", "--sparql", "ASK {}"),
            "kg: kg ask: 2 questions given; name one question, or give --sparql or --file",
            id="two questions",
        ),
        pytest.param(
            ("size", "--cite"),
            "kg: size: it names no variable that carries claims; ask without --cite",
            id="citations of a question without claims",
        ),
        pytest.param(
            ("--sparql", "ASK {}", "--param", "a=b"),
            "kg: --param: parameters belong to a question by name; write the value into the query",
            id="a parameter of SPARQL text",
        ),
    ],
)
def test_ask_of_what_cannot_be_answered_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], shelf: Path, arguments: tuple[str, ...], line: str
) -> None:
    found = failure(run(capsys, "ask", *arguments, "--graph", shelf))
    assert found == line or (line.endswith((": ", "(")) and found.startswith(line))


def test_ask_as_a_process_ends_with_status_2_and_one_line(shelf: Path) -> None:
    assert failure(kg("ask", "vendors-by-rech", "--graph", shelf)) == (
        "kg: 'vendors-by-rech': no question has this name; did you mean 'vendors-by-reach'?"
    )


def test_ask_before_a_build_is_one_line(at: Path) -> None:
    assert failure(kg("ask", "size", at=at)) == "kg: build/kg: no graph is built here; run 'kg build --to build/kg'"


def test_ask_answers_with_names_as_ids_labels_or_aliases(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    answers = {
        run(capsys, "ask", "suppliers-of-state", "--param", f"state={name}", "--graph", shelf)
        for name in ("ada", "state:ada", "Adania", "ADANIA", "Kingdom of Adania", BASE + "state/ada")
    }
    ((status, out, err),) = answers
    assert (status, err) == (0, "")
    assert "vendor:acme" in out


def test_ask_takes_a_parameter_several_times(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    given = ("--param", "state=ada", "--param", "state=bor")
    _, out, _ = run(capsys, "ask", "suppliers-of-state", *given, "--graph", shelf)
    assert "vendor:acme" in out
    assert "vendor:beta" in out


@pytest.mark.parametrize(
    ("question", "name", "values"),
    [
        ("vendors-by-reach", "edition", ("herald", "ledger")),
        ("vendors-by-reach", "edition", ("herald", "herald")),
        ("adoption-over-editions", "later", ("herald", "ledger")),
        ("states-of-two-vendors", "first", ("acme", "beta")),
        ("regulations", "since", ("2018", "2019")),
        ("vendors-by-reach", "least", ("1", "2", "3")),
    ],
)
def test_ask_refuses_several_values_where_one_is_meant(
    question: str, name: str, values: tuple[str, ...], capsys: pytest.CaptureFixture[str], shelf: Path
) -> None:
    given = [word for value in values for word in ("--param", f"{name}={value}")]
    told = f"{len(values)} values are given, and it takes one; give {name} once, and ask again for the other"
    assert failure(run(capsys, "ask", question, *given, "--graph", shelf)) == f"kg: {question}, {name}: {told}"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"SELECT (2 AS ?two) {}", 0),
        (b"\xef\xbb\xbfSELECT (2 AS ?two) {}", 0),
        (b"", 2),
        (b"\xff\xfe", 2),
        (b"SELECT", 2),
    ],
)
def test_ask_of_standard_input_answers_it(text: bytes, status: int, shelf: Path) -> None:
    command = [sys.executable, "-m", "kg", "ask", "--file", "-", "--format", "csv", "--graph", str(shelf)]
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (status, b"" if status else b"two\n2\n")
    assert not status or (done.stderr.startswith(b"kg: standard input") and done.stderr.count(b"\n") == 1)


def test_ask_without_a_row_says_which_parameters_were_taken_for_granted(
    capsys: pytest.CaptureFixture[str], shelf: Path
) -> None:
    asked = ("ask", "states-of-vendor", "--param", "vendor=beta", "--graph", shelf)
    status, out, err = run(capsys, *asked)
    assert (status, "(0 rows)" in out) == (0, True)
    assert err == "kg: no row with edition=aigs-2022, which --param changes\n"
    assert run(capsys, *asked, "--param", "edition=herald")[2] == ""


def test_value_of_a_parameter_may_hold_an_equals_sign(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    line = failure(run(capsys, "ask", "profile-of-state", "--param", "state=a=b", "--graph", shelf))
    assert line == "kg: profile-of-state, state: no state is called 'a=b'; valid: ada, bor, cyr"


@pytest.mark.parametrize("format_", ["table", "csv", "json", "md"])
def test_ask_cites_in_every_format(capsys: pytest.CaptureFixture[str], shelf: Path, format_: str) -> None:
    given = ("--param", "state=ada", "--format", format_, "--cite", "--graph", shelf)
    status, out, _ = run(capsys, "ask", "suppliers-of-state", *given)
    assert status == 0
    assert (BASE + "claim/" if format_ in ("csv", "json") else "Cameras everywhere: characters 0–30") in out


def test_ask_json_with_citations_tells_its_license_and_results_of_sparql_lead_to_it(
    capsys: pytest.CaptureFixture[str], shelf: Path
) -> None:
    given = ("ask", "suppliers-of-state", "--param", "state=ada", "--cite", "--graph", shelf, "--format")
    _, out, _ = run(capsys, *given, "json")
    told = json.loads(out)
    assert (told["meta"]["license"], told["meta"]["bound"]) == ("not stated", "lower")
    assert all(row["claims"][0]["title"] for row in told["rows"])
    _, out, _ = run(capsys, *given, "sparql-json")
    assert json.loads(out)["head"]["link"] == [BASE + "source/herald", BASE + "source/ledger"]
    line = failure(run(capsys, *given, "sparql-xml"))
    assert line == "kg: --format sparql-xml: it has no place for citations; ask without --cite"


def test_ask_json_rows_carry_iris_labels_and_types(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    given = ("--param", "state=ada", "--format", "json", "--graph", shelf)
    _, out, _ = run(capsys, "ask", "suppliers-of-state", *given)
    assert {"iri": BASE + "vendor/acme", "label": "Acme", "type": "ais:Vendor"} in [
        value for row in json.loads(out) for value in row.values()
    ]


def test_ask_of_a_file_answers_it(capsys: pytest.CaptureFixture[str], shelf: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("SELECT (1 + 1 AS ?two) {}", encoding="utf-8")
    assert run(capsys, "ask", "--file", path, "--format", "csv", "--graph", shelf) == (0, "two\n2\n", "")


def test_ask_list_names_every_question_with_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "ask", "--list")
    assert status == 0
    for path in (invented.ROOT / "queries" / "questions").glob("*.rq"):
        assert f"\n{path.stem}: " in "\n" + out
    assert "    --param technology=…  (technology, default facial-recognition)" in out


def test_ask_list_by_tag_names_those_questions_only(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "ask", "--list", "--tag", "reach")
    named = [line.partition(":")[0] for line in out.splitlines() if not line.startswith(" ")]
    assert named == [question.name for question in query.read_all("questions") if "reach" in question.tags]
    assert "vendors-by-reach" in named


# why, infer, validate


def test_why_tells_rule_and_receipts(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    status, out, _ = run(capsys, "why", "state:ada", "ais:usesTechnologyFrom", "state:bor", "--graph", shelf)
    lines = [line.strip() for line in out.splitlines()]
    assert status == 0
    assert lines[0] == "state:ada ais:usesTechnologyFrom state:bor"
    assert lines[1].startswith("rule uses-technology-from: ")
    assert [line for line in lines if line.startswith("- Ledger: row 2, column Home, cell “Boria”; asserted; claim:")]
    assert [line for line in lines if line.startswith("- Cameras everywhere: characters 0–30; asserted; claim:")]


@pytest.mark.parametrize(
    ("names", "line"),
    [
        pytest.param(
            ("vendor:acme", "ais:suppliesTo", "state:cyr"),
            "kg: vendor:acme ais:suppliesTo state:cyr: this triple is not in the graph; "
            "'kg ask profile-of-state' lists what holds of a state",
            id="a triple that does not hold",
        ),
        pytest.param(
            ("vendor:a>b", "ais:suppliesTo", "state:cyr"),
            "kg: 'vendor:a>b': not an IRI; give an IRI or a CURIE such as vendor:huawei",
            id="no IRI",
        ),
        pytest.param(
            ("acme", "ais:suppliesTo", "state:cyr"),
            "kg: 'acme': neither a CURIE nor an IRI; did you mean 'vendor:acme'?",
            id="no CURIE",
        ),
        pytest.param(
            ("vendor:acme", "ais:suppliesTo", "Kingdom of Adania"),
            "kg: 'Kingdom of Adania': neither a CURIE nor an IRI; did you mean 'state:ada'?",
            id="another name",
        ),
        pytest.param(
            ("vendor:acme", "ais:suppliesTo", "nobody"),
            "kg: 'nobody': neither a CURIE nor an IRI; write its prefix, as in vendor:huawei",
            id="a name of nothing",
        ),
        *(
            pytest.param(
                ("vendor:acme", name, "state:cyr"),
                f"kg: '{name}': neither a CURIE nor an IRI; did you mean '{meant}'?",
                id=name,
            )
            for name, meant in (
                ("suppliesTo", "ais:suppliesTo"),
                ("suppliesto", "ais:suppliesTo"),
                ("listedon", "ais:listedOn"),
                ("memberOf", "ais:memberOf"),
            )
        ),
        pytest.param(
            ("vendor:acme", "quux", "state:cyr"),
            "kg: 'quux': neither a CURIE nor an IRI; write it as ais:suppliesTo; 'kg document' lists the properties",
            id="no property",
        ),
    ],
)
def test_why_of_what_is_not_in_the_graph_is_one_line(
    capsys: pytest.CaptureFixture[str], shelf: Path, names: tuple[str, ...], line: str
) -> None:
    assert failure(run(capsys, "why", *names, "--graph", shelf)) == line


def test_infer_lists_the_rules_with_their_numbers(capsys: pytest.CaptureFixture[str], shelf: Path) -> None:
    status, out, _ = run(capsys, "infer", "--graph", shelf)
    assert status == 0
    assert "      2  supplies-to: " in out


@pytest.mark.parametrize("more", [(), ("--reference",)], ids=["compiled", "pySHACL"])
def test_validate_of_a_sound_graph_ends_with_status_0(
    capsys: pytest.CaptureFixture[str], shelf: Path, more: tuple[str, ...]
) -> None:
    assert run(capsys, "validate", *more, "--graph", shelf) == (0, "", "0 findings\n")


def test_validate_of_texts_that_are_not_there_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert failure(run(capsys, "validate", "--texts", tmp_path / "nowhere")) == (
        f"kg: {tmp_path / 'nowhere'}: no such folder; name the folder that holds the original texts"
    )


# The command itself


def test_command_without_a_verb_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    for verb in ("build", "infer", "why", "validate", "ask", "draw"):
        assert f"    {verb} " in out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("dance",), "kg: command line: argument VERB: there is no 'dance'; choose from "),
        (("bild",), "kg: command line: argument VERB: there is no 'bild'; did you mean 'build'?"),
        (("ask", "size", "--format", "xml"), "kg: kg ask: argument --format: there is no 'xml'; "),
        (("ask", "--nothing"), "kg: command line: unrecognized arguments: --nothing; "),
        (("ask", "--parm", "a=b"), "kg: command line: unrecognized arguments: --parm; did you mean '--param'?"),
        (("why", "vendor:acme"), "kg: kg why: the following arguments are required: "),
        (("build", "--to"), "kg: kg build: argument --to: expected one argument; 'kg build --help' lists"),
    ],
)
def test_command_that_is_misspelt_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], line: str
) -> None:
    assert cli.main(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith(line)
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("ask", "size", "--format", "csv", "--format", "json"), "--format"),
        (("ask", "size", "--graph=a", "--param", "x=1", "--graph", "a"), "--graph"),
        (("build", "--to", "a", "--public", "--to", "b"), "--to"),
        (("build", "--memory", "1G", "--memory=2G"), "--memory"),
        (("serve", "--port", "1", "--quiet", "--port", "2"), "--port"),
        (("publish", "--to", "a", "--workspace", "b", "--workspace", "c"), "--workspace"),
    ],
)
def test_an_option_of_one_value_that_is_given_twice_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], option: str
) -> None:
    told = failure(run(capsys, *arguments))
    assert told == f"kg: kg {arguments[0]}: {option}: it is given twice, and takes one value; leave one of them out"


def test_a_parser_takes_an_option_once_in_each_run(capsys: pytest.CaptureFixture[str]) -> None:
    taken = cli.parser("ask")
    for format_ in ("csv", "json"):
        words = ["ask", "size", "--param", "a=1", "--param", "a=2", "--list", "--list", "--format", format_]
        given = taken.parse_args(words)
        assert (given.param, given.list, given.format) == (["a=1", "a=2"], True, format_)


def test_reader_that_stops_early_is_no_error(shelf: Path) -> None:
    command = f"'{sys.executable}' -m kg ask names --graph '{shelf}' | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=invented.ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_a_query_that_would_never_end_is_ended_by_ctrl_c(shelf: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    words = [sys.executable, "-m", "kg", "ask", "--graph", str(shelf), "--sparql", endless]
    heeded = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a run in the background ignores it
    with subprocess.Popen(words, stderr=subprocess.PIPE, cwd=invented.ROOT, preexec_fn=heeded) as asked:
        try:
            at_work = Path(f"/proc/{asked.pid}/stat")
            while asked.poll() is None and int(at_work.read_text().split()[13]) < 2 * os.sysconf("SC_CLK_TCK"):
                time.sleep(0.05)
            asked.send_signal(signal.SIGINT)
            assert (asked.communicate(timeout=120)[1], asked.returncode) == (b"", -signal.SIGINT)
        finally:
            asked.kill()


def test_store_of_another_checkout_is_not_touched_by_asking(shelf: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kg"
    shutil.copytree(shelf, copy)
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    kg("ask", "size", "--graph", copy)
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_command_tells_the_version_of_the_toolkit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert (end.value.code, capsys.readouterr().out) == (0, f"kg {kg_package.__version__}\n")
    assert kg_package.__version__ == version()


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "size"),
        ("ask", "which states are supplied by Acme?"),
        ("ask", "--sparql", "ASK { ?s ?p ?o }"),
        ("associate", "membership-and-supply"),
        ("check", "article.txt"),
        ("draw", "vendor-to-state", "--to", "view.html"),
        ("infer",),
        ("infer", "--owl"),
        ("mcp",),
        ("network", "vendor-to-state"),
        ("publish", "site"),
        ("serve", "--port", "0"),
        ("validate",),
        ("why", "vendor:acme", "ais:suppliesTo", "state:ada"),
    ],
    ids=" ".join,
)
def test_verb_on_a_graph_of_another_version_says_so_in_one_line(
    words: tuple[str, ...],
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text("Acme sold cameras to 12 states.\n", encoding="utf-8")
    shutil.copytree(shelf, tmp_path / "kg")
    told = (tmp_path / "kg" / "kg.json").read_text(encoding="utf-8")
    (tmp_path / "kg" / "kg.json").write_text(told.replace(version(), "0.0.9"), encoding="utf-8")
    before = {path.name for path in tmp_path.iterdir()}
    line = f"kg: kg: version 0.0.9 built this graph, and this is {version()}; run 'kg build --to kg'"
    assert failure(run(capsys, *words, "--graph", "kg")) == line
    assert {path.name for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "size"),
        ("ask", "how many states use facial recognition"),
        ("why", "vendor:acme", "ais:suppliesTo", "state:ada"),
        ("validate",),
        ("infer",),
        ("check", "article.txt"),
        ("network", "vendor-to-state"),
        ("draw", "vendor-to-state", "--to", "a.svg"),
        ("explore", "--to", "a.html"),
        ("export", "rdf12"),
        ("diff", "herald", "ledger"),
        ("watch", "size"),
    ],
    ids=" ".join,
)
def test_verb_on_a_graph_without_its_mark_says_that_its_version_is_not_known(
    words: tuple[str, ...], shelf: Path, tmp_path: Path
) -> None:
    (tmp_path / "article.txt").write_text("Acme sold cameras to 12 states.\n", encoding="utf-8")
    shutil.copytree(shelf, tmp_path / "kg")
    (tmp_path / "kg" / "kg.json").unlink()
    line = f"kg: {tmp_path / 'kg'}: it has no kg.json, so nobody can tell which version made it; "
    told = [str(tmp_path / word) if "." in word and word[0] != "r" else word for word in words]
    done = kg(*told, "--graph", tmp_path / "kg")
    assert done.stderr.count(f"{line}run 'kg build --to {tmp_path / 'kg'}'\n") == 1
    assert done.stderr.count("kg.json") == 1
    assert "Traceback" not in done.stderr


def test_a_store_of_another_program_is_not_told_to_be_built_anew(tmp_path: Path) -> None:
    import pyoxigraph as ox

    ox.Store(str(tmp_path / "kg")).flush()
    with pytest.warns(Doubt, match=r"no kg\.json, .*; name the folder that 'kg build --to' wrote"):
        store.open_store(tmp_path / "kg")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("why", "vendor:acme", "ais:suppliesTo", "state:ada"), "“"),
        (("ask", "--sparql", 'SELECT ("Türkiye 中国" AS ?name) {}', "--format", "json"), "Türkiye 中国"),
        (("ask", "no such name as Ådania", "--graph", "Ådania"), "Ådania"),
    ],
    ids=["a receipt", "JSON", "an error"],
)
def test_output_is_utf_8_whatever_the_locale_is(words: tuple[str, ...], said: str, encoding: str, shelf: Path) -> None:
    command = [sys.executable, "-m", "kg", *words]
    command += [] if "--graph" in words else ["--graph", str(shelf)]
    variables = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=invented.ROOT, env=variables, capture_output=True, check=False)
    told = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in told
    assert said in told


def test_output_is_utf_8_in_a_locale_without_it(shelf: Path) -> None:
    variables = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "kg", "why", "vendor:acme", "ais:suppliesTo", "state:ada", "--graph", str(shelf)]
    done = subprocess.run(command, cwd=invented.ROOT, env=variables, capture_output=True, check=True)
    assert "vendor:acme ais:suppliesTo state:ada" in done.stdout.decode("utf-8")
    assert "“" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("option", [("--on", "dask://127.0.0.1:1"), ("--parts", "memory://x"), ("--to", "http://x/y")])
def test_error_of_ours_while_a_build_is_made_is_not_told_as_one_of_an_endpoint(
    option: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("kg.graph.pipeline.build", broken)
    more = ["--parts", "memory://y"] if option[0] == "--on" else []
    with pytest.raises(ValueError, match="ours"):
        cli.main(["build", *option, *more])


@pytest.mark.parametrize("words", [("ask", "headline-figures"), ("doctor",)])
def test_an_output_that_is_full_is_one_line(released_folder: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "kg", *words, "--graph", str(released_folder)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "kg: standard output: " in done.stderr
    assert "Traceback" not in done.stderr
