"""The sources behind an answer as a bibliography: CSL-JSON, BibTeX and RIS, from what the source files state."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph as ox

from kg.evidence.receipt import receipts
from kg.namespace import iri, local_name
from kg.query import query
from kg.query.query import Queryable

Item = dict[str, Any]
"""A CSL-JSON item: id, type, title and, where the source states them, author, publisher, issued, DOI, URL, license."""

_CSL = {"Article": "article-newspaper", "Edition": "dataset", "Series": "dataset", "Source": "dataset"}
_BIBTEX = {"article-newspaper": "misc", "dataset": "misc"}
_RIS = {"article-newspaper": "NEWS", "dataset": "DATA"}
_DOI = re.compile(r"^https?://(?:dx\.)?doi\.org/(10\..+)$")


def items(store: Queryable, claims: Iterable[str]) -> list[Item]:
    """Return one item a source that makes any of the claims, sorted by the sources' ids.

    A source that is held by another, or is a part of one, is listed together with it.
    """
    named = {note.source for note in receipts(store, claims, brief=True).values()}
    found = _read(store, named)
    wholes = {item["part-of"] for item in found if "part-of" in item} - named
    return sorted((_public(item) for item in (*found, *_read(store, wholes))), key=lambda item: str(item["id"]))


def _read(store: Queryable, ids: set[str]) -> list[Item]:
    if not ids:
        return []
    wanted = [ox.NamedNode(iri(f"source:{each}")) for each in sorted(ids)]
    return [_item(row) for row in query.find("sources").run(store, source=wanted).values()]


def _item(row: dict[str, Any]) -> Item:
    identifier = row["identifier"] or ""
    doi = _DOI.match(identifier)
    item: Item = {
        "id": row["source"].rpartition("/")[2],
        "type": _CSL[local_name(row["type"])],
        "title": row["title"],
        "author": row["creator"] and [{"literal": row["creator"]}],
        "publisher": row["publisher"],
        "issued": row["issued"] and {"date-parts": [[int(part) for part in str(row["issued"]).split("-")]]},
        "DOI": doi and doi[1],
        "URL": identifier if identifier.startswith("http") else None,
        "license": row["license"],
        "note": row["attribution"],
        "part-of": row["whole"] and row["whole"].rpartition("/")[2],
    }
    return {key: value for key, value in item.items() if value}


def _public(item: Item) -> Item:
    return {key: value for key, value in item.items() if key != "part-of"}


def to_csl(found: Iterable[Item]) -> str:
    """Return a CSL-JSON list."""
    return json.dumps(list(found), ensure_ascii=False, indent=2) + "\n"


def to_bibtex(found: Iterable[Item]) -> str:
    r"""Return BibTeX entries; a name stands in braces, as the source writes it.

    >>> print(to_bibtex([{"id": "a", "type": "dataset", "title": "AI & Data"}]), end="")
    @misc{a,
      title = {{AI \& Data}}
    }
    """
    return "\n".join(map(_entry, found))


def _entry(item: Item) -> str:
    dates = item.get("issued", {}).get("date-parts", [[]])[0]
    fields = {
        "title": f"{{{_tex(item['title'])}}}",
        "author": " and ".join(f"{{{_tex(name['literal'])}}}" for name in item.get("author", ())),
        "publisher": _tex(item.get("publisher", "")),
        "year": str(dates[0]) if dates else "",
        "month": str(dates[1]) if len(dates) > 1 else "",
        "doi": _tex(item.get("DOI", "")),
        "url": item.get("URL", ""),
        "note": _tex(item.get("note", "")),
    }
    inner = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@{_BIBTEX[item['type']]}{{{item['id']},\n{inner}\n}}\n"


def to_ris(found: Iterable[Item]) -> str:
    """Return RIS records."""
    return "\n".join(map(_record, found))


def _record(item: Item) -> str:
    dates = item.get("issued", {}).get("date-parts", [[]])[0]
    fields = [
        ("TY", _RIS[item["type"]]),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", name["literal"]) for name in item.get("author", ())),
        ("PB", item.get("publisher")),
        ("PY", str(dates[0]) if dates else None),
        ("DA", "/".join(f"{part:02}" for part in dates) if len(dates) == 3 else None),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("N1", item.get("note")),
    ]
    told = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*told, "ER  - "]) + "\n"


def _tex(text: str) -> str:
    signs = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
    return re.sub(r"[\\{}%&#_$~^]", lambda sign: signs.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))


FORMATS: dict[str, Callable[[Iterable[Item]], str]] = {"csl-json": to_csl, "bibtex": to_bibtex, "ris": to_ris}
"""Name of a format → the function that writes a bibliography in it."""
