"""What the suites share: where their files are, and the figures that are printed at the end."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TOOLS = Path("build/suites")

Told = Callable[[str], None]


@pytest.fixture
def told(record_property: Callable[[str, object], None]) -> Told:
    """Return what takes the figure of a suite, which the end of the run prints."""
    return lambda figure: record_property("figure", figure)


@pytest.fixture(scope="session")
def tools(checkout: Path) -> Path:
    """Return the folder in which `.ci/suites` sets the tools up."""
    folder = checkout / TOOLS
    if not folder.is_dir():
        pytest.skip("the tools of other people's suites are missing: run `make test-suites`")
    return folder


@pytest.fixture(scope="session")
def site(tools: Path) -> Path:
    """Return the site that `.ci/suites` published."""
    return tools / "site"


def run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    """Return what a command of a suite said, and its status."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def read(text: str) -> object:
    """Return JSON read, or raise what the tool said in its place."""
    try:
        return json.loads(text)
    except ValueError:
        raise AssertionError(text[-2000:]) from None
