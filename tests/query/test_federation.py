"""No query calls another endpoint, in whatever spelling: a listener on loopback holds the engine to it."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import QueryError
from kg.query import federation, query

REPLY = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"called"}}]}}'
CALLS: list[str] = []


@pytest.fixture(scope="module")
def listener() -> Iterator[str]:
    """Yield the address of a server that notes each call."""

    class Note(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            CALLS.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(REPLY)))
            self.end_headers()
            self.wfile.write(REPLY)

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


BEFORE = [
    *("", " ", ".", "VALUES ?z { 1 } .", "{}", "OPTIONAL {}", "BIND(1 AS ?b)", "FILTER(1<2)", "FILTER(1<2)#>'''\n"),
    *("FILTER(1<2&&'>'='>')", "#\r", "# ' \" <\n", "FILTERstr(1<2)#>'''\n", "FILTER(1=1||3>2)", "VALUES ?y { '' } "),
    *("VALUES ?y { 'it\\'s' }", 'VALUES ?y { """a " b""" }', "VALUES ?y { ex:a\\#b }", "FILTER EXISTS {}"),
    *("VALUES ?y { 'x'@en }", "VALUES ?y { 1.5e3 }", "GRAPH ?g {} ", "OPTIONAL { ?a ex:b 'c'@en--ltr }"),
]
WORDS = ["SERVICE", "service", "SeRvIcE", "S\\u0045RVICE", "\\U00000053ERVICE"]
TARGETS = [
    " <{0}u>",
    "<{0}u>",
    " SILENT <{0}u>",
    "#\r<{0}u>",
    " ex:u",
    "ex:u",
    ":u",
    "SILENTex:u",
    "\tSILENT :u",
    "SILENT:u",
]
AFTER = ["{ ?s ?p ?x }", " {?s ?p ?x}", "#'\r{}", "\n{ ?s ?p ?x } #'''"]
FRAMES = [
    "SELECT * {{ {} }}",
    "ASK{{{}}}",
    "CONSTRUCT {{?s ?p ?x}} WHERE {{ {} }}",
    "SELECT * {{ {{ {} }} UNION {{}} }}",
]


@given(*(st.sampled_from(part) for part in (BEFORE, WORDS, TARGETS, AFTER, FRAMES)), st.booleans())
@example("", "SERVICE", ":u", "{ ?s ?p ?x }", "SELECT * {{ {} }}", True)
def test_no_spelling_of_a_call_reaches_another_server(
    listener: str, before: str, word: str, target: str, after: str, frame: str, both: bool
) -> None:
    declared = f"PREFIX ex: <{listener}> PREFIX : <{listener}> " + ("PREFIX service: <x:> PREFIX SERVICE: <x:> " * both)
    call = f"{before}{word}{target.format(listener)}{after}"
    text = declared + frame.format(call.replace("{", "{{").replace("}", "}}")).replace("{{", "{").replace("}}", "}")
    CALLS.clear()
    with pytest.raises(QueryError):
        list(query.run(ox.Store(), text))
    assert CALLS == []
    assert federation.calls(text)


def test_the_listener_is_called_where_nothing_refuses(listener: str) -> None:
    CALLS.clear()
    text = f"PREFIX : <{listener}> SELECT * {{ SERVICE:u {{ ?s ?p ?x }} }}"
    list(ox.Store().query(text))  # type: ignore[arg-type]
    assert CALLS == ["/u"]


NO_CALL = [
    *("?service", "$SERVICE", "ex:service", "service:service", "'SERVICE <x:y> { ?s ?p ?o }'", '"x"@service'),
    *("<http://x/SERVICE>", "<http://x/#SERVICE>", "<http://x/it's/SERVICE>", "'''it's SERVICE ?x {'''", "_:service"),
    *("'SERVICE ex:a {' # SERVICE ?x {\n", "'#' #\r", '"""SERVICE "<x:y>" {"""', "'1'^^ex:service", "ex:a.service"),
]


@given(st.lists(st.sampled_from(NO_CALL), min_size=1, max_size=4), st.sampled_from(["", "FILTER(?s < 3 || 3 > ?s)"]))
def test_the_word_elsewhere_is_no_call(terms: list[str], filter_: str) -> None:
    triples = " . ".join(f"?s ?p {term}" for term in terms)
    text = f"PREFIX ex: <x:> PREFIX service: <x:> SELECT * {{ {triples} . {filter_} GRAPH service:g {{ }} }}"
    assert not federation.calls(text)
    assert len(query.run(ox.Store(), text)) == 0
    if "\r" not in text:
        assert "ServiceGraphPattern" not in str(parseQuery(text))
