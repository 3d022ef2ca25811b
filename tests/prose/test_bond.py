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
