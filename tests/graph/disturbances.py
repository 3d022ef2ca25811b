"""Replace a folder again and again, disturbed at one step after another, in a process that is small enough to fork.

``python -m tests.graph.disturbances FOLDER fail|interrupt|kill one|two`` ends with an error where what stands there
is neither the old nor the new, or the next replacement does not work; ``two``: where no call exchanges two folders.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg.graph import mark, replacement

STEPS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "tempfile.mkdtemp", "shutil.rmtree", "open")
"""What the system is asked in a replacement, by the names under which Python audits it."""

MARK = mark.text(mark.SITE)
INPUTS = mark.inputs


def write(target: Path, content: str) -> None:
    """Put a folder of three files in the place of a target."""
    with replacement.replacing(target, mark.SITE) as new:
        (new / "below").mkdir(parents=True)
        for name in ("index.html", "below/one", "below/two"):
            (new / name).write_text(content, encoding="utf-8")
        (new / mark.FILE).write_text(MARK, encoding="utf-8")


def held(target: Path) -> set[str]:
    """Return what the files of a target hold: one content, where it is whole."""
    place = target if target.exists() else target.with_name(target.name + ".previous")
    return {(place / name).read_text(encoding="utf-8") for name in ("index.html", "below/one", "below/two")}


def stands(target: Path) -> bool:
    """Return whether a target is there, at once or as soon as what was set aside is put back."""
    end = time.monotonic() + 60
    while not target.is_dir() and time.monotonic() < end:
        time.sleep(0.01)
    return target.is_dir()


def disturbed(target: Path, number: int, disturb: Callable[[], None], exchange: bool) -> bool:
    """Replace a target in a process of its own, disturbed at a step, and return whether that step was reached."""
    child = os.fork()
    if child == 0:
        left = number

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left == 0:
                    disturb()

        mark.inputs = INPUTS
        if not exchange:
            replacement._exchanged = lambda one, other: False
        sys.addaudithook(hook)
        try:
            write(target, "new")
        except BaseException:
            os._exit(1 if left <= 0 else 3)
        os._exit(0 if left <= 0 else 2)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) != 3, "the replacement failed without being disturbed"
    return os.WEXITSTATUS(status) != 2


def fail() -> None:
    raise OSError(28, "No space left on device")


def interrupt() -> None:
    raise KeyboardInterrupt


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def walk(folder: Path, disturb: Callable[[], None], *, exchange: bool) -> None:
    """Replace a folder, disturbed at each step in turn, until there is no further step.

    Raises:
        AssertionError: something else than the old or the new is there after it, or is left over.
    """
    number, outcomes = 0, set()
    mark.inputs = cache(INPUTS)  # only what is disturbed reads them each time
    while True:
        number += 1
        place = folder / str(number)
        write(place / "kg", "old")
        reached = disturbed(place / "kg", number, disturb, exchange)
        content = held(place / "kg")
        assert content in ({"old"}, {"new"}), f"step {number}"
        outcomes |= content
        assert stands(place / "kg"), f"step {number}"
        write(place / "kg", "newer")
        assert held(place / "kg") == {"newer"}, f"step {number}"
        assert [each.name for each in place.iterdir()] == ["kg"], f"step {number}"
        shutil.rmtree(place)
        if not reached:
            break
    assert outcomes == {"old", "new"}
    assert number > 10


if __name__ == "__main__":
    place_, how, steps_ = sys.argv[1:]
    walk(Path(place_), {"fail": fail, "interrupt": interrupt, "kill": kill}[how], exchange=steps_ == "one")
