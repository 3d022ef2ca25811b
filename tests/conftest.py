"""What several test modules share: the checkout's folder and one browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg.graph import pipeline, store
from tests.fixtures import browsers, servers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--queries", type=int, default=150, help="how many generated queries are asked in two ways (150)")
    parser.addoption("--w3c", help="the folder of the W3C's suites (that of rdflib's source, which .ci/suites fetches)")
    parser.addoption("--examples", type=int, default=5, help="how many examples schemathesis makes of an operation (5)")
    parser.addoption("--reconciliation", help="the folder of the JSON schemas of the reconciliation API, version 0.2")
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
def released_folder(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the dataset of the toolkit's own sources stands, as ``kg build`` writes it."""
    folder = tmp_path_factory.mktemp("released") / "kg"
    store.save(released, folder)
    return folder


@pytest.fixture(scope="session")
def released_server(released_folder: Path) -> Iterator[str]:
    """Yield the address of ``kg serve`` on that folder, without a slash at its end."""
    with servers.served(released_folder, "--rate", "0", "--quiet") as (address, _):
        yield address.removesuffix("/sparql").rstrip("/")


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
