"""What is read over a ware that belongs to a vendor and to a state, where neither a path nor a frame joins the two."""

import pytest

from kg.prose import extraction

pytestmark = pytest.mark.skipif(
    "extraction.pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had"
)

BONDS = {
    "Deliveries to Peru of NEC's face gates began in May.": ("nec", "per"),
    "The masts that went up along Suva's promenade carry face-recognition cameras from Dahua.": ("dahua", "fji"),
    "Thales is pleased to announce that its face gates have entered service at two crossings of Togo.": (
        "thales",
        "tgo",
    ),
    "Fiji's attorney general purchased NSO's Pegasus spyware.": ("nso-group", "fji"),
    "NEC announced that the Royal Malta Police have accepted its fingerprint matching platform.": ("nec", "mlt"),
}


@pytest.mark.parametrize("text", BONDS)
def test_a_ware_joins_who_made_it_and_who_has_it_and_the_claim_says_so(text: str) -> None:
    (found,) = (p for p in extraction.read(text, extractor="parse") if p.kind == "Supply")
    ends = tuple(str(found.roles[role]).partition(":")[2] for role in ("supplier", "recipient"))
    assert ends == BONDS[text]
    assert "the words that join it to" in found.inferred["supplier"]


@pytest.mark.parametrize("text", BONDS)
@pytest.mark.parametrize("doubt", ["If lawmakers agree: {}", "Nobody thinks this: {}", "Would that it were so: {}"])
def test_a_word_that_takes_it_back_leaves_it_unread(text: str, doubt: str) -> None:
    read = extraction.read(doubt.format(text), extractor="parse")
    assert not [p for p in read if p.kind == "Supply" and p.modality == "asserted" and p.inferred]


def test_what_only_comes_by_is_nobodys() -> None:
    for text in (
        "Chad's police ran past Dahua's surveillance cameras.",
        "Hikvision ships its surveillance cameras through the port of Colombo in Sri Lanka.",
        "Dahua's surveillance cameras reached the port of Gdynia in Poland.",
        "Jordan opened its market to NEC's face readers.",
        "Peru's customs officers carried the seized Dahua surveillance cameras to the police station.",
    ):
        assert not [p for p in extraction.read(text, extractor="parse") if p.kind in ("Supply", "Use")], text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thales's smart policing goes missing in Peru's police", []),
        ("Malta's camera network relies on spyware from Thales.", [("spyware", "asserted")]),
        ("Peru was to have bought facial recognition from Thales, but the deal fell through.", []),
        (
            "Malta ordered facial recognition from NEC; delivery is due in May.",
            [("facial-recognition", "hypothetical")],
        ),
        ("Peru's equipment for dentists is believed to be Thales's.", []),
        ("According to the plaintiffs, NEC sold facial recognition to Malta.", [("facial-recognition", "alleged")]),
    ],
)
def test_a_supply_is_what_the_whole_sentence_makes_of_it(text: str, said: list[tuple[str, str]]) -> None:
    found = [p for p in extraction.read(text, extractor="parse") if p.kind == "Supply"]
    assert [(str(p.roles["technology"]).partition(":")[2], p.modality) for p in found] == said


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chile uses smart policing, says a monk who saw it.", "reported"),
        ("I am advised that Norway uses smart policing.", "reported"),
        ("Norway uses smart policing; Peru, whatever was claimed, does not.", "asserted"),
    ],
)
def test_who_says_it_is_heard_wherever_they_stand(text: str, modality: str) -> None:
    assert [p.modality for p in extraction.read(text, extractor="parse") if p.kind == "Use"] == [modality]


def test_a_state_that_wears_or_opens_is_listed_where_nothing_is_read() -> None:
    for text in ("The police of Norway wear body-worn cameras.", "Lima's new street lenses know every passer-by."):
        (read,) = extraction.readings_of(text)
        assert [one.pairs[0][1] for one in read.unread] == ["surveillance"], text


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "Serbia (900 cameras; supplier: Huawei), Fiji (70; same supplier) and Malta (25; NEC) lead on cameras.",
            [("huawei", "srb"), ("huawei", "fji"), ("nec", "mlt")],
        ),
        ("Peru (60; critic: Thales) and Malta (9; NEC) come first in the column for smart policing.", []),
        ("Annex 2, row 9: Fiji - NEC - face-recognition gates - in service.", [("nec", "fji")]),
        ("Annex 2, row 9: Fiji - NEC - face-recognition gates - rejected.", []),
        (
            "Award notice: face readers. Buyer: Ministry of the Interior, Fiji. Contractor: NEC. Status: delivered.",
            [("nec", "fji")],
        ),
        ("Award notice: school desks. Buyer: Ministry of the Interior, Fiji. Contractor: NEC. Status: delivered.", []),
        ("What Fiji got from NEC, free of charge, was a face-recognition command center.", [("nec", "fji")]),
        ("What Fiji got from NEC was a headache.", []),
        ('"We bought our face readers from NEC," said the head of Fiji\'s border police.', [("nec", "fji")]),
        ('"We saw NEC\'s face readers at a fair," a Fijian police officer said.', []),
        ('"We have NEC face readers in our shop," said the wife of a police officer in Fiji.', []),
        (
            "NEC announced that its face-matching engine has gone live in the metro of Panama City.",
            [("nec", "pan")],
        ),
    ],
)
def test_rows_quotations_and_what_was_got_are_read(text: str, ends: list[tuple[str, str]]) -> None:
    found = [p for p in extraction.read(text, extractor="parse") if p.kind == "Supply" and not p.denies]
    names = [tuple(str(p.roles[r]).partition(":")[2] for r in ("supplier", "recipient")) for p in found]
    assert sorted(names) == sorted(ends)
