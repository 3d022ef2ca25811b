"""A server of the Model Context Protocol, for assistants that must cite: every result cites its claims.

Each tool is worked out in a process of its own pool, so that a query that takes too long is stopped and the next one
is answered.
"""

import inspect
import json
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from kg.answering import answer, questionnaire
from kg.errors import KgError
from kg.graph import store
from kg.imprint import imprint
from kg.namespace import base_in_use
from kg.query import query
from kg.server import candidates, extension, inquiry, sparql
from kg.server.limit import Limits
from kg.server.pool import Pool
from kg.server.reply import Problem
from kg.server.shelf import Shelf
from kg.site import catalog, question
from kg.site.resource import ABOUT
from kg.wording import plain

ROWS = 200
"""The most rows, candidates or receipts in one result."""
CITED = 3
"""The claims that are cited for a candidate of a search, and for a row that asks for no other number."""
SIZE = 400_000
"""Bytes of the answer to a SPARQL query, as the server counts them."""
INSTRUCTIONS = (
    "A knowledge graph in which every statement is a claim of a source. Cite the claims: give the "
    "IRI of the claim and its citation with each statement you make. A claim says what its source says, in the "
    "modality it names; it is no verdict. Prefer ask_question over sparql: its rows carry the claims they rest on. "
    "Where 'citations' is empty, say that the result is a count or a name and rests on no single claim."
)
_INSTEAD = re.compile(r"'kg ask --list' lists them")

Result = dict[str, Any]
Limit = Annotated[int, Field(ge=1, le=ROWS, description=f"the most to give, up to {ROWS}")]
Offset = Annotated[int, Field(ge=0, description="how many to leave out at the start")]


def questions(shelf: Shelf, tag: str | None) -> Result:
    """Return the questions of the library with their parameters."""
    valid = questionnaire.valid_ids(shelf.store)
    told = [
        {
            "name": each.name,
            "asks": each.summary,
            "row": each.row,
            "cites": each.claims is not None,
            "parameters": [
                {
                    "name": param.name,
                    "type": param.type,
                    "default": param.default,
                    "description": param.description,
                    "valid": list(param.choices or valid.get(param.type, ()))[: questionnaire.MANY],
                }
                for param in each.params
            ],
        }
        for each in questionnaire.tagged(question.published(), tag)
    ]
    return {"questions": told, "citations": []}


def asked(shelf: Shelf, name: str, given: dict[str, Any], limit: int, offset: int, most: int) -> Result:
    """Return rows of the answer to a question, each with up to ``most`` of its claims, and their citations."""
    found = query.find(name)
    told = question.read(shelf, found, given)
    part = slice(offset, offset + limit)
    claims = told.claims[part]
    shown = answer.Answer(told.columns, told.rows[part], [row[:most] for row in claims], {})
    rows = json.loads(answer.to_json(shown))
    for row, all_ in zip(rows, claims, strict=False):
        row["claimsOfRow"] = len(all_)
    return {
        "question": found.summary,
        "total": len(told.rows),
        "rows": rows,
        "citations": citations(shelf, (claim for row in shown.claims for claim in row)),
    }


def worded(shelf: Shelf, text: str, anyway: bool, limit: int, most: int) -> Result:
    """Return the answer to plain words, what was understood, and the citations of up to ``most`` claims a row."""
    understood = plain.understand(shelf.store, text, anyway=anyway)
    read = question.answered(shelf, plain.run(shelf.store, understood), understood.claims)
    claims = [row[:most] for row in read.claims[:limit]]
    rows = answer.values(answer.Answer(read.columns, read.rows[:limit], claims, {}))
    cited = citations(shelf, (claim for row in claims for claim in row))
    return inquiry.told(understood, read) | {"rows": rows, "citations": cited}


def searched(shelf: Shelf, text: str, kind: str | None, limit: int) -> Result:
    """Return the entities a name may stand for, each with a few of the claims about it."""
    types = [] if kind is None else [candidates.typed(kind, "type")]
    found = []
    for each in candidates.match(shelf, text, types, [], limit):
        about = extension.claims(shelf, base_in_use() + each["id"], None)
        kept = {key: each[key] for key in ("name", "description", "score", "match", "type")}
        found.append({"iri": base_in_use() + each["id"], **kept, "claimsAbout": len(about), "claims": about[:CITED]})
    return {"entities": found, "citations": citations(shelf, (claim for each in found for claim in each["claims"]))}


def receipts(shelf: Shelf, name: str, limit: int, offset: int) -> Result:
    """Return what the sources claim about an entity, a situation, a source or a claim, with the receipt of each."""
    resource = candidates.identified(shelf, name)
    about = _claims_of(shelf, resource)
    part = about[offset : offset + limit]
    told = [{"claim": claim, "says": shelf.label(shelf.one(claim, ABOUT))} for claim in part]
    return {"iri": resource, "label": shelf.label(resource), "total": len(about), "claims": told} | {
        "citations": citations(shelf, part)
    }


def _claims_of(shelf: Shelf, name: str) -> list[str]:
    if name.startswith(f"{base_in_use()}claim/"):
        return [name]
    direct = {subject for _, subject in shelf.into.get(name, ()) if subject.startswith(f"{base_in_use()}claim/")}
    return sorted(direct | set(extension.claims(shelf, name, None)))


def queried(shelf: Shelf, text: str, limit: int) -> Result:
    """Return the answer to a SPARQL query, and the citations of the claims and situations it names."""
    media = ("application/sparql-results+json", "application/n-triples")
    reply = sparql.answer(shelf, text, media, None, None, limit, SIZE)
    content = reply.content.decode()
    told: Result = {"truncated": reply.truncated}
    if reply.media == media[0]:
        found = json.loads(content)
        if "boolean" in found:
            told["boolean"] = found["boolean"]
        else:
            rows = found["results"]["bindings"]
            told["columns"] = found["head"]["vars"]
            told["rows"] = rows
    else:
        told["triples"] = content
    named = set(_named("claim", content))
    for situation in set(_named("situation", content)):
        named |= {claim for p, claim in shelf.into.get(situation, ()) if p == ABOUT}
    return told | {"citations": citations(shelf, named)}


def _named(register: str, content: str) -> list[str]:
    """Return the IRIs of the members of a register that stand in a text."""
    return re.findall(re.escape(base_in_use()) + rf"{register}/\w+", content)


def citations(shelf: Shelf, claims: Iterable[str]) -> list[Result]:
    """Return for each claim its IRI, the citation as a line and in parts; an IRI that is no claim is absent."""
    wanted = sorted(set(claims))
    shelf.receipts.fetch(wanted)
    found = [shelf.receipts[claim] for claim in wanted if claim in shelf.receipts]
    return [
        {
            "claim": receipt.claim,
            "citation": str(receipt),
            "source": f"{base_in_use()}source/{receipt.source}",
            "title": receipt.title,
            "place": receipt.place,
            "modality": receipt.modality,
            "voice": receipt.voice,
        }
        for receipt in found
    ]


class _Tools:
    """The tools, each worked out in the pool; what its docstring says is what an assistant reads of it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def list_questions(self, tag: str | None = None) -> Result:
        """List the questions of the library, with the parameters each takes."""
        return await self._work(questions, tag)

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
        return await self._work(asked, name, given, limit, offset, claims)

    async def ask_in_words(self, text: str, anyway: bool = False, limit: Limit = 50) -> Result:
        """Answer a question in plain English words.

        It is answered only if all that the text says is used; or else the error says what is not, and which questions
        are near. With anyway the nearest one is run: repeat its 'warning', which says what it leaves unused.
        """
        return await self._work(worded, text, anyway, limit, CITED)

    async def search_entities(self, text: str, type: str | None = None, limit: Limit = 10) -> Result:
        """Find a state, vendor, technology, initiative or other entity by name, with some of the claims about it."""
        return await self._work(searched, text, type, limit)

    async def receipts(self, resource: str, limit: Limit = 50, offset: Offset = 0) -> Result:
        """Say what the sources claim about a thing, with the place of each claim in its source.

        The thing is an entity, a situation or a source, or one claim, given by IRI, CURIE or id such as state/srb.
        """
        return await self._work(receipts, resource, limit, offset)

    async def sparql(self, query: str, limit: Limit = 100) -> Result:
        """Run a read-only SPARQL query; a row is a binding with type, value, datatype and language.

        The default graph is the union of all. Select ?claim (it is ais:about a situation) so that the result can be
        cited. Updates, SERVICE and files are refused.
        """
        return await self._work(queried, query, limit)

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
            raise ToolError(_INSTEAD.sub("the tool list_questions lists them", str(error))) from error
        return found

    async def _aside(self, name: str, *arguments: Any) -> Result:
        """Read prose in a thread: it is bounded by the length of the text, and asks nothing of the graph."""
        from anyio import to_thread

        from kg.server import draft

        try:
            found: Result = await to_thread.run_sync(getattr(draft, name), *arguments)
        except KgError as error:
            raise ToolError(str(error)) from error
        return found


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
