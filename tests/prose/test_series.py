"""Counts in a row: each figure goes to what stands beside it, and to nothing that only looks like a next one."""

import pytest

from kg.prose import extraction

PARSED = pytest.mark.skipif(
    "extraction.pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had"
)
USING, SUPPLIED = "states-using", "states-supplied"
FIGURES = ([64, 56, 52], [12, 97, 33], [101, 14, 78])


def counts(text: str) -> set[tuple[str, str, int | None, int | None]]:
    """Return what is counted of what, and the bounds."""
    found = [p.plain() for p in extraction.read(text) if p.kind == "CountObservation"]
    told = [one for one in found if one["counted"] in (USING, SUPPLIED)]
    of = ("technology", "supplier")
    return {(c["counted"], c[of[c["counted"] == SUPPLIED]], c["lower"], c["upper"]) for c in told}


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Facial recognition is run by {a} governments, safe cities by {b} and smart policing by {c}.",
        "Facial recognition is used by governments in {a} countries, safe cities in {b}, smart policing in {c}.",
        "Facial recognition turns up in {a} countries, safe cities in {b} and smart policing in {c}.",
        "Facial recognition was found in {a} countries, safe cities in {b}, and smart policing in just {c}.",
        "Governments use AI: facial recognition ({a} countries), safe cities ({b} countries), smart policing ({c}).",
    ],
)
@pytest.mark.parametrize("figures", FIGURES)
def test_each_figure_of_a_row_goes_to_the_technology_beside_it(text: str, figures: list[int]) -> None:
    a, b, c = figures
    things = zip(("facial-recognition", "safe-city", "smart-policing"), figures, strict=True)
    assert counts(text.format(a=a, b=b, c=c)) >= {(USING, thing, n, n) for thing, n in things}


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "NEC supplies AI surveillance to {a} countries; IBM, the next in size, provides it to {b}.",
        "NEC's systems are in use with {a} governments, IBM's with {b}.",
        "NEC supplies AI surveillance to {a} countries, IBM to {b}.",
    ],
)
@pytest.mark.parametrize("figures", FIGURES)
def test_each_figure_of_a_row_goes_to_the_vendor_beside_it(text: str, figures: list[int]) -> None:
    a, b, _ = figures
    assert counts(text.format(a=a, b=b)) == {(SUPPLIED, "nec", a, a), (SUPPLIED, "ibm", b, b)}


def test_what_a_survey_found_is_counted_of_those_that_it_looked_at() -> None:
    for told in ("In 40 it found facial recognition.", "It found evidence of facial recognition in 40 of them."):
        assert counts(f"The survey covers 90 countries. {told}") == {(USING, "facial-recognition", 40, 40)}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Facial recognition is used in 64 countries, smart policing in 52 cities.", {64}),
        ("Facial recognition is used in 64 countries, and smart policing has 52 critics.", {64}),
        ("NEC supplies AI surveillance to 14 countries, and IBM employs 90 people.", {14}),
        ("NEC supplies AI surveillance to 14 countries; IBM, its rival, sells it to 12 provinces.", {14}),
        ("The survey covers 90 countries. In 40 it found no facial recognition.", set()),
        ("The survey covers 90 countries. In 40 it found critics of facial recognition.", set()),
        ("The book tells of facial recognition (40 pages) and of smart policing (30 pages).", set()),
        ("Laws on facial recognition (40 countries) and smart policing (30 countries) were passed.", set()),
        ("Facial recognition is used in 64 countries, 20 of them in Europe.", {64}),
        ("Chinese firms supply 63 countries, 36 of which have joined the Belt and Road Initiative.", {63}),
        ("NEC supplies 14 countries, nine of which are democracies.", {14}),
    ],
)
def test_what_only_looks_like_the_next_figure_is_none(text: str, right: set[int]) -> None:
    assert {lower for *_, lower, _ in counts(text)} == right


def test_a_group_whose_members_are_named_in_passing_has_its_figure() -> None:
    assert (SUPPLIED, "chinese-companies", 63, 63) in counts("Chinese firms, Huawei among them, supply 63 countries.")
    assert not any(of == "huawei" for _, of, *_ in counts("Chinese firms, Huawei among them, supply 63 countries."))


def test_two_bounds_in_two_phrases_are_of_one_count() -> None:
    text = "No fewer than 140 and no more than 150 states belong to the Belt and Road Initiative."
    (count,) = [p for p in extraction.read(text) if p.kind == "CountObservation"]
    assert (count.lower, count.upper) == (140, 150)


@pytest.mark.parametrize("extractor", [extraction.OURS, extraction.default()])
@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("NEC sold cameras to the police of Chile, and Peru's army bought radios.", ["chl"]),
        ("Huawei delivered cameras to Kenya, and Ghana's ministry bought trucks.", ["ken"]),
        ("NEC sold cameras to Chile, Peru, and Ghana's army ordered boats.", ["chl", "per"]),
        ("NEC sold cameras to the police of Chile, and the Peruvian army wants radios.", ["chl"]),
        ("Huawei sold cameras to Kenya, Ghana, and Peru's police.", ["ken", "gha", "per"]),
    ],
)
def test_a_state_that_begins_a_clause_of_its_own_ends_no_list(text: str, states: list[str], extractor: str) -> None:
    found = extraction.read(text, extractor=extractor)
    assert sorted(str(p.roles["recipient"]) for p in found if p.kind == "Supply") == sorted(
        f"state:{one}" for one in states
    )


def test_states_that_do_something_together_are_one_list() -> None:
    found = extraction.read("Kenya, Ghana, and Peru's police use facial recognition.", extractor=extraction.OURS)
    assert {p.roles["user"] for p in found if p.kind == "Use"} == {"state:ken", "state:gha", "state:per"}


def test_none_of_a_ware_is_none() -> None:
    assert not extraction.read("NEC delivered zero cameras to Kenya.")
