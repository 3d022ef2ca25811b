"""The notebooks as pages of a site: run on its own graph, their outputs kept, without any other host."""

import re
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, MissingExtra
from kg.graph import store
from kg.namespace import folder
from kg.site import address, page
from kg.site.resource import Library

if TYPE_CHECKING:
    from nbformat import NotebookNode

SECONDS = 300
"""How long one cell may run."""
_COLOR = re.compile(r"\x1b\[[0-9;]*m")


def notebooks() -> list[Path]:
    """Return the notebooks, sorted by name."""
    return sorted(folder("notebooks").glob("*.ipynb"))


def ready() -> None:
    """Do nothing where notebooks can be run.

    Raises:
        MissingExtra: what runs them is not installed.
    """
    missing = [each for each in ("nbformat", "nbclient", "nbconvert", "ipykernel", "pandas") if find_spec(each) is None]
    if missing:
        raise MissingExtra("--notebooks", missing[0], "notebook")


def run(path: Path, place: Path) -> "NotebookNode":
    """Return a notebook with its outputs, run in a folder ``notebooks`` below ``place``, beside ``build/kg``.

    What a cell writes to standard error is left out.

    Raises:
        KgError: what running notebooks needs is not installed, or a cell fails.
    """
    ready()
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    inside = place / "notebooks"
    inside.mkdir(exist_ok=True)
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    told = {"metadata": {"path": str(inside)}}
    quiet = ["--log-level=40"]
    client = NotebookClient(notebook, kernel_name="python3", timeout=SECONDS, resources=told, extra_arguments=quiet)
    try:
        client.execute()
    except CellExecutionError as error:
        said = _COLOR.sub("", str(error)).strip().rpartition("\n")[2]
        raise KgError(path.name, f"a cell fails ({said})", "open the notebook and run it there") from error
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined([each for each in cell.outputs if each.get("name") != "stderr"])
    return notebook


def _joined(outputs: list["NotebookNode"]) -> list["NotebookNode"]:
    """Return outputs with what was printed in one go as one: a kernel parts it as the clock has it."""
    found: list[NotebookNode] = []
    for each in outputs:
        if found and each.output_type == found[-1].output_type == "stream":
            found[-1].text += each.text
        else:
            found.append(each)
    return found


def html(notebook: "NotebookNode") -> str:
    """Return a notebook as a part of a page: its texts, code and outputs, without scripts."""
    from nbconvert import HTMLExporter

    plain = {"exclude_input_prompt": True, "exclude_output_prompt": True}
    exporter = HTMLExporter(template_name="basic", **plain)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def title(notebook: "NotebookNode") -> str:
    """Return the question of a notebook: its first heading."""
    return str(notebook.cells[0].source).partition("\n")[0].removeprefix("# ").strip()


def documents(library: Library) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the page of each notebook, run on the graph of the site, and of the list of them.

    Raises:
        KgError: as :func:`run`.
    """
    from markupsafe import Markup

    listed = []
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        store.save(library.store, place / "build" / "kg")
        for path in notebooks():
            notebook = run(path, place)
            at, name = f"{address.NOTEBOOK}/{path.stem}", title(notebook)
            listed.append((name, at))
            trail = (("Notebooks", f"{address.NOTEBOOK}/index"),)
            body = Markup(html(notebook))
            told = page.framed(library, "page-notebook.html", at, name, trail=trail, body=body, notebooks=())
            yield f"{at}.html", told
    at = f"{address.NOTEBOOK}/index"
    yield f"{at}.html", page.framed(library, "page-notebook.html", at, "Notebooks", body="", notebooks=listed)
    yield (
        f"{address.NOTEBOOK}/notebook.css",
        (Path(__file__).parent / "templates" / "page-notebook.css").read_text("utf-8"),
    )
