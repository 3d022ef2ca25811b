"""The notebooks: committed without outputs, run from top to bottom, and the figures that they find."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import namespace
from kg.errors import KgError
from kg.graph import store
from kg.site import story
from kg.site.resource import Library

NOTEBOOKS = story.notebooks()
FIGURES = {
    "do-members-of-the-belt-and-road-buy-chinese": [
        "68 states have technology of Chinese companies, 68 are members, 53 are both",
        "both 52, member only 15, supplied only 15, neither 14",
        "odds ratio 3.2, interval 1.15 to 9.0",
        "interval above 1 in 1 of 4 tables, and within regions in 0",
    ],
    "how-do-i-add-a-source-of-my-own": [
        "An invented report: entry “page 3, table 1, second row”; reported",
        "no accepted claim that Nauru uses a technology",
        "invented-report.toml, claim 2, supplier: 'vendor:ncc' is not in vendors.csv; did you mean 'vendor:nec'?",
    ],
    "how-many-states-use-ai-surveillance": ["97 of 179 states and territories surveyed, 54%", "sheet AIGS 2022, row"],
    "is-the-news-story-right": ["the text says 80; -2 against 78", "4 matches, 1 differs, 1 not answerable"],
    "what-changed-between-2020-and-2022": ["AI surveillance: 77 → 97", "20 new: Angola", "0 no longer marked"],
    "who-supplies-whom": [
        "97 vendors and 242 pairs of a vendor and a state; Huawei has 54 of them, 22%",
        "Huawei: 54 states, 51 of them as published",
        "Chinese companies for 68 states and companies of the United States for 31",
    ],
}
"""Name of a notebook → what its outputs say; the tests of questions and charts count the same from the tables."""

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def place(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a built graph, as a checkout has it."""
    folder = tmp_path_factory.mktemp("checkout")
    store.save(released, folder / "build" / "kg")
    return folder


def test_every_notebook_has_figures_to_show() -> None:
    assert sorted(FIGURES) == [path.stem for path in NOTEBOOKS]


@every_notebook
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    written = path.read_text("utf-8")
    held = json.loads(written)
    code = [cell for cell in held["cells"] if cell["cell_type"] == "code"]
    assert code
    for cell in code:
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    assert all(cell["metadata"] == {} for cell in held["cells"])
    assert written == json.dumps(held, ensure_ascii=False, indent=1) + "\n"


@every_notebook
def test_a_notebook_asks_a_question_and_ends_with_its_finding_and_limits(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    first, last = ("".join(cells[at]["source"]) for at in (0, -1))
    assert re.match(r"# .+\?\n", first)
    assert last.startswith("## Finding\n")
    assert "**Limits.**" in last


@every_notebook
def test_a_notebook_runs_and_shows_its_figures(place: Path, path: Path) -> None:
    notebook = story.run(path, place)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    said = "".join(output.get("text", "") for output in outputs)
    assert [figure for figure in FIGURES[path.stem] if figure not in said] == []
    assert not [output for output in outputs if output.output_type == "error"]
    page = story.html(notebook)
    assert "<script" not in page
    assert "&lt;svg" not in page
    assert not re.search(r"""(?:src|action)\s*=\s*["']?(?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//""", page)
    assert all(figure.replace("'", "&#39;") in page or figure in page for figure in FIGURES[path.stem][:1])


def test_a_cell_that_fails_is_one_line(tmp_path: Path) -> None:
    cell: dict[str, object] = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": []}
    held = {"cells": [cell | {"source": "assert 97 == 98, 'no'"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = tmp_path / "odd.ipynb"
    path.write_text(json.dumps(held), "utf-8")
    with pytest.raises(KgError, match=r"odd.ipynb: a cell fails \(AssertionError: no\); open the notebook"):
        story.run(path, tmp_path)


def test_a_site_shows_the_notebooks_the_same_each_time(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# How many?\n\nAsk <b>well</b>."},
        {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": None, "outputs": [],
         "source": "import kg, sys\nprint(6, flush=True)\nprint('aside', file=sys.stderr, flush=True)\nprint(6 * 7)\n"
         "kg.chart('bar-technologies', graph='../build/kg')"},
    ]  # fmt: skip
    path = tmp_path / "how-many.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    monkeypatch.setattr(story, "notebooks", lambda: [path])
    pages = dict(story.documents(library))
    assert list(pages) == ["notebook/how-many.html", "notebook/index.html", "notebook/notebook.css"]
    assert ">How many?</a>" in pages["notebook/index.html"]
    page = pages["notebook/how-many.html"]
    assert "<title>How many? · surveillance-kg</title>" in page
    assert ">6\n42\n" in page
    assert "aside\n" not in page
    assert f'href="{namespace.BASE}technology/safe-city"' in page
    assert '<div class="chart"><svg ' in page
    assert pages == dict(story.documents(library))
