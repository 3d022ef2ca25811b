"""Whose a ware is: where an adjective tells where it comes from, what is signed binds nobody, or others say it."""

import pytest

from kg.prose import extraction

PARSED = pytest.mark.skipif("extraction.pipeline.pipeline() is None", reason="no spaCy pipeline with a parser")


def supplies(text: str, extractor: str | None = None) -> list[tuple[str, str, str]]:
    """Return the supplier, the recipient and the modality of each supply that is read and not denied."""
    found = extraction.read(text, extractor=extractor)
    return sorted(
        (str(p.roles.get("supplier")), str(p.roles["recipient"]), p.modality) for p in found if p.kind == "Supply"
    )


@PARSED
@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Peru bought German cameras from Bosch.", ["per"]),
        ("Peru acquired Japanese facial recognition from NEC for its army.", ["per"]),
        ("Peru uses Chinese technology from Huawei for its safe city.", ["per"]),
        ("Chilean cameras from Bosch were bought by Peru's army.", ["per"]),
        ("Bosch sold German street cameras to Kenya.", ["ken"]),
        ("Peruvian cameras from Bosch were installed in 2019.", ["per"]),
        ("Chilean police cameras come from Bosch.", ["chl"]),
        ("Kenyan cameras were supplied by the Chinese firm Huawei.", ["ken"]),
    ],
)
def test_an_adjective_before_a_ware_tells_its_holder_only_where_no_other_state_may_be(
    text: str, states: list[str]
) -> None:
    assert [state for _, state, _ in supplies(text)] == [f"state:{one}" for one in states]


@pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])
@pytest.mark.parametrize(
    "text",
    [
        "A photo said to show Omani guards using NEC's facial recognition is doctored.",
        "A picture said to show Kenyan police using NEC's facial recognition is a forgery.",
        "Kenya's network was erected by an unnamed firm. NEC is one. Oman buys its cameras through an agent.",
    ],
)
def test_what_binds_nobody_or_is_no_true_picture_gives_no_supply(text: str, extractor: str) -> None:
    assert supplies(text, extractor) == []


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Peru told its schools not to install Bosch cameras.",
        "Norway has advised its ministries not to buy Hikvision cameras.",
    ],
)
def test_who_is_told_not_to_buy_is_not_said_to_have_bought_nothing(text: str) -> None:
    (read,) = extraction.readings_of(text)
    assert not read.claims
    assert read.unread


@PARSED
@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Oman's army used Candiru's spyware, the prosecutor wrote when he dropped the charges.", "alleged"),
        ("Peru's police used NEC's facial recognition, Reuters reported when it published the files.", "reported"),
        ("The families, six brothers, allege that NEC set up Oman's facial recognition.", "alleged"),
        ("The plaintiffs, nine monks, allege that Hytera built Oman's surveillance network.", "alleged"),
    ],
)
def test_who_says_it_is_heard_before_a_clause_and_behind_an_apposition(text: str, modality: str) -> None:
    assert {said for *_, said in supplies(text)} == {modality}


@PARSED
def test_what_a_buyer_gets_from_somebody_is_its_own() -> None:
    text = "Chile's network was built by ZTE. Peru ordered its cameras from Bosch."
    assert [pair[:2] for pair in supplies(text)] == [("vendor:bosch", "state:per"), ("vendor:zte", "state:chl")]


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Peru's Sivico network, built by Bosch, routes pictures from street cameras to nine rooms.",
        "Chile's Ojo platform, delivered by NEC, recognizes faces.",
        "The Lumen system of Oman's police was developed by NEC and recognizes faces.",
    ],
)
def test_the_name_of_a_ware_that_another_made_is_no_suppliers(text: str) -> None:
    (read,) = extraction.readings_of(text)
    assert not [p for p in read.claims if p.kind == "Supply" and "supplier" in p.unresolved]


@pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])
@pytest.mark.parametrize(
    "text",
    [
        "Peru's contract with Bosch for police cameras awaits the signature of the minister.",
        "Peru's contract with Bosch for police cameras has yet to be signed.",
        "Peru's contract with Bosch for police cameras exists only on paper.",
        "Peru's contract with Bosch for police cameras, which parliament has not approved, is worth a million.",
        "Bosch's deal to supply Peru's police with cameras depends on a loan.",
        "Oman's order for street cameras from Bosch hinges on a vote in parliament.",
        "NEC's agreement with Kenya's police on facial recognition was never ratified.",
        "Huawei's technology was kept out of Romania's safe city by a new law.",
        "Bosch cameras were kept away from Peru's police stations.",
    ],
)
def test_a_contract_that_is_not_in_force_and_a_ware_that_is_kept_out_give_no_supply(text: str, extractor: str) -> None:
    assert supplies(text, extractor) == []


@PARSED
@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Peru signed a contract with Bosch for police cameras that parliament had approved.", "per"),
        ("Peru's contract with Bosch for police cameras was signed without the approval of parliament.", "per"),
        ("Peru's deal with Bosch awaits approval, but Kenya's police bought cameras from NEC.", "ken"),
        ("Bosch supplied Peru's police with cameras under a contract that nobody has published.", "per"),
    ],
)
def test_a_contract_in_force_and_another_beside_one_that_is_not_give_theirs(text: str, state: str) -> None:
    assert [each for _, each, _ in supplies(text)] == [f"state:{state}"]


@pytest.mark.parametrize(
    "text",
    [
        "NEC signed a letter of intent with Peru's police for facial recognition.",
        "Peru's police and NEC signed a preliminary agreement on facial recognition.",
    ],
)
def test_what_binds_nobody_yet_is_supposed(text: str) -> None:
    assert {modality for _, _, modality in supplies(text)} <= {"hypothetical"}
