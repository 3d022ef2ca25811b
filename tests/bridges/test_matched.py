"""QuickStatements: only between items of the registers, each with a reference, in the form that the tool reads."""

import re

import pyoxigraph as ox
import pytest

from kg.bridges import matched
from kg.namespace import prefixes

LINE = re.compile(
    r"Q[1-9]\d*\tP(17|127)\tQ[1-9]\d*(\tP58[02]\t\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11)){0,2}"
    r'(\tS854\t"http[^"\t]+")?\tS1476\ten:"[^"\t]+"'
)


@pytest.fixture(scope="module")
def found(released: ox.Store) -> matched.Statements:
    return matched.statements(released)


def test_every_line_is_a_command_with_a_reference(released: ox.Store, found: matched.Statements) -> None:
    assert len(found.lines) > 10
    assert found.left > 0
    assert [line for line in found.lines if not LINE.fullmatch(line)] == []
    assert matched.written(released).splitlines() == list(found.lines)


def test_every_item_is_one_of_the_registers(released: ox.Store, found: matched.Statements) -> None:
    known = {
        str(getattr(quad.object, "value", "")).removeprefix(prefixes()["wd"])
        for quad in released.quads_for_pattern(None, ox.NamedNode(prefixes()["skos"] + "exactMatch"), None, None)
    }
    items = {item for line in found.lines for item in re.findall(r"Q\d+", line.partition("\tS")[0])}
    assert items <= known
    huawei, china = "Q160120", "Q148"
    assert any(line.startswith(f"{huawei}\tP17\t{china}\t") for line in found.lines)
