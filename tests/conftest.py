"""What several test modules share: built graphs, published sites, a server, and one browser."""

import functools
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg import garbage
from kg.graph import pipeline, store
from kg.setting import use, workspace
from tests.fixtures import browsers, invented, servers, shared

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

    from kg.server.shelf import Shelf
    from kg.site.resource import Library

settings.register_profile("any-machine", deadline=None, max_examples=50)
settings.load_profile("any-machine")


LONG = (
    *("networks/test_browser_views.py", "site/test_browser_site.py", "server/test_server.py", "explorer/test_tasks.py"),
    *("queries/test_question_engines.py", "wording/test_table.py", "server/test_succession.py"),
    *("networks/test_browser_moves.py", "test_packaging.py", "charts/test_browser_charts.py"),
    *("server/test_proxies.py", "site/test_notebooks.py", "charts/test_chart.py", "wording/test_turn.py"),
    *("prose/test_yardstick.py", "wording/test_plain.py", "prose/test_extraction.py", "site/test_conformance.py"),
    *("test_cli.py", "prose/test_growth.py", "overlay/test_workspace.py", "scale/test_cluster.py"),
    *("server/test_comunica.py", "explorer/test_browser_explorer.py", "explorer/test_browser_choices.py"),
    *("site/test_browser_sparql.py", "graph/test_endpoint.py", "checking/test_check.py", "server/test_access.py"),
    *("test_readme.py", "graph/test_wrong_use.py", "graph/test_visibility.py", "site/test_publication.py"),
    *("server/test_generated_queries.py", "checking/test_desk.py", "graph/test_replacement.py"),
    *("graph/test_shards.py", "prose/test_article.py", "graph/test_pipeline.py", "test_lessons.py"),
    *("test_stream.py", "server/test_pool.py", "evidence/test_volume.py", "graph/test_edition.py"),
    *("networks/test_view.py",),
)
"""The files that take longest, the longest first."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: none of them is left at the end for one process alone."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        order = {str(config.rootpath / "tests" / name): number for number, name in enumerate(LONG)}
        items.sort(key=lambda item: order.get(str(item.path), len(LONG)))


def pytest_collection_finish() -> None:
    """Search rarely for garbage: a tenth of the time of what makes much, and what was collected stays anyway."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*garbage.RARE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Let the workspace that was in use before a test be so after it: no test depends on those that ran before."""
    del item
    before = workspace()
    try:
        return (yield)
    finally:
        use(before)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--queries", type=int, default=150, help="how many generated queries are asked in two ways (150)")
    parser.addoption("--w3c", help="the folder of the W3C's suites (that of rdflib's source, which .ci/suites fetches)")
    parser.addoption("--examples", type=int, default=5, help="how many examples schemathesis makes of an operation (5)")
    parser.addoption("--reconciliation", help="the folder of the JSON schemas of the reconciliation API, version 0.2")
    parser.addoption("--firefox", action="store_true", help="show pages in the system's Firefox instead of Chromium")
    parser.addoption("--golden", action="store_true", help="write the golden answers anew instead of comparing")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that other people's suites gave."""
    for report in (each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, [])):
        for name, figure in report.user_properties:
            if name == "figure" and report.when == "call":
                terminalreporter.write_line(f"{figure}{'' if report.passed else ' (FAILED)'}")


@pytest.fixture(scope="session")
def built() -> tuple[ox.Store, pipeline.Report]:
    """Return the dataset of the toolkit's own sources, built once in memory, and its report."""
    return pipeline.build()


@pytest.fixture(scope="session")
def released(built: tuple[ox.Store, pipeline.Report]) -> ox.Store:
    """Return the dataset of the toolkit's own sources."""
    return built[0]


@pytest.fixture(scope="session")
def library(released: ox.Store) -> "Library":
    """Return what pages read of the toolkit's own sources, each part read once."""
    from kg.site.resource import Library

    return Library(released)


@pytest.fixture(scope="session")
def shelf(released: ox.Store) -> "Shelf":
    """Return what the server reads of the toolkit's own sources."""
    from kg.server.shelf import Shelf

    return Shelf(released)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the invented world in which a vendor is called what a browser would run."""
    return invented.hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile_site(hostile: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of that world, to which no test writes."""
    from kg.site import publication

    return shared.once(tmp_path_factory, "whole", lambda place: publication.publish(hostile, place))


@pytest.fixture(scope="session")
def hostile_compact(hostile: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compact site of that world, to which no test writes."""
    from kg.site import layout, publication

    make = functools.partial(publication.publish, hostile, form=layout.COMPACT)
    return shared.once(tmp_path_factory, "compact", make)


@pytest.fixture(scope="session")
def pictures(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every view and chart of the toolkit's own sources, each as a page and as SVG."""
    from kg import picture

    def draw(place: Path) -> None:
        place.mkdir()
        for each in picture.read_all():
            for suffix in (".html", ".svg"):
                picture.draw(released, each.name, place / f"{each.name}{suffix}")

    return shared.once(tmp_path_factory, "pictures", draw)


@pytest.fixture(scope="session")
def released_folder(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the dataset of the toolkit's own sources stands, as ``kg build`` writes it.

    No test writes to it.
    """
    return shared.once(tmp_path_factory, "kg", lambda place: store.save(released, place))


@pytest.fixture(scope="session")
def released_server(released_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the one ``kg serve`` on that folder, without a slash at its end."""

    def begin() -> tuple[str, int]:
        return servers.begun(released_folder, "--rate", "0", "--quiet", "--lazy", "--seconds", "120")

    with shared.one(tmp_path_factory, "server", begin) as at:
        servers.answers(f"{at}/sparql")
        yield at


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that holds ontology/, sources/, queries/ and kg/."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def driver() -> Iterator["Playwright"]:
    """Yield what starts browsers; there is one in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: "Playwright") -> Iterator["Browser"]:
    """Yield the system's Chromium, headless, driven by Playwright; pages are `chromium.new_page()`."""
    browser = browsers.launched(driver)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def windows(request: pytest.FixtureRequest) -> Iterator[browsers.Windows]:
    """Yield windows of that browser, which tests use one after another: `with windows.page() as page`.

    With ``--firefox`` they are of the system's Firefox, which Playwright drives by WebDriver BiDi.
    """
    if not request.config.getoption("--firefox"):
        yield browsers.Windows(request.getfixturevalue("chromium"))
        return
    browser = browsers.firefox(request.getfixturevalue("driver"))
    yield browsers.Windows(browser, touched=False)
    browser.close()
