"""A sentence that gives a supply with a vendor's name gives it with a name that nobody has heard in its place."""

from functools import cache

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.proposal import Proposal
from kg.prose.sentence import normal
from tests.prose.score_yardstick import FOLDER

PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
NAMES = (
    "Norlens",
    "Cellebrite",
    "Kestrel Dynamics",
    "Vision-Box",
    "A1 Optics",
    "Axis",
    "Nuvia AI",
    "Zelmira",
    "Quorvex GmbH",
    "Milestone",
    "Blue Heron",
    "Rank One",
    "Morvane",
    "Ipsotek",
)
EACH = 3
"""Of so many sentences one is tried."""


def supplies(text: str, extractor: str | None) -> list[Proposal]:
    return [one for one in extraction.read(text, extractor=extractor) if one.kind == "Supply"]


@cache
def sentences(extractor: str | None) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return sentences that give supplies by one vendor, with a mark in its place, its name, and the states."""
    lines = [
        line.partition("\t")[0]
        for path in sorted(FOLDER.glob("*development.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "\tS " in line
    ]
    frames = (FOLDER / "supplies.frames").read_text(encoding="utf-8").splitlines()
    lines += [line.format(v="Huawei", w="Dahua", s="Peru", z="Chile") for line in frames]
    found = []
    for text in lines[::EACH]:
        told = supplies(text, extractor)
        vendors = {str(one.roles.get("supplier")) for one in told}
        vendor = vendors.pop() if len(vendors) == 1 else ""
        _, mentions = extraction.gazetteer().parse(normal(text))
        spans = [(m.start, m.end) for m in mentions if m.letter == "V" and vendor in m.names]
        marked = normal(text)
        for start, end in reversed(spans):
            marked = f"{marked[:start]}\0{marked[end:]}"
        if spans:
            found.append((marked, vendor, frozenset(str(one.roles["recipient"]) for one in told)))
    return tuple(found)


@pytest.mark.parametrize(
    ("extractor", "bar"), [pytest.param("rules", 0.8, id="rules"), pytest.param(None, 0.85, id="parse", marks=PARSED)]
)
def test_a_supply_survives_a_name_that_nobody_has_heard(extractor: str | None, bar: float) -> None:
    kept = wanted = 0
    for number, (marked, _, states) in enumerate(sentences(extractor)):
        name = NAMES[number % len(NAMES)]
        told = supplies(marked.replace("\0", name), extractor)
        named = {
            str(one.roles.get("recipient")) for one in told if name.split()[0] in one.unresolved.get("supplier", "")
        }
        kept += len(states & named)
        wanted += len(states)
        assert named <= states, marked
    print(f"{kept} of {wanted} supplies survive")
    assert wanted > 60
    assert kept >= bar * wanted


@pytest.mark.parametrize("extractor", ["rules", pytest.param(None, id="parse", marks=PARSED)])
@pytest.mark.parametrize("half", ["development", "kept"])
def test_a_person_a_body_a_place_and_a_program_are_no_supplier(half: str, extractor: str | None) -> None:
    lines = (FOLDER / f"strangers-{half}.txt").read_text(encoding="utf-8").splitlines()
    invented = [text for text in lines if any("supplier" in one.unresolved for one in supplies(text, extractor))]
    assert len(lines) > 30
    assert not invented
