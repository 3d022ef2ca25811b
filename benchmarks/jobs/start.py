"""Import, and the first answer of a process that has nothing loaded."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TITLE = "import the package"
BAR = "≤ 0.15 s more than rdflib's"
OURS, AGAINST = "kg", "rdflib"
ENVIRONMENT = {"kg": "kg", "rdflib": "rdflib", "kglab": "kglab"}
SIZES, UNIT = dict.fromkeys(("small", "medium", "large"), (0,)), "a new process"
CLOCK = True


def _importing(name: str) -> Callable[[Path], Callable[[], str]]:
    def contender(given: Path) -> Callable[[], str]:
        def work() -> str:
            subprocess.run([sys.executable, "-W", "ignore", "-c", f"import {name}"], check=True)
            return "imported"

        return work

    return contender


CONTENDERS = {name: _importing(name) for name in ENVIRONMENT}
