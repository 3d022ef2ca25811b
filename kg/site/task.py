"""The index of the questions by what a reader is about to do, each task with an example and its answer."""

from typing import NamedTuple

from kg.query import query
from kg.site import address, form, page, question
from kg.site.resource import Library
from kg.site.section import Thing

FIRST, WIDE = 3, 4
"""The rows and columns of an example's answer that are shown."""
TASKS = (
    ("Look up a state", ("state",), "suppliers-of-state"),
    ("Look up a vendor", ("vendor", "supply", "system"), "vendors-by-reach"),
    ("See who uses a technology", ("adoption", "regulation"), "technology-adoption"),
    ("Follow an initiative", ("initiative",), "members-using"),
    ("Set use beside regimes", ("regime",), "states-of-regime"),
    ("Check a number", ("figures",), "headline-figures"),
    ("Check a statement, and see who says otherwise", ("evidence", "people"), "disagreements"),
    ("Names, and the data as a whole", ("register", "graph"), "size"),
)
"""What a reader is about to do, the first tags of the questions that do it, and the one whose answer is shown."""


class Example(NamedTuple):
    """A question, what it was asked with in words, and the beginning of its answer."""

    question: query.Query
    told: str
    columns: list[str]
    rows: list[list[Thing]]
    total: int


class Task(NamedTuple):
    """What a reader is about to do, an example, and every question that does it."""

    title: str
    example: Example | None
    questions: list[query.Query]


def tasks(library: Library) -> list[Task]:
    """Return the tasks that have questions; a tag that is in none of them is a task of its own."""
    left = {each.name: each for each in question.published()}
    found = []
    for title, tags, name in TASKS:
        own = [each for each in left.values() if (each.tags or ("",))[0] in tags]
        shown = next((each for each in own if each.name == name), None)
        if own:
            found.append(Task(title, _example(library, shown) if shown else None, own))
        left = {each.name: each for each in left.values() if each not in own}
    for tag in sorted({(each.tags or ("other",))[0] for each in left.values()}):
        own = [each for each in left.values() if (each.tags or ("other",))[0] == tag]
        found.append(Task(tag.capitalize(), None, own))
    return found


def html(library: Library) -> str:
    """Return the page of the index."""
    at = f"{address.QUESTION}/index"
    return page.framed(library, "page-questions.html", at, "Questions", tasks=tasks(library), headed=form.words)


def _example(library: Library, shown: query.Query) -> Example:
    found = question.read(library, shown)
    columns, rows = question.table(library, found)
    fields = form.fields(library, shown, {})
    told = "; ".join(f"{each.word}: {each.values[0][1]}" for each in fields if each.default)
    cells = [row[:WIDE] for row, _ in rows[:FIRST]]
    return Example(shown, told, columns[:WIDE], cells, len(found.rows))
