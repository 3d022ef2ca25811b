"""What a sentence names and does not claim: who is called upon, what never worked, towns, wares, what is to grow."""

import pytest

from kg.prose import extraction, pipeline

PARSED = pytest.mark.skipif(pipeline.pipeline() is None, reason="no pipeline that parses is installed")


def told(text: str) -> set[tuple[str, str, str]]:
    """Return of each claim its kind, how it is put, and who supplies or what is counted or used."""
    claims = [p for read in extraction.readings_of(text) for p in read.claims]
    ends = {"Supply": "supplier", "Use": "technology", "CountObservation": "counted"}
    return {
        (
            p.kind,
            "denied" if p.denies else p.modality,
            str(p.roles.get(ends[p.kind]) or p.unresolved.get(ends[p.kind])).rpartition(":")[2].strip("'"),
        )
        for p in claims
        if p.kind in ends
    }


@pytest.mark.parametrize(
    "text",
    [
        "A lawyer in Kenya condemned facial recognition and urged Huawei and Bosch to answer letters.",
        "An NGO in Peru criticized the growth of spyware and called on firms such as Thales to publish their books.",
        "A university in Chile taught a course on facial recognition and invited Bosch to speak.",
    ],
)
def test_who_is_called_upon_for_something_else_supplies_nothing(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Kenya's police urged Huawei to supply facial recognition.", "huawei"),
        ("Peru's government called on NEC to deliver facial recognition to the police.", "nec"),
        ("Chile's army invited Bosch to bid for street cameras.", "bosch"),
        ("Kenya urged Huawei to finish its camera network in Nairobi.", "huawei"),
        ("Oman invited Bosch to equip its navy with facial recognition.", "bosch"),
        ("Togo's army urged NEC and Thales to quickly install facial recognition.", "nec"),
    ],
)
def test_who_is_called_upon_to_supply_is_a_supposed_supplier(text: str, firm: str) -> None:
    assert ("Supply", "hypothetical", firm) in told(text)


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "NEC set up a camera network for Kenya's police in Mombasa; it was never switched on.",
        "ZTE built a camera network in Lima for the police. It has never been used.",
        "Bosch built a camera network for Chile's navy, which has never worked.",
    ],
)
def test_what_never_went_into_use_is_denied(text: str) -> None:
    found = told(text)
    assert {put for kind, put, _ in found if kind == "Use"} == {"denied"}
    assert {put for kind, put, _ in found if kind == "Supply"} == {"asserted"}


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Peru's police use Bosch cameras; they have never been switched off.",
        "NEC set up a camera network for Kenya's police; it has never worked better.",
        "Peru's police use Bosch cameras, which were never used against protesters.",
        "Chile's police use spyware from Candiru; it was never used in court.",
        "Oman's police installed NEC cameras; half of them were never switched on.",
        "Kenya's navy uses facial recognition from NEC. It was never used, except at the port.",
    ],
)
def test_what_never_did_something_else_is_used(text: str) -> None:
    assert {put for kind, put, _ in told(text) if kind == "Use"} == {"asserted"}


@PARSED
@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Peru's police want to extend their facial recognition to bus stations.", "presupposed"),
        ("Kenya's army plans to expand its camera network.", "presupposed"),
        ("Oman intends to expand its facial recognition from NEC to the airports.", "presupposed"),
        ("Kenya's police plan to use facial recognition.", "hypothetical"),
        ("Kenya's police plan to buy their own facial recognition.", "hypothetical"),
        ("Peru's police may expand the use of facial recognition.", "hypothetical"),
    ],
)
def test_what_is_to_grow_is_there(text: str, put: str) -> None:
    assert {how for kind, how, _ in told(text) if kind == "Use"} == {put}


@pytest.mark.parametrize(
    "text",
    [
        "The study covers 40 towns in 12 states, and nine of the towns have facial recognition.",
        "The study covers 40 towns, and nine of them use facial recognition.",
        "The report covers 30 towns in Chile, and twelve of these have spyware.",
        "The survey looked at 40 cities. Nine of them use facial recognition.",
        "The study covers 40 police forces, and nine of them use facial recognition.",
    ],
)
def test_a_part_of_towns_is_no_number_of_states(text: str) -> None:
    assert ("CountObservation", "asserted", "states-using") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The study covers 40 states, and nine of them use facial recognition.",
        "The index covers ninety states with 400 towns, and forty states use spyware.",
        "The study covers 40 countries. Nine of them use facial recognition.",
        "The index covers ninety states with 400 towns, and forty of them use spyware.",
        "We visited 12 towns. The study covers 40 countries, and nine of them use facial recognition.",
        "The institute has three offices. Of 40 states, nine use facial recognition.",
    ],
)
def test_a_part_of_states_is_a_number_of_states(text: str) -> None:
    assert ("CountObservation", "asserted", "states-using") in told(text)


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Peru's Integrated City Safety and Monitoring System, built by ZTE, links 900 cameras in Lima.",
        "Kenya's Urban Alarm and Camera System was built by Huawei.",
        "NEC confirmed that its NeoFace software is used by Kenya's police.",
        "Norlens said its Quill spyware is used by Peru's army.",
        "Norlens: about us. The Chilean police use our Quill spyware.",
        "Peru's V-9 network consists of 90 cameras; it came from Bosch.",
    ],
)
def test_a_ware_is_no_supplier(text: str) -> None:
    names = {"Monitoring System", "Urban Alarm", "NeoFace", "Quill", "V-9"}
    assert not names & {end for kind, _, end in told(text) if kind == "Supply"}


@PARSED
@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Kenya's police use Norlens cameras.", "Norlens"),
        ("Peru's army confirmed that its Quill spyware is used by the police.", "Quill"),
        ("Kenya said that its Bosch cameras are used by the police.", "bosch"),
        ("Kenya bought Norlens facial recognition, and its Bosch cameras are used by the police.", "Norlens"),
        ("Peru's police use Norlens Systems cameras.", "Norlens Systems"),
        ("Kenya's police use Norlens and Bosch cameras.", "Norlens"),
    ],
)
def test_a_firm_before_a_ware_is_a_supplier(text: str, firm: str) -> None:
    assert firm in {end for kind, _, end in told(text) if kind == "Supply"}


@PARSED
@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Bosch has supplied street cameras to Kenya's navy since 2015, the firm's brochure states.", "reported"),
        ("Bosch has supplied street cameras to Kenya's navy since 2015, the firm's annual report states.", "reported"),
        ("Chile's army bought spyware from Candiru, the minister said; it was used in two cases.", "alleged"),
        ("Bosch has supplied cameras to Kenya's navy, and the firm's brochure states its price.", "asserted"),
        ("Bosch supplied the navy's brochure and cameras to Kenya.", "asserted"),
        ("Bosch supplied cameras to Kenya's navy; the firm's website has pictures.", "asserted"),
    ],
)
def test_a_speaker_behind_a_claim_reaches_it(text: str, put: str) -> None:
    assert {how for kind, how, _ in told(text) if kind == "Supply"} == {put}
