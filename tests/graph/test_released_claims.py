"""Names that were released stay: each claim and situation of 0.1 is in the graph, under the name it had.

``released-claims.csv`` has a digest of the names for each source and kind of situation. A source that says more of a
kind than it did says so in a line of its own, never in the place of the old one.
"""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

from kg.graph import pipeline

RELEASED = Path(__file__).parent / "released-claims.csv"


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
