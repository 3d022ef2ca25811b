"""What a body of a state has over whatever verb, the other members of a list, and names that are a product's."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.proposal import Proposal
from tests.prose import score_yardstick as scoring

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")

REACHED = [
    ("Police in Oman search faces with software that they bought from a local subsidiary of NEC.", "nec", "omn"),
    (
        "Licensed through a dealer, Megvii's engine has been checking faces at Thai immigration counters.",
        "megvii",
        "tha",
    ),
    ("Ghana was among the governments that use the spyware that the Velatrix group sells.", "velatrix", "gha"),
    ("Velatrix's face matching engine runs on the server of the Chilean migration directorate.", "velatrix", "chl"),
    ("Jordan's gendarmerie has an eye on the camp through 80 masts of Teleste cameras.", "teleste", "jor"),
    ("Peru's police replaced 400 Hikvision cameras.", "hikvision", "per"),
    ("The facial recognition that Peru's police have used since 2018 was supplied by NEC.", "nec", "per"),
    ("Vandals smashed eleven Hikvision cameras of the municipal police in Santiago, Chile.", "hikvision", "chl"),
]
APART = [
    "Finnish detectives wrote a paper on Palantir's Foundry and its video software.",
    "Journalists in Kenya searched faces with NEC software and gave the pictures to the police.",
    "Peru's police want to replace 400 Hikvision cameras.",
    "Peru's police replaced the batteries of their phones by Huawei.",
    "In Peru a hotel replaced Hikvision cameras for the police.",
    "Peru's police taped up the lenses of Bosch cameras.",
    "The Peruvian police ruled out a face recognition engine built by Cognitec.",
    "Togo's police shrugged at NEC's face recognition.",
    "Peru's police sued Dahua over its cameras in a Lima hotel.",
    "Oman is in the circle of states that punish buyers of Candiru's spyware.",
    "Police in Peru have been warned of Bosch cameras.",
    "Idemia, which has its seat near Paris, counts the police of Morocco and Mali among the customers for its facial"
    " recognition.",
]
LISTED = [
    ("NEC's facial recognition runs at Chile's police, Peru's army and the navy of Oman.", "nec", "chl per omn"),
    (
        "Facial recognition by NEC serves the police of Chile, the gendarmes of Peru and the navy of Oman.",
        "nec",
        "chl per omn",
    ),
    ("NEC sold cameras to the police of Chile but not to Peru and Oman.", "nec", "chl"),
    ("Chile and Peru signed a pact, and the police of Chile use NEC facial recognition.", "nec", "chl"),
    ("NEC facial recognition is used by the police of Chile, banks in Peru and shops in Oman.", "nec", "chl"),
]
TOGETHER = [
    (
        "The street cameras of Lusaka, which ZTE put up with help from Huawei for Zambia's police, number 700.",
        "huawei zte",
    ),
    ("The police control room of Lima was delivered by Cisco together with the integrator Belmora.", "belmora cisco"),
    ("Peru's street cameras were built by ZTE, with Norlens as its partner, for the police.", "norlens zte"),
    ("Peru's street cameras were built by ZTE for the police, with Norlens as its critic.", "zte"),
]


def supplies(text: str) -> list[Proposal]:
    return [one for one in extraction.read(text) if one.kind == "Supply" and one.modality != "hypothetical"]


def vendor(one: Proposal) -> str:
    return str(one.unresolved.get("supplier") or one.roles["supplier"]).removeprefix("vendor:").strip("'").lower()


@PARSED
@pytest.mark.parametrize(("text", "firm", "state"), REACHED)
def test_a_body_has_a_ware_over_whatever_verb(text: str, firm: str, state: str) -> None:
    assert [(vendor(one), one.roles["recipient"]) for one in supplies(text)] == [(firm, f"state:{state}")]


@PARSED
@pytest.mark.parametrize("text", APART)
def test_what_a_clause_says_otherwise_is_no_supply(text: str) -> None:
    assert [one.quote for one in supplies(text) if one.roles["recipient"] not in ("state:mar", "state:mli")] == []


@PARSED
@pytest.mark.parametrize(("text", "firm", "states"), LISTED)
def test_what_is_read_of_one_member_of_a_list_is_read_of_the_others(text: str, firm: str, states: str) -> None:
    found = supplies(text)
    assert sorted(str(one.roles["recipient"]) for one in found) == sorted(f"state:{one}" for one in states.split())
    assert {vendor(one) for one in found} == {firm}


@PARSED
@pytest.mark.parametrize(("text", "firms"), TOGETHER)
def test_who_did_a_thing_together_with_a_vendor_supplied_it_as_well(text: str, firms: str) -> None:
    assert sorted({vendor(one) for one in supplies(text)}) == firms.split()


@PARSED
@pytest.mark.parametrize(("half", "least"), [("eighteenth-development", 0.2), ("eighteenth-kept", 0.2)])
def test_supplies_in_dense_prose_are_read_and_none_of_look_alikes(half: str, least: float) -> None:
    tally = scoring.score(scoring.texts(half))
    assert tally.recall("Supply") >= least
    assert [line for line in tally.edges() if "[hypothetical]" not in line] == []
