"""What the tools of assistants give: every result cites the claims it rests on.

A function takes the shelf of a process and the arguments of its tool.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from kg.answering import answer, explanation, questionnaire
from kg.namespace import base_in_use
from kg.query import query
from kg.server import candidates, extension, inquiry, sparql
from kg.server.recollection import names
from kg.server.shelf import Shelf
from kg.site import question
from kg.site.resource import ABOUT
from kg.wording import several

CITED = 3
"""The claims that are cited for a candidate of a search, and for a row that asks for no other number."""
SIZE = 400_000
"""Bytes of the answer to a SPARQL query, as the server counts them."""

Result = dict[str, Any]


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
    understood = several.understand(shelf.store, text, anyway=anyway, names=names(shelf))
    own = several.answers(shelf.store, understood)
    read = question.answered(shelf, several.together(own), understood.claims)
    claims = [row[:most] for row in read.claims[:limit]]
    rows = answer.values(answer.Answer(read.columns, read.rows[:limit], claims, {}))
    cited = citations(shelf, (claim for row in claims for claim in row))
    return inquiry.told(shelf.store, understood, read, own) | {"rows": rows, "citations": cited}


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
    told = [{"claim": claim, "says": shelf.label(shelf.one(claim, *ABOUT))} for claim in part]
    return {"iri": resource, "label": shelf.label(resource), "total": len(about), "claims": told} | {
        "citations": citations(shelf, part)
    }


def _claims_of(shelf: Shelf, name: str) -> list[str]:
    if name.startswith(f"{base_in_use()}claim/"):
        return [name]
    direct = {subject for _, subject in shelf.into.get(name, ()) if subject.startswith(f"{base_in_use()}claim/")}
    return sorted(direct | set(extension.claims(shelf, name, None)))


def explained(shelf: Shelf, subject: str, predicate: str, object_: str) -> Result:
    """Return why a triple holds, or how it is said where it does not, with the citations of the claims."""
    found = explanation.explanation(shelf.store, subject, predicate, object_)
    return found.values | {"citations": citations(shelf, found.claims)}


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
        named |= {claim for p, claim in shelf.into.get(situation, ()) if p in ABOUT}
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
