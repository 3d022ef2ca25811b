"""Processes are shared: nobody's long work makes the others wait, and what nobody waits for is given up."""

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kg.graph import store as stores
from kg.server.limit import Broken, Failed, Limits, Overloaded, TimedOut
from kg.server.pool import Pool
from kg.server.process import BEHIND, SHORT, returns
from kg.server.protocol import STATUSES
from kg.server.share import CLIENT
from tests.fixtures import invented
from tests.fixtures.loops import ran
from tests.fixtures.naps import die, fail, nap, remember, remembered


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    stores.save(invented.tiny(folder), folder / "kg")
    return folder / "kg"


def pooled(
    place: Path,
    limits: Limits,
    work: Callable[[Pool], Awaitable[None]],
    count: int = 4,
    short: float = SHORT,
    nice: int = 0,
    rehearsal: Callable[..., object] | None = None,
) -> None:
    """Do some work with a pool."""

    async def run() -> None:
        pool = Pool(
            place, count, limits, generation=stores.generation(place), short=short, nice=nice, rehearsal=rehearsal
        )
        await pool.start()
        try:
            while len(pool._idle) < count:
                await asyncio.sleep(0.05)
            await work(pool)
        finally:
            await pool.close()

    ran(run())


async def asked(pool: Pool, client: str, seconds: float) -> float:
    CLIENT.set(client)
    return float(await pool.run(nap, seconds))


def test_short_work_of_many_ends_before_the_long_work_of_a_few(place: Path) -> None:
    async def work(pool: Pool) -> None:
        hostile = [asyncio.create_task(asked(pool, f"hostile {n % 10}", 300)) for n in range(30)]
        await asyncio.sleep(0)
        for number in range(3):
            short = (asked(pool, f"client {n}", 0.001) for n in range(number, 50))
            assert len(await asyncio.gather(*short)) == 50 - number
        assert not [task for task in hostile if task.done()]
        assert len(pool._behind) <= 2
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)

    pooled(place, Limits(seconds=600), work, short=0.3)


def test_a_job_that_is_given_little_of_a_processor_is_no_long_one(place: Path) -> None:
    async def work(pool: Pool) -> None:
        hostile = [asyncio.create_task(asked(pool, "hostile", 300)) for _ in range(4)]
        while len(pool._behind) < 2:
            await asyncio.sleep(0.05)
        replaced = pool.replaced
        assert await asyncio.gather(*(asked(pool, f"client {n}", 1.0) for n in range(2))) == [1.0, 1.0]
        assert pool.replaced == replaced
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)

    pooled(place, Limits(seconds=600), work, short=0.5)


def test_one_client_alone_has_every_process_for_short_work(place: Path) -> None:
    async def work(pool: Pool) -> None:
        tasks = [asyncio.create_task(asked(pool, "a", 0.3)) for _ in range(4)]
        await asyncio.sleep(0.05)
        assert pool.busy == 4
        await asyncio.gather(*tasks)

    pooled(place, Limits(seconds=600), work)


def test_a_full_queue_lets_the_last_of_who_has_the_most_go(place: Path) -> None:
    async def work(pool: Pool) -> None:
        greedy = [asyncio.create_task(asked(pool, "greedy", 300)) for _ in range(10)]
        await asyncio.sleep(0.05)
        assert (pool.busy, pool.waiting) == (4, 6)
        with pytest.raises(Overloaded):
            await asked(pool, "greedy", 0.001)
        other = asyncio.create_task(asked(pool, "other", 0.001))
        await asyncio.sleep(0.05)
        (gone,) = [task for task in greedy if task.done()]
        assert isinstance(gone.exception(), Overloaded)
        assert await other == 0.001
        for task in greedy:
            task.cancel()
        await asyncio.gather(*greedy, return_exceptions=True)

    pooled(place, Limits(seconds=600, queue=10), work)


def test_work_that_nobody_waits_for_is_given_up(place: Path) -> None:
    async def work(pool: Pool) -> None:
        task = asyncio.create_task(asked(pool, "a", 300))
        await asyncio.sleep(0.1)
        assert pool.busy == 1
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert (pool.busy, pool.replaced) == (0, 1)
        assert await asked(pool, "a", 0.001) == 0.001

    pooled(place, Limits(seconds=600), work, count=1)


def test_a_process_rehearses_before_it_is_given_work_and_one_that_takes_its_place_as_well(place: Path) -> None:
    async def work(pool: Pool) -> None:
        assert pool.ready
        for _ in range(4):
            assert await pool.run(remembered) == 1
        with pytest.raises(Broken):
            await pool.run(die)
        assert await asyncio.gather(*(pool.run(remembered) for _ in range(4))) == [1] * 4

    pooled(place, Limits(seconds=600), work, count=2, rehearsal=remember)


@pytest.mark.parametrize("rehearsal", [die, fail])
def test_a_rehearsal_that_fails_keeps_no_process_from_its_work(place: Path, rehearsal: Callable[..., object]) -> None:
    async def work(pool: Pool) -> None:
        assert pool.ready
        assert await asked(pool, "a", 0.001) == 0.001

    pooled(place, Limits(seconds=600), work, count=2, rehearsal=rehearsal)


def test_no_process_is_begun_on_another_graph(tmp_path: Path) -> None:
    stores.save(invented.tiny(tmp_path), tmp_path / "kg")

    async def work(pool: Pool) -> None:
        stores.save(invented.tiny(tmp_path / "again"), tmp_path / "kg")
        assert pool.stale()
        assert await asked(pool, "a", 0.001) == 0.001
        task = asyncio.create_task(asked(pool, "a", 300))
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        with pytest.raises(Broken, match="it was replaced or removed on disk"):
            await asked(pool, "a", 0.001)

    pooled(tmp_path / "kg", Limits(seconds=600), work, count=1)


def test_who_leaves_its_work_unfinished_has_the_others_before_it_and_ends_among_the_long(place: Path) -> None:
    async def work(pool: Pool) -> None:
        clock = asyncio.get_running_loop().time
        while not pool.accounts.heavy("hostile", clock()):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asked(pool, "hostile", 300), 0.5)
        assert await asked(pool, "patient", 0.01) == 0.01
        assert not pool.accounts.had("patient", clock())
        assert pool.shares.had("patient", clock()) < pool.shares.had("hostile", clock())

    pooled(place, Limits(seconds=600), work)


@pytest.mark.parametrize("nice", [0, 3])
def test_a_process_that_works_on_a_long_job_steps_back_while_another_client_has_a_job(place: Path, nice: int) -> None:
    async def work(pool: Pool) -> None:
        def ranks() -> list[int]:
            return sorted(os.getpriority(os.PRIO_PROCESS, worker.process.pid) for worker in pool._all)

        own = min(19, os.getpriority(os.PRIO_PROCESS, 0) + nice)
        task = asyncio.create_task(asked(pool, "a", 3))
        while not pool._behind:
            await asyncio.sleep(0.02)
        assert ranks() == [own] * 4  # nobody else waits for a processor
        other = asyncio.create_task(asked(pool, "b", 0.1))
        while not pool._running["b"]:
            await asyncio.sleep(0.01)
        assert ranks() == [own, own, own, min(19, own + BEHIND)]
        assert await other == 0.1
        assert ranks() == ([own] * 4 if returns() else [own, own, own, min(19, own + BEHIND)])
        assert await task == 3
        while len(pool._idle) < 4:
            await asyncio.sleep(0.02)
        assert ranks() == [own] * 4

    pooled(place, Limits(seconds=600), work, short=0.2, nice=nice)


def test_a_fault_of_the_toolkit_is_told_as_one_and_the_process_goes_on(place: Path) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(Failed, match="the server: ZeroDivisionError: division by zero; report this"):
            await pool.run(fail)
        assert STATUSES[Failed] == 500
        assert await asked(pool, "a", 0.001) == 0.001
        assert pool.replaced == 0

    pooled(place, Limits(), work, count=1)


def test_nobody_waits_for_the_end_of_a_process_that_was_killed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(pool: Pool) -> None:
        killed: list[int] = []

        def wait(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
            killed.append(process.pid)
            return 0

        monkeypatch.setattr(subprocess.Popen, "wait", wait)
        with pytest.raises(TimedOut):
            await pool.run(nap, 300, seconds=0.2)
        assert await asked(pool, "a", 0.001) == 0.001
        while len(pool._idle) < 2:
            await asyncio.sleep(0.02)
        assert (killed, len(pool._all)) == ([], 2)
        monkeypatch.undo()

    pooled(place, Limits(seconds=600), work, count=2)
