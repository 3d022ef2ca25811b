"""What ended, ought to be, was taken back or is told of somebody else is not claimed as a fact."""

import pytest

from kg.prose import extraction
from kg.prose.extraction import Read
from kg.prose.number import figures


def read(text: str) -> Read:
    (found,) = extraction.readings_of(text)
    return found


def edges(text: str) -> list[tuple[str, ...]]:
    """Return the kind, the ids in the roles and the modality of each supply, and of each use told by itself."""
    return [
        (one.kind, *sorted(str(v).partition(":")[2] or str(v) for v in one.roles.values()), one.modality)
        for one in read(text).claims
        if one.kind in ("Supply", "Use") and not one.beside
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chile used facial recognition at its airports, but no longer does.",
        "The Ghanaian police deployed facial recognition and no longer do so.",
        "Zambia relies on surveillance cameras from Huawei no more.",
    ],
)
def test_what_is_over_is_not_asserted(text: str) -> None:
    assert not edges(text)
    assert read(text).unread


def test_what_ended_in_a_year_says_so_whatever_follows_it() -> None:
    for text in (
        "Peru's police used facial recognition until 2021 but no longer do.",
        "Togo used facial recognition until 2018, and has not since.",
    ):
        (use,) = edges(text)
        assert {"2021", "2018"} & {*use}


def test_what_goes_on_with_another_verb_is_not_denied_with_it() -> None:
    text = "Kenya bought facial recognition from Dahua and no longer uses cameras from Huawei."
    assert [one[-1] for one in edges(text) if "dahua" in one] == ["asserted"]
    text = "Peru bought surveillance cameras from Hikvision, which no longer sells there."
    assert [one[-1] for one in edges(text)] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Niger ought to buy Hikvision's facial recognition.",
        "It is about time that Benin bought facial recognition from Huawei.",
        "It is essential that Togo uses facial recognition.",
        "The mayor recommends that Peru buy facial recognition from Dahua.",
        "Togo has to buy surveillance cameras from Dahua.",
        "Ghana had better buy surveillance cameras from Hikvision.",
    ],
)
def test_an_opinion_of_what_should_be_is_no_fact(text: str) -> None:
    assert {one[-1] for one in edges(text)} <= {"hypothetical"}
    assert edges(text) or read(text).unread


@pytest.mark.parametrize(
    "text",
    [
        "We wrote in May that Huawei sold surveillance cameras to Togo. We were wrong.",
        "Two weeks ago we reported that Ghana buys facial recognition from Dahua. That was mistaken.",
        "Kenya uses facial recognition. That report has since been retracted.",
    ],
)
def test_a_report_that_the_next_sentence_takes_back_is_listed_and_not_claimed(text: str) -> None:
    assert edges(text) == []
    assert read(text).unread[0].reasons == ("denied by the sentence after it",)


@pytest.mark.parametrize(
    "text",
    [
        "In Togo, where Dahua delivered 40 surveillance cameras, the army uses facial recognition.",
        "In Peru, where Hikvision built surveillance cameras, the police use facial recognition.",
    ],
)
def test_what_a_vendor_put_up_in_a_state_is_not_what_its_police_are_said_to_use(text: str) -> None:
    assert [one[1] for one in edges(text) if one[0] == "Use"] == ["facial-recognition"]
    assert [one[-2] for one in edges(text) if one[0] == "Supply"] == ["video-surveillance"]


def test_the_tail_of_a_number_in_words_is_no_number() -> None:
    for text, bounds in {
        "some fifty of the hundred and ninety-three members": [(45, 55), (193, 193)],
        "sixty of these hundred and forty-two countries": [(60, 60), (142, 142)],
        "a couple of hundred and twelve countries": [],
        "a hundred and thirty countries": [(130, 130)],
    }.items():
        assert [(one.lower, one.upper) for one in figures(text)] == bounds


@pytest.mark.parametrize(
    "text",
    [
        "Hikvision's local branch said it had installed surveillance cameras in Togo.",
        "A subsidiary of Huawei confirmed that it sold facial recognition to Kenya.",
    ],
)
def test_an_office_of_a_firm_reports_as_the_firm_does(text: str) -> None:
    assert [one[-1] for one in edges(text) if one[0] == "Supply"] == ["reported"]


@pytest.mark.parametrize(
    "text",
    [
        "Hikvision built the Lusaka safe city together with Acme Works.",
        "Huawei installed surveillance cameras in Zambia in cooperation with Foobar Corp.",
    ],
)
def test_whoever_else_supplies_is_no_other_goods(text: str) -> None:
    assert [one[-1] for one in edges(text) if "zmb" in one] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Dahua delivered 90 cameras with facial recognition to Peru.",
        "Peru bought cameras with facial recognition from Hikvision.",
    ],
)
def test_what_cameras_come_with_is_the_technology_of_the_supply(text: str) -> None:
    (supply,) = [one for one in edges(text) if one[0] == "Supply"]
    assert "facial-recognition" in supply


def test_no_more_than_another_is_no_denial() -> None:
    assert not any(one[-1].startswith("denial") for one in edges("Peru uses no more facial recognition than Chile."))


LISTED = {
    "Togo's police watch the port with cameras. Somebody spies on journalists with tools bought from the Chinese"
    " firm Dahua.": ("vendor:dahua", "a state named before"),
    "Dahua sold 12 surveillance cameras to the Ghanaian army, which now operates them.": (
        "technology:video-surveillance", "state:gha",
    ),
    "Officers in Togo had spied on her phone with Predator.": ("state:tgo", "surveillance"),
    "The cameras went up in May. They cost $9 million, half of which Benin borrowed from Citibank.": (
        "a lender", "state:ben",
    ),
    '"Our cameras are the best," Huawei said. "We will bring them to Togo."': ("state:tgo", "a vendor named before"),
    "The number is 63. That is how many countries now use facial recognition.": (
        "technology:facial-recognition", "a figure named before",
    ),
}  # fmt: skip


def test_officers_there_are_those_of_the_state_named_before() -> None:
    text = "Togo's police watch the port with cameras. Officers there spy on journalists with tools bought from Dahua."
    assert ("Supply", "tgo", "dahua", "asserted") in [(k, *sorted(ids, key=len), m) for k, *ids, m in edges(text)]


@pytest.mark.parametrize("text", LISTED)
def test_what_rests_on_the_sentence_before_or_on_a_name_alone_is_listed(text: str) -> None:
    assert LISTED[text] in [pair for one in read(text).unread for pair in one.pairs]


@pytest.mark.parametrize(
    "text",
    [
        "In May the Inter-American Development Bank lent $20 million for surveillance cameras in Peru.",
        "The Bank of China lent Peru $20 million for facial recognition.",
        "China Construction Bank lent Peru $20 million for facial recognition.",
    ],
)
def test_the_name_of_a_bank_is_not_the_state_in_it(text: str) -> None:
    assert {name for one in read(text).unread for _, name in one.pairs if name.startswith("state:")} <= {"state:per"}


@pytest.mark.parametrize(
    "text",
    [
        "A press release saying that NEC had equipped Oman's police with facial recognition was a fake, police said.",
        "The video in which NEC sells facial recognition to Oman is doctored, fact checkers found.",
        "A letter that says NEC supplied Oman with facial recognition was forged.",
    ],
)
def test_what_a_fake_says_is_denied(text: str) -> None:
    assert [(p.kind, p.denies) for p in read(text).claims if p.kind == "Supply"] == [("Supply", True)]


def test_a_report_that_something_is_so_is_no_word_of_the_text_itself() -> None:
    (told,) = edges("A report that NEC had sold facial recognition to Oman was published in March.")
    assert told[-1] == "alleged"


def test_who_speaks_at_the_end_may_be_told_by_name_in_between() -> None:
    text = "Peru's army ran spyware from Candiru, two officers, Ann Low and Bo Ray, told the newspaper."
    assert {modality for *_, modality in edges(text)} == {"reported"}


def test_the_country_is_not_the_one_that_goods_came_from() -> None:
    assert edges("The cameras came from Sweden. The firm Thales sold spyware to agencies in the country.") == []


def test_what_a_party_grants_is_reported_and_what_it_says_alleged() -> None:
    for text in (
        "NEC built the cameras of Peru's police, the ministry has confirmed.",
        "A spokesman for the Peruvian police confirmed that they use facial recognition.",
        "NEC delivered facial recognition to Peru's police, officials have acknowledged.",
    ):
        assert {edge[-1] for edge in edges(text)} == {"reported"}, text
    for text in (
        "NEC built the cameras of Peru's police, the ministry says.",
        "NEC built the cameras of Peru's police, activists have confirmed.",
    ):
        assert {edge[-1] for edge in edges(text)} == {"alleged"}, text


def test_a_number_that_is_still_to_be_reached_is_no_fact() -> None:
    for text, modality in (
        ("We expect the number of states with facial recognition to reach ninety by 2030.", "hypothetical"),
        ("The institute forecasts the number of countries with facial recognition to rise to ninety.", "hypothetical"),
        ("The number of states with facial recognition has reached ninety.", "asserted"),
    ):
        assert [one.modality for one in read(text).claims] == [modality], text


@pytest.mark.parametrize(
    "text",
    [
        "Bahrain hunts activists. Governments have used spyware before.",
        "Chile's electoral commission picked Norlens for the fingerprint matching system.",
        "NEC supplied the electoral council of Peru with facial recognition.",
    ],
)
def test_several_governments_are_of_no_state_and_rolls_of_voters_are_no_surveillance(text: str) -> None:
    assert not edges(text)
    assert read(text).unread
