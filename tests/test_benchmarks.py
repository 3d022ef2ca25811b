"""The harness of the benchmarks: claims that look like the real ones, answers compared, failures told. No times."""

import csv
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import contest, environment, generate, generated
from benchmarks.jobs import start
from benchmarks.measure import run
from kg import graph, inference, validation
from kg.pipeline import read


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate.write(3_000, 7, tmp_path_factory.mktemp("made") / "data")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _top(reach: list[int]) -> float:
    """Return the share of the supplies that a tenth of the vendors has."""
    return sum(sorted(reach, reverse=True)[: len(reach) // 10]) / sum(reach)


def test_as_many_claims_as_asked_for_and_nothing_is_wrong_with_them(made: Path) -> None:
    registers, sources, claims = generated.read(made)
    assert sum(claim.kind != "HomeState" for claim in claims) == 3_000
    store = graph.load(graph.quads(registers, sources, claims))
    assert inference.infer(store) > 0
    assert validation.validate(store) == []


def test_one_seed_gives_one_folder(made: Path, tmp_path: Path) -> None:
    again, other = generate.write(3_000, 7, tmp_path / "a"), generate.write(3_000, 8, tmp_path / "b")

    def texts(folder: Path) -> dict[str, str]:
        return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.*") if path.is_file()}

    assert texts(again) == texts(made)
    assert texts(other) != texts(made)


def test_the_claims_are_like_the_real_edition(made: Path) -> None:
    real = generate.shape(read()[0])
    rows = _rows(made / "sources" / "edition-0001.csv")
    states = {row["jurisdiction"] for row in rows if row["kind"] == "Classification"}
    users = {row["user"] for row in rows if row["kind"] == "Use"}
    assert len(users) / len(states) == pytest.approx(real.users, abs=0.12)
    supplied = Counter(row["supplier"] for row in rows if row["kind"] == "Supply")
    assert _top(list(supplied.values())) == pytest.approx(_top(real.reach), abs=0.1)
    recovered = sum(row["modality"] == "recovered" for row in rows) / len(rows)
    assert recovered == pytest.approx(real.recovered, abs=0.05)


def test_an_edition_repeats_most_of_the_one_before_and_not_all(tmp_path: Path) -> None:
    sources = generate.write(6_000, 3, tmp_path / "data") / "sources"
    first, second = (
        {(row["supplier"], row["recipient"]) for row in _rows(sources / name) if row["kind"] == "Supply"}
        for name in ("edition-0001.csv", "edition-0002.csv")
    )
    assert 0.3 < len(first & second) / len(first | second) < 1


def test_a_digest_of_lines_does_not_depend_on_order_or_repetition(tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in "abc")
    a.write_text("one\ntwo\n")
    b.write_text("two\none\n\ntwo\n")
    c.write_text("one\nthree\n")
    assert contest.lines(a) == contest.lines(b) != contest.lines(c)


def test_a_job_whose_contenders_disagree_has_no_ratio() -> None:
    ours = bench.Standing("start", 1, "kg", [1.0], [1.0], 1, "a")
    same = bench.Standing("start", 1, "rdflib", [3.0], [3.0], 1, "a")
    other = bench.Standing("start", 1, "kglab", [3.0], [3.0], 1, "b")
    assert "3.00×" in bench.rows(start, [ours, same])
    assert bench.agreed([ours, same], "start", 1)
    told = bench.rows(start, [ours, same, other])
    assert "DIFFER" in told
    assert "×" not in told


def test_a_run_that_fails_or_hangs_is_told_and_not_timed() -> None:
    failed = run([sys.executable, "-c", "raise SystemExit('no memory')"], 20)
    assert failed.failure == "no memory"
    hung = run([sys.executable, "-c", "while True: pass"], 0.5)
    assert hung.failure.startswith("not done after")


def test_every_job_says_what_it_is_and_who_takes_part() -> None:
    for name in bench.names():
        job = import_module(f"benchmarks.jobs.{name}")
        assert job.TITLE
        assert {job.OURS, job.AGAINST} <= job.CONTENDERS.keys() == job.ENVIRONMENT.keys()
        assert set(job.ENVIRONMENT.values()) - {"kg"} <= environment.pins().keys()


def test_an_unknown_job_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "nope"])
    assert bench.main() == 2
    assert "no such job; choose" in capsys.readouterr().err
