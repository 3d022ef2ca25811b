"""The first answer of a process that has nothing loaded: which vendors supply the most states."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TITLE = "one question, from nothing to the answer"
BAR = "≤ 0.3 s, ≥ 20× rdflib"
REAL = CLOCK = True
OURS, AGAINST = "kg", "rdflib"
ENVIRONMENT = {"kg": "kg", "rdflib": "rdflib"}
LARGEST = {"rdflib": 20_000}
NAME = "vendors-by-reach"


def kg(given: Path) -> Callable[[], int]:
    """``kg ask`` on the built store."""
    edition = (given / "edition").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "kg", "ask", NAME, "--param", f"edition={edition}", "--format", "csv"]

    def work() -> int:
        done = subprocess.run([*command, "--graph", str(given / "store")], check=True, capture_output=True)
        return len(done.stdout.splitlines()) - 1

    return work


def rdflib(given: Path) -> Callable[[], int]:
    """Parse the N-Quads, run the query."""
    query = next(each["text"] for each in json.loads((given / "questions.json").read_text()) if each["name"] == NAME)

    def work() -> int:
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(given / "graph.nq", format="nquads")
        return len(list(dataset.query(query)))

    return work


CONTENDERS = {"kg": kg, "rdflib": rdflib}
