"""A file of JSON from anybody is read or refused within bounds, and nothing that it names elsewhere is fetched."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SourceError
from kg.importing import description
from kg.tables import original


@pytest.mark.parametrize("key", ["dialect", "tableSchema"])
@pytest.mark.parametrize("place", ["http://127.0.0.1:9/x.json", "../x.json", "/etc/passwd"])
@pytest.mark.parametrize("within", [True, False])
def test_a_description_is_fetched_from_nowhere(tmp_path: Path, key: str, place: str, within: bool) -> None:
    pytest.importorskip("csvw")
    (tmp_path / "x.csv").write_text("a\n1\n", encoding="utf-8")
    table: dict[str, Any] = {"url": "x.csv", key: place}
    told = {"tables": [table]} if within else table
    path = tmp_path / "x.csv-metadata.json"
    path.write_text(json.dumps({"@context": "http://www.w3.org/ns/csvw", **told}), encoding="utf-8")
    with pytest.raises(SourceError, match=rf"its {key} stands elsewhere, and nothing is fetched"):
        description.read(path)


@pytest.mark.parametrize(
    "text",
    [
        "[" + ",".join(f'{{"k{n}": 1}}' for n in range(20_000)) + "]",
        "[{" + ",".join(f'"k{n}": 1' for n in range(20_000)) + ', "k0": 1}]',
        "[" * 100_000,
    ],
    ids=["a name for each object", "a name twice", "deep"],
)
def test_json_that_would_take_the_square_of_its_length_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        original.opened(tmp_path / "x.json")
