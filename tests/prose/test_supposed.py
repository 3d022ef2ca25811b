"""What a text only supposes of a state is a claim that says so, and what it denies in any of several ways denies it."""

import pytest

from kg.prose import extraction

BOTH = pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])


def told(text: str, extractor: str) -> set[tuple[str, ...]]:
    """Return of each supply, use and membership how it is put, its kind, and its two ends."""
    claims = [p for read in extraction.readings_of(text, extractor=extractor) for p in read.claims]
    ends = {"Supply": ("supplier", "recipient"), "Use": ("technology", "user"), "Membership": ("initiative", "member")}
    return {
        (
            "denied" if p.denies else "supposed" if p.modality == "hypothetical" else "said",
            p.kind,
            *(str(p.roles.get(end)).partition(":")[2] for end in ends[p.kind]),
        )
        for p in claims
        if p.kind in ends
    }


@BOTH
@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("NEC is close to a facial recognition deal with Peru's police.", {("nec", "per")}),
        ("Botswana is considering Huawei and ZTE as suppliers of its safe city.", {("huawei", "bwa"), ("zte", "bwa")}),
        ("The Gambia's police asked Hytera for a quotation for street cameras.", {("hytera", "gmb")}),
        ("Oman's police and Bosch agreed on a letter of intent for street cameras.", {("bosch", "omn")}),
        ("Under the memorandum, Huawei may be invited to design a safe city for Lima.", {("huawei", "per")}),
        ("The senator called on Chile's police to acquire facial recognition from NEC.", {("nec", "chl")}),
        ("Oman's ministry may sign with Bosch for street cameras.", {("bosch", "omn")}),
        ("Were Oman's police to switch to NEC, they would need new facial recognition.", {("nec", "omn")}),
    ],
)
def test_what_is_weighed_asked_for_or_offered_is_supposed(
    text: str, pairs: set[tuple[str, str]], extractor: str
) -> None:
    found = told(text, extractor)
    assert {one[2:] for one in found if one[1] == "Supply"} == pairs
    assert {one[0] for one in found} == {"supposed"}


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Lawmakers in Peru are weighing whether the police may use facial recognition.",
        "Peru's parliament will debate a bill that would allow the police to use facial recognition.",
        "Peru's police have asked for a law that would let them use facial recognition.",
    ],
)
def test_a_use_that_a_law_may_bring_is_supposed(text: str, extractor: str) -> None:
    assert told(text, extractor) == {("supposed", "Use", "facial-recognition", "per")}


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "NEC lost its bid for Peru's facial recognition.",
        "NEC hopes that Oman's economy grows.",
        "In the film, Peru's police plan to buy Palantir's software.",
        "Rights groups called on Malawi to use facial recognition sparingly.",
        "Facial recognition is a matter for Malta's courts.",
        "Lobbyists pressed Norway into talks with Hikvision about cameras.",
        "Does Oman's army use Candiru's spyware?",
        "Had parliament agreed, Huawei would have sold surveillance cameras to Chad.",
        "The losing bidder for Oman's police cameras was Dahua.",
        "Fiji ended talks with Hikvision about facial recognition.",
        "Facial recognition came up in talks with Norway.",
        "Uganda is in talks with a rival of Huawei about surveillance cameras.",
        "Huawei urged Fiji to adopt facial recognition.",
        "Kenya has asked NEC to explain how its facial recognition works.",
        "Talks between Serbia and Huawei about surveillance cameras broke down.",
    ],
)
def test_what_came_to_nothing_or_is_no_plan_is_not_supposed(text: str, extractor: str) -> None:
    assert told(text, extractor) == set()


@BOTH
@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Oman's army has no spyware and no deal with Candiru.", {"Use spyware omn", "Supply candiru omn"}),
        ("Oman's army neither runs spyware nor is a client of Candiru.", {"Use spyware omn", "Supply candiru omn"}),
        ("Peru's police have no contract with NEC.", {"Supply nec per"}),
        ("Barbados will not become a customer of Dahua, its minister said.", {"Supply dahua brb"}),
        ("There is no contract between the ministry and NEC, Peru's minister said.", {"Supply nec per"}),
        ("Neither the army nor the police of Costa Rica owns spyware.", {"Use spyware cri"}),
        ("Airports in Iceland have no facial recognition.", {"Use facial-recognition isl"}),
        ("Peru's minister told the House that the police had never owned spyware.", {"Use spyware per"}),
        (
            "NEC and IBM both said that they did not sell facial recognition to police forces in Peru.",
            {"Supply nec per", "Supply ibm per"},
        ),
        ("Oman will not enter the Belt and Road Initiative.", {"Membership bri omn"}),
        ("Peru's police have never taken equipment from Bosch.", {"Supply bosch per"}),
        ("India has declined to join the Belt and Road Initiative.", {"Membership bri ind"}),
    ],
)
def test_what_is_denied_in_any_way_is_a_claim_that_denies(text: str, claims: set[str], extractor: str) -> None:
    assert {" ".join(one) for one in told(text, extractor)} == {f"denied {claim}" for claim in claims}


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Peru's police do not know how NEC's facial recognition works.",
        "Oman's army has no fear of facial recognition.",
        "If Oman's army had no spyware, it would have no deal with Candiru.",
        "Oman's police do not use facial recognition on children.",
        "Peru's police have no comment on the contract with NEC.",
    ],
)
def test_another_negation_denies_no_use_and_no_supply(text: str, extractor: str) -> None:
    assert "denied" not in {one[0] for one in told(text, extractor)}


@BOTH
@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Timor-Leste became a Belt and Road member in 2017.", {"tls"}),
        ("Peru has been a Belt and Road partner since 2018.", {"per"}),
        ("Togo is a Belt and Road country.", {"tgo"}),
        ("Peru's minister praised a Belt and Road partner.", set()),
        ("Peru is no Belt and Road country.", set()),
        ("Peru may become a Belt and Road member.", set()),
        ("Is Peru a Belt and Road country?", set()),
    ],
)
def test_a_country_of_an_initiative_is_a_member(text: str, members: set[str], extractor: str) -> None:
    found = told(text, extractor)
    assert {one[3] for one in found if one[:2] == ("said", "Membership")} == members
