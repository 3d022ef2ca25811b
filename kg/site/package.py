"""The tables of the dumps as a Frictionless data package and as a Croissant data set: columns, types and digests."""

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from typing import Any

from kg.imprint import imprint
from kg.namespace import base_in_use
from kg.site import catalog
from kg.site.dump import CLAIMS, INTEGERS
from kg.site.resource import Library

MEANINGS = {
    "claim": "The IRI of the claim.",
    "situation": "The IRI of what is claimed: equal for equal kind and roles, whoever claims it.",
    "kind": "The kind of the situation.",
    "source": "The id of the source that makes the claim.",
    "origin": "The id of the source by which agreement is counted.",
    "modality": "How firmly, in which voice and by which act the source says it.",
    "voice": "Whose words the source gives, where they are another's.",
    "lowerBound": "The least number that a claim about a count allows.",
    "upperBound": "The greatest number that a claim about a count allows.",
    "place": "Where in the source the claim stands.",
    "reason": "What was put right, and why.",
    "subject": "The thing that the edge leads from.",
    "predicate": "The relation that rules derive from accepted claims.",
    "object": "The thing that the edge leads to.",
}
"""Column → what it holds; any other column of claims is a role of situations."""
KEYS = {CLAIMS: ["claim"]}
"""Table → the columns that tell its rows apart."""
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet"),
            *("format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet"),
            *("references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField"),
            "transform",
        )
    },
}


def frictionless(library: Library, tables: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the data package of tables, by the names of their files, which lie beside it."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": imprint().name,
        "id": f"{base_in_use()}data",
        "title": imprint().title,
        "description": imprint().summary,
        "homepage": base_in_use(),
        "version": catalog.version(library),
        "licenses": [_license(each) for each in catalog.licenses(library)],
        "contributors": [{"title": imprint().author, "roles": ["publisher"]}],
        "resources": [
            {
                "name": re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".csv")),
                "path": name,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {
                    "fields": [
                        {"name": column, "type": "integer" if column in INTEGERS else "string", "description": told}
                        for column, told in _columns(content).items()
                    ],
                    "missingValues": [""],
                    **({"primaryKey": KEYS[name]} if name in KEYS else {}),
                },
            }
            for name, content in sorted(tables.items())
        ],
    }


def croissant(library: Library, tables: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the description of tables in Croissant 1.0; a file is found at the version's address."""
    above = f"{base_in_use()}{catalog.version(library)}/"
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": imprint().name,
        "description": imprint().summary,
        "url": base_in_use(),
        "version": catalog.version(library),
        "datePublished": catalog.modified(library),
        "license": catalog.licenses(library),
        "creator": {"@type": "Organization", "name": imprint().author},
        "citeAs": f"{imprint().author}: {imprint().title}, version {catalog.version(library)}. {base_in_use()}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": name,
                "name": name,
                "contentUrl": above + name,
                "contentSize": f"{len(content)} B",
                "encodingFormat": "text/csv",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for name, content in sorted(tables.items())
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": name.removesuffix(".csv"),
                "name": name.removesuffix(".csv"),
                "field": [
                    {
                        "@type": "cr:Field",
                        "@id": f"{name.removesuffix('.csv')}/{column}",
                        "name": f"{name.removesuffix('.csv')}/{column}",
                        "description": told,
                        "dataType": "sc:Integer" if column in INTEGERS else "sc:Text",
                        "source": {"fileObject": {"@id": name}, "extract": {"column": column}},
                    }
                    for column, told in _columns(content).items()
                ],
            }
            for name, content in sorted(tables.items())
        ],
    }


def _license(address: str) -> dict[str, str]:
    found = re.search(r"creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)", address)
    return {"path": address} | ({"name": f"CC-{found[1].upper()}-{found[2]}"} if found else {})


def _columns(content: bytes) -> dict[str, str]:
    """Return column → what it holds, by the first line of a table."""
    header = next(csv.reader(io.StringIO(content.decode())))
    return {column: MEANINGS.get(column, f"The {_words(column)}, as CURIEs parted by spaces.") for column in header}


def _words(column: str) -> str:
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda found: f" {found[0].lower()}", column)
