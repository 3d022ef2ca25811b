"""Names: prefixes, CURIE ↔ IRI, the terms of the ontology."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import namespace
from kg.errors import OntologyError, ReadError, UnknownName
from kg.namespace import BASE, browser_code, curie, iri, node, prefixes, terms, triples

LOCAL = st.text(st.characters(categories=("L", "N"), include_characters="-_."), min_size=1).filter(
    lambda text: "/" not in text
)


@given(st.sampled_from(sorted(prefixes())), LOCAL)
def test_curie_of_the_iri_of_a_curie_is_the_curie(prefix: str, local: str) -> None:
    assert curie(iri(f"{prefix}:{local}")) == f"{prefix}:{local}"


@given(st.sampled_from(sorted(prefixes())), LOCAL)
def test_iri_of_the_curie_of_an_iri_is_the_iri(prefix: str, local: str) -> None:
    name = prefixes()[prefix] + local
    assert iri(curie(name)) == name


@given(st.text())
def test_curie_never_loses_an_iri(rest: str) -> None:
    assert iri(curie(BASE + rest)) == BASE + rest


def test_full_iri_is_returned_as_it_is() -> None:
    assert iri("http://www.wikidata.org/entity/Q403") == "http://www.wikidata.org/entity/Q403"


def test_longest_namespace_gives_the_prefix() -> None:
    assert curie(BASE + "ontology#suppliesTo") == "ais:suppliesTo"


def test_every_namespace_ends_where_a_local_name_can_begin() -> None:
    assert {space[-1] for space in prefixes().values()} <= {"/", "#"}


def test_iri_below_a_namespace_has_no_curie() -> None:
    assert curie(BASE + "state/srb/page") == BASE + "state/srb/page"


def test_iri_of_no_namespace_is_its_own_curie() -> None:
    assert curie("http://example.org/x") == "http://example.org/x"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param(
            "vendr:huawei",
            "'vendr:huawei': the prefix 'vendr' is not declared in ontology/core.ttl; did you mean 'vendor'?",
            id="a misspelt prefix",
        ),
        pytest.param(
            "huawei:vendor",
            "'huawei:vendor': the prefix 'huawei' is not declared in ontology/core.ttl; "
            f"use one of {', '.join(prefixes())}",
            id="a prefix like no other",
        ),
        pytest.param(
            "vendor", "'vendor': neither a CURIE nor an IRI; write its prefix, as in vendor:huawei", id="no colon"
        ),
    ],
)
def test_undeclared_prefix_is_an_error(name: str, line: str) -> None:
    with pytest.raises(UnknownName) as error:
        iri(name)
    assert str(error.value) == line


@pytest.mark.parametrize("name", ["vendor:a>b", "vendor:a b", "http://a b/", "http://[x", 'vendor:"'])
def test_name_with_characters_that_no_iri_has_is_no_node(name: str) -> None:
    with pytest.raises(UnknownName) as error:
        node(name)
    assert str(error.value) == f"{name!r}: not an IRI; give an IRI or a CURIE such as vendor:huawei"


@pytest.mark.parametrize("prefix", ["state", "vendor", "claim", "situation", "evidence", "source", "graph", "ais"])
def test_prefix_of_ours_is_declared_under_the_base(prefix: str) -> None:
    assert prefixes()[prefix].startswith(BASE)


def test_superclasses_reach_to_the_top() -> None:
    above = terms().superclasses[iri("ais:State")]
    assert {iri("ais:State"), iri("ais:Jurisdiction"), iri("ais:Agent"), iri("prov:Agent")} <= above


def test_folder_of_the_checkout_is_beside_the_package() -> None:
    assert namespace.folder("sources") == Path(namespace.__file__).parents[1] / "sources"


def test_broken_turtle_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "core.ttl"
    path.write_text("@prefix a: <http://example.org/> .\na:b a:c a:d .\na:e a:f a:g a:h .\n", encoding="utf-8")
    with pytest.raises(OntologyError) as error:
        list(triples(path))
    assert str(error.value).startswith("core.ttl, line 3: not valid Turtle (")
    assert str(error.value).endswith("; correct the syntax there")


def test_missing_turtle_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        list(triples(tmp_path / "core.ttl"))
    assert str(error.value).startswith("core.ttl: cannot be read (No such file or directory")
    assert str(error.value).endswith("); restore the file")


def test_turtle_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "core.ttl"
    path.write_bytes(b'<http://example.org/a> <http://example.org/b> "\xff" .\n')
    with pytest.raises(OntologyError) as error:
        list(triples(path))
    assert str(error.value).startswith("core.ttl")


def test_browser_code_that_was_never_bundled_is_told_with_what_bundles_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser_code("sparql.js").is_file()
    monkeypatch.setattr(namespace, "__file__", str(tmp_path / "kg" / "namespace.py"))
    with pytest.raises(ReadError, match=r"^web/dist/sparql\.js: .*; run 'pip install -e \.'"):
        browser_code("sparql.js")
