"""Tasks in processes of their own: the parts of all of them, one of each, and no process is left."""

import multiprocessing
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph import part, shard, union
from kg.graph.means import How, planned
from kg.graph.part import Task
from kg.graph.scale import runner
from kg.graph.shard import Inputs
from tests.fixtures import claims, invented


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Return the invented inputs."""
    return claims.written(tmp_path_factory.mktemp("inputs"), [])


def tasks(inputs: Inputs, to: Path) -> list[Task]:
    """Return a task for each source."""
    _, sources = shard.read(inputs)
    return [Task(each, inputs, str(to)) for each in shard.plan(sources, memory=shard.FACTOR)]


def test_processes_yield_the_parts_that_one_process_yields_and_end(inputs: Inputs, tmp_path: Path) -> None:
    given = tasks(inputs, tmp_path)
    assert len(given) > 2
    with runner.runner(2) as run:
        parts = runner.ordered(run(part.make, given))
    assert parts == [part.make(task) for task in given]
    assert multiprocessing.active_children() == []


def test_error_of_a_task_is_told_and_ends_the_others(inputs: Inputs, tmp_path: Path) -> None:
    given = [task._replace(to=str(tmp_path / "missing")) for task in tasks(inputs, tmp_path)]
    with pytest.raises(OSError, match="missing"), runner.runner(2) as run:
        list(run(part.make, given))
    assert multiprocessing.active_children() == []


def killed(task: Task) -> Task:
    """End the process as a system does that has no memory left, but for the one that all others are of."""
    if multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def whose(task: Task) -> bool:
    """Return whether the process is the one that all others are of."""
    return multiprocessing.parent_process() is None


def test_process_that_asks_does_tasks_itself(inputs: Inputs, tmp_path: Path) -> None:
    with runner.runner(2) as run:
        own = list(run(whose, tasks(inputs, tmp_path)[:2]))
    assert sorted(own) == [False, True]


def test_task_aside_is_done_by_another_process_where_there_is_one(inputs: Inputs, tmp_path: Path) -> None:
    (task, *_) = tasks(inputs, tmp_path)
    with runner.runner(2) as run:
        assert runner.aside(run, whose, task)() is False
    with runner.runner() as run:
        assert runner.aside(run, whose, task)() is True


def test_process_that_is_killed_at_a_task_aside_is_one_line(inputs: Inputs, tmp_path: Path) -> None:
    told = r"^kg build: one of its processes was ended from outside; take fewer"
    with pytest.raises(KgError, match=told), runner.runner(2) as run:
        runner.aside(run, killed, tasks(inputs, tmp_path)[0])()


def told(place: Path) -> None:
    """Say which process it is."""
    (place / str(os.getpid())).touch()


def test_other_processes_begin_with_what_they_are_to_do_before(inputs: Inputs, tmp_path: Path) -> None:
    with runner.runner(3, before=partial(told, tmp_path)) as run:
        assert list(run(whose, [])) == []
    assert 1 <= len(list(tmp_path.iterdir())) <= 2
    assert not (tmp_path / str(os.getpid())).exists()


def test_tasks_of_several_processes_are_small_and_begin_with_the_largest(tmp_path: Path) -> None:
    given = claims.written(tmp_path, [])
    rows = "".join(f"Supply,vendor:acme,state:ada,{number},Vendor\n" for number in range(2, 120_000))
    invented.write(given.folders[0], "long", 'title = "Long"\n', f"kind,supplier,recipient,row,column\n{rows}")
    _, sources = shard.read(given)
    assert shard.bulk(given) > shard.SMALLEST
    sizes = [shard.size(task.shard, sources) for task in planned(given, sources, How(2), str(tmp_path), {})]
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes) < sum(sizes) / 4
    assert len(planned(given, sources, How(), str(tmp_path), {})) == 2


def test_source_more_leaves_the_tables_of_others_parted_where_they_were(tmp_path: Path) -> None:
    given = claims.written(tmp_path, [])
    rows = "".join(f"Supply,vendor:acme,state:ada,{number},Vendor\n" for number in range(2, 160_000))
    invented.write(given.folders[0], "long", 'title = "Long"\n', f"kind,supplier,recipient,row,column\n{rows}")
    _, before = shard.read(given)
    invented.write(given.folders[0], "more", 'title = "More"\n', f"kind,supplier,recipient,row,column\n{rows[:4000]}")
    _, after = shard.read(given._replace(stamp="more"))
    parted = [{each.pieces for each in shard.plan(sources, 4) if each.pieces[0].span} for sources in (before, after)]
    assert parted[0] == parted[1]
    assert len(parted[0]) >= 3


def test_process_that_is_killed_is_one_line(inputs: Inputs, tmp_path: Path) -> None:
    told = r"^kg build: one of its processes was ended from outside; take fewer"
    with pytest.raises(KgError, match=told), runner.runner(2) as run:
        list(run(killed, tasks(inputs, tmp_path)))


def test_of_a_part_that_was_made_twice_one_is_left(inputs: Inputs, tmp_path: Path) -> None:
    given = tasks(inputs, tmp_path)
    with runner.runner() as run:
        twice = runner.ordered([*run(part.make, given), *run(part.make, given[::-1])])
    assert [each.number for each in twice] == [task.shard.number for task in given]
    assert union.digest(twice) == union.digest([part.make(task) for task in given])


def test_build_that_is_interrupted_ends_in_one_line_with_its_processes_and_leaves_nothing(tmp_path: Path) -> None:
    at = invented.checkout(tmp_path)
    rows = "".join(f"Supply,vendor:acme,state:ada,{number},Vendor\n" for number in range(2, 20_000))
    invented.write(at / "sources", "long", 'title = "Long"\n', f"kind,supplier,recipient,row,column\n{rows}")
    command = [sys.executable, "-m", "kg", "build", "--processes", "2", "--memory", "1M"]
    variables = os.environ | {"PYTHONPATH": str(at)}
    running = subprocess.Popen(
        command,
        cwd=at,
        env=variables,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
    )
    assert running.stderr is not None
    told: list[str] = []
    while not told or told[-1].startswith("kg: read …"):
        told.append(running.stderr.readline())
    running.send_signal(signal.SIGINT)
    _, rest = running.communicate()
    assert running.returncode == 130
    assert rest.splitlines()[-1] == "kg: stopped"
    assert "Traceback" not in rest
    assert list((at / "build").iterdir()) == []
