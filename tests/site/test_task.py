"""The index of questions: each question in one task, and each task with an example that is answered."""

import pyoxigraph as ox

from kg.query import query
from kg.server.shelf import Shelf
from kg.site import listing, question, task


def test_every_question_is_in_one_task_and_every_task_shows_an_answer(released: ox.Store) -> None:
    found = task.tasks(Shelf(released))
    named = [each.name for one in found for each in one.questions]
    assert sorted(named) == sorted(each.name for each in question.published())
    assert [one.title for one in found] == [title for title, _, _ in task.TASKS]
    for one in found:
        assert one.example is not None, one.title
        assert one.example.rows, one.title


def test_a_list_counts_what_the_questions_count(released: ox.Store) -> None:
    titles, rows = listing.table(Shelf(released), "vendor", 1)
    counts = [(row.thing.label, row.cells[titles.index("states supplied")]) for row in rows]
    supplied = {name: number for name, number in counts if isinstance(number, int)}
    assert len(supplied) == len(rows) > 100
    asked = {row["label"]: row["states"] for row in query.find("vendors-by-reach").run(released).values()}
    assert all(supplied[name] >= number for name, number in asked.items() if name in supplied)
    text = listing.to_csv(Shelf(released), "state")
    assert text.splitlines()[0] == "state,name,kind,region,technologies,suppliers,member of,claims"
    assert len(text.splitlines()) == len(listing.members(Shelf(released), "state")) + 1
