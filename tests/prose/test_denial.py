"""What a sentence denies of a thing and not by its verb, of each of two, or by calling a claim false."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.extraction import Read
from tests.prose.score_yardstick import FOLDER

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")


def read(text: str) -> Read:
    (found,) = extraction.readings_of(text)
    return found


def told(found: Read, *, denied: bool) -> set[tuple[str, ...]]:
    """Return the kind and the ids of the ends of each supply, use and membership that is denied, or is not."""
    ends = ("supplier", "recipient", "user", "technology", "member")
    return {
        (
            p.kind,
            *(str(p.roles[r]).partition(":")[2] for r in ends if r in p.roles and (p.kind, r) != ("Supply", ends[3])),
        )
        for p in (found.denied if denied else found.proposals)
        if p.kind in ("Supply", "Use", "Membership")
    }


DENIED = {
    "No Hikvision cameras hang in Fiji.": {("Supply", "hikvision", "fji")},
    "No Thales camera hangs in Peru, the interior minister said.": {("Supply", "thales", "per")},
    "There are no Huawei surveillance cameras in Norway.": {("Supply", "huawei", "nor")},
    "Norway has no Huawei surveillance system.": {("Supply", "huawei", "nor")},
    "None of Norway's surveillance cameras come from Huawei.": {("Supply", "huawei", "nor")},
    "Not a single Huawei surveillance camera has been installed in Norway.": {("Supply", "huawei", "nor")},
    "At no time did Huawei sell surveillance cameras to Norway.": {("Supply", "huawei", "nor")},
    "Huawei says it has no surveillance contract with Norway.": {("Supply", "huawei", "nor")},
    "Reports that Dahua equipped Fiji's police with cameras are untrue.": {("Supply", "dahua", "fji")},
    "The claim that NEC sold surveillance cameras to Norway is a fabrication.": {("Supply", "nec", "nor")},
    "Neither Huawei nor Hikvision supplies Norway with surveillance cameras.": {
        ("Supply", "huawei", "nor"),
        ("Supply", "hikvision", "nor"),
    },
    "Neither Norway nor Sweden uses facial recognition.": {
        ("Use", "nor", "facial-recognition"),
        ("Use", "swe", "facial-recognition"),
    },
    "No police force in Norway uses facial recognition.": {("Use", "nor", "facial-recognition")},
    "Norway is not among the users of facial recognition.": {("Use", "nor", "facial-recognition")},
    "Nowhere in Norway do police use facial recognition.": {("Use", "nor", "facial-recognition")},
    "Norway's police do without facial recognition.": {("Use", "nor", "facial-recognition")},
    "Norway lacks facial recognition.": {("Use", "nor", "facial-recognition")},
    "Norway has stayed out of the Belt and Road Initiative.": {("Membership", "nor")},
    "Neither Norway nor Sweden has joined the Belt and Road Initiative.": {
        ("Membership", "nor"),
        ("Membership", "swe"),
    },
}


@PARSED
@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_in_other_words_than_not_is_a_denial(text: str) -> None:
    found = read(text)
    assert told(found, denied=True) == DENIED[text]
    assert not told(found, denied=False)


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Hikvision's bid for surveillance cameras in Norway was rejected.",
        "Norway rejected Huawei's surveillance cameras.",
        "No Huawei engineer was ever in Norway.",
        "No city in Norway has heard of Huawei's cameras.",
        "Norway has yet to join the Belt and Road Initiative.",
        "It is not known whether Huawei sold surveillance cameras to Norway.",
        "No Hikvision camera in Fiji recognizes faces.",
        "None of the Huawei cameras in Norway works.",
        "Not a single Huawei camera in Norway has failed.",
        "No surveillance camera in Norway is older than those from Huawei.",
    ],
)
def test_what_is_no_denial_of_a_supply_denies_none(text: str) -> None:
    found = read(text)
    assert not told(found, denied=True)
    assert not told(found, denied=False)


@PARSED
@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Unlike Chile, Peru uses facial recognition.", {("Use", "per", "facial-recognition")}),
        ("Unlike most of its neighbors, Peru uses facial recognition.", {("Use", "per", "facial-recognition")}),
        ("Unlike its neighbor Chile, Peru has bought surveillance cameras from Huawei.", {("Supply", "huawei", "per")}),
        ("Norway, in contrast to Sweden, uses facial recognition.", {("Use", "nor", "facial-recognition")}),
        ("Peru's police, not Chile's, bought facial recognition from NEC.", {("Supply", "nec", "per")}),
        ("Unlike Chile, Peru is a member of the Belt and Road Initiative.", {("Membership", "per")}),
    ],
)
def test_what_one_is_contrasted_with_leaves_what_is_said_of_it(text: str, claims: set[tuple[str, ...]]) -> None:
    assert told(read(text), denied=False) == claims


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Having signed the Belt and Road memorandum in 2017, Peru bought trains.", {"per"}),
        ("Since joining the Belt and Road Initiative, Kenya has bought trains.", {"ken"}),
        ("Peru, a Belt and Road country, held elections.", {"per"}),
        ("Belt and Road member Oman held elections.", {"omn"}),
        ("Oman, which signed the Belt and Road memorandum in 2018, bought trains.", {"omn"}),
        ("A member of the Belt and Road Initiative, Kenya borrowed from China.", {"ken"}),
        ("Members of the Belt and Road Initiative include Kenya, Peru and Fiji.", {"ken", "per", "fji"}),
        ("Of the three, Kenya, Peru and Fiji, all have joined the Belt and Road Initiative.", {"ken", "per", "fji"}),
        ("Before joining the Belt and Road Initiative, Kenya borrowed from China.", set()),
        ("If it were a member of the Belt and Road Initiative, Kenya would borrow more.", set()),
    ],
)
def test_members_are_told_beside_what_a_sentence_is_about(text: str, members: set[str]) -> None:
    found = told(read(text), denied=False)
    assert {member for kind, member in found if kind == "Membership"} == members


TOWNS = (
    "The Peru (Indiana) police department",
    "The Jordan (Minnesota) police",
    "Police in Cairo (Georgia)",
    "Police in Georgia, USA,",
)


@PARSED
@pytest.mark.parametrize("lead", TOWNS)
def test_a_town_whose_state_stands_in_brackets_is_no_state(lead: str) -> None:
    found = read(f"{lead} bought facial recognition from NEC.")
    assert not told(found, denied=False)


@PARSED
def test_a_part_of_those_that_are_counted_bought_and_is_no_count_of_users() -> None:
    found = read("Forty governments use smart policing, and between six and nine of them had it from IBM.")
    counts = {(str(p.roles["counted"]), p.lower, p.upper) for p in found.proposals if p.kind == "CountObservation"}
    assert counts == {("quantity:states-using", 40, 40), ("quantity:states-supplied", 6, 9)}


@pytest.mark.parametrize(
    "text",
    [
        "Forty countries use spyware, by Jane Doe's reckoning.",
        "Sixty countries use facial recognition, by the institute's count.",
        "Fifty states use smart policing, by its own tally.",
    ],
)
def test_whose_reckoning_it_is_at_the_end_is_heard(text: str) -> None:
    (one,) = (p for p in read(text).proposals if p.kind == "CountObservation")
    assert one.modality == "reported"


def test_an_effect_that_is_hoped_for_is_not_asserted() -> None:
    text = "Peru switched on a network of surveillance cameras in Lima, which the mayor hopes will reduce crime."
    assert {p.modality for p in read(text).proposals if p.kind == "Evaluation"} <= {"hypothetical"}


KINDS = {
    "Supply": ("S", "supplier", "recipient"),
    "Use": ("U", "user", "technology"),
    "Membership": ("M", "member"),
}
HOW = {"hypothetical": "H", "alleged": "A"}


def put(text: str) -> set[str]:
    """Return what a text claims: D if it is denied, H if supposed, A if alleged, F if firm, with its kind and ends."""
    found = set()
    for one in (p for r in extraction.readings_of(text) for p in r.claims if p.kind in KINDS):
        letter, *ends = KINDS[one.kind]
        names = [str(one.roles.get(end) or "").partition(":")[2] or one.unresolved.get(end, "") for end in ends]
        how = "D" if one.denies else HOW.get(one.modality, "F")
        found.add(" ".join((how, letter, *(name.strip("'").lower().replace(" ", "-") for name in names))))
    return found


@PARSED
@pytest.mark.parametrize(("half", "least"), [("development", 1.0), ("kept", 0.85)])
def test_what_is_denied_supposed_or_alleged_is_told_as_such_and_never_as_a_fact(half: str, least: float) -> None:
    wrong, met, wanted = [], 0, 0
    for line in (FOLDER / f"denied-{half}.txt").read_text(encoding="utf-8").splitlines():
        text, _, claims = line.partition("\t")
        expected = {claim.strip() for claim in claims.split(";")} - {"-"}
        found = put(text)
        wrong += [(text, one) for one in found - expected]
        met, wanted = met + len(found & expected), wanted + len(expected)
    assert wrong == []
    assert met >= least * wanted
