"""The harness of the benchmarks: claims that look like the real ones, answers compared, failures told. No times."""

import csv
import json
import sys
from collections import Counter
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from benchmarks import __main__ as bench
from benchmarks import bars, contest, report
from benchmarks.cost import Cost
from benchmarks.graphs import generate, generated, inputs
from benchmarks.jobs import drawing, library, quads, questions, start
from benchmarks.jobs import server as requests
from benchmarks.measure import NotDone, Run, run
from benchmarks.peers import environment, server
from benchmarks.standing import Standing, agreed
from kg.graph import dataset, inference, validation
from kg.graph.pipeline import read


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
    store = dataset.load(dataset.quads(registers, sources, claims))
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


def _stood(job: str, who: str, seconds: list[float], **told: Any) -> Standing:
    given: dict[str, Any] = {"case": "a case", "size": 0, "seconds": seconds, "processor": seconds} | told
    return Standing(job, who=who, **given)


def test_a_job_whose_contenders_disagree_has_no_ratio() -> None:
    ours, same = _stood("start", "kg", [1.0], answer="a"), _stood("start", "rdflib", [3.0], answer="a")
    other = _stood("start", "kglab", [3.0], answer="b")
    assert "| 3× |" in report.rows(start, [ours, same])
    assert agreed([ours, same], "start", "a case")
    told = report.rows(start, [ours, same, other])
    assert "DIFFER" in told
    assert "×" not in told
    (row,) = bars.rows(
        [_stood("rules", "kg", [1.0], answer=1, size=10_000), _stood("rules", "owlrl", [900.0], answer=2)]
    )
    assert row.met is None


def test_a_contender_that_was_ended_is_at_least_so_slow() -> None:
    def row(least: float) -> bars.Row:
        ours = _stood("drawing", "kg draw", [2.0], size=2_000, answer=2_000)
        return bars.rows([ours, _stood("drawing", "pyvis", [], size=2_000, note="not drawn in time", least=least)])[0]

    assert row(60.0).met is True
    assert "> 30×" in row(60.0).measured
    assert row(40.0).met is None  # 20 times at least: it may be more than the bar


RUN = {
    "machine": dict.fromkeys(("processor", "memory", "system", "python", "date", "load"), "X") | {"cores": "2"},
    "size": "medium",
    "seconds": 600,
    "packages": {"rdflib": ["rdflib==1.2.3"]},
}


def test_the_page_of_a_run(tmp_path: Path) -> None:
    standings = [
        _stood("start", "kg", [0.30], answer=""),
        _stood("start", "rdflib", [0.10], answer=""),
        *(
            _stood("quads", "kg", [size / 1e6], case=f"{size:,} quads", size=size, answer=f"{size} lines, 0")
            for size in (10_000, 1_000_000)
        ),
        _stood("quads", "morph", [0.5], case="10,000 quads", size=10_000, answer="10000 lines, 0"),
        _stood(
            "server", "kg serve", [0.001, 0.001], case="entity", answer=True, figures={"requests/s": [1000.0, 1000.0]}
        ),
        _stood("server", "rdflib-endpoint", [], case="entity", note="wrk is missing"),
    ]
    results = tmp_path / "results.json"
    results.write_text(json.dumps(RUN | {"standings": [asdict(each) for each in standings]}))
    report.main(results, tmp_path / "performance.md")
    page = (tmp_path / "performance.md").read_text()
    assert "rdflib==1.2.3" in page
    bar = {line.split(" | ")[0].strip("| "): line for line in page.splitlines() if "make bench" in line}
    assert "0.30 s, rdflib 0.10 s | no | `make bench ONLY=start`" in bar["`import kg`"]
    assert "1,000,000 quads/s (1,000,000 quads); 50× morph (10,000 quads)" in bar["claims → N-Quads"]
    assert "| yes |" in bar["claims → N-Quads"]
    assert "| not measured |" in bar["server, requests/s of `oxigraph serve`"]
    assert "wrk is missing" in page
    assert "0.01 s at 10,000 quads | 1 s at 1,000,000 quads | 1.00 |" in page
    assert "claims" in (tmp_path / "growth.svg").read_text()


def test_the_readme_has_every_bar() -> None:
    readme = (bench.ROOT / "README.md").read_text(encoding="utf-8")
    for job, bar, *_ in bars.BARS:
        assert f"| {job} | {bar} | " in readme


def test_a_missing_tool_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.which", lambda program, **kept: None)
    (found,) = requests.held("small", tmp_path)
    assert {each.note for each in found} == {server.MISSING}
    assert server.MISSING in report.rows(requests, found)
    assert not any(tmp_path.iterdir())


def test_who_does_not_end_is_not_waited_for_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def fake(command: list[str], limit: float, environment: dict[str, str]) -> Run:
        who, place = command[-2:]
        asked.append(f"{who} {Path(place).name}")
        failed = who == "pyvis"
        return Run(1.0, 1.0, 1.0, 250, limit / 2, "not done" if failed else "", limit if failed else 0.0)

    monkeypatch.setattr(bench, "run", fake)
    monkeypatch.setattr(drawing, "SIZES", {"small": (250, 2_000)})
    first, second = bench.held("drawing", drawing, "small", tmp_path)
    # nor is one asked three times that took more than a third of what it may
    assert asked == ["kg draw 250", "pyvis 250", "ttl3d 250", "kg draw 2000", "ttl3d 2000"]
    assert [each.note for each in (first[1], second[1])] == ["not done", "left out: not done with 250 edges"]


def test_growth_goes_on_without_the_peers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def fake(command: list[str], limit: float, environment: dict[str, str]) -> Run:
        asked.append(f"{command[-2]} {Path(command[-1]).name}")
        return Run(1.0, 1.0, 1.0, 250, limit / 2, "", 0.0)

    def made(number: int, folder: Path) -> Path:
        return folder / str(number)

    monkeypatch.setattr(bench, "run", fake)
    monkeypatch.setattr(inputs, "make", made)
    monkeypatch.setattr(inputs, "size", lambda made: int(made.name))
    monkeypatch.setattr(environment, "python", lambda needed, to: sys.executable)
    *_, million, last = bench.held("quads", quads, "growth", tmp_path)
    assert [each.ran for each in million] == [True, False, True]  # kg, rdflib (left out by its size), morph
    assert [(each.who, bool(each.note)) for each in last] == [("kg", False), ("rdflib", True), ("morph", True)]
    assert asked[-2:] == ["morph 1000000", "kg 5000000"]


def test_a_run_that_fails_or_hangs_is_told_and_not_timed() -> None:
    failed = run([sys.executable, "-c", "raise SystemExit('no memory')"], 20)
    assert failed.failure == "no memory"
    hung = run([sys.executable, "-c", "while True: pass"], 0.5)
    assert (hung.failure, hung.least) == ("not done after 0 s", 0.0)


def test_of_a_run_that_is_ended_only_the_work_counts() -> None:
    begun = "import time; print(f'prepared {time.time() - 100:.3f}', flush=True); time.sleep(99)"
    assert 100 < run([sys.executable, "-c", begun], 8.0).least < 160


def test_an_answer_is_not_waited_for_longer_than_its_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = [{"name": name, "text": name} for name in ("soon", "never")]
    (tmp_path / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
    monkeypatch.setattr(questions, "GIVEN", 2.0 / questions.SHARE)

    def rows(text: str) -> list[tuple[str, ...]]:
        while text == "never":
            pass
        return [("1",)]

    with pytest.raises(NotDone, match="1 of 2 not answered") as error:
        questions.timed(tmp_path, rows)()
    assert error.value.seconds < 2.0


def test_the_dearest_five_queries_are_told_beside_the_middle_one() -> None:
    costs = {f"questions/{number}": (Cost(0.02, 1), 0.03) for number in range(9)}
    costs |= {f"views/{number}": (Cost(0.1 * number, 400), 1.0) for number in range(1, 7)}
    middle, *dearest = library.standings(costs)
    assert (middle.who, middle.median) == (library.OURS, 0.02)
    assert [each.who for each in dearest] == [f"views/{number}" for number in (6, 5, 4, 3, 2)]
    assert dearest[0].figures == {"rows": [400.0], library.TIMES: [pytest.approx(15.0)]}
    assert "| views/6 | 0.6 (0.6–0.6) |" in report.rows(library, [middle, *dearest])


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
