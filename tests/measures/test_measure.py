"""Measures: equal to networkx's on any network, to counts by hand, and undefined where the formula is."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.measures import measure, robustness, structure
from kg.networks import projection as rows
from kg.networks import view
from tests.fixtures import invented

Lines = list[tuple[int, int, int]]

lines = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 4)), max_size=40)
"""Lines of a small network: from, to, weight; parallel lines, lines back and loops among them."""
quick = settings(max_examples=60, deadline=None)


def network(drawn: Lines, *, symmetric: bool = False, types: Mapping[int, str] | None = None) -> Any:
    """Return a network of lines as a view gives it."""
    made: Any = nx.MultiDiGraph(view="drawn", symmetric=symmetric)
    for node in sorted({end for line in drawn for end in line[:2]}):
        kind = (types or {}).get(node, "ais:State")
        made.add_node(f"state:n{node}", label=f"n{node}", type=kind, iri=f"n{node}")
    for number, (source, target, weight) in enumerate(drawn):
        ends = f"state:n{source}", f"state:n{target}"
        made.add_edge(*ends, key=str(number), id=str(number), weight=weight, claims=[f"c{number}"], originCount=1)
    return made


def simple(made: Any, *, directed: bool = False) -> Any:
    """Return the same network without parallel lines and loops, weights summed, built line by line."""
    plain: Any = nx.DiGraph() if directed else nx.Graph()
    plain.add_nodes_from(made)
    for source, target, edge in made.edges(data=True):
        if source != target:
            weight = plain.get_edge_data(source, target, {"weight": 0})["weight"] + edge["weight"]
            plain.add_edge(source, target, weight=weight)
    return plain


def close(found: Mapping[str, Any], expected: Mapping[str, Any], tolerance: float = 1e-9) -> bool:
    return found.keys() == expected.keys() and all(
        math.isclose(found[node], expected[node], rel_tol=tolerance, abs_tol=tolerance) for node in expected
    )


@quick
@given(lines)
def test_degree_strength_and_core_are_those_of_networkx(drawn: Lines) -> None:
    made, plain = network(drawn), simple(network(drawn))
    assert measure.degree(made) == dict(plain.degree())
    assert measure.strength(made) == dict(plain.degree(weight="weight"))
    assert measure.core(made) == nx.core_number(plain)


@quick
@given(lines)
def test_betweenness_is_that_of_networkx(drawn: Lines) -> None:
    made = network(drawn)
    found = measure.betweenness(made)
    if len(made) < 3:
        assert set(found.values()) <= {None}
    else:
        assert close(found, nx.betweenness_centrality(simple(made)))


@quick
@given(lines, st.booleans())
def test_pagerank_is_that_of_networkx_and_sums_to_one(drawn: Lines, symmetric: bool) -> None:
    made = network(drawn, symmetric=symmetric)
    found = measure.pagerank(made)
    if not made:
        assert found == {}
        return
    plain = simple(made, directed=True)
    if symmetric:
        plain = simple(network([*drawn, *((b, a, w) for a, b, w in drawn)]), directed=True)
    pagerank: Any = nx.pagerank
    assert close(found, pagerank(plain, alpha=0.85, tol=1e-13, max_iter=1000), 1e-7)
    assert math.isclose(sum(value for value in found.values() if value is not None), 1)


@quick
@given(lines)
def test_communities_part_the_network_and_have_the_modularity_that_networkx_gives(drawn: Lines) -> None:
    made, plain = network(drawn), simple(network(drawn))
    found = measure.community(made)
    assert found == measure.community(made)
    assert {node for node, part in found.items() if part is None} == {n for n, degree in plain.degree() if not degree}
    parts: dict[Any, set[str]] = {}
    for node, part in found.items():
        parts.setdefault(part if part is not None else node, set()).add(node)
    numbered = [len(parts[number]) for number in sorted(n for n in parts if isinstance(n, int))]
    assert numbered == sorted(numbered, reverse=True)
    expected = nx.community.modularity(plain, list(parts.values())) if plain.number_of_edges() else None
    assert structure.modularity(made) == (None if expected is None else pytest.approx(expected))


@quick
@given(lines, st.lists(st.sampled_from("abc"), min_size=12, max_size=12))
def test_assortativity_is_that_of_networkx(drawn: Lines, values: list[str]) -> None:
    made = network(drawn)
    plain = simple(made)
    named = {node: values[int(node.removeprefix("state:n"))] for node in made}
    found = structure.assortativity(made, named)
    if len({named[end] for line in plain.edges() for end in line}) < 2:
        assert found is None
        return
    nx.set_node_attributes(plain, named, "value")
    assert found == pytest.approx(nx.attribute_assortativity_coefficient(plain, "value"))


@quick
@given(lines, st.sets(st.integers(0, 11)))
def test_a_node_without_the_value_is_left_out_with_its_lines(drawn: Lines, unknown: set[int]) -> None:
    named = {f"state:n{number}": "ab"[number % 2] for number in range(12) if number not in unknown}
    made = network(drawn)
    known = network([line for line in drawn if not {line[0], line[1]} & unknown])
    assert structure.assortativity(made, named) == pytest.approx(structure.assortativity(known, named))


@quick
@given(lines)
def test_shares_of_what_leads_to_a_node_are_those_counted_line_by_line(drawn: Lines) -> None:
    made = network(drawn)
    dependence, concentration = measure.dependence(made), measure.concentration(made)
    for node in made:
        coming: dict[str, int] = {}
        for source, target, edge in made.edges(data=True):
            if target == node != source:
                coming[source] = coming.get(source, 0) + edge["weight"]
        if not coming:
            assert dependence[node] is concentration[node] is None
            continue
        total = sum(coming.values())
        assert dependence[node] == pytest.approx(max(coming.values()) / total)
        assert concentration[node] == pytest.approx(sum((weight / total) ** 2 for weight in coming.values()))
        assert 1 / len(coming) <= concentration[node] + 1e-9 <= dependence[node] + 2e-9  # type: ignore[operator]


def bipartite(matrix: list[str]) -> Any:
    """Return the network of a matrix of 0 and 1, its rows leading to its columns."""
    return network([(r, 100 + c, 1) for r, line in enumerate(matrix) for c, cell in enumerate(line) if cell == "1"])


@pytest.mark.parametrize(
    ("matrix", "value"),
    [
        pytest.param(["111", "110", "100"], 100.0, id="each within the one before"),
        pytest.param(["100", "010", "001"], 0.0, id="nothing shared"),
        pytest.param(["1010", "0101"], 0.0, id="a checkerboard"),
        pytest.param(["11", "11"], 0.0, id="all alike"),
        # rows: {1,2,3} over {1,4}: 50; columns 1 (2 rows) over 2, 3, 4 (1 row each): 100 each; 2, 3, 4 alike: 0
        pytest.param(["1110", "1001"], (50 + 300) / 7, id="by hand"),
        pytest.param(["1"], None, id="one and one"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_nestedness_of_a_matrix(matrix: list[str], value: float | None) -> None:
    assert structure.nestedness(bipartite(matrix)) == (None if value is None else pytest.approx(value))


def test_nestedness_is_undefined_where_a_node_is_at_both_ends() -> None:
    assert structure.nestedness(network([(0, 1, 1), (1, 2, 1), (3, 2, 1)])) is None


def test_equals_share_the_better_rank_within_their_type() -> None:
    made = network([(0, 1, 1), (2, 3, 1)], types={0: "ais:Vendor", 2: "ais:Vendor"})
    values = {"state:n0": 5, "state:n2": 7, "state:n1": 3, "state:n3": 3}
    assert measure.ranks(values, made) == {"state:n2": 1, "state:n0": 2, "state:n1": 1, "state:n3": 1}
    assert measure.ranks(dict.fromkeys(made), made) == {}
    assert measure.ranks({"state:n0": 0.1 + 0.2, "state:n2": 0.3}, made) == {"state:n0": 1, "state:n2": 1}


def test_a_table_has_a_row_for_each_node_with_the_claims_of_its_lines() -> None:
    made = network([(0, 1, 1), (0, 2, 5), (3, 3, 1)])
    found = measure.table(made, ["strength", "dependence"])
    assert [(row["label"], row["strength"], row["dependence"]) for row in found.rows] == [
        ("n0", 6, None),
        ("n2", 5, 1.0),
        ("n1", 1, 1.0),
        ("n3", 0, None),
    ]
    assert found.claims == [("c0", "c1"), ("c1",), ("c0",), ("c2",)]
    assert len(measure.table(network([]), list(measure.MEASURES)).rows) == 0


def test_a_measure_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(KgError, match="did you mean 'betweenness'"):
        measure.measured(network([]), ["betweeness"])


def test_concentration_by_region_is_counted_from_the_lines(released: ox.Store) -> None:
    made = view.read(released, "vendor-to-state")
    found = structure.concentration(made, "region")
    counted: dict[str, dict[str, int]] = {}
    for source, target in made.edges():
        sellers = counted.setdefault(made.nodes[target]["region"], {})
        sellers[source] = sellers.get(source, 0) + 1
    assert sum(row["lines"] for row in found.rows) == made.number_of_edges()  # type: ignore[misc]
    for row in found.rows:
        sellers = counted[str(row["region"])]
        total = sum(sellers.values())
        assert (row["lines"], row["from"]) == (total, len(sellers))
        assert row["concentration"] == pytest.approx(sum(n * n for n in sellers.values()) / total**2, abs=1e-6)
        assert row["share"] == pytest.approx(max(sellers.values()) / total, abs=1e-6)


def test_no_technology_gets_suppliers_from_use(released: ox.Store) -> None:
    answer = rows.answer(released, "vendor-to-state", {})
    expected = structure.technologies(released, answer)
    found = structure.concentration(rows.network(answer), "technology", expected)
    told = {row["technology"]: (row["lines"], row["concentration"], bool(row["undefined"])) for row in found.rows}
    assert told["facial recognition"] == (0, None, True)
    assert [name for name, (count, *_) in told.items() if count] == ["AI surveillance"]


def test_an_attribute_nothing_has_is_refused(released: ox.Store) -> None:
    with pytest.raises(KgError, match="no line or node has it; write one of label, region"):
        structure.concentration(view.read(released, "vendor-to-state"), "price")


def test_the_whole_says_why_a_value_is_missing(released: ox.Store) -> None:
    made = view.read(released, "vendor-to-state")
    told = {str(row["measure"]): row for row in structure.summary(made, structure.regimes(released, made)).rows}
    assert told["lines"]["value"] == made.number_of_edges()
    assert told["assortativity by region"]["value"] is None
    assert told["assortativity by region"]["undefined"]
    for row in told.values():
        assert (row["value"] is None) == (row["undefined"] is not None)
    states = view.read(released, "supplier-state-to-state")
    known = structure.regimes(released, states)
    assert known["state:srb"] == "electoral autocracy"
    again = {row["measure"]: row["value"] for row in structure.summary(states, known).rows}
    assert again["nestedness"] is None
    assert isinstance(again["assortativity by regime"], float)


def test_ranks_without_one_source_are_those_of_the_view_of_the_others(released: ox.Store) -> None:
    both = rows.answer(released, "vendor-to-state", {"edition": ["aigs-2020", "aigs-2022", "quartz-2019-africa"]})
    found, words = robustness.ranges(both, "degree")
    told = {str(row["label"]): row for row in found.rows}
    ranked = {}
    for left in ("aigs-2020", "aigs-2022"):
        other = view.read(released, "vendor-to-state", edition=[left, "quartz-2019-africa"])
        ranked[left] = measure.ranks(measure.degree(other), other)
    for row in found.rows:
        node = str(row["node"][0]).rpartition("/")[2] if isinstance(row["node"], tuple) else ""
        kind = "vendor" if "/vendor/" in row["node"][0] else "state"  # type: ignore[index]
        held = [ranks.get(f"{kind}:{node}") for ranks in ranked.values()]
        assert (row["worst"] == robustness.OUT) == (None in held)
    assert told["Huawei"]["rank"] == told["Huawei"]["worst"] == 1
    assert any(line.startswith("Vendor, first by degree: Huawei, whichever of the 3 sources") for line in words)


def test_a_ranking_that_one_source_decides_says_so(released: ox.Store) -> None:
    _, alone = robustness.ranges(rows.answer(released, "vendor-to-state", {}), "degree")
    assert "Vendor, first by degree: Huawei. One source decides this: without aigs-2022, none is left." in alone
    assert any("Every line rests on aigs-2022 alone" in line for line in alone)
    found, words = robustness.ranges(rows.answer(released, "supplier-to-state-in-articles", {}), "degree", least=2)
    assert any("One source decides this: " in line and "without news-china-exporting" in line for line in words)
    assert any(line.startswith("0 of 6 lines have 2 independent origins or more: nothing") for line in words)
    assert all(row["confirmed"] is None for row in found.rows)


def test_lines_of_few_origins_are_left_out(tmp_path: Path) -> None:
    made = view.read(invented.tiny(tmp_path), "vendor-to-state", edition=["herald", "ledger"])
    firm = robustness.confirmed(made, 2)
    assert {edge["originCount"] for *_, edge in firm.edges(data=True)} == {2}
    assert 0 < firm.number_of_edges() < made.number_of_edges()
    assert min(dict(firm.degree()).values()) > 0
    assert len(robustness.confirmed(made, 3)) == 0


def test_editions_of_one_index_confirm_no_line(released: ox.Store) -> None:
    made = view.read(released, "vendor-to-state", edition=["aigs-2020", "aigs-2022"])
    assert {edge["originCount"] for *_, edge in made.edges(data=True)} == {1}
    assert len(robustness.confirmed(made, 2)) == 0


def test_a_network_without_lines_has_no_ranks(released: ox.Store) -> None:
    found, words = robustness.ranges(rows.answer(released, "vendor-to-state", {"edition": "bri-joining"}), "degree")
    assert found.rows == []
    assert words[0] == "No node has a rank by degree."
