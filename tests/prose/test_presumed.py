"""What a sentence takes for done whatever becomes of its main clause, and what it only seems to say."""

import pytest

from kg.prose import extraction, pipeline

PARSED = pytest.mark.skipif(pipeline.pipeline() is None, reason="no pipeline with a parser is installed")


def claims(text: str) -> set[tuple[str, ...]]:
    """Return the kind, the ids in the roles and the modality of each supply, use and count."""
    return {
        (
            one.kind,
            *(
                str(v).partition(":")[2] or str(v)
                for r, v in one.roles.items()
                if r in ("supplier", "recipient", "user")
            ),
            *([str(one.lower or one.upper)] if one.kind == "CountObservation" else []),
            one.modality,
        )
        for found in extraction.readings_of(text)
        for one in found.claims
        if one.kind in ("Supply", "Use", "CountObservation") and one.modality != "presupposed"
    }


def supply(supplier: str, recipient: str, modality: str = "asserted") -> tuple[str, ...]:
    return ("Supply", *((supplier, recipient)), modality)


def supplies(text: str) -> set[tuple[str, ...]]:
    found = (
        (str(one.roles["supplier"]).partition(":")[2], str(one.roles["recipient"]).partition(":")[2], one.modality)
        for read in extraction.readings_of(text)
        for one in read.claims
        if one.kind == "Supply"
    )
    return {("Supply", *one) for one in found}


@PARSED
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hikvision's supply of cameras to Ghana did not please everybody.", supply("hikvision", "gha")),
        ("Oman's purchase of smart policing from NEC was never debated.", supply("nec", "omn")),
        ("A deputy asked whether Chile's cameras, which Dahua delivered in 2019, still work.", supply("dahua", "chl")),
        ("Togo did not hesitate to buy facial recognition from Megvii.", supply("megvii", "tgo")),
        ("Unlike Thales, whose bid came late, NEC supplied Peru with facial recognition.", supply("nec", "per")),
        ("Togo's gendarmerie works with face-recognition cameras from Dahua.", supply("dahua", "tgo")),
        ("Critics in Chile accuse NEC of selling facial recognition to the police.", supply("nec", "chl", "alleged")),
        ("Dahua, a rival of NEC, won. The company has since supplied Chile with cameras.", supply("dahua", "chl")),
        ("NEC's face-matching software watches the video feeds of Peru's border guard.", supply("nec", "per")),
    ],
)
def test_a_supply_that_is_taken_for_done_is_read(text: str, expected: tuple[str, ...]) -> None:
    assert supplies(text) == {expected}


@PARSED
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NEC equipped Peru with facial recognition in 2019, Thales Malta in 2020.",
            {("nec", "per"), ("thales", "mlt")},
        ),
        ("Peru buys its cameras from Dahua, as do Chile and Oman.", {("dahua", one) for one in ("per", "chl", "omn")}),
        (
            "Peru is one of several governments to which NEC has provided facial recognition; Oman is another.",
            {("nec", "per"), ("nec", "omn")},
        ),
        ("In Peru the supplier of the cameras is Dahua, in Chile a local firm.", {("dahua", "per")}),
    ],
)
def test_lists_without_their_verb_pair_what_belongs_together(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(one[1], one[2]) for one in supplies(text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dahua's delivery of facial recognition to Peru was never confirmed.",
        "It is high time that Togo bought facial recognition from NEC.",
        "Chilean officers tested, then dropped, a facial recognition engine.",
        "Peru ran facial recognition before the moratorium.",
        "Oman operated facial recognition up to the day of the verdict.",
        "Nine of the twenty states visited use facial recognition.",
        "Two out of three countries surveyed use facial recognition.",
        "Officials from China accuse NEC of selling facial recognition to the police.",
        "Thales lost to a rival of Dahua. The company supplied Peru with cameras.",
    ],
)
def test_what_is_not_said_is_not_claimed(text: str) -> None:
    assert not claims(text)


@PARSED
def test_a_deed_is_denied_where_it_is_said_not_to_have_happened() -> None:
    assert supplies("NEC's sale of cameras to Oman never took place.") == {
        ("Supply", "nec", "omn", "denialInStatement")
    }


@pytest.mark.parametrize("hedge", ["Perhaps thirty", "Maybe thirty", "Up to thirty"])
def test_a_number_that_is_only_guessed_is_not_asserted(hedge: str) -> None:
    assert claims(f"{hedge} countries use facial recognition.") == {("CountObservation", "30", "alleged")}


def test_a_ban_ends_a_use_and_not_a_supply() -> None:
    assert ("Supply", "thales", "mlt", "asserted") in supplies(
        "Thales supplied Malta with facial recognition before the ban."
    )


def told(text: str) -> set[tuple[str, ...]]:
    """Return the kind, the modality and the speaker of each supply and use."""
    return {
        (one.kind, one.modality, one.voice or "")
        for read in extraction.readings_of(text)
        for one in read.claims
        if one.kind in ("Supply", "Use")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A nun says Dahua gave Togo facial recognition; the firm finds the story absurd.", ("reported", "A nun")),
        ("Togo's envoy answered that Togo uses facial recognition.", ("reported", "Togo's envoy")),
        ("The abbot replied that NEC had sold Peru facial recognition.", ("reported", "The abbot")),
    ],
)
def test_what_somebody_says_stays_theirs_whatever_follows(text: str, expected: tuple[str, str]) -> None:
    assert {one[1:] for one in told(text)} == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Our last letter said that NEC sells Togo facial recognition; that was wrong.",
        "The paper wrote that NEC sells Togo facial recognition; in fact it does nothing of the kind.",
    ],
)
def test_what_the_same_sentence_takes_back_is_not_claimed(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chile's customs officers do not run the facial recognition which NEC built for them.",
        "Togo no longer employs facial recognition bought from NEC.",
        "Peru's police have never used the facial recognition that Dahua sold them.",
    ],
)
def test_to_deny_a_use_denies_no_supply(text: str) -> None:
    assert "Supply" not in {one[0] for one in told(text)}


def test_states_are_counted_of_those_that_were_looked_at() -> None:
    text = "We looked at 120 countries and saw facial recognition in use in 55 of them."
    assert {one[1] for one in claims(text)} == {"55"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru's Ojo network, which ZTE erected with the aid of Huawei, has 80 police cameras.",
        "Border guards in Oman depend on Norlens FaceLock for facial recognition.",
    ],
)
def test_a_network_and_a_product_are_no_suppliers(text: str) -> None:
    assert not [one for one in extraction.read(text, None, "parse") if one.unresolved.get("supplier")]


def test_a_supplier_of_whom_there_is_only_talk_is_supposed() -> None:
    found = extraction.read("Gossip has it that Togo's army tests facial recognition of Norlens.", None, "parse")
    assert {(one.kind, one.modality) for one in found} <= {("Supply", "hypothetical"), ("Use", "hypothetical")}
