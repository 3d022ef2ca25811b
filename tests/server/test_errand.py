"""What is made once for all readers is there as soon as it is whole, and is hurried when somebody waits for it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kg.graph import mark
from kg.graph import store as stores
from kg.namespace import BASE
from kg.server import document, errand, process
from kg.server.errand import Errand, apart
from kg.server.limit import Broken, Limits
from kg.server.pool import Pool
from kg.server.protocol import STATUSES
from kg.server.shelf import Shelf
from kg.server.whole import Whole
from tests.fixtures import invented
from tests.fixtures.loops import ran


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    stores.save(invented.tiny(folder), folder / "kg")
    return folder / "kg"


def test_a_file_is_given_as_soon_as_it_is_whole_and_one_that_is_none_at_the_end(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"

    async def work() -> None:
        begun = Errand(apart(place, Limits(), stores.generation(place)), folder, "dumps", BASE)
        given = await begun.file(mark.FILE)
        assert (given, begun.task.done()) == (folder / mark.FILE, False)
        assert (folder / mark.FILE).read_text("utf-8") == mark.text(mark.SITE)
        assert await begun.file("latest/none.csv") is None
        assert begun.task.done()
        assert begun.failed is False
        assert await begun.file("data.html") == folder / "data.html"

    ran(work())


@pytest.mark.parametrize(
    "path", ["../kg/kg.json", "latest/../../kg/kg.json", "/etc/passwd", "latest//kg.json", ".", ""]
)
def test_no_path_leads_out_of_the_folder(path: str, place: Path) -> None:
    async def work() -> None:
        begun = Errand(apart(place, Limits(), None), place.parent / "site", "nothing", BASE)
        assert await begun.file(path) is None
        begun.task.cancel()
        await asyncio.gather(begun.task, return_exceptions=True)

    ran(work())


def test_who_waits_has_it_made_as_fast_as_the_rest(place: Path, tmp_path: Path) -> None:
    if not process.returns():
        pytest.skip("this system lets no process be less nice again")
    found: list[int] = []

    @asynccontextmanager
    async def watched() -> AsyncIterator[Pool]:
        async with apart(place, Limits(), stores.generation(place)) as pool:
            (worker,) = pool._all
            found.append(os.getpriority(os.PRIO_PROCESS, worker.process.pid))
            yield pool
            found.append(os.getpriority(os.PRIO_PROCESS, worker.process.pid))

    async def work() -> None:
        begun = Errand(watched(), tmp_path / "site", "dumps", BASE)
        await begun.file("data.html")
        await begun.task

    ran(work())
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert found == [min(19, own + errand.LAST), own]


def test_an_errand_that_cannot_be_done_fails_for_who_waits(place: Path, tmp_path: Path) -> None:
    async def work() -> None:
        begun = Errand(apart(place, Limits(), stores.generation(place)), tmp_path / "site", "nothing", BASE)
        with pytest.raises(Exception, match="nothing"):
            await begun.file("data.html")
        assert begun.failed

    ran(work())


def test_who_waits_while_the_server_ends_is_told(place: Path, tmp_path: Path) -> None:
    async def work() -> None:
        begun = Errand(apart(place, Limits(), stores.generation(place)), tmp_path / "site", "dumps", BASE)
        waiting = asyncio.create_task(begun.file("data.html"))
        await asyncio.sleep(0.01)
        begun.task.cancel()
        with pytest.raises(Broken, match="the server: it ends; ask again when it runs"):
            await waiting

    ran(work())
    assert STATUSES[Broken] == 503


def test_a_file_has_its_name_from_when_it_is_whole(tmp_path: Path) -> None:
    site = Whole(tmp_path / "site", BASE)
    site.write("latest/a.txt", "one")
    site.write("latest/a.txt", b"two")
    assert (tmp_path / "site" / "latest" / "a.txt").read_bytes() == b"two"
    assert [each for each in (tmp_path / "site").rglob("*") if each.is_file()] == [tmp_path / "site/latest/a.txt"]


def test_what_is_made_ahead_is_there_to_be_asked_for(place: Path) -> None:
    shelf = Shelf(stores.open_store(place))
    known = document.survey(shelf)
    listed = document.frequented(shelf)
    assert len(listed) == len(set(listed))
    assert {"index.html", "source/index.html"} <= set(listed)
    assert any(path.startswith("source/") and path != "source/index.html" for path in listed)
    for path in listed:
        assert path in known.files or path.removesuffix(".html") in known.things, path
