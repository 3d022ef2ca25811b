"""How to cite a page: BibTeX, CSL-JSON and RIS. Dates are those of the data, never of the clock."""

import json
import re
from typing import NamedTuple

from kg.imprint import imprint
from kg.namespace import OWL, base_in_use, iri
from kg.site.resource import ONTOLOGY, Library


class Work(NamedTuple):
    """What is cited: a page of the graph in one version."""

    key: str
    title: str
    url: str
    version: str
    date: str
    """The day of the version, as YYYY-MM-DD."""


def work(library: Library, name: str, title: str) -> Work:
    """Return the page of an IRI as a work to be cited."""
    local = name.removeprefix(base_in_use()).strip("/") or imprint().name
    modified = library.one(ONTOLOGY, iri("dcterms:modified"))
    return Work(re.sub(r"\W+", "-", local), title, name, library.one(ONTOLOGY, OWL + "versionInfo"), modified)


def all_of(cited: Work) -> dict[str, str]:
    """Return name of a format → the citation in it."""
    return {"BibTeX": bibtex(cited), "CSL-JSON": csl(cited), "RIS": ris(cited)}


def bibtex(cited: Work) -> str:
    r"""Return a BibTeX entry.

    >>> bibtex(Work("k", "50% {x}", "https://e.org/", "1", "2026-11-22")).splitlines()[1]
    '  title = {50\\% \\{x\\}},'
    """
    fields = {
        "title": _tex(cited.title),
        "author": f"{{{imprint().author}}}",
        "year": cited.date[:4],
        "howpublished": _tex(imprint().title),
        "version": cited.version,
        "url": cited.url,
    }
    inner = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items())
    return f"@misc{{{cited.key},\n{inner}\n}}"


def csl(cited: Work) -> str:
    """Return a CSL-JSON item."""
    item = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.title,
        "author": [{"literal": imprint().author}],
        "container-title": imprint().title,
        "issued": {"date-parts": [[int(part) for part in cited.date.split("-")]]},
        "version": cited.version,
        "URL": cited.url,
    }
    return json.dumps(item, ensure_ascii=False)


def ris(cited: Work) -> str:
    """Return a RIS record."""
    fields = (
        ("TY", "DATA"),
        ("TI", " ".join(cited.title.split())),
        ("AU", imprint().author),
        ("T2", imprint().title),
        ("PY", cited.date[:4]),
        ("DA", cited.date.replace("-", "/")),
        ("ET", cited.version),
        ("UR", cited.url),
        ("ER", ""),
    )
    return "\n".join(f"{tag}  - {value}" for tag, value in fields)


def _tex(text: str) -> str:
    return re.sub(r"([\\{}%&#_$])", lambda sign: "\\textbackslash{}" if sign[1] == "\\" else "\\" + sign[1], text)
