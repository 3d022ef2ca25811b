"""Invented registers and sources: a world of three states and two vendors, small enough to read."""

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg import graph, inference, register, source, statement
from kg.claim import Claim
from kg.register import Registers
from kg.source import Source

ROOT = Path(__file__).parents[1]

REGISTERS: dict[str, str] = {
    "categories": "id,rdf:type,rdfs:label@en,skos:inScheme\nwet,ais:Category,wet,scheme:weather\n",
    "communities": "id,rdf:type,rdfs:label@en\nsailors,ais:AgentGroup,sailors\nbakers,ais:AgentGroup,bakers\n",
    "groups": (
        "id,rdf:type,rdfs:label@en,ais:membersBasedIn\n"
        "bor-companies,ais:AgentGroup,companies of Bor,state:bor\n"
        "all-companies,ais:AgentGroup,all companies,\n"
    ),
    "initiatives": "id,rdf:type,rdfs:label@en\nring,ais:Initiative,The Ring\n",
    "judgments": "id,rdf:type,rdfs:label@en\nuseful,ais:Judgment,is useful\n",
    "lists": "id,rdf:type,rdfs:label@en\nred-list,ais:List,Red List\n",
    "organizations": "id,rdf:type,rdfs:label@en\nherald,ais:Organization,The Herald\n",
    "places": "id,rdf:type,rdfs:label@en\nport,ais:Place,Port\n",
    "quantities": (
        "id,rdf:type,rdfs:label@en\nstates-supplied,ais:Quantity,states supplied\ncameras,ais:Quantity,cameras\n"
    ),
    "regions": "id,rdf:type,rdfs:label@en\nnorth,ais:Region,North\n",
    "schemes": "id,rdf:type,rdfs:label@en\nweather,ais:Scheme,weather\nsize,ais:Scheme,size\n",
    "states": (
        "id,rdf:type,rdfs:label@en,skos:altLabel@en,skos:hiddenLabel@en,ais:alpha3,ais:region\n"
        "ada,ais:State,Adania,Kingdom of Adania,Adannia,ADA,region:north\n"
        "bor,ais:State,Boria,,,BOR,region:north\n"
        'cyr,ais:State,Cyrania,"The ""Isle""",,CYR,region:north\n'
    ),
    "systems": "id,rdf:type,rdfs:label@en\neye,ais:System,The Eye\n",
    "technologies": (
        "id,rdf:type,rdfs:label@en,skos:inScheme,skos:broader\n"
        "sensing,ais:Technology,sensing,technology:scheme,\n"
        "cameras,ais:Technology,camera networks,technology:scheme,technology:sensing\n"
        "smart-cameras,ais:Technology,smart cameras,technology:scheme,technology:cameras\n"
    ),
    "vendors": "id,rdf:type,rdfs:label@en,skos:altLabel@en\nacme,ais:Vendor,Acme,Acme Corp\nbeta,ais:Vendor,Beta,\n",
}
"""File stem → the CSV text of a register."""

HERALD = "Acme sold cameras to 12 states. The ministry of Adania denies it.\n"
"""An article in our own words."""

ARTICLE = 'title = "Cameras everywhere"\ntype = "Article"\n'

SUPPLY = """
[[claim]]
kind = "Supply"
supplier = "vendor:acme"
recipient = "state:ada"
technology = "technology:cameras"
start = 0
end = 30
"""

COUNT = """
[[claim]]
id = "twelve"
kind = "CountObservation"
counted = "quantity:states-supplied"
supplier = "vendor:acme"
modality = "reported"
lowerBound = 12
upperBound = 12
start = 21
end = 30
phrase = "12 states"
"""

TABLE = (
    "kind,supplier,recipient,user,technology,agent,state,member,initiative,startYear,row,column,cell\n"
    "Supply,vendor:acme,state:ada,,technology:cameras,,,,,,2,Vendor,Acme\n"
    "Supply,Beta,Boria,,,,,,,,3,Vendor,Beta\n"
    "Use,,,state:ada,technology:smart-cameras,,,,,,2,Use,x\n"
    "HomeState,,,,,vendor:acme,state:bor,,,,2,Home,Boria\n"
    "Membership,,,,,,,state:cyr,initiative:ring,2015,4,Ring,2015\n"
)


def registers(folder: Path, **texts: str) -> Registers:
    """Return invented registers, written to ``folder/registers``; ``texts`` replaces or adds files by their stem."""
    place = folder / "registers"
    place.mkdir(exist_ok=True)
    for stem, text in (REGISTERS | texts).items():
        (place / f"{stem}.csv").write_text(text, encoding="utf-8")
    return register.read_all(place)


def write(folder: Path, id_: str, toml: str, table: str | None = None, text: str | None = None) -> Path:
    """Write a source, with the table and the prose beside it, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, content in ((".toml", toml), (".csv", table), (".txt", text)):
        if content is not None:
            (folder / f"{id_}{suffix}").write_text(content, encoding="utf-8")
    return folder


def world(folder: Path) -> Path:
    """Write the invented sources, an article and a table, and return their folder."""
    write(folder / "sources", "herald", ARTICLE + SUPPLY + COUNT, text=HERALD)
    return write(folder / "sources", "ledger", 'title = "Ledger"\ntype = "Edition"\nedition_year = 2020\n', TABLE)


def claims(folder: Path, known: Registers, *more: Path) -> tuple[list[Claim], dict[str, Source]]:
    """Return the claims of the sources in folders, and the sources."""
    sources = source.read_all(folder, *more)
    return [claim for each in sources.values() for claim in statement.claims(each, sources, known)], sources


def dataset(folder: Path, known: Registers) -> ox.Store:
    """Return a store of the sources in a folder, the registers, the ontology, and what follows."""
    found, sources = claims(folder, known)
    store = graph.load(graph.quads(known, sources, found))
    inference.infer(store)
    return store


def tiny(folder: Path) -> ox.Store:
    """Return the invented world as a store, with what follows."""
    return dataset(world(folder), registers(folder))


def checkout(folder: Path) -> Path:
    """Return a folder laid out as this checkout: the toolkit's code (a link), its terms and queries (copies that a
    test may break), and the invented registers and sources.
    """
    place = folder / "checkout"
    shutil.copytree(ROOT / "ontology", place / "ontology", ignore=shutil.ignore_patterns("registers"))
    shutil.copytree(ROOT / "queries", place / "queries")
    (place / "kg").symlink_to(ROOT / "kg")
    registers(place / "ontology")
    world(place)
    return place


def kg(*arguments: str | Path, at: Path = ROOT, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run ``python -m kg`` with the code and data of a checkout, in that folder."""
    variables = os.environ | {"PYTHONPATH": str(at), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=at, env=variables, capture_output=True, text=True, check=False)


def rows(cells: Iterable[Mapping[str, str]]) -> str:
    """Return rows as the text of a CSV table, with a column for every key."""
    found = list(cells)
    file = io.StringIO()
    writer = csv.DictWriter(file, dict.fromkeys(key for row in found for key in row), lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return file.getvalue()
