"""The explorer of the released graph as one file, opened in a browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pyoxigraph as ox
import pytest

from kg.explorer import page as explorer
from tests.fixtures.browsers import Windows, heard

if TYPE_CHECKING:
    from playwright.sync_api import Page

seen: "WeakKeyDictionary[Page, tuple[list[str], list[str]]]" = WeakKeyDictionary()
"""A page → the addresses it asked for, and its errors."""


@pytest.fixture(scope="session")
def file(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return explorer.write(released, tmp_path_factory.mktemp("explorer") / "explorer.html")


@pytest.fixture
def opened(windows: Windows, file: Path) -> Iterator[Callable[..., "Page"]]:
    with ExitStack() as stack:

        def open_(hash_: str = "", width: int = 1440, height: int = 900, **options: bool) -> "Page":
            page = stack.enter_context(windows.page(width, height, **options))
            asked, faults = seen[page] = ([], [])
            told = {
                "request": lambda request: asked.append(request.url),
                "pageerror": lambda error: faults.append(str(error)),
                "console": lambda said: faults.append(said.text) if said.type == "error" else None,
            }
            stack.enter_context(heard(page, **told))
            page.goto(file.as_uri() + (f"#{hash_}" if hash_ else ""))
            page.wait_for_selector(".summary")
            return page

        yield open_
