"""What a sentence seems to say and does not vouch for: jest, forgery, a word taken back, one of two, a rumor."""

import pytest

from kg.prose import extraction

PARSED = pytest.mark.skipif("extraction.pipeline.pipeline() is None", reason="no spaCy pipeline with a parser")
BOTH = pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])


def edges(text: str, extractor: str | None = None) -> list[tuple[str, str, str]]:
    """Return the vendor or technology, the state and the modality of each supply and use that is not denied."""
    found = extraction.read(text, extractor=extractor)
    return sorted(
        (str(p.roles.get("supplier") or p.roles.get("technology")), str(p.roles[role]), p.modality)
        for p in found
        for role in ("recipient", "user")
        if role in p.roles
    )


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Oh sure, and Bosch gave Peru's police its cameras for free because it loves them.",
        "Of course Oman's police bought facial recognition from NEC, and pigs can fly.",
        "Yeah, right: Kenya's police use Candiru spyware and I am the Pope.",
        "A deepfake video shows Peru's police using NEC's facial recognition.",
        "A forged contract shows that NEC sold facial recognition to Oman's police.",
        "The paper retracted its report that Huawei built Oman's safe city.",
        "The agency corrected its story that Bosch sold cameras to Oman's police.",
        "NEC sought to sell Kenya facial recognition, and the cabinet said no.",
        "Suppose that Peru's police bought cameras from Bosch.",
    ],
)
def test_what_a_sentence_does_not_vouch_for_gives_no_edge(text: str, extractor: str) -> None:
    assert edges(text, extractor) == []


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Word on the street has it that Bosch sold cameras to Oman's police.",
        "Our hypothesis is that Bosch sold cameras to Oman's police.",
        "One explanation would be that Bosch sold cameras to Oman's police.",
        "The researchers assume that Bosch sold cameras to Oman's police.",
        "There is talk that Bosch sold cameras to Oman's police.",
        "Oman's cameras come from Bosch or Dahua; nobody knows.",
        "NEC sold facial recognition to Oman or to Kenya.",
    ],
)
def test_rumor_and_guess_are_supposed(text: str, extractor: str) -> None:
    assert {modality for _, _, modality in edges(text, extractor)} == {"hypothetical"}


@BOTH
@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Right now, Oman's police buy cameras from Bosch.", "asserted"),
        ("Oman's police bought cameras from Bosch, or so the mayor says.", "alleged"),
        ("Bosch sold cameras to Oman's police, and the minister said nothing.", "asserted"),
        ("Bosch sold cameras to Oman's police in May.", "asserted"),
        ("The experts found that Oman's police bought cameras from Bosch.", "reported"),
        ("Reportedly, Oman's police bought cameras from Bosch.", "reported"),
        ("Oman's police bought cameras from Bosch, a former aide told Reuters.", "reported"),
        ("Oman's police bought cameras from Bosch, a committee in Muscat heard.", "reported"),
    ],
)
def test_what_looks_alike_is_said_by_whom_it_is(text: str, modality: str, extractor: str) -> None:
    assert [one[2] for one in edges(text, extractor) if one[0] == "vendor:bosch"] == [modality]


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Peru's president was spied on with Candiru's spyware.",
        "Fifty officers of Oman's police took a course on NEC's facial recognition.",
        "Germany approved exports of Bosch cameras to Oman.",
        "Hikvision cameras are sold in Kenya, Oman and Peru.",
    ],
)
def test_a_victim_a_lesson_a_license_and_a_market_are_no_supply(text: str) -> None:
    assert edges(text) == []


@PARSED
@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Oman exports cameras made by Hikvision to Kenya's police.", {"state:ken"}),
        ("Bosch sold cameras to the police of Chile and shops in Peru.", {"state:chl"}),
        ("NEC supplied facial recognition to Oman's police and hotels in Kenya.", {"state:omn"}),
        ("Bosch sold cameras to the police of Chile and towns in Peru.", {"state:chl", "state:per"}),
        ("Bosch sold cameras to Chile's police and Peru's army.", {"state:chl", "state:per"}),
        ("Peru's police spied on its president with Candiru's spyware.", {"state:per"}),
        ("NEC shipped facial recognition to Oman's police in May and to Kenya's in June.", {"state:omn", "state:ken"}),
    ],
)
def test_who_gets_it_is_told_apart_from_who_is_beside(text: str, states: set[str]) -> None:
    assert {state for _, state, modality in edges(text) if modality == "asserted"} == states


@PARSED
@pytest.mark.parametrize(
    ("text", "wares"),
    [
        (
            "Oman's army bought cameras from Huawei, plate readers from Genetec.",
            {"huawei": None, "genetec": "number-plate-recognition"},
        ),
        (
            "Oman's army bought Huawei cameras and Genetec plate readers.",
            {"huawei": None, "genetec": "number-plate-recognition"},
        ),
        ("Peru's police got facial recognition from NEC and uniforms from Thales.", {"nec": "facial-recognition"}),
        (
            "Facial recognition from NEC and plate readers from Genetec were sold to Oman's police.",
            {"nec": "facial-recognition", "genetec": "number-plate-recognition"},
        ),
        ("Peru's police got spyware from Candiru and Thales.", {"candiru": "spyware", "thales": "spyware"}),
    ],
)
def test_each_vendor_has_its_own_ware(text: str, wares: dict[str, str | None]) -> None:
    found = {
        str(p.roles["supplier"]).partition(":")[2]: str(p.roles.get("technology", "")).partition(":")[2] or None
        for p in extraction.read(text)
        if p.kind == "Supply"
    }
    assert found == wares


@BOTH
@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Oman joined the Belt and Road Initiative in 2015. It left in 2020.", ["omn"]),
        ("Oman joined the Belt and Road Initiative in 2015. Four years later it pulled out.", ["omn"]),
        ("Oman and Peru joined the Belt and Road Initiative in 2015. Peru withdrew in 2020.", ["per"]),
        ("Peru joined the Belt and Road Initiative in 2019 and left it four years later.", ["per"]),
        ("Peru joined the Belt and Road Initiative in 2019. It left nothing to chance.", []),
        ("Peru joined the Belt and Road Initiative in 2019. The minister left in 2020.", []),
        ("Peru joined the Belt and Road Initiative in 2019 and its minister left office in 2020.", []),
    ],
)
def test_a_membership_that_was_given_up_is_denied(text: str, denied: list[str], extractor: str) -> None:
    claims = [p for read in extraction.readings_of(text, extractor=extractor) for p in read.claims]
    found = {str(p.roles["member"]): p.denies for p in claims if p.kind == "Membership"}
    assert [name.partition(":")[2] for name, left in found.items() if left] == denied
    assert denied or not all(found.values())


ASKED = """Is it all from one country?

No. In Peru the police got cameras from Bosch.

And Oman?

Oman's police bought facial recognition from NEC."""
FAQ = """Who uses our product?

Oman's police bought facial recognition from NEC.

Where do we work?

We work in Peru, where the police got cameras from Bosch."""
ESSAY = """Who is watching?

Oman's police bought facial recognition from NEC.

Who pays?

In Peru the police got cameras from Bosch."""


@pytest.mark.parametrize(("text", "modality"), [(ASKED, "reported"), (FAQ, "asserted"), (ESSAY, "asserted")])
def test_what_somebody_answers_to_paragraphs_that_ask_is_their_word(text: str, modality: str) -> None:
    assert {one[2] for one in edges(text) if one[0].startswith("vendor:")} == {modality}
