"""The server for assistants, asked by the official client over standard input and output: every result can be cited."""

import json
import re
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import pyoxigraph as ox
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from kg import cli
from kg.answering import answer
from kg.evidence.receipt import receipts
from kg.namespace import BASE, iri
from kg.query import query
from kg.server import remedy

TOOLS = {"list_questions", "ask_question", "ask_in_words", "search_entities", "receipts", "sparql"} | {
    "propose_claims",
    "unread",
    "why",
}
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

Called = tuple[bool, Any]


class Server(NamedTuple):
    """A server that runs, with the client that asks it; both live in a thread beside that of the tests."""

    portal: BlockingPortal
    client: Client

    def do(self, work: Callable[[], Awaitable[Any]]) -> Any:
        """Return what some work of the client gives, which ends within two minutes."""

        async def bounded() -> Any:
            with anyio.fail_after(120):
                return await work()

        return self.portal.call(bounded)


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Server]:
    """Give a server that runs for the block."""
    command = ["-m", "kg", "mcp", "--graph", str(folder), *options]
    transport = stdio_client(StdioServerParameters(command=sys.executable, args=command))
    # in a thread of its own: that of the tests may run a browser, and with it a loop of its own
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(transport)) as client:
        yield Server(portal, client)


@pytest.fixture(scope="module")
def server(released_folder: Path) -> Iterator[Server]:
    with started(released_folder) as begun:
        yield begun


def call(server: Server, *calls: tuple[str, dict[str, Any]]) -> list[Called]:
    """Return for each call whether it failed, and what it gave: an object, or the text of an error."""
    found: list[Called] = []
    for name, arguments in calls:
        result = server.do(partial(server.client.call_tool, name, arguments))
        text = result.content[0].text
        found.append((bool(result.is_error), text if result.is_error else json.loads(text)))
        if not result.is_error:
            assert result.structured_content == found[-1][1]
    return found


def cites(result: Any, store: ox.Store) -> set[str]:
    """Return the claims that a result cites, each cited as the toolkit does."""
    claims = {each["claim"] for each in result["citations"]}
    known = receipts(store, claims)
    assert known.keys() == claims
    assert {each["claim"]: each["citation"] for each in result["citations"]} == {c: str(r) for c, r in known.items()}
    assert all(each["source"].startswith(f"{BASE}source/") and each["place"] for each in result["citations"])
    return claims


def test_the_tools_say_what_they_take_and_that_they_only_read(server: Server) -> None:
    tools = server.do(server.client.list_tools).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint is True
    assert "Cite the claims" in (server.client.instructions or "")


def test_every_result_carries_claims_and_their_citations(server: Server, released: ox.Store) -> None:
    text = "PREFIX ais: <%s> SELECT ?claim ?s WHERE { ?claim ais:about ?s . ?s ais:supplier <%s> } LIMIT 5"
    answers = call(
        server,
        ("ask_question", {"name": "suppliers-of-state", "parameters": {"state": "Serbia"}, "claims": 200}),
        ("search_entities", {"text": "Huawei", "type": "vendor"}),
        ("receipts", {"resource": "vendor:huawei", "limit": 7}),
        ("sparql", {"query": text % (iri("ais:"), iri("vendor:huawei"))}),
        ("list_questions", {"tag": "evidence"}),
    )
    assert not any(failed for failed, _ in answers)
    asked, searched, told, queried, listed = (result for _, result in answers)

    question = query.find("suppliers-of-state")
    wanted = answer.read(released, question.run(released, state="Serbia"), question.claims)
    assert asked["total"] == len(wanted.rows)
    assert [tuple(row["claims"]) for row in asked["rows"]] == wanted.claims
    assert cites(asked, released) == {claim for row in wanted.claims for claim in row}

    first = searched["entities"][0]
    assert (first["iri"], first["match"]) == (iri("vendor:huawei"), True)
    assert cites(searched, released) >= set(first["claims"]) > set()

    assert len(told["claims"]) == 7 < told["total"]
    assert cites(told, released) == {each["claim"] for each in told["claims"]}
    assert len(queried["rows"]) == 5
    assert cites(queried, released) >= {row["claim"]["value"] for row in queried["rows"]}
    assert all(row["claim"]["type"] == "uri" for row in queried["rows"])

    assert "evidence-of-edge" in [each["name"] for each in listed["questions"]]
    assert listed["citations"] == []


def test_an_assistant_is_told_why_an_edge_holds_and_how_one_that_does_not_is_said(
    server: Server, released: ox.Store
) -> None:
    (_, holds), (_, planned), (_, absent), (failed, said) = call(
        server,
        ("why", {"subject": "vendor:dahua", "predicate": "ais:suppliesTo", "object": "state:mng"}),
        ("why", {"subject": "state:fin", "predicate": "ais:usesTechnology", "object": "technology:facial-recognition"}),
        ("why", {"subject": "vendor:huawei", "predicate": "ais:suppliesTo", "object": "state:usa"}),
        ("why", {"subject": "huawei", "predicate": "ais:suppliesTo", "object": "state:usa"}),
    )
    assert (holds["holds"], [proof["rule"] for proof in holds["proofs"]]) == (True, ["supplies-to"])
    assert cites(holds, released) == set(holds["proofs"][0]["claims"])
    assert (planned["holds"], planned["how"]) == (False, "only planned")
    assert cites(planned, released) == {each["claim"] for each in planned["hearsay"]} > set()
    assert (absent["holds"], absent["how"], absent["citations"]) == (False, "", [])
    assert absent["found"] == "this triple is not in the graph"
    assert failed
    assert "neither a CURIE nor an IRI" in said


def test_a_claim_and_a_source_have_receipts_too(server: Server, released: ox.Store) -> None:
    about = ox.NamedNode(iri("ais:about"))
    claim = next(iter(released.quads_for_pattern(None, about, None, None))).subject.value  # type: ignore[union-attr]
    (_, one), (_, source) = call(
        server,
        ("receipts", {"resource": claim}),
        ("receipts", {"resource": "source/aigs-2022", "limit": 3, "offset": 2}),
    )
    assert (one["total"], cites(one, released)) == (1, {claim})
    assert source["total"] > 1000
    assert len(cites(source, released)) == 3


def test_what_cannot_be_answered_is_said_and_the_next_call_is_answered(server: Server) -> None:
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("ask_question", {"name": "supplier-of-state"}, "did you mean 'suppliers-of-state'?"),
        ("ask_question", {"name": "suppliers-of-state", "parameters": {"stat": "srb"}}, "did you mean 'state'?"),
        ("ask_question", {"name": "suppliers-of-state", "parameters": {"state": "srb> } #"}}, "no state is called"),
        ("ask_question", {"name": "suppliers-of-state", "parameters": {"state": "Congo"}}, "state:cod, state:cog"),
        ("ask_in_words", {"text": "who supplies Congo?"}, "of the Congo (COD) or Republic of the Congo (COG)"),
        ("ask_in_words", {"text": "who supplies Korea?", "anyway": True}, "South Korea (KOR) or North Korea (PRK)"),
        ("ask_question", {"name": "suppliers-of-state", "limit": 100000}, "200"),
        ("search_entities", {"text": "x", "type": "colour"}, "no type 'colour'"),
        ("receipts", {"resource": "../../etc/passwd"}, "no entity"),
        ("receipts", {"resource": "state:nowhere"}, "no entity"),
        ("sparql", {"query": "SELEKT ?s WHERE { ?s ?p ?o }"}, "not valid SPARQL"),
        ("sparql", {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}, "an update"),
        ("sparql", {"query": "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }"}, "file"),
        ("list_questions", {"tag": "evidenze"}, "did you mean 'evidence'?"),
    ]
    answers = call(server, *((name, given) for name, given, _ in cases), ("sparql", {"query": "ASK {}"}))
    for (failed, text), (_, _, said) in zip(answers, cases, strict=False):
        assert failed
        assert said in text
    assert answers[-1] == (False, {"truncated": "", "boolean": True, "citations": []})


def test_what_turns_a_line_round_or_orders_a_terminal_is_in_no_result(server: Server) -> None:
    turned = "to Kenya\u202e\u2066 a\u009b31m \u2028b\x7f"
    sentence = f"In 2019 Huawei said much {turned} of facial recognition in Kenya."
    answers = call(
        server,
        ("sparql", {"query": f'SELECT ("{turned}" AS ?told) (IRI("urn:\u202ex") AS ?name) {{}}'}),
        ("unread", {"text": sentence}),
        ("propose_claims", {"text": sentence, "proposals": [{"kind": turned, "quote": sentence}]}),
        ("ask_in_words", {"text": f"who supplies {turned}?"}),
        ("receipts", {"resource": turned}),
        ("ask_question", {"name": turned}),
    )
    assert [failed for failed, _ in answers] == [False, False, False, True, True, True]
    assert "to Kenya\ufffd\ufffd a\ufffd31m" in json.dumps(answers[0][1], ensure_ascii=False)
    assert not re.search(r"[\u2028\u202e\u2066\u009b\x7f]", json.dumps(answers, ensure_ascii=False))


def test_what_is_to_be_done_names_tools_and_no_command(server: Server) -> None:
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("ask_question", {"name": "zzz"}, "the tool list_questions lists them"),
        ("ask_in_words", {"text": "zzz qqq"}, "the tool list_questions lists the questions"),
        ("ask_in_words", {"text": "who supplies green cheese"}, "ask_in_words with anyway=true runs it"),
        (
            "ask_question",
            {"name": "vendors-by-reach", "parameters": {"edition": ["aigs-2020", "aigs-2022"]}},
            "takes one",
        ),
        ("ask_question", {"name": "vendors-by-reach", "parameters": {"least": "x"}}, "give a whole number"),
        ("sparql", {"query": "SELECT * { ais:a ?p ?o }"}, "begin with PREFIX ais:"),
    ]
    for (failed, text), (_, _, said) in zip(
        call(server, *((name, given) for name, given, _ in cases)), cases, strict=True
    ):
        assert failed
        assert said in text
        assert not re.search(r"\bkg [a-z]+|(?<!\w)--\w", text), text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("a: b; 'kg ask --list' lists them", "a: b; the tool list_questions lists them"),
        (
            "b; kg ask size --param at=srb --param edition=x, or --anyway runs it",
            "b; ask_question with name='size' and at='srb' and edition='x', or ask_in_words with anyway=true runs it",
        ),
        ("2 rows; --param holding=unknown lists them", "2 rows; the parameter holding=unknown lists them"),
        ("a: b; run 'kg build --to a'", "a: b; ask whoever runs this server to run 'kg build --to a'"),
        (
            "a: b; run: .venv/bin/python -m pip install 'surveillance-kg[text]'",
            "a: b; ask whoever runs this server to run .venv/bin/python -m pip install 'surveillance-kg[text]'",
        ),
        ("a: b; give a state", "a: b; give a state"),
    ],
)
def test_a_command_is_told_as_the_tool_that_does_the_same(told: str, said: str) -> None:
    assert remedy.for_assistants(told) == said


def test_a_query_that_takes_too_long_is_stopped_and_a_long_answer_is_cut(released_folder: Path) -> None:
    with started(released_folder, "--seconds", "3") as server:
        answers = call(
            server,
            ("sparql", {"query": ENDLESS}),
            ("sparql", {"query": "SELECT * WHERE { ?s ?p ?o }", "limit": 9}),
            ("sparql", {"query": "CONSTRUCT WHERE { ?s ?p ?o }", "limit": 9}),
        )
    assert answers[0][0]
    assert "stopped after 3 seconds" in answers[0][1]
    assert len(answers[1][1]["rows"]) == 9
    assert "9 rows" in answers[1][1]["truncated"]
    assert len([line for line in answers[2][1]["triples"].splitlines() if not line.startswith("#")]) == 9


def test_without_a_graph_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mcp", "--graph", str(tmp_path / "nothing")]) == 2
    assert "no graph is built here" in capsys.readouterr().err


TEXT = "Huawei has sold cameras to Serbia. NEC did not supply Kenya. Ghana asked Dahua about surveillance cameras."


def test_what_an_assistant_proposes_is_judged_and_not_stored(server: Server) -> None:
    supply = {"kind": "Supply", "roles": {"supplier": "Huawei", "recipient": "state/srb"}}
    proposals: list[dict[str, Any]] = [
        supply | {"quote": "Huawei has sold cameras to Serbia"},
        supply | {"quote": "Huawei has sold cameras to Kenya"},
        supply | {"quote": "sold cameras", "roles": {"supplier": "Dahua", "recipient": "Serbia"}},
        {"kind": "Supply", "roles": {"supplier": "NEC", "recipient": "Kenya"}, "quote": "NEC did not supply Kenya"},
        {
            "kind": "Supply",
            "roles": {"supplier": "Acme Inc", "recipient": "Kenya"},
            "quote": "NEC did not supply Kenya",
        },
        {"kind": "Gift", "roles": {}, "quote": "asked"},
        {"roles": {}, "quote": "asked"},
    ]
    arguments = {"text": TEXT, "proposals": proposals}
    [(failed, told)] = call(server, ("propose_claims", arguments))
    assert not failed
    assert [one["accepted"] for one in told["judgments"]] == [True, *[False] * 6]
    assert told["judgments"][0]["claim"]["start"] == 0
    reasons = [one["reason"] for one in told["judgments"][1:]]
    assert reasons[0] == "the quote stands 0 times in the text; give its start"
    assert reasons[1] == "'Dahua' (supplier) is not named in the sentence"
    assert reasons[2] == "negated ('not')"
    assert "Acme Inc" in reasons[3]
    assert reasons[4].startswith("'Gift' is not a kind of situation; the kinds are ")
    assert reasons[5] == "the proposal has no 'kind'"


def test_what_was_not_read_in_a_text_is_told(server: Server) -> None:
    (read, long) = call(server, ("unread", {"text": TEXT}), ("unread", {"text": "x" * 200_001}))
    assert not read[0]
    said = [(claim["supplier"], claim.get("stance", "asserts")) for claim in read[1]["claims"]]
    assert said == [("huawei", "asserts"), ("nec", "denies")]
    assert ["vendor:dahua", "state:gha"] in [pair for one in read[1]["unread"] for pair in one["pairs"]]
    assert long == (True, long[1])
    assert "200,001 characters, more than 200,000; send it in parts" in long[1]
