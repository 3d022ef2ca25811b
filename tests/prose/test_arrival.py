"""What is still to come, what somebody advises, what is said to be no surveillance, and who belongs beside a denial."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.extraction import Read

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
EXTRACTORS = ["rules", pytest.param("parse", marks=PARSED)]


def read(text: str, extractor: str | None = None) -> Read:
    (found,) = extraction.readings_of(text, extractor=extractor)
    return found


def edges(found: Read) -> list[tuple[str, ...]]:
    """Return the kind, the ids in the roles and the modality of each supply, use and membership."""
    return sorted(
        (one.kind, *sorted(str(v).partition(":")[2] for v in one.roles.values()), one.modality)
        for one in found.claims
        if one.kind in ("Supply", "Use", "Membership")
    )


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    "text",
    [
        "The 600 surveillance cameras that Kenya ordered from Hikvision are due in May.",
        "Peru awaits 2,000 surveillance cameras from Dahua.",
        "The facial recognition system that Serbia bought from Huawei has yet to be delivered.",
        "Huawei's surveillance cameras for Uganda are expected in March.",
        "Delivery of the Hikvision surveillance cameras to Kenya is scheduled for July.",
        "Ghana has ordered facial recognition from Idemia, to be delivered next year.",
        "Zambia ordered surveillance cameras from Huawei, which are due to arrive in spring.",
        "Delivery of 300 Uniview surveillance cameras to Chad is pending.",
        "The first of 900 Hikvision surveillance cameras should reach Nepal before the monsoon.",
        "Surveillance cameras that Tonga ordered from Dahua have not arrived.",
        "Kenya's surveillance cameras, ordered from Hikvision last year, have yet to leave the factory.",
        "Malta ordered facial recognition from NEC and expects it in autumn.",
    ],
)
def test_what_is_still_to_come_is_asserted_of_nobody(text: str, extractor: str) -> None:
    assert {modality for *_, modality in edges(read(text, extractor))} <= {"hypothetical"}


@pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
@pytest.mark.parametrize(
    "text",
    [
        "Kenya bought 200 surveillance cameras from Hikvision, and 300 more are due in May.",
        "Hikvision sold surveillance cameras to Peru; an answer of the ministry is expected in June.",
        "Dahua, which sold surveillance cameras to Peru, is due in court on Monday.",
    ],
)
def test_what_has_come_stays_so_where_something_else_is_due(text: str) -> None:
    assert [modality for kind, *_, modality in edges(read(text)) if kind == "Supply"] == ["asserted"]


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    "text",
    [
        "Officials advise using facial recognition at Kenya's borders.",
        "Police chiefs want facial recognition from NEC in Peru.",
        "Advisers recommend Hikvision's surveillance cameras for Serbia's stations.",
        "The ministry wants facial recognition for the police of Fiji.",
        "A commission advises the use of facial recognition by the Norwegian police.",
        "Officials called for facial recognition at Egypt's airports.",
        "The governor favors surveillance cameras from Dahua for Lima, Peru.",
        "Huawei won a 5G contract in Kenya that has nothing to do with surveillance.",
        "Huawei sold Kenya a 5G network, not surveillance.",
        "Kenya's deal with Huawei is about 5G and does not concern surveillance.",
        "The contract that Peru signed with Huawei covers routers rather than surveillance cameras.",
        "Reportedly Huawei's 5G contract in Kenya has no connection with surveillance.",
    ],
)
def test_what_is_advised_or_is_no_surveillance_is_claimed_of_nobody(text: str, extractor: str) -> None:
    found = read(text, extractor)
    assert not edges(found)
    assert found.unread


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    ("text", "member"),
    [
        (
            "Kenya, a member of the Belt and Road Initiative, has never bought surveillance cameras from Hikvision.",
            "ken",
        ),
        ("Ghana, a signatory of the Belt and Road Initiative, never bought facial recognition.", "gha"),
        ("Peru, a member of the Belt and Road Initiative, did not buy surveillance cameras from Huawei.", "per"),
    ],
)
def test_a_membership_beside_a_denial_is_not_denied(text: str, member: str, extractor: str) -> None:
    assert [one for one in edges(read(text, extractor)) if one[0] == "Membership"] == [
        ("Membership", "bri", member, "asserted")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has not joined the Belt and Road Initiative.",
        "That Kenya joined the Belt and Road Initiative is not true.",
        "It has not been confirmed that Kenya is a member of the Belt and Road Initiative.",
    ],
)
def test_no_membership_is_asserted_where_the_sentence_denies_it(text: str) -> None:
    assert not [one for one in edges(read(text)) if one[0] == "Membership" and one[-1] == "asserted"]
