"""Receipts: where one claim stands, in whose voice, and how firmly."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.evidence.claim import Claim, quads
from kg.evidence.receipt import Receipt, held, receipts
from kg.namespace import BASE, curie, iri
from kg.query import query
from tests.fixtures import invented

HEADER = '<{0}source/{1}> <http://purl.org/dc/terms/title> "{2}"@en <{0}graph/{1}> .\n'
BASIC = Claim(
    "herald",
    "CountObservation",
    (("counted", f"<{iri('quantity:cameras')}>"),),
    "reported",
    (("start", "21"), ("end", "30"), ("phrase", "12 states")),
)


def receipt(claim: Claim, *more: str) -> Receipt:
    """Return the receipt of a claim that stands in a store of its own."""
    lines = "".join(quads([claim])) + HEADER.format(BASE, "herald", "Cameras everywhere") + "".join(more)
    store = ox.Store()
    store.load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    (found,) = receipts(store, [claim.iri]).values()
    return found


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        ((("start", "21"), ("end", "30")), "characters 21–30"),
        ((("start", "21"), ("end", "30"), ("phrase", "12 states")), "characters 21–30, “12 states”"),
        ((("row", "2"), ("column", "Vendor")), "row 2, column Vendor"),
        (
            (("sheet", "Users"), ("row", "2"), ("column", "Vendor"), ("cell", "Acme")),
            "sheet Users, row 2, column Vendor, cell “Acme”",
        ),
        ((("row", "2"), ("column", "Vendor"), ("cell", "0")), "row 2, column Vendor, cell “0”"),
        ((("entry", "Acme"), ("citation", "84 FR 1")), "entry “Acme”, 84 FR 1"),
        ((("start", "0"), ("end", "5")), "characters 0–5"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_place_is_told_in_words(locator: tuple[tuple[str, str], ...], place: str) -> None:
    assert receipt(BASIC._replace(locator=locator)).place == place


def test_place_in_another_source_names_that_source() -> None:
    assert receipt(BASIC._replace(located_in="ledger")).place == "in ledger, characters 21–30, “12 states”"


def test_receipt_tells_source_modality_and_bounds() -> None:
    found = receipt(BASIC._replace(lower=12))
    assert (found.kind, found.source, found.title, found.modality) == (
        "CountObservation",
        "herald",
        "Cameras everywhere",
        "reported",
    )
    assert (found.lower, found.upper) == (12, None)


def test_origin_is_the_source_itself_where_it_repeats_none() -> None:
    assert receipt(BASIC).origin == "herald"


def test_origin_is_the_source_that_agreement_is_counted_by() -> None:
    line = f"<{iri('source:herald')}> <{iri('ais:countsAs')}> <{iri('source:ledger')}> <{iri('graph:herald')}> .\n"
    assert receipt(BASIC, line).origin == "ledger"


def test_voice_is_the_label_of_who_speaks() -> None:
    line = f'<{iri("organization:herald")}> <{iri("rdfs:label")}> "The Herald"@en <x:g> .\n'
    assert receipt(BASIC._replace(voice=iri("organization:herald")), line).voice == "The Herald"


def test_receipt_is_one_line() -> None:
    claim = BASIC._replace(modality="recovered", reason="the row was shifted")
    assert str(receipt(claim)) == (
        "Cameras everywhere: characters 21–30, “12 states”; recovered (the row was shifted); " + curie(claim.iri)
    )


def test_iri_that_is_no_claim_has_no_receipt(tmp_path: Path) -> None:
    assert receipts(invented.tiny(tmp_path), [iri("vendor:acme"), BASE + "claim/none"]) == {}


def test_no_claims_have_no_receipts() -> None:
    assert receipts(ox.Store(), []) == {}


def test_every_claim_of_the_released_graph_has_one_receipt_with_a_place(released: ox.Store) -> None:
    claims = [
        row["claim"] for row in query.run(released, f"SELECT ?claim {{ ?claim a <{iri('ais:Claim')}> }}").values()
    ]
    rows = list(query.find("receipts").run(released).values())
    found = receipts(released, claims[::20])
    assert len(rows) == len({row["claim"] for row in rows}) == len(set(claims))
    assert [each for each in found.values() if not each.place or not each.title] == []


def test_receipts_that_are_held_are_not_asked_for_anew_and_those_of_another_store_are() -> None:
    lines = "".join(quads([BASIC])) + HEADER.format(BASE, "herald", "Cameras everywhere")
    store, other = ox.Store(), ox.Store()
    for each in (store, other):
        each.load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    found = receipts(store, [BASIC.iri])
    known = {BASIC.iri: found[BASIC.iri]._replace(title="Held")}
    with held(store, known):
        assert receipts(store, [BASIC.iri, "https://example.org/no-claim"]) == known
        assert receipts(other, [BASIC.iri]) == found
        assert receipts(store, [BASIC.iri], brief=True)[BASIC.iri].title == ""
    assert receipts(store, [BASIC.iri]) == found
