"""The graph of the released sources as a site of files, in both forms: the same facts, in few files or in many.

The answer is a digest of the packed N-Quads of the site, which are the same in both.
"""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

TITLE = "publish a site"
BAR = "≤ 25 s on 2 cores"
OURS, AGAINST = "kg publish --compact", "kg publish"
ENVIRONMENT = dict.fromkeys((OURS, AGAINST), "kg")
SIZES, UNIT = dict.fromkeys(("small", "medium", "large"), (0,)), "the released sources"
LIMIT = dict.fromkeys(SIZES, 150.0)
CLOCK = True
FILES, SIZE = "files", "MB"


def _contender(form: str) -> Callable[[Path], Callable[[], dict[str, Any]]]:
    def contender(given: Path) -> Callable[[], dict[str, Any]]:
        from benchmarks.graphs import inputs
        from kg.graph.store import open_store
        from kg.site import layout, publication

        store = open_store(inputs.real(given.parents[1]) / "store")
        chosen = {OURS: layout.COMPACT, AGAINST: layout.WHOLE}[form]
        target = given / "site"

        def work() -> dict[str, Any]:
            shutil.rmtree(target, ignore_errors=True)
            begun = perf_counter()
            report = publication.publish(store, target, form=chosen)
            taken = perf_counter() - begun
            (packed,) = (target / "latest").glob("*.nq.gz")
            answer = hashlib.sha256(packed.read_bytes()).hexdigest()
            return {"seconds": taken, "answer": answer, "figures": {FILES: report.files, SIZE: report.size / 1e6}}

        return work

    return contender


CONTENDERS = {form: _contender(form) for form in ENVIRONMENT}
