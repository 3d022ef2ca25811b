"""The descriptions of a published dataset: VoID and DCAT, schema.org, CITATION.cff, RO-Crate, and the feed of changes.

Every date is one of the data: of the ontology's last change, or of a source.
"""

import json
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import pyoxigraph as ox

from kg.answering.license import rank
from kg.imprint import CC_BY, imprint
from kg.namespace import OWL, RDF, XSD, base_in_use, curie, iri
from kg.query import query
from kg.site import negotiation
from kg.site.dump import Delta, summary
from kg.site.resource import ONTOLOGY, Library

DCAT, VOID = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#"
_LICENSES = {CC_BY: "Creative Commons Attribution 4.0 International"}
UNSTATED = "The source states no license: its facts may be told, its text not passed on."
RIGHTS = "Each named graph has the license of its source, or none; a file of several has the most restrictive."
COMPRESSED = "https://www.iana.org/assignments/media-types/application/gzip"


def names() -> dict[str, str]:
    """Return the prefixes of the description."""
    return {
        "dcat": DCAT,
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "graph": base_in_use() + "graph/",
        "source": base_in_use() + "source/",
        "void": VOID,
        "xsd": XSD,
    }


def version(library: Library) -> str:
    """Return the version of the dataset, that of its ontology."""
    return library.one(ONTOLOGY, OWL + "versionInfo")


def modified(library: Library) -> str:
    """Return the day of the last change, as the ontology says it."""
    return library.one(ONTOLOGY, iri("dcterms:modified"))


def license_of(library: Library, graph: str) -> str:
    """Return the license of a named graph: that of its source, nothing where it states none, or else the data set's."""
    source = graph.replace(f"{base_in_use()}graph/", f"{base_in_use()}source/")
    stated = library.one(source if library.one(source, RDF + "type") else graph, iri("dcterms:license"))
    return stated if stated or library.one(source, RDF + "type") else imprint().license


def licenses(library: Library) -> list[str]:
    """Return the licenses of the graphs, the data set's own first and each once."""
    stated = (license_of(library, graph) for graph in library.graphs)
    return list(dict.fromkeys(filter(None, [imprint().license, *stated])))


def unlicensed(store: ox.Store) -> list[str]:
    """Return a line that warns of the sources with claims that state no license; none where each states one."""
    rows = query.find("sources").run(store).values()
    ids = sorted(curie(row["source"]) for row in rows if row["statements"] and not row["license"])
    return (
        [f"{len(ids)} sources state no license ({', '.join(ids)}): their facts may be told, their texts not passed on"]
        if ids
        else []
    )


def void(library: Library, sizes: Mapping[str, int]) -> str:
    """Return the dataset's description as Turtle, as :func:`described` has it."""
    from kg.vocabulary.turtle import turtle

    return turtle(described(library, sizes), names())


def graph(library: Library, name: str) -> str:
    """Return what the description says of one named graph, as Turtle."""
    from kg.vocabulary.turtle import turtle

    return turtle((each for each in described(library, {}) if each.subject == ox.NamedNode(name)), names())


def described(library: Library, sizes: Mapping[str, int]) -> list[ox.Triple]:
    """Return the dataset's description: VoID, and DCAT 3 as DCAT-AP profiles it, in a catalog of one.

    ``sizes`` are the bytes of each dump by name.
    """
    dataset = base_in_use() + "data"
    triples: list[ox.Triple] = []

    def say(subject: str, property_: str, *values: ox.NamedNode | ox.Literal) -> None:
        triples.extend(ox.Triple(ox.NamedNode(subject), ox.NamedNode(property_), value) for value in values)

    date, xsd = modified(library), ox.NamedNode
    terms = "http://purl.org/dc/terms/"
    catalog = base_in_use() + "data#catalog"
    say(catalog, RDF + "type", ox.NamedNode(DCAT + "Catalog"))
    say(catalog, terms + "title", ox.Literal(imprint().name, language="en"))
    say(catalog, terms + "description", ox.Literal(f"The data sets of {imprint().name}.", language="en"))
    say(catalog, terms + "publisher", ox.NamedNode(base_in_use() + "data#publisher"))
    say(catalog, DCAT + "dataset", ox.NamedNode(dataset))
    say(dataset, RDF + "type", ox.NamedNode(DCAT + "Dataset"), ox.NamedNode(VOID + "Dataset"))
    say(dataset, terms + "title", ox.Literal(imprint().title, language="en"))
    say(dataset, terms + "description", ox.Literal(imprint().summary, language="en"))
    say(dataset, terms + "publisher", ox.NamedNode(base_in_use() + "data#publisher"))
    say(dataset, terms + "creator", ox.NamedNode(base_in_use() + "data#publisher"))
    say(base_in_use() + "data#publisher", RDF + "type", ox.NamedNode("http://xmlns.com/foaf/0.1/Agent"))
    say(base_in_use() + "data#publisher", "http://xmlns.com/foaf/0.1/name", ox.Literal(imprint().author))
    licensed = licenses(library)
    say(base_in_use() + "data#not-stated", RDF + "type", ox.NamedNode(terms + "RightsStatement"))
    say(
        base_in_use() + "data#not-stated",
        "http://www.w3.org/2000/01/rdf-schema#label",
        ox.Literal(UNSTATED, language="en"),
    )
    say(dataset, terms + "license", *map(ox.NamedNode, licensed))
    if len(licensed) > 1:
        say(base_in_use() + "data#rights", RDF + "type", ox.NamedNode(terms + "RightsStatement"))
        say(
            base_in_use() + "data#rights",
            "http://www.w3.org/2000/01/rdf-schema#label",
            ox.Literal(RIGHTS, language="en"),
        )
    say(dataset, terms + "modified", ox.Literal(date, datatype=xsd(XSD + "date")))
    say(dataset, terms + "identifier", ox.Literal(dataset))
    for name in library.names("technology"):
        say(dataset, DCAT + "keyword", ox.Literal(library.label(name), language="en"))
    say(dataset, DCAT + "version", ox.Literal(version(library)))
    say(dataset, DCAT + "landingPage", ox.NamedNode(base_in_use()))
    say(dataset, terms + "conformsTo", ox.NamedNode(ONTOLOGY))
    say(dataset, VOID + "uriSpace", ox.Literal(base_in_use()))
    say(dataset, VOID + "vocabulary", ox.NamedNode(ONTOLOGY + "#"))
    say(dataset, VOID + "triples", ox.Literal(sum(library.graphs.values())))
    for name in library.names("source"):
        say(dataset, VOID + "rootResource", ox.NamedNode(name))
        say(dataset, terms + "source", ox.NamedNode(name))
    for name, number in library.graphs.items():
        say(dataset, VOID + "subset", ox.NamedNode(name))
        say(name, RDF + "type", ox.NamedNode(VOID + "Dataset"))
        say(name, VOID + "triples", ox.Literal(number))
        stated = license_of(library, name)
        say(
            name, terms + ("license" if stated else "rights"), ox.NamedNode(stated or base_in_use() + "data#not-stated")
        )
        say(name, VOID + "dataDump", ox.NamedNode(f"{base_in_use()}latest/graph/{name.rpartition('/')[2]}.ttl"))
    for name, size in sorted(sizes.items()):
        place = f"{base_in_use()}{version(library)}/{name}"
        say(dataset, DCAT + "distribution", ox.NamedNode(f"{base_in_use()}data#{name}"))
        say(f"{base_in_use()}data#{name}", RDF + "type", ox.NamedNode(DCAT + "Distribution"))
        say(f"{base_in_use()}data#{name}", terms + "title", ox.Literal(name, language="en"))
        if len(licensed) == 1 or name.startswith("graph/"):
            own = base_in_use() + name.partition(".")[0] if name.startswith("graph/") else ""
            stated = license_of(library, own) if own else imprint().license
            given = ox.NamedNode(stated or base_in_use() + "data#not-stated")
            say(f"{base_in_use()}data#{name}", terms + ("license" if stated else "rights"), given)
        else:
            say(f"{base_in_use()}data#{name}", terms + "license", ox.NamedNode(max(licensed, key=rank)))
            say(f"{base_in_use()}data#{name}", terms + "rights", ox.NamedNode(base_in_use() + "data#rights"))
        say(f"{base_in_use()}data#{name}", DCAT + "downloadURL", ox.NamedNode(place))
        say(f"{base_in_use()}data#{name}", DCAT + "accessURL", ox.NamedNode(place))
        say(
            f"{base_in_use()}data#{name}",
            DCAT + "byteSize",
            ox.Literal(str(size), datatype=xsd(XSD + "nonNegativeInteger")),
        )
        media = f"https://www.iana.org/assignments/media-types/{_media(name)}"
        say(f"{base_in_use()}data#{name}", DCAT + "mediaType", ox.NamedNode(media))
        if name.endswith(".gz"):
            say(f"{base_in_use()}data#{name}", DCAT + "compressFormat", ox.NamedNode(COMPRESSED))
    return triples


def dataset(library: Library, sizes: Mapping[str, int]) -> dict[str, Any]:
    """Return the dataset's description for schema.org, as JSON-LD."""
    files = [
        {
            "@type": "DataDownload",
            "name": name,
            "contentUrl": f"{base_in_use()}{version(library)}/{name}",
            "encodingFormat": _media(name),
            "contentSize": str(size),
        }
        for name, size in sorted(sizes.items())
    ]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": base_in_use() + "data",
        "name": imprint().title,
        "description": imprint().summary,
        "url": base_in_use(),
        "version": version(library),
        "dateModified": modified(library),
        "license": licenses(library)[0] if len(licenses(library)) == 1 else licenses(library),
        "creator": {"@type": "Organization", "name": imprint().author},
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
        f"title: {json.dumps(imprint().title)}\n"
        "type: dataset\n"
        f"authors:\n  - name: {json.dumps(imprint().author)}\n"
        f"version: {version(library)}\n"
        f"date-released: {modified(library)}\n"
        "license: CC-BY-4.0\n"
        f"url: {json.dumps(base_in_use())}\n"
        f"abstract: {json.dumps(imprint().summary)}\n"
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
        "name": imprint().title,
        "description": imprint().summary,
        "datePublished": modified(library),
        "version": version(library),
        "license": {"@id": licensed[0]} if len(licensed) == 1 else [{"@id": each} for each in licensed],
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
        {"@id": "#publisher", "@type": "Organization", "name": imprint().author},
        *({"@id": each, "@type": "CreativeWork", "name": _LICENSES.get(each, each)} for each in licensed),
    ]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [descriptor, root, *people, *files]}


def atom(library: Library, found: Delta | None) -> str:
    """Return the Atom feed of changes: this version, and what it adds to and takes from the one before, if known."""
    time = f"{modified(library)}T00:00:00Z"
    if found is None:
        told = f"{len(library.names('claim'))} claims of {len(library.names('source'))} sources."
    else:
        told = summary({"added": len(found.added), "removed": len(found.removed)}) + "; listed in changes.csv."
    place = f"{base_in_use()}{version(library)}/"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <id>{base_in_use()}changes.atom</id>\n  <title>{escape(imprint().title)}: changes</title>\n"
        f"  <updated>{time}</updated>\n  <author><name>{escape(imprint().author)}</name></author>\n"
        f'  <link rel="self" href="{base_in_use()}changes.atom"/>\n'
        f"  <entry>\n    <id>{place}</id>\n    <title>Version {escape(version(library))}</title>\n"
        f'    <updated>{time}</updated>\n    <link href="{place}SHA256SUMS"/>\n'
        f"    <summary>{escape(told)}</summary>\n  </entry>\n</feed>\n"
    )


def _media(name: str) -> str:
    return negotiation.MEDIA.get(name.removesuffix(".gz").rpartition(".")[2], "text/plain")
