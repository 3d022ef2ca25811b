"""What a body of a state does something with: the deed is of an open class, what is no use of a thing is listed."""

import pytest

from kg.prose import extraction, pipeline

pytestmark = pytest.mark.skipif(pipeline.pipeline() is None, reason="no pipeline with a parser is installed")

DONE_BY = {
    "Chile's detectives solved the case with facial recognition from NEC.": ("nec", "chl"),
    "Nepal's traffic police in Kathmandu watch the ring road over Hikvision cameras.": ("hikvision", "npl"),
    "The police of Peru decide where to patrol with the help of a surveillance platform of Palantir.": (
        "palantir",
        "per",
    ),
    "The Kenyan police found the car with the aid of Huawei surveillance cameras.": ("huawei", "ken"),
    "Togo's gendarmes found the car through surveillance cameras made by Hikvision.": ("hikvision", "tgo"),
}
NOT_BY = (
    "Thieves in Morocco unlocked phones with a tool of Verint, the police said.",
    "Dutch police warn that thieves search faces with facial recognition of NEC.",
    "Kenya's police compared their cameras with surveillance cameras from Huawei.",
    "Kenya's police are pleased with surveillance cameras from Huawei.",
    "Peru's police were fooled with surveillance cameras of Dahua.",
    "Norwegian detectives write their reports with software of Microsoft.",
    "A bank in Kenya counts visitors with surveillance cameras of Dahua, police said.",
    "Kenya's police did not solve the case with facial recognition from NEC.",
    "Kenya's police dealt with facial recognition from NEC in a report.",
)


def supplied(text: str) -> set[tuple[str, str]]:
    """Return the vendors and states that a text says are joined by a supply that is so, by their ids."""
    claims = [p for reading in extraction.readings_of(text) for p in reading.claims if p.kind == "Supply"]
    ends = [(p.roles.get("supplier"), p.roles.get("recipient")) for p in claims if p.modality != "hypothetical"]
    return {(str(one).partition(":")[2], str(other).partition(":")[2]) for one, other in ends}


@pytest.mark.parametrize(("text", "ends"), DONE_BY.items())
def test_what_a_body_of_a_state_does_something_with_was_supplied_to_it(text: str, ends: tuple[str, str]) -> None:
    assert supplied(text) == {ends}


@pytest.mark.parametrize("text", NOT_BY)
def test_what_others_do_and_what_is_no_use_of_a_thing_supplies_nobody(text: str) -> None:
    assert supplied(text) == set()
