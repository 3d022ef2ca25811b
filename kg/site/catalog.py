"""The descriptions of a published dataset: VoID and DCAT, schema.org, CITATION.cff, RO-Crate, and the feed of changes.

Every date is one of the data: of the ontology's last change, or of a source.
"""

import json
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import pyoxigraph as ox

from kg.answering.license import rank
from kg.namespace import BASE, OWL, RDF, XSD, iri
from kg.site import negotiation
from kg.site.citation import AUTHOR, NAME
from kg.site.dump import Delta, summary
from kg.site.resource import ONTOLOGY, Library

DCAT, VOID = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#"
SUMMARY = (
    "Which states and territories use which kinds of AI surveillance, who supplies them, and which source says so: "
    "every statement is a claim with its place in its source, and claims that differ stand side by side."
)
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
NAMES = {
    "dcat": DCAT,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "graph": BASE + "graph/",
    "source": BASE + "source/",
    "void": VOID,
    "xsd": XSD,
}
"""The prefixes of the description."""
UNSTATED = "The source states no license: its facts may be told, its text not passed on."
RIGHTS = "Each named graph has the license of its source, or none; a file of several has the most restrictive."
COMPRESSED = "https://www.iana.org/assignments/media-types/application/gzip"


def version(library: Library) -> str:
    """Return the version of the dataset, that of its ontology."""
    return library.one(ONTOLOGY, OWL + "versionInfo")


def modified(library: Library) -> str:
    """Return the day of the last change, as the ontology says it."""
    return library.one(ONTOLOGY, iri("dcterms:modified"))


def license_of(library: Library, graph: str) -> str:
    """Return the license of a named graph: that of its source, nothing where it states none, or else the data set's."""
    source = graph.replace(f"{BASE}graph/", f"{BASE}source/")
    return library.one(source, iri("dcterms:license")) if library.one(source, RDF + "type") else LICENSE


def licenses(library: Library) -> list[str]:
    """Return the licenses of the graphs, the data set's own first and each once."""
    return list(dict.fromkeys([LICENSE, *filter(None, (license_of(library, graph) for graph in library.graphs))]))


def void(library: Library, sizes: Mapping[str, int]) -> str:
    """Return the dataset's description as Turtle, as :func:`described` has it."""
    from kg.vocabulary.turtle import turtle

    return turtle(described(library, sizes), NAMES)


def described(library: Library, sizes: Mapping[str, int]) -> list[ox.Triple]:
    """Return the dataset's description: VoID, and DCAT 3 as DCAT-AP profiles it, in a catalog of one.

    ``sizes`` are the bytes of each dump by name.
    """
    dataset = BASE + "data"
    triples: list[ox.Triple] = []

    def say(subject: str, property_: str, *values: ox.NamedNode | ox.Literal) -> None:
        triples.extend(ox.Triple(ox.NamedNode(subject), ox.NamedNode(property_), value) for value in values)

    date, xsd = modified(library), ox.NamedNode
    terms = "http://purl.org/dc/terms/"
    catalog = BASE + "data#catalog"
    say(catalog, RDF + "type", ox.NamedNode(DCAT + "Catalog"))
    say(catalog, terms + "title", ox.Literal("surveillance-kg", language="en"))
    say(catalog, terms + "description", ox.Literal("The data sets of surveillance-kg.", language="en"))
    say(catalog, terms + "publisher", ox.NamedNode(BASE + "data#publisher"))
    say(catalog, DCAT + "dataset", ox.NamedNode(dataset))
    say(dataset, RDF + "type", ox.NamedNode(DCAT + "Dataset"), ox.NamedNode(VOID + "Dataset"))
    say(dataset, terms + "title", ox.Literal(NAME, language="en"))
    say(dataset, terms + "description", ox.Literal(SUMMARY, language="en"))
    say(dataset, terms + "publisher", ox.NamedNode(BASE + "data#publisher"))
    say(dataset, terms + "creator", ox.NamedNode(BASE + "data#publisher"))
    say(BASE + "data#publisher", RDF + "type", ox.NamedNode("http://xmlns.com/foaf/0.1/Agent"))
    say(BASE + "data#publisher", "http://xmlns.com/foaf/0.1/name", ox.Literal(AUTHOR))
    licensed = licenses(library)
    say(BASE + "data#not-stated", RDF + "type", ox.NamedNode(terms + "RightsStatement"))
    say(BASE + "data#not-stated", "http://www.w3.org/2000/01/rdf-schema#label", ox.Literal(UNSTATED, language="en"))
    say(dataset, terms + "license", *map(ox.NamedNode, licensed))
    if len(licensed) > 1:
        say(BASE + "data#rights", RDF + "type", ox.NamedNode(terms + "RightsStatement"))
        say(BASE + "data#rights", "http://www.w3.org/2000/01/rdf-schema#label", ox.Literal(RIGHTS, language="en"))
    say(dataset, terms + "modified", ox.Literal(date, datatype=xsd(XSD + "date")))
    say(dataset, terms + "identifier", ox.Literal(dataset))
    for name in library.names("technology"):
        say(dataset, DCAT + "keyword", ox.Literal(library.label(name), language="en"))
    say(dataset, DCAT + "version", ox.Literal(version(library)))
    say(dataset, DCAT + "landingPage", ox.NamedNode(BASE))
    say(dataset, terms + "conformsTo", ox.NamedNode(ONTOLOGY))
    say(dataset, VOID + "uriSpace", ox.Literal(BASE))
    say(dataset, VOID + "vocabulary", ox.NamedNode(BASE + "ontology#"))
    say(dataset, VOID + "triples", ox.Literal(sum(library.graphs.values())))
    for name in library.names("source"):
        say(dataset, VOID + "rootResource", ox.NamedNode(name))
        say(dataset, terms + "source", ox.NamedNode(name))
    for name, number in library.graphs.items():
        say(dataset, VOID + "subset", ox.NamedNode(name))
        say(name, RDF + "type", ox.NamedNode(VOID + "Dataset"))
        say(name, VOID + "triples", ox.Literal(number))
        stated = license_of(library, name)
        say(name, terms + ("license" if stated else "rights"), ox.NamedNode(stated or BASE + "data#not-stated"))
        say(name, VOID + "dataDump", ox.NamedNode(f"{BASE}latest/graph/{name.rpartition('/')[2]}.ttl"))
    for name, size in sorted(sizes.items()):
        place = f"{BASE}{version(library)}/{name}"
        say(dataset, DCAT + "distribution", ox.NamedNode(f"{BASE}data#{name}"))
        say(f"{BASE}data#{name}", RDF + "type", ox.NamedNode(DCAT + "Distribution"))
        say(f"{BASE}data#{name}", terms + "title", ox.Literal(name, language="en"))
        if len(licensed) == 1 or name.startswith("graph/"):
            own = BASE + name.partition(".")[0] if name.startswith("graph/") else ""
            stated = license_of(library, own) if own else LICENSE
            given = ox.NamedNode(stated or BASE + "data#not-stated")
            say(f"{BASE}data#{name}", terms + ("license" if stated else "rights"), given)
        else:
            say(f"{BASE}data#{name}", terms + "license", ox.NamedNode(max(licensed, key=rank)))
            say(f"{BASE}data#{name}", terms + "rights", ox.NamedNode(BASE + "data#rights"))
        say(f"{BASE}data#{name}", DCAT + "downloadURL", ox.NamedNode(place))
        say(f"{BASE}data#{name}", DCAT + "accessURL", ox.NamedNode(place))
        say(f"{BASE}data#{name}", DCAT + "byteSize", ox.Literal(str(size), datatype=xsd(XSD + "nonNegativeInteger")))
        media = f"https://www.iana.org/assignments/media-types/{_media(name)}"
        say(f"{BASE}data#{name}", DCAT + "mediaType", ox.NamedNode(media))
        if name.endswith(".gz"):
            say(f"{BASE}data#{name}", DCAT + "compressFormat", ox.NamedNode(COMPRESSED))
    return triples


def dataset(library: Library, sizes: Mapping[str, int]) -> dict[str, Any]:
    """Return the dataset's description for schema.org, as JSON-LD."""
    files = [
        {
            "@type": "DataDownload",
            "name": name,
            "contentUrl": f"{BASE}{version(library)}/{name}",
            "encodingFormat": _media(name),
            "contentSize": str(size),
        }
        for name, size in sorted(sizes.items())
    ]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": BASE + "data",
        "name": NAME,
        "description": SUMMARY,
        "url": BASE,
        "version": version(library),
        "dateModified": modified(library),
        "license": licenses(library)[0] if len(licenses(library)) == 1 else licenses(library),
        "creator": {"@type": "Organization", "name": AUTHOR},
        "isBasedOn": [_based(library, name) for name in library.names("source")],
        "distribution": files,
    }


def _based(library: Library, name: str) -> dict[str, str]:
    told = {"@type": "CreativeWork", "@id": name, "name": library.label(name)}
    for key, property_ in (("license", "license"), ("identifier", "identifier"), ("datePublished", "issued")):
        if value := library.one(name, iri(f"dcterms:{property_}")):
            told[key] = value
    return told


def cff(library: Library) -> str:
    """Return a CITATION.cff of the dataset."""
    return (
        "cff-version: 1.2.0\n"
        "message: Cite the dataset in the version you used, and the sources you rely on.\n"
        f"title: {json.dumps(NAME)}\n"
        "type: dataset\n"
        f"authors:\n  - name: {json.dumps(AUTHOR)}\n"
        f"version: {version(library)}\n"
        f"date-released: {modified(library)}\n"
        "license: CC-BY-4.0\n"
        f"url: {json.dumps(BASE)}\n"
        f"abstract: {json.dumps(SUMMARY)}\n"
    )


def crate(library: Library, sizes: Mapping[str, int], folder: str = "") -> dict[str, Any]:
    """Return RO-Crate metadata of the files of a version, for the folder above ``folder``."""
    files = [
        {"@id": folder + name, "@type": "File", "name": name, "contentSize": str(size), "encodingFormat": _media(name)}
        for name, size in sorted(sizes.items())
    ]
    licensed = licenses(library)
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": NAME,
        "description": SUMMARY,
        "datePublished": modified(library),
        "version": version(library),
        "license": {"@id": LICENSE} if len(licensed) == 1 else [{"@id": each} for each in licensed],
        "author": {"@id": "#publisher"},
        "hasPart": [{"@id": each["@id"]} for each in files],
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    people = [
        {"@id": "#publisher", "@type": "Organization", "name": AUTHOR},
        {"@id": LICENSE, "@type": "CreativeWork", "name": "Creative Commons Attribution 4.0 International"},
        *({"@id": each, "@type": "CreativeWork", "name": each} for each in licensed if each != LICENSE),
    ]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [descriptor, root, *people, *files]}


def atom(library: Library, found: Delta | None) -> str:
    """Return the Atom feed of changes: this version, and what it adds to and takes from the one before, if known."""
    time = f"{modified(library)}T00:00:00Z"
    if found is None:
        told = f"{len(library.names('claim'))} claims of {len(library.names('source'))} sources."
    else:
        told = summary({"added": len(found.added), "removed": len(found.removed)}) + "; listed in changes.csv."
    place = f"{BASE}{version(library)}/"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <id>{BASE}changes.atom</id>\n  <title>{escape(NAME)}: changes</title>\n  <updated>{time}</updated>\n"
        f'  <author><name>{escape(AUTHOR)}</name></author>\n  <link rel="self" href="{BASE}changes.atom"/>\n'
        f"  <entry>\n    <id>{place}</id>\n    <title>Version {escape(version(library))}</title>\n"
        f'    <updated>{time}</updated>\n    <link href="{place}SHA256SUMS"/>\n'
        f"    <summary>{escape(told)}</summary>\n  </entry>\n</feed>\n"
    )


def _media(name: str) -> str:
    return negotiation.MEDIA.get(name.removesuffix(".gz").rpartition(".")[2], "text/plain")
