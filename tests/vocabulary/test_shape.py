"""Shapes compiled to set queries find what SHACL says, as pySHACL reads it."""

import itertools
import random
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OntologyError
from kg.graph import validation
from kg.namespace import BASE, SH, XSD
from kg.query import query
from kg.vocabulary import shape

PREFIXES = f"""@prefix sh: <{SH}> .
@prefix xsd: <{XSD}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix ais: <{BASE}ontology#> .
@prefix x: <http://example.org/> .
"""
CONSTRAINTS = {
    "minCount": "sh:minCount 1",
    "minCount 0": "sh:minCount 0",
    "maxCount 0": "sh:maxCount 0",
    "maxCount 1": "sh:maxCount 1",
    "maxCount 2": "sh:maxCount 2",
    "class": "sh:class ais:Agent",
    "class without a subclass": "sh:class x:Other",
    "datatype string": "sh:datatype xsd:string",
    "datatype integer": "sh:datatype xsd:integer",
    "datatype decimal": "sh:datatype xsd:decimal",
    "datatype date": "sh:datatype xsd:date",
    "datatype boolean": "sh:datatype xsd:boolean",
    "datatype langString": "sh:datatype rdf:langString",
    "nodeKind IRI": "sh:nodeKind sh:IRI",
    "nodeKind literal": "sh:nodeKind sh:Literal",
    "nodeKind blank": "sh:nodeKind sh:BlankNode",
    "nodeKind blank or IRI": "sh:nodeKind sh:BlankNodeOrIRI",
    "nodeKind IRI or literal": "sh:nodeKind sh:IRIOrLiteral",
    "in IRIs": "sh:in ( x:a x:b )",
    "in literals": 'sh:in ( 1 "text" "text"@en )',
    "pattern": 'sh:pattern "^[a-z]+$"',
    "pattern of IRIs": 'sh:pattern "^http://example[.]org/[ab]$"',
    "pattern with flags": 'sh:pattern "^TEXT" ; sh:flags "i"',
    "minInclusive": "sh:minInclusive 2",
    "maxInclusive": "sh:maxInclusive 2",
    "minExclusive": "sh:minExclusive 2",
    "maxExclusive": "sh:maxExclusive 2",
    "minInclusive date": 'sh:minInclusive "2021-06-01"^^xsd:date',
    "hasValue IRI": "sh:hasValue x:a",
    "hasValue literal": 'sh:hasValue "text"@en',
    "uniqueLang": "sh:uniqueLang true",
    "uniqueLang false": "sh:uniqueLang false",
    "two classes": "sh:class ais:Agent, ais:Vendor",
    "two hasValues": "sh:hasValue x:a, x:b",
    "several": "sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:class ais:Agent",
}
VALUES = (
    *("x:a", "x:b", "x:acme", "x:ada", "x:untyped", "[ a x:Other ]", '""'),
    *("1", "2", "3", "1.0", "2.5", "-4", "2.0e0", "true", '"text"', '"Text"', '"text"@en', '"texte"@fr', '"more"@en'),
    *('"2021-01-01"^^xsd:date', '"2021-12-31"^^xsd:date', '"2021-02-30"^^xsd:date', '"many"^^xsd:integer'),
    *('"x"^^xsd:decimal', '"maybe"^^xsd:boolean', '"two\\nlines"'),
)
SUBCLASSES = (
    "ais:Vendor rdfs:subClassOf ais:Agent . ais:State rdfs:subClassOf ais:Jurisdiction . "
    "ais:Jurisdiction rdfs:subClassOf ais:Agent .\n"
)
THINGS = "x:a a x:Other . x:b a x:Other . x:acme a ais:Vendor . x:ada a ais:State .\n"


def shapes(folder: Path, *parts: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(PREFIXES + "\n".join(parts), encoding="utf-8")
    return path


def data(turtle: str) -> ox.Store:
    store = ox.Store()
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    for quad in ox.parse(PREFIXES + rdfs + SUBCLASSES + THINGS + turtle, format=ox.RdfFormat.TURTLE):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(BASE + "graph/x")))
    return store


def compiled(store: ox.Store, path: Path) -> set[tuple[str, str, str]]:
    """Return what the compiled shapes find, asked of suspects as of the whole graph: check, focus node, message."""
    constraints = shape.constraints(path)
    found = {
        (constraint.check, focus.value, constraint.message)
        for constraint in constraints
        for focus, _ in query.run(store, constraint.select, constraint.check).rows
        if isinstance(focus, ox.NamedNode | ox.BlankNode)
    }
    told = ((each.check, each.resource, each.message) for each in validation.broken(store, constraints))
    assert set(told) == found
    named = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    return {each for each in found if each[1] in named}


def reference(store: ox.Store, path: Path) -> set[tuple[str, str, str]]:
    return {(each.check, each.resource, each.message) for each in validation.reference(store, path)}


def property_shape(name: str, constraint: str, target: str = "x:Thing") -> str:
    return (
        f"x:{name} a sh:NodeShape ; sh:targetClass {target} ; "
        f'sh:property [ sh:path x:{name} ; {constraint} ; sh:message "{name}" ] .'
    )


def _incomparable(name: str, case: tuple[str, ...]) -> bool:
    """Return whether a bound meets a value it cannot be compared with: a breach in SHACL, passed over by pySHACL."""
    number = re.compile(r"-?[\d.]+(e\d)?")
    comparable = number.fullmatch if name != "minInclusive date" else re.compile(r".*xsd:date").fullmatch
    return "clusive" in name and not all(comparable(value) for value in case)


def test_every_supported_constraint_finds_what_pyshacl_finds(tmp_path: Path) -> None:
    """Every constraint meets every value and pair of values, in one run of each engine."""
    names = {name: f"p{number}" for number, name in enumerate(CONSTRAINTS)}
    path = shapes(tmp_path, *(property_shape(names[name], text) for name, text in CONSTRAINTS.items()))
    chance = random.Random(1)
    pairs = chance.sample(list(itertools.combinations(VALUES, 2)), 60)
    cases: list[tuple[str, ...]] = [
        (),
        *((value,) for value in VALUES),
        *pairs,
        *(VALUES[n : n + 3] for n in range(20)),
    ]
    lines = []
    for number, case in enumerate(cases):
        lines.append(f"x:focus{number} a x:Thing .")
        lines += [f"x:focus{number} x:{p} {value} ." for p in names.values() for value in case]
    store = data("\n".join(lines))
    ours, theirs = compiled(store, path), reference(store, path)
    name_of = {p: name for name, p in names.items()}

    def case_of(focus: str) -> tuple[str, ...]:
        return cases[int(focus.rpartition("focus")[2])]

    def told(findings: set[tuple[str, str, str]]) -> list[str]:
        return sorted(f"{name_of[message]} of {case_of(focus)}" for _, focus, message in findings)

    ours_alone = {each for each in ours - theirs if not _incomparable(name_of[each[2]], case_of(each[1]))}
    assert (told(ours_alone), told(theirs - ours)) == ([], [])
    idle = {"minCount 0", "uniqueLang false"}
    assert {name_of[message] for _, _, message in ours} == set(CONSTRAINTS) - idle


@pytest.mark.parametrize("constraint", ["sh:maxInclusive 2.5", "sh:minExclusive 2", *CONSTRAINTS.values()])
def test_value_that_meets_a_constraint_by_its_form_is_never_in_breach(tmp_path: Path, constraint: str) -> None:
    """Numbers at the ends of what the engine holds, breaks of lines, and forms that few write."""
    values = (
        *VALUES,
        *('"-0"^^xsd:integer', '"+2"^^xsd:integer', '"002"^^xsd:integer', '"99999999999999999999"^^xsd:integer'),
        *('"2."^^xsd:decimal', '".5"^^xsd:decimal', '"2.50000000000000000001"^^xsd:decimal', '"2"'),
        *('"2.499999999999999999"^^xsd:decimal', '"2.500000000000000001"^^xsd:decimal'),
        *('"text\\n"', '"a\\\\b"', '"\\"q\\""@en', '"text"@en-GB', '"1"^^xsd:boolean', '"TRUE"^^xsd:boolean'),
        *('"2020-02-29"^^xsd:date', '"2021-13-01"^^xsd:date', '"2021"^^xsd:gYear', '"0021"^^xsd:gYear'),
    )
    lines = [f"x:f{number} a x:Thing ; x:p {value} ." for number, value in enumerate(values)]
    store = data("\n".join(lines))
    for each in shape.constraints(shapes(tmp_path, property_shape("p", constraint))):
        rows = store.query(each.select, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        wrong = {str(value) for _, value in rows if value is not None}
        if each.name not in ("minCount", "maxCount", "hasValue", "class", "uniqueLang"):
            assert [value for value in wrong if shape.meets(each, value)] == []


@pytest.mark.parametrize("value", ['"2021-01-01"^^xsd:date', "true", '"3"', "x:a", '"many"^^xsd:integer'])
def test_value_that_cannot_be_compared_with_a_bound_is_in_breach(tmp_path: Path, value: str) -> None:
    path = shapes(tmp_path, property_shape("p", "sh:maxInclusive 2"))
    assert compiled(data(f"x:one a x:Thing ; x:p {value} ."), path)


@pytest.mark.parametrize(
    ("closed", "found"), [pytest.param("true", True, id="closed"), pytest.param("false", False, id="open")]
)
def test_closed_shape_finds_properties_it_does_not_name(tmp_path: Path, closed: str, found: bool) -> None:
    path = shapes(
        tmp_path,
        f"x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:closed {closed} ; "
        'sh:ignoredProperties ( rdf:type x:ignored ) ; sh:message "closed" ; '
        'sh:property [ sh:path x:p ; sh:minCount 1 ; sh:message "p" ] .',
    )
    store = data(
        "x:one a x:Thing ; x:p 1 . x:two a x:Thing ; x:p 1 ; x:q 1 . x:three a x:Thing ; x:p 1 ; x:ignored 1 ."
    )
    finding = ("shapes/http://example.org/S", "http://example.org/two", "closed")
    assert compiled(store, path) == ({finding} if found else set())
    assert compiled(store, path) == reference(store, path)


def test_instances_of_a_subclass_are_in_the_target(tmp_path: Path) -> None:
    path = shapes(tmp_path, property_shape("p", "sh:minCount 1", "ais:Agent"))
    store = data("")
    found = {focus for _, focus, _ in compiled(store, path)}
    assert found == {"http://example.org/acme", "http://example.org/ada"}
    assert compiled(store, path) == reference(store, path)


def test_shape_without_a_message_says_so(tmp_path: Path) -> None:
    path = shapes(
        tmp_path, "x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:property [ sh:path x:p ; sh:minCount 1 ] ."
    )
    ((_, _, message),) = compiled(data("x:one a x:Thing ."), path)
    assert message == "breaks a constraint without a message"


@pytest.mark.parametrize(
    ("constraint", "name"),
    [
        ("sh:minCount 2", "sh:minCount 2"),
        ("sh:minLength 2", "sh:minLength"),
        ("sh:qualifiedMinCount 2", "sh:qualifiedMinCount"),
        ("sh:equals x:q", "sh:equals"),
        ("sh:or ( [ sh:class x:A ] )", "sh:or"),
        ("sh:node x:Other", "sh:node"),
        ("sh:deactivated true", "sh:deactivated"),
        ("sh:minCount 0, 1", "sh:minCount with several values"),
        ("x:made-up 1", "http://example.org/made-up"),
    ],
)
def test_constraint_that_is_not_supported_is_an_error(tmp_path: Path, constraint: str, name: str) -> None:
    with pytest.raises(OntologyError) as error:
        shape.constraints(shapes(tmp_path, property_shape("p", constraint)))
    assert str(error.value) == (
        f"shapes.ttl, http://example.org/p: the constraint {name.replace('sh:', SH)} is not supported; "
        "write a violation query instead"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            "x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:nodeKind sh:IRI .",
            f"shapes.ttl, http://example.org/S: the constraint {SH}nodeKind is not supported; "
            "write a violation query instead",
            id="constraint of a node shape",
        ),
        pytest.param(
            "x:S a sh:NodeShape ; sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:maxCount 1 ] .",
            "shapes.ttl, http://example.org/S: a node shape without sh:targetClass; name the class it is for",
            id="target that is no class",
        ),
        pytest.param(
            "x:S a sh:NodeShape ; sh:property [ sh:path x:p ; sh:maxCount 1 ] .",
            "shapes.ttl, http://example.org/S: a node shape without sh:targetClass; name the class it is for",
            id="no target",
        ),
        pytest.param(
            "x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:property [ sh:maxCount 1 ] .",
            "shapes.ttl, http://example.org/S: a property shape without sh:path; name the property",
            id="no path",
        ),
        pytest.param(
            "x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:property x:Missing .",
            "shapes.ttl, http://example.org/S: a property shape without sh:path; name the property",
            id="no such property shape",
        ),
        pytest.param(
            "x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:property [ sh:path ( x:p x:q ) ; sh:maxCount 1 ] .",
            "shapes.ttl: a property path that is not one property; write a violation query instead",
            id="path of two steps",
        ),
    ],
)
def test_shape_that_would_be_skipped_is_an_error(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(OntologyError) as error:
        shape.constraints(shapes(tmp_path, text))
    assert str(error.value) == line


def test_broken_shapes_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"^shapes\.ttl, line \d+: not valid Turtle"):
        shape.constraints(shapes(tmp_path, "x:S a sh:NodeShape ;"))
