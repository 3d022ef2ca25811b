"""What the page of one resource says: receipts, conflicts, history across editions, and links."""

import re

from kg.namespace import curie, iri
from kg.query import query
from kg.site import address, citation, listing, page
from kg.site.resource import ONTOLOGY, Library
from kg.site.role import CONFLICTS


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_state_has_one_column_for_each_edition(library: Library) -> None:
    (use,) = [each for each in library.resource(iri("state:srb")).sections if each.kind.label == "use"]
    (row,) = [row for row in use.rows if row.roles[iri("ais:technology")][0].label == "facial recognition"]
    told = [mention.source.iri.rpartition("/")[2] for mention in row.mentions]
    assert [name for name in told if name.startswith("aigs-")] == ["aigs-2020", "aigs-2022"]
    html = page.html(library, iri("state:srb"))
    assert html.index("edition of 2020") < html.index("edition of 2022")
    assert all(f"../claim/{mention.receipt.claim.rpartition('/')[2]}.html" in html for mention in row.mentions)


def test_conflicting_claims_stand_side_by_side(library: Library) -> None:
    name, found = min(library.disagreements.items())
    html = page.html(library, name)
    assert html.count('class="conflict"') == min(20, len(found))
    conflict = next(each for each in library.conflicts(name))
    for _, mention in conflict.claims:
        assert mention.receipt.claim.rpartition("/")[2] in html


def test_a_kind_of_conflict_is_explained(library: Library) -> None:
    part_of = {kind: name for name, every in library.disagreements.items() for kind, _ in every if len(every) == 1}
    for kind, name in part_of.items():
        head = CONFLICTS.get(kind, kind).capitalize()
        assert re.search(f"<h3>{head}</h3><p>[A-Z][^<]+[.]</p>", page.html(library, name)), kind
    assert "vendor without flag" in part_of


def test_a_recovered_claim_gives_its_reason(library: Library) -> None:
    receipt = next(each for _, each in sorted(library.receipts.items()) if each.modality == "recovered")
    told = text(page.html(library, receipt.claim))
    assert " ".join(receipt.reason.split()[:4]).replace("'", "&#39;") in told
    assert "put right because" in told


def test_a_receipt_names_another_source_by_its_title(library: Library) -> None:
    repeated = [
        each for each in library.receipts.values() if each.origin != each.source or each.place.startswith("in ")
    ]
    ids = {name.rpartition("/")[2] for name in library.names("source")}
    for receipt in repeated[::20]:
        told = text(page.html(library, receipt.claim))
        assert not [each for each in ids if re.search(rf"(?<![\w/-]){each}(?![\w/.-])", told)], receipt.claim
    assert any(each.place.startswith("in ") for each in repeated)


def test_a_count_of_things_of_several_kinds_says_how_many_there_are_of_each(library: Library) -> None:
    told = text(page.html(library, iri("technology:facial-recognition")))
    counts = re.search(r"uses technology facial recognition (\d+): (\d+) states, (\d+) organizations", told)
    assert counts
    assert int(counts[1]) == int(counts[2]) + int(counts[3])
    assert f"{counts[2]} states and territories use it" in told


def test_properties_of_other_vocabularies_are_called_by_plain_words(library: Library) -> None:
    told = text(page.html(library, iri("vendor:hikvision")))
    assert "also called Hangzhou Hikvision" in told
    names = [*library.names("state")[:3], *library.names("vendor")[:3], *library.names("source")[:3]]
    for name in names:
        assert not re.search(r"<dt><a[^>]*>[A-Z](?![0-9A-Z])", page.html(library, name)), name


def test_roles_are_headed_by_words_of_readers_which_differ_within_a_situation(library: Library) -> None:
    found: dict[str, set[str]] = {}
    for name in library.names("situation"):
        found.setdefault(library.kind(name), set()).update(library.roles(name))
    for kind, roles in found.items():
        heads = [library.heading(role).label for role in roles]
        assert len(set(heads)) == len(heads), kind
        assert not [
            head for head in heads if re.search(r"\b(concerned|applied|given|entered|covered|described|made)$", head)
        ]
    told = text(page.html(library, iri("state:srb")))
    assert "measure rated as" in told
    assert "is member of Belt" not in told


def test_a_map_is_offered_of_a_vendor_that_supplies_a_state_alone(library: Library) -> None:
    assert '<details class="map">' in page.html(library, iri("vendor:huawei"))
    told = page.html(library, iri("vendor:nso-group"))
    assert "No source here names a state that is supplied by NSO Group" in text(told)
    assert '<details class="map">' not in told


def test_kinds_of_a_list_are_counted_in_words(library: Library) -> None:
    assert re.search(r" \d+ states, \d+ territories\. ", text(listing.html(library, "state", 1)))
    assert not re.search(r"\d ×", text(listing.html(library, "source", 1)))


def test_things_stand_by_their_letters_whatever_the_case(library: Library) -> None:
    listed = dict(library.resource(iri("list:bis-entity-list")).incoming[0:1])
    (names,) = ([thing.label for thing in things] for things in listed.values())
    assert "iFlytek" in names
    assert names == sorted(names, key=str.casefold)


def test_states_of_a_region_in_the_list_are_those_the_question_finds(library: Library) -> None:
    titles, rows = listing.table(library, "region", 0)
    at = titles.index("states")
    for row in rows[::5]:
        found = query.find("states-in-region").run(library.store, region=curie(row.thing.iri))
        assert row.cells[at] == len(found), row.thing.label


def test_a_long_page_is_cut_and_nothing_is_lost(library: Library) -> None:
    name = iri("source:aigs-2022")
    count = page.parts(library, name)
    shown = "".join(page.html(library, name, part) for part in range(1, count + 1))
    situations = {row.situation.iri for section in library.resource(name).sections for row in section.rows}
    assert count == -(-len(situations) // page.ROWS)
    assert all(f"../situation/{each.rpartition('/')[2]}.html" in shown for each in situations)


def test_every_term_of_the_ontology_has_an_anchor(library: Library) -> None:
    html = page.ontology(library)
    for name in library.out:
        if name.startswith(ONTOLOGY + "#") and library.kind(name):
            assert f'id="{name.partition("#")[2]}"' in html, name


def test_the_document_of_a_claim_brings_its_evidence(library: Library) -> None:
    name = min(library.receipts)
    turtle = page.turtle(library, name)
    assert "oa:SpecificResource" in turtle
    assert "ais:about" in turtle


def test_links_lead_from_page_to_page() -> None:
    assert address.link("state/srb", "vendor/huawei") == "../vendor/huawei.html"
    assert address.path(iri("evidence:1") + "#cell") == ""
    assert address.path("https://w3id.org/ai-surveillance/state/a/b") == ""


def test_citations_hold_names_of_any_kind() -> None:
    work = citation.Work("k", "A & B\n{c}", "https://e.org/", "1.0", "2026-11-22")
    assert r"A \& B" in citation.bibtex(work)
    assert '"date-parts": [[2026, 11, 22]]' in citation.csl(work)
    assert "TI  - A & B {c}" in citation.ris(work)


def test_a_thing_is_told_by_its_names_in_other_languages(library: Library) -> None:
    text = page.html(library, iri("state:deu"))
    names = re.search(r"in other languages.*?</dd>", text, flags=re.S)
    assert names
    for language, name in {"es": "Alemania", "fr": "Allemagne", "sr": "Немачка", "zh": "德国"}.items():
        assert f'<span lang="{language}">{name}</span>' in names[0]
    assert "Germany" not in names[0]
