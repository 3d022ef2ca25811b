"""The library of questions as a description, Markdown, Turtle and OpenAPI, each read by the tool that uses it."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, RDFS

from kg import cli
from kg.answering import questionnaire
from kg.errors import UnknownName
from kg.namespace import folder
from kg.query import query

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def questions() -> list[query.Query]:
    return query.read_all("questions")


@pytest.fixture(scope="module")
def valid(released: ox.Store) -> dict[str, list[str]]:
    return questionnaire.valid_ids(released)


@pytest.fixture(scope="module")
def place(released_folder: Path) -> Path:
    return released_folder


def test_valid_ids_are_those_of_the_registers(valid: dict[str, list[str]]) -> None:
    assert "facial-recognition" in valid["technology"]
    assert "scheme" not in valid["technology"]
    assert "bri" in valid["initiative"]
    assert not {"integer", "date", "text", "iri", "claim"} & valid.keys()


def test_description_says_what_a_parameter_takes_and_gives_an_example_that_runs(
    valid: dict[str, list[str]], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = query.find("users-in-region")
    told = questionnaire.describe(question, valid)
    assert f"--param technology=…  (technology, default {question.params[1].default})" in told
    assert "one of ai-surveillance, artificial-intelligence, " in told
    assert question.text.rstrip() in told
    example = next(line for line in told.splitlines() if line.startswith("Example: kg ask "))
    assert cli.main([*example.removeprefix("Example: kg ").split(), "--graph", str(place)]) == 0
    assert "rows)" in capsys.readouterr().out


def test_example_gives_a_value_to_a_parameter_without_default(valid: dict[str, list[str]]) -> None:
    question = query.find("financing-of-supplies")
    assert f"--param state={valid['state'][0]}" in questionnaire.example(question, valid)


def test_description_without_a_graph_still_says_the_types() -> None:
    told = questionnaire.describe(query.find("states-using"), {})
    assert "an id, label or alias; or an IRI" in told


def test_description_says_where_a_question_cannot_cite(questions: list[query.Query]) -> None:
    for question in questions:
        assert ("it cannot cite" in questionnaire.describe(question, {})) is (question.claims is None)


def test_unknown_tag_is_an_error_that_lists_the_tags(questions: list[query.Query]) -> None:
    with pytest.raises(UnknownName, match="the tags are adoption, articles"):
        questionnaire.tagged(questions, "nope")
    with pytest.raises(UnknownName, match="did you mean 'vendor'"):
        questionnaire.tagged(questions, "vendr")
    assert all("vendor" in each.tags for each in questionnaire.tagged(questions, "vendor"))


def test_columns_are_the_variables_without_the_claims(questions: list[query.Query]) -> None:
    assert questionnaire.columns(query.find("states-using")) == ("state", "label", "modality")
    assert all(each.claims not in questionnaire.columns(each) for each in questions)


def test_markdown_has_a_section_for_each_question_and_no_broken_link(
    questions: list[query.Query], valid: dict[str, list[str]]
) -> None:
    page = questionnaire.to_markdown(questions, valid)
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    linked = [line.partition("](#")[2].partition(")")[0] for line in page.splitlines() if line.startswith("- [")]
    assert headings == linked == [each.name for each in questions]
    for line in page.splitlines():
        if line.startswith("| "):
            assert line.count("|") == 6, line


def test_turtle_is_read_by_rdflib_and_each_select_runs_with_its_prefixes(
    questions: list[query.Query], valid: dict[str, list[str]]
) -> None:
    written = rdflib.Graph().parse(data=questionnaire.to_turtle(questions, valid), format="turtle")
    core = rdflib.Graph().parse(folder("ontology") / "core.ttl")
    executables = set(written.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(executables) == len(questions)
    empty = ox.Store()
    for each in executables:
        ontology = written.value(each, SH.prefixes)
        declared = [
            (core.value(at, SH.prefix), core.value(at, SH.namespace)) for at in core.objects(ontology, SH.declare)
        ]
        assert declared
        text = str(written.value(each, SH.select))
        body = "\n".join(line for line in text.splitlines() if not line.startswith("PREFIX"))
        prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in declared)
        assert isinstance(empty.query(prefixes + body), ox.QuerySolutions), each
        assert isinstance(empty.query(text), ox.QuerySolutions), each
        assert written.value(each, RDFS.comment)
        assert written.value(each, DCTERMS.description)
        assert "#+" not in text


def test_openapi_is_valid_and_names_each_question_and_parameter(
    questions: list[query.Query], valid: dict[str, list[str]]
) -> None:
    from openapi_spec_validator import validate

    described = json.loads(questionnaire.to_openapi(questions, valid))
    validate(described | {"servers": [{"url": "http://example.org"}]})
    served = [each for each in questions if "everything" not in each.tags]
    assert set(described["paths"]) == {f"/question/{each.name}" for each in served}
    for question in served:
        get = described["paths"][f"/question/{question.name}"]["get"]
        common = ["limit", "offset", "cite"]
        assert [each["name"] for each in get["parameters"]] == [*(param.name for param in question.params), *common]
        assert set(get["tags"]) == set(question.tags)
    year = described["paths"]["/question/adoption-before-and-after-joining"]["get"]["parameters"][2]
    assert year["schema"] == {"type": "integer", "minimum": 1000, "maximum": 9999, "default": 2018}


def test_openapi_says_which_parameters_take_several_values(
    questions: list[query.Query], valid: dict[str, list[str]]
) -> None:
    described = json.loads(questionnaire.to_openapi(questions, valid))
    seen = set()
    for question in questions:
        path = described["paths"].get(f"/question/{question.name}")
        for param, told in zip(question.params, path["get"]["parameters"] if path else (), strict=False):
            seen.add(param.is_single)
            assert (told["schema"]["type"] == "array") is not param.is_single, (question.name, param.name)
            assert told.get("explode", False) is not param.is_single
            assert ("One value." in told["description"]) is param.is_single
            if not param.is_single and param.default:
                assert told["schema"]["default"] == [param.default]
                assert "default" not in told["schema"]["items"]
    assert seen == {True, False}


@pytest.mark.parametrize("format_", ["md", "ttl", "openapi"])
def test_list_is_written_in_each_format_with_a_tag_and_without_a_graph(
    format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ask", "--list", "--tag", "finance", "--format", format_, "--graph", str(tmp_path / "none")]
    assert cli.main(arguments) == 0
    out = capsys.readouterr().out
    assert "financing-of-supplies" in out
    assert "vendors-by-reach" not in out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--describe", "states-usin"], "did you mean 'states-using'?"),
        (["--list", "--tag", "nope"], "the tags are adoption"),
        (["--list", "--format", "csv"], "write one of table, md, ttl, openapi"),
        (["states-using", "--format", "openapi"], "it is a format of the list of questions"),
        (["suppliers-of-state", "--param", 'state="} DROP ALL #'], "no state is called"),
        (["states-using", "--param", "technology=scheme"], "no technology is called 'scheme'"),
        (["recipe for a chocolate cake"], "not used: 'recipe', 'chocolate', 'cake'"),
        (["which states use facial recognition?", "--param", "vendor=nec"], "plain words name their parameters"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_status_2(
    arguments: list[str], line: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", *arguments, "--graph", str(place)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert line in err.splitlines()[-1]
    assert "Traceback" not in err


def test_plain_words_are_answered_and_what_was_understood_goes_to_standard_error(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "where does Hikvision sell?", "--format", "csv", "--graph", str(place)]) == 0
    words, told = capsys.readouterr()
    typed = ["ask", "states-of-vendor", "--param", "vendor=hikvision", "--format", "csv", "--graph", str(place)]
    assert cli.main(typed) == 0
    assert words == capsys.readouterr().out
    assert "as typed: kg ask states-of-vendor --param vendor=hikvision" in told
    assert "Hikvision = vendor:hikvision" in told
