"""Findings: every check fires on a fault, and nothing is found on what is shipped."""

import hashlib
import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import TargetError
from kg.graph import validation
from kg.graph.validation import Finding
from kg.namespace import BASE, XSD, iri, prefixes
from kg.query import query
from tests.fixtures import faulty_terms, invented
from tests.fixtures.invented import ARTICLE, COUNT, HERALD, SUPPLY

VIOLATIONS = query.read_all("violations")
GRAPH = ox.NamedNode(BASE + "graph/herald")

OWNED = (
    "situation:s a ais:Ownership ; ais:owner vendor:%s ; ais:share %s ; ais:owned vendor:%s . "
    "situation:t a ais:Ownership ; ais:owner vendor:%s ; ais:share %s ; ais:owned vendor:%s . "
    "claim:s ais:about situation:s ; ais:reportedIn source:herald ; ais:modality ais:yes . "
    "claim:t ais:about situation:t ; ais:reportedIn source:herald ; ais:modality ais:yes . "
    "ais:yes a ais:AcceptedModality ."
)

FAULTS: dict[str, str] = {
    **faulty_terms.FAULTS,
    "bounds-out-of-order": "claim:c ais:lowerBound 2 ; ais:upperBound 1 .",
    "bounds-without-count": "claim:c ais:lowerBound 2 ; ais:about situation:s . situation:s a ais:Supply .",
    "category-of-another-scheme": (
        "situation:s a ais:Classification ; ais:scheme scheme:size ; ais:category category:wet . "
    ),
    "claim-about-nothing": "claim:c a ais:Claim .",
    "classification-without-value": "situation:s a ais:Classification ; ais:scheme scheme:size .",
    "count-below-named-set": (
        "claim:a ais:reportedIn source:ledger ; ais:about situation:a . "
        "situation:a a ais:Supply ; ais:supplier vendor:acme ; ais:recipient state:ada . "
        "claim:b ais:reportedIn source:ledger ; ais:about situation:b . "
        "situation:b a ais:Supply ; ais:supplier vendor:acme ; ais:recipient state:bor . "
        "situation:c a ais:CountObservation ; ais:counted quantity:states-supplied ; ais:supplier vendor:acme ; "
        "ais:edition source:ledger . claim:c ais:about situation:c ; ais:upperBound 1 ."
    ),
    "count-below-named-users": (
        "state:ada a ais:State . state:bor a ais:State . "
        "claim:a ais:reportedIn source:ledger ; ais:about situation:a . "
        "situation:a a ais:Use ; ais:technology technology:sensing ; ais:user state:ada . "
        "claim:b ais:reportedIn source:ledger ; ais:about situation:b . "
        "situation:b a ais:Use ; ais:technology technology:sensing ; ais:user state:bor . "
        "situation:c a ais:CountObservation ; ais:counted quantity:states-using ; ais:edition source:ledger ; "
        "ais:technology technology:sensing . claim:c ais:about situation:c ; ais:upperBound 1 ."
    ),
    "end-before-start": ('situation:s ais:startDate "2021-02-01"^^xsd:date ; ais:endDate "2021-01-31"^^xsd:date .'),
    "evidence-without-selector": "claim:c ais:evidence evidence:e .",
    "part-above-whole": (
        "situation:part ais:within situation:whole . "
        "claim:c ais:about situation:part ; ais:reportedIn source:herald ; ais:lowerBound 3 . "
        "claim:d ais:about situation:whole ; ais:reportedIn source:herald ; ais:upperBound 2 ."
    ),
    "recovered-without-cell": (
        "ais:recovered ais:curation ais:corrected . "
        "claim:c ais:modality ais:recovered ; ais:evidence evidence:e . evidence:e oa:hasSelector evidence:f . "
        "evidence:f a ais:CellSelector ; ais:row 2 ."
    ),
    "recovered-without-reason": "ais:recovered ais:curation ais:corrected . claim:c ais:modality ais:recovered .",
    "regulation-without-area": "situation:s a ais:Regulation ; ais:technology technology:sensing .",
    "situation-without-claim": "situation:s a ais:Supply .",
    "time-said-twice": 'situation:s ais:startYear 2021 ; ais:since "2021-02"^^xsd:gYearMonth .',
    "two-labels": 'vendor:acme rdfs:label "Acme"@en , "ACME"@en .',
    "use-without-user-or-place": "situation:s a ais:Use ; ais:technology technology:sensing .",
    "disputed-and-confirmed": "claim:c cito:disputes claim:d ; cito:confirms claim:d .",
    "jurisdiction-owned": "situation:s a ais:Ownership ; ais:owned state:ada . state:ada a ais:State .",
    "place-out-of-jurisdiction": (
        "situation:s ais:place place:port ; ais:user state:ada . "
        "state:ada a ais:State . place:port ais:inState state:bor ."
    ),
    "regulation-of-two-areas": "situation:s a ais:Regulation ; ais:jurisdiction state:ada ; ais:place place:port .",
    "role-beside-itself": "situation:s ais:owner vendor:acme ; ais:owned vendor:acme .",
    "shares-above-one": OWNED % ("beta", 0.7, "acme", "cyr", 0.7, "acme"),
    "pair-turned-round": OWNED % ("beta", 0.7, "acme", "acme", 0.7, "beta"),
    "source-criticizing-itself": (
        "situation:s ais:criticized source:herald . claim:c ais:about situation:s ; ais:reportedIn source:herald ."
    ),
    "source-against-itself": (
        "claim:c ais:denies situation:s ; ais:reportedIn source:herald . ais:yes a ais:AcceptedModality . "
        "claim:d ais:about situation:s ; ais:reportedIn source:herald ; ais:modality ais:yes ."
    ),
    "end-after-source": (
        'situation:late-s ais:until "2030"^^xsd:gYear . source:late ais:asOf "2019"^^xsd:gYear . '
        "claim:late-c ais:about situation:late-s ; ais:reportedIn source:late ; ais:modality ais:yes . "
        "ais:yes a ais:AcceptedModality ."
    ),
    "start-after-source": (
        'situation:early-s ais:heldAt "2030-05"^^xsd:gYearMonth . source:early dcterms:issued "2019-03-02"^^xsd:date ; '
        "ais:countsAs source:early . "
        "claim:early-c ais:about situation:early-s ; ais:reportedIn source:early ; ais:modality ais:yes . "
        "ais:yes a ais:AcceptedModality ."
    ),
    "shares-at-odds": (
        "situation:half-s ais:owner vendor:acme ; ais:owned vendor:half ; ais:share 0.4 . "
        "situation:half-t ais:owner vendor:acme ; ais:owned vendor:half ; ais:share 0.5 . "
        "claim:half-c ais:about situation:half-s ; ais:reportedIn source:half ; ais:modality ais:yes . "
        "claim:half-d ais:about situation:half-t ; ais:reportedIn source:half ; ais:modality ais:yes . "
        "ais:yes a ais:AcceptedModality ."
    ),
    "code-of-another-state": (
        'place:port ais:subdivisionCode "BO-1" ; ais:inState state:ada . state:ada a ais:State ; ais:alpha2 "AD" .'
    ),
    "jurisdiction-with-home": (
        "situation:home-s a ais:HomeState ; ais:agent state:home . state:home a ais:State . "
        "claim:home-c ais:about situation:home-s ."
    ),
    "judgment-against-itself": (
        "claim:own-c ais:denies situation:own-s ; cito:confirms claim:own-d . claim:own-d ais:about situation:own-s ."
    ),
    "judgment-of-another-matter": (
        "claim:far-c ais:about situation:far-s ; cito:disputes claim:far-d . claim:far-d ais:about situation:far-t . "
        "situation:far-s ais:member state:ada . situation:far-t ais:recipient state:bor ."
    ),
    "whole-denied-part-affirmed": (
        "claim:whole-c ais:denies situation:whole-s ; ais:reportedIn source:whole . "
        "situation:whole-s ais:supplier vendor:acme . "
        "situation:whole-t ais:supplier vendor:acme ; ais:technology technology:cameras . "
        "claim:whole-d ais:about situation:whole-t ; ais:reportedIn source:whole ; ais:modality ais:yes . "
        "ais:yes a ais:AcceptedModality ."
    ),
    "banned-and-permitted": (
        "situation:banned-s ais:effect effect:ban ; ais:jurisdiction state:ada ; ais:technology technology:cameras . "
        "situation:banned-t ais:effect effect:permission ; ais:jurisdiction state:ada ; "
        "ais:technology technology:cameras . "
        "claim:banned-c ais:about situation:banned-s ; ais:reportedIn source:banned ; ais:modality ais:yes . "
        "claim:banned-d ais:about situation:banned-t ; ais:reportedIn source:banned ; ais:modality ais:yes . "
        "ais:yes a ais:AcceptedModality ."
    ),
    "owners-in-circle": " ".join(
        f"situation:{n} ais:owner vendor:{n} ; ais:owned vendor:{(n + 1) % 3} . claim:{n} ais:about situation:{n} ; "
        "ais:reportedIn source:ring ; ais:modality ais:yes . ais:yes a ais:AcceptedModality ."
        for n in range(3)
    ),
}
"""Violation query → triples that break its law."""

SOUND: dict[str, str] = {
    **faulty_terms.SOUND,
    "bounds-out-of-order": "claim:c ais:lowerBound 2 ; ais:upperBound 2 .",
    "bounds-without-count": "claim:c ais:lowerBound 2 ; ais:about situation:s . situation:s a ais:CountObservation .",
    "category-of-another-scheme": (
        "situation:s a ais:Classification ; ais:scheme scheme:weather ; ais:category category:wet . "
        "category:wet skos:inScheme scheme:weather ."
    ),
    "claim-about-nothing": (
        "claim:c a ais:Claim ; ais:denies situation:s ; ais:modality ais:no . ais:no ais:stance ais:denial . "
        "claim:d a ais:Claim ; ais:about situation:s ; ais:modality ais:yes . ais:yes ais:stance ais:plan ."
    ),
    "classification-without-value": "situation:s a ais:Classification ; ais:value 1.0 .",
    "count-below-named-set": FAULTS["count-below-named-set"].replace("upperBound 1", "upperBound 2"),
    "count-below-named-users": FAULTS["count-below-named-users"].replace("upperBound 1", "upperBound 2"),
    "end-before-start": FAULTS["end-before-start"].replace("2021-01-31", "2021-02-01"),
    "evidence-without-selector": "claim:c ais:evidence evidence:e . evidence:e oa:hasSelector evidence:f .",
    "part-above-whole": FAULTS["part-above-whole"].replace("lowerBound 3", "lowerBound 2"),
    "recovered-without-cell": FAULTS["recovered-without-cell"].replace("ais:row 2", 'ais:cell "Hikvsion"'),
    "recovered-without-reason": (
        'ais:recovered ais:curation ais:corrected . claim:c ais:modality ais:recovered ; ais:reason "shifted"@en .'
    ),
    "regulation-without-area": "situation:s a ais:Regulation ; ais:place place:port .",
    "situation-without-claim": "situation:s a ais:Supply . claim:c ais:denies situation:s .",
    "time-said-twice": 'situation:s ais:startYear 2021 ; ais:until "2022"^^xsd:gYear .',
    "two-labels": 'vendor:acme rdfs:label "Acme"@en , "Acme"@fr .',
    "use-without-user-or-place": "situation:s a ais:Use ; ais:place place:port .",
    "disputed-and-confirmed": "claim:c cito:disputes claim:d ; cito:confirms claim:e .",
    "jurisdiction-owned": "situation:s a ais:Ownership ; ais:owned vendor:acme ; ais:owner state:ada .",
    "place-out-of-jurisdiction": (
        "situation:s ais:place place:port ; ais:jurisdiction state:ada . place:port ais:inState state:ada ."
    ),
    "regulation-of-two-areas": "situation:s a ais:Regulation ; ais:jurisdiction state:ada .",
    "role-beside-itself": "situation:s ais:owner vendor:acme ; ais:owned vendor:beta .",
    "shares-above-one": OWNED % ("beta", 0.7, "acme", "cyr", 0.3, "acme"),
    "pair-turned-round": OWNED % ("beta", 0.2, "acme", "acme", 0.2, "beta"),
    "source-criticizing-itself": FAULTS["source-criticizing-itself"].replace(
        "criticized source:herald", "criticized source:ledger"
    ),
    "source-against-itself": FAULTS["source-against-itself"].replace(
        "claim:c ais:denies", "claim:c ais:claimedBy state:ada ; ais:denies"
    ),
    "end-after-source": FAULTS["end-after-source"].replace("2030", "2019"),
    "start-after-source": FAULTS["start-after-source"].replace("2030-05", "2019-03"),
    "shares-at-odds": FAULTS["shares-at-odds"].replace("situation:half-t", 'situation:half-t ais:since "2019" ;', 1),
    "code-of-another-state": FAULTS["code-of-another-state"].replace("BO-1", "AD-1"),
    "jurisdiction-with-home": FAULTS["jurisdiction-with-home"].replace("ais:agent state:home", "ais:state state:home"),
    "judgment-against-itself": FAULTS["judgment-against-itself"].replace("confirms", "disputes"),
    "judgment-of-another-matter": FAULTS["judgment-of-another-matter"].replace("state:bor", "state:ada"),
    "whole-denied-part-affirmed": FAULTS["whole-denied-part-affirmed"].replace(
        "situation:whole-s ais:supplier vendor:acme",
        "situation:whole-s ais:supplier vendor:acme ; ais:place place:port",
    ),
    "banned-and-permitted": FAULTS["banned-and-permitted"].replace("state:ada", "state:bor", 1),
    "owners-in-circle": FAULTS["owners-in-circle"].replace("ais:owned vendor:0", "ais:owned vendor:3"),
}
"""Violation query → triples that come near to breaking its law, and do not."""


def quads(turtle: str) -> list[ox.Quad]:
    declared = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes().items())
    parsed = ox.parse(declared + turtle, format=ox.RdfFormat.TURTLE)
    return [ox.Quad(q.subject, q.predicate, q.object, GRAPH) for q in parsed]


def holding(turtle: str) -> ox.Store:
    store = ox.Store()
    store.extend(quads(turtle))
    return store


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the invented world."""
    return invented.tiny(tmp_path_factory.mktemp("tiny"))


def copy(store: ox.Store) -> ox.Store:
    other = ox.Store()
    other.extend(store)
    return other


def test_nothing_is_found_on_the_released_data(released: ox.Store) -> None:
    assert [str(finding) for finding in validation.validate(released)] == []


def test_nothing_is_found_on_the_invented_world(tiny: ox.Store) -> None:
    assert [str(finding) for finding in validation.validate(tiny)] == []


# Violation queries


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ('ais:since "2021"^^xsd:gYear', 'ais:until "2020-12-31"^^xsd:date', True),
        ('ais:since "2021-05"^^xsd:gYearMonth', 'ais:until "2021"^^xsd:gYear', False),
        ("ais:startYear 2021", 'ais:until "2020-12"^^xsd:gYearMonth', True),
        ('ais:startDate "2021-02-01"^^xsd:date', 'ais:until "2021-02"^^xsd:gYearMonth', False),
        ('ais:since "2021-02-02"^^xsd:date', 'ais:endDate "2021-02-01"^^xsd:date', True),
    ],
)
def test_times_are_compared_as_far_as_both_are_precise(start: str, end: str, wrong: bool) -> None:
    found = query.find("end-before-start", "violations").run(holding(f"situation:s {start} ; {end} ."))
    assert bool(len(found)) == wrong


@pytest.mark.parametrize(
    "stated",
    [
        "claim:c a ais:Claim ; ais:about situation:s ; ais:denies situation:s .",
        "claim:c a ais:Claim ; ais:about situation:s ; ais:modality ais:m . ais:m ais:stance ais:denial .",
        "claim:c a ais:Claim ; ais:denies situation:s ; ais:modality ais:m . ais:m ais:stance ais:allegation .",
    ],
)
def test_a_claim_that_says_yes_and_no_is_found(stated: str) -> None:
    assert len(query.find("claim-about-nothing", "violations").run(holding(stated))) == 1


@pytest.mark.parametrize("found", VIOLATIONS, ids=lambda each: each.name)
def test_violation_is_found_on_a_fault(found: query.Query) -> None:
    rows = list(found.run(holding(FAULTS[found.name])).values())
    assert len(rows) == 1
    assert rows[0]["resource"].startswith(BASE)
    assert rows[0]["message"].endswith((".", "alias."))


@pytest.mark.parametrize("found", VIOLATIONS, ids=lambda each: each.name)
def test_violation_is_not_found_where_the_law_holds(found: query.Query) -> None:
    assert len(found.run(holding(SOUND[found.name]))) == 0


@pytest.mark.parametrize("found", VIOLATIONS, ids=lambda each: each.name)
def test_violation_is_a_finding_of_the_graph(found: query.Query, tiny: ox.Store) -> None:
    store = copy(tiny)
    store.extend(quads(FAULTS[found.name]))
    assert f"violations/{found.name}" in {finding.check for finding in validation.validate(store)}


def test_finding_is_one_line_of_check_resource_and_message() -> None:
    finding = Finding("violations/two-labels", iri("vendor:acme"), "Two labels.")
    assert str(finding) == "violations/two-labels: vendor:acme: Two labels."


def test_finding_says_the_value_and_the_place_where_they_are_known() -> None:
    finding = Finding("shapes/ClaimShape", iri("claim:0"), "Write a number.", "many", "ledger.csv, line 2")
    assert str(finding) == "ledger.csv, line 2: Write a number. It has 'many'. (shapes/ClaimShape, claim:0)"


@pytest.mark.parametrize(
    ("select", "said"),
    [
        ("?resource ?message { ?resource a ais:Vendor }", "vendor:acme: Vendors are bad."),
        (
            "?resource ?message { ?resource a ais:Vendor BIND(CONCAT('bad: ', ?resource) AS ?message) }",
            "vendor:acme: Vendors are bad.",
        ),
        ("?resource ?message { ?any a ais:Vendor BIND('One.' AS ?message) }", "no resource: One."),
    ],
)
def test_row_of_a_violation_without_a_message_is_a_finding_with_its_summary(
    tmp_path: Path, tiny: ox.Store, select: str, said: str
) -> None:
    path = tmp_path / "violations" / "mine.rq"
    path.parent.mkdir()
    path.write_text(f"#+ summary: Vendors are bad.\nPREFIX ais: <{iri('ais:')}>\nSELECT {select}\n", encoding="utf-8")
    assert f"violations/mine: {said}" in [str(finding) for finding in validation.violated(tiny, [query.read(path)])]


def test_findings_are_sorted_and_each_there_once(tiny: ox.Store) -> None:
    store = copy(tiny)
    for fault in FAULTS.values():
        store.extend(quads(fault))
    found = validation.validate(store)
    assert found == sorted(set(found))
    assert len({finding.check for finding in found}) > len(FAULTS)


# Shapes


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_compiled_shapes_and_pyshacl_find_the_same_on_faulty_data(tiny: ox.Store, seed: int) -> None:
    """Random faults in a valid graph: triples taken out, put in, and their objects exchanged."""
    store = copy(tiny)
    chance = random.Random(seed)
    ontology = ox.NamedNode(iri("graph:ontology"))
    stated = sorted((quad for quad in tiny if quad.graph_name != ontology), key=str)
    objects = [
        *sorted({quad.object for quad in stated}, key=str),
        ox.Literal("many", datatype=ox.NamedNode(XSD + "integer")),
        ox.Literal("2021-02-30", datatype=ox.NamedNode(XSD + "date")),
        ox.Literal("", language="en"),
        ox.Literal(-1),
        ox.Literal(1.5),
        ox.NamedNode("http://example.org/unknown"),
    ]
    properties = sorted({quad.predicate for quad in stated}, key=str)
    for quad in chance.sample(stated, len(stated) // 6):
        store.remove(quad)
    for quad in chance.sample(stated, len(stated) // 3):
        store.add(ox.Quad(quad.subject, quad.predicate, chance.choice(objects), quad.graph_name))
    for quad in chance.sample(stated, len(stated) // 6):
        store.add(ox.Quad(quad.subject, chance.choice(properties), quad.object, quad.graph_name))
    shapes = (invented.ROOT / "ontology" / "shapes.ttl").read_text(encoding="utf-8")

    def comparable(findings: list[Finding]) -> set[tuple[str, str, str]]:
        """Return the findings by shapes; a message that no shape states is worded by the engine."""
        found = (each for each in findings if each.check.startswith("shapes/"))
        return {(f.check, f.resource, f.message if f.message in shapes else "") for f in found}

    ours, theirs = comparable(validation.validate(store)), comparable(validation.reference(store))
    assert (sorted(ours - theirs), sorted(theirs - ours)) == ([], [])
    assert len({message for _, _, message in ours}) > 20


def test_reference_finds_nothing_on_the_invented_world(tiny: ox.Store) -> None:
    assert validation.reference(tiny) == []


# The original texts


def texts(folder: Path, toml: str, text: str = HERALD, name: str = "whatever.txt") -> list[Finding]:
    digest = hashlib.sha256(HERALD.encode()).hexdigest()
    header = ARTICLE + f'[text]\nsha256 = "{digest}"\ncharacters = 99\n'
    place = invented.write(folder / "sources", "herald", header + toml)
    (folder / "texts").mkdir()
    (folder / "texts" / name).write_text(text, encoding="utf-8")
    claims, sources = invented.claims(place, invented.registers(folder))
    return validation.verify(claims, sources, folder / "texts")


def test_text_is_found_by_its_digest_and_its_phrases_occur(tmp_path: Path) -> None:
    assert texts(tmp_path, SUPPLY + COUNT) == []


def test_phrase_that_does_not_occur_in_the_text_is_a_finding(tmp_path: Path) -> None:
    (finding,) = texts(tmp_path, COUNT.replace("12 states", "13 states"))
    assert (finding.check, finding.message) == ("texts/phrase", "the phrase '13 states' does not occur at 21–30")


def test_span_that_ends_after_the_text_is_a_finding(tmp_path: Path) -> None:
    (finding,) = texts(tmp_path, SUPPLY.replace("end = 30", "end = 90"))
    assert (finding.check, finding.message) == ("texts/span", "the text ends before 90")


def test_offsets_count_code_points_also_beyond_the_basic_plane(tmp_path: Path) -> None:
    text = "🎥é " + HERALD
    digest = hashlib.sha256(text.encode()).hexdigest()
    toml = ARTICLE + f'[text]\nsha256 = "{digest}"\ncharacters = {len(text)}\n'
    place = tmp_path / "sources"
    invented.write(place, "herald", toml + COUNT.replace("21", "24").replace("30", "33"), text=text)
    claims, sources = invented.claims(place, invented.registers(tmp_path))
    assert validation.verify(claims, sources, place) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_text_is_found_by_its_digest_in_whatever_encoding(tmp_path: Path, encoding: str) -> None:
    text = HERALD + "Café.\r\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    toml = ARTICLE + f'[text]\nsha256 = "{digest}"\ncharacters = {len(text)}\n'
    place = invented.write(tmp_path / "sources", "herald", toml + COUNT)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "any").write_bytes(text.encode(encoding))
    claims, sources = invented.claims(place, invented.registers(tmp_path))
    assert validation.verify(claims, sources, tmp_path / "texts") == []


def test_folder_without_any_of_the_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as error:
        texts(tmp_path, SUPPLY, text=HERALD + " ")
    assert str(error.value) == (
        f"{tmp_path / 'texts'}: none of the texts the sources name is in it; see [text] sha256 in sources/*.toml"
    )


def test_folder_of_texts_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as error:
        validation.verify([], {}, tmp_path / "missing")
    assert str(error.value) == f"{tmp_path / 'missing'}: no such folder; name the folder that holds the original texts"
