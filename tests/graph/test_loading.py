"""Files of N-Quads loaded in groups of lines: none is lost, cut or loaded twice, whatever the groups."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.graph import loading

LINE = '<urn:s> <urn:p> "{}" <urn:g> .\n'
TEXTS = st.lists(st.text("aé\U0001f3a5", max_size=30), max_size=40)


@given(files=st.lists(TEXTS, max_size=4), number=st.integers(1, 9))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_groups_of_lines_are_the_files_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[list[str]], number: int
) -> None:
    monkeypatch.setattr(loading, "LEAST", 1)
    paths = [tmp_path / f"{place}.nq" for place in range(len(files))]
    for path, texts in zip(paths, files, strict=True):
        path.write_text("".join(map(LINE.format, texts)), encoding="utf-8")
    groups = list(loading.parted(paths, number))
    assert len(groups) <= number
    read = b"".join(path.read_bytes()[start:end] for group in groups for path, start, end in group)
    assert read == b"".join(path.read_bytes() for path in paths)
    assert all(path.read_bytes()[:end].endswith(b"\n") for group in groups for path, _, end in group)


@pytest.mark.parametrize(("threads", "memory"), [(1, 2**30), (2, 2**30), (3, 10_000)])
def test_store_holds_each_line_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int, memory: int
) -> None:
    monkeypatch.setattr(loading, "LEAST", 1)
    paths = [tmp_path / "a.nq", tmp_path / "empty.nq", tmp_path / "b.nq"]
    for number, path in enumerate(paths):
        texts = [] if path.stem == "empty" else range(number, 500 + number)
        path.write_text("".join(map(LINE.format, texts)), encoding="utf-8")
    store = ox.Store()
    loading.load(store, paths, threads, memory)
    assert {quad.object.value for quad in store} == {str(n) for n in range(502)}


@pytest.mark.parametrize("threads", [1, 2])
def test_line_that_is_none_is_one_error(tmp_path: Path, threads: int) -> None:
    (tmp_path / "a.nq").write_text(LINE.format("x") + "<urn:s> nonsense .\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"^the inputs: a value is not one of RDF \("):
        loading.load(ox.Store(), [tmp_path / "a.nq"], threads)


def test_files_that_are_loaded_behind_who_makes_them_are_in_the_store_and_the_others_are_left(tmp_path: Path) -> None:
    paths = [tmp_path / "a.nq", tmp_path / "b.nq", tmp_path / "c.nq"]
    for path in paths:
        path.write_text(LINE.format(path.stem), encoding="utf-8")
    store = ox.Store()
    with loading.behind(store) as behind:
        for path in paths[:2]:
            behind.begin(path)
        assert behind.left(paths) == [paths[2]]
        assert {quad.object.value for quad in store} == {"a", "b"}
    with loading.behind(store, off=True) as behind:
        behind.begin(paths[2])
        assert behind.left(paths) == paths


def test_line_that_is_none_is_one_error_behind_who_makes_it_too(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text(LINE.format("x") + "<urn:s> nonsense .\n", encoding="utf-8")
    with loading.behind(ox.Store()) as behind:
        behind.begin(tmp_path / "a.nq")
        with pytest.raises(ReadError, match=r"^the inputs: a value is not one of RDF \("):
            behind.left([])
