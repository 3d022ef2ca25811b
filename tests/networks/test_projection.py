"""The shipped views against counts of our own, the tables read with ``csv`` alone; one network made from another."""

import csv
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.namespace import iri
from kg.networks import mode, projection, view
from kg.query import library, query
from tests.fixtures import invented

ROOT = Path(__file__).parents[2]
VIEWS = query.read_all("views")
EARLIER, LATER = "aigs-2020", "aigs-2022"
AI = "technology:ai-surveillance"
ACCEPTED = ("asserted", "reported", "quoted", "presupposed", "recovered")

Pair = tuple[str, str]


@cache
def rows(path: str) -> tuple[dict[str, str], ...]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def of_kind(source: str, kind: str) -> Iterator[dict[str, str]]:
    return (row for row in rows(f"sources/{source}.csv") if row["kind"] == kind)


def supplies(source: str, *, modality: str = "") -> set[Pair]:
    """Return the pairs of a vendor and a state in an edition's table; no groups."""
    return {
        (row["supplier"], row["recipient"])
        for row in of_kind(source, "Supply")
        if row["supplier"].startswith("vendor:") and row["modality"] != modality
    }


def uses(source: str) -> set[Pair]:
    return {(row["user"], row["technology"]) for row in of_kind(source, "Use") if row["technology"] != AI}


def regions() -> dict[str, str]:
    return {f"state:{row['id']}": row["ais:region"] for row in rows("ontology/registers/states.csv")}


def listed() -> set[str]:
    return {row["agent"] for row in of_kind("us-lists", "Listing") if row["list"] == "list:bis-entity-list"}


def shared(pairs: set[Pair]) -> Counter[Pair]:
    """Return how many right ends each two left ends have in common."""
    held: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        held[right].add(left)
    return Counter(pair for lefts in held.values() for pair in combinations(sorted(lefts), 2))


def weights(network: Any) -> dict[Pair, int]:
    return {(source, target): edge["weight"] for source, target, edge in network.edges(data=True)}


def turned(pairs: set[Pair]) -> set[Pair]:
    return {(right, left) for left, right in pairs}


@pytest.mark.parametrize("edition", [EARLIER, LATER])
def test_vendors_and_states_are_those_of_the_table(released: ox.Store, edition: str) -> None:
    network = view.read(released, "vendor-to-state", edition=edition)
    assert set(network.edges()) == supplies(edition)
    assert set(network) == {end for pair in supplies(edition) for end in pair}


@pytest.mark.parametrize("least", [1, 3])
def test_vendors_are_joined_by_the_states_they_share(released: ox.Store, least: int) -> None:
    counted = {pair: count for pair, count in shared(supplies(LATER)).items() if count >= least}
    assert weights(view.read(released, "vendor-to-vendor", least=least)) == counted


@pytest.mark.parametrize("least", [1, 3])
def test_states_are_joined_by_the_vendors_they_share(released: ox.Store, least: int) -> None:
    counted = {pair: count for pair, count in shared(turned(supplies(LATER))).items() if count >= least}
    assert weights(view.read(released, "state-to-state", least=least)) == counted


def test_technologies_are_joined_by_the_states_they_share(released: ox.Store) -> None:
    assert weights(view.read(released, "technology-to-technology")) == shared(turned(uses(LATER)))


def test_regions_use_what_their_states_use(released: ox.Store) -> None:
    counted = Counter((regions()[state], technology) for state, technology in uses(LATER))
    assert weights(view.read(released, "region-to-technology")) == counted


def test_editions_laid_over_each_other(released: ox.Store) -> None:
    before, after = supplies(EARLIER), supplies(LATER)
    published = supplies(LATER, modality="recovered")
    network = view.read(released, "vendor-to-state-between-editions")
    found: dict[str, set[Pair]] = defaultdict(set)
    for source, target, edge in network.edges(data=True):
        (change,) = edge["change"]
        found[change].add((source, target))
    assert found == {
        "kept": before & published,
        "kept by recovered claims": before & after - published,
        "added": after - before,
    }
    assert before <= after


def test_a_later_edition_that_names_less_has_removed_lines(released: ox.Store) -> None:
    network = view.read(released, "vendor-to-state-between-editions", earlier=LATER, later=EARLIER)
    removed = {(a, b) for a, b, edge in network.edges(data=True) if edge["change"] == ["removed"]}
    assert removed == supplies(LATER) - supplies(EARLIER)


def test_named_states_stand_beside_the_reported_number(released: ox.Store) -> None:
    network = view.read(released, "reported-vs-named")
    found = {(a, b): (edge["reported"], edge["namedBy"]) for a, b, edge in network.edges(data=True)}
    reported = {"vendor:huawei": "at least 50", "vendor:nec": "at least 14", "vendor:ibm": "at least 11"}
    edition = {(a, b) for a, b in supplies(LATER) if a in reported}
    assert {pair for pair in found if pair[0] in reported} == edition
    assert all(found[a, b][0] == [reported[a]] for a, b in edition)
    articles = {b for (a, b), (_, named) in found.items() if a == "vendor:huawei" and named != ["the edition"]}
    assert articles == {"state:uga", "state:mus"}


def test_members_are_those_of_the_table_with_their_years(released: ox.Store) -> None:
    joined = {row["member"]: row["startYear"] for row in of_kind("bri-joining", "Membership")}
    network = view.read(released, "state-to-initiative")
    assert {a: "".join(edge["startYear"]) for a, _, edge in network.edges(data=True)} == joined
    marked = {row["member"] for row in of_kind(LATER, "Membership")}
    again = view.read(released, "state-to-initiative", source=LATER)
    assert {source for source, _ in again.edges()} == marked


def test_chinese_suppliers_and_the_initiative(released: ox.Store) -> None:
    network = view.read(released, "supplier-to-state-to-initiative")
    sold = {(a, b) for a, b, edge in network.edges(data=True) if edge["relation"] == ["supplies"]}
    joined = {a for a, b, edge in network.edges(data=True) if edge["relation"] == ["is a member of"]}
    group = {b for a, b in sold if a == "group:chinese-companies"}
    assert group == {r["recipient"] for r in of_kind(LATER, "Supply") if r["supplier"] == "group:chinese-companies"}
    assert {pair for pair in sold if pair[0].startswith("vendor:")} <= supplies(LATER)
    assert joined == {b for _, b in sold} & {row["member"] for row in of_kind(LATER, "Membership")}


def test_listed_vendors_and_their_states(released: ox.Store) -> None:
    network = view.read(released, "list-to-vendor-to-state")
    sold = {(a, b) for a, b, edge in network.edges(data=True) if edge["relation"] == ["supplies"]}
    assert sold == {pair for pair in supplies(LATER) if pair[0] in listed()}
    entries = Counter(row["agent"] for row in of_kind("us-lists", "Listing") if row["list"] == "list:bis-entity-list")
    for a, b, edge in network.edges(data=True):
        assert edge["relation"] == ["supplies"] or (a == "list:bis-entity-list" and len(edge["claims"]) == entries[b])


def test_supplier_states_vendors_and_states(released: ox.Store) -> None:
    network = view.read(released, "supplier-state-to-vendor-to-state")
    homes = {(b, a) for a, b, edge in network.edges(data=True) if edge["relation"] == ["is the home of"]}
    sold = {(a, b) for a, b, edge in network.edges(data=True) if edge["relation"] == ["supplies"]}
    assert sold == {pair for pair in supplies(LATER) if pair[0] in {vendor for vendor, _ in homes}}
    assert ("vendor:huawei", "state:chn") in homes
    only = view.read(released, "supplier-state-to-vendor-to-state", home="jpn")
    assert {a for a, b, edge in only.edges(data=True) if edge["relation"] == ["is the home of"]} == {"state:jpn"}


def test_articles_name_their_own_supplies_and_repeat_their_origins(released: ox.Store) -> None:
    named: dict[Pair, set[str]] = defaultdict(set)
    origins = {}
    for path in (ROOT / "sources").glob("*.toml"):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        origins[path.stem] = "aigs" if told.get("origin") == "aigs-2019" else told.get("origin", path.stem)
        for claim in told.get("claim", ()) if told["type"] == "Article" else ():
            claim = told.get("defaults", {}) | claim
            if claim["kind"] == "Supply" and "recipient" in claim and claim["modality"] in ACCEPTED:
                named[claim["supplier"], claim["recipient"]].add(path.stem)
    network = view.read(released, "supplier-to-state-in-articles")
    assert {(a, b): set(edge["sources"]) for a, b, edge in network.edges(data=True)} == named
    for *_, edge in network.edges(data=True):
        assert set(edge["origins"]) == {origins[source] for source in edge["sources"]}
        assert edge["editions"] == []


def test_places_are_located_and_supplied(released: ox.Store) -> None:
    network = view.read(released, "agent-to-place")
    told = {(a, b): edge["relation"] for a, b, edge in network.edges(data=True)}
    assert told["vendor:huawei", "place:belgrade"] == ["supplies"]
    assert told["place:belgrade", "state:srb"] == ["is in"]


@pytest.mark.parametrize("each", VIEWS, ids=lambda each: each.name)
def test_a_view_says_what_it_asks_how_it_is_drawn_and_what_it_does_not_say(each: query.Query) -> None:
    assert each.summary.endswith("?")
    assert each.front["layout"] in projection.LAYOUTS
    assert each.front["limits"]
    assert each.claims == "claim"


@pytest.mark.parametrize("each", VIEWS, ids=lambda each: each.name)
def test_a_view_has_things_for_nodes_and_claims_on_every_edge(released: ox.Store, each: query.Query) -> None:
    network = view.read(released, each.name)
    assert network.number_of_edges()
    for node, told in network.nodes(data=True):
        assert told["iri"] == iri(node)
        assert told["label"]
        assert told["type"].startswith("ais:")
        assert told["type"] not in ("ais:Source", "ais:Edition", "ais:Article", "ais:Claim", "ais:Category")
    for *_, edge in network.edges(data=True):
        assert edge["claims"]
        assert edge["sources"]
        assert (edge["sourceCount"], edge["originCount"]) == (len(edge["sources"]), len(edge["origins"]))
        assert ("steps" in edge) == ("via" in each.front)
        if color := each.front.get("color"):
            assert len(edge[color]) == 1


def test_steps_name_every_claim_of_the_edge(released: ox.Store) -> None:
    network = view.read(released, "vendor-to-vendor")
    for *_, edge in network.edges(data=True):
        parts = [step.split("|") for step in edge["steps"]]
        assert {iri(claim) for *_, claim in parts} == set(edge["claims"])
        assert len({middle for middle, *_ in parts}) == edge["weight"]
        assert all({step for m, step, _ in parts if m == middle} == {"1", "2"} for middle, *_ in parts)


def test_a_path_falls_with_any_step_of_it(released: ox.Store) -> None:
    found = projection.answer(released, "supplier-state-to-state", {})
    whole = projection.network(found)
    homes = {note.source for note in found.notes.values() if note.kind == "HomeState"}
    kept = projection.network(found.kept(lambda note: note.source not in homes))
    assert set(kept.edges()) < set(whole.edges())
    groups = {name for *_, edge in kept.edges(data=True) for name in edge["supplier"]}
    assert groups
    assert all(name.startswith("group:") for name in groups)
    assert len(projection.network(found.kept(lambda note: False))) == 0
    assert weights(projection.network(found.kept(lambda note: True))) == weights(whole)


@pytest.mark.parametrize(("kind", "name"), [("ais:Vendor", "vendor-to-vendor"), ("ais:State", "state-to-state")])
def test_the_projection_of_a_network_is_the_view_of_the_graph(released: ox.Store, kind: str, name: str) -> None:
    bipartite = view.read(released, "vendor-to-state")
    asked = view.read(released, name, least=1)
    territories = {node for node, told in asked.nodes(data=True) if told["type"] == "ais:Territory"}
    asked.remove_nodes_from(territories if kind == "ais:State" else [])
    asked.remove_nodes_from([node for node in list(asked) if not asked.degree(node)])
    made = mode.onto(bipartite, kind)
    assert weights(made).keys() == weights(asked).keys()
    for source, target, edge in made.edges(data=True):
        (other,) = asked[source][target].values()
        assert [edge[key] for key in ("claims", "steps", "weight", "sources", "origins")] == [
            other[key] for key in ("claims", "steps", "weight", "sources", "origins")
        ]


def test_a_projection_keeps_only_who_shares_enough(released: ox.Store) -> None:
    made = mode.onto(view.read(released, "vendor-to-state"), "ais:Vendor", least=3)
    assert weights(made) == {pair: count for pair, count in shared(supplies(LATER)).items() if count >= 3}
    assert min(dict(made.degree()).values()) > 0
    assert made.graph["symmetric"]


def test_a_projection_onto_what_is_not_there_is_empty(released: ox.Store) -> None:
    assert len(mode.onto(view.read(released, "state-to-initiative"), "ais:Vendor")) == 0


def test_networks_laid_over_each_other_say_what_changed(released: ox.Store) -> None:
    before, after = (view.read(released, "vendor-to-state", edition=edition) for edition in (EARLIER, LATER))
    made = mode.overlaid(before, after)
    found = {(a, b): edge["change"][0] for a, b, edge in made.edges(data=True)}
    assert {pair for pair, change in found.items() if change == "added"} == supplies(LATER) - supplies(EARLIER)
    assert {pair for pair, change in found.items() if change == "kept"} == supplies(EARLIER) & supplies(LATER)
    back = mode.overlaid(after, before)
    removed = {(a, b) for a, b, edge in back.edges(data=True) if edge["change"] == ["removed"]}
    assert removed == supplies(LATER) - supplies(EARLIER)
    kept = next(edge for *_, edge in made.edges(data=True) if edge["change"] == ["kept"])
    assert (kept["sources"], kept["firstYear"], kept["lastYear"]) == ([EARLIER, LATER], 2020, 2022)
    assert after.number_of_edges() == len(supplies(LATER))


def test_a_view_that_names_no_column_to_color_by_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.namespace import folder

    (tmp_path / "queries" / "views").mkdir(parents=True)
    (tmp_path / "queries" / "questions").symlink_to(folder("queries") / "questions")
    text = (folder("queries") / "views" / "vendor-to-state.rq").read_text("utf-8")
    monkeypatch.setattr(library, "folders", lambda name: (tmp_path / name,))
    store = invented.tiny(tmp_path / "world")
    for front, found in (("color: hue", "color is 'hue', no column"), ("symmetric: maybe", "symmetric is 'maybe'")):
        (tmp_path / "queries" / "views" / "sales.rq").write_text(f"#+ {front}\n{text}", "utf-8")
        with pytest.raises(QueryError, match=found):
            view.read(store, "sales")
