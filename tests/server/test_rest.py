"""The question library over HTTP: each question answers as in Python, and what it does not take is a problem."""

import json
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest

from kg import cli
from kg.answering import answer, questionnaire
from kg.namespace import BASE, iri
from kg.query import query
from kg.server import rest
from kg.server.reply import Asked, Reply
from kg.site import form
from kg.site.resource import Library

QUESTIONS = [each.name for each in query.read_all("questions") if "everything" not in each.tags]


def ask(library: Library, name: str, accept: str = "application/json", **given: str | list[str]) -> Reply:
    pairs = [(key, each) for key, value in given.items() for each in ([value] if isinstance(value, str) else value)]
    url = f"http://example.org/question/{name}?{urlencode(pairs, quote_via=quote)}"
    return rest.asked_question(library, Asked(url, accept, tuple(pairs)))


def test_the_description_is_that_of_the_command(
    library: Library, capsys: pytest.CaptureFixture[str], released_folder: Path
) -> None:
    reply = rest.openapi(library, Asked("http://example.org/openapi.json"))
    assert reply.media == "application/json"
    assert cli.main(["ask", "--list", "--format", "openapi", "--graph", str(released_folder)]) == 0
    served = json.loads(reply.body)
    assert served.pop("servers") == [{"url": "http://example.org"}]
    assert served == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_operation_of_the_description_answers_as_the_question_does(library: Library, name: str) -> None:
    document = json.loads(questionnaire.to_openapi([query.find(name)], {}))
    operation = document["paths"][f"/question/{name}"]["get"]
    question = query.find(name)
    given = {
        each["name"]: str(each["schema"]["default"][0] if each.get("explode") else each["schema"]["default"])
        for each in operation["parameters"]
        if "default" in each["schema"] and each["name"] in {param.name for param in question.params}
    }
    reply = ask(library, name, limit="10000", **given)
    assert reply.status == 200, reply.body
    assert reply.media in operation["responses"]["200"]["content"]
    wanted = answer.read(library.store, question.run(library.store, **given), question.claims)
    assert json.loads(reply.body) == json.loads(answer.to_json(wanted))[: rest.ROWS]
    assert ("X-Total-Count", str(len(wanted.rows))) in reply.headers


def test_answer_names_the_license_of_what_it_rests_on(library: Library) -> None:
    def link(name: str, **given: str) -> str:
        return dict(ask(library, name, "application/json", **given).headers).get("Link", "")

    assert link("states-of-vendor", vendor="huawei") == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert link("joining-by-year") == f'<{BASE}data#not-stated>; rel="license"'
    assert link("demonyms", limit="1") == ""


def test_a_value_is_an_id_a_label_or_an_iri_and_several_are_united(library: Library) -> None:
    by_id = ask(library, "suppliers-of-state", state="srb").body
    assert by_id == ask(library, "suppliers-of-state", state="Serbia").body
    assert by_id == ask(library, "suppliers-of-state", state=iri("state:srb")).body
    both = json.loads(ask(library, "states-using", technology=["facial-recognition", "smart-policing"]).body)
    assert len(both) > len(json.loads(ask(library, "states-using", technology="facial-recognition").body))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("vendors-by-reach", {"edition": ["aigs-2020", "aigs-2022"]}),
        ("regulations", {"since": ["2018", "2019"]}),
        ("states-of-two-vendors", {"second": ["zte", "nec"]}),
        ("vendors-by-reach", {"limit": ["1", "2"]}),
        ("vendors-by-reach", {"offset": ["0", "0"]}),
        ("vendors-by-reach", {"cite": ["true", "false"]}),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_parameter_given_twice_where_one_is_meant_is_refused_by_name(
    library: Library, name: str, given: dict[str, list[str]], accept: str
) -> None:
    reply = ask(library, name, accept, **given)
    assert reply.status == 400
    assert f"{next(iter(given))}: 2 values are given, and it takes one" in reply.body.decode().casefold()


def test_a_row_carries_its_claims_and_with_cite_their_receipts(library: Library) -> None:
    plain = json.loads(ask(library, "suppliers-of-state", state="srb").body)
    told = json.loads(ask(library, "suppliers-of-state", state="srb", cite="true").body)
    assert told["meta"]["question"] == "suppliers-of-state"
    assert told["meta"]["bound"] == "lower"
    assert {source["id"] for source in told["meta"]["sources"]} >= {"aigs-2020", "aigs-2022"}
    for row, noted in zip(plain, told["rows"], strict=True):
        assert row["claims"]
        assert [receipt["claim"] for receipt in noted["claims"]] == row["claims"]
        assert all(receipt["title"] and receipt["place"] for receipt in noted["claims"])
    noted_text = ask(library, "suppliers-of-state", "text/markdown", state="srb").body.decode()
    assert all(f"claim:{claim.rpartition('/')[2]}" in noted_text for row in plain for claim in row["claims"])
    table = ask(library, "suppliers-of-state", "text/csv", state="srb").body.decode()
    assert all(claim in table for row in plain for claim in row["claims"])


def test_limit_and_offset_cut_the_answer_and_its_claims_alike(library: Library) -> None:
    whole = json.loads(ask(library, "vendors-by-reach", least="1").body)
    part = ask(library, "vendors-by-reach", least="1", limit="3", offset="2")
    assert json.loads(part.body) == whole[2:5]
    assert ("X-Total-Count", str(len(whole))) in part.headers
    assert json.loads(ask(library, "vendors-by-reach", least="1", offset="100000").body) == []


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.2, text/markdown", "text/markdown"),
        ("application/sparql-query", "application/sparql-query"),
    ],
)
def test_the_accept_header_chooses_the_format(library: Library, accept: str, media: str) -> None:
    reply = ask(library, "suppliers-of-state", accept, state="srb")
    assert reply.media == media
    assert ("Vary", "Accept") in reply.headers


@pytest.mark.parametrize("suffix", rest.SUFFIXES)
def test_a_suffix_names_the_format(library: Library, suffix: str) -> None:
    assert ask(library, f"suppliers-of-state.{suffix}", "image/png", state="srb").media == rest.MEDIA[suffix]


def test_the_page_says_what_was_given_and_all_of_it_is_of_that_answer(library: Library) -> None:
    text = ask(library, "suppliers-of-state.html", state="Kenya", edition="", since="").body.decode()
    assert '<option value="ken" selected>Kenya</option>' in text
    assert "<title>Who supplies a state? (state: Kenya) · surveillance-kg</title>" in text
    assert text.count("/question/suppliers-of-state?state=ken") >= 4  # canonical, permalink twice, citations
    for suffix in ("csv", "json", "rq"):
        assert f'href="../question/suppliers-of-state.{suffix}?state=ken"' in text
    rows = json.loads(ask(library, "suppliers-of-state", state="ken").body)
    assert f"Answer: {len(rows)} rows" in text


@pytest.mark.parametrize("name", ["suppliers-of-state.html", "suppliers-of-state"])
def test_a_value_that_means_nothing_is_a_page_with_what_may_be_meant(library: Library, name: str) -> None:
    for given, said, link in (
        ({"state": "Serbja", "since": "2019"}, "Serbja", "suppliers-of-state.html?state=srb&amp;since=2019"),
        ({"state": "Congo"}, "Congo", "suppliers-of-state.html?state=cod"),
        ({"stat": "srb"}, "did you mean &#39;state&#39;?", "suppliers-of-state.html"),
        ({"since": "lately"}, "Give a year of four digits", "suppliers-of-state.html"),
        ({"state": "<script>alert(1)</script>"}, "&lt;script&gt;alert(1)", "suppliers-of-state.html"),
        ({"state": ""}, "no value is given", "suppliers-of-state.html"),
    ):
        reply = ask(library, name, "text/html", **given)
        text = reply.body.decode()
        named = given.get("state") in ("Serbja", "Congo", "<script>alert(1)</script>")
        assert (reply.status, reply.media) == (404 if named else 400, "text/html"), given
        assert said.casefold() in text.casefold(), given
        assert link in text, given
        assert "<script>alert" not in text


def test_a_question_that_is_not_there_is_a_page_with_those_of_a_like_name(library: Library) -> None:
    reply = ask(library, "supplier-of-state", "text/html", state="srb")
    assert (reply.status, reply.media) == (404, "text/html")
    assert 'href="../question/suppliers-of-state.html"' in reply.body.decode()


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_form_of_every_question_holds_its_defaults_and_takes_what_it_lists(library: Library, name: str) -> None:
    question = query.find(name)
    for field, param in zip(form.fields(library, question, {}), question.params, strict=True):
        assert field.values[0][0] == (param.default or ""), field.name
        ids = [id_ for id_, _ in field.options]
        assert not ids or not param.default or param.default in ids
        for id_ in {*ids[:1], *ids[-1:]}:
            assert form.faults(library, question, {param.name: [id_]}) == []


def test_a_value_cannot_become_part_of_the_query(library: Library) -> None:
    for hostile in ('srb> } # {"', "srb } UNION { ?s ?p ?o }", "state:srb ?x"):
        assert ask(library, "suppliers-of-state", state=hostile).status == 404
    text = ask(library, "suppliers-of-state.rq", state="Serbia").body.decode()
    assert f"VALUES ?state {{ <{iri('state:srb')}> }}" in text


@pytest.mark.parametrize(
    ("name", "given", "status", "said"),
    [
        ("supplier-of-state", {"state": "srb"}, 404, "did you mean 'suppliers-of-state'?"),
        ("suppliers-of-state", {"stat": "srb"}, 400, "did you mean 'state'?"),
        ("suppliers-of-state", {"state": "Serbja"}, 404, "did you mean 'Serbia'?"),
        ("states-using", {"technology": "nothing-of-the-kind"}, 404, "facial-recognition"),
        ("vendors-by-reach", {"least": "many"}, 400, "give a whole number"),
        ("vendors-by-reach", {"limit": "10001"}, 400, "from 0 to 10000"),
        ("vendors-by-reach", {"offset": "-1"}, 400, "is not valid"),
        ("vendors-by-reach", {"cite": "yes"}, 400, "give true or false"),
        ("vendors-by-reach.xml", {"least": "2"}, 404, "no document 'xml'"),
        ("..%2F..%2Fetc", {"least": "2"}, 404, "no question has this name"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    library: Library, name: str, given: dict[str, str], status: int, said: str
) -> None:
    reply = ask(library, name, **given)
    assert reply.status == status
    assert reply.media == "application/problem+json"
    told = json.loads(reply.body)
    assert told["status"] == status
    assert said in f"{told['title']}; {told['detail']}"


def test_no_acceptable_format_is_406_with_the_list(library: Library) -> None:
    reply = ask(library, "suppliers-of-state", "image/png", state="srb")
    assert reply.status == 406
    assert json.loads(reply.body)["valid"] == list(rest.MEDIA.values())


def test_over_http_parameters_are_answered_and_without_any_the_documents_are(released_server: str) -> None:
    with httpx.Client(base_url=released_server, timeout=60) as client:
        answered = client.get("/question/suppliers-of-state", params={"state": "srb"})
        assert (answered.status_code, answered.headers["content-type"]) == (200, "application/json")
        tag = answered.headers["etag"]
        again = client.get("/question/suppliers-of-state", params={"state": "srb"}, headers={"If-None-Match": tag})
        assert again.status_code == 304
        plain = client.get("/question/suppliers-of-state", headers={"Accept": "application/json"})
        assert (plain.status_code, plain.headers["location"]) == (303, "/question/suppliers-of-state.json")
        suffixed = client.get("/question/suppliers-of-state.csv", params={"state": "srb"})
        assert suffixed.headers["content-type"].startswith("text/csv")
        assert client.get("/openapi.json").json()["openapi"] == "3.1.0"
        assert client.get("/question/suppliers-of-state", params={"stat": "srb"}).status_code == 400
