"""Claims as N-Quads in a file: ours from records as a stream, rdflib by adding and serializing, Morph-KGC by RML."""

import json
from collections.abc import Callable
from pathlib import Path

TITLE = "claims → N-Quads"
BAR = "≥ 800,000 quads/s, ≥ 10× Morph-KGC"
OURS, AGAINST = "kg", "morph"
ENVIRONMENT = {"kg": "kg", "rdflib": "rdflib", "morph": "morph"}
LARGEST = {"rdflib": 200_000, "morph": 1_100_000}

RML = """
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


def kg(given: Path) -> Callable[[], Path]:
    """The toolkit's own writer."""
    from benchmarks.graphs import generated
    from kg.evidence import claim

    claims, target = generated.read(given / "data")[2], given / "out-kg.nq"

    def work() -> Path:
        with target.open("w", encoding="utf-8", buffering=1 << 20) as file:
            file.writelines(claim.quads(claims))
        return target

    return work


def rdflib(given: Path) -> Callable[[], Path]:
    """Every statement of the table added to a ``Dataset``, which then writes itself."""
    import csv

    import rdflib

    told = json.loads((given / "table.json").read_text())
    target = given / "out-rdflib.nq"

    def work() -> Path:
        dataset = rdflib.Dataset()
        with (given / "table.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for subject, graph, property_, column, form in told["properties"]:
                    if value := row[column]:
                        if form == "iri":
                            term: rdflib.term.Node = rdflib.URIRef(value)
                        elif form.startswith("@"):
                            term = rdflib.Literal(value, lang=form[1:])
                        else:
                            term = rdflib.Literal(value, datatype=rdflib.URIRef(form) if form else None)
                        context = dataset.graph(rdflib.URIRef(row[graph]))
                        context.add((rdflib.URIRef(row[subject]), rdflib.URIRef(property_), term))
        dataset.serialize(target, format="nquads")
        return target

    return work


def morph(given: Path) -> Callable[[], Path]:
    """RML over the same table, one triples map a subject; written by the engine itself."""
    import contextlib
    import io

    import morph_kgc

    told = json.loads((given / "table.json").read_text())
    target, mapping = given / "out-morph.nq", given / "mapping.ttl"
    parts = [RML]
    for number, (subject, graph) in enumerate(sorted({(each[0], each[1]) for each in told["properties"]})):
        objects = []
        for _, _, property_, column, form in (each for each in told["properties"] if each[:2] == [subject, graph]):
            kind = "rr:termType rr:IRI"
            if form != "iri":
                kind = "rr:termType rr:Literal"
                kind += f' ; rr:language "{form[1:]}"' if form.startswith("@") else ""
                kind += f" ; rr:datatype <{form}>" if form and not form.startswith("@") else ""
            objects.append(
                f"rr:predicateObjectMap [ rr:predicate <{property_}> ; "
                f'rr:objectMap [ rml:reference "{column}" ; {kind} ] ]'
            )
        parts.append(
            f'<urn:map:{number}> rml:logicalSource [ rml:source "{given / "table.csv"}" ; '
            f"rml:referenceFormulation ql:CSV ] ;\n"
            f'  rr:subjectMap [ rml:reference "{subject}" ; rr:graphMap [ rml:reference "{graph}" ] ] ;\n  '
            + " ;\n  ".join(objects)
            + " .\n"
        )
    mapping.write_text("\n".join(parts), encoding="utf-8")
    settings = (
        f"[CONFIGURATION]\noutput_file={target}\noutput_format=N-QUADS\nlogging_level=ERROR\nnumber_of_processes=1\n"
        f"[CLAIMS]\nmappings={mapping}\n"
    )

    def work() -> Path:
        with contextlib.redirect_stdout(io.StringIO()):
            found = morph_kgc.materialize_set(settings)
        with target.open("w", encoding="utf-8") as file:
            file.writelines(f"{line} .\n" for line in found)
        return target

    return work


CONTENDERS = {"kg": kg, "rdflib": rdflib, "morph": morph}
