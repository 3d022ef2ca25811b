"""What a text denies, makes hang on a condition, says is over, or gives to somebody at the end of a sentence."""

import tomllib

import pytest

from kg.prose import draft, extraction
from kg.prose.article import documents, paragraphs
from kg.prose.proposal import Proposal


def read(text: str) -> list[Proposal]:
    """Return what the rules claim of a text, and what it denies; not where companies are at home."""
    (found,) = extraction.readings_of(text, extractor="rules")
    return [one for one in found.claims if one.kind != "HomeState"]


def told(text: str) -> list[tuple[str, ...]]:
    """Return the kind, the ids in the roles and the modality of each claim of a text."""
    return [
        (one.kind, *(str(v).partition(":")[2] for r, v in sorted(one.roles.items()) if r != "until"), one.modality)
        for one in read(text)
    ]


DENIED = {
    "Thales has always denied that it sold facial recognition to Belarus.": ("Supply", "blr", "thales", "Thales"),
    "Officials in Lusaka deny buying surveillance cameras from Hikvision.": (
        "Supply", "zmb", "hikvision", "Officials in Lusaka",
    ),
    "Fiji's police rejected claims that they use facial recognition at ports.": (
        "Use", "facial-recognition", "fji", "Fiji's police",
    ),
    "ZTE insists that it never delivered surveillance cameras to Ethiopia.": ("Supply", "eth", "zte", "ZTE"),
    "The ministry denied that Paraguay had bought facial recognition cameras from Hikvision.": (
        "Supply", "pry", "hikvision", "The ministry",
    ),
    "Huawei rejected the report, saying it had never sold facial recognition to Uganda.": (
        "Supply", "uga", "huawei", "Huawei",
    ),
    'Kenya calls the report that it uses facial recognition "a fabrication".': (
        "Use", "facial-recognition", "ken", "Kenya",
    ),
    "It is not true that Huawei sold surveillance cameras to Kenya.": ("Supply", "ken", "huawei", None),
    "Chile has not bought surveillance cameras from Dahua.": ("Supply", "chl", "dahua", None),
    "Finland has bought no facial recognition from SenseTime.": ("Supply", "fin", "sensetime", None),
    "Uruguay doesn't use facial recognition.": ("Use", "facial-recognition", "ury", None),
    "Argentina never joined the Belt and Road Initiative.": ("Membership", "bri", "arg", None),
    "Italy no longer belongs to the Belt and Road Initiative.": ("Membership", "bri", "ita", None),
    "Contrary to what the ambassador said, Italy is not part of the Belt and Road Initiative.": (
        "Membership", "bri", "ita", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", DENIED)
def test_what_a_text_denies_is_a_claim_that_denies_with_whoever_does(text: str) -> None:
    (one,) = read(text)
    kind, first, second, voice = DENIED[text]
    ends = {str(v).partition(":")[2] for v in one.roles.values()}
    assert (one.kind, one.denies, one.voice, {first, second} <= ends) == (kind, True, voice, True)
    assert one.modality == ("denialInReport" if voice else "denialInStatement")


@pytest.mark.parametrize(
    "text",
    [
        "Not a single minister denied that Kenya uses facial recognition.",
        "Few doubt that Huawei supplied surveillance cameras to Laos.",
        "Counsel for ZTE did not dispute that the company had delivered facial recognition to Ethiopia.",
        "Nobody denies that Huawei sold surveillance cameras to Kenya.",
        "Kenya denied Huawei a license and bought surveillance cameras from Dahua.",
        "Huawei, which denied any wrongdoing, sold surveillance cameras to Kenya.",
        "Kenya, which does not use facial recognition, bought surveillance cameras from Dahua.",
        "The minister could not say whether Uganda uses facial recognition.",
        "Did Huawei deny that it sold surveillance cameras to Kenya?",
        "Kenya does not use facial recognition without a law.",
    ],
)
def test_what_is_not_denied_outright_is_no_denial(text: str) -> None:
    assert not any(one.denies for one in read(text))


def test_a_denial_ends_where_the_sentence_goes_on_to_something_else() -> None:
    text = "Huawei denied that it had sold surveillance cameras to Uganda, but confirmed that it sold some to Kenya."
    assert told(text) == [("Supply", "uga", "huawei", "video-surveillance", "denialInReport")]
    (found,) = extraction.readings_of(text, extractor="rules")
    assert [pair for one in found.unread for pair in one.pairs if "state:ken" in pair]


CONDITIONS = [
    "Once parliament approves the loan, Huawei will deliver facial recognition to Togo.",
    "Huawei will build a safe city in Bissau provided that the loan is approved.",
    "Pending a court ruling, Hikvision is to deliver 900 surveillance cameras to Malta.",
    "Should the council agree, NEC will supply facial recognition to Tonga.",
]


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_plan_that_hangs_on_a_condition_is_supposed(text: str) -> None:
    assert [one[-1] for one in told(text) if one[0] == "Supply"] == ["hypothetical"]


@pytest.mark.parametrize(
    "text",
    [
        "If Nigeria had let Hikvision sell it surveillance cameras, the thieves would be in jail.",
        "If Kenya uses facial recognition, it should say so.",
        "Unless Kenya bought surveillance cameras from Huawei, the report is wrong.",
        "Had parliament agreed, Huawei would have sold surveillance cameras to Chad.",
    ],
)
def test_what_is_unreal_or_itself_the_condition_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_what_ended_says_in_which_year() -> None:
    for text in (
        "Germany used facial recognition software from Cognitec until 2019.",
        "Until its license lapsed in 2019, the German police used facial recognition software from Cognitec.",
        "Until a ban in 2019, the German police used facial recognition software from Cognitec; nothing replaced it.",
    ):
        (one,) = [one for one in read(text) if one.kind == "Supply"]
        assert (one.roles["until"], one.modality) == ("2019", "asserted")


VOICES = {
    "Malawi's army bought surveillance cameras from Dahua, so the opposition claims.": ("alleged", "the opposition"),
    "Fiji bought surveillance cameras from Dahua, or so two former officers testified.": (
        "alleged", "two former officers",
    ),
    "Panama uses facial recognition, it is widely believed.": ("alleged", None),
    "By one account, Togo uses facial recognition.": ("alleged", None),
    "Gambia, a witness told the inquiry, bought facial recognition from Megvii.": ("reported", "a witness"),
    "Sri Lanka bought facial recognition from Huawei, according to two officers.": ("reported", "two officers"),
    "Niger uses facial recognition, if the opposition is to be believed.": ("alleged", "the opposition"),
}  # fmt: skip


@pytest.mark.parametrize("text", VOICES)
def test_whoever_tells_it_at_the_end_or_in_the_midst_is_heard(text: str) -> None:
    (one,) = read(text)
    assert (one.modality, one.voice) == VOICES[text]


def test_a_denial_stands_in_the_draft_as_one_and_is_read_as_one() -> None:
    text = "Huawei denied that it had sold surveillance cameras to Uganda."
    (one,) = read(text)
    written = tomllib.loads(draft.stated(one, ()))["claim"][0]
    assert (written["stance"], written["modality"], written["recipient"]) == ("denies", "reported", "state:uga")
    assert draft.plain(one)["stance"] == "denies"


def test_the_judge_lets_nobody_assert_what_a_sentence_denies_or_supposes() -> None:
    for text in ("Huawei denied that it had sold surveillance cameras to Uganda.", CONDITIONS[0]):
        (document,) = documents(paragraphs([text]))
        (one,) = [one for one in read(text) if one.kind == "Supply"]
        one.modality = "asserted"
        assert not extraction.judge(document).judge(one, text, 0).accepted
    text = "Huawei sold surveillance cameras to Uganda."
    (document,) = documents(paragraphs([text]))
    (one,) = read(text)
    one.modality = "denialInReport"
    assert extraction.judge(document).judge(one, text, 0).reason == "nothing in the sentence denies it"


LEFT = {
    "Italy has withdrawn from China's Belt and Road Initiative, officials in Rome said.": ["ita"],
    "Panama, which quit the Belt and Road Initiative last winter, has kept its cameras running.": ["pan"],
    "Estonia and Latvia left the Belt and Road Initiative in 2022.": ["est", "lva"],
    "Paraguay, which recognizes Taiwan rather than China, is not part of the Belt and Road Initiative.": ["pry"],
    "Panama plans to quit the Belt and Road Initiative.": [],
    "Italy has not left the Belt and Road Initiative.": [],
    "Italy has not exited the Belt and Road Initiative.": [],
    "Italy left China's Belt and Road Initiative.": ["ita"],
    "Italy would leave the Belt and Road Initiative if it could.": [],
}


@pytest.mark.parametrize("text", LEFT)
def test_whoever_has_left_is_denied_to_be_a_member(text: str) -> None:
    assert [str(one.roles["member"])[6:] for one in read(text) if one.denies] == LEFT[text]
    assert not any(one.kind == "Membership" and not one.denies for one in read(text))


def test_what_used_to_be_and_has_no_end_is_not_asserted() -> None:
    assert told("Thales used to supply Lebanon with surveillance cameras.") == []
    assert told("Until its license lapsed, the German police used facial recognition software from Cognitec.") == []
    assert [one[-1] for one in told("Kenya bought surveillance cameras used to watch crowds from Huawei.")] == [
        "asserted"
    ]


def test_a_memorandum_with_their_names_makes_members() -> None:
    text = "Nicaragua and Honduras put their names to Belt and Road memoranda."
    assert told(text) == [("Membership", "bri", "nic", "asserted"), ("Membership", "bri", "hnd", "asserted")]


def test_words_that_deny_dispute_the_sentence_before_and_nothing_earlier() -> None:
    sold = "Huawei sold surveillance cameras to Kenya."
    (dispute,) = [one for one in read(f"{sold} The ministry flatly denies that.") if one.kind == "Dispute"]
    assert (dispute.disputes, dispute.voice) == ("c1", "The ministry")
    assert [one.kind for one in read(f"{sold} It rained all day. The ministry denies that.")] == ["Supply"]
