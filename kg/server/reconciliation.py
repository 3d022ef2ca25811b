"""The reconciliation API of the W3C community group, version 0.2: names of a table matched with the registers.

An entity's id is its IRI without the base (``state/srb``); a type is a register by its singular (``state``); a property
is a CURIE (``ais:region``). A candidate is a match where its name, or an alias, is what was asked for, its properties
agree, and nothing else of the type answers to the name as well.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from kg.errors import KgError
from kg.imprint import imprint
from kg.namespace import BASE, base_in_use, curie
from kg.server import candidates, extension
from kg.server.candidates import identified, register
from kg.server.reply import Asked, Function, Problem, Reply, in_json, ok, problem
from kg.site import address, page
from kg.site.resource import Library

BATCH = 200
"""The most queries, or ids, in one request."""
LIMIT = 10
"""The candidates of a query that sets no limit; :data:`MOST` are the most it may set."""
MOST = 100
WIDTH, HEIGHT = 420, 260
"""The size of a preview, in pixels."""
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""The policy of a preview, which stands in a frame of the reader's own tool."""


def service(library: Library, asked: Asked) -> Reply:
    """Return the manifest; or, to ``queries`` and ``extend``, candidates and values."""
    if queries := asked.get("queries"):
        batch = _object("queries", queries)
        if len(batch) > BATCH:
            raise Problem(413, f"queries: {len(batch)} in one request", f"send at most {BATCH} at once")
        return in_json(_batch(library, batch), asked.get("callback"))
    if extend := asked.get("extend"):
        return in_json(extension.extend(library, _object("extend", extend), BATCH), asked.get("callback"))
    if "queries" in dict((*asked.query, *asked.form)):
        raise Problem(400, "queries: nothing given", "give a JSON object of queries")
    return in_json(manifest(library, asked.place), asked.get("callback"))


def _batch(library: Library, batch: dict[str, Any]) -> dict[str, Any]:
    """Return the candidates of each query; a query that is wrong has none and says why.

    Raises:
        KgError: every query is wrong.
        Problem: the same.
    """
    found: dict[str, Any] = {}
    wrong: list[Problem | KgError] = []
    for key, each in batch.items():
        try:
            found[key] = {"result": _candidates(library, key, each)}
        except (Problem, KgError) as error:
            wrong.append(error)
            told = f"{error.found}; {error.todo}" if isinstance(error, Problem) else str(error)
            found[key] = {"result": [], "error": told}
    if wrong and len(wrong) == len(batch):
        raise wrong[0]
    return found


def manifest(library: Library, place: str) -> dict[str, Any]:
    """Return what the service says of itself; ``place`` is its address."""

    def suggesting(what: str) -> dict[str, str]:
        paths = {"service_path": f"/suggest/{what}", "flyout_service_path": f"/flyout/{what}?id=${{id}}"}
        return {"service_url": place, "flyout_service_url": place, **paths}

    return {
        "versions": ["0.2"],
        "name": f"{imprint().name}: its things and what they are tied by",
        "identifierSpace": base_in_use(),
        "schemaSpace": f"{BASE}ontology",
        "documentation": place.removesuffix("/reconcile") + "/question/",
        "view": {"url": f"{place}/view?id={{{{id}}}}"},
        "preview": {"url": f"{place}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "defaultTypes": [register(name) for name in ("state", "vendor", "technology", "initiative")],
        "suggest": {what: suggesting(what) for what in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": place, "service_path": "/properties"},
            "property_settings": list(extension.SETTINGS),
        },
    }


def _candidates(library: Library, key: str, given: Any) -> list[dict[str, Any]]:
    place = f"queries, {key}"
    if not isinstance(given, dict):
        raise Problem(400, f"{place}: not an object", 'write {"query": "…"}')
    text, limit, strict = given.get("query", ""), given.get("limit", LIMIT), given.get("type_strict", "any")
    if not isinstance(text, str) or not (text or given.get("properties")):
        raise Problem(400, f"{place}: no text in 'query'", "give the name to match")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit < math.inf:
        raise Problem(400, f"{place}: limit {limit!r} is not valid", f"give a whole number from 1 to {MOST}")
    if strict not in ("any", "all", "should"):
        raise Problem(400, f"{place}: type_strict {strict!r} is not valid", "give any, all or should")
    types = given.get("type") or []
    types = [types] if isinstance(types, str) else types
    if not isinstance(types, list) or not all(isinstance(each, str) for each in types):
        raise Problem(400, f"{place}: 'type' is no type", "give the id of a type, or a list of ids")
    wanted = [candidates.typed(each, place) for each in types]
    properties = given.get("properties") or []
    if not isinstance(properties, list) or not all(isinstance(each, dict) and "pid" in each for each in properties):
        raise Problem(400, f"{place}: 'properties' is no list of properties", 'write [{"pid": "ais:region", "v": "…"}]')
    conditions = [(candidates.property_(each["pid"], place), each.get("v")) for each in properties]
    return candidates.match(library, text, wanted, conditions, min(int(limit), MOST), strict)


def suggest(library: Library, asked: Asked) -> Reply:
    """Return the entities, types or properties whose names begin with, or are near to, ``prefix``."""
    what = asked.path.rpartition("/")[2]
    writers: dict[str, Callable[[Library, str], list[dict[str, Any]]]] = {
        "entity": candidates.entities,
        "type": candidates.types,
        "property": candidates.properties,
    }
    if what not in writers:
        raise Problem(404, f"nothing suggests {what!r}", f"there are {', '.join(writers)}")
    cursor = asked.get("cursor", "0")
    if not re.fullmatch(r"[0-9]{1,5}", cursor):
        raise Problem(400, f"cursor: {cursor!r} is not valid", "give a whole number")
    found = writers[what](library, asked.get("prefix"))[int(cursor) :][: 2 * LIMIT]
    return in_json({"result": found}, asked.get("callback"))


def flyout(library: Library, asked: Asked) -> Reply:
    """Return a few lines of HTML about an entity, a type or a property."""
    what, id_ = asked.path.rpartition("/")[2], asked.get("id")
    if what == "entity":
        name = identified(library, id_)
    elif what == "type":
        name = base_in_use() + candidates.typed(id_, "id")
    else:
        name = candidates.property_(id_, "id")
    text = page.template("page-preview.html").render(**_told(library, name), framed=False)
    return in_json({"id": id_, "html": text}, asked.get("callback"))


def preview(library: Library, asked: Asked) -> Reply:
    """Return a small page about an entity, to stand in a frame."""
    text = page.template("page-preview.html").render(
        **_told(library, identified(library, asked.get("id"))), framed=True
    )
    return ok(text, "text/html", Content_Security_Policy=FRAMED)


def _told(library: Library, name: str) -> dict[str, Any]:
    return {
        "label": library.label(name) if name in library.out else name.removeprefix(base_in_use()),
        "curie": curie(name),
        "type": library.label(library.kind(name)) if library.kind(name) else "",
        "facts": extension.facts(library, name),
        "claims": len(extension.claims(library, name, None)),
    }


def view(library: Library, asked: Asked) -> Reply:
    """Lead to the page of an entity."""
    return Reply(303, b"", "text/plain", (("location", f"/{address.page(identified(library, asked.get('id')))}"),))


def properties(library: Library, asked: Asked) -> Reply:
    """Return the properties that the entities of ``type`` have values of, most used first."""
    wanted = candidates.typed(asked.get("type"), "type") if asked.get("type") else ""
    limit = asked.get("limit", str(MOST))
    if not re.fullmatch(r"[0-9]{1,5}", limit):
        raise Problem(400, f"limit: {limit!r} is not valid", "give a whole number")
    found = candidates.used(library, wanted)[: int(limit)]
    told = {"type": wanted, "limit": int(limit), "properties": [{"id": curie(p), "name": n} for p, n in found]}
    return in_json(told, asked.get("callback"))


def _object(name: str, text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character of UTF-16 cannot be answered with
    except (ValueError, RecursionError) as error:
        raise Problem(400, f"{name}: not JSON", "give a JSON object") from error
    if not isinstance(found, dict):
        raise Problem(400, f"{name}: not a JSON object", "give a JSON object")
    return found


_FUNCTIONS: Mapping[str, Function] = {
    "/reconcile": service,
    "/reconcile/suggest/{what}": suggest,
    "/reconcile/flyout/{what}": flyout,
    "/reconcile/preview": preview,
    "/reconcile/view": view,
    "/reconcile/properties": properties,
}


def reconciled(library: Library, asked: Asked) -> Reply:
    """Return what the path that was asked answers, or the problem with what is asked."""
    below = asked.path[asked.path.rindex("/reconcile") :]
    path = re.sub(r"(?<=/suggest/|./flyout/)[^/]+$", "{what}", below)
    try:
        return _FUNCTIONS[path](library, asked)
    except Problem as found:
        return found.reply
    except KgError as error:
        return problem(400, error).reply


PATHS: Mapping[str, Function] = dict.fromkeys(_FUNCTIONS, reconciled)
"""Path → the function that answers there."""
