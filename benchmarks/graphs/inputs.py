"""The inputs of the jobs at one size, each made once: claims, quads, a built store, a table, the questions.

They are made again where the toolkit's own code, the ontology, the queries or the released sources are others.
"""

import csv
import hashlib
import json
import re
import shutil
from functools import cache, partial
from pathlib import Path

import pyoxigraph as ox

from benchmarks.graphs import generate, generated
from kg.evidence import claim
from kg.evidence.claim import Claim
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.graph import dataset, inference, store
from kg.namespace import RDF, iri
from kg.namespace import folder as released
from kg.query import query

QUADS_A_CLAIM, QUADS_WITHOUT = 14.5, 8_900
"""Distinct quads of a built graph for each claim, and those of the ontology and the registers; measured."""
LATER = {"edition": "edition-0001", "source": "edition-0001", "later": "edition-0002", "earlier": "edition-0001"}
QUESTIONS = {
    "vendors-by-reach": {},
    "technology-adoption": {},
    "states-using": {"technology": "technology:facial-recognition"},
    "suppliers-of-state": {"state": "state:s00001"},
    "states-of-vendor": {"vendor": "vendor:v00001"},
    "adoption-by-region": {"technology": "technology:facial-recognition"},
    "adoption-by-regime": {"technology": "technology:facial-recognition"},
    "chinese-technology-and-bri": {},
    "vendor-pairs": {},
    "competitors-of-vendor": {"vendor": "vendor:v00001"},
    "states-with-most-technologies": {},
    "regions-of-vendor": {"vendor": "vendor:v00001"},
}
"""The twelve standard questions, with the parameters that have no default or whose default is a released edition."""

PACKAGE = Path(str(claim.__file__)).parents[1]
ROOMS = (".", "query", "vocabulary", "evidence", "graph")
"""The rooms of the package that the inputs are made by."""


REAL_EDITION = "aigs-2022"
"""The edition that the questions on the released sources are asked of."""


def make(quads: int, folder: Path) -> Path:
    """Return the folder of inputs for a graph of about so many quads; it is made if it is not there."""
    given = folder / f"{quads}"
    if _fresh(given):
        return given
    generate.write(max(70, round((quads - QUADS_WITHOUT) / QUADS_A_CLAIM)), 1, given / "data")
    registers, sources, claims = generated.read(given / "data")
    _table(claims, given)
    _write(given, registers, sources, claims, LATER["edition"])
    return given


def real(folder: Path) -> Path:
    """Return the folder of inputs for the graph of the released sources; it is made if it is not there."""
    given = folder / "released"
    if not _fresh(given):
        _write(given, *generated.released(), REAL_EDITION)
    return given


def _fresh(given: Path) -> bool:
    """Return whether a folder is made and of this code; where it is not, it is emptied."""
    mark = given / "done"
    if mark.is_file() and mark.read_text(encoding="utf-8").split()[1:] == [_digest()]:
        return True
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir(parents=True)
    return False


@cache
def _digest() -> str:
    """Return a digest of what the inputs are made by and from."""
    total = hashlib.sha256()
    folders = [released(name) for name in ("ontology", "queries", "sources")]
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    files |= {
        Path(__file__),
        Path(str(generate.__file__)),
        *(path for room in ROOMS for path in (PACKAGE / room).glob("*.py")),
    }
    for path in sorted(files):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def _write(given: Path, registers: Registers, sources: dict[str, Source], claims: list[Claim], edition: str) -> None:
    built = dataset.load(dataset.quads(registers, sources, claims))
    built.dump(str(given / "asserted.nq"), format=ox.RdfFormat.N_QUADS)
    inference.infer(built)
    built.dump(str(given / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    triples = {quad.triple for quad in built}
    (given / "graph.nt").write_text("".join(sorted(f"{triple} .\n" for triple in triples)), encoding="utf-8")
    store.save(built, given / "store")
    asked = _questions(built, QUESTIONS if edition == LATER["edition"] else {"vendors-by-reach": {}}, edition)
    (given / "questions.json").write_text(json.dumps(asked, indent=1), encoding="utf-8")
    (given / "edition").write_text(edition, encoding="utf-8")
    (given / "done").write_text(f"{len(built)} {_digest()}", encoding="utf-8")


def size(given: Path) -> int:
    """Return how many quads the graph of a folder of inputs has."""
    return int((given / "done").read_text(encoding="utf-8").split()[0])


def store_of(given: Path) -> Path:
    """Return the folder of the built store of a folder of inputs, as an engine opens it."""
    return next(path for path in (given / "store").rglob("CURRENT")).parent


def _questions(built: ox.Store, asked: dict[str, dict[str, str]], edition: str) -> list[dict[str, str]]:
    found = []
    for name, params in asked.items():
        question = query.find(name)
        held = {param.name for param in question.params}
        given = {key: value for key, value in {**LATER, "edition": edition}.items() if key in held} | params
        text = question.bind(partial(query.named, built), given)
        found.append({"name": name, "text": re.sub(r"^#\+.*\n", "", text, flags=re.M)})
    return found


def _table(claims: list[Claim], given: Path) -> None:
    """Write the claims as one flat table, with every IRI and literal in a column, and say which column is what.

    ``table.json`` has for each statement the columns of subject and graph, the property, the column of the value, and
    ``iri``, a datatype, ``@`` and a language, or nothing for a plain text.
    """
    properties: dict[tuple[str, str, str], tuple[str, str]] = {}
    rows = []
    for each in claims:
        situation, place = each.situation, each.evidence
        names = {each.iri: "claim", situation: "situation", place: "evidence", f"{place}#cell": "selector"}
        row = {"claim": each.iri, "situation": situation, "evidence": place, "selector": f"{place}#cell"}
        row |= {"held in": iri(f"graph:{each.source}"), "situations": iri("graph:situations")}
        for line in claim.quads([each]):
            s, p, o, g = re.match(r"<([^>]*)> <([^>]*)> (.*) <([^>]*)> \.$", line).groups()  # type: ignore[union-attr]
            subject = names[s]
            literal = re.match(r'"((?:[^"\\]|\\.)*)"(?:@(\w+)|\^\^<([^>]*)>)?$', o)
            form = "iri" if literal is None else f"@{literal[2]}" if literal[2] else literal[3] or ""
            column = f"{subject} {p.rpartition('#')[2].rpartition('/')[2]}"
            row[column] = o[1:-1] if literal is None else literal[1]
            properties[subject, "situations" if g.endswith("/situations") else "held in", p] = (column, form)
        rows.append(row)
    header = list(dict.fromkeys(key for row in rows for key in row))
    with (given / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    told = {"properties": [[*key, *value] for key, value in properties.items()], "type": RDF + "type"}
    (given / "table.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
