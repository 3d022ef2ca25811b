"""Eight questions that aggregate one edition: SPARQL on the store beside SQL over the same facts in columns.

The whole question on either side (``queries/questions``, ``benchmarks/columns``): the modality of a claim, the
English label of each row, the set of claims a row rests on, the order of the rows. DuckDB has its tables in memory; the
store is on disk, as ``kg ask`` opens it. The seconds are the geometric mean over the questions of the median of five
answers, by the processor and over all threads; the answer is a digest of the rows of each question.

    python -m benchmarks.jobs.aggregate build/bench/inputs/1000000

prints both for each question, and what each layer of the engine adds in ``vendors-by-reach``.
"""

import csv
import hashlib
import json
import math
import re
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TITLE = "aggregation: eight questions over one edition, geometric mean"
BAR = "≤ 3× DuckDB at 1 M quads"
OURS, AGAINST = "kg", "duckdb"
MEAN = True
ENVIRONMENT = {"kg": "kg", "duckdb": "kg"}
REPEATED = 5
COLUMNS = Path(__file__).parents[1] / "peers" / "columns"
BASE = "https://w3id.org/ai-surveillance/"
GIVEN = {
    "edition": "source/edition-0001",
    "everything": "technology/ai-surveillance",
    "technology": "technology/facial-recognition",
    "regimes": "scheme/regimes-of-the-world",
    "chinese": "group/chinese-companies",
    "initiative": "initiative/bri",
    "vendor": "vendor/v00001",
}
"""Name in the SQL → the thing, as the questions of :mod:`benchmarks.graphs.inputs` are given it."""
ROLES = ("supplier", "recipient", "technology", "member", "initiative", "jurisdiction", "scheme", "category")
REGISTERS = {"states": "state", "vendors": "vendor", "technologies": "technology", "regions": "region"}
REGISTERS |= {"categories": "category"}

Row = tuple[Any, ...]


def kg(given: Path) -> Callable[[], dict[str, Any]]:
    """The questions on the store on disk."""
    ask, texts = _store(given), _questions(given)
    return lambda: _told({name: _timed(ask, text) for name, text in texts.items()})


def duckdb(given: Path) -> Callable[[], dict[str, Any]]:
    """The same in SQL, on a table of claims and one of named things."""
    ask, texts = _tables(given), _statements()
    return lambda: _told({name: _timed(ask, text) for name, text in texts.items()})


CONTENDERS = {"kg": kg, "duckdb": duckdb}


def _store(given: Path) -> Callable[[str], list[Row]]:
    from kg.graph.store import open_store
    from kg.query import query
    from kg.query.solution import python

    store = open_store(given / "store")
    return lambda text: [tuple(map(python, row)) for row in query.run(store, text).rows]


def _questions(given: Path) -> dict[str, str]:
    texts = {each["name"]: each["text"] for each in json.loads((given / "questions.json").read_text())}
    return {path.stem: texts[path.stem] for path in sorted(COLUMNS.glob("*.sql"))}


def _statements() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(COLUMNS.glob("*.sql"))}


def _tables(given: Path) -> Callable[[str], list[Row]]:
    import duckdb

    engine = duckdb.connect()
    roles = ", ".join(f'"situation {role}" AS {role}' for role in ROLES)
    engine.execute(
        f'CREATE TABLE facts AS SELECT claim, "claim reportedIn" AS source, "situation user" AS user_, {roles}, '
        """regexp_extract("claim modality", '[^#]*$') AS modality, """
        "modality NOT IN ('alleged', 'headline', 'hypothetical') AS accepted FROM read_csv(?, all_varchar = true)",
        [str(given / "table.csv")],
    )
    engine.execute("CREATE TABLE things (thing VARCHAR, kind VARCHAR, label VARCHAR, region VARCHAR)")
    engine.executemany("INSERT INTO things VALUES (?, ?, ?, ?)", list(_things(given / "data" / "registers")))
    engine.execute("CREATE TABLE parts (part VARCHAR, whole VARCHAR)")
    for path in (given / "data" / "sources").glob("*.toml"):
        if whole := tomllib.loads(path.read_text(encoding="utf-8")).get("part_of"):
            engine.execute("INSERT INTO parts VALUES (?, ?)", [f"{BASE}source/{path.stem}", f"{BASE}source/{whole}"])

    def ask(text: str) -> list[Row]:
        named = {name: BASE + thing for name, thing in GIVEN.items() if f"${name}" in text}
        return engine.execute(text, named).fetchall()

    return ask


def _things(registers: Path) -> Iterable[tuple[str, str, str, str | None]]:
    """Yield the IRI, class, English label and region of what the registers name."""
    for stem, singular in REGISTERS.items():
        with (registers / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                region = row.get("ais:region") or ""
                where = BASE + region.replace(":", "/") if region else None
                kind = row["rdf:type"].removeprefix("ais:")
                yield f"{BASE}{singular}/{row['id']}", kind, row["rdfs:label@en"], where


def _timed(ask: Callable[[str], list[Row]], text: str) -> tuple[float, str]:
    """Return the median seconds of the processor, and a digest of the rows."""
    spent: list[float] = []
    rows: list[Row] = []
    for _ in range(REPEATED):
        begun = time.process_time()
        rows = ask(text)
        spent.append(time.process_time() - begun)
    told = sorted("\t".join(" ".join(sorted(str(cell).split(" "))) for cell in row) for row in rows)
    return statistics.median(spent), f"{len(told)} rows {hashlib.sha256(chr(10).join(told).encode()).hexdigest()[:12]}"


def _told(measured: dict[str, tuple[float, str]]) -> dict[str, Any]:
    seconds = math.exp(statistics.fmean(math.log(spent) for spent, _ in measured.values()))
    return {"seconds": seconds, "answer": {name: answer for name, (_, answer) in measured.items()}}


def layers(text: str) -> dict[str, str]:
    """Return what the engine does → ``vendors-by-reach`` cut down to that and what comes before it."""
    head, inner, outer = re.split(r"(?s)(\{ SELECT \?vendor \(.*?GROUP BY \?vendor \})", text, maxsplit=1)
    prefixes = head.partition("SELECT")[0]
    body = inner.partition("WHERE {")[2].rpartition("BIND(")[0]
    uncited = re.sub(r"\(GROUP_CONCAT.*?\?claims\)", "", inner)
    cut = {"+ grouped and counted": uncited, "+ claims of each row": inner}
    return {
        "patterns joined": f"{prefixes} SELECT (COUNT(*) AS ?n) WHERE {{ {body} }}",
        **{name: f"{prefixes} SELECT * WHERE {{ {part} }}" for name, part in cut.items()},
        "+ labels": f"{head}{inner}{outer.partition('ORDER BY')[0]}",
        "+ order: the question": text,
    }


def main(place: str) -> None:
    """Print each question on both, and the layers of one; inputs that are not there are made, of the size they name."""
    from benchmarks.graphs import inputs

    given = inputs.make(int(Path(place).name), Path(place).parent)
    ours, theirs, texts = _store(given), _tables(given), _questions(given)
    ratios = []
    print("| question | kg ms | DuckDB ms | ratio | answers |\n|---|---|---|---|---|")
    for name, statement in _statements().items():
        here, there = _timed(ours, texts[name]), _timed(theirs, statement)
        ratios.append(here[0] / there[0])
        same = "equal" if here[1] == there[1] else "DIFFER"
        print(f"| {name} | {here[0] * 1000:.1f} | {there[0] * 1000:.1f} | {ratios[-1]:.1f}× | {same} |", flush=True)
    print(f"| geometric mean | | | {math.exp(statistics.fmean(map(math.log, ratios))):.1f}× | |")
    print("\n| layer of vendors-by-reach, each with those above | kg ms |\n|---|---|")
    for name, text in layers(texts["vendors-by-reach"]).items():
        print(f"| {name} | {_timed(ours, text)[0] * 1000:.1f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
