"""Literals: lexical forms held against their datatypes, and written as N-Triples terms."""

import datetime
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.literal import lexical, literal, text_of
from kg.namespace import XSD

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def parsed(term: str) -> object:
    (quad,) = ox.parse(f"<x:s> <x:p> {term} .\n", format=ox.RdfFormat.N_QUADS)
    return quad.object


@given(TEXT)
def test_plain_literal_survives_n_quads(value: str) -> None:
    assert parsed(literal(value)) == ox.Literal(value)


@given(TEXT)
def test_literal_with_a_language_survives_n_quads(value: str) -> None:
    assert parsed(literal(value, language="sr")) == ox.Literal(value, language="sr")


@given(st.integers())
def test_number_survives_n_quads(value: int) -> None:
    assert parsed(literal(lexical(value, XSD + "integer"), XSD + "integer")) == ox.Literal(
        str(value), datatype=ox.NamedNode(XSD + "integer")
    )


@given(TEXT, st.sampled_from([("", ""), (XSD + "integer", ""), ("", "sr")]))
def test_text_of_a_literal_is_the_text_it_was_made_of(value: str, of: tuple[str, str]) -> None:
    assert text_of(literal(value, *of)) == value


def test_string_and_no_datatype_are_written_alike() -> None:
    assert literal("a", XSD + "string") == literal("a") == '"a"'


@pytest.mark.parametrize(
    ("value", "datatype", "form"),
    [
        (2015, "integer", "2015"),
        ("-3", "integer", "-3"),
        (0.5, "decimal", "0.5"),
        (".5", "decimal", "0.5"),
        ("0.50", "decimal", "0.5"),
        ("-0.0", "decimal", "0"),
        ("100", "decimal", "100"),
        ("1.114753246307373", "decimal", "1.114753246307373"),
        ("007", "integer", "7"),
        ("9" * 40, "integer", "9" * 40),
        ("1e-7", "double", "1e-7"),
        (True, "boolean", "true"),
        ("false", "boolean", "false"),
        (datetime.date(2021, 3, 9), "date", "2021-03-09"),
        ("x", "string", "x"),
    ],
    ids=str,
)
def test_value_has_the_lexical_form_of_its_datatype(value: Any, datatype: str, form: str) -> None:
    assert lexical(value, XSD + datatype) == form


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        pytest.param("many", "integer", id="a word"),
        pytest.param("1.5", "integer", id="a fraction"),
        pytest.param("1_000", "integer", id="an underscore"),
        pytest.param(" 12", "integer", id="a space"),
        pytest.param("12\n", "integer", id="a line end"),
        pytest.param("١٢", "integer", id="other digits"),
        pytest.param("", "integer", id="nothing"),
        pytest.param("nan", "decimal", id="no number"),
        pytest.param(1e-7, "decimal", id="an exponent"),
        pytest.param("1,5", "decimal", id="a comma"),
        pytest.param("20210131", "date", id="no hyphens"),
        pytest.param("2021-W01-1", "date", id="a week"),
        pytest.param("2021-02-30", "date", id="no such day"),
        pytest.param("maybe", "boolean", id="neither"),
        pytest.param("True", "boolean", id="capitals"),
    ],
)
def test_value_outside_the_lexical_space_is_an_error(value: Any, datatype: str) -> None:
    with pytest.raises(ValueError, match=f"is not an xsd:{datatype}$"):
        lexical(value, XSD + datatype)
