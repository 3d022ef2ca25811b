"""Values for reconciled entities: what a property says of each, or the claims that the values rest on."""

import re
from typing import Any

import pyoxigraph as ox

from kg.namespace import XSD, base_in_use
from kg.query.solution import Term
from kg.server import candidates
from kg.server.candidates import identified
from kg.server.reply import Problem
from kg.site.resource import ABOUT, LABEL, TYPE, Library

SETTINGS: tuple[dict[str, Any], ...] = (
    {
        "type": "number",
        "default": 0,
        "label": "Limit",
        "name": "limit",
        "help_text": "The most values of an entity; 0 for all.",
    },
    {
        "type": "select",
        "default": "values",
        "label": "Content",
        "name": "content",
        "help_text": "The values, or the claims of the sources that they rest on.",
        "choices": [{"value": "values", "name": "values"}, {"value": "claims", "name": "claims"}],
    },
)
"""What can be set for a property."""
SHOWN = 6
"""The facts of a preview."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def extend(library: Library, given: dict[str, Any], most: int) -> dict[str, Any]:
    """Return what a request for data extension asks for; an id that nothing answers to has no values.

    Raises:
        Problem: the request names more than ``most`` entities, or is not of the form that the API has.
        UnknownName: the prefix of a property is not declared.
    """
    ids, asked = given.get("ids"), given.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise Problem(400, "extend: no list of 'ids'", "give the ids of entities")
    if not isinstance(asked, list) or not all(isinstance(each, dict) for each in asked):
        raise Problem(400, "extend: no list of 'properties'", 'write [{"id": "ais:region"}]')
    if len(ids) > most:
        raise Problem(413, f"extend: {len(ids)} ids in one request", f"send at most {most} at once")
    wanted = [(each.get("id"), candidates.property_(each.get("id"), "extend"), _settings(each)) for each in asked]
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    types: dict[str, set[str]] = {}
    for id_ in ids:
        try:
            name = identified(library, id_)
        except Problem:
            name = ""
        row = rows.setdefault(id_, {})
        for pid, property_, (limit, content) in wanted:
            cells = _cells(library, name, property_, content)
            types.setdefault(pid, set()).update(each["id"].partition("/")[0] for each in cells if "id" in each)
            row[pid] = cells[: limit or None]
    meta = []
    for pid, property_, _ in wanted:
        told: dict[str, Any] = {"id": pid, "name": library.label(property_)}
        if len(found := types.get(pid, set())) == 1:
            told["type"] = candidates.register(next(iter(found)))
        meta.append(told)
    return {"meta": meta, "rows": rows}


def _settings(given: dict[str, Any]) -> tuple[int, str]:
    settings = given.get("settings") or {}
    limit = settings.get("limit") or 0 if isinstance(settings, dict) else -1
    content = settings.get("content", "values") if isinstance(settings, dict) else ""
    if not re.fullmatch(r"\d{1,6}", str(limit)) or content not in ("values", "claims"):
        raise Problem(
            400, f"extend: settings {settings!r} are not valid", "give a limit, and as content values or claims"
        )
    return int(limit), content


def _cells(library: Library, name: str, property_: str, content: str) -> list[dict[str, Any]]:
    values = dict.fromkeys(term for p, term, _ in library.out.get(name, ()) if p == property_)
    if content == "values":
        return [_cell(library, term) for term in values]
    tied = sorted({claim for term in values for claim in claims(library, name, term)})
    return [{"id": claim.removeprefix(base_in_use()), "name": str(library.receipts[claim])} for claim in tied]


def _cell(library: Library, term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        local = term.value.startswith(base_in_use()) and "#" not in term.value
        return (
            {"id": term.value.removeprefix(base_in_use()), "name": library.label(term.value)}
            if local
            else {"str": term.value}
        )
    text = getattr(term, "value", str(term))
    datatype = term.datatype.value if isinstance(term, ox.Literal) else ""
    try:
        if datatype == XSD + "integer":
            return {"int": int(text)}
        if datatype in (XSD + "decimal", XSD + "double"):
            return {"float": float(text)}
    except ValueError:
        return {"str": text}
    return {"date": f"{text}T00:00:00"} if datatype == XSD + "date" and _DATE.fullmatch(text) else {"str": text}


def claims(library: Library, name: str, value: Term | None) -> list[str]:
    """Return the claims about situations in which an entity has a role, and ``value`` as well where one is given."""
    found: set[str] = set()
    for _, situation in library.into.get(name, ()):
        if situation.startswith(f"{base_in_use()}situation/") and (
            value is None or any(term == value for _, term, _ in library.out.get(situation, ()))
        ):
            found.update(claim for p, claim in library.into.get(situation, ()) if p in ABOUT)
    return sorted(found)


def facts(library: Library, name: str) -> list[tuple[str, str]]:
    """Return the first statements about an entity, for a preview: (label of the property, value)."""
    told: dict[str, list[str]] = {}
    for property_, term, _ in library.out.get(name, ()):
        english = not isinstance(term, ox.Literal) or term.language in (None, "en")
        if property_ not in (TYPE, LABEL) and english:
            told.setdefault(library.label(property_), []).append(library.value(term).label)
    ordered = sorted(told.items(), key=lambda pair: len(pair[1]))[:SHOWN]
    return [(label, _few(values)) for label, values in ordered]


def _few(values: list[str]) -> str:
    return ", ".join(values[:4]) + (f" and {len(values) - 4} more" if len(values) > 4 else "")
