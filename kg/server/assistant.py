"""A server of the Model Context Protocol, for assistants that must cite: every result cites its claims.

Each tool is worked out in a process of its own pool, so that a query that takes too long is stopped and the next one
is answered.
"""

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from kg.character import whole
from kg.errors import KgError
from kg.graph import store
from kg.imprint import imprint
from kg.server import remedy, repertory
from kg.server.limit import Limits
from kg.server.pool import Pool
from kg.server.repertory import CITED, Result
from kg.server.reply import Problem
from kg.server.shelf import Shelf
from kg.site import catalog
from kg.stream import plain

ROWS = 200
"""The most rows, candidates or receipts in one result."""
INSTRUCTIONS = (
    "A knowledge graph in which every statement is a claim of a source. Cite the claims: give the "
    "IRI of the claim and its citation with each statement you make. A claim says what its source says, in the "
    "modality it names; it is no verdict. Prefer ask_question over sparql: its rows carry the claims they rest on. "
    "Where 'citations' is empty, say that the result is a count or a name and rests on no single claim."
)

Limit = Annotated[int, Field(ge=1, le=ROWS, description=f"the most to give, up to {ROWS}")]
Offset = Annotated[int, Field(ge=0, description="how many to leave out at the start")]


class _Tools:
    """The tools, each worked out in the pool; what its docstring says is what an assistant reads of it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def list_questions(self, tag: str | None = None) -> Result:
        """List the questions of the library, with the parameters each takes."""
        return await self._work(repertory.questions, tag)

    async def ask_question(
        self,
        name: str,
        parameters: dict[str, str | list[str]] | None = None,
        limit: Limit = 50,
        offset: Offset = 0,
        claims: Annotated[int, Field(ge=1, le=ROWS, description="the most claims to cite for a row")] = CITED,
    ) -> Result:
        """Answer a question of the library by its name.

        Values are ids, labels or aliases. Each row names claims it rests on, up to the number in 'claims', and how many
        there are; 'citations' says where each one stands.
        """
        given = {key: value if isinstance(value, list) else [value] for key, value in (parameters or {}).items()}
        return await self._work(repertory.asked, name, given, limit, offset, claims)

    async def ask_in_words(self, text: str, anyway: bool = False, limit: Limit = 50) -> Result:
        """Answer a question in plain English words.

        It is answered only if all that the text says is used; or else the error says what is not, and which questions
        are near. With anyway the nearest one is run: repeat its 'warning', which says what it leaves unused.
        """
        return await self._work(repertory.worded, text, anyway, limit, CITED)

    async def search_entities(self, text: str, type: str | None = None, limit: Limit = 10) -> Result:
        """Find a state, vendor, technology, initiative or other entity by name, with some of the claims about it."""
        return await self._work(repertory.searched, text, type, limit)

    async def receipts(self, resource: str, limit: Limit = 50, offset: Offset = 0) -> Result:
        """Say what the sources claim about a thing, with the place of each claim in its source.

        The thing is an entity, a situation or a source, or one claim, given by IRI, CURIE or id such as state/srb.
        """
        return await self._work(repertory.receipts, resource, limit, offset)

    async def why(self, subject: str, predicate: str, object: str) -> Result:
        """Say why a derived edge holds, such as vendor:huawei ais:suppliesTo state:srb, down to its claims.

        Where it does not hold, 'how' says what is said of it all the same: only planned, only alleged, only denied.
        Do not tell such an edge as a fact.
        """
        return await self._work(repertory.explained, subject, predicate, object)

    async def sparql(self, query: str, limit: Limit = 100) -> Result:
        """Run a read-only SPARQL query; a row is a binding with type, value, datatype and language.

        The default graph is the union of all. Select ?claim (it is ais:about a situation) so that the result can be
        cited. Updates, SERVICE and files are refused.
        """
        return await self._work(repertory.queried, query, limit)

    async def propose_claims(self, text: str, proposals: list[dict[str, Any]]) -> Result:
        """Judge claims that you propose about a text: each is accepted, or refused with a reason; none is stored.

        A proposal has kind (Supply, Use, CountObservation …), roles (supplier, recipient, technology, user …; values
        are ids or labels), quote (words of one sentence, letter by letter) and, where needed, start, modality, voice,
        lower, upper, and antecedents (role: [start, end] of the words it refers back to).
        """
        return await self._aside("judged", text, proposals)

    async def unread(self, text: str) -> Result:
        """Read a text with the toolkit's own readers: the claims they find, and what they left.

        What they left is each sentence that names a vendor and a state (or a technology, or a figure of states) and
        gave no claim, with the reason.
        """
        return await self._aside("unread", text)

    async def _work(self, function: Callable[..., Result], *arguments: Any) -> Result:
        try:
            found: Result = await self._pool.run(_checked, function, arguments)
        except KgError as error:
            raise ToolError(remedy.for_assistants(str(error))) from error
        return _plain(found)

    async def _aside(self, name: str, *arguments: Any) -> Result:
        """Read prose in a thread: it is bounded by the length of the text, and asks nothing of the graph."""
        from anyio import to_thread

        from kg.server import draft

        try:
            found: Result = await to_thread.run_sync(getattr(draft, name), *arguments)
        except KgError as error:
            raise ToolError(remedy.for_assistants(str(error))) from error
        return _plain(found)


def _plain(found: Result) -> Result:
    """Return a result as a reader is to see it: clients show its JSON as it comes, to a terminal too."""
    told: Result = whole(found, plain)
    return told


def server(place: Path, limits: Limits) -> MCPServer[None]:
    """Return the server of a built graph; its tools are read-only."""
    pool = Pool(place, 1, limits)
    version = catalog.version(Shelf(store.open_store(place)))

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    said = imprint()
    told = f"{said.summary} {INSTRUCTIONS}"
    made = MCPServer[None](said.name, title=said.heading, version=version, instructions=told, lifespan=lifespan)
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for name, function in inspect.getmembers(_Tools(pool), inspect.ismethod):
        if not name.startswith("_"):
            made.add_tool(function, name, description=inspect.cleandoc(function.__doc__ or ""), annotations=hints)
    return made


def _checked(shelf: Shelf, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    try:
        return function(shelf, *arguments)
    except Problem as problem:
        place, _, found = problem.found.rpartition(": ")
        raise KgError(place or "the tool", found, problem.todo) from problem
