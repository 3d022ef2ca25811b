"""Names that were released stay: each claim, situation and thing of 0.1 is in the graph, under the name it had.

``released-claims.csv`` has a digest of the names for each source and kind of situation. A source that says more of a
kind than it did says so in a line of its own, never in the place of the old one.
"""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.graph import edition, pipeline
from kg.namespace import BASE, iri
from tests.fixtures import invented

RELEASED = Path(__file__).parent / "released-claims.csv"
THINGS = RELEASED.with_name("released-things.txt")
"""Every IRI of 0.1 but those of claims, situations and evidence, without its base."""
SINCE_THEN = (
    *("ais:act", "ais:stance", "ais:position", "ais:curation", "ais:asOf", "ais:countsAs", "ais:fileDigest"),
    *("dcat:inSeries", "prov:wasDerivedFrom", "prov:wasRevisionOf", "prov:wasGeneratedBy", "ais:actsAs"),
)
"""Properties that 0.1 did not have."""


def digest(names: set[str]) -> str:
    """Return the first 20 hexadecimal digits of the SHA-256 of names, sorted, one a line."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:20]


def test_every_claim_and_situation_of_the_first_release_has_the_name_it_had() -> None:
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    situations: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in pipeline.read()[0]:
        claims[claim.source, claim.kind].add(claim.iri)
        situations[claim.source, claim.kind].add(claim.situation)
    with RELEASED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["claims"]) for row in rows) == 6520
    for row in rows:
        key = row["source"], row["kind"]
        assert (len(claims[key]), digest(claims[key]), digest(situations[key])) == (
            int(row["claims"]),
            row["claimDigest"],
            row["situationDigest"],
        ), key


def test_every_thing_of_the_first_release_is_still_there(released: ox.Store) -> None:
    names = THINGS.read_text(encoding="utf-8").split()
    assert len(names) == 648
    lost = [name for name in names if not _held(released, ox.NamedNode(BASE + name))]
    assert lost == []


def _held(store: ox.Store, node: ox.NamedNode) -> bool:
    return any(
        next(store.quads_for_pattern(*where), None) is not None
        for where in (
            (node, None, None, None),
            (None, node, None, None),
            (None, None, node, None),
            (None, None, None, node),
        )
    )


def earlier(store: ox.Store) -> ox.Store:
    """Return a store as 0.1 wrote it: without what that version did not say."""
    then = {iri(name) for name in SINCE_THEN}
    old = ox.Store()
    old.bulk_extend(quad for quad in store if quad.predicate.value not in then)
    return old


def test_a_build_of_the_first_release_and_one_of_now_differ_by_what_was_added_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = earlier(invented.tiny(tmp_path / "a"))
    more = invented.SUPPLY.replace("state:ada", "state:bor") + 'since = "2019-05"\n'
    invented.write(invented.world(tmp_path / "b"), "gazette", invented.ARTICLE + more)
    after = invented.dataset(tmp_path / "b" / "sources", invented.registers(tmp_path / "b"))
    found = edition.between_builds(before, after, ("0.1", "0.2"))
    assert {change.status for change in found.changes} == {"kept", "added"}
    (added,) = (change for change in found.changes if change.status == "added")
    assert dict(added.key)["reportedIn"] == "source:gazette"
    assert not any(change.resourced for change in found.changes)


def test_a_claim_of_the_first_release_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = earlier(invented.tiny(tmp_path / "a"))
    invented.write(tmp_path / "b" / "sources", "herald", invented.ARTICLE + invented.COUNT, text=invented.HERALD)
    after = invented.dataset(tmp_path / "b" / "sources", invented.registers(tmp_path / "b"))
    found = edition.between_builds(before, after, ("0.1", "0.2"))
    removed = [change for change in found.changes if change.status == "removed"]
    assert {change.kind for change in removed} == {"Supply", "Use", "HomeState", "Membership"}
    assert all(change.before is not None and change.before.claims for change in removed)
