import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.prose import extraction
from kg.prose.article import Document, documents, paragraphs
from kg.prose.grammar import cue
from kg.prose.proposal import Proposal
from tests.prose import score_yardstick as scoring

VENDORS = {"Huawei": "vendor:huawei", "Hikvision": "vendor:hikvision", "NEC": "vendor:nec", "Dahua": "vendor:dahua"}
STATES = {"Kenya": "state:ken", "Peru": "state:per", "Serbia": "state:srb", "Fiji": "state:fji"}
SUPPLIES = [
    "{vendor} has sold surveillance cameras to {state}.",
    "{state} bought facial recognition from {vendor}.",
    "{state} was equipped with cameras by {vendor}.",
    "Officials said that {vendor} supplies {state}.",
    "In 2019, {vendor} installed a safe city system in {state}.",
]
USES = [
    "{state} uses facial recognition.",
    "Facial recognition is used in {state}.",
    "The police of {state} employ smart policing.",
]
COUNTS = [
    "{number} countries use facial recognition.",
    "Huawei supplies {number} countries.",
    "In {number} nations, smart policing is used.",
]
KINDS = ("Supply", "Use", "Membership", "CountObservation")


def document(text: str) -> Document:
    return next(documents(paragraphs(text.splitlines(keepends=True))))


def judged(proposal: Proposal, text: str) -> str | None:
    return extraction.judge(document(text)).judge(proposal, text, 0).reason


def accepted(text: str) -> list[Proposal]:
    return [p for p in extraction.read(text) if p.kind in KINDS and p.plain().get("counted") != "states-surveyed"]


def supply(text: str, quote: object, **changed: object) -> Proposal:
    quote = str(quote)
    start = text.index(quote)
    roles = {"supplier": "vendor:huawei", "recipient": "state:srb"}
    values: dict[str, object] = {"kind": "Supply", "roles": roles, "quote": quote}
    values |= {"start": start, "end": start + len(quote)} | changed
    return Proposal(**values)  # type: ignore[arg-type]


def moved(proposal: Proposal, text: str) -> Proposal:
    """Return the proposal with the quote that stands at its place in another text of the same layout."""
    end = min(proposal.end, len(text))
    return replace(proposal, quote=text[proposal.start : end], end=end, phrase=None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*SUPPLIES, *USES]), st.permutations(list(VENDORS)), st.permutations(list(STATES)))
def test_no_claim_passes_on_a_text_in_which_one_of_its_names_is_replaced(
    frame: str, vendors: list[str], states: list[str]
) -> None:
    text = frame.format(vendor=vendors[0], state=states[0])
    others = [frame.format(vendor=vendors[0], state=states[1])]
    others += [frame.format(vendor=vendors[1], state=states[0])] if "{vendor}" in frame else []
    for proposal in accepted(text):
        assert judged(proposal, text) is None
        for other in others if "supplier" in proposal.roles else others[:1]:
            assert judged(moved(proposal, other), other) is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(COUNTS), st.integers(12, 190), st.integers(1, 90))
def test_no_count_passes_on_a_text_with_another_figure(frame: str, number: int, more: int) -> None:
    text, other = (frame.format(number=value) for value in (number, number + more))
    [count] = accepted(text)
    assert judged(count, text) is None
    assert judged(moved(count, other), other) == "the quote holds no figure with these bounds"


@pytest.mark.parametrize("frame", [*SUPPLIES, *USES])
def test_no_claim_passes_on_a_text_in_which_its_verb_is_replaced(frame: str) -> None:
    text = frame.format(vendor="Huawei", state="Kenya")
    for proposal in accepted(text):
        says = cue(f"says-{proposal.kind}")
        names = re.compile(r"Huawei|Kenya|facial recognition|smart policing", re.I)
        kept: list[str] = []
        at = 0
        for name in names.finditer(text):
            kept += [says.sub("praised", text[at : name.start()]), name.group()]
            at = name.end()
        other = "".join([*kept, says.sub("praised", text[at:])])
        if other != text:
            changed = replace(proposal, quote=other.rstrip("."), start=0, end=len(other.rstrip(".")), phrase=None)
            assert judged(changed, other) is not None, other


def test_what_the_project_reads_in_prose_passes_its_own_judge() -> None:
    for text, _ in scoring.texts("development"):
        for part in documents(paragraphs(text.splitlines(keepends=True))):
            read = extraction.reading(part)
            for proposal in read.proposals:
                judgment = extraction.judge(part).judge(proposal, *extraction.original(part))
                assert judgment.accepted, (proposal.quote, judgment.reason)


TEXT = "The minister thanked Huawei. Serbia uses 12 rooms, and three countries have thanked Peru. Dahua came."


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"quote": "thanked"}, "'Serbia' (recipient) is not named in the sentence"),
        ({"quote": "t"}, "'Serbia' (recipient) is not named in the sentence"),
        ({"quote": "Serbia"}, "'Huawei' (supplier) is not named in the sentence"),
        ({"quote": "Huawei", "modality": "certain"}, "'certain' is not a modality"),
        ({"quote": "Huawei", "roles": {"supplier": "state:per"}}, "'Peru' is a state, and no supplier"),
        ({"quote": "Huawei", "voice": "the Pope"}, "the speaker 'the Pope' does not stand in the text"),
        ({"quote": "Huawei", "lower": -5}, "the bounds -5–None are out of order or below 0"),
        ({"quote": "Huawei", "lower": 99, "upper": 3}, "the bounds 99–3 are out of order or below 0"),
        (
            {"quote": "Huawei", "roles": {"supplier": "vendor:huawei"}},
            "nothing between the names says Supply",
        ),
    ],
)
def test_a_quote_has_to_support_its_claim(changed: dict[str, Any], reason: str) -> None:
    assert judged(supply(TEXT, **changed), TEXT) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Huawei did not supply Serbia.", "negated ('not')"),
        ("If Huawei supplied Serbia, it would say so.", "supposed, asked or demanded ('if')"),
        ("Huawei plans to supply Serbia.", "a plan or a possibility, and not asserted"),
        ("Myth: Huawei supplies Serbia.", "the sentence is labeled as a claim that is judged, not made"),
        ("Reports that Huawei supplies Serbia are false.", "negated ('reports that are false')"),
    ],
)
def test_a_sentence_that_denies_or_supposes_supports_no_firm_claim(text: str, reason: str) -> None:
    quote = re.search(r"Huawei .*Serbia", text)
    assert quote
    assert judged(supply(text, quote.group()), text) == reason


def test_an_antecedent_that_is_stated_carries_a_name() -> None:
    text = "Huawei grew. The company supplies Serbia."
    claim = supply(text, "The company supplies Serbia")
    assert judged(claim, text) == "'Huawei' (supplier) is not named in the sentence"
    assert judged(replace(claim, antecedents={"supplier": (0, 6)}), text) is None
    assert judged(replace(claim, antecedents={"supplier": (7, 11)}), text) is not None
    [read] = accepted(text.replace("grew.", "grew. It sells cameras."))
    assert read.antecedents == {"supplier": (0, 6)}


def test_a_state_that_was_inferred_from_its_capital_says_so() -> None:
    [claim] = accepted("Nairobi has bought a safe city system from Huawei.")
    assert claim.inferred == {"recipient": "from its capital, Nairobi"}
    assert claim.plain()["inferred"] == claim.inferred
