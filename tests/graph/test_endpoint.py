"""The same questions on a server: equal answers, loads that are whole or say so, one line for whatever goes wrong."""

import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from benchmarks.peers.server import free_port
from kg import cli
from kg.errors import QueryError, StoreError
from kg.graph import dialect, endpoint, manifest, mark, store
from kg.graph.dialect import DIALECTS
from kg.graph.endpoint import Endpoint
from kg.namespace import iri, version
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.servers import oxigraph, stub

QUESTIONS = [question.name for question in query.read_all("questions")]
EMPTY = b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}'
JSON = {"Content-Type": "application/sparql-results+json"}


@pytest.fixture(scope="module")
def served(released: ox.Store) -> Iterator[Endpoint]:
    """Yield an Oxigraph server that holds the toolkit's own sources."""
    with oxigraph() as (address, _):
        manifest.load(released, Endpoint(address))
        yield Endpoint(address)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return invented.tiny(tmp_path_factory.mktemp("small"))


@pytest.fixture
def server() -> Iterator[str]:
    with oxigraph() as (address, _):
        yield address


@pytest.fixture(autouse=True)
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_PASSWORD", "KG_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)


# The same answers


@pytest.mark.parametrize("name", QUESTIONS)
def test_server_gives_the_answer_of_the_store(name: str, served: Endpoint, released: ox.Store) -> None:
    question = query.find(name)
    here, there = (question.run(graph) for graph in (released, served))
    assert there.columns == here.columns
    if question.claims is None:
        assert there.rows == here.rows
    assert manifest.rows(there, question.claims) == manifest.rows(here, question.claims)


def test_names_in_parameters_are_looked_up_on_the_server(served: Endpoint, released: ox.Store) -> None:
    here, there = (kg.ask("suppliers-of-state", graph=graph, state="Serbia") for graph in (released, served))
    assert len(there) == len(here) > 1
    with pytest.raises(kg.KgError, match="no state is called 'Srbia'; did you mean"):
        kg.ask("suppliers-of-state", graph=served.address, state="Srbia")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s a ais:Claim }",
        "ASK { ?s a ais:Nothing }",
        "CONSTRUCT { ?v a ais:Vendor } WHERE { ?v a ais:Vendor }",
        "DESCRIBE vendor:huawei",
        'SELECT ("a\\tb \\u00e9 \\"x\\"\\n  " AS ?text) (true AS ?yes) (1.50 AS ?number) ?none WHERE {}',
    ],
)
def test_every_form_of_query(text: str, served: Endpoint, released: ox.Store) -> None:
    text = f"PREFIX ais: <{iri('ais:')}> PREFIX vendor: <{iri('vendor:')}> {text}"
    here, there = (query.run(graph, text) for graph in (released, served))
    assert there.columns == here.columns
    assert set(there.rows) == set(here.rows)


def test_command_asks_a_server(served: Endpoint, released: ox.Store, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["ask", "suppliers-of-state", "--param", "state=srb", "--cite", "--graph", served.address]
    assert cli.main(given) == 0
    out = capsys.readouterr().out
    assert "Huawei" in out
    assert "claim:" in out


def test_server_is_an_rdflib_dataset_too(served: Endpoint) -> None:
    dataset = kg.open(served.address)
    vendors = list(dataset.query(f"SELECT ?v {{ ?v a <{iri('ais:Vendor')}> }}"))
    assert len(vendors) == len({row[0] for row in vendors}) > 100  # type: ignore[index]


def test_server_that_is_not_known_is_asked_by_naming_each_graph(small: ox.Store, server: str) -> None:
    manifest.load(small, Endpoint(server))
    other = Endpoint(server)
    other.__dict__["dialect"] = DIALECTS[-1]
    assert ("default-graph-uri", iri("graph:ledger")) in other.union
    for question in query.read_all("questions"):
        assert manifest.same(question.name, small, other), question.name


def test_query_that_is_not_sparql_is_told_as_for_a_store(served: Endpoint, released: ox.Store) -> None:
    said = []
    for graph in (released, served):
        with pytest.raises(QueryError) as error:
            query.run(graph, "SELECT * WHERE { ?s")
        said.append(str(error.value))
    assert said[0] == said[1]


# Sorted here, where a server sorts otherwise


@pytest.mark.parametrize(
    "tail", ["ORDER BY DESC(?n) ?v", "ORDER BY ?v LIMIT 3 OFFSET 2", "ORDER BY STRLEN(STR(?v)) ?v"]
)
def test_rows_sorted_here_are_in_the_order_of_the_store(tail: str, served: Endpoint, released: ox.Store) -> None:
    text = f"SELECT ?v (COUNT(?s) AS ?n) WHERE {{ ?v <{iri('ais:suppliesTo')}> ?s }} GROUP BY ?v {tail}"
    other = Endpoint(served.address)
    other.__dict__["dialect"] = served.dialect._replace(sorts=False)
    assert query.run(other, text).rows == query.run(released, text).rows


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?o",
        "SELECT ?s WHERE { { SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 3 } }",
        "SELECT ?s WHERE { ?s ?p ?o } LIMIT 3",
    ],
    ids=["by a hidden variable", "inside", "none"],
)
def test_query_whose_order_is_the_servers_is_sent_as_it_is(text: str) -> None:
    assert dialect.ordering(text, ["s"]) == (text, "")


# A load


def test_build_to_a_server_is_whole_and_is_not_sent_twice(small: ox.Store, server: str) -> None:
    graphs = len(list(small.named_graphs()))
    assert manifest.load(small, Endpoint(server)) == (graphs, 0, 0)
    held = manifest.read(Endpoint(server))
    assert held.complete
    assert {graph: record.triples for graph, record in held.graphs.items()} == {
        graph.value: len(list(small.quads_for_pattern(None, None, None, graph))) for graph in small.named_graphs()
    }
    assert manifest.load(small, Endpoint(server)) == (0, graphs, 0)


def test_build_to_a_server_says_its_version_and_another_does_not_ask_it(
    small: ox.Store, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest.load(small, Endpoint(server))
    assert manifest.read(Endpoint(server)).version == version()
    monkeypatch.setattr(mark, "version", lambda: "9.9.9")
    with pytest.raises(
        StoreError, match=rf"version {version()} built this graph, and this is 9\.9\.9; run 'kg build --to"
    ):
        manifest.opened(server)


def test_only_what_changed_is_sent_and_what_is_gone_is_dropped(tmp_path: Path, server: str) -> None:
    known = invented.registers(tmp_path)
    manifest.load(invented.dataset(invented.world(tmp_path), known), Endpoint(server))
    (tmp_path / "sources" / "herald.toml").unlink()
    (tmp_path / "sources" / "herald.txt").unlink()
    less = invented.dataset(tmp_path / "sources", known)
    done = manifest.load(less, Endpoint(server))
    assert done.dropped == 1
    assert done.sent < done.kept
    assert Endpoint(server).size(iri("graph:herald")) == 0


def test_what_was_begun_and_is_gone_since_is_dropped(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = invented.registers(tmp_path)
    both = invented.dataset(invented.world(tmp_path), known)
    with monkeypatch.context() as patch:
        patch.setattr(Endpoint, "size", lambda self, graph: -1)
        with pytest.raises(StoreError, match="not all arrived"):
            manifest.load(both, Endpoint(server))
    for suffix in (".toml", ".txt"):
        (tmp_path / "sources" / f"herald{suffix}").unlink()
    assert manifest.load(invented.dataset(tmp_path / "sources", known), Endpoint(server)).dropped == 1
    assert Endpoint(server).size(iri("graph:herald")) == 0


def test_graphs_of_others_are_left_alone(small: ox.Store, server: str) -> None:
    Endpoint(server).put("urn:other", ["<urn:a> <urn:b> <urn:c> .\n"])
    manifest.load(small, Endpoint(server))
    assert Endpoint(server).size("urn:other") == 1


def test_server_without_the_graph_store_protocol_is_loaded_by_updates(small: ox.Store, server: str) -> None:
    refusing = Endpoint(server)
    refusing.__dict__["dialect"] = refusing.dialect._replace(graphs="no-such-service")
    manifest.load(small, refusing)
    assert manifest.read(Endpoint(server)).complete
    assert manifest.load(small, Endpoint(server)).sent == 0


def test_large_graph_is_sent_in_parts(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "GSP_BATCH", 3)
    lines = [f"<urn:{number}> <urn:p> _:b{number % 2} .\n" for number in range(4)]
    lines += [f"<urn:x{number}> <urn:p> <urn:o> .\n" for number in range(10)]
    Endpoint(server).put("urn:g", lines)
    assert Endpoint(server).size("urn:g") == 14
    table = query.run(Endpoint(server), "SELECT DISTINCT ?o WHERE { GRAPH <urn:g> { ?s ?p ?o . FILTER(isBlank(?o)) } }")
    assert len(table) == 2


def test_load_that_lost_triples_says_which_and_is_not_marked_whole(
    small: ox.Store, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Endpoint.put

    def lossy(self: Endpoint, graph: str, triples: Iterable[str]) -> None:
        put(self, graph, list(triples)[:-1] if graph == iri("graph:situations") else triples)

    monkeypatch.setattr(Endpoint, "put", lossy)
    number = len(list(small.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:situations")))))
    with pytest.raises(StoreError) as error:
        manifest.load(small, Endpoint(server))
    assert str(error.value) == (
        f"{server}: not all arrived: graph:situations has {number - 1} of {number} triples; build to it again"
    )
    with pytest.raises(StoreError, match="a build to it was not completed; run 'kg build --to http"):
        kg.ask("size", graph=server)
    monkeypatch.undo()
    assert manifest.load(small, Endpoint(server)).sent == 1


def test_other_data_in_the_default_graph_is_found_by_a_canary(small: ox.Store, server: str) -> None:
    Endpoint(server).put("urn:other", [f"<urn:claim> <{iri('ais:about')}> <urn:situation> .\n"])
    with pytest.raises(StoreError, match="answers the question 'size' otherwise than the store that was sent"):
        manifest.load(small, Endpoint(server))
    assert manifest.read(Endpoint(server)).complete is False


def test_server_that_dies_in_the_middle_leaves_a_load_that_is_resumed(
    small: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Endpoint.put
    sent = []
    with oxigraph(location=tmp_path / "data") as (address, process):

        def dying(self: Endpoint, graph: str, triples: list[str]) -> None:
            sent.append(graph)
            if len(sent) == 12:
                process.send_signal(signal.SIGKILL)
                process.wait(20)
            put(self, graph, triples)

        monkeypatch.setattr(Endpoint, "put", dying)
        with pytest.raises(StoreError, match=rf"^{address}: (nothing answers there|the connection broke off) \("):
            manifest.load(small, Endpoint(address))
        monkeypatch.undo()
    with oxigraph(location=tmp_path / "data") as (address, _):
        assert manifest.read(Endpoint(address)).complete is False
        with pytest.raises(StoreError, match="a build to it was not completed"):
            kg.open(address)
        done = manifest.load(small, Endpoint(address))
        assert done.kept >= 4
        assert done.sent == len(list(small.named_graphs())) - done.kept
        assert manifest.read(Endpoint(address)).complete


@pytest.mark.parametrize("name", manifest.CANARIES)
def test_a_canary_is_a_question_that_has_an_answer(name: str, released: ox.Store) -> None:
    assert len(query.find(name).run(released)) > 0


# What goes wrong


def told(address: str) -> str:
    """Return the line that asking an address ends with."""
    with pytest.raises(StoreError) as error:
        kg.ask("size", graph=address)
    line = str(error.value)
    assert "\n" not in line
    return line


def test_nothing_listens() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    assert told(address).startswith(f"{address}: nothing answers there (")


def test_no_answer_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIMEOUT", "0.2")
    with stub(delay=1) as address:
        assert told(address) == (
            f"{address}: no answer within 0.2 seconds; ask for less, or set KG_TIMEOUT to more seconds"
        )


@pytest.mark.parametrize(
    ("status", "body", "headers", "line"),
    [
        (401, b"", {"WWW-Authenticate": 'Basic realm="x"'}, "it wants a user and a password; write http://USER@…"),
        (403, b"no", {}, "it does not allow this query; ask as a user who may"),
        (404, b"", {}, "nothing is served at this address (404); name the address of its query service"),
        (500, b"<h1>Oh</h1>\n dear", {}, "it answers the query with 500 (Oh dear); see the server's own log"),
        (503, b"", {}, "it answers the query with 503 (Service Unavailable); see the server's own log"),
        (302, b"", {"Location": "http://other/sparql"}, "it has moved to http://other/sparql; name that address"),
        (200, b"<html>", {"Content-Type": "text/html"}, "it answers with text/html, not with SPARQL results; name the"),
        (200, b"", {}, "it answers with nothing, not with SPARQL results; name the address of its query service"),
        (200, b'{"head":', JSON, "its answer cannot be read ("),
    ],
)
def test_what_a_server_answers_instead(status: int, body: bytes, headers: dict[str, str], line: str) -> None:
    with stub(status, body, headers) as address:
        assert told(address).startswith(f"{address}: {line}")


@pytest.mark.parametrize("challenge", ['Basic realm="x"', 'Digest realm="x", nonce="1", qop="auth", algorithm=MD5'])
def test_wrong_password_is_told_without_the_password(challenge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", "secret")
    with stub(401, headers={"WWW-Authenticate": challenge}) as address:
        line = told(address.replace("http://", "http://ada@"))
    assert line == f"{address}: it refuses the user 'ada' with this password; correct it in KG_PASSWORD"


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://", "http://: not an address (it names no host); write for example http://localhost:7878/sparql"),
        ("http://a:b/", "http://a:b/: not an address ("),
        ("http://ada:secret@:x/", "http://:x/: not an address ("),
        ("ftp://localhost/", "ftp://localhost/: Request URL has an unsupported protocol"),
    ],
)
def test_what_is_no_address(address: str, line: str) -> None:
    assert told(address).startswith(line)


def test_seconds_that_are_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIMEOUT", "soon")
    assert told("http://localhost/") == "KG_TIMEOUT: 'soon' is not a number of seconds; set it for example to 60"


def test_server_that_answers_but_takes_no_data(small: ox.Store) -> None:
    with (
        stub(200, EMPTY, JSON) as address,
        pytest.raises(StoreError, match="it answers with the columns s, p, o"),
    ):
        manifest.load(small, Endpoint(address))


@pytest.mark.parametrize("verb", [["infer"], ["why", "vendor:huawei", "ais:suppliesTo", "state:srb"], ["validate"]])
def test_verb_that_needs_a_graph_on_disk(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*verb, "--graph", "http://localhost/sparql"]) == 2
    assert capsys.readouterr().err == (
        "kg: http://localhost/sparql: only a graph on disk can be read this way; name the folder 'kg build' wrote\n"
    )


def test_command_builds_to_a_server_and_reports_it(server: str, tmp_path: Path) -> None:
    at = invented.checkout(tmp_path)
    done = invented.kg("build", "--to", server, at=at)
    assert done.returncode == 0, done.stderr
    assert f"written to {server}" in done.stdout
    asked = invented.kg("ask", "size", "--format", "csv", "--graph", server, at=at)
    assert asked.stdout.splitlines()[1].endswith(",2")
    failed = invented.kg("build", "--to", f"http://127.0.0.1:{free_port()}/sparql", at=at)
    assert failed.returncode == 2
    assert "nothing answers there" in failed.stderr.splitlines()[-1]


def test_a_graph_on_disk_is_asked_without_the_http_client(small: ox.Store, tmp_path: Path) -> None:
    store.save(small, tmp_path / "kg")
    code = f"import sys; from kg import cli; cli.main(['ask', 'size', '--graph', {str(tmp_path / 'kg')!r}])"
    assert _imported(code, "httpx") == "False"


def _imported(code: str, name: str) -> str:
    import subprocess
    import sys

    command = [sys.executable, "-c", f"{code}; print({name!r} in sys.modules)"]
    return subprocess.run(command, cwd=invented.ROOT, capture_output=True, text=True, check=True).stdout.split()[-1]
