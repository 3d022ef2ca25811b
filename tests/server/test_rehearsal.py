"""What a process rehearses is answered, in a world of any registers, and leaves the later answers as they are."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import store as stores
from kg.server import rehearsal
from kg.server.reply import Asked
from kg.server.rest import asked_question
from kg.server.shelf import Shelf
from tests.fixtures import invented


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    stores.save(invented.tiny(folder), folder / "kg")
    return folder / "kg"


def test_questions_and_pages_of_what_is_there_are_rehearsed(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "SECONDS", 60.0)
    shelf = Shelf(stores.open_store(world))
    asked = len(list(rehearsal._asked(shelf)))
    assert asked >= 3
    assert rehearsal.questions(shelf) == 2 * asked
    assert rehearsal.pages(shelf) == len(rehearsal._things(shelf)) >= asked
    assert rehearsal.sparql(shelf) == 1


def test_an_empty_graph_has_nothing_to_rehearse() -> None:
    shelf = Shelf(ox.Store())
    assert (rehearsal.questions(shelf), rehearsal.pages(shelf), rehearsal.sparql(shelf)) == (0, 0, 1)


def test_a_rehearsed_process_answers_as_a_new_one(world: Path) -> None:
    asked = Asked("http://localhost/question/states.json", "*/*", (("limit", "5"),))
    rehearsed = Shelf(stores.open_store(world))
    rehearsal.questions(rehearsed)
    assert asked_question(rehearsed, asked) == asked_question(Shelf(stores.open_store(world)), asked)
