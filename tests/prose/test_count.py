"""Counts of states: their base, the year of an older figure beside them, bounds in words, and what counts no states."""

import pyoxigraph as ox
import pytest

from kg.checking.check import Checker
from kg.checking.verdict import UNANSWERABLE
from kg.prose import extraction, pipeline
from kg.prose.proposal import Proposal


def read(text: str) -> list[Proposal]:
    """Return the counts that the rules find in a text, in its order."""
    return [one for one in extraction.read(text, extractor="rules") if one.kind == "CountObservation"]


def told(text: str) -> list[tuple[str, int | None, int | None, str]]:
    """Return what each count of a text counts, its bounds and the year it is of; not all that were looked at."""
    return [
        (str(one.roles["counted"])[16:], one.lower, one.upper, str(one.roles.get("heldAt", "")))
        for one in read(text)
        if one.roles["counted"] != "quantity:states-surveyed"
    ]


COUNTS: dict[str, list[tuple[str, int | None, int | None, str]]] = {
    "Fifty-one states buy AI surveillance from China, and 30 from the United States.": [
        ("supplied", 51, 51, ""),
        ("supplied", 30, 30, ""),
    ],
    "Forty states bought face recognition from Chinese firms, 27 from American ones and 33 from Huawei.": [
        ("supplied", 40, 40, ""),
        ("supplied", 27, 27, ""),
        ("supplied", 33, 33, ""),
    ],
    "Twenty countries bought facial recognition from NEC, and 300 tourists from China visited them.": [
        ("supplied", 20, 20, "")
    ],
    "Twelve American states bought facial recognition from NEC, and nine from Thales.": [],
    "By NEC's own count its facial recognition software is deployed in around fifty countries.": [
        ("supplied", 45, 55, "")
    ],
    "No fewer than sixty-one governments, the index finds, have smart policing tools in service.": [
        ("using", 61, None, "")
    ],
    "A dozen or more governments round the Gulf and the Levant, Oman and Qatar among them, run smart policing.": [
        ("using", 12, None, "")
    ],
    "Fifty-one of the 140 countries surveyed use smart policing tools, up from 38 in 2019.": [
        ("using", 51, 51, ""),
        ("using", 38, 38, "2019"),
    ],
    "The number of countries that use facial recognition rose to 47 from 31 in 2018.": [
        ("using", 47, 47, ""),
        ("using", 31, 31, "2018"),
    ],
    "The number of states with safe city platforms has grown from 55 in 2020 to 64.": [
        ("using", 55, 55, "2020"),
        ("using", 64, 64, ""),
    ],
    "Facial recognition was used in 64 countries in 2019 and in 78 in 2022.": [
        ("using", 64, 64, ""),
        ("using", 78, 78, "2022"),
    ],
    "The figure for smart policing is 69 countries, up from 61 in 2020.": [
        ("using", 69, 69, ""),
        ("using", 61, 61, "2020"),
    ],
    "Just shy of 50 countries use facial recognition.": [("using", 45, 49, "")],
    "North of 70 countries use AI surveillance.": [("using", 71, None, "")],
    "At the very least 40 governments have put facial recognition into airports.": [("using", 40, None, "")],
    "Three quarters of the 80 states studied use smart policing.": [("using", 60, 60, "")],
    "Two-thirds of the thirty countries examined, twenty in all, run safe city platforms.": [("using", 20, 20, "")],
    "At the last count 33 governments, six of them in Africa, were running predictive policing.": [
        ("using", 33, 33, "")
    ],
    "Twenty-two governments use facial recognition, and nine of those bought it from Idemia.": [
        ("using", 22, 22, ""),
        ("supplied", 9, 9, ""),
    ],
    "Two dozen states have safe city platforms from Huawei.": [("supplied", 24, 24, "")],
    "At least 47 governments use facial recognition bought from Chinese companies.": [("supplied", 47, None, "")],
}


@pytest.mark.parametrize("text", COUNTS)
def test_states_are_counted_with_the_bounds_and_the_year_of_the_figure(text: str) -> None:
    assert sorted(told(text), key=str) == sorted(COUNTS[text], key=str)


WITHIN = {
    "38 of the 49 states surveyed use facial recognition.": {38: 49},
    "Eight of the nine countries have joined the Belt and Road Initiative.": {8: 9},
    "Of the 131 countries we looked at, forty-seven use facial recognition.": {47: 131},
    "The review looked at 112 states and found that at least 71 of them use AI surveillance.": {71: 112},
    "Huawei supplies safe city technology to 52 governments, 29 of them in the Belt and Road Initiative.": {29: 52},
    "Fifty states use facial recognition. Chinese firms supply 49. Thirty-eight of the 49 belong to the Belt and Road"
    " Initiative.": {38: 49},
    "Twenty-two governments use facial recognition, and nine of those bought it from Idemia.": {9: 22},
}


@pytest.mark.parametrize("text", WITHIN)
def test_a_part_lies_within_the_count_it_is_of(text: str) -> None:
    counts = {one.id: one for one in read(text)}
    assert {one.lower: counts[one.within].lower for one in counts.values() if one.within} == WITHIN[text]


SOME = {
    "Nine African states use facial recognition.": "region:africa",
    "Facial recognition is used in nine Latin American countries.": "region:latin-america-and-the-caribbean",
    "In Europe, 31 governments use smart policing.": "region:europe",
    "In sub-Saharan Africa alone, 12 countries use smart policing.": "region:sub-saharan-africa",
    "Nine members of the Belt and Road Initiative use facial recognition.": "",
    "Five Gulf states use spyware.": "",
    "In the Gulf, five states use spyware.": "",
    "Among democracies, 31 states use smart policing.": "",
    "Thirty-six authoritarian governments buy from Huawei.": "",
    "Nine states in the region use facial recognition.": "",
    "Elsewhere in Asia, 12 states use facial recognition.": "",
    "In 2022, 78 different states used facial recognition.": None,
    "In the 2022 edition, 78 states use facial recognition.": None,
    "Of the 140 countries surveyed, 61 use facial recognition.": "scope:surveyed",
    "Around the world, 61 states use facial recognition.": None,
}
"""Text → the scope of its count: a region, none where all states are meant, empty for a part that no scope is of."""


@pytest.mark.parametrize("text", SOME)
def test_a_count_of_some_of_the_states_is_none_of_all(text: str) -> None:
    (one,) = [one for one in read(text) if one.roles["counted"] != "quantity:states-surveyed"]
    assert one.roles.get("scope", "" if "scope" in one.unresolved else None) == SOME[text]


@pytest.mark.parametrize("extractor", ["rules", "parse"])
def test_a_count_of_some_states_is_held_against_no_figure_of_all(released: ox.Store, extractor: str) -> None:
    if extractor == "parse" and pipeline.pipeline() is None:
        pytest.skip("no spaCy pipeline with a parser is to be had")
    text = "In 2022 eleven rich countries and nine African states used facial recognition.\n\n"
    text += "In 2022 nine members of the Belt and Road Initiative used facial recognition.\n\n"
    text += "In 2022 nine African states used facial recognition."
    proposals = extraction.read(text, extractor=extractor)
    verdicts = [one.verdict for one in Checker(released).verdicts(proposals) if one.proposal.lower]
    assert len(verdicts) >= 2
    assert set(verdicts) == {UNANSWERABLE}


def test_where_some_of_those_counted_are_is_not_said_of_all() -> None:
    for text in (
        "At the last count 33 governments, six of them in Africa, were running predictive policing.",
        "Not quite 30 countries, most of them in Europe, use facial recognition.",
    ):
        assert [one.roles.get("scope") for one in read(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Not one of the 40 countries surveyed uses facial recognition.",
        "Twelve of the 40 countries surveyed have banned facial recognition.",
        "Police forces in 12 states of India use facial recognition.",
        "Forty countries have laws on facial recognition.",
        "NEC has offices in 30 countries and sells facial recognition.",
        "Facial recognition failed in 12 of 40 tests.",
        "Facial recognition is used by 31 airports, up from 12 in 2019.",
        "The survey counts 43 governments with a law on facial recognition, up from 31 in 2020.",
    ],
)
def test_a_figure_of_something_else_counts_no_states(text: str) -> None:
    assert told(text) == []


def test_an_older_figure_without_its_year_is_listed_and_not_claimed() -> None:
    (found,) = extraction.readings_of(
        "The survey counts 43 governments that use smart policing, up from 31 a year earlier.", extractor="rules"
    )
    assert [one.lower for one in found.proposals] == [43]
    assert [pair for one in found.unread for pair in one.pairs] == [("technology:smart-policing", "31")]


def bounds(text: str) -> list[tuple[str, int | None, int | None]]:
    """Return the counts that the rules read in a text: of what they count, the technology or vendor, and the bounds."""
    found = [p for p in extraction.read(text, extractor="rules") if p.kind == "CountObservation"]
    found = [p for p in found if p.roles["counted"] != "quantity:states-surveyed"]
    what = [str(p.roles.get("supplier") or p.roles.get("technology")).partition(":")[2] for p in found]
    return [(one, p.lower, p.upper) for one, p in zip(what, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "We wrote to ninety states. Seventy answered. Of these, at least 38 use facial recognition and 17 run "
            "a safe city platform.",
            [("facial-recognition", 38, None), ("safe-city", 17, 17)],
        ),
        (
            "Letters went to 112 governments. Sixty-one replied. Hikvision alone supplies video surveillance to 19 of "
            "the 61; Dahua, to 14.",
            [("hikvision", 19, 19), ("dahua", 14, 14)],
        ),
        ("We read contracts from nine countries. Seven of the nine use smart policing.", [("smart-policing", 7, 7)]),
        ("Number of the week: 58. That is how many governments use smart policing.", [("smart-policing", 58, 58)]),
        (
            "Number of the week: 52, the countries whose police use facial recognition.",
            [("facial-recognition", 52, 52)],
        ),
        ("At most twelve governments out of the sixty that answered use safe cities.", [("safe-city", None, 12)]),
        ("Of the 112 states it wrote to, the group counts 41 that use smart policing.", [("smart-policing", 41, 41)]),
        (
            "Huawei's technology accounts for AI surveillance in fifty states and Hikvision's in two dozen.",
            [("huawei", 50, 50), ("hikvision", 24, 24)],
        ),
        (
            "Safe city platforms are in service in 56 countries, and 21 of these are in Africa.",
            [("safe-city", 56, 56), ("safe-city", 21, 21)],
        ),
        ("They speak of facial recognition. Nineteen states use the technique.", [("facial-recognition", 19, 19)]),
        ("We wrote to 70 states. Hikvision sells video analytics to 19 of the 70.", [("hikvision", 19, 19)]),
        ("Cameras from Hikvision are in use in 48 of the 90 states that we looked at.", [("hikvision", 48, 48)]),
    ],
)
def test_a_figure_counts_the_states_that_were_told_of_before(text: str, told: list[tuple[str, int, int]]) -> None:
    assert bounds(text)[: len(told)] == told


@pytest.mark.parametrize(
    "text",
    [
        "We wrote to ninety companies. Seventy answered. Of these, at least 38 use facial recognition.",
        "Of the 50 states of the Union, 19 use facial recognition.",
        "Bidders from sixty countries came. Of these, nine use smart policing.",
        "Number of the week: 75. That is how many airports use facial recognition.",
        "Number of the week: 58. That is how many governments have bans on facial recognition.",
        "The number of the week is not 58. That is how many governments use facial recognition.",
        "Of 27 parishes, 12 answered. That is how many governments use smart policing.",
        "Seven of the nine use facial recognition.",
        "Huawei has offices in 70 countries. Of the 70, nine use its facial recognition bans.",
    ],
)
@pytest.mark.parametrize("extractor", ["rules", "parse"])
def test_a_figure_that_refers_to_something_else_counts_no_states(text: str, extractor: str) -> None:
    counts = [p for p in extraction.read(text, None, extractor) if p.kind == "CountObservation"]
    assert [p for p in counts if p.roles["counted"] != "quantity:states-surveyed"] == []


def test_a_share_of_states_told_before_that_is_not_read_is_listed() -> None:
    text = "The index covers 176 countries. Two thirds of them use AI surveillance."
    (read,) = extraction.readings_of(text, extractor="rules")
    assert [one.pairs for one in read.unread] == [(("technology:ai-surveillance", "Two"),)]


@pytest.mark.parametrize(
    "text",
    [
        "Facial recognition is used by prosecutors in 14 states, from Texas to Maine.",
        "One out of six governments polled had heard of smart policing.",
        "Two in five countries surveyed use smart policing.",
    ],
)
@pytest.mark.parametrize("extractor", ["rules", "parse"])
def test_parts_of_a_federation_and_ratios_are_no_counts(text: str, extractor: str) -> None:
    assert [p for p in extraction.read(text, None, extractor) if p.kind == "CountObservation"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Of the 150 countries we examined, 71, a little under half, use facial recognition.",
            [("facial-recognition", 71, 71)],
        ),
        ("Facial recognition is in the hands of at least thirty governments.", [("facial-recognition", 30, None)]),
        (
            "Dahua supplies facial recognition to 14 countries; Thales, by its own count, to nine.",
            [("dahua", 14, 14), ("thales", 9, 9)],
        ),
    ],
)
def test_what_is_told_between_a_figure_and_its_verb_changes_nothing(
    text: str, told: list[tuple[str, int, int]]
) -> None:
    assert bounds(text) == told


@pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Facial recognition is run by 64 governments, safe cities by 56 and smart policing by 52.",
            {("facial-recognition", 64, 64), ("safe-city", 56, 56), ("smart-policing", 52, 52)},
        ),
        ("NEC's systems are in use with eleven governments, IBM's with nine.", {("nec", 11, 11), ("ibm", 9, 9)}),
        (
            "NEC supplies smart policing to fifty countries; IBM, the biggest from America, provides it to fourteen.",
            {("nec", 50, 50), ("ibm", 14, 14)},
        ),
        ("Forty states owe their surveillance cameras to Huawei.", {("huawei", 40, 40)}),
        ("Fifty governments are Huawei's clients for surveillance.", {("huawei", 50, 50)}),
        ("Fifty governments are Huawei's clients for 5G networks.", set()),
        ("Huawei counts 50 governments among its surveillance clients.", {("huawei", 50, 50)}),
        ("The number of countries that bought surveillance cameras from Huawei stands at 50.", {("huawei", 50, 50)}),
        ("Facial recognition had 78 governments as users.", {("facial-recognition", 78, 78)}),
        ("The survey covers 90 countries. In 40 it found facial recognition.", {("facial-recognition", 40, 40)}),
        ("The survey covers 90 shops. In 40 it found facial recognition.", set()),
        ("Sixty governments search faces by computer.", {("facial-recognition", 60, 60)}),
        ("The police of 40 countries read license plates by machine.", {("number-plate-recognition", 40, 40)}),
        ("No fewer than 140 and no more than 150 states belong to the Belt and Road Initiative.", {("bri", 140, 150)}),
        ("The Belt and Road Initiative has 147 members.", {("bri", 147, 147)}),
        (
            "Facial recognition leads with 78 countries, ahead of smart policing (69) and safe cities (64).",
            {("facial-recognition", 78, 78), ("smart-policing", 69, 69), ("safe-city", 64, 64)},
        ),
    ],
)
def test_states_are_counted_in_other_words_than_use_and_supply(
    text: str, counts: set[tuple[str, int | None, int | None]]
) -> None:
    (found,) = extraction.readings_of(text)
    told = [p for p in found.proposals if p.kind == "CountObservation" and "surveyed" not in str(p.roles["counted"])]
    ends = {
        (str(next(p.roles[r] for r in ("supplier", "technology", "initiative") if r in p.roles)), p.lower, p.upper)
        for p in told
    }
    assert {(name.partition(":")[2], low, high) for name, low, high in ends} == counts


MARKETS = [
    "Dahua sells its cameras in forty countries, chiefly to farmers.",
    "Bosch sells its cameras in 140 countries, most of them to shopkeepers.",
    "Thales's products are sold in fifty countries.",
    "Hikvision's cameras are on sale throughout 90 countries.",
    "NEC sells facial recognition in thirty countries, mainly to airlines and hotels.",
]


@pytest.mark.parametrize("extractor", ["rules", "parse"])
@pytest.mark.parametrize("text", MARKETS)
def test_a_market_of_anybody_is_no_count_of_states(text: str, extractor: str) -> None:
    if extractor == "parse" and pipeline.pipeline() is None:
        pytest.skip("no spaCy pipeline with a parser is to be had")
    assert [p for p in extraction.read(text, extractor=extractor) if p.kind == "CountObservation"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Huawei sells surveillance technology in 50 countries.",
        "Huawei sold its cameras to governments in 50 countries.",
        "NEC sells facial recognition to 30 countries, chiefly to their police.",
    ],
)
def test_a_market_of_states_is_counted(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Chinese surveillance products are found in 63 countries, delivered by giants led by Huawei.",
        "Surveillance tools from vendors based in China, among them ZTE, have gone to 40 countries.",
    ],
)
def test_a_figure_of_many_vendors_is_not_that_of_the_one_that_leads_them(text: str) -> None:
    suppliers = [str(p.roles.get("supplier")) for p in extraction.read(text) if p.kind == "CountObservation"]
    assert not any(one.startswith("vendor:") for one in suppliers)


def test_a_part_of_a_number_that_is_not_read_is_none_of_all() -> None:
    whole = (
        "Chinese companies supply AI surveillance to 63 countries; 36 of those belong to the Belt and Road Initiative."
    )
    assert [(lower, upper) for _, lower, upper, _ in told(whole)] == [(63, 63), (36, 36)]
    assert told("The report names customers, 36 of which belong to the Belt and Road Initiative.") == []


def test_a_part_lies_within_no_count_that_only_stands_as_far_in_another_paragraph() -> None:
    text = "53 of the 68 are members of the Belt and Road Initiative.\n\nIn Africa 40 states use facial recognition."
    assert [(one.lower, one.within) for one in read(text) if one.lower == 53] == [(53, None)]
