"""Kill a command that replaces something at random moments, and count what stands there then.

``python -m tests.graph.kills build|publish|load|import NUMBER [SEED]`` prints how often the state before and the one
after stood there; anything else, or a next run that does not work, ends it with an error.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from kg.file import settled
from kg.graph import store as stores
from tests.fixtures import invented

ROWS = "vendor,state,technology,date\nHuawei,Serbia,facial recognition,{}\nZTE,Kenya,smart policing,2020\n"
NONE = "nothing"


def run(*words: str | Path, seconds: float | None = None, at: Path = invented.ROOT) -> float | None:
    """Run a command of a checkout and return the seconds it took, or None where it was killed after ``seconds``.

    Raises:
        RuntimeError: it ended by itself, and not well.
    """
    begun = time.monotonic()
    variables = os.environ | {"PYTHONPATH": str(at)}
    command = [sys.executable, "-m", "kg", *map(str, words)]
    with subprocess.Popen(
        command, env=variables, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            told, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    if process.returncode != 0:
        raise RuntimeError(told.decode())
    return time.monotonic() - begun


def loading(folder: Path) -> tuple[list[tuple[str | Path, ...]], Callable[[], str]]:
    """Return two commands that load different parts into one store, and what tells the whole of the store."""
    at = invented.checkout(folder)
    commands: list[tuple[str | Path, ...]] = []
    for name in ("one", "two"):
        parts = folder / f"parts-{name}"
        assert invented.kg("build", "--to", folder / name, "--parts", parts, at=at).returncode == 0
        commands.append(("load", parts, "--to", folder / "kg"))
        (at / "sources" / "ledger.csv").unlink(missing_ok=True)

    return commands, lambda: _quads(folder / "kg")


def building(folder: Path) -> tuple[list[tuple[str | Path, ...]], Callable[[], str]]:
    """Return two commands that build one store of different sources, and what tells the whole of the store."""
    at = invented.checkout(folder)
    more = folder / "more"
    more.mkdir()
    for each in (at / "sources").glob("ledger.*"):
        each.rename(more / each.name)
    target = folder / "kg"
    return [("build", "--to", target), ("build", "--to", target, "--sources", more)], lambda: _quads(target)


def publishing(folder: Path) -> tuple[list[tuple[str | Path, ...]], Callable[[], str]]:
    """Return two commands that publish different bases to one folder, and what tells the whole of the site."""
    at = invented.checkout(folder)
    (at / "web").symlink_to(invented.ROOT / "web")
    assert invented.kg("build", "--to", folder / "kg", at=at).returncode == 0
    site = folder / "site"

    def told() -> str:
        place = stores.standing(site)
        if not place.exists():
            return NONE
        files = sorted(each for each in place.rglob("*") if each.is_file())
        content = b"\0".join(each.relative_to(place).as_posix().encode() + b"\0" + each.read_bytes() for each in files)
        return hashlib.sha256(content).hexdigest()

    words = ("publish", site, "--graph", folder / "kg", "--base")
    return [(*words, "https://one.example/"), (*words, "https://two.example/")], told


def _quads(store: Path) -> str:
    """Return a digest of the quads of a store, or of the one before it that stands in its place."""
    if not stores.standing(store).exists():
        return NONE
    quads = sorted(re.sub(r"_:\w+", "_:", str(quad)) for quad in stores.open_store(store, any_version=True))
    return hashlib.sha256("\n".join(quads).encode()).hexdigest()


def importing(folder: Path) -> tuple[list[tuple[str | Path, ...]], Callable[[], str]]:
    """Return two commands that import different tables as one source, and what tells the whole of the source."""
    workspace = folder / "own"
    run("new", workspace)
    commands: list[tuple[str | Path, ...]] = []
    for name, rows in (("one", ROWS.format("2019-03-01")), ("two", ROWS.format("2021") + "NEC,Brazil,,2022\n")):
        table = folder / f"{name}.csv"
        table.write_text(rows, encoding="utf-8")
        commands.append(("import", table, "--id", "told", "--no-questions", "--workspace", workspace))
    sources = workspace / "sources"

    def told() -> str:
        settled(sources)
        files = sorted(each for each in sources.rglob("told.*") if each.relative_to(sources).parts[0][0] != ".")
        content = b"\0".join(each.name.encode() + b"\0" + each.read_bytes() for each in files)
        return hashlib.sha256(content).hexdigest() if files else NONE

    return commands, told


def killed(kind: str, number: int, folder: Path, seed: int = 1) -> Counter[str]:
    """Return how often a command that was killed left the state before, and the one after, each time a whole one.

    Raises:
        AssertionError: neither stood there, or the next run did not make the state it makes.
    """
    made = {"load": loading, "import": importing, "build": building, "publish": publishing}
    commands, told = made[kind](folder)
    at = folder / "checkout" if kind in ("build", "publish") else invented.ROOT
    whole, seconds = [], 0.0
    for words in commands:
        seconds = max(seconds, run(*words, at=at) or 0.0)
        whole.append(told())
    assert len({*whole, NONE}) == 3
    choose, outcomes = Random(seed), Counter[str]()
    standing = 1
    while outcomes["before"] + outcomes["after"] < number:
        took = run(*commands[1 - standing], seconds=choose.uniform(0, seconds), at=at)
        found = told()
        assert found in whole, f"after {outcomes}: neither the state before nor the one after"
        outcomes["ended before it was killed" if took else "before" if found == whole[standing] else "after"] += 1
        seconds = took or seconds
        standing = whole.index(found)
    run(*commands[1 - standing], at=at)
    assert told() == whole[1 - standing]
    return outcomes


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(dict(killed(sys.argv[1], int(sys.argv[2]), Path(scratch), *map(int, sys.argv[3:]))))
