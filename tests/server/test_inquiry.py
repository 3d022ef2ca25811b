"""Plain words over HTTP, in a notebook and by an assistant: the answer of the command line, or its refusal."""

import json
import re
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pyoxigraph as ox
import pytest

import kg
from kg import cli
from kg.errors import Unanswered, UnknownName
from kg.query import query
from kg.server import inquiry, repertory
from kg.server.reply import Asked, Reply
from kg.server.shelf import Shelf
from kg.site.resource import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = "African countries supplied by Huawei but not by ZTE"
REFUSED = "which Huawei phone has the best camera?"


def ask(library: Library, text: str, accept: str = "application/json", **given: str) -> Reply:
    pairs = {"q": text, **given}
    return inquiry.asked_words(
        library, Asked(f"http://example.org/ask?{urlencode(pairs)}", accept, tuple(pairs.items()))
    )


def test_answer_is_that_of_the_command(
    library: Library, released: ox.Store, released_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = ask(library, TEXT)
    assert (reply.status, reply.media) == (200, "application/json")
    told = json.loads(reply.body)
    assert cli.main(["ask", TEXT, "--format", "json", "--graph", str(released_folder)]) == 0
    assert told["rows"] == json.loads(capsys.readouterr().out) != []
    assert [(part["sign"], part["question"]) for part in told["parts"]] == [
        ("+", "states-in-region"),
        ("+", "states-of-vendor"),
        ("-", "states-of-vendor"),
    ]
    assert told["total"] == len(told["rows"]) == len(kg.ask(TEXT, graph=released))
    assert {source["id"] for source in told["meta"]["sources"]} >= {"aigs-2022"}
    assert told["meta"]["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_questions_one_after_the_other_are_said_to_be_and_their_numbers_are_told(library: Library) -> None:
    text = "What fraction of African states run smart policing?"
    assert json.loads(ask(library, text).body)["counted"] == ["share:      10 of 54, 19 %"]
    page = ask(library, text, "text/html").body.decode()
    assert "10 of 54, 19 %" in page
    assert "1. Which African states?</h2>" in page
    assert "The rows are those that all of these have" not in page
    assert "The rows are those that all of these have" in ask(library, TEXT, "text/html").body.decode()


def test_question_without_rows_among_several_is_no_denial(library: Library) -> None:
    page = ask(library, "Which of Kenya, Ghana and Nigeria use facial recognition?", "text/html").body.decode()
    headings = re.findall(r"<h2 id=[^>]*>(.*?)</h2>\s*<p class=\"lead\">(.*?)</p>", page)
    assert [heading[0] for heading, _ in headings] == ["1", "2", "3"]
    assert [said == "No source here says so, and that is no denial." for _, said in headings] == [False, True, True]


def test_what_the_rows_say_is_told_in_words(library: Library) -> None:
    text = "Does Kenya use smart policing or facial recognition?"
    told = json.loads(ask(library, text).body)["answer"]
    assert [line.partition(",")[0] for line in told] == ["question 1: yes", "question 2: yes"]
    page = ask(library, text, "text/html").body.decode()
    assert page.count('<p class="lead">Yes, by ') == 2
    assert '<th scope="col">started</th>' not in page, "a column without a value"
    assert page.count('id="rows1"') == page.count('id="rows2"') == 1


def test_page_shows_the_parts_and_the_claims_of_every_row(library: Library) -> None:
    reply = ask(library, TEXT, "text/html")
    page = reply.body.decode()
    assert reply.status == 200
    assert "kg ask states-of-vendor --param vendor=huawei" in page
    assert "Without: " in page
    assert 'aria-label="Claim 1 of this row"' in page


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_what_nothing_answers_is_refused_with_what_was_not_used(library: Library, accept: str) -> None:
    reply = ask(library, REFUSED, accept)
    assert reply.status == 422
    assert "not used" in reply.body.decode()
    assert "phone" in reply.body.decode()


@pytest.mark.parametrize(
    "text",
    [
        REFUSED,
        "vendors that Huawei likes",
        "who supplies Narnia?",
        "qwerty asdf",
        "",
        "who supplies Congo?",
        "What is the price of Hikvision cameras in Serbia & Kenya?",
        "../../etc/passwd",
        "which vendors supply <b>Kenya</b> -- or else",
    ],
)
def test_a_page_that_refuses_is_in_the_words_of_the_page(library: Library, text: str) -> None:
    reply = ask(library, text, "text/html")
    page = reply.body.decode()
    assert reply.status == 422
    main = page[page.index("<main") : page.index("</main>")].replace(escape(text, quote=False), "")
    assert "kg ask" not in main
    assert "--param" not in main
    assert "--anyway" not in main


def test_the_nearest_question_can_be_run_from_the_page_that_refuses(library: Library) -> None:
    page = ask(library, "states supplied by Huawei & Narnia", "text/html").body.decode()
    (target,) = re.findall(r'href="([^"]*anyway=true)"', page)
    asked = dict(parse_qsl(urlsplit(unescape(target)).query))
    assert asked == {"q": "states supplied by Huawei & Narnia", "anyway": "true"}
    assert ask(library, asked["q"], "text/html", anyway="true").status == 200
    summary = query.find("states-of-vendor").summary
    assert f'<a href="question/states-of-vendor.html">{summary}</a>' in page
    assert "states-of-vendor" not in re.sub(r"<[^>]*>", "", page)


@pytest.mark.parametrize("name", ["q", "limit", "anyway", "format"])
def test_a_parameter_given_twice_is_refused_by_name(library: Library, name: str) -> None:
    pairs = (("q", TEXT), ("limit", "3"), ("anyway", "true"), ("format", "json"))
    given = (*pairs, next(pair for pair in pairs if pair[0] == name))
    reply = inquiry.asked_words(library, Asked(f"http://example.org/ask?{urlencode(given)}", "*/*", given))
    assert reply.status == 400
    assert json.loads(reply.body)["detail"].startswith(f"{name}: 2 values are given, and it takes one")


def test_what_is_to_be_done_names_parameters_and_no_option(library: Library) -> None:
    assert "; anyway=true runs it" in json.loads(ask(library, "who supplies green cheese").body)["detail"]
    assert "; /openapi.json lists the questions" in json.loads(ask(library, "zzz qqq").body)["detail"]


def test_nearest_question_is_run_anyway_with_its_warning(library: Library) -> None:
    told = json.loads(ask(library, "countries that Huawei secretly supplies", anyway="true").body)
    assert told["warning"] == "not used: 'secretly'"
    assert [part["question"] for part in told["parts"]] == ["states-of-vendor"]
    page = ask(library, "countries that Huawei secretly supplies", "text/html", anyway="true").body.decode()
    assert "Not used: &#39;secretly&#39;" in page


def test_text_is_escaped_on_the_page(library: Library) -> None:
    page = ask(library, "<script>alert(1)</script> who supplies Kenya", "text/html").body.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("given", "status"),
    [({"anyway": "perhaps"}, 400), ({"format": "xml"}, 400), ({"limit": "-1"}, 400), ({"who": "me"}, 400)],
)
def test_parameter_that_is_not_valid_is_a_problem(library: Library, given: dict[str, str], status: int) -> None:
    assert ask(library, TEXT, **given).status == status


def test_media_type_that_is_not_offered_is_a_problem(library: Library) -> None:
    assert ask(library, TEXT, "image/png").status == 406


@pytest.mark.parametrize("text", ["", "a" * 10_000, "\x00\x1b", "من يزود كينيا؟"])
def test_odd_text_is_refused(library: Library, text: str) -> None:
    assert ask(library, text).status == 422


def test_server_answers_at_ask(released_server: str) -> None:
    reply = httpx.get(f"{released_server}/ask", params={"q": TEXT, "format": "csv"}, timeout=60)
    assert reply.status_code == 200
    assert reply.text.startswith("state,label,modality,claims")


def test_search_box_of_the_live_site_asks(released_server: str, chromium: "Browser") -> None:
    page = chromium.new_page()
    page.goto(f"{released_server}/")
    page.fill("#search", "who supplies Kenya?")
    page.get_by_role("link", name="Answer: who supplies Kenya?").click()
    page.wait_for_url("**/ask?q=**")
    assert "suppliers-of-state" in page.content()
    page.close()


def test_notebook_shows_what_was_understood(released: ox.Store) -> None:
    found = kg.ask(TEXT, graph=released)
    assert "states-in-region" in found.understood
    assert "states-in-region" in found._repr_html_()
    assert all(found.cite())
    with pytest.raises(Unanswered):
        kg.ask(REFUSED, graph=released)
    with pytest.raises(UnknownName, match="no parameter 'vendor'"):
        kg.ask(TEXT, graph=released, vendor="huawei")


def test_assistant_is_given_citations_and_the_warning(released: ox.Store) -> None:
    found = repertory.worded(Shelf(released), "countries that Huawei secretly supplies", True, 5, 2)
    assert found["warning"] == "not used: 'secretly'"
    assert len(found["rows"]) == 5
    cited = {each["claim"] for each in found["citations"]}
    assert {claim for row in found["rows"] for claim in row["claims"]} == cited != set()
