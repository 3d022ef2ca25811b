"""What the explorer is told is what the graph says: every fact with its receipt, every name, every story."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.drawing.template import firmness
from kg.errors import ReadError
from kg.evidence.receipt import receipts
from kg.explorer import page, story
from kg.explorer.facts import KINDS, LISTS, facts
from kg.explorer.name import LANGUAGES
from kg.explorer.proof import proof
from kg.namespace import BASE, folder
from kg.query import query
from tests.fixtures import invented


@pytest.fixture(scope="module")
def told(released: ox.Store) -> dict:  # type: ignore[type-arg]
    return page.told(released)


@pytest.fixture(scope="module")
def proven(released: ox.Store) -> dict:  # type: ignore[type-arg]
    return proof(released)


def test_every_fact_has_the_receipt_that_the_question_gives(released: ox.Store, told: dict, proven: dict) -> None:  # type: ignore[type-arg]
    claims = told["claims"]
    notes = receipts(released, (f"{BASE}claim/{each}" for each in proven["id"]))
    assert len(proven["id"]) > 3_000
    for at, each in enumerate(proven["id"]):
        note = notes[f"{BASE}claim/{each}"]
        assert proven["place"][at] == note.place
        assert told["sources"][claims["source"][at]]["id"] == f"source:{note.source}"
        modality = told["modalities"][claims["modality"][at]]
        assert (modality["id"], modality["label"]["en"]) == (note.modality, firmness(note.modality))


def test_every_column_is_as_long_and_points_into_its_list(told: dict, proven: dict) -> None:  # type: ignore[type-arg]
    claims = told["claims"]
    columns = [*claims.values(), *(proven[name] for name in ("id", "place", "said"))]
    assert {len(column) for column in columns} == {len(proven["id"])}
    assert max(claims["state"]) < len(told["states"])
    for kind, list_ in enumerate(LISTS):
        things = [thing for thing, of in zip(claims["thing"], claims["kind"], strict=True) if of == kind]
        assert things, KINDS[kind]
        assert 0 <= min(things) <= max(things) < len(told[list_])


def test_facts_and_receipts_of_one_graph_have_one_stamp_and_those_of_another_another(
    told: dict,  # type: ignore[type-arg]
    proven: dict,  # type: ignore[type-arg]
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert told["stamp"] == proven["stamp"]
    assert facts(invented.tiny(tmp_path_factory.mktemp("world")))["stamp"] != told["stamp"]


def test_every_disagreement_that_the_question_finds_is_there_with_its_receipts(
    released: ox.Store,
    proven: dict,  # type: ignore[type-arg]
) -> None:
    asked = list(query.find("disagreements").run(released).values())
    assert [each["label"]["en"] for each in proven["conflicts"]] == [row["label"] for row in asked]
    assert all(each["receipts"] for each in proven["conflicts"])


def test_every_translation_is_of_a_thing_that_the_released_graph_has(told: dict) -> None:  # type: ignore[type-arg]
    written = tomllib.loads((folder("queries") / "translations.toml").read_text("utf-8"))
    assert told["words"] == written
    assert {frozenset(words) for words in written.values()} == {frozenset(LANGUAGES) - {"en"}}


def test_every_state_in_the_survey_has_a_shape(told: dict) -> None:  # type: ignore[type-arg]
    drawn = {shape[0] for shape in told["map"]["shapes"]}
    assert {told["states"][state]["id"] for state in set(told["claims"]["state"]) - drawn} == set()


@pytest.mark.parametrize("script", [page.script, page.receipts])
def test_the_same_graph_gives_the_same_text(released: ox.Store, script: Callable[[ox.Store], str]) -> None:
    text = script(released)
    assert text == script(released)
    assert "</" not in text
    assert text.isascii()


def test_a_name_cannot_end_the_script(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("world")
    vendors = "id,rdf:type,rdfs:label@en\nacme,ais:Vendor,</script><b>\nbeta,ais:Vendor,Beta\n"
    built = invented.dataset(invented.world(place), invented.registers(place, vendors=vendors))
    text = page.script(built)
    assert "</script" not in text
    assert "\\u003c/script>" in text
    given = re.sub(r"\\(.)", r"\1", text.removeprefix("var kgExplorer = JSON.parse('").removesuffix("');\n"))
    labels = [each["label"].get("en") for each in json.loads(given)["suppliers"]]
    assert "</script><b>" in labels


def test_every_shipped_story_is_about_things_of_the_released_graph(released: ox.Store, told: dict) -> None:  # type: ignore[type-arg]
    assert [each["name"] for each in told["stories"]] == sorted(path.stem for path in folder("stories").glob("*.md"))
    assert len(told["stories"]) >= 3
    for each in told["stories"]:
        for texts in (each["titles"], *(step["texts"] for step in each["steps"])):
            assert [*texts] == [*LANGUAGES[1:]]
        for step in each["steps"]:
            counts = {language: re.findall(r"{\w+}", text) for language, text in step["texts"].items()}
            assert all(found == re.findall(r"{\w+}", step["text"]) for found in counts.values()), counts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## state=srb\nOne.\n", "no title"),
        ("# A title\n", "no step"),
        ("# A title\n## state=srb\n## state=ken\nTwo.\n", "a step without a sentence"),
        ("# A title\n## stat=srb\nOne.\n", "line 2: 'stat' is no part of a selection; did you mean 'state'?"),
    ],
)
def test_a_broken_story_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, text: str, said: str
) -> None:
    place = tmp_path_factory.mktemp("stories")
    (place / "broken.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(story, "folders", lambda name: (place,))
    with pytest.raises(ReadError) as error:
        story.stories(frozenset())
    assert said in str(error.value)
    assert "broken.md" in str(error.value)


def test_a_story_of_very_many_lines_is_read_as_one_of_few(tmp_path: Path) -> None:
    many = 500_000
    (tmp_path / "long.md").write_text("# Title\n\n## state=srb\n" + " One.\n\n" * many, "utf-8")
    told = story._read(tmp_path / "long.md")
    assert told["steps"] == [{"selection": "state=srb", "text": " ".join(["One."] * many), "texts": {}}]


def test_the_facts_of_an_invented_world_are_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    world = invented.tiny(tmp_path_factory.mktemp("world"))
    assert "vendor:acme" in {each["id"] for each in facts(world)["suppliers"]}
    assert all(proof(world)["place"])
