"""A SPARQL 1.1 endpoint over HTTP, asked as a store in this process is.

An endpoint is named by the address of its query service, such as ``http://localhost:7878/sparql``. A user stands in the
address (``http://USER@…``), the password in the environment variable ``KG_PASSWORD``; ``KG_TIMEOUT`` is the number of
seconds an answer may take (60).
"""

import os
import re
import weakref
from base64 import b64encode
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import NoReturn
from urllib.parse import unquote, urljoin

import httpx
import pyoxigraph as ox

from kg.errors import StoreError
from kg.file import why
from kg.graph import dialect
from kg.graph.dialect import DIALECTS, Dialect
from kg.graph.request import Client, Garbled, TooLong
from kg.namespace import iri
from kg.query import federation

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

GSP_BATCH = 50_000
"""Triples of one request of the Graph Store Protocol."""
UPDATE_BATCH = 1_000
"""Triples of one INSERT DATA; Virtuoso 7.2.5 compiles one into a procedure whose size is bounded."""
MOST = 500_000_000
"""Bytes of an answer."""
_EXAMPLE = "http://localhost:7878/sparql"
_MEDIA = "application/sparql-results+json"


class Endpoint:
    """One endpoint. Nothing is sent before the first question.

    Every method raises StoreError when nothing answers, the answer is late or breaks off, or the server refuses.
    """

    def __init__(self, address: str) -> None:
        try:
            url = httpx.URL(address)
            self.user = unquote(url.username)
            self.password = unquote(url.password) or os.environ.get("KG_PASSWORD", "")
            self.address = str(url.copy_with(username=None, password=None))
            if not url.host:
                raise httpx.InvalidURL("it names no host")
        except (httpx.InvalidURL, ValueError) as error:
            shown = re.sub(r"//[^/@]*@", "//", address)
            raise StoreError(shown, f"not an address ({error})", f"write for example {_EXAMPLE}") from None
        seconds = os.environ.get("KG_TIMEOUT", "60")
        if not re.fullmatch(r"\d{1,6}(\.\d+)?", seconds) or not float(seconds):
            raise StoreError("KG_TIMEOUT", f"{seconds!r} is not a number of seconds", "set it for example to 60")
        self._seconds = float(seconds)
        self._client = Client(self._seconds, MOST)
        weakref.finalize(self, self._client.close)
        self._graphs_by_update = False

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> Answer:
        """Return the answer to SPARQL text, as the store in this process would.

        Raises:
            SyntaxError: the text is not valid SPARQL, or it calls another endpoint.
        """
        if federation.calls(query):
            raise SyntaxError("it calls another endpoint with SERVICE")
        columns = _columns(query)
        extra = self.union if use_default_graph_as_union else ()
        if columns is None:
            answer = self._asked(query, extra, "application/n-triples, text/plain;q=0.5")
            return self._read_triples(answer)
        text, order = (query, "") if self.dialect.sorts else dialect.ordering(query, columns)
        found = self._read_results(self._asked(text, extra, _MEDIA))
        given = [variable.value for variable in found.variables] if isinstance(found, ox.QuerySolutions) else []
        if set(given) != set(columns) or (isinstance(found, ox.QueryBoolean) and columns):
            told = f"it answers with the columns {', '.join(given) or 'none'} where {', '.join(columns) or 'none'}"
            self._fail(f"{told} were asked for", _ADDRESS)
        return dialect.arranged(found, columns, order) if order and isinstance(found, ox.QuerySolutions) else found

    def doubt(self, question: str) -> str | None:
        """Return in one line why its answer to a question of the library is not to be relied on; None where it is."""
        if question not in self.dialect.mistaken:
            return None
        told = f"{self.dialect.name} {self.dialect.measured} does not answer {question!r} as a graph in a folder does"
        return f"{self.address}: {told}; hold its answer against that, as of kg load PARTS --to DIR"

    def put(self, graph: str, triples: Iterable[str]) -> None:
        """Make a named graph hold these N-Triples lines and nothing else, over several requests where it is large.

        The Graph Store Protocol is spoken where the server speaks it, else SPARQL Update. Blank nodes keep their
        identity within one call only, and stand in a sequence. What is no sequence is read as it is sent, and once more
        where the server does not speak the protocol.
        """
        if not self._graphs_by_update:
            for number, part in enumerate(_batches(triples, GSP_BATCH)):
                answer = self._send(
                    "POST" if number else "PUT",
                    self._at(self.dialect.graphs),
                    params={"graph": graph},
                    content="".join(part).encode(),
                    headers={"Content-Type": "application/n-triples"},
                )
                if number == 0 and answer.status_code in (400, 404, 405, 406, 415, 501):
                    self._graphs_by_update = True
                    break
                self._expect(answer, "PUT")
            else:
                return
        self.update(f"CLEAR SILENT GRAPH <{graph}>")
        for part in _batches(triples, UPDATE_BATCH):
            if part:
                self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{''.join(part)}}} }}")

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        self._expect(self._send("POST", self._at(self.dialect.update), data={"update": text}), "update")

    def size(self, graph: str) -> int:
        """Return the number of triples of a named graph."""
        answer = self.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        found = [row["n"] for row in answer] if isinstance(answer, ox.QuerySolutions) else []
        text = found[0].value if len(found) == 1 and isinstance(found[0], ox.Literal) else ""
        if not re.fullmatch(r"[0-9]{1,18}", text):
            self._fail("it does not count the triples of a graph", _ADDRESS)
        return int(text)

    @cached_property
    def dialect(self) -> Dialect:
        """The engine behind the address, by its ``Server`` header."""
        answer = self._send("POST", self.address, data={"query": "ASK {}"}, headers={"Accept": _MEDIA})
        self._expect(answer, "query")
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if media not in (_MEDIA, "application/json"):
            self._fail(f"it answers with {media or 'nothing'}, not with SPARQL results", _ADDRESS)
        self._read_results(answer)
        server = answer.headers.get("Server", "")
        return next(each for each in DIALECTS if re.match(each.server, server))

    @cached_property
    def union(self) -> tuple[tuple[str, str], ...]:
        """The request parameters that make the default graph the union of the named graphs."""
        if self.dialect.union is not None:
            return tuple(self.dialect.union.items())
        if bool(self.query(f"ASK {{ ?claim <{iri('ais:about')}> ?situation }}")):
            return ()
        answer = self.query("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }")
        assert isinstance(answer, ox.QuerySolutions)
        graphs = sorted(row["graph"].value for row in answer if isinstance(row["graph"], ox.NamedNode))
        return tuple((kind, graph) for graph in graphs for kind in ("default-graph-uri", "named-graph-uri"))

    def _at(self, path: str) -> str:
        return urljoin(self.address, path) if path else self.address

    def _asked(self, text: str, extra: Iterable[tuple[str, str]], accept: str) -> httpx.Response:
        data: dict[str, list[str]] = {"query": [text]}
        for name, value in extra:
            data.setdefault(name, []).append(value)
        answer = self._send("POST", self.address, data=data, headers={"Accept": accept})
        self._expect(answer, "query")
        return answer

    def _send(self, method: str, url: str, **request: object) -> httpx.Response:
        """Return the server's answer; a challenge is answered with the user and password, if there are any."""

        def send() -> httpx.Response:
            return self._client.sent(method, url, **request)

        try:
            answer = send()
            if answer.status_code == 401 and self.user and self._client.auth is None:
                digest = answer.headers.get("WWW-Authenticate", "").casefold().startswith("digest")
                scheme = httpx.DigestAuth if digest else httpx.BasicAuth
                self._client.auth = scheme(self.user, self.password)
                answer = send()
        except httpx.TimeoutException:
            self._fail(f"no answer within {self._seconds:g} seconds", "ask for less, or set KG_TIMEOUT to more seconds")
        except httpx.ConnectError as error:
            self._fail(f"nothing answers there ({why(error)})", "start the server, or correct the address")
        except httpx.UnsupportedProtocol as error:
            self._fail(str(error), f"write for example {_EXAMPLE}")
        except TooLong:
            self._fail(f"its answer has more than {MOST:,} bytes", "ask for less")
        except Garbled as error:
            self._fail(f"its answer cannot be read ({error})", "see whether a proxy stands between")
        except httpx.HTTPError as error:
            self._fail(f"the connection broke off ({why(error)})", "see whether the server still runs")
        return answer

    def _expect(self, answer: httpx.Response, what: str) -> None:
        status = answer.status_code
        if answer.is_success:
            return
        body = " ".join(re.sub(r"<[^>]*>", " ", answer.text[:2000]).split())[:160]
        if status == 401 or (status == 500 and self._denies(body)):
            if self.user:
                self._fail(f"it refuses the user {self.user!r} with this password", "correct it in KG_PASSWORD")
            self._fail("it wants a user and a password", "write http://USER@… and set KG_PASSWORD")
        if status == 403:
            self._fail(f"it does not allow this {what}", "ask as a user who may, or name another endpoint")
        if status == 404:
            self._fail("nothing is served at this address (404)", _ADDRESS)
        if status == 413:
            length = int(answer.request.headers.get("Content-Length", 0))
            todo = "name the engine itself, or let the proxy before it take more (client_max_body_size of nginx)"
            self._fail(f"it takes no {what} of {length:,} bytes (413)", todo)
        if answer.has_redirect_location:
            self._fail(f"it has moved to {answer.headers['Location']}", "name that address")
        self._fail(f"it answers the {what} with {status} ({body or answer.reason_phrase})", "see the server's own log")

    def _denies(self, body: str) -> bool:
        denial = self.__dict__.get("dialect", DIALECTS[-1]).denial
        return bool(denial and re.search(denial, body))

    def _read_results(self, answer: httpx.Response) -> ox.QuerySolutions | ox.QueryBoolean:
        content = answer.content
        for old, new in self.__dict__.get("dialect", DIALECTS[-1]).repairs:
            content = content.replace(old, new)
        try:
            found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
            if isinstance(found, ox.QuerySolutions):
                deque(found, maxlen=0)  # what cannot be read is met before any of it is used
                return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
            return found
        except (SyntaxError, ValueError) as error:
            self._fail(f"its answer cannot be read ({error})", "see whether a proxy stands between")

    def _read_triples(self, answer: httpx.Response) -> ox.QueryTriples:
        held = ox.Store()
        try:
            held.load(answer.content, format=ox.RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            self._fail(f"its answer cannot be read ({error})", "see whether a proxy stands between")
        triples = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(triples, ox.QueryTriples)
        return triples

    def _fail(self, found: str, todo: str) -> NoReturn:
        for secret in (self.password, self._token()) if self.user else ():
            found = found.replace(secret, "…") if len(secret) > 2 else found
        raise StoreError(self.address, found, todo) from None

    def _token(self) -> str:
        """Return how the user and the password are sent, which a server may send back."""
        return b64encode(f"{self.user}:{self.password}".encode()).decode()


_ADDRESS = f"name the address of its query service, such as {_EXAMPLE}"


def _batches(triples: Iterable[str], size: int) -> Iterable[Sequence[str]]:
    """Yield the lines in parts of at least one and about ``size`` lines; those with blank nodes are in the first."""
    if not isinstance(triples, Sequence):
        left = iter(triples)
        yield list(islice(left, size))
        while part := list(islice(left, size)):
            yield part
        return
    blank = [line for line in triples if "_:" in line]
    rest = [line for line in triples if "_:" not in line] if blank else triples
    first = max(size - len(blank), 0)
    yield [*blank, *rest[:first]]
    for start in range(first, len(rest), size):
        yield rest[start : start + size]


def _columns(query: str) -> list[str] | None:
    """Return the columns of a SELECT, none for an ASK, and None for a CONSTRUCT or DESCRIBE."""
    form = ox.Store().query(query)
    if isinstance(form, ox.QueryTriples):
        return None
    return [variable.value for variable in form.variables] if isinstance(form, ox.QuerySolutions) else []
